// The sections of a record's page that list other records, and the account of a source.

import { cut, add } from "./parts.js";
import { byDate } from "./dossier.js";
import { SIDES, escape, when } from "./words.js";

const SAID = ["asserts", "partly-confirms", "denies", "declines", "no-statement-found"];

export function makeSections(dossier, fragments) {
  const { anchor, claimRow, eventRow, link, outside, quoted, sourceCard, statementRow } = fragments;
  const list = (kind, make) => pages => `<ul class="${kind}">\n${pages.map(page => make(page.fileSlug)).join("")}</ul>`;
  const claims = list("claim-list", claimRow);
  const statements = list("rows statement-list", statementRow);
  const events = pages => `<ol class="rows event-list">\n${pages.map(page => eventRow(page.fileSlug)).join("")}</ol>`;
  const links = pages => `<ul class="rows link-list">${pages.map(page => `<li>${anchor(page.url, page.data.title)}</li>`).join("")}</ul>`;
  const stances = entries => `<ul class="rows stances">
${entries.map(({ claim, it, number }) => `<li data-stance="${it.stance}"><span class="stance" data-stance="${it.stance}">${SIDES[it.stance]}</span> ${anchor(`${claim.url}#stance-${number}`, claim.data.title)}${it.date ? `, ${when(it.date)}` : ""}${it.citation?.quote ? quoted(it.citation) : ""}</li>`).join("\n")}
</ul>`;
  const carriers = entries => `<ul class="rows carriers">
${entries.map(({ source, statement }) => {
    const { fileSlug, data } = source;
    const own = (data.carries ?? []).filter(one => one.statement === statement).map(one => `${one.how} it`).join("");
    return `<li>${sourceCard(fileSlug)} <span class="how">${own || (data.sources ?? []).map(id => `copies ${link("sources", id)}`).join("")}</span> <span class="ways">${outside(fileSlug)}</span></li>`;
  }).join("\n")}
</ul>`;

  const of = {
    actors(id) {
      const back = dossier.back.actors.get(id) ?? {};
      const by = new Map();
      for (const claim of back.claims ?? []) {
        (claim.data.stances ?? []).forEach((it, nth) => {
          if (it.actor === id) add(by, it.stance, { claim, it, number: nth + 1 });
        });
      }
      const members = (back.actors ?? []).flatMap(page => dossier.back.actors.get(page.fileSlug)?.statements ?? []);
      return [
        ["statements", "What was said, in order of time", byDate([...(back.statements ?? []), ...members]), statements],
        ["claims", "Claims made", (back.claims ?? []).filter(claim => claim.data.by?.includes(id)), claims],
        ["stances", `Where ${dossier.actors.get(id).data.title} stands`, SAID.flatMap(stance => by.get(stance) ?? []), stances],
        ["events", "In the timeline", byDate(back.events), events],
      ];
    },
    statements(id) {
      const back = dossier.back.statements.get(id) ?? {};
      const others = byDate(back.statements);
      return [
        ["revised", "Later revised by the same speaker", others.filter(page => page.data.revises === id), statements],
        ["repeated", "Repeated by others", others.filter(page => page.data.repeats === id), statements],
        ["carriers", "Who carries it", (back.sources ?? []).map(source => ({ source, statement: id })), carriers],
        ["claims", "Claims that rest on it or mention it", back.claims ?? [], claims],
        ["events", "In the timeline", byDate(back.events), events],
        ["details", "Where sources differ", back.details ?? [], links],
      ];
    },
  };
  const sections = (kind, id) => of[kind](id)
    .map(([name, heading, entries, show]) => ({ id: name, heading, entries, list: show }));
  const sectionHref = (kind, slug, id) => number => (number === 1 ? `/${kind}/${slug}.html#${id}`
    : `/${kind}/${slug}/${id}/page-${number}.html`);
  const told = (id, kind) => sections(kind, id).filter(section => section.entries.length).map(section => {
    const [first] = cut(section.entries, 100, sectionHref(kind, id, section.id));
    return `<section aria-labelledby="${section.id}"><h2 id="${section.id}">${escape(section.heading)}</h2>
${section.list(first.items)}
${first.pager}</section>`;
  }).join("\n");

  // What a source has: statements, claims carried and disputed, questions on which it is silent.
  const account = id => {
    const { data } = dossier.sources.get(id);
    const back = dossier.back.sources.get(id) ?? {};
    const shared = (data.statements ?? []).filter(statement => dossier.shared.has(statement)).length;
    const claimed = stances => (back.claims ?? []).filter(claim => claim.data.citations?.some(it => it.source === id && stances.includes(it.stance))).length;
    const disputed = claimed(["disputes"]);
    const silent = (back.details ?? []).filter(page => page.data.silent?.includes(id));
    return `<section aria-labelledby="account">
  <h2 id="account">What it has, and what it leaves out</h2>
  <dl class="facts">
    <div><dt>Statements carried</dt><dd>${shared} of the ${dossier.shared.size} that more than one source carries</dd></div>
    <div><dt>Claims carried</dt><dd>${claimed(["supports", "repeats"])}</dd></div>
    ${disputed ? `<div><dt>Claims disputed</dt><dd>${disputed}</dd></div>` : ""}
    ${silent.length ? `<div><dt>Silent on</dt><dd>${silent.map(page => anchor(page.url, page.data.title)).join(" ")}</dd></div>` : ""}
  </dl>
</section>`;
  };

  // The places in records that cite a source: evidence, stances, answers, the text.
  const usages = id => {
    const back = dossier.back.sources.get(id) ?? {};
    const citing = ["briefs", "claims", "details", "events"].flatMap(kind => (back[kind] ?? []).map(page => ({ kind: kind.slice(0, -1), page })));
    const cited = ({ kind, page }) => {
      const { fileSlug, data } = page;
      const href = page.url || fragments.eventHref(fileSlug);
      const place = (name, number, words, it, why) => `<li id="from-${kind}-${fileSlug}-${name}-${number}">${anchor(kind === "event" ? href : `${href}#${name}-${number}`, words)}${it.quote ? ` <q>${escape(it.quote)}</q>` : ""}${why || it.at ? ` <span class="byline">${escape([why, it.at].filter(Boolean).join("; "))}</span>` : ""}</li>`;
      const places = [];
      data.citations?.forEach((it, nth) => { if (it.source === id) places.push(place("cite", nth + 1, fragments.stanceWords(it.stance), it, "")); });
      data.stances?.forEach(({ citation: it, stance }, nth) => { if (it?.source === id) places.push(place("stance", nth + 1, SIDES[stance], it, "Cited for a stance")); });
      data.answers?.forEach((it, nth) => { if (it.source === id) places.push(place("answer", nth + 1, `${data.question} ${it.value}`, it, "Cited for an answer")); });
      return `<h3><span class="how">${kind[0].toUpperCase()}${kind.slice(1)}</span> ${anchor(href, data.title)}</h3>
    <ul class="rows">${places.join("\n") || `<li>${anchor(href, data.title)} <span class="byline">Cited in the text</span></li>`}</ul>`;
    };
    return `<details><summary>${citing.length} records</summary>
${citing.map(cited).join("\n")}
</details>`;
  };

  return { account, sectionHref, sections, told, usages };
}
