"""Every reference leads somewhere, and every way back is found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimline.diagnostics import Code, Report
from claimline.model.dossier import Dossier
from claimline.model.link import link
from claimline.model.records import KINDS
from claimline.model.validate import validate
from claimline.read import read_project
from tests.dossiers import Data, dossier, faults

Links = dict[tuple[str, str], dict[str, set[Any]]]
_CITES = re.compile(r"\[(@[^\]]*)\]")
_LINKS = re.compile(r"\]\(([a-z]+):([a-z0-9-]+)")


def counted_again(made: Dossier) -> Links:
    """Who names whom, found without the program: every value of every record is looked at.

    A reference is known by its key alone, a link by its form. Events are linked to the claims
    that are about them; a statement that a source carries, by the source; and so on.
    """
    found: Links = defaultdict(lambda: defaultdict(set))
    for kind in KINDS:
        for id_, record in made.records(kind).items():
            data = record.model_dump()
            for loc, value in _leaves(data):
                for named, name in _named(kind, loc, value):
                    if (named, name) == (kind, id_):
                        continue
                    stance = kind == "claim" and loc[0] == "stances" and loc[-1] == "actor"
                    field = "stances" if stance else _field(kind, loc)
                    entry = (id_, loc[1]) if stance else id_
                    found[named, name][field].add(entry)
                    if kind == "claim" and loc == ("event",):
                        found["claim", id_]["events"].add(name)
    return found


def _field(kind: str, loc: tuple[str | int, ...]) -> str:
    """Where the way back is kept. What a source carries and for whom an actor speaks stand apart
    from what their notes only mention."""
    if kind == "source" and loc[0] == "carries" and loc[-1] != "note":
        return "carriers"
    return "members" if (kind, *loc) == ("actor", "party") else f"{kind}s"


def _leaves(data: Any, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*loc, key))
    elif isinstance(data, list | tuple):
        for nth, value in enumerate(data):
            yield from _leaves(value, (*loc, nth))
    elif isinstance(data, str):
        yield loc, data


PROSE = frozenset(
    {"access_note", "body", "finding", "note", "perspective", "reasoning", "says", "text"}
) | {"description", "missing", "no_source", "unknowns", "why", "would_change"}


def _named(kind: str, loc: tuple[Any, ...], value: str) -> Iterator[tuple[str, str]]:
    key = next(step for step in reversed(loc) if isinstance(step, str))
    kinds = {
        "by": "actor", "party": "actor", "actor": "actor", "actors": "actor",
        "revises": "statement", "repeats": "statement", "statement": "statement",
        "claim": "claim", "claims": "claim", "event": "event", "place": "place",
    }  # fmt: skip
    if key == "source" and kind == "source":
        yield "source", value  # elsewhere these are usages
    elif (kind, *loc) == ("claim", "claim") or "translation" in loc:
        return  # the assertion itself; who translated
    elif key in kinds:
        yield kinds[key], value
    elif key in PROSE:
        yield from _LINKS.findall(value)


def check_ways_back(made: Dossier) -> None:
    """The Dossier's backlinks and usages are those that a second count finds."""
    again = counted_again(made)
    fields = set(made.backlinks("actor", "-").__struct_fields__)
    for kind in KINDS:
        for id_ in made.records(kind):
            back = made.backlinks(kind, id_)
            for field in fields:
                expected = again.get((kind, id_), {}).get(field, set())
                assert set(getattr(back, field)) == expected, (kind, id_, field)
                assert list(getattr(back, field)) == sorted(expected)
    usages = {source: len(found) for source, found in made.usages.items()}
    assert usages == _usages_again(made)
    for source, entries in made.usages.items():
        anchors = [(usage.carrier, usage.anchor) for usage in entries if usage.anchor != "silent"]
        assert len(anchors) == len(set(anchors))
        assert all(usage.source == source for usage in entries)


def _usages_again(made: Dossier) -> dict[str, int]:
    """How many places cite each source: pointers, and sentences with a citation."""
    found = dict.fromkeys(made.sources, 0)
    for kind in KINDS:
        for id_, record in made.records(kind).items():
            for loc, value in _leaves(record.model_dump()):
                if kind != "source" and (loc[-1] == "source" or loc[0] == "silent"):
                    found[value] += 1
            for prose in made.prose.get((kind, id_), {}).values():
                assert prose.text.count("[@") == len(_CITES.findall(prose.text))
                pairs = {(mark.sentence, c.source) for mark in prose.marks for c in mark.cited}
                for _, source in pairs:
                    found[source] += 1
    return found


def test_the_shipped_records_lead_back(repository: Path) -> None:
    report = Report()
    made = link(validate(read_project(repository, report), report), report)
    assert made is not None
    check_ways_back(made)
    assert sum(map(len, made.usages.values())) > 100
    assert made.back


IDS = ("a", "b", "c")
ids = st.sampled_from(IDS)
some = st.lists(ids, max_size=2, unique=True)
PIECES = (
    "[@{}].", "[@{}, p. 1] and [@{}; @{}].", "[w](claim:{}).", "[](actor:{}) so.", "Then. ",
    "[](statement:{})", "[](source:{})", "[](event:{})", "[](detail:{})", "[](brief:{})",
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.sampled_from(PIECES), max_size=4))
    filled = [piece.format(*draw(st.tuples(ids, ids, ids))) for piece in pieces]
    return " ".join(["Word", *filled])


@st.composite
def investigations(draw: st.DrawFn) -> dict[str, Data]:
    """Three records of each kind that name each other at random, without a circle."""
    made: dict[str, Data] = {}
    for nth, id_ in enumerate(IDS):
        earlier = st.sampled_from([None, *IDS[:nth]])
        others = [other for other in IDS if other != id_]
        pointer = st.fixed_dictionaries(
            {"source": ids}, optional={"statement": ids, "note": texts(), "at": st.just("p. 1")}
        )
        made[f"actor/{id_}"] = {"party": draw(earlier), "note": draw(texts())}
        made[f"place/{id_}"] = {}
        made[f"statement/{id_}"] = {"by": "a", "revises": draw(earlier), "says": draw(texts())}
        made[f"statement/{id_}"]["repeats"] = draw(earlier)  # type: ignore[index]
        made[f"source/{id_}"] = {
            "note": draw(texts()),
            "carries": [
                {"statement": name, "how": "quotes", "note": draw(texts())} for name in draw(some)
            ]
            + [{"source": name, "how": "reprints"} for name in IDS[:nth] if draw(st.booleans())],
        }
        made[f"claim/{id_}"] = {
            "by": draw(some),
            "statement": draw(st.none() | ids),
            "event": draw(st.none() | ids),
            "reasoning": draw(texts()),
            "unknowns": draw(st.lists(texts(), max_size=2)),
            "citations": draw(st.lists(pointer, max_size=2)),
            "stances": [
                {"actor": name, "stance": "denies", "citation": draw(st.none() | pointer)}
                for name in draw(some)
            ],
            "related": [
                {"claim": name, "how": "contradicts", "note": draw(texts())}
                for name in draw(st.lists(st.sampled_from(others), max_size=2))
            ],
        }
        made[f"event/{id_}"] = {
            "text": draw(texts()), "citations": draw(st.lists(pointer, max_size=2)),
            "claims": draw(some), "actors": draw(some), "place": draw(st.none() | ids),
        }  # fmt: skip
        made[f"detail/{id_}"] = {
            "values": [{"value": "1", **draw(pointer)}], "silent": draw(some),
            "claims": draw(some), "finding": draw(texts()),
        }  # fmt: skip
        made[f"brief/{id_}"] = {"claims": draw(some), "body": draw(texts())}
        made[f"page/{id_}"] = {"body": draw(texts())}
    return made


def test_places_on_the_page_that_all_events_share_name_the_event() -> None:
    made = dossier(
        {
            "source/s": {},
            "event/storm": {"citations": [{"source": "s"}], "text": "It blew [@s]."},
            "claim/c": {"citations": [{"source": "s"}], "reasoning": "So it is [@s]."},
        }
    )
    anchors = {(usage.carrier[0], usage.anchor) for usage in made.usages["s"]}
    assert anchors == {
        ("event", "cite-storm-1"),
        ("event", "s-storm-1"),
        ("claim", "cite-1"),
        ("claim", "s-1"),
    }


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(investigations())
def test_any_records_lead_back(made: dict[str, Data]) -> None:
    check_ways_back(dossier(made))


@pytest.mark.parametrize(
    ("given_", "code", "words"),
    [
        ({"claim/a": {"by": "x"}}, Code.DANGLING, 'There is no actor "x".'),
        ({"claim/a": {"citations": [{"source": "x"}]}}, Code.DANGLING, 'no source "x"'),
        ({"claim/a": {"reasoning": "So [@x]."}}, Code.DANGLING, 'There is no source "x".'),
        ({"claim/a": {"reasoning": "So [](brief:x)."}}, Code.DANGLING, 'There is no brief "x".'),
        ({"site": {"front": "x"}}, Code.DANGLING, 'There is no brief "x".'),
        ({"site": {"key_claims": ["x"]}}, Code.DANGLING, 'There is no claim "x".'),
        ({"claim/a": {"verdict": "x"}}, Code.BAD_VALUE, '"x" is not on the verdict scale.'),
        ({"actor/a": {"party": "a"}}, Code.SELF_REFERENCE, 'The actor "a" names itself.'),
        (
            {"claim/a": {"related": [{"claim": "a", "how": "part-of"}]}},
            Code.SELF_REFERENCE,
            'The claim "a" names itself.',
        ),
        (
            {"source/a": {"carries": [{"source": "a", "how": "reprints"}]}},
            Code.SELF_REFERENCE,
            'The source "a" names itself.',
        ),
        (
            {"actor/a": {"party": "b"}, "actor/b": {"party": "a"}},
            Code.CYCLE,
            'Who speaks for whom leads back to where it began: "a" -> "b" -> "a".',
        ),
        (
            {
                f"source/{a}": {"carries": [{"source": b, "how": "reprints"}]}
                for a, b in ("ab", "bc", "ca")
            },
            Code.CYCLE,
            '"a" -> "b" -> "c" -> "a"',
        ),
        (
            {"actor/x": {}, "statement/a": {"repeats": "b"}, "statement/b": {"repeats": "a"}},
            Code.CYCLE,
            "Who repeats whom",
        ),
        (
            {"actor/x": {}, "statement/a": {"revises": "b"}, "statement/b": {"revises": "a"}},
            Code.CYCLE,
            "What revises what",
        ),
        (
            {
                "claim/a": {"related": [{"claim": "b", "how": "depends-on"}]},
                "claim/b": {"related": [{"claim": "a", "how": "depends-on"}]},
            },
            Code.CYCLE,
            '"depends-on" leads back',
        ),
        (
            {
                "actor/x": {},
                "actor/y": {},
                "statement/a": {},
                "statement/b": {"by": "y", "revises": "a"},
            },
            Code.BAD_VALUE,
            '"b" revises a statement of another speaker, "x".',
        ),
        ({"claim/a": {"reasoning": "So [@x"}}, Code.BAD_CITATION, "no closing bracket"),
    ],
)
def test_links_that_cannot_stand(given_: dict[str, Data], code: Code, words: str) -> None:
    found = faults(given_)
    assert [each.code for each in found] == [code]
    assert words in found[0].message


def test_contradiction_goes_both_ways() -> None:
    mutual = {
        "claim/a": {"related": [{"claim": "b", "how": "contradicts"}]},
        "claim/b": {"related": [{"claim": "a", "how": "contradicts"}]},
    }
    assert faults(mutual) == []


def test_a_near_id_is_suggested() -> None:
    (found,) = faults(
        {"source/paper-2024": {}, "claim/a": {"citations": [{"source": "papr-2024"}]}}
    )
    assert found.suggestion == 'Did you mean "paper-2024"?'


def test_the_place_of_a_name_in_a_text_is_found() -> None:
    reasoning = "See [@s] and [@s; @x, p. 1], then [w](claim:y)."
    first, second = faults({"source/s": {}, "claim/a": {"reasoning": reasoning}})
    line = '{"claim": "It is so.", "short": "A claim", "reasoning": "'
    assert first.location.column == len(line) + reasoning.index("@x") + 1
    assert second.location.column == len(line) + reasoning.index("claim:y") + 1


def test_a_link_to_a_broken_record_is_not_dangling() -> None:
    found = faults({"source/s": {"url": "x"}, "claim/a": {"citations": [{"source": "s"}]}})
    assert [each.code for each in found] == [Code.BAD_URL]


def test_without_a_site_there_is_no_dossier() -> None:
    report = Report()
    assert link(validate([], report), report) is None


def test_a_sentence_that_cites_a_source_twice_is_one_usage() -> None:
    made = dossier(
        {"source/s": {}, "brief/b": {"body": "One [@s, p. 1], two [@s, p. 2]. Three [@s].\n"}}
    )
    assert [(usage.anchor, usage.locator, usage.words) for usage in made.usages["s"]] == [
        ("s-1", "p. 1; p. 2", "One, two."), ("s-2", "", "Three."),
    ]  # fmt: skip


def test_a_link_without_words_is_told_by_its_title() -> None:
    made = dossier(
        {"source/s": {"title": "The paper"}, "brief/b": {"body": "See [](source:s) [@s].\n"}}
    )
    assert made.usages["s"][0].words == "See The paper."


def test_the_dossier_is_immutable() -> None:
    made: Any = dossier({"source/s": {}, "brief/b": {"body": "One [@s].\n"}})
    with pytest.raises(AttributeError, match="immutable"):
        made.site = None
    with pytest.raises(AttributeError, match="immutable"):
        made.usages["s"][0].words = ""
    for mapping in (
        made.sources, made.claims, made.usages, made.back, made.prose, made.prose["brief", "b"],
        made.records("brief"), made.where,
    ):  # fmt: skip
        with pytest.raises(TypeError):
            mapping["x"] = None
    with pytest.raises(TypeError):
        made.usages["s"][0] = None
