"""What `claimline new` asks of each kind of record, and how the answers become its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from claimline.analysis.record_rules import SHORT_LIMIT
from claimline.author.author_error import AuthorError
from claimline.author.compose import fields_of
from claimline.model.fields import RefTo, Takes
from claimline.model.parts import Carries
from claimline.model.records import KINDS
from claimline.model.schema import choices, within, written_fields
from claimline.value import Value

Data = dict[str, Any]
_Put = Callable[[Data, Any], None]


class Question(Value, frozen=True):
    """One option: its name without the dashes, the field that it fills, and how.

    ``values`` is how many words one answer has, and ``many`` whether it may be given again.
    ``metavar`` stands for the answer in the help, and ``words`` is its meaning there.
    """

    name: str
    field: str
    words: str
    put: _Put
    other: str = ""
    many: bool = False
    required: bool = False
    values: int = 1
    metavar: str = "TEXT"
    choices: tuple[str, ...] = ()


def form(kind: str) -> tuple[Question, ...]:
    """The questions for a kind of record, the required ones first."""
    found = [_plain(kind, line) for line in _FORMS[kind].split()]
    return tuple(sorted([*found, *_OTHERS.get(kind, ())], key=lambda each: not each.required))


def data_of(kind: str, answers: Mapping[str, Any]) -> Data:
    """The fields of a record, by the answers to the questions' names; empty ones are left out.

    Raises:
        AuthorError: an answer is no form of its field, or means nothing without another.
    """
    data: Data = {}
    for question in form(kind):
        if answers.get(question.name):
            question.put(data, answers[question.name])
    return data


def derived(kind: str, name: str, answers: Mapping[str, Any]) -> str:
    """An answer that follows from the others, or an empty string: a short title."""
    words = str(answers.get(DERIVED.get((kind, name), "")) or "").strip()
    words = words.removesuffix(".")
    return words if len(words) <= SHORT_LIMIT else ""


DERIVED = {("claim", "short"): "claim", ("detail", "short"): "question"}
"""Answers that may be left out where another one, named here, is short enough to stand in."""


def title_of(kind: str, answers: Mapping[str, Any]) -> str:
    """The answer from which a record's id is made."""
    first = next(name for name in ("short", "title", "name") if name in fields_of(kind))
    return str(answers.get(first) or "")


# The fields that are asked as they are. "a/b" has a second name, "a=b" fills the field "b", and
# "a*" may be given again.
_FORMS = {
    "actor": "name/title kind role party country access also-known-as*",
    "source": "title publisher language kind url published author=authors*",
    "statement": "short/title by says said channel quote lang repeats",
    "claim": "claim short/title by* said statement event when kind verdict confidence reasoning "
    "tag=tags*",
    "event": "title date status text claim=claims* actor=actors* place tag=tags*",
    "detail": "question short/title unit claim=claims* tag=tags*",
    "place": "name/title country latitude longitude",
    "brief": "title text=body summary claim=claims* tag=tags*",
    "page": "title text=body summary order",
}


def _plain(kind: str, line: str) -> Question:
    names, _, key = line.rstrip("*").partition("=")
    name, _, other = names.partition("/")
    key = key or name.replace("-", "_")
    many = line.endswith("*")
    annotation, info = written_fields(KINDS[kind])[key]
    put = partial(_set_list if many else _set, key)
    if key == "body":
        return Question(name, key, "Its text, in Markdown.", put)
    return Question(
        name,
        key,
        info.description or "",
        put,
        other=other,
        many=many,
        required=info.is_required(),
        metavar=_metavar(annotation),
        choices=choices(annotation),
    )


def _metavar(annotation: Any) -> str:
    marks = list(within(annotation))
    kinds = [mark.kind.upper() for mark in marks if isinstance(mark, RefTo)]
    words = [mark.metavar for mark in marks if isinstance(mark, Takes)]
    return next(iter([*kinds, *reversed(words)]), "TEXT")


def _set(key: str, data: Data, value: Any) -> None:
    data[key] = value


def _set_list(key: str, data: Data, value: tuple[str, ...]) -> None:
    data[key] = list(value)


def _cite(stance: str, data: Data, value: tuple[str, ...]) -> None:
    """Citations; ``SOURCE:STATEMENT`` says which of its statements is meant."""
    for cited in value:
        source, colon, statement = cited.partition(":")
        entry = {"source": source, "statement": statement} if colon else {"source": source}
        data.setdefault("citations", []).append(entry | ({"stance": stance} if stance else {}))


def _carry(key: str, data: Data, value: tuple[str, ...]) -> None:
    data.setdefault("carries", []).extend({key: id_, "how": "reports"} for id_ in value)


def _how(data: Data, value: str) -> None:
    if "carries" not in data:
        message = "It says how a source passes on what it carries, and nothing is named."
        raise AuthorError(message, "Add --carries or --copies.", "carries")
    for entry in data["carries"]:
        entry["how"] = value


def _answer(data: Data, value: tuple[tuple[str, str], ...]) -> None:
    data["values"] = []
    for words, place in value:
        source, colon, statement = place.partition(":")
        entry = {"value": words, "source": source}
        data["values"].append(entry | ({"statement": statement} if colon else {}))


def _citing(name: str, words: str, stance: str = "") -> Question:
    words = f"{words} SOURCE:STATEMENT names one of its statements."
    return Question(name, "citations", words, partial(_cite, stance), many=True, metavar="SOURCE")


_HOW = choices(written_fields(Carries)["how"][0])
_OTHERS: dict[str, tuple[Question, ...]] = {
    "claim": (
        _citing("supports", "A source that supports it.", "supports"),
        _citing("disputes", "A source that disputes it.", "disputes"),
        _citing("repeats", "A source that repeats it without evidence of its own.", "repeats"),
        _citing("context", "A source that gives context.", "context"),
    ),
    "event": (_citing("cite", "A source that reports it."),),
    "source": (
        Question("carries", "carries", "A statement that it passes on.",
                 partial(_carry, "statement"), many=True, metavar="STATEMENT"),
        Question("copies", "carries", "A source that it copies.",
                 partial(_carry, "source"), many=True, metavar="SOURCE"),
        Question("how", "carries", "How it passes them on; `reports` if left out.", _how,
                 choices=_HOW),
    ),
    "detail": (
        Question("answer", "values", "What a source answers, in a few words.", _answer,
                 many=True, values=2, metavar="ANSWER SOURCE"),
    ),
}  # fmt: skip
