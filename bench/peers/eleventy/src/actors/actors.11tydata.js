export default {
  layout: "actor.njk",
  permalink: data => `/actors/${data.page.fileSlug}.html`,
};
