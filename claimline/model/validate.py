"""Validates entries: each becomes a frozen record, or diagnostics."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, Protocol

from msgspec.structs import replace
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from claimline.diagnostics import Code, Level, Location, Report, did_you_mean
from claimline.engine.late import Late
from claimline.locale import ENGLISH, Translator, interface_translator
from claimline.model.comments import check_comments
from claimline.model.private_fields import public_data, reason_against
from claimline.model.records import FOLDERS, KINDS, Record
from claimline.model.scan import Scan, scan, scan_beyond
from claimline.model.schema import Loc, keys, part_at
from claimline.model.shared_fields import Part
from claimline.model.site import Site
from claimline.read import ID_PATTERN, Entry, Where
from claimline.read.ids import latin_slug
from claimline.read.project import Placed
from claimline.value import Value

Key = tuple[str, str]
"""A record's kind and id."""


class Records(Value, frozen=True):
    """All valid records of a project, and where each is written.

    ``broken`` holds the keys of records that do not fit the schema, or whose id is wrong or taken.
    ``unread`` holds the kinds that have a file which could not be read. A link to a record of
    ``broken``, or of a kind of ``unread``, is not reported as dangling. ``interface`` has the words
    of the interface. ``hidden`` has what records name in fields that they keep back, and ``held``
    the keys of records that are not published yet.
    """

    site: Site | None
    by_kind: Mapping[str, Mapping[str, Record]]
    where: Mapping[Key, Where]
    scans: Mapping[Key, Scan]
    broken: frozenset[Key] = frozenset()
    unread: frozenset[str] = frozenset()
    interface: Translator = ENGLISH
    hidden: Mapping[Key, Scan] = {}
    held: frozenset[Key] = frozenset()

    def all(self) -> Iterator[tuple[Key, Record]]:
        """Yield all records but the site's, each with its kind and id."""
        for kind, of_kind in self.by_kind.items():
            for id_, record in of_kind.items():
                yield (kind, id_), record

    def without(self, keys: Iterable[Key]) -> Records:
        """Return all records but these."""
        left_out = {*keys}
        if not left_out:
            return self

        def of_kind(kind: str) -> Mapping[str, Record]:
            by_id = self.by_kind[kind]
            return Late({it: it for it in by_id if (kind, it) not in left_out}, by_id.__getitem__)

        scans, hidden = self.scans, self.hidden
        return replace(
            self,
            by_kind={kind: of_kind(kind) for kind in self.by_kind},
            where={key: at for key, at in self.where.items() if key not in left_out},
            scans=Late({key: key for key in scans if key not in left_out}, scans.__getitem__),
            hidden=Late({key: key for key in hidden if key not in left_out}, hidden.__getitem__),
        )

    def known(self, kind: str, id_: str) -> bool:
        """Whether there is such a record, or may be one in a file with errors."""
        return id_ in self.by_kind[kind] or (kind, id_) in self.broken or kind in self.unread

    def private(self, kind: str, id_: str) -> bool:
        """Whether there is such a record and it is private."""
        record = self.by_kind.get(kind, {}).get(id_)
        return record is not None and record.private


class Item(Value, frozen=True):
    """A validated entry: its record, or None if it does not fit the schema.

    ``hidden`` has what it names and says in the fields that it keeps back, if there are any.
    """

    kind: str
    id: str
    where: Where
    record: Record | Site | None
    scan: Scan | None
    hidden: Scan | None = None

    @property
    def is_sound(self) -> bool:
        """Whether it fits the schema."""
        return self.record is not None and self.scan is not None

    @property
    def keeps_back(self) -> bool:
        """Whether there are fields that it keeps back."""
        return self.hidden is not None


class ReadItem(Placed, Protocol):
    """An item of which only the head may be in memory. The rest is read when it is asked for."""

    @property
    def record(self) -> Record | Site | None: ...
    @property
    def scan(self) -> Scan | None: ...
    @property
    def hidden(self) -> Scan | None: ...
    @property
    def is_sound(self) -> bool: ...
    @property
    def keeps_back(self) -> bool: ...


def validate(entries: Iterable[Entry], report: Report, *, whole: bool = False) -> Records:
    """Validate all entries. Diagnostics go to ``report``.

    With ``whole``, the records have the fields that they keep back. They must not be published.
    """
    return gather([validated(entry, report, whole=whole) for entry in entries], report)


def validated(entry: Entry, report: Report, *, whole: bool = False) -> Item:
    """Validate one entry against the schema of its kind. Diagnostics go to ``report``.

    With ``whole``, the record has the fields that it keeps back.
    """
    model = _model(entry.kind)
    check_comments(model, entry, report)
    data = plain_data(entry)
    try:
        complete = model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _explain(detail, model, entry, report)
        return Item(entry.kind, entry.id, entry.where, None, None)
    if isinstance(complete, Site) or not complete.private_fields:
        return Item(entry.kind, entry.id, entry.where, complete, scan(complete))
    if not _may_keep_back(complete, entry, report):
        return Item(entry.kind, entry.id, entry.where, None, None)
    public = record_of(entry.kind, data)
    shown = scan(public)
    hidden = scan_beyond(complete, shown)
    record = complete if whole else public
    return Item(entry.kind, entry.id, entry.where, record, shown, hidden)


def _may_keep_back(record: Record, entry: Entry, report: Report) -> bool:
    """Report fields that a record cannot keep back, and a missing reason. Return if all is well."""
    sound = True
    for nth, name in enumerate(record.private_fields):
        if against := reason_against(type(record), name):
            message = f'The field "{name}" cannot be kept back: {against[0]}.'
            listed = isinstance(entry.data["private_fields"], list)
            at = entry.where.at("private_fields", *([nth] if listed else ()))
            report.add(at, Code.PRIVATE_FIELD, message, against[1])
            sound = False
    if not record.withheld_because:
        message = 'A record with "private_fields" needs "withheld_because".'
        hint = "Say there in words for readers why something is kept back."
        report.add(entry.where.key("private_fields"), Code.MISSING_KEY, message, hint)
        sound = False
    return sound


def plain_data(entry: Entry) -> dict[str, Any]:
    """Return the data of an entry, from which its record is made."""
    data: dict[str, Any] = _without_blanks(entry.data)
    return data if entry.kind == "site" else {**data, "id": entry.id}


def record_of(kind: str, data: dict[str, Any]) -> Record | Site:
    """Return the record that has this data, without the fields that it keeps back.

    Raises:
        ValidationError: the data does not fit the schema of the kind.
    """
    return _model(kind).model_validate(public_data(data))


def _model(kind: str) -> type[Record] | type[Site]:
    return Site if kind == "site" else KINDS[kind]


def gather(items: Iterable[ReadItem], report: Report) -> Records:
    """Return the records of all items. ``report`` holds the diagnostics of reading them."""
    items = list(items)
    by_kind: dict[str, dict[str, ReadItem]] = {kind: {} for kind in ("site", *KINDS)}
    sound: dict[Key, ReadItem] = {}
    broken: set[Key] = set()
    for item in items:
        key = (item.kind, item.id)
        if key in sound or not item.is_sound:
            broken.add(key)
        if not ID_PATTERN.match(item.id):
            # References may have the correct form of the id.
            broken.add((item.kind, latin_slug(item.id)))
        if item.is_sound:
            sound[key] = item
            by_kind[item.kind][item.id] = item
    unread = _unread(items, report)
    of_site = [item.record for item in by_kind.pop("site").values()]
    site = of_site[-1] if of_site and isinstance(of_site[-1], Site) else None
    interface = interface_translator(site.interface_language, site.language) if site else ENGLISH
    return Records(
        site,
        {kind: Late(of_kind, attrgetter("record")) for kind, of_kind in by_kind.items()},
        {key: item.where for key, item in sound.items()},
        Late(sound, attrgetter("scan")),
        frozenset(broken),
        unread,
        interface,
        Late({key: item for key, item in sound.items() if item.keeps_back}, attrgetter("hidden")),
    )


def _unread(items: Iterable[ReadItem], report: Report) -> frozenset[str]:
    """Return the kinds that have a file with an error and without a record."""
    read = {item.where.path for item in items}
    kinds = set()
    for found in report:
        parts = found.location.path.split("/")
        if found.level is Level.ERROR and found.location.path not in read and len(parts) > 1:
            kinds.add(FOLDERS.get(parts[1].partition(".")[0], ""))
    return frozenset(kinds - {""})


def _without_blanks(value: Any) -> Any:
    """Return data without blank fields, which count as missing."""
    if isinstance(value, dict):
        return {key: _without_blanks(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_blanks(item) for item in value]
    return value


def _explain(detail: ErrorDetails, model: type[Part], entry: Entry, report: Report) -> None:
    """Report an error of the schema in the project's words."""
    loc: Loc = detail["loc"]
    kind = detail["type"]
    name = loc[-1] if loc else entry.kind
    part = part_at(model, loc[:-1])
    article = "an" if entry.kind[0] in "aeiou" else "a"
    what = f"{article} {entry.kind}" if len(loc) < 2 else f'"{_last_word(loc[:-1])}"'
    at: Location = entry.where.at(*loc)
    context = detail.get("ctx", {})
    value = detail["input"]

    if kind == "extra_forbidden":
        used = value_at(entry.data, loc[:-1]) or ()
        writable = [key for key in keys(part) if key != "body"]
        known = [key for key in writable if key == "id" or key not in used]
        hint = did_you_mean(str(name), known) or f"Its fields are: {', '.join(writable)}."
        message = f'"{name}" is not a field of {what}.'
        report.add(entry.where.key(*loc), Code.UNKNOWN_KEY, message, hint)
    elif kind == "missing":
        message = f'{what[0].upper()}{what[1:]} needs "{name}".'
        blank = name in (value_at(entry.data, loc[:-1]) or ())
        place = entry.where.key(*loc) if blank else entry.where.at(*loc[:-1])
        report.add(place, Code.MISSING_KEY, message, f"Add `{name}:`.")
    elif kind == "string_type" and value is None:
        message = f'An item of "{_last_word(loc)}" is blank.'
        report.add(at, Code.BAD_VALUE, message, "Write it, or remove the dash.")
    elif kind == "string_type":
        message = f'"{_last_word(loc)}" takes text, and this is {_shape(value)}.'
        report.add(at, Code.NOT_TEXT, message, "Quote it if it starts with a bracket.")
    elif kind in ("tuple_type", "list_type"):
        message = f'"{_last_word(loc)}" takes a list, and this is {_shape(value)}.'
        report.add(at, Code.NOT_A_LIST, message, "Put a dash before each item.")
    elif kind in ("model_type", "dict_type", "model_attributes_type"):
        message = f'"{_last_word(loc)}" takes fields of its own, and this is {_shape(value)}.'
        fields = ", ".join(f"`{key}:`" for key in keys(part_at(model, loc)))
        report.add(at, Code.NOT_A_MAPPING, message, f"Its fields are {fields}.")
    elif kind == "date":
        report.add(at, Code.BAD_DATE, context["reason"] + ".", context["suggestion"])
    elif kind == "reason":
        report.add(at, Code.BAD_VALUE, context["reason"] + ".", context["suggestion"])
    elif kind == "address":
        message = f"{context['value']} {context['reason']}."
        mended = f'Write "{context["mended"]}".' if context["mended"] else ""
        hint = mended or "Write the whole address, with https://."
        report.add(at, Code.BAD_URL, message, hint)
    elif kind == "literal_error":
        words = str(context["expected"]).replace("'", "")
        choices = words.replace(" or ", ", ").split(", ")
        hint = did_you_mean(str(value), choices) or f"Write one of: {', '.join(choices)}."
        if (entry.kind, loc) == ("actor", ("role",)) and not hint.startswith("Did"):
            hint = f"Write `position: {value}`, and for `role:` one of: {', '.join(choices)}."
        report.add(at, Code.BAD_VALUE, f'"{value}" is not a value of "{_last_word(loc)}".', hint)
    elif kind in _PARSED:
        message = f'"{value}" is not a value of "{_last_word(loc)}".'
        report.add(at, Code.BAD_VALUE, message, _PARSED[kind])
    elif kind == "twice":
        at = entry.where.at(*loc, context["nth"])
        message = f'"{context["value"]}" is twice in "{_last_word(loc)}".'
        report.add(at, Code.BAD_VALUE, message, "Write it once.")
    elif kind in ("string_too_short", "too_short"):
        report.add(at, Code.BAD_VALUE, f'"{_last_word(loc)}" is blank.', "Write it, or remove it.")
    elif kind == "string_pattern_mismatch":
        message = f'"{value}" is not a form that "{_last_word(loc)}" takes.'
        path = [step for step in loc if isinstance(step, str)]
        form = _FORMS.get(".".join(path[-2:])) or _FORMS.get(_last_word(loc), "")
        if _last_word(loc) == "tags" and (tag := _as_tag(str(value))):
            form = f'{form[:-1]}, such as "{tag}".'
        report.add(at, Code.BAD_VALUE, message, form)
    else:
        reason = detail["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
        message = f'"{_last_word(loc)}" should be {reason}.' if reason != detail["msg"] else reason
        report.add(at, Code.BAD_VALUE, message.rstrip(".") + ".")


_PARSED = {
    "bool_parsing": "Write true or false.",
    "int_parsing": "Write a whole number.",
    "float_parsing": "Write a number.",
}
_TAG_LETTERS = frozenset({"Ll", "Lo", "Lm", "Mn", "Mc", "Me", "Nd"})
_MEDIA = "Write the path of a file below content/media/: letters, digits, `-`, `_` and `/`."
_FORMS = {
    "lang": "Write a language code, such as en, ru or uk.",
    "language": "Write a language code, such as en, ru or uk.",
    "tags": "Write lower-case words with hyphens.",
    "sha256": "Write 64 hexadecimal digits.",
    "bearing": "Write a point of the compass, such as north-east, or degrees from 0 to 360.",
    "file": "Write the name of a file in captures/, without a folder.",
    "logo.file": "Write the path of a file below templates/assets/.",
    "media.file": _MEDIA,
    "compare.file": _MEDIA,
    "video_file": _MEDIA,
    "pages": "Write a page, or the first and the last as in 10-20.",
}


def _as_tag(words: str) -> str:
    """Return the tag that an author may have meant, or an empty string."""
    fits = [c if unicodedata.category(c) in _TAG_LETTERS else " " for c in words.lower()]
    return "-".join("".join(fits).split())


def value_at(data: Any, loc: Loc) -> Any:
    """Return the value at a path of keys and indices, or None if there is none."""
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _last_word(loc: Loc) -> str:
    return next((step for step in reversed(loc) if isinstance(step, str)), "record")


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "one value"
