"""``claimline new``: records that read back as they were given."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from claimline import cli
from claimline.author.author_error import AuthorError
from claimline.author.compose import path_of
from claimline.author.drafts import draft, open_project, write_draft
from claimline.author.forms import data_of, form
from claimline.diagnostics import Report
from claimline.model.records import KINDS, Document, Record
from claimline.model.schema import example
from claimline.model.validate import validate
from claimline.read import read_project
from tests.small import write_small

# In the package, the name of the module is that of the command.
new_module: Any = import_module("claimline.cli.new")

# What each kind needs, in the small investigation. The first is the title.
NEEDED = {
    "actor": {"name": "Ann Ashby"},
    "source": {"title": "A notice", "publisher": "Board", "language": "en", "kind": "news"},
    "statement": {"short": "What the board said", "by": "water-board", "says": "It closed."},
    "claim": {"claim": "The gate was painted.", "short": "The gate was painted"},
    "event": {"title": "A storm", "date": "2024-03-01", "status": "reported", "text": "It blew."},
    "detail": {"question": "Which colour?", "short": "Which colour"},
    "place": {"name": "The gate"},
    "brief": {"title": "What is new"},
    "page": {"title": "About"},
}
ALL = pytest.mark.parametrize("kind", NEEDED)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small investigation, which is the current folder."""
    project = write_small(tmp_path / "project")
    monkeypatch.chdir(project)
    return project


def run(*arguments: str, answers: str | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(cli.program, ["new", *arguments], answers, prog_name="claimline")
    return done.exit_code, done.output


def options(kind: str) -> list[str]:
    return [f"--{name}={value}" for name, value in NEEDED[kind].items()]


def record(project: Path, kind: str, id_: str) -> Record:
    """A record as a build would have it; the test fails where the schema finds anything."""
    report = Report()
    records = validate(read_project(project, report), report)
    assert [str(finding) for finding in report] == []
    return records.by_kind[kind][id_]


# Records


def test_every_kind_has_a_command() -> None:
    assert set(NEEDED) == set(KINDS) == set(new_module.KINDS)
    assert set(new_module.new.commands) == {*KINDS, "project"}


@ALL
def test_record_is_written_and_is_valid(small: Path, kind: str) -> None:
    code, printed = run(kind, *options(kind))
    assert code == 0, printed
    (path,) = re.findall(r"^Wrote (\S+)\.$", printed, re.MULTILINE)
    id_ = Path(path).stem
    assert path == path_of(kind, id_)
    found = record(small, kind, id_)
    for key, value in NEEDED[kind].items():
        assert str(getattr(found, key)) == value
    lines = (small / path).read_text(encoding="utf-8").splitlines()
    depth = "../../schema"
    assert f"# yaml-language-server: $schema={depth}/{kind}.json" in lines[:2]


def test_written_file_is_the_draft(small: Path) -> None:
    project = open_project(small)
    made = draft(project, "actor", "an-actor", {"name": "Ключ: 🎉 \"'"})
    assert not (small / made.path).exists()
    file = write_draft(project, made)
    assert file.read_bytes().decode() == made.text
    assert getattr(record(small, "actor", "an-actor"), "name") == "Ключ: 🎉 \"'"  # noqa: B009


# Options


def test_options_fill_their_fields(small: Path) -> None:
    assert run("source", "--id=wire", "--title=W", "--publisher=W", "--language=en", "--kind=news",
               "--author=A. B", "--author=C", "--carries=board-2024-03-02",
               "--copies=board-notice", "--how=quotes", "--url=https://example.org/w",
               "--published=2024-03")[0] == 0  # fmt: skip
    source: Any = record(small, "source", "wire")
    assert source.authors == ("A. B", "C")
    assert [(each.statement, each.source, each.how) for each in source.carries] == [
        ("board-2024-03-02", None, "quotes"), (None, "board-notice", "quotes"),
    ]  # fmt: skip
    code, printed = run(
        "claim", "--claim=It was red.", "--by=water-board", "--by=fishers", "--tag=gate",
        "--tag=red", "--supports=wire:board-2024-03-02", "--disputes=harbour-letter",
        "--repeats=board-notice", "--context=harbour-letter", "--said=2024-03-04",
        "--verdict=disputed", "--reasoning=So [@wire].",
    )  # fmt: skip
    assert code == 0, printed
    claim: Any = record(small, "claim", "it-was-red")
    assert (claim.short, claim.by, claim.tags) == (
        "It was red",
        ("water-board", "fishers"),
        ("gate", "red"),
    )
    assert [(each.source, each.statement, each.stance) for each in claim.citations] == [
        ("wire", "board-2024-03-02", "supports"), ("harbour-letter", None, "disputes"),
        ("board-notice", None, "repeats"), ("harbour-letter", None, "context"),
    ]  # fmt: skip
    assert run("detail", "--question=Which?", "--answer", "red: dark", "wire", "--answer", "blue",
               "harbour-letter:fishers-2024-03-03")[0] == 0  # fmt: skip
    detail: Any = record(small, "detail", "which")
    assert [(each.value, each.source, each.statement) for each in detail.values] == [
        ("red: dark", "wire", None), ("blue", "harbour-letter", "fishers-2024-03-03"),
    ]  # fmt: skip
    assert run("event", "--title=E", "--date=2024-03-01/2024-03-02", "--status=alleged",
               "--text=T.", "--cite=wire", "--claim=it-was-red",
               "--actor=water-board")[0] == 0  # fmt: skip
    event: Any = record(small, "event", "e")
    assert [each.source for each in event.citations] == ["wire"]
    assert (event.claims, event.actors) == (("it-was-red",), ("water-board",))
    assert run("brief", "--title=B", "--text=See [@wire].", "--claim=it-was-red")[0] == 0
    brief: Any = record(small, "brief", "b")
    assert brief.body.startswith("See [@wire].\n")


def test_every_simple_question_fills_its_field() -> None:
    for kind in KINDS:
        for form_field in form(kind):
            if form_field.key in ("citations", "carries", "values"):
                continue
            value = example(KINDS[kind], form_field.key)
            first = value[0] if isinstance(value, list) else value
            made = data_of(kind, {form_field.name: (first,) if form_field.many else first})
            assert made == {form_field.key: [first] if form_field.many else first}


def test_options_may_stand_before_the_command(small: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        cli.program, ["--project", str(small), "new", "actor", "--name=Before"]
    )
    assert done.exit_code == 0, done.output
    assert (small / "content/actors/before.yaml").is_file()


def test_what_is_still_to_do_is_told(small: Path) -> None:
    code, printed = run("claim", "--claim=It was red.")
    assert code == 0
    assert "to do: content/claims/it-was-red.yaml:2:1: error[claim-without-citation]" in printed
    assert "`claimline schema`" in printed
    (small / "schema").mkdir()
    judged = ("--verdict=disputed", "--reasoning=The fishers saw green.")
    code, printed = run("claim", "--claim=It was blue.", "--supports=board-notice", *judged)
    assert (code, printed) == (0, "Wrote content/claims/it-was-blue.yaml.\n")
    code, printed = run("brief", "--title=To begin")
    assert "warning[brief-without-citation]" in printed


# Refusals


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["claim", "--by=water-board"], "Missing options --claim, --short."),
        (["claim", f"--claim={'word ' * 20}"], "Missing option --short."),
        (["source", "--title=A", "--publisher=B"], "Missing options --language, --kind."),
        (["actor", "--name=?!"], "No id can be made of the title. Missing option --id."),
        (["actor", "--name=A", "--id=Bad Id"], '--id: The id "Bad Id" has more in it'),
        (["actor", "--name=A", "--id=fishers"], '--id: The id "fishers" is that of another'),
        (["page", "--title=A", "--id=matrix"], "--id: The id \"matrix\" is taken by a page"),
        (["claim", "--claim=A.", "--by=water-bord"],
         '--by: There is no actor "water-bord". Did you mean "water-board"?'),
        (["claim", "--claim=A.", "--supports=nothing"],
         'There is no source "nothing". Make it first: claimline new source --id nothing'),
        (["claim", "--claim=A.", "--said=29.12.2025"], "--said: \"29.12.2025\" is not a date"),
        (["claim", "--claim=A.", "--verdict=true"], '--verdict: "true" is not on the verdict'),
        (["claim", "--claim=A.", "--reasoning=See [@nobody]."], "--reasoning: There is no source"),
        (["claim", "--claim=A.", "--supports=harbour-letter:board-2024-03-02"],
         'does not carry the statement "board-2024-03-02"'),
        (["claim", "--claim=A.", "--tag=Two Words"], '--tag: "Two Words" is not a form'),
        (["claim", "--claim=A\x07."], "--claim: U+0007 is a control character."),
        (["claim", "--claim= ", "--short=A"], "--claim: \"claim\" is blank."),
        (["source", "--title=A", "--publisher=B", "--language=english", "--kind=news"],
         "--language: \"english\" is not a form"),
        (["source", "--title=A", "--publisher=B", "--language=en", "--kind=news", "--url=a.html"],
         '--url: "a.html" is not an http'),
        (["source", "--title=A", "--publisher=B", "--language=en", "--kind=news", "--how=quotes"],
         "Add --carries or --copies."),
        (["source", "--title=A", "--publisher=B", "--language=en", "--kind=paper"],
         "Invalid value for '--kind': 'paper' is not one of"),
        (["brief", "--title=A", "--text=See [@nobody]."], "--text: There is no source"),
        (["brief", "--title=A", "--text=\x07"], "U+0007 is a control character."),
        (["place", "--name=A", "--latitude=91"], "--latitude: "),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)  # fmt: skip
def test_wrong_command_is_refused_and_writes_nothing(
    small: Path, arguments: list[str], message: str
) -> None:
    before = sorted(small.rglob("*"))
    code, printed = run(*arguments)
    assert message in printed
    assert code == 2
    assert sorted(small.rglob("*")) == before


def test_nothing_is_overwritten(small: Path) -> None:
    file = small / "content/actors/a.yaml"
    assert run("actor", "--name=A")[0] == 0
    before = file.read_bytes()
    assert run("actor", "--name=B", "--id=a")[0] == 2
    assert file.read_bytes() == before
    # A file that is broken gives no record and keeps its name all the same.
    for name in ("b.yaml", "b.yml"):
        broken = small / "content/actors" / name
        broken.write_text("name: [\n", encoding="utf-8")
        code, printed = run("actor", "--name=B", "--id=b")
        assert (code, "already exists" in printed) == (2, True)
        broken.unlink()
    # One that appears between the look and the writing.
    project = open_project(small)
    made = draft(project, "actor", "c", {"name": "C"})
    (small / made.path).write_text("other", encoding="utf-8")
    with pytest.raises(AuthorError, match="already exists"):
        write_draft(project, made)
    assert (small / made.path).read_text(encoding="utf-8") == "other"


def test_second_title_gets_a_number(small: Path) -> None:
    assert "content/actors/a.yaml" in run("actor", "--name=A")[1]
    assert "content/actors/a-2.yaml" in run("actor", "--name=A")[1]


def test_no_link_leads_a_record_out_of_the_project(small: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (small / "content/places").symlink_to(outside)
    code, printed = run("place", "--name=A")
    assert code == 1
    assert "content/places leads out of the project." in printed
    assert list(outside.iterdir()) == []


def test_folder_without_a_project_is_refused(tmp_path: Path) -> None:
    code, printed = run("actor", "--name=A", "-p", str(tmp_path))
    assert code == 1
    assert "claimline new project DIR" in printed
    assert list(tmp_path.iterdir()) == []


def test_file_in_place_of_a_folder_is_an_error(small: Path) -> None:
    (small / "content/places").write_text("", encoding="utf-8")
    code, printed = run("place", "--name=A")
    assert code == 1
    assert "content/places/a.yaml cannot be written" in printed


def test_faults_elsewhere_do_not_hinder(small: Path) -> None:
    (small / "content/claims/broken.yaml").write_text("claim: [\n", encoding="utf-8")
    (small / "content/site.yaml").write_text("titel: A\n", encoding="utf-8")
    assert run("actor", "--name=A")[0] == 0
    assert run("statement", "--title=S", "--by=a", "--says=T.")[0] == 0
    assert run("statement", "--title=S", "--by=water-bord", "--says=T.")[0] == 2


# Questions


@pytest.fixture
def _asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if somebody sat at a terminal."""
    monkeypatch.setattr(new_module, "_asks", lambda: True)


@pytest.mark.usefixtures("_asked")
def test_what_is_needed_is_asked_for(small: Path) -> None:
    answers = "Notice: roof\nBoard\nenglish\nen\npaper\nnews\n\n"
    code, printed = run("source", answers=answers)
    assert code == 0, printed
    assert '"english" is not a form that "language" takes.' in printed
    assert "Answer one of: official, news," in printed
    source: Any = record(small, "source", "notice-roof")
    assert (source.title, source.publisher, source.language, source.kind) == (
        "Notice: roof", "Board", "en", "news",
    )  # fmt: skip


@pytest.mark.usefixtures("_asked")
def test_answers_are_checked_at_once_and_defaults_offered(small: Path) -> None:
    answers = "\nShort\nwater-bord\nwater-board\nText.\nBad Id\nboard-2024-03-02\nown-id\n"
    code, printed = run("statement", answers=answers)
    assert code == 0, printed
    assert 'There is no actor "water-bord". Did you mean "water-board"?' in printed
    assert 'The id "Bad Id" has more in it' in printed
    assert 'The id "board-2024-03-02" is that of another statement.' in printed
    assert record(small, "statement", "own-id").id == "own-id"
    code, printed = run("claim", answers="It was red.\n\n\n")
    assert "[It was red]" in printed
    assert getattr(record(small, "claim", "it-was-red"), "short") == "It was red"  # noqa: B009


@pytest.mark.usefixtures("_asked")
def test_end_of_answers_writes_nothing(small: Path) -> None:
    before = sorted(small.rglob("*"))
    assert run("actor", answers="")[0] == 1
    assert sorted(small.rglob("*")) == before


def test_nothing_is_asked_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for answer in (True, False):
        monkeypatch.setattr(sys, "stdin", type("In", (), {"isatty": lambda _, a=answer: a})())
        assert new_module._asks() is answer


def test_help_is_as_the_schema_says() -> None:
    for kind in KINDS:
        _, printed = run(kind, "--help")
        words = " ".join(printed.split())
        assert f"Examples: claimline new {kind} " in words
        for form_field in form(kind):
            assert f"--{form_field.name}" in printed
            assert form_field.help in words
        assert isinstance(new_module.new.commands[kind], click.Command)
        assert ("[required]" in printed) is any(each.required for each in form(kind))
    assert issubclass(KINDS["brief"], Document)
