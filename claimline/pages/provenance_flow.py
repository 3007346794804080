"""The flow of a story: who spoke, what was said, who carries it, and who has it from whom.

It shows what the counts say: often many sources and few vantage points, where ten articles are not
ten confirmations. A flow is a nested list. On a wide screen its levels stand side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from msgspec.structs import replace

from claimline.analysis.ways import Way, ways_of_statement
from claimline.pages.shared_views import Ref, When
from claimline.pages.view_builder import ViewBuilder, part
from claimline.pages.vocabulary import PASSING
from claimline.value import Value

DEEPEST = 3
"""The most levels of statements, and of sources. What lies deeper stands on the last level."""
SHOWN = 12
"""The sources from which nobody copies that are always shown at one place. Others are folded."""
FEWEST_FOLDED = 5
"""The fewest sources that are worth folding."""


class FlowStep(Value, frozen=True):
    """A speaker, a statement or a source, with the steps that follow from it.

    ``kind`` is ``vantage-point``, ``commentator``, ``unknown``, ``statement`` or ``source``.
    """

    kind: str
    ref: Ref | None
    """The link, or None where it is not known who speaks."""
    by: str = ""
    """The speaker of a statement, if that is not the party at the start."""
    when: When | None = None
    note: str = ""
    """More in words of the interface, such as what a source does to what it carries."""
    through: str = ""
    """The source from which this one has it, if the step does not stand right after that source."""
    stance: str = ""
    passing: bool = False
    """Whether the source only shows the way here: it counts elsewhere, or is not cited."""
    steps: tuple[FlowStep, ...] = ()
    folded: tuple[FlowStep, ...] = ()
    """Sources that are shown on request."""
    anchor: str = ""


class Flow(Value, frozen=True):
    """A flow from left to right, or from right to left in such a language.

    The numbers are those of the analysis. They are 0 if the page has them elsewhere.
    """

    starts: tuple[FlowStep, ...]
    vantage_points: int = 0
    statements: int = 0
    sources: int = 0

    @property
    def has_passing(self) -> bool:
        """Whether a source in it only shows the way."""
        return any(_has_passing(step) for step in self.starts)


class FlowSource(Value, frozen=True):
    """A source of a flow. It counts under the first of its statements.

    ``record`` is one of the records of the source, and ``note`` words about it. ``statements`` are
    empty if it cannot be traced.
    """

    record: str
    ref: Ref
    statements: tuple[str, ...]
    stance: str = ""
    note: str = ""
    when: When | None = None


RecordWay = tuple[str, Way]
"""A record of a source, and how it has what it carries."""
NOWHERE: Mapping[str, FlowStep] = MappingProxyType({})
_AT_FIRST_HAND = Way("")


def _has_passing(step: FlowStep) -> bool:
    return step.passing or any(_has_passing(it) for it in (*step.steps, *step.folded))


def flow_starts(builder: ViewBuilder, carriers: Sequence[FlowSource]) -> tuple[FlowStep, ...]:
    """Return a flow with every carrier: vantage points first, and unknown origins last."""
    dossier = builder.dossier
    carriers = dated(builder, carriers)
    elsewhere = {builder.one_source(it.record): _source(it) for it in carriers}
    by_statement: dict[str, list[FlowSource]] = {}
    for carrier in carriers:
        for statement in carrier.statements:
            by_statement.setdefault(statement, []).append(carrier)
    by_speaker: dict[tuple[bool, str], list[str]] = {}
    for statement in by_statement:
        origin = dossier.origin(statement)
        by_speaker.setdefault((not origin.counts, origin.party), []).append(statement)

    def sources(statement: str) -> tuple[FlowStep, ...]:
        return source_steps(builder, statement, by_statement.get(statement, ()), elsewhere)

    starts = [
        FlowStep(
            "commentator" if commentary else "vantage-point",
            builder.ref("actor", party),
            steps=_statements(builder, statements, sources),
        )
        for (commentary, party), statements in sorted(
            by_speaker.items(), key=lambda item: item[0][0]
        )
    ]
    untraced = [_source(carrier) for carrier in carriers if not carrier.statements]
    if untraced:
        starts.append(with_sources(FlowStep("unknown", None), untraced))
    return tuple(starts)


def statement_step(builder: ViewBuilder, id_: str, sources: Iterable[FlowStep]) -> FlowStep:
    """Return a statement, with the sources that carry it."""
    statement = builder.dossier.statements[id_]
    speaker = "" if statement.by == builder.dossier.origin(id_).party else statement.by
    step = FlowStep(
        "statement",
        builder.ref("statement", id_),
        builder.ref("actor", speaker).label if speaker else "",
        builder.when(statement.said),
    )
    return with_sources(step, sources)


def source_steps(
    builder: ViewBuilder,
    statement: str,
    carriers: Iterable[FlowSource],
    elsewhere: Mapping[str, FlowStep] = NOWHERE,
) -> tuple[FlowStep, ...]:
    """Return the sources that carry a statement, each after the source from which it has it.

    ``elsewhere`` has the sources of the whole flow, by the record that stands for each.
    """
    steps: dict[str, FlowStep] = {}
    for carrier in carriers:
        passing = carrier.statements[:1] != (statement,)
        steps[builder.one_source(carrier.record)] = replace(_source(carrier), passing=passing)
    return nested_sources(
        builder, lambda source: _first_way(builder, (statement, source)), steps, elsewhere
    )


@part("ways of statement")
def ways_to(builder: ViewBuilder, statement: str) -> dict[str, Way]:
    """Return how each record of a source has a statement, as ``analysis.ways`` finds it."""
    return ways_of_statement(builder.dossier, statement)


@part("first ways of statement")
def _first_ways(builder: ViewBuilder, statement: str) -> dict[str, RecordWay]:
    return first_ways(builder, ways_to(builder, statement))


@part("first way")
def _first_way(builder: ViewBuilder, key: tuple[str, str]) -> RecordWay | None:
    """Return how a source has a statement, or None. ``key`` is the statement and the source.

    So a page depends on the sources that it shows, and not on others that carry the statement.
    """
    statement, source = key
    return _first_ways(builder, statement).get(source)


def first_ways(builder: ViewBuilder, ways: Mapping[str, Way]) -> dict[str, RecordWay]:
    """Return the first record of each source, with its way, by the record that stands for it."""
    first: dict[str, RecordWay] = {}
    for record, way in ways.items():
        first.setdefault(builder.one_source(record), (record, way))
    return first


def nested_sources(
    builder: ViewBuilder,
    first_way: Callable[[str], RecordWay | None],
    sources: Mapping[str, FlowStep],
    elsewhere: Mapping[str, FlowStep] = NOWHERE,
) -> tuple[FlowStep, ...]:
    """Return sources, each after the one that it copies, with the sources on the way to them.

    Args:
        builder: the maker of views.
        first_way: returns the first record of a source with its way, or None. It is asked for the
            record that stands for the source.
        sources: the steps of these sources, by the record that stands for each.
        elsewhere: the steps of sources that count at another place of the flow.
    """

    def before(id_: str) -> str:
        _, way = first_way(id_) or (id_, _AT_FIRST_HAND)
        return builder.one_source(way.through) if way.through else ""

    steps: dict[str, FlowStep] = {}
    places = _places(sources, before)
    for id_, place in places.items():
        record, way = first_way(id_) or (id_, _AT_FIRST_HAND)
        step = sources.get(id_) or _on_the_way(builder, record, elsewhere.get(id_))
        if place.deep:
            manner = builder.t(PASSING[way.manner])
            step = replace(step, note=manner, through=builder.card(way.through).name)
        steps[id_] = step
    return _nested(steps, places)


def with_sources(step: FlowStep, sources: Iterable[FlowStep]) -> FlowStep:
    """Return a step with sources after it. Those that nobody copies come last, folded if many."""
    ordered = sorted(sources, key=lambda source: not source.steps)
    forks = sum(bool(source.steps) for source in ordered)
    shown = len(ordered)
    if shown - forks >= SHOWN + FEWEST_FOLDED:
        shown = forks + SHOWN
    return replace(
        step, steps=(*step.steps, *ordered[:shown]), folded=(*step.folded, *ordered[shown:])
    )


def dated(builder: ViewBuilder, carriers: Sequence[FlowSource]) -> tuple[FlowSource, ...]:
    """Return the carriers, with the day of publication where two have the same publisher."""
    times = Counter(carrier.ref.label for carrier in carriers)
    return tuple(
        replace(carrier, when=builder.card(carrier.record).published)
        if times[carrier.ref.label] > 1
        else carrier
        for carrier in carriers
    )


def _source(carrier: FlowSource) -> FlowStep:
    return FlowStep(
        "source", carrier.ref, when=carrier.when, note=carrier.note, stance=carrier.stance
    )


def _on_the_way(builder: ViewBuilder, record: str, elsewhere: FlowStep | None) -> FlowStep:
    """Return a source that only shows how another has what it carries."""
    if elsewhere:
        return replace(elsewhere, passing=True)
    named = builder.card(record).named
    return FlowStep("source", named, note=builder.t("not cited here"), passing=True)


def _statements(
    builder: ViewBuilder, ids: Iterable[str], sources: Callable[[str], tuple[FlowStep, ...]]
) -> tuple[FlowStep, ...]:
    """Return statements of one party, each after the one that it repeats, with their sources."""
    statements = builder.dossier.statements
    places = _places(ids, lambda id_: statements[id_].repeats or "")
    return _nested({id_: statement_step(builder, id_, sources(id_)) for id_ in places}, places)


class _Place(Value, frozen=True):
    """Where a step stands: below the step ``above``, or below none if that is "".

    ``deep`` is true if it belongs on a deeper level than the last one.
    """

    above: str
    deep: bool = False


def _places(ids: Iterable[str], before: Callable[[str], str]) -> dict[str, _Place]:
    """Return the places of ids and of all their predecessors, predecessors first."""
    places: dict[str, _Place] = {}
    levels: dict[str, int] = {"": -1}
    for id_ in ids:
        path = [id_]
        while path[-1] not in levels:
            path.append(before(path[-1]))
        for above, step in pairwise(reversed(path)):
            levels[step] = levels[above] + 1
            full = levels[above] >= DEEPEST - 1
            places[step] = _Place(places[above].above, True) if full else _Place(above)
    return places


def _nested(steps: Mapping[str, FlowStep], places: Mapping[str, _Place]) -> tuple[FlowStep, ...]:
    """Return the steps that stand below none, each with the steps below it."""
    below: dict[str, list[str]] = {}
    for id_, place in places.items():
        below.setdefault(place.above, []).append(id_)

    def grown(id_: str) -> FlowStep:
        step, after = steps[id_], [grown(other) for other in below.get(id_, ())]
        if step.kind == "source":
            return with_sources(step, after)
        return replace(step, steps=(*after, *step.steps))

    return tuple(grown(id_) for id_ in below.get("", ()))
