"""Compiles a template once in a test run, however many made-up projects have it."""

from __future__ import annotations

import marshal
from types import CodeType
from typing import Any

from jinja2 import Environment

from claimline.publish.page_environment import PageEnvironment

_compiled: dict[tuple[object, ...], tuple[bytes, object]] = {}


def compile_once(self: PageEnvironment, source: Any, *rest: Any, **named: Any) -> CodeType | str:
    """Compile as Jinja does; a text that was compiled already gives a copy of its code.

    The code follows from the text, its name and file, and the two languages whose words it folds.
    Half a second for the templates of a site is ten times the rest of a small build.
    """
    words: Any = self.globals.get("language")
    languages = (id(words), str(self.globals.get("content_lang")), len(self.filters))
    key = (source, rest, tuple(sorted(named.items())), languages)
    if key not in _compiled:
        code = Environment.compile(self, source, *rest, **named)
        # The translator stays, so no other gets its id.
        _compiled[key] = marshal.dumps(code), words
    copy: CodeType | str = marshal.loads(_compiled[key][0])
    return copy
