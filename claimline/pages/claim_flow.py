"""The flow of one side of a claim: who got it from whom."""

from __future__ import annotations

from collections.abc import Sequence

from claimline.analysis.corroboration import Provenance
from claimline.model.records import Claim
from claimline.pages.provenance_flow import Flow, FlowSource, flow_starts
from claimline.pages.shared_views import Counts, Ref
from claimline.pages.view_builder import ViewBuilder

FEW = 3
"""The most sources for which the list of citations is enough."""


def side_flow(
    builder: ViewBuilder,
    claim: Claim,
    provenance: Sequence[Provenance],
    cited: Sequence[int],
    counts: Counts,
) -> Flow | None:
    """Return the flow of one side of a claim, or None if it has few sources.

    Args:
        builder: the maker of views.
        claim: the claim.
        provenance: the provenance of each of its citations.
        cited: the citations of the side, in the order of the page.
        counts: the counts of the side.
    """
    if counts.sources <= FEW:
        return None
    by_source: dict[str, list[int]] = {}
    for nth in cited:
        source = builder.one_source(claim.citations[nth].source)
        by_source.setdefault(source, []).append(nth)
    carriers = [_carrier(builder, claim, provenance, nths) for nths in by_source.values()]
    starts = flow_starts(builder, carriers)
    return Flow(starts, counts.vantage_points, counts.statements, counts.sources)


def _carrier(
    builder: ViewBuilder, claim: Claim, provenance: Sequence[Provenance], nths: Sequence[int]
) -> FlowSource:
    """Return a source from all its citations on one side."""
    statements = tuple(
        dict.fromkeys(provenance[nth].statement for nth in nths if provenance[nth].statement)
    )
    first = next((nth for nth in nths if provenance[nth].statement), nths[0])
    citations = [claim.citations[nth] for nth in nths]
    supports = any(citation.stance == "supports" for citation in citations)
    partial = all(citation.extent == "part" for citation in citations)
    record = claim.citations[first].source
    return FlowSource(
        record,
        Ref(f"#cite-{first + 1}", builder.card(record).name),
        statements,
        "supports" if supports else citations[0].stance,
        builder.t("in part") if partial else "",
    )
