"""Work over several processes: the same results as in one, whatever happens to a child."""

from __future__ import annotations

import copyreg
import os
import time
from collections.abc import Sequence

import pytest

from claimline.publish import parallel
from claimline.publish.parallel import FEWEST, SHARE, shared

ITEMS = range(FEWEST)


@pytest.fixture(autouse=True)
def _fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under pytest-xdist other threads wait; they do not matter to these tests."""
    monkeypatch.setattr(parallel, "_can_fork", lambda: hasattr(os, "fork"))


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the processes that are forked during the test."""
    numbers: list[int] = []
    real = os.fork

    def fork() -> int:
        number = real()
        if number:
            numbers.append(number)
        return number

    monkeypatch.setattr(os, "fork", fork)
    return numbers


def _work(items: Sequence[int]) -> tuple[list[int], int]:
    return [item * item for item in items], os.getpid()


def _numbers(made: list[tuple[list[int], int]]) -> list[int]:
    return sorted(number for numbers, _ in made for number in numbers)


@pytest.mark.parametrize("jobs", [1, 2, 3, 99])
@pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")
def test_every_item_is_worked_on_once(jobs: int) -> None:
    made = shared(_work, ITEMS, jobs)
    assert _numbers(made) == [item * item for item in ITEMS]
    assert len({pid for _, pid in made}) == min(jobs, len(ITEMS) // SHARE + 1)


def test_few_items_need_no_second_process() -> None:
    ((numbers, pid),) = shared(_work, range(FEWEST - 1), 8)
    assert pid == os.getpid()
    assert len(numbers) == FEWEST - 1


@pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")
def test_the_work_of_a_child_that_is_killed_is_done_here(children: list[int]) -> None:
    parent = os.getpid()

    def dying(items: Sequence[int]) -> tuple[list[int], int]:
        if os.getpid() != parent:
            os.kill(os.getpid(), 9)
        return _work(items)

    assert _numbers(shared(dying, ITEMS, 3)) == [item * item for item in ITEMS]
    assert no_child_is_left(children)


class UnsendableError(Exception):
    """Made of two values, so pickle cannot make it anew."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one}, {two}")


@pytest.mark.parametrize("error", [ValueError("a fault"), UnsendableError("a", "fault")])
@pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")
def test_an_error_in_a_child_is_raised_with_its_traceback(
    error: Exception, children: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where a test has loaded Dask, pickle knows a way to make any error anew.
    monkeypatch.delitem(copyreg.dispatch_table, type(error), raising=False)
    parent = os.getpid()

    def failing(items: Sequence[int]) -> tuple[list[int], int]:
        if os.getpid() != parent:
            raise error
        return _work(items)

    with pytest.raises((ValueError, RuntimeError), match="fault") as caught:
        shared(failing, ITEMS, 3)
    (note,) = caught.value.__notes__
    assert "in failing" in note
    assert str(error) in note
    assert no_child_is_left(children)


@pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")
def test_a_parent_that_raises_leaves_no_child_and_no_open_file(children: list[int]) -> None:
    parent = os.getpid()

    def failing(items: Sequence[int]) -> tuple[list[int], int]:
        if os.getpid() == parent:
            raise KeyboardInterrupt
        time.sleep(600)
        return _work(items)

    before = os.listdir("/dev/fd")
    with pytest.raises(KeyboardInterrupt):
        shared(failing, ITEMS, 3)
    assert no_child_is_left(children)
    assert len(os.listdir("/dev/fd")) == len(before)


def no_child_is_left(children: list[int]) -> bool:
    """Whether each child that was forked has been waited for. Others may have children too."""
    assert children

    def is_reaped(child: int) -> bool:
        try:
            os.waitpid(child, os.WNOHANG)
        except ChildProcessError:
            return True
        return False

    return all(map(is_reaped, children))


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
