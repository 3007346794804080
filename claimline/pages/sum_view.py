"""How a number came about: parts that others gave, and their sum, which the project adds up."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate

from claimline.dates import PartialDate
from claimline.model.attributed import Attributed, Summand
from claimline.pages.amounts import number_words
from claimline.pages.event_parts import AttributedEntry, attribution
from claimline.pages.references import References
from claimline.pages.shared_views import When
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value

WIDTH = 1000
"""The width of the longest bar."""
THINNEST = 6
"""The width that a number above 0 has at least, so that it can be seen."""


class SumRow(AttributedEntry, frozen=True):
    """A number of the sum, and its bar, which begins where the one before it ends.

    ``what`` is "" for the total. ``when`` is the day of the statement, or else of the source.
    """

    what: str
    number: str
    when: When | None
    start: int
    width: int


class SumView(Value, frozen=True):
    """A sum. ``difference`` says in words how far it is from the total, or is "" if it is equal."""

    equation: str
    difference: str
    parts: tuple[SumRow, ...]
    total: SumRow


def sum_view(builder: ViewBuilder, references: References, id_: str) -> SumView | None:
    """Return the sum of a question, or None if it has none."""
    given = builder.dossier.details[id_].sum
    if given is None:
        return None
    language = builder.language
    numbers = [Decimal(repr(part.number)) for part in given.parts]
    added, total = given.added, Decimal(repr(given.number))
    longest = max(added, total) or Decimal(1)
    starts = [*list(accumulate(numbers, initial=Decimal(0)))[:-1], Decimal(0)]
    rows = []
    for (anchor, loc, number), start in zip(given.numbers(), starts, strict=True):
        amount = Decimal(repr(number.number))
        left, right = (round(WIDTH * edge / longest) for edge in (start, start + amount))
        width = max(right - left, THINNEST if amount else 0)
        rows.append(
            SumRow(
                *attribution(builder, references, ("detail", id_), ("sum", *loc), anchor, number),
                number.what if isinstance(number, Summand) else "",
                number_words(number.number, language),
                builder.when(_date(builder, number)),
                min(left, WIDTH - width),
                width,
            )
        )
    terms = " + ".join(row.number for row in rows[:-1])
    apart = number_words(float(abs(added - total)), language)
    difference = ""
    if added < total:
        difference = builder.t("It is {number} less than the total.", number=apart)
    elif added > total:
        difference = builder.t("It is {number} more than the total.", number=apart)
    equation = f"{terms} = {number_words(float(added), language)}"
    return SumView(equation, difference, tuple(rows[:-1]), rows[-1])


def _date(builder: ViewBuilder, number: Attributed) -> PartialDate | None:
    if number.statement:
        return builder.dossier.statements[number.statement].said
    return builder.dossier.sources[number.source or ""].published
