"""A page that is too large to be of use is reported, by every build and every check."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline import pipeline
from claimline.diagnostics import Code, Report
from claimline.options import BuildOptions
from claimline.pages import page_size
from tests.small import write_files, write_small

CLAIM = """\
claim: The gate was painted.
short: The gate was painted
kind: opinion
citations:
"""
CITED = """\
- source: board-notice
  stance: context
  at: line {0}
"""
TOLD = "at most 40 load well. Divide the record."


def _long() -> dict[str, str]:
    """A claim with much evidence, and a brief of many words."""
    body = "The gate was painted [@board-notice, line 1].\n\n"
    body += f"{'It was grey, and then it was green. ' * 50}\n\n" * 25
    return {
        "content/claims/painted.yaml": CLAIM + "".join(map(CITED.format, range(38))),
        "content/briefs/painted.md": f"---\ntitle: How the gate was painted\n---\n{body}",
    }


def _told(report: Report) -> list[str]:
    return [str(it) for it in report if it.code is Code.PAGE_TOO_LARGE]


def test_a_record_whose_page_is_too_large_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_size, "MOST_BYTES", 40_000)
    project = write_files(write_small(tmp_path / "project"), _long())
    options = BuildOptions(project, tmp_path / "site")
    built = Report()
    assert pipeline.build(options, built).written is not None
    pages = ("briefs/painted.html", "claims/painted.html")
    sizes = [(tmp_path / "site" / page).stat().st_size // 1000 for page in pages]
    assert min(sizes) > 40
    assert _told(built) == [
        f"content/{file}: warning[page-too-large] The page {page} has {size} kilobytes of "
        f"HTML; {TOLD}"
        for file, page, size in zip(
            ("briefs/painted.md:2:1", "claims/painted.yaml:1:1"), pages, sizes, strict=True
        )
    ]
    checked = Report()
    pipeline.check(options, checked)
    assert _told(checked) == _told(built)


def test_it_is_told_again_after_another_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_size, "MOST_BYTES", 5_000)
    project = write_small(tmp_path / "project")
    first = Report()
    pipeline.build(BuildOptions(project, tmp_path / "site"), first)
    assert len(_told(first)) > 5
    edited = project / "content/claims/gate-closed-late.yaml"
    edited.write_text(edited.read_text().replace("reasoning: ", "reasoning: Now. ", 1))
    second, clean = Report(), Report()
    pipeline.build(BuildOptions(project, tmp_path / "site"), second)
    pipeline.build(BuildOptions(project, tmp_path / "clean"), clean)
    assert _told(second) == _told(clean)
    # A page of several records names itself.
    assert any(it.startswith("site/chronology.html: ") for it in _told(clean))


def test_a_page_of_the_size_of_the_limit_is_not_told() -> None:
    from claimline.model.dossier import NO_DOSSIER

    assert not list(page_size.too_large(NO_DOSSIER, "index.html", page_size.MOST_BYTES))
    (found,) = page_size.too_large(NO_DOSSIER, "index.html", page_size.MOST_BYTES + 1)
    assert (found.location.path, found.suggestion) == ("site/index.html", "")
