"""The fields in which a team keeps how far a record is. None of them is ever published."""

from typing import Annotated, Literal

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from claimline.dates import PartialDate, parse
from claimline.diagnostics import Code, Level, did_you_mean
from claimline.model import editor_values as values
from claimline.model.fields import Date, Sha256, Takes, Text, about
from claimline.model.shared_fields import Part

_OUTSIDE_RECORDS = frozenset(
    {
        *(Code.FILE_UNKNOWN, Code.INTERFACE_LANGUAGE, Code.TEMPLATE_UNUSED, Code.IMAGE_WORDS),
        *(Code.MEDIA_UNUSED, Code.UNEXPLAINED_CHANGE, Code.PAGE_TOO_LARGE),
    }
)
"""Warnings that no record can accept: they are about other files or pages, or answered in other
fields."""
ACCEPTABLE = tuple(
    code.value for code in Code if code.level is Level.WARNING and code not in _OUTSIDE_RECORDS
)
"""The rules whose warnings a record can accept."""


def exact_time(date: PartialDate) -> PartialDate:
    """Check that a date names one day or one time, without doubt.

    Raises:
        PydanticCustomError: it does not. The message says what to write.
    """
    exact = date.end is None and all(
        point.has_day and not point.qualifier and "X" not in point.year for point in date.points
    )
    if not exact or not date.points:
        context = {
            "reason": "A release needs a day, or a day and a time",
            "suggestion": "Write it as 2026-12-01 or 2026-12-01T06:00.",
        }
        raise PydanticCustomError("date", "{reason}", context)
    return date


def _acceptable(rule: str) -> str:
    if rule in ACCEPTABLE:
        return rule
    if rule in {code.value for code in Code if code.level is Level.ERROR}:
        reason, hint = f'"{rule}" is an error, and an error cannot be accepted', "Mend it."
    elif rule in set(Code):
        reason = f'A record cannot accept "{rule}", which is not about one record'
        hint = "Do what the message of the warning says."
    else:
        reason = f'"{rule}" is not a rule'
        hint = did_you_mean(rule, ACCEPTABLE) or "The rule stands in square brackets in a warning."
    raise PydanticCustomError("reason", "{reason}", {"reason": reason, "suggestion": hint})


ReleaseDate = Annotated[
    Date,
    AfterValidator(exact_time),
    Takes("day, or day and time (EDTF)", values.DATE, "2026-12-01T06:00"),
]
Rule = Annotated[
    Text,
    AfterValidator(_acceptable),
    Takes("rule of a warning", {"enum": list(ACCEPTABLE)}, "supported-by-one-party"),
]


def read_release(words: str) -> PartialDate:
    """Return words as a value of a record's field ``not_before``.

    Raises:
        ValueError: they are not a day or a time. The message says why.
    """
    try:
        return exact_time(parse(words))
    except PydanticCustomError as error:
        context = error.context or {}
        raise ValueError(f"{context['reason']}. {context['suggestion']}") from None


Stage = Literal["draft", "review", "ready"]


class Review(Part):
    """Somebody read a record before it was published."""

    by: Annotated[Text, about("Who.", "Ada Moss")]
    date: Annotated[Date, about("On which day.", "2026-11-28")]
    sha256: Annotated[
        Sha256 | None, about("The digest of what the record said then. The desk writes it.")
    ] = None


class Waiver(Part):
    """A warning that the authors know of and accept."""

    rule: Annotated[Rule, about("The rule, as the warning names it in square brackets.")]
    why: Annotated[Text, about("The reason.", "Nobody else was in the library that night.")]
    by: Annotated[Text | None, about("Who accepts it.", "Ada Moss")] = None
    date: Annotated[Date | None, about("On which day.", "2026-11-28")] = None
