"""Compiles a template once in a test run, however many made-up projects have it."""

from __future__ import annotations

import marshal
import os
from collections import defaultdict
from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path
from threading import get_ident, local
from types import CodeType
from typing import Any

import pytest
from jinja2 import Environment

from claimline.locale import Translator
from claimline.publish import own_templates
from claimline.publish.page_environment import PageEnvironment

Code = CodeType | str
Asked = dict[tuple[str, str], tuple[str, ...] | None]
"""The messages that were asked for while a template was compiled, and their translations."""

_compiling = local()
_pgettext = Translator.pgettext


def noted(self: Translator, context: str, message: str) -> str:
    """Translate a message as the program does, and note it while a template is compiled."""
    asked = getattr(_compiling, "asked", None)
    if asked is not None:
        asked[context, message] = self.messages.get((context, message))
    return _pgettext(self, context, message)


def compile_once_in_a_run(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Compile each template once, those of the desk too, however many processes need it."""
    patch.setattr(Translator, "pgettext", noted)
    once = compiler(folder)
    patch.setattr(PageEnvironment, "compile", once)
    patch.setattr(own_templates, "Environment", type("_Own", (Environment,), {"compile": once}))


def compiler(folder: Path) -> Callable[..., Code]:
    """Return a function that compiles as Jinja does, but the same text once.

    The code follows from the text, its name and file, the two languages, and the translations of
    the messages in it. Half a second for the templates of a site is ten times the rest of a small
    build.

    A build that keeps its compiled templates gets a copy: what it writes depends on who else
    holds the code.

    Args:
        folder: where the processes of a run find what one of them compiled with English words.
    """
    compiled: defaultdict[object, list[tuple[Code, Asked]]] = defaultdict(list)

    def compile_once(self: Environment, source: Any, *rest: Any, **named: Any) -> Code:
        words: Any = self.globals.get("language")
        spoken = words and (words.language, type(words.conventions).__name__)
        content = str(self.globals.get("content_lang"))
        kind = type(self).__name__, len(self.filters)
        key = (kind, source, rest, tuple(sorted(named.items())), spoken, content)
        known = words.messages if words else {}
        variants = compiled[key]
        code = next((it for it, asked in variants if _agree(asked, known)), None)
        if code is None:
            kept = None
            if (not spoken or spoken[0] == "en") and isinstance(source, str):
                kept = folder / _name(key)
                if not variants and kept.exists():
                    variants.append(marshal.loads(kept.read_bytes()))
                    code = next((it for it, asked in variants if _agree(asked, known)), None)
        if code is None:
            asked: Asked = {}
            _compiling.asked = asked
            try:
                code = Environment.compile(self, source, *rest, **named)
            finally:
                _compiling.asked = None
            variants.append((code, asked))
            if kept and not known:
                _keep(kept, marshal.dumps((code, asked)))
        return marshal.loads(marshal.dumps(code)) if self.bytecode_cache else code

    return compile_once


def _agree(asked: Asked, known: Mapping[tuple[str, str], tuple[str, ...]]) -> bool:
    if not known:
        return not any(asked.values())
    return all(known.get(message) == said for message, said in asked.items())


def _name(key: object) -> str:
    return blake2b(repr(key).encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _keep(file: Path, data: bytes) -> None:
    """Write a file for the other processes, at once."""
    writing = file.with_suffix(f".{os.getpid()}-{get_ident()}")
    writing.write_bytes(data)
    writing.replace(file)
