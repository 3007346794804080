"""The records as a peer's front matter: the same data, in keys that no peer reserves.

The joins that claimline makes in one direction are handed to the peers ready-made: a citation
names the statement and the party that it traces to, and each record lists all sources,
statements and actors that it names. The way back, from a source to what cites it, is left to
them, as it is to claimline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bench import claims, records
from bench.case import Case
from bench.periods import Periods, filed, letters
from bench.prose import for_peer

Cite = Callable[[list[tuple[str, str]]], str]


@dataclass(frozen=True, slots=True)
class Peer:
    """A record for a peer: its kind, its id, its front matter and its Markdown."""

    kind: str
    id: str
    data: dict[str, Any]
    body: str


def peers(case: Case, cite: Cite) -> Iterator[Peer]:
    """Every record, one by one. ``cite`` makes a citation in the peer's own form."""
    size = case.size
    periods = Periods(case)

    def body(text: str) -> str:
        return for_peer(text, cite, "/{kind}s/{id}.html")

    for nth in range(size.actors):
        yield _actor(case, nth, body)
    for nth in range(size.sources):
        yield _source(case, nth, periods, body)
    for nth in range(size.statements):
        yield _statement(case, nth, periods, body)
    for nth in range(size.claims):
        yield _claim(case, nth, periods, body)
    for nth in range(size.events):
        yield _event(case, nth, periods, body)
    for nth in range(size.details):
        yield _detail(case, nth, body)
    for nth in range(size.briefs):
        yield _brief(case, nth, body)


def _actor(case: Case, nth: int, body: Callable[[str], str]) -> Peer:
    record = records.actor(case, nth)
    data = {"title": record.data["name"], "sort": record.data["kind"]}
    data |= {key: record.data[key] for key in ("also_known_as", "party", "country", "access")}
    data |= {"role": record.data["position"], "part": record.data["role"]}
    title = str(data["title"])
    data |= letters(case, title, title.split()[-1] if record.data["kind"] == "person" else title)
    if data["party"]:
        data["actors"] = [data["party"]]
    return Peer("actor", record.id, data, body(record.prose.text))


def _source(case: Case, nth: int, periods: Periods, body: Callable[[str], str]) -> Peer:
    record = records.source(case, nth)
    given = record.data
    copied = case.copies(nth)
    data = {
        "title": given["title"],
        "translation": given["title_translation"]["text"] if given["title_translation"] else None,
        "date": given["published"],
        "dated": given["published"],
        "written_in": given["language"],
        "sort": given["kind"],
        "link": given["url"],
        "link_status": given["url_status"],
        "sources": [case.id("source", copied)] if copied >= 0 else [],
        "statements": case.ids("statement", list(case.carried(nth))),
    }
    data |= {key: given[key] for key in (
        "publisher", "authors", "published_note", "archives", "seen", "perspective",
        "reliability", "reliability_reason", "carries", "origin",
    )}  # fmt: skip
    data |= letters(case, str(given["title"])) | periods.of(str(given["published"] or ""))
    return Peer("source", record.id, data, body(record.prose.text))


def _statement(case: Case, nth: int, periods: Periods, body: Callable[[str], str]) -> Peer:
    record = records.statement(case, nth)
    given = record.data
    data = {
        "title": given["short"],
        "date": given["said"][:10],
        "party": case.id("actor", case.party(case.speaker(nth))),
        "actors": [given["by"]],
        "statements": [given[key] for key in ("revises", "repeats") if given[key]],
    }
    data |= {key: given[key] for key in ("by", "channel", "quote", "revises", "repeats", "note")}
    data |= {"said": given["said"], "said_in": given["lang"]} | periods.of(given["said"][:10])
    if len(given["said"]) > 10:
        data["at"] = given["said"][11:16]
    return Peer("statement", record.id, data, body(record.prose.text))


def _citations(case: Case, cited: tuple[claims.Cited, ...]) -> list[dict[str, Any]]:
    found = []
    for one in cited:
        data = dict(one.data)
        if one.statement >= 0:
            data["statement"] = case.id("statement", one.statement)
            data["party"] = case.id("actor", one.party)
        found.append(data)
    return found


def _claim(case: Case, nth: int, periods: Periods, body: Callable[[str], str]) -> Peer:
    made = claims.claim(case, nth)
    given = made.data
    data = {
        "title": given["short"],
        "date": given["said"],
        "sort": given["kind"],
        "about": given["when"],
        "citations": _citations(case, made.citations),
        "stances": list(made.stances),
        "sources": case.ids("source", list(made.sources)),
        "statements": case.ids("statement", list(made.statements)),
        "actors": list(dict.fromkeys([*given["by"], *(one["actor"] for one in made.stances)])),
    }
    data |= {key: given[key] for key in (
        "claim", "by", "statement", "event", "verdict", "confidence", "unknowns", "would_change",
        "related", "tags", "history", "corrections",
    )}  # fmt: skip
    data |= letters(case, str(given["short"])) | periods.of(str(given["said"]))
    return Peer("claim", made.id, data, body(made.reasoning.text))


def _event(case: Case, nth: int, periods: Periods, body: Callable[[str], str]) -> Peer:
    record = records.event(case, nth)
    given = record.data
    explicit = [one.statement for one in record.citations if one.explicit]
    data = {
        "title": given["title"],
        "date": case.day("event", nth).isoformat(),
        "day": record.day.isoformat() if record.day else None,
        "form": str(given["date"]).replace(f"/{given['date'][:10]}T", "/"),
        "citations": _citations(case, record.citations),
        "place": given["place"],
        "sources": [one.data["source"] for one in record.citations],
        "statements": case.ids("statement", explicit),
    }
    data |= {key: given[key] for key in ("status", "claims", "actors", "tags")}
    data |= periods.of(filed(str(given["date"])))
    return Peer("event", record.id, data, body(record.prose.text))


def _detail(case: Case, nth: int, body: Callable[[str], str]) -> Peer:
    record = records.detail(case, nth)
    given = record.data
    named = [*(answer["source"] for answer in given["values"]), *given["silent"]]
    data = {
        "title": given["short"],
        "answers": given["values"],
        "sources": list(dict.fromkeys(named)),
        "statements": list(dict.fromkeys(answer["statement"] for answer in given["values"])),
    }
    data |= {key: given[key] for key in ("question", "unit", "status", "silent", "claims", "tags")}
    return Peer("detail", record.id, data, body(record.prose.text))


def _brief(case: Case, nth: int, body: Callable[[str], str]) -> Peer:
    record = records.brief(case, nth)
    given = record.data
    linked = case.ids("claim", list(record.prose.claims))
    data = {
        "title": given["title"],
        "lead": given["summary"],
        "date": given["updated"],
        "weight": given["order"],
        "listed": given["claims"],
        "claims": list(dict.fromkeys([*given["claims"], *linked])),
        "sources": case.ids("source", list(record.prose.sources)),
        "tags": given["tags"],
    }
    return Peer("brief", record.id, data, body(record.prose.text))
