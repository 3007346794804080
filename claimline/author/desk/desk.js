// Comfort for forms: findings while one types, citations at the cursor, and a warning before a form
// is left that is not saved. Every form works without this script.
(() => {
  const form = document.getElementById("desk-record");
  let timer, sending, dirty = false;

  const line = ({ level, message }) => {
    const item = document.createElement("li");
    const mark = document.createElement("b");
    item.className = level;
    mark.textContent = `${level}: `;
    item.append(mark, message);
    return item;
  };

  const show = (answer) => {
    for (const list of form.querySelectorAll(".findings")) {
      const own = answer.findings.filter((each) => each.name === list.dataset.for);
      list.replaceChildren(...own.map(line));
      const input = document.getElementById(list.dataset.for);
      if (input?.matches("input, select, textarea"))
        input.toggleAttribute("aria-invalid", own.some((each) => each.level === "error"));
      if (input?.hasAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
    }
    const number = answer.findings.length + answer.others.length;
    const words = answer.error || (number === 1 ? "1 finding." : `${number || "No"} findings.`);
    const status = document.getElementById("desk-status");
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.textContent = words;
    if (status.textContent.trim() !== words) status.replaceChildren(notice);
  };

  const check = async () => {
    sending?.abort();
    sending = new AbortController();
    try {
      const body = new URLSearchParams(new FormData(form));
      const options = { method: "POST", body, signal: sending.signal };
      const answer = await fetch(form.dataset.findings, options);
      if (answer.ok) show(await answer.json());
    } catch {} // The server ended, or more was typed: the next answer counts.
  };

  if (form) {
    form.addEventListener("input", ({ target }) => {
      if (target.matches("[data-into]")) return;
      dirty = true;
      clearTimeout(timer);
      timer = setTimeout(check, 700);
    });
    form.addEventListener("click", (event) => {
      const button = event.target.closest('button[value^="cite:"]');
      const choice = button?.parentElement.querySelector("[data-into]");
      if (!choice?.value) return;
      event.preventDefault();
      const text = document.getElementById(choice.dataset.into);
      text.setRangeText(choice.value, text.selectionStart, text.selectionEnd, "end");
      text.focus();
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
    form.addEventListener("submit", ({ submitter }) => {
      if (submitter?.formTarget !== "preview") dirty = false;
    });
    addEventListener("beforeunload", (event) => dirty && event.preventDefault());
  }

  // A field that a link leads to may be in a closed part of the form.
  const open = () => {
    let at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (const start = at; at; at = at.parentElement?.closest("details")) {
      at.open = true;
      start.scrollIntoView({ block: "center" });
    }
  };
  addEventListener("hashchange", open);
  open();

  // Words that are selected in a copy choose their sentences.
  const text = document.getElementById("desk-text");
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!text || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const items = [...text.children].filter((item) => {
      const sentence = item.querySelector(".sentence");
      return range.intersectsNode(sentence);
    });
    if (!items.length || !text.contains(range.commonAncestorContainer)) return;
    items[0].querySelector('[name="@from"]').checked = true;
    items.at(-1).querySelector('[name="@to"]').checked = true;
    document.getElementById("desk-words").value = selection.toString();
  });
  // A sentence that is chosen after that counts as a whole.
  text?.addEventListener("change", () => (document.getElementById("desk-words").value = ""));

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy);
      text.select();
      await navigator.clipboard.writeText(text.value);
      button.textContent = "Copied";
    });
  }
})();
