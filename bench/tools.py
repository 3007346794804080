"""The tools that are measured: how each is called, what is edited, where a page is found.

:func:`commands` is the one place that says how claimline and its peers are run.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import claimline
from bench import setup

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool. ``command`` takes the folders of the site's sources and of its output."""

    name: str
    version: str
    claim: str
    """The path of a claim's file below the sources, with ``{}`` for its id."""
    source: str
    """The same of a source's file."""
    title_key: str
    command: Callable[[Path, Path], list[str]]
    environment: Callable[[Path], dict[str, str]] = field(default=lambda output: {})
    caches: tuple[str, ...] = ()
    """What a cold build must not find, below the sources."""
    watch: Callable[[Path, Path], list[str]] | None = None
    """The command that watches the sources; None where that is not measured."""
    ready: str = ""
    """A pattern in what it prints once it watches."""
    caches_builds: bool = False
    """Whether a new process builds on what the last one left."""
    tuned: Mapping[str, str] = field(default_factory=dict)
    """Settings of the environment that are not its default, for a row of their own."""


def commands() -> list[Tool]:
    """The tools that are installed, claimline first and then Hugo, which it is held against."""
    found = [
        Tool(
            "claimline", claimline.__version__, "content/claims/{}.yaml",
            "content/sources/{}.yaml", "short",
            lambda project, output: [
                sys.executable, str(ROOT / "build.py"), "--quiet",
                "--project", str(project), "--output", str(output),
            ],
            # Its modules are compiled once, as on any machine that does not forbid it.
            lambda output: {
                "PYTHONDONTWRITEBYTECODE": "",
                "XDG_CACHE_HOME": str(output.parents[1] / "user-cache"),
            },
            caches=("../../user-cache/claimline/projects",),
            watch=lambda project, output: [
                sys.executable, str(ROOT / "build.py"), "serve", "--port", "0", "--timings",
                "--project", str(project), "--output", str(output),
            ],
            ready="^Serving ",
            caches_builds=True,
        )
    ]  # fmt: skip
    hugo = setup.hugo()
    if hugo:
        found.append(
            Tool(
                "hugo", _version([str(hugo), "version"]), "content/claims/{}.md",
                "content/sources/{}/_index.md", "title",
                lambda project, output: [
                    str(hugo), "--quiet", "--source", str(project), "--destination", str(output),
                ],
                caches=("resources",),
                watch=lambda project, output: [
                    str(hugo), "server", "--port", "0", "--source", str(project),
                    "--destination", str(output),
                ],
                ready="Web Server is available",
                tuned={"GOGC": "400"},
            )
        )  # fmt: skip
    eleventy = setup.eleventy()
    if eleventy:
        command = str(eleventy)
        found.append(
            Tool(
                "eleventy", _version(["node", command, "--version"]), "src/claims/{}.md",
                "src/sources/{}.md", "title",
                lambda project, output: ["node", command, "--quiet"],
                lambda output: {"ELEVENTY_OUTPUT": str(output)},
                caches=(".cache",),
            )
        )  # fmt: skip
    return found


def prepare(tool: Tool, site: Path) -> None:
    """What a site needs besides its files: Eleventy's configuration imports its packages."""
    link = site / "node_modules"
    if tool.name == "eleventy" and not link.is_symlink():
        link.symlink_to(setup.modules(), target_is_directory=True)


def edit_body(tool: Tool, path: Path, words: str) -> None:
    """Add a sentence to the end of a claim's reasoning."""
    text = path.read_text(encoding="utf-8")
    if tool.name == "claimline":
        changed = re.sub(
            r"(?m)^(reasoning: \|\n(?:(?:  .*)?\n)*?)(?=^\S)", rf"\1\n  {words}\n", text, count=1
        )
    else:
        changed = f"{text.rstrip()}\n\n{words}\n"
    _changed(path, text, changed)


def edit_title(tool: Tool, path: Path, words: str) -> None:
    """Give a claim another title."""
    text = path.read_text(encoding="utf-8")
    changed = re.sub(rf"(?m)^{tool.title_key}: .*$", f"{tool.title_key}: {words}", text, count=1)
    _changed(path, text, changed)


def add_claim(tool: Tool, site: Path, model: str, id_: str, words: str) -> None:
    """Add a claim that says something else than its model, and is like it in all the rest."""
    text = (site / tool.claim.format(model)).read_text(encoding="utf-8")
    for key in dict.fromkeys((tool.title_key, "claim")):
        # A long value goes on in lines that are indented.
        text = re.sub(rf"(?m)^{key}: .*$(?:\n  .*$)*", f"{key}: {words}", text, count=1)
    (site / tool.claim.format(id_)).write_text(text, encoding="utf-8", newline="\n")


def add_source(tool: Tool, site: Path, model: str, id_: str, words: str) -> None:
    """Add a source that nothing cites, with a title and an address of its own."""
    text = (site / tool.source.format(model)).read_text(encoding="utf-8")
    text = re.sub(r"(?m)^title: .*$(?:\n  .*$)*", f"title: {words}", text, count=1)
    path = site / tool.source.format(id_)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace(model, id_), encoding="utf-8", newline="\n")


def remove_source(tool: Tool, site: Path, id_: str) -> None:
    """Remove a source, with the folder that Hugo gives to each."""
    path = site / tool.source.format(id_)
    path.unlink()
    if path.name == "_index.md":
        path.parent.rmdir()


def _changed(path: Path, before: str, after: str) -> None:
    if before == after:
        raise ValueError(f"{path} was not changed by the edit")
    path.write_text(after, encoding="utf-8", newline="\n")


def versions() -> dict[str, str]:
    """The languages that the tools are run by."""
    told = {"python": platform.python_version()}
    if setup.eleventy():
        told["node"] = _version(["node", "--version"])
    return told


def _version(command: list[str]) -> str:
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+(?:\.\d+)+", told)
    return found.group() if found else told.strip()
