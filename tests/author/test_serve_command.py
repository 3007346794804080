"""``claimline serve`` as it is typed: what it prints, how it ends, and what it refuses."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline.author.serve.editor import EDITORS, opener, pattern
from claimline.cli import program
from claimline.diagnostics import Location
from tests.ready_program import ready_program
from tests.serving import LONG, PRINTING, TINY, Client, Process, fetch, process, save, until
from tests.small import tree, write_files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_files(tmp_path / "p", TINY)


Ready = list[str | Path]


@pytest.fixture(scope="module")
def ready(compiled: Path) -> Iterator[Ready]:
    """The program, imported once for those tests that are not about its start."""
    with ready_program(PRINTING, compiled) as command:
        yield command


def run(*options: str) -> tuple[int, str]:
    """The exit code and the errors of a call that ends by itself."""
    done = CliRunner().invoke(program, ["serve", *options], catch_exceptions=False)
    return done.exit_code, done.stderr


def printed(lines: list[str], form: str) -> str:
    """The first line of this form, once it is there."""
    return str(until(lambda: next((line for line in lines if re.search(form, line)), "")))


def test_it_builds_serves_and_says_where(project: Path) -> None:
    with process(project, "--port", "0", "--verbose", "--timings") as running:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", running.url)
        assert printed(running.out, "^Built ") == running.out[0]
        assert (project / "site/index.html").is_file()
        save(project / "content/site.yaml", "title: Other\nsummary: S\n")
        line = printed(running.out, "^Rebuilt")
        assert re.fullmatch(
            r"Rebuilt in \d+\.\d\d s, \d+\.\d\d s after the change: \d+ changed\.\n", line
        )
        assert "<title>Other" in fetch(running.url)
        steps = [line.split()[-1] for line in running.err if re.match(r" +\d+\.\d{3} s ", line)]
        rebuilt = steps[len(steps) - steps[::-1].index("waiting") - 1 :]
        assert [rebuilt[nth] for nth in (1, 2, -1)] == ["starting", "reading", "remembering"]
        save(project / "content/site.yaml", "title: Other\nsummary: S\ntitel: x\n")
        assert printed(running.err, "site.yaml:3:1: error").startswith("content/site.yaml")
        assert printed(running.err, "^Build failed: 1 error. The last good site is still there.")
        save(project / "content/site.yaml", "title: Other\nsummary: S\n")
        assert printed(running.out, "nothing changed")
    assert not [line for line in running.err if "Traceback" in line]


def test_a_warning_is_printed_once(project: Path, ready: Ready) -> None:
    write_files(project, {"content/actors/mayor.yaml": "name: The mayor\n"})
    with process(project, claimline=ready) as running:
        assert running.url
        for count, title in enumerate(("One", "Two"), 1):
            save(project / "content/site.yaml", f"title: {title}\nsummary: S\n")
            until(lambda: sum(line.startswith("Rebuilt") for line in running.out) >= count)  # noqa: B023
    assert sum("unused-record" in line for line in running.err) == 1


def test_quiet_prints_the_address_alone(project: Path, ready: Ready) -> None:
    with process(project, "--port", "0", "--quiet", claimline=ready) as running:
        assert running.url
        save(project / "content/site.yaml", "title: Other\nsummary: S\n")
        until(lambda: "<title>Other" in fetch(running.url))
    assert len(running.out) == 1
    assert running.err == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(project: Path, number: int) -> None:
    """Also with an open page, an idle connection, and half a request."""
    running = Process(project)
    host, _, port = running.url.removeprefix("http://").rpartition(":")
    head = f"HTTP/1.1\r\nHost: {host}:{port}\r\n"
    with ExitStack() as stack:
        for request in (f"GET /.claimline/events {head}\r\n", f"GET / {head}\r\n", "GET / HT"):
            connection = socket.create_connection((host, int(port)), LONG)
            stack.enter_context(connection)
            connection.sendall(request.encode())
            if request.endswith("\r\n\r\n"):
                assert connection.recv(1)
        assert running.end(number) == 0
    assert running.err == ["Stopped.\n"]
    assert not (project / "site/.claimline-next").exists()


def test_it_ends_cleanly_in_the_middle_of_builds(project: Path, ready: Ready) -> None:
    running = Process(project, claimline=ready)
    assert running.url
    for nth in range(3):
        save(project / "content/site.yaml", f"title: T{nth}\nsummary: S\n")
    until(lambda: any(line.startswith("Rebuilt") for line in running.out))
    save(project / "content/site.yaml", "title: Last\nsummary: S\n")
    assert running.end() == 0
    assert running.err == ["Stopped.\n"]
    with process(project, claimline=ready) as again:
        assert "<title>Last" in fetch(again.url)


def test_a_port_that_is_taken(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, errors = run("--project", str(project), "--port", port)
    assert code == 1
    assert "Choose another port with --port" in errors
    assert "Traceback" not in errors
    assert not (project / "site").exists()


def test_without_a_port_the_next_free_one_is_taken(
    project: Path, tmp_path: Path, ready: Ready
) -> None:
    other = write_files(tmp_path / "q", {**TINY, "content/site.yaml": "title: Q\nsummary: S\n"})
    with (
        process(project, "--quiet", claimline=ready) as one,
        process(other, "--quiet", claimline=ready) as two,
    ):
        assert one.url != two.url
        assert "<title>Tiny" in fetch(one.url)
        assert "<title>Q" in fetch(two.url)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--host", "192.0.2.1"), "192.0.2.1"),
        (("--host", "no-such-host.invalid"), "no-such-host.invalid"),
    ],
)
def test_a_host_that_is_not_here(project: Path, options: tuple[str, ...], words: str) -> None:
    code, errors = run("--project", str(project), "--port", "0", *options)
    assert code == 1
    assert f"Cannot listen on {words}" in errors.replace(f"{words}:0", words)
    assert "Warning: with --host" in errors


def test_beyond_loopback_is_warned_of(project: Path, ready: Ready) -> None:
    with process(project, "--port", "0", "--host", "0.0.0.0", claimline=ready) as running:
        assert running.url.startswith("http://0.0.0.0:")
        assert printed(running.err, "^Warning: with --host 0.0.0.0") == running.err[0]
    with process(project, "--port", "0", "--host", "localhost", claimline=ready) as running:
        assert running.url.startswith("http://localhost:")
    assert not [line for line in running.err if "Warning" in line]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("good", [True, False])
def test_a_folder_whose_name_is_not_utf8(tmp_path: Path, good: bool, ready: Ready) -> None:
    """With an error: over the last good site, and where there is no site yet."""
    site = TINY["content/site.yaml"]
    project = write_files(tmp_path / os.fsdecode(b"caf\xe9"), TINY)
    if not good:
        save(project / "content/site.yaml", site + "titel: x\n")
    with process(project, claimline=ready) as running:
        client = Client(running.url)
        if good:
            save(project / "content/site.yaml", site + "titel: x\n")
        printed(running.err, "site.yaml:3:1: error")
        status, _, body = client.ask("/")
        assert status == (200 if good else 503)
        assert good or b"vscode://file" in body
        assert good or b"/caf%E9/content/site.yaml:3:1" in body
        client.close()
    assert not [line for line in running.err if "Traceback" in line]


@pytest.mark.parametrize("package", ["starlette", "python_multipart"])
def test_without_its_packages_it_says_how_to_install_them(
    project: Path, tmp_path: Path, package: str
) -> None:
    write_files(
        tmp_path / "without", {f"{package}.py": f"raise ModuleNotFoundError(name='{package}')"}
    )
    done = subprocess.run(
        [sys.executable, "-m", "claimline", "serve", "--project", str(project)],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "without")},
        cwd=Path(__file__).resolve().parents[2], capture_output=True, text=True,
        timeout=LONG, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert f"needs the package {package}" in done.stderr
    assert "pip install -e '.[serve]'" in done.stderr
    assert not (project / "site").exists()


def test_no_other_command_imports_its_packages(project: Path) -> None:
    code = (
        "import sys; from claimline.cli import main\n"
        "try: main(['build', '--project', sys.argv[1]])\n"
        "finally: print({'starlette', 'uvicorn', 'asyncio', 'watchdog'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(project)], capture_output=True, text=True,
        cwd=Path(__file__).resolve().parents[2], timeout=LONG, check=False,
    )  # fmt: skip
    assert done.stdout.endswith("set()\n"), done.stdout + done.stderr


@pytest.mark.parametrize("editor", ["notepad", "javascript:alert('{path}')", "vscode://file/"])
def test_an_editor_that_is_none(project: Path, editor: str) -> None:
    code, errors = run("--project", str(project), "--port", "0", "--editor", editor)
    assert code == 2
    assert "--editor" in errors


def test_another_output(project: Path, tmp_path: Path, ready: Ready) -> None:
    out = tmp_path / "out"
    with process(project, "--port", "0", "--output", str(out), claimline=ready) as running:
        assert fetch(running.url)
    assert "index.html" in tree(out)
    assert not (project / "site").exists()


def test_links_that_open_an_editor(project: Path) -> None:
    site = Location("content/site.yaml", 2, 5)
    path = (project / "content/site.yaml").resolve().as_posix()
    assert opener(project, "vscode")(site) == f"vscode://file{path}:2:5"
    assert opener(project, "idea")(site) == f"idea://open?file={path}&line=2&column=5"
    assert opener(project, "ed:{path}+{line}")(site) == f"ed:{path}+2"
    assert opener(project, "none")(site) == ""
    assert opener(project, "vscode")(Location("content/site.yaml")).endswith(":1:1")
    assert opener(project, "vscode")(Location("theme/base.html", 3, 1)).endswith("base.html:3:1")
    (project.parent / "secret.yaml").write_text("x")
    for elsewhere in ("content/none.yaml", "../secret.yaml", "/etc/passwd", "claimline", "content"):
        assert opener(project, "vscode")(Location(elsewhere, 1, 1)) == ""


def test_odd_names_cannot_leave_their_part_of_an_address(project: Path) -> None:
    name = "content/a b&line=9#{line}?%\"'.yaml"
    write_files(project, {name: "x"})
    link = opener(project, "idea")(Location(name, 7, 1))
    assert link.endswith("/a%20b%26line%3D9%23%7Bline%7D%3F%25%22%27.yaml&line=7&column=1")


def test_every_editor_has_a_form() -> None:
    for name, form in EDITORS.items():
        assert pattern(name) == form
        assert not form or "{path}" in form
