"""Quotes in web archives, e-mails and subtitles, and captures whose files are not here."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import cli
from claimline.author.captures import VerifyResult, add, verify
from claimline.author.captures.capture_text import UnreadableError, WordlessError, words_of
from claimline.diagnostics import Code, Report
from tests.small import write_small

NOTICE = "content/sources/board-notice.yaml"
QUOTE = "The gate closed at 21:30"
EML = "message/rfc822"
URL = "https://board.example.org/notices/gate"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "project")


def keep(project: Path, data: bytes, name: str, captured: str = "2024-03-04") -> Path:
    """Keep a capture of the notice; return its path."""
    file = project.parent / name
    file.write_bytes(data)
    report = Report()
    added = add(project, "board-notice", file, captured, report)
    assert added is not None, [str(each) for each in report]
    return project / added.file


def run(project: Path) -> tuple[VerifyResult, list[str]]:
    report = Report()
    result = verify(project, report)
    assert result is not None
    return result, [each.code for each in report]


def wacz(*pages: dict[str, str], broken: bool = False) -> bytes:
    """Return a web archive with these pages."""
    lines = "\n".join(json.dumps(each) for each in ({"format": "json-pages-1.0"}, *pages)).encode()
    digest = hashlib.sha256(b"" if broken else lines).hexdigest()
    resource = {"path": "pages/pages.jsonl", "hash": f"sha256:{digest}", "bytes": len(lines)}
    descriptor = {"profile": "data-package", "software": "Keeper 1.2", "resources": [resource]}
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("datapackage.json", json.dumps(descriptor))
        archive.writestr("pages/pages.jsonl", lines)
    return stream.getvalue()


PAGE = {"url": URL, "ts": "2024-03-04T10:11:12.345Z", "text": f"Notice\n{QUOTE}, in time.\n"}


# Web archives


def test_quotes_are_found_in_the_text_of_a_web_archive(project: Path) -> None:
    keep(project, wacz(PAGE), "a.wacz")
    result, codes = run(project)
    found = next(each for each in result.quotes if each.status == "found")
    assert found.place == "line 2"
    assert set(codes) <= {"quote-not-found", "quote-differs"}


def test_a_web_archive_of_several_pages_names_the_page() -> None:
    other = {**PAGE, "url": "https://board.example.org/other", "text": "Other words"}
    blocks = words_of(wacz(PAGE, other), "application/wacz").blocks
    assert blocks[-1].place == "line 1 of https://board.example.org/other"


def test_a_web_archive_without_text_is_no_fault(project: Path) -> None:
    with pytest.raises(WordlessError):
        words_of(wacz({**PAGE, "text": ""}), "application/wacz")
    keep(project, wacz({**PAGE, "text": ""}), "a.wacz")
    result, codes = run(project)
    assert codes == []
    assert result.count("no capture") == 5


@pytest.mark.parametrize("data", [b"", b"PK\3\4", wacz(PAGE)[:-30], b"PK\5\6" + b"\0" * 18])
def test_a_broken_web_archive_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        words_of(data, "application/wacz")


def imported(project: Path, data: bytes) -> tuple[int, str]:
    (project.parent / "a.wacz").write_bytes(data)
    command = ["capture", "import", "board-notice", str(project.parent / "a.wacz")]
    done = CliRunner().invoke(cli.program, [*command, "--project", str(project)])
    return done.exit_code, done.output


def test_an_import_takes_what_the_archive_says_of_the_page(project: Path) -> None:
    before = {"url": "https://board.example.org/", "ts": "2024-03-04T10:00:00Z"}
    code, printed = imported(project, wacz(before, PAGE))
    assert code == 0, printed
    text = (project / NOTICE).read_text("utf-8")
    assert "    captured: 2024-03-04T10:11:12Z\n" in text
    assert '    tool: "Keeper 1.2"\n' in text
    assert "    url:" not in text  # it is the source's
    assert '"act": "imported"' in (project / "captures/custody.jsonl").read_text("utf-8")


def test_an_import_of_a_changed_archive_is_refused(project: Path) -> None:
    code, printed = imported(project, wacz(PAGE, broken=True))
    assert code == 1
    assert "another digest than the archive states" in printed
    assert "captures:" not in (project / NOTICE).read_text("utf-8")


def test_an_import_without_a_time_is_refused(project: Path) -> None:
    code, printed = imported(project, wacz({"url": URL, "text": "x"}))
    assert code == 1
    assert "does not say when" in printed


# E-mails


def blocks_of(data: bytes, kind: str = EML) -> list[tuple[str, str]]:
    return [(block.place, block.text) for block in words_of(data, kind).blocks]


HEAD = (
    b"From: =?utf-8?B?0JzRjdGA?= <mayor@example.org>\r\nTo: desk@example.org\r\n"
    b"Subject: =?iso-8859-1?Q?Die_T=FCr?=\r\nMIME-Version: 1.0\r\n"
)
BODY = b"Content-Type: text/%s; charset=windows-1251\r\nContent-Transfer-Encoding: base64\r\n\r\n"
MIXED = (
    HEAD + b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n"
    b"Content-Type: multipart/alternative; boundary=C\r\n\r\n--C\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nThe gate\r\nclosed.\r\n--C\r\n"
    b"Content-Type: text/html\r\n\r\n<p>The gate <b>closed</b>.\r\n--C--\r\n--B\r\n"
    b"Content-Type: application/pdf\r\n"
    b"Content-Disposition: attachment; filename*=utf-8''T%C3%BCr.pdf\r\n\r\nx\r\n--B--\r\n"
)


def test_headers_are_decoded_the_text_is_read_and_attachments_are_listed() -> None:
    assert blocks_of(MIXED) == [
        ("header From", "Мэр <mayor@example.org>"), ("header To", "desk@example.org"),
        ("header Subject", "Die Tür"), ("line 1", "The gate"), ("line 2", "closed."),
        ("attachment 1", "Tür.pdf (application/pdf)"),
    ]  # fmt: skip


def test_a_message_in_html_alone_is_made_text() -> None:
    data = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>One<p>Two<script>no</script>"
    assert blocks_of(data)[3:] == [("paragraph 1", "One"), ("paragraph 2", "Two")]


def test_the_encoding_of_a_part_counts() -> None:
    data = HEAD + BODY % b"plain" + b"zP3wIOPu8O7k4A==\r\n"
    assert blocks_of(data)[3:] == [("line 1", "Мэр города")]


def test_a_mailbox_of_one_is_read_and_of_several_refused() -> None:
    one = b"From ann Mon Mar  4 10:00:00 2024\n" + HEAD.replace(b"\r", b"") + b"\n>From here on.\n"
    assert blocks_of(one, "application/mbox")[-1] == ("line 1", "From here on.")
    two = one + b"\nFrom ann Mon Mar  4 11:00:00 2024\n" + HEAD.replace(b"\r", b"") + b"\nTwo\n"
    with pytest.raises(UnreadableError, match="several messages"):
        words_of(two, "application/mbox")


@pytest.mark.parametrize("data", [b"", b"boundary=" * 60, b"\0\xff" * 50])
def test_a_broken_message_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        words_of(data, EML)


# Subtitles


@pytest.mark.parametrize(
    ("at", "fits"), [("00:12:31", True), ("12:40", True), ("minute 3", True), ("0:01:31", False)]
)
def test_the_time_of_a_quote_must_fit_the_subtitles(project: Path, at: str, fits: bool) -> None:
    claim = project / "content/claims/gate-closed-late.yaml"
    text = claim.read_text("utf-8")
    assert "    at: line 3\n" in text
    claim.write_text(text.replace("at: line 3", f'at: "{at}"'), "utf-8")
    keep(project, f"1\n00:12:30,000 --> 00:12:33,000\n{QUOTE}\n".encode(), "a.srt")
    assert (Code.QUOTE_TIME in run(project)[1]) != fits


# Files that are not here


def pointer(digest: str) -> str:
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 9\n"


@pytest.mark.parametrize("in_lfs", [False, True])
def test_a_file_that_is_not_here_is_counted_and_no_error(project: Path, in_lfs: bool) -> None:
    file = keep(project, f"{QUOTE}.".encode(), "a.txt")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    file.unlink()
    if in_lfs:
        file.write_text(pointer(digest), "utf-8")
    result, codes = run(project)
    assert codes == []
    assert (result.count("no capture"), result.captures, result.absent) == (5, 1, 1)


def test_a_pointer_to_another_file_is_an_error(project: Path) -> None:
    keep(project, f"{QUOTE}.".encode(), "a.txt").write_text(pointer("0" * 64), "utf-8")
    assert run(project)[1] == ["capture-changed"]


def test_a_quote_may_be_in_the_copy_that_is_not_here(project: Path) -> None:
    keep(project, f"{QUOTE}.".encode(), "a.txt").unlink()
    keep(project, b"Something else.", "b.txt", "2024-03-05")
    assert run(project)[1] == []
