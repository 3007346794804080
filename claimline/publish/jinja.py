"""Jinja, with less work for each thing that is printed.

Most of what a page prints is a short text without a character that must be escaped. Jinja makes
an object of each to mark it as escaped and then joins them; here the text itself goes through,
and only what needs it is escaped. What comes out is the same.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import escape

_SPECIAL = re.compile("[&<>\"']").search


def printed(value: Any) -> str:
    """What a value looks like in HTML: escaped, unless it is marked as HTML already."""
    if type(value) is str:
        return str(escape(value)) if _SPECIAL(value) else value
    if hasattr(value, "__html__"):
        html: str = value.__html__()
        return html
    return str(escape(value))


class _Generator(CodeGenerator):
    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")


class _Context(Context):
    """Calls a macro that gets just the arguments it names without looking for what else it may
    take; anything else is called as Jinja does."""

    @internalcode
    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        if (
            type(called) is Macro
            and not kwargs
            and len(args) == len(called.arguments)
            and not (called.caller or called.catch_kwargs or called.catch_varargs)
        ):
            return called._invoke(list(args), self.eval_ctx.autoescape)
        return super().call(called, *args, **kwargs)


class PageEnvironment(Environment):
    """An environment for templates that print HTML."""

    code_generator_class = _Generator
    context_class = _Context
    printed = staticmethod(printed)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A template's globals: a plain dict, which is read far more often than it is made."""
        return {**self.globals, **(d or {})}
