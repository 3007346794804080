// Runs the ClaimReview preset of structured-data-testing-tool over pages, and prints as JSON, for
// each of them, how many of its tests passed and which failed or gave a warning. The first argument
// is the folder with node_modules, the second a file with the path of one page on each line.
const fs = require("node:fs");
const path = require("node:path");

const [folder, list] = process.argv.slice(2);
const tool = path.join(folder, "node_modules/structured-data-testing-tool");
const { structuredDataTest } = require(tool);
const { ClaimReview } = require(path.join(tool, "presets/google/schemas/ClaimReview.js"));

const check = async (page) => {
  // A failure is thrown, and has the result beside it.
  const result = await structuredDataTest(fs.readFileSync(page), { presets: [ClaimReview] })
    .catch((error) => error.res ?? Promise.reject(error));
  const names = (tests) => tests.map((it) => it.test);
  return [page, {
    passed: result.passed.length,
    failed: names(result.failed),
    warnings: names(result.warnings),
  }];
};

const pages = fs.readFileSync(list, "utf-8").split("\n");
Promise.all(pages.map(check)).then((checked) => {
  console.log(JSON.stringify(Object.fromEntries(checked)));
});
