"""Checks every reference between records, finds every backlink, and makes the Dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from claimline.dates import DateError, PartialDate, at_place
from claimline.diagnostics import Code, Report, did_you_mean
from claimline.locale import word
from claimline.model.backlinks import backlinks
from claimline.model.chains import carried, carriers, origins, parties, roles, voices
from claimline.model.cycles import check_cycles
from claimline.model.dossier import Dossier
from claimline.model.publishable import publishable
from claimline.model.records import KINDS, Actor, Claim, Event, Place, Record
from claimline.model.same_actor import same_actors
from claimline.model.same_source import pages_of, same_sources
from claimline.model.scan import named_in, uncited_name
from claimline.model.schema import Loc
from claimline.model.shared_fields import Verdict
from claimline.model.site import Site
from claimline.model.titles import titles
from claimline.model.usages import usages
from claimline.model.validate import Key, Records
from claimline.prose import Prose
from claimline.read import ID_PATTERN

_MAKE_PUBLIC = "Make both private or neither, or name another record."

PLAIN_SCALE = (  # not validated, so that a start makes no validator for it
    Verdict.model_construct(
        id="supported",
        label=word("Supported"),
        meaning=word("Two vantage points stand behind it, or one whose account can be checked."),
        tone="supported",
    ),
    Verdict.model_construct(
        id="disputed",
        label=word("Disputed"),
        meaning=word("Vantage points contradict each other, and nothing decides between them."),
        tone="disputed",
    ),
    Verdict.model_construct(
        id="unproven",
        label=word("Unproven"),
        meaning=word("It is asserted, but nothing was published that others can check."),
        tone="open",
    ),
    Verdict.model_construct(
        id="refuted",
        label=word("Refuted"),
        meaning=word("The evidence contradicts it."),
        tone="refuted",
    ),
)
"""The verdict scale of a site that has none of its own, in words of the interface."""


def link(records: Records, report: Report, *, with_private: bool = False) -> Dossier | None:
    """Link all records.

    Args:
        records: all valid records.
        report: gets the references that lead nowhere, to their own record, in a circle, or from a
            published record to a private one. It also gets what is wrong in Markdown texts, in
            verdicts, and in the dates of events at their places.
        with_private: whether the Dossier also holds private records. It must not become a site.

    Returns:
        the Dossier, in which every reference leads to a record. None if a reference is wrong, if a
        record has errors, or if there is no valid ``site.yaml``.
    """
    before = _errors(report)
    site = records.site
    public = {kind: _public_ids(of_kind) for kind, of_kind in records.by_kind.items()}
    for key, scan in records.scans.items():
        for loc, kind, id_ in scan.references:
            if id_ not in public[kind] or (kind, id_) == key:
                _check_reference(records, key, loc, kind, id_, report)
        for loc, text in scan.texts.items():
            if text.marks or text.links or text.problems or text.uncited:
                _check_prose(records, key, loc, text, report)
    _check_hidden(records, report)
    if site is not None:
        site = with_scale(site)
        _check_verdicts(records, site, report)
    check_cycles(records, report)
    event_dates = dict(_event_dates(records, report))
    if site is None or _errors(report) > before or records.broken or records.unread:
        return None
    if not with_private:
        records = publishable(records)
    prose = {
        key: MappingProxyType(texts)
        for key, scan in records.scans.items()
        if (texts := {**scan.texts, **_hidden_texts(records, key, with_private=with_private)})
    }
    kinds: dict[str, Any] = {
        f"{kind}s": MappingProxyType(dict(records.by_kind[kind])) for kind in KINDS
    }
    spoken = voices(kinds["statements"], kinds["actors"])
    passed_on = carried(kinds["sources"])
    named = titles(records)
    return Dossier(
        site=site,
        **kinds,
        prose=MappingProxyType(prose),
        usages=MappingProxyType(usages(records, prose, named)),
        back=MappingProxyType(backlinks(records, prose)),
        event_dates=MappingProxyType({id_: event_dates[id_] for id_ in kinds["events"]}),
        tagged=MappingProxyType(_tagged(records)),
        parties=MappingProxyType(parties(kinds["actors"])),
        roles=MappingProxyType(roles(kinds["actors"])),
        voices=MappingProxyType(spoken),
        titles=MappingProxyType(named),
        origins=MappingProxyType(origins(kinds["statements"], spoken)),
        passed_on=MappingProxyType(passed_on),
        carried_by=MappingProxyType(carriers(passed_on)),
        same_as=MappingProxyType(
            same_sources({id_: pages_of(source) for id_, source in kinds["sources"].items()})
        ),
        same_actors=MappingProxyType(same_actors(kinds["actors"])),
        where=MappingProxyType(dict(records.where)),
        interface=records.interface,
    )


def with_scale(site: Site) -> Site:
    """Return the site's record with the plain verdict scale, if it has none of its own."""
    return site.model_copy(update={"verdicts": site.verdicts or PLAIN_SCALE})


def _hidden_texts(records: Records, key: Key, *, with_private: bool) -> Mapping[Loc, Prose]:
    """Return the texts that a record keeps back, if all that they name is there."""
    hidden = records.hidden.get(key) if with_private else None
    return {
        loc: text
        for loc, text in (hidden.texts if hidden else {}).items()
        if all(id_ in records.by_kind[kind] for *_, kind, id_ in named_in(text))
    }


def _check_hidden(records: Records, report: Report) -> None:
    """Check what records name in fields that they keep back.

    There, a record may name one that is private, or a draft.
    """
    known = replace(records, broken=records.broken | records.held) if records.hidden else records
    for key, scan in records.hidden.items():
        for loc, kind, id_ in scan.references:
            _check_reference(known, key, loc, kind, id_, report, is_public=False)
        for loc, text in scan.texts.items():
            _check_prose(known, key, loc, text, report, is_public=False)


def _public_ids(of_kind: Mapping[str, Record]) -> frozenset[str]:
    """Return the ids of the records that any other record may name."""
    return frozenset(id_ for id_, record in of_kind.items() if not record.private)


def _event_dates(records: Records, report: Report) -> Iterator[tuple[str, PartialDate]]:
    """Yield the date of each event. A date without a zone gets that of the event's place."""
    places = records.by_kind["place"]
    for id_, event in records.by_kind["event"].items():
        assert isinstance(event, Event)
        try:
            yield id_, event_date(event, places)
        except DateError as error:
            at = records.where["event", id_].at("date")
            report.add(at, Code.BAD_DATE, f"{error.reason}.", error.suggestion)
            yield id_, event.date


def event_date(event: Event, places: Mapping[str, Record]) -> PartialDate:
    """Return the date of an event. A date without a zone gets that of the event's place.

    Raises:
        DateError: there is no such time at the place.
    """
    place = places.get(event.place or "")
    if isinstance(place, Place) and place.time_zone:
        return at_place(event.date, place.time_zone)
    return event.date


def _tagged(records: Records) -> dict[str, tuple[Key, ...]]:
    by_tag: dict[str, list[Key]] = {}
    for key, record in records.all():
        for tag in getattr(record, "tags", ()):
            by_tag.setdefault(tag, []).append(key)
    return {tag: tuple(by_tag[tag]) for tag in sorted(by_tag)}


def _errors(report: Report) -> int:
    return sum(found.level == "error" for found in report)


def _check_reference(
    records: Records,
    key: Key,
    loc: Loc,
    kind: str,
    id_: str,
    report: Report,
    *,
    is_public: bool = True,
) -> None:
    if (kind, id_) == key:
        message = f'The {kind} "{id_}" names itself.'
        hint = "Name another, or leave the field out."
        report.add(records.where[key].at(*loc), Code.SELF_REFERENCE, message, hint)
    elif not records.known(kind, id_):
        message = f'There is no {kind} "{id_}".'
        hint = _instead(records, kind, id_)
        report.add(records.where[key].at(*loc), Code.DANGLING, message, hint)
    elif is_public and _hidden(records, key, kind, id_):
        at = records.where[key].at(*loc)
        report.add(at, Code.PRIVATE_REFERENCE, _names_private(key, kind, id_), _MAKE_PUBLIC)


def _hidden(records: Records, key: Key, kind: str, id_: str) -> bool:
    """Whether a published record names a private one."""
    return records.private(kind, id_) and not records.private(*key)


def _names_private(key: Key, kind: str, id_: str) -> str:
    of_kind, own_id = key
    name = "The site" if of_kind == "site" else f'The {of_kind} "{own_id}"'
    return f'{name} is published and names the {kind} "{id_}", which is private.'


def _instead(records: Records, kind: str, id_: str) -> str:
    """Suggest what to write instead of an id without a record: the nearest id, or a new file."""
    if kind == "actor":
        for actor_id, actor in records.by_kind[kind].items():
            assert isinstance(actor, Actor)
            if id_.casefold() in map(str.casefold, (actor.name, *actor.also_known_as)):
                return f'Write the id of that actor, "{actor_id}".'
    faulty = (id_ for of_kind, id_ in records.broken if of_kind == kind)
    near = did_you_mean(id_, [*records.by_kind[kind], *faulty])
    ending = "md" if kind in ("brief", "page") else "yaml"
    if near or not ID_PATTERN.fullmatch(id_):
        return near
    return f"Write content/{kind}s/{id_}.{ending}."


def _check_prose(
    records: Records, key: Key, loc: Loc, prose: Prose, report: Report, *, is_public: bool = True
) -> None:
    where = records.where[key]
    for problem in prose.problems:
        at = where.inside(loc, problem.token, problem.nth)
        report.add(at, problem.code, problem.message, problem.suggestion)
    for problem in prose.uncited:
        if uncited_name(problem) in records.by_kind["source"]:
            at = where.inside(loc, problem.token, problem.nth)
            report.add(at, problem.code, problem.message, problem.suggestion)
    for start, token, kind, id_ in named_in(prose):
        if not records.known(kind, id_):
            nth = prose.text.count(token, 0, start)
            hint = _instead(records, kind, id_)
            message = f'There is no {kind} "{id_}".'
            report.add(where.inside(loc, token, nth), Code.DANGLING, message, hint)
        elif is_public and _hidden(records, key, kind, id_):
            at = where.inside(loc, token, prose.text.count(token, 0, start))
            report.add(at, Code.PRIVATE_REFERENCE, _names_private(key, kind, id_), _MAKE_PUBLIC)


def _check_verdicts(records: Records, site: Site, report: Report) -> None:
    scale = [step.id for step in site.verdicts]
    for nth, id_ in enumerate(scale):
        if id_ in scale[:nth]:
            at = records.where["site", "site"].at("verdicts", nth, "id")
            message = f'The verdict "{id_}" is already on the scale.'
            report.add(at, Code.DUPLICATE_ID, message, "Rename one of them.")
    for id_, claim in records.by_kind["claim"].items():
        assert isinstance(claim, Claim)
        named: list[tuple[Loc, str | None]] = [(("verdict",), claim.verdict)]
        for nth, change in enumerate(claim.history):
            named += [(("history", nth, "from"), change.from_), (("history", nth, "to"), change.to)]
        for loc, verdict in named:
            if verdict is not None and verdict not in scale:
                hint = did_you_mean(verdict, scale) or f"The scale has {', '.join(scale)}."
                message = f'"{verdict}" is not on the verdict scale.'
                report.add(records.where["claim", id_].at(*loc), Code.BAD_VALUE, message, hint)
