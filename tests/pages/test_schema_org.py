"""Pages in JSON-LD: held against schema.org's vocabulary and Google's page on ClaimReview."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claimline.pages.schema_org import SHOWN_APPEARANCES, json_ld
from tests.dossiers import Data, planned
from tests.orla import BASE, RECORDS
from tests.vocabulary import faults


def things(records: dict[str, Data]) -> dict[str, Any]:
    """What each page shows, by its path."""
    return {page.path: json.loads(page.json_ld) for page in planned(records).pages if page.json_ld}


@pytest.fixture(scope="module")
def orla() -> dict[str, Any]:
    return things(RECORDS)


def claim(extra: Data, sources: dict[str, Data] | None = None) -> Any:
    """What the page of a claim shows; each source supports the claim."""
    cited = [{"source": id_, "stance": "supports"} for id_ in sources or {}]
    records: dict[str, Data] = {
        "site": {"base_url": BASE},
        "claim/c": {"verdict": "unproven", "citations": cited, **extra},
        **{f"source/{id_}": data for id_, data in (sources or {}).items()},
    }
    return things(records).get("claims/c.html")


def test_all_of_it_is_in_the_vocabulary(orla: dict[str, Any]) -> None:
    assert {path: list(faults(thing)) for path, thing in orla.items()} == {
        path: [] for path in orla
    }
    assert {path: thing["@type"] for path, thing in orla.items()} == {
        "briefs/known.html": "Article",
        "claims/at-ten.html": "ClaimReview",
        "claims/not-judged.html": "Claim",
        "claims/was-mended.html": "Claim",
        "claims/was-seen.html": "ClaimReview",
        "data/index.html": "Dataset",
        "index.html": "WebSite",
    }


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "Clam"},
        {"@type": "Claim", "claimReviewed": "x"},
        {"@type": "Claim", "datePublished": "March 2024"},
        {"@type": "Claim", "url": "claims/a.html"},
        {"@type": "Claim", "author": {"@type": "Rating", "alternateName": "x"}},
        {"@type": "Rating", "bestRating": 1, "name": ""},
    ],
)
def test_the_vocabulary_finds_what_is_not_in_it(thing: dict[str, Any]) -> None:
    assert len(list(faults(thing))) == 1


def test_a_review_has_all_that_google_requires_and_recommends(orla: dict[str, Any]) -> None:
    review = orla["claims/at-ten.html"]
    assert 0 < len(review["claimReviewed"]) <= 75
    assert review["url"] == f"{BASE}/claims/at-ten.html"
    assert review["author"]["name"] == "The Orla notebook"
    rating = review["reviewRating"]
    assert rating["alternateName"] == "So"
    assert rating["alternateName"] not in review["claimReviewed"].split()
    assert rating["bestRating"] >= rating["ratingValue"] >= rating["worstRating"] >= 1
    assert rating["bestRating"] > rating["worstRating"]
    claim = review["itemReviewed"]
    assert [author["name"] for author in claim["author"]] == ["Water board", "A. Fisher"]
    assert claim["author"][0]["sameAs"] == [
        "https://www.wikidata.org/wiki/Q1", "https://board.example.org/",
    ]  # fmt: skip
    assert claim["datePublished"] == "2024-03-02"
    assert claim["firstAppearance"]["url"] == "https://board.example.org/notice?a=1&b=2"
    assert [work["url"] for work in claim["appearance"]] == ["https://paper.example.org/letter"]


def test_a_review_has_the_days_of_its_history(orla: dict[str, Any]) -> None:
    review = orla["claims/at-ten.html"]
    assert (review["datePublished"], review["dateModified"]) == ("2024-03-03", "2024-03-07")
    (correction,) = review["correction"]
    assert correction["text"] == "The hour was wrong, see It was mended."
    assert correction["datePublished"] == "2024-03-07"


def test_a_history_that_begins_with_a_change_has_no_first_day() -> None:
    change = {"date": "2024-03-07", "from": "disputed", "to": "unproven", "why": "It fell."}
    review = claim({"history": [change]})
    assert "datePublished" not in review
    assert review["dateModified"] == "2024-03-07"


def test_a_verdict_without_a_number_is_in_words_alone(orla: dict[str, Any]) -> None:
    rating = orla["claims/was-seen.html"]["reviewRating"]
    assert rating == {"@type": "Rating", "alternateName": "Open"}


def test_one_number_is_no_scale() -> None:
    step = {"id": "so", "label": "So", "meaning": "It is so.", "tone": "open", "rating": "3"}
    site: Data = {"base_url": BASE, "verdicts": [step]}
    made = things({"site": site, "claim/c": {"verdict": "so"}})
    assert made["claims/c.html"]["reviewRating"] == {"@type": "Rating", "alternateName": "So"}


def test_the_plain_scale_has_no_numbers() -> None:
    assert claim({})["reviewRating"] == {"@type": "Rating", "alternateName": "Unproven"}


def test_the_publisher_names_its_policies(orla: dict[str, Any]) -> None:
    publisher = orla["index.html"]["publisher"]
    assert publisher["correctionsPolicy"] == f"{BASE}/about.html"
    assert publisher["ownershipFundingInfo"] == f"{BASE}/money.html"
    assert publisher["logo"] == f"{BASE}/assets/logo.svg"


@pytest.mark.parametrize("said", ["2024-03", "2024-03-02?", "2024-03-02~", "2024-03-02/2024-03-04"])
def test_a_date_that_is_no_certain_day_is_left_out(said: str) -> None:
    assert "datePublished" not in claim({"said": said})["itemReviewed"]


def test_a_time_keeps_its_offset() -> None:
    made = claim({"said": "2024-03-02T22:40[Europe/Berlin]"})["itemReviewed"]
    assert made["datePublished"] == "2024-03-02T22:40+01:00"


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (["2024-03-02", "2024-03-04"], "https://paper.example.org/s0"),
        (["2024-03-04", "2024-03-02"], "https://paper.example.org/s1"),
        (["2024-03-02"], "https://paper.example.org/s0"),
        (["2024-03-02", "2024-03-02"], None),
        (["2024-03-02", "2024-03"], None),
        (["2024-03-02", None], None),
        (["2024-03-02?", "2024-03-04"], None),
        (["2024-03-02", "2024-03-04~"], None),
        ([None], None),
    ],
)
def test_the_first_appearance_is_named_only_where_the_order_is_known(
    days: list[str | None], first: str | None
) -> None:
    made = claim({}, {f"s{nth}": {"published": day} for nth, day in enumerate(days)})
    reviewed = made["itemReviewed"]
    assert reviewed.get("firstAppearance", {}).get("url") == first
    others = [work["url"] for work in reviewed.get("appearance", [])]
    assert len(others) + (first is not None) == len(days)
    assert first not in others


def test_a_claim_appears_only_where_all_of_it_is() -> None:
    records: dict[str, Data] = {
        "site": {"base_url": BASE},
        **{f"source/{id_}": {} for id_ in ("part", "other", "whole", "against")},
        "source/mail": {"url": "mailto:desk@example.org"},
        "claim/c": {
            "verdict": "unproven",
            "citations": [
                {"source": "part", "stance": "supports", "extent": "part", "missing": "Half."},
                {"source": "other", "stance": "context"},
                {"source": "against", "stance": "disputes"},
                {"source": "mail", "stance": "supports"},
                {"source": "whole", "stance": "repeats"},
                {"source": "whole", "stance": "supports"},
            ],
        },
    }
    reviewed = things(records)["claims/c.html"]["itemReviewed"]
    assert [work["url"] for work in reviewed["appearance"]] == ["https://paper.example.org/whole"]


def test_a_page_names_some_appearances_and_stays_short() -> None:
    made = claim({}, {f"s{nth}": {} for nth in range(500)})
    assert len(made["itemReviewed"]["appearance"]) == SHOWN_APPEARANCES
    assert len(json_ld(made)) < 3000


@pytest.mark.parametrize("kind", ["opinion", "prediction"])
def test_what_gets_no_verdict_is_no_claim_of_schema_org(kind: str) -> None:
    assert claim({"kind": kind, "verdict": None}) is None


def test_without_an_address_there_is_nothing() -> None:
    site = {key: value for key, value in RECORDS["site"].items() if key != "base_url"}
    assert things({**RECORDS, "site": site}) == {}


def test_the_data_page_lists_its_files(orla: dict[str, Any]) -> None:
    data = orla["data/index.html"]
    assert 50 <= len(data["description"]) <= 5000
    files = {it["contentUrl"]: it["encodingFormat"] for it in data["distribution"]}
    assert files[f"{BASE}/data/claims.csv"] == "text/csv"
    assert files[f"{BASE}/data/claimreview.json"] == "application/ld+json"
