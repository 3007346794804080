"""The types of fields that records share: ids, references, dates, addresses and prose."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from claimline.dates import DateError, PartialDate, parse, zone_info
from claimline.locale import available
from claimline.value import Value

LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
CAPTURE_FILE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$"
ASSET_FILE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]*([./][A-Za-z0-9_-]+)*$"
SCHEMES = ("http", "https", "mailto")


class RefTo(Value, frozen=True):
    """Marks a field that holds the id of another record of this kind."""

    kind: str


class IsMarkdown(Value, frozen=True):
    """Marks a field that holds Markdown, in which citations and record links are read."""


def _date(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "Input should be a valid string")
    try:
        return parse(value)
    except DateError as error:
        context = {"reason": error.reason, "suggestion": error.suggestion}
        raise PydanticCustomError("date", "{reason}", context) from None


def _address(value: str) -> str:
    """Only absolute addresses that a page may link to."""
    scheme, colon, rest = value.partition(":")
    bad = re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]", value)
    if not colon or scheme.lower() not in SCHEMES:
        reason = "is not an http, https or mailto address"
    elif bad:
        reason = f'has "{bad.group()}" in it, which an address must write as a percent code'
    elif scheme.lower() == "mailto":
        if re.match(r"[^@?]+@[^@?]+", rest):
            return value
        reason = "names nobody to write to"
    elif not _has_host(value):
        reason = "has no host name, or a user name before it"
    else:
        return value
    raise _no_address(value, reason)


def _no_address(value: str, reason: str) -> PydanticCustomError:
    context = {"value": f'"{value}"', "reason": reason}
    return PydanticCustomError("address", "{value} {reason}", context)


def _has_host(value: str) -> bool:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - raises where it is none
    except ValueError:
        return False
    host = parts.hostname or ""
    return "@" not in parts.netloc and any(map(str.isalnum, host))


def _base(value: str) -> str:
    """An address under which pages can stand: their paths are put behind it."""
    parts = urlsplit(_address(value))
    if parts.scheme.lower() == "mailto" or parts.query or parts.fragment or "//" in parts.path:
        reason = "is not an address under which pages can stand"
        raise _no_address(value, reason)
    return value


def _zone(value: str) -> str:
    try:
        zone_info(value)
    except DateError as error:
        context = {"reason": error.reason, "suggestion": error.suggestion}
        raise PydanticCustomError("zone", "{reason}", context) from None
    return value


def _interface(value: str) -> str:
    """A language into which the interface is translated."""
    there = available()
    if value not in there:
        hint = f"Write one of: {', '.join(there)}."
        context = {"reason": f'The interface is not translated into "{value}"', "suggestion": hint}
        raise PydanticCustomError("zone", "{reason}", context)
    return value


def _one_or_many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Markdown = Annotated[str, StringConstraints(min_length=1), IsMarkdown()]
Date = Annotated[
    PartialDate,
    BeforeValidator(_date),
    WithJsonSchema({"type": "string", "format": "edtf", "examples": ["2025-12-29", "2025-12?"]}),
]
Url = Annotated[Text, AfterValidator(_address)]
BaseUrl = Annotated[Text, AfterValidator(_base)]
Zone = Annotated[Text, AfterValidator(_zone)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
Interface = Annotated[Language, AfterValidator(_interface)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

AssetFile = Annotated[str, StringConstraints(pattern=ASSET_FILE_PATTERN)]
CaptureFile = Annotated[str, StringConstraints(pattern=CAPTURE_FILE_PATTERN)]

ActorRef = Annotated[str, RefTo("actor")]
SourceRef = Annotated[str, RefTo("source")]
StatementRef = Annotated[str, RefTo("statement")]
ClaimRef = Annotated[str, RefTo("claim")]
EventRef = Annotated[str, RefTo("event")]
DetailRef = Annotated[str, RefTo("detail")]
PlaceRef = Annotated[str, RefTo("place")]
BriefRef = Annotated[str, RefTo("brief")]

ActorRefs = Annotated[tuple[ActorRef, ...], BeforeValidator(_one_or_many)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many)]
Prose = Annotated[tuple[Markdown, ...], BeforeValidator(_one_or_many)]
Tags = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")], ...],
    BeforeValidator(_one_or_many),
]


def read_base_url(words: str) -> str:
    """Words as the field ``base_url`` of a site takes them.

    Raises:
        ValueError: they are no address under which pages can stand; the message says why.
    """
    try:
        return str(TypeAdapter(BaseUrl).validate_python(words))
    except ValidationError as error:
        raise ValueError(f"{error.errors()[0]['msg']}.") from None
