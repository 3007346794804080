"""Fact checks of others: their claims, their speakers, and their ratings as their own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claimline.imports.safe_bytes import UnimportableError
from tests.imports.readers import all_words, labels, read, records

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example.org/roof",
    "headline": "No, the roof did not fall",
    "claimReviewed": "The roof fell in.",
    "datePublished": "2024-03-06",
    "inLanguage": "en",
    "author": {"@type": "Organization", "name": "Check", "url": "https://check.example.org/"},
    "reviewRating": {
        "@type": "Rating", "alternateName": "Mostly false", "ratingValue": 2,
        "ratingExplanation": "It was *plaster*.",
    },
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ann Ashby"},
        "datePublished": "2024-03-04",
        "firstAppearance": {"@type": "CreativeWork", "url": "https://example.org/a"},
        "appearance": ["https://example.org/b", {"url": "javascript:x"}],
    },
}  # fmt: skip


def check(data: Any, name: str = "review.json") -> None:
    """Hold that a file gives what the review above says."""
    findings = read(data if isinstance(data, str) else json.dumps(data), name)
    (claim,) = records(findings, "claim")
    assert (claim["claim"], claim["short"]) == ("The roof fell in.", "The roof fell in")
    assert claim["said"] == "2024-03-04"
    assert "verdict" not in claim
    assert labels(claim)["Rating by Check"] == "Mostly false"
    (actor,) = records(findings, "actor")
    assert actor["name"] == "Ann Ashby"
    review, *appearances = records(findings, "source")
    assert review["publisher"] == "Check"
    assert review["published"] == "2024-03-06"
    assert [it["url"] for it in appearances] == ["https://example.org/a", "https://example.org/b"]
    assert [it["stance"] for it in claim["citations"]] == ["context", "repeats", "repeats"]


@pytest.mark.parametrize(
    "data",
    [
        REVIEW,
        [REVIEW],
        {"@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        {**REVIEW, "@type": ["https://schema.org/ClaimReview"]},
    ],
)
def test_shapes_of_json(data: Any) -> None:
    check(data)
    assert r"It was \*plaster\*." in all_words(read(json.dumps(data), "a.json"))


def test_a_page_with_json_ld() -> None:
    script = '<script type="application/ld+json">'
    page = f"<!doctype html><html lang=de><title>T</title>{script}{{</script>{script}"
    page += f"{json.dumps(REVIEW)}</script>"
    check(page, "review.html")


def test_a_page_with_microdata() -> None:
    check(
        """<!doctype html><html lang="en"><title>No, the roof did not fall</title>
        <div itemscope itemtype="https://schema.org/ClaimReview">
        <meta itemprop="claimReviewed" content="The roof fell in."><time itemprop="datePublished"
        datetime="2024-03-06">6 March</time><a itemprop="url" href="https://check.example.org/roof">x</a>
        <span itemprop="author" itemscope itemtype="https://schema.org/Organization">
        <span itemprop="name">Check</span></span>
        <div itemprop="reviewRating" itemscope><b itemprop="alternateName">Mostly false</b></div>
        <div itemprop="itemReviewed" itemscope itemtype="https://schema.org/Claim">
        <p itemprop="author" itemscope><span itemprop="name">Ann Ashby</span></p>
        <meta itemprop="datePublished" content="2024-03-04">
        <a itemprop="firstAppearance" href="https://example.org/a">a</a>
        <a itemprop="appearance" href="https://example.org/b">b</a></div></div>""",
        "review.html",
    )


def test_what_googles_interfaces_answer() -> None:
    found = {
        "text": "The roof fell in.", "claimant": "Ann Ashby", "claimDate": "2024-03-04T00:00:00Z",
        "claimReview": [{
            "publisher": {"name": "Check", "site": "check.example.org"}, "title": "No",
            "url": "https://check.example.org/roof", "reviewDate": "2024-03-06",
            "textualRating": "Mostly false", "languageCode": "en",
        }],
    }  # fmt: skip
    findings = read(json.dumps({"claims": [found]}), "answer.json")
    (claim,) = records(findings, "claim")
    assert labels(claim) == {"Rating by Check": "Mostly false"}
    assert claim["said"] == "2024-03-04T00:00:00Z"
    page = {
        "pageUrl": "https://check.example.org/roof", "publishDate": "2024-03-06",
        "claimReviewAuthor": {"name": "Check"},
        "claimReviewMarkups": [{
            "claimReviewed": "The roof fell in.", "claimDate": "2024-03-04",
            "claimAuthor": {"name": "Ann Ashby", "jobTitle": "Mayor"},
            "claimFirstAppearance": "https://example.org/a",
            "claimAppearances": ["https://example.org/b"],
            "rating": {"textualRating": "Mostly false"},
        }],
    }  # fmt: skip
    check({"claimReviewMarkupPages": [page]})


def test_one_claim_of_several_reviews_cites_all() -> None:
    other = {**REVIEW, "url": "https://other.example.org/", "author": {"name": "Other"}}
    findings = read(json.dumps([REVIEW, other]), "a.json")
    (claim,) = records(findings, "claim")
    assert labels(claim).keys() >= {"Rating by Check", "Rating by Other"}
    assert len(claim["citations"]) == 4


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("<html><p>nothing", "a.html"),
        ('{"@type": "ClaimReview", ', "a.json"),
        ("<div itemscope>" * 3000 + "ClaimReview", "a.html"),
    ],
)
def test_what_has_no_claim_review(data: str, name: str) -> None:
    with pytest.raises(UnimportableError):
        read(data, name, "claim-review")


def test_a_long_feed_is_read_whole_and_a_deep_one_refused() -> None:
    reviews = [{**REVIEW, "claimReviewed": f"Claim {nth}."} for nth in range(3000)]
    feed = {"dataFeedElement": [{"item": [review], "other": [{}] * 10} for review in reviews]}
    claims = records(read(json.dumps(feed), "feed.json"), "claim")
    assert [claim["short"] for claim in claims] == [f"Claim {nth}" for nth in range(3000)]
    deep = '{"ClaimReview": ' + "[" * 300 + "]" * 300 + "}"
    with pytest.raises(UnimportableError, match="too deep"):
        read(deep, "a.json", "claim-review")


def test_all_else_in_a_review_is_left_over() -> None:
    more = {**REVIEW, "image": "https://check.example.org/i.png", "reviewBody": "At length"}
    words = all_words(read(json.dumps(more), "a.json"))
    for kept_words in ("i.png", "At length", "https://check.example.org/", "ratingValue: 2"):
        assert kept_words in words


def test_a_review_without_a_claim_is_left_over() -> None:
    findings = read(json.dumps({"@type": "ClaimReview", "headline": "Odd"}), "a.json")
    assert findings.proposals == ()
    assert "Odd" in all_words(findings)
