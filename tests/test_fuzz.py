"""Damaged projects: whatever their files hold, a build ends with findings or with a sound site."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from claimline import pipeline
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from claimline.publish.link_check import broken_links
from tests.small import FILES, tree, write_files, write_small

ROUNDS = 15
SEEDS = 10

# Pieces that mean something to YAML, Markdown, HTML, templates, dates or file systems.
PIECES = [
    "", " ", "  ", "\t", "\n", "\r", "\r\n", "\n\n", "---\n", "...\n", "- ", ": ", ":", "#", " #",
    "|\n", ">-\n", "&a ", "*a", "<<: *a", "!!int ", "!", "%", "@", "`", "{", "}", "[", "]", "[]",
    "{}", "[@", "[@]", "[@board-notice]", "[@a; @b]", "](claim:", "[](claim:gate-closed-late)",
    "![x](y)", "```\n", "<script>alert(1)</script>", "<p id='s-1'>", "<!--", "&lt;", "&", '"', "'",
    "\\", "\\\\[@", "{{ 7 * 7 }}", "{% raw %}", "{#", "null", "~", "true", "no", "0", "-1", "1e9",
    "2024-02-30", "2024-03-02T21:30/22:15[Europe/London]", "../..", "0000", "-9999", "9999-12-31",
    "Y17E8", "javascript:alert(1)", "https://", "https://[::1", "mailto:", "\u202e", "\u200b",
    "\ufeff", "\x00", "\x07", "\x85", "\u2028", "\ue000", "\ue001", "\ue0020\ue003", "\ue004",
    "\ue010", "\x02claim:x\x03", "é", "e\u0301", "漢", "\U0001f6a9", "x" * 3000, "[" * 60,
    "> " * 60, "* " * 60, "water-board", "fishers", "harbour-letter", "evening-copy", "supported",
    "gate-closed-late", "fishers-2024-03-03", "board-2024-03-05",
]  # fmt: skip


def _bytes(chance: random.Random, data: bytes) -> bytes:
    """A byte more, less or other, a few times."""
    mutable = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(mutable) + 1)
        mutable[at : at + chance.randint(0, 2)] = chance.randbytes(chance.randint(0, 2))
    return bytes(mutable)


def _piece(chance: random.Random, data: bytes) -> bytes:
    """A meaningful piece put somewhere, perhaps in place of a word."""
    text = data.decode()
    words = [match.span() for match in re.finditer(r"[\w-]+|\n", text)]
    start, end = chance.choice(words)
    if chance.random() < 0.5:
        start = end
    return (text[:start] + chance.choice(PIECES) + text[end:]).encode()


def _value(chance: random.Random, data: bytes) -> bytes:
    """The value of a key replaced as a whole."""
    text = data.decode()
    spans = [match.span(1) for match in re.finditer(r"(?m)^[ -]*[a-z_]+:(.*)$", text)]
    start, end = chance.choice(spans)
    return f"{text[:start]} {chance.choice(PIECES)}{text[end:]}".encode()


def _lines(chance: random.Random, data: bytes) -> bytes:
    """A line gone, twice, elsewhere, or indented in another way."""
    lines = data.splitlines(keepends=True)
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


def _cut(chance: random.Random, data: bytes) -> bytes:
    """The end is missing, as after a failed copy."""
    return data[: chance.randrange(len(data))]


DAMAGE: list[Callable[[random.Random, bytes], bytes]] = [
    _bytes, _piece, _piece, _piece, _value, _value, _lines, _lines, _cut,
]  # fmt: skip


def _damage(chance: random.Random, project: Path) -> str:
    """Damage one or two files of the project; what was done, for a failing test."""
    told = []
    for _ in range(chance.choice([1, 1, 2])):
        path = chance.choice(sorted(FILES))
        place = project / path
        if not place.is_file():
            continue
        if chance.random() < 0.04:
            place.unlink()
            told.append(f"{path} is gone")
            continue
        damage = chance.choice(DAMAGE)
        try:
            data = damage(chance, place.read_bytes())
        except UnicodeDecodeError:  # the damage done before was to bytes
            data = place.read_bytes()[1:]
        place.write_bytes(data)
        told.append(f"{path} after {damage.__name__}: {data!r}")
    return "\n".join(told)


def _lines_of(data: bytes) -> list[str]:
    """The lines of a file as an editor counts them."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return re.split(r"\r\n?|\n", text)


def _judge(project: Path, output: Path, told: str) -> str:
    """Build a project and hold the outcome to the promise; what became of it."""
    report = Report()
    try:
        outcome = pipeline.build(BuildOptions(project, output), report)
    except Exception as error:
        raise AssertionError(f"{type(error).__name__}: {error}\n{told}") from error
    for finding in report:
        place, message = finding.location, str(finding)
        assert not place.path.startswith(("/", "..")), f"{message}\n{told}"
        assert "\n" not in message, f"{message!r}\n{told}"
        assert finding.message, f"{message}\n{told}"
        if place.line:
            lines = _lines_of((project / place.path).read_bytes())
            assert 1 <= place.line <= len(lines) + 1, f"{message}\n{told}"
            line = lines[place.line - 1] if place.line <= len(lines) else ""
            assert 1 <= place.column <= len(line) + 1, f"{message}\n{told}"
        else:
            assert place.column == 0
    if report.failed:
        assert outcome.written is None
        return "failed"
    assert outcome.written is not None
    site = tree(output)
    assert list(broken_links(site)) == [], told
    for path, data in site.items():
        if path.endswith(".html"):
            page = data.decode()
            marks = re.findall("[\ue000-\ue010\x00-\x08]", page)
            assert not marks, f"{path} has {marks} in it\n{told}"
            assert "<script>alert" not in page, f"{path}\n{told}"
    return "built"


@pytest.mark.parametrize("seed", range(SEEDS))
def test_damaged_projects(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    whole = write_small(tmp_path / "whole")
    seen = set()
    for _ in range(ROUNDS):
        project = tmp_path / "project"
        shutil.rmtree(project, ignore_errors=True)
        shutil.copytree(whole, project)
        told = _damage(chance, project)
        seen.add(_judge(project, tmp_path / "site", told))
    assert "failed" in seen


@pytest.mark.parametrize(
    "words",
    [
        "\ue000",
        "\ue0000\ue001",
        "\ue0020\ue003 and \ue004",
        "\ue010",
        "\x02claim:gate-closed-late\x03",
        "claimline-link-0",
        "[a](claimline-link-0)",
        "{{ site.title }}",
        "{% include 'base.html' %}",
        "<script>alert(1)</script>",
        "<a href='javascript:alert(1)'>x</a>",
        "<p onclick='alert(1)' style='color:red' id='main'>x</p>",
        "</main></article>",
        "<!-- [@board-notice] -->",
        "`[@board-notice]` and `[x](nowhere:x)`",
        "*a [@board-notice] b*",
        "> a [@board-notice]\n  > b",
    ],
)
def test_words_that_are_not_ours_stay_words(words: str, tmp_path: Path) -> None:
    """In Markdown, in a quote and in a title."""
    texts = {
        "content/claims/x.yaml": (
            "claim: &w |-\n  The words " + words + " were painted.\n"
            "short: *w\nreasoning: *w\nunknowns: *w\n"
            "citations:\n  - source: board-notice\n    quote: *w\n    at: *w\n    note: *w\n"
        )
    }
    project = write_files(write_small(tmp_path / "project"), texts)
    result = _judge(project, tmp_path / "site", words)
    if result == "built":
        page = (tmp_path / "site/claims/x.html").read_text(encoding="utf-8")
        assert page.count("<main") == page.count("</main>") == 1
        assert page.count("<article") == page.count("</article>") == 1
        assert "onclick='" not in page
        assert not re.search(r"<[^>]* (onclick|style)=", page)
        assert not re.search(r"href=.javascript:", page)
