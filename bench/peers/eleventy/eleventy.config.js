import fs from "node:fs";
import { citations } from "./lib/citations.js";
import { byDate, makeDossier } from "./lib/dossier.js";
import { makeFragments } from "./lib/fragments.js";
import { INVERSE, RELATIONS, SIDES, STANCES, iso, when } from "./lib/words.js";

export default function (config) {
  const site = JSON.parse(fs.readFileSync("src/_data/investigation.json", "utf8"));
  let dossier, fragments, markdown;

  config.amendLibrary("md", library => {
    markdown = library;
    library.use(citations((...found) => fragments.cite(...found)));
  });

  // Collections are made before any page is rendered, and again at each build of a watched site.
  config.addCollection("dossier", api => {
    dossier = makeDossier(api);
    fragments = makeFragments(dossier, site.verdicts, text => markdown.renderInline(text));
    return dossier;
  });
  config.addCollection("topics", api => {
    const topics = new Set(api.getAll().flatMap(page => page.data.topics ?? []));
    return [...topics].sort();
  });

  for (const name of ["claimRow", "counts", "eventRow", "eventWhen", "origin", "outside",
    "quoted", "sourceCard", "statementRow", "verdict"]) {
    config.addFilter(name, id => fragments[name](id));
  }
  config.addFilter("evidence", (it, number) => fragments.evidence(it, number));
  config.addFilter("counted", (side, caption) => fragments.counted(side, caption));
  config.addFilter("link", (id, kind) => fragments.link(kind, id));
  config.addFilter("claimRows", ids => (ids ?? []).map(fragments.claimRow).join(""));
  config.addFilter("eventRows", pages => byDate(pages).map(page => fragments.eventRow(page.fileSlug)).join(""));
  config.addFilter("statementRows", pages => byDate(pages).map(page => fragments.statementRow(page.fileSlug)).join(""));
  config.addFilter("slugs", pages => (pages ?? []).map(page => page.fileSlug));

  config.addFilter("inline", text => markdown.renderInline(text));
  config.addFilter("when", when);
  config.addFilter("from", (map, id) => map.get(id) ?? {});
  config.addFilter("page", (id, kind) => dossier[kind].get(id));
  config.addFilter("back", (id, kind) => dossier.back[kind].get(id) ?? {});
  config.addFilter("pages", kind => [...dossier[kind].values()]);
  config.addFilter("only", (items, key, ...values) => (items ?? []).filter(item => values.includes((item.data ?? item)[key])));
  config.addFilter("including", (pages, key, id) => (pages ?? []).filter(page => page.data[key]?.includes(id)));
  config.addFilter("different", (items, key) => new Set(items.map(item => item[key])).size);
  config.addFilter("past", (items, start) => (items ?? []).slice(start));
  config.addFilter("stanceWords", stance => STANCES[stance]);
  config.addFilter("sideWords", stance => SIDES[stance]);
  config.addFilter("relationWords", how => RELATIONS[how]);
  config.addFilter("inverseWords", how => INVERSE[how]);
  config.addFilter("capital", text => text[0].toUpperCase() + text.slice(1));
  config.addFilter("groups", (pages, key) => {
    const groups = new Map();
    for (const page of pages) {
      const name = page.data[key];
      groups.has(name) ? groups.get(name).push(page) : groups.set(name, [page]);
    }
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  });
  config.addFilter("members", (pages, ids) => pages.concat(
    ids.flatMap(id => dossier.back.actors.get(id)?.statements ?? [])));

  // The days of the chronology, with what happened, was said and was published on each.
  config.addFilter("days", dossier => {
    const days = new Map();
    const day = name => {
      if (!days.has(name)) {
        const anchor = `day-${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
        days.set(name, { name, anchor, events: [], statements: [], sources: [] });
      }
      return days.get(name);
    };
    for (const event of byDate([...dossier.events.values()])) {
      const { data, date } = event;
      day(data.day ? iso(data.day) : `${iso(date)} ${data.form}`).events.push(event);
    }
    for (const statement of dossier.statements.values()) {
      day(iso(statement.date)).statements.push(statement);
    }
    for (const source of dossier.sources.values()) {
      if (source.data.dated) days.get(iso(source.data.dated))?.sources.push(source);
    }
    return [...days.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  });

  config.addPassthroughCopy({ static: "." });
  config.setServerPassthroughCopyBehavior("copy");
  return {
    dir: { input: "src", output: process.env.ELEVENTY_OUTPUT || "_site" },
    htmlTemplateEngine: "njk",
    markdownTemplateEngine: false,
  };
}
