"""Add lines to an author's YAML, and leave every other line as it is.

ruamel.yaml keeps comments and order, but writes a whole file in one style: it joins or breaks long
lines, and changes indents and blank lines. So it only serves to find positions, and the text is
changed there. Afterwards the program's reader reads both texts; an edit with any other effect is
refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from claimline.author.captures.capture_text import extra
from claimline.author.record_edits.inner_comments import comments_between
from claimline.author.record_edits.yaml_nodes import root_node
from claimline.diagnostics import Report
from claimline.errors import ClaimlineError
from claimline.model.schema import Loc
from claimline.read import read_yaml

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w./:+-]*[\w./+-])?\Z", re.ASCII)

Values = Mapping[str, str]
Item = Mapping[str, str | Sequence[Values]]
"""What is added to a list. A value may be a list of mappings itself."""


class EditError(ClaimlineError):
    """The lines cannot be added without a change of others. The message is a sentence."""


def add_item(text: str, loc: Loc, key: str, item: Item) -> str:
    """Return the text with ``item`` at the end of the list ``key`` of the record at ``loc``.

    The list is created if there is none. Raises EditError, MissingExtraError.
    """
    wanted = data_of(text)
    at = mapping_at(wanted, loc)
    known = at.get(key)
    if not isinstance(known, list | None):
        raise EditError(f"`{key}` is not a list.")
    at[key] = [*(known or []), json.loads(json.dumps(item))]
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


def set_values(text: str, loc: Loc, key: str, values: Values | str | None, after: str) -> str:
    """Return the text with ``values`` as the ``key`` of the mapping at ``loc``.

    ``values`` are a mapping or a text. If there are none, the key is removed. A new key follows the
    key ``after``. Raises EditError, MissingExtraError.
    """
    wanted = data_of(text)
    at = mapping_at(wanted, loc)
    at.pop(key, None)
    if values:
        at[key] = values if isinstance(values, str) else dict(values)
    edit = _Edit(text)
    mapping = edit.node(loc)
    old = edit.value(mapping, key)
    if old is not None and mapping.flow_style:
        raise EditError(f"`{key}` is already in a mapping in brackets.")
    if isinstance(values, str):
        lines, flow = [f"{key}: {_scalar(values)}"], f"{key}: {json.dumps(values)}"
    else:
        pairs = values or {}
        lines = [f"{key}:", *(f"  {name}: {_scalar(value)}" for name, value in pairs.items())]
        flow = f"{key}: {_flow(pairs)}"
    if old is not None:
        edit.replace(mapping, edit.key(mapping, key), old, lines if values else [])
    elif values:
        edit.add_key(mapping, lines, flow, after)
    return _checked(edit.text, wanted)


class _Edit:
    """A text, its nodes with their positions, and one change to it."""

    def __init__(self, text: str) -> None:
        yaml = extra("ruamel.yaml", "ruamel.yaml")
        self.text = text
        self._lines = _LINE.findall(text)
        try:
            self._root = yaml.YAML(typ="rt", pure=True).compose(text)
        except (yaml.error.YAMLError, ValueError) as error:
            raise EditError("The file cannot be read.") from error

    def node(self, loc: Loc) -> Any:
        """Return the node of a mapping at a path. Raises EditError if there is none."""
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
        """Whether a key has no value."""
        return bool(node.id == "scalar" and not node.value and node.style is None)

    def end(self, node: Any, inside: Any, key: Any = None) -> int:
        """Return the number of the line after a value of a block mapping."""
        if node.id == "scalar":
            if self.is_empty(node) and key is not None:
                return int(key.end_mark.line) + 1
            if node.style in ("|", ">"):
                return self._block_end(node.start_mark.line, inside.start_mark.column)
            return int(node.end_mark.line) + 1
        if node.flow_style:
            return int(node.end_mark.line) + 1
        final = node.value[-1]
        if node.id == "mapping":
            return self.end(final[1], node, final[0])
        return self.end(final, node)

    def _block_end(self, header: int, column: int) -> int:
        """Return the line after a literal or folded text, whose lines are indented deeper."""
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
        """Insert lines before the line with this number."""
        self._splice(number, number, lines)

    def _splice(self, start: int, stop: int, lines: list[str]) -> None:
        before, after = self._lines[:start], self._lines[stop:]
        newline = self._newline()
        put = [f"{line}{newline}" for line in lines]
        if put and before and not before[-1].endswith(("\n", "\r")):
            # The file ends without a line break, and keeps that.
            before[-1] += newline
            put[-1] = put[-1].removesuffix(newline)
        self.text = "".join([*before, *put, *after])

    def _newline(self) -> str:
        first = self._lines[0]
        return first[len(first.rstrip("\r\n")) :] or "\n"

    def add_key(self, mapping: Any, lines: list[str], flow: str, after: str = "") -> None:
        """Add a key at the end of a mapping, or after the key ``after``."""
        if mapping.flow_style:
            self.insert_in_flow(mapping, flow)
            return
        pairs = {key.value: (key, value) for key, value in mapping.value}
        key, value = pairs.get(after, mapping.value[-1])
        indent = " " * mapping.start_mark.column
        self.insert(self.end(value, mapping, key), [f"{indent}{line}" for line in lines])

    def insert_in_flow(self, node: Any, words: str) -> None:
        """Insert text before the bracket that closes a flow collection."""
        at = node.end_mark.index - 1
        before = self.text[:at].rstrip()
        comma = {",": " ", "[": "", "{": ""}.get(before[-1], ", ")
        self.text = f"{before}{comma}{words}{self.text[len(before) :]}"

    def replace(self, mapping: Any, key: Any, value: Any, lines: list[str]) -> None:
        """Replace a key and its value by lines."""
        start = int(key.start_mark.line)
        lead = self._lines[start][: key.start_mark.column]
        if not lines and lead.strip():
            raise EditError("The key is on the line of its list's dash.")
        stop = self.end(value, mapping, key)
        after = sum(map(len, self._lines[:stop]))
        root = root_node(self.text)
        if root and comments_between(self.text, key.end_mark.index, after, root):
            raise EditError(f"There is a comment in `{key.value}`.")
        indent = " " * len(lead)
        put = [f"{lead if not nth else indent}{line}" for nth, line in enumerate(lines)]
        self._splice(start, stop, put)


def _item(values: Item) -> list[str]:
    lines: list[str] = []
    for name, value in values.items():
        if isinstance(value, str):
            lines.append(f"{name}: {_scalar(value)}")
        else:
            lines += [f"{name}:", *(f"  {line}" for each in value for line in _item(each))]
    return [f"{'  ' if nth else '- '}{line}" for nth, line in enumerate(lines)]


def _flow(values: Item) -> str:
    pairs = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
    return f"{{{', '.join(pairs)}}}"


def _scalar(value: str) -> str:
    """Return a value as YAML: plain if that is not ambiguous, else in double quotes."""
    return value if _PLAIN.match(value) else json.dumps(value, ensure_ascii=False)


def data_of(text: str) -> Any:
    """Return the data of a YAML text.

    Raises:
        EditError: it has an error.
    """
    report = Report()
    if text and not text.endswith(("\n", "\r")):
        text += "\n"  # otherwise a block text at the end of the file lacks it
    parsed = read_yaml(text, "", report)
    if parsed is None or report.failed:
        raise EditError("The file has an error; see `claimline check`.")
    # Aliases are expanded, so that an edit that reaches two places is noticed.
    return json.loads(json.dumps(parsed[0]))


def mapping_at(data: Any, loc: Loc, what: str = "mapping") -> dict[str, Any]:
    """Return the mapping at a place in the data of a file. ``what`` names it in the error.

    Raises:
        EditError: there is none.
    """
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
    if not isinstance(data, dict):
        raise EditError(f"There is no {what} at that place.")
    return data


def _checked(text: str, wanted: Any) -> str:
    """Return the text if reading it gives the wanted data and nothing else."""
    if data_of(text) != wanted:
        raise EditError("The lines cannot be put in without changing others.")
    return text
