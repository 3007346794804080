"""What authors keep back is in no byte of the site: private records and fields, copies, drafts."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from claimline.analysis import analyse
from claimline.author.captures.verify import verify
from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.model.capture_fields import NEVER_SHOWN
from claimline.model.private_fields import private_paths
from claimline.model.records import KINDS
from claimline.options import BuildOptions
from claimline.pipeline import build, site_pages
from claimline.publish.never_published import check_never_published, read_names
from claimline.publish.single_file import join_pages
from tests.dossiers import Given, dossier
from tests.filled import FULL, PRIVATE, corpus, write_corpus
from tests.small import tree

CANARY = "zebrafinch"


def site_of(project: Path) -> dict[str, bytes]:
    """The files of the site, those that are compressed also as they were before, and its one file
    to take along.
    """
    report = Report()
    build(BuildOptions(project), report)
    assert not report.failed, [str(found) for found in report]
    files = tree(project / "site")
    packed = {path: data for path, data in files.items() if data[:2] == b"\x1f\x8b"}
    pages = site_pages(BuildOptions(project), report)
    assert pages is not None
    whole = {"whole.html": join_pages(pages), "printed.html": join_pages(pages, paper=True)}
    unpacked = {f"{path} unpacked": gzip.decompress(data) for path, data in packed.items()}
    return files | unpacked | whole


def leaks(files: dict[str, bytes], *words: str) -> list[tuple[str, str]]:
    """The files that hold one of the words, in their bytes or their path."""
    return [
        (path, word)
        for path, data in files.items()
        for word in words
        if word.encode() in data.lower() or word in path.lower()
    ]


def marked(
    private: bool, aside: Mapping[str, object] = PRIVATE
) -> tuple[dict[str, dict[str, object]], int]:
    """The corpus with a canary in each text field, and how many these are."""
    numbers = count()
    given = corpus(lambda words: f"{words} {CANARY}{next(numbers)}", private=private, aside=aside)
    return given, next(numbers)


@pytest.mark.parametrize(
    "aside",
    [PRIVATE, {"stage": "draft"}, {"stage": "review"}, {"not_before": "2026-12-01"}],
    ids=["private", "draft", "in review", "held back"],
)
def test_records_that_are_not_published_are_nowhere(
    aside: Mapping[str, object], tmp_path: Path
) -> None:
    given, canaries = marked(private=True, aside=aside)
    assert canaries > 80
    given["site"] = {"title": "T", "summary": "S", "base_url": "https://a.example.org/",
                     "sections": {"search": True, "embed": True}, "updated": "2024-04-01",
                     "licence": {"name": "CC0"}}  # fmt: skip
    project = write_corpus(tmp_path / "project", given)
    unlisted = f"name: {CANARY}\n"
    for name in ("content/actors/_draft.yaml", "content/actors/.hidden.yaml",
                 "captures/gazette-9f2c1e0b7a44.html", "content/_notes/a.yaml"):  # fmt: skip
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(unlisted, encoding="utf-8")
    assert leaks(site_of(project), CANARY, FULL) == []


def test_the_same_records_are_seen_where_they_are_not_private(tmp_path: Path) -> None:
    """Or the test above would find nothing whatever the site holds."""
    given, _ = marked(private=False)
    given["site"]["sections"] = {"embed": True}
    files = site_of(write_corpus(tmp_path / "project", given))
    seen = {path for path, _ in leaks(files, CANARY)}
    assert seen >= {
        *("data/investigation.json", "data/claims.csv", "data/investigation.sqlite"),
        *(f"claims/{FULL}.html", f"embed/claims/{FULL}.html", "whole.html", "printed.html"),
    }


def test_what_is_withheld_in_published_records_is_nowhere(tmp_path: Path) -> None:
    capture = {
        "file": "gazette-9f2c1e0b7a44.html", "sha256": "9f2c1e0b7a44" + "0" * 52,
        "captured": "2024-03-05", "type": "text/html",
    }  # fmt: skip
    secret = {"collector": CANARY, f"{CANARY} key": "x"}
    given = corpus()
    for data in given.values():
        data.pop("captures", None)
        data.pop("withheld_because", None)
        data["withheld"] = secret
    del given["site"]["withheld"]
    given["source/gazette-2024-03-04"]["captures"] = [
        {**capture, "private": True, "captured": "2031-11-17"},
        {**capture, "sha256": "a" * 64, "withheld": secret} | dict.fromkeys(NEVER_SHOWN, CANARY),
    ]
    files = site_of(write_corpus(tmp_path / "project", given))
    # A digest may have the year alone by chance.
    days = ("2031-11", "november 2031")
    assert leaks(files, CANARY, "9f2c1e0b7a44", *days, '"withheld"', "withheld:") == []
    assert b"a" * 64 in files["sources/gazette-2024-03-04.html"]


def test_names_are_looked_for_in_every_kind_of_output(tmp_path: Path) -> None:
    """Wherever a canary stands in a site, a build that must not publish it stops."""
    given, _ = marked(private=False)
    given["site"] |= {"sections": {"embed": True, "search": True}, "title": f"The {CANARY}",
                      "base_url": "https://a.example.org/"}  # fmt: skip
    project = write_corpus(tmp_path / "project", given)
    files = site_of(project)
    (project / "private.yaml").write_text(f"never_publish: [{CANARY}]\n", encoding="utf-8")
    report = Report()
    names = read_names(project, report)
    assert names is not None
    seen = {path for path, _ in leaks(files, CANARY)}
    kinds = {path.rpartition(".")[2] for path in seen}
    assert kinds >= {"html", "json", "csv", "sqlite", "atom", "bib", "ris", "geojson", "js"}, kinds
    assert {"ro-crate-metadata.json", "CITATION.cff", "data/datapackage.json"} <= seen
    assert {path.split("-")[0] for path in seen} >= {"search/terms", "search/texts"}
    for path in [path.removesuffix(" unpacked") for path in seen]:
        found = Report()
        check_never_published(names, {path: files[path]}, project, found)
        assert [str(each.code) for each in found] == ["never-publish"], path
    assert build(BuildOptions(project), report).written is None
    assert CANARY not in str([str(each) for each in report])


def test_a_mark_says_what_is_withheld_and_why(tmp_path: Path) -> None:
    given = corpus()
    words = "Asked <not> to be named."
    for key, data in given.items():
        data.pop("withheld_because", None)
        if key != "site":
            data |= {"withheld_because": words, "withheld": {"name": CANARY}}
    files = site_of(write_corpus(tmp_path / "project", given))
    folders = ("claims", "sources", "statements", "actors", "details", "briefs", "events", "places")
    shown = b"Asked &lt;not&gt; to be named."
    marked_pages = {path for path, data in files.items() if shown in data}
    assert {path.split("/")[0] for path in marked_pages} >= {*folders}
    assert leaks(files, CANARY) == []


def keeping_back(given: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The corpus with a canary in each text that can be kept back alone, and all of them are."""
    for name, data in given.items():
        if name.endswith(f"/{FULL}"):
            paths = list(private_paths(KINDS[name.partition("/")[0]]))
            data |= {"private_fields": paths, "withheld_because": "Asked not to be named."}
            for path in paths:
                spoil(data, path.split("."))
    return given


def spoil(value: Any, path: list[str]) -> None:
    """Put a canary into each text at a path."""
    if isinstance(value, list):
        for item in value:
            spoil(item, path)
    elif path[0] in value and path[1:]:
        spoil(value[path[0]], path[1:])
    elif path[0] in value:
        value[path[0]] = spoilt(value[path[0]])


def spoilt(value: Any) -> Any:
    if isinstance(value, list):
        return [spoilt(item) for item in value]
    if isinstance(value, dict):
        free = {"by": value["by"]} if "by" in value else {}
        return {key: spoilt(item) for key, item in value.items()} | free
    return f"{value}{CANARY}"


def test_every_field_that_can_be_kept_back_alone_is_nowhere(tmp_path: Path) -> None:
    given = keeping_back(corpus())
    given["site"] |= {"sections": {"embed": True, "search": True},
                      "base_url": "https://a.example.org/"}  # fmt: skip
    files = site_of(write_corpus(tmp_path / "project", given))
    assert leaks(files, CANARY, "private_fields") == []
    marks = {path.split("/")[0] for path, data in files.items() if b"Asked not to be named" in data}
    assert marks >= {"claims", "sources", "statements", "actors", "details", "events", "briefs"}
    page = files[f"sources/{FULL}.html"].decode()
    assert "Verfasser; " in page
    assert "Anmerkung (Was sie weitergibt); Anmerkung." in page


def test_a_field_kept_back_since_the_last_build_leaves_every_file(tmp_path: Path) -> None:
    given = keeping_back(corpus())
    given["site"] |= {"sections": {"embed": True, "search": True}}
    shown = {
        name: {key: value for key, value in data.items() if key != "private_fields"}
        for name, data in given.items()
    }
    project = write_corpus(tmp_path / "project", shown)
    options = BuildOptions(project, cache=Cache.in_memory(), against_last_build=False)
    build(options, report := Report())
    assert not report.failed, [str(found) for found in report]
    before = {path for path, _ in leaks(tree(project / "site"), CANARY)}
    assert {path.partition("/")[0] for path in before} >= {
        *("claims", "sources", "actors", "events", "details", "data", "search"),
    }
    write_corpus(project, given)
    build(options, report := Report())
    assert not report.failed, [str(found) for found in report]
    assert leaks(tree(project / "site"), CANARY) == []


def test_no_count_changes_with_a_field_that_is_kept_back() -> None:
    given = corpus()
    hidden = keeping_back(corpus())
    whole, public = dossier(given), dossier(hidden)
    ours, theirs = analyse(whole, Report()), analyse(public, Report())
    assert ours.corroboration == theirs.corroboration
    for name in ("event_dates", "parties", "roles", "voices", "origins", "passed_on", "same_as"):
        assert getattr(whole, name) == getattr(public, name), name


@pytest.mark.parametrize("shown", [None, "day", "none"])
def test_the_time_of_a_capture_is_shown_as_far_as_the_record_says(
    shown: str | None, tmp_path: Path
) -> None:
    given = corpus()
    for data in given.values():
        data.pop("captures", None)
    private = {"file": "gazette-b.png", "sha256": "b" * 64, "type": "image/png", "private": True}
    given["source/gazette-2024-03-04"]["captures"] = [{
        "file": "gazette-9f2c1e0b7a44.html", "sha256": "a" * 64, "type": "text/html",
        "captured": "2031-11-17T03:04:05Z", "other_files": [private],
        **({"captured_shown": shown} if shown else {}),
    }]  # fmt: skip
    files = site_of(write_corpus(tmp_path / "project", given))
    page = "sources/gazette-2024-03-04.html"
    assert b"a" * 64 in files[page]
    assert leaks(files, "b" * 64, "0001") == []
    days = {path for path, _ in leaks(files, "2031-11-17", "17 november 2031")}
    times = {path for path, _ in leaks(files, "03:04", "3:04")}
    assert (page in days, page in times) == (shown != "none", shown is None)
    assert shown != "none" or not days
    assert shown is None or not times


@pytest.mark.parametrize("private", [False, True])
def test_a_private_record_counts_for_nothing(private: bool) -> None:
    given: Given = {
        "actor/a": {}, "actor/x": {"private": private},
        "statement/s": {"by": "a"}, "statement/t": {"by": "x", "private": private},
        "source/p": {"carries": [{"statement": "s", "how": "quotes"}]},
        "source/q": {"carries": [{"source": "p", "how": "reprints"}], "private": private},
        "event/e": {"private": private, "no_source": "None is known."},
        "claim/c": {"citations": [{"source": "p", "stance": "supports"}]},
        "claim/d": {"related": [{"claim": "c", "how": "depends-on"}], "private": private,
                    "citations": [{"source": "q", "stance": "supports"}]},
    }  # fmt: skip
    made = dossier(given)
    there = not private
    assert ("q" in made.carriers("s")) is there
    assert ("d" in made.claims, "e" in made.event_dates) == (there, there)
    assert bool(made.backlinks("claim", "c").claims) is there
    assert (("source", "q") in made.where) is there
    for mapping in (made.titles, made.parties, made.roles, made.prose, made.same_as, made.usages):
        assert private is False or not {"q", "x", "t", "d", "e"} & {
            key[1] if isinstance(key, tuple) else key for key in mapping
        }


def test_quotes_of_private_records_are_checked(tmp_path: Path) -> None:
    given = corpus(private=True)
    project = write_corpus(tmp_path / "project", given)
    result = verify(project, Report())
    assert result is not None
    places = {quoted.at.path for quoted in result.quotes}
    assert f"content/claims/{FULL}.yaml" in places


@pytest.mark.parametrize("kind", ["actor", "source", "event"])
def test_a_comment_that_cuts_a_withheld_text_short_is_an_error(kind: str, tmp_path: Path) -> None:
    project = write_corpus(tmp_path / "project", corpus())
    file = project / f"content/{kind}s/{FULL}.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(
        '{"collector": "Ann Ashby"}', "\n  {collector: file #7 of Ann\n  }", 1
    ), encoding="utf-8")  # fmt: skip
    report = Report()
    build(BuildOptions(project), report)
    assert "yaml-comment" in {found.code for found in report}
