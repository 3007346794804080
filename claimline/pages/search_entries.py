"""What the search can find: each record with a page, and each event, with its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from claimline.model.attributed import Attributed
from claimline.model.records import Brief, Claim, Detail, Event, Source, Statement
from claimline.model.shared_fields import Answer, FreeFields, Pointer, Translation
from claimline.pages.headline import makers_of, unjudged
from claimline.pages.parts import part
from claimline.pages.plain_prose import plain_prose
from claimline.pages.record_paths import place_page_path
from claimline.pages.shared_views import SearchEntry
from claimline.pages.view_builder import ViewBuilder
from claimline.pages.vocabulary import RECORDS, STATUSES
from claimline.prose import split_sentences, without_lead

ENTRY = "search entry"
"""The name of the query that makes an entry."""
_Texts = Iterator[str | None]
_Speakers = Iterable[tuple[str, bool]]
"""Ids of actors, each with whether it counts as a vantage point."""


def search_entries(builder: ViewBuilder) -> tuple[SearchEntry, ...]:
    """Return what the search can find.

    The facets ``vantage-point`` and ``commentator`` name the parties whose word the record holds.
    Lists, redirects and the project's own pages are left out.
    """
    return tuple(search_entry(builder, key) for key in searchable_records(builder, ""))


@part("searchable records", tuple[str, ...])
def searchable_records(builder: ViewBuilder, _: str) -> tuple[str, ...]:
    """Return the kind, a space, and the id of each record that the search can find."""
    return tuple(
        f"{kind} {id_}"
        for kind in _FACTS
        for id_ in builder.dossier.records(kind)
        if kind != "place" or place_page_path(builder, id_)
    )


@part(ENTRY)
def search_entry(builder: ViewBuilder, key: str) -> SearchEntry:
    """Return the entry of a record. ``key`` is its kind, a space, and its id."""
    kind, _, id_ = key.partition(" ")
    link = builder.ref(kind, id_)
    page, _, fragment = link.href.partition("#")
    facets = (("kind", builder.t(RECORDS[kind])),)
    entry = SearchEntry(kind, page, link.label, facets, fragment=fragment)
    return _FACTS[kind](builder, id_, entry)


def _claim(builder: ViewBuilder, id_: str, entry: SearchEntry) -> SearchEntry:
    claim = builder.dossier.claims[id_]
    verdict = builder.verdict(claim)
    judged = ("verdict", verdict.label if verdict else unjudged(builder, claim))
    corroboration = builder.analysis.corroboration[id_]
    speakers = list(makers_of(builder, claim))
    for side in (corroboration.backing, corroboration.against):
        speakers += ((point, True) for point in side.vantage_points)
        speakers += ((commentator, False) for commentator in side.commentators)
    entry = replace(entry, facets=(*entry.facets, judged))
    return _filled(builder, entry, speakers, _words_of_claim(claim), claim.by)


def _words_of_claim(claim: Claim) -> _Texts:
    yield from (claim.claim, claim.description, claim.reasoning)
    yield from (*claim.unknowns, *claim.would_change)
    for citation in claim.citations:
        yield from _quoted(citation)
        yield citation.missing
    for stance in claim.stances:
        if stance.citation:
            yield from _quoted(stance.citation)
        yield stance.note
    yield from (relation.note for relation in claim.related)
    yield from _free(claim.fields)


def _quoted(quoting: Pointer | Answer) -> _Texts:
    yield from (quoting.quote, _translated(quoting.translation), quoting.note)


def _translated(translation: Translation | None) -> str | None:
    return translation.text if translation else None


def _free(fields: FreeFields) -> _Texts:
    return (f"{field.label}: {field.text}" for field in fields)


def _source(builder: ViewBuilder, id_: str, entry: SearchEntry) -> SearchEntry:
    source = builder.dossier.sources[id_]
    entry = replace(entry, names=tuple(filter(None, [_translated(source.title_translation)])))
    carried = _voices(builder, builder.dossier.carried(id_))
    return _filled(builder, entry, carried, _words_of_source(source), ())


def _words_of_source(source: Source) -> _Texts:
    yield _translated(source.title_translation)
    yield ", ".join(filter(None, (source.known_publisher, *source.authors)))
    yield from (source.perspective, source.note, source.published_note, source.reliability_reason)
    yield from (carried.note for carried in source.carries)
    yield from _free(source.fields)


def _statement(builder: ViewBuilder, id_: str, entry: SearchEntry) -> SearchEntry:
    statement = builder.dossier.statements[id_]
    texts = _words_of_statement(statement)
    return _filled(builder, entry, _voices(builder, [id_]), texts, [statement.by])


def _words_of_statement(statement: Statement) -> _Texts:
    yield from (statement.says, statement.quote, _translated(statement.translation))
    yield from (statement.channel, statement.note)


def _actor(builder: ViewBuilder, id_: str, entry: SearchEntry) -> SearchEntry:
    actor = builder.dossier.actors[id_]
    entry = replace(entry, names=actor.also_known_as)
    texts = iter((actor.position, actor.note, actor.access_note))
    return _filled(builder, entry, _actors(builder, [id_]), texts, ())


def _detail(builder: ViewBuilder, id_: str, entry: SearchEntry) -> SearchEntry:
    detail, compared = builder.dossier.details[id_], builder.analysis.comparison[id_]
    answering = [(point, True) for point in compared.vantage_points]
    answering += ((commentator, False) for commentator in compared.commentators)
    return _filled(builder, entry, answering, _words_of_detail(detail), ())


def _words_of_detail(detail: Detail) -> _Texts:
    yield from (detail.question, detail.finding)
    for answer in detail.values:
        yield answer.value
        yield from _quoted(answer)


def _event(builder: ViewBuilder, id_: str, entry: SearchEntry) -> SearchEntry:
    event = builder.dossier.events[id_]
    when = builder.must_when(builder.dossier.event_dates[id_]).words
    texts = iter((f"{entry.title}. {when}.", *_words_of_event(event)))
    status = ("status", builder.t(STATUSES[event.status]))
    entry = replace(entry, facets=(*entry.facets, status))
    entry = _filled(builder, entry, _actors(builder, event.actors), texts, event.actors)
    if event.place is None:
        return entry
    place = builder.dossier.places[event.place]
    names = (*entry.related_names, place.name, *place.also_known_as)
    return replace(entry, related_names=names)


def _words_of_event(event: Event) -> _Texts:
    yield event.text
    parts: tuple[Attributed, ...] = (*event.involved, *event.counts)
    yield from (part.note for part in parts)
    for citation in event.citations:
        yield from _quoted(citation)
    yield from _free(event.fields)
    yield event.no_source


def _place(builder: ViewBuilder, id_: str, entry: SearchEntry) -> SearchEntry:
    place = builder.dossier.places[id_]
    entry = replace(entry, names=place.also_known_as)
    return _filled(builder, entry, (), iter((place.note,)), ())


def _brief(builder: ViewBuilder, id_: str, entry: SearchEntry) -> SearchEntry:
    brief: Brief = builder.dossier.briefs[id_]
    return _filled(builder, entry, (), iter((brief.summary, brief.body)), ())


_FACTS = {
    "claim": _claim,
    "source": _source,
    "statement": _statement,
    "actor": _actor,
    "detail": _detail,
    "event": _event,
    "place": _place,
    "brief": _brief,
}
"""For each kind of record that the search finds, the function that fills its entry."""


def _filled(
    builder: ViewBuilder,
    entry: SearchEntry,
    speakers: _Speakers,
    texts: _Texts,
    actors: Iterable[str],
) -> SearchEntry:
    """Return an entry with its parties, its sentences, and all names of the actors in it."""
    parties = {
        ("vantage-point" if counts else "commentator", builder.ref("actor", id_).label)
        for id_, counts in speakers
    }
    # A sentence that stands in a record twice is shown once.
    sentences = dict.fromkeys(
        plain_prose(builder, without_lead(sentence))
        for text in texts
        if text
        for sentence in split_sentences(text)
    )
    known = builder.dossier.actors
    return replace(
        entry,
        facets=(*entry.facets, *sorted(parties)),
        sentences=tuple(it for it in sentences if any(map(str.isalnum, it))),
        related_names=tuple(
            name for id_ in actors for name in (known[id_].name, *known[id_].also_known_as)
        ),
    )


def _actors(builder: ViewBuilder, ids: Iterable[str]) -> _Speakers:
    """Return the parties for which actors speak unless a statement says otherwise."""
    dossier = builder.dossier
    return [(dossier.party(id_), dossier.roles[id_] != "commentator") for id_ in ids]


def _voices(builder: ViewBuilder, statements: Iterable[str]) -> _Speakers:
    """Return the parties for which the origins of statements speak."""
    origins = map(builder.dossier.origin, statements)
    return [(origin.party, origin.counts) for origin in origins]
