"""A source whose publisher nobody knows: pages name it by its title, and say what is not known."""

from __future__ import annotations

import re

import pytest

from claimline.diagnostics import Report
from claimline.html_reader import parse_html
from claimline.publish.site_files import SiteFiles
from tests.dossiers import Data, Given, planned
from tests.rendering import render


def records() -> Given:
    """Five letters of unknown publishers, each cited in every kind of place that names a source."""
    names = [f"letter{nth}" for nth in range(5)]
    carried: Data = {"carries": [{"statement": "said", "how": "quotes"}], "published": "2024-03-04"}
    cited: Data = {"statement": "said", "stance": "supports", "quote": "It fell", "note": "So."}
    citations = [{"source": id_, **cited} for id_ in names]
    letters = {
        f"source/{id_}": {**carried, "publisher": "unknown", "title": f"A {id_} on the roof"}
        for id_ in names
    }
    copy: Data = {
        "publisher": "unknown",
        "title": "A copy",
        "carries": [{"source": names[0], "how": "reprints"}],
    }
    return {
        **letters,
        "source/copy": copy,
        "source/untraced": {"publisher": "unknown", "title": "A leaflet", "origin": "unknown"},
        "actor/x": {}, "statement/said": {},
        "claim/c": {
            "citations": [*citations, {"source": "copy", "stance": "repeats"},
                          {"source": "untraced", "stance": "supports"}],
            "reasoning": "It fell.[@letter0]",
            "stances": [{"actor": "x", "stance": "asserts",
                         "citation": {"source": "letter1"}}],
        },
        "event/e": {"citations": citations, "text": "It fell.[@letter2]", "claims": ["c"]},
        "detail/d": {"values": [{"value": "7", "source": "letter3", "note": "So.[@letter4]"}]},
        "brief/b": {"body": "It fell.[@letter1]"},
    }  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> SiteFiles:
    return render(planned(records()), tmp_path_factory.mktemp("unknown"), Report()).files


def test_no_page_names_a_source_unknown(files: SiteFiles) -> None:
    for path, data in files.items():
        if path.endswith((".html", ".atom")):
            text = re.sub(r"(?i)unknown origins?|origin unknown", "", data.decode())
            assert not re.search(r"(?i)(>|, |: |\()unknown\b", text), path


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("claims/c.html", ".flow"),
        ("origins.html", "main"),
        ("matrix.html", "thead"),
        ("details/d.html", ".page-head"),
        ("events/e.html", "main"),
    ],
)
def test_what_names_a_source_by_its_publisher_alone_has_its_title(
    path: str, selector: str, files: SiteFiles
) -> None:
    named = parse_html(files[path].decode()).css_first(selector)
    assert named
    assert re.search(r"A letter\d on the roof|A leaflet", named.text())


def test_a_source_says_that_its_publisher_is_not_known(files: SiteFiles) -> None:
    page = parse_html(files["sources/letter0.html"].decode())
    facts = page.css_first("dl.facts")
    assert facts
    assert re.search(r"Publisher\s*Not known", facts.text())
    entry = parse_html(files["sources/index.html"].decode()).css_first(".source")
    assert entry
    assert "publisher not known" in entry.text()
