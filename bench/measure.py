"""Runs a whole process and measures it: wall time, processor time, memory.

Times are those of ``wait4``: of the process and of all that it started and waited for. The
memory is that of the whole tree of processes. It is sampled in a run of its own, so that the
sampling costs the timed runs nothing: every 20 ms (less often where a look takes long) the
proportional set size (PSS, in which a page that two processes share counts once) of all processes
of the session is added up; the peak is the largest sum. Where PSS cannot be read, the resident set
size stands in; where there is no /proc, there is only the resident set size of the largest process,
as ``wait4`` gives it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

INTERVAL = 0.02
LEAST_REST = 9
"""How many times longer the pause between two looks is than a look."""
_PROC = Path("/proc")


class RunError(Exception):
    """A process failed; the message ends with what it last wrote to standard error."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took. Times in seconds, memory in bytes."""

    wall: float
    user: float
    system: float
    largest: int
    """The resident set size of the largest single process."""
    tree: int = 0
    """The peak of the whole tree; 0 where it was not sampled."""
    printed: str = ""
    """What it wrote to standard error."""


def run(
    command: list[str], folder: Path, environment: dict[str, str], *, sample: bool = False
) -> Run:
    """Run a command in a folder, to its end.

    Raises:
        RunError: it ended with another code than 0.
    """
    with TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
        )  # fmt: skip
        peak = _watch(process.pid) if sample and _PROC.is_dir() else 0
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        told = errors.read().decode(errors="replace")
    if process.returncode:
        message = f"{command[0]} ended with {process.returncode}: {told[-800:]}"
        raise RunError(message)
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(wall, used.ru_utime, used.ru_stime, used.ru_maxrss * unit, peak, told)


def _watch(session: int) -> int:
    """The largest sum of memory of a session, until its first process has ended."""
    peak = 0
    while not _ended(session):
        began = time.perf_counter()
        peak = max(peak, sum(map(_memory, _members(session))))
        # Where processes are large a look takes long, and must not take a core from them.
        time.sleep(max(INTERVAL, LEAST_REST * (time.perf_counter() - began)))
    return peak


def _ended(pid: int) -> bool:
    fields = _stat(pid)
    return not fields or fields[0] == "Z"


def _members(session: int) -> Iterator[int]:
    for name in os.listdir(_PROC):
        if name.isdigit():
            fields = _stat(int(name))
            if fields and int(fields[3]) == session:
                yield int(name)


def _stat(pid: int) -> list[str]:
    """State, parent, group, session and so on of a process; nothing if it is gone."""
    try:
        text = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def _memory(pid: int) -> int:
    """A process's proportional set size in bytes, or its resident set size, or 0."""
    for name, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            text = (_PROC / str(pid) / name).read_text(encoding="utf-8")
        except OSError:
            continue
        for line in text.splitlines():
            if line.startswith(key):
                return int(line.split()[1]) * 1024
    return 0
