"""What pages show, in the terms of schema.org, for search engines and collections of fact checks.

A thing is plain data, in the form of JSON-LD. It says only what the records say. A date is left out
if it is doubtful or not a single day, and a first appearance if the order of the sources is not
known. Every address is absolute, so a site without ``base_url`` has no things.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from claimline.dates import PartialDate, known_day
from claimline.model.records import Claim, Event, Source
from claimline.model.shared_fields import Verdict
from claimline.model.site import Site
from claimline.pages.address import DATA, page_of
from claimline.pages.plain_prose import plain_prose
from claimline.pages.shared_views import HtmlPage
from claimline.pages.site_context import SiteContext
from claimline.pages.view_builder import ViewBuilder, part

Thing = dict[str, Any]

CONTEXT = "https://schema.org"
SHOWN_APPEARANCES = 10
"""The most appearances that the page of a claim names. The feed of reviews names them all."""
_REVIEWED = ("fact",)
_CLAIMS = ("fact", "record")
"""The kinds of claims that say that something is so. Opinions and predictions do not."""


def json_ld(thing: Thing) -> str:
    """Return a thing as JSON-LD, or "" if it is empty."""
    if not thing:
        return ""
    return json.dumps({"@context": CONTEXT, **thing}, ensure_ascii=False, separators=(",", ":"))


def organization(site: Site, *, policies: bool = False) -> Thing:
    """Return the publisher, or an empty thing if the site names none.

    ``policies`` adds the pages on corrections, funding and the like that ``site.yaml`` names.
    """
    if not site.publisher:
        return {}
    thing = {
        "@type": "Organization",
        "@id": f"{site.address}/#publisher",
        "name": site.publisher,
        "url": site.publisher_url,
    }
    if policies:
        thing["logo"] = f"{site.address}/assets/{site.logo.file}" if site.logo else ""
        for field, word in _POLICIES.items():
            page = getattr(site.policies, field)
            thing[word] = f"{site.address}/{page_of('page', page)}" if page else ""
    return _stated(thing)


_POLICIES = {
    "corrections": "correctionsPolicy",
    "ethics": "ethicsPolicy",
    "funding": "ownershipFundingInfo",
    "method": "publishingPrinciples",
}


def website(site: Site) -> Thing:
    """Return the site as a whole, with its publisher's policies."""
    if not site.address:
        return {}
    return _stated({
        "@type": "WebSite",
        "url": f"{site.address}/index.html",
        "name": site.title,
        "description": site.summary,
        "publisher": organization(site, policies=True),
    } | _common(site))  # fmt: skip


def claim_thing(builder: ViewBuilder, id_: str, most: int | None = None) -> Thing:
    """Return a claim: a ``ClaimReview`` if it is a claim of fact with a verdict, else a ``Claim``.

    Opinions and predictions give an empty thing. ``most`` limits the appearances.
    """
    claim, site = builder.dossier.claims[id_], builder.dossier.site
    if claim.kind not in _CLAIMS or not site.address:
        return {}
    url = f"{site.address}/{page_of('claim', id_)}"
    corrections = [
        _stated({
            "@type": "CorrectionComment",
            "text": plain_prose(builder, correction.text),
            "datePublished": known_day(correction.date),
        })
        for correction in claim.corrections
    ]  # fmt: skip
    asserted = _asserted(builder, claim, most) | _stated({"image": image_objects(builder, claim)})
    mark = builder.verdict(claim)
    if mark is None or claim.kind not in _REVIEWED:
        return _stated({**asserted, "url": url, "name": claim.short, "correction": corrections})
    # A first entry that names a verdict before it is not the first publication.
    changed = [known_day(change.date) for change in claim.history]
    mended = [known_day(correction.date) for correction in claim.corrections]
    review = {
        "@type": "ClaimReview",
        "url": url,
        "claimReviewed": claim.short,
        "author": organization(site),
        "datePublished": changed[0] if changed and claim.history[0].from_ is None else "",
        "dateModified": max([*changed, *mended], default=""),
        "reviewRating": _rating(mark.label, mark.id, site.verdicts),
        "itemReviewed": asserted,
        "correction": corrections,
    }
    return _stated(review | _common(site))


def image_objects(builder: ViewBuilder, record: Claim | Source | Event) -> list[Thing]:
    """Return the pictures of a record, without those that are only shown after a click."""
    site, media = builder.dossier.site, builder.dossier.media
    pictures = [
        (each, facts.whole, facts.type)
        for item in record.media
        for each in (item, item.compare)
        if each and not item.sensitive
        if (facts := media.get(each.file)) and facts.form == "picture"
    ]
    return [
        _stated({
            "@type": "ImageObject",
            "contentUrl": f"{site.address}/{whole.path}",
            "encodingFormat": type_,
            "width": whole.width,
            "height": whole.height,
            "sha256": whole.sha256,
            "caption": each.caption or each.alt,
            "creditText": each.credit,
            "license": each.licence.url if each.licence else "",
            "dateCreated": known_day(each.taken),
        })
        for each, whole, type_ in pictures
    ]  # fmt: skip


def _asserted(builder: ViewBuilder, claim: Claim, most: int | None) -> Thing:
    """Return the claim itself: who made it, when, and where it appears."""
    first, others = _appearances(builder, claim)
    return _stated({
        "@type": "Claim",
        "text": claim.claim,
        "author": [_actor(builder, id_) for id_ in claim.by],
        "datePublished": known_day(claim.said),
        "firstAppearance": first,
        "appearance": others[:most],
    })  # fmt: skip


@part("schema.org actor")
def _actor(builder: ViewBuilder, id_: str) -> Thing:
    actor = builder.dossier.actors[id_]
    kind = "Person" if actor.kind == "person" else "Organization"
    return _stated({"@type": kind, "name": actor.name, "sameAs": list(actor.same_as)})


def _rating(label: str, step: str, scale: Iterable[Verdict]) -> Thing:
    """Return a verdict as a rating, in words. It has numbers only if the scale gives them."""
    numbers = {verdict.id: verdict.rating for verdict in scale if verdict.rating is not None}
    rating: Thing = {"@type": "Rating", "alternateName": label}
    best, worst = max(numbers.values(), default=0), min(numbers.values(), default=0)
    if step in numbers and best > worst:
        rating |= {"ratingValue": numbers[step], "bestRating": best, "worstRating": worst}
    return rating


def _appearances(builder: ViewBuilder, claim: Claim) -> tuple[Thing, list[Thing]]:
    """Return where the claim appeared first, if that is known, and where else it appears.

    Sources that have only part of the claim, or no address, are left out. A source is the first
    only if all others were surely published later.
    """
    dossier, zone = builder.dossier, builder.zone
    carriers = dossier.distinct(
        citation.source
        for citation in claim.citations
        if citation.stance in ("supports", "repeats") and citation.extent == "whole"
    )
    dates = {id_: dossier.sources[id_].published for id_ in carriers}
    known = {id_: date for id_, date in dates.items() if date and not _doubtful(date)}
    first = ""
    if len(known) == len(carriers) > 0:
        first = min(known, key=lambda id_: known[id_].latest(zone))
        end = known[first].latest(zone)
        if any(date.earliest(zone) <= end for id_, date in known.items() if id_ != first):
            first = ""
    works = {
        id_: {"@type": "CreativeWork", "url": url}
        for id_ in carriers
        if (url := dossier.sources[id_].url or "").startswith("http")
    }
    return works.pop(first, {}), list(works.values())


def _doubtful(date: PartialDate) -> bool:
    return any(point.qualifier for point in date.points)


def article(builder: ViewBuilder, id_: str) -> Thing:
    """Return a brief as an article about its claims."""
    brief, site = builder.dossier.briefs[id_], builder.dossier.site
    if not site.address:
        return {}
    return _stated({
        "@type": "Article",
        "url": f"{site.address}/{page_of('brief', id_)}",
        "headline": brief.title,
        "description": brief.summary,
        "dateModified": known_day(brief.updated),
        "author": organization(site),
        "publisher": organization(site),
        "about": [{"@id": f"{site.address}/{page_of('claim', claim)}"} for claim in brief.claims],
    } | _common(site))  # fmt: skip


def dataset(site: Site, description: str, files: Iterable[tuple[str, str]]) -> Thing:
    """Return the data of the site. ``files`` are paths in the site, each with its media type."""
    if not site.address:
        return {}
    return _stated({
        "@type": "Dataset",
        "url": f"{site.address}/{DATA}",
        "name": site.title,
        "description": f"{site.summary} {description}",
        "dateModified": known_day(site.updated),
        "creator": organization(site, policies=True),
        "distribution": [
            _stated({
                "@type": "DataDownload",
                "contentUrl": f"{site.address}/{path}",
                "encodingFormat": media_type,
            })
            for path, media_type in files
        ],
    } | _common(site))  # fmt: skip


def breadcrumbs(page: HtmlPage, site: SiteContext) -> Thing:
    """Return the way from the front page to a page, or an empty thing for the front page."""
    if not page.section or page.path == "index.html":
        return {}
    trail = [(site.title, "index.html")]
    for section, heading, path in site.lists:
        if section == page.section and heading != page.title:
            trail.append((heading, path))
    trail.append((page.title, page.path))
    items = [
        {"@type": "ListItem", "position": nth, "name": name, "item": f"{site.base_url}/{path}"}
        for nth, (name, path) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _common(site: Site) -> Thing:
    """Return the properties that every work of the site has."""
    licence = site.licence.url if site.licence else None
    return _stated({"inLanguage": site.language, "license": licence})


def _stated(thing: Thing) -> Thing:
    """Return the thing without properties that are empty."""
    return {key: value for key, value in thing.items() if value not in (None, "", [], {})}
