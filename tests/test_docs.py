"""The written documentation: what it shows builds, what it names is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from claimline import cli
from claimline.analysis import analyse
from claimline.author.new_project import example_files
from claimline.dates import parse, words
from claimline.diagnostics import Report
from claimline.model.link import link
from claimline.model.validate import validate
from claimline.pages import shared_views
from claimline.pages.plan import Plan, plan
from claimline.pages.site_context import SiteContext
from claimline.pages.view_builder import ViewBuilder
from claimline.read import read_project

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
FIRST_STEPS = "docs/first-steps.md"

FENCE = re.compile(r"^```(?P<lang>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(
    r"`(?P<path>(?:content|templates)/[^`]+)`:\n\n```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
COMMAND = re.compile(r"(?:claimline|python -m claimline|python build\.py)(?P<rest>(?: .*)?)\Z")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def files_in(name: str) -> dict[str, str]:
    """The files that a page shows, by path."""
    return {found["path"]: found["text"] for found in FILE.finditer(page(name))}


def write(files: dict[str, str], root: Path) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def run(*arguments: str) -> tuple[int, str]:
    """The exit code of the command line, and all that it printed."""
    done = CliRunner().invoke(cli.program, list(arguments), prog_name="claimline")
    return done.exit_code, done.output


def planned(root: Path) -> tuple[Plan, ViewBuilder]:
    """The plan of the investigation in a folder, and the parts that its pages are made of."""
    report = Report()
    dossier = link(validate(read_project(root, report), report), report)
    assert dossier is not None, [str(finding) for finding in report]
    findings = analyse(dossier, report)
    return plan(dossier, findings, report), ViewBuilder(dossier, findings)


# The README


def test_readme_opens_with_its_title_a_sentence_a_picture_and_the_two_commands() -> None:
    title, sentence, picture, fence = page("README.md").split("\n\n")[:4]
    assert title == "# claimline"
    assert re.fullmatch(r"[^#.!?][^.!?]*\.", sentence)
    assert re.fullmatch(r"!\[[^\]]{40,}\]\(docs/[\w/-]+\.png\)", picture)
    lines = [line.partition("#")[0].strip() for line in fence.splitlines()]
    assert lines == ["```sh", "make site", "make test", "```"]


def test_quoted_count_is_that_of_a_shipped_claim() -> None:
    _, builder = planned(ROOT)
    sentences = {builder.claim_row(id_).counts.sentence for id_ in builder.dossier.claims}
    quoted = re.findall(r"^> (.+)$", page("README.md"), re.MULTILINE)[0]
    assert quoted in sentences


def test_mistake_is_reported_as_the_readme_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = files_in(FIRST_STEPS)
    (shown,) = re.findall(r"^content/.+: error\[.+$", page("README.md"), re.MULTILINE)
    name = shown.partition(":")[0]
    files[name] = files[name].replace("title:", "titel:", 1)
    write(files, tmp_path)
    monkeypatch.chdir(tmp_path)
    code, printed = run("check")
    assert code == 1
    assert shown in printed.splitlines()


def test_readers_see_of_the_claim_in_the_readme_what_it_says(tmp_path: Path) -> None:
    before, after = page("README.md").split("\n> 3 sources", 1)
    record = list(FENCE.finditer(before))[-1]["text"]
    assert len(record.splitlines()) == 10
    files = files_in(FIRST_STEPS)
    claims = files["content/claims.yaml"]
    files["content/claims.yaml"] = claims[claims.index("- id: plaster-came-down") :]
    files["content/claims/roof-fell-in.yaml"] = record
    write(files, tmp_path)
    _, builder = planned(tmp_path)
    backed, _, disputed = f"3 sources{after}".splitlines()[:3]
    row = builder.claim_row("roof-fell-in")
    assert row.counts.sentence == backed
    assert row.against.sentence == disputed.removeprefix("> ")


# Links and commands


def prose(text: str) -> str:
    """A page without its code."""
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


def slugs(text: str) -> set[str]:
    """The fragments of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(text)):
        if target.startswith(("https://", "mailto:")):
            continue
        name, _, fragment = target.partition("#")
        linked = (path.parent / name).resolve() if name else path
        assert linked.is_file(), f"{path.name}: {target}"
        if fragment:
            assert fragment in slugs(linked.read_text(encoding="utf-8")), f"{path.name}: {target}"


def test_nothing_asks_for_the_program_from_an_index() -> None:
    # No index has it: it is installed from a checkout or from the file of a wheel.
    for path in (*PAGES, *(ROOT / "claimline").rglob("*.py")):
        asked = re.findall(
            r"pip install [^\n`]*\bclaimline(?:\[|[`'\"\s])|claimline\[\w", path.read_text("utf-8")
        )
        assert not asked, f"{path.relative_to(ROOT)}: {asked}"


def help_of(*command: str) -> str:
    code, printed = run(*command, "--help")
    assert code == 0
    return printed


def leaves(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its name; those of groups too."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", leaf) for below, leaf in leaves(command))
        else:
            yield name, command


def commands() -> Iterator[str]:
    """Every call of the program that a page or the help of a command shows."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for fence in FENCE.finditer(text):
            if fence["lang"] == "sh":
                whole = fence["text"].replace("\\\n", " ")
                yield from (line.partition("  #")[0] for line in whole.splitlines())
        yield from re.findall(r"`([^`\n]+)`", FENCE.sub("", text))
    for name, _ in leaves(cli.program):
        yield from (line.strip() for line in help_of(*name.split()).splitlines())


CALLS = sorted({call.strip() for call in commands() if COMMAND.match(call.strip())})


def test_there_are_calls_to_test() -> None:
    assert {"claimline check", "python build.py"} <= set(CALLS)
    assert len(CALLS) > 5


@pytest.mark.parametrize("call", CALLS)
def test_every_call_is_understood(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = COMMAND.match(call)
    assert found
    arguments = shlex.split(found["rest"].partition(" > ")[0])
    for option, value in pairwise(arguments):
        if option in ("--project", "-p"):
            (tmp_path / value).mkdir()
    monkeypatch.chdir(tmp_path)
    ran: list[str] = []
    for name, command in leaves(cli.program):
        monkeypatch.setattr(command, "callback", lambda *_, name=name, **__: ran.append(name))
    code, printed = run(*arguments)
    assert code == 0, printed
    assert ran or {"--help", "--version"} & set(arguments)


def groups(group: click.Group) -> Iterator[str]:
    """The name of every group of commands."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield name
            yield from (f"{name} {below}" for below in groups(command))


COMMANDS = [name for name, _ in leaves(cli.program)]


@pytest.mark.parametrize("command", [*COMMANDS, *groups(cli.program)])
def test_every_command_has_help_with_examples(command: str) -> None:
    before, _, after = help_of(*command.split()).partition("\n  Examples:\n")
    assert len(before.partition("\n\n")[2].split()) >= 3, "a sentence that says what it does"
    examples = [line.strip() for line in after.partition("\n\n")[0].splitlines()]
    assert examples, f"claimline {command} shows no example"
    for example in examples:
        assert re.match(rf"claimline {command}\b", example), example


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert re.search(rf"(?:^|`)claimline {command}\b", written, re.MULTILINE), command


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_option_is_documented(command: str) -> None:
    options = re.findall(r"^ +(?:(-\w), )?(--[\w-]+)", help_of(*command.split()), re.MULTILINE)
    assert options
    written = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    for option in {name for pair in options for name in pair if name}:
        assert f"`{option}`" in written, f"{option} of claimline {command} is documented nowhere"


def test_every_make_target_is_there() -> None:
    named = {
        target
        for path in PAGES
        for target in re.findall(r"(?:`|^)make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE)
    }
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))
    assert {"site", "test"} <= named
    assert named <= targets


# The other pages


def test_every_file_that_the_rules_for_contributors_name_is_there() -> None:
    for name in ("CONTRIBUTING.md", "SECURITY.md"):
        named = set(re.findall(r"`(\.?[a-z_]+/[\w./-]*)`", page(name))) - {".venv/"}
        for path in named:
            stem = path.replace("NAME", "*")
            inside = ROOT if (ROOT / path.split("/")[0]).exists() else ROOT / "claimline"
            assert list(inside.glob(stem.rstrip("/"))), f"{name}: {path}"


def test_changelog_keeps_its_order() -> None:
    order = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
    versions = re.split(r"^## \[(.+)\]$", page("CHANGELOG.md"), flags=re.MULTILINE)[1:]
    assert versions[0] == "Unreleased"
    numbers = [tuple(map(int, name.split("."))) for name in versions[2::2]]
    assert numbers == sorted(numbers, reverse=True)
    for text in versions[1::2]:
        headings = re.findall(r"^### (.+)$", text, re.MULTILINE)
        assert headings == sorted(set(headings), key=order.index)


def test_case_that_contributors_see_is_one_of_ours() -> None:
    found = re.search(
        r"`(tests/cases/\S+)`:\n\n```text\n(.*?)^```$", page("CONTRIBUTING.md"), re.M | re.S
    )
    assert found
    assert page(found[1]) == found[2]


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda p: p.name)
def test_files_for_the_host_of_the_repository_can_be_read(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"name", "jobs" if path.parent.name == "workflows" else "body"} <= data.keys()
    for used in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8")):
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@v\d+\.\d+\.\d+", used), used


def test_hooks_before_a_commit_run_what_make_lint_made() -> None:
    (repo,) = yaml.safe_load(page(".pre-commit-config.yaml"))["repos"]
    assert repo["repo"] == "local"
    assert all(hook["entry"].startswith(".venv/bin/") for hook in repo["hooks"])


def rows(name: str, heading: str) -> list[list[str]]:
    """The cells of the table below a row of headings that starts so."""
    text = page(name)
    start = text.index(heading)
    table = text[start:].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_dates_are_read_as_the_method_says() -> None:
    table = rows("docs/method.md", "| Written | Read as |")
    assert len(table) > 10
    for written, read in table:
        assert words(parse(written.strip("`"))) == read


def test_overrides_work(tmp_path: Path) -> None:
    write(example_files(), tmp_path)
    assert run("build", "-p", str(tmp_path), "-o", str(tmp_path / "plain"))[0] == 0
    overrides = files_in("docs/templates.md")
    assert {Path(name).suffix for name in overrides} == {".html", ".css"}
    for name, text in overrides.items():
        write({name: text}, tmp_path)
        code, printed = run("check", "--project", str(tmp_path))
        assert code == 0, printed
        run("build", "--project", str(tmp_path), "--output", str(tmp_path / "own"))
        (tmp_path / name).unlink()
        changed = [
            path
            for path in (tmp_path / "own").rglob("*")
            if path.is_file()
            and path.suffix in (".html", ".css")
            and path.read_bytes()
            != (tmp_path / "plain" / path.relative_to(tmp_path / "own")).read_bytes()
        ]
        assert changed, f"{name} changes nothing"


def test_every_template_of_a_page_is_named_with_its_view(tmp_path: Path) -> None:
    write(example_files(), tmp_path)
    named = {}
    for template, _, view in rows("docs/templates.md", "| Template | Pages | View |"):
        found = re.fullmatch(r"`(\w+)` in `(\w+)\.py`", view)
        if found:
            module = import_module(f"claimline.pages.{found[2]}")
            assert getattr(module, found[1]).__module__ == module.__name__, view
        named[template.strip("`")] = found[1] if found else "NoneType"
    theme = ROOT / "templates"
    assert set(named) == {
        path.relative_to(theme).as_posix() for path in (theme / "pages").iterdir()
    }
    seen = {one.template: type(one.view).__name__ for one in planned(tmp_path)[0].pages}
    assert seen == {template: named[template] for template in seen}
    assert len(seen) > 15


def test_values_have_the_fields_that_are_named() -> None:
    table = dict(rows("docs/templates.md", "| Value | Fields |"))
    for name, cell in table.items():
        named = re.findall(r"`(\w+)`", cell.partition(":")[0])
        value = getattr(shared_views, name.strip("`"))
        if named != ["prose"]:
            assert named == list(value.__struct_fields__), name
    given = {row[0]: row[1] for row in rows("docs/templates.md", "| Name | What it is |")}
    of_site, of_page = (re.findall(r"`(\w+)`", given[name]) for name in ("`site`", "`page`"))
    assert of_site == list(SiteContext.__struct_fields__)
    has_page = {*shared_views.HtmlPage.__struct_fields__, "root"} - {"template", "view"}
    assert set(of_page) == has_page
