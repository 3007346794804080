// The rows of the tables of data: values in the order of the columns that data/tables.json names.

import { dayOf, iso } from "./words.js";

export function tables(dossier, fragments) {
  const all = kind => [...dossier[kind].values()];
  const each = (kind, key, row) => all(kind).flatMap(page =>
    (page.data[key] ?? []).map((it, nth) => [page.fileSlug, nth + 1, ...row(it)]));
  const day = date => (date ? iso(date) : "");
  const cited = it => [it.source, it.stance, "whole", "", it.checkable ?? false, it.at, it.quote, "",
    it.translation?.text, it.translation?.by, it.note, it.statement,
    it.statement && fragments.trace(it.statement).statement, it.party,
    it.statement ? "traced" : "unknown-origin"];
  return {
    actors: () => all("actors").map(({ fileSlug: id, data: its }) => [id, its.title, its.sort,
      its.role, "party", its.party ?? id, its.country, its.access, its.also_known_as, ""]),
    sources: () => all("sources").map(({ fileSlug: id, data: its }) => [id, its.title,
      its.publisher, its.authors, day(its.dated), its.written_in, its.sort, its.link,
      its.link_status, its.archives?.[0].url, its.seen, its.reliability, ""]),
    statements: () => all("statements").map(({ fileSlug: id, data: its, rawInput }) => [id,
      its.title, its.by, fragments.trace(id).party, "party", dayOf(its.said), its.channel,
      rawInput.trim(), its.quote, its.said_in, its.revises, its.repeats]),
    claims: () => all("claims").map(({ fileSlug: id, data: its, date, rawInput }) => {
      const { for: carried, against } = fragments.counts(id);
      return [id, its.title, its.claim, its.sort, its.verdict, its.confidence, its.by, iso(date),
        its.about && dayOf(its.about), its.event, carried.sources.length,
        carried.statements.length, carried.parties.length, 0, 0, against.sources.length,
        against.parties.length, 0, its.sort === "fact" && carried.shown.length > 1, rawInput,
        its.unknowns, its.would_change, its.topics];
    }),
    citations: () => each("claims", "citations", cited),
    event_citations: () => each("events", "citations", cited),
    carries: () => each("sources", "carries", it => [it.statement, it.source, it.how]),
    stances: () => each("claims", "stances", it => [it.actor, it.stance, day(it.date),
      it.citation?.source, it.citation?.statement, it.citation?.at, it.citation?.quote, it.note]),
    relations: () => each("claims", "related", it => [it.how, it.claim, it.note]),
    verdicts: () => each("claims", "history", it => [day(it.date), it.from, it.to, it.why]),
    corrections: () => each("claims", "corrections", it => [day(it.date), it.text]),
    events: () => all("events").map(({ fileSlug: id, data: its, rawInput }) => [id, its.title,
      dayOf(its.form), its.status, rawInput, its.place, "", "", "", its.actors, its.claims,
      its.topics]),
    questions: () => all("details").map(({ fileSlug: id, data: its, rawInput }) => [id, its.title,
      its.question, its.unit, its.status, rawInput, its.silent, its.claims, its.topics]),
    answers: () => each("details", "answers", it => [it.value, "", "", "", "", it.source,
      it.statement, it.at, it.quote, "", true, it.note]),
    places: () => dossier.places.map(({ id, name, country }) => [id, name, country, "", "", "", ""]),
    roles: () => [],
    counts: () => [],
  };
}

const cell = value => {
  const text = Array.isArray(value) ? value.join("; ") : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const csv = (columns, rows) => `${[columns, ...rows].map(row => row.map(cell).join(",")).join("\n")}\n`;
