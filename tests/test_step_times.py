"""How long each step of a build takes."""

from __future__ import annotations

import subprocess
import sys

from claimline.step_times import Clock, Step, step_lines


def test_each_step_is_measured_from_its_first_call_to_the_next_step() -> None:
    calls: list[tuple[str, int, int]] = []
    clock = Clock()
    timed = clock.around(lambda *call: calls.append(call))
    timed("reading", 0, 2)
    timed("reading", 1, 2)
    timed("writing", 0, 0)
    steps = clock.steps()
    assert [step.name for step in steps] == ["starting", "reading", "writing"]
    assert all(step.seconds >= 0 for step in steps)
    assert calls == [("reading", 0, 2), ("reading", 1, 2), ("writing", 0, 0)]


def test_memory_is_the_most_so_far() -> None:
    script = """
from claimline.step_times import peak_memory
before = peak_memory()
held = b"x" * 200_000_000
during = peak_memory()
del held
print(before, during, peak_memory())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    before, during, after = map(int, done.stdout.split())
    if sys.platform == "linux":
        assert during - before > 150_000_000
        assert after - before > 150_000_000
    else:
        assert before == during == after == 0


def test_lines_leave_out_memory_that_is_not_known() -> None:
    steps = [Step("reading", 0.1234, 57_600_000), Step("writing", 12.3)]
    assert list(step_lines(steps)) == ["   0.123 s     58 MB  reading", "  12.300 s  writing"]
