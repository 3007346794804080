"""Joins the pages of a site into one HTML file that needs no other.

Each page becomes a section whose id is the page's path without ``.html``. The ids in it get that
path and a dot in front: no path has a dot, so they stay unique. Links between pages become
fragments. Styles and pictures stand in the file itself, pictures in their smallest size. Scripts
and forms are left out. What is folded is open, unless it is sensitive. A policy forbids every
request.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from claimline.html_reader import parse_html
from claimline.locale import Translator
from claimline.pages.address import (
    A_TO_Z,
    DATA,
    EMBEDDED,
    MORE,
    NOT_FOUND,
    SEARCH,
    SELECTIONS,
    is_list,
)
from claimline.value import Value

if TYPE_CHECKING:
    from claimline.html_reader import LexborHTMLParser, LexborNode

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
CONTENTS = ".contents"
"""The id of the list of contents. No page's section has it, since no path starts with a dot."""
_PARTS = (
    *("index", "briefs", "claims", "details", "chronology", "events", "places"),
    *("statements", "sources", "actors", "origins", "matrix", "tags", "corrections"),
)
"""The order of the pages. The project's own pages come after them."""
_LEFT_OUT = frozenset({NOT_FOUND, SEARCH, DATA, A_TO_Z, MORE})
_FOLDERS_LEFT_OUT = (EMBEDDED, SELECTIONS, f"{A_TO_Z.removesuffix('.html')}/", "assets/")
_REMOVED = (
    ".lightbox, script, template, form, button, link, meta, iframe, object, embed, audio, video"
)
_ID_LISTS = frozenset(
    {
        *("aria-controls", "aria-describedby", "aria-details", "aria-errormessage", "aria-flowto"),
        *("aria-labelledby", "aria-owns", "for", "headers"),
    }
)
_TYPES = {
    "avif": "image/avif", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg",
    "otf": "font/otf", "png": "image/png", "svg": "image/svg+xml", "ttf": "font/ttf",
    "webp": "image/webp", "woff": "font/woff", "woff2": "font/woff2",
}  # fmt: skip
_CSS_URL = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)\"'\s]*))\s*\)")
_END_OF_STYLE = re.compile("</(?=style)", re.IGNORECASE)
_OWN_STYLE = """
main > header { margin-bottom: 2rem; }
main > section { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid; }
main > nav ul { padding-inline-start: 1.25rem; list-style: none; }
@media print { .part { break-before: page; } }
"""
_PAPER_STYLE = """
@page { size: A4; margin: 18mm 18mm 20mm;
  @bottom-center { content: counter(page); font: 9pt sans-serif; } }
:root { --measure: 42rem; }
main, main > section, .site-foot { max-width: none; padding-inline: 0; }
main > header { padding-top: 4rem; }
.kicker { break-after: avoid; }
.page-head, .section-head { break-inside: avoid; }
.rows, .page-head { max-width: none; }
.cite-this { display: none; }
a[data-note]::after { content: "[" attr(data-note) "]"; font-size: 0.75em;
  vertical-align: super; }
main > nav li a { display: flex; gap: 1rem; justify-content: space-between; }
a[data-page]::after { content: attr(data-page); }
.notes { overflow-wrap: anywhere; }
"""


class SitePages(Value, frozen=True):
    """The rendered pages of a site, and its assets.

    ``redirects`` lead from old paths to new addresses. ``base_url`` is "" if it is not known.
    ``words`` are those of the interface.
    """

    files: Mapping[str, bytes]
    redirects: Mapping[str, str]
    base_url: str
    words: Translator


def reading_order(pages: SitePages) -> list[str]:
    """Return the paths of the pages that are joined, in their order.

    The 404 page, the search, the A to Z, the page More, the data page, parts of lists, embedded
    pages and redirects are left out.
    """
    return sorted(
        (
            path
            for path in pages.files
            if path.endswith(".html")
            and path not in _LEFT_OUT
            and path not in pages.redirects
            and not path.startswith(_FOLDERS_LEFT_OUT)
        ),
        key=_place,
    )


def _place(path: str) -> tuple[int, list[str], int]:
    """The rank of a page's part, the parts of its path, and the number of a list's later page."""
    *folder, name = path.removesuffix(".html").split("/")
    listed = is_list(name) and bool(folder)
    parts = folder if listed else [*folder, name]
    rank = _PARTS.index(parts[0]) if parts[0] in _PARTS else len(_PARTS)
    return rank, parts, int(name.removeprefix("page-")) if listed and name != "index" else 0


def join_pages(
    pages: SitePages, *, paper: bool = False, page_numbers: Mapping[str, str] | None = None
) -> bytes:
    """Return one HTML file with all pages of a site.

    Args:
        pages: the rendered site. It has an ``index.html``.
        paper: whether outside addresses are listed as endnotes.
        page_numbers: the number of the printed page on which a section begins, by its id. The
            list of contents shows it.
    """
    order = reading_order(pages)
    front = parse_html(pages.files["index.html"].decode())
    joining = _Joining(pages, order, paper=paper)
    sections = [joining.section(path) for path in order]
    footer = front.css_first("body > footer")
    while footer and (navigation := footer.css_first("nav")):
        navigation.decompose()
    foot = joining.inner(footer, "index.html") if footer else ""
    signed = footer.css_first("p") if footer else None
    (root,) = front.css("html")
    head = root.attributes
    direction = f' dir="{escape(head["dir"] or "")}"' if "dir" in head else ""
    title = front.css_first("title")
    address = escape(f"{pages.base_url}/")
    styles = [*joining.styles(), f"<style>{_OWN_STYLE}{_PAPER_STYLE if paper else ''}</style>"]
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{escape(head.get("lang") or "")}"{direction}>',
            '<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{escape(_words(title))}</title>",
            '<link rel="icon" href="data:,">',
            *([f'<link rel="canonical" href="{address}">'] if pages.base_url else []),
            *styles,
            "</head>\n<body>\n<main>",
            _heading(_words(title), _without_ids(signed) if signed else "", pages.base_url),
            joining.contents(page_numbers or {}),
            *sections,
            joining.endnotes() if paper else "",
            f'</main>\n<footer class="site-foot">{foot}</footer>\n</body>\n</html>\n',
        )
    ).encode()


def _heading(title: str, signed: str, base_url: str) -> str:
    """Return what stands above the contents: the title, who answers for it, and its address.

    ``signed`` is a paragraph of HTML whose links lead to their places already.
    """
    address = f'<p class="fine"><a href="{escape(base_url)}/">{escape(base_url)}</a></p>'
    lines = [
        '<header class="page-head">',
        f"<h1>{escape(title)}</h1>",
        *([signed] if signed else []),
        *([address] if base_url else []),
        "</header>",
    ]
    return "\n".join(lines)


def _words(node: LexborNode | None) -> str:
    """The words in an element, with single spaces."""
    return " ".join(node.text().split()) if node else ""


def _without_ids(node: LexborNode) -> str:
    """Return the HTML of an element that stands in the file a second time."""
    for each in (node, *node.css("[id]")):
        if "id" in each.attributes:
            del each.attrs["id"]
    return str(node.html)


def _title(tree: LexborHTMLParser) -> str:
    """Return a page's name in the contents. A verdict in its heading is a sentence of its own."""
    heading = _main(tree).css_first("h1") or tree.css_first("title")
    titled = tree.css_first('meta[property="og:title"]')
    if heading and titled and heading.css_first(".verdict"):
        return titled.attributes.get("content") or _words(heading)
    return _words(heading)


def section_id(path: str, fragment: str = "") -> str:
    """Return the id of a page's section, or of a place in it."""
    page = path.removesuffix(".html")
    return f"{page}.{fragment}" if fragment else page


class _Joining:
    """Rewrites the pages one by one, and remembers what stands before and after them."""

    def __init__(self, pages: SitePages, order: Sequence[str], *, paper: bool) -> None:
        self._pages = pages
        self._order = order
        self._paper = paper
        self._ids = {path: _ids(pages.files[path].decode()) for path in order}
        self._sheets: dict[tuple[str, str], None] = {}
        self._titles: dict[str, str] = {}
        self._notes: dict[str, int] = {}

    def section(self, path: str) -> str:
        """Return the main part of a page as a section."""
        tree = parse_html(self._pages.files[path].decode())
        for sheet in tree.css('link[rel~="stylesheet"]'):
            address = _target(path, sheet.attributes.get("href") or "")
            self._sheets[address, sheet.attributes.get("media") or ""] = None
        classes = (tree.body.attributes.get("class") if tree.body else "") or ""
        _, parts, number = _place(path)
        if len(parts) < 2 and not number:
            classes = f"{classes} part".strip()
        html = self.inner(_main(tree), path)
        self._titles[path] = _title(tree) or path
        opening = f'<section class="{escape(classes)}" id="{escape(section_id(path))}">'
        return f"{opening}\n{html}\n</section>"

    def inner(self, node: LexborNode, path: str) -> str:
        """Rewrite what stands in an element of a page, and return its HTML."""
        for name in list(node.attributes):
            del node.attrs[name]
        while removed := node.css_first(_REMOVED):
            removed.decompose()
        for link in node.css(".enlarge"):  # what it leads to is removed
            link.unwrap()
        for each in node.css("*"):
            if each.attributes:
                self._rewrite(each, path)
            if each.tag == "details" and "sensitive" not in (each.attributes.get("class") or ""):
                each.attrs["open"] = ""
        return str(node.html).removeprefix(f"<{node.tag}>").removesuffix(f"</{node.tag}>").strip()

    def _rewrite(self, node: LexborNode, path: str) -> None:
        """Lead the ids and addresses of an element to their places in the file."""
        for name, value in node.attributes.items():
            text = value or ""
            if name == "id":
                node.attrs[name] = section_id(path, text)
            elif name in _ID_LISTS:
                node.attrs[name] = " ".join(section_id(path, id_) for id_ in text.split())
            elif name == "href" and node.tag in ("a", "area"):
                self._lead(node, path, text)
            elif name in ("href", "src", "xlink:href"):
                if text.startswith("#"):
                    node.attrs[name] = f"#{section_id(path, text[1:])}"
                else:
                    node.attrs[name] = self._inline(path, text)
            elif name in ("srcset", "ping") or name.startswith("on"):
                del node.attrs[name]
            elif "url(#" in text:
                node.attrs[name] = text.replace("url(#", f"url(#{section_id(path)}.")

    def _lead(self, link: LexborNode, path: str, href: str) -> None:
        """Lead a link to its place in the file.

        What is not in the file has its address on the site, or none where that is not known.
        """
        try:
            parts = urlsplit(href)
        except ValueError:
            del link.attrs["href"]
            return
        if parts.scheme or parts.netloc:
            if self._paper and parts.scheme in ("http", "https"):
                number = self._notes.setdefault(href, len(self._notes) + 1)
                link.attrs["data-note"] = str(number)
            return
        target, fragment = _target(path, parts.path), unquote(parts.fragment)
        if target in self._pages.redirects:
            target, _, fragment = self._pages.redirects[target].partition("#")
        if target in self._ids:
            known = fragment if fragment in self._ids[target] else ""
            link.attrs["href"] = f"#{quote(section_id(target, known), safe='/.:')}"
        elif self._pages.base_url:
            after = f"#{parts.fragment}" if parts.fragment else ""
            link.attrs["href"] = f"{self._pages.base_url}/{quote(target)}{after}"
        else:
            del link.attrs["href"]

    def _inline(self, base: str, address: str) -> str:
        """Return a file of the site as a ``data:`` address; an empty one if it has no such file."""
        if address.startswith("data:"):
            return address
        path = _target(base, urlsplit(address).path)
        kind = _TYPES.get(path.rpartition(".")[2].lower())
        if kind is None or urlsplit(address).netloc or path not in self._pages.files:
            return "data:,"
        return f"data:{kind};base64,{b64encode(self._pages.files[path]).decode()}"

    def styles(self) -> Iterator[str]:
        """Yield the styles that the pages ask for."""
        for path, media in self._sheets:
            css = self._pages.files.get(path, b"").decode()

            def inlined(match: re.Match[str], path: str = path) -> str:
                address = match[1] or match[2] or match[3] or ""
                stays = address.startswith(("#", "data:"))
                return match[0] if stays else f'url("{self._inline(path, address)}")'

            css = _END_OF_STYLE.sub(r"<\\/", _CSS_URL.sub(inlined, css))
            asked = f' media="{escape(media)}"' if media else ""
            yield f"<style{asked}>{css}</style>"

    def contents(self, page_numbers: Mapping[str, str]) -> str:
        """Return the list of contents: a list in a list for each part that has records."""
        lines = [f'<nav id="{CONTENTS}" aria-labelledby="{CONTENTS}-title">']
        lines.append(f'<h2 id="{CONTENTS}-title">')
        lines.append(f"{escape(self._pages.words.p('navigation', 'Contents'))}</h2>\n<ul>")
        inner = False
        for path in self._order:
            _, parts, later = _place(path)
            if later:
                continue
            deep = len(parts) > 1
            if deep and not inner:
                lines[-1] = lines[-1].removesuffix("</li>") + "\n<ul>"
            elif inner and not deep:
                lines.append("</ul></li>")
            inner = deep
            id_ = section_id(path)
            number = f' data-page="{escape(page_numbers[id_])}"' if id_ in page_numbers else ""
            lines.append(f'<li><a href="#{id_}"{number}>{escape(self._titles[path])}</a></li>')
        lines.append("</ul></li>\n</ul>\n</nav>" if inner else "</ul>\n</nav>")
        return "\n".join(lines)

    def endnotes(self) -> str:
        """Return the outside addresses, in the order in which they are first linked to."""
        if not self._notes:
            return ""
        rows = "\n".join(f"<li>{escape(address)}</li>" for address in self._notes)
        title = escape(self._pages.words.t("Endnotes"))
        opening = f'<section class="part notes" id=".notes">\n<h1>{title}</h1>'
        return f"{opening}\n<ol>\n{rows}\n</ol>\n</section>"


def _ids(html: str) -> frozenset[str]:
    """The ids in the main part of a page, without its own."""
    main = _main(parse_html(html))
    return frozenset(node.attributes.get("id") or "" for node in main.css("[id]") if node != main)


def _main(tree: LexborHTMLParser) -> LexborNode:
    """The main part of a page: the whole of it where a template of the project has none."""
    node = tree.css_first("main") or tree.body
    assert node is not None  # the parser adds a body
    return node


def _target(path: str, address: str) -> str:
    """The path in the site that an address on a page leads to."""
    return normpath(join(dirname(path), unquote(address))) if address else path
