export default {
  layout: "source.njk",
  permalink: data => `/sources/${data.page.fileSlug}.html`,
};
