// Pages that no file stands for: lists and their parts, the timeline, the A to Z, further pages.

import { add, anchorOf, cut, groups, hours, jumps, overview } from "./parts.js";
import { byDate } from "./dossier.js";
import { KINDS, dayOf, escape, iso, monthOf, when } from "./words.js";

export function makeLeaves(dossier, fragments, scale, lists) {
  const { anchor, link } = fragments;
  const all = kind => [...dossier[kind].values()];
  const rows = (pages, make) => pages.map(page => make(page.fileSlug)).join("");
  const claimList = pages => `<ul class="claim-list">\n${rows(pages, fragments.claimRow)}</ul>`;
  const statementList = pages => `<ul class="rows statement-list">\n${rows(pages, fragments.statementRow)}</ul>`;
  const head = (title, lead = "") => `<header class="page-head"><h1>${title}</h1>${lead && `<p class="lead">${lead}</p>`}</header>`;
  const further = stem => number => (number === 1 ? `${stem}/index.html` : `${stem}/page-${number}.html`);
  const leaf = (title, section, part, html) => ({ title, href: part.href, section, html: () => `${html()}\n${part.pager}` });

  const claimsInOrder = [...scale.map(step => step.id), undefined]
    .flatMap(verdict => all("claims").filter(claim => claim.data.verdict === verdict));
  const claimsByVerdict = claims => [...scale, undefined].map(step => {
    const found = claims.filter(claim => claim.data.verdict === step?.id);
    if (!found.length) return "";
    if (!step) return `<section><h2>No verdict</h2>${claimList(found)}</section>`;
    return `<section aria-labelledby="verdict-${step.id}"><h2 id="verdict-${step.id}">${fragments.verdict(step.id)} <span class="number">${found.length}</span></h2>
<p class="fine">${escape(step.meaning)}</p>
${claimList(found)}</section>`;
  }).join("\n");
  const sourcesByKind = sources => groups(sources, "sort").map(([kind, found]) => `<section><h2>${KINDS[kind]} <span class="number">${found.length}</span></h2>
<ul class="rows source-list">
${found.map(source => {
    const back = dossier.back.sources.get(source.fileSlug) ?? {};
    const number = Object.values(back).reduce((sum, pages) => sum + pages.length, 0);
    return `<li>${fragments.sourceCard(source.fileSlug)} <span class="fine">Cited in ${number} places; carries ${(source.data.statements ?? []).length} statements</span></li>`;
  }).join("\n")}
</ul></section>`).join("\n");

  // The parts of the lists: each with its records and its address.
  const chosen = new Map();
  for (const claim of claimsInOrder) {
    const number = fragments.counts(claim.fileSlug).for.parties.length;
    add(chosen, number ? (number === 1 ? "one-vantage-point" : "several-vantage-points") : "no-vantage-point", claim);
  }
  for (const source of all("sources")) {
    if (!source.data.link) add(chosen, "no-address", source);
    add(chosen, source.data.archives ? "archived" : "not-archived", source);
    if (source.data.origin) add(chosen, "unknown-origin", source);
  }
  const parts = lists.map(list => ({
    ...list, pages: chosen.get(list.name) ?? [], stem: `/lists/${list.kind}s-${list.name}`,
  }));
  const shown = parts.filter(part => part.pages.length);
  const choices = (kind, name) => {
    const found = shown.filter(part => part.kind === kind);
    if (!found.length) return "";
    return `<nav class="choices" aria-label="Parts of this list"><ul class="jumps">
<li><a href="/${kind}s/index.html"${name ? "" : ' aria-current="page"'}>All</a></li>
${found.map(part => `<li><a href="${part.stem}/index.html"${part.name === name ? ' aria-current="page"' : ""}>${part.title} <span class="number">${part.pages.length}</span></a></li>`).join("\n")}
</ul></nav>`;
  };

  const leaves = [];
  for (const part of cut(claimsInOrder, 250, further("/claims"))) {
    leaves.push(leaf("Claims", "/claims/", part, () => `${head("Claims", `${claimsInOrder.length} claims, by verdict.`)}
${choices("claim", "")}
${claimsByVerdict(part.items)}`));
  }
  const sources = groups(all("sources"), "sort").flatMap(([, found]) => found);
  for (const part of cut(sources, 500, further("/sources"))) {
    leaves.push(leaf("Sources", "/sources/", part, () => `${head("Sources", `${sources.length} sources, by kind.`)}
${choices("source", "")}
${sourcesByKind(part.items)}`));
  }
  const statements = groups(all("statements"), "party").flatMap(([, found]) => found);
  for (const part of cut(statements, 500, further("/statements"))) {
    leaves.push(leaf("Statements", "", part, () => `${head("Statements", `${statements.length} statements, by the party behind them.`)}
${groups(part.items, "party").map(([party, found]) => `<section><h2>${link("actors", party)} <span class="number">${found.length}</span></h2>
${statementList(found)}</section>`).join("\n")}`));
  }
  for (const { kind, name, title, pages, stem } of parts) {
    const claims = kind === "claim";
    const words = `${kind[0].toUpperCase()}${kind.slice(1)}s: ${title}`;
    for (const part of cut(pages, claims ? 250 : 500, further(stem))) {
      leaves.push(leaf(words, "", part, () => `${head(words, `${pages.length} ${kind}s`)}
${choices(kind, name)}
${pages.length ? (claims ? claimsByVerdict : sourcesByKind)(part.items) : `<p class="empty">No ${kind} has been recorded yet.</p>`}`));
    }
  }

  for (const [topic, found] of dossier.topics) {
    const { claims = [], details = [], briefs = [], events = [] } = found;
    const entries = [["claims", claims], ["details", details], ["briefs", briefs], ["events", byDate(events)]]
      .flatMap(([kind, pages]) => pages.map(page => ({ kind, page })));
    const address = number => (number === 1 ? `/tags/${topic}.html` : `/tags/${topic}/page-${number}.html`);
    for (const part of cut(entries, 250, address)) {
      const of = kind => part.items.filter(entry => entry.kind === kind).map(entry => entry.page);
      leaves.push(leaf(`Tag: ${topic}`, "", part, () => `<header class="page-head"><p class="kicker">Tag</p><h1>${topic}</h1></header>
${of("claims").length ? `<section aria-labelledby="claims"><h2 id="claims">Claims</h2>${claimList(of("claims"))}</section>` : ""}
${["details", "briefs"].map(kind => (of(kind).length ? `<section><h2>${kind[0].toUpperCase()}${kind.slice(1)}</h2><ul class="rows link-list">${of(kind).map(page => `<li>${anchor(page.url, page.data.title)}</li>`).join("")}</ul></section>` : "")).join("\n")}
${of("events").length ? `<section aria-labelledby="events"><h2 id="events">In the timeline</h2><ol class="rows event-list">\n${rows(of("events"), fragments.eventRow)}</ol></section>` : ""}`));
    }
  }

  const changes = all("claims").flatMap(claim => [
    ...(claim.data.history ?? []).filter(entry => entry.from).map(entry => ({ claim, date: iso(entry.date), words: `Verdict changed from ${entry.from} to ${entry.to}`, why: entry.why })),
    ...(claim.data.corrections ?? []).map(entry => ({ claim, date: iso(entry.date), words: "Corrected", why: entry.text })),
  ]).sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  for (const part of cut(changes, 150, number => (number === 1 ? "/corrections.html" : `/corrections/page-${number}.html`))) {
    leaves.push(leaf("Corrections to this site", "", part, () => `${head("Corrections to this site", "Mistakes on this site that were corrected, and verdicts that changed, newest first.")}
<ul class="rows history">
${part.items.map(({ claim, date, words, why }) => `<li><p>${when(date)}: ${words}, in ${anchor(claim.url, claim.data.title)}.</p> ${fragments.inline(why)}</li>`).join("\n")}
</ul>`));
  }

  // The A to Z: one page, or a page for each letter.
  const named = [...all("claims"), ...all("sources"), ...all("actors")]
    .sort((a, b) => (a.data.title < b.data.title ? -1 : a.data.title > b.data.title ? 1 : 0));
  const names = pages => `<ul class="rows">
${pages.map(({ url, data }) => `<li>${data.written_in && data.written_in !== "en" ? `<a href="${url}"><bdi><span lang="${data.written_in}">${escape(data.title)}</span></bdi></a>` : anchor(url, data.title)} <span class="fine">${escape(data.publisher ?? data.role ?? "")}</span></li>`).join("\n")}
</ul>`;
  const byLetter = new Map();
  for (const page of named) {
    for (const letter of page.data["a-z"] ?? []) add(byLetter, letter, page);
  }
  const label = letter => (letter.length > 1 ? String.fromCodePoint(parseInt(letter.slice(1), 16)) : letter.toUpperCase());
  const letters = jumps([...byLetter.keys()].sort().map(letter => [`/a-z/${letter}.html`, label(letter)]), "Letters");
  leaves.push(leaf("A to Z", "", { href: "/a-z.html", pager: "" }, () => `${head("A to Z", `${named.length} claims, sources and actors, by the letter they begin with.`)}
${byLetter.size ? letters : names(named)}`));
  for (const [letter, pages] of byLetter) {
    for (const part of cut(pages, 500, number => `/a-z/${letter}${number === 1 ? "" : `/page-${number}`}.html`)) {
      leaves.push(leaf(`A to Z: ${label(letter)}`, "", part, () => `${head(`A to Z: ${label(letter)}`)}
${letters}
${names(part.items)}`));
    }
  }

  return {
    pages: [...leaves, ...sectionLeaves(dossier, fragments), ...timeline(dossier, fragments)],
    parts: shown.map(({ kind, name, title, pages, stem }) => ({ kind, name, title, number: pages.length, href: `${stem}/index.html` })),
  };
}

// Further pages of the long sections of a record's page. The first page has the first hundred.
function sectionLeaves(dossier, fragments) {
  const found = [];
  for (const kind of ["actors", "statements"]) {
    for (const page of dossier[kind].values()) {
      for (const { id, heading, entries, list } of fragments.sections(kind, page.fileSlug)) {
        for (const part of cut(entries, 100, fragments.sectionHref(kind, page.fileSlug, id)).slice(1)) {
          found.push({
            title: `${page.data.title}: ${heading}`, href: part.href, section: "",
            html: () => `<h1>${escape(page.data.title)}: ${escape(heading)}</h1>
<p>${fragments.link(kind, page.fileSlug)}</p>
${list(part.items)}
${part.pager}`,
          });
        }
      }
    }
  }
  return found;
}

function timeline(dossier, fragments) {
  const { anchor, eventHref, link, sourceCard } = fragments;
  const records = [];
  for (const kind of ["events", "statements", "sources", "claims"]) {
    for (const page of dossier[kind].values()) {
      if (kind === "sources" && !page.data.dated) continue;
      const { day, form, party } = page.data;
      records.push({ kind, page, party, day: kind === "events" ? dayOf(day ?? form) : iso(page.date) });
    }
  }
  const spoken = new Map();
  for (const { kind, party } of records) if (kind === "statements") spoken.set(party, (spoken.get(party) ?? 0) + 1);
  const parties = [...spoken].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([party]) => party);
  const drawn = (found, width) => overview(found, parties, lane => dossier.actors.get(lane)?.data.title ?? lane, width);
  const pages = new Map();
  for (const record of records) {
    for (const name of record.page.data.chronology ?? []) add(pages, dayOf(name), record);
  }
  const only = (found, kind) => found.filter(record => record.kind === kind).map(record => record.page);
  const lead = found => `<p class="lead">${only(found, "events").length} events, ${only(found, "statements").length} statements with a date.</p>`;
  const details = (words, lane, items) => (items.length ? `<details class="derived"><summary>${words}: ${items.length}</summary><ul class="rows" data-lane="${lane}">${items.join("")}</ul></details>` : "");
  const derived = found => [
    details("Claims first made", "claim", only(found, "claims").map(({ url, fileSlug, data }) => `<li id="claim-${fileSlug}" data-tags="${(data.topics ?? []).join(" ")}">${anchor(url, data.title)} <span class="byline">${data.verdict ? `${data.verdict}; ` : ""}${(data.by ?? []).map(id => escape(dossier.actors.get(id).data.title)).join(" ")}</span></li>`)),
    details("Statements made", "statement", only(found, "statements").map(page => fragments.statementRow(page.fileSlug))),
    details("Sources published", "source", only(found, "sources").map(page => `<li>${sourceCard(page.fileSlug)}</li>`)),
  ].join("\n");

  function event(page, cited) {
    const { fileSlug: id, data } = page;
    const numbers = (data.citations ?? []).map((it, nth) => {
      if (!cited.has(it.source)) cited.set(it.source, cited.size + 1);
      const number = cited.get(it.source);
      return `<span id="cite-${id}-${nth + 1}"><sup class="cite">[<a href="#ref-${number}" role="doc-noteref">${number}</a>]</sup><span class="hidden"> ${fragments.stanceWords(it.stance)}</span></span>`;
    });
    const quotes = (data.citations ?? []).filter(it => it.quote || it.note).map(it => `<details class="event-quote"><summary>${it.quote ? "Words quoted by" : "Note on"} ${escape(dossier.sources.get(it.source).data.publisher)}</summary>${fragments.quoted(it)}${fragments.note(it.note)}${it.quote ? `<p class="ways"><a href="${dossier.sources.get(it.source).url}">About this source</a> · ${fragments.ways(it.source, it.quote)}</p>` : ""}</details>`);
    const further = dossier.eventClaims.get(id)?.claims ?? [];
    return `<li id="event-${id}" class="event" data-status="${data.status}">
    <p class="event-when">${fragments.eventWhen(id)} <span class="status" data-status="${data.status}">${data.status}</span> <a class="here" href="#event-${id}" aria-label="Link to the event: ${escape(data.title)}">#</a></p>
    <h3>${escape(data.title)}</h3>
    <div class="event-text">${fragments.eventText(id)}</div>
    <p class="event-cites"><span class="label">Evidence</span> ${numbers.join("\n")}</p>
    ${quotes.join("\n")}
    <p class="event-links"><span>Where: ${escape(data.place_name)}</span>
      <span>Who: ${(data.actors ?? []).map(actor => link("actors", actor)).join(" ")}</span>
      <span>Claims: ${(data.claims ?? []).map(claim => link("claims", claim)).join(" ")} ${further.map(claim => link("claims", claim.fileSlug)).join(" ")}</span></p>
  </li>`;
  }

  function days(found) {
    const by = new Map();
    for (const record of found) add(by, record.day, record);
    const cited = new Map();
    const sections = [...by].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, entries]) => {
      const events = byDate(only(entries, "events"));
      const id = anchorOf(day);
      return `<section class="day" aria-labelledby="${id}">
  <h2 id="${id}">${day.length === 10 ? when(day) : day}</h2>
  ${day.length === 10 && pages.has(day) ? `<p class="fine"><a href="/chronology/${day}.html">By the hour</a></p>` : ""}
  ${events.length ? `<ol class="events">${events.map(page => event(page, cited)).join("\n")}</ol>` : ""}
  ${derived(entries)}
</section>`;
    });
    return `${drawn(found, 10)}
${sections.join("\n")}
<section class="references" aria-labelledby="references"><h2 id="references">References</h2>
<ol>
${[...cited].map(([id, number]) => `<li id="ref-${number}">${sourceCard(id)}. <span class="ways">${fragments.outside(id)}</span></li>`).join("\n")}
</ol></section>`;
  }

  const title = name => (name.length === 10 ? when(name).replace(/<[^>]*>/g, "") : monthOf(name));
  const keys = [...pages.keys()].sort();
  const months = keys.filter(key => key.length !== 10);
  const drawnDays = keys.filter(key => key.length === 10);
  const leaves = [{
    title: "Timeline", href: "/chronology.html", section: "/chronology",
    html: () => `<header class="page-head"><h1>Timeline</h1>${lead(records)}</header>
${months.length ? `${drawn(records, 7)}
<ul class="rows link-list">
${months.map(month => `<li><a href="/chronology/${month}.html">${title(month)}</a> <span class="fine">${only(pages.get(month), "events").length} events</span></li>`).join("\n")}
</ul>` : days(records)}
${jumps(drawnDays.map(day => [`/chronology/${day}.html`, title(day)]), "Days by the hour", "pager")}`,
  }];
  for (const [key, found] of pages) {
    const words = title(key);
    const html = key.length === 10 ? () => `${hours(words, found.map(({ kind, page }) => ({
      href: kind === "events" ? `#event-${page.fileSlug}` : page.url, words: page.data.title,
      hour: (page.data.at ?? String(page.data.form).match(/T(\d\d)/)?.[1] ?? "").slice(0, 2),
    })))}
<section aria-labelledby="events"><h2 id="events">Events</h2>
<ul class="rows">
${byDate(only(found, "events")).map(page => `<li id="event-${page.fileSlug}">${anchor(eventHref(page.fileSlug), page.data.title)} <span class="byline">${fragments.eventWhen(page.fileSlug)}, ${page.data.status}</span></li>`).join("\n")}
</ul></section>
${derived(found)}` : () => `${jumps([["/chronology.html", "The whole timeline"], ...months.filter(month => month.startsWith(key.slice(0, 7))).map(month => [`/chronology/${month}.html`, title(month)])], "Pages of the timeline", "pager")}
${days(found)}`;
    leaves.push({
      title: `Timeline: ${words}`, href: `/chronology/${key}.html`, section: "/chronology",
      html: () => `<header class="page-head"><h1>Timeline: ${words}</h1>${lead(found)}</header>
${html()}`,
    });
  }
  return leaves;
}
