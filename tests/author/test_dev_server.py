"""The development server: which builds it writes and shows, and what happens when one fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import Any

import pytest

from claimline import pipeline
from claimline.author.serve import dev_server
from claimline.author.serve.rebuild import is_site, mount, rebuild
from claimline.diagnostics import Code, Report
from claimline.engine.cache import Cache
from claimline.outcome import Outcome
from claimline.publish import writing
from tests.serving import TINY, desk, fetch, save, until
from tests.small import tree, write_files

GOOD, LATER = "title: Tiny\nsummary: A site.\n", "title: Later\nsummary: A site.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_files(tmp_path / "p", TINY)


def test_a_build_that_is_overtaken_is_not_written(project: Path) -> None:
    assert rebuild(project, project / "site", Report(), lambda: True) is None
    assert not (project / "site").exists()
    outcome = rebuild(project, project / "site", Report(), lambda: False)
    assert outcome
    assert outcome.written
    assert is_site(project / "site")


def test_half_a_save_is_never_shown(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is emptied, a build begins and reads it, and only then the rest is written."""
    template = project / "templates/base.html"
    whole = '{% extends "theme/base.html" %}\n'
    halves: list[dict[str, bytes]] = []

    def slowly(
        root: Path,
        site: Path,
        report: Report,
        overtaken: Callable[[], bool],
        cache: Cache,
        **options: Any,
    ) -> Outcome | None:
        def saved() -> bool:
            if template.exists() and not template.read_text():
                template.write_text(whole)
                done = overtaken()
                halves.append(tree(site))
                return done
            return overtaken()

        return rebuild(root, site, report, saved, cache, **options)

    monkeypatch.setattr(dev_server, "rebuild", slowly)
    with desk(project) as (here, heard):
        before = tree(project / "site")
        write_files(project, {"templates/base.html": ""})
        until(lambda: halves)
        assert fetch(here.address.url).rstrip().endswith("</html>")
        assert halves == [before]
        assert before
        assert not any(built.report.failed for built in heard.builds)


def test_an_error_in_passing_is_not_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """During a checkout records are missing that are there a moment later."""
    site = project / "content/site.yaml"
    failed: list[bool] = []

    def slowly(
        root: Path,
        out: Path,
        report: Report,
        overtaken: Callable[[], bool],
        cache: Cache,
        **options: Any,
    ) -> Outcome | None:
        outcome = rebuild(root, out, report, overtaken, cache, **options)
        if report.failed:
            failed.append(True)
            save(site, LATER)
        return outcome

    monkeypatch.setattr(dev_server, "rebuild", slowly)
    with desk(project) as (here, heard):
        save(site, "titel: Tiny\n")
        until(lambda: "<title>Later" in fetch(here.address.url))
        assert failed
        assert not any(built.report.failed for built in heard.builds)
        assert here.feed.state.errors == ()


def test_another_build_is_waited_for(project: Path) -> None:
    with desk(project) as (here, heard):
        with writing.locked(os.path.realpath(project / "site")):
            save(project / "content/site.yaml", LATER)
            until(lambda: here._retry_at < inf)
        assert "<title>Later" in fetch(here.address.url)
        until(lambda: heard.builds[1:])
        assert not any(built.report.failed for built in heard.builds)


def test_a_fault_of_the_program_is_told_and_the_work_goes_on(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = True

    def build(*arguments: object) -> Outcome:
        if broken:
            raise ZeroDivisionError("by zero")
        return real(*arguments)  # type: ignore[arg-type]

    real = pipeline.build
    monkeypatch.setattr(pipeline, "build", build)
    with desk(project) as (here, heard):
        (found,) = heard.builds[0].report
        assert found.code is Code.INTERNAL
        assert isinstance(heard.builds[0].error, ZeroDivisionError)
        assert not here.feed.state.good
        broken = False
        save(project / "content/site.yaml", LATER)
        until(lambda: here.feed.state.good)
        assert "<title>Later" in fetch(here.address.url)


def test_a_build_that_failed_for_want_of_files_is_tried_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though nothing changes; what such a try finds again is told once."""
    short = 3

    def build(*arguments: object) -> Outcome:
        nonlocal short
        if short:
            short -= 1
            raise OSError(errno.EMFILE, "Too many open files")
        return real(*arguments)  # type: ignore[arg-type]

    real = pipeline.build
    monkeypatch.setattr(dev_server, "RETRY", 0.05)
    with desk(project) as (here, heard):
        monkeypatch.setattr(pipeline, "build", build)
        save(project / "content/site.yaml", LATER)
        until(lambda: "<title>Later" in fetch(here.address.url))
        assert short == 0
        failed, built = until(lambda: heard.builds[2:] and heard.builds[1:])
        assert failed.report.failed
        assert not built.report.failed
        assert here.feed.state.errors == ()


def test_the_last_good_site_outlives_the_server(project: Path) -> None:
    with desk(project) as (here, _):
        assert fetch(here.address.url)
    save(project / "content/site.yaml", "titel: Tiny\n")
    with desk(project) as (here, heard):
        assert heard.builds[0].report.failed
        assert "<title>Tiny" in fetch(here.address.url)
        assert here.feed.state.errors


def test_a_build_that_changes_nothing_reloads_nothing(project: Path) -> None:
    with desk(project) as (here, heard):
        before = here.feed.state
        save(project / "content/site.yaml", f"# A word to ourselves.\n{GOOD}")
        until(lambda: heard.builds[1:])
        assert here.feed.state == before
        save(project / "content/site.yaml", LATER)
        until(lambda: heard.builds[2:])
        assert here.feed.state.build != before.build


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", "/"), ("base_url: https://example.org\n", "/"),
        ("base_url: https://example.org/\n", "/"), ("base_url: [", "/"),
        ("base_url: https://example.org/a/b/\n", "/a/b/"), ("base_url: {a: b}\n", "/"),
    ],
)  # fmt: skip
def test_where_the_site_will_be_published(project: Path, text: str, path: str) -> None:
    save(project / "content/site.yaml", GOOD + text)
    assert mount(project) == path


def test_without_a_site_file_it_is_the_top(tmp_path: Path) -> None:
    assert mount(tmp_path) == "/"
