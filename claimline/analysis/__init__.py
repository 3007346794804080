"""What follows from the Dossier: corroboration, comparison of answers, disclosure, violations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimline.analysis.comparison import Comparison, compare
from claimline.analysis.corroboration import Corroboration, corroborate
from claimline.analysis.disclosure import Disclosure, disclosure
from claimline.analysis.editorial import violations
from claimline.analysis.judgement import Overtaken, overtaken
from claimline.analysis.violation import Violation
from claimline.diagnostics import Location, Report
from claimline.engine.queries import FINDINGS, Queries, Results
from claimline.engine.recording import Recorder
from claimline.model.dossier import Dossier
from claimline.model.dossier_tables import watched
from claimline.model.records import KINDS
from claimline.model.schema import Loc
from claimline.model.validate import Key
from claimline.value import Value

Places = Mapping[Loc, Location]
"""Where values of a record are written in its file."""
_NOWHERE: Places = {}

__all__ = ["Analysis", "Comparison", "Corroboration", "Disclosure", "analyse", "analysis_of"]


class Analysis(Value, frozen=True):
    """What follows from the Dossier, by the id of a claim, a detail or an event.

    Each value is the result of a query, which runs when the value is first read. ``dossier`` is
    the same Dossier, and records every read.
    """

    dossier: Dossier
    queries: Queries
    corroboration: Mapping[str, Corroboration]
    comparison: Mapping[str, Comparison]
    disclosure: Mapping[str, Disclosure | None]
    """By event. None if the event's record names no statement."""
    overtaken: Mapping[str, tuple[Overtaken, ...]]
    """By claim: what changed since its verdict was given, and may affect it."""

    def violations(self, kind: str, id_: str) -> tuple[Violation, ...]:
        """Return the editorial rules that a record breaks."""
        broken: tuple[Violation, ...] = self.queries.get(FINDINGS, (kind, id_))
        return broken

    def record_keys(self) -> Iterator[Key]:
        """Yield the kind and id of each record."""
        return ((kind, id_) for kind in KINDS for id_ in self.dossier.records(kind))

    def report(
        self, key: Key, broken: tuple[Violation, ...], report: Report, known: Places = _NOWHERE
    ) -> Places:
        """Add broken rules to ``report``, each at its place in the record's file.

        Records that are not ready may break rules. A preview shows them all the same.

        Args:
            key: the record.
            broken: the rules that it breaks.
            report: gets a diagnostic for each.
            known: places in the record's file that are known already, so that it is not read again.

        Returns:
            the places of all that were added.
        """
        dossier = self.dossier
        if dossier.preview and dossier.records(key[0])[key[1]].stage != "ready":
            return {}
        where = dossier.where[key]
        places: dict[Loc, Location] = {}
        for violation in broken:
            loc = violation.loc
            places[loc] = known.get(loc) or where.at(*loc)
            report.add(places[loc], violation.code, violation.message, violation.suggestion)
        return places


def analysis_of(dossier: Dossier) -> Analysis:
    """Return the Analysis of a Dossier. Nothing is computed before it is read."""
    queries = Queries(Recorder())
    given = watched(dossier, queries.recorder)
    analysis = Analysis(
        given,
        queries,
        Results(queries, "corroboration", given.claims),
        Results(queries, "comparison", given.details),
        Results(queries, "disclosure", given.events),
        Results(queries, "overtaken", given.claims),
    )
    queries.define(
        {
            "corroboration": lambda id_: corroborate(given, given.claims[id_]),
            "comparison": lambda id_: compare(given, given.details[id_]),
            "disclosure": lambda id_: disclosure(given, id_),
            "overtaken": lambda id_: overtaken(given, given.claims[id_]),
            FINDINGS: lambda key: tuple(
                violations(given, key[0], key[1], analysis.corroboration, analysis.overtaken)
            ),
        }
    )
    return analysis


def analyse(dossier: Dossier, report: Report) -> Analysis:
    """Return the Analysis. Report the broken rules that need the whole Dossier."""
    analysis = analysis_of(dossier)
    for key in analysis.record_keys():
        analysis.report(key, analysis.violations(*key), report)
    return analysis
