// Parts of pages that are cut from long lists, drawn, or made of many records.

import { escape, when } from "./words.js";

// Cuts a list into pages. `href` gives the address of each page by its number.
export function cut(items, size, href) {
  const total = Math.max(1, Math.ceil(items.length / size));
  const hrefs = Array.from({ length: total }, (_, nth) => href(nth + 1));
  return hrefs.map((address, nth) => ({
    href: address,
    items: items.slice(nth * size, (nth + 1) * size),
    pager: total > 1 ? pager(hrefs, nth + 1) : "",
  }));
}

function pager(hrefs, number) {
  const total = hrefs.length;
  const entry = (nth, words, rest = "") => `<li><a${rest} href="${hrefs[nth - 1]}">${words}</a></li>`;
  const near = hrefs.map((_, nth) => nth + 1)
    .filter(nth => nth === 1 || nth === total || Math.abs(nth - number) <= 2);
  return `<nav class="pager" aria-label="Pages of this list">
  <p>Page ${number} of ${total}</p>
  <ul class="jumps">
  ${number > 1 ? entry(number - 1, "Previous", ' rel="prev"') : ""}
  ${near.map(nth => entry(nth, nth, nth === number ? ' aria-current="page"' : "")).join("\n  ")}
  ${number < total ? entry(number + 1, "Next", ' rel="next"') : ""}
  </ul>
</nav>`;
}

export function groups(pages, key) {
  const found = new Map();
  for (const page of pages) {
    const name = page.data[key];
    found.has(name) ? found.get(name).push(page) : found.set(name, [page]);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

export const jumps = (entries, label, kind = "") => `<nav${kind && ` class="${kind}"`} aria-label="${label}"><ul class="jumps">
${entries.map(([href, words]) => `<li><a href="${href}">${words}</a></li>`).join("\n")}
</ul></nav>`;

// Who stands behind the sources: parties, their statements, and the sources that carry each.
export function makeFlow(dossier, page, anchor) {
  const source = (id, cites, copies) => {
    const { url, data } = page("sources", id);
    const number = cites.get(id);
    const below = (copies.get(id) ?? []).map(copy => source(copy, cites, copies)).join("");
    return `<li class="source${number ? "" : " passing"}">${anchor(number ? `#cite-${number}` : url, data.publisher)} <small>${number ? (data.dated ? when(data.dated) : "") : "not cited here"}</small>${below && `<ul>${below}</ul>`}</li>\n`;
  };

  // Puts each source below the one from which it has the statement, if it has it from another.
  function sources(ids, statement, cites) {
    const copies = new Map();
    const seen = new Set();
    const place = id => {
      if (seen.has(id)) return;
      seen.add(id);
      const { carries = [], sources: copied = [] } = page("sources", id).data;
      const through = carries.some(one => one.statement === statement) ? "" : (copied.at(-1) ?? "");
      add(copies, through, id);
      if (through) place(through);
    };
    ids.forEach(place);
    return (copies.get("") ?? []).map(id => source(id, cites, copies)).join("");
  }

  return (side, citations) => {
    const cites = new Map();
    const carriers = new Map();
    citations.forEach(([it, number]) => {
      if (!cites.has(it.source)) cites.set(it.source, number);
      if (!carriers.get(it.statement)?.includes(it.source)) add(carriers, it.statement, it.source);
    });
    const below = new Map();
    const starts = new Map();
    const seen = new Set();
    const place = id => {
      if (seen.has(id)) return;
      seen.add(id);
      const { repeats, party } = page("statements", id).data;
      if (repeats) {
        add(below, repeats, id);
        place(repeats);
      } else {
        add(starts, party, id);
      }
    };
    side.cited.forEach(place);
    const statement = id => {
      const { url, data, date } = page("statements", id);
      const by = data.party === data.by ? "" : `${escape(page("actors", data.by).data.title)}, `;
      return `<li class="statement fork"><div>${anchor(url, data.title)} <small>${by}${when(date)}</small></div>
<ul>${(below.get(id) ?? []).map(statement).join("")}${sources(carriers.get(id) ?? [], id, cites)}</ul></li>`;
    };
    const parties = [...starts].map(([party, ids]) => `<li class="vantage-point fork"><div>${anchor(page("actors", party).url, page("actors", party).data.title)}</div>
<ul>${ids.map(statement).join("")}</ul></li>`);
    const unknown = side.untraced.length ? `<li class="unknown fork"><div><b>Origin not known</b> <small>never counts as independent</small></div>
<ul>${side.untraced.map(id => source(id, cites, new Map())).join("")}</ul></li>` : "";
    return `<p class="flow-sum"><span class="vantage-points"><b>${side.parties.length}</b> vantage points</span> <span><b>${side.statements.length}</b> statements</span> <span><b>${side.sources.length}</b> sources</span></p>
<div class="flow"><ul>
${parties.join("\n")}${unknown}
</ul></div>`;
  };
}

export function add(map, key, value) {
  map.has(key) ? map.get(key).push(value) : map.set(key, [value]);
}

// A drawing of many records: a column for each day or month, and a lane for each kind or party.
export function overview(records, parties, names, width) {
  const numbers = new Map();
  const columns = new Set();
  for (const { day, kind, party } of records) {
    const column = day.slice(0, width);
    const lane = kind === "events" ? "Events" : kind === "sources" ? "Sources"
      : parties.includes(party) ? party : "Others";
    const key = `${lane} ${column}`;
    columns.add(column);
    numbers.set(key, (numbers.get(key) ?? 0) + 1);
  }
  const all = [...columns].sort();
  const lanes = ["Events", ...parties, "Others", "Sources"];
  const heads = all.map((column, nth) => {
    const x = 12 + 30 * nth;
    const href = width === 7 ? `/chronology/${column}.html` : `#${anchorOf(column)}`;
    return `<a class="column" href="${href}"><title>${column}</title><rect x="${x}" y="14" width="30" height="24"/><text x="${x + 15}" y="30">${column.slice(5)}</text></a>`;
  });
  const rows = lanes.map((lane, row) => {
    const y = 38 + 70 * row;
    const bars = all.map((column, nth) => {
      const number = numbers.get(`${lane} ${column}`);
      if (!number) return "";
      const high = Math.min(number, 40);
      return `<rect class="bar" x="${15 + 30 * nth}" y="${y + 60 - high}" width="24" height="${high}"/><text class="number" x="${27 + 30 * nth}" y="${y + 57 - high}">${number}</text>`;
    });
    return `<text class="lane" x="0" y="${y + 15}">${escape(names(lane))}</text><g class="marks">${bars.join("")}</g>`;
  });
  return `<figure class="timeline"><div class="scroll" role="region" tabindex="0" aria-labelledby="timeline-title">
<svg width="${24 + 30 * all.length}" height="${40 + 70 * lanes.length}" role="group" aria-labelledby="timeline-title"><title id="timeline-title">All days at a glance</title>
${heads.join("\n")}
${rows.join("\n")}
</svg></div></figure>`;
}

export const anchorOf = day => `day-${day.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;

// A day drawn by the hour. An entry without a time of day stands in a frame.
export function hours(title, entries) {
  const high = 20 + 28 * entries.length;
  const ticks = [0, 3, 6, 9, 12, 15, 18, 21].map(hour => `<path class="tick" d="M${12 + hour * 32} 18V${high}"/><text class="hour" x="${12 + hour * 32}" y="12">${String(hour).padStart(2, "0")}</text>`);
  const marks = entries.map(({ href, words, hour }, nth) => {
    const y = 30 + 28 * nth;
    const shape = hour ? `<circle class="mark-shape" cx="${12 + 32 * +hour}" cy="${y}" r="5"/>`
      : `<rect class="held" x="12" y="${y - 12}" width="776" height="24" rx="3"/>`;
    return `<a href="${href}"><title>${escape(words)}</title>${shape}<text x="20" y="${y + 4}">${escape(words)}</text></a>`;
  });
  return `<figure class="timeline hours"><div class="scroll" role="region" tabindex="0" aria-labelledby="day-hours">
<svg width="800" height="${high + 10}" role="group" aria-labelledby="day-hours"><title id="day-hours">${title} by the hour</title>
${ticks.join("")}
${marks.join("\n")}
</svg></div></figure>`;
}
