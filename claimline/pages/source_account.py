"""What a source has and leaves out, from records alone: statements, claims, and answers.

Nothing here judges the source. A claim is carried in part, and words are missing, if a citation
says so. An answer differs from a speaker's if both are recorded for one question.
"""

from __future__ import annotations

from msgspec.structs import replace

from claimline.model.dossier import Usage
from claimline.pages.address import usage_anchor
from claimline.pages.plain_prose import plain_prose
from claimline.pages.shared_views import Ref
from claimline.pages.view_builder import ViewBuilder, part
from claimline.value import Value

FEW = 5
"""The most entries that a source's page shows unfolded."""

MANY = 100
"""If sources share more statements than this, they do so in many stories. Their number then says
nothing of one source, and would change the page of each source with every new statement."""


class Omission(Value, frozen=True):
    """What a source leaves out of a claim or event. ``ref`` leads to the citation that says so."""

    ref: Ref
    words: str


class SilentEntry(Value, frozen=True):
    """A question on which a source says nothing. ``anchor`` is the fragment of this entry."""

    anchor: str
    ref: Ref


class SourceAccount(Value, frozen=True):
    """What a source has and leaves out. A text without anything to say is ""."""

    statements: str
    claims: str
    disputed: str
    same: tuple[Ref, ...]
    """Questions that the source answers in its own words like a speaker whom it carries."""
    different: tuple[Ref, ...]
    """Questions that the source answers in its own words, unlike all speakers whom it carries."""
    silent: tuple[SilentEntry, ...]
    omissions: tuple[Omission, ...]

    @property
    def short(self) -> bool:
        """Whether the omissions are few enough to be shown unfolded."""
        return len(self.omissions) <= FEW


def citing_places(builder: ViewBuilder, id_: str) -> tuple[Usage, ...]:
    """Return the places that cite a source. A question on which it is silent does not cite it."""
    return tuple(it for it in builder.dossier.usages[id_] if it.form != "silent")


def source_account(builder: ViewBuilder, id_: str) -> SourceAccount | None:
    """Return what a source has and leaves out, or None if the records do not say."""
    usages = builder.dossier.usages[id_]
    claims = [it for it in usages if it.form == "citation" and it.carrier[0] == "claim"]
    carried = {it.carrier for it in claims if it.stance in ("supports", "repeats")}
    whole = {it.carrier for it in claims if it.stance in ("supports", "repeats") and not it.partial}
    disputed = {it.carrier for it in claims if it.stance == "disputes"}
    answers = _answers(builder, id_)
    account = SourceAccount(
        statements=_statements(builder, id_),
        claims=_claims(builder, len(carried), len(carried - whole)),
        disputed=builder.language.conventions.number(len(disputed)) if disputed else "",
        same=builder.refs("detail", (it for it, same in answers.items() if same)),
        different=builder.refs("detail", (it for it, same in answers.items() if not same)),
        silent=tuple(
            SilentEntry(usage_anchor(*it.carrier, it.anchor), _place(builder, it))
            for it in usages
            if it.form == "silent"
        ),
        omissions=tuple(_omission(builder, it) for it in usages if it.partial),
    )
    return account if any(getattr(account, name) for name in account.__struct_fields__) else None


def _statements(builder: ViewBuilder, id_: str) -> str:
    """Return how many statements a source carries, beside what other sources carry."""
    carried = builder.dossier.carried(id_)
    if not carried:
        return ""
    alone = sum(not _has_several_carriers(builder, statement) for statement in carried)
    shared, total = len(carried) - alone, _shared_statements(builder, "")
    parts = []
    if shared and not total:
        parts.append(
            builder.n("{n} that other sources carry too",
                      "{n} that other sources carry too", shared)
        )  # fmt: skip
    elif shared:
        parts.append(
            builder.n(
                "{shared} of the {n} that more than one source carries",
                "{shared} of the {n} that more than one source carries",
                total,
                shared=shared,
            )
        )
    if alone:
        parts.append(
            builder.n("{n} that only this source carries",
                      "{n} that only this source carries", alone)
        )  # fmt: skip
    return builder.language.conventions.listed(parts)


def _claims(builder: ViewBuilder, carried: int, in_part: int) -> str:
    if not carried:
        return ""
    number = builder.language.conventions.number(carried)
    if not in_part:
        return number
    if in_part == carried:
        return builder.n("{n}, in part", "{n}, all of them in part", carried)
    return builder.n("{carried}, {n} of them in part", "{carried}, {n} of them in part", in_part,
                     carried=number)  # fmt: skip


def _answers(builder: ViewBuilder, id_: str) -> dict[str, bool]:
    """Return the questions that a source and speakers whom it carries both answer.

    The value is true if the source's own answer is that of one of these speakers. Answers whose
    numbers do not exclude each other are neither the same nor different, and are left out.
    """
    dossier = builder.dossier
    carried = set(dossier.carried(id_))
    same: dict[str, bool] = {}
    asked = (it.carrier[1] for it in dossier.usages[id_] if it.form == "answer")
    for detail in dict.fromkeys(asked):
        compared = zip(
            _givers(builder, detail), builder.analysis.comparison[detail].answers, strict=True
        )
        comparable = [(giver, it) for giver, it in compared if it.group]
        own = [it for giver, it in comparable if giver == ("", id_)]
        spoken = [it for (statement, _), it in comparable if statement in carried]
        if not own or not spoken:
            continue
        if {it.group for it in own} & {it.group for it in spoken}:
            same[detail] = True
        elif not any(it.fits for it in (*own, *spoken)):
            same[detail] = False
    return same


@part("givers of answers")
def _givers(builder: ViewBuilder, detail: str) -> tuple[tuple[str, str], ...]:
    """Return the statement and the source of each answer to a question, or ""."""
    values = builder.dossier.details[detail].values
    return tuple((it.statement or "", it.source or "") for it in values)


def _place(builder: ViewBuilder, usage: Usage) -> Ref:
    """Return a link to the place of a usage, labelled with the record's title."""
    return replace(builder.ref(*usage.carrier), href=builder.place_of_usage(usage))


def _omission(builder: ViewBuilder, usage: Usage) -> Omission:
    words = _missing_words(builder, f"{' '.join(usage.carrier)} {usage.loc[1]}")
    return Omission(_place(builder, usage), words)


@part("missing words")
def _missing_words(builder: ViewBuilder, key: str) -> str:
    """Return what is missing from a citation, in plain words.

    ``key`` is the kind and id of a claim or event and the citation's number, with spaces between.
    """
    kind, id_, nth = key.split()
    dossier = builder.dossier
    record = dossier.claims[id_] if kind == "claim" else dossier.events[id_]
    return plain_prose(builder, record.citations[int(nth)].missing or "")


@part("several carriers")
def _has_several_carriers(builder: ViewBuilder, statement: str) -> bool:
    return builder.source_count(builder.dossier.carriers(statement)) > 1


@part("shared statements")
def _shared_statements(builder: ViewBuilder, _: str) -> int:
    """Return how many statements have several carriers, or 0 if they are more than ``MANY``."""
    number = sum(_has_several_carriers(builder, id_) for id_ in builder.dossier.statements)
    return number if number <= MANY else 0
