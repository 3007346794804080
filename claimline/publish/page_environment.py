"""A faster Jinja environment for HTML. Its output is the same as Jinja's.

Most values that a page prints are short texts, messages and what macros print. Jinja wraps each in
an object that marks it as escaped. This environment compiles templates to code that

- escapes a text in place, without the object;
- calls the Python function inside a macro, if it gets no more arguments than the macro names;
- prints a message in pieces, with the values between them.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from types import FunctionType, MethodType
from typing import Any, TypeGuard

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

try:
    from markupsafe import _escape_inner as escaped_text  # type: ignore[attr-defined]
except ImportError:  # before MarkupSafe 3

    def escaped_text(text: str, /) -> str:
        """Return a text as HTML."""
        return str(escape(text))


_FIELD = re.compile(r"%\((\w+)\)s|%")
"""A value in a message, or another use of the percent sign."""


def printed(value: Any) -> str:
    """Return a value as HTML: escaped, unless it is HTML already."""
    kind = type(value)
    if kind is str:
        return escaped_text(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if hasattr(value, "__html__"):
        html: str = value.__html__()
        return html
    return str(escape(value))


class _Generator(CodeGenerator):
    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escaped_text = environment.escaped_text")
        self.writeline("printed = environment.printed")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif _is_plain_call(node):
            self._macro_call(node, frame)
            self.write(" else printed(")
        else:
            self.write("(escaped_text(got) if type(got := ")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        elif _is_plain_call(node):
            self.write("))")
        else:
            self.write(") is str else printed(got))")

    def _macro_call(self, node: nodes.Call, frame: Frame) -> None:
        """Write code that calls a macro as a function if it can be (see ``plain_macro``)."""
        self.write("(macro._func(")
        for nth, argument in enumerate(node.args):
            self.write(", " if nth else "")
            self.visit(argument, frame)
        self.write(") if type(macro := ")
        self.visit(node.node, frame)
        self.write(f") is Macro and macro.most >= {len(node.args)}")
        # Where {% autoescape %} turned it off, Jinja escapes once more what a macro prints.
        self.write(" and context.eval_ctx.autoescape")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.plain_macro(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write code that reads an attribute directly, and calls Jinja only if there is none."""
        self.write("(got if (got := getattr(owner := ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr(owner, {node.attr!r}))")


class _Context(Context):
    """Calls plain functions directly, and macros that get no more arguments than they name.

    Jinja makes all other calls.
    """

    @internalcode
    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        if type(called) is Macro:
            _without_scopes(kwargs)
            if not kwargs and len(args) <= called.most:  # type: ignore[attr-defined]
                return called._invoke(list(args), self.eval_ctx.autoescape)
        elif type(called) in _PLAIN and not hasattr(called, "jinja_pass_arg"):
            _without_scopes(kwargs)
            return called(*args, **kwargs)
        return super().call(called, *args, **kwargs)


_PLAIN = (FunctionType, MethodType)


def _is_plain_call(node: nodes.Expr) -> TypeGuard[nodes.Call]:
    """Return whether a node calls something by its name, with positional arguments alone."""
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and not node.kwargs
        and node.dyn_args is None
        and node.dyn_kwargs is None
    )


def plain_macro(macro: Macro) -> Macro:
    """Let the Python function inside a macro be called directly.

    ``most`` is how many arguments that function takes, or -1 for a macro that also takes others, or
    a caller. Arguments that are left out are marked as missing, as Jinja marks them.
    """
    plain = not (macro.caller or macro.catch_kwargs or macro.catch_varargs)
    macro.most = len(macro.arguments) if plain else -1  # type: ignore[attr-defined]
    if plain:
        macro._func.__defaults__ = (missing,) * len(macro.arguments)
    return macro


def _without_scopes(kwargs: dict[str, Any]) -> None:
    """Remove the arguments that Jinja adds for functions that ask for the context."""
    kwargs.pop("_loop_vars", None)
    kwargs.pop("_block_vars", None)


class _Folding(NodeTransformer):
    """Replaces calls of gettext by the translated words during compilation.

    A printed message with values becomes its words with the values between them.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        known: dict[str, Any] = dict(environment.globals)
        self._functions = {name: known.get(name) for name in ("_", "gettext", "pgettext")}
        language = known.get("language")
        self._messages: dict[str, Any] = (language and {
            "_": language.gettext, "gettext": language.gettext, "pgettext": language.pgettext
        }) or {}  # fmt: skip

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        known = self._known(node, self._functions)
        if known is None or node.kwargs:
            return node
        try:
            words = known(*(argument.as_const() for argument in node.args))
        except Exception:  # rendering the page reports what is wrong, and where
            return node
        return nodes.MarkSafe(nodes.Const(str(words)), lineno=node.lineno)

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> nodes.Node:  # noqa: N802
        """Leave messages whole in ``{% autoescape %}``: only gettext escapes their values there."""
        messages, self._messages = self._messages, {}
        self.generic_visit(node)
        self._messages = messages
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.nodes = [piece for child in node.nodes for piece in self._pieces(child)]
        return node

    def _pieces(self, node: nodes.Expr) -> list[nodes.Expr]:
        """Return a message's words and values in order, or the node itself if it is none."""
        if not isinstance(node, nodes.Call) or node.dyn_kwargs is not None:
            return [node]
        known = self._known(node, self._messages)
        if known is None:
            return [node]
        try:
            message = escaped_text(known(*(argument.as_const() for argument in node.args)))
            *words, end = _FIELD.split(message)
        except Exception:  # rendering the page reports what is wrong, and where
            return [node]
        values = {pair.key: pair.value for pair in node.kwargs}
        names = words[1::2]
        if {*names} != values.keys():  # also if a percent sign is something else
            return [node]
        pieces: list[nodes.Expr] = []
        for text, name in zip(words[::2], names, strict=True):
            pieces += (nodes.TemplateData(text), values[name])
        pieces.append(nodes.TemplateData(end))
        for piece in pieces:
            piece.set_lineno(node.lineno).set_environment(self._environment)
        return pieces

    @staticmethod
    def _known(node: nodes.Call, functions: dict[str, Any]) -> Any:
        """Return the function of gettext that a node calls with constants, or None."""
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        constant = all(isinstance(argument, nodes.Const) for argument in node.args)
        return functions.get(name) if constant and node.dyn_args is None else None


class PageEnvironment(Environment):
    """An environment for templates that print HTML."""

    code_generator_class = _Generator
    context_class = _Context
    escaped_text = staticmethod(escaped_text)
    plain_macro = staticmethod(plain_macro)
    printed = staticmethod(printed)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        folded: nodes.Template = _Folding(self).visit(tree)
        return folded

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a template's globals as a plain dict, which is faster to read than Jinja's."""
        return {**self.globals, **(d or {})}
