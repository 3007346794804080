"""All pages of a site in one file: every word is in it, every link leads on, nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from claimline.diagnostics import Report
from claimline.html_reader import parse_html, start_tags
from claimline.locale import ENGLISH
from claimline.options import BuildOptions
from claimline.pipeline import site_pages
from claimline.publish.link_check import broken_links
from claimline.publish.single_file import (
    POLICY,
    SitePages,
    join_pages,
    reading_order,
    section_id,
)
from tests.small import SITE, write_files, write_small

OWN_BASE = """\
{% extends "theme/base.html" %}
{% block head %}<link rel="stylesheet" href="{{ 'assets/own/look.css' | href }}">{% endblock %}
"""
OLD = {"claims/old.html": "claims/b.html#deep"}
PAGE = '<html lang="en"><title>{title}</title><body class="page-x"><main id="main">{main}</main>'


def pages_of(project: Path, base_url: str | None = None) -> SitePages:
    report = Report()
    pages = site_pages(BuildOptions(project, base_url=base_url), report)
    assert pages is not None, [str(found) for found in report]
    return pages


def given(base_url: str = "", **mains: str) -> SitePages:
    """Pages without a project: by name, the HTML of the main part of each."""
    files = {
        f"{name.replace('__', '/')}.html": PAGE.format(title=name, main=main).encode()
        for name, main in {"index": "<h1>All</h1>", **mains}.items()
    }
    return SitePages(files, OLD, base_url, ENGLISH)


def joined(pages: SitePages, *, paper: bool = False) -> str:
    return join_pages(pages, paper=paper).decode()


def words_of(html: str, chosen: str) -> str:
    """The words in the first element that fits, without what is for scripts."""
    (node, *_) = parse_html(html).css(chosen)
    while removed := node.css_first("form, button, script"):
        removed.decompose()
    return " ".join(node.text(separator=" ").split())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SitePages:
    return pages_of(write_small(tmp_path_factory.mktemp("single")))


def test_no_word_of_a_page_is_lost(small: SitePages) -> None:
    whole = joined(small)
    assert len(reading_order(small)) > 15
    for path in reading_order(small):
        section = words_of(whole, f'section[id="{section_id(path)}"]')
        assert section == words_of(small.files[path].decode(), "main"), path


@pytest.mark.parametrize("base_url", [None, "https://a.example.org/gate"])
def test_the_title_and_who_answers_for_it_stand_above_the_contents(
    tmp_path: Path, base_url: str | None
) -> None:
    project = write_small(tmp_path / "project")
    site = SITE.replace("publisher: The Orla notebook", "publisher: The <board>")
    write_files(project, {"content/site.yaml": site})
    tree = parse_html(joined(pages_of(project, base_url)))
    (main,) = tree.css("main")
    heading = main.css("*")[1]
    assert heading.tag == "header"
    assert [node.text() for node in heading.css("h1")] == ["The flood gate at Orla"]
    assert "Published by The <board>." in heading.text()
    # Whoever reads the file can follow each link of its head, as in its foot.
    links = [link.attributes["href"] for link in heading.css("a")]
    foot = [link.attributes["href"] for link in tree.css("footer > p")[0].css("a")]
    assert "mailto:notebook@example.org" in links
    assert "#publisher" in links
    assert links == foot + ([f"{base_url}/"] if base_url else [])


def test_a_foot_of_a_project_stands_twice_without_an_id_standing_twice() -> None:
    signed = (
        '<p id="by" class="own">By <a href="a.html">A</a> <a id="x" href="mailto:a@b.org">B</a>'
    )
    pages = given(a="<h1>A</h1>")
    front = pages.files["index.html"] + f"<footer>{signed}</footer>".encode()
    whole = joined(replace(pages, files={**pages.files, "index.html": front}))
    paragraphs = parse_html(whole).css("p.own")
    assert [[link.attributes["href"] for link in it.css("a")] for it in paragraphs] == (
        [["#a", "mailto:a@b.org"]] * 2
    )
    assert [whole.count(f'id="index.{id_}"') for id_ in ("by", "x")] == [1, 1]


def test_a_front_page_without_a_foot_still_has_its_title_above_the_contents() -> None:
    whole = joined(given(a="<h1>A</h1>"))
    assert whole.index("<h1>index</h1>") < whole.index('<nav id=".contents"')


def test_every_page_is_joined_or_left_out_by_name(small: SitePages) -> None:
    pages = {path for path in small.files if path.endswith(".html")}
    left_out = pages - set(reading_order(small))
    # The parts of lists select from the lists, which are joined.
    assert {path for path in left_out if not path.startswith(("a-z", "lists/"))} <= {
        "404.html", "data/index.html", "more.html", "search.html",
    }  # fmt: skip


@pytest.mark.parametrize("paper", [False, True])
def test_links_lead_on_ids_are_unique_and_nothing_is_loaded(small: SitePages, paper: bool) -> None:
    whole = join_pages(small, paper=paper)
    broken = [link for link in broken_links({"x.html": whole}) if not link.href.startswith("data:")]
    assert broken == []
    names = {name for name, _ in start_tags(whole.decode())}
    assert not names & {"script", "form", "button", "iframe"}
    assert POLICY.startswith("default-src 'none'")
    assert f'content="{POLICY}"' in whole.decode()


def test_ids_that_attributes_name_are_there(small: SitePages) -> None:
    tags = list(start_tags(joined(small)))
    ids = {values["id"] for _, values in tags if "id" in values}
    named = [
        id_
        for _, values in tags
        for name in ("aria-labelledby", "aria-describedby")
        for id_ in values.get(name, "").split()
    ]
    assert named
    assert set(named) <= ids


def test_folded_words_are_open_so_that_a_search_finds_them() -> None:
    whole = joined(given(a="<details><summary>More</summary>Deep</details>"))
    assert '<details open="">' in whole


def test_order_is_that_of_reading_and_later_pages_of_a_list_follow_it() -> None:
    names = (
        *(
            "about",
            "page-2",
            "corrections",
            "tags__b__page-2",
            "tags__b",
            "sources__a",
            "claims__index",
        ),
        *("claims__page-10", "claims__page-2", "claims__a-b", "claims__a", "briefs__index"),
        *("404", "search", "a-z", "a-z__x", "data__index", "embed__claims__a", "chronology"),
    )
    pages = given(claims__old="")
    files = {**pages.files, **given(**dict.fromkeys(names, "")).files}
    pages = SitePages(files, pages.redirects, "", ENGLISH)
    assert reading_order(pages) == [
        "index.html", "briefs/index.html", "claims/index.html", "claims/page-2.html",
        "claims/page-10.html", "claims/a.html", "claims/a-b.html", "chronology.html",
        "sources/a.html", "tags/b.html", "tags/b/page-2.html", "corrections.html", "about.html",
        "page-2.html",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("b.html", "#claims/b"),
        ("b.html#deep", "#claims/b.deep"),
        ("b.html#gone", "#claims/b"),
        ("#here", "#claims/a.here"),
        ("#main", "#claims/a"),
        ("", "#claims/a"),
        ("../index.html", "#index"),
        ("old.html", "#claims/b.deep"),
        ("https://example.org/x#y", "https://example.org/x#y"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("../search.html?q=1", None),
        ("a.bib", None),
        ("http://[", None),
    ],
)
def test_links(href: str, expected: str | None) -> None:
    main = f'<p id="here"><a id="l" href="{href}">words</a></p>'
    pages = given(claims__a=main, claims__b='<p id="deep">x</p>')
    (link,) = parse_html(joined(pages)).css('[id="claims/a.l"]')
    assert link.text() == "words"
    assert link.attributes.get("href") == expected


def test_links_to_what_is_left_out_lead_to_the_site() -> None:
    pages = given("https://example.org/x", claims__a='<a href="../data/b c.csv#d">words</a>')
    assert '<a href="https://example.org/x/data/b%20c.csv#d">words</a>' in joined(pages)


def test_pictures_and_fonts_are_put_inline_and_what_is_elsewhere_is_not_asked_for() -> None:
    main = '<img src="../assets/p.png"><img src="//example.org/p.png"><img srcset="x.png 2x">'
    sheet = '<link rel="stylesheet" href="../assets/s.css" media="print">'
    pages = given(claims__a=main)
    css = b"a{b:url('p.png')}c{d:url(https://example.org/f.woff2)}</STYLE><script>"
    html = pages.files["claims/a.html"].replace(b"<title>", sheet.encode() + b"<title>")
    files = {**pages.files, "claims/a.html": html, "assets/p.png": b"P", "assets/s.css": css}
    whole = joined(SitePages(files, {}, "", ENGLISH))
    assert whole.count("data:image/png;base64,UA==") == 2
    assert "example.org" not in whole
    assert "srcset" not in whole
    assert '<style media="print">' in whole
    assert "script" not in {name for name, _ in start_tags(whole)}


def test_what_runs_is_left_out() -> None:
    form, runs = "<form><button>b</button></form>", "<script>z</script>"
    main = f'<p onclick="x()">words</p>{form}<svg><use href="#s"/></svg>{runs}'
    whole = joined(given(a=main))
    assert "onclick" not in whole
    assert "z</script>" not in whole
    assert "<p>words</p>" in whole
    assert 'href="#a.s"' in whole


def test_paper_has_each_outside_address_once_as_a_note() -> None:
    twice = '<a href="https://example.org/b">x</a><a href="https://example.org/b">y</a>'
    pages = given(a=f'<a href="https://example.org/a?b&amp;c">x</a>{twice}<a href="#m">z</a>')
    whole = joined(pages, paper=True)
    (notes,) = parse_html(whole).css('[id=".notes"]')
    assert [item.text() for item in notes.css("li")] == [
        "https://example.org/a?b&c", "https://example.org/b",
    ]  # fmt: skip
    assert whole.count('data-note="2"') == 2
    assert "data-note=" not in joined(pages).partition("</style>")[2]


def test_contents_lead_to_each_page_and_nest() -> None:
    pages = given(claims__index="<h1>Claims</h1>", claims__a="<h1>A &lt; <b>B</b></h1>", about="")
    (contents,) = parse_html(joined(pages)).css("nav")
    links = [(link.attributes["href"], link.text()) for link in contents.css("a")]
    assert links == [
        ("#index", "All"), ("#claims/index", "Claims"), ("#claims/a", "A < B"), ("#about", "about"),
    ]  # fmt: skip
    assert len(contents.css("ul ul a")) == 1


def test_contents_name_a_claim_with_its_verdict_and_events_below_the_timeline(
    small: SitePages,
) -> None:
    (contents, *_) = parse_html(joined(small)).css("nav")
    names = {link.attributes["href"]: link.text() for link in contents.css("a")}
    title = "Claim by Fishers of Orla: The gate closed after ten. Supported."
    assert names["#claims/gate-closed-late"] == title
    order = [href.partition("/")[0] for href in names if href]
    assert order.index("#chronology") < order.index("#events") < order.index("#places")
    assert order.index("#places") < order.index("#statements")
    (timeline,) = (it for it in contents.css("li") if it.child.text() == "Timeline")  # type: ignore[union-attr]
    below = {link.attributes["href"] for link in timeline.css("ul a")}
    assert {"#events/gate-closes", "#places/orla-gate"} <= below


def test_same_records_same_bytes_and_templates_of_the_project_are_used(tmp_path: Path) -> None:
    own = {"templates/base.html": OWN_BASE, "templates/assets/own/look.css": "p { color: teal; }"}
    project = write_files(write_small(tmp_path), own)
    whole = joined(pages_of(project))
    assert whole == joined(pages_of(project))
    assert "color: teal" in whole
