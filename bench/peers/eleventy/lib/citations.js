// [@source, p. 3; @other] in Markdown becomes numbered links, as in the other sites.

const CITATION = /\[(@[a-z0-9-]+[^\]]*)\]/y;

export function citations(render) {
  return markdown => {
    markdown.inline.ruler.before("link", "citation", (state, silent) => {
      if (state.src.charCodeAt(state.pos) !== 0x5b || state.src.charCodeAt(state.pos + 1) !== 0x40) {
        return false;
      }
      CITATION.lastIndex = state.pos;
      const found = CITATION.exec(state.src);
      if (!found) return false;
      if (!silent) {
        const pairs = found[1].replace(/\s+/g, " ").split("; ").map(mark => {
          const [id, ...place] = mark.slice(1).split(", ");
          return [id, place.join(", ")];
        });
        const token = state.push("html_inline", "", 0);
        token.content = render(pairs, state.env);
      }
      state.pos += found[0].length;
      return true;
    });
  };
}
