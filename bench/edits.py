"""A long run of edits of a large investigation: builds with the cache are as builds without it.

    python -m bench.edits 1000 --edits 60

After each edit the site is built with the cache, as an author builds it, and without one into an
empty folder. The two must have the same files, byte by byte, and the same findings. The run stops
at the first difference, with the exit code 1. ``tests/engine/test_same_bytes.py`` does the same,
and worse, to a small investigation in every run of the tests.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import corpus, tools
from bench.workshop import workshop
from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.options import BuildOptions, cores
from claimline.outcome import remembered
from claimline.pipeline import build

# The reasoning of a claim, and what in it is a citation or a link.
REASONING = re.compile(r"(?m)^reasoning: \|\n((?:(?:  .*)?\n)*)")
MARKED = re.compile(r"\[[^\]]*\](?:\([^)]*\))?")
KINDS = ("actors", "claims", "details", "events", "sources", "statements")


class Desk:
    """An investigation and what is done to it. Chance comes from one seed."""

    def __init__(self, project: Path, seed: int) -> None:
        self.project = project
        self.chance = random.Random(seed)
        self.away: list[tuple[Path, bytes]] = []
        (self.tool,) = (tool for tool in tools.commands() if tool.name == "claimline")

    def record(self, *kinds: str) -> Path:
        """Some record of one of the kinds."""
        folder = self.project / "content" / self.chance.choice(kinds or KINDS)
        return self.chance.choice(sorted(folder.iterdir()))

    def body(self) -> None:
        """A sentence more."""
        words = f"Sentence {self.chance.random():.9f}."
        tools.edit_body(self.tool, self.record("claims"), words)

    def title(self) -> None:
        """Another title."""
        words = f"Title {self.chance.random():.9f}"
        tools.edit_title(self.tool, self.record("claims"), words)

    def letter(self) -> None:
        """Another letter in the words of a claim; its size and time stay as they were."""
        path = self.record("claims")
        before, text = path.stat(), path.read_text(encoding="utf-8")
        found = REASONING.search(text)
        words = MARKED.sub(lambda mark: " " * len(mark[0]), found[1]) if found else ""
        places = [place.start() for place in re.finditer("(?<=[a-z])e(?=[a-z])", words)]
        if found and places:
            at = found.start(1) + self.chance.choice(places)
            path.write_text(f"{text[:at]}a{text[at + 1 :]}", encoding="utf-8", newline="\n")
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def remove(self) -> None:
        """A record is gone, and what names it may be left with a link to nothing."""
        path = self.record()
        self.away.append((path, path.read_bytes()))
        path.unlink()

    def bring_back(self) -> None:
        """All that was removed is there again."""
        for path, data in self.away:
            path.write_bytes(data)
        self.away.clear()

    def touch(self) -> None:
        """A new time and the same bytes."""
        os.utime(self.record())

    def site(self) -> None:
        """The site has another title, which every page shows."""
        path = self.project / "content/site.yaml"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        title = f"title: Case {self.chance.randrange(1000)}\n"
        changed = [title if line.startswith("title:") else line for line in lines]
        path.write_text("".join(changed), encoding="utf-8", newline="\n")

    def template(self) -> None:
        """A template of the project's own comes, changes or goes."""
        path = self.project / "templates/pages/404.html"
        if path.exists() and self.chance.random() < 0.5:
            shutil.rmtree(self.project / "templates")
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        words = f'{{% extends "theme/pages/404.html" %}}{{# {self.chance.random()} #}}\n'
        path.write_text(words, encoding="utf-8")

    def edits(self) -> list[Callable[[], None]]:
        """What may be done now. A text is edited more often than anything else."""
        found = [self.body, self.title, self.letter, self.touch]
        if self.away:  # no build comes to its end until they are back
            return [*found, *[self.bring_back] * 4]
        return [*found * 2, self.remove, self.site, self.template]


def same(project: Path, site: Path) -> tuple[bool, bool]:
    """Whether builds with and without the cache are the same, and whether they made a site."""
    cached, clean = Report(), Report()
    with closing(Cache(project)) as cache:
        if remembered(cache, site, cached, {}) is None:
            build(BuildOptions(project, site, cores(), cache), cached)
    with TemporaryDirectory(dir=project.parent) as fresh:
        other = Path(fresh, "site")
        build(BuildOptions(project, other, cores()), clean)
        equal = list(cached) == list(clean) and (clean.failed or _tree(site) == _tree(other))
    return equal, not clean.failed


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def run(claims: int, count: int, seed: int, say: Callable[[str], None]) -> bool:
    """Do ``count`` edits to an investigation of ``claims`` claims.

    Returns:
        whether all builds were equal, and at least half of them made a site.
    """
    with workshop(claims) as (place, _):
        corpus.write(claims, place, tools=["claimline"])
        desk = Desk(place / "claimline", seed)
        site = place / "site"
        done: Counter[str] = Counter()
        whole = 0
        equal, _ = same(desk.project, site)
        say(f"the first build: {'the same' if equal else 'DIFFERENT'}")
        for nth in range(1, count + 1 if equal else 1):
            edit = desk.chance.choice(desk.edits())
            edit()
            now, made = same(desk.project, site)
            done[edit.__name__] += 1
            whole += made
            equal = equal and now
            say(f"edit {nth}, {edit.__name__}: {'the same' if now else 'DIFFERENT'}")
            if not equal:
                break
    told = ", ".join(f"{name} {number}" for name, number in sorted(done.items()))
    say(f"{claims} claims, {sum(done.values())} edits ({told}), {whole} of them with a site")
    return equal and 2 * whole >= count  # a project that cannot be built proves little


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("claims", type=int)
    parser.add_argument("--edits", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    equal = run(options.claims, options.edits, options.seed, lambda words: print(words, flush=True))
    sys.exit(0 if equal else 1)


if __name__ == "__main__":
    main()
