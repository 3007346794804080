"""Plain data against the schema, and what is said where it does not fit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.diagnostics import Code, Location, Report
from claimline.model.records import KINDS, Claim, Source
from claimline.model.schema import keys
from claimline.model.validate import Records, validate, value_at
from claimline.read import Entry, Where
from claimline.read.parse import parse
from tests.dossiers import NEEDED, entry

CLAIM = "claim: A.\nshort: A\n"
SOURCE = "title: A\npublisher: B\nlanguage: en\nkind: news\n"
ACTOR = "name: A\n"
SITE = "title: A\nsummary: B\n"


def checked(kind: str, text: str) -> tuple[Records, list[tuple[Code, int, int, str]]]:
    """A record in YAML, validated: code, line, column and message of what is found."""
    report = Report()
    parsed = parse(text, "content/a.yaml", report)
    assert parsed is not None
    data, marks = parsed
    assert isinstance(data, dict)
    made = validate([Entry(kind, "a", data, Where("content/a.yaml", marks))], report)
    found = [
        (each.code, each.location.line, each.location.column, f"{each.message} {each.suggestion}")
        for each in report
    ]
    return made, found


@pytest.mark.parametrize(
    ("kind", "text", "code", "place", "words"),
    [
        (
            "claim",
            CLAIM + "sohrt: x\n",
            Code.UNKNOWN_KEY,
            (3, 1),
            '"sohrt" is not a field of a claim',
        ),
        ("source", SOURCE + "titel: x\n", Code.UNKNOWN_KEY, (5, 1), '"titel" is not a field'),
        ("claim", CLAIM + "reasning: x\n", Code.UNKNOWN_KEY, (3, 1), 'Did you mean "reasoning"?'),
        ("claim", CLAIM + "zzz: x\n", Code.UNKNOWN_KEY, (3, 1), "Its fields are: id, claim, short"),
        (
            "claim",
            CLAIM + "citations:\n  - source: s\n    quot: x\n",
            Code.UNKNOWN_KEY,
            (5, 5),
            '"quot" is not a field of "citations". Did you mean "quote"?',
        ),
        ("claim", "claim: A.\n", Code.MISSING_KEY, (1, 1), 'A claim needs "short". Add `short:`.'),
        (
            "claim",
            CLAIM + "citations:\n  - at: p. 1\n",
            Code.MISSING_KEY,
            (4, 5),
            '"citations" needs "source".',
        ),
        (
            "claim",
            CLAIM + "history:\n  - date: 2024\n    why: x\n",
            Code.MISSING_KEY,
            (4, 5),
            '"history" needs "to".',
        ),
        (
            "claim",
            "claim: [A.]\nshort: A\n",
            Code.NOT_TEXT,
            (1, 8),
            '"claim" takes text, and this is a list',
        ),
        ("claim", "claim: {a: b}\nshort: A\n", Code.NOT_TEXT, (1, 8), "this is a mapping"),
        ("claim", CLAIM + "said: [2024]\n", Code.NOT_TEXT, (3, 7), '"said" takes text'),
        ("claim", CLAIM + "by: [{a: b}]\n", Code.NOT_TEXT, (3, 6), '"by" takes text'),
        ("claim", CLAIM + "citations: x\n", Code.NOT_A_LIST, (3, 12), '"citations" takes a list'),
        (
            "claim",
            CLAIM + "citations: {source: x}\n",
            Code.NOT_A_LIST,
            (3, 12),
            "this is a mapping",
        ),
        (
            "claim",
            CLAIM + "citations: [x]\n",
            Code.NOT_A_MAPPING,
            (3, 13),
            "takes fields of its own",
        ),
        ("claim", CLAIM + "citations: [[]]\n", Code.NOT_A_MAPPING, (3, 13), "`source:`"),
        (
            "source",
            SOURCE + "title_translation: x\n",
            Code.NOT_A_MAPPING,
            (5, 20),
            "`text:`, `by:`",
        ),
        ("claim", CLAIM + "said: yesterday\n", Code.BAD_DATE, (3, 7), "yesterday"),
        ("claim", CLAIM + "said: 2024-13\n", Code.BAD_DATE, (3, 7), "2024-13"),
        ("site", SITE + "time_zone: Mars/Olympus\n", Code.BAD_VALUE, (3, 12), "Mars/Olympus"),
        ("source", SOURCE + "url: ftp://a.b\n", Code.BAD_URL, (5, 6), "is not an http"),
        ("source", SOURCE + "url: https://a b\n", Code.BAD_URL, (5, 6), "percent code"),
        ("source", SOURCE + "url: javascript:alert(1)\n", Code.BAD_URL, (5, 6), "is not an http"),
        ("source", SOURCE + "url: https://u@a.b/\n", Code.BAD_URL, (5, 6), "a user name before it"),
        ("source", SOURCE + "url: https:///x\n", Code.BAD_URL, (5, 6), "has no host name"),
        (
            "source",
            SOURCE.replace("news", "nwes"),
            Code.BAD_VALUE,
            (4, 7),
            '"nwes" is not a value of "kind". Did you mean "news"?',
        ),
        (
            "actor",
            ACTOR + "access: yes\n",
            Code.BAD_VALUE,
            (2, 9),
            "Write one of: direct, indirect",
        ),
        ("claim", "claim: ''\nshort: A\n", Code.BAD_VALUE, (1, 8), '"claim" is blank.'),
        ("claim", "claim: '  '\nshort: A\n", Code.BAD_VALUE, (1, 8), '"claim" is blank.'),
        ("claim", CLAIM + "reasoning: ''\n", Code.BAD_VALUE, (3, 12), '"reasoning" is blank.'),
        (
            "source",
            SOURCE.replace("en", "English"),
            Code.BAD_VALUE,
            (3, 11),
            "Write a language code",
        ),
        ("claim", CLAIM + "tags: [A B]\n", Code.BAD_VALUE, (3, 8), "lower-case words with hyphens"),
        (
            "source",
            SOURCE + "archives:\n  - url: https://a.b\n    sha256: abc\n",
            Code.BAD_VALUE,
            (7, 13),
            "64 hexadecimal digits",
        ),
        ("place", ACTOR + "latitude: 91\n", Code.BAD_VALUE, (2, 11), '"latitude" should be'),
        ("place", ACTOR + "latitude: north\n", Code.BAD_VALUE, (2, 11), '"latitude"'),
        ("brief", "title: A\nbody: B\norder: first\n", Code.BAD_VALUE, (3, 8), '"order"'),
        (
            "claim",
            CLAIM + "citations:\n  - source: s\n    checkable: maybe\n",
            Code.BAD_VALUE,
            (5, 16),
            '"checkable"',
        ),
        ("site", SITE + "redirects: [x]\n", Code.NOT_A_MAPPING, (3, 12), '"redirects" takes'),
        ("site", SITE + "sections: {matrx: 'false'}\n", Code.UNKNOWN_KEY, (3, 12), '"matrix"'),
    ],
)
def test_what_is_wrong_is_said_at_its_place(
    kind: str, text: str, code: Code, place: tuple[int, int], words: str
) -> None:
    made, found = checked(kind, text)
    assert [each[:3] for each in found] == [(code, *place)]
    assert words in found[0][3]
    assert made.broken == {(kind, "a")}
    assert made.by_kind["claim"] == {}


def test_all_mistakes_come_at_once() -> None:
    _, found = checked("source", "titel: x\nkind: nwes\nurl: a\nlanguage: e\n")
    assert {code for code, *_ in found} == {
        Code.UNKNOWN_KEY, Code.MISSING_KEY, Code.BAD_VALUE, Code.BAD_URL,
    }  # fmt: skip
    assert sum(code is Code.MISSING_KEY for code, *_ in found) == 2


def test_a_field_that_is_there_is_not_suggested() -> None:
    _, found = checked("claim", CLAIM + "shorts: x\n")
    assert 'Did you mean "short"?' not in found[0][3]


def test_blank_fields_are_fields_that_are_not_there() -> None:
    made, found = checked(
        "claim",
        CLAIM + "said:\nby:\nreasoning: \ncitations:\n  - source: s\n    quote:\n"
        "    translation:\n",
    )
    assert found == []
    claim = made.by_kind["claim"]["a"]
    assert isinstance(claim, Claim)
    assert (claim.said, claim.by, claim.reasoning) == (None, (), None)
    assert (claim.citations[0].quote, claim.citations[0].translation) == (None, None)


def test_a_needed_field_that_is_blank_is_missing() -> None:
    _, found = checked("claim", "claim: A.\nshort:\n")
    assert [code for code, *_ in found] == [Code.MISSING_KEY]


def test_a_blank_item_of_a_list_is_not_passed_over() -> None:
    _, found = checked("claim", CLAIM + "citations:\n  -\n")
    assert [each[:2] for each in found] == [(Code.NOT_A_MAPPING, 4)]


def test_one_word_may_stand_for_a_list() -> None:
    made, found = checked("claim", CLAIM + "by: x\ntags: t\nunknowns: What.\n")
    assert found == []
    claim = made.by_kind["claim"]["a"]
    assert isinstance(claim, Claim)
    assert (claim.by, claim.tags, claim.unknowns) == (("x",), ("t",), ("What.",))


def test_records_are_frozen() -> None:
    made, _ = checked("source", SOURCE + "archives: [{url: https://a.b}]\n")
    source = made.by_kind["source"]["a"]
    assert isinstance(source, Source)
    parts: list[tuple[Any, str]] = [(source, "title"), (source.archives[0], "url")]
    for part, name in parts:
        with pytest.raises(ValueError, match="frozen"):
            setattr(part, name, "B")


@pytest.mark.parametrize(
    ("written", "read"),
    [("desk@example.org", "mailto:desk@example.org"),
     ("mailto:desk@example.org", "mailto:desk@example.org"),
     ("https://example.org/write", "https://example.org/write")],
)  # fmt: skip
def test_an_address_of_mail_needs_no_scheme(written: str, read: str) -> None:
    made, found = checked("site", f"{SITE}contact: {written}\n")
    assert found == []
    assert made.site is not None
    assert made.site.contact == read


def test_the_site_is_told_apart() -> None:
    made, found = checked("site", SITE)
    assert found == []
    assert made.site is not None
    assert made.site.title == "A"
    assert all(not of_kind for of_kind in made.by_kind.values())


def test_value_at() -> None:
    data = {"a": [{"b": "c"}]}
    assert value_at(data, ("a", 0, "b")) == "c"
    assert value_at(data, ()) == data
    for loc in (("x",), ("a", 1), ("a", "b"), ("a", 0, "b", 0, "c"), (0,)):
        assert value_at(data, loc) is None


words = st.text(max_size=12)
plain: st.SearchStrategy[Any] = st.recursive(
    st.none() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@given(st.data(), st.sampled_from(["site", *KINDS]))
def test_any_data_is_judged(data: st.DataObject, kind: str) -> None:
    """Whatever shape stands at whichever key: a record, or findings with a place; never more."""
    known = keys(KINDS[kind]) if kind in KINDS else ["title", "summary", "verdicts", "sections"]
    fields = st.sampled_from(known) | words
    record = data.draw(st.dictionaries(fields, plain, max_size=6))
    given_ = entry(f"{kind}/a", NEEDED.get(kind, {}))
    report = Report()
    made = validate([Entry(kind, "a", record, given_.where)], report)
    valid = made.site is not None or any(made.by_kind.values())
    assert valid == (len(report) == 0)
    assert valid == (not made.broken)
    for found in report:
        assert found.location.path == given_.where.path
        assert found.message.endswith(".")
        assert found.location != Location("")
