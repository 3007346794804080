import fs from "node:fs";
import path from "node:path";
import { citations } from "./lib/citations.js";
import { byDate, makeDossier } from "./lib/dossier.js";
import { files, groups } from "./lib/files.js";
import { makeFragments } from "./lib/fragments.js";
import { makeLeaves } from "./lib/leaves.js";
import { INVERSE, KINDS, RELATIONS, SIDES, when } from "./lib/words.js";

const read = name => JSON.parse(fs.readFileSync(`src/_data/${name}.json`, "utf8"));

export default function (config) {
  const site = read("investigation");
  const [lists, places, tables] = [read("lists"), read("places"), read("tables")];
  let dossier, fragments, leaves, markdown;

  config.amendLibrary("md", library => {
    markdown = library;
    library.use(citations((...found) => fragments.cite(...found)));
  });

  // What is known of all records is made once for each build, by the first collection that needs it.
  config.on("eleventy.before", () => { dossier = undefined; });
  const prepare = api => {
    if (dossier) return;
    dossier = makeDossier(api, places);
    fragments = makeFragments(
      dossier, site, text => markdown.renderInline(text), (text, env) => markdown.render(text, env));
    leaves = makeLeaves(dossier, fragments, site.verdicts, lists);
  };
  const collection = (name, give) => config.addCollection(name, api => {
    prepare(api);
    return give();
  });
  collection("topics", () => [...dossier.topics.keys()].sort());
  collection("leaves", () => leaves.pages);
  collection("parts", () => leaves.parts);

  // Data files need no layout, so they are written beside the pages.
  config.on("eleventy.after", async ({ directories }) => {
    const made = new Set();
    for (const [name, text] of files(dossier, fragments, site, tables)) {
      const target = path.join(directories.output, name);
      const folder = path.dirname(target);
      if (!made.has(folder)) fs.mkdirSync(folder, { recursive: true });
      made.add(folder);
      fs.writeFileSync(target, text);
    }
  });

  for (const name of ["account", "apparatus", "carries", "citeThis", "counts", "eventHref", "eventRow",
    "origin", "outside", "quoted", "sourceCard", "statementRow", "usages", "verdict"]) {
    config.addFilter(name, (...given) => fragments[name](...given));
  }
  config.addFilter("counted", (side, caption) => fragments.counted(side, caption));
  config.addFilter("link", (id, kind) => fragments.link(kind, id));
  config.addFilter("sections", (id, kind) => fragments.told(id, kind));
  config.addFilter("claimRows", ids => (ids ?? []).map(fragments.claimRow).join(""));
  config.addFilter("eventRows", pages => byDate(pages).map(page => fragments.eventRow(page.fileSlug)).join(""));
  config.addFilter("later", (id, verdict, history) => {
    if (!id || !verdict) return [];
    const judged = (history ?? []).reduce((last, entry) => Math.max(last, new Date(entry.date)), 0);
    return (dossier.later.get(id)?.pages ?? []).filter(page => page.date > judged);
  });

  config.addFilter("inline", text => markdown.renderInline(text));
  config.addFilter("when", when);
  config.addFilter("page", (id, kind) => dossier[kind].get(id));
  config.addFilter("back", (id, kind) => dossier.back[kind].get(id) ?? {});
  config.addFilter("pages", kind => [...dossier[kind].values()]);
  config.addFilter("inOrder", byDate);
  config.addFilter("only", (items, key, ...values) => (items ?? []).filter(item => values.includes((item.data ?? item)[key])));
  config.addFilter("different", (items, key) => new Set(items.map(item => item[key])).size);
  config.addFilter("past", (items, start) => (items ?? []).slice(start));
  config.addFilter("topicSize", topic => Object.values(dossier.topics.get(topic)).reduce((sum, pages) => sum + pages.length, 0));
  config.addFilter("fileGroups", groups);
  config.addFilter("kindWords", kind => KINDS[kind]);
  config.addFilter("sideWords", stance => SIDES[stance]);
  config.addFilter("relationWords", how => RELATIONS[how]);
  config.addFilter("inverseWords", how => INVERSE[how]);
  config.addFilter("capital", text => text[0].toUpperCase() + text.slice(1));

  config.addPassthroughCopy({ static: "." });
  config.setServerPassthroughCopyBehavior("copy");
  return {
    dir: { input: "src", output: process.env.ELEVENTY_OUTPUT || "_site" },
    htmlTemplateEngine: "njk",
    markdownTemplateEngine: false,
  };
}
