"""From a copy of a source to a citation that the check of quotes finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from claimline.author.captures import verify
from claimline.diagnostics import Report
from tests.author.captures.pdf_writer import pdf
from tests.author.desk.desks import Browser, Page, copied
from tests.small import write_small

CLAIM = "content/claims/gate-was-repaired.yaml"
LETTER = """\
<!doctype html><html lang=de><body><nav>Die Schleuse stand offen.</nav><article>
<h1>Die Schleuse</h1><p>Sie war um zehn noch offen. Das sagen die Fischer.</p>
<p>Niemand sah Arbeiter. Das Tor kostete 5 Millionen.</p>
<p>Es regnete. Und es regnete. Es regnete.</p>
<p>Niemand sah Arbeiter. <img src=x onerror=alert(1)><script>alert(2)</script></p>
</article></body></html>
"""
NOTICE = "Notice\n\nThe gate closed at 21:30 be-\nfore the tide.\nIt was repaired in February.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = write_small(tmp_path / "p")
    copied(project, "harbour-letter", "letter.html", LETTER.encode())
    copied(project, "board-notice", "notice.txt", NOTICE.encode())
    return project


@pytest.fixture
def browser(project: Path) -> Browser:
    return Browser(project)


def sentences(page: Page) -> dict[str, str]:
    """The number of each sentence."""
    return {
        " ".join(each.css(".sentence")[0].text().split()): str(each.attributes["id"])[9:]
        for each in page.all(".sentences li")
    }


def marked(page: Page, first: str, last: str = "", words: str = "") -> Page:
    """Mark from one sentence to another."""
    numbers = sentences(page)
    values = {"@from": numbers[first], "@to": numbers[last or first], "@words": words}
    return page.send(values, "mark")


def citation(project: Path, path: str = CLAIM) -> dict[str, object]:
    """The last citation of a claim."""
    return dict(YAML(typ="safe").load((project / path).read_text())["citations"][-1])


@pytest.mark.parametrize(
    ("words", "place"), [("Niemand sah Arbeiter.", "paragraph 4"), ("Es regnete.", "paragraph 3")]
)
def test_a_marked_passage_becomes_a_citation_that_the_check_finds(
    browser: Browser, project: Path, words: str, place: str
) -> None:
    before = (project / CLAIM).read_text()
    # The only copy opens at once.
    assert browser.open("mark/harbour-letter").headers["location"].endswith("mark/harbour-letter/1")
    page = browser.open("mark/harbour-letter/1")
    # The same words stand twice: the second place is meant.
    numbers = [n for n in page.all(".sentences li") if words in n.text()]
    last = str(numbers[-1].attributes["id"])[9:]
    page = page.send({"@from": last, "@to": last}, "mark")
    chosen = {"@stance": "disputes", "@statement": "fishers-2024-03-03", "@note": "On works."}
    page = page.send({"@record": "gate-was-repaired", **chosen}, "write")
    assert "Saved" in page.text
    after = (project / CLAIM).read_text()
    written = citation(project)
    assert written["source"] == "harbour-letter"
    assert written["quote"] == words
    assert written["at"] == place
    assert written["stance"] == "disputes"
    assert written["note"] == "On works."
    assert written["statement"] == "fishers-2024-03-03"
    assert isinstance(written["fragment"], dict)
    # Only lines of the citation are new.
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    report = Report()
    result = verify(project, report)
    assert result is not None
    (checked,) = [each for each in result.quotes if each.words == written["quote"]]
    assert (checked.status, checked.place) == ("found", written["at"])
    assert not [each for each in report if each.location.path == CLAIM]


def test_some_words_of_a_sentence_are_quoted_and_a_divided_word_is_whole(
    browser: Browser, project: Path
) -> None:
    page = browser.open("mark/board-notice/1")
    page = marked(
        page, "The gate closed at 21:30 be-", "fore the tide.", "21:30 be-\nfore the tide"
    )
    assert page.all("#quote")[0].text().strip() == "21:30 before the tide"
    alone = page.send({"@from": sentences(page)["fore the tide."], "@to": ""}, "mark")
    assert "before the tide." in alone.all("#quote")[0].text()  # one sentence, and its divided word
    page = page.send({"@quote": "before the tide"}, "look")
    assert "lines 3 to 4" in page.text
    page = page.send({"@quote": "something else"}, "look")
    assert "do not stand in the marked sentences" in page.text
    assert sentences(page)


def test_a_claim_that_cannot_be_built_is_not_written_unless_the_author_says_so(
    browser: Browser, project: Path
) -> None:
    before = (project / CLAIM).read_text()
    page = marked(browser.open("mark/board-notice/1"), "It was repaired in February.")
    for values, words in (
        ({"@record": ""}, "No record is chosen"),
        ({"@record": "other"}, 'no claim "other"'),
        ({"@record": "gate-was-repaired", "@extent": "part"}, "Nothing was written"),
    ):
        answer = page.send(values, "write")
        assert words in answer.text
        assert (project / CLAIM).read_text() == before
        assert answer.all("#quote")[0].text().strip() == "It was repaired in February."
    answer.send({"@missing": "It names no day."}, "write")
    assert citation(project)["extent"] == "part"
    assert citation(project)["missing"] == "It names no day."
    again = page.send({"@record": "gate-was-repaired"}, "write")
    assert "already cites these words" in again.text
    page = marked(browser.open("mark/board-notice/1"), "Notice")
    refused = page.send({"@record": "gate-was-repaired", "@extent": "part"}, "write")
    assert "Nothing was written" in refused.text
    refused.press("write-anyway")
    assert citation(project)["quote"] == "Notice"
    assert "missing" not in citation(project)


def test_a_new_claim_starts_with_the_citation(browser: Browser, project: Path) -> None:
    page = marked(browser.open("mark/board-notice/1"), "It was repaired in February.")
    page = page.send({"@stance": "supports"}, "new-claim")
    sent = dict(page.inputs())
    assert sent["citations.0.quote"] == "It was repaired in February."
    assert sent["citations.0.at"] == "line 5"
    claim = {"claim": "The gate was repaired in February.", "short": "Repaired in February",
             "said": "2024-03-02", "verdict": "disputed", "reasoning": "It says so."}  # fmt: skip
    page.send(claim, "add:by").send({"by.0.value": "water-board"}, "save")
    written = citation(project, "content/claims/repaired-in-february.yaml")
    assert written["quote"] == "It was repaired in February."


def all_but_the_first(page: Page) -> Page:
    return page.send({"@from": "2", "@to": str(len(page.all(".sentences li")))}, "mark")


def found_at(project: Path, path: str, words: str) -> list[tuple[str, str]]:
    """The status and the place of a quote in a record, as the check of captures has it."""
    report = Report()
    result = verify(project, report)
    assert result is not None
    assert not [each for each in report if each.location.path == path and words in each.message]
    return [
        (each.status, each.place)
        for each in result.quotes
        if each.at.path == path and " ".join(each.words.split()) == words
    ]


def test_a_passage_goes_into_an_event(browser: Browser, project: Path) -> None:
    page = marked(browser.open("mark/board-notice/1"), "It was repaired in February.")
    page = page.send({"@record": "event:gate-opens", "@stance": "context"}, "write")
    assert "Saved in content/events/2024-03.yaml" in page.text
    events = YAML(typ="safe").load((project / "content/events/2024-03.yaml").read_text())
    assert events[1]["citations"][-1]["quote"] == "It was repaired in February."
    path = "content/events/2024-03.yaml"
    assert found_at(project, path, "It was repaired in February.") == [("found", "line 5")]


def test_a_passage_answers_a_question(browser: Browser, project: Path) -> None:
    path = "content/details/when-the-gate-closed.yaml"
    page = marked(browser.open("mark/harbour-letter/1"), "Sie war um zehn noch offen.")
    chosen = {"@record": "detail:when-the-gate-closed", "@statement": "fishers-2024-03-03"}
    page = page.send(chosen, "write")
    assert "The answer is missing" in page.text
    page = page.send({"@answer": "after ten"}, "write")
    assert f"Saved in {path}" in page.text
    values = YAML(typ="safe").load((project / path).read_text())["values"]
    assert len(values) == 4
    assert values[-1]["value"] == "after ten"
    assert values[-1]["source"] == "harbour-letter"
    assert "stance" not in values[-1]
    place = str(values[-1]["at"])
    assert found_at(project, path, "Sie war um zehn noch offen.") == [("found", place)]


@pytest.mark.parametrize(
    ("kind", "path"),
    [("brief", "content/briefs/what-is-known.md"), ("page", "content/pages/about.md")],
)
@pytest.mark.parametrize(
    "words",
    [
        "It was repaired in February.",
        "The *gate* [@nobody] & <b>the</b> `works` cost ~5_000_ at # 3.",
        "The board said: “We looked.” Then it left.",
        "1. The gate | the wall \\ the tide",
    ],
    ids=["plain", "marks", "quoted", "list"],
)
def test_a_passage_ends_a_text_as_words_that_the_check_finds(
    browser: Browser, project: Path, kind: str, path: str, words: str
) -> None:
    copied(project, "evening-copy", "words.txt", f"One line.\n{words}\n".encode())
    before = (project / path).read_text()
    page = all_but_the_first(browser.open("mark/evening-copy/1"))
    quote = page.all("#quote")[0].text().strip()
    (name,) = [n for n in ("what-is-known", "about") if n in path]
    page = page.send({"@record": f"{kind}:{name}"}, "write")
    assert f"Saved in {path}" in page.text
    assert (project / path).read_text().startswith(before.rstrip())
    assert found_at(project, path, quote) == [("found", "line 2")]
    again = all_but_the_first(browser.open("mark/evening-copy/1"))
    assert "already cites" in again.send({"@record": f"{kind}:{name}"}, "write").text


@pytest.mark.parametrize("record", ["event:nobody", "source:board-notice", "x:y:z", ":", "claim:"])
def test_a_record_that_takes_no_passage_is_refused(
    browser: Browser, project: Path, record: str
) -> None:
    before = {each: each.read_bytes() for each in project.rglob("*.yaml")}
    page = marked(browser.open("mark/board-notice/1"), "It was repaired in February.")
    answer = page.send({"@record": record}, "write")
    assert "There is no" in answer.text or "No record is chosen" in answer.text
    assert {each: each.read_bytes() for each in project.rglob("*.yaml")} == before


def test_a_new_event_starts_with_the_citation(browser: Browser) -> None:
    page = marked(browser.open("mark/board-notice/1"), "It was repaired in February.")
    sent = dict(page.send({"@stance": "supports"}, "new-event").inputs())
    assert sent["citations.0.quote"] == "It was repaired in February."
    assert "status" in sent


def test_an_edit_meanwhile_is_not_lost(browser: Browser, project: Path) -> None:
    page = marked(browser.open("mark/board-notice/1"), "It was repaired in February.")
    file = project / CLAIM
    file.write_text(file.read_text().replace("tags: gate", "tags: [gate, works]  # new"))
    page.send({"@record": "gate-was-repaired"}, "write")
    assert "tags: [gate, works]  # new" in file.read_text()
    assert citation(project)["at"] == "line 5"


def test_without_the_token_nothing_is_written_and_the_passage_stays(
    browser: Browser, project: Path
) -> None:
    before = (project / CLAIM).read_bytes()
    page = marked(browser.open("mark/board-notice/1"), "It was repaired in February.")
    answer = page.send({"@record": "gate-was-repaired", "@token": ""}, "write")
    assert answer.status == 403
    assert answer.all("#quote")[0].text().strip() == "It was repaired in February."
    foreign = page.send({"@record": "gate-was-repaired"}, "write", Origin="https://evil.example")
    assert foreign.status == 403
    assert (project / CLAIM).read_bytes() == before


def test_a_saved_page_is_shown_without_what_runs(browser: Browser) -> None:
    page = browser.open("mark/harbour-letter/1")
    (frame,) = page.all("iframe")
    assert frame.attributes["sandbox"] == ""
    shown = browser.open(str(frame.attributes["src"]))
    assert "um zehn noch offen" in shown.html
    assert not re.search(r"<(?:script|img|a)\b|onerror|src=", shown.html)
    policy = shown.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert policy.endswith("frame-ancestors http://localhost:8000; sandbox")
    foreign = browser.open(
        str(frame.attributes["src"]),
        Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="iframe",
    )  # fmt: skip
    assert foreign.status == 403
    assert browser.open("copy/board-notice/1").status == 404


def test_words_of_a_copy_are_only_words(browser: Browser, project: Path) -> None:
    words = "</textarea><script>alert(1)</script><img src=x onerror=alert(2)> fell."
    copied(project, "evening-copy", "hostile.txt", words.encode())
    page = marked(browser.open("mark/evening-copy/1?q=<script>"), words)
    assert page.all("#quote")[0].text().strip() == words
    assert not page.all("main script, main img")
    assert "unsafe" not in page.headers["content-security-policy"]


@pytest.mark.parametrize("number", ["", "-1", "0", "9" * 400, "²", "x", "1e3"])
def test_a_number_of_no_sentence_is_refused(browser: Browser, number: str) -> None:
    page = browser.open("mark/board-notice/1").send({"@from": number}, "mark")
    assert "There is no sentence" in page.text
    assert not page.all("#quote")


def test_subtitles_are_marked_by_their_times(browser: Browser, project: Path) -> None:
    lines = "WEBVTT\n\n00:01:02.000 --> 00:01:04.000\nThe gate is\n\n"
    lines += "00:01:04.500 --> 00:01:06.000\nopen again.\n"
    copied(project, "evening-copy", "talk.vtt", lines.encode())
    page = marked(browser.open("mark/evening-copy/1"), "The gate is", "open again.")
    assert page.all("#quote")[0].text().strip() == "The gate is open again."
    assert "00:01:02 to 00:01:04" in page.text


def test_a_pdf_is_marked_by_its_lines_and_pages(browser: Browser, project: Path) -> None:
    data = pdf([["The plan."], ["The gate closed at 21:30.", "It was re-", "paired."]])
    copied(project, "board-notice", "plan.pdf", data)
    page = browser.open("mark/board-notice")
    assert "copy 2" in page.text
    page = marked(browser.open("mark/board-notice/2"), "It was re-", "paired.")
    assert "page 2" in page.text
    assert page.all("#quote")[0].text().strip() == "It was repaired."


def test_a_copy_that_is_not_as_it_was_saved_is_not_marked(browser: Browser, project: Path) -> None:
    for file in (project / "captures").glob("board-notice-*"):
        file.write_text("Other words.")
    page = browser.open("mark/board-notice/1")
    assert "is not the file that was saved" in page.text
    for file in (project / "captures").glob("board-notice-*"):
        file.unlink()
    assert "is not here" in browser.open("mark/board-notice/1").text
    for path in ("mark/nobody", "mark/nobody/1", "mark/board-notice/0", "mark/board-notice/9",
                 "mark/board-notice/x"):  # fmt: skip
        assert browser.open(path).status == 404
    assert "capture add evening-copy" in browser.open("mark/evening-copy").text
    assert "harbour-letter" in browser.open("mark").text


def test_a_long_copy_has_pages_that_overlap_and_a_search(browser: Browser, project: Path) -> None:
    lines = "\n".join(f"Line number {n} of the notice." for n in range(1, 451))
    copied(project, "evening-copy", "long.txt", lines.encode())
    page = browser.open("mark/evening-copy/1")
    assert len(page.all(".sentences li")) == 240
    page = browser.open("mark/evening-copy/1?q=number+433")
    assert "Sentence 433" in page.text
    assert "Line number 433 of the notice." in sentences(page)
    page = marked(page, "Line number 433 of the notice.", "Line number 434 of the notice.")
    assert "lines 433 to 434" in page.text
    assert "Line number 433 of the notice." in sentences(page)
