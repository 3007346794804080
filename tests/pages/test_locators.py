"""Locators that name a page: which page that is, and the two places where it can be read."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from claimline.analysis import Analysis, analysis_of
from claimline.diagnostics import Report
from claimline.media_facts import MediaFacts, PublishedFile
from claimline.pages.claim_view import ClaimView
from claimline.pages.detail import DetailView
from claimline.pages.fragment import at_page, page_number
from claimline.pages.locators import locator
from claimline.pages.plan import plan
from claimline.pages.source import SourceView
from claimline.pages.view_builder import ViewBuilder
from tests.dossiers import Given, dossier

PDF = MediaFacts("document", "application/pdf", "0" * 64, 9, (PublishedFile("media/a.pdf", "", 9),))
TEXT = MediaFacts("document", "text/plain", "0" * 64, 9, (PublishedFile("media/a.txt", "", 9),))
ITEM = {"file": "a.pdf", "alt": "A letter", "credit": "The town"}


@pytest.mark.parametrize(
    ("at", "page"),
    [
        ("p. 12", 12), ("pp. 12-14", 12), ("p.7", 7), ("page 3, paragraph 2", 3), ("Page 3", 3),
        ("para. 2 on p. 9", 9), ("S. 12", 12), ("Seite 4", 4), ("с. 12", 12), ("стр. 5", 5),
        ("сторінка 6", 6), ("ص 8", 8), ("pág. 2", 2), ("p. 12; p. 14", 12),
        ("para. 12", None), ("12", None), ("line 3", None), ("00:41", None), ("", None),
        (None, None), ("cap. 3", None), ("p. twelve", None), ("p. 123456", None),
        ("videos 12", None), ("p" * 50_000, None), ("p. " * 20_000, None),
    ],
)  # fmt: skip
def test_a_locator_names_a_page(at: str | None, page: int | None) -> None:
    assert page_number(at) == page


@pytest.mark.parametrize(
    ("url", "at", "address"),
    [
        ("https://a.example.org/r.pdf", "p. 12", "https://a.example.org/r.pdf#page=12"),
        ("https://a.example.org/R.PDF?v=2", "p. 1", "https://a.example.org/R.PDF?v=2#page=1"),
        ("https://a.example.org/r.pdf#page=2", "p. 3", "https://a.example.org/r.pdf#page=3"),
        ("https://a.example.org/r.pdf", "para. 12", None),
        ("https://a.example.org/r.html", "p. 12", None),
        ("https://a.example.org/r?file=r.pdf", "p. 12", None),
    ],
)
def test_the_address_of_a_pdf_leads_to_the_page(url: str, at: str, address: str | None) -> None:
    assert at_page(url, at) == address


def analysis(given: Given, **media: MediaFacts) -> Analysis:
    return analysis_of(replace(dossier(given), media={f"a.{end}": it for end, it in media.items()}))


def words_and_href(given: Given, at: str, **media: MediaFacts) -> tuple[str, str]:
    made = analysis(given, **media)
    found = locator(ViewBuilder(made.dossier, made), "paper", at)
    assert found
    return found.words, found.href


def test_an_attached_pdf_opens_at_the_page() -> None:
    given = {"source/paper": {"media": [ITEM]}}
    assert words_and_href(given, "p. 12", pdf=PDF) == ("p. 12", "media/a.pdf#page=12")
    assert words_and_href(given, "para. 12", pdf=PDF) == ("para. 12", "")
    assert words_and_href(given, "p. 12") == ("p. 12", "")
    assert words_and_href({"source/paper": {}}, "p. 12", pdf=PDF) == ("p. 12", "")


def test_an_excerpt_opens_at_the_page_of_the_file() -> None:
    first = {**ITEM, "pages": "3-5"}
    later = {**ITEM, "pages": "10-20"}
    given = {"source/paper": {"media": [first, later]}}
    assert words_and_href(given, "p. 4", pdf=PDF) == ("p. 4", "media/a.pdf#page=2")
    assert words_and_href(given, "p. 12", pdf=PDF) == ("p. 12", "media/a.pdf#page=3")
    assert words_and_href(given, "p. 30", pdf=PDF) == ("p. 30", "")
    single = {"source/paper": {"media": [{**ITEM, "pages": "7"}]}}
    assert words_and_href(single, "p. 7", pdf=PDF) == ("p. 7", "media/a.pdf#page=1")
    assert words_and_href(single, "p. 8", pdf=PDF) == ("p. 8", "")


def test_a_file_that_is_no_pdf_has_no_pages() -> None:
    given = {"source/paper": {"media": [{**ITEM, "file": "a.txt"}]}}
    assert words_and_href(given, "p. 12", txt=TEXT) == ("p. 12", "")


def test_every_page_that_shows_a_locator_leads_to_the_file_and_to_the_live_page() -> None:
    cited = {"source": "paper", "at": "p. 12"}
    given: Given = {
        "actor/x": {},
        "source/paper": {"media": [ITEM], "url": "https://paper.example.org/r.pdf"},
        "claim/c": {
            "citations": [{**cited, "stance": "supports"}],
            "stances": [{"actor": "x", "stance": "asserts", "citation": cited}],
            "reasoning": "So [@paper, p. 13].",
        },
        "detail/d": {"values": [{**cited, "value": "3"}, {**cited, "value": "4"}]},
        "brief/b": {"body": "So [@paper, p. 14].\n"},
    }
    made = analysis(given, pdf=PDF)
    planned = plan(made.dossier, made, Report())
    views = {spec.path: spec.make(planned.builder).view for spec in planned.specs}
    claim, detail, source = (
        views[f"{it}.html"] for it in ("claims/c", "details/d", "sources/paper")
    )
    assert isinstance(claim, ClaimView)
    assert isinstance(detail, DetailView)
    assert isinstance(source, SourceView)
    there, live = "media/a.pdf#page=12", "https://paper.example.org/r.pdf#page=12"
    (evidence,) = claim.sides[0].groups[0].evidence
    places = [evidence.locator, *(it.locator for it in claim.stances)]
    places += [it.locator for it in detail.answers]
    assert [place and place.href for place in places] == [there] * 4
    ways = [evidence.outside, *(it.outside for it in claim.stances)]
    ways += [it.outside for it in detail.answers]
    assert [links[0].href for links in ways] == [live] * 4
    hrefs = {
        entry.locator.href for group in source.usages for entry in group.entries if entry.locator
    }
    assert hrefs == {f"media/a.pdf#page={number}" for number in (12, 13, 14)}
    references = views["briefs/b.html"].references  # type: ignore[attr-defined]
    assert [place.href for place in references[0].locators] == ["media/a.pdf#page=14"]
