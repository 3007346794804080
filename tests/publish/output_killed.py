"""Kills builds and looks at what they leave; run as a program by ``test_output_kill.py``.

    output_killed.py steps FOLDER FROM TO        kill one build at every moment that counts
    output_killed.py random FOLDER SEED COUNT    kill builds of A and B at random moments
    output_killed.py loop FOLDER NAME SECONDS    write one site again and again; print the counts

It forks, which a test process with threads must not.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

from claimline.diagnostics import Code
from claimline.publish import paths
from claimline.publish.writing import OutputError, write
from tests.publish import output_sites
from tests.publish.output_sites import (
    A,
    B,
    C,
    Files,
    broken_links,
    contents,
    dead_ends,
    debris,
    expected,
)

SITES = {"A": A, "B": B, "C": C}
USER = {"notes.txt": b"mine", "claims/mine.txt": b"mine too"}


def build(files: Files, folder: Path) -> None:
    write(files, folder / "site", project=folder / "project")


CHANGES = {
    *(f"os.{name}" for name in ("mkdir", "remove", "rename", "rmdir")),
}


def kill_after_change(number: int) -> None:
    """Kill this process at the given one of the moments at which the disk has just changed.

    These are the lines that follow a call which Python's audit events announce, and every line of
    the function that writes bytes.
    """
    left, changed = number, False

    def hook(event: str, arguments: Any) -> None:
        nonlocal changed
        if event in CHANGES or (event == "open" and arguments[2] & os.O_CREAT):
            changed = True

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left, changed
        code = frame.f_code
        if "publish" not in code.co_filename:
            return None
        if event == "line" and (changed or code.co_name == "_create"):
            left, changed = left - 1, False
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.addaudithook(hook)
    sys.settrace(trace)


def check_left(folder: Path, old: Files, new: Files) -> str:
    """Hold what a killed build left to the promise, and say which site it is."""
    site = folder / "site"
    left = contents(site)
    for path, data in USER.items():
        assert left.pop(path) == data, path
    assert dead_ends(site) == []
    if left == expected(old):
        return "old"
    if left == expected(new):
        return "new"
    staged = any(path.partition("/")[0] == paths.STAGING for path in left)
    left = {path: now for path, now in left.items() if path.partition("/")[0] != paths.STAGING}
    for path, now in left.items():
        if now is not None:
            assert now in (old.get(path), new.get(path)), f"{path} is of neither build"
    check_order(left, old, new)
    return "mix" if left not in (expected(old), expected(new)) else f"staged {staged}"


def check_order(left: dict[str, bytes | str | None], old: Files, new: Files) -> None:
    """New assets are there before new pages, those before replaced ones; removals are last."""
    created = new.keys() - old.keys()
    assets = [left.get(path) == new[path] for path in created if not path.endswith(".html")]
    added = [left.get(path) == new[path] for path in created if path.endswith(".html")]
    changed = [
        left[path] == new[path] for path in new.keys() & old.keys() if new[path] != old[path]
    ]
    removed = [path not in left for path in old.keys() - new.keys()]
    steps = [assets, added, changed, removed]
    for before, after in itertools.pairwise(steps):
        assert all(before) or not any(after), steps


def check_healed(folder: Path, files: Files) -> None:
    site = folder / "site"
    build(files, folder)
    assert contents(site) == expected(files) | USER, sorted(contents(site))
    assert debris(site) == []
    assert broken_links(site) == []


def prepare(folder: Path, files: Files) -> None:
    build(files, folder)
    for path, data in USER.items():
        (folder / "site" / path).write_bytes(data)


def steps(folder: Path, old: Files, new: Files) -> None:
    prepare(folder, old)
    seen = []
    for number in range(1, 100_000):
        child = os.fork()
        if child == 0:
            kill_after_change(number)
            build(new, folder)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        seen.append(check_left(folder, old, new))
        if number % 4 == 0:
            check_healed(folder, new)
        check_healed(folder, old)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            break
    print(len(seen))
    assert {"old", "mix", "new"} <= set(seen), set(seen)


def at_random(folder: Path, seed: int, count: int) -> None:
    chance = random.Random(seed)
    big = [output_sites.pages("a", "bcde", size=200_000), B]
    prepare(folder, big[0])
    started = time.perf_counter()
    for files in (*reversed(big), *reversed(big)):
        build(files, folder)
    span = (time.perf_counter() - started) / 2
    seen = set()
    for _ in range(count):
        child = os.fork()
        if child == 0:
            while True:
                for files in reversed(big):
                    build(files, folder)
        time.sleep(chance.uniform(0, 2 * span))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        interrupted = bool(debris(folder / "site"))
        seen.add((check_left(folder, big[0], big[1]), interrupted))
        check_healed(folder, chance.choice(big))
        check_healed(folder, big[0])
    assert {True, False} == {interrupted for _, interrupted in seen}, seen
    assert len(seen) > 2, seen


def loop(folder: Path, files: Files, seconds: float) -> None:
    done = locked = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            build(files, folder)
            done += 1
        except OutputError as error:
            if error.code is not Code.OUTPUT_LOCKED:
                raise
            locked += 1
    print(done, locked)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["steps", folder, old, new]:
            steps(Path(folder), SITES[old], SITES[new])
        case ["random", folder, seed, count]:
            at_random(Path(folder), int(seed), int(count))
        case ["loop", folder, name, seconds]:
            loop(Path(folder), SITES[name], float(seconds))
        case _:
            sys.exit("see the docstring")
