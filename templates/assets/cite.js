// Citations in place: a number that is pointed at, in focus or tapped shows the entry it leads to.
// The page is whole without it. What is shown is copied from the page; the one link in it leads
// where the number does, so that the Tab key has nothing more to step through.
"use strict";
{
  const { dataset: words, src } = document.currentScript;
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet" });
  sheet.href = src.replace(/js$/, "css");
  document.head.append(sheet);
  const box = document.createElement("div");
  box.id = box.className = "cited-here";
  box.tabIndex = -1;
  box.hidden = true;
  let number = null, timer = 0, tapped = null;

  const cite = (target) => target.closest?.(".cite a");
  const hide = () => {
    clearTimeout(timer);
    number?.removeAttribute("aria-describedby");
    number = null;
    box.hidden = true;
  };
  const place = () => {
    if (!number) return;
    box.style.maxHeight = "";
    const at = number.getBoundingClientRect(), { width, height } = box.getBoundingClientRect();
    const room = document.documentElement.clientWidth - width - 8, under = innerHeight - at.bottom;
    const up = height > under && at.top > under, most = (up ? at.top : under) - 4;
    box.style.maxHeight = `${most}px`;
    box.style.left = `${Math.max(8, Math.min(at.left - 24, room)) + scrollX}px`;
    box.style.top = `${(up ? at.top - Math.min(height, most) : at.bottom) + scrollY}px`;
  };
  const show = (link) => {
    const entry = document.getElementById(link.hash.slice(1));
    if (link === number || !entry) return;
    hide();
    const parts = [...entry.querySelectorAll(".source, .stance, .quote, .locator")].filter(
      (part) => !part.parentElement.closest(".quote, .note"));
    const origin = entry.closest(".origin")?.querySelector(".origin-head");
    const way = Object.assign(document.createElement("a"), { href: link.hash, tabIndex: -1 });
    way.textContent = words.entry;
    box.replaceChildren(...(origin ? [...parts, origin] : parts).map((part) => {
      const copy = part.cloneNode(true);
      for (const inside of copy.querySelectorAll("a")) inside.replaceWith(...inside.childNodes);
      return copy;
    }), way);
    number = link;
    number.setAttribute("aria-describedby", box.id);
    number.closest("main").append(box);
    box.hidden = false;
    place();
  };

  const on = (type, act) => document.addEventListener(type, act);
  on("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    clearTimeout(timer);
    const link = cite(target);
    if (link) timer = setTimeout(show, 120, link);
    else if (!box.contains(target) && number !== document.activeElement) timer = setTimeout(hide, 300);
  });
  on("focusin", ({ target }) => { if (cite(target)?.matches(":focus-visible")) show(cite(target)); });
  on("focusout", ({ target, relatedTarget: next }) => {
    if (target === number && !box.contains(next)) hide();
  });
  on("keydown", ({ key }) => {
    tapped = null;
    if (key !== "Escape") return;
    if (box.contains(document.activeElement)) number.focus();
    hide();
  });
  // The first tap shows the entry; a second one follows the number, as a click does.
  on("pointerdown", ({ target, pointerType }) => {
    const link = cite(target);
    tapped = pointerType === "touch" && link !== number ? link : null;
    if (!link && !box.contains(target)) hide();
  });
  on("click", (event) => {
    const link = event.target.closest?.("a");
    if (link && link === tapped) {
      event.preventDefault();
      show(link);
    } else if (link) hide();
    tapped = null;
  });
  addEventListener("resize", place);
}
