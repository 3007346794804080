"""Pages that would grow with the number of records: cut, with each entry on one page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from claimline.diagnostics import Report
from claimline.pages import actor_sections, corrections, long_sections, origins, statement_sections
from tests.dossiers import Data, planned
from tests.rendering import render

Given = dict[str, Data]
MOST = 400_000
"""The most bytes of a page."""


def many(number: int, **more: Data) -> Given:
    """Records of most kinds that name one actor, and sources of no known origin."""
    given: Given = {"actor/x": {}, "actor/pundit": {"role": "commentator"}}
    for nth in range(number):
        date = f"20{nth % 20 + 10}-03-{nth % 28 + 1:02}"
        by = "x" if nth % 3 else "pundit"
        given |= {
            f"statement/s{nth}": {"by": by, "said": date},
            f"source/carries{nth}": {
                "published": date, "carries": [{"statement": f"s{nth}", "how": "quotes"}],
            },
            f"source/unknown{nth}": {"origin": "unknown"},
            f"claim/c{nth}": {
                "by": ["x"],
                "citations": [{"source": f"carries{nth}", "stance": "supports"}],
                "stances": [{"actor": "x", "stance": "denies"}],
                "corrections": [{"date": date, "text": f"Corrected {nth}."}],
            },
            f"event/e{nth}": {
                "date": date, "actors": ["x"],
                "involved": [{"actor": "x", "role": "owner", "statement": f"s{nth}"}],
            },
            f"detail/d{nth}": {}, f"brief/b{nth}": {},
        }  # fmt: skip
    return {**given, **more}


def pages(given: Given, start: str) -> dict[str, Any]:
    return {page.path: page.view for page in planned(given).pages if page.path.startswith(start)}


@pytest.mark.parametrize("section", actor_sections.HEADINGS)
def test_every_entry_of_an_actor_is_on_one_page(
    section: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = many(11)
    (whole,) = pages(given, "actors/x").values()
    expected = getattr(whole.sections, section)
    assert len(expected) > 4
    assert whole.sections.pagers is None
    monkeypatch.setattr(long_sections, "ON_PAGE", 4)
    views = pages(given, "actors/x")
    paths = [path for path in views if path == "actors/x.html" or f"/{section}/" in path]
    paths.sort(key=lambda path: (len(path), path))
    on_pages = [row for path in paths for row in getattr(views[path].sections, section)]
    assert on_pages == list(expected)
    assert max(len(getattr(view.sections, section)) for view in views.values()) == 4
    # Each page of the section leads to all others, and the first is the actor's own.
    for path in paths:
        numbers = getattr(views[path].sections.pagers, section).numbers
        assert [ref.href for ref in numbers] == [f"actors/x.html#{section}", *paths[1:]]
    before = getattr(views[paths[1]].sections.pagers, section).before
    assert before.href == f"actors/x.html#{section}"


def carried(number: int) -> Given:
    """A statement in many records of each kind that its page lists."""
    given: Given = {"statement/said": {}, "source/first": _carries("statement", "said", "quotes")}
    for nth in range(number):
        citation = {"source": "first", "statement": "said", "stance": "supports"}
        given |= {
            f"statement/repeats{nth}": {"by": "clerk", "repeats": "said"},
            f"statement/revises{nth}": {"revises": "said"},
            f"source/carries{nth}": {
                **_carries("statement", "said", "quotes"),
                "published": f"2024-03-{nth % 28 + 1:02}",
            },
            f"source/copies{nth}": _carries("source", "first", "reprints"),
            f"claim/c{nth}": {"citations": [citation]},
            f"event/e{nth}": {"citations": [citation]},
            f"detail/d{nth}": {"values": [{"value": f"{nth}", "statement": "said"}]},
        }  # fmt: skip
    return {"actor/clerk": {}, "actor/x": {}, **given}


def _carries(kind: str, id_: str, how: str) -> Data:
    return {"carries": [{kind: id_, "how": how}]}


@pytest.mark.parametrize("section", statement_sections.HEADINGS)
def test_every_entry_of_a_statement_is_on_one_page(
    section: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = carried(11)
    (whole,) = pages(given, "statements/said").values()
    expected = getattr(whole.sections, section)
    assert len(expected) == (23 if section == "carriers" else 11)
    assert whole.sections.pagers is None
    monkeypatch.setattr(long_sections, "ON_PAGE", 4)
    views = pages(given, "statements/said")
    paths = [path for path in views if path == "statements/said.html" or f"/{section}/" in path]
    paths.sort(key=lambda path: (len(path), path))
    assert [row for path in paths for row in getattr(views[path].sections, section)] == list(
        expected
    )
    assert len(paths) == (6 if section == "carriers" else 3)
    # A further page shows its section alone, and the first link leads to the statement's page.
    for path in paths[1:]:
        others = set(statement_sections.HEADINGS) - {section}
        assert not any(getattr(views[path].sections, other) for other in others)
        numbers = getattr(views[path].sections.pagers, section).numbers
        assert numbers[0].href == f"statements/said.html#{section}"


def test_a_statement_that_nobody_carries_says_so_on_its_own_page_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(long_sections, "ON_PAGE", 2)
    given: Given = {"actor/x": {}, "statement/said": {}}
    given |= {f"statement/r{nth}": {"revises": "said"} for nth in range(3)}
    views = pages(given, "statements/said")
    assert [view.sections.without_carrier for _, view in sorted(views.items())] == [True, False]


def test_a_fragment_of_a_statements_page_leads_to_its_section_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_sections, "ON_PAGE", 4)
    plan = planned(carried(11))
    spec = next(spec for spec in plan.specs if spec.path == "statements/said.html")
    page = render(_only(plan, (spec,)), tmp_path, Report()).files[spec.path].decode()
    for section in statement_sections.HEADINGS:
        assert page.count(f'<h2 id="{section}">') == 1


def test_every_statement_and_source_of_origins_is_on_one_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = many(11)
    (whole,) = pages(given, "origins").values()
    assert whole.pager is None
    monkeypatch.setattr(origins, "ONE_PAGE", 5)
    views = list(pages(given, "origins").values())
    assert len(views) > 4
    assert [view.summary for view in views] == [whole.summary] * len(views)
    for kind in ("vantage_points", "commentators"):
        starts = [start for view in views for start in getattr(view, kind).starts]
        statements = [step for start in starts for step in start.steps]
        assert sorted(statements, key=str) == sorted(
            (step for start in getattr(whole, kind).starts for step in start.steps), key=str
        )
        # A speaker that goes on stands there again, with the numbers of all its statements.
        assert {start.note for start in starts} == {
            start.note for start in getattr(whole, kind).starts
        }
    unknown = [step for view in views for start in view.unknown.starts for step in start.steps]
    assert unknown == [step for start in whole.unknown.starts for step in start.steps]
    assert len(unknown) == 11


def test_the_first_page_of_origins_leads_to_each_speaker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origins, "ONE_PAGE", 5)
    views = pages(many(11), "origins")
    parts = views["origins.html"].pager.parts
    assert [ref.label for ref in parts] == ["An actor", "An actor", "Origin not known"]
    for ref, kind in zip(parts, ("vantage_points", "commentators", "unknown"), strict=True):
        path, _, fragment = ref.href.partition("#")
        shown = getattr(views[path], kind).starts
        assert fragment == ("unknown" if kind == "unknown" else shown[0].anchor)


def test_corrections_are_by_year_if_they_have_several_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = many(25)
    (whole,) = pages(given, "corrections").values()
    assert [year for year, _ in whole.years] == [""]
    monkeypatch.setattr(corrections, "ON_PAGE", 4)
    views = list(pages(given, "corrections").values())
    assert len(views) == 7
    entries = [entry for view in views for _, group in view.years for entry in group]
    assert [(it.claim, it.when) for it in entries] == [
        (it.claim, it.when) for it in whole.years[0][1]
    ]
    years = [year for view in views for year, _ in view.years]
    assert list(dict.fromkeys(years)) == [str(year) for year in range(2029, 2009, -1)]
    for view in views:
        assert all(it.when.words.endswith(year) for year, group in view.years for it in group)


def test_a_site_without_corrections_has_an_empty_page() -> None:
    (view,) = pages({}, "corrections").values()
    assert view.years == ()


def test_no_growing_page_is_too_large(tmp_path: Path) -> None:
    """With the real limits."""
    plan = planned(many(420))
    wanted = ("actors/", "origins", "corrections", "index", "chronology", "matrix")
    specs = tuple(spec for spec in plan.specs if spec.path.startswith(wanted))
    files: Mapping[str, bytes] = render(_only(plan, specs), tmp_path, Report()).files
    html = {path: file for path, file in files.items() if path.endswith(".html")}
    assert len(html) > 30
    assert {path: len(file) for path, file in html.items() if len(file) > MOST} == {}


def test_no_page_of_a_statement_is_too_large(tmp_path: Path) -> None:
    plan = planned(carried(320))
    specs = tuple(spec for spec in plan.specs if spec.path.startswith("statements/said"))
    files = render(_only(plan, specs), tmp_path, Report()).files
    sizes = {path: len(file) for path, file in files.items() if path.endswith(".html")}
    assert len(sizes) > 20
    assert max(sizes.values()) < MOST


def _only(plan: Any, specs: tuple[Any, ...]) -> Any:
    return type(plan)(plan.site, specs, plan.builder)
