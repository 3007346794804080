"""The frame of every page: navigation, logo and foot."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from claimline.diagnostics import Report
from tests.dossiers import Data, errors, planned
from tests.html_tree import read_html
from tests.pages.test_plan import ONE_OF_EACH
from tests.rendering import render

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def front(folder: Path, site: Data, path: str = "index.html") -> str:
    """A page of a project that has a logo among its assets."""
    place = folder / "templates" / "assets" / "own" / "logo.svg"
    place.parent.mkdir(parents=True)
    place.write_text(SVG, encoding="utf-8")
    files = render(planned(ONE_OF_EACH | {"site": site}), folder, report := Report()).files
    assert errors(report) == []
    return files[path].decode()


def labels(records: dict[str, Data]) -> list[str]:
    return [link.label for link in planned(records).site.nav]


def test_the_default_navigation_leaves_out_what_is_empty() -> None:
    assert labels({}) == ["Summary", "More"]
    assert labels({"claim/c": {}}) == ["Summary", "Claims", "Timeline", "More"]
    assert labels({"source/s": {}}) == ["Summary", "Sources", "More"]
    assert labels({"actor/a": {}}) == ["Summary", "Who said it", "More"]


def test_the_default_navigation_keeps_its_order() -> None:
    assert labels(ONE_OF_EACH) == [
        "Summary", "Claims", "Timeline", "Sources", "Who said it", "More",
    ]  # fmt: skip


def test_no_page_leads_to_an_empty_list(tmp_path: Path) -> None:
    """A list without records has an address, which is a promise, and no road to it."""
    lists = {
        *("a-z.html", "chronology.html", "matrix.html", "origins.html", "tags/index.html"),
        *(f"{kind}s/index.html" for kind in
          ("claim", "source", "statement", "actor", "detail", "brief")),
    }  # fmt: skip
    full = {
        "claim/c": {"claims/index.html", "a-z.html", "chronology.html"},
        "source/s": {"sources/index.html", "a-z.html"},
        "actor/a": {"actors/index.html", "a-z.html"},
        "detail/d": {"details/index.html"},
        "brief/b": {"briefs/index.html"},
        "event/e": {"chronology.html"},
    }
    for record in (None, *full):
        files = render(planned({record: {}} if record else {}), tmp_path, Report()).files
        for path, data in files.items():
            if not path.endswith(".html") or path in lists:
                continue
            hrefs = {urljoin(f"/{path}", href) for href in read_html(data).hrefs()}
            empty = {f"/{it}" for it in lists - full.get(record or "", set())}
            assert hrefs & empty == set(), (record, path)


def test_the_page_that_leads_to_another_is_marked() -> None:
    """Each page belongs to one entry of the navigation. What has no entry belongs to "More"."""
    nav = planned(ONE_OF_EACH).site.nav
    for page in planned(ONE_OF_EACH).pages:
        marked = [link.href for link in nav if page.section in link.sections]
        if page.path == "404.html":
            assert marked == []
        else:
            assert len(marked) == 1, page.path
            folder, _, rest = page.path.partition("/")
            own = rest.partition("-")[0] if folder == "lists" else folder
            assert marked[0].partition("/")[0] in (own, "more.html")


def test_own_navigation_names_pages_records_and_addresses() -> None:
    nav = [
        {"to": "sources", "label": "Papers"}, {"to": "page:method"}, {"to": "overview"},
        {"url": "https://board.example.org/", "label": "The board"},
    ]  # fmt: skip
    found = planned(ONE_OF_EACH | {"site": {"nav": nav}}).site.nav
    assert [(link.href, link.interface, link.outside) for link in found] == [
        ("sources/index.html", False, False), ("method.html", False, False),
        ("index.html", True, False), ("https://board.example.org/", False, True),
    ]  # fmt: skip
    assert [found[0].label, found[2].label, found[3].label] == ["Papers", "Summary", "The board"]


def test_logo_and_foot_stand_on_every_page_and_are_escaped(tmp_path: Path) -> None:
    site: Data = {
        "title": 'The "gate"', "logo": {"file": "own/logo.svg"}, "footer": ["<b>Kept", "by us."],
    }  # fmt: skip
    page = front(tmp_path, site, "claims/index.html")
    assert 'src="../assets/own/logo.svg" alt="The &#34;gate&#34;"' in page
    assert "<p>&lt;b&gt;Kept</p>" in page
    assert "<p>by us.</p>" in page


def test_no_words_of_ours_are_at_the_foot(tmp_path: Path) -> None:
    assert front(tmp_path, {}).partition("<footer")[2].count("<p>") == 1


CITED: dict[str, Data] = {
    "source/a": {"published": "2024-03-12"},
    "claim/c": {"citations": [{"source": "a", "stance": "supports"}]},
}


def test_evidence_stands_beside_the_review_in_each_language(tmp_path: Path) -> None:
    expected = {
        "en": (
            'Last reviewed <time datetime="2024-04-01">1 April 2024</time>. '
            'Evidence up to <time datetime="2024-03-12">12 March 2024</time>.'
        ),
        "de": (
            'Zuletzt geprüft: <time datetime="2024-04-01">1. April 2024</time>. '
            'Belege bis: <time datetime="2024-03-12">12. März 2024</time>.'
        ),
        "ar": 'الأدلة حتى: <time datetime="2024-03-12">',
    }
    for language, words in expected.items():
        site = {"updated": "2024-04-01", "interface_language": language}
        files = render(planned(CITED | {"site": site}), tmp_path, report := Report()).files
        assert errors(report) == []
        assert words in files["index.html"].decode()
        assert words in files["chronology.html"].decode()
    assert "والأدلة حتى" in files["claims/c.html"].decode()


def test_evidence_stands_in_how_to_cite_a_page(tmp_path: Path) -> None:
    site = {"updated": "2024-04-01"}
    files = render(planned(CITED | {"site": site}), tmp_path, Report()).files
    assert (
        'as reviewed <time datetime="2024-04-01">1 April 2024</time>, '
        'evidence up to <time datetime="2024-03-12">12 March 2024</time>'
    ) in files["claims/c.html"].decode()


def test_without_a_review_or_a_dated_source_nothing_is_said_of_evidence(tmp_path: Path) -> None:
    undated = CITED | {"source/a": {}, "site": {"updated": "2024-04-01"}}
    for records in (CITED, undated):
        for text in render(planned(records), tmp_path, Report()).files.values():
            assert b"vidence up to" not in text
