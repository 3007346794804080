"""The five founding articles as they are compared: headlines and numbered paragraphs.

The repository does not hold the articles. ``read_articles`` reads them from a folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


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
