"""Who got it from whom: each source counts once, and stands after the one that it copies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claimline.diagnostics import Report
from claimline.pages.origins import ONE_PAGE
from claimline.pages.provenance_flow import DEEPEST, FEWEST_FOLDED, SHOWN, Flow, FlowStep
from tests.dossiers import Data, page, planned
from tests.flows import every, outline, sources
from tests.rendering import render

Given = dict[str, Data]

SAID: Given = {
    "actor/hall": {"name": "Hall"},
    "actor/mayor": {"name": "Mayor", "party": "hall"},
    "actor/clerk": {"name": "Clerk"},
    "actor/paper": {"name": "Paper", "kind": "outlet"},
    "statement/a": {"by": "mayor", "short": "A", "said": "2024-03-04"},
    "statement/b": {"by": "clerk", "short": "B"},
    "statement/c": {"by": "paper", "short": "C"},
}


def source(name: str, *carries: str) -> Data:
    """A source with the statements that it quotes, and the sources ``@id`` that it reprints."""
    links = [
        {"source": id_[1:], "how": "reprints"} if id_[0] == "@" else
        {"statement": id_, "how": "quotes"}
        for id_ in carries
    ]  # fmt: skip
    return {"publisher": name, "carries": links}


def cite(*ids: str, stance: str = "repeats", **more: str) -> list[dict[str, str]]:
    """Citations of sources. ``id/statement`` also names the statement."""
    cited = []
    for id_ in ids:
        source_id, _, statement = id_.partition("/")
        named = {"statement": statement} if statement else {}
        cited.append({"source": source_id, "stance": stance, **named, **more})
    return cited


def flow(given: Given, side: str = "backing") -> Flow:
    view: Any = page(SAID | given, "claims/c.html").view
    (shown,) = (it.flow for it in view.sides if it.id == side)
    assert isinstance(shown, Flow)
    return shown


def test_from_speaker_to_copy() -> None:
    given = {
        "source/agency": source("Agency", "a"),
        "source/courier": source("Courier", "@agency"),
        "source/radio": source("Radio", "@courier"),
        "source/gazette": source("Gazette", "a"),
        "source/blog": source("Blog", "c"),
        "source/rumour": source("Rumour"),
        "claim/c": {"citations": cite("rumour", "blog", "radio", "gazette", "agency", "courier")},
    }
    shown = flow(given)
    assert outline(shown.starts) == [
        "Hall", ".A", "..Agency", "...Courier", "....Radio", "..Gazette",
        "Paper", ".C", "..Blog",
        "?", ".Rumour",
    ]  # fmt: skip
    assert [start.kind for start in shown.starts] == ["vantage-point", "commentator", "unknown"]
    assert (shown.vantage_points, shown.statements, shown.sources) == (1, 1, 6)
    statement = shown.starts[0].steps[0]
    assert (statement.by, statement.when and statement.when.words) == ("Mayor", "4 March 2024")
    assert shown.starts[1].steps[0].by == "", "the paper speaks for itself"


def test_a_source_that_is_not_cited_shows_the_way() -> None:
    given = {
        "source/agency": source("Agency", "a"),
        **{f"source/s{nth}": source(f"Paper {nth}", "@agency") for nth in range(4)},
        "claim/c": {"citations": cite("s0", "s1", "s2", "s3")},
    }
    shown = flow(given)
    assert outline(shown.starts)[:3] == ["Hall", ".A", "..(Agency)"]
    agency = shown.starts[0].steps[0].steps[0]
    assert agency.ref is not None
    assert (agency.ref.href, agency.note) == ("sources/agency.html", "not cited here")
    assert len(sources(shown.starts)) == shown.sources == 4


def test_a_source_with_two_statements_counts_under_the_first() -> None:
    given = {
        "source/both": source("Both", "a", "b"),
        "source/copy": source("Copy", "@both"),
        "source/x": source("X", "b"), "source/y": source("Y", "b"),
        "claim/c": {"citations": cite("both/a", "x", "copy/b", "both/b", "y")},
    }  # fmt: skip
    shown = flow(given)
    assert outline(shown.starts) == [
        "Hall", ".A", "..Both", "Clerk", ".B", "..(Both)", "...Copy", "..X", "..Y",
    ]  # fmt: skip
    assert {step.ref.href for step in every(shown.starts) if step.ref and step.ref.label == "Both"
            } == {"#cite-1"}  # fmt: skip


def test_a_source_on_the_way_that_is_cited_for_another_statement_is_not_called_uncited() -> None:
    given = {
        "source/both": source("Both", "a", "b"),
        "source/copy": source("Copy", "@both"),
        "source/x": source("X", "b"), "source/y": source("Y", "b"),
        "claim/c": {"citations": cite("both/a", "copy/b", "x", "y")},
    }  # fmt: skip
    shown = flow(given)
    assert "..(Both)" in outline(shown.starts)
    assert {step.note for step in every(shown.starts)} == {""}


def test_a_statement_that_repeats_another_stands_after_it() -> None:
    given = {
        "statement/b": {"by": "clerk", "short": "B", "repeats": "a"},
        **{f"source/s{nth}": source(f"Paper {nth}", "b") for nth in range(4)},
        "claim/c": {"citations": cite("s0", "s1", "s2", "s3")},
    }
    assert outline(flow(given).starts)[:4] == ["Hall", ".A", "..B", "...Paper 0"]


def test_records_of_one_source_are_one() -> None:
    same = {"url": "https://gazette.example.org/roof"}
    given = {
        "source/one": {**source("Gazette", "a"), **same},
        "source/two": {**source("Gazette", "@one"), **same},
        **{f"source/s{nth}": source(f"Paper {nth}", "@two") for nth in range(3)},
        "claim/c": {"citations": cite("two", "one", "s0", "s1", "s2")},
    }
    lines = outline(flow(given).starts)
    assert lines == ["Hall", ".A", "..Gazette", "...Paper 0", "...Paper 1", "...Paper 2"]


def test_each_side_has_its_own_flow_if_it_has_more_than_three_sources() -> None:
    given: Given = {f"source/s{nth}": source(f"Paper {nth}", "a") for nth in range(8)}
    for number in (3, 4):
        given["claim/c"] = {
            "citations": [
                *cite("s0", "s1", "s2", "s3", stance="supports"),
                *cite(*(f"s{nth}" for nth in range(4, 4 + number)), stance="disputes"),
                *cite("s0", stance="context"),
            ]
        }
        view: Any = page(SAID | given, "claims/c.html").view
        assert [side.flow is not None for side in view.sides] == [True, number > 3, False]


def test_a_source_supports_if_one_of_its_citations_does_and_is_partial_if_all_are() -> None:
    part = {"extent": "part", "missing": "The day."}
    given: Given = {f"source/s{nth}": source(f"Paper {nth}", "a") for nth in range(4)}
    given["claim/c"] = {
        "citations": [
            *cite("s0", "s1", "s2", "s3", **part), *cite("s0", stance="supports", **part),
            *cite("s1"),
        ]
    }  # fmt: skip
    steps = {step.ref.label: step for step in sources(flow(given).starts) if step.ref}
    assert [(it.stance, it.note) for it in steps.values()] == [
        ("supports", "in part"), ("repeats", ""), ("repeats", "in part"), ("repeats", "in part"),
    ]  # fmt: skip


def test_a_publisher_that_stands_there_twice_has_the_day() -> None:
    given: Given = {
        f"source/s{nth}": {**source(name, "a"), "published": f"2024-03-0{nth + 1}"}
        for nth, name in enumerate(["Gazette", "Radio", "Gazette", "Courier"])
    }
    given["claim/c"] = {"citations": cite("s0", "s1", "s2", "s3")}
    steps = sources(flow(given).starts)
    assert [step.when and step.when.words for step in steps] == [
        "1 March 2024", None, "3 March 2024", None,
    ]  # fmt: skip


@pytest.mark.parametrize("number", [SHOWN + FEWEST_FOLDED - 1, SHOWN + FEWEST_FOLDED, 45, 300])
@pytest.mark.parametrize("origin", [["a"], []])
def test_many_sources_are_folded_and_none_is_left_out(number: int, origin: list[str]) -> None:
    ids = [f"s{nth}" for nth in range(number)]
    given: Given = {f"source/{id_}": source(id_, *origin) for id_ in ids}
    given["claim/c"] = {"citations": cite(*ids)}
    shown = flow(given)
    place = shown.starts[0].steps[0] if origin else shown.starts[0]
    folded = number - SHOWN if number >= SHOWN + FEWEST_FOLDED else 0
    assert len(place.folded) == folded
    assert [step.ref.label for step in sources(shown.starts) if step.ref] == ids


def test_one_source_of_no_known_origin() -> None:
    view: Any = page({"source/s": source("Paper")}, "origins.html").view
    assert outline(view.unknown.starts) == ["?", ".Paper"]


@pytest.mark.parametrize("number", [DEEPEST + 1, 400])
def test_a_long_chain_of_copies_stays_shallow_and_names_what_each_copies(number: int) -> None:
    given: Given = {
        f"source/s{nth:04}": source(f"Paper {nth}", f"@s{nth - 1:04}" if nth else "a")
        for nth in range(number)
    }
    given["claim/c"] = {"citations": cite(*(id_.partition("/")[2] for id_ in reversed(given)))}
    starts = flow(given).starts
    assert max(line.count(".") for line in outline(starts)) == 1 + DEEPEST
    shown = {step.ref.label: step for step in sources(starts) if step.ref}
    assert len(shown) == number
    for nth in range(DEEPEST, number):
        step = shown[f"Paper {nth}"]
        assert (step.note, step.through) == ("Reprints", f"Paper {nth - 1}")


def test_a_long_chain_of_statements_stays_shallow() -> None:
    given: Given = {
        f"statement/s{nth:04}": {
            "by": "clerk", "short": str(nth), "repeats": f"s{nth - 1:04}" if nth else None,
        }
        for nth in range(1_500)
    }  # fmt: skip
    given |= {f"source/s{nth}": source(f"Paper {nth}", "s1499") for nth in range(4)}
    given["claim/c"] = {"citations": cite("s0", "s1", "s2", "s3")}
    starts = flow(given).starts
    assert max(line.count(".") for line in outline(starts)) == 1 + DEEPEST
    assert len(sources(starts)) == 4


def test_a_source_page_says_from_whom_and_who_copied_it() -> None:
    given = SAID | {
        "statement/d": {"by": "paper", "short": "D", "repeats": "a"},
        "source/agency": source("Agency", "a", "b", "c"),
        "source/gazette": {**source("Gazette", "a", "d", "b", "@agency"), "title": "Gazette"},
        "source/lost": source("Lost"),
        "source/radio": {**source("Radio", "@gazette", "@lost"), "title": "Radio"},
        "source/blog": {**source("Blog", "@radio"), "title": "Blog"},
    }
    view: Any = page(given, "sources/gazette.html").view
    groups = [(it.kind, [ref.label for ref in it.speakers], len(it.entries)) for it in view.carries]
    assert groups == [
        ("vantage-point", ["Hall"], 2), ("vantage-point", ["Clerk"], 1),
        ("vantage-point", ["Hall", "Clerk", "Paper"], 1),
    ]  # fmt: skip
    first, repeated = view.carries[0].entries
    assert (first.speaker.label, first.party) == ("Mayor", None)
    assert (repeated.speaker.label, repeated.party) == ("Paper", None)
    assert outline(view.copies) == ["Radio", ".Blog"]
    assert [step.note for step in every(view.copies)] == ["reprints it"] * 2
    radio: Any = page(given, "sources/radio.html").view
    assert [(it.kind, len(it.speakers)) for it in radio.carries] == [
        ("vantage-point", 3), ("unknown", 0),
    ]  # fmt: skip


def test_origins_of_a_statement_with_hundreds_of_sources(tmp_path: Path) -> None:
    given: Given = {f"source/s{nth}": source(f"Paper {nth}", "a") for nth in range(900)}
    whole = planned(SAID | given)
    specs = tuple(spec for spec in whole.specs if spec.path.startswith("origins"))
    plan = type(whole)(whole.site, specs, whole.builder)
    starts = [start for made in plan.pages for start in _origins(made.view).starts]
    (statement,) = (step for step in every(starts) if step.ref and step.ref.label == "A")
    assert len(sources([statement])) == ONE_PAGE
    assert statement.note == "550 more sources on the statement’s page."
    assert any(start.note.startswith("1 statement, carried by 900 sources.") for start in starts)
    files = render(plan, tmp_path, Report()).files
    assert {path: len(file) for path, file in files.items() if len(file) > 200_000} == {}


def _origins(view: Any) -> Flow:
    shown = view.vantage_points
    assert isinstance(shown, Flow)
    return shown


def test_every_carrier_stands_on_origins_with_what_it_does() -> None:
    given = {
        "source/agency": source("Agency", "a"),
        "source/courier": source("Courier", "@agency"),
        "statement/b": {"by": "clerk", "short": "B", "repeats": "a"},
    }
    view: Any = page(SAID | given, "origins.html").view
    assert outline(view.vantage_points.starts) == ["Hall", ".A", "..Agency", "...Courier", ".B"]
    (hall,) = view.vantage_points.starts
    said, repeated = hall.steps
    assert (repeated.note, repeated.through, repeated.by) == (
        "No source on this site carries it. Only repeats", "A", "Clerk",
    )  # fmt: skip
    assert [step.note for step in sources([said])] == ["quotes it", "reprints it"]


def test_the_key_explains_only_what_is_drawn() -> None:
    """A dashed frame is explained where one stands, at any depth, and nowhere else."""
    plain: Given = {
        **{f"source/s{nth}": source(f"Paper {nth}", "a") for nth in range(4)},
        "claim/c": {"citations": cite("s0", "s1", "s2", "s3")},
    }
    copied: Given = {
        **plain,
        "source/agency": source("Agency", "a"),
        "source/s3": source("Paper 3", "@agency"),
    }
    assert [flow(given).has_passing for given in (plain, copied)] == [False, True]
    deep = FlowStep("source", None, folded=(FlowStep("source", None, passing=True),))
    assert Flow((FlowStep("vantage-point", None, steps=(deep,)),)).has_passing
