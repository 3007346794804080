// Pieces of pages about one record. Each is made once for each build and kept.

import { add, makeFlow } from "./parts.js";
import { makeSections } from "./sections.js";
import { STANCES, escape, iso, monthOf, plural, quote, when } from "./words.js";

const SHAPES = {
  supported: '<circle cx="8" cy="8" r="7" class="full"/><path d="m4.5 8.2 2.4 2.4 4.6-5" class="line inverse"/>',
  refuted: '<circle cx="8" cy="8" r="7" class="full"/><path d="m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6" class="line inverse"/>',
  disputed: '<circle cx="8" cy="8" r="6.4" class="line"/><path d="M8 1.6a6.4 6.4 0 0 0 0 12.8z" class="full"/>',
  open: '<circle cx="8" cy="8" r="6.4" class="line dashed"/>',
  neutral: '<path d="M8 1.5 14.5 8 8 14.5 1.5 8z" class="line"/>',
};

export function makeFragments(dossier, site, markdown, render) {
  const scale = site.verdicts;
  const kept = make => {
    const made = new Map();
    return id => {
      let html = made.get(id);
      if (html === undefined) made.set(id, (html = make(id)));
      return html;
    };
  };
  const page = (kind, id) => {
    const found = dossier[kind].get(id);
    if (!found) throw new Error(`There is no ${kind} "${id}".`);
    return found;
  };
  const anchor = (href, words) => `<a href="${href}">${escape(words)}</a>`;
  const link = (kind, id) => anchor(page(kind, id).url, page(kind, id).data.title);

  const verdict = kept(id => {
    const step = scale.find(step => step.id === id);
    return `<span class="verdict" data-tone="${step.tone}"><svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${SHAPES[step.tone]}</svg>${escape(step.label)}</span>`;
  });

  // The statement that a statement repeats in the end, and whether its speakers can see the facts.
  const root = kept(id => {
    const { repeats } = page("statements", id).data;
    return repeats ? root(repeats) : id;
  });
  const trace = kept(id => {
    const { by, party } = page("statements", root(id)).data;
    const direct = [by, party].some(actor => page("actors", actor).data.access === "direct");
    return { statement: root(id), speaker: by, party, role: "party", direct };
  });

  function side(citations, record, verb, verbs) {
    const its = { sources: new Set(), cited: new Set(), untraced: [], statements: new Set(), parties: new Set(), shown: new Set() };
    for (const one of citations) {
      if (!its.sources.has(one.source) && !one.statement) its.untraced.push(one.source);
      its.sources.add(one.source);
      if (!one.statement) continue;
      const traced = trace(one.statement);
      its.cited.add(one.statement);
      its.statements.add(traced.statement);
      its.parties.add(traced.party);
      if (one.checkable && one.stance === "supports" && (record || traced.direct)) its.shown.add(traced.party);
    }
    for (const name of ["sources", "cited", "statements", "parties", "shown"]) its[name] = [...its[name]];
    const { sources, statements, parties, untraced } = its;
    const names = parties.map(id => page("actors", id).data.title);
    let sentence = `No source ${verbs} it.`;
    if (sources.length) {
      sentence = `${plural(sources.length, "source")} ${sources.length === 1 ? verbs : verb} it`;
      const told = [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
      sentence += parties.length ? `, tracing to ${plural(statements.length, "statement")} from ${plural(parties.length, "vantage point")}: ${told}.` : ".";
      if (untraced.length) sentence += ` ${plural(untraced.length, "source")} cannot be traced.`;
    }
    return { ...its, names: names.join(", "), sentence };
  }

  const counts = kept(id => {
    const { citations = [], sort } = page("claims", id).data;
    const of = (...stances) => citations.filter(one => stances.includes(one.stance));
    return {
      for: side(of("supports", "repeats"), sort === "record", "carry", "carries"),
      against: side(of("disputes"), sort === "record", "dispute", "disputes"),
    };
  });

  const tally = kept(number => `<svg class="tally" viewBox="0 0 160 8" aria-hidden="true"><path d="${Array.from({ length: number }, (_, nth) => `M${10 * nth} 0h8v8h-8z`).join("")}"/></svg>`);
  const counted = (side, caption) => {
    const line = (words, { length }, rest = "", kind = "") => `<div${kind}><dt>${words}${tally(length)}${rest}</dt><dd>${length}</dd></div>`;
    return `<div class="counts">
  <p class="counts-caption">${caption}</p>
  <dl>
    ${line("sources", side.sources)}
    ${line("statements", side.statements)}
    ${line("vantage points", side.parties, ` <span class="fine">${escape(side.names)}</span>`, ' class="vantage-points"')}
  </dl>
</div>`;
  };

  const flowOf = makeFlow(dossier, page, anchor);
  // One side of the evidence for a claim: its flow, and its citations in order.
  const evidenceSide = (id, heading, stances, side) => {
    const cited = (page("claims", id).data.citations ?? []).map((it, nth) => [it, nth + 1])
      .filter(([it]) => stances.includes(it.stance));
    if (!cited.length) return "";
    return `<section><h3>${heading}</h3>
${side && side.sources.length > 3 ? flowOf(side, cited) : ""}
<ol>${cited.map(([it, number]) => evidence(it, number)).join("\n")}</ol></section>`;
  };
  const apparatus = id => {
    const its = counts(id);
    return [
      evidenceSide(id, "Sources that carry it", ["supports", "repeats"], its.for),
      evidenceSide(id, "Sources that dispute it", ["disputes"], its.against),
      evidenceSide(id, "Context", ["context"]),
    ].join("\n");
  };

  // The statements that a source carries, below the party whose word each is.
  const carries = id => {
    const by = new Map();
    for (const statement of page("sources", id).data.statements ?? []) add(by, trace(statement).party, statement);
    const told = statement => {
      const { url, data, date } = page("statements", statement);
      return `<li class="statement"><p>${anchor(url, data.title)} <small>${escape(page("actors", data.by).data.title)}, ${when(date)}</small></p></li>`;
    };
    return by.size ? `<div class="flow"><ul>
${[...by].map(([party, statements]) => `<li class="vantage-point fork"><div>${link("actors", party)}</div>
<ul>${statements.map(told).join("\n")}</ul></li>`).join("\n")}
</ul></div>` : "";
  };

  const claimRow = kept(id => {
    const { url, data } = page("claims", id);
    const { for: its, against } = counts(id);
    const mark = data.verdict ? verdict(data.verdict)
      : `<span class="verdict" data-tone="none">${data.sort}</span>`;
    return `<li>
  <p class="claim-verdict">${mark}</p>
  <p class="claim-title">${anchor(url, data.title)}</p>
  <p class="claim-words">${escape(data.claim)}</p>
  <p class="claim-counts">${escape(its.sentence)}${against.sources.length ? ` ${escape(against.sentence)}` : ""}</p>
</li>\n`;
  });

  const sourceCard = kept(id => {
    const { url, data } = page("sources", id);
    const title = escape(data.title);
    const told = data.written_in === "en" ? title : `<span lang="${data.written_in}">${title}</span>`;
    const translated = data.translation
      ? ` <span class="translation">(${escape(data.translation)})</span>` : "";
    const date = data.dated ? when(data.dated) : "date not known";
    const seen = data.seen === "whole" ? "" : ", read in part";
    return `<span class="source"><cite><a href="${url}">${told}</a></cite>${translated}<span class="byline">, ${escape(data.publisher)}, ${date}${seen}</span></span>`;
  });

  // The ways to a source outside, and to its copies. With a quote they end with the words to find.
  const ways = (id, quote) => {
    const { link, link_status: status, archives = [], publisher } = page("sources", id).data;
    const find = quote ? `#:~:text=${escape(found(quote))}` : "";
    const copied = copy => ` data-originalurl="${escape(link)}" data-versionurl="${escape(copy.url)}" data-versiondate="${iso(copy.captured)}"`;
    const way = (href, words, copy) => `<a class="outside" rel="external noopener noreferrer" href="${escape(href)}${find}"${link && copy ? copied(copy) : ""}>${words}<span class="hidden">: ${escape(publisher)}</span></a>`;
    const all = archives.map(copy => `${way(copy.url, "Archived copy", copy)} <span class="fine">(${when(copy.captured)})</span>`);
    if (link) all.unshift(`${way(link, "Read at the source", archives[0])}${status === "dead" ? ' <span class="fine">(no longer online)</span>' : ""}`);
    return all.join(" · ") + (link ? "" : '<span class="fine">No address is known.</span>');
  };
  const found = quote => {
    const words = quote.split(" ");
    return words.length > 12 ? `${words.slice(0, 4).join(" ")},${words.slice(-4).join(" ")}` : quote;
  };
  const outside = kept(id => ways(id));

  const origin = kept(id => {
    const { url, data, date } = page("statements", id);
    const party = data.party === data.by ? "" : `${escape(page("actors", data.party).data.title)}: `;
    return `<span class="party">${party}${link("actors", data.by)}</span> ${anchor(url, data.title)}, ${when(date)}`;
  });

  const note = text => (text ? `<div class="note">${markdown(text)}</div>` : "");
  const quoted = pointer => quote(pointer, page("sources", pointer.source).data.written_in);

  const evidence = (it, number) => `<li id="cite-${number}" value="${number}" class="evidence" data-stance="${it.stance}">
  <p class="origin-head">${it.statement ? origin(it.statement) : '<span class="party">Origin not known</span>'}</p>
  <p><span class="backs"><a href="#s-${number}" role="doc-backlink" aria-label="Back to the sentence that cites reference ${number}">↑</a></span> ${sourceCard(it.source)} <span class="stance" data-stance="${it.stance}">${STANCES[it.stance]}</span>${it.checkable ? ' <span class="checkable">shows the thing itself</span>' : ""} <a class="here" href="#cite-${number}" aria-label="Link to citation ${number}">#</a></p>
  ${quoted(it)}
  ${note(it.note)}
  <p class="ways">${it.quote ? ways(it.source, it.quote) : outside(it.source)}</p>
</li>`;

  const eventHref = id => `/chronology${page("events", id).data.period ? `/${page("events", id).data.period}` : ""}.html#event-${id}`;
  const eventText = kept(id => {
    const event = page("events", id);
    return render(event.rawInput, { sources: event.data.sources, page: event.page });
  });
  const eventRow = kept(id => {
    const { data, date } = page("events", id);
    return `<li><span class="event-when">${eventWhen(id)}</span> <a href="${eventHref(id)}">${escape(data.title)}</a> <span class="status" data-status="${data.status}">${data.status}</span></li>\n`;
  });
  const eventWhen = id => {
    const { data, date } = page("events", id);
    const day = data.day ? iso(data.day) : "";
    const form = data.form instanceof Date ? iso(data.form) : data.form;
    return form === day ? when(date) : `${when(date)} <span class="fine">(${escape(form)})</span>`;
  };

  const statementRow = kept(id => {
    const { url, data, date } = page("statements", id);
    const carriers = dossier.back.statements.get(id)?.sources ?? [];
    return `<li>${anchor(url, data.title)} <span class="byline">${escape(page("actors", data.by).data.title)}, ${when(date)}, ${escape(data.channel)}; carried by ${plural(carriers.length, "source")}</span></li>\n`;
  });

  const seen = new WeakMap();
  // A reference leads back to the first place that cites it.
  function cite(pairs, env) {
    const { sources, page: here } = env;
    const onChronology = here.filePathStem.startsWith("/events/");
    if (!seen.has(here)) seen.set(here, new Set());
    let first = 0;
    const links = pairs.map(([id, place]) => {
      const { url, data } = page("sources", id);
      const number = (sources ?? []).indexOf(id) + 1;
      first ||= number;
      const label = escape(`Reference ${number}: ${data.publisher}${place ? `, ${place}` : ""}`);
      return `<a href="${onChronology ? url : `#cite-${number}`}" role="doc-noteref" aria-label="${label}" title="${label}">${number}</a>`;
    });
    const isFirst = !onChronology && !seen.get(here).has(first);
    seen.get(here).add(first);
    return `<sup class="cite"${isFirst ? ` id="s-${first}"` : ""}>[${links.join(", ")}]</sup>`;
  }

  const [year, month] = site.updated.split("-");
  const abbreviated = monthOf(`${year}-${month}`).slice(0, 3).toLowerCase();
  const citeThis = (title, kind, id) => {
    const words = escape(title);
    return `<section class="cite-this" aria-labelledby="cite-this">
  <h2 id="cite-this">How to cite this page</h2>
  <p>“${words}”, <cite>${escape(site.title)}</cite>, ${escape(site.publisher)}, as reviewed ${when(site.updated)}, evidence up to ${when(dossier.until)}.</p>
  <details><summary>BibTeX</summary><pre>@misc{${kind}-${id},
  author = {{${escape(site.publisher)}}},
  title = {{${words}}},
  howpublished = {${escape(site.title)}},
  year = {${year}},
  month = ${abbreviated},
}
</pre></details>
  <details><summary>RIS</summary><pre>TY  - ELEC
TI  - ${words}
T2  - ${escape(site.title)}
AU  - ${escape(site.publisher)}
PY  - ${year}
DA  - ${site.updated.replaceAll("-", "/")}/
ER  - 
</pre></details>
</section>`;
  };

  const fragments = {
    anchor, apparatus, carries, cite, citeThis, claimRow, counted, counts, eventHref, eventRow, eventText,
    eventWhen, evidence, inline: markdown, link, note, origin, outside, quoted, sourceCard,
    stanceWords: stance => STANCES[stance], statementRow, trace, verdict, ways,
  };
  return { ...fragments, ...makeSections(dossier, fragments) };
}
