"""What recurs is rendered once: ``{{ once(source, card) }}`` for ``{{ source(card) }}``.

For macros whose output depends on their arguments alone. What they give holds no way to the
site's root yet (see ``theme.ROOT``), so it fits every page.
"""

from __future__ import annotations

from typing import Any

from jinja2.runtime import Macro
from markupsafe import Markup


class MacroCache:
    """Remembers what macros gave for an object of a view.

    Macros and objects are told apart by identity, since the parts of views are made once; both
    are kept beside what they gave, so that their identity is not used again.
    """

    def __init__(self) -> None:
        self._given: dict[tuple[int, int, tuple[Any, ...]], tuple[Macro, object, Markup]] = {}

    def forget(self) -> None:
        """Let go of everything, at the end of a build."""
        self._given.clear()

    def __call__(self, macro: Macro, item: object, *rest: Any) -> Markup:
        key = (id(macro), id(item), rest)
        given = self._given.get(key)
        if given is None:
            given = self._given[key] = (macro, item, Markup(macro(item, *rest)))
        return given[2]
