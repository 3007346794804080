// Cuts a text into the words that the search compares. claimline/publish/search_words.py cuts the
// records in the same way; "spelling", from there, says how letters are compared.
"use strict";
const wordCutter = (spelling) => {
  const dropped = new RegExp(spelling.dropped, "gu");
  const doubled = new RegExp(spelling.doubled, "gu");
  const article = new RegExp(spelling.article, "u");
  const unspaced = new RegExp(`(${spelling.unspaced})`, "u");
  const run = new RegExp(`(?:[\\p{L}\\p{M}\\p{N}]|${spelling.dropped})+`, "gu");
  const wordsOf = (text) => {
    const plain = [...text.normalize("NFKD").toLowerCase().replace(dropped, "")]
      .map((letter) => spelling.letters[letter] ?? letter)
      .join("").normalize("NFC").replace(doubled, "$1");
    return (plain.match(run) ?? []).flatMap((piece) =>
      piece.split(unspaced).flatMap((part, nth) => {
        if (nth % 2 === 0) return part ? [part.replace(article, "")] : [];
        const signs = [...part];
        return signs.slice(0, Math.max(1, signs.length - 1)).map((_, at) => signs.slice(at, at + 2).join(""));
      }));
  };
  // Each run of letters and digits in a text: where it begins, its letters, and its words.
  const runsOf = (text) => [...text.matchAll(run)].map(({ index, 0: letters }) =>
    ({ index, letters, words: wordsOf(letters) }));
  return { runsOf, words: (text) => runsOf(text).flatMap((each) => each.words), unspaced };
};
