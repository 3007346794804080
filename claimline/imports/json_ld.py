"""Data in web pages: JSON-LD and microdata, as plain dictionaries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from claimline.html_reader import parse_html
from claimline.imports.safe_bytes import check_depth

_DEEPEST = 20


def items_in_page(page: str) -> list[Any]:
    """Return the data items of a page. Broken JSON is left out."""
    tree = parse_html(page)
    items: list[Any] = []
    for script in tree.css('script[type="application/ld+json" i]'):
        try:
            value = json.loads(script.text(strip=True), strict=False)
            check_depth(value)
        except (ValueError, RecursionError):
            continue
        items.append(value)
    items += [_microdata(node, 0) for node in tree.css("[itemscope]:not([itemprop])")]
    return items


def title_and_language(page: str) -> tuple[str, str]:
    """Return the title of a page and the language that it states; each may be empty."""
    tree = parse_html(page)
    title, root = tree.css_first("title"), tree.css_first("html")
    language = root.attributes.get("lang") if root else ""
    return title.text(strip=True) if title else "", language or ""


def typed_items(data: Any, type_: str) -> Iterator[dict[str, Any]]:
    """Yield every item of a type, at any depth, in order."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict):
            if type_ in types_of(value):
                yield value
            else:
                waiting += [it for it in reversed(value.values()) if isinstance(it, dict | list)]


def types_of(item: dict[str, Any]) -> list[str]:
    """Return the types of an item, without the address of the vocabulary."""
    types = item.get("@type", [])
    return [
        str(each).rpartition("/")[2] for each in (types if isinstance(types, list) else [types])
    ]


def _microdata(node: Any, depth: int) -> dict[str, Any]:
    """Return an item of microdata in the shape of JSON-LD."""
    item: dict[str, Any] = {"@type": (node.attributes.get("itemtype") or "").split()}
    waiting = [*node.iter()][::-1]
    while waiting and depth < _DEEPEST:
        child = waiting.pop()
        name = child.attributes.get("itemprop")
        scoped = "itemscope" in child.attributes
        if name:
            item.setdefault(name, []).append(
                _microdata(child, depth + 1) if scoped else _property(child)
            )
        if not scoped:
            waiting += [*child.iter()][::-1]
    return item


def _property(node: Any) -> str:
    for attribute in ("content", "datetime", "href", "src"):
        if value := node.attributes.get(attribute):
            return str(value)
    return str(node.text(strip=True))
