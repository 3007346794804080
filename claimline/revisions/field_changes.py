"""Says in words how the fields of two versions of a record differ. No change is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from pydantic import BaseModel

from claimline.dates import PartialDate
from claimline.dates import words as date_words
from claimline.model.schema import KEPT_BACK
from claimline.prose import split_sentences

Label = Callable[[str, str], str]
"""Returns the words for a value. It takes the name of the field and the value."""

NOT_SHOWN = frozenset({"id", "captures", *KEPT_BACK})
"""Fields that are never published, and the id, which stands in the heading."""
MOST_PAIRS = 1_000_000
"""Pairs of sentences that are compared, at most. Of longer texts, only their numbers are given."""

_NOUNS = {
    "at": "locator", "claim": "claim", "confidence": "confidence", "date": "date", "kind": "kind",
    "name": "name", "published": "date of publication", "question": "question",
    "quote": "quote", "reasoning": "reasoning", "role": "role", "stance": "stance",
    "status": "status", "summary": "summary", "title": "title", "short": "title", "url": "address",
    "value": "answer", "verdict": "verdict",
}  # fmt: skip
_ITEMS = {
    "archives": "archived copy", "carries": "entry of what it carries", "citations": "citation",
    "corrections": "correction", "fields": "free field", "history": "entry of the history",
    "media": "picture or file", "related": "related claim", "stances": "stance",
    "values": "answer", "verdicts": "verdict",
}  # fmt: skip
# The first of these fields that an item of a list has names the item.
_SUBJECTS = (
    "source", "claim", "actor", "statement", "label", "file", "id", "value", "url", "date", "to",
    "name",
)  # fmt: skip


def field_changes(old: BaseModel, new: BaseModel, label: Label) -> Iterator[str]:
    """Yield a sentence for each difference between two versions of a record.

    Args:
        old: the earlier version.
        new: the later version, of the same kind.
        label: gives the words for a value, such as the label of a verdict.
    """
    for name, info in type(new).model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if name not in NOT_SHOWN and before != after:
            yield from _value_changes(info.alias or name, before, after, label)


def _value_changes(name: str, old: Any, new: Any, label: Label) -> Iterator[str]:
    shown = f"The {_NOUNS[name]}" if name in _NOUNS else f"`{name}`"
    if isinstance(old, BaseModel) and isinstance(new, BaseModel):
        for change in field_changes(old, new, label):
            yield f"In `{name}`: {_within(change)}"
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _list_changes(name, old, new, label)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted({*old, *new}):
            if old.get(key) != new.get(key):
                yield from _value_changes(f"{name}: {key}", old.get(key), new.get(key), label)
    elif old is None:
        yield ended(f"{shown} is new: {describe(name, new, label)}")
    elif new is None:
        yield ended(f"{shown} is gone. It was {describe(name, old, label)}")
    elif isinstance(old, str) and isinstance(new, str) and old.split() == new.split():
        yield f"In `{name}` only spaces and line breaks changed."
    elif isinstance(old, str) and isinstance(new, str) and len(split_sentences(old + new)) > 2:
        yield from _text_changes(name, split_sentences(old), split_sentences(new))
    else:
        was = ended(f"{shown} was {describe(name, old, label)}")
        yield ended(f"{was} It is {describe(name, new, label)}")


def _text_changes(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield a sentence for each change of a text."""
    if len(old) * len(new) > MOST_PAIRS:
        yield f"`{name}` changed. It had {len(old)} sentences and has {len(new)}."
        return
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "replace" and b - a == d - c:
            for before, after in zip(old[a:b], new[c:d], strict=True):
                yield ended(f"In `{name}`, “{before}” became “{after}”")
        elif change != "equal":
            yield from (ended(f"In `{name}`, this was removed: “{each}”") for each in old[a:b])
            yield from (ended(f"In `{name}`, this is new: “{each}”") for each in new[c:d])


def _list_changes(
    name: str, old: tuple[Any, ...], new: tuple[Any, ...], label: Label
) -> Iterator[str]:
    gone = _without(old, new)
    added = _without(new, old)
    if not gone and not added:
        yield f"The order of `{name}` changed."
    if all(isinstance(item, str) for item in (*old, *new)):
        yield from (ended(f"From `{name}`, {label(name, each)} was removed") for each in gone)
        yield from (ended(f"In `{name}`, {label(name, each)} is new") for each in added)
        return
    noun = _ITEMS.get(name, f"item of `{name}`")
    for before in gone:
        on_same = [each for each in added if _subject(each) == _subject(before)]
        after = max(on_same, key=lambda each: _alike(before, each), default=None)
        if after is None:
            yield ended(f"{_a(noun)} was removed: {describe(name, before, label)}")
        else:
            added.remove(after)
            for change in field_changes(before, after, label):
                yield f"In the {noun} {_named(before, label)}: {_within(change)}"
    for after in added:
        yield ended(f"{_a(noun)} was added: {describe(name, after, label)}")


def _without(items: tuple[Any, ...], others: tuple[Any, ...]) -> list[Any]:
    """Return the items without the others. Each of the others takes out one equal item."""
    rest = list(others)
    without = []
    for item in items:
        if item in rest:
            rest.remove(item)
        else:
            without.append(item)
    return without


def _subject(item: BaseModel) -> tuple[str, Any]:
    """Return the field that names an item of a list: its name and its value."""
    pairs = ((name, getattr(item, name, None)) for name in _SUBJECTS)
    return next(((name, value) for name, value in pairs if value is not None), ("", None))


def _alike(item: BaseModel, other: BaseModel) -> int:
    """Return how many fields of two items are the same."""
    return sum(getattr(item, name) == getattr(other, name) for name in type(item).model_fields)


def _within(sentence: str) -> str:
    """Return a sentence as it is written after a colon."""
    return sentence[0].lower() + sentence[1:]


def ended(sentence: str) -> str:
    """Return a sentence with one full stop at its end, which may stand inside a quotation."""
    return sentence if sentence.rstrip("”)").endswith((".", "!", "?", "…")) else f"{sentence}."


def _named(item: BaseModel, label: Label) -> str:
    name, value = _subject(item)
    return describe(name, value, label)


def _a(noun: str) -> str:
    return f"{'An' if noun[0] in 'aeiou' else 'A'} {noun}"


def describe(name: str, value: Any, label: Label) -> str:
    """Return the whole of a value in words."""
    if isinstance(value, BaseModel):
        parts = [
            f"{info.alias or field} {describe(info.alias or field, held, label)}"
            for field, info in type(value).model_fields.items()
            if field not in NOT_SHOWN and (held := getattr(value, field)) not in (None, ())
            and held != info.default
        ]  # fmt: skip
        return ", ".join(parts)
    if isinstance(value, PartialDate):
        return date_words(value)
    if isinstance(value, tuple):
        return "; ".join(describe(name, item, label) for item in value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return label(name, value)
    return str(value)
