"""Finds the lines of YAML that a change of values concerns, and how to write them again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from claimline.author.captures.yamledit import EditError
from claimline.author.record_edits.bracket_changes import BracketChanges
from claimline.author.record_edits.inner_comments import comments_between
from claimline.author.record_edits.item_pairs import common_ends, item_pairs, moved_item, new_keys
from claimline.author.record_edits.scalar_text import block_lines, scalar_text
from claimline.author.record_edits.splices import Splices
from claimline.author.record_edits.yaml_nodes import LINE, SPACE, YamlNode, root_node
from claimline.author.yamltext import broken_field, field, item_lines, key_text
from claimline.model.schema import Loc

_COMMENT = re.compile(r"([ \t]*)#[^\r\n]*")
_LINES_OF_SPACES = re.compile(r"(?:(?:\r\n?|\n)*+ +(?:\r\n?|\n|\Z))*+")


class YamlChanges:
    """The changes of one record in the text of a YAML file, which has no errors."""

    def __init__(self, text: str) -> None:
        self._splices = Splices(text)
        self._text = text
        # Without a last line break, a text at the end would end before its blank lines.
        root = root_node(text if text.endswith(("\n", "\r")) else f"{text}\n")
        if root is None:
            raise EditError("The file cannot be read.")
        self._root = root
        self._brackets = BracketChanges(text, self._splices.newline)

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
            node = node.items[int(step)]
        self._mapping(node, old, new, whole=whole_fields)

    def remove_record(self, number: int) -> None:
        """Remove the lines of an item of a file that holds a list."""
        if self._root.in_brackets:
            raise EditError("The list of records is in brackets.")
        start = self._splices.line_start(self._dashes(self._root)[number])
        self._remove(start, self._after(self._root.items[number]))

    # Mappings

    def _mapping(
        self, node: YamlNode, old: Mapping[str, Any], new: Mapping[str, Any], *, whole: bool = False
    ) -> None:
        """Change a mapping. With ``whole``, write each pair that differs again."""
        if node.in_brackets:
            self._splices.put(node.begin, node.end, self._brackets.changed(node, old, new))
            return
        pairs = {key.text: (key, value) for key, value in node.pairs}
        if node.kind != "mapping" or pairs.keys() != old.keys():
            raise EditError("A mapping is an alias of another.")
        if not new:
            raise EditError("A mapping would be empty.")
        for name, (key, value) in pairs.items():
            if name in new and old[name] != new[name]:
                if value.kind == "alias":
                    raise EditError("The value is an alias of another.")
                if whole or not self._has_changed(value, old[name], new[name]):
                    self._rewrite(node, key, value, new[name])
        self._remove_keys(node, [name in new for name in pairs])
        column = " " * node.column
        for after, name in new_keys(old, new):
            _, value = pairs[after] if after else node.pairs[-1]
            at = self._past_comments(self._after(value), column)
            lines = _field_lines(key_text(name), new[name])
            self._splices.put_lines(at, at, [f"{column}{line}".rstrip(" ") for line in lines])

    def _remove_keys(self, node: YamlNode, stay: Sequence[bool]) -> None:
        """Remove the keys of a block mapping that do not stay."""
        first_stays = stay.index(True) if any(stay) else len(stay)
        start = node.pairs[0][0].start
        on_dash = self._shares_line(start)
        for nth, (key, value) in enumerate(node.pairs):
            if stay[nth]:
                continue
            if on_dash and nth < first_stays:
                if first_stays == len(stay):
                    raise EditError("No key of an item stays.")
                if nth == 0:
                    stops = [self._after(each) for _, each in node.pairs]
                    starts = [each.start for each, _ in node.pairs]
                    self._remove_start(starts, stops, first_stays)
                continue
            self._remove(self._splices.line_start(key.start), self._after(value))

    def _has_changed(self, value: YamlNode, old: Any, new: Any) -> bool:
        """Change the parts of a value that differ. Return whether that is possible."""
        number = self._splices.number()
        try:
            if isinstance(old, dict) and isinstance(new, dict):
                if not value.in_brackets and not old.keys() & new.keys():
                    return False
                self._mapping(value, old, new)
            elif isinstance(old, list) and isinstance(new, list):
                self._sequence(value, old, new)
            elif isinstance(old, str) and isinstance(new, str):
                return self._scalar(value, old, new)
            else:
                return False
        except EditError:
            self._splices.undo(number)
            return False
        return True

    def _rewrite(self, node: YamlNode, key: YamlNode, value: YamlNode, new: Any) -> None:
        """Write a key and its value again. A comment at the end of its line stays.

        Comments inside the value come before the key.
        """
        lead = self._text[self._splices.line_start(key.start) : key.start]
        lines = _field_lines(self._text[key.start : key.end], new)
        self._write_again(key.start, key.end, value, node.column, lines, lead)

    def _write_again(
        self, start: int, after: int, value: YamlNode, column: int, lines: list[str], lead: str
    ) -> None:
        """Write a value again with the key or the dash before it.

        Args:
            start: where the key or the dash starts.
            after: where the key or the dash ends.
            value: the value.
            column: the column of the mapping or the list that it is in.
            lines: what is written.
            lead: what stands on the line before the key or the dash.
        """
        end = below = self._after(value)
        inner: list[str] = []
        if value.kind in ("scalar", "alias") and not value.has_lines:
            # A comment on its line stays there. Others come before it.
            if comment := _COMMENT.match(self._text, value.end):
                lines[0] += comment.group() if comment.group(1) else f" {comment.group()}"
            inner = comments_between(self._text, after, value.begin, value)
        else:
            below = after
        if len(lines) > 1:  # or a comment below would become a part of the text
            end = self._past_comments(end, " " * column)
        inner += comments_between(self._text, below, end, value)
        indent, margin = " " * len(lead), lead[: len(lead) - len(lead.lstrip())]
        put = [f"{indent if nth else lead}{line}".rstrip(" ") for nth, line in enumerate(lines)]
        put = [*(f"{margin}{each}" for each in inner), *put]
        self._splices.put_lines(start - len(lead), end, put)

    # Lists

    def _sequence(self, node: YamlNode, old: Sequence[Any], new: Sequence[Any]) -> None:
        if node.in_brackets:
            self._splices.put(node.begin, node.end, self._brackets.changed(node, old, new))
            return
        if node.kind != "list" or len(node.items) != len(old):
            raise EditError("A list is an alias of another.")
        if not new:
            raise EditError("A list would be empty.")
        pairs = item_pairs(list(old), list(new))
        dashes, margin = self._dashes(node), " " * node.column
        starts = [self._splices.line_start(dash) for dash in dashes]
        spans = [*zip(starts, map(self._after, node.items), strict=True)]
        gone = [n for n in range(len(old)) if n not in pairs.values()]
        added: list[tuple[int, Any]] = []
        last = -1
        for nth, item in enumerate(new):
            if nth in pairs:
                last = pairs[nth]
                if old[last] != item and not self._has_changed(node.items[last], old[last], item):
                    self._rewrite_item(node, last, dashes[last], item)
            else:
                added.append((last, item))
        if self._shares_line(dashes[0]):
            first = next((n for n in range(len(old)) if n not in gone), 0)
            if first in gone:
                raise EditError("A list starts on the line of another.")
            start = [item for after, item in added if after < 0]
            lines = [f"{line}{self._splices.newline}{margin}" for line in item_lines(start)]
            self._remove_start(dashes, [end for _, end in spans], first, "".join(lines))
            gone, added = [n for n in gone if n > first], added[len(start) :]
        for n in gone:
            self._remove(*spans[n])
        for after, item in added:
            at = self._past_comments(spans[after][1], margin) if after >= 0 else spans[0][0]
            # An item that was moved takes its lines along, with their comments.
            moved = moved_item(old, item, gone)
            if moved is not None:
                lines = self._text[slice(*spans[moved])].splitlines()
            else:
                lines = [f"{margin}{line}".rstrip(" ") for line in item_lines([item])]
            self._splices.put_lines(at, at, lines)

    def _remove_start(
        self, starts: Sequence[int], stops: Sequence[int], first: int, words: str = ""
    ) -> None:
        """Remove the keys or items before the one with the number ``first``.

        The first of them stands on the line of another dash, as does what stays. ``words`` are put
        before that, and comments between the lines above it.
        """
        gaps = (self._text[stops[n] : starts[n + 1]] for n in range(first))
        comments = [line.strip() for gap in gaps for line in gap.splitlines() if line.strip()]
        line = self._splices.line_start(starts[0])
        lead = self._text[line : starts[0]]
        margin = lead[: len(lead) - len(lead.lstrip())]
        self._splices.put_lines(line, line, [f"{margin}{comment}" for comment in comments])
        self._splices.put(starts[0], starts[first], words)

    def _dashes(self, node: YamlNode) -> list[int]:
        """Return the place of the dash of each item of a block list."""
        dashes: list[int] = []
        at = node.begin
        for item in node.items:
            space = SPACE.match(self._text, at)
            dashes.append(space.end() if space else at)
            at = item.end
        if any(self._text[dash : dash + 1] != "-" for dash in dashes):
            raise EditError("A list has an item without a dash.")
        return dashes

    def _rewrite_item(self, node: YamlNode, nth: int, dash: int, new: Any) -> None:
        """Write an item of a block list again. A comment at the end of its line stays.

        Comments inside the item come before it.
        """
        lead = self._text[self._splices.line_start(dash) : dash]
        self._write_again(dash, dash + 1, node.items[nth], node.column, item_lines([new]), lead)

    # Single values

    def _scalar(self, value: YamlNode, old: str, new: str) -> bool:
        """Change a single value in its own style. Return whether that is possible."""
        if value.kind != "scalar" or not value.text:
            return False
        if value.has_lines:
            return self._lines(value, old, new)
        becomes_lines = "\n" in new and "\n" not in old
        words = None if becomes_lines else scalar_text(new, value.style or None)
        if words is None:
            return False
        self._splices.put(value.begin, value.end, words)
        return True

    def _lines(self, value: YamlNode, old: str, new: str) -> bool:
        """Change the lines of a literal or folded text. Return whether that is possible."""
        first = self._splices.line_end(value.begin)
        header, body = self._text[value.begin : first], self._text[first : value.end]
        lines = block_lines(header, body, old, new, value.style, value.column)
        if lines is None:
            return False
        before = [each for each in LINE.finditer(self._text, first, value.end) if each.group()]
        # A line of spaces is blank, unless it is longer than the indent.
        plain = [each.group(1) if each.group(1)[value.column :] else "" for each in before]
        start, stop = common_ends(plain, lines)
        places = [first, *(each.end() for each in before)]
        self._splices.put_lines(
            places[start], places[len(before) - stop], lines[start : len(lines) - stop]
        )
        return True

    def _remove(self, start: int, end: int) -> None:
        """Remove lines, and the lines of spaces below them.

        These could become a part of a text on the lines above.
        """
        spaces = _LINES_OF_SPACES.match(self._text, end)
        self._splices.put(start, spaces.end() if spaces else end, "")

    def _shares_line(self, index: int) -> bool:
        """Whether something stands before a place on its line."""
        return bool(self._text[self._splices.line_start(index) : index].strip())

    def _after(self, value: YamlNode) -> int:
        """Return the start of the line after a value."""
        at = value.end
        return at if self._text[at - 1 : at] in ("\n", "\r") else self._splices.line_end(at)

    def _past_comments(self, at: int, margin: str) -> int:
        """Return the start of the line after the comments that are indented more than ``margin``.

        They belong to what stands before them.
        """
        below = re.compile(rf"(?:[ \t]*(?:\r\n?|\n))*+{margin} +#[^\r\n]*(?:\r\n?|\n|\Z)")
        while match := below.match(self._text, at):
            at = match.end()
        return at


def _field_lines(key: str, value: Any) -> list[str]:
    """Return the lines of a key with its value. A text of several lines keeps them."""
    if not isinstance(value, str):
        return field(key, value, bare=True).split("\n")
    below = broken_field(key, value) if "\n" in value else ""
    return (below or field(key, value)).split("\n")
