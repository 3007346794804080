"""Checks the quotes from the five founding articles against the articles themselves.

``python -m tests.quotes FOLDER`` reads the articles from FOLDER, which the repository does not
hold, and every quote in ``content/`` that cites one of them. A quote must stand in its article
word for word, in the paragraph that its locator names. One line is printed for each quote; the
exit code is 1 if any is at fault.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from claimline.author.captures.quoted import Cited, in_prose
from claimline.diagnostics import Report
from claimline.model.dossier import Dossier
from claimline.model.link import link
from claimline.model.validate import validate
from claimline.prose import Prose
from claimline.read import read_project

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Article:
    """How an article's file is read. Lines are counted from 1, as an editor shows them."""

    prefix: str
    """How the file's name begins."""
    source: str
    """The id of its source record."""
    headline: int
    """The line of the headline; 0 where the file has none."""
    body: tuple[int, int]
    """The first and the last line of the body."""
    skipped: tuple[int, ...]
    """Lines inside the body that are no paragraph of it."""
    paragraphs: int
    """How many paragraphs the body then has, by which a changed file is noticed."""


# The files hold pages as they were saved, so each has its own lines before, after and inside the
# body. A paragraph is a line of the body that is neither blank nor named in ``skipped``.
ARTICLES = (
    # Before the body: the site's navigation, the label, the headline and the date. After it: the
    # signature, the count of views and the buttons.
    Article("000", "caliber-analysis-2026-01-03", 25, (29, 53), (), 13),
    # After the body: the by-line "Agencies" and the blog's comment form.
    Article("001", "blog-agencies-2025-12", 1, (3, 29), (), 27),
    # Before the body: the label. After it: a pointer to the outlet's video, tags and ratings.
    Article("002", "qalampir-review-2026-01", 1, (5, 35), (), 16),
    # No headline; the date stands at the head of the first paragraph. Skipped: two sub-heads.
    Article("003", "newsx-2025-12-29", 0, (1, 15), (3, 13), 3),
    # Before the body: the aggregator's navigation, the by-line, the headline and the caption of a
    # picture. Skipped: two READ MORE lines and four sub-heads. After it: the aggregator's offers.
    Article("004", "ibtimes-inkl-2025-12", 10, (14, 56), (20, 22, 24, 34, 42, 50), 16),
)


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it is compared: white space is one space."""

    headline: str
    paragraphs: tuple[str, ...]

    def places(self, words: str) -> tuple[int, ...]:
        """Where whole words stand: numbers of paragraphs, and 0 for the headline."""
        sought = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        parts = enumerate((self.headline, *self.paragraphs))
        return tuple(nth for nth, part in parts if sought.search(part))


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words, the record and field that holds them, and where they are said to stand."""

    record: str
    words: str
    cited: Cited


Found = Literal["found", "other paragraph", "not found"]


class ArticleError(ValueError):
    """An article's file is missing, or is not the one that ``ARTICLES`` describes."""


def one_space(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def read_article(article: Article, text: str) -> Text:
    """The headline and the paragraphs of an article's file.

    Raises ArticleError if the body has another number of paragraphs than the data says.
    """
    lines = ["", *text.split("\n")]
    first, last = article.body
    body = tuple(
        one_space(line)
        for number, line in enumerate(lines[first : last + 1], first)
        if line.strip() and number not in article.skipped
    )
    if len(body) != article.paragraphs:
        raise ArticleError(
            f"{article.prefix}_*.txt has {len(body)} paragraphs; {article.paragraphs} are expected"
        )
    return Text(one_space(lines[article.headline]) if article.headline else "", body)


def read_articles(folder: Path, articles: tuple[Article, ...] = ARTICLES) -> dict[str, Text]:
    """The articles in a folder, by the id of their source. Raises ArticleError."""
    found = {}
    for article in articles:
        files = sorted(folder.glob(f"{article.prefix}_*.txt"))
        if len(files) != 1:
            raise ArticleError(f"{folder} has {len(files)} files named {article.prefix}_*.txt")
        found[article.source] = read_article(article, files[0].read_text(encoding="utf-8"))
    return found


def numbers(locator: str) -> tuple[int, ...]:
    """The paragraphs that a locator names, 0 being the headline; none if it is not understood."""
    if locator == "headline":
        return (0,)
    match = re.fullmatch(r"paragraphs? (\d+)(?: (to|and) (\d+))?", locator)
    if not match:
        return ()
    first, joined, last = match.groups()
    if joined == "to":
        return tuple(range(int(first), int(last) + 1))
    return (int(first), int(last)) if joined else (int(first),)


def judge(quote: Quote, texts: Mapping[str, Text]) -> tuple[Found, str]:
    """Whether a quote stands where it is said to, and where it stands instead."""
    elsewhere = []
    for source, locator in quote.cited:
        places = texts[source].places(one_space(quote.words))
        if set(places) & set(numbers(locator)):
            return "found", ""
        elsewhere += [
            f"{source}, {f'paragraph {place}' if place else 'headline'}" for place in places
        ]
    if elsewhere:
        return "other paragraph", "; ".join(dict.fromkeys(elsewhere))
    return "not found", ""


def quoted_in(prose: Prose, sources: frozenset[str]) -> Iterator[tuple[str, Cited]]:
    """The words in double quotes that a sentence gives to the citation after them.

    A citation that names another source as well is left out: the words may be that one's.
    """
    for words, cited in in_prose(prose):
        if all(source in sources for source, _ in cited):
            yield words, cited


def quotes(dossier: Dossier, sources: frozenset[str]) -> Iterator[Quote]:
    """Every quote that cites one of the sources: in citations and answers, then in prose."""
    for source in sorted(sources & dossier.usages.keys()):
        for usage in dossier.usages[source]:
            if usage.quote:
                yield Quote(
                    _place(usage.carrier, usage.loc), usage.quote, ((source, usage.locator),)
                )
    for key, fields in dossier.prose.items():
        for loc, prose in fields.items():
            for words, cited in quoted_in(prose, sources):
                yield Quote(_place(key, loc), words, cited)


def _place(key: tuple[str, str], loc: Iterable[str | int]) -> str:
    """A record and a field in it, for the line that is printed."""
    return f"{':'.join(key)} {'.'.join(str(step) for step in loc)}"


@cache
def shipped() -> Dossier:
    """The shipped investigation. Raises ValueError if it has an error."""
    report = Report()
    dossier = link(validate(read_project(ROOT, report), report), report)
    if dossier is None or report.failed:
        raise ValueError("content/ has errors; see build.py check")
    return dossier


def check(texts: Mapping[str, Text], dossier: Dossier) -> list[tuple[Quote, Found, str]]:
    """Every quote with what was found of it, in a fixed order."""
    found = quotes(dossier, frozenset(texts))
    return [(quote, *judge(quote, texts)) for quote in found]


def line(quote: Quote, found: Found, elsewhere: str) -> str:
    """The line that is printed for a quote."""
    cited = "; ".join(", ".join(part for part in each if part) for each in quote.cited)
    more = f" (stands in {elsewhere})" if elsewhere else ""
    return f'{found}: {quote.record}: "{one_space(quote.words)}" [{cited}]{more}'


def main(arguments: list[str]) -> int:
    """Print a line for each quote. 0: all stand; 1: some do not; 2: the articles are not there."""
    if len(arguments) != 1:
        print("usage: python -m tests.quotes FOLDER", file=sys.stderr)
        return 2
    try:
        texts = read_articles(Path(arguments[0]))
    except (ArticleError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    results = check(texts, shipped())
    for result in results:
        print(line(*result))
    faults = sum(found != "found" for _, found, _ in results)
    print(f"{len(results)} quotes, {faults} at fault")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
