"""What once broke the program, and must not again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import cli, pipeline
from claimline.diagnostics import Code, Location, Report
from claimline.options import BuildOptions
from claimline.publish.link_check import broken_links
from claimline.publish.writing import OutputError, write
from tests.small import tree, write_files, write_small


def _built(project: Path) -> tuple[dict[str, bytes], list[str]]:
    report = Report()
    site = project.parent / "site"
    pipeline.build(BuildOptions(project, site), report)
    return tree(site) if site.is_dir() else {}, [str(found) for found in report]


def test_ids_of_events_cannot_clash_with_their_citations(tmp_path: Path) -> None:
    event = "title: {}\ndate: 2024-03-02\nstatus: alleged\ntext: It was [@board-notice].\n"
    event += (
        "citations: [{{source: board-notice, statement: board-2024-03-02, stance: supports}}]\n"
    )
    project = write_small(tmp_path / "small")
    names = ("event-a", "a-cite-1", "a-s-1", "a", "cite-a-1", "s-a", "a-1")
    write_files(project, {f"content/events/{id_}.yaml": event.format(id_) for id_ in names})
    files, found = _built(project)
    assert found == []
    assert list(broken_links(files)) == []


@pytest.mark.parametrize("text", ["<abbr title=\"> [@board-notice] x\">y</abbr>",
    "<abbr title='> [w](claim:gate-closed-late)'>y</abbr>"])  # fmt: skip
def test_nothing_is_put_into_an_attribute(text: str, tmp_path: Path) -> None:
    project = write_small(tmp_path / "small")
    page = f"---\ntitle: About\n---\nBefore {text} after.\n"
    files, found = _built(write_files(project, {"content/pages/about.md": page}))
    assert found == []
    assert "<sup" not in files["about.html"].decode().partition("<main")[2]


@pytest.mark.parametrize(
    "text", ["A <script>secret [@board-notice]</script> b.", "<style>[@board-notice]</style>"]
)
def test_a_script_or_a_style_is_an_error(text: str, tmp_path: Path) -> None:
    project = write_small(tmp_path / "small")
    page = f"---\ntitle: About\n---\nBefore {text} after.\n"
    files, found = _built(write_files(project, {"content/pages/about.md": page}))
    assert len(found) == 1
    assert "error[bad-markdown]" in found[0]
    assert files == {}


def test_a_finding_stays_on_one_line() -> None:
    report = Report()
    report.add(Location("content/a.yaml", 1, 1), Code.BAD_VALUE, "a\n::error ::pwned", "b\x1b[2J")
    (found,) = report
    assert str(found) == "content/a.yaml:1:1: error[bad-value] a\\n::error ::pwned b\\x1b[2J"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_among_the_assets_is_not_opened(tmp_path: Path) -> None:
    project = write_small(tmp_path / "small")
    (project / "templates" / "assets").mkdir(parents=True)
    os.mkfifo(project / "templates" / "assets" / "pipe")
    (project / "templates" / "loop").symlink_to("loop")
    files, found = _built(project)
    assert files == {}
    assert [line.partition(" ")[0] for line in found] == [
        "templates/assets/pipe:", "templates/loop:",
    ]  # fmt: skip
    assert all("error[file-unreadable]" in line for line in found)


def test_an_asset_with_a_name_that_no_site_can_have_is_the_authors_fault(tmp_path: Path) -> None:
    project = write_files(write_small(tmp_path / "small"), {"templates/assets/a:b": "x"})
    files, found = _built(project)
    assert files == {}
    assert len(found) == 1
    assert found[0].startswith("templates/assets: error[output-failed]")


def test_a_folder_of_gits_own_is_no_place_for_a_site(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for output in (tmp_path / ".git", tmp_path / ".git" / "site"):
        with pytest.raises(OutputError) as refused:
            write({"index.html": b"x"}, output, project=tmp_path / "project")
        assert refused.value.code is Code.OUTPUT_PLACE


def test_a_folder_that_no_build_wrote_keeps_what_is_in_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    before = out.stat().st_ino
    write({"index.html": b"x", "a.html": b"y"}, out, project=tmp_path / "project")
    assert out.stat().st_ino == before
    assert sorted(tree(out)) == [".claimline.json", "a.html", "index.html", "mine.txt"]


@pytest.mark.parametrize("address", ["mailto:a@b.example.org", "https://x.example.org/a?b=c",
    "https://x.example.org/a#d", "https://x.example.org//evil.example.org/", "https://[x/",
    "https://."])  # fmt: skip
def test_a_base_address_is_one_under_which_pages_can_stand(address: str, tmp_path: Path) -> None:
    project = write_small(tmp_path / "small")
    site = (project / "content" / "site.yaml").read_text()
    write_files(project, {"content/site.yaml": f'base_url: "{address}"\n{site}'})
    _, found = _built(project)
    assert len(found) == 1
    assert found[0].startswith("content/site.yaml:1:11: error[bad-url]")


def test_a_narrow_terminal_and_a_gone_folder_end_nothing(repository: Path, tmp_path: Path) -> None:
    project = write_small(tmp_path / "ж")
    out = tmp_path / "out"
    out.mkdir()
    for encoding in ("latin-1", "ascii"):
        done = subprocess.run(
            [sys.executable, repository / "build.py", "--project", project, "--output", "."],
            cwd=out, env={**os.environ, "PYTHONIOENCODING": encoding}, capture_output=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
    if os.path.exists("/dev/full"):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [sys.executable, repository / "build.py", "--project", project, "-o", out],
                stdout=full, stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "name", ["a\x1b[31m.html", "b\nerror: forged.html", "c\x9b2J.html", "\x7f.html"]
)
def test_the_name_of_a_template_is_no_command_to_the_terminal(name: str, tmp_path: Path) -> None:
    project = write_small(tmp_path / "small")
    (project / "templates").mkdir()
    (project / "templates" / name).write_text("{% broken", encoding="utf-8")
    pipeline.check(BuildOptions(project), report := Report())
    lines = [str(diagnostic) for diagnostic in report]
    assert lines
    assert all(line.isprintable() for line in lines)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("name", [b"a\xff.html", b"assets/b\xfe.txt", b"root/\xc3.txt"])
def test_the_name_of_a_template_that_is_no_text_is_an_error(name: bytes, tmp_path: Path) -> None:
    project = write_small(tmp_path / "small")
    file = Path(os.fsdecode(os.fsencode(project) + b"/templates/" + name))
    file.parent.mkdir(parents=True)
    file.write_text("x", encoding="utf-8")
    _, found = _built(project)
    assert len(found) == 1
    assert "error[file-unreadable] The name of the file is not UTF-8." in found[0]
    assert found[0].isprintable()


@pytest.mark.parametrize(
    "command", [["verify"], ["schema"], ["export", "--single-file"], ["new", "claim"], []]
)
def test_a_name_that_is_given_is_no_command_to_the_terminal(
    command: list[str], tmp_path: Path
) -> None:
    """A pattern of the shell may stand for a name that somebody else has chosen."""
    name = tmp_path / "a\x1b[31m\nerror: forged\u202e.csv"
    name.write_bytes(b"")
    done = CliRunner().invoke(cli.program, [*command, str(name)])
    assert done.exit_code
    assert "error: forged" in done.output
    assert all(line.isprintable() and line[:6] != "error:" for line in done.output.splitlines())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize("name", ["site", "site/.claimline.json"])
@pytest.mark.parametrize("kind", ["a pipe", "a link to itself"])
def test_what_lies_where_the_site_goes_is_not_opened(name: str, kind: str, tmp_path: Path) -> None:
    project = write_small(tmp_path / "small")
    place = project / name
    place.parent.mkdir(exist_ok=True)
    if kind == "a pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(place.name)
    pipeline.build(BuildOptions(project, project / "site"), report := Report())
    (found,) = report
    assert found.code in (Code.OUTPUT_PLACE, Code.OUTPUT_FAILED, Code.OUTPUT_FOREIGN)
