"""What authors keep back is in no byte of the site: private records and fields, copies, drafts."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import pytest

from claimline.author.captures.verify import verify
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from claimline.pipeline import build, site_pages
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
        data["withheld"] = secret
    del given["site"]["withheld"]
    given["source/gazette-2024-03-04"]["captures"] = [
        {**capture, "private": True, "captured": "2031-11-17"},
        {**capture, "sha256": "a" * 64, "withheld": secret},
    ]
    files = site_of(write_corpus(tmp_path / "project", given))
    # A digest may have the year alone by chance.
    days = ("2031-11", "november 2031")
    assert leaks(files, CANARY, "9f2c1e0b7a44", *days, "withheld") == []
    assert b"a" * 64 in files["sources/gazette-2024-03-04.html"]


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
