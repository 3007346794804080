// Pieces of pages about one record. Each is made once for each build and kept.

import { STANCES, escape, iso, plural, quote, when } from "./words.js";

const SHAPES = {
  supported: '<circle cx="8" cy="8" r="7" class="full"/><path d="m4.5 8.2 2.4 2.4 4.6-5" class="line inverse"/>',
  refuted: '<circle cx="8" cy="8" r="7" class="full"/><path d="m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6" class="line inverse"/>',
  disputed: '<circle cx="8" cy="8" r="6.4" class="line"/><path d="M8 1.6a6.4 6.4 0 0 0 0 12.8z" class="full"/>',
  open: '<circle cx="8" cy="8" r="6.4" class="line dashed"/>',
  neutral: '<path d="M8 1.5 14.5 8 8 14.5 1.5 8z" class="line"/>',
};

export function makeFragments(dossier, scale, markdown) {
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

  function side(citations, verb, verbs) {
    const ids = name => [...new Set(citations.map(one => one[name]).filter(Boolean))];
    const [sources, statements, parties] = ["source", "statement", "party"].map(ids);
    let sentence = `No source ${verbs} it.`;
    if (sources.length && !parties.length) {
      sentence = `${plural(sources.length, "source")}, and none can be traced to a statement.`;
    } else if (sources.length) {
      const names = parties.map(id => page("actors", id).data.title);
      const told = [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
      sentence = `${plural(sources.length, "source")} ${sources.length === 1 ? verbs : verb} it, tracing to ${plural(statements.length, "statement")} by ${plural(parties.length, "party", "parties")}: ${told}.`;
    }
    return { sources: sources.length, statements: statements.length, parties: parties.length, sentence };
  }

  const counts = kept(id => {
    const { citations } = page("claims", id).data;
    const of = (...stances) => citations.filter(one => stances.includes(one.stance));
    return {
      for: side(of("supports", "repeats"), "back", "backs"),
      against: side(of("disputes"), "dispute", "disputes"),
    };
  });

  const counted = (side, caption) => `<div class="counts">
  <p class="counts-caption">${caption}</p>
  <dl>
    <div><dt>sources</dt><dd>${side.sources}</dd></div>
    <div><dt>statements</dt><dd>${side.statements}</dd></div>
    <div class="parties"><dt>parties</dt><dd>${side.parties}</dd></div>
  </dl>
  <p>${escape(side.sentence)}</p>
</div>`;

  const claimRow = kept(id => {
    const { url, data } = page("claims", id);
    const { for: its, against } = counts(id);
    const mark = data.verdict ? verdict(data.verdict)
      : `<span class="verdict" data-tone="none">${data.sort}</span>`;
    return `<li>
  <p class="claim-verdict">${mark}</p>
  <p class="claim-title">${anchor(url, data.title)}</p>
  <p class="claim-words">${escape(data.claim)}</p>
  <p class="claim-counts">${escape(its.sentence)}${against.sources ? ` ${escape(against.sentence)}` : ""}</p>
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

  const outside = kept(id => {
    const { link, archives = [], publisher } = page("sources", id).data;
    const way = (href, words) => `<a class="outside" rel="external noopener noreferrer" href="${escape(href)}">${words}<span class="hidden">: ${escape(publisher)}</span></a>`;
    const ways = archives.map(copy => `${way(copy.url, "Archived copy")} <span class="fine">(${when(copy.captured)})</span>`);
    if (link) ways.unshift(way(link, "Read at the source"));
    return ways.join(" · ") || '<span class="fine">No address is known.</span>';
  });

  const origin = kept(id => {
    const { url, data, date } = page("statements", id);
    const party = data.party === data.by ? "" : `${escape(page("actors", data.party).data.title)}: `;
    return `<span class="party">${party}${link("actors", data.by)}</span> ${anchor(url, data.title)}, ${when(date)}`;
  });

  const note = text => (text ? `<div class="note">${markdown(text)}</div>` : "");
  const quoted = pointer => quote(pointer, page("sources", pointer.source).data.written_in);

  const evidence = (it, number) => `<li id="cite-${number}" value="${number}" class="evidence" data-stance="${it.stance}">
  <p class="origin-head">${it.statement ? origin(it.statement) : '<span class="party">Origin not known</span>'}</p>
  <p>${sourceCard(it.source)} <span class="stance" data-stance="${it.stance}">${STANCES[it.stance]}</span>${it.checkable ? ' <span class="checkable">shows the thing itself</span>' : ""}</p>
  ${quoted(it)}
  ${note(it.note)}
  <p class="ways">${outside(it.source)}</p>
</li>`;

  const eventRow = kept(id => {
    const { data, date } = page("events", id);
    return `<li><span class="event-when">${eventWhen(id)}</span> <a href="/chronology.html#event-${id}">${escape(data.title)}</a> <span class="status" data-status="${data.status}">${data.status}</span></li>\n`;
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

  function cite(pairs, sources, onChronology) {
    const links = pairs.map(([id, place]) => {
      const { url, data } = page("sources", id);
      const number = (sources ?? []).indexOf(id) + 1;
      const label = escape(`Reference ${number}: ${data.publisher}${place ? `, ${place}` : ""}`);
      return `<a href="${onChronology ? url : `#cite-${number}`}" role="doc-noteref" aria-label="${label}" title="${label}">${number}</a>`;
    });
    return `<sup class="cite">[${links.join(", ")}]</sup>`;
  }

  return {
    cite, claimRow, counted, counts, eventRow, eventWhen, evidence, link, note, origin, outside,
    quoted, sourceCard, statementRow, verdict,
  };
}
