"""The options of `claimline new` for each kind of record, and how they become its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from claimline.analysis.record_rules import SHORT_LIMIT
from claimline.author.author_error import AuthorError
from claimline.author.compose import fields_of
from claimline.model.fields import RefTo, Takes
from claimline.model.records import KINDS
from claimline.model.schema import choices, within, written_fields
from claimline.model.shared_fields import Carries
from claimline.value import Value

Data = dict[str, Any]
_Put = Callable[[Data, Any], None]


class FieldOption(Value, frozen=True):
    """An option: its name without dashes, the key of its field, and the function that fills it.

    ``values`` is the number of values that the option takes. ``many`` says whether it may be
    repeated. ``metavar`` is the name of the value in the help, and ``help`` is the description.
    """

    name: str
    key: str
    help: str
    put: _Put
    other: str = ""
    many: bool = False
    required: bool = False
    values: int = 1
    metavar: str = "TEXT"
    choices: tuple[str, ...] = ()


def form(kind: str) -> tuple[FieldOption, ...]:
    """Return the fields of the form for a kind of record, the required ones first."""
    plain = [_plain(kind, line) for line in _FORMS[kind].split()]
    return tuple(sorted([*plain, *_OTHERS.get(kind, ())], key=lambda each: not each.required))


def data_of(kind: str, answers: Mapping[str, Any]) -> Data:
    """Return the fields of a record. ``answers`` are by the names of the options.

    Empty answers are left out.

    Raises:
        AuthorError: an answer does not fit its field, or needs another answer.
    """
    data: Data = {}
    for field in form(kind):
        if answers.get(field.name):
            field.put(data, answers[field.name])
    return data


def derived(kind: str, name: str, answers: Mapping[str, Any]) -> str:
    """Return an answer that follows from the others, such as a short title, or an empty string."""
    answer = str(answers.get(DERIVED.get((kind, name), "")) or "").strip().removesuffix(".")
    return answer if len(answer) <= SHORT_LIMIT else ""


DERIVED = {("claim", "short"): "claim", ("detail", "short"): "question"}
"""Answers that may be left out if another answer is short enough to replace them."""


def title_of(kind: str, answers: Mapping[str, Any]) -> str:
    """Return the answer from which the record's id is made."""
    first = next(name for name in ("short", "title", "name") if name in fields_of(kind))
    return str(answers.get(first) or "")


# The options that fill a field directly. "a/b" has a second name, "a=b" fills the field "b", and
# "a*" may be repeated.
_FORMS = {
    "actor": "name/title kind position role party country access also-known-as*",
    "source": "title publisher language kind url published author=authors*",
    "statement": "short/title by speaks-for says said channel quote lang repeats",
    "claim": "claim short/title by* said statement event when kind verdict confidence reasoning "
    "tag=tags*",
    "event": "title date status text claim=claims* actor=actors* place tag=tags*",
    "detail": "question short/title unit claim=claims* tag=tags*",
    "place": "name/title country latitude longitude",
    "brief": "title text=body summary claim=claims* tag=tags*",
    "page": "title text=body summary order",
}


def _plain(kind: str, line: str) -> FieldOption:
    names, _, key = line.rstrip("*").partition("=")
    name, _, other = names.partition("/")
    key = key or name.replace("-", "_")
    many = line.endswith("*")
    annotation, info = written_fields(KINDS[kind])[key]
    put = partial(_set_list if many else _set, key)
    if key == "body":
        return FieldOption(name, key, "Its text, in Markdown.", put)
    return FieldOption(
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
    """Add citations. ``SOURCE:STATEMENT`` names one of the statements of the source."""
    for cited in value:
        source, colon, statement = cited.partition(":")
        entry = {"source": source, "statement": statement} if colon else {"source": source}
        data.setdefault("citations", []).append(entry | ({"stance": stance} if stance else {}))


def _carry(key: str, data: Data, value: tuple[str, ...]) -> None:
    data.setdefault("carries", []).extend({key: id_, "how": "reports"} for id_ in value)


def _set_how(data: Data, value: str) -> None:
    if "carries" not in data:
        message = "It says how a source carries something, but names nothing that it carries."
        raise AuthorError(message, "Add --carries or --copies.", "carries")
    for entry in data["carries"]:
        entry["how"] = value


def _answer(data: Data, value: tuple[tuple[str, str], ...]) -> None:
    data["values"] = []
    for answer, origin in value:
        source, colon, statement = origin.partition(":")
        entry = {"value": answer, "source": source}
        data["values"].append(entry | ({"statement": statement} if colon else {}))


def _citing(name: str, meaning: str, stance: str = "") -> FieldOption:
    meaning = f"{meaning} SOURCE:STATEMENT names one of its statements."
    return FieldOption(
        name, "citations", meaning, partial(_cite, stance), many=True, metavar="SOURCE"
    )


_HOW = choices(written_fields(Carries)["how"][0])
_OTHERS: dict[str, tuple[FieldOption, ...]] = {
    "claim": (
        _citing("supports", "A source that supports it.", "supports"),
        _citing("disputes", "A source that disputes it.", "disputes"),
        _citing("repeats", "A source that repeats it without evidence of its own.", "repeats"),
        _citing("context", "A source that gives context.", "context"),
    ),
    "event": (_citing("cite", "A source that reports it.", "supports"),),
    "source": (
        FieldOption("carries", "carries", "A statement that it passes on.",
                 partial(_carry, "statement"), many=True, metavar="STATEMENT"),
        FieldOption("copies", "carries", "A source that it copies.",
                 partial(_carry, "source"), many=True, metavar="SOURCE"),
        FieldOption("how", "carries", "How it passes them on; `reports` if left out.", _set_how,
                 choices=_HOW),
    ),
    "detail": (
        FieldOption("answer", "values", "What a source answers, in a few words.", _answer,
                 many=True, values=2, metavar="ANSWER SOURCE"),
    ),
}  # fmt: skip
