"""Parts of the lists that readers ask for: claims with one vantage point, sources without address.

Each is a page of its own, so it works without a script, has an address, and can be cut into pages.
"""

from __future__ import annotations

from collections.abc import Callable

from claimline.locale import Translator, word
from claimline.pages.address import list_of, selection_path
from claimline.pages.batches import in_batches
from claimline.pages.shared_views import Ref
from claimline.pages.view_builder import ViewBuilder, part, source_total
from claimline.pages.vocabulary import capital
from claimline.value import Value


class ListSelection(Value, frozen=True):
    """A part of a list. ``label`` names it, and ``words`` says how many records it has."""

    kind: str
    name: str
    label: str
    words: Callable[[Translator, int], str]
    has: Callable[[ViewBuilder, str], bool]
    """Returns whether the record with an id is in it."""


class SelectionLink(Value, frozen=True):
    """A link to a part of a list, with its number of records."""

    ref: Ref
    number: int
    current: bool


def _points(builder: ViewBuilder, id_: str) -> int:
    return len(builder.analysis.corroboration[id_].backing.vantage_points)


def _has_observer(builder: ViewBuilder, id_: str) -> bool:
    """Return whether a witness or an observer speaks. Who only repeats one is neither."""
    origin = builder.dossier.origin(id_)
    return origin.statement == id_ and origin.role in ("witness", "observer")


SELECTIONS = (
    ListSelection(
        "claim", "one-vantage-point", word("One vantage point"),
        lambda language, number: language.n(
            "{n} claim rests on one vantage point only",
            "{n} claims rest on one vantage point only", number,
        ),
        lambda builder, id_: _points(builder, id_) == 1,
    ),
    ListSelection(
        "claim", "several-vantage-points", word("Two vantage points or more"),
        lambda language, number: language.n(
            "{n} claim rests on two vantage points or more",
            "{n} claims rest on two vantage points or more", number,
        ),
        lambda builder, id_: _points(builder, id_) > 1,
    ),
    ListSelection(
        "claim", "no-vantage-point", word("No vantage point"),
        lambda language, number: language.n(
            "{n} claim has no vantage point behind it",
            "{n} claims have no vantage point behind them", number,
        ),
        lambda builder, id_: _points(builder, id_) == 0,
    ),
    ListSelection(
        "source", "no-address", word("No known address"),
        lambda language, number: language.n(
            "{n} source has no known address", "{n} sources have no known address", number
        ),
        lambda builder, id_: not builder.dossier.sources[id_].url,
    ),
    ListSelection(
        "source", "archived", word("With an archive copy"),
        lambda language, number: language.n(
            "{n} source has an archive copy", "{n} sources have an archive copy", number
        ),
        lambda builder, id_: bool(builder.dossier.sources[id_].archives),
    ),
    ListSelection(
        "source", "not-archived", word("Without an archive copy"),
        lambda language, number: language.n(
            "{n} source has no archive copy", "{n} sources have no archive copy", number
        ),
        lambda builder, id_: not builder.dossier.sources[id_].archives,
    ),
    ListSelection(
        "source", "unknown-origin", word("Origin not known"),
        lambda language, number: language.n(
            "{n} source is of unknown origin", "{n} sources are of unknown origin", number
        ),
        lambda builder, id_: not builder.dossier.carried(id_),
    ),
    ListSelection(
        "statement", "witnesses", word("Witnesses and observers"),
        lambda language, number: language.n(
            "{n} statement by a witness or an observer",
            "{n} statements by witnesses or observers", number,
        ),
        _has_observer,
    ),
)  # fmt: skip
ASKED_FIRST = ("one-vantage-point", "no-address", "witnesses")
"""The selections to which the front page leads."""


@in_batches("selections", tuple[str, ...])
def _selections_of(builder: ViewBuilder, key: str) -> tuple[str, ...]:
    """Return the names of the selections that have a record. ``key`` is its kind and id."""
    kind, _, id_ = key.partition(" ")
    return tuple(it.name for it in SELECTIONS if it.kind == kind and it.has(builder, id_))


@part("selected", tuple[str, ...])
def selected(builder: ViewBuilder, key: str) -> tuple[str, ...]:
    """Return the ids of the records of a selection. ``key`` is a kind and the selection's name."""
    kind, _, name = key.partition(" ")
    return tuple(id_ for id_, names in _selections_of(builder, kind) if name in names)


def selections(builder: ViewBuilder, kind: str = "") -> list[tuple[ListSelection, int]]:
    """Return the selections that are not empty, of all kinds or one, with their numbers."""
    wanted = (it for it in SELECTIONS if not kind or it.kind == kind)
    counted = ((it, number_selected(builder, it.kind, it.name)) for it in wanted)
    return [(it, number) for it, number in counted if number]


def number_selected(builder: ViewBuilder, kind: str, name: str) -> int:
    """Return the number of a selection's records. Several records of one source count once."""
    ids = selected(builder, f"{kind} {name}")
    return builder.source_count(ids) if kind == "source" else len(ids)


def selection_ref(builder: ViewBuilder, it: ListSelection, number: int) -> Ref:
    """Return a link to a selection that says how many records it has."""
    words = it.words(builder.language, number)
    return Ref(selection_path(it.kind, it.name), words, interface=True)


def choices(builder: ViewBuilder, kind: str, current: str) -> tuple[SelectionLink, ...]:
    """Return links from a list, or a selection of it, to the whole and to all its selections.

    ``current`` is the name of the selection, or "".
    """
    listed = selections(builder, kind)
    whole = Ref(list_of(kind), capital(builder.language.p("filter", "all")), interface=True)
    if not listed:
        return ()
    return (
        SelectionLink(
            whole,
            source_total(builder, "") if kind == "source" else len(builder.dossier.records(kind)),
            current == "",
        ),
        *(
            SelectionLink(
                Ref(selection_path(kind, it.name), builder.t(it.label), interface=True),
                number,
                it.name == current,
            )
            for it, number in listed
        ),
    )
