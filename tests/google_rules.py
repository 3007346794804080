"""What Google's page on fact checks asks of a ``ClaimReview``, as a table of rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOST = 75
"""The most characters of ``claimReviewed``."""


def review_faults(review: dict[str, Any], url: str) -> Iterator[str]:
    """Yield what a review lacks or has wrong; ``url`` is the address of its page."""
    rating, claim = review.get("reviewRating", {}), review.get("itemReviewed", {})
    words, label = review.get("claimReviewed", ""), rating.get("alternateName", "")
    author = review.get("author", {})
    rules = {
        "claimReviewed: 1 to 75 characters": 0 < len(words) <= MOST,
        "claimReviewed: no rating in it": f": {label}" not in words,
        "url: that of the page": review.get("url") == url,
        "reviewRating.alternateName": bool(label),
        "author.name or author.url": bool(author.get("name") or author.get("url")),
        "itemReviewed: a Claim": claim.get("@type") == "Claim",
        "itemReviewed.author.name": all(each.get("name") for each in claim.get("author", [])),
        "itemReviewed: not by the site itself": author not in claim.get("author", []),
        "appearance: with an address": all(
            work.get("url") for work in [*claim.get("appearance", []), *_first(claim)]
        ),
        "reviewRating: a number on a scale": _is_on_scale(rating),
    }
    yield from (rule for rule, holds in rules.items() if not holds)


def _first(claim: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim["firstAppearance"]] if "firstAppearance" in claim else []


def _is_on_scale(rating: dict[str, Any]) -> bool:
    numbers = [rating.get(name) for name in ("worstRating", "ratingValue", "bestRating")]
    if numbers == [None] * 3:
        return True
    if None in numbers:
        return False
    worst, value, best = (float(str(number)) for number in numbers)
    return 1 <= worst <= value <= best > worst
