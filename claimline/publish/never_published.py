"""Looks in every file of a site for names that must never be published.

The names are in `private.yaml` beside `content/`, which git ignores. A finding does not repeat the
name, since the log of a build may be public.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from claimline.diagnostics import Code, Location, Report
from claimline.read import read_yaml
from claimline.value import Value

FILE = "private.yaml"
_KEY = "never_publish"
_SHORT = 6
"""Letters below which a name must be a whole word. A longer one may have an ending."""
_MOST = 20
"""Findings of one run, at most."""
_LONG = 8
"""Letters from which a name of several words is also found in a longer word."""
_IN_HASHTAG = 5
"""Letters from which any name is also found in a hashtag."""
_HASHTAG = r"#[^\W_]{0,80}?"
"""The beginning of a hashtag. It ends somewhere, so that the time stays in proportion."""
_ENDING = 3
"""Letters of an ending inside a name, at most."""
_PREFIXES = (
    (re.compile("[\u0600-\u06ff]"), "\u0648?",
     "[\u0648\u0641\u0628\u0644\u0643\u0633]{0,3}(?:\u0627\u0644)?"),
    (re.compile("[\u05d0-\u05ea]"), "\u05d5?",
     "[\u05d5\u05d4\u05d1\u05dc\u05db\u05de\u05e9]{0,3}"),
)  # fmt: skip
"""Letters that Arabic and Hebrew write before a name as one word with it.

Before a short name it is only "and": with more letters, the name would be found in other words.
Before a long one it is also in, for, like and the rest.
"""
_ALONE = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t"}
_BETWEEN = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPACELESS = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
"""Letters of scripts without spaces between words.

The pattern is compiled where a project has names, since that takes longer than to read a record.
"""


@cache
def _table() -> dict[int, str | None]:
    """Return the characters that make no difference, and letters that stand for others."""
    ignored = ("Mn", "Me", "Cf")
    marks = (code for code in range(sys.maxunicode + 1)
             if unicodedata.category(chr(code)) in ignored)  # fmt: skip
    return {**dict.fromkeys(marks), ord("ـ"): None, **{ord(k): v for k, v in _ALONE.items()}}


class Names(Value, frozen=True):
    """The names that must never be published.

    Each has the letters of its words, which are looked for first, and a pattern over a folded text.
    """

    words: tuple[tuple[str, ...], ...]
    patterns: tuple[re.Pattern[str], ...]
    table: dict[int, str | None]

    def number_in(self, text: str) -> int:
        """Return the number of the first name in a text, from 1, or 0."""
        folded = _folded(text, self.table)
        joined = _BETWEEN.sub("", folded)
        for nth, words in enumerate(self.words):
            if all(word in joined for word in words) and self.patterns[nth].search(folded):
                return nth + 1
        return 0

    def masked(self, path: str) -> str:
        """Return a path, or only its ending if a name is in it."""
        if not self.number_in(path):
            return path
        return f"(a path with the name).{path.rpartition('.')[2]}" if "." in path else "(a path)"


def _folded(text: str, table: Mapping[int, str | None]) -> str:
    """Return a text without case, accents and invisible characters."""
    parted = _HUMP.sub(" ", text)
    if parted.isascii():
        return parted.lower()
    return unicodedata.normalize("NFKD", parted.casefold()).casefold().translate(table)


def read_names(project: Path, report: Report) -> Names | None:
    """Return the names of a project, or None if there are none or the file has an error."""
    path = project / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        hint = "Save it as a plain file in UTF-8."
        report.add(Location(FILE), Code.FILE_UNREADABLE, "The file cannot be read.", hint)
        return None
    errors = Report()
    parsed = read_yaml(text, FILE, errors)
    listed = parsed[0].get(_KEY) if parsed and isinstance(parsed[0], dict) else None
    names = listed if isinstance(listed, list) and len(parsed[0] if parsed else ()) == 1 else []
    if errors.failed or not names or not all(isinstance(each, str) for each in names):
        # The finding of the parser may quote a name, so it is not repeated.
        message = f"The file needs one key, `{_KEY}`, with a list of names."
        report.add(Location(FILE), Code.BAD_VALUE, message, f"Write `{_KEY}:`, and `- name` below.")
        return None
    table = _table()
    listed_words = []
    for number, name in enumerate(names, 1):
        words = tuple(word for word in _BETWEEN.split(_folded(name, table)) if word)
        if len("".join(words)) < 2:
            message = f"Entry {number} has fewer than two letters."
            report.add(Location(FILE), Code.BAD_VALUE, message, "Write the whole name.")
            return None
        listed_words.append(words)
    return Names(tuple(listed_words), tuple(map(_pattern, listed_words)), table)


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for a name, whatever spaces and signs stand between its letters."""
    letters = "".join(words)
    apart = r"[\W_]*"
    if re.search(_SPACELESS, letters):
        return re.compile(apart.join(map(re.escape, letters)))
    is_long = len(letters) >= _SHORT
    spelt = [apart.join(map(re.escape, word)) for word in words]
    inner = spelt[0]
    for before, word in pairwise([*zip(words, spelt, strict=True)]):
        # In many languages each word of a name has an ending: Ивана Петрова.
        ending = rf"(?:[^\W\d_]{{1,{_ENDING}}}(?=[\W_]))?" if is_long and len(before[0]) > 3 else ""
        inner += f"{ending}{apart}{word[1]}"
    prefix = next(
        (long if is_long else short for script, short, long in _PREFIXES if script.search(letters)),
        "",
    )
    end = "" if is_long else r"(?![^\W\d_])"
    pattern = rf"(?<![^\W\d_]){prefix}{inner}{end}"
    if len(words) > 1 and len(letters) >= _LONG:
        pattern += f"|{re.escape(letters)}"
    elif len(letters) >= _IN_HASHTAG:
        pattern += f"|{_HASHTAG}{re.escape(letters)}"
    return re.compile(pattern)


def check_never_published(
    names: Names | None, files: Mapping[str, bytes], project: Path, report: Report
) -> None:
    """Report each file of a site that has one of the names in its path or its content."""
    if names is None:
        return
    count = 0
    for path in files:
        number = names.number_in(path.replace("/", " / ")) or _in_bytes(names, path, files[path])
        if not number:
            continue
        count += 1
        if count > _MOST:
            break
        origin = _origin(names, number, project)
        message = f"Entry {number} of {FILE} is in this file. It comes from {origin}."
        hint = "Take the name out there, or keep the record back with `private: true`."
        report.add(Location(f"site/{names.masked(path)}"), Code.NEVER_PUBLISH, message, hint)


def refusal_of(project: Path, text: str) -> str:
    """Return why a text of a project must not be passed on, or "" if it may be."""
    report = Report()
    names = read_names(project, report)
    if report.failed:
        return f"{FILE} cannot be read, and it may list names that must not be published."
    number = _in_bytes(names, "", text.encode()) if names else 0
    return f"Entry {number} of {FILE}, which must never be published, is in it." if number else ""


def _in_bytes(names: Names, path: str, data: bytes) -> int:
    """Return the number of a name that is in a file, or 0."""
    from claimline.publish.file_texts import texts_in  # few projects list names

    for text in texts_in(path, data):
        if number := names.number_in(text):
            return number
    return 0


def _origin(names: Names, number: int, project: Path) -> str:
    """Return where a name comes from: a file of the project and a line, without the name."""
    nth = slice(number - 1, number)
    only = Names(names.words[nth], names.patterns[nth], names.table)
    for folder in ("content", "templates"):
        for file in sorted((project / folder).rglob("*")):
            relative = file.relative_to(project).as_posix()
            if only.number_in(relative.replace("/", " / ")):
                return f"the name of a file in {folder}/"
            if not file.is_file() or file.stat().st_size > 1 << 20:
                continue
            text = file.read_bytes().decode("utf-8", "replace")
            for line, words in enumerate(text.splitlines(), 1):
                if only.number_in(words):
                    return f"{relative}, line {line}"
            if only.number_in(text):
                return relative
    return "a file that is not text, or several of them"
