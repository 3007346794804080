"""Pages to bytes, and what is said of faulty templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.diagnostics import Code, Report
from claimline.publish.site_outputs import compile_templates
from claimline.publish.theme import ROOT, read_theme
from tests.dossiers import Data, errors, planned
from tests.rendering import render

RECORDS: dict[str, Data] = {"claim/a": {}, "claim/b": {}, "claim/c": {}}


def faulty(tmp_path: Path, name: str, text: str) -> tuple[dict[str, bytes], Report]:
    """A site whose project has one template of its own."""
    place = tmp_path / "templates" / name
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")
    report = Report()
    return dict(render(planned(RECORDS), tmp_path, report).files), report


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("a\n{% if %}\n", Code.TEMPLATE_SYNTAX, 2, "Expected an expression"),
        ("a\n\n{{ view.x", Code.TEMPLATE_SYNTAX, 3, ""),
        ("{% block a %}\n", Code.TEMPLATE_SYNTAX, 1, ""),
        ("{{ x | no_such_filter }}", Code.TEMPLATE_SYNTAX, 1, "no_such_filter"),
        ("a\n{{ nothing }}\n", Code.TEMPLATE_FAILED, 2, "'nothing' is undefined"),
        ("a\n{{ view.nothing }}\n", Code.TEMPLATE_FAILED, 2, "nothing"),
        ("a\n\n{{ 1 / 0 }}\n", Code.TEMPLATE_FAILED, 3, "ivision by zero"),
        ("{{ 1 + 'a' }}", Code.TEMPLATE_FAILED, 1, ""),
        ("{{ view.short | prose }}", Code.TEMPLATE_FAILED, 1, ""),
        ("{{ range(9999999999999) | list }}", Code.TEMPLATE_FAILED, 1, ""),
        ("\n{% include 'no/such.html' %}", Code.TEMPLATE_FAILED, 2, 'no template "no/such.html"'),
        ("{% extends 'no/such.html' %}", Code.TEMPLATE_FAILED, 1, 'no template "no/such.html"'),
        ("{% from 'components/when.html' import nothing %}{{ nothing() }}",
         Code.TEMPLATE_FAILED, 1, "nothing"),
        ("{% extends 'pages/claim.html' %}", Code.TEMPLATE_FAILED, 1, ""),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", Code.TEMPLATE_FAILED, 1, ""),
    ],
)  # fmt: skip
def test_a_faulty_template_is_named_once(
    tmp_path: Path, text: str, code: Code, line: int, words: str
) -> None:
    files, report = faulty(tmp_path, "pages/claim.html", text)
    (found,) = report
    assert (found.code, found.location.path) == (code, "templates/pages/claim.html")
    assert found.location.line == line
    assert words in found.message
    assert found.message.endswith(".")
    assert str(tmp_path) not in str(found)
    assert not [path for path in files if path in ("claims/a.html", "claims/b.html")]
    assert "index.html" in files


def test_a_fault_in_a_component_is_named_where_it_is(tmp_path: Path) -> None:
    text = "{% macro counts(it, caption='') %}\n{{ it.nothing }}\n{% endmacro %}"
    _, report = faulty(tmp_path, "components/counts.html", text)
    (found,) = report
    assert (found.location.path, found.location.line) == ("templates/components/counts.html", 2)


def test_a_template_that_is_not_text_is_named(tmp_path: Path) -> None:
    place = tmp_path / "templates" / "pages" / "claim.html"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"\xff\xfe")
    report = Report()
    render(planned(RECORDS), tmp_path, report)
    compile_templates(tmp_path, read_theme(tmp_path / "templates"), report)
    assert len(errors(report)) == 1
    assert "templates/pages/claim.html" in errors(report)[0]


def test_a_fault_without_the_project_in_it_is_named_by_the_theme(tmp_path: Path) -> None:
    text = "{% macro when(day, month) %}{% endmacro %}"
    _, report = faulty(tmp_path, "components/when.html", text)
    for found in report:
        assert found.location.path.startswith(("templates/", "theme/"))


def test_compiling_reads_templates_that_no_page_uses(tmp_path: Path) -> None:
    _, report = faulty(tmp_path, "partials/unused.html", "\n{% if %}")
    assert len(report) == 0
    compile_templates(tmp_path, read_theme(tmp_path / "templates"), report)
    assert [(found.code, str(found.location)) for found in report] == [
        (Code.TEMPLATE_SYNTAX, "templates/partials/unused.html:2:1")
    ]


def test_compiling_the_theme_finds_nothing(tmp_path: Path) -> None:
    report = Report()
    compile_templates(tmp_path, read_theme(tmp_path / "templates"), report)
    assert errors(report) == []


def test_progress_is_told_after_each_output(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    files = render(planned(RECORDS), tmp_path, Report(), lambda *step: told.append(step)).files
    assert told == [(nth, len(files)) for nth in range(1, len(files) + 1)]


def test_the_way_to_the_root(tmp_path: Path) -> None:
    files = render(planned(RECORDS), tmp_path, Report()).files
    assert b'href="../assets/style.css"' in files["claims/a.html"]
    assert b'href="assets/style.css"' in files["index.html"]
    assert not [path for path, data in files.items() if ROOT.encode() in data]


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        (None, b'href="assets/style.css"'),
        ("https://a.example.org", b'href="/assets/style.css"'),
        ("https://a.example.org/sub/", b'href="/sub/assets/style.css"'),
    ],
)
def test_the_page_for_what_is_not_found_works_at_any_depth(
    tmp_path: Path, base_url: str | None, expected: bytes
) -> None:
    files = render(planned({"site": {"base_url": base_url}}), tmp_path, Report()).files
    assert expected in files["404.html"]


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (render(planned(RECORDS), tmp_path, Report()) for _ in range(2))
    assert dict(first.files) == dict(second.files)
    assert first.digests == second.digests
