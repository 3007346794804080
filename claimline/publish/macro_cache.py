"""A cache of what macros print: ``{{ once(source, card) }}`` for ``{{ source(card) }}``.

It is for macros whose output depends only on their arguments. Addresses in the output have a
placeholder for the path to the site's root (see ``theme.ROOT``), so it fits every page.
"""

from __future__ import annotations

from typing import Any

from jinja2.runtime import Macro
from markupsafe import Markup


class MacroCache:
    """Stores the output of macros by macro, object and further arguments.

    Macros and objects are compared by identity, because views share their parts. The cache holds
    on to both, so that no other object gets the same identity.
    """

    def __init__(self) -> None:
        self._outputs: dict[tuple[int, int, tuple[Any, ...]], tuple[Macro, object, Markup]] = {}

    def forget(self) -> None:
        """Empty the cache, at the end of a build."""
        self._outputs.clear()

    def __call__(self, macro: Macro, item: object, *rest: Any) -> Markup:
        key = (id(macro), id(item), rest)
        output = self._outputs.get(key)
        if output is None:
            output = self._outputs[key] = (macro, item, Markup(macro(item, *rest)))
        return output[2]
