"""All reviews of claims in one feed (schema.org's ``DataFeed``), for collections of fact checks.

A review has what the claim's page says in JSON-LD, with every appearance of the claim. Reviews need
addresses, so there is a feed only if ``base_url`` is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimline.analysis import Analysis
from claimline.dates import known_day
from claimline.exports.json_bytes import json_bytes
from claimline.model.dossier import Dossier
from claimline.output import Output
from claimline.pages.schema_org import CONTEXT, Thing, claim_thing, organization
from claimline.pages.view_builder import ViewBuilder

PATH = "data/claimreview.json"


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield the feed, if the site's address is known."""
    if not dossier.site.address:
        return

    def feed() -> bytes:
        return json_bytes(claim_reviews(dossier, analysis))

    yield Output(PATH, "application/ld+json", feed, traced=True)


def claim_reviews(dossier: Dossier, analysis: Analysis) -> Thing:
    """Return the feed as plain data, in the order of the claims' ids."""
    builder, site = ViewBuilder(dossier, analysis), dossier.site
    things = (claim_thing(builder, id_) for id_ in dossier.claims)
    reviews = [thing for thing in things if thing.get("@type") == "ClaimReview"]
    feed = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "url": f"{site.address}/{PATH}",
        "name": site.title,
        "publisher": organization(site, policies=True),
        "dateModified": known_day(site.updated),
    }
    elements = [
        {"@type": "DataFeedItem", "url": review["url"], "item": [review]} for review in reviews
    ]
    return {**{name: value for name, value in feed.items() if value}, "dataFeedElement": elements}
