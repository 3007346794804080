"""The collection of many incidents: what is in it, and how its pages are weighed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bench import heaviest, newsroom, newsroom_records, reader_report, report
from claimline.diagnostics import Level, Report
from claimline.load import load
from claimline.model.edition import Edition
from claimline.model.link import link
from claimline.model.records import KINDS
from claimline.model.schema import part_at, written_fields
from claimline.model.selection import select
from claimline.model.site import Site
from claimline.publish.parallel import shared
from tests.bench.test_results_page import RESULTS

NEVER_SEEN = {
    *("stage", "not_before", "reviewed", "accept"),
    *("private", "private_fields", "withheld", "captures"),
}
"""Fields that are never published."""
OWN_LOOK = {"Site.logo", "Logo.file", "Logo.alt", "Site.nav", "NavEntry.to", "NavEntry.url",
            "NavEntry.label", "Site.redirects"}  # fmt: skip
"""What a site says of its own look and past."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest collection."""
    folder = tmp_path_factory.mktemp("newsroom")
    newsroom.write(newsroom.Newsroom(newsroom.LEAST), folder)
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_it_has_no_error(small: Path) -> None:
    report = Report()
    records = load(small, report, partial(shared, jobs=1)).records
    assert link(select(records, Edition(), report).records, report) is not None
    assert [it for it in report if it.level is Level.ERROR] == []


def test_the_same_seed_gives_the_same_bytes(small: Path, tmp_path: Path) -> None:
    newsroom.write(newsroom.Newsroom(newsroom.LEAST), tmp_path / "again")
    assert _files(tmp_path / "again") == _files(small)
    newsroom.write(newsroom.Newsroom(newsroom.LEAST, 8), tmp_path / "other")
    assert _files(tmp_path / "other") != _files(small)


def test_its_real_shape_is_that_of_a_large_newsroom() -> None:
    size = newsroom.shape(newsroom.INCIDENTS)
    assert (size.claims, size.events, size.sources) == (1340, 1340, 3800)
    with pytest.raises(ValueError, match="at least 40"):
        newsroom.shape(39)


def _used(model: type[BaseModel], data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields that a record uses, and those that its parts use."""
    for key, value in data.items():
        if value in (None, "", [], (), False, {}):
            continue
        yield f"{model.__name__}.{key}"
        part = part_at(model, (key,))
        for each in value if isinstance(value, list | tuple) else [value]:
            if part is not model and isinstance(each, Mapping):
                yield from _used(part, each)


def _all(model: type[BaseModel]) -> Iterator[str]:
    """Yield the fields of a record that readers see, and those of its parts."""
    for key in written_fields(model):
        if key in NEVER_SEEN:
            continue
        yield f"{model.__name__}.{key}"
        part = part_at(model, (key,))
        if part is not model:
            yield from _all(part)


def test_some_record_uses_each_field_that_readers_see() -> None:
    """A new field must be added to the collection, so that its page is weighed with it."""
    case = newsroom.Newsroom(300)
    used = set(_used(Site, newsroom_records.site(case)))
    for kind, make in newsroom_records.MAKERS.items():
        for nth in range(getattr(case.size, f"{kind}s")):
            used.update(_used(KINDS[kind], {"id": "x", **make(case, nth)}))
    for nth in range(case.size.places):
        used.update(_used(KINDS["place"], newsroom_records.place(case, nth)))
    for kind, id_, data, body in newsroom_records.texts(case):
        used.update(_used(KINDS[kind], {**data, "body": body, "id": id_}))
    models: list[type[BaseModel]] = [*KINDS.values(), Site]
    wanted = {name for model in models for name in _all(model)}
    assert " ".join(sorted(wanted - used - OWN_LOOK)) == ""


def test_the_heaviest_page_of_each_kind_is_found(tmp_path: Path) -> None:
    for path, size in {
        "index.html": 10, "claims/a.html": 30, "claims/b.html": 40, "claims/index.html": 20,
        "claims/page-2.html": 25, "matrix.html": 5, "matrix/page-2.html": 50,
        "actors/x/stances/page-2.html": 7, "assets/x.css": 99,
    }.items():  # fmt: skip
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x" * size)
    found = {it.kind: (it.path, it.number, it.raw) for it in heaviest.heaviest(tmp_path, 2)}
    assert found == {
        "matrix": ("matrix/page-2.html", 2, 50), "claims": ("claims/b.html", 2, 40),
        "claims list": ("claims/page-2.html", 2, 25), "index": ("index.html", 1, 10),
        "actors": ("actors/x/stances/page-2.html", 1, 7),
    }  # fmt: skip


ROW = {"kind": "claims", "number": 9, "path": "claims/a.html", "raw": 172_078, "gzip": 24_832,
       "elements": 2918, "paint": 0.284, "ready": 0.26, "processor": 0.24}  # fmt: skip
READER: dict[str, Any] = {
    "incidents": 1340, "sources": 3800, "seed": 7, "loads": 5, "load": [0.4, 9.1], "cores": 2,
    "memory_backed": True,
    "build": {"wall": 100.0, "processor": 88.0, "memory": 700_000_000},
    "check": {"wall": 99.0, "processor": 87.0, "memory": 650_000_000},
    "pages": [ROW, {**ROW, "kind": "matrix", "raw": 490_090, "ready": 1.07}],
    "widths": {"en": {"claims": [320, "claims/a.html"]}, "ar": {"claims": [371, "claims/b.html"]}},
}  # fmt: skip


def test_the_results_say_what_is_not_met_and_how_busy_the_machine_was() -> None:
    told = " ".join(reader_report.section({"reader": READER}).split())
    assert "| claims | 172.1 (24.8) | 2,918 | 0.28 s | 0.26 s | 0.24 s |" in told
    assert "| matrix | **490.1** (24.8) | 2,918 | 0.28 s | **1.07 s** | 0.24 s |" in told
    assert "load was 0.4 at the start and 9.1 at the end, on 2 cores" in told
    assert "no page over 400 KB of HTML: **not met** (490.1, matrix)" in told
    assert "scripts ready within 0.5 s: **not met** (1.07 s, matrix)" in told
    assert "none wider than a window of 320 pixels: **not met** (371, claims/b.html)" in told
    assert "a check takes at most twice the processor time of a build: met (0.99)" in told
    good = {**READER, "pages": [ROW], "widths": {"en": {"claims": [320, "claims/a.html"]}}}
    assert "**not met**" not in reader_report.section({"reader": good})
    assert reader_report.section({}) == ""


def test_its_section_takes_the_place_of_an_older_one() -> None:
    older, newer = ({**READER, "loads": loads} for loads in (3, 5))
    told = report.markdown({**RESULTS, "reader": newer})
    for before in (RESULTS, {**RESULTS, "reader": older}, {**RESULTS, "reader": newer}):
        page = report.markdown(before)
        assert reader_report.placed(page, reader_report.section({"reader": newer})) == told
