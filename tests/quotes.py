"""Checks the quotes from the five founding articles against the articles themselves.

``python -m tests.quotes FOLDER`` reads the articles from FOLDER, which the repository does not
hold, and every quote in ``content/`` that cites one of them. A quote must stand in its article
word for word, in the paragraph that its locator names. One line is printed for each quote; the
exit code is 1 if any is at fault.

``python -m tests.quotes --usages FOLDER`` lists every sentence that rests on one of the articles,
with the article's own words, for a person to compare; see ``tests.usages``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from claimline.author.captures.prose_quotes import Cited, in_prose
from claimline.diagnostics import Report
from claimline.model.dossier import Dossier
from claimline.model.link import link
from claimline.model.validate import validate
from claimline.prose import Prose
from claimline.read import read_project
from tests.articles import ArticleError, Text, numbers, one_space, read_articles
from tests.usages import listing

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words, the record and field that holds them, and where they are said to stand."""

    record: str
    words: str
    cited: Cited


Found = Literal["found", "other paragraph", "not found"]


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
    """Print a line for each quote, or with ``--usages`` the list of what rests on the articles.

    Returns 0, 1 if a quote does not stand where it is said to, or 2 if the articles are not there.
    """
    with_usages = arguments[:1] == ["--usages"]
    folders = arguments[with_usages:]
    if len(folders) != 1:
        print("usage: python -m tests.quotes [--usages] FOLDER", file=sys.stderr)
        return 2
    try:
        texts = read_articles(Path(folders[0]))
    except (ArticleError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if with_usages:
        for each in listing(shipped(), texts):
            print(each)
        return 0
    results = check(texts, shipped())
    for result in results:
        print(line(*result))
    faults = sum(found != "found" for _, found, _ in results)
    print(f"{len(results)} quotes, {faults} at fault")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
