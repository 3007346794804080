"""Declarative shadow roots: the tree of a page as a browser shows it.

A ``<template shadowrootmode>`` stands for its parent's content, and each ``<slot>`` in it for the
parent's own children.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from claimline.html_reader import parse_html, template_page
from claimline.value import Value

_MODES = frozenset(["open", "closed"])
_MOST = 8
"""How much text of templates is read, at most, as a multiple of the length of the page."""


class Scope(Value, frozen=True):
    """The children of an element with a shadow root by their slots, and the scope around it."""

    light: dict[str, list[Any]]
    outer: Scope | None


class FlatTree:
    """Gives the children of each element as a browser shows them."""

    def __init__(self, length: int) -> None:
        """``length`` is the page's, in characters."""
        self._left = length * _MOST

    def children(self, node: Any, scope: Scope | None) -> tuple[Iterator[Any], Scope | None]:
        """Return the shown children of an element, and the scope in which they stand."""
        if node.tag == "slot" and scope is not None:
            # Of two slots with one name, the first has the children.
            assigned = scope.light.pop(node.attributes.get("name") or "", None)
            if assigned:
                return iter(assigned), scope.outer
        for child in _below(node):
            if _is_root(child) and (page := self._page(child)) is not None:
                light = defaultdict(list)
                for each in _below(node):
                    if each.tag != "template":
                        light[_slot_of(each)].append(each)
                return _below(page.body), Scope(light, scope)
        return _below(node), scope

    def _page(self, template: Any) -> Any:
        """Return the page in a template, unless too much was read already."""
        text = template_page(template)
        self._left -= len(text)
        if self._left < 0:
            return None
        return parse_html(text)


def _below(node: Any) -> Iterator[Any]:
    child = node.first_child if node is not None else None
    while child is not None:
        yield child
        child = child.next


def _is_root(node: Any) -> bool:
    if node.tag != "template":
        return False
    attributes = node.attributes
    mode = attributes.get("shadowrootmode") or attributes.get("shadowroot") or ""
    return mode.lower() in _MODES


def _slot_of(node: Any) -> str:
    """Return the name of the slot for which a node asks; text asks for the one without a name."""
    return (node.attributes.get("slot") or "") if node.is_element_node else ""
