"""The types of fields that records share: ids, references, dates, addresses and prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import CoreSchema, PydanticCustomError

from claimline.dates import DateError, PartialDate, parse, zone_info
from claimline.locale import available
from claimline.model import editor_values as values
from claimline.model.editor_values import Schema, many
from claimline.prose import SCHEMES
from claimline.value import Value

_UNFIT = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")
_SECOND = re.compile(r"\shttps?://", re.IGNORECASE)
_LABEL = re.compile(r"(?!-)(?:[\w-]|[^\x00-\x7f]){1,63}(?<!-)")
"""A part of a host's name. Hosts may have letters of any script, and some have an underscore."""
# Invisible characters that come along when an address is copied. The joiners of some scripts may be
# inside an address, but not at its end.
_HIDDEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]|[\u200c\u200d]$")


@dataclass(frozen=True, eq=False)
class Takes:
    """Describes the values that a type of field takes, for the reference and for editors.

    ``words`` describe them in the reference. ``schema`` is their JSON Schema, or a function that
    returns it. ``example`` is for fields without an example of their own. ``metavar`` is for the
    command line. ``hash_starts`` says what `` #`` in a value probably starts: a comment, a tag or
    text.
    """

    words: str
    schema: Schema | Callable[[], Schema]
    example: Any = None
    metavar: str = "TEXT"
    hash_starts: Literal["comment", "tag", "text"] = "comment"

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> Schema:
        return dict(self.schema() if callable(self.schema) else self.schema)


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
    """Check that a value is an absolute address that a page may link to."""
    scheme, colon, rest = value.partition(":")
    bad = _UNFIT.search(value)
    if not colon or scheme.lower() not in SCHEMES:
        reason = "is not an http, https or mailto address"
    elif re.match(r"https?:/+https?:", value, re.IGNORECASE):
        reason = "starts twice"
    elif hidden := _HIDDEN.search(value):
        reason = f"has an invisible character in it, U+{ord(hidden.group()):04X}"
    elif "…" in value:
        reason = 'has "…" in it, so it may be cut short'
    elif "&amp;" in value:
        reason = 'has "&amp;" in it, as HTML writes "&"'
    elif _SECOND.search(value):
        reason = "is more than one address"
    elif bad:
        reason = f'has "{bad.group()}" in it, which an address must write as a percent code'
    elif scheme.lower() == "mailto":
        if re.match(r"[^@?]+@[^@?]+", rest):
            return value
        reason = "names nobody to write to"
    elif reason := _wrong_host(value):
        pass
    else:
        return value
    raise _no_address(value, reason)


def _mended(value: str) -> str:
    """Return the address that the author may have meant, or an empty string."""
    mended = _HIDDEN.sub("", value).replace("&amp;", "&")
    mended = re.sub(r"^(?:https?:/+)+(?=https?:)", "", mended, flags=re.IGNORECASE)
    several = _SECOND.search(mended)
    mended = _UNFIT.sub(lambda bad: quote(bad.group()), mended)
    if several or mended == value:
        return ""
    try:
        return _address(mended)
    except PydanticCustomError:
        return ""


def _no_address(value: str, reason: str) -> PydanticCustomError:
    context = {"value": f'"{value}"', "reason": reason, "mended": _mended(value)}
    return PydanticCustomError("address", "{value} {reason}", context)


def _contact(value: str) -> str:
    """Check that a value is an address to write to. A mail address needs no ``mailto:``."""
    return _address(f"mailto:{value}" if re.fullmatch(r"[^@\s:/?#]+@[^@\s:/?#]+", value) else value)


def _wrong_host(value: str) -> str:
    """Return what is wrong with the host or the port of an address, or ""."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return "has no host name that can be read"
    try:
        parts.port  # noqa: B018 - raises where it is none
    except ValueError:
        return "has a port that is no number from 0 to 65535"
    host = (parts.hostname or "").removesuffix(".")
    if "@" in parts.netloc or not any(map(str.isalnum, host)):
        return "has no host name, or a user name before it"
    if ":" not in host and not all(map(_LABEL.fullmatch, host.split("."))):
        return f'has a host name, "{host}", that no computer can have'
    return ""


def _base(value: str) -> str:
    """Check that a value is an address to which the paths of pages can be added."""
    parts = urlsplit(_address(value))
    if parts.scheme.lower() == "mailto" or parts.query or parts.fragment or "//" in parts.path:
        reason = "is not an address under which pages can be"
        raise _no_address(value, reason)
    return value


def _zone(value: str) -> str:
    try:
        zone_info(value)
    except DateError as error:
        context = {"reason": error.reason, "suggestion": error.suggestion}
        raise PydanticCustomError("reason", "{reason}", context) from None
    return value


def _one_or_many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _each_once(value: tuple[str, ...]) -> tuple[str, ...]:
    """Check that no item of a list is repeated."""
    seen: set[str] = set()
    for nth, each in enumerate(value):
        if each in seen:
            context = {"value": each, "nth": nth}
            raise PydanticCustomError("twice", '"{value}" is there twice', context)
        seen.add(each)
    return value


def about(description: str, *examples: Any, **bounds: Any) -> Any:
    """Return a field with its description, and examples if its type's example says too little."""
    return Field(description=description, examples=list(examples) or None, **bounds)


def _id_of(noun: str, example: str) -> Takes:
    return Takes(f"id of {noun}", values.ID, example)


_LANGUAGE = "language code (BCP 47)"
# Letters of any script that are not capitals, their marks, and digits, with single hyphens.
_TAG = r"^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{Nd}]+(-[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{Nd}]+)*$"

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Takes("text", values.TEXT, hash_starts="text"),
]
Name = Annotated[Text, Takes("text", values.TEXT)]
"""A short text, such as a code or the name of a page. In it, `` #`` starts a comment."""
Markdown = Annotated[
    str,
    StringConstraints(min_length=1),
    IsMarkdown(),
    Takes("Markdown", values.MARKDOWN, hash_starts="text"),
]
Date = Annotated[
    PartialDate,
    BeforeValidator(_date),
    Takes("date (EDTF)", values.DATE, "2024-03-04", "DATE"),
]
Url = Annotated[
    Text,
    AfterValidator(_address),
    Takes("web address", values.URL, "https://example.org/gazette/library-roof", "URL"),
]
Urls = Annotated[
    tuple[Url, ...],
    BeforeValidator(_one_or_many),
    AfterValidator(_each_once),
    Takes(
        "web address, or a list of them",
        many(values.URL, each_once=True),
        "https://www.wikidata.org/wiki/Q15042037",
    ),
]
Contact = Annotated[
    Text,
    AfterValidator(_contact),
    Takes("web or mail address", values.CONTACT, "desk@example.org"),
]
BaseUrl = Annotated[
    Text,
    AfterValidator(_base),
    Takes("web address", values.BASE_URL, "https://example.org/library-roof/"),
]
Zone = Annotated[Text, AfterValidator(_zone), Takes("IANA time zone", values.ZONE, "Europe/London")]
Language = Annotated[
    str,
    StringConstraints(pattern=values.LANGUAGE_PATTERN),
    Takes(_LANGUAGE, values.LANGUAGE, "en"),
]
Interface = Annotated[
    Language,
    Takes(_LANGUAGE, lambda: {"anyOf": [{"enum": list(available())}, values.LANGUAGE]}, "de"),
]
Sha256 = Annotated[
    str,
    StringConstraints(pattern=values.SHA256_PATTERN),
    Takes(
        "64 hexadecimal digits",
        values.SHA256,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ),
]
AssetFile = Annotated[
    str,
    StringConstraints(pattern=values.ASSET_FILE_PATTERN),
    Takes("path of an asset", values.ASSET_FILE, "logo.svg"),
]
CaptureFile = Annotated[
    str,
    StringConstraints(pattern=values.CAPTURE_FILE_PATTERN),
    Takes("file name", values.CAPTURE_FILE, "gazette-9f2c1e0b7a44.html"),
]

_Id = Annotated[str, StringConstraints(min_length=1)]
RecordId = Annotated[str, Takes("id", values.ID, "roof-fell-in")]
ActorRef = Annotated[_Id, RefTo("actor"), _id_of("an actor", "mayor")]
SourceRef = Annotated[_Id, RefTo("source"), _id_of("a source", "gazette-2024-03-04")]
StatementRef = Annotated[_Id, RefTo("statement"), _id_of("a statement", "mayor-2024-03-04")]
ClaimRef = Annotated[_Id, RefTo("claim"), _id_of("a claim", "roof-fell-in")]
EventRef = Annotated[_Id, RefTo("event"), _id_of("an event", "storm-2024-03-03")]
PlaceRef = Annotated[_Id, RefTo("place"), _id_of("a place", "library")]
BriefRef = Annotated[_Id, RefTo("brief"), _id_of("a brief", "what-came-down")]
PageRef = Annotated[_Id, RefTo("page"), _id_of("a page", "about")]

_EachOnce = Field(json_schema_extra={"uniqueItems": True})
ClaimRefs = Annotated[tuple[ClaimRef, ...], AfterValidator(_each_once), _EachOnce]
SourceRefs = Annotated[tuple[SourceRef, ...], AfterValidator(_each_once), _EachOnce]
ActorRefs = Annotated[
    tuple[ActorRef, ...],
    BeforeValidator(_one_or_many),
    AfterValidator(_each_once),
    Takes("id of an actor, or a list of ids", many(values.ID, each_once=True), "mayor"),
]
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(_one_or_many),
    Takes("text, or a list of texts", many(values.TEXT), hash_starts="text"),
]
FieldPaths = Annotated[
    tuple[Name, ...],
    BeforeValidator(_one_or_many),
    AfterValidator(_each_once),
    Takes("name of a field, or a list of them", many(values.TEXT, each_once=True), ["note"]),
]
Prose = Annotated[
    tuple[Markdown, ...],
    BeforeValidator(_one_or_many),
    Takes("Markdown, or a list of it", many(values.MARKDOWN), hash_starts="text"),
]
Tags = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=_TAG)], ...],
    BeforeValidator(_one_or_many),
    AfterValidator(_each_once),
    Takes(
        "word in lower case, or a list of words",
        many(values.TAG, each_once=True),
        ["roof"],
        hash_starts="tag",
    ),
]

AtLeast = Annotated[
    float | None,
    about("The lower bound, in numbers; the same as `at_most` if exact.", 40, allow_inf_nan=False),
]
AtMost = Annotated[float | None, about("The upper bound, in numbers.", 58, allow_inf_nan=False)]

Bearing = Annotated[
    str,
    StringConstraints(pattern=values.BEARING_PATTERN),
    Takes("degrees from north, or a point of the compass", values.BEARING, "north-east"),
]


def read_base_url(words: str) -> str:
    """Return words as a value of the site's field ``base_url``.

    Raises:
        ValueError: they are not an address under which pages can be; the message says why.
    """
    try:
        return str(TypeAdapter(BaseUrl).validate_python(words))
    except ValidationError as error:
        raise ValueError(f"{error.errors()[0]['msg']}.") from None
