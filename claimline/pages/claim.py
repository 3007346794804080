"""The page of a claim: all that a reader needs to judge it."""

from __future__ import annotations

from claimline.analysis.corroboration import Provenance
from claimline.locale import word
from claimline.model.records import Claim
from claimline.model.shared_fields import Citation
from claimline.pages.address import page_of
from claimline.pages.cards import claim_card
from claimline.pages.claim_flow import side_flow
from claimline.pages.claim_view import (
    ChangeEntry,
    CitationGroup,
    ClaimView,
    Evidence,
    EvidenceSide,
    OvertakenEntry,
    RelationEntry,
    StanceEntry,
)
from claimline.pages.evidence_numbers import evidence_numbers
from claimline.pages.headline import headline
from claimline.pages.locators import locator
from claimline.pages.media_view import media_items
from claimline.pages.references import References
from claimline.pages.schema_org import SHOWN_APPEARANCES, claim_thing, json_ld
from claimline.pages.shared_views import Counts, HtmlPage, Passage, VerdictMark
from claimline.pages.view_builder import ViewBuilder, part
from claimline.pages.vocabulary import ACTOR_STANCES, RELATIONS, STANCES

SHOWN_OF_GROUP = 10
"""The citations of one statement that are always shown. Others can be folded."""
FEWEST_FOLDED = 5
"""The fewest citations that are worth folding."""
_SIDES = (
    ("backing", word("Sources that carry it"), ("supports", "repeats")),
    ("against", word("Sources that dispute it"), ("disputes",)),
    ("context", word("Context"), ("context",)),
)


_UNTRACED = {
    "which-statement": word(
        "The source carries several statements, and the citation names none: it counts for nobody."
    ),
    "unknown-origin": word("It is not known where the source got it: it counts for nobody."),
}


def claim_page(builder: ViewBuilder, id_: str) -> HtmlPage:
    """Make the page of a claim."""
    claim = builder.dossier.claims[id_]
    corroboration = builder.analysis.corroboration[id_]
    ordered = _ordered(claim, corroboration.provenance)
    texts = builder.dossier.prose.get(("claim", id_), {})
    numbers = evidence_numbers(claim, texts, ordered)
    fixed: dict[str, tuple[int, str]] = {}
    for nth in ordered:
        fixed.setdefault(claim.citations[nth].source, (numbers[nth], f"cite-{nth + 1}"))
    references = References(builder, fixed, numbers.values())

    # Read prose in the order of the page, so that references are numbered in that order.
    longer = references.passage("claim", id_, "description")
    fields = references.fields("claim", id_, claim.fields)
    reasoning = references.passage("claim", id_, "reasoning")
    unknowns = references.passages("claim", id_, "unknowns", len(claim.unknowns))
    would_change = references.passages("claim", id_, "would_change", len(claim.would_change))
    stances = _stances(builder, references, id_, claim)
    citation_texts = {nth: _citation_texts(references, id_, nth) for nth in ordered}
    history = tuple(
        ChangeEntry(
            builder.must_when(change.date),
            _change_words(builder, claim, change.from_, change.to),
            references.passage("claim", id_, "history", nth, "why"),
        )
        for nth, change in enumerate(claim.history)
    )
    corrections = tuple(
        ChangeEntry(
            builder.must_when(mended.date),
            builder.t("Corrected"),
            references.passage("claim", id_, "corrections", nth, "text"),
        )
        for nth, mended in enumerate(claim.corrections)
    )
    related = _related(builder, references, id_, claim)
    back = builder.dossier.backlinks("claim", id_)
    row = builder.claim_row(id_)
    head = headline(builder, claim, row)
    entries = {
        nth: _evidence(builder, references, id_, claim, nth, numbers[nth], citation_texts[nth])
        for nth in ordered
    }
    events = dict.fromkeys([*([claim.event] if claim.event else []), *back.events])
    view = ClaimView(
        id=id_,
        claim=claim.claim,
        short=claim.short,
        kind=claim.kind,
        kicker=head.kicker,
        unjudged=head.unjudged,
        standing=row.standing,
        limits=_limits(builder, claim, row.verdict),
        by=row.by,
        said=builder.when(claim.said),
        statement=builder.ref("statement", claim.statement) if claim.statement else None,
        about=builder.when(claim.when),
        event=builder.ref("event", claim.event) if claim.event else None,
        verdict=row.verdict,
        overtaken=_overtaken(builder, id_),
        backing=row.counts,
        against=row.against,
        description=longer,
        fields=fields,
        reasoning=reasoning,
        media=media_items(builder, "claim", id_),
        unknowns=unknowns,
        would_change=would_change,
        stances=stances,
        sides=_sides(
            builder, claim, corroboration.provenance, ordered, entries, (row.counts, row.against)
        ),
        references=references.entries(),
        related=related,
        events=builder.event_rows(events),
        details=builder.refs("detail", back.details),
        briefs=builder.refs("brief", back.briefs),
        tags=row.tags,
        history=history,
        corrections=corrections,
    )
    verdict = f"{row.verdict.label}. " if row.verdict else ""
    description = f"{verdict}{claim.claim} {row.counts.sentence}"
    return HtmlPage(
        page_of("claim", id_), "pages/claim.html", head.title, description, "claims", view,
        claim_card(builder, id_), json_ld(claim_thing(builder, id_, SHOWN_APPEARANCES)),
        builder.last_change(claim),
    )  # fmt: skip


def _limits(builder: ViewBuilder, claim: Claim, verdict: VerdictMark | None) -> str:
    """Return what a claim of kind ``record`` does not show, or "" if its verdict says so."""
    if claim.kind != "record" or (verdict and verdict.tone == "supported"):
        return ""
    return builder.t(
        "This is about the record alone: whether it was said or done, not whether what was said "
        "is true."
    )


def _ordered(claim: Claim, provenance: tuple[Provenance, ...]) -> list[int]:
    """Return the citations in the order of the page: by side, then party, then statement.

    Commentators come after all vantage points, and citations that cannot be traced come last.
    """
    parties: dict[str, int] = {}
    statements: dict[str, int] = {}
    for origin in provenance:
        parties.setdefault(origin.party, len(parties))
        statements.setdefault(origin.statement, len(statements))

    def place(nth: int) -> tuple[int, bool, bool, int, int, int]:
        origin = provenance[nth]
        side = next(
            side
            for side, (_, _, stances) in enumerate(_SIDES)
            if claim.citations[nth].stance in stances
        )
        untraced = not origin.party
        return (
            side, untraced, origin.commentary, parties[origin.party],
            statements[origin.statement], nth,
        )  # fmt: skip

    return sorted(range(len(provenance)), key=place)


def _sides(
    builder: ViewBuilder,
    claim: Claim,
    provenance: tuple[Provenance, ...],
    ordered: list[int],
    entries: dict[int, Evidence],
    counts: tuple[Counts, Counts],
) -> tuple[EvidenceSide, ...]:
    sides = []
    for nth, (side, heading, stances) in enumerate(_SIDES):
        on_side = [index for index in ordered if claim.citations[index].stance in stances]
        groups: dict[tuple[str, str, str], dict[int, Evidence]] = {}
        for index in on_side:
            origin = provenance[index]
            key = (origin.party, origin.statement, origin.outcome)
            groups.setdefault(key, {})[index] = entries[index]
        if groups:
            counted = counts[nth] if nth < len(counts) else None
            sides.append(
                EvidenceSide(
                    side,
                    builder.t(heading),
                    counted,
                    side_flow(builder, claim, provenance, on_side, counted) if counted else None,
                    tuple(_group(builder, claim, *key, members) for key, members in groups.items()),
                )
            )
    return tuple(sides)


def _group(
    builder: ViewBuilder,
    claim: Claim,
    party: str,
    statement: str,
    reason: str,
    members: dict[int, Evidence],
) -> CitationGroup:
    sources = len(builder.dossier.distinct([claim.citations[nth].source for nth in members]))
    shown, folded = _folded(list(members.values()))
    if not statement:
        why = builder.t(_UNTRACED[reason])
        return CitationGroup(None, None, None, None, why, sources, shown, folded)
    record = builder.dossier.statements[statement]
    origin = builder.dossier.origin(statement)
    remarks: list[str] = []
    if record.repeats:
        root = builder.dossier.statements[origin.statement]
        remarks.append(
            builder.t(
                "It repeats: {statement}. It counts for that speaker's side.", statement=root.short
            )
        )
    for it in dict.fromkeys((statement, origin.statement)):
        for later in _revisions(builder, it):
            words = builder.t("Later revised by the same speaker: {statement}", statement=later)
            remarks.append(f"{words}.")
    return CitationGroup(
        builder.ref("actor", party),
        builder.ref("actor", record.by),
        builder.ref("statement", statement),
        builder.when(record.said),
        " ".join(remarks),
        sources,
        shown,
        folded,
        commentary=not origin.counts,
    )


@part("titles of revisions", tuple[str, ...])
def _revisions(builder: ViewBuilder, id_: str) -> tuple[str, ...]:
    """Return the titles of the statements in which its speaker revises a statement."""
    statements = builder.dossier.statements
    later = builder.dossier.backlinks("statement", id_).statements
    return tuple(statements[it].short for it in later if statements[it].revises == id_)


def _folded(members: list[Evidence]) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Return the citations of a group that are shown at once, and those that are folded."""
    foldable = [entry for entry in members[SHOWN_OF_GROUP:] if not entry.backs]
    if len(foldable) < FEWEST_FOLDED:
        return tuple(members), ()
    hidden = {entry.anchor for entry in foldable}
    return tuple(entry for entry in members if entry.anchor not in hidden), tuple(foldable)


def _evidence(
    builder: ViewBuilder,
    references: References,
    id_: str,
    claim: Claim,
    nth: int,
    number: int,
    texts: tuple[Passage | None, Passage | None],
) -> Evidence:
    citation: Citation = claim.citations[nth]
    source = builder.dossier.sources[citation.source]
    anchor = f"cite-{nth + 1}"
    first = next(at for at, other in enumerate(claim.citations) if other.source == citation.source)
    return Evidence(
        number=number,
        anchor=anchor,
        stance=citation.stance,
        stance_words=builder.t(STANCES[citation.stance]),
        card=builder.card(citation.source),
        source=builder.cited(citation.source, ("claim", id_), anchor),
        quote=builder.quoted(citation),
        locator=locator(builder, citation.source, citation.at),
        checkable=citation.checkable,
        missing=texts[0],
        note=texts[1],
        outside=builder.outside(source, citation.quote, citation.fragment, citation.at),
        backs=references.backs(citation.source) if first == nth else (),
    )


def _citation_texts(
    references: References, id_: str, nth: int
) -> tuple[Passage | None, Passage | None]:
    """Return what is missing from a citation, and its note."""
    missing = references.passage("claim", id_, "citations", nth, "missing")
    return missing, references.passage("claim", id_, "citations", nth, "note")


def _stances(
    builder: ViewBuilder, references: References, id_: str, claim: Claim
) -> tuple[StanceEntry, ...]:
    entries = []
    for nth, stance in enumerate(claim.stances):
        pointer = stance.citation
        source = builder.dossier.sources[pointer.source] if pointer else None
        anchor = f"stance-{nth + 1}"
        notes = (
            references.passage("claim", id_, "stances", nth, "note"),
            references.passage("claim", id_, "stances", nth, "citation", "note"),
        )
        entries.append(
            StanceEntry(
                anchor=anchor,
                actor=builder.ref("actor", stance.actor),
                stance=stance.stance,
                words=builder.t(ACTOR_STANCES[stance.stance]),
                when=builder.when(stance.date),
                source=builder.cited(
                    pointer.source, ("claim", id_), anchor, builder.card(pointer.source).name
                )
                if pointer and source
                else None,
                card=builder.card(pointer.source) if pointer else None,
                quote=builder.quoted(pointer) if pointer else None,
                locator=locator(builder, pointer.source, pointer.at) if pointer else None,
                notes=tuple(note for note in notes if note),
                outside=builder.outside(source, pointer.quote, pointer.fragment, pointer.at)
                if pointer and source
                else (),
            )
        )
    return tuple(entries)


def _related(
    builder: ViewBuilder, references: References, id_: str, claim: Claim
) -> tuple[RelationEntry, ...]:
    """Return the claims that this one names as related, then those that only name this one."""
    words: dict[str, dict[str, None]] = {}
    notes: dict[str, list[Passage]] = {}
    for nth, relation in enumerate(claim.related):
        words.setdefault(relation.claim, {})[builder.t(RELATIONS[relation.how][0])] = None
        if note := references.passage("claim", id_, "related", nth, "note"):
            notes.setdefault(relation.claim, []).append(note)
    contradicted = {it.claim for it in claim.related if it.how == "contradicts"}
    for other in builder.dossier.backlinks("claim", id_).claims:
        for relation in builder.dossier.claims[other].related:
            # A contradiction goes both ways, so one sentence is enough.
            mutual = relation.how == "contradicts" and other in contradicted
            if relation.claim == id_ and not mutual:
                words.setdefault(other, {})[builder.t(RELATIONS[relation.how][1])] = None
    rows = {other: builder.claim_row(other) for other in words}
    return tuple(
        RelationEntry(tuple(words[it]), row.ref, row.verdict, tuple(notes.get(it, ())))
        for it, row in rows.items()
    )


_OVERTAKING = {"revised": "statement", "quote-gone": "source"}
"""The kind of record that overtakes a verdict, by reason. For other reasons it is a claim."""


def _overtaken(builder: ViewBuilder, id_: str) -> tuple[OvertakenEntry, ...]:
    return tuple(
        OvertakenEntry(
            change.reason,
            builder.ref(_OVERTAKING.get(change.reason, "claim"), change.id),
            builder.when(change.since),
        )
        for change in builder.analysis.overtaken.get(id_, ())
    )


def _change_words(builder: ViewBuilder, claim: Claim, before: str | None, after: str) -> str:
    to = builder.mark_of(claim, after).label
    if before is None:
        return builder.t("First verdict: {verdict}", verdict=to)
    if before == after:
        return builder.t("Judged again: {verdict}", verdict=to)
    return builder.t(
        "From {before} to {after}", before=builder.mark_of(claim, before).label, after=to
    )
