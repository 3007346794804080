// The search: asks Pagefind and shows what it finds. Without either, the page's lists serve.
"use strict";
const form = document.querySelector("[data-engine]");
// The style shows the form before this runs, so that nothing moves when it does.
const offer = (can) => {
  form.hidden = !can;
  document.querySelector(".no-search").hidden = can;
  document.documentElement.dataset.search = can;
};

const served = location.protocol.startsWith("http");
offer(served);

const more = document.querySelector(".more-found button");
const list = document.createElement("ol");
list.className = "rows found";
more.parentNode.before(list);
let results = [];

const element = (name, ...parts) => {
  const made = document.createElement(name);
  made.append(...parts);
  return made;
};

async function show(found) {
  const first = list.children.length;
  const rows = await Promise.all(found.slice(first, first + 20).map((one) => one.data()));
  if (found !== results) return;
  for (const { meta, excerpt } of rows) {
    const link = element("a", meta.title);
    link.href = meta.href;
    const note = element("span", meta.kind);
    note.className = "fine";
    // The excerpt is markup: only its text and its marks are taken.
    const parts = new DOMParser().parseFromString(excerpt, "text/html").body.childNodes;
    list.append(element("li", link, " ", note, element("p", ...[...parts].map((part) =>
      part.nodeName === "MARK" ? element("mark", part.textContent) : part.textContent))));
  }
  more.hidden = list.children.length >= found.length;
  if (first && rows.length) list.children[first].querySelector("a").focus();
}

async function start() {
  const engine = new URL(form.dataset.engine, location);
  const pagefind = await import(engine);
  const facets = await (await fetch(new URL("facets.json", engine))).json();
  const asked = new URLSearchParams(location.search);
  for (const select of form.querySelectorAll("select"))
    for (const [word, ids] of Object.entries(facets[select.name] || {}))
      select.append(new Option(`${word} (${ids.length})`, word, false, word === asked.get(select.name)));
  const search = async () => {
    const chosen = [...new FormData(form)].filter(([, word]) => word.trim());
    const { q = null, ...words } = Object.fromEntries(chosen);
    const found = await pagefind.debouncedSearch(q, {}, 200);
    if (!found) return;
    const sets = Object.entries(words).map(([name, word]) => new Set(facets[name][word]));
    results = found.results.filter((one) => chosen.length && sets.every((ids) => ids.has(one.id)));
    list.replaceChildren();
    form.querySelector("output").value = chosen.length ? `${form.dataset.told} ${results.length}` : "";
    history.replaceState(null, "", `?${new URLSearchParams(chosen)}`);
    await show(results);
  };
  form.q.value ||= asked.get("q");
  form.addEventListener("input", search);
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => show(results));
  search().catch(() => {});
}

if (served) start().catch(() => offer(false));
