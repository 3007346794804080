"""The partial counts of the ten claims of ``test_case_counts``, worked out by hand as well.

A source has a claim in part where each of its citations on that side does. A vantage point stands
in part where no citation on that side carries its word in whole. The reason stands beside each.
"""

from __future__ import annotations

import pytest

from claimline.analysis.corroboration import Side, corroborate
from tests.quotes import shipped

Partial = tuple[tuple[str, ...], tuple[str, ...]]
"""The sources and the vantage points that have a claim only in part."""

NONE: Partial = ((), ())

EXPECTED: dict[str, tuple[Partial, Partial]] = {
    "ukraine-sent-91-drones-at-residence": (
        (
            (
                "blog-agencies-2025-12",  # two dates, no night
                "qalampir-review-2026-01",  # an attempt; no long-range drones
                "newsx-2025-12-29",  # 91 shot down, not 91 at the residence
                "ibtimes-inkl-2025-12",  # the night of 29 December
                "caliber-analysis-2026-01-03",  # an attempt; no number, no night
                "tass-galuzin-2026-02-15",  # no number, night or place
            ),
            (),  # Russia: kommersant has its word in whole
        ),
        (
            ("moscowtimes-wsj-cia-2026-01-01",),  # the aim alone, not that drones flew
            (),  # the United States: citynews has Trump's word in whole
        ),
    ),
    "ukraine-denies-attack": (
        (
            (  # all lack the first day, 29 December
                "wion-sybiha-2025-12-30",
                "lbc-zelensky-2025-12-30",
                "tass-peskov-denial-mad-2025-12-30",  # answers the denials on the 30th
                "caliber-analysis-2026-01-03",
                "blog-agencies-2025-12",
                "qalampir-review-2026-01",
                "ibtimes-inkl-2025-12",  # cited twice, in part both times, and one source
            ),
            ("russia",),  # tass-peskov alone has its word; interfaxukraine has Ukraine's in whole
        ),
        NONE,
    ),
    "drones-flew-over-novgorod-region": (
        (
            (  # a target in the region, or a strike nearby; not that drones flew over it
                "moscowtimes-wsj-cia-2026-01-01",
                "citynews-ap-trump-2026-01-04",
                "qalampir-review-2026-01",
                "ibtimes-inkl-2025-12",  # the night of 29 December
            ),
            ("united-states",),  # the first three are all that carry its word
        ),
        NONE,
    ),
    "many-states-condemned": (
        (
            (
                "tass-lavrov-thanks-2025-12-30",  # not how many
                # The others have one or two states each.
                "etvbharat-uae-modi-2025-12-30",
                "htnworld-pakistan-sharif-2025-12-30",
                "fergana-central-asia-2025-12-30",
                "aa-central-asia-iran-2025-12-30",
                "tass-lukashenko-2025-12-31",
            ),
            # All but Russia, whose word tass-galuzin has in whole.
            (
                "uae", "pakistan", "central-asian-presidents", "turkmenistan", "iran", "belarus",
            ),
        ),
        NONE,
    ),
    "russia-stays-in-talks": (
        (
            ("blog-agencies-2025-12", "ibtimes-inkl-2025-12"),  # not with whom the talks are
            (),  # Russia: kommersant
        ),
        NONE,
    ),
    "lavrov-said-putin-was-not-there": (NONE, NONE),
    "residents-heard-nothing": (
        (
            ("rbcukraine-isw-2025-12-30",),  # air defence alone
            (),  # the residents: moscowtimes
        ),
        NONE,
    ),
    "officials-said-putin-was-elsewhere": (NONE, NONE),
    "us-assessed-residence-was-not-target": (NONE, NONE),
    "oreshnik-was-the-response": (NONE, NONE),
}  # fmt: skip


def _partial(side: Side) -> Partial:
    return side.partial, side.partial_points


@pytest.mark.parametrize("claim", EXPECTED)
def test_what_has_a_claim_in_part(claim: str) -> None:
    case = shipped()
    found = corroborate(case, case.claims[claim])
    assert (_partial(found.backing), _partial(found.against)) == EXPECTED[claim]
