"""What the whole program says about broken projects, by example, and that the last site stays.

A case of ``tests/cases/errors/`` is laid over the small investigation: its blocks replace or add
files, and ``(absent)`` takes one away. The format is that of ``tests/read/cases.py``; the cases
``read-*`` have a bare project and a runner of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from claimline import pipeline
from claimline.diagnostics import Code, Level, Report
from claimline.options import BuildOptions
from claimline.outcome import Outcome
from tests.read.cases import Case, cases
from tests.small import FILES, tree, write_files, write_small

Run = Callable[[BuildOptions, Report], Outcome]
CASES = [case for case in cases() if not case.name.startswith("read-")]

# What no file in content/ or templates/ brings about in a build, and the tests of each.
ELSEWHERE = {
    Code.BROKEN_LINK: "tests/test_error_cases.py",
    Code.IMAGE_WORDS: "tests/publish/test_share_images.py",
    Code.PAGE_TOO_LARGE: "tests/pages/test_page_size.py",
    Code.NEVER_PUBLISH: "tests/publish/test_never_published.py",
    Code.CAPTURE_MISSING: "tests/author/captures/test_custody.py",
    Code.CAPTURE_NOT_TAKEN: "tests/author/taking/test_take.py",
    Code.CUSTODY_BROKEN: "tests/author/captures/test_custody.py",
    Code.CAPTURE_CHANGED: "tests/author/captures/test_verify.py",
    Code.CAPTURE_UNREADABLE: "tests/author/captures/test_verify.py",
    Code.CAPTURE_ENCODING: "tests/author/captures/test_verify.py",
    Code.QUOTE_NOT_FOUND: "tests/author/captures/test_verify.py",
    Code.QUOTE_DIFFERS: "tests/author/captures/test_verify.py",
    Code.QUOTE_GONE: "tests/author/captures/test_newer_copies.py",
    Code.QUOTE_TURNED: "tests/author/captures/test_turns.py",
    Code.QUOTE_TIME: "tests/author/captures/test_saved_kinds.py",
    Code.QUOTED_WORDS: "tests/author/captures/test_verify.py",
    Code.QUOTE_LINK: "tests/author/captures/test_verify.py",
    Code.LINK_GONE: "tests/author/outside/test_check_links.py",
    Code.LINK_MOVED: "tests/author/outside/test_check_links.py",
    Code.LINK_UNCHECKED: "tests/author/outside/test_check_links.py",
    Code.LINK_QUOTE: "tests/author/outside/test_check_links.py",
    Code.LINK_COPY: "tests/author/outside/test_check_links.py",
    Code.OUTPUT_PLACE: "tests/publish/test_output_refusals.py",
    Code.OUTPUT_FOREIGN: "tests/publish/test_output_refusals.py",
    Code.OUTPUT_LOCKED: "tests/publish/output_killed.py",
    Code.OUTPUT_FAILED: "tests/publish/test_output_faults.py",
    Code.HOST_LIMIT: "tests/publish/test_host_limits.py",
    Code.SHARD: "tests/test_shards.py",
    Code.EXPORT: "tests/exports/test_exports.py",
    Code.INTERNAL: "tests/test_build.py",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The small investigation, built: where it stands, and its files. No case changes them."""
    folder = tmp_path_factory.mktemp("good")
    report = Report(strict=True)
    pipeline.build(BuildOptions(write_small(folder / "project"), folder / "site"), report)
    assert list(report) == []
    return folder / "site", tree(folder / "site")


def _project(case: Case, folder: Path) -> Path:
    small = {path: ("", text) for path, text in FILES.items()}
    replace(case, files={**small, **case.files}).write(folder)
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_findings_and_the_last_site(
    case: Case, built: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    """A check finds the same as a build."""
    project = _project(case, tmp_path)
    site, before = built
    checked = Report()
    outcome = pipeline.check(BuildOptions(project), checked)
    assert [str(finding) for finding in checked] == list(case.expected)
    assert outcome.written is None
    # Strict, so that a warning as well leaves the site alone.
    report = Report(strict=True)
    outcome = pipeline.build(BuildOptions(project, site), report)
    assert [str(finding) for finding in report] == list(case.expected)
    assert outcome.written is None
    assert tree(site) == before


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_sound(case: Case) -> None:
    """A case expects what its own files can cause, at places that are in them."""
    assert case.expected
    for line in case.expected:
        found = re.match(r"([^:]+)(?::(\d+):(\d+))?: (error|warning)\[([a-z-]+)\] (.+)\Z", line)
        assert found, line
        path, row, column, level, code, words = found.groups()
        assert Code(code).level is Level(level)
        assert path in case.files, "the finding is about a file of the small investigation"
        assert words[0].isupper() or words[0] in "\"'", "a message is a sentence"
        assert words.endswith((".", "?", "`")), "a message is a sentence"
        if row:
            text = case.files[path][1].split("\n")
            assert int(column) <= len(text[int(row) - 1]) + 1


def test_every_rule_has_a_case(repository: Path) -> None:
    named = {
        Code(code)
        for case in cases()
        for line in case.expected
        for code in re.findall(r": (?:error|warning)\[([a-z-]+)\] ", line)[:1]
    }
    assert named.isdisjoint(ELSEWHERE)
    assert named | ELSEWHERE.keys() == set(Code)
    for code, test in ELSEWHERE.items():
        assert f"Code.{code.name}" in (repository / test).read_text(encoding="utf-8"), code


@pytest.mark.parametrize(
    "path",
    [
        "content/actors/mayor.yaml",
        "content/actors/more",
        "content/pages/about.md",
        "templates/components/cite.html",
        "templates/assets/css/more.css",
        "templates/pages",
    ],
)
def test_a_link_out_of_the_project_is_not_followed(path: str, tmp_path: Path) -> None:
    """Not even to what is there and would do."""
    project = write_small(tmp_path / "project")
    outside = tmp_path / "outside"
    write_files(
        outside, {"x.yaml": "name: Mayor\n", "x.md": "---\ntitle: Us\n---\n", "x.css": "a{}"}
    )
    write_files(outside, {"x.html": "{% macro cite(refs) %}SECRET{% endmacro %}"})
    link = project / path
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(outside / f"x{link.suffix}" if link.suffix else outside)
    report = Report()
    outcome = pipeline.build(BuildOptions(project, tmp_path / "site"), report)
    found = {(finding.location.path, finding.code) for finding in report}
    assert (path, Code.FILE_OUTSIDE) in found
    assert outcome.written is None
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("run", [pipeline.build, pipeline.check])
def test_the_links_of_a_theme_are_followed(run: Run, tmp_path: Path) -> None:
    template = """\
{% extends "theme/pages/claim.html" %}
{% block main %}{{ super() }}<p><a href="no-such-page.html">More</a></p>{% endblock %}
"""
    project = write_files(write_small(tmp_path), {"templates/pages/claim.html": template})
    report = Report()
    assert run(BuildOptions(project), report).written is None
    assert {finding.code for finding in report} == {Code.BROKEN_LINK}
    assert {finding.location.path for finding in report} == {
        "site/claims/gate-closed-late.html",
        "site/claims/gate-was-repaired.html",
    }


@pytest.mark.parametrize(
    "templates",
    [
        {"templates/pages/no-page.html": "{% if %}"},
        {"templates/components/mine.html": "{{ "},
        {
            "templates/pages/source.html": '{% extends "theme/pages/source.html" %}\n'
            '{% block main %}{{ super() }}<a href="#nowhere">x</a>{% endblock %}'
        },
        {
            "templates/pages/source.html": '{% extends "theme/pages/source.html" %}\n'
            '{% block main %}{{ super() }}<img src="https://example.org/x.png">{% endblock %}'
        },
        {"templates/pages/source.html": '{% extends "theme/pages/source.html" %}'},
        {"templates/pages/no-page.html": "{% if %}", "content/claims/x.yaml": "claim: A"},
    ],
    ids=["unused", "component", "anchor", "other host", "sound", "records too"],
)
def test_a_build_and_a_check_agree_on_templates(templates: dict[str, str], tmp_path: Path) -> None:
    project = write_files(write_small(tmp_path / "project"), templates)
    built, checked = Report(), Report()
    outcome = pipeline.build(BuildOptions(project), built)
    pipeline.check(BuildOptions(project), checked)
    assert list(built) == list(checked)
    assert (outcome.written is None) == built.failed


def test_a_tag_on_more_records_than_a_page_holds(tmp_path: Path) -> None:
    claim = "claim: Gate {0}.\nshort: Gate {0}\nkind: opinion\ntags: t\n"
    claim += "citations: [{{source: board-notice, stance: context}}]\n"
    files = {f"content/claims/c{nth}.yaml": claim.format(nth) for nth in range(250)}
    event = "title: A\ndate: 2024-03-02\nstatus: alleged\ntext: A.\ntags: t\n"
    event += "citations: [{source: board-notice, stance: context}]\n"
    project = write_files(write_small(tmp_path), files | {"content/events/tagged.yaml": event})
    built, checked = Report(), Report()
    pipeline.build(BuildOptions(project), built)
    pipeline.check(BuildOptions(project), checked)
    assert list(built) == list(checked) == []
