export default {
  layout: "statement.njk",
  permalink: data => `/statements/${data.page.fileSlug}.html`,
};
