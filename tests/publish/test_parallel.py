"""Work over several processes: the same results as in one, whatever happens to a child."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from claimline.publish import parallel
from claimline.publish.parallel import FEWEST, shared

ITEMS = range(FEWEST * 5)


@pytest.fixture(autouse=True)
def _fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under pytest-xdist other threads wait; they do not matter to these tests."""
    monkeypatch.setattr(parallel, "_can_fork", lambda: hasattr(os, "fork"))


def _work(items: Sequence[int]) -> tuple[list[int], int]:
    return [item * item for item in items], os.getpid()


def _numbers(made: list[tuple[list[int], int]]) -> list[int]:
    return sorted(number for numbers, _ in made for number in numbers)


@pytest.mark.parametrize("jobs", [1, 2, 3, 99])
@pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")
def test_every_item_is_worked_on_once(jobs: int) -> None:
    made = shared(_work, ITEMS, jobs)
    assert _numbers(made) == [item * item for item in ITEMS]
    assert len({pid for _, pid in made}) == min(jobs, len(ITEMS) // FEWEST + 1)


def test_few_items_need_no_second_process() -> None:
    assert shared(_work, range(3), 8) == [([0, 1, 4], os.getpid())]


@pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")
def test_a_child_that_dies_or_fails_is_made_up_for(capfd: pytest.CaptureFixture[str]) -> None:
    parent = os.getpid()

    def dying(items: Sequence[int]) -> tuple[list[int], int]:
        if os.getpid() != parent:
            if items[0] % 2:
                os.kill(os.getpid(), 9)
            raise ValueError("a child's own fault")
        return _work(items)

    assert _numbers(shared(dying, ITEMS, 3)) == [item * item for item in ITEMS]
    assert "Traceback" not in capfd.readouterr().err


def test_without_forking_the_parent_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_can_fork", lambda: False)
    made = shared(_work, ITEMS, 4)
    assert {pid for _, pid in made} == {os.getpid()}
    assert _numbers(made) == [item * item for item in ITEMS]


def test_a_fault_in_the_parent_is_the_callers() -> None:
    def failing(items: Sequence[int]) -> int:
        raise ValueError("here")

    with pytest.raises(ValueError, match="here"):
        shared(failing, ITEMS, 1)
