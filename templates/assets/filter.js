// Filters: shows the items that have the chosen words. The page is whole without it.
// A form with `data-filter="ID"` has one select for each word list; an item below the element
// with that id has `data-items` and, for a select named x, its words in `data-x`. What is told
// of the result is the form's `data-told`.
"use strict";
for (const form of document.querySelectorAll("form[data-filter]")) {
  const root = document.getElementById(form.dataset.filter);
  const items = [...root.querySelectorAll("[data-items]")];
  const told = form.querySelector("output");
  const chosen = () => [...new FormData(form)].filter(([, word]) => word);

  const apply = () => {
    const words = chosen();
    let shown = 0;
    for (const item of items) {
      item.hidden = !words.every(([name, word]) =>
        (item.dataset[name] || "").split(" ").includes(word));
      shown += !item.hidden;
    }
    told.value = !words.length ? "" :
      form.dataset.told.replace("{shown}", shown).replace("{all}", items.length);
  };
  const fromAddress = () => {
    const words = new URLSearchParams(location.hash.slice(1));
    for (const select of form.querySelectorAll("select")) {
      select.value = words.get(select.name) || "";
      if (select.selectedIndex < 0) select.value = "";
    }
    apply();
  };
  form.addEventListener("input", () => {
    apply();
    const hash = new URLSearchParams(chosen()).toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => { if (location.hash.includes("=")) fromAddress(); });
  form.hidden = false;
  fromAddress();
}
