"""Whether every link of a site leads somewhere: each fault is planted, and found."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from claimline.engine.cache import Cache, StoredFile
from claimline.publish import link_check
from claimline.publish.link_check import BrokenLink, broken_links
from claimline.publish.manifest import digest
from claimline.publish.page_links import PageLinks, StoredLinks, read_page

GOOD = """<!doctype html>
<html lang="en"><head><link rel="stylesheet" href="{root}assets/style.css"></head>
<body id="top"><p id="a&amp;b"><a href="{root}index.html#top">x</a> <a href="#top">y</a>
<a href="#a%26b">z</a> <a href="https://a.example.org/?a=1&amp;b=2#c">o</a>
<a href="mailto:a@example.org">m</a> <a href="{root}claims/a.html">n</a></p>{more}</body></html>
"""


def site(more: str = "", page: str = "claims/a.html") -> dict[str, bytes]:
    """A small site without fault, with something more on one page."""
    pages = {"index.html": "", "claims/a.html": "../", "404.html": ""} | {page: ""}
    return {
        "assets/style.css": b"",
        **{
            path: GOOD.format(
                root="../" * path.count("/"), more=more if path == page else ""
            ).encode()
            for path in pages
        },
    }


def stored_in(cache: Cache, files: Mapping[str, bytes]) -> StoredLinks:
    return StoredLinks(cache, {path: digest(data) for path, data in files.items()})


def test_a_site_without_fault() -> None:
    assert list(broken_links(site())) == []


def test_a_fragment_of_a_file_that_is_no_page_is_not_looked_up() -> None:
    files = site('<a href="../media/a.pdf#page=12">x</a>')
    assert list(broken_links(files | {"media/a.pdf": b"%PDF-"})) == []
    (broken,) = broken_links(files)
    assert broken.reason == "there is no such file"


@pytest.mark.parametrize(
    ("more", "href", "reason"),
    [
        ('<a href="b.html">x</a>', "b.html", "there is no such file"),
        ('<a href="../claims">x</a>', "../claims", "there is no such file"),
        (
            '<a href="../index.html#no">x</a>',
            "../index.html#no",
            "there is no such place on that page",
        ),
        ('<a href="#no">x</a>', "#no", "there is no such place on that page"),
        ('<a href="../../index.html">x</a>', "../../index.html", "it leaves the site"),
        ('<a href="/index.html">x</a>', "/index.html", "it does not work from a sub-path"),
        (
            '<a href="javascript:alert(1)">x</a>',
            "javascript:alert(1)",
            "it is not http, https or mailto",
        ),
        ('<a href="data:text/html,x">x</a>', "data:text/html,x", "it is not http, https or mailto"),
        ('<a href="http://[x">x</a>', "http://[x", "it is not an address"),
        (
            '<a href="//a.example.org/x">x</a>',
            "//a.example.org/x",
            "it is not http, https or mailto",
        ),
        (
            '<img src="https://a.example.org/x.png">',
            "https://a.example.org/x.png",
            "the page would ask another host for it",
        ),
        (
            '<script src="//a.example.org/x.js"></script>',
            "//a.example.org/x.js",
            "the page would ask another host for it",
        ),
        ('<img src="x.png">', "x.png", "there is no such file"),
        ('<p id="top">x</p>', "#top", "the id is on the page twice"),
        (
            '<link rel="stylesheet" href="https://a.example.org/x.css">',
            "https://a.example.org/x.css",
            "the page would ask another host for it",
        ),
        (
            '<link rel="preload" as="font" href="//a.example.org/x.woff2">',
            "//a.example.org/x.woff2",
            "the page would ask another host for it",
        ),
        ("<a href='b.html'>x</a>", "b.html", "there is no such file"),
        ("<a href=b.html>x</a>", "b.html", "there is no such file"),
        ('<A HREF="b.html">x</A>', "b.html", "there is no such file"),
        ('<meta http-equiv="refresh" content="0; url=b.html">', "b.html", "there is no such file"),
        (
            '<img src="../assets/style.css" srcset="x.png 1x, y.png 2x">',
            "x.png",
            "there is no such file",
        ),
    ],
)
def test_a_planted_fault_is_found(more: str, href: str, reason: str) -> None:
    files = site(more)
    found = list(broken_links(files))
    assert BrokenLink("claims/a.html", href, reason) in found
    assert {broken.page for broken in found} == {"claims/a.html"}
    cache = Cache.in_memory()
    for _ in range(2):
        assert list(broken_links(files, stored=stored_in(cache, files))) == found


@pytest.mark.parametrize(
    "more",
    [
        '<pre>&lt;a href="b.html"&gt; <code class="x"> href="b.html"</code></pre>',
        '<!-- <a href="b.html">x</a> -->',
        '<p>text with href="b.html" in it</p>',
        '<a href="">x</a>',
        '<a href="../index.html?q=1#top">x</a>',
        '<a href="./a.html">x</a>',
        '<a href="HTTPS://a.example.org/">x</a>',
        '<link rel="canonical" href="https://a.example.org/claims/a.html">',
        '<a data-x="b.html" title="href">x</a>',
        '<a id="both" href="#both">x</a>',
    ],
)
def test_what_is_no_fault(more: str) -> None:
    assert list(broken_links(site(more))) == []


def test_the_page_for_what_is_not_found_may_use_whole_paths() -> None:
    """A host shows it at any depth."""
    assert list(broken_links(site('<a href="/sub/index.html">x</a>', "404.html"))) == []


def test_other_files_are_not_read() -> None:
    assert list(broken_links(site() | {"feed.xml": b'<a href="b.html">', "x.bin": b"\xff"})) == []


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are read, in order."""
    pages: list[str] = []

    def reading(page: str, data: bytes) -> PageLinks:
        pages.append(page)
        return read_page(page, data)

    monkeypatch.setattr(link_check, "read_page", reading)
    return pages


def test_a_page_is_read_again_only_if_its_bytes_are_others(read: list[str]) -> None:
    """Its new fault is found, and so is the link of another page to a place that it lost."""
    cache, files = Cache.in_memory(), site('<a href="../index.html#a%26b">x</a>')
    assert list(broken_links(files, stored=stored_in(cache, files))) == []
    assert sorted(read) == ["404.html", "claims/a.html", "index.html"]
    read.clear()
    assert list(broken_links(files, stored=stored_in(cache, files))) == []
    assert read == []
    lost = files["index.html"].replace(b'"a&amp;b"', b'"c"').replace(b"mailto:", b"x:")
    files["index.html"] = lost.replace(b'"#a%26b"', b'"#c"')
    found = list(broken_links(files, stored=stored_in(cache, files)))
    assert read == ["index.html"]
    assert found == list(broken_links(files))
    assert [broken.page for broken in found] == ["claims/a.html", "index.html"]


def test_a_page_that_is_gone_is_forgotten_and_links_to_it_are_broken(read: list[str]) -> None:
    cache, files = Cache.in_memory(), site()
    list(broken_links(files, stored=stored_in(cache, files)))
    del files["claims/a.html"]
    read.clear()
    found = list(broken_links(files, stored=stored_in(cache, files)))
    assert read == []
    assert found == list(broken_links(files))
    assert {broken.reason for broken in found} == {"there is no such file"}
    assert cache.pages.get(b"claims/a.html") is None


@pytest.mark.parametrize("data", [b"", b"x", b"\x80", None])
def test_damaged_links_are_read_again(data: bytes | None, read: list[str]) -> None:
    cache, files = Cache.in_memory(), site()
    list(broken_links(files, stored=stored_in(cache, files)))
    stored = cache.pages.get(b"index.html")
    assert stored is not None
    damaged = stored.data[:-3] if data is None else data
    cache.pages.put(b"index.html", StoredFile(None, stored.digest, damaged))
    read.clear()
    assert list(broken_links(files, stored=stored_in(cache, files))) == []
    assert read == ["index.html"]
