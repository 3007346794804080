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
from click.testing import CliRunner

from claimline import cli
from claimline.analysis import analyse
from claimline.dates import parse, words
from claimline.diagnostics import Report
from claimline.model.link import link
from claimline.model.validate import validate
from claimline.pages import parts
from claimline.pages.book import Book
from claimline.pages.plan import Plan, plan
from claimline.pages.site_context import SiteContext
from claimline.read import read_project
from claimline.reference.examples import EXAMPLES

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

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


def planned(root: Path) -> tuple[Plan, Book]:
    """The plan of the investigation in a folder, and the parts that its pages are made of."""
    report = Report()
    dossier = link(validate(read_project(root, report), report), report)
    assert dossier is not None, [str(finding) for finding in report]
    findings = analyse(dossier, report)
    return plan(dossier, findings, report), Book(dossier, findings)


# The README


def test_readme_opens_with_the_two_commands() -> None:
    sentence, fence = page("README.md").split("\n\n")[:2]
    assert re.fullmatch(r"[^#.!?][^.!?]*\.", sentence)
    lines = [line.partition("#")[0].strip() for line in fence.splitlines()]
    assert lines == ["```sh", "make site", "make test", "```"]


def test_quoted_count_is_that_of_a_shipped_claim() -> None:
    _, book = planned(ROOT)
    sentences = {book.claim_row(id_).counts.sentence for id_ in book.dossier.claims}
    quoted = re.findall(r"^> (.+)$", page("README.md"), re.MULTILINE)[0]
    assert quoted in sentences


def test_mistake_is_reported_as_the_readme_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = files_in("README.md")
    (shown,) = re.findall(r"^content/.+: error\[.+$", page("README.md"), re.MULTILINE)
    name = shown.partition(":")[0]
    files[name] = files[name].replace("title:", "titel:", 1)
    write(files, tmp_path)
    monkeypatch.chdir(tmp_path)
    code, printed = run("check")
    assert code == 1
    assert shown in printed.splitlines()


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
    arguments = shlex.split(found["rest"])
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
    write(dict(EXAMPLES.values()), tmp_path)
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
    write(dict(EXAMPLES.values()), tmp_path)
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
        value = getattr(parts, name.strip("`"))
        if named != ["prose"]:
            assert named == list(value.__struct_fields__), name
    given = {row[0]: row[1] for row in rows("docs/templates.md", "| Name | What it is |")}
    for name, value in (("`site`", SiteContext), ("`page`", parts.Page)):
        assert set(re.findall(r"`(\w+)`", given[name])) <= {
            *value.__struct_fields__, "root",
        }  # fmt: skip


# Names of modules, files and tokens

CODE_SPAN = re.compile(r"`([^`\n]+)`")
PYTHON_FILE = re.compile(r"[\w/]+\.py")
DOTTED = re.compile(r"claimline(?:\.\w+)+")
# Of tables whose text says in which folder their modules are.
FOLDERS = ("", "claimline", "claimline/pages")


def spans(path: Path) -> set[str]:
    """What a page writes as code in a line."""
    return set(CODE_SPAN.findall(FENCE.sub("", path.read_text(encoding="utf-8"))))


def defined(name: str) -> bool:
    """Whether a dotted name is a module's, or that of something which the module defines."""
    module, _, last = name.rpartition(".")
    try:
        import_module(name)
    except ModuleNotFoundError:
        value = getattr(import_module(module), last, None)
        return value is not None and getattr(value, "__module__", module) == module
    return True


def test_a_name_that_is_only_imported_is_not_defined() -> None:
    assert defined("claimline.pages.plan.plan")
    assert not defined("claimline.pages.plan.SiteContext")
    assert not defined("claimline.pages.plan.no_such_name")


@pytest.mark.parametrize("path", [*PAGES, *ROOT.glob("CONTRIBUTING.md")], ids=lambda p: p.name)
def test_modules_that_are_named_are_there(path: Path) -> None:
    for span in spans(path) - {"build.py"}:
        if PYTHON_FILE.fullmatch(span):
            places = [ROOT / folder / span for folder in FOLDERS]
            assert any(place.is_file() for place in places), f"{path.name}: {span}"
        elif DOTTED.fullmatch(span):
            assert defined(span), f"{path.name}: {span}"


def test_every_token_is_documented_with_its_value() -> None:
    sheet = page("templates/assets/css/10-tokens.css").partition("@media")[0]
    tokens = dict(re.findall(r"(--[a-z]+): ([^;]+);", sheet))
    documented = {row[0].strip("`"): row[1].strip("`") for row in rows(
        "docs/templates.md", "| Token | Default |"
    )}  # fmt: skip
    assert documented == {name: " ".join(value.split()) for name, value in tokens.items()}
    assert len(tokens) > 20
