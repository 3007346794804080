"""Finds the lines of YAML that a change of values concerns, and how to write them again.

ruamel.yaml says where each node starts and ends. It never writes: it would bring a whole file into
one style.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from claimline.author.captures.capture_text import extra
from claimline.author.captures.yamledit import EditError
from claimline.author.record_edits.inner_comments import comments_between, text_indent
from claimline.author.record_edits.item_pairs import item_pairs
from claimline.author.record_edits.scalar_text import block_lines, flow_text, scalar_text
from claimline.author.record_edits.splices import Splices
from claimline.author.yamltext import broken_field, field, item_lines
from claimline.model.schema import Loc

_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_COLON = re.compile(r"[ \t]*:(?:[ \t]+[&!]\S*)*")
"""The colon after a key, with the anchor and the tag of its value."""


class YamlChanges:
    """The changes of one record in the text of a YAML file."""

    def __init__(self, text: str) -> None:
        yaml = extra("ruamel.yaml", "ruamel.yaml", "serve")
        self._splices = Splices(text)
        self._text = text
        try:
            self._root = yaml.YAML(typ="rt", pure=True).compose(text)
        except (yaml.error.YAMLError, ValueError, RecursionError) as error:
            raise EditError("The file cannot be read.") from error

    def result(self) -> str:
        """Return the changed text."""
        return self._splices.result()

    def change_record(
        self, loc: Loc, old: Mapping[str, Any], new: Mapping[str, Any], *, whole_fields: bool
    ) -> None:
        """Change the record at a place from ``old`` to ``new``.

        With ``whole_fields``, a field that differs is written again as a whole.

        Raises:
            EditError: it cannot be changed without a change of other lines.
        """
        node = self._root
        for step in loc:
            node = node.value[step]
        self._mapping(node, old, new, whole=whole_fields)

    def remove_record(self, number: int) -> None:
        """Remove the lines of an item of a file that holds a list."""
        if self._root.flow_style:
            raise EditError("The list of records is in brackets.")
        start = self._dashes(self._root)[number]
        end = self._end(self._root.value[number], self._root.start_mark.column)
        self._splices.put(start, end, "")

    # Mappings

    def _mapping(
        self, node: Any, old: Mapping[str, Any], new: Mapping[str, Any], *, whole: bool = False
    ) -> None:
        pairs = {key.value: (key, value) for key, value in node.value}
        if node.id != "mapping" or pairs.keys() != old.keys():
            raise EditError("A mapping is merged from another.")
        if not new:
            raise EditError("A mapping would be empty.")
        if node.flow_style and old.keys() != new.keys():
            self._write_flow(node, old, new)
            return
        for name, (key, value) in pairs.items():
            if name in new and old[name] != new[name]:
                if node.flow_style:
                    self._flow_value(value, old[name], new[name], key)
                elif whole:
                    self._rewrite(node, key, value, new[name])
                else:
                    self._pair(node, key, value, old[name], new[name])
        if node.flow_style:
            return
        self._remove_keys(node, [name in new for name in pairs])
        column = " " * node.start_mark.column
        for after, name in self._added(old, new):
            key, value = pairs[after] if after else node.value[-1]
            at = self._past_comments(self._end(value, node.start_mark.column, key), column)
            lines = _field_lines(name, new[name])
            self._splices.put_lines(at, at, [f"{column}{line}".rstrip(" ") for line in lines])

    def _added(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the new keys, each with the old key that it follows, if any."""
        added, last = [], ""
        for name in new:
            if name in old:
                last = name
            else:
                added.append((last, name))
        return added

    def _remove_keys(self, node: Any, stay: Sequence[bool]) -> None:
        """Remove the keys of a block mapping that do not stay."""
        first_stays = stay.index(True) if any(stay) else len(stay)
        start = node.value[0][0].start_mark.index
        on_dash = bool(self._text[self._splices.line_start(start) : start].strip())
        for nth, (key, value) in enumerate(node.value):
            if stay[nth]:
                continue
            begin = self._splices.line_start(key.start_mark.index)
            if on_dash and nth < first_stays:
                if first_stays == len(stay):
                    raise EditError("No key of an item stays.")
                if nth == 0:
                    following = node.value[first_stays][0].start_mark.index
                    if "#" in self._text[start:following]:
                        raise EditError("A comment follows the first key of an item.")
                    self._splices.put(start, following, "")
                continue
            self._splices.put(begin, self._end(value, node.start_mark.column, key), "")

    def _pair(self, node: Any, key: Any, value: Any, old: Any, new: Any) -> None:
        """Change the value of a key of a block mapping."""
        if value.start_mark.index < key.start_mark.index:
            raise EditError("The value is an alias of another.")
        if not self._has_changed(value, old, new, node.start_mark.column):
            self._rewrite(node, key, value, new)

    def _has_changed(self, value: Any, old: Any, new: Any, column: int) -> bool:
        """Change the parts of a value that differ. Return whether that is possible."""
        number = self._splices.number()
        try:
            if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
                self._mapping(value, old, new)
            elif isinstance(old, list) and isinstance(new, list):
                self._sequence(value, old, new)
            elif isinstance(old, str) and isinstance(new, str):
                return self._scalar(value, old, new, column)
            else:
                return False
        except EditError:
            self._splices.undo(number)
            return False
        return True

    def _rewrite(self, node: Any, key: Any, value: Any, new: Any) -> None:
        """Write a key and its value again. A comment at the end of its line stays.

        Comments inside the value come before the key.
        """
        if value.start_mark.index < key.start_mark.index:
            raise EditError("The value is an alias of another.")
        column = node.start_mark.column
        begin, end = key.start_mark.index, self._end(value, column, key)
        lines = _field_lines(key.value, new)
        was_line = value.id == "scalar" and value.style not in ("|", ">")
        last = value.end_mark.index
        if not was_line or not (value.value or value.style):
            colon = _COLON.match(self._text, key.end_mark.index)
            last = colon.end() if colon else key.end_mark.index + 1
        comment = _COMMENT.match(self._text, last) if was_line else None
        if comment:
            lines[0] += comment.group()
        start = self._splices.line_start(begin)
        lead = self._text[start:begin]
        indent = " " * len(lead)
        put = [f"{lead if not nth else indent}{line}".rstrip(" ") for nth, line in enumerate(lines)]
        if len(lines) > 1:  # or a comment below would become a part of the text
            end = self._past_comments(end, " " * column)
        last = self._splices.line_end(last) if was_line else last
        inner = comments_between(self._text, last, end, value)
        margin = lead[: len(lead) - len(lead.lstrip())]
        self._splices.put_lines(start, end, [*(f"{margin}{each}" for each in inner), *put])

    # Lists

    def _sequence(self, node: Any, old: Sequence[Any], new: Sequence[Any]) -> None:
        if node.id != "sequence" or len(node.value) != len(old):
            raise EditError("A list is an alias of another.")
        if not new:
            raise EditError("A list would be empty.")
        pairs = item_pairs(list(old), list(new))
        if node.flow_style and len(pairs) < max(len(old), len(new)):
            self._write_flow(node, old, new)
            return
        stay = [n in pairs.values() for n in range(len(old))]
        added: list[tuple[int, Any]] = []
        last = -1
        for nth, item in enumerate(new):
            if nth in pairs:
                last = pairs[nth]
                if old[last] != item:
                    self._item(node, last, old[last], item)
            else:
                added.append((last, item))
        if node.flow_style:
            return
        dashes = self._dashes(node)
        column = node.start_mark.column
        spans = [(dashes[n], self._end(node.value[n], column)) for n in range(len(old))]
        gone = {n for n in range(len(old)) if not stay[n]}
        for n in gone:
            self._splices.put(*spans[n], "")
        for after, item in added:
            at = self._past_comments(spans[after][1], " " * column) if after >= 0 else spans[0][0]
            # An item that was moved takes its lines along, with their comments.
            moved = next((n for n in sorted(gone) if old[n] == item), None)
            if moved is not None:
                gone.discard(moved)
                lines = self._text[slice(*spans[moved])].splitlines()
            else:
                lines = [(" " * column + line).rstrip(" ") for line in item_lines([item])]
            self._splices.put_lines(at, at, lines)

    def _dashes(self, node: Any) -> list[int]:
        """Return the start of the line of each item of a block list."""
        column = node.start_mark.column
        dash = re.compile(rf"^ {{{column}}}-(?=\s|\Z)", re.MULTILINE)
        text = self._text.replace("\r", "\n")  # "^" knows no other line break
        starts: list[int] = []
        at = self._splices.line_start(node.start_mark.index)
        for item in node.value:
            match = dash.search(text, at)
            if not match:
                raise EditError("A list starts on the line of another.")
            starts.append(match.start())
            at = self._end(item, column)
        return starts

    def _item(self, node: Any, nth: int, old: Any, new: Any) -> None:
        """Change an item of a list."""
        value = node.value[nth]
        if node.flow_style:
            self._flow_value(value, old, new)
        elif not self._has_changed(value, old, new, node.start_mark.column):
            self._rewrite_item(node, nth, new)

    def _rewrite_item(self, node: Any, nth: int, new: Any) -> None:
        """Write an item of a block list again. A comment at the end of its line stays.

        Comments inside the item come before it.
        """
        value, column = node.value[nth], node.start_mark.column
        start, end = self._dashes(node)[nth], self._end(value, column)
        lines = [(" " * column + line).rstrip(" ") for line in item_lines([new])]
        last = start
        if value.id == "scalar" and value.style not in ("|", ">"):
            comment = _COMMENT.match(self._text, value.end_mark.index)
            lines[0] += comment.group() if comment else ""
            last = self._splices.line_end(value.end_mark.index)
        if len(lines) > 1:
            end = self._past_comments(end, " " * column)
        inner = comments_between(self._text, last, end, value)
        self._splices.put_lines(start, end, [*(" " * column + each for each in inner), *lines])

    # Mappings and lists in brackets

    def _flow_value(self, value: Any, old: Any, new: Any, key: Any = None) -> None:
        if key is not None and value.start_mark.index < key.start_mark.index:
            raise EditError("The value is an alias of another.")
        if isinstance(old, dict) and isinstance(new, dict):
            self._mapping(value, old, new)
        elif isinstance(old, list) and isinstance(new, list):
            self._sequence(value, old, new)
        elif old is None:
            raise EditError("A value in brackets is blank.")
        else:
            words = flow_text(new, plain=value.id == "scalar" and value.style is None)
            self._splices.put(value.start_mark.index, value.end_mark.index, words)

    def _write_flow(self, node: Any, old: Any, new: Any) -> None:
        """Write a mapping or a list in brackets again. Parts that stay keep their form."""
        start, end = node.start_mark.index, node.end_mark.index
        if re.search(r"(?:^|\s)#", self._text[start:end]):
            raise EditError("There is a comment between the brackets.")
        self._splices.put(start, end, self._flow(node, old, new))

    def _flow(self, node: Any, old: Any, new: Any) -> str:
        if old == new:
            return self._text[node.start_mark.index : node.end_mark.index]
        if node.id == "mapping" and isinstance(old, dict) and isinstance(new, dict):
            values = {key.value: value for key, value in node.value}
            parts = [
                f"{key}: {self._flow(values[key], old[key], each)}"
                if key in values
                else f"{key}: {flow_text(each, plain=True)}"
                for key, each in new.items()
            ]
            return f"{{{', '.join(parts)}}}"
        if node.id == "sequence" and isinstance(old, list) and isinstance(new, list):
            pairs = item_pairs(old, new)
            items = [
                self._flow(node.value[pairs[n]], old[pairs[n]], each)
                if n in pairs
                else flow_text(each, plain=True)
                for n, each in enumerate(new)
            ]
            return f"[{', '.join(items)}]"
        return flow_text(new, plain=node.id == "scalar" and node.style is None)

    # Single values

    def _scalar(self, value: Any, old: str, new: str, column: int) -> bool:
        """Change a single value in its own style. Return whether that is possible."""
        if value.id != "scalar" or not value.value:
            return False
        start = value.start_mark.index
        if value.style in ("|", ">"):
            head_end = self._splices.line_end(start)
            end = self._block_end(start, column)
            lines = block_lines(
                self._text[start:head_end], self._text[head_end:end], old, new, value.style
            )
            if lines is None:
                return False
            self._splices.put_lines(head_end, end, lines)
            return True
        becomes_lines = "\n" in new and "\n" not in old
        words = None if becomes_lines else scalar_text(new, value.style)
        if words is None:
            return False
        self._splices.put(start, value.end_mark.index, words)
        return True

    def _end(self, value: Any, column: int, key: Any = None) -> int:
        """Return the start of the line after a value of a block mapping or list.

        ``column`` is that of the mapping or the list.
        """
        if value.id == "scalar":
            if not value.value and value.style is None:
                at = key.end_mark.index if key is not None else value.start_mark.index
                return self._splices.line_end(at)
            if key is not None and value.start_mark.index < key.start_mark.index:
                return self._splices.line_end(key.end_mark.index)
            if value.style in ("|", ">"):
                return self._block_end(value.start_mark.index, column)
            return self._splices.line_end(value.end_mark.index)
        if value.flow_style:
            return self._splices.line_end(value.end_mark.index)
        if key is not None and value.start_mark.index < key.start_mark.index:
            return self._splices.line_end(key.end_mark.index)
        last = value.value[-1]
        if value.id == "mapping":
            return self._end(last[1], value.start_mark.column, last[0])
        return self._end(last, value.start_mark.column)

    def _past_comments(self, at: int, margin: str) -> int:
        """Return the start of the line after the comments that are indented more than ``margin``.

        They belong to what stands before them.
        """
        below = re.compile(rf"(?:[ \t]*(?:\r\n?|\n))*+{margin} +#[^\r\n]*(?:\r\n?|\n|\Z)")
        while match := below.match(self._text, at):
            at = match.end()
        return at

    def _block_end(self, header: int, column: int) -> int:
        """Return the start of the line after a text whose lines are indented below its header."""
        at = end = self._splices.line_end(header)
        keeps_all = "+" in self._text[header:at].partition("#")[0]
        inside = text_indent(self._text, at)
        while at < len(self._text):
            after = self._splices.line_end(at)
            line = self._text[at:after]
            margin = len(line) - len(line.lstrip(" "))
            is_comment = line.lstrip(" ").startswith("#") and margin < inside
            if line.strip() and (margin <= column or is_comment):
                break
            if line.strip() or keeps_all:
                end = after
            at = after
        return end


def _field_lines(key: str, value: Any) -> list[str]:
    """Return the lines of a key with its value. A text of several lines keeps them."""
    if not isinstance(value, str):
        return field(key, value, bare=True).split("\n")
    below = broken_field(key, value) if "\n" in value else ""
    return (below or field(key, value)).split("\n")
