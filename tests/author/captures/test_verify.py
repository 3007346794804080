"""``claimline check --captures``: hashes, quotes and the links to them, in a whole project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import cli, pipeline
from claimline.author.captures import VerifyResult, add, capture_text, verify
from claimline.author.captures.kept_texts import ReadCapture
from claimline.author.captures.verify import _Prepared, _QuoteChecker
from claimline.diagnostics import Code, Report
from claimline.options import BuildOptions
from tests.author.captures.pdf_writer import pdf
from tests.small import tree, write_files, write_small

PAGE = (
    "<!doctype html><meta charset=utf-8><nav>The gate closed at 21:30</nav>"
    "<p>The gate is old.<p>The gate\u00a0closed at\n21:30, in time.<p>It closed at 21:30 sharp."
)
LETTER = "Zwei Uhrzeiten\n\nSie war um zehn noch offen.\nEs war Vier\u00adtel nach zehn.\n"
LATE = "content/claims/gate-closed-late.yaml"
DETAIL = "content/details/when-the-gate-closed.yaml"
EVENTS = "content/events/2024-03.yaml"
STATEMENT = "content/statements/board-2024-03-02.yaml"
LINKED = {Code.QUOTE_LINK}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "project")


def keep(project: Path, source: str, data: str | bytes, name: str = "saved.html") -> str:
    """Keep a capture; its path in the project."""
    file = project.parent / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    report = Report()
    found = add(project, source, file, "2024-03-04", report)
    assert found is not None, [str(each) for each in report]
    return found.file


def run(project: Path, *, write: bool = False) -> tuple[VerifyResult, Report]:
    report = Report()
    result = verify(project, report, write=write)
    assert result is not None
    return result, report


def counts(result: VerifyResult) -> tuple[int, int, int, int]:
    return (
        result.count("found"), result.count("differs"), result.count("not found"),
        result.count("no capture"),
    )  # fmt: skip


def told(report: Report) -> list[str]:
    return [f"{each.location} {each.code}" for each in report]


def change(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text(encoding="utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new), encoding="utf-8")


def test_without_captures_every_quote_is_counted_and_nothing_else(project: Path) -> None:
    result, report = run(project)
    assert counts(result) == (0, 0, 0, 5)
    assert list(report) == []
    assert {each.source for each in result.quotes} == {"board-notice", "harbour-letter"}


def test_quotes_of_every_kind_are_found_with_their_place(project: Path) -> None:
    keep(project, "board-notice", PAGE)
    keep(project, "harbour-letter", LETTER, "letter.txt")
    result, report = run(project)
    assert counts(result) == (5, 0, 0, 0)
    assert [(str(each.at), each.place) for each in result.quotes] == [
        (f"{STATEMENT}:6:8", "paragraph 2"),
        (f"{LATE}:21:12", "line 3"),
        (f"{LATE}:33:12", "paragraph 2"),
        (f"{EVENTS}:9:14", "paragraph 2"),
        (f"{DETAIL}:12:12", "line 4"),
    ]
    # The words stand in the menu, too.
    assert told(report) == [f"{LATE}:33:12 quote-link", f"{EVENTS}:9:14 quote-link"]


def test_a_locator_says_which_place_is_meant(project: Path) -> None:
    keep(project, "board-notice", PAGE)
    change(project, LATE, "at: line 3", "at: para. 3")
    result, _ = run(project)
    places = {each.at.path: each.place for each in result.quotes}
    assert places[LATE] == "paragraph 3"
    assert places[EVENTS] == "paragraph 2"


def test_differences_are_a_warning(project: Path) -> None:
    keep(project, "board-notice", "<p>It has closed at 21:40, in time.")
    change(project, LATE, "closed at 21:30", "has closed at 21:30, in time")
    result, report = run(project)
    (found,) = [each for each in result.quotes if str(each.at) == f"{LATE}:33:12"]
    assert found.status == "differs"
    assert found.differences == ('"21:30," where the source has "21:40,"',)
    (warning,) = [each for each in report if each.location == found.at]
    assert warning.code is Code.QUOTE_DIFFERS
    assert warning.level == "warning"
    assert warning.message.endswith('.html", paragraph 1: "21:30," where the source has "21:40,".')


def test_a_quote_that_is_not_there_is_an_error(project: Path) -> None:
    file = keep(project, "board-notice", "<p>Nothing of the kind.")
    result, report = run(project)
    assert counts(result) == (0, 0, 3, 2)
    assert {each.code for each in report} == {Code.QUOTE_NOT_FOUND}
    assert report.failed
    (one,) = [each for each in report if each.location.path == STATEMENT]
    assert one.message == f'The quote is not in "{file}".'


def test_any_of_several_captures_will_do(project: Path) -> None:
    first = keep(project, "board-notice", PAGE)
    keep(project, "board-notice", pdf([["Nothing of the kind."]]), "x.pdf")
    result, report = run(project)
    assert {each.file for each in result.quotes if each.status == "found"} == {first}
    assert {each.code for each in report} == LINKED


def test_only_a_few_captures_are_prepared_at_one_time(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for minute in range(30, 60):
        keep(project, "board-notice", f"<p>The gate closed at 21:{minute}.")
    sizes = []
    prepare = _QuoteChecker._prepare

    def counted(self: _QuoteChecker, held: ReadCapture) -> _Prepared:
        prepared = prepare(self, held)
        sizes.append(len(self._prepared))
        return prepared

    monkeypatch.setattr(_QuoteChecker, "_prepare", counted)
    result, _ = run(project)
    assert result.count("found") == 3
    assert max(sizes) == 16


def test_a_pdf_gives_pages_and_no_link(project: Path) -> None:
    keep(project, "board-notice", pdf([["Notice"], ["The gate clo-", "sed at 21:30."]]), "x.pdf")
    result, report = run(project)
    assert {(e.place, e.link) for e in result.quotes if e.status == "found"} == {("page 2", "")}
    assert list(report) == []


def test_words_in_quotation_marks_before_a_citation_are_looked_for(project: Path) -> None:
    keep(project, "board-notice", PAGE)
    old = "earlier hour [@board-notice]"
    change(project, LATE, old, 'earlier "hour", "at 21:30 sharp", "not so at all" [@board-notice]')
    result, report = run(project)
    prose = [
        each for each in result.quotes if "at 21:30 sharp" in each.words or "not" in each.words
    ]
    assert [each.status for each in prose] == ["found", "not found"]
    (warning,) = [each for each in report if each.code is Code.QUOTED_WORDS]
    assert warning.level == "warning"
    assert warning.location.line == prose[1].at.line > 8


def test_a_statement_may_stand_in_any_source_that_carries_it(project: Path) -> None:
    keep(project, "board-notice", "<p>Nothing of the kind.")
    write_files(
        project,
        {
            "content/sources/poster.yaml": "title: Poster\npublisher: Water board\nlanguage: en\n"
            "kind: official\nurl: https://board.example.org/poster\n"
            "carries: [{statement: board-2024-03-02, how: reprints}]\n"
        },
    )
    result, _ = run(project)
    (statement,) = [each for each in result.quotes if each.at.path == STATEMENT]
    assert statement.status == "no capture"
    keep(project, "poster", "<p>The gate closed at 21:30.")
    result, _ = run(project)
    (statement,) = [each for each in result.quotes if each.at.path == STATEMENT]
    assert (statement.status, statement.source) == ("found", "poster")


# What is wrong with a capture


def test_a_changed_file_is_an_error_and_proves_nothing(project: Path) -> None:
    file = keep(project, "board-notice", PAGE)
    (project / file).write_text(PAGE + " ", encoding="utf-8")
    result, report = run(project)
    assert counts(result)[3] == 5
    assert told(report) == ["content/sources/board-notice.yaml:15:13 capture-changed"]
    assert report.failed
    assert next(iter(report)).code is Code.CAPTURE_CHANGED


def test_a_guessed_encoding_is_a_warning_until_the_record_names_it(project: Path) -> None:
    page = "<p>The gate closed at 21:30, сообщил мэр города в понедельник вечером."
    keep(project, "board-notice", page.encode("cp1251"))
    result, report = run(project)
    assert counts(result)[0] == 3
    (warning,) = report
    assert str(warning.location) == "content/sources/board-notice.yaml:14:11"
    assert (warning.code, warning.level) == (Code.CAPTURE_ENCODING, "warning")
    assert warning.message.endswith("It names no encoding, and was read as windows-1251.")
    assert "`encoding: windows-1251`" in (warning.suggestion or "")
    kind = "    type: text/html\n"
    path = "content/sources/board-notice.yaml"
    change(project, path, kind, f"{kind}    encoding: windows-1251\n")
    assert list(run(project)[1]) == []
    change(project, path, "windows-1251", "punycode")
    report = Report()
    pipeline.check(BuildOptions(project), report)
    assert [str(each.location) for each in report] == ["content/sources/board-notice.yaml:18:15"]


def test_a_link_out_of_the_project_is_not_followed(project: Path, tmp_path: Path) -> None:
    file = project / keep(project, "board-notice", PAGE)
    file.rename(tmp_path / "outside.html")
    file.symlink_to(tmp_path / "outside.html")
    _, report = run(project)
    assert [each.code for each in report] == [Code.FILE_OUTSIDE]


def test_a_scan_and_a_missing_extra_say_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(project, "board-notice", pdf([[]]), "scan.pdf")
    _, report = run(project)
    assert [each.code for each in report] == [Code.CAPTURE_UNREADABLE]
    keep(project, "harbour-letter", pdf([["The gate"]]), "letter.pdf")

    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(capture_text, "import_module", absent)
    _, report = run(project)
    assert {each.code for each in report} == {Code.CAPTURE_UNREADABLE}
    assert {each.suggestion for each in report} == {
        "In claimline's checkout, run: pip install -e '.[captures]'"
    }


@pytest.mark.parametrize("name", ["../content/site.yaml", "a/b.txt", ".hidden", "", "a\\b"])
def test_a_name_that_is_none_is_refused(project: Path, name: str) -> None:
    entry = f'captures: [{{file: "{name}", sha256: {"0" * 64}, captured: 2024, type: text/html}}]\n'
    path = "content/sources/board-notice.yaml"
    write_files(
        project, {path: (project / path).read_text(encoding="utf-8") + entry.replace("\\", "\\\\")}
    )
    report = Report()
    assert verify(project, report) is None
    pipeline.check(BuildOptions(project), report)
    assert {str(each.location.path) for each in report if each.level == "error"} == {path}


# Links


def test_fragments_are_written_and_then_all_is_well(project: Path) -> None:
    keep(project, "board-notice", PAGE)
    before = tree(project)
    result, report = run(project, write=True)
    assert list(report) == []
    assert result.written == 2
    after = tree(project)
    assert {path for path in after if after[path] != before.get(path)} == {LATE, EVENTS}
    put = b"    quote: closed at 21:30\n    fragment:\n      suffix: %s\n    at: line 3\n"
    assert put % b'", in"' in after[LATE]
    result, report = run(project, write=True)
    assert (result.written, list(report)) == (0, [])
    assert tree(project) == after
    site = project.parent / "site"
    assert pipeline.build(BuildOptions(project, site), report).written
    html = (site / "claims/gate-closed-late.html").read_text(encoding="utf-8")
    assert 'gate#:~:text=closed%20at%2021%3A30,-%2C%20in"' in html


def test_a_fragment_that_is_not_needed_any_more_is_taken_out(project: Path) -> None:
    keep(project, "board-notice", "<p>The gate closed at 21:30.")
    before = tree(project)
    quote = "    quote: closed at 21:30\n"
    change(project, LATE, quote, f"{quote}    fragment: {{prefix: no such words}}\n")
    _, report = run(project)
    assert told(report) == [f"{LATE}:33:12 quote-link"]
    result, _ = run(project, write=True)
    assert result.written == 1
    assert tree(project) == before


def test_an_author_s_own_fragment_is_left_alone_where_it_leads_there(project: Path) -> None:
    keep(project, "board-notice", PAGE)
    quote = "quote: closed at 21:30\n"
    for path, indent in ((LATE, "    "), (EVENTS, "      ")):
        change(project, path, quote, f"{quote}{indent}fragment: {{suffix: ', in time'}}\n")
    before = tree(project)
    result, report = run(project, write=True)
    assert (result.written, list(report)) == (0, [])
    assert tree(project) == before


def test_the_link_that_is_told_has_what_is_needed(project: Path) -> None:
    keep(project, "board-notice", PAGE)
    result, _ = run(project)
    links = {each.at.path: each.link for each in result.quotes if each.link}
    url = "https://board.example.org/notices/gate"
    assert links[LATE] == f"{url}#:~:text=closed%20at%2021%3A30,-%2C%20in"


def test_a_fragment_without_its_start_is_an_error(project: Path) -> None:
    quote = "    quote: closed at 21:30\n"
    change(project, LATE, quote, f"{quote}    fragment: {{end: in time}}\n")
    report = Report()
    pipeline.check(BuildOptions(project), report)
    (found,) = report
    assert str(found).startswith(f"{LATE}:34:15: error[bad-value]")
    assert "should be given its `start`" in found.message


# The command


def check(project: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.program, ["check", "-j", "1", "-p", str(project), *arguments])
    return done.exit_code, done.output


def test_the_command_sums_up(project: Path) -> None:
    keep(project, "board-notice", PAGE)
    code, printed = check(project, "--captures", "--write")
    assert code == 0, printed
    counted = "Quotes in 1 capture: 3 found, 0 found with differences, 0 not found, "
    assert printed.splitlines()[:2] == [
        f"{counted}2 without a capture.",
        "Fragments written: 2.",
    ]
    code, printed = check(project, "--captures", "--verbose")
    assert f'{LATE}:21:12: no capture of harbour-letter: "um zehn noch offen"' in printed
    assert '.html, paragraph 2: "closed at 21:30"' in printed


def test_a_finding_ends_the_command_with_one(project: Path) -> None:
    keep(project, "board-notice", "<p>Nothing of the kind.")
    code, printed = check(project, "--captures", "--format", "github")
    assert code == 1
    assert "::error file=content/claims/gate-closed-late.yaml,line=33,col=12" in printed
    assert check(project)[0] == 0


def test_json_has_every_quote(project: Path) -> None:
    keep(project, "board-notice", PAGE)
    _, printed = check(project, "--captures", "--format", "json")
    captures = json.loads(printed)["captures"]
    assert captures["found"] == 3
    assert captures["no_capture"] == 2
    assert [each["status"] for each in captures["quotes"]].count("found") == 3
    assert {"path", "line", "quote", "place", "file", "link"} <= captures["quotes"][0].keys()
    assert "captures" not in json.loads(check(project, "--format", "json")[1])


def test_records_with_errors_are_told_as_ever(project: Path) -> None:
    write_files(project, {"content/actors/x.yaml": "nome: X\n"})
    code, printed = check(project, "--captures")
    assert code == 1
    assert "unknown-key" in printed
    assert "Quotes" not in printed


def test_write_goes_with_captures(project: Path) -> None:
    assert check(project, "--write")[0] == 2


def test_the_source_s_page_says_that_a_copy_was_kept(project: Path) -> None:
    file = keep(project, "board-notice", PAGE)
    site = project.parent / "site"
    pipeline.build(BuildOptions(project, site), Report())
    page = (site / "sources/board-notice.html").read_text(encoding="utf-8")
    assert "Copy on file" in page
    assert '<time datetime="2024-03-04">' in page
    assert file.rpartition("-")[2].removesuffix(".html") in page
    assert not [path for path in tree(site) if "capture" in path]
    assert "Copy on file" not in (site / "sources/harbour-letter.html").read_text(encoding="utf-8")
