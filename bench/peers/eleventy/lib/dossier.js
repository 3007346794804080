// The links between records, found once for each build: id -> page, and who names whom.

import { dayOf, iso } from "./words.js";

const KINDS = ["claims", "sources", "statements", "actors", "details", "briefs", "events"];
const NAMED = ["sources", "statements", "actors", "claims"];

export function makeDossier(api, places) {
  const dossier = { places, back: {}, topics: new Map(), eventClaims: new Map(), later: new Map(), shared: new Set() };
  for (const kind of KINDS) {
    const pages = api.getFilteredByGlob(`src/${kind}/*.md`)
      .sort((a, b) => (a.fileSlug < b.fileSlug ? -1 : 1));
    dossier[kind] = new Map(pages.map(page => [page.fileSlug, page]));
    dossier.back[kind] = new Map();
  }
  [dossier.method] = api.getFilteredByGlob("src/method.md");
  for (const kind of KINDS) {
    for (const page of dossier[kind].values()) {
      for (const named of NAMED) {
        for (const id of page.data[named] ?? []) note(dossier.back[named], id, kind, page);
      }
      for (const topic of page.data.topics ?? []) note(dossier.topics, topic, kind, page);
    }
  }
  for (const [id, claim] of dossier.claims) {
    for (const { claim: other, how } of claim.data.related ?? []) {
      note(dossier.back.claims, other, "related", { how, claim: id });
    }
    const event = claim.data.event;
    if (!event) continue;
    const page = dossier.events.get(event);
    if (page.data.claims.includes(id)) continue;
    note(dossier.back.claims, id, "events", page);
    note(dossier.eventClaims, event, "claims", claim);
  }
  const dated = [...dossier.sources.values()].flatMap(({ data }) => [
    ...(data.dated ? [iso(data.dated)] : []), ...(data.archives ?? []).map(copy => iso(copy.captured)),
  ]);
  dossier.until = dated.reduce((last, day) => (day > last ? day : last), "");
  const carriers = new Set();
  for (const source of dossier.sources.values()) {
    for (const id of source.data.statements ?? []) {
      (carriers.has(id) ? dossier.shared : carriers).add(id);
    }
  }
  for (const page of dossier.statements.values()) {
    for (let up = page; up?.data.revises; up = dossier.statements.get(up.data.revises)) {
      note(dossier.later, up.data.revises, "pages", page);
    }
  }
  return dossier;
}

function note(back, id, kind, page) {
  let of = back.get(id);
  if (!of) back.set(id, (of = {}));
  (of[kind] ??= []).push(page);
}

// Within a day, by the date as it is written.
const written = ({ data }) => dayOf(data.form ?? data.said ?? "");
export const byDate = pages => [...(pages ?? [])].sort((a, b) =>
  a.date - b.date || (written(a) < written(b) ? -1 : written(a) > written(b) ? 1 : 0));
