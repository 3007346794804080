"""The page of origins: who speaks, their statements, and the sources that carry these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

from msgspec.structs import replace

from claimline.pages.address import ORIGINS, list_path
from claimline.pages.counted import speakers
from claimline.pages.paging import MOST_PARTS, Pager, paged_title, pager
from claimline.pages.provenance_flow import (
    Flow,
    FlowSource,
    FlowStep,
    dated,
    source_steps,
    statement_step,
    ways_to,
    with_sources,
)
from claimline.pages.shared_views import HtmlPage, Ref
from claimline.pages.view_builder import ViewBuilder, part
from claimline.pages.vocabulary import ACCESS, HOW
from claimline.value import Value


class OriginsView(Value, frozen=True):
    """Vantage points and commentators, each by number of statements, and unknown origins.

    ``summary`` counts all of them. ``pager`` is None if they are on one page.
    """

    summary: str
    vantage_points: Flow
    commentators: Flow
    unknown: Flow
    pager: Pager | None


ONE_PAGE = 350
"""The most statements and sources on a page, counting a source for each statement. Each takes less
than a kilobyte."""
UNKNOWN = ""
"""The speaker of sources whose origin is not known."""
Speaker = tuple[str, str]
"""``vantage-point``, ``commentator`` or ``unknown``, and the id of an actor or ``UNKNOWN``."""
Groups = tuple[tuple[Speaker, tuple[str, ...]], ...]
"""Ids of statements by who speaks, and then ids of sources of unknown origin."""


def origins_pages(builder: ViewBuilder) -> dict[str, Callable[[ViewBuilder], HtmlPage]]:
    """Return the functions that make the pages of origins, by path."""
    total = max(1, len(_cut(builder, "")))
    return {
        list_path(ORIGINS, number): partial(_origins_page, number=number)
        for number in range(1, total + 1)
    }


def _origins_page(builder: ViewBuilder, number: int) -> HtmlPage:
    pages = _cut(builder, "")
    groups = pages[number - 1] if pages else ()
    vantage_points, commentators = (
        Flow(tuple(_start(builder, speaker, ids) for speaker, ids in groups if speaker[0] == kind))
        for kind in ("vantage-point", "commentator")
    )
    unknown = [_source(builder, id_) for (kind, _), ids in groups if kind == "unknown"
               for id_ in ids]  # fmt: skip
    summary = _summary(builder, "")
    view = OriginsView(
        summary,
        vantage_points,
        commentators,
        Flow((with_sources(FlowStep("unknown", None), unknown),) if unknown else ()),
        _pager(builder, number, pages) if len(pages) > 1 else None,
    )
    title = paged_title(builder.t("Origins"), number, builder.language)
    return HtmlPage(list_path(ORIGINS, number), "pages/origins.html", title, summary, ORIGINS, view)


@part("origins")
def _groups(builder: ViewBuilder, _: str) -> Groups:
    """Return all statements by who speaks, the largest group first, and unknown origins last."""
    dossier = builder.dossier
    by_party: dict[tuple[bool, str], list[str]] = {}
    for id_ in dossier.statements:
        origin = dossier.origin(id_)
        by_party.setdefault((origin.counts, origin.party), []).append(id_)
    ordered = sorted(by_party.items(), key=lambda item: (-len(item[1]), item[0]))
    traced = [id_ for id_ in dossier.sources if dossier.carried(id_)]
    unknown = tuple(dossier.distinct(dossier.sources, without=traced))
    return (
        *(
            ((kind, party), tuple(builder.statements_by_date(ids)))
            for kind in ("vantage-point", "commentator")
            for (counts, party), ids in ordered
            if counts == (kind == "vantage-point")
        ),
        *([(("unknown", UNKNOWN), unknown)] if unknown else []),
    )


@part("origins cut")
def _cut(builder: ViewBuilder, _: str) -> tuple[Groups, ...]:
    """Return what is on each page. A statement is on one page, with the sources that carry it."""
    pages: list[list[tuple[Speaker, list[str]]]] = []
    room = 0
    for speaker, ids in _groups(builder, ""):
        for id_ in ids:
            size = (
                1
                if speaker[0] == "unknown"
                else 1 + min(ONE_PAGE, len(builder.dossier.carriers(id_)))
            )
            if size > room:
                pages.append([])
                room = max(ONE_PAGE, size)
            if not pages[-1] or pages[-1][-1][0] != speaker:
                pages[-1].append((speaker, []))
            pages[-1][-1][1].append(id_)
            room -= size
    return tuple(tuple((speaker, tuple(ids)) for speaker, ids in page) for page in pages)


@part("origins summary")
def _summary(builder: ViewBuilder, _: str) -> str:
    """Return the numbers of sources, statements and speakers of all pages, in words."""
    dossier, n = builder.dossier, builder.n
    groups = _groups(builder, "")
    numbers = Counter(kind for (kind, _), _ in groups)
    traced = builder.source_count(id_ for id_ in dossier.sources if dossier.carried(id_))
    total = sum(_made(builder, "/".join(speaker)) for speaker, _ in groups if speaker[1])
    summary = builder.t(
        "{sources} {statements} {speakers}.",
        sources=n("{n} source traces", "{n} sources trace", traced),
        statements=n("to {n} statement", "to {n} statements", total),
        speakers=speakers(builder.language, numbers["vantage-point"], numbers["commentator"]),
    )
    unknown = sum(len(ids) for (kind, _), ids in groups if kind == "unknown")
    if not unknown:
        return summary
    unknown_words = n(
        "The origin of {n} source is not known.", "The origin of {n} sources is not known.", unknown
    )
    return f"{summary} {unknown_words}"


def _pager(builder: ViewBuilder, number: int, pages: tuple[Groups, ...]) -> Pager:
    """Return links to all pages, and on the first page to the start of each speaker."""
    starts: dict[Speaker, str] = {}
    for nth, groups in enumerate(pages if number == 1 else (), 1):
        for speaker, _ in groups:
            starts.setdefault(speaker, f"{list_path(ORIGINS, nth)}#{_anchor(speaker)}")
    refs = tuple(
        Ref(href, builder.ref("actor", party).label)
        if party
        else Ref(href, builder.t("Origin not known"), interface=True)
        for (_, party), href in starts.items()
    )
    return pager(ORIGINS, number, len(pages), refs if len(refs) <= MOST_PARTS else ())


def _anchor(speaker: Speaker) -> str:
    kind, party = speaker
    return f"{kind}-{party}" if party else kind


def _start(builder: ViewBuilder, speaker: Speaker, ids: Iterable[str]) -> FlowStep:
    kind, party = speaker
    access = builder.t(ACCESS[_access(builder, party)])
    return FlowStep(
        kind,
        builder.ref("actor", party),
        note=f"{_counted(builder, '/'.join(speaker))}. {access}".rstrip(),
        steps=tuple(_traced(builder, id_) for id_ in ids),
        anchor=_anchor(speaker),
    )


@part("access")
def _access(builder: ViewBuilder, actor: str) -> str:
    """Return the access to the facts that an actor has."""
    return builder.dossier.actors[actor].access


@part("origins of speaker")
def _counted(builder: ViewBuilder, key: str) -> str:
    """Return the numbers of a speaker's statements and of their sources, on all pages, in words."""
    ids = _statements_of(builder, key)
    carriers = builder.source_count(
        source for id_ in ids for source in builder.dossier.carriers(id_)
    )
    return builder.t(
        "{statements}, {carriers}",
        statements=builder.n("{n} statement", "{n} statements", _made(builder, key)),
        carriers=builder.n("carried by {n} source", "carried by {n} sources", carriers),
    )


@part("statements of speaker", int)
def _made(builder: ViewBuilder, key: str) -> int:
    """Return the number of a speaker's statements. One that only repeats another adds none."""
    return sum(builder.dossier.origin(id_).statement == id_ for id_ in _statements_of(builder, key))


def _statements_of(builder: ViewBuilder, key: str) -> tuple[str, ...]:
    """Return the ids of a speaker's statements. ``key`` is the speaker, with a slash in between."""
    kind, party = key.split("/")
    return dict(_groups(builder, ""))[kind, party]


@part("traced")
def _traced(builder: ViewBuilder, id_: str) -> FlowStep:
    """Return a statement and who carries it."""
    dossier = builder.dossier
    ways = ways_to(builder, id_)
    carriers = [
        FlowSource(
            source, builder.card(source).named, (id_,), note=builder.t(HOW[ways[source].manner])
        )
        for source in dossier.distinct(ways)
    ]
    more = len(carriers) - ONE_PAGE
    carriers = carriers[:ONE_PAGE]
    step = statement_step(builder, id_, source_steps(builder, id_, dated(builder, carriers)))
    notes = [] if carriers else [builder.t("No source on this site carries it.")]
    if more > 0:
        notes.append(
            builder.n(
                "{n} more source on the statement’s page.",
                "{n} more sources on the statement’s page.",
                more,
            )
        )
    repeats = dossier.statements[id_].repeats
    if repeats:
        notes.append(builder.t("Only repeats"))
    through = builder.ref("statement", repeats).label if repeats else ""
    return replace(step, note=" ".join(notes), through=through)


def _source(builder: ViewBuilder, id_: str) -> FlowStep:
    """Return a source of unknown origin."""
    card = builder.card(id_)
    return FlowStep("source", card.named, when=card.published)
