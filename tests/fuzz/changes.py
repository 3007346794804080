"""Changes to the files of a project, chosen by chance."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from tests.fuzz.pieces import KEYS, NAMES, PIECES, TEMPLATES, VALUES

Change = Callable[[random.Random, bytes], bytes]
"""Takes the bytes of a file and gives others."""

_KEY = re.compile(r"(?m)^([ -]*)([a-z_]+):(.*)$")
_FIELD = re.compile(r"([ {,])([a-z_]+):( [^,}\n]*)")


def bytes_changed(chance: random.Random, data: bytes) -> bytes:
    """A byte more, less or other, a few times."""
    mutable = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(mutable) + 1)
        mutable[at : at + chance.randint(0, 2)] = chance.randbytes(chance.randint(0, 2))
    return bytes(mutable)


def piece_added(chance: random.Random, data: bytes) -> bytes:
    """A meaningful piece put somewhere, perhaps in place of a word, perhaps many times."""
    text = data.decode()
    words = [match.span() for match in re.finditer(r"[\w-]+|\n", text)] or [(0, 0)]
    start, end = chance.choice(words)
    if chance.random() < 0.5:
        start = end
    piece = "".join(chance.choice(PIECES) for _ in range(chance.choice([1, 1, 2, 3])))
    if chance.random() < 0.05:
        piece *= chance.choice([20, 120, 2500]) if len(piece) < 40 else 20
    return (text[:start] + piece + text[end:]).encode()


def value_changed(chance: random.Random, data: bytes) -> bytes:
    """The value of a key replaced as a whole."""
    text = data.decode()
    pattern = _KEY if chance.random() < 0.7 else _FIELD
    spans = [match.span(3) for match in pattern.finditer(text)] or [(len(text), len(text))]
    start, end = chance.choice(spans)
    value = chance.choice(VALUES if chance.random() < 0.7 else PIECES)
    return f"{text[:start]} {value}{text[end:]}".encode()


def key_changed(chance: random.Random, data: bytes) -> bytes:
    """A key that is another, gone, there twice, or new with a value of its own."""
    text = data.decode()
    found = list(_KEY.finditer(text))
    if not found:
        return f"{chance.choice(KEYS)}: {chance.choice(VALUES)}\n".encode() + data
    key = chance.choice(found)
    match chance.randrange(4):
        case 0:
            line = f"{key[1]}{chance.choice(KEYS)}:{key[3]}"
        case 1:
            line = ""
        case 2:
            line = f"{key[0]}\n{key[0].replace('-', ' ')}"
        case _:
            indent = key[1].replace("-", " ")
            line = f"{key[0]}\n{indent}{chance.choice(KEYS)}: {chance.choice(VALUES)}"
    return (text[: key.start()] + line + text[key.end() :]).encode()


def lines_changed(chance: random.Random, data: bytes) -> bytes:
    """A line gone, twice, elsewhere, or indented in another way."""
    lines = data.splitlines(keepends=True) or [b""]
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = b"  " + lines[at]
        case _:
            lines[at] = lines[at].lstrip()
    return b"".join(lines)


def ids_swapped(chance: random.Random, data: bytes) -> bytes:
    """One id or word in place of another of the same file."""
    words = re.findall(rb"[a-z0-9]+(?:-[a-z0-9]+)+", data) or [b"x"]
    return data.replace(chance.choice(words), chance.choice(words), chance.choice([1, -1]))


def end_cut(chance: random.Random, data: bytes) -> bytes:
    """The end is missing, as after a failed copy."""
    return data[: chance.randrange(len(data) + 1)]


CHANGES: tuple[Change, ...] = (
    *(bytes_changed, piece_added, piece_added, piece_added, value_changed, value_changed),
    *(value_changed, key_changed, key_changed, lines_changed, lines_changed, ids_swapped, end_cut),
)


def change_project(chance: random.Random, project: Path) -> str:
    """Change one to three files of a project; return what was done."""
    done = []
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        files = sorted(path for path in project.rglob("*") if path.is_file())
        if not files:
            break
        path = chance.choice(files)
        name = path.relative_to(project).as_posix()
        kind = chance.random()
        if kind < 0.03:
            path.unlink()
            done.append(f"{name} is gone")
        elif kind < 0.09:
            done.append(_place(chance, project, path.read_bytes(), name))
        elif kind < 0.11:
            template = chance.choice([each for each in NAMES if each.startswith("templates")])
            text = "".join(chance.choice(TEMPLATES) for _ in range(chance.choice([1, 2])))
            done.append(_write(project / template, text.encode("utf-8", "surrogateescape")))
        elif kind < 0.15:
            done.append(_write(path, chance.choice(files).read_bytes()))
        else:
            change = chance.choice(CHANGES)
            try:
                data = change(chance, path.read_bytes())
            except UnicodeError:  # the change before was to bytes
                data = path.read_bytes()[1:]
            path.write_bytes(data)
            done.append(f"{name}, {change.__name__}")
    return "; ".join(done)


def _place(chance: random.Random, project: Path, data: bytes, name: str) -> str:
    """Put the bytes of a file under another name too, or there alone."""
    if chance.random() < 0.5:
        (project / name).unlink()
    return f"{name}, as {_write(project / chance.choice(NAMES), data)}"


def _write(path: Path, data: bytes) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except (OSError, ValueError) as error:  # a file in place of a folder, or no name of this system
        return f"{path.name!r} ({error})"
    return f"{path.name!r} written"
