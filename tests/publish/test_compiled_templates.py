"""Compiled templates that are kept: used if they are what was written, and else made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.options import NO_CACHE, BuildOptions
from claimline.pipeline import build, check
from claimline.publish import site_outputs
from claimline.user_cache import user_cache
from tests.small import tree, write_small


def built(project: Path, name: str, *, cached: bool) -> dict[str, bytes]:
    """The site, made in a process that has compiled nothing yet."""
    site_outputs._environment.cache_clear()
    site = project.parent / name
    cache = Cache(project) if cached else NO_CACHE
    build(BuildOptions(project, site, cache=cache), report := Report())
    cache.close()
    assert list(report) == []
    return tree(site)


def compiled() -> list[Path]:
    return sorted(
        file
        for folder in user_cache().iterdir()
        if folder.name not in ("projects", "locks")
        for file in folder.iterdir()
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return write_small(tmp_path / "project")


@pytest.mark.parametrize("harm", ["swapped", "one byte", "cut", "empty", "nothing"])
def test_harmed_ones_are_compiled_anew(project: Path, harm: str) -> None:
    expected = built(project, "first", cached=True)
    files = compiled()
    assert len(files) > 5
    before = [file.read_bytes() for file in files]
    for file, data, other in zip(files, before, [*before[1:], before[0]], strict=True):
        if harm == "swapped":
            file.write_bytes(data[:16] + other[16:])
        elif harm == "one byte":
            file.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
        elif harm == "cut":
            file.write_bytes(data[: len(data) // 2])
        elif harm == "empty":
            file.write_bytes(b"")
        else:
            file.unlink()
    assert built(project, "second", cached=True) == expected
    assert [file.read_bytes() for file in compiled()] == before


def test_they_are_used(project: Path) -> None:
    """Else nothing here would show."""
    built(project, "first", cached=True)
    times = [file.stat().st_mtime_ns for file in compiled()]
    built(project, "second", cached=True)
    assert [file.stat().st_mtime_ns for file in compiled()] == times


def test_a_check_writes_and_uses_them_too(project: Path) -> None:
    """Also those that no page uses."""

    def checked() -> list[str]:
        site_outputs._environment.cache_clear()
        cache = Cache(project)
        check(BuildOptions(project, cache=cache), report := Report())
        cache.close()
        return [str(found) for found in report]

    assert checked() == []
    files = compiled()
    assert len(files) > 5
    times = [file.stat().st_mtime_ns for file in files]
    assert checked() == []
    assert [file.stat().st_mtime_ns for file in compiled()] == times
    # A fault is told each time.
    own = project / "templates/components/mine.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% macro mine() %}Mine", encoding="utf-8")
    faults = checked()
    assert any("template-" in fault for fault in faults)
    assert checked() == faults
    assert [file.stat().st_mtime_ns for file in compiled()] == times


def test_without_a_cache_none_is_used_or_written(project: Path) -> None:
    built(project, "first", cached=False)
    assert [folder for folder in user_cache().iterdir() if folder.name != "locks"] == []
