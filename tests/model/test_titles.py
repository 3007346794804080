"""Records that share a title are told apart by what their records say, and no others change."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dossiers import Data, dossier, page


def _labels(given: dict[str, Data], kind: str) -> list[str]:
    made = dossier(given)
    return [made.titles[kind, id_] for id_ in made.records(kind)]


PLACES: dict[str, Data] = {"place/a": {"name": "Ashby"}, "place/b": {"name": "Braunstone"}}
EVENT: Data = {"title": "Market hit", "no_source": "None."}


@pytest.mark.parametrize(
    ("kind", "first", "second", "labels"),
    [
        (
            "event", {**EVENT, "date": "2024-03-04"}, {**EVENT, "date": "2024-03-05"},
            ["Market hit (2024-03-04)", "Market hit (2024-03-05)"],
        ),
        (
            "event", {**EVENT, "place": "a"}, {**EVENT, "place": "b"},
            ["Market hit (Ashby)", "Market hit (Braunstone)"],
        ),
        (
            "event", {**EVENT, "date": "2024-03-04T10:00[Europe/London]", "place": "a"}, EVENT,
            ["Market hit (2024-03-04T10:00, Ashby)", "Market hit (2024-03-02)"],
        ),
        (
            "claim", {"when": "2024-03"}, {"said": "2024-04-01"},
            ["A claim (2024-03)", "A claim (2024-04-01)"],
        ),
        # The event says when and where.
        (
            "claim", {"event": "of-a"}, {"event": "of-b"},
            ["A claim (Ashby)", "A claim (Braunstone)"],
        ),
        (
            "source", {"publisher": "The Gazette"}, {"publisher": "The Echo"},
            ["A source (The Gazette)", "A source (The Echo)"],
        ),
        (
            "source", {"published": "2024-03-04"}, {},
            ["A source (2024-03-04)", "A source"],
        ),
        ("actor", {"position": "Mayor"}, {"position": "Clerk"},
         ["An actor (Mayor)", "An actor (Clerk)"]),
        # Capitals tell nothing apart.
        ("claim", {"short": "A Claim", "said": "2023"}, {"said": "2024"},
         ["A Claim (2023)", "A claim (2024)"]),
        # Nothing is made up.
        ("claim", {"said": "2024"}, {"said": "2024"}, ["A claim", "A claim"]),
        ("claim", {"short": "Another", "said": "2023"}, {"said": "2024"}, ["Another", "A claim"]),
    ],
)  # fmt: skip
def test_two_records_with_one_title(
    kind: str, first: Data, second: Data, labels: list[str]
) -> None:
    events: dict[str, Data] = {}
    if "event" in first and kind == "claim":
        events = {f"event/of-{it}": {**EVENT, "title": it, "place": it} for it in ("a", "b")}
    given = {**PLACES, **events, f"{kind}/1": first, f"{kind}/2": second}
    assert _labels(given, kind) == labels


def test_kinds_do_not_share_titles() -> None:
    given: dict[str, Data] = {"claim/c": {"short": "X", "said": "2024"}, "brief/b": {"title": "X"}}
    assert _labels(given, "claim") == ["X"]


def test_lists_and_links_show_it_and_the_record_s_page_does_not() -> None:
    given: dict[str, Data] = {
        "claim/a": {"short": "Market hit", "said": "2023"},
        "claim/b": {
            "short": "Market hit", "said": "2024",
            "related": [{"claim": "a", "how": "contradicts"}],
        },
    }  # fmt: skip
    listed: Any = page(given, "claims/index.html").view
    assert "Market hit (2023)" in repr(listed)
    claim: Any = page(given, "claims/b.html").view
    assert claim.related[0].ref.label == "Market hit (2023)"
    assert claim.short == "Market hit"


@pytest.mark.parametrize(
    ("title", "publisher", "letter", "words"),
    [
        ("[Post on the roof]", "The mayor, on X", "M", "The mayor, on X: [Post on the roof]"),
        ("[Photograph]", "Ashby archive", "A", "Ashby archive: [Photograph]"),
        ("[Post]", "unknown", "P", "[Post]"),
        ("Post on the roof", "The mayor, on X", "P", "Post on the roof"),
        ("[Sic] transit", "The mayor, on X", "S", "[Sic] transit"),
    ],
)
def test_a_description_is_filed_under_who_published_it(
    title: str, publisher: str, letter: str, words: str
) -> None:
    given: dict[str, Data] = {"source/s": {"title": title, "publisher": publisher}}
    view: Any = page(given, "a-z.html").view
    assert [(it.label, it.entries[0].words.text) for it in view.letters] == [(letter, words)]
