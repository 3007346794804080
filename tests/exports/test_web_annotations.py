"""Annotations, held against what the W3C's recommendation asks of each part of one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claimline.analysis import analyse
from claimline.diagnostics import Report
from claimline.exports.web_annotations import PATH, outputs
from tests.dossiers import Given, dossier, planned
from tests.html_tree import read_html
from tests.orla import BASE, RECORDS
from tests.rendering import render

IRI = r"https?://[^\s]+|(\.\./)?[\w./-]*(#[\w-]+)?"
INSTANT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
MOTIVATIONS = (
    "assessing|bookmarking|classifying|commenting|describing|editing|highlighting|identifying"
    "|linking|moderating|questioning|replying|tagging"
)
# For each class of the model: the keys that it must have, those that it may, and their values.
MODEL: dict[str, tuple[set[str], dict[str, str]]] = {
    "AnnotationCollection": (
        {"@context", "id", "type", "label", "total"},
        {"@context": r"http://www\.w3\.org/ns/anno\.jsonld", "id": IRI, "rights": IRI},
    ),
    "AnnotationPage": ({"id", "type", "partOf", "startIndex", "items"}, {"id": IRI, "partOf": IRI}),
    "Annotation": ({"id", "type", "body", "target"}, {"id": IRI, "motivation": MOTIVATIONS}),
    "SpecificResource": ({"type", "source"}, {"source": IRI, "purpose": MOTIVATIONS}),
    "TextualBody": ({"type", "value"}, {"language": r"[a-z-]+", "purpose": MOTIVATIONS}),
    "TextQuoteSelector": ({"type", "exact"}, {}),
    "FragmentSelector": ({"type", "value"}, {"conformsTo": IRI}),
    "TimeState": (
        {"type"},
        {
            "cached": IRI,
            "sourceDate": INSTANT,
            "sourceDateStart": INSTANT,
            "sourceDateEnd": INSTANT,
        },
    ),
    "Organization": ({"type", "name"}, {}),
}
MAY: dict[str, set[str]] = {
    "AnnotationCollection": {"creator", "rights", "first"},
    "Annotation": {"motivation"},
    "SpecificResource": {"selector", "state", "purpose"},
    "TextualBody": {"language", "purpose"},
    "TextQuoteSelector": {"prefix", "suffix"},
    "FragmentSelector": {"conformsTo"},
    "TimeState": {"cached", "sourceDate", "sourceDateStart", "sourceDateEnd"},
}


def faults(part: Any) -> Iterator[str]:
    """Yield what the model does not allow."""
    must, values = MODEL[part["type"]]
    allowed = must | MAY.get(part["type"], set())
    if not must <= part.keys() <= allowed:
        yield f"{part['type']}: {sorted(part.keys() ^ must)}"
    if ("sourceDateStart" in part) != ("sourceDateEnd" in part):
        yield "TimeState: one end alone"
    for name, held in part.items():
        for value in held if isinstance(held, list) else [held]:
            if isinstance(value, dict):
                yield from faults(value)
            elif value in ("", None):
                yield f"{part['type']}.{name}: it is empty"
            elif name in values and not re.fullmatch(values[name], value):
                yield f"{part['type']}.{name}: {value}"


def collection(given: Given) -> Any:
    made = dossier(given)
    (output,) = outputs(made, analyse(made, Report()))
    assert output.path == PATH
    return json.loads(output.render())


@pytest.fixture(scope="module")
def orla() -> Any:
    return collection(RECORDS)


def one(citation: dict[str, Any], source: dict[str, Any] | None = None) -> Any:
    """The annotation of one citation, or None."""
    cited = {"source": "s", "stance": "supports", **citation}
    site = {"base_url": BASE, "time_zone": "Europe/London"}
    whole = collection({"site": site, "source/s": source or {}, "claim/c": {"citations": [cited]}})
    assert list(faults(whole)) == []
    return whole["first"]["items"][0] if whole["total"] else None


def test_all_of_it_follows_the_model(orla: Any) -> None:
    assert list(faults(orla)) == []
    items = orla["first"]["items"]
    assert len(items) == orla["total"] == len({item["id"] for item in items})
    made = [item["id"].removeprefix(f"{BASE}/{PATH}#") for item in items]
    # The rumour has no address, and an answer without a source has none.
    assert sorted(made) == [
        "claim-at-ten-cite-1", "claim-at-ten-cite-2", "claim-at-ten-cite-4",
        "claim-at-ten-stance-1", "claim-was-mended-cite-1", "detail-hour-answer-1",
        "event-closes-cite-closes-1",
    ]  # fmt: skip


def test_each_leads_to_its_citation(orla: Any, tmp_path: Path) -> None:
    site = {**RECORDS["site"], "logo": None}
    files = render(planned({**RECORDS, "site": site}), tmp_path, Report()).files
    for item in orla["first"]["items"]:
        path, _, fragment = item["body"][0]["source"].removeprefix(f"{BASE}/").partition("#")
        assert read_html(files[path]).id(fragment) is not None, item["id"]


def test_without_an_address_they_lead_there_from_their_file(orla: Any) -> None:
    site = {key: held for key, held in RECORDS["site"].items() if key != "base_url"}
    relative = collection({**RECORDS, "site": site})
    assert list(faults(relative)) == []
    assert relative == json.loads(json.dumps(orla).replace(f"{BASE}/", "../"))


def test_a_translation_and_a_stance_are_bodies() -> None:
    made = one({"quote": "um neun zu", "translation": {"text": "at nine", "by": "human"}})
    assert made["body"][1:] == [
        {"type": "TextualBody", "value": "supports", "purpose": "classifying"},
        {"type": "TextualBody", "value": "at nine", "language": "en", "purpose": "describing"},
    ]


def test_a_source_that_has_only_a_part_says_so() -> None:
    made = one({"quote": "um neun zu", "extent": "part", "missing": "Who closed it."})
    assert [body["value"] for body in made["body"][1:]] == ["supports", "part"]


@pytest.mark.parametrize(
    ("quote", "fragment", "selectors"),
    [
        ("closed at ten", None, [{"exact": "closed at ten"}]),
        ("closed [...] by hand", None, [{"exact": "closed"}, {"exact": "by hand"}]),
        ("closed … by … hand", {"prefix": "gate", "suffix": "now"},
         [{"exact": "closed", "prefix": "gate"}, {"exact": "by"},
          {"exact": "hand", "suffix": "now"}]),
        ("closed at ten", {"start": "was closed at ten"}, [{"exact": "was closed at ten"}]),
        ("... late", None, [{"exact": "late"}]),
    ],
)  # fmt: skip
def test_a_quote_is_found_by_its_pieces(
    quote: str, fragment: dict[str, str] | None, selectors: list[dict[str, str]]
) -> None:
    target = one({"quote": quote, "fragment": fragment})["target"]
    targets = target if isinstance(target, list) else [target]
    assert [it["selector"] for it in targets] == [
        {"type": "TextQuoteSelector", **selector} for selector in selectors
    ]


def test_the_ends_of_a_quote_are_a_text_fragment() -> None:
    made = one({"quote": "um neun zu", "fragment": {"start": "um neun", "end": "war zu"}})
    words, fragment = made["target"]["selector"]
    assert words["exact"] == "um neun zu"
    assert fragment["value"] == ":~:text=um%20neun,war%20zu"


@pytest.mark.parametrize(
    ("captured", "state"),
    [
        ("2024-03-03T10:20:30Z", {"sourceDate": "2024-03-03T10:20:30Z"}),
        ("2024-07-04T12:00:00[Europe/London]", {"sourceDate": "2024-07-04T11:00:00Z"}),
        ("2024-07-04", {"sourceDateStart": "2024-07-03T23:00:00Z",
                        "sourceDateEnd": "2024-07-04T22:59:59Z"}),
        ("2024-03", {"sourceDateStart": "2024-03-01T00:00:00Z",
                     "sourceDateEnd": "2024-03-31T22:59:59Z"}),
        ("2024-03-03?", {}),
        ("2024-03-03/..", {}),
        ("Y20240", {}),
        (None, {}),
    ],
)  # fmt: skip
def test_an_archive_copy_has_its_time_in_utc(captured: str | None, state: dict[str, str]) -> None:
    copy = {"url": "https://archive.example.org/1", "captured": captured}
    target = one({"quote": "ten"}, {"archives": [copy]})["target"]
    assert target["state"] == {"type": "TimeState", "cached": copy["url"], **state}


def test_several_copies_are_several_states() -> None:
    copies = [{"url": f"https://archive.example.org/{nth}"} for nth in range(2)]
    states = one({"quote": "ten"}, {"archives": copies})["target"]["state"]
    assert [state["cached"] for state in states] == [copy["url"] for copy in copies]


def test_a_copy_stands_for_an_address_that_is_not_known() -> None:
    copy = {"url": "https://archive.example.org/1", "captured": "2024-03-03"}
    target = one({"quote": "ten"}, {"url": None, "archives": [copy]})["target"]
    assert (target["source"], "state" in target) == (copy["url"], False)


@pytest.mark.parametrize("url", [None, "mailto:desk@example.org"])
def test_what_has_no_address_is_left_out(url: str | None) -> None:
    assert one({"quote": "ten"}, {"url": url}) is None


def test_a_citation_without_a_quote_is_left_out() -> None:
    assert one({}) is None


@pytest.mark.parametrize(
    "part",
    [
        {"type": "Annotation", "id": "#a", "body": []},
        {"type": "TextQuoteSelector", "exact": ""},
        {"type": "TimeState", "sourceDate": "2024-03-03"},
        {"type": "TimeState", "sourceDateStart": "2024-03-03T00:00:00Z"},
        {"type": "TextualBody", "value": "x", "purpose": "supporting"},
        {"type": "SpecificResource", "source": "https://a.example.org", "exact": "x"},
    ],
)
def test_the_model_finds_what_is_not_in_it(part: dict[str, Any]) -> None:
    assert len(list(faults(part))) == 1
