"""Compiles a template once in a test run, however many made-up projects have it."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment

from claimline.locale import ENGLISH
from claimline.publish.page_environment import PageEnvironment

Code = CodeType | str


def compiler(folder: Path) -> Callable[..., Code]:
    """Return a function that compiles as Jinja does, but the same text once.

    The code follows from the text, its name and file, and the two languages whose words it folds.
    Half a second for the templates of a site is ten times the rest of a small build.

    A build that keeps its compiled templates gets a copy: what it writes depends on who else
    holds the code.

    Args:
        folder: where the processes of a run find what one of them compiled with English words.
    """
    compiled: dict[tuple[object, ...], tuple[Code, object]] = {}

    def compile_once(self: PageEnvironment, source: Any, *rest: Any, **named: Any) -> Code:
        words: Any = self.globals.get("language")
        languages = (str(self.globals.get("content_lang")), len(self.filters))
        text = (source, rest, tuple(sorted(named.items())), languages)
        key = (*text, id(words))
        if key not in compiled:

            def work() -> Code:
                code: Code = Environment.compile(self, source, *rest, **named)
                return code

            english = words is ENGLISH and isinstance(source, str)
            # The translator stays, so no other gets its id.
            compiled[key] = (_shared(folder, text, work) if english else work()), words
        code, _ = compiled[key]
        return _copy(code) if self.bytecode_cache else code

    return compile_once


def _shared(folder: Path, text: tuple[object, ...], work: Callable[[], Code]) -> Code:
    """Return what a process of this run compiled; else compile it, and keep it for the others."""
    kept = folder / blake2b(repr(text).encode(errors="surrogatepass"), digest_size=16).hexdigest()
    if not kept.exists():
        code = work()
        writing = kept.with_suffix(f".{os.getpid()}")
        writing.write_bytes(marshal.dumps(code))
        writing.replace(kept)
        return code
    found: Code = marshal.loads(kept.read_bytes())
    return found


def _copy(code: Code) -> Code:
    copy: Code = marshal.loads(marshal.dumps(code))
    return copy
