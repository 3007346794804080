"""The shape of the program: who may import whom, who may print, and how long a file may be."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.import_table import FOR_ALL, MAY_IMPORT, ONLY_IN

SPEAKS = "cli"  # the only part that prints or ends the program, in these ways
SPEECH = ("print", "exit", "quit", "SystemExit", "sys.exit", "os._exit", "sys.stdout", "sys.stderr")
# A child that was forked leaves at once, without what its parent registered. That ends no program.
SPEECH_IN = {"publish/parallel.py": "os._exit"}

LINES = 400
COUNTED = (".py", ".html", ".css", ".js")
COUNTED_IN = ("bench", "claimline", "templates", "tests")

# Words that no file holds. The bar in each is taken out, so that this file passes its own test.
REGISTRIES = (
    "py|pi.org",
    "python|hosted.org",
    "npm|js.org",
    "npm|js.com",
    "yarn|pkg.com",
    "crates|.io",
    "ruby|gems.org",
    "proxy.go|lang.org",
    "deb.deb|ian.org",
    "archive.ubu|ntu.com",
    "index-|url",
    "PIP_INDEX|_URL",
)
FOREIGN = re.compile(
    "|".join(re.escape(word.replace("|", "")) for word in REGISTRIES)
    # A path of one machine, with no word before it that would make it part of an address.
    + r"|(?<![\w.~<-])/(?:work|root|home/\w+|Users/\w+|tmp/brief|tmp/bash_jobs)"
    r"(?=[/\s\"'`)\]:;,]|\.?$|\.\s)",
    re.MULTILINE,
)


# The checks


def _imports(tree: ast.Module, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The line and the full name of every import, those by name at run time included.

    ``package`` is the package of the module, against which relative imports are read.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name) for name in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = [*package[: len(package) - level + 1]] if level else []
                base += [module] if module else []
                yield from ((node.lineno, ".".join([*base, name.name])) for name in names)
            case ast.Call(
                func=ast.Name(id="__import__" | "import_module")
                | ast.Attribute(attr="__import__" | "import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name


def _speech(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The line and the name of everything that prints or ends the program."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) if name in SPEECH:
                yield node.lineno, name
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if f"{owner}.{name}" in SPEECH:
                yield node.lineno, f"{owner}.{name}"
            case ast.ImportFrom(module="sys" | "os" as owner, names=names):
                yield from (
                    (node.lineno, f"{owner}.{name.name}")
                    for name in names
                    if f"{owner}.{name.name}" in SPEECH
                )


def _judge(part: str, name: str, parts: set[str]) -> str:
    """What is wrong with the import of ``name`` in ``part``, or an empty string."""
    top, *rest = name.split(".")
    if top == "claimline":
        other = rest[0] if rest else ""
        known = other in parts or other in MAY_IMPORT
        if known and other not in (part, *FOR_ALL, *MAY_IMPORT[part]):
            return f"{part} may not import {other}"
    elif ONLY_IN.get(top, part) != part:
        return f"{part} may not import {top}; only {ONLY_IN[top]} may"
    return ""


def import_faults(package: Path) -> list[str]:
    """What breaks the table in the package that lies in ``package``, by file and line."""
    files = sorted(package.rglob("*.py"))
    parts = {file.relative_to(package).parts[0].removesuffix(".py") for file in files}
    faults = [f"{part} is not in the table" for part in sorted(parts - MAY_IMPORT.keys())]
    for file in files:
        inside = file.relative_to(package)
        part = inside.parts[0].removesuffix(".py")
        if part not in MAY_IMPORT:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found = [
            (line, _judge(part, name, parts))
            for line, name in _imports(tree, ("claimline", *inside.parts[:-1]))
        ]
        if part != SPEAKS:
            found += [
                (line, f"{part} may not use {name}")
                for line, name in _speech(tree)
                if SPEECH_IN.get(inside.as_posix()) != name
            ]
        faults += [f"{inside.as_posix()}:{line}: {what}" for line, what in sorted(found) if what]
    return list(dict.fromkeys(faults))


def long_files(root: Path) -> list[str]:
    """The files under ``root`` that have grown past ``LINES`` lines."""
    found = []
    for folder in COUNTED_IN:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in COUNTED and file.is_file():
                count = len(file.read_bytes().splitlines())
                if count > LINES:
                    found.append(f"{file.relative_to(root).as_posix()}: {count} lines")
    return found


def own_files(root: Path) -> list[Path]:
    """The files of the repository, as git has them; without git, all that is not hidden."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        listed = b""
    found = [root / name for name in listed.decode().split("\0") if name]
    if not found:
        skipped = {".git", ".venv", "site", "build", "dist", "__pycache__"}
        found = [
            file
            for file in root.rglob("*")
            if not any(
                part in skipped or part.endswith("_cache") for part in file.relative_to(root).parts
            )
        ]
    return sorted(file for file in found if file.is_file())


def foreign_addresses(root: Path) -> list[str]:
    """Where the text files of ``root`` name a package registry or a path of one machine."""
    faults = []
    for file in own_files(root):
        data = file.read_bytes()
        if b"\0" in data:
            continue
        text = data.decode("utf-8", errors="replace")
        for match in FOREIGN.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            faults.append(f"{file.relative_to(root).as_posix()}:{line}: {match.group()}")
    return faults


# The program


def test_imports_run_one_way(repository: Path) -> None:
    assert import_faults(repository / "claimline") == []


def test_table_has_no_way_back() -> None:
    above: set[str] = set()
    for part, allowed in MAY_IMPORT.items():
        assert set(allowed) <= above, part
        above.add(part)
    assert set(ONLY_IN.values()) | {SPEAKS} <= above


def test_files_stay_short(repository: Path) -> None:
    assert long_files(repository) == []


def test_files_name_no_registry_and_no_machine(repository: Path) -> None:
    assert foreign_addresses(repository) == []


# The checks themselves, on planted faults


@pytest.mark.parametrize(
    ("file", "code", "fault"),
    [
        ("read/a.py", "import claimline.model", "read may not import model"),
        ("read/a.py", "import claimline.dates as d", "read may not import dates"),
        ("dates/a.py", "from claimline import diagnostics", "dates may not import diagnostics"),
        ("dates/a.py", "from ..diagnostics import Code", "dates may not import diagnostics"),
        ("dates/b/a.py", "from ...read import x", "dates may not import read"),
        ("model/a.py", "from .. import pages", "model may not import pages"),
        ("diagnostics/a.py", "def f():\n    from claimline.cli import main", "import cli"),
        ("publish/a.py", "from claimline.model.records import Claim", "publish may not import"),
        ("publish/a.py", "from claimline.analysis import analyse", "may not import analysis"),
        ("pipeline.py", "import claimline.cli", "pipeline may not import cli"),
        ("pages/a.py", "import claimline.publish", "pages may not import publish"),
        ("cli.py", "import claimline.reference", "cli may not import reference"),
        ("model/a.py", "import yaml", "only read may"),
        ("model/a.py", "from yaml.nodes import Node", "only read may"),
        ("pages/a.py", "import jinja2.ext", "only publish may"),
        ("pages/a.py", "from markdown import Markdown", "only prose may"),
        ("pages/a.py", "__import__('nh3')", "only prose may"),
        ("pages/a.py", "import importlib\nimportlib.import_module('nh3')", "a.py:2: pages may not"),
        ("pipeline.py", "import click", "only cli may"),
        ("reference.py", "from rich.console import Console", "only cli may"),
        ("read/a.py", "from ruamel.yaml import YAML", "only author may"),
        ("author/a.py", "import claimline.cli", "author may not import cli"),
        ("analysis/a.py", "print(1)", "analysis may not use print"),
        ("analysis/a.py", "each(print)", "analysis may not use print"),
        ("pipeline.py", "import sys\nsys.exit(1)", "pipeline.py:2: pipeline may not use sys.exit"),
        ("pipeline.py", "from sys import exit as leave", "pipeline may not use sys.exit"),
        ("pipeline.py", "raise SystemExit(1)", "pipeline may not use SystemExit"),
        ("read/a.py", "import sys\nsys.stderr.write('')", "read may not use sys.stderr"),
        ("reference.py", "print(1)", "reference may not use print"),
        ("publish/a.py", "import os\nos._exit(0)", "publish may not use os._exit"),
        ("publish/parallel.py", "print(1)", "publish may not use print"),
        ("gossip/a.py", "", "gossip is not in the table"),
        ("gossip.py", "", "gossip is not in the table"),
    ],
)
def test_planted_import_is_found(tmp_path: Path, file: str, code: str, fault: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")
    found = import_faults(tmp_path)
    assert len(found) == 1
    assert fault in found[0]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("read/a.py", "import yaml\nfrom claimline.diagnostics import Code\nfrom . import b"),
        ("read/b/a.py", "from ..c import d\nfrom claimline.read import e"),
        ("model/a.py", "from claimline.dates import parse\nfrom claimline import __version__"),
        ("publish/a.py", "import jinja2\nfrom claimline.pages import Page"),
        ("prose/a.py", "import markdown, nh3\nfrom claimline.read.text import BAD"),
        ("cli.py", "import click, rich, sys\nprint(1)\nsys.exit(2)"),
        ("cli/a.py", "import claimline.pipeline\nprint(1)"),
        ("reference.py", "from claimline import diagnostics, model"),
        ("__main__.py", "from claimline.cli import main\nmain()"),
        ("pages/a.py", "import markdownish\nprinted = 1\nself.print()"),
    ],
)
def test_import_by_the_table_is_left_alone(tmp_path: Path, file: str, code: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")
    assert import_faults(tmp_path) == []


def test_planted_long_file_is_found(tmp_path: Path) -> None:
    for name, lines in (
        ("claimline/a/long.py", LINES + 1),
        ("claimline/a/short.py", LINES),
        ("templates/long.css", LINES + 2),
        ("templates/long.txt", LINES + 1),
        ("elsewhere/long.py", LINES + 1),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x\n" * lines, encoding="utf-8")
    assert long_files(tmp_path) == [
        f"claimline/a/long.py: {LINES + 1} lines",
        f"templates/long.css: {LINES + 2} lines",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "see https://py" + "pi.org/project/x",
        "https://files.pythonhosted" + ".org/x.whl",
        "registry.npm" + "js.org",
        "pip install --index" + "-url=x",
        "PIP_INDEX" + "_URL",
        "in /" + "work/main",
        "cd '/" + "root'",
        "file:///" + "root/x",
        "It lies in /" + "work.",
        "open(/" + "home/someone/x)",
        "/" + "tmp/brief/x",
    ],
)
def test_planted_address_is_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(f"first\n{text}\n", encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(b"\0" + text.encode())
    assert [fault.partition(": ")[0] for fault in foreign_addresses(tmp_path)] == ["a.txt:2"]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/work/main",
        "https://example.org/root/",
        "../work/x and src/work/x and ~/work",
        "</root>",
        "/workshop /rooted /homes",
        "/home is where /tmp/x lies",
        "https://work.example.org",
    ],
)
def test_plain_address_is_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert foreign_addresses(tmp_path) == []


def test_ignored_files_are_no_part_of_the_repository(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("ignored\n", encoding="utf-8")
    (tmp_path / "ignored").write_text("", encoding="utf-8")
    (tmp_path / "new").write_text("", encoding="utf-8")
    assert [file.name for file in own_files(tmp_path)] == [".gitignore", "new"]
