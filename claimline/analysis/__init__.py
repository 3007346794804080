"""What follows from the Dossier: corroboration, comparison of answers, disclosure, violations."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from claimline.analysis.comparison import Comparison, compare
from claimline.analysis.corroboration import Corroboration, corroborate
from claimline.analysis.disclosure import Disclosure, disclosure
from claimline.analysis.editorial import check_editorial
from claimline.analysis.judgement import Overtaken, overtaken
from claimline.diagnostics import Report
from claimline.model.dossier import Dossier
from claimline.value import Value

__all__ = ["Analysis", "Comparison", "Corroboration", "Disclosure", "analyse"]


class Analysis(Value, frozen=True):
    """What follows from the Dossier, by the id of the claim, the detail and the event."""

    corroboration: Mapping[str, Corroboration]
    comparison: Mapping[str, Comparison]
    disclosure: Mapping[str, Disclosure]
    """By event; only those whose record names the statement."""
    overtaken: Mapping[str, tuple[Overtaken, ...]]
    """By claim; only those whose verdict was not judged again since something under it changed."""


def analyse(dossier: Dossier, report: Report) -> Analysis:
    """Compute the Analysis. Broken rules that need the whole Dossier go to ``report``."""
    corroboration = {id_: corroborate(dossier, claim) for id_, claim in dossier.claims.items()}
    comparison = {id_: compare(dossier, detail) for id_, detail in dossier.details.items()}
    changes = {id_: overtaken(dossier, claim) for id_, claim in dossier.claims.items()}
    check_editorial(dossier, corroboration, changes, report)
    disclosed = {id_: disclosure(dossier, id_) for id_ in dossier.events}
    return Analysis(
        MappingProxyType(corroboration),
        MappingProxyType(comparison),
        MappingProxyType({id_: first_said for id_, first_said in disclosed.items() if first_said}),
        MappingProxyType({id_: changed for id_, changed in changes.items() if changed}),
    )
