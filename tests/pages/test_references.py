"""A page's numbered references, and the passages that cite them."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from claimline.analysis import analyse
from claimline.diagnostics import Report
from claimline.pages.claim_view import ClaimView
from claimline.pages.references import References
from claimline.pages.view_builder import ViewBuilder
from claimline.prose.values import AddressHole, CitationHole, SentenceHole, TitleHole
from tests.dossiers import Data, dossier, page, planned
from tests.rendering import render

SOURCES: dict[str, Data] = {
    f"source/{id_}": {"publisher": f"Paper {id_}", "title": f"Title *{id_}*"} for id_ in "abc"
}
CITED = {"stance": "supports"}


def references(given_: dict[str, Data]) -> References:
    made = dossier(SOURCES | given_)
    return References(ViewBuilder(made, analyse(made, Report())))


def test_numbers_follow_the_order_of_first_citing() -> None:
    found = references(
        {"brief/b": {"body": "One [@c]. Two [@a; @c]. Three [@b, p. 1] [@c, p. 2].\n"}}
    )
    passage = found.passage("brief", "b", "body")
    assert passage is not None
    assert [[cite.number for cite in cites] for cites in passage.cites] == [[1], [2, 1], [3], [1]]
    assert [(entry.number, entry.anchor, entry.card.publisher) for entry in found.entries()] == [
        (1, "ref-1", "Paper c"), (2, "ref-2", "Paper a"), (3, "ref-3", "Paper b"),
    ]  # fmt: skip
    assert passage.sentences == ("s-1", "s-2", "s-3")


def test_ways_back_have_letters_and_words() -> None:
    found = references({"brief/b": {"body": "One [@c]. Two [@a]. Three [@c] so [@c].\n"}})
    found.passage("brief", "b", "body")
    first, second = found.entries()
    assert [(back.href, back.label, back.words) for back in first.backs] == [
        ("#s-1", "a", "One."), ("#s-3", "b", "Three so."),
    ]  # fmt: skip
    assert [(back.href, back.label) for back in second.backs] == [("#s-2", "a")]


def test_locators_are_kept_once_and_in_order() -> None:
    found = references({"brief/b": {"body": "[@a, p. 2] x [@a, p. 1] y [@a, p. 2] z [@a].\n"}})
    passage = found.passage("brief", "b", "body")
    assert passage is not None
    assert [it.words for it in found.entries()[0].locators] == ["p. 2", "p. 1"]
    assert passage.cites[0][0].label == "Reference 1: Paper a, p. 2"
    assert passage.cites[3][0].label == "Reference 1: Paper a"


def test_sentences_are_numbered_through_a_record() -> None:
    given_: dict[str, Data] = {
        "claim/c": {"reasoning": "One [@a]. Two [@a].", "unknowns": ["None.", "Three [@b]."]}
    }
    found = references(given_)
    reasoning = found.passage("claim", "c", "reasoning")
    unknowns = found.passages("claim", "c", "unknowns", 2)
    assert reasoning is not None
    assert [reasoning.sentences, *(each.sentences for each in unknowns)] == [
        ("s-1", "s-2"), (), ("s-3",),
    ]  # fmt: skip


def test_events_share_a_page_so_their_sentences_name_them() -> None:
    found = references({"event/e": {"text": "One [@a]."}})
    passage = found.passage("event", "e", "text")
    assert passage is not None
    assert passage.sentences == ("s-e-1",)


def test_what_was_left_out_gives_no_passage() -> None:
    found = references({"claim/c": {}})
    assert found.passage("claim", "c", "reasoning") is None
    assert found.passages("claim", "c", "unknowns", 0) == ()


def test_a_passage_has_holes_for_what_only_a_page_knows() -> None:
    found = references({"brief/b": {"body": "It was so [@a]. See [w](source:b) and [](source:c)."}})
    passage = found.passage("brief", "b", "body")
    assert passage is not None
    assert passage.pieces == (
        "<p>", SentenceHole(0, whole=True), "It was so", CitationHole(0), ".</span> See <a href=\"",
        AddressHole(0), '">w</a> and <a href="', AddressHole(1), '">', TitleHole(1), "</a>.</p>",
    )  # fmt: skip
    assert passage.titles == ("Title *b*", "Title *c*")
    assert passage.hrefs == ("sources/b.html", "sources/c.html")


def test_a_claim_page_numbers_its_evidence_as_its_sentences_cite_it() -> None:
    given_ = SOURCES | {
        "claim/c": {
            "reasoning": "One [@c]. Two [@b]. Three [@a].",
            "citations": [
                {**CITED, "source": "a"},
                {**CITED, "source": "b"},
                {**CITED, "source": "a"},
            ],
        }
    }
    view = page(given_, "claims/c.html").view
    assert isinstance(view, ClaimView)
    evidence = [item for side in view.sides for group in side.groups for item in group.evidence]
    assert [(item.number, item.anchor) for item in evidence] == [
        (3, "cite-1"), (2, "cite-2"), (4, "cite-3"),
    ]  # fmt: skip
    # The first number is that of a source that the evidence does not have.
    assert [(entry.number, entry.anchor) for entry in view.references] == [(1, "ref-1")]
    assert view.reasoning is not None
    assert [cites[0].href for cites in view.reasoning.cites] == ["#ref-1", "#cite-2", "#cite-1"]
    assert [[back.href for back in item.backs] for item in evidence] == [["#s-3"], ["#s-2"], []]


@given(st.lists(st.sets(st.sampled_from("abc"), min_size=1).map(sorted), min_size=1, max_size=8))
def test_every_citation_leads_there_and_back(cited: list[list[str]]) -> None:
    body = " ".join(f"Word [{'; '.join(f'@{id_}' for id_ in ids)}]." for ids in cited)
    found = references({"brief/b": {"body": body}})
    passage = found.passage("brief", "b", "body")
    assert passage is not None
    entries = {f"#{entry.anchor}": entry for entry in found.entries()}
    assert [entry.number for entry in entries.values()] == list(range(1, len(entries) + 1))
    ways = set()
    for nth, cites in enumerate(passage.cites):
        for cite in cites:
            assert entries[cite.href].number == cite.number
            ways.add((cite.number, f"#{passage.sentences[nth]}"))
    assert ways == {(entry.number, back.href) for entry in entries.values() for back in entry.backs}


def test_only_a_number_out_of_order_stands_at_its_entry(tmp_path: Path) -> None:
    """A browser takes ten times as long where each entry of a long list states its number."""
    cited = [f"s{nth}" for nth in range(30)]
    plan = planned({
        **{f"source/{id_}": {} for id_ in cited},
        "claim/c": {
            "reasoning": f"First [@{cited[20]}; @{cited[3]}].",
            "citations": [{"source": id_, "stance": "supports"} for id_ in cited],
        },
    })  # fmt: skip
    specs = tuple(spec for spec in plan.specs if spec.path == "claims/c.html")
    files = render(type(plan)(plan.site, specs, plan.builder), tmp_path, Report()).files
    html = files["claims/c.html"].decode()
    numbers = [int(it or 0) for it in re.findall(r'<li id="[^"]*"(?: value="([0-9]+)")?', html)]
    assert len(numbers) >= 30
    counted = 0
    for number in numbers:  # 0 where the entry leaves it to the browser to count
        assert number != counted + 1
        counted = number or counted + 1
