"""Lines put into an author's YAML, with every other line left as it is.

ruamel.yaml's round trip keeps comments and order, yet writes a whole file in one style: it joins
or breaks long lines, and evens out indents and blank lines. So it only says here where things
stand, and the text itself is changed at that place. Afterwards both texts are read again by the
program's own reader; an edit that changed anything but what was asked for is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from claimline.author.captures.capture_text import extra
from claimline.diagnostics import Report
from claimline.errors import ClaimlineError
from claimline.model.schema import Loc
from claimline.read import read_yaml

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_PLAIN = re.compile(r"[A-Za-z0-9][\w./:+-]*\Z", re.ASCII)

Values = Mapping[str, str]


class EditError(ClaimlineError):
    """The lines cannot be put in without changing others. The message is a sentence."""


def add_item(text: str, loc: Loc, key: str, item: Values) -> str:
    """The text with ``item`` at the end of the list ``key`` of the record at ``loc``.

    The list is made where there is none. Raises EditError, MissingExtraError.
    """
    wanted = _data(text)
    at = _at(wanted, loc)
    at[key] = [*(at.get(key) or []), dict(item)]
    edit = _Edit(text)
    record = edit.node(loc)
    value = edit.value(record, key)
    if value is None:
        lines = [f"{key}:", *(f"  {line}" for line in _item(item))]
        edit.add_key(record, lines, f"{key}: [{_flow(item)}]")
    elif edit.is_empty(value):
        indent = " " * (record.start_mark.column + 2)
        edit.insert(
            edit.key(record, key).end_mark.line + 1, [indent + line for line in _item(item)]
        )
    elif value.flow_style:
        edit.insert_in_flow(value, _flow(item))
    else:
        indent = " " * value.start_mark.column
        edit.insert(edit.end(value, record), [indent + line for line in _item(item)])
    return _checked(edit.text, wanted)


def set_values(text: str, loc: Loc, key: str, values: Values | None, after: str) -> str:
    """The text in which the mapping at ``loc`` has ``values`` as its ``key``, or none of it.

    A new key goes behind the key ``after``. Raises EditError, MissingExtraError.
    """
    wanted = _data(text)
    at = _at(wanted, loc)
    at.pop(key, None)
    if values:
        at[key] = dict(values)
    edit = _Edit(text)
    mapping = edit.node(loc)
    old = edit.value(mapping, key)
    if old is not None and mapping.flow_style:
        raise EditError(f"`{key}` stands in a mapping in brackets already.")
    lines = [f"{key}:", *(f"  {name}: {_scalar(value)}" for name, value in (values or {}).items())]
    if old is not None:
        edit.replace(mapping, edit.key(mapping, key), old, lines if values else [])
    elif values:
        edit.add_key(mapping, lines, f"{key}: {_flow(values)}", after)
    return _checked(edit.text, wanted)


class _Edit:
    """A text, its tree of nodes with their places, and one change to it."""

    def __init__(self, text: str) -> None:
        yaml = extra("ruamel.yaml", "ruamel.yaml")
        self.text = text
        self._lines = _LINE.findall(text)
        try:
            self._root = yaml.YAML(typ="rt", pure=True).compose(text)
        except (yaml.error.YAMLError, ValueError) as error:
            raise EditError("The file cannot be read.") from error

    def node(self, loc: Loc) -> Any:
        """The node of a mapping at a path. Raises EditError where there is none."""
        node = self._root
        for step in loc:
            if isinstance(step, int) and isinstance(node.value, list):
                node = node.value[step] if step < len(node.value) else None
            else:
                node = self.value(node, str(step))
            if node is None:
                break
        if node is None or node.id != "mapping" or not node.value:
            raise EditError("There is no mapping at that place.")
        return node

    def key(self, mapping: Any, name: str) -> Any:
        return next((key for key, _ in mapping.value if key.value == name), None)

    def value(self, mapping: Any, name: str) -> Any:
        return next((value for key, value in mapping.value if key.value == name), None)

    def is_empty(self, node: Any) -> bool:
        """Whether a key has nothing behind it."""
        return bool(node.id == "scalar" and not node.value and node.style is None)

    def end(self, node: Any, inside: Any, key: Any = None) -> int:
        """The number of the line behind a value of a block mapping."""
        if node.id == "scalar":
            if self.is_empty(node) and key is not None:
                return int(key.end_mark.line) + 1
            if node.style in ("|", ">"):
                return self._block_end(node.start_mark.line, inside.start_mark.column)
            return int(node.end_mark.line) + 1
        if node.flow_style:
            return int(node.end_mark.line) + 1
        last = node.value[-1]
        if node.id == "mapping":
            return self.end(last[1], node, last[0])
        return self.end(last, node)

    def _block_end(self, header: int, column: int) -> int:
        """The line behind a literal or folded text, whose lines are indented deeper."""
        end = header + 1
        for number in range(header + 1, len(self._lines)):
            line = self._lines[number]
            if not line.strip():
                continue
            if len(line) - len(line.lstrip(" ")) <= column:
                break
            end = number + 1
        if re.search(r"[|>][0-9]?\+", self._lines[header]):
            while end < len(self._lines) and not self._lines[end].strip():
                end += 1
        return end

    def insert(self, number: int, lines: list[str]) -> None:
        """Put lines before the line of a number."""
        self._splice(number, number, lines)

    def _splice(self, first: int, last: int, lines: list[str]) -> None:
        before, after = self._lines[:first], self._lines[last:]
        newline = self._newline()
        put = [f"{line}{newline}" for line in lines]
        if put and before and not before[-1].endswith(("\n", "\r")):
            # The file ends without a line break, and goes on doing so.
            before[-1] += newline
            put[-1] = put[-1].removesuffix(newline)
        self.text = "".join([*before, *put, *after])

    def _newline(self) -> str:
        first = self._lines[0]
        return first[len(first.rstrip("\r\n")) :] or "\n"

    def add_key(self, mapping: Any, lines: list[str], flow: str, after: str = "") -> None:
        """Put a new key at the end of a mapping, or behind the key ``after``."""
        if mapping.flow_style:
            self.insert_in_flow(mapping, flow)
            return
        pairs = {key.value: (key, value) for key, value in mapping.value}
        key, value = pairs.get(after, mapping.value[-1])
        indent = " " * mapping.start_mark.column
        self.insert(self.end(value, mapping, key), [f"{indent}{line}" for line in lines])

    def insert_in_flow(self, node: Any, words: str) -> None:
        """Put words before the bracket that closes a flow collection."""
        at = node.end_mark.index - 1
        before = self.text[:at].rstrip()
        comma = {",": " ", "[": "", "{": ""}.get(before[-1], ", ")
        self.text = f"{before}{comma}{words}{self.text[len(before) :]}"

    def replace(self, mapping: Any, key: Any, value: Any, lines: list[str]) -> None:
        """Put lines in the place of a key and its value."""
        start = int(key.start_mark.line)
        lead = self._lines[start][: key.start_mark.column]
        if not lines and lead.strip():
            raise EditError("The key stands on the line of its list's dash.")
        indent = " " * len(lead)
        put = [f"{lead if not nth else indent}{line}" for nth, line in enumerate(lines)]
        self._splice(start, self.end(value, mapping, key), put)


def _item(values: Values) -> list[str]:
    pairs = [f"{name}: {_scalar(value)}" for name, value in values.items()]
    return [f"{'  ' if nth else '- '}{pair}" for nth, pair in enumerate(pairs)]


def _flow(values: Values) -> str:
    pairs = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
    return f"{{{', '.join(pairs)}}}"


def _scalar(value: str) -> str:
    """A value as YAML: plain where nobody could read it otherwise, else in double quotes."""
    return value if _PLAIN.match(value) else json.dumps(value, ensure_ascii=False)


def _data(text: str) -> Any:
    report = Report()
    if not text.endswith(("\n", "\r")):
        text += "\n"  # which a text that ends the file would otherwise lack
    parsed = read_yaml(text, "", report)
    if parsed is None or report.failed:
        raise EditError("The file has an error; see `claimline check`.")
    # What an alias shares is written out, so that an edit that reaches two places is seen.
    return json.loads(json.dumps(parsed[0]))


def _at(data: Any, loc: Loc) -> Any:
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
    if not isinstance(data, dict):
        raise EditError("There is no mapping at that place.")
    return data


def _checked(text: str, wanted: Any) -> str:
    """The text, if reading it gives what was wanted and nothing else."""
    if _data(text) != wanted:
        raise EditError("The lines cannot be put in without changing others.")
    return text
