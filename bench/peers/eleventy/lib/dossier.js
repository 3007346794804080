// The links between records, found once for each build: id -> page, and who names whom.

const KINDS = ["claims", "sources", "statements", "actors", "details", "briefs", "events"];
const NAMED = ["sources", "statements", "actors", "claims"];

export function makeDossier(api) {
  const dossier = { back: {}, topics: new Map(), eventClaims: new Map() };
  for (const kind of KINDS) {
    const pages = api.getFilteredByGlob(`src/${kind}/*.md`);
    dossier[kind] = new Map(pages.map(page => [page.fileSlug, page]));
    dossier.back[kind] = new Map();
  }
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
  return dossier;
}

function note(back, id, kind, page) {
  let of = back.get(id);
  if (!of) back.set(id, (of = {}));
  (of[kind] ??= []).push(page);
}

export const byDate = pages => [...(pages ?? [])].sort((a, b) => a.date - b.date);
