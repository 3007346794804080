"""Parse YAML into events. No other module uses PyYAML.

libyaml's parser is used if PyYAML was built with it. Otherwise PyYAML's own parser gives the same
events more slowly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

__all__ = [
    "AliasEvent",
    "CollectionEndEvent",
    "CollectionStartEvent",
    "DocumentEndEvent",
    "DocumentStartEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "ScalarEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
    "next_event",
    "scan",
]


class _PythonParser(Reader, Scanner, Parser):
    """PyYAML's parser without the layers above events."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def get_event(self) -> Any:
        try:
            return super().get_event()  # type: ignore[no-untyped-call]
        except (ValueError, OverflowError) as error:  # numbers out of range in escapes
            mark = self.get_mark()
            raise MarkedYAMLError(problem=str(error), problem_mark=mark) from None


def _parser_class() -> Callable[[str], Any]:
    if not yaml.__with_libyaml__:
        return _PythonParser
    from yaml._yaml import CParser

    return CParser


new_parser = _parser_class()


def next_event(text: str) -> Callable[[], Any]:
    """Return a function that returns the next event of ``text``; the last is a StreamEndEvent.

    It raises YAMLError if the text is not YAML.
    """
    get: Callable[[], Any] = new_parser(text).get_event
    return get


def scan(text: str) -> Iterator[Any]:
    """Yield the events of ``text`` up to its end or its first error."""
    try:
        get = next_event(text)
        while type(event := get()) is not StreamEndEvent:
            yield event
    except YAMLError:
        return
