"""Which records an edition shows, and what those that are shown may name."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from claimline.dates import parse
from claimline.diagnostics import Code, Report
from claimline.model.edition import EVERYTHING, PUBLISHED, Edition
from claimline.model.link import link
from claimline.model.selection import as_preview, select
from claimline.model.validate import validate
from tests.dossiers import SITE, Given, entry

CITING: Given = {
    "site": SITE,
    "source/s": {"title": "S", "publisher": "P", "language": "en", "kind": "news"},
    "claim/c": {"claim": "C.", "short": "C", "citations": [{"source": "s", "stance": "supports"}]},
}


def records_of(given: Given) -> Any:
    return validate([entry(name, data) for name, data in given.items()], Report())


def held(edition: Edition, site: Any = SITE, **fields: str) -> list[tuple[str, str]]:
    """Whether a claim with these fields is held back: its reason and its day."""
    given = {"site": site, "claim/c": {"claim": "C.", "short": "C", **fields}}
    selection = select(records_of(given), edition, Report())
    assert ("c" in selection.records.by_kind["claim"]) is (
        edition.preview or not selection.held_back
    )
    return [(each.reason, each.until) for each in selection.held_back]


def as_of(words: str) -> Edition:
    return Edition(as_of=parse(words))


@pytest.mark.parametrize("edition", [PUBLISHED, EVERYTHING, as_of("9999-01-01")])
def test_stages(edition: Edition) -> None:
    assert held(edition) == held(edition, stage="ready") == []
    assert held(edition, stage="draft") == [("draft", "")]
    assert held(edition, stage="review") == [("review", "")]
    assert held(edition, stage="draft", not_before="2024-05-01") == [("draft", "")]


@pytest.mark.parametrize(
    ("not_before", "day", "is_held"),
    [
        ("2024-05-01", "2024-04-30", True),
        ("2024-05-01", "2024-05-01", False),
        ("2024-05-01", "2025-01-01", False),
        ("2024-05-01", "2024-04-30T23:59", True),
        ("2024-05-01T06:00", "2024-05-01", True),
        ("2024-05-01T06:00", "2024-05-01T05:59", True),
        ("2024-05-01T06:00", "2024-05-01T06:00", False),
        ("2024-05-01T06:00Z", "2024-05-01T06:00", True),  # 05:00 UTC in summer time
        ("2024-05-01T06:00Z", "2024-05-01T07:00", False),
        ("2024-05-01[Asia/Tokyo]", "2024-04-30T16:00", False),
        ("2024-05-01[America/New_York]", "2024-05-01", True),
    ],
)
def test_days(not_before: str, day: str, is_held: bool) -> None:
    site = {**SITE, "time_zone": "Europe/London"}
    assert held(PUBLISHED, site, not_before=not_before) == [("not-before", not_before)]
    assert bool(held(as_of(day), site, not_before=not_before)) is is_held


@pytest.mark.parametrize(
    "words", ["2024-05", "2024", "2024-05-01?", "2024-05-01/2024-05-02", "2024-05-01/..", "201X"]
)
def test_a_release_is_one_day_or_time(words: str) -> None:
    report = Report()
    validate([entry("claim/c", {"claim": "C.", "short": "C", "not_before": words})], report)
    assert [found.code for found in report] == [Code.BAD_DATE]


@pytest.mark.parametrize("stage", ["draft", "review"])
def test_what_is_shown_names_nothing_that_is_not(stage: str) -> None:
    given = {**CITING, "source/s": {**CITING["source/s"], "stage": stage}}
    report = Report()
    selection = select(records_of(given), PUBLISHED, report)
    (found,) = report
    assert found.code is Code.HELD_BACK_REFERENCE
    assert str(found.location).startswith("content/claim/c.yaml:1:")
    assert "content/source/s.yaml:1:" in found.suggestion
    assert link(selection.records, report) is None
    assert len(report) == 1, "no second finding says that the record is not there"


@pytest.mark.parametrize(
    "also",
    [{"claim/c": {"stage": "draft"}}, {"claim/c": {"not_before": "2024-05-01"}}],
    ids=["draft", "held back"],
)
def test_a_record_that_is_held_back_may_name_another(also: Given) -> None:
    given = {**CITING, "source/s": {**CITING["source/s"], "stage": "draft"}}
    given["claim/c"] = {**given["claim/c"], **also["claim/c"]}
    report = Report()
    dossier = link(select(records_of(given), PUBLISHED, report).records, report)
    assert dossier is not None
    assert not dossier.sources
    assert not dossier.claims
    assert list(report) == []


def test_a_draft_may_name_what_is_not_there_yet_but_not_in_a_preview() -> None:
    draft = {**CITING["claim/c"], "stage": "draft", "citations": [{"source": "later"}]}
    given = {**CITING, "claim/c": draft}
    report, preview = Report(), Report()
    assert link(select(records_of(given), PUBLISHED, report).records, report) is not None
    assert link(select(records_of(given), EVERYTHING, preview).records, preview) is None
    assert [found.code for found in preview] == [Code.DANGLING]


@pytest.mark.parametrize(
    "name",
    ["claim", "private claim", "brief", "site"],
)
def test_who_may_not_name_a_draft(name: str) -> None:
    draft = {"brief/b": {"title": "B", "body": "B.\n", "stage": "draft"}}
    words = {"body": "See [it](brief:b).\n", "title": "T"}
    naming: dict[str, Given] = {
        "claim": {"claim/x": {"claim": "C.", "short": "C", "reasoning": "See [](brief:b)."}},
        "private claim": {
            "claim/x": {"claim": "C.", "short": "C", "reasoning": "[](brief:b)", "private": True}
        },
        "brief": {"brief/x": words},
        "site": {"site": {**SITE, "front": "b"}},
    }
    report = Report()
    select(records_of({"site": SITE, **draft, **naming[name]}), PUBLISHED, report)
    assert [found.code for found in report] == [Code.HELD_BACK_REFERENCE]


def test_a_preview_marks_the_titles_of_what_is_not_published() -> None:
    given: Given = {
        "site": {**SITE, "language": "de", "base_url": "https://a.example.org/"},
        "claim/a": {"claim": "A.", "short": "A", "stage": "draft"},
        "claim/b": {"claim": "B.", "short": "B"},
        "actor/x": {"name": "X", "not_before": "2024-05-01"},
        "detail/d": {"question": "D?", "short": "D", "stage": "review"},
    }
    report = Report()
    linked = link(select(records_of(given), EVERYTHING, report).records, report)
    assert linked is not None
    dossier = as_preview(linked)
    assert dossier.claims["a"].short == "A [Entwurf]"
    assert dossier.claims["a"].claim == "A. [Entwurf]"
    assert dossier.claims["b"].short == "B"
    assert dossier.titles["actor", "x"] == "X [zurückgehalten]"
    assert dossier.details["d"].question == "D? [in Prüfung]"
    assert (dossier.site.title, dossier.site.address) == ("A site [Vorschau]", "")
    assert dossier.preview
    assert not linked.preview


stages = st.sampled_from(
    [{}, {"stage": "draft"}, {"stage": "review"}, {"not_before": "2024-05-01"}]
)


@for_all(st.lists(st.tuples(stages, st.integers(0, 5)), min_size=6, max_size=6))
def test_a_dossier_of_what_is_published_never_names_what_is_not(
    drawn: list[tuple[dict[str, str], int]],
) -> None:
    """Each claim names another. Either there is a finding, or every name leads somewhere."""
    given: dict[str, Any] = {"site": SITE}
    for nth, (fields, other) in enumerate(drawn):
        related = [{"claim": f"c{other}", "how": "bears-on"}] if other != nth else []
        given[f"claim/c{nth}"] = {"claim": "C.", "short": "C", "related": related, **fields}
    wrong = {
        f"content/claim/c{nth}.yaml"
        for nth, (fields, other) in enumerate(drawn)
        if not fields and other != nth and drawn[other][0]
    }
    report = Report()
    dossier = link(select(records_of(given), PUBLISHED, report).records, report)
    assert {found.location.path for found in report} == wrong
    assert (dossier is None) is bool(wrong)
    if dossier is not None:
        for claim in dossier.claims.values():
            assert all(relation.claim in dossier.claims for relation in claim.related)
