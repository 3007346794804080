// The data files of the site: every record, the tables, the bibliography, the annotations.

import { csv, tables } from "./tables.js";
import { dayOf, iso } from "./words.js";

const PRINT = new Set(["news", "analysis", "opinion"]);
const CSL = {
  official: "document", news: "article-newspaper", analysis: "article-newspaper",
  opinion: "article-newspaper", aggregator: "webpage", social: "post", document: "document",
};
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const json = data => `${JSON.stringify(data, null, 1)}\n`;

// The groups of files that the page of data links to.
export function groups(tables) {
  const file = (path, title, format) => ({ path, title, format });
  return [
    { title: "Records", files: [
      file("data/investigation.json", "All records, with their counts", "JSON"),
      file("data/investigation.schema.json", "What the fields of the records mean", "JSON Schema"),
      file("data/datasette.json", "What the columns of the tables mean", "Datasette"),
      file("data/places.geojson", "Places on a map", "GeoJSON"),
      file("data/events.geojson", "Events on a map", "GeoJSON"),
    ] },
    { title: "Tables", files: [
      ...tables.map(table => file(`data/${table.name}.csv`, table.title, "CSV")),
      file("data/datapackage.json", "What the columns of the tables mean", "Data Package"),
    ] },
    { title: "Bibliography", files: [
      file("data/sources.csl.json", "All sources", "CSL-JSON"),
      file("data/sources.bib", "All sources", "BibTeX"),
      file("data/sources.ris", "All sources", "RIS"),
      file("CITATION.cff", "How to cite this site", "CFF"),
      file("ro-crate-metadata.json", "What an archive needs to keep this site", "RO-Crate"),
    ] },
    { title: "Annotations", files: [
      file("data/annotations.json", "Quotes, with their places in the sources", "Web Annotation"),
    ] },
  ];
}

// Every data file as its path and text, one by one.
export function* files(dossier, fragments, site, described) {
  const rows = tables(dossier, fragments);
  for (const { name, columns } of described) {
    yield [`data/${name}.csv`, csv(columns.map(column => column.name), rows[name]())];
  }
  const items = [], bibs = [], riss = [];
  for (const page of dossier.sources.values()) {
    const item = csl(page), bib = bibtex(page), ris = risOf(page);
    items.push(item);
    bibs.push(bib);
    riss.push(ris);
    yield [`sources/${page.fileSlug}.csl.json`, json([item])];
    yield [`sources/${page.fileSlug}.bib`, bib];
    yield [`sources/${page.fileSlug}.ris`, ris];
  }
  yield ["data/sources.csl.json", json(items)];
  yield ["data/sources.bib", bibs.join("\n")];
  yield ["data/sources.ris", riss.join("\n")];
  yield ["data/investigation.json", json(investigation(dossier, fragments, site))];
  yield ["data/annotations.json", json(annotations(dossier, fragments, site))];
  const feature = (id, properties) => ({ type: "Feature", id, geometry: null, properties });
  yield ["data/places.geojson", json({
    type: "FeatureCollection",
    features: dossier.places.map(({ id, name, country }) => feature(`place:${id}`, { name, country })),
  })];
  yield ["data/events.geojson", json({
    type: "FeatureCollection",
    features: [...dossier.events.values()].map(({ fileSlug, data: its, rawInput }) => feature(`event:${fileSlug}`, {
      title: its.title, date: dayOf(its.form), status: its.status, text: rawInput, place: its.place,
      place_name: its.place_name, claims: its.claims, tags: its.topics, country: "GB",
    })),
  })];
  yield ["data/datapackage.json", json(dataPackage(site, described))];
  yield ["data/datasette.json", json({
    title: site.title, description: site.summary, license: site.licence.name,
    license_url: site.licence.url,
    databases: { investigation: { tables: Object.fromEntries(described.map(({ name, title, columns }) => [name, {
      description: title,
      columns: Object.fromEntries(columns.map(one => [one.name, one.description + (one.many ? " A JSON array." : "")])),
    }])) } },
  })];
  yield ["ro-crate-metadata.json", json(crate(site, described))];
  yield ["CITATION.cff", `cff-version: "1.2.0"
message: "Please cite this investigation with these details."
type: "dataset"
title: ${JSON.stringify(site.title)}
abstract: ${JSON.stringify(site.summary)}
authors: [{"name": ${JSON.stringify(site.publisher)}}]
date-released: "${site.updated}"
license-url: ${JSON.stringify(site.licence.url)}
`];
}

function csl({ fileSlug, data: its }) {
  const item = {
    id: fileSlug, type: CSL[its.sort], title: its.title, language: its.written_in,
    [PRINT.has(its.sort) ? "container-title" : "publisher"]: its.publisher,
  };
  if (its.authors) item.author = its.authors.map(literal => ({ literal }));
  if (its.dated) item.issued = { "date-parts": [iso(its.dated).split("-").map(Number)] };
  if (its.sort === "analysis" || its.sort === "opinion") item.genre = its.sort;
  if (its.link) item.URL = its.link;
  if (its.archives) item.archive_location = its.archives[0].url;
  return item;
}

function bibtex({ fileSlug, data: its }) {
  const marked = text => text.replace(/[%&#$_]/g, "\\$&");
  const [year, month, day] = its.dated ? iso(its.dated).split("-").map(Number) : [];
  const print = PRINT.has(its.sort);
  return [
    `@${print ? "article" : "misc"}{${fileSlug},`,
    its.authors && `  author = {{${marked(its.authors.join("} and {"))}}},`,
    `  title = {{${marked(its.title)}}},`,
    `  ${print ? "journal" : "howpublished"} = {${its.publisher}},`,
    year && `  year = {${year}},\n  day = {${day}},`,
    `  langid = {${its.written_in}},`,
    year && `  month = ${MONTHS[month - 1]},`,
    its.link && `  url = {${its.link}},`,
    "}\n",
  ].filter(Boolean).join("\n");
}

function risOf({ fileSlug, data: its }) {
  const print = PRINT.has(its.sort);
  const day = its.dated && iso(its.dated);
  return [
    `TY  - ${print ? "NEWS" : "GEN"}`, `ID  - ${fileSlug}`, `TI  - ${its.title}`,
    ...(its.authors ?? []).map(name => `AU  - ${name}`),
    `${print ? "T2" : "PB"}  - ${its.publisher}`,
    ...(day ? [`PY  - ${day.slice(0, 4)}`, `DA  - ${day.replaceAll("-", "/")}/`] : []),
    `LA  - ${its.written_in}`, ...(its.link ? [`UR  - ${its.link}`] : []), "ER  - \n",
  ].join("\n");
}

function investigation(dossier, fragments, site) {
  const all = (kind, record) => [...dossier[kind].values()].map(page => record(page.fileSlug, page.data, page.rawInput, page));
  const day = date => (date ? dayOf(date) : undefined);
  const dated = entries => entries?.map(entry => (entry.date ? { ...entry, date: iso(entry.date) } : entry));
  const { title, summary, language, time_zone, publisher, licence, updated, verdicts } = site;
  const counted = its => ({
    sources: its.sources, statements: its.statements, vantage_points: its.parties,
    commentators: [], untraced: its.untraced, partial: [], partial_points: [],
  });
  const provenance = ({ source, statement }) => {
    const origin = statement ? fragments.trace(statement) : undefined;
    return {
      source, outcome: statement ? "traced" : "unknown-origin", statement: statement ?? "",
      root: origin?.statement ?? "", speaker: origin?.speaker ?? "", party: origin?.party ?? "",
      commentary: false,
    };
  };
  return {
    $schema: "investigation.schema.json", format: 1,
    site: { title, summary, language, time_zone, publisher, licence, updated, verdicts },
    places: dossier.places,
    actors: all("actors", (id, its, note) => ({ id, name: its.title, kind: its.sort, position: its.role, party: its.party, role: its.part, country: its.country, access: its.access, also_known_as: its.also_known_as, note })),
    sources: all("sources", (id, its, note) => ({ id, title: its.title, title_translation: its.translation, publisher: its.publisher, authors: its.authors, published: day(its.dated), published_note: its.published_note, language: its.written_in, kind: its.sort, url: its.link, url_status: its.link_status, archives: its.archives?.map(copy => ({ ...copy, captured: iso(copy.captured) })), seen: its.seen, perspective: its.perspective, reliability: its.reliability, reliability_reason: its.reliability_reason, origin: its.origin, carries: its.carries, note })),
    statements: all("statements", (id, its, says) => ({ id, short: its.title, by: its.by, said: day(its.said), channel: its.channel, says, quote: its.quote, lang: its.said_in, revises: its.revises, repeats: its.repeats, note: its.note })),
    claims: all("claims", (id, its, reasoning, page) => ({ id, claim: its.claim, short: its.title, kind: its.sort, by: its.by, said: iso(page.date), statement: its.statement, when: day(its.about), event: its.event, verdict: its.verdict, confidence: its.confidence, reasoning, unknowns: its.unknowns, would_change: its.would_change, citations: its.citations, stances: dated(its.stances), related: its.related, tags: its.topics, history: dated(its.history), corrections: dated(its.corrections) })),
    events: all("events", (id, its, text) => ({ id, title: its.title, date: day(its.form), status: its.status, text, citations: its.citations, claims: its.claims, actors: its.actors, place: its.place, tags: its.topics })),
    details: all("details", (id, its, finding) => ({ id, question: its.question, short: its.title, unit: its.unit, status: its.status, values: its.answers, silent: its.silent, finding, claims: its.claims, tags: its.topics })),
    briefs: all("briefs", (id, its, body, page) => ({ id, title: its.title, summary: its.lead, updated: iso(page.date), order: its.weight, claims: its.listed, tags: its.topics, body })),
    pages: [{ id: "method", title: dossier.method.data.title, order: 1, body: dossier.method.rawInput }],
    origins: Object.fromEntries([...dossier.statements.keys()].map(id => [id, fragments.trace(id)])),
    corroboration: Object.fromEntries(all("claims", (id, its) => {
      const counts = fragments.counts(id);
      return [id, {
        for: counted(counts.for), against: counted(counts.against), checkable: counts.for.shown,
        provenance: (its.citations ?? []).map(provenance),
      }];
    })),
    media: {},
  };
}

// Each quoted place of a citation, stance or answer, as an annotation of its source.
function annotations(dossier, fragments, site) {
  const here = "../data/annotations.json";
  const items = [];
  for (const kind of ["claims", "events", "details"]) {
    for (const { fileSlug, url, data: its } of dossier[kind].values()) {
      const address = url || fragments.eventHref(fileSlug).split("#")[0];
      const note = (it, anchor, says, place = anchor) => {
        const { link, archives } = it?.quote ? dossier.sources.get(it.source).data : {};
        if (!link) return;
        const target = { type: "SpecificResource", source: link, selector: { type: "TextQuoteSelector", exact: it.quote } };
        if (archives) {
          const day = iso(archives[0].captured);
          target.state = { type: "TimeState", cached: archives[0].url, sourceDateStart: `${day}T00:00:00Z`, sourceDateEnd: `${day}T23:59:59Z` };
        }
        items.push({
          id: `${here}#${kind.slice(0, -1)}-${fileSlug}-${anchor}`, type: "Annotation", motivation: "linking", target,
          body: [
            { type: "SpecificResource", source: `..${address}#${place}`, purpose: "linking" },
            { type: "TextualBody", value: says, purpose: "classifying" },
          ],
        });
      };
      its.citations?.forEach((it, nth) => note(it, `cite-${nth + 1}`, it.stance, url ? undefined : `cite-${fileSlug}-${nth + 1}`));
      its.stances?.forEach((it, nth) => note(it.citation, `stance-${nth + 1}`, it.stance));
      its.answers?.forEach((it, nth) => note(it, `answer-${nth + 1}`, it.value));
    }
  }
  return {
    "@context": "http://www.w3.org/ns/anno.jsonld", id: here, type: "AnnotationCollection",
    label: site.title, creator: { type: "Organization", name: site.publisher },
    rights: site.licence.url, total: items.length,
    first: { id: `${here}#all`, type: "AnnotationPage", partOf: here, startIndex: 0, items },
  };
}

function dataPackage(site, described) {
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json", name: "investigation",
    title: site.title, description: site.summary,
    licenses: [{ title: site.licence.name, path: site.licence.url }],
    resources: described.map(({ name, title, key, columns }) => {
      const foreignKeys = columns.filter(one => one.leads_to).map(one => ({
        fields: [one.name], reference: { resource: one.leads_to, fields: ["id"] },
      }));
      const fields = columns.map(({ name: field, type, description, many }) => ({
        name: field, type, description: description + (many ? " A semicolon stands between them." : ""),
      }));
      return {
        name, path: `${name}.csv`, type: "table", title, format: "csv", mediatype: "text/csv",
        encoding: "utf-8",
        schema: { fields, primaryKey: key, ...(foreignKeys.length ? { foreignKeys } : {}) },
      };
    }),
  };
}

function crate(site, described) {
  const parts = groups(described).flatMap(group => group.files)
    .filter(file => file.path !== "ro-crate-metadata.json");
  const licence = { "@id": site.licence.url };
  return {
    "@context": "https://w3id.org/ro/crate/1.2/context",
    "@graph": [
      { "@id": "ro-crate-metadata.json", "@type": "CreativeWork", about: { "@id": "./" }, conformsTo: { "@id": "https://w3id.org/ro/crate/1.2" } },
      { "@id": "./", "@type": "Dataset", name: site.title, description: site.summary, datePublished: site.updated, license: licence, publisher: { "@id": "#publisher" }, inLanguage: "en", hasPart: parts.map(file => ({ "@id": file.path })) },
      { ...licence, "@type": "CreativeWork", name: site.licence.name, description: site.licence.name },
      { "@id": "#publisher", "@type": "Organization", name: site.publisher },
      ...parts.map(file => ({ "@id": file.path, "@type": "File", name: `${file.title} (${file.format})` })),
    ],
  };
}
