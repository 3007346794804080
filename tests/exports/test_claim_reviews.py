"""The feed of all reviews."""

from __future__ import annotations

import json
from typing import Any

from claimline.analysis import analyse
from claimline.diagnostics import Report
from claimline.exports.claim_reviews import PATH, outputs
from tests.dossiers import Given, dossier, planned
from tests.orla import BASE, RECORDS
from tests.vocabulary import faults


def feed(given: Given) -> Any:
    made = dossier(given)
    files = {output.path: output.render() for output in outputs(made, analyse(made, Report()))}
    return json.loads(files[PATH]) if files else None


def test_each_review_is_in_it_once_and_as_its_page_has_it() -> None:
    whole = feed(RECORDS)
    assert list(faults(whole)) == []
    reviews = [item for element in whole["dataFeedElement"] for item in element["item"]]
    shown = {page.path: json.loads(page.json_ld) for page in planned(RECORDS).pages if page.json_ld}
    on_pages = {
        f"{BASE}/{path}": thing for path, thing in shown.items() if thing["@type"] == "ClaimReview"
    }
    assert len(on_pages) == 2
    assert {review["url"]: {"@context": whole["@context"], **review} for review in reviews} == (
        on_pages
    )


def test_it_names_every_appearance() -> None:
    ids = [f"s{nth}" for nth in range(30)]
    cited = [{"source": id_, "stance": "supports"} for id_ in ids]
    records: Given = {
        "site": {"base_url": BASE},
        "claim/c": {"verdict": "unproven", "citations": cited},
        **{f"source/{id_}": {} for id_ in ids},
    }
    (element,) = feed(records)["dataFeedElement"]
    assert len(element["item"][0]["itemReviewed"]["appearance"]) == len(ids)


def test_without_an_address_there_is_none() -> None:
    assert feed({"claim/c": {"verdict": "unproven"}}) is None


def test_a_site_without_reviews_has_an_empty_feed() -> None:
    assert feed({"site": {"base_url": BASE}})["dataFeedElement"] == []
