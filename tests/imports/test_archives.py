"""What archivers and annotators keep: auto-archiver, WACZ, TimelineJS and Hypothesis."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest

from claimline.imports.python_values import read_python
from claimline.imports.safe_bytes import UnimportableError
from tests.imports.readers import all_words, labels, read, records

DIGEST = "SHA-256:" + "ab" * 32
METADATA = {
    "url": "https://example.org/post", "title": "A post", "content": "Its own words",
    "timestamp": datetime(2024, 3, 4, 21, 30, tzinfo=UTC),
    "_processed_at": datetime(2024, 3, 5, 8, 0, tzinfo=UTC), "folder": "secret/place",
}  # fmt: skip
MEDIA = [
    {"filename": "vault/of-jo/a.html", "_key": "a", "urls": ["https://kept.example.org/a.html"],
     "properties": {"id": "_final_media", "hash": DIGEST}},
]  # fmt: skip


def table(*rows: list[Any]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


def held(source: Any) -> None:
    assert source["title"] == "A post"
    assert source["url"] == "https://example.org/post"
    assert source["published"].startswith("2024-03-04T21:30:00")
    (archive,) = source["archives"]
    assert archive["url"] == "https://kept.example.org/a.html"
    assert archive["captured"].startswith("2024-03-05T08:00:00")


def test_results_of_auto_archiver() -> None:
    text = table(["status", "metadata", "media"], ["twitter: success", repr(METADATA), repr(MEDIA)])
    in_table = read(text, "results.csv")
    assert in_table.what == "a table of auto-archiver"
    plain = json.dumps({"status": "success", "metadata": METADATA, "media": MEDIA}, default=str)
    in_json = read(plain, "result.json")
    assert in_json.what == "results of auto-archiver in JSON"
    for findings in (in_table, in_json):
        (source,) = records(findings, "source")
        held(source)
        assert labels(source)["Digest of _final_media"] == DIGEST
        # What tells of the archiver's machine, and the page's own words, is not for readers.
        published = str(findings.proposals)
        assert "of-jo" not in published
        assert "Its own words" not in published
        assert "vault/of-jo/a.html" in all_words(findings)
        assert "secret/place" in all_words(findings)


def test_the_sheet_of_auto_archiver() -> None:
    text = table(
        ["Investigation 7"],
        ["Link", "Archive Status", "Archive Location", "Archive Date", "Upload Title",
         "Upload Timestamp", "Thumbnail", "Hash", "Text Content", "Assigned to"],
        ["https://example.org/post", "youtube: success", "https://kept.example.org/a.html",
         "2024-03-05T08:00:00+00:00", "A post", "2024-03-04T21:30:00+00:00", '=IMAGE("")', DIGEST,
         "Its own words", "Jo"],
        ["https://example.org/gone", "Archive failed: no way", "", "", "", "", "", "", "", ""],
    )  # fmt: skip
    findings = read(text, "sheet.csv")
    first, second = records(findings, "source")
    held(first)
    assert labels(first)["Digest"] == DIGEST
    assert labels(second) == {"Archive status": "Archive failed: no way"}
    assert "Investigation 7" in all_words(findings)
    assert "Its own words" not in str(findings.proposals)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{'a': [1, -2.5, None, True], 'b': ('x',)}", {"a": [1, -2.5, None, True], "b": ["x"]}),
        ("datetime.datetime(2024, 3, 4, 5, 6)", "2024-03-04T05:06:00"),
        (
            "datetime.datetime(2024, 3, 4, tzinfo=datetime.timezone.utc)",
            "2024-03-04T00:00:00+00:00",
        ),
        ("'([{' '\\''", "([{'"),
    ],
)
def test_values_in_pythons_notation(text: str, value: Any) -> None:
    assert read_python(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "open('x')",
        "[x for x in y]",
        "{**{}}",
        "datetime.datetime.now()",
        "datetime.datetime(2024, 3, 4, tzinfo=evil())",
        "datetime.datetime(99999, 1, 1)",
        "f'{1}'",
        "(" * 5000,
        "-" * 5000 + "1",
        "'" + "x" * 300_000 + "'",
        "a.b",
        "1 if 2 else 3",
        "",
    ],
)
def test_nothing_is_run(text: str) -> None:
    with pytest.raises(UnimportableError):
        read_python(text)


def test_a_row_that_holds_more_than_values_is_left_over() -> None:
    text = table(["status", "metadata", "media"], ["success", "exec('x')", "[]"])
    findings = read(text, "results.csv")
    assert findings.proposals == ()
    assert "exec('x')" in all_words(findings)


def test_a_sheet_of_timeline_js() -> None:
    names = ["Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time",
             "Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption",
             "Media Thumbnail", "Type", "Group", "Background"]  # fmt: skip
    findings = read(
        table(
            names,
            [*[""] * 9, "Our timeline", "About", *[""] * 4, "title", "", ""],
            ["2024", "3", "4", "21:30", "", "", "", "", "that night", "The <b>roof</b> falls",
             '<p>It <a href="https://x.org/">fell</a>.</p>', "https://example.org/a", "Gazette",
             "Roof", "", "", "Library", "#fff"],
            ["1,850", "", "", "", "1852", *[""] * 4, "It was built", *[""] * 5, "era", "", ""],
        ),
        "timeline.csv",
    )  # fmt: skip
    assert findings.what == "a sheet of TimelineJS"
    falls, built = records(findings, "event")
    assert (falls["title"], falls["date"]) == ("The roof falls", "2024-03-04T21:30")
    assert falls["text"] == "It fell (https://x.org/)."
    assert falls["tags"] == ["library"]
    assert labels(falls) == {"Display date": "that night", "Background": r"\#fff"}
    assert (built["date"], built["status"]) == ("1850/1852", "alleged")
    (source,) = records(findings, "source")
    assert (source["title"], source["publisher"]) == ("Roof", "Gazette")
    assert "Our timeline" in all_words(findings)


def annotation(text: str, *tags: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"id-{text[:3]}", "uri": "https://example.org/a", "text": text, "tags": list(tags),
        "user": "acct:jo@x", "permissions": {"read": ["group:__world__"]},
        "document": {"title": ["Roof falls"]},
        "target": [{"source": "https://example.org/a", "selector": [
            {"type": "TextQuoteSelector", "exact": "fell  in", "prefix": "It ", "suffix": " <b>."},
            {"type": "TextPositionSelector", "start": 120, "end": 128},
        ]}],
        **more,
    }  # fmt: skip


def test_annotations_of_hypothesis() -> None:
    rows = [
        annotation("The roof fell in.", "claim", "Roof"),
        annotation("look at this"),
        annotation("A private claim.", "claim", permissions={"read": ["acct:me@x"]}),
        annotation("A reply", "claim", target=[], references=["id-The"]),
    ]
    findings = read(json.dumps({"total": 4, "rows": rows}), "notes.json")
    assert findings.what == "annotations (Hypothesis)"
    (source,) = records(findings, "source")
    assert (source["title"], source["url"]) == ("Roof falls", "https://example.org/a")
    (claim,) = records(findings, "claim")
    assert claim["claim"] == "The roof fell in."
    assert claim["tags"] == ["roof"]
    (citation,) = claim["citations"]
    assert (citation["quote"], citation["at"]) == ("fell in", "character 120")
    assert citation["fragment"] == {"prefix": "It"}
    published = str(findings.proposals)
    for private in ("acct:jo@x", "look at this", "A private claim", "A reply"):
        assert private not in published
        assert private in all_words(findings)


def wacz(pages: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("pages/pages.jsonl", pages)
        digest = hashlib.sha256(pages.encode()).hexdigest()
        resources = [
            {"path": "pages/pages.jsonl", "hash": f"sha256:{digest}"},
            {"path": "archive/gone.warc.gz", "hash": "sha256:0"},
            {"path": "fuzzy.cdx", "hash": "sha256:0"},
        ]
        archive.writestr("fuzzy.cdx", "x")
        archive.writestr(
            "datapackage.json", json.dumps({"profile": "wacz", "resources": resources})
        )
    return stream.getvalue()


PAGES = "\n".join([
    '{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}',
    '{"url": "https://example.org/a", "ts": "2024-03-05T08:00:00.1Z", "title": "R", "text": "Own"}',
    '{"url": "urn:text:x", "ts": "20240305080000"}',
    "not JSON",
    "",
])  # fmt: skip


def test_a_web_archive() -> None:
    data = wacz(PAGES)
    findings = read(data, "crawl.wacz")
    assert (findings.what, findings.items) == ("a web archive (WACZ)", 2)
    roof, urn = records(findings, "source")
    assert (roof["title"], roof["url"]) == ("R", "https://example.org/a")
    assert labels(roof)["Captured"] == "2024-03-05T08:00:00Z"
    assert hashlib.sha256(data).hexdigest() in labels(roof)["Kept in"]
    assert labels(urn)["Address"] == "urn:text:x"
    assert "Own" not in str(records(findings, "source"))
    assert [each.page_text and each.page_text.text for each in findings.proposals] == ["Own", None]
    assert "not JSON" in all_words(findings)
    assert any("gone.warc.gz" in note for note in findings.notes)
    assert any("another digest" in note and "fuzzy.cdx" in note for note in findings.notes)


@pytest.mark.parametrize(
    "data",
    [
        wacz(PAGES)[:200],
        wacz(PAGES)[:-30],
        wacz(PAGES).replace(b"fuzzy.cdx", b"datapackage.json"[:9]),
    ],
    ids=["head", "tail", "name"],
)
def test_a_damaged_web_archive(data: bytes) -> None:
    with pytest.raises(UnimportableError):
        read(data, "crawl.wacz", "wacz")
