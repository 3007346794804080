"""Whole sites, page by page: the shipped one, the small one, and one with most parts left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from claimline import pipeline
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from claimline.publish.link_check import broken_links
from tests.html_tree import Node, read_html
from tests.small import FILES, SITE, tree, write_files, write_small

BARE = f"""{SITE}\
base_url: https://orla.example.org/gate/
sections: {{matrix: false, origins: false, corrections: false, tags: false}}
redirects:
  claims/gate-closed.html: claims/gate-closed-late.html
  events/closing.html: chronology.html#event-gate-closes
"""
OLD = {"claims/gate-closed.html", "events/closing.html"}
# Attributes with an address that a browser follows, loads or sends to.
ADDRESSES = (
    "action", "background", "cite", "data", "formaction", "href", "manifest", "ping", "poster",
    "src", "srcset", "xlink:href",
)  # fmt: skip
PARTIAL_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?)?)?")


@dataclass(frozen=True)
class Built:
    """A site: the bytes of its files, and its pages as trees, by path."""

    files: dict[str, bytes]
    pages: dict[str, Node]
    base: str = ""

    @cached_property
    def lists(self) -> Mapping[str, set[str]]:
        """The later pages of each list, by the path of the list without its end."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for path in self.pages:
            if match := re.fullmatch(r"(.+)/page-\d+\.html", path):
                found[match[1]].add(path)
        return found


def _build(project: Path, folder: Path, base: str = "") -> Built:
    report = Report(strict=True)
    pipeline.build(BuildOptions(project, folder / "site"), report)
    assert [str(finding) for finding in report] == []
    return _read(folder / "site", base)


def _read(folder: Path, base: str = "") -> Built:
    files = tree(folder)
    pages = {path: read_html(data) for path, data in files.items() if path.endswith(".html")}
    return Built(files, pages, base)


@pytest.fixture(scope="module")
def shipped(built_site: Path) -> Built:
    return _read(built_site)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("small")
    return _build(write_small(folder / "project"), folder)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("bare")
    project = write_files(folder / "project", {**FILES, "content/site.yaml": BARE})
    return _build(project, folder, "/gate/")


@pytest.fixture(params=["shipped", "small", "bare"])
def site(request: pytest.FixtureRequest) -> Built:
    built: Built = request.getfixturevalue(request.param)
    return built


def _addresses(page: Node) -> Iterator[tuple[Node, str, str]]:
    """Every address of a page: the element, the attribute and the value."""
    for node in page.walk():
        for name in ADDRESSES:
            if name in node.attributes:
                yield node, name, node.attributes[name]


def _fault(site: Built, path: str, node: Node, name: str, address: str) -> str:
    """What is wrong with an address on a page, or an empty string."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        if name != "href" or node.tag not in ("a", "link"):
            return "something is loaded from elsewhere"
        if node.tag == "link" and node.attributes.get("rel") not in NAMED:
            return "a link in the head is loaded from elsewhere"
        if parts.scheme not in ("http", "https", "mailto"):
            return "the scheme is none that leads out"
        if parts.scheme != "mailto" and not parts.hostname:
            return "there is no host"
        return ""
    inner = parts.path
    if path == "404.html" and site.base:
        if not inner.startswith(site.base) and inner:
            return "the page for lost addresses needs the whole way"
        inner = inner.removeprefix(site.base)
    if inner.startswith("/"):
        return "the path is absolute"
    target = normpath(join(dirname(path), unquote(inner))) if inner else path
    if target.startswith(".."):
        return "it leads out of the site"
    if target not in site.files:
        return "there is no such file"
    if inner.endswith("/") or parts.query:
        return "it needs a server"
    if parts.fragment and (
        target not in site.pages or site.pages[target].id(unquote(parts.fragment)) is None
    ):
        return "there is no such place"
    return ""


def test_our_link_checker_finds_nothing(site: Built) -> None:
    assert list(broken_links(site.files)) == []


def test_every_address_leads_somewhere(site: Built) -> None:
    faults = [
        f"{path}:{node.line}: <{node.tag} {name}={address!r}>: {fault}"
        for path, page in site.pages.items()
        for node, name, address in _addresses(page)
        if (fault := _fault(site, path, node, name, address))
    ]
    assert faults == []


NAMED = ("alternate", "author", "canonical", "cite-as", "describedby", "item", "license", "type")
"""Relations by which a page names something. No browser loads it."""
LINKS = (*NAMED, "icon", "stylesheet")
"""The relations of what a page names in its head."""


def test_every_page_can_be_reached(site: Built) -> None:
    """By links alone, from the front page; old addresses and the page for lost ones aside."""
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        for address in site.pages[path].hrefs():
            parts = urlsplit(address)
            if not parts.scheme and parts.path:
                target = normpath(join(dirname(path), unquote(parts.path)))
                if target not in reached and target.endswith(".html"):
                    reached.add(target)
                    waiting.append(target)
    unlinked = {path for path in site.pages if path.startswith("lists/")}  # those without records
    assert site.pages.keys() - reached - OLD - {"404.html"} - unlinked == set()


def test_no_page_is_more_than_two_links_from_the_navigation(site: Built) -> None:
    """The pages of a long list count as one, since each leads to all the others near it."""
    near = {"index.html"}
    nav = site.pages["index.html"].all(tag="nav")[0]
    near |= {address for address in nav.hrefs() if not urlsplit(address).scheme}
    assert {"index.html", "claims/index.html", "more.html"} <= near
    for _ in range(2):
        near = {
            page for path in near for page in _pages_of_list(site, path) | _leads_to(site, path)
        }
    for path in list(near):
        near |= _pages_of_list(site, path)
    unlinked = {path for path in site.pages if path.startswith("lists/")}  # those without records
    assert site.pages.keys() - near - OLD - {"404.html"} - unlinked == set()


def _leads_to(site: Built, path: str) -> set[str]:
    """The paths of the pages to which a page leads."""
    targets = set()
    for address in site.pages[path].hrefs():
        parts = urlsplit(address)
        if not parts.scheme and parts.path.endswith(".html"):
            targets.add(normpath(join(dirname(path), unquote(parts.path))))
    return targets


def _pages_of_list(site: Built, path: str) -> set[str]:
    """The paths of the pages of a list to which a page belongs."""
    return site.lists.get(re.sub(r"(/index|/page-\d+)?\.html$", "", path), set())


def test_nothing_is_asked_of_another_host(site: Built) -> None:
    sheets = [path for path in site.files if path.endswith(".css")]
    assert sheets
    for path in sheets:
        text = re.sub(r"/\*.*?\*/", "", site.files[path].decode(), flags=re.DOTALL)
        assert "@import" not in text
        for address in re.findall(r"url\(\s*['\"]?([^'\")]*)", text):
            assert address.startswith("data:") or (
                not urlsplit(address).scheme
                and not address.startswith("/")
                and normpath(join(dirname(path), urlsplit(address).path)) in site.files
            )
    for path, page in site.pages.items():
        for node in page.walk():
            style = node.attributes.get("style", "") + (node.text() if node.tag == "style" else "")
            assert "url(" not in style, path
            assert "@import" not in style, path
            assert node.tag not in ("iframe", "object", "embed", "base"), path
            assert not any(name.startswith("on") for name in node.attributes), path
            if node.tag == "link":
                assert node.attributes["rel"] in LINKS, path


def test_links_that_leave_say_so(site: Built) -> None:
    """They tell the other side nothing, and hand it no power over the page."""
    for path, page in site.pages.items():
        for node in page.all(tag="a"):
            if urlsplit(node.attributes.get("href", "")).scheme in ("http", "https"):
                rel = node.attributes.get("rel", "").split()
                assert {"external", "noopener", "noreferrer"} <= set(rel), (path, node.attributes)
                assert node.has("outside"), (path, node.attributes)
                assert "target" not in node.attributes


def test_ids_stand_once(site: Built) -> None:
    for path, page in site.pages.items():
        ids = [node.attributes["id"] for node in page.walk() if "id" in node.attributes]
        assert len(ids) == len(set(ids)), (path, sorted({one for one in ids if ids.count(one) > 1}))
        assert all(ids)
        assert not any(re.search(r"\s", one) for one in ids), path


def test_labels_name_what_is_there(site: Built) -> None:
    for path, page in site.pages.items():
        for node in page.walk():
            for name in ("aria-labelledby", "aria-describedby", "for", "headers"):
                for one in node.attributes.get(name, "").split():
                    label = page.id(one)
                    assert label is not None, (path, name, one)
                    assert label.text().strip(), (path, name, one)


def test_times_are_dates(site: Built) -> None:
    """Of the forms that HTML has for them."""
    seen = 0
    for path, page in site.pages.items():
        for node in page.all(tag="time"):
            machine = node.attributes["datetime"]
            assert PARTIAL_DATE.fullmatch(machine), (path, machine)
            if len(machine) >= 10:
                datetime.fromisoformat(machine)
            elif len(machine) == 7:
                date.fromisoformat(f"{machine}-01")
            assert node.text().strip(), path
            seen += 1
    assert seen


def test_headings_make_an_outline(site: Built) -> None:
    for path, page in site.pages.items():
        levels = [
            (int(node.tag[1]), node) for node in page.walk() if re.fullmatch("h[1-6]", node.tag)
        ]
        assert [node for level, node in levels if level == 1] == [levels[0][1]], path
        last = 0
        for level, node in levels:
            assert level <= last + 1, (path, node.text())
            assert node.text().strip(), path
            last = level


def test_every_page_says_what_it_is(site: Built) -> None:
    titles: dict[str, str] = {}
    for path, page in site.pages.items():
        (html,) = [node for node in page.inside if isinstance(node, Node)]
        assert (html.tag, html.attributes["lang"]) == ("html", "en"), path
        head = next(node for node in html.walk() if node.tag == "head")
        (title,) = head.all(tag="title")
        assert title.text().strip() == title.text(), path
        metas = {
            node.attributes.get("name", ""): node.attributes.get("content", "")
            for node in page.all(tag="meta")
        }
        assert metas["viewport"], path
        if metas.get("robots") != "noindex":
            assert metas["description"].strip(), path
            assert "<" not in metas["description"], path
            if not path.startswith("sources/") and path not in OLD:  # those are others' words
                # A claim and the statement that makes it may well be called the same.
                other = titles.setdefault(f"{dirname(path)} {title.text()}", path)
                assert other == path, f"{path} and {other} have one title"
        (main,) = page.all(tag="main")
        assert main.attributes["id"] == "main", path
        assert len(main.text().split()) > 3, path


def test_lists_and_tables_are_whole(site: Built) -> None:
    for path, page in site.pages.items():
        for node in page.walk():
            children = [child for child in node.inside if isinstance(child, Node)]
            if node.tag in ("ul", "ol"):
                assert children, (path, node.line)
                assert {child.tag for child in children} == {"li"}, (path, node.line)
            if node.tag == "a":
                assert node.attributes.get("href"), (path, node.line)
                named = node.text().strip() or node.attributes.get("aria-label", "")
                assert named, (path, node.line)
                assert not node.all(tag="a"), (path, node.line)
            if node.tag == "table":
                assert node.all(tag="th"), (path, node.line)
            if node.tag == "p":
                assert not {"p", "div", "ul", "ol"} & {inner.tag for inner in node.walk()} - {"p"}


def is_packed(path: str) -> bool:
    """Whether a file is no text: the database."""
    return path.endswith(".sqlite")


def test_no_trace_of_the_program(site: Built) -> None:
    for path, data in site.files.items():
        if is_packed(path) or path.endswith(".bib"):
            continue  # no text; or with braces of its own
        # BibTeX has two braces of its own.
        text = re.sub(r"<pre>@misc\{.*?</pre>", "", data.decode(), flags=re.DOTALL)
        for trace in ("{{", "{%", "claimline-link-", "object at 0x", "Undefined", "frozenset("):
            assert trace not in text, (path, trace)
        assert not re.search("[\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f\ufffd]", text), path
    for path, page in site.pages.items():
        for node in page.walk():
            for value in node.attributes.values():
                assert not re.search(r"\bNone\b", value), (path, node.attributes)
            for child in node.inside:
                if isinstance(child, str):
                    assert child.strip() not in ("None", "()", "[]", "True", "False"), path
                    assert "**" not in child, (path, child)
                    if node.tag not in ("code", "pre"):
                        assert "[@" not in child, (path, child)
                        assert "](" not in child, (path, child)


def test_pages_end(site: Built) -> None:
    for path, data in site.files.items():
        assert b"\r" not in data or is_packed(path), path
        if path.endswith(".html"):
            assert data.startswith(b"<!doctype html>\n"), path
            assert data.endswith(b"</html>"), path


def test_parts_that_are_left_out(bare: Built) -> None:
    for path in ("matrix.html", "origins.html", "corrections.html", "tags/index.html"):
        assert path not in bare.files
    assert not any(path.startswith("tags/") for path in bare.files)


def test_old_addresses_lead_on(bare: Built) -> None:
    page = bare.pages["events/closing.html"]
    assert "../chronology.html#event-gate-closes" in page.hrefs()
    (refresh,) = [
        node for node in page.all(tag="meta") if node.attributes.get("http-equiv") == "refresh"
    ]
    assert refresh.attributes["content"] == "0; url=../chronology.html#event-gate-closes"


def test_addresses_of_the_whole_site(bare: Built, small: Built) -> None:
    for path, page in bare.pages.items():
        canonical = [
            node.attributes["href"]
            for node in page.all(tag="link")
            if node.attributes["rel"] == "canonical"
        ]
        if path not in OLD | {"404.html"}:
            assert canonical == [f"https://orla.example.org/gate/{path}"]
    assert not any(
        node.attributes["rel"] == "canonical"
        for page in small.pages.values()
        for node in page.all(tag="link")
    )
