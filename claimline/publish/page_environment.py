"""Jinja, with less work for each thing that is printed.

Most of what a page prints is a short text without a character that must be escaped. Jinja makes
an object of each to mark it as escaped and then joins them; here the text itself goes through,
and only what needs it is escaped. What comes out is the same.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

_SPECIAL = re.compile("[&<>\"']").search


def printed(value: Any) -> str:
    """What a value looks like in HTML: escaped, unless it is marked as HTML already."""
    kind = type(value)
    if kind is str:
        return str(escape(value)) if _SPECIAL(value) else value
    if kind is Markup:
        return value  # type: ignore[no-any-return]
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

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Take an attribute in place; only where there is none is Jinja asked what to do."""
        self.write("(got if (got := getattr(of := ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr(of, {node.attr!r}))")


class _Context(Context):
    """Calls plain functions, and macros that get just the arguments they name, without looking
    for what else they may take; anything else is called as Jinja does."""

    @internalcode
    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        if type(called) is Macro:
            _without_scopes(kwargs)
            if (
                not kwargs
                and len(args) == len(called.arguments)
                and not (called.caller or called.catch_kwargs or called.catch_varargs)
            ):
                return called._invoke(list(args), self.eval_ctx.autoescape)
        elif type(called) in _PLAIN and not hasattr(called, "jinja_pass_arg"):
            _without_scopes(kwargs)
            return called(*args, **kwargs)
        return super().call(called, *args, **kwargs)


_PLAIN = (FunctionType, MethodType)


def _without_scopes(kwargs: dict[str, Any]) -> None:
    """Take out what Jinja hands on for functions that ask for the context."""
    kwargs.pop("_loop_vars", None)
    kwargs.pop("_block_vars", None)


class _Folding(NodeTransformer):
    """Puts the words of messages that need nothing filled in where they are asked for."""

    def __init__(self, environment: Environment) -> None:
        known: dict[str, Any] = dict(environment.globals)
        self._functions = {name: known.get(name) for name in ("_", "gettext", "pgettext")}

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        known = self._functions.get(name)
        plain = all(isinstance(argument, nodes.Const) for argument in node.args)
        if known is None or node.kwargs or not plain:
            return node
        words = known(*(argument.as_const() for argument in node.args))
        return nodes.MarkSafe(nodes.Const(str(words)), lineno=node.lineno)


class PageEnvironment(Environment):
    """An environment for templates that print HTML."""

    code_generator_class = _Generator
    context_class = _Context
    printed = staticmethod(printed)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        folded: nodes.Template = _Folding(self).visit(tree)
        return folded

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A template's globals: a plain dict, which is read far more often than it is made."""
        return {**self.globals, **(d or {})}
