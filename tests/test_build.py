"""A build as its users run it: what it prints, what it leaves, and that it never breaks down."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import time
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import edition_links, pipeline
from claimline.cli import program
from claimline.diagnostics import Code, Report
from claimline.options import BuildOptions
from tests.small import CASE_WITH_ERROR, CASE_WITH_WARNING, FILES, tree, write_files, write_small


@dataclass(frozen=True)
class Ended:
    """How a run ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


class Runner:
    """Runs the command line of ``build.py``."""

    def __init__(self, repository: Path, at: Path) -> None:
        self.script = repository / "build.py"
        self.at = at

    def __call__(self, *arguments: str | Path, at: Path | None = None) -> Ended:
        """In this process: most of what is tested here needs none of its own."""
        with chdir(at or self.at):
            done = CliRunner().invoke(
                program, [str(one) for one in arguments], obj=self.script.parent,
                prog_name="build.py", catch_exceptions=False,
            )  # fmt: skip
        return Ended(done.exit_code, done.stdout, done.stderr)

    def alone(self, *arguments: str | Path, at: Path | None = None, **env: str) -> Ended:
        """In a process of its own, as its users run it."""
        done = subprocess.run(
            [sys.executable, self.script, *arguments],
            cwd=at or self.at,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def run(repository: Path, tmp_path: Path) -> Runner:
    return Runner(repository, tmp_path)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small investigation, not built yet."""
    return write_small(tmp_path / "small")


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """What changes when a file or a folder is written."""
    found = {".": folder.stat(), **{str(path): path.stat() for path in folder.rglob("*")}}
    return {path: (of.st_mtime_ns, of.st_ino) for path, of in found.items()}


# Building again


def test_a_first_build_says_what_it_made(run: Runner, small: Path) -> None:
    done = run.alone("--project", small, "--strict")
    assert done.returncode == 0
    assert done.stderr == ""
    pages = len(list((small / "site").rglob("*.html")))
    files = len(tree(small / "site")) - 1  # the list of files is not one of them
    pattern = rf"Built {pages} pages into \S+/ in \d+\.\d\d s: {files} new\.\n"
    assert re.fullmatch(pattern, done.stdout)


def test_a_second_build_writes_nothing_and_says_so(run: Runner, small: Path) -> None:
    time.sleep(0.05)  # files that are as new as the clock's tick would be read again
    run("--project", small)
    before = _stamps(small / "site"), _stamps(small)
    done = run("--project", small)
    assert done.returncode == 0
    assert done.stdout.startswith("Nothing to write: ")
    assert (_stamps(small / "site"), _stamps(small)) == before


def test_a_build_that_changes_nothing_clears_up_after_a_killed_one(
    run: Runner, small: Path
) -> None:
    run("--project", small)
    before = tree(small / "site")
    (small / "site/.claimline-next").mkdir()
    (small / "site/.claimline-next/1").write_bytes(b"half")
    assert run("--project", small).returncode == 0
    assert sorted(path.name for path in small.iterdir()) == ["content", "site"]
    assert tree(small / "site") == before


def test_a_changed_record_changes_its_pages_alone(run: Runner, small: Path) -> None:
    run("--project", small)
    before = tree(small / "site")
    text = FILES["content/pages/about.md"].replace("Neighbours", "Two neighbours")
    write_files(small, {"content/pages/about.md": text})
    done = run("--project", small)
    assert "3 changed, " in done.stdout
    after = tree(small / "site")
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {
        "about.html", "data/investigation.json", "manifest.json", ".claimline.json",
    }  # fmt: skip
    assert before.keys() == after.keys()


# The same bytes


def test_same_bytes_wherever_and_however(run: Runner, small: Path, tmp_path: Path) -> None:
    run("--project", small)
    before = tree(small / "site")
    assert "chronology.html" in before
    other = tmp_path / "a folder" / "with é" / "case"
    shutil.copytree(small / "content", other / "content")
    # Files in another order of making, with other times.
    for nth, path in enumerate(sorted(other.rglob("*"), reverse=True)):
        os.utime(path, (nth, nth))
    for zone, locale, seed, hour in (
        ("America/St_Johns", "tr_TR.UTF-8", "1", "0"),
        ("Asia/Kathmandu", "C", "2", "4102444800"),
    ):
        output = tmp_path / f"out-{seed}"
        done = run.alone(
            "build", "-p", other, "-o", output, at=other / "content/claims",
            TZ=zone, LC_ALL=locale, LANG=locale, PYTHONHASHSEED=seed, SOURCE_DATE_EPOCH=hour,
            PYTHONUTF8="0", PYTHONOPTIMIZE=seed,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert tree(output) == before


def test_same_bytes_from_an_umask_and_read_only_content(small: Path, tmp_path: Path) -> None:
    """Content that nobody may write to is enough, and the umask is no part of a file's bytes."""
    expected = tmp_path / "expected"
    pipeline.build(BuildOptions(small, expected), Report())
    folders = [small, *(path for path in small.rglob("*") if path.is_dir())]
    before = os.umask(0o077)
    try:
        for path in small.rglob("*"):
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o222)
        small.chmod(0o555)
        report = Report(strict=True)
        pipeline.build(BuildOptions(small, tmp_path / "site"), report)
    finally:
        os.umask(before)
        for folder in folders:
            folder.chmod(0o755)
    assert list(report) == []
    assert tree(tmp_path / "site") == tree(expected)
    assert {path.name for path in small.iterdir()} == {"content"}


# Findings


def test_neither_jobs_nor_zone_nor_hashes_change_a_byte(
    run: Runner, built_site: Path, tmp_path: Path
) -> None:
    """Of the shipped investigation, since a small one is not worth a second process.

    The site of all tests has the zone of this machine, and a process for each of its cores.
    """
    trees = [tree(built_site)]
    for jobs, zone, seed in (("1", "Pacific/Chatham", "4"), ("5", "America/St_Johns", "5")):
        out = tmp_path / f"jobs-{jobs}"
        done = run.alone("--output", out, "--jobs", jobs, "--timings", TZ=zone, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        assert re.search(r"^ +[0-9.]+ s( +[0-9]+ MB)?  rendering$", done.stderr, re.MULTILINE)
        trees.append(tree(out))
    assert trees[0] == trees[1] == trees[2]


def test_an_error_leaves_the_last_site(run: Runner, small: Path) -> None:
    run("--project", small)
    before = tree(small / "site"), _stamps(small / "site")
    write_files(small, CASE_WITH_ERROR)
    done = run.alone("--project", small)
    assert done.returncode == 1
    assert done.stdout == ""
    first, last = done.stderr.splitlines()
    assert first.startswith("content/claims/x.yaml:3:1: error[unknown-key] ")
    assert last == "Build failed: 1 error. Nothing was written."
    assert (tree(small / "site"), _stamps(small / "site")) == before


def test_an_error_without_a_site_makes_none(run: Runner, small: Path) -> None:
    write_files(small, CASE_WITH_ERROR)
    assert run("--project", small).returncode == 1
    assert {path.name for path in small.iterdir()} == {"content"}


def test_strict_turns_warnings_into_errors(run: Runner, small: Path) -> None:
    write_files(small, CASE_WITH_WARNING)
    strict = run("--strict", "--project", small)
    assert strict.returncode == 1
    assert "warning[unused-record]" in strict.stderr
    assert "Warnings count as errors." in strict.stderr
    assert not (small / "site").exists()
    done = run("--project", small)
    assert done.returncode == 0
    assert "warning[unused-record]" in done.stderr
    assert "1 warning" in done.stdout
    assert (small / "site/index.html").is_file()


@pytest.mark.parametrize("command", ["build", "check"])
def test_json_is_one_document(command: str, run: Runner, small: Path) -> None:
    good = run(command, "--format", "json", "--project", small)
    assert good.stderr == ""
    found = json.loads(good.stdout)
    assert (found["command"], found["ok"], found["diagnostics"]) == (command, True, [])
    assert found["pages"] > 20
    write_files(small, CASE_WITH_ERROR)
    bad = run(command, "--format", "json", "--project", small)
    assert bad.returncode == 1
    assert bad.stderr == ""
    found = json.loads(bad.stdout)
    assert (found["ok"], found["errors"], found["written"]) == (False, 1, None)
    (one,) = found["diagnostics"]
    assert one.pop("message").startswith('"reasonning"')
    assert one == {
        "path": "content/claims/x.yaml", "line": 3, "column": 1, "level": "error",
        "code": "unknown-key", "suggestion": 'Did you mean "reasoning"?',
    }  # fmt: skip


def test_github_lines(run: Runner, small: Path) -> None:
    write_files(small, {**CASE_WITH_ERROR, **CASE_WITH_WARNING})
    done = run("--format", "github", "--project", small)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert line.startswith("::error file=content/claims/x.yaml,line=3,col=1,title=unknown-key::")


def test_quiet_prints_findings_and_nothing_else(run: Runner, small: Path) -> None:
    done = run("--quiet", "--project", small)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    write_files(small, CASE_WITH_ERROR)
    done = run("--quiet", "--project", small)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "error[unknown-key]" in line


def test_verbose_prints_each_step(run: Runner, small: Path) -> None:
    done = run("--verbose", "--project", small)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "reading ...", "linking ...", "planning ...", "rendering ...", "writing ...",
        "remembering ...",
    ]  # fmt: skip


def test_a_fault_of_the_program_is_told_in_a_line(
    small: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("gate")

    monkeypatch.setattr(edition_links, "link", fail)
    with pytest.raises(SystemExit) as left:
        program(["build", "--project", str(small)])
    assert left.value.code == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines()[0].startswith(f"claimline: error[{Code.INTERNAL}] KeyError: 'gate'.")
    assert "Traceback" not in err
    with pytest.raises(KeyError):
        program(["build", "--verbose", "--project", str(small)])


# The command line


def loaded_by(run: Runner, *arguments: str) -> tuple[str, set[str]]:
    """Return what a command prints in a process of its own, and the packages that it loads."""
    code = (
        "import runpy, sys\n"
        f"sys.argv = ['build.py', *{arguments!r}]\n"
        "try:\n"
        f"    runpy.run_path({str(run.script)!r}, run_name='__main__')\n"
        "finally:\n"
        "    print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=run.script.parent, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0
    return done.stdout, set(done.stderr.split())


HEAVY = {"pydantic", "jinja2", "yaml", "markdown", "nh3", "rich", "babel"}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["build", "--help"]])
def test_a_short_answer_loads_little(arguments: list[str], run: Runner) -> None:
    printed, loaded = loaded_by(run, *arguments)
    assert printed.strip()
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_a_build_in_which_nothing_changed_loads_little(run: Runner, tmp_path: Path) -> None:
    project = write_small(tmp_path / "small")
    time.sleep(0.06)  # files that are as new as the clock's tick would be read again
    printed, loaded = loaded_by(run, "build", "--project", str(project))
    assert printed.startswith("Built ")
    assert loaded >= {"pydantic", "jinja2", "yaml"}
    printed, loaded = loaded_by(run, "build", "--project", str(project))
    assert printed.startswith("Nothing to write: ")
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-option"], ["chekc"], ["--format", "xml"], ["check", "--output", "x"],
        ["--project", "nowhere"], ["build", "more"],
    ],
)  # fmt: skip
def test_what_is_not_understood_exits_with_2(arguments: list[str], run: Runner) -> None:
    done = run.alone(*arguments) if arguments == ["chekc"] else run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr
    assert list(run.at.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bild"], 'No such command "bild". Did you mean "build"?'),
        (["--strict", "chekc"], 'No such command "chekc". Did you mean "check"?'),
        (["zzz"], 'No such command "zzz".'),
    ],
)
def test_a_command_that_is_unknown_gets_the_nearest(
    arguments: list[str], message: str, run: Runner
) -> None:
    assert run(*arguments).stderr.rstrip().endswith(f"Error: {message}")


def test_a_folder_that_is_no_project(run: Runner, tmp_path: Path) -> None:
    done = run("--project", tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("content: error[file-missing] ")
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_cannot_be(run: Runner, small: Path) -> None:
    before = tree(small / "content")
    done = run("--project", small, "--output", small / "content/site")
    assert done.returncode == 1
    assert "error[output-place]" in done.stderr
    assert tree(small / "content") == before
    assert {path.name for path in small.iterdir()} == {"content"}


def test_output_and_project_count_from_the_working_directory(run: Runner, small: Path) -> None:
    done = run("--project", "small", "--output", "public", at=small.parent)
    assert done.returncode == 0, done.stderr
    assert "into public/ in" in done.stdout
    assert (small.parent / "public/index.html").is_file()
    assert not (small / "site").exists()
