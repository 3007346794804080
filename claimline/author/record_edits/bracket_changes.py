"""Changes lists and mappings in brackets. All that stays there keeps its form and its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claimline.author.captures.yamledit import EditError
from claimline.author.record_edits.inner_comments import comments_between
from claimline.author.record_edits.item_pairs import item_pairs, moved_item, new_keys
from claimline.author.record_edits.scalar_text import flow_text
from claimline.author.record_edits.yaml_nodes import SPACE, YamlNode

_TAIL = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n)")


@dataclass(slots=True)
class _Part:
    """An item or a pair in brackets, with what is around it: spaces, line breaks and comments.

    ``lead`` is before its ``words``, ``post`` between them and the comma, and ``tail`` goes on to
    the end of the line. The tail is empty if another part, or the bracket, is on that line.
    """

    lead: str
    words: str
    post: str = ""
    tail: str = ""
    starts_line: bool = False


class BracketChanges:
    """Writes lists and mappings in brackets with other values."""

    def __init__(self, text: str, newline: str) -> None:
        self._text = text
        self._newline = newline

    def changed(self, node: YamlNode, old: Any, new: Any) -> str:
        """Return the text of a node with the value ``new``, from its ``begin`` to its ``end``.

        Raises:
            EditError: it cannot be changed without a change of others.
            AuthorError: a text has a character that no record may hold.
        """
        if old == new:
            return self._text[node.begin : node.end]
        if node.kind == "alias":
            raise EditError("The value is an alias of another.")
        if node.style == "{" and isinstance(old, dict) and isinstance(new, dict):
            return self._mapping(node, old, new)
        if node.style == "[" and isinstance(old, list) and isinstance(new, list):
            return self._list(node, old, new)
        if node.style == ":" and isinstance(new, dict) and old.keys() == new.keys():
            return self._pairs(node, old, new)[0]
        if new is None and node.kind != "scalar":
            raise EditError("A list in brackets has a blank item.")
        if comments_between(self._text, node.begin, node.end, node):
            raise EditError("There is a comment between the brackets.")
        return flow_text(new, node.style)

    def _mapping(self, node: YamlNode, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
        words = self._pairs(node, old, new)
        added: dict[int, list[str]] = {}
        places = {key.text: nth for nth, (key, _) in enumerate(node.pairs)}
        for after, name in new_keys(old, new):
            pair = flow_text({name: new[name]})[1:-1]
            added.setdefault(places.get(after, -1), []).append(pair)
        spans = [(key.start, value.end) for key, value in node.pairs]
        return self._arranged(node, spans, words, added)

    def _pairs(
        self, node: YamlNode, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> dict[int, str]:
        """Return the text of each pair that stays, by its place in the mapping."""
        if [key.text for key, _ in node.pairs] != [*old]:
            raise EditError("A mapping is an alias of another.")
        words = {}
        for nth, (key, value) in enumerate(node.pairs):
            if key.text in new:
                before = self._text[key.start : value.begin]
                again = self.changed(value, old[key.text], new[key.text])
                if value.is_blank and again:
                    before += " " if value.begin > key.end else ": "
                words[nth] = before + again
        return words

    def _list(self, node: YamlNode, old: Sequence[Any], new: Sequence[Any]) -> str:
        if len(node.items) != len(old):
            raise EditError("A list is an alias of another.")
        pairs = item_pairs(list(old), list(new))
        gone = sorted({*range(len(old))} - {*pairs.values()})
        words: dict[int, str] = {}
        added: dict[int, list[str]] = {}
        last = -1
        for nth, value in enumerate(new):
            if value is None and (nth not in pairs or old[pairs[nth]] is not None):
                raise EditError("A list in brackets has a blank item.")
            if nth in pairs:
                last = pairs[nth]
                item = node.items[last]
                words[last] = self._text[item.start : item.begin]
                words[last] += self.changed(item, old[last], value)
                continue
            # An item that was moved keeps its form.
            moved = moved_item(old, value, gone)
            if moved is None:
                added.setdefault(last, []).append(flow_text(value))
            else:
                item = node.items[moved]
                added.setdefault(last, []).append(self._text[item.start : item.end])
        spans = [(item.start, item.end) for item in node.items]
        return self._arranged(node, spans, words, added)

    def _arranged(
        self,
        node: YamlNode,
        spans: Sequence[tuple[int, int]],
        words: dict[int, str],
        added: Mapping[int, Sequence[str]],
    ) -> str:
        """Return the text of a node with some of its parts.

        Args:
            node: a list or a mapping in brackets.
            spans: where each part starts and ends.
            words: the new text of each part that stays, by its place.
            added: the texts of new parts, by the place of the part that they follow: -1 for the
                start.
        """
        parts, closing, has_last_comma = self._parts(node, spans)
        remaining: dict[int, list[str]] = {}
        for after, texts in added.items():
            # A new part takes the place of one that goes.
            following, at = list(texts), after + 1
            while following and at < len(parts) and at not in words:
                words[at] = following.pop(0)
                at += 1
            remaining[at - 1] = following
        arranged = _Arranged(parts, closing, self._newline)
        for place in range(-1, len(parts)):
            if place in words:
                arranged.keep(replace(parts[place], words=words[place]))
            elif place >= 0:
                arranged.leave_out(parts[place])
            for text in remaining.get(place, ()):
                arranged.add(text, parts[place + 1 : place + 2])
        first, last = self._text[node.begin], self._text[node.end - 1]
        return f"{first}{arranged.inside(has_last_comma=has_last_comma)}{last}"

    def _parts(
        self, node: YamlNode, spans: Sequence[tuple[int, int]]
    ) -> tuple[list[_Part], str, bool]:
        """Return the parts of a node, what is after the last, and whether a comma follows it."""
        text, at, has_comma, tail = self._text, node.begin + 1, False, ""
        parts = []
        for start, end in spans:
            lead, starts_line = text[at:start], bool(tail)
            starts_line = starts_line or "\n" in lead or "\r" in lead
            space = SPACE.match(text, end)
            comma = space.end() if space else end
            has_comma = text[comma] == ","
            post = text[end:comma] if has_comma else ""
            at = comma + 1 if has_comma else end
            match = _TAIL.match(text, at)
            tail = match.group() if match else ""
            at += len(tail)
            parts.append(_Part(lead, text[start:end], post, tail, starts_line))
        closing = text[at : node.end - 1]
        if not all(SPACE.fullmatch(each) for each in (closing, *(part.lead for part in parts))):
            raise EditError("There are marks between the brackets that cannot be kept.")
        return parts, closing, has_comma


class _Arranged:
    """The parts that will stand between brackets, in their order."""

    def __init__(self, before: Sequence[_Part], closing: str, newline: str) -> None:
        self._parts: list[_Part] = []
        self._closing = closing
        self._newline = newline
        self._lead = ""  # what stands before the next part: comments of those that are gone
        self._indent: str | None = None  # that of a part that is gone, for the next one
        gaps = (part.lead for part in before[1:] if not part.starts_line)
        self._gap = next(gaps, " ")

    def keep(self, part: _Part) -> None:
        """Add a part that stays."""
        if self._indent is not None and not part.lead.strip(" \t"):
            part.lead = self._indent
        part.lead = self._lead + part.lead
        self._lead, self._indent = "", None
        self._parts.append(part)

    def leave_out(self, part: _Part) -> None:
        """Leave out a part. A comment goes with it only if the part has its lines for itself."""
        last = self._last
        is_first = last is None and not self._lead
        lines, indent = _split(part.lead)
        has_own_lines = part.starts_line and bool(part.tail) and not _split(part.post)[0]
        if is_first or "#" in lines:
            self._lead += lines
        if not part.tail if part.starts_line else is_first:
            self._indent = indent if self._indent is None else self._indent
        if "#" in part.post:
            self._lead += part.post
        if has_own_lines:
            return
        if last and not self._lead and not last.tail:
            last.tail = part.tail
        elif "#" in part.tail:
            self._lead += part.tail
            self._indent = None

    def add(self, words: str, following: Sequence[_Part]) -> None:
        """Add a new part. ``following`` is the old part after it, if any."""
        last = self._last
        if last is None:
            self._parts.append(self._at_start(words, following))
        elif last.tail and (last.starts_line or "#" in last.tail):
            next_lead = following[0].lead if following else self._closing
            _, indent = _split(last.lead if last.starts_line else next_lead)
            self._parts.append(_Part(indent, words, "", self._newline, starts_line=True))
        else:
            self._parts.append(_Part(self._gap, words, "", last.tail))
            last.tail = ""

    def _at_start(self, words: str, following: Sequence[_Part]) -> _Part:
        if not following:
            lines, indent = _split(self._closing)
            if not lines:
                return _Part(self._closing, words)
            self._closing = indent
            return _Part(f"{lines}{indent}  ", words, "", self._newline, starts_line=True)
        first = following[0]
        lead, (_, indent) = first.lead, _split(first.lead)
        has_own_lines = first.starts_line and bool(first.tail)
        first.lead = indent if has_own_lines else self._gap
        return _Part(lead, words, "", self._newline if has_own_lines else "", first.starts_line)

    @property
    def _last(self) -> _Part | None:
        return self._parts[-1] if self._parts else None

    def inside(self, *, has_last_comma: bool) -> str:
        """Return what stands between the brackets."""
        if not self._parts:
            inside = self._lead + self._closing
            return inside if "#" in inside else ""
        closing, last = self._lead + self._closing, self._parts[-1]
        if self._indent is not None and not closing:  # the last part was on the bracket's line
            last.tail = last.tail if "#" in last.tail else ""
            closing = self._indent if last.tail else ""
        pieces = []
        for part in self._parts:
            has_comma = has_last_comma or part is not last
            post = part.post if has_comma or "#" in part.post else ""
            after = f"{post}{',' if has_comma else ''}{part.tail}"
            if part is last:
                after += closing
            # A colon or a comment needs a space.
            if after.startswith("#") or (part.words.endswith(":") and not after[:1].isspace()):
                after = f" {after}"
            pieces += [part.lead, part.words, after]
        return "".join(pieces)


def _split(space: str) -> tuple[str, str]:
    """Return the whole lines at the start of a space, and the rest, which has no line break."""
    end = max(space.rfind("\n"), space.rfind("\r")) + 1
    return space[:end], space[end:]
