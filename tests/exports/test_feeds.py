"""Feeds and the sitemap, read by programs that are not ours."""

from __future__ import annotations

import json
from unittest.mock import patch
from xml.etree import ElementTree as ET

import feedparser

from claimline.analysis import analyse
from claimline.diagnostics import Report
from claimline.exports import feeds, sitemap
from tests.dossiers import Given, dossier

CHANGED: Given = {
    "site": {"base_url": "https://a.example.org/gate/", "updated": "2024-05-01"},
    "claim/a": {
        "short": "A & <b>",
        "verdict": "disputed",
        "reasoning": "Two accounts.",
        "history": [
            {"date": "2024-03-05", "to": "unproven", "why": "First."},
            {"date": "2024-03-09", "from": "unproven", "to": "disputed", "why": "*More* is known."},
        ],
        "corrections": [{"date": "2024-04-02", "text": "We had misspelt a name."}],
    },
    "claim/b": {},
}


def files(given: Given) -> dict[str, bytes]:
    made = dossier(given)
    analysis = analyse(made, Report())
    both = [*feeds.outputs(made, analysis), *sitemap.outputs(made, analysis)]
    return {output.path: output.render() for output in both}


def test_atom_is_read_by_another_program() -> None:
    feed = feedparser.parse(files(CHANGED)["data/claims.atom"])
    assert not feed.bozo
    assert [(entry.title, entry.updated, entry.link) for entry in feed.entries] == [
        (
            "Claim: A claim. Not assessed.",
            "2024-05-01T00:00:00Z",
            "https://a.example.org/gate/claims/b.html",
        ),
        (
            "Claim: A & <b>. Disputed.",
            "2024-04-02T00:00:00Z",
            "https://a.example.org/gate/claims/a.html",
        ),
    ]
    changes = feedparser.parse(files(CHANGED)["data/corrections.atom"])
    assert [entry.id.partition("#")[2] for entry in changes.entries] == ["correction-1", "change-2"]
    assert changes.entries[1].summary == "More is known."
    assert changes.feed.updated == "2024-04-02T00:00:00Z"


def test_json_feed_says_the_same() -> None:
    made = files(CHANGED)
    for name in ("claims", "corrections"):
        feed = json.loads(made[f"data/{name}.json"])
        atom = feedparser.parse(made[f"data/{name}.atom"])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]
        assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


def test_no_entry_tells_as_a_fact_what_its_page_does_not() -> None:
    """A claim has its maker and its verdict, an event its status; so has an actor's own feed."""
    made = files(
        {
            **CHANGED,
            "actor/mayor": {"name": "The mayor"},
            "actor/clerk": {"name": "The clerk"},
            "source/paper": {},
            "claim/b": {
                "short": "The mayor took the money",
                "claim": "The mayor took the money.",
                "by": "clerk",
                "stances": [{"actor": "mayor", "stance": "denies"}],
                "citations": [{"source": "paper", "stance": "supports"}],
            },
            "event/e": {"title": "The mayor takes the money", "status": "alleged"},
        }
    )
    whole = "Claim by The clerk: The mayor took the money. Not assessed."
    for path, titles in {
        "actors/mayor.json": [whole],
        "data/chronology.json": ["The mayor takes the money (alleged)"],
        "data/claims.json": [whole, "Claim: A & <b>. Disputed."],
    }.items():
        assert [item["title"] for item in json.loads(made[path])["items"]] == titles
    (item,) = json.loads(made["actors/mayor.json"])["items"]
    assert item["content_text"] == "Not assessed: The mayor took the money."


def test_a_link_without_words_gets_the_title_of_its_record() -> None:
    mended = [{"date": "2024-04-02", "text": "See [](claim:b)."}]
    made = files({**CHANGED, "claim/a": {"corrections": mended}})
    (entry,) = json.loads(made["data/corrections.json"])["items"]
    assert entry["content_text"] == "See A claim."
    assert not feedparser.parse(made["data/corrections.atom"]).bozo


def test_without_an_address_there_is_neither() -> None:
    assert files({"claim/a": {}}) == {}


def test_a_claim_without_any_day_is_in_no_feed() -> None:
    made = files({"site": {"base_url": "https://a.example.org"}, "claim/a": {}})
    assert json.loads(made["data/claims.json"])["items"] == []


def locations(data: bytes) -> list[str]:
    return [str(found.text) for found in ET.fromstring(data).iterfind(".//{*}loc")]


def test_the_sitemap_has_each_page_once_and_true_days() -> None:
    data = files(CHANGED)["sitemap.xml"]
    urls = locations(data)
    assert len(urls) == len(set(urls))
    assert "https://a.example.org/gate/claims/b.html" in urls
    days = {
        str(url.findtext("{*}loc")).rpartition("/")[2]: url.findtext("{*}lastmod")
        for url in ET.fromstring(data)
    }
    assert (days["a.html"], days["b.html"]) == ("2024-04-02", None)
    assert b"Sitemap: https://a.example.org/gate/sitemap.xml\n" in files(CHANGED)["robots.txt"]


def test_a_long_sitemap_is_an_index_of_several() -> None:
    whole = locations(files(CHANGED)["sitemap.xml"])
    with patch.object(sitemap, "LIMIT", 4):
        made = files(CHANGED)
    parts = [url.rpartition("/")[2] for url in locations(made["sitemap.xml"])]
    assert [url for part in parts for url in locations(made[part])] == whole
    assert all(len(locations(made[part])) <= 4 for part in parts)
