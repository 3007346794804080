"""Dossiers made in memory: records as Python data, with what a record must have filled in.

Records are named ``"kind/id"``. Each is written as one line of JSON, which is YAML, and read by
the program's own reader, so that findings name real places.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from claimline.analysis import Analysis, analyse
from claimline.analysis.record_rules import check_records
from claimline.diagnostics import Diagnostic, Level, Report
from claimline.model.dossier import Dossier
from claimline.model.link import link
from claimline.model.validate import Records, validate
from claimline.pages.plan import Plan, plan
from claimline.pages.shared_views import HtmlPage
from claimline.read import Entry, Where
from claimline.read.parse import parse

Data = Mapping[str, Any]
Given = Mapping[str, Data]

SITE: Data = {"title": "A site", "summary": "What it is about."}
NEEDED: Mapping[str, Data] = {
    "actor": {"name": "An actor"},
    "source": {
        "title": "A source",
        "publisher": "A paper",
        "language": "en",
        "kind": "news",
    },
    "statement": {"short": "A statement", "by": "x", "says": "It says so."},
    "claim": {"claim": "It is so.", "short": "A claim"},
    "event": {"title": "An event", "date": "2024-03-02", "status": "alleged", "text": "It was."},
    "detail": {"question": "How many?", "short": "A detail"},
    "place": {"name": "A place"},
    "brief": {"title": "A brief", "body": "Words.\n"},
    "page": {"title": "A page", "body": "Words.\n"},
}


def entry(name: str, data: Data) -> Entry:
    """One record as the reader gives it, alone in a file of its own."""
    kind, _, id_ = name.partition("/")
    path = f"content/{name}.yaml"
    report = Report()
    parsed = parse(json.dumps(_stated(data), ensure_ascii=False), path, report)
    assert parsed is not None, [str(found) for found in report]
    read, marks = parsed
    assert isinstance(read, dict)
    return Entry(kind, id_ or kind, read, Where(path, marks))


def _stated(value: Any) -> Any:
    """The data without what is None: a record leaves it out, and ``null`` is a word to it."""
    if isinstance(value, Mapping):
        return {key: _stated(item) for key, item in value.items() if item is not None}
    return [_stated(item) for item in value] if isinstance(value, list) else value


def records(given: Given, report: Report) -> Records:
    """The records, valid ones at least; each has what its kind needs if not given."""
    whole: dict[str, Data] = {"site": SITE, **given}
    return validate([whole_entry(name, data) for name, data in sorted(whole.items())], report)


def whole_entry(name: str, data: Data) -> Entry:
    """One record, with what its kind needs if not given."""
    return entry(name, {**_needed(name), **data})


def _needed(name: str) -> Data:
    """What a record must have. Each source has an address of its own, or all would be one."""
    kind, _, id_ = name.partition("/")
    needed = NEEDED.get(kind, SITE)
    return {**needed, "url": f"https://paper.example.org/{id_}"} if kind == "source" else needed


def dossier(given: Given) -> Dossier:
    """The Dossier of records that are without fault."""
    report = Report()
    made = link(records(given, report), report)
    assert made is not None, [str(found) for found in report]
    return made


def analysed(given: Given) -> tuple[Dossier, Analysis, Report]:
    """The Dossier, what follows from it, and what an editor would say."""
    made, report = dossier(given), Report()
    check_records(records(given, report), report)
    return made, analyse(made, report), report


def planned(given: Given, report: Report | None = None) -> Plan:
    """The pages of records that are without fault."""
    made = dossier(given)
    return plan(made, analyse(made, Report()), Report() if report is None else report)


def page(given: Given, path: str) -> HtmlPage:
    """The page at a path. No other is made."""
    whole = planned(given)
    return next(spec.make(whole.builder) for spec in whole.specs if spec.path == path)


def faults(given: Given) -> list[Diagnostic]:
    """What validating and linking find."""
    report = Report()
    link(records(given, report), report)
    return list(report)


def findings(given: Given) -> list[Diagnostic]:
    """What is found all in all: by the schema, links, editorial rules."""
    report = Report()
    valid = records(given, report)
    check_records(valid, report)
    made = link(valid, report)
    if made is not None:
        analyse(made, report)
    return list(report)


def told(given: Given) -> list[str]:
    """What is found all in all, as ``code kind/id``."""
    return [
        f"{found.code} {found.location.path.removesuffix('.yaml').removeprefix('content/')}"
        for found in findings(given)
    ]


def codes(given: Given) -> set[str]:
    """The rules that are found to be broken."""
    return {word.partition(" ")[0] for word in told(given)}


def errors(report: Report) -> list[str]:
    """The errors of a report, as printed."""
    return [str(found) for found in report if found.level is Level.ERROR]
