// Filters: shows the items that have the chosen words. The page is whole without it.
// A form with `data-filter="ID"` has a select or a set of checkboxes for each word list; an item
// below the element with that id has `data-items`, or is in a list with `data-lane`. For a control
// named x, it or its list has its words in `data-x`. Of one list any chosen word will do; of several
// lists each must fit. What has `data-group` goes when nothing in it is left, and a fold with
// something left stands open.
// A mark in a drawing fades with its items: `data-of="ID ID"`, or the id `mark-ID`.
// The choice is kept in the address (`#tags=talks&lane=event`), so that it can be passed on.
"use strict";
for (const form of document.querySelectorAll("form[data-filter]")) {
  const root = document.getElementById(form.dataset.filter);
  const itemsIn = (at) => [...at.querySelectorAll("[data-items], [data-lane] > li")];
  const items = itemsIn(root);
  const groups = [...root.querySelectorAll("[data-group]")].map((at) => ({
    at, open: at.open, count: at.querySelector(":scope > summary [data-count]"),
    items: itemsIn(at),
  }));
  const marks = [...document.querySelectorAll("[data-of], [id^='mark-']")].map((mark) =>
    [mark, (mark.dataset.of || mark.id.slice(5)).split(" ").map((id) => document.getElementById(id))]);
  const told = form.querySelector("output");
  const chosen = () => [...new FormData(form)].filter(([, word]) => word);
  let last;

  const apply = (quiet) => {
    const lists = {};
    for (const [name, word] of chosen()) (lists[name] ||= []).push(word);
    const wanted = Object.entries(lists);
    for (const item of items) {
      item.hidden = !wanted.every(([name, any]) => {
        const words = (item.dataset[name] || item.parentElement.dataset[name] || "").split(" ");
        return any.some((word) => words.includes(word));
      });
    }
    for (const { at, open, count, items } of groups) {
      const left = items.filter((item) => !item.hidden).length;
      at.hidden = !left;
      if (count) count.textContent = left;
      if (open !== undefined) at.open = open || wanted.length > 0;
    }
    for (const [mark, of] of marks) {
      mark.classList.toggle("faded", of.every((item) => item?.hidden));
    }
    const shown = items.filter((item) => !item.hidden).length;
    told.value = quiet && !wanted.length ? "" :
      told.dataset.told.replace("{shown}", shown).replace("{total}", items.length);
  };
  const fromAddress = () => {
    const words = new URLSearchParams(location.hash.slice(1));
    for (const one of form.elements) {
      if (one.type === "checkbox") one.checked = words.getAll(one.name).includes(one.value);
      if (one.localName === "select") {
        one.value = words.get(one.name) || "";
        if (one.selectedIndex < 0) one.value = "";
      }
    }
    last = undefined;
    apply(true);
  };
  // A step of the Back button for each control that was used, not for each word passed on the way.
  const keep = (name) => {
    apply();
    const hash = new URLSearchParams(chosen()).toString();
    const address = hash ? `#${hash}` : location.pathname + location.search;
    history[name === last ? "replaceState" : "pushState"](null, "", address);
    last = name;
  };
  form.addEventListener("input", (event) => keep(event.target.name));
  form.addEventListener("reset", () => setTimeout(() => keep("")));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => {
    const at = document.querySelector(":target");
    if (!at) return fromAddress();
    // A link to what the filter hides counts for more than the filter.
    if (at.closest("[hidden]")) {
      form.reset();
      setTimeout(() => at.scrollIntoView());
    }
  });
  form.hidden = false;
  fromAddress();
}
