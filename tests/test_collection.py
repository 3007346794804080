"""The garbage collector rests during a build, and what a build leaves is collected later."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from claimline import collection
from claimline.collection import collect_rest, no_collection
from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.options import BuildOptions
from claimline.pages.view_builder import ViewBuilder
from claimline.pipeline import build
from tests.small import write_small


class Ring:
    """An object that only the collector can remove."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The collector itself, which other tests keep from builds, and nothing gathered."""
    monkeypatch.setattr(collection, "gc", gc)
    monkeypatch.setattr(collection, "_gathered", 0)
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_what_a_build_leaves_is_collected_before_a_later_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(collection, "_objects", 0)
    with no_collection():
        left = weakref.ref(Ring())
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.collect()
    assert left() is not None  # a process that ends now has not waited for the collector
    with no_collection():
        assert left() is None


def test_a_program_that_waits_collects_before_the_next_build(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(collection, "_objects", 0)
    with no_collection():
        left = weakref.ref(Ring())
    collect_rest()
    assert left() is None


def test_a_build_leaves_nothing_of_itself(tmp_path: Path) -> None:
    """What is left would make the collector run after each edit, and take longer than the edit."""
    write_small(tmp_path)
    options = BuildOptions(tmp_path, cache=Cache.in_memory())

    def builders() -> int:
        return sum(isinstance(each, ViewBuilder) for each in gc.get_objects())

    gc.collect()
    gc.disable()
    try:
        before = builders()
        build(options, Report())
        assert builders() == before
    finally:
        gc.enable()


def test_no_object_is_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread may be filling a tuple, and cannot end that while somebody else holds it."""
    handing_out = ("get_objects", "get_referents", "get_referrers")
    others = {name: value for name, value in vars(gc).items() if name not in handing_out}
    monkeypatch.setattr(collection, "gc", SimpleNamespace(**others))
    monkeypatch.setattr(collection, "_objects", 0)
    with no_collection():
        left = weakref.ref(Ring())
    collect_rest()
    assert left() is None
    assert collection._objects > 0
    assert gc.get_freeze_count() == 0


def test_a_build_that_leaves_little_is_not_followed_by_a_collection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with no_collection():
        left = weakref.ref(Ring())
        added: list[list[int]] = [[] for _ in range(1000)]
    monkeypatch.setattr(collection, "_objects", 4 * 2 * len(added))
    with no_collection():
        assert left() is not None
    monkeypatch.setattr(collection, "_objects", 4 * len(added) // 2)
    with no_collection():
        assert left() is None


def test_the_stages_of_a_build_leave_the_collector_to_the_build() -> None:
    with no_collection():
        with no_collection():
            left = weakref.ref(Ring())
        assert not gc.isenabled()
        assert gc.get_freeze_count() == 0
        assert left() is not None


def test_a_collector_that_is_off_stays_off() -> None:
    gc.disable()
    try:
        with no_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
