"""The day up to which there is evidence, from the dates of the sources that are cited."""

from __future__ import annotations

from typing import Any

import pytest

from claimline.analysis.evidence_date import evidence_dates, latest_evidence
from tests.dossiers import dossier

DIGEST = "0" * 64


def latest(records: dict[str, Any]) -> str:
    """The day of the records, or "" if there is none."""
    given = dossier(records)
    dates = (date for id_ in given.sources for date in evidence_dates(given, id_))
    return str(latest_evidence(dates, given.site.time_zone) or "")


def evidence(*sources: dict[str, Any], cited: int | None = None) -> str:
    """The day for sources of which the first ones are cited, all if no number is given."""
    records: dict[str, Any] = {
        f"source/s{nth}": {"url": f"https://paper.example.org/{nth}", **source}
        for nth, source in enumerate(sources)
    }
    citations = [{"source": f"s{nth}", "stance": "supports"} for nth in range(len(sources))]
    records["claim/c"] = {"citations": citations[:cited]}
    return latest(records)


def published(*dates: str) -> str:
    return evidence(*({"published": date} for date in dates))


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        (["2026-02-15", "2025-12-29"], "2026-02-15"),
        (["2025-12-29", "2026-02-15T18:47[Europe/Moscow]"], "2026-02-15"),
        (["2026-02-15T23:30-05:00", "2026-02-15"], "2026-02-15"),
        (["2026-02-15~"], "2026-02-15~"),
        (["2026-02-15?", "2024"], "2026-02-15?"),
    ],
)
def test_latest_day_counts(dates: list[str], day: str) -> None:
    assert published(*dates) == day
    assert published(*reversed(dates)) == day


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        (["2026-01-01/.."], "2026-01-01"),
        (["2026-01-01/..", "2026-01-09"], "2026-01-09"),
        (["2026-01-01/", "2026-01-09"], "2026-01-09"),
        (["2025-12-30/2026-03-31", "2026-02-15"], "2026-02-15"),
        (["2025-12-30/2025-12-31"], "2025-12-30"),
        (["2026", "2025-12-31"], "2026"),
        (["2026", "2026-02-15"], "2026-02-15"),
        (["2026-01", "2026-01-01"], "2026-01-01"),
        (["2026", "2026-01"], "2026-01"),
        (["202X", "2024-03-02"], "2024-03-02"),
    ],
)
def test_date_that_spans_more_counts_by_its_first_day(dates: list[str], day: str) -> None:
    assert published(*dates) == day
    assert published(*reversed(dates)) == day


@pytest.mark.parametrize("date", ["../2026-02-15", "/2026-02-15"])
def test_date_without_a_first_day_does_not_count(date: str) -> None:
    assert published(date) == ""
    assert published(date, "2024-03-02") == "2024-03-02"


def test_archived_and_captured_copies_count() -> None:
    archive = {"url": "https://archive.example.org/a", "captured": "2026-03-01"}
    capture = {"file": "a.txt", "sha256": DIGEST, "captured": "2026-03-02", "type": "text/plain"}
    source = {"published": "2025-12-29", "archives": [archive]}
    assert evidence(source) == "2026-03-01"
    assert evidence(source | {"captures": [capture]}) == "2026-03-02"
    assert evidence({"archives": [{"url": "https://archive.example.org/b"}]}) == ""


def test_source_that_nobody_cites_does_not_count() -> None:
    both = ({"published": "2025-12-29"}, {"published": "2026-02-15"})
    assert evidence(*both, cited=1) == "2025-12-29"
    assert evidence(*both, cited=0) == ""


def test_silent_source_is_not_evidence() -> None:
    silent = {"question": "How many?", "values": [{"value": "two", "source": "a"}], "silent": ["b"]}
    records: dict[str, Any] = {
        "detail/d": silent,
        "source/a": {"published": "2025-12-29"},
        "source/b": {"published": "2026-02-15", "url": "https://paper.example.org/b"},
    }
    assert latest(records) == "2025-12-29"


def test_citation_in_a_text_counts() -> None:
    records = {
        "source/a": {"published": "2025-12-29"},
        "brief/b": {"title": "A brief", "body": "It was so [@a].\n"},
    }
    assert latest(records) == "2025-12-29"


def test_no_date_gives_none() -> None:
    assert not latest({})
