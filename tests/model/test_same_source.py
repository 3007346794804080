"""Which addresses are of one page, and which sources have several records."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from claimline.model.web_address import page_key
from tests.dossiers import Data, analysed, dossier, page, told
from tests.flows import sources

ONE_PAGE = [
    # Scheme, www, case of the host, default port, slash at the end, fragment.
    [
        "https://example.org/story",
        "http://example.org/story",
        "https://www.example.org/story",
        "https://WWW.Example.ORG/story",
        "https://example.org:443/story",
        "http://example.org:80/story/",
        "https://example.org./story",
        "https://example.org/story#comments",
        "https://example.org/story#:~:text=the%20roof/s",
        "https://example.org/story?",
        # Hosts for phones and for AMP.
        "https://m.example.org/story",
        "https://mobile.example.org/story",
        "https://amp.example.org/story",
        "https://www.google.com/amp/s/example.org/story",
        "https://example-org.cdn.ampproject.org/c/s/example.org/story",
        "https://example.org/story/amp",
        "https://example.org/story/amp/?utm_source=x",
        "https://example.org/story?amp",
        "https://example.org/story?amp=1",
        "https://example.org/story?outputType=amp",
        "https://example.org/a/../story",
        "https://example.org/./story",
        # How a reader came to it.
        "https://example.org/story?utm_source=x&utm_medium=y",
        "https://example.org/story?fbclid=1",
        "https://example.org/story?gclid=1&UTM_Campaign=z#top",
        # Archive copies.
        "https://web.archive.org/web/20240305091233/https://example.org/story",
        "http://web.archive.org/web/20240305id_/http://www.example.org:80/story?fbclid=2",
        "https://web.archive.org/web/2024/example.org/story",
        "https://web.archive.org/web/2024/https%3A%2F%2Fexample.org%2Fstory",
        "https://archive.ph/2024.03.05-091233/https://example.org/story",
        "https://archive.is/newest/https://example.org/story",
        "https://arquivo.pt/wayback/20240305091233/https://example.org/story",
        "https://web.archive.org/web/2025/https://web.archive.org/web/2024/https://example.org/story",
    ],
    ["https://example.org", "http://www.example.org/", "https://example.org/#"],
    ["https://example.org/a?x=1&y=2", "https://example.org/a?y=2&gclid=3&x=1"],
    ["https://example.org/%7Eann/%d0%b0", "https://example.org/~ann/%D0%B0", "https://example.org/~ann/а"],
    ["https://bücher.example.org/a", "https://xn--bcher-kva.example.org/a"],
    ["https://m.bbc.co.uk/news/1", "https://www.bbc.co.uk/news/1"],
    ["https://en.m.wikipedia.org/wiki/Orla", "https://en.wikipedia.org/wiki/Orla#History"],
    ["https://twitter.com/a/status/1?s=20", "https://x.com/a/status/1", "https://mobile.twitter.com/a/status/1"],
    ["https://youtu.be/abc?si=x", "https://www.youtube.com/watch?v=abc&t=9s", "https://m.youtube.com/watch?v=abc"],
    ["http://www.wikidata.org/entity/Q1", "https://m.wikidata.org/wiki/Q1", "https://www.wikidata.org/wiki/Q1#P31"],
    ["https://t.me/board/12?single", "https://t.me/s/board/12"],
    ["https://archive.ph/AbCdE", "https://archive.today/AbCdE"],
    ["https://example.org/report.pdf#page=3", "https://example.org/report.pdf#page=90"],
]  # fmt: skip

OTHER_PAGES = [
    "https://example.org/story",
    "https://example.org/Story",
    "https://example.org/story.html",
    "https://example.org/story/2",
    "https://example.org/story?id=1",
    "https://example.org/story?id=2",
    "https://example.org/story?id=2&id=1",
    "https://example.org/story?id=1&id=2",
    "https://example.org/story?ref=a",
    "https://example.org/story?ref=b",
    "https://example.org/story?page=utm_source",
    "https://example.org:8080/story",
    "https://example.com/story",
    "https://news.example.org/story",
    "https://en.example.org/story",
    "https://example.org/#!/story",
    "https://example.org/#/story",
    "https://example.org/#/other",
    "https://example.org/#id=1",
    "https://example.org/#id=2",
    # Names that look like forms of a host, and are other people's.
    "https://m.co.uk/story",
    "https://mobile.co.uk/story",
    "https://m.github.io/story",
    "https://amp.github.io/story",
    "https://mobile.blogspot.com/story",
    "https://m.blogspot.com/story",
    "https://mobile.de/story",
    # A year in a path is no archive's stamp.
    "https://example.org/2024/story",
    "https://example.org/2025/story",
    "https://archive.ph/AbCdE",
    "https://archive.ph/FgHiJ",
    "https://perma.cc/AAAA-BBBB",
    "https://perma.cc/CCCC-DDDD",
    "https://web.archive.org/web/2024/https://example.org/elsewhere",
    "https://x.com/a/status/1",
    "https://x.com/a/status/2",
    "https://www.youtube.com/watch?v=abc",
    "https://www.youtube.com/watch?v=ABC",
    "https://www.wikidata.org/wiki/Q1",
    "https://www.wikidata.org/wiki/Q12",
    "https://www.wikidata.org/entity/Q2",
    "https://www.wikidata.org/entity/L1",
    "https://www.wikidata.org/wiki/L1",
    "https://t.me/s/board?before=20",
    "https://t.me/s/board?before=40",
    "https://www.google.com/search?q=amp",
    "https://www.google.com/search?q=roof",
]


@pytest.mark.parametrize("addresses", ONE_PAGE, ids=lambda addresses: addresses[0])
def test_addresses_of_one_page(addresses: list[str]) -> None:
    assert len({page_key(address) for address in addresses}) == 1
    assert page_key(addresses[0]) is not None


def test_two_pages_are_never_one() -> None:
    for one, other in combinations(OTHER_PAGES, 2):
        assert page_key(one) != page_key(other), (one, other)


@pytest.mark.parametrize(
    "address", ["mailto:a@example.org", "https://[", "https://a:x/", "ftp://a/"]
)
def test_what_is_no_web_address_is_of_no_page(address: str) -> None:
    assert page_key(address) is None


def _sources(**fields: dict[str, Any]) -> dict[str, Data]:
    """Sources with all that they have in common with no other taken away."""
    return {f"source/{id_}": {"url": None, **data} for id_, data in fields.items()}


URL, OTHER = "https://example.org/a", "https://example.org/b"
SHORT = "https://archive.ph/AbCdE"
STAMPED = f"https://web.archive.org/web/20240305/{URL}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"url": URL}, {"url": f"{URL}?utm_source=x"}),
        ({"url": URL}, {"url": STAMPED}),
        ({"url": URL}, {"archives": [{"url": STAMPED}]}),
        ({"url": URL, "archives": [{"url": SHORT}]}, {"archives": [{"url": SHORT}]}),
        ({"url": URL, "archives": [{"url": SHORT}]}, {"url": SHORT}),
        ({"archives": [{"url": SHORT}]}, {"archives": [{"url": STAMPED}, {"url": SHORT}]}),
    ],
)
def test_one_source_under_two_records(one: dict[str, Any], other: dict[str, Any]) -> None:
    for a, b in ((one, other), (other, one)):
        assert dict(dossier(_sources(a=a, b=b)).same_as) == {"a": "a", "b": "a"}
        findings = [found for found in told(_sources(a=a, b=b)) if found.startswith("same")]
        assert findings == ["same-source source/b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"url": URL}, {"url": OTHER}),
        ({}, {}),
        ({"url": "mailto:a@example.org"}, {"url": "mailto:a@example.org"}),
        # A wrong copy in one record makes nothing of the other.
        ({"url": OTHER, "archives": [{"url": STAMPED}]}, {"url": URL}),
        # One copy of a whole collection.
        ({"url": URL, "archives": [{"url": SHORT}]}, {"url": OTHER, "archives": [{"url": SHORT}]}),
    ],
)
def test_two_sources(one: dict[str, Any], other: dict[str, Any]) -> None:
    for a, b in ((one, other), (other, one)):
        assert not dossier(_sources(a=a, b=b)).same_as


def test_many_records_of_one_source_are_found_in_any_order() -> None:
    made = dossier(
        _sources(
            a={"archives": [{"url": SHORT}]},
            b={"archives": [{"url": STAMPED}]},
            c={"archives": [{"url": STAMPED}, {"url": SHORT}]},
            d={"url": OTHER},
        )
    )
    assert dict(made.same_as) == {"a": "a", "b": "a", "c": "a"}


def test_it_counts_once_everywhere() -> None:
    passed = {"carries": [{"statement": "said", "how": "quotes"}]}
    given: dict[str, Data] = {
        "site": {"title": "A site", "summary": "Words.", "key_claims": ["c"]},
        "actor/x": {},
        "statement/said": {"by": "x"},
        **_sources(
            gazette={"url": URL, **passed},
            again={"url": f"{URL}#top", **passed},
            copy={"archives": [{"url": STAMPED}]},
            radio={"url": OTHER, **passed},
        ),
        "claim/c": {
            "citations": [
                {"source": id_, "stance": "supports"}
                for id_ in ("gazette", "again", "copy", "radio")
            ]
        },
    }
    _, implied, _ = analysed(given)
    backing = implied.corroboration["c"].backing
    assert (backing.sources, backing.vantage_points, backing.untraced) == (
        ("gazette", "radio"),
        ("x",),
        (),
    )
    claim: Any = page(given, "claims/c.html").view
    assert claim.backing.sentence.startswith("2 sources carry it")
    assert [group.sources for side in claim.sides for group in side.groups] == [2, 1]
    statement = page(given, "statements/said.html")
    assert "Carried by 2 sources" in statement.description
    origins: Any = page(given, "origins.html").view
    assert origins.summary.startswith("2 sources trace to 1 statement from 1 vantage point")
    (start,) = origins.vantage_points.starts
    assert start.note.startswith("1 statement, carried by 2 sources")
    assert len(sources(start.steps)) == 2
    assert origins.unknown.starts == ()
    assert page(given, "sources/index.html").description.startswith("2 sources")
    assert "2 sources" in page(given, "matrix.html").description
    assert "2 sources" in page(given, "a-z.html").description
    front: Any = page(given, "index.html").view
    assert [figure.number for figure in front.figures if figure.kind == "sources"] == [2]
    for id_, others in (("gazette", {"again", "copy"}), ("copy", {"again", "gazette"})):
        source: Any = page(given, f"sources/{id_}.html").view
        assert {ref.href for ref in source.other_records} == {f"sources/{o}.html" for o in others}
    assert page(given, "sources/radio.html").view.other_records == ()  # type: ignore[attr-defined]
