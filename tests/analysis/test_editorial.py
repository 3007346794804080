"""Each editorial rule speaks where it should, and only there."""

from __future__ import annotations

from typing import Any

import pytest

from claimline.analysis.record_rules import QUOTE_LIMIT, SHORT_LIMIT
from claimline.diagnostics import Code
from tests.dossiers import Data, codes, findings, told

CITED = {"source": "s", "stance": "supports", "at": "p. 1"}
# An investigation in which no rule is broken; each case changes one record.
GOOD: dict[str, Data] = {
    "actor/a": {"access": "direct", "role": "party"},
    "actor/b": {"role": "party"},
    "place/p": {},
    "statement/sa": {"by": "a"},
    "statement/sb": {"by": "b"},
    "source/s": {"carries": [{"statement": "sa", "how": "quotes"}]},
    "source/t": {"carries": [{"statement": "sb", "how": "quotes"}]},
    "claim/c": {
        "citations": [CITED, {**CITED, "source": "t"}],
        "verdict": "supported",
        "reasoning": "So.",
    },
    "event/e": {"citations": [CITED], "place": "p"},
    "detail/d": {
        "values": [{"value": "1", "statement": "sa"}, {"value": "2", "source": "t", "at": "p. 2"}]
    },
    "brief/b": {"body": "It is so [@s].\n"},
    "page/g": {},
}
LONG = "x" * (SHORT_LIMIT + 1)
QUOTE = {"quote": "Words.", "at": "p. 1"}
TWO = {"carries": [{"statement": name, "how": "quotes"} for name in ("sa", "sb")]}


def changed(name: str, **fields: Any) -> dict[str, Data]:
    """The good investigation with fields of one record set, or None to leave them out."""
    return GOOD | {name: {**GOOD.get(name, {}), **fields}}


def test_nothing_is_said_where_nothing_is_wrong() -> None:
    assert told(GOOD) == []


def cited(**fields: Any) -> dict[str, Data]:
    """The good investigation with fields of the claim's first citation set."""
    return changed("claim/c", citations=[{**CITED, **fields}, {**CITED, "source": "t"}])


def answered(**fields: Any) -> dict[str, Data]:
    other = {"value": "2", "source": "t"}
    return changed("detail/d", values=[{"value": "1", "source": "s", **fields}, other])


def history(*steps: tuple[str | None, str]) -> dict[str, Data]:
    changes = [{"date": "2024", "from": old, "to": new, "why": "So."} for old, new in steps]
    return changed("claim/c", history=changes)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (changed("claim/c", short=LONG), "short-too-long claim/c"),
        (changed("statement/sa", short=LONG), "short-too-long statement/sa"),
        (changed("detail/d", short=LONG), "short-too-long detail/d"),
        (changed("event/e", title=LONG), "short-too-long event/e"),
        (changed("brief/b", title=LONG), "short-too-long brief/b"),
        (changed("page/g", title=LONG), "short-too-long page/g"),
        (changed("claim/x"), "claim-without-citation claim/x"),
        (changed("event/e", citations=[]), "event-without-citation event/e"),
        (changed("brief/b", body="Words `[@s]`.\n"), "brief-without-citation brief/b"),
        (cited(quote="Words.", at=None), "quote-without-locator claim/c"),
        (
            changed("event/e", citations=[{"source": "s", "quote": "W."}]),
            "quote-without-locator event/e",
        ),
        (answered(quote="Words."), "quote-without-locator detail/d"),
        (
            changed(
                "claim/c",
                stances=[
                    {"actor": "a", "stance": "denies", "citation": {"source": "s", "quote": "W."}}
                ],
            ),
            "quote-without-locator claim/c",
        ),
        (cited(quote="a " * (QUOTE_LIMIT + 1)), "quote-too-long claim/c"),
        (answered(quote="a " * (QUOTE_LIMIT + 1), at="p. 1"), "quote-too-long detail/d"),
        (cited(statement="sb"), "not-carried claim/c"),
        (answered(statement="sb"), "not-carried detail/d"),
        (changed("source/x"), "source-never-cited source/x"),
        (changed("source/s", url=None), "source-without-address source/s"),
        (changed("source/s", url=None, url_status="unknown"), "source-without-address source/s"),
        (changed("source/s", reliability="B"), "reliability-without-reason source/s"),
        (changed("statement/x", by="a"), "statement-not-carried statement/x"),
        (
            changed("detail/d", values=[{"value": "1", "source": "s"}]),
            "detail-with-one-value detail/d",
        ),
        (changed("actor/x"), "unused-record actor/x"),
        (changed("place/x"), "unused-record place/x"),
        (changed("claim/c", reasoning=None), "verdict-without-reasoning claim/c"),
        (changed("claim/c", kind="opinion"), "bad-value claim/c"),
        (history((None, "disputed")), "verdict-history claim/c"),
        (history((None, "disputed"), ("unproven", "supported")), "verdict-history claim/c"),
        (changed("claim/c", citations=[CITED]), "supported-by-one-party claim/c"),
        (changed("source/t", carries=[]), "statement-not-carried statement/sb"),
    ],
)
def test_a_rule_that_is_broken_is_named(given: dict[str, Data], expected: str) -> None:
    assert expected in told(given)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (changed("claim/c", short=LONG[1:]), Code.SHORT_TOO_LONG),
        (changed("claim/c", claim=LONG * 3), Code.SHORT_TOO_LONG),
        (cited(**QUOTE), Code.QUOTE_WITHOUT_LOCATOR),
        (cited(quote="a " * QUOTE_LIMIT), Code.QUOTE_TOO_LONG),
        (cited(statement="sa"), Code.NOT_CARRIED),
        (
            changed("source/x", carries=[{"source": "s", "how": "reprints"}]),
            Code.SOURCE_WITHOUT_ADDRESS,
        ),
        (
            changed(
                "source/s",
                carries=[*GOOD["source/s"]["carries"], {"source": "x", "how": "reprints"}],
            )
            | {"source/x": {}},
            Code.SOURCE_NEVER_CITED,
        ),
        (
            changed("source/s", url=None, archives=[{"url": "https://a.example.org"}]),
            Code.SOURCE_WITHOUT_ADDRESS,
        ),
        (
            changed("source/s", url=None, url_status="unknown", note="Why."),
            Code.SOURCE_WITHOUT_ADDRESS,
        ),
        (
            changed("source/s", reliability="B", reliability_reason="Why."),
            Code.RELIABILITY_WITHOUT_REASON,
        ),
        (changed("actor/x", party="a"), Code.BAD_VALUE),
        (changed("claim/c", verdict=None, reasoning=None), Code.VERDICT_WITHOUT_REASONING),
        (changed("claim/c", kind="opinion", verdict=None), Code.BAD_VALUE),
        (history((None, "disputed"), ("disputed", "supported")), Code.VERDICT_HISTORY),
        (
            changed("claim/c", citations=[{**CITED, "checkable": "true"}]),
            Code.SUPPORTED_BY_ONE_PARTY,
        ),
        (changed("claim/c", citations=[CITED], verdict="unproven"), Code.SUPPORTED_BY_ONE_PARTY),
        (changed("page/g", body="Nothing cited.\n"), Code.BRIEF_WITHOUT_CITATION),
    ],
)
def test_a_rule_that_is_kept_is_silent(given: dict[str, Data], code: Code) -> None:
    assert code.value not in codes(given)


def test_which_statement() -> None:
    several = changed("source/s", **TWO)
    assert "which-statement claim/c" in told(several)
    named = several | cited(statement="sa") | {"source/s": several["source/s"]}
    assert "which-statement claim/c" not in told(named)
    context = several | cited(stance="context") | {"source/s": several["source/s"]}
    assert "which-statement claim/c" not in told(context)


def test_unknown_origin() -> None:
    bare = {**GOOD["source/s"], "carries": []}
    assert "unknown-origin claim/c" in told(GOOD | {"source/s": bare})
    assert "unknown-origin" not in codes(GOOD | {"source/s": {**bare, "origin": "unknown"}})
    context = cited(stance="context") | {"source/s": bare}
    assert "unknown-origin claim/c" not in told(context)


def test_one_party_needs_both_access_and_what_can_be_checked() -> None:
    """Direct access is not enough, nor is a source that others can check."""
    assert "supported-by-one-party" in codes(changed("claim/c", citations=[CITED]))
    of_b = {**CITED, "source": "t", "checkable": "true"}
    assert "supported-by-one-party" in codes(changed("claim/c", citations=[of_b]))


def test_what_supports_does_not_count_what_disputes() -> None:
    sides = [CITED, {**CITED, "source": "t", "stance": "disputes"}]
    assert "supported-by-one-party claim/c" in told(changed("claim/c", citations=sides))


def test_findings_stand_at_their_field() -> None:
    (found,) = findings(cited(quote="Words.", at=None))
    line = '{"claim": "It is so.", "short": "A claim", "citations": [{"source": "s", "stance": '
    assert found.location.column == len(line + '"supports", "quote": ') + 1
