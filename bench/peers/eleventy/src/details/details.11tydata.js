export default {
  layout: "detail.njk",
  permalink: data => `/details/${data.page.fileSlug}.html`,
};
