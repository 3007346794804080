"""Measures how long each step of a build takes, and the memory that it needs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimline.options import Progress
from claimline.value import Value

_STATUS = Path("/proc/self/status")


class Step(Value, frozen=True):
    """One step of a build.

    ``seconds`` is its wall time. ``memory`` is the most memory, in bytes, that this process has
    held until the step ended, or 0 if the system does not say.
    """

    name: str
    seconds: float
    memory: int = 0


class Clock:
    """Measures the steps of a build, as its progress function is called."""

    def __init__(self, first: str = "starting") -> None:
        self._ended: list[Step] = []
        self._name, self._began = first, time.perf_counter()

    def around(self, progress: Progress | None) -> Progress:
        """Return a progress function that measures each step and then calls ``progress``."""

        def timed(step: str, done: int, total: int) -> None:
            if step != self._name:
                self._next(step)
            if progress:
                progress(step, done, total)

        return timed

    def _next(self, step: str) -> None:
        now = time.perf_counter()
        self._ended.append(Step(self._name, now - self._began, peak_memory()))
        self._name, self._began = step, now

    def steps(self) -> list[Step]:
        """Return all steps. The last one ends now."""
        return [*self._ended, Step(self._name, time.perf_counter() - self._began, peak_memory())]


def peak_memory() -> int:
    """Return the most memory that this process has held so far, in bytes.

    Only Linux says it (``VmHWM`` in ``/proc``). Elsewhere the result is 0.
    """
    try:
        lines = _STATUS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    found = next((line.split() for line in lines if line.startswith("VmHWM:")), [])
    return int(found[1]) * 1024 if len(found) > 1 else 0


def step_lines(steps: Iterable[Step]) -> Iterator[str]:
    """Yield a line for each step: its seconds, its memory in megabytes, and its name."""
    for step in steps:
        memory = f"{step.memory / 1e6:7.0f} MB" if step.memory else ""
        yield f"{step.seconds:8.3f} s{memory}  {step.name}"
