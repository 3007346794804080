"""A strict reading of HTML: what is open is closed, and only what is allowed is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
SVG = frozenset({"circle", "path", "rect", "line", "g"})

BLOCKS = frozenset({"blockquote", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "ul"}) | {
    "h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr",
}  # fmt: skip

Tag = tuple[str, dict[str, str]]


@dataclass
class Read:
    """What is in a piece of HTML. ``faults`` are sentences."""

    tags: list[Tag] = field(default_factory=list)
    text: str = ""
    faults: list[str] = field(default_factory=list)

    def all(self, name: str) -> list[dict[str, str]]:
        """The attributes of each element of a name."""
        return [attributes for tag, attributes in self.tags if tag == name]

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Read()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.read.faults.append(f"<{tag}> has an attribute twice")
        self.read.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in BLOCKS and "span" in self.open:
            self.read.faults.append(f"<{tag}> stands in a line of text")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in SVG:
            self.open.pop()
        elif tag not in VOID:
            self.read.faults.append(f"<{tag}/> closes nothing")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.read.faults.append(f"</{tag}> closes {self.open[-1:] or 'nothing'}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.read.text += data

    def handle_comment(self, data: str) -> None:
        self.read.faults.append(f"<!--{data}-->")

    def handle_pi(self, data: str) -> None:
        self.read.faults.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.read.faults.append(f"<![{data}]>")


def read_html(html: str) -> Read:
    """Read a piece of HTML or a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.read.faults += [f"<{tag}> is never closed" for tag in reader.open]
    return reader.read
