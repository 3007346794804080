"""HTML pages as trees, read by Python's own parser, so that no rule of the program's is trusted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)


@dataclass
class Node:
    """An element: its attributes, and what is in it, in order. The document has no tag."""

    tag: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)
    line: int = 0
    elements: list[Node] = field(default_factory=list, repr=False, compare=False)
    """The elements in ``inside``."""

    @cached_property
    def _ids(self) -> dict[str, Node]:
        """The first element with each id, once the page is read."""
        return {
            node.attributes["id"]: node
            for node in reversed(list(self.walk()))
            if "id" in node.attributes
        }

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of the document."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.elements)

    def text(self, *, cites: bool = True) -> str:
        """All its text; without ``cites``, the numbers of citations are left out."""
        if not cites and self.has("cite", "sup"):
            return ""
        return "".join(
            child if isinstance(child, str) else child.text(cites=cites) for child in self.inside
        )

    def has(self, name: str, tag: str = "") -> bool:
        """Whether it has a class, and the tag where one is named."""
        return name in self.attributes.get("class", "").split() and tag in ("", self.tag)

    def all(self, name: str = "", tag: str = "") -> list[Node]:
        """All elements below it with this class and tag, where they are named."""
        return [
            node
            for node in self.walk()
            if node is not self and tag in ("", node.tag) and (not name or node.has(name))
        ]

    def id(self, name: str) -> Node | None:
        """The element with this id."""
        return self._ids.get(name)

    def hrefs(self) -> list[str]:
        """The targets of all links in it."""
        return [node.attributes.get("href", "") for node in self.all(tag="a")]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Node()
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        node = Node(tag, {name: value or "" for name, value in attrs}, line=self.getpos()[0])
        self.open[-1].inside.append(node)
        self.open[-1].elements.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        node = self.open.pop()
        assert node.tag == tag, f"</{tag}> at {self.getpos()} ends <{node.tag}> of line {node.line}"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read_html(data: bytes) -> Node:
    """The tree of a page in which every element is closed; fails where one is not."""
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    assert reader.open == [reader.top], f"<{reader.open[-1].tag}> is not closed"
    return reader.top
