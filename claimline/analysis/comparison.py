"""Compare answers: which differ, which cannot be compared, which the speaker later revised.

None is picked as right. Two answers are the same if their words are, but for case and spacing.
"""

from __future__ import annotations

from claimline.model.chains import Voice
from claimline.model.dossier import Dossier
from claimline.model.records import Detail
from claimline.model.shared_fields import Answer
from claimline.value import Value


class Compared(Value, frozen=True):
    """One answer, compared with the others.

    ``group`` is the number of its group of equal answers, from 1 in the order of first
    appearance; 0 if it cannot be compared. ``party`` is "" where it is not known, and
    ``commentary`` says whether it is a commentator.
    ``revised_by`` is a later statement of the same speaker with another answer, or "".
    """

    group: int
    party: str
    revised_by: str = ""
    commentary: bool = False


class Comparison(Value, frozen=True):
    """A detail's answers, compared, in the order in which they are written."""

    answers: tuple[Compared, ...]
    groups: int
    """How many different answers there are."""
    vantage_points: tuple[str, ...]
    """The parties, witnesses and observers to which the answers trace, each once."""
    commentators: tuple[str, ...]
    """The commentators to which the answers trace, each once."""


def compare(dossier: Dossier, detail: Detail) -> Comparison:
    """Compare the answers of a detail."""
    groups: dict[str, int] = {}
    revisions = _revisions(dossier, detail)
    compared = []
    for answer in detail.values:
        words = _words(answer.value)
        group = groups.setdefault(words, len(groups) + 1) if answer.comparable else 0
        revised = revisions.get(answer.statement or "", "")
        voice = _voice(dossier, answer)
        compared.append(
            Compared(group, voice.party, revised, not voice.counts)
            if voice
            else Compared(group, "", revised)
        )
    vantage_points, commentators = (
        tuple(
            dict.fromkeys(
                answer.party
                for answer in compared
                if answer.party and answer.commentary == commentary
            )
        )
        for commentary in (False, True)
    )
    return Comparison(tuple(compared), len(groups), vantage_points, commentators)


def _words(value: str) -> str:
    """An answer without differences of case and spacing."""
    return " ".join(value.casefold().split())


def _voice(dossier: Dossier, answer: Answer) -> Voice | None:
    """Who is behind an answer, or None where it names no statement.

    It is the source's own words then, though the source may carry somebody's statement: a slip of
    an outlet is no answer by the one whom it quotes.
    """
    return dossier.origin(answer.statement) if answer.statement else None


def _revisions(dossier: Dossier, detail: Detail) -> dict[str, str]:
    """For each statement that answers, the later one that revises it with another answer."""
    said = {answer.statement: answer.value for answer in detail.values if answer.statement}
    revisions: dict[str, str] = {}
    for later in said:
        earlier = dossier.statements[later].revises
        while earlier is not None:
            if earlier in said and _words(said[earlier]) != _words(said[later]):
                revisions.setdefault(earlier, later)
            earlier = dossier.statements[earlier].revises
    return revisions
