// The search: looks up what a reader types in the index, and shows what it finds. The files of the
// index are scripts, so that it also works in a folder. Without it, the page's lists serve.
"use strict";
const form = document.querySelector("[data-index]");
const more = document.querySelector(".more-found button");
const list = document.createElement("ol");
list.className = "rows found";
more.parentNode.before(list);

// How much it counts where an entry has a word: in its text, often, in its title, in its name.
const PLACES = [1, 1.3, 3, 10];
const EXACT = 1, BEGINS = 0.6, SHORTENED = 0.5, ALIKE = 0.3;
const MOST_FILES = 8;
const ROWS = 20;

// Loading the index

const waiting = {};
const loaded = {};
globalThis.searchData = (name, data) => waiting[name]?.(data);
const load = (name) => loaded[name] ??= new Promise((resolve, reject) => {
  waiting[name] = resolve;
  const script = document.createElement("script");
  script.src = new URL(`${name}.js`, new URL(form.dataset.index, location));
  script.onerror = () => reject(new Error(name));
  document.head.append(script);
});

// The number of the last range that begins at a key or before it. Ranges are [first key, file].
const rangeOf = (ranges, key) => {
  let low = 0, high = ranges.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ranges[middle][0] <= key) low = middle; else high = middle;
  }
  return low;
};

// The numbers that are written as steps, each from the one before.
const numbersOf = (steps) => {
  let number = 0;
  return new Set(steps.map((step) => number += step));
};

// Looking words up

// The terms of the index that begin with some letters: [term, number, number…].
async function termsThatBegin(ranges, letters) {
  const first = rangeOf(ranges, letters), last = rangeOf(ranges, `${letters}\uffff`);
  const files = ranges.slice(first, Math.min(last + 1, first + MOST_FILES));
  const terms = (await Promise.all(files.map(([, name]) => load(name)))).flat();
  return terms.filter(([term]) => term.startsWith(letters));
}

const sharedLetters = (a, b) => {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n += 1;
  return n;
};

// How well a term fits a word, from 0 to EXACT.
const fitOf = (term, word) => {
  if (term === word) return EXACT;
  if (term.startsWith(word)) return BEGINS;
  const shared = sharedLetters(term, word);
  const [cut, ending] = [word.length - shared, term.length - shared];
  if (!ending && cut <= 2 && shared >= 4) return SHORTENED;
  // Two forms of one name, as in "Lavrova" and "Lavrovu".
  return shared >= 5 && cut <= 3 && ending <= 3 ? ALIKE : 0;
};

// For each entry that has a word: how much that counts, and whether its title has it. "terms" collects the terms that fit.
async function lookUp(start, word, terms) {
  const letters = word.length > 4 ? word.slice(0, Math.max(4, word.length - 3)) : word;
  const near = (await termsThatBegin(start.terms, letters))
    .map((row) => [fitOf(row[0], word), ...row]).filter(([fit]) => fit);
  const clear = near.some(([fit]) => fit > ALIKE);
  const scores = new Map();
  for (const [fit, term, ...steps] of near) {
    const rarity = Math.log(1 + start.entries / steps.length);
    let number = 0;
    for (const step of steps) {
      number += step >> 2;
      // If the word itself is there, words alike count in names only.
      if (fit === ALIKE && clear && (step & 3) < 3) continue;
      terms.add(term);
      const score = fit * PLACES[step & 3] * rarity;
      if (score > (scores.get(number)?.[0] ?? 0)) scores.set(number, [score, (step & 3) > 1]);
    }
  }
  return scores;
}

// The entries that have the most of the words, best first, and whether they have all of them.
async function findEntries(start, words, terms) {
  const hits = new Map();
  for (const scores of await Promise.all(words.map((word) => lookUp(start, word, terms))))
    for (const [number, [score, titled]] of scores) {
      const [count, sum, inTitle] = hits.get(number) ?? [0, 0, 0];
      hits.set(number, [count + 1, sum + score, inTitle + titled]);
    }
  const most = Math.max(0, ...[...hits.values()].map(([count]) => count));
  const ranked = [...hits].filter(([, [count]]) => count === most)
    .map(([number, [, sum, inTitle]]) =>
      [number, sum * start.ranks[rangeOf(start.ranks, number)][1] * (most > 1 && inTitle === most ? 2 : 1)]);
  ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return { numbers: ranked.map(([number]) => number), whole: most === words.length };
}

// Showing results

const element = (name, ...parts) => {
  const node = document.createElement(name);
  node.append(...parts);
  return node;
};

// The places of a text, from and to, whose words are among the terms.
const marksOf = (cutter, text, terms) => cutter.runsOf(text).flatMap(({ index, letters, words }) => {
  if (!words.some((word) => terms.has(word))) return [];
  if (words.length === 1 || !cutter.unspaced.test(letters)) return [[index, index + letters.length]];
  // In a script without spaces, a word is a pair of signs.
  return [...letters].flatMap((_, at, signs) => {
    const pair = cutter.words(signs.slice(at, at + 2).join(""));
    const from = index + signs.slice(0, at).join("").length;
    return pair.some((word) => terms.has(word)) ? [[from, from + signs.slice(at, at + 2).join("").length]] : [];
  });
});

const marked = (text, marks) => {
  const parts = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (to <= at) continue;
    parts.push(text.slice(at, Math.max(at, from)), element("mark", text.slice(Math.max(at, from), to)));
    at = to;
  }
  return [...parts, text.slice(at)];
};

// The sentence of an entry in which most of the words stand, with marks. It is never cut.
const bestSentence = (cutter, sentences, terms) => {
  let best = sentences[0] ?? "", most = 0;
  for (const sentence of sentences) {
    const count = new Set(cutter.words(sentence).filter((word) => terms.has(word))).size;
    if (count > most) [best, most] = [sentence, count];
  }
  return element("p", ...marked(best, marksOf(cutter, best, terms)));
};

async function textOf(start, number) {
  const nth = rangeOf(start.texts, number);
  return (await load(start.texts[nth][1]))[number - start.texts[nth][0]];
}

async function begin() {
  const index = await load("start");
  const cutter = wordCutter(index.spelling);
  const asked = new URLSearchParams(location.search);
  for (const select of form.querySelectorAll("select"))
    for (const [word, count] of index.filters[select.name]?.[1] ?? [])
      select.append(new Option(`${word} (${count})`, word, false, word === asked.get(select.name)));
  let results = [], terms = new Set();

  const show = async (shown) => {
    const first = list.children.length;
    const rows = await Promise.all(shown.slice(first, first + ROWS).map((number) => textOf(index, number)));
    if (shown !== results || list.children.length !== first) return;
    for (const [href, title, notes, ...sentences] of rows) {
      const link = element("a", element("bdi", title));
      link.href = href;
      const note = element("span", notes.join(form.dataset.comma));
      note.className = "fine";
      const sentence = bestSentence(cutter, sentences, terms);
      sentence.dir = "auto";
      list.append(element("li", link, " ", note, ...(sentence.textContent ? [sentence] : [])));
    }
    more.hidden = list.children.length >= shown.length;
    if (first && rows.length) list.children[first].querySelector("a").focus();
  };

  let latest = 0;
  const search = async () => {
    const turn = latest += 1;
    const chosen = [...new FormData(form)].filter(([, word]) => word.trim());
    const { q = "", ...filters } = Object.fromEntries(chosen);
    const words = [...new Set(cutter.words(q))], fitting = new Set();
    const sets = await Promise.all(Object.entries(filters).map(async ([name, word]) =>
      numbersOf((await load(index.filters[name][0]))[word])));
    const all = { numbers: sets.length ? [...sets[0]] : [], whole: true };
    const { numbers, whole } = words.length ? await findEntries(index, words, fitting)
      : q ? { numbers: [], whole: true } : all;
    if (turn !== latest) return;
    terms = fitting;
    results = numbers.filter((number) => sets.every((set) => set.has(number)));
    list.replaceChildren();
    more.hidden = true;
    const partly = results.length && !whole ? ` ${form.dataset.partly}` : "";
    form.querySelector("output").value = chosen.length ? `${form.dataset.label} ${results.length}.${partly}` : "";
    history.replaceState(null, "", `?${new URLSearchParams(chosen)}`);
    await show(results);
  };
  form.q.value ||= asked.get("q");
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search().catch(() => {}), 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => show(results));
  search().catch(() => {});
}

// The style shows the form before this runs, so that nothing moves when it does.
const offer = (can) => {
  form.hidden = !can;
  document.querySelector(".no-search").hidden = can;
  document.documentElement.dataset.search = can;
};
offer(true);
begin().catch(() => offer(false));
