// Words and small pieces that need no record but what they are given.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];

export const KINDS = {
  aggregator: "Aggregator", analysis: "Analysis", document: "Document", news: "News report",
  official: "Official source", opinion: "Opinion", social: "Social media post",
};

export const STANCES = {
  supports: "supports", repeats: "repeats", disputes: "disputes", context: "gives context",
};
export const SIDES = {
  "asserts": "asserts it", "denies": "denies it", "partly-confirms": "partly confirms it",
  "declines": "declines to comment",
  "no-statement-found": "has made no statement that was found",
};
export const RELATIONS = {
  "contradicts": "Contradicts", "depends-on": "Depends on", "part-of": "Part of",
  "revises": "Revises",
};

export const INVERSE = {
  "contradicts": "Contradicted by", "depends-on": "Depended on by", "part-of": "Has as a part",
  "revises": "Revised by",
};

const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escape = text => String(text).replace(/[&<>"]/g, mark => MARKS[mark]);

export const iso = date => (date instanceof Date ? date.toISOString() : String(date)).slice(0, 10);

const times = new Map();
export function when(date) {
  const day = iso(date);
  let html = times.get(day);
  if (!html) {
    const [year, month, number] = day.split("-");
    html = `<time datetime="${day}">${+number} ${MONTHS[month - 1]} ${year}</time>`;
    times.set(day, html);
  }
  return html;
}

// A day as it is written; a wider date stays a text.
export const dayOf = date => (date instanceof Date ? iso(date) : String(date));

export function monthOf(name) {
  const [month, page] = name.split("-page-");
  const [year, number] = month.split("-");
  return `${MONTHS[number - 1]} ${year}${page ? `, page ${page}` : ""}`;
}

export const plural = (number, one, many = one + "s") => `${number} ${number === 1 ? one : many}`;

export function quote(pointer, lang) {
  if (!pointer.quote) {
    return pointer.at ? `<p class="locator">${escape(pointer.at)}</p>` : "";
  }
  const words = escape(pointer.quote);
  const told = lang === "en" ? words : `<span lang="${lang}">${words}</span>`;
  const { translation: its, at } = pointer;
  const translated = its
    ? `<span class="translation">“${escape(its.text)}” <span class="fine">(${its.by} translation)</span></span>` : "";
  const place = at ? ` <span class="locator">${escape(at)}</span>` : "";
  const caption = translated || place ? `\n  <figcaption>${translated}${place}</figcaption>` : "";
  return `<figure class="quote">
  <blockquote><p>${told}</p></blockquote>${caption}
</figure>`;
}
