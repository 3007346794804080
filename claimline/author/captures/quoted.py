"""The quotes of an investigation, and the sources that each names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from claimline.analysis.record_rules import pointers
from claimline.author.captures.prose_quotes import Cited, in_prose, is_quote
from claimline.dates import PartialDate
from claimline.model.dossier import Dossier
from claimline.model.records import KINDS
from claimline.model.schema import Loc
from claimline.model.shared_fields import Fragment
from claimline.model.validate import Key
from claimline.value import Value

_WORD_FOR_WORD = ("quotes", "reprints")


class Quoted(Value, frozen=True):
    """One quote, at ``loc`` in the record ``key``. ``kind`` says where it comes from.

    ``data``: a field ``quote`` with a source, which alone has ``fragment`` and ``gone_since``.
    ``statement``: the words of a statement or an answer, in any source that carries the statement.
    ``prose``: words in quotation marks before a citation.
    """

    key: Key
    loc: Loc
    words: str
    cited: Cited
    kind: Literal["data", "statement", "prose"]
    fragment: Fragment | None = None
    gone_since: PartialDate | None = None


def quotes(dossier: Dossier) -> Iterator[Quoted]:
    """Return every quote, by record, in a fixed order."""
    for kind in KINDS:
        for id_, record in dossier.records(kind).items():
            key = (kind, id_)
            for loc, pointer in pointers(record):
                if not pointer.quote:
                    continue
                if pointer.source:
                    cited: Cited = ((pointer.source, pointer.at or ""),)
                    yield Quoted(
                        key, loc, pointer.quote, cited, "data", pointer.fragment, pointer.gone_since
                    )
                elif pointer.statement:
                    cited = carriers(dossier, pointer.statement)
                    yield Quoted(key, loc, pointer.quote, cited, "statement")
            if kind == "statement" and dossier.statements[id_].quote:
                words = dossier.statements[id_].quote or ""
                yield Quoted(key, (), words, carriers(dossier, id_), "statement")
            for loc, prose in dossier.prose.get(key, {}).items():
                for words, cited in in_prose(prose):
                    if is_quote(words):
                        yield Quoted(key, loc, words, cited, "prose")


def carriers(dossier: Dossier, statement: str) -> Cited:
    """Return the sources that carry a statement word for word; if none does, all that carry it."""
    direct = [
        (id_, passed.how)
        for id_ in dossier.backlinks("statement", statement).carriers
        for passed in dossier.sources[id_].carries
        if passed.statement == statement
    ]
    exact = [id_ for id_, how in direct if how in _WORD_FOR_WORD]
    return tuple((id_, "") for id_ in dict.fromkeys(exact or [id_ for id_, _ in direct]))
