"""What the annotations of the records say of their fields."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from claimline.model.fields import IsMarkdown, RefTo
from claimline.model.records import KINDS, Claim, Record, Source
from claimline.model.schema import Loc, keys, marked, part_at
from claimline.model.shared_fields import Answer, Citation, Pointer, Translation
from claimline.model.site import Site

# Each field of these two that names a record or holds Markdown, listed by hand.
CLAIM = {
    ("by", 0): "actor", ("by", 1): "actor", ("statement",): "statement", ("event",): "event",
    ("reasoning",): "", ("unknowns", 0): "", ("unknowns", 1): "", ("would_change", 0): "",
    ("citations", 0, "source"): "source", ("citations", 0, "statement"): "statement",
    ("citations", 0, "note"): "", ("citations", 1, "source"): "source",
    ("stances", 0, "actor"): "actor", ("stances", 0, "citation", "source"): "source",
    ("stances", 0, "citation", "statement"): "statement", ("stances", 0, "citation", "note"): "",
    ("stances", 0, "note"): "", ("related", 0, "claim"): "claim", ("related", 0, "note"): "",
    ("history", 0, "why"): "", ("corrections", 0, "text"): "",
}  # fmt: skip
SOURCE = {
    ("perspective",): "", ("carries", 0, "statement"): "statement", ("carries", 0, "note"): "",
    ("carries", 1, "source"): "source", ("note",): "",
}  # fmt: skip


def found(record: BaseModel) -> dict[Loc, tuple[str, str]]:
    """The kind that each marked field names ("" for Markdown), and the field's value."""
    return {
        loc: (mark.kind if isinstance(mark, RefTo) else "", value)
        for loc, mark, value in marked(record)
    }


def test_marked_finds_all_of_a_claim() -> None:
    claim = Claim.model_validate(
        {
            "id": "a", "claim": "A.", "short": "A", "by": ["actor 0", "actor 1"],
            "said": "2024", "statement": "statement 0", "event": "event 0", "verdict": "v",
            "confidence": "low", "reasoning": "text 0", "unknowns": ["text 1", "text 2"],
            "would_change": "text 3", "tags": ["t"],
            "citations": [
                {
                    "source": "source 0", "statement": "statement 1", "quote": "Q", "at": "p. 1",
                    "lang": "en", "translation": {"text": "T", "by": "human"}, "note": "text 4",
                },
                {"source": "source 1"},
            ],
            "stances": [
                {
                    "actor": "actor 2", "stance": "denies", "date": "2024", "note": "text 5",
                    "citation": {
                        "source": "source 2", "statement": "statement 2", "note": "text 6",
                    },
                }
            ],
            "related": [{"claim": "claim 0", "how": "part-of", "note": "text 7"}],
            "history": [{"date": "2024", "from": "x", "to": "v", "why": "text 8"}],
            "corrections": [{"date": "2024", "text": "text 9"}],
        }
    )  # fmt: skip
    assert {loc: kind for loc, (kind, _) in found(claim).items()} == CLAIM
    for kind, value in found(claim).values():
        assert value.startswith(kind or "text")


def test_marked_finds_all_of_a_source() -> None:
    source = Source.model_validate(
        {
            "id": "a", "title": "A", "title_translation": {"text": "T", "by": "human"},
            "publisher": "P", "authors": ["A"], "published": "2024", "published_note": "N",
            "language": "en", "kind": "news", "url": "https://a.example.org",
            "archives": [{"url": "https://b.example.org", "captured": "2024"}],
            "perspective": "text", "reliability": "A", "reliability_reason": "R",
            "carries": [
                {"statement": "statement", "how": "quotes", "note": "text"},
                {"source": "source", "how": "reprints"},
            ],
            "origin": "unknown", "note": "text",
        }
    )  # fmt: skip
    assert {loc: kind for loc, (kind, _) in found(source).items()} == SOURCE
    for kind, value in found(source).values():
        assert value == (kind or "text")


def test_marked_starts_where_it_is_told() -> None:
    pointer = Pointer(source="a", note="b")
    assert [loc for loc, _, _ in marked(pointer, ("x", 3))] == [
        ("x", 3, "source"),
        ("x", 3, "note"),
    ]


def test_what_is_left_out_is_not_marked() -> None:
    assert list(marked(Claim(id="a", claim="A.", short="A"))) == []


def test_site_references() -> None:
    site = Site.model_validate(
        {"title": "A", "summary": "B", "front": "brief", "key_claims": ["claim", "other"]}
    )
    assert [(loc, mark) for loc, mark, _ in marked(site)] == [
        (("front",), RefTo("brief")), (("key_claims", 0), RefTo("claim")),
        (("key_claims", 1), RefTo("claim")),
    ]  # fmt: skip


@pytest.mark.parametrize("model", [Site, *KINDS.values()])
def test_every_mark_of_the_schema_is_reached(model: type[BaseModel]) -> None:
    """Each field whose annotation holds a mark, however deep, is one that ``marked`` walks."""
    names = {
        name
        for name, info in model.model_fields.items()
        if any(mark in str((info.annotation, info.metadata)) for mark in ("RefTo", "IsMarkdown"))
    }
    samples: dict[str, Any] = {name: _sample(model, name) for name in names}
    built = model.model_construct(None, **samples)
    assert {loc[0] for loc, _, _ in marked(built)} >= names


def _sample(model: type[BaseModel], name: str) -> object:
    """A value of a field that is directly marked: text, or a list of it."""
    return ("a",) if "tuple" in str(model.model_fields[name].annotation) else "a"


@pytest.mark.parametrize(
    ("model", "loc", "part"),
    [
        (Claim, (), Claim),
        (Claim, ("short",), Claim),
        (Claim, ("citations",), Citation),
        (Claim, ("citations", 3), Citation),
        (Claim, ("citations", 3, "quote"), Citation),
        (Claim, ("citations", 3, "translation", "by"), Translation),
        (Claim, ("stances", 0, "citation"), Pointer),
        (Claim, ("nothing", 3, "of"), Claim),
        (KINDS["detail"], ("values", 0), Answer),
        (Source, ("title_translation",), Translation),
    ],
)
def test_part_at(model: type[Record], loc: Loc, part: type[BaseModel]) -> None:
    assert part_at(model, loc) is part


def test_part_at_knows_aliases() -> None:
    assert "from" in keys(part_at(Claim, ("history", 0)))
    assert "from_" not in keys(part_at(Claim, ("history", 0)))


def test_keys_are_in_the_order_of_the_schema() -> None:
    assert keys(Translation) == ["text", "by"]
    assert keys(Claim)[:3] == ["id", "claim", "short"]


def test_markdown_and_references_are_told_apart() -> None:
    marks = {type(mark) for _, mark, _ in marked(Pointer(source="a", note="b"))}
    assert marks == {RefTo, IsMarkdown}
