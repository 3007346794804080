"""What ``read`` returns: the project's folders, and its records as written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimline.read.marks import Where
from claimline.value import Value


class Project(Value, frozen=True):
    """The folder of an investigation."""

    root: Path

    @property
    def content(self) -> Path:
        """The folder of the records."""
        return self.root / "content"

    @property
    def templates(self) -> Path:
        """The folder of the theme."""
        return self.root / "templates"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as written: plain data with marks.

    ``kind`` is the kind of record, or ``site``. ``id`` is the file's stem or the list item's
    ``id``, and empty where an item has none. ``data`` is made of str, None, list and dict; a
    Markdown file's text is its ``body``. ``where`` knows the line and column of each part.
    """

    kind: str
    id: str
    data: dict[str, Any] = field(repr=False)
    where: Where = field(repr=False)
