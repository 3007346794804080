"""Records in many forms of YAML: brackets in brackets, comments between them, quotes, aliases.

Every word, key and comment is there once, so that a test can tell what an edit left as it was.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random

Loc = tuple[str | int, ...]

_ENDS = (
    "",
    "",
    "",
    " # x",
    ", y",
    " ] }",
    " [z",
    " 'q'",
    ' "q"',
    " é",
    " \U0001f600",
    ": v",
    " *a",
)
_ESCAPES = {"é": "\\xe9", "\U0001f600": "\\U0001F600", "#": "\\x23", " ": "\\x20", "y": "\\u0079"}
_KEY_ENDS = (" x", ": y", ", z", " # v", " é")
_COMMENT_ENDS = ("", "", " ]", " 'it", ' "', ", a: b", " \U0001f600 # y")
_SHARED = ("&n 'n0q'", "&n ['n0q']", "&n {m: n0q}", "&n\n  - n0q", "&n\n  m: n0q")


@dataclass
class WrittenRecord:
    """A record in YAML.

    ``words`` has each value as it is written, by its place, ``keys`` each key by the place of its
    value, and ``comments`` each comment. ``parts`` has all that is written of a value, with the
    comments in it and behind it. ``brackets`` are the places of lists and mappings in brackets.
    """

    text: str = ""
    words: dict[Loc, str] = field(default_factory=dict)
    keys: dict[Loc, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    parts: dict[Loc, str] = field(default_factory=dict)
    brackets: list[Loc] = field(default_factory=list)


def written_record(random: Random) -> WrittenRecord:
    """A record in any of these forms."""
    writer = _Writer(random)
    record = writer.record
    if random.random() < 0.5:
        writer.has_anchor = True
        shared = random.choice(_SHARED)
        record.text = (
            f"name: {shared}{writer.comment()}\n" if "\n" not in shared else f"name: {shared}\n"
        )
        record.keys["name",] = "name"
    record.text += writer.mapping((), "", 0)
    if random.random() < 0.3:
        record.text = record.text.replace("\n", "\r\n")
        record.parts = {loc: part.replace("\n", "\r\n") for loc, part in record.parts.items()}
    if random.random() < 0.1:
        record.text = record.text.rstrip("\r\n")
    return record


class _Writer:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._number = 0
        self.record = WrittenRecord()
        self.has_anchor = False

    def _often(self, chance: float) -> bool:
        return self._random.random() < chance

    def _next(self, letter: str) -> str:
        self._number += 1
        return f"{letter}{self._number}q"

    # Spaces and comments

    def comment(self) -> str:
        """A comment at the end of a line, with the space before it."""
        return self._random.choice(("  ", " ", "\t")) + self._own_comment()

    def _own_comment(self) -> str:
        words = f"# {self._next('c')}{self._random.choice(_COMMENT_ENDS)}"
        self.record.comments.append(words)
        return words

    def _space(self, indent: str, *plain: str) -> str:
        """A space in brackets, now and then with comments or lines."""
        pick = self._random.random()
        if pick < 0.08:
            return f"{self.comment()}\n{indent}"
        if pick < 0.16:
            return f"\n{indent}" + self._random.choice(("", "  ", "\t"))
        if pick < 0.2:
            return f"\n{indent}{self._own_comment()}\n{indent}"
        return self._random.choice(plain)

    def _between(self, indent: str) -> str:
        """What is between two lines."""
        pick = self._random.random()
        return "\n" if pick < 0.1 else f"{indent}{self._own_comment()}\n" if pick < 0.2 else ""

    # Values

    def _words(self, loc: Loc, *, in_brackets: bool) -> str:
        words = self._next("w") + self._random.choice(_ENDS)
        marks = "#,[]{}:" if in_brackets else "#:"
        styles = ["'", '"', "escapes"]
        styles += [] if any(mark in words for mark in marks) else ["", "", ""]
        style = self._random.choice(styles)
        if style == "'":
            raw = "'" + words.replace("'", "''") + "'"
        elif style:
            raw = json.dumps(words, ensure_ascii=False)
            if style == "escapes":
                raw = "".join(_ESCAPES.get(each, each) for each in raw)
        else:
            raw = words
        self.record.words[loc] = self.record.parts[loc] = raw
        return raw

    def _key(self, loc: Loc) -> tuple[str, str]:
        """A key, and how it is written."""
        key = self._next("k")
        raw = self._random.choice((key, key, f'"{key}"', f"'{key}'"))
        if self._often(0.3):
            key += self._random.choice(_KEY_ENDS)
            raw = json.dumps(key, ensure_ascii=False) if self._often(0.5) else f"'{key}'"
        self.record.keys[*loc, key] = raw
        return key, raw

    def _in_brackets(self, loc: Loc, indent: str, depth: int) -> str:
        if depth < 3 and self._often(0.3):
            self.record.parts[loc] = self._brackets(loc, f"{indent}  ", depth + 1)
            return self.record.parts[loc]
        if self.has_anchor and self._often(0.1):
            self.record.words[loc] = self.record.parts[loc] = "*n"
            return "*n "  # a colon or comma behind it would be a part of its name
        return self._words(loc, in_brackets=True)

    def _brackets(self, loc: Loc, indent: str, depth: int) -> str:
        """A list or a mapping in brackets."""
        self.record.brackets.append(loc)
        is_list, has_own_lines = self._often(0.5), self._often(0.3)
        count = self._random.choice((0, 1, 2, 2, 3, 4))
        text = ""
        for nth in range(count):
            if has_own_lines:
                text += f"\n{indent}{self._own_comment()}" if self._often(0.3) else ""
                text += f"\n{indent}"
            else:
                text += self._space(indent, *((" ", " ", " ", "", "\t") if nth else ("", "", " ")))
            if is_list:
                text += self._in_brackets((*loc, nth), indent, depth)
            else:
                text += self._pair(loc, indent, depth)
            if nth < count - 1 or self._often(0.3):
                text += self._space(indent, "", "", "", " ") + ","
            if has_own_lines and (nth == count - 1 or self._often(0.5)):
                text += self.comment() if self._often(0.5) else ""
                text += f"\n{indent}" if nth == count - 1 else ""
        text += "" if has_own_lines and count else self._space(indent, "", "", " ")
        return f"[{text}]" if is_list else f"{{{text}}}"

    def _pair(self, loc: Loc, indent: str, depth: int) -> str:
        key, raw = self._key(loc)
        if self._often(0.1):
            return raw + self._random.choice((": ", ""))
        value = self._in_brackets((*loc, key), indent, depth)
        colons = (": ", ": ", ": ", ":  ", " : ", ":\t", *([":"] if raw[0] in "'\"" else []))
        return raw + self._random.choice(colons) + value

    def _literal(self, indent: str) -> str:
        """A literal text, with lines of spaces in it and after it."""
        text = self._random.choice(("|", "|", "|-", "|+"))
        text += self.comment() if self._often(0.3) else ""
        forms = ("", "", "  ", "\t", f"\n{indent}   \n{indent}", f"\n\n{indent}")
        for nth in range(self._random.choice((1, 2, 3))):
            start = self._random.choice(forms) if nth else ""
            text += f"\n{indent}{start}{self._next('t')}{self._random.choice(('', ' # t'))}"
        below = ("", "", "", "\n", f"\n{indent[:-1]}", f"\n{indent}", f"\n{indent}  ", "\n\n")
        return text + self._random.choice(below) + "\n"

    def _value(self, loc: Loc, indent: str, depth: int) -> str:
        """A value as it follows a key or a dash, to the end of its lines."""
        part = self.record.parts[loc] = self._any_value(loc, indent, depth)
        return part

    def _any_value(self, loc: Loc, indent: str, depth: int) -> str:
        pick = self._random.random()
        if pick < 0.15:
            return f" {self._literal(f'{indent}  ')}"
        if pick < 0.45 and depth < 3:
            end = self.comment() if self._often(0.3) else ""
            if pick < 0.3:
                return f"{end}\n{self._items(loc, f'{indent}  ', depth + 1)}"
            return f"{end}\n{self.mapping(loc, f'{indent}  ', depth + 1)}"
        if self.has_anchor and pick < 0.55:
            text = self.record.words[loc] = "*n"
        elif pick < 0.85:
            text = self._brackets(loc, f"{indent}  ", depth)
        else:
            text = self._words(loc, in_brackets=False)
        end = self.comment() if self._often(0.3) else self._random.choice(("", "", " ", "\t"))
        return f"{self._random.choice((' ', ' ', '  '))}{text}{end}\n"

    def _items(self, loc: Loc, indent: str, depth: int) -> str:
        text = ""
        for nth in range(self._random.choice((1, 2, 3))):
            text += self._between(indent)
            inside = f"{indent}  "
            if depth < 3 and self._often(0.4):
                lines = self.mapping((*loc, nth), inside, depth + 1)
            elif depth < 3 and self._often(0.2):
                lines = self._items((*loc, nth), inside, depth + 1)
            else:
                lines = f"{indent}-{self._value((*loc, nth), indent, 3)}"
            first = lines.removeprefix(inside)
            self.record.parts[*loc, nth] = first
            text += lines if first.startswith(indent) else f"{indent}- {first}"
        return text

    def mapping(self, loc: Loc, indent: str, depth: int) -> str:
        """Lines with keys and values. Nothing stands above the first of them."""
        text = ""
        for nth in range(self._random.choice((1, 2, 3))):
            text += self._between(indent) if nth else ""
            key, raw = self._key(loc)
            text += f"{indent}{raw}:{self._value((*loc, key), indent, depth)}"
        return text
