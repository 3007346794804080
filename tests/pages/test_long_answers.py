"""A question with very many answers: its table is cut, and each address leads on."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from claimline.diagnostics import Report
from claimline.html_reader import parse_html
from claimline.pages import long_sections
from claimline.pages.answer_table import AnswersView
from claimline.pages.detail import DetailView
from claimline.publish.link_check import broken_links
from tests.dossiers import Data, Given, planned
from tests.rendering import render

OWN = "details/many.html"
SECOND, THIRD = "details/many/answers/page-2.html", "details/many/answers/page-3.html"


def given(number: int) -> Given:
    """A question with this many answers of three values. Each third is a source's own."""
    records: dict[str, Data] = {"actor/x": {"name": "The mayor"}}
    values: list[Data] = []
    for nth in range(number):
        records[f"statement/s{nth}"] = {"short": f"The mayor on day {nth} of the flood"}
        carried: Data = {"statement": f"s{nth}", "how": "quotes"}
        records[f"source/w{nth}"] = {"carries": [carried]}
        asked: dict[str, Any] = {
            "value": f"{nth % 3} metres",
            "at_least": nth % 3,
            "at_most": nth % 3,
        }
        if nth % 3 == 0:
            note = f"It is so.[@w{(nth + 1) % number}] And so.[@w0]"
            asked |= {"source": f"w{nth}", "note": note}
        else:
            asked |= {
                "statement": f"s{nth}",
                "source": f"w{nth}",
                "quote": "so many metres",
            }
        values.append(asked)
    return {**records, "detail/many": {"values": values}}


@pytest.fixture
def views(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(long_sections, "ON_PAGE", 4)
    return {page.path: page.view for page in planned(given(10)).pages}


def test_each_answer_is_on_one_page_by_its_number(views: dict[str, Any]) -> None:
    own, *others = views[OWN], views[SECOND], views[THIRD]
    numbers = [[it.number for it in view.answers] for view in (own, *others)]
    # Equal ones stand together on a page.
    assert numbers == [[1, 4, 2, 3], [5, 8, 6, 7], [9, 10]]
    assert [it.rows for it in own.answers] == [2, 0, 1, 1]
    assert all("Same as" in it.standing for view in (own, *others) for it in view.answers)


def test_what_stands_first_is_of_all_answers(views: dict[str, Any]) -> None:
    own = cast(DetailView, views[OWN])
    assert own.summary.startswith("10 answers")
    assert [it.value for it in own.short_answers] == ["0 metres", "1 metres", "2 metres"]
    assert len(own.pictures[0].rows) == 3


def test_the_pages_lead_to_one_another(views: dict[str, Any]) -> None:
    own, second = cast(DetailView, views[OWN]), cast(AnswersView, views[SECOND])
    assert [it.ref.href for it in own.later] == [SECOND, THIRD]
    assert second.record.href == OWN
    assert second.pager
    assert second.pager.before
    assert second.pager.after
    assert (second.pager.before.href, second.pager.after.href) == (f"{OWN}#answers", THIRD)


def test_a_source_leads_to_the_page_with_the_answer_and_with_its_note(
    views: dict[str, Any],
) -> None:
    entries = [entry for group in views["sources/w7.html"].usages for entry in group.entries]
    assert {it.back for it in entries} == {f"{SECOND}#answer-8", f"{SECOND}#s-5"}


@pytest.mark.parametrize("number", [4, 5, 9])
def test_every_fragment_leads_on_and_no_link_is_broken(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = render(planned(given(number)), tmp_path / "whole", Report()).files
    monkeypatch.setattr(long_sections, "ON_PAGE", 4)
    cut = render(planned(given(number)), tmp_path / "cut", Report()).files
    before, after = (parse_html(files[OWN].decode()) for files in (whole, cut))
    own = {node.attributes["id"] for node in after.css("main [id]")}
    assert {node.attributes["id"] for node in before.css("main [id]")} <= own
    later = after.css("#later-answers > li")
    assert len(later) == (number - 1) // 4
    for line in later:
        (link,) = line.css("a")
        href = link.attributes["href"]
        assert href
        page = parse_html(cut[href.removeprefix("../")].decode())
        for span in line.css("span"):
            assert page.css(f'[id="{span.attributes["id"]}"]'), span.attributes["id"]
    broken = [
        link.href for link in broken_links(cut) if "answer-" in link.href or "answers/" in link.href
    ]
    assert broken == []


def test_a_source_has_one_number_on_all_pages(views: dict[str, Any]) -> None:
    numbers = [
        [(it.number, it.card.ref.href) for it in views[path].references]
        for path in (OWN, SECOND, THIRD)
    ]
    w0, w1, w4, w7 = ((nth, f"sources/w{nth}.html") for nth in (0, 1, 4, 7))
    assert numbers == [
        [(1, w1[1]), (2, w0[1]), (3, w4[1])],
        [(2, w0[1]), (4, w7[1])],
        [(2, w0[1])],
    ]


def test_a_source_of_the_sum_is_numbered_with_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_sections, "ON_PAGE", 4)
    records = given(10)
    part: Data = {"what": "in May", "number": 1, "source": "w8", "note": "So it says.[@w6]"}
    added = {"number": 2, "source": "w9", "parts": [part, {**part, "source": "w7"}]}
    more = {"finding": "They differ.[@w5]", "sum": added}
    plan = planned({**records, "detail/many": {**records["detail/many"], **more}})
    views: dict[str, Any] = {page.path: page.view for page in plan.pages}
    pages = [views[path].references for path in (OWN, SECOND, THIRD)]
    numbers = {(it.card.ref.href, it.number) for references in pages for it in references}
    assert len({href for href, _ in numbers}) == len(numbers) == 8
    assert {number for _, number in numbers} == set(range(1, 9))
    own = {it.anchor for it in pages[0]}
    later = [{it for it in view.anchors if it.startswith("ref-")} for view in views[OWN].later]
    assert not any(own & anchors for anchors in later)


def test_a_question_with_201_answers_is_a_light_page(tmp_path: Path) -> None:
    plan = planned(given(201))
    sizes = {
        path: len(data)
        for path, data in render(plan, tmp_path, Report()).files.items()
        if path.startswith("details/many")
    }
    assert set(sizes) == {OWN, SECOND, THIRD}
    assert max(sizes.values()) < 250_000


def listed(number: int) -> Given:
    """A question that this many sources do not mention, and that bears on as many claims."""
    records: dict[str, Data] = {"actor/x": {}, "source/s": {}}
    for nth in range(number):
        records[f"source/w{nth}"] = {"publisher": f"Paper {nth}"}
        records[f"claim/c{nth}"] = {"short": f"Claim {nth}"}
    names = range(number)
    equal = [{"value": "7", "source": f"w{nth}"} for nth in names]
    silent, claims = [f"w{nth}" for nth in names], [f"c{nth}" for nth in names]
    return {
        **records,
        "detail/many": {"values": equal, "claims": claims},
        "detail/silence": {"values": [{"value": "7", "source": "s"}], "silent": silent},
    }


@pytest.mark.parametrize(("question", "section"), [("silence", "silent"), ("many", "claims")])
def test_every_entry_of_a_list_is_on_one_page(
    question: str, section: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_sections, "ON_PAGE", 4)
    own = f"details/{question}.html"
    views: dict[str, Any] = {page.path: page.view for page in planned(listed(10)).pages}
    paths = [own, *(f"details/{question}/{section}/page-{nth}.html" for nth in (2, 3))]
    lists = [views[path].sections for path in paths]
    assert [len(getattr(it, section)) for it in lists] == [4, 4, 2]
    entries = [entry for it in lists for entry in getattr(it, section)]
    assert len(set(map(str, entries))) == 10
    for it in lists:
        numbers = getattr(it.pagers, section).numbers
        assert [ref.href for ref in numbers] == [f"{own}#{section}", *paths[1:]]
    if section == "silent":
        (entry,) = views["sources/w5.html"].account.silent
        assert entry.ref.href == f"{paths[1]}#silent"


def test_an_answer_that_very_many_give_names_the_first(tmp_path: Path) -> None:
    plan = planned(listed(40))
    (view,) = (page.view for page in plan.pages if page.path == OWN)
    (answer,) = cast(DetailView, view).short_answers
    assert [it.label for it in answer.givers] == [f"Paper {nth}" for nth in range(12)]
    assert answer.more_givers == 28
    html = render(plan, tmp_path, Report()).files[OWN].decode()
    assert '<a href="#answers">and 28 others, in the table</a>' in html


def test_a_question_of_very_many_records_has_light_pages_whose_links_are_whole(
    tmp_path: Path,
) -> None:
    files = render(planned(listed(250)), tmp_path, Report()).files
    sizes = {path: len(data) for path, data in files.items() if path.startswith("details/")}
    assert {"details/silence/silent/page-3.html", "details/many/claims/page-3.html"} <= set(sizes)
    assert max(sizes.values()) < 250_000
    assert [it.href for it in broken_links(files) if "details/" in it.href] == []
