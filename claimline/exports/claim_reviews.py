"""All reviews of claims in one feed (schema.org's ``DataFeed``), for collections of fact checks.

A review has what the claim's page says in JSON-LD, with every appearance of the claim. Reviews need
addresses, so there is a feed only if ``base_url`` is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from claimline.analysis import Analysis
from claimline.dates import known_day
from claimline.exports.json_bytes import json_bytes
from claimline.exports.shares import Shares, json_item, json_list, output_of_shares
from claimline.model.dossier import Dossier
from claimline.model.validate import Key
from claimline.output import Output
from claimline.pages.schema_org import CONTEXT, claim_thing, organization
from claimline.pages.view_builder import ViewBuilder, part

PATH = "data/claimreview.json"


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield the feed, if the site's address is known."""
    if not dossier.site.address:
        return

    queries = ViewBuilder(dossier, analysis).queries
    yield output_of_shares(PATH, "application/ld+json", queries, partial(_feed, dossier))


def _feed(dossier: Dossier) -> Iterator[bytes | Shares]:
    """Yield the parts of the feed, with the reviews in the order of the claims' ids."""
    site = dossier.site
    feed = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "url": f"{site.address}/{PATH}",
        "name": site.title,
        "publisher": organization(site, policies=True),
        "dateModified": known_day(site.updated),
    }
    stated = {name: value for name, value in feed.items() if value}
    yield json_bytes(stated).removesuffix(b"\n}\n") + b',\n "dataFeedElement": '
    yield json_list("review", "claim", list(dossier.claims), 1)
    yield b"\n}\n"


@part("review")
def _review(builder: ViewBuilder, key: Key) -> bytes:
    """Return the review of a claim as an item of the feed, or nothing if it has none."""
    thing = claim_thing(builder, key[1])
    if thing.get("@type") != "ClaimReview":
        return b""
    return json_item({"@type": "DataFeedItem", "url": thing["url"], "item": [thing]}, 1)
