"""``claimline check --links`` says which outside pages are gone, moved or changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import cli
from claimline.author.outside import LinkResult, check_links
from claimline.author.outside.archive_lookup import ArchiveLookup
from claimline.author.outside.page_fetch import PageFetcher
from claimline.diagnostics import Code, Report
from claimline.user_cache import project_cache
from tests.author.outside.bad_server import QUOTED, BadServer, bad_server, response
from tests.small import tree, write_small

NOTICE = "content/sources/board-notice.yaml"
ABOUT = "content/pages/about.md"
LATE = "content/claims/gate-closed-late.yaml"
COPY = "https://web.archive.org/web/20240303101500/"


@pytest.fixture
def server() -> Iterator[BadServer]:
    with bad_server() as running:
        yield running


@pytest.fixture
def project(tmp_path: Path, server: BadServer) -> Path:
    """The small investigation, whose outside addresses all lead to the server."""
    root = write_small(tmp_path / "project")
    change(root, "mailto:notebook@example.org", "https://board.example.org/", ABOUT)
    for file in root.glob("content/**/*"):
        if file.is_file():
            text = file.read_text("utf-8")
            text = text.replace("https://board.example.org", server.url)
            file.write_text(re.sub(r"\n +quote: closed at 21:30", "", text), "utf-8")
    for file in (root / "content/sources").iterdir():
        lines = file.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if "https://" not in line and "archives:" not in line]
        kept = [line for line in kept if "captured:" not in line]
        file.write_text("".join(kept), "utf-8")
    change(root, f"url: {server.url}/good", f"url: {server.url}/notices/gate")
    return root


def change(project: Path, new: str, old: str, file: str = NOTICE) -> None:
    path = project / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def quote(project: Path, words: str) -> None:
    cited = f'citations:\n  - source: board-notice\n    quote: "{words}"\n    stance: supports\n'
    change(project, cited, "citations:\n", LATE)


def lookup_at(server: BadServer) -> Callable[[PageFetcher], ArchiveLookup]:
    def made(fetcher: PageFetcher) -> ArchiveLookup:
        return ArchiveLookup(
            fetcher, wayback=f"{server.url}/wayback", memento=f"{server.url}/memento"
        )

    return made


def run(
    project: Path, server: BadServer, *, archives: bool = False, again: bool = False, now: float = 0
) -> tuple[list[str], LinkResult]:
    report = Report()
    result = check_links(
        project, report, archives=archives, again=again, now=lambda: now + 1e9,
        new_fetcher=lambda: PageFetcher(pause=0, public_only=False, seconds=5),
        new_lookup=lookup_at(server),
    )  # fmt: skip
    assert result is not None
    return [str(found) for found in report], result


def test_a_page_that_is_there_with_its_quote_says_nothing(project: Path, server: BadServer) -> None:
    quote(project, QUOTED)
    found, result = run(project, server)
    assert found == []
    assert (result.addresses, result.asked, result.states) == (1, 1, {"there": 1})
    assert server.asked == ["/robots.txt", "/good"]


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/gone", Code.LINK_GONE, "url_status: dead"),
        ("/moved", Code.LINK_MOVED, "/good`"),
        ("/broken", Code.LINK_UNCHECKED, "answers 500"),
        ("/silent-as-never", Code.LINK_GONE, "404"),
        ("/moved-to-file", Code.LINK_UNCHECKED, "was not asked for"),
    ],
)
def test_each_answer_is_advice_at_the_address(
    project: Path, server: BadServer, path: str, code: Code, words: str
) -> None:
    change(project, path, "/good")
    ((found), *rest), _ = run(project, server)
    assert rest == []
    assert f"warning[{code}]" in found
    assert words in found
    line = (project / NOTICE).read_text("utf-8").splitlines().index(f"url: {server.url}{path}") + 1
    assert found.startswith(f"{NOTICE}:{line}:")


def test_the_same_page_at_a_tidier_address_has_not_moved(project: Path, server: BadServer) -> None:
    server.more["/plain"] = response("301 Moved", b"", "Location: /plain?utm_source=feed")
    server.more["/plain?utm_source=feed"] = response("200 OK", b"<p>Words.</p>")
    change(project, "/for-now", "/good")
    assert run(project, server)[0] == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/changed", "does not have the quote"),
        ("/differs", "has the quote"),
    ],
)
def test_a_page_without_the_quote(project: Path, server: BadServer, path: str, words: str) -> None:
    quote(project, QUOTED)
    change(project, path, "/good")
    (found,), _ = run(project, server)
    assert f"warning[{Code.LINK_QUOTE}]" in found
    assert words in found


@pytest.mark.parametrize("path", ["/picture", "/binary", "/text", "/strange-charset"])
def test_a_page_of_any_kind_is_read_or_left_alone(
    project: Path, server: BadServer, path: str
) -> None:
    """What has no words gives no finding about them, and no text is lost to a wrong name."""
    quote(project, QUOTED)
    change(project, path, "/good")
    found, _ = run(project, server)
    assert all("link-quote" in line for line in found)
    assert (found != []) == (path == "/binary")


def test_a_page_in_an_old_encoding(project: Path, server: BadServer) -> None:
    quote(project, "Die Tür fiel zu, sagte er.")
    change(project, "/latin", "/good")
    assert run(project, server)[0] == []


def test_links_in_texts_are_asked_too(project: Path, server: BadServer) -> None:
    about = project / ABOUT
    about.write_text(about.read_text("utf-8") + f"\nSee [it]({server.url}/gone).\n", "utf-8")
    (found,), result = run(project, server)
    assert result.addresses == 2
    assert found.startswith("content/pages/about.md:")
    assert "Correct the address, or remove it." in found


def test_one_address_is_asked_once(project: Path, server: BadServer) -> None:
    about = project / ABOUT
    about.write_text(about.read_text("utf-8") + f"\nSee [it]({server.url}/good).\n", "utf-8")
    _, result = run(project, server)
    assert (result.addresses, result.asked) == (2, 1)
    assert server.asked.count("/good") == 1


# What is known already


def test_answers_of_a_week_count(project: Path, server: BadServer) -> None:
    change(project, "/gone", "/good")
    first, _ = run(project, server)
    before = list(server.asked)
    again, result = run(project, server, now=6 * 86400)
    assert (again, result.asked) == (first, 0)
    assert server.asked == before
    assert run(project, server, now=8 * 86400)[1].asked == 1
    assert run(project, server, again=True, now=8 * 86400)[1].asked == 1


def test_a_new_quote_is_looked_up(project: Path, server: BadServer) -> None:
    run(project, server)
    quote(project, "The gate stood open.")
    (found,), result = run(project, server)
    assert "link-quote" in found
    assert result.asked == 1


def test_a_stopped_check_goes_on(project: Path, server: BadServer) -> None:
    """What was answered before the stop is kept; a line that was cut off is passed over."""
    about = project / ABOUT
    about.write_text(about.read_text("utf-8") + f"\nSee [it]({server.url}/text).\n", "utf-8")
    run(project, server)
    file = project_cache(project) / "links.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    assert len(lines) == 2
    file.write_bytes(lines[0] + lines[1][:30])
    assert run(project, server)[1].asked == 1


def test_what_others_wrote_into_the_memory_is_passed_over(project: Path, server: BadServer) -> None:
    file = project_cache(project) / "links.jsonl"
    file.write_bytes(b'\xff\n{"url": 3}\n[]\nnull\n' + b"[" * 5000 + b"\n")
    assert run(project, server)[1].asked == 1


def test_nothing_is_written_into_the_project(project: Path, server: BadServer) -> None:
    before = tree(project)
    change(project, "/gone", "/good")
    change(project, "/good", "/gone")
    run(project, server, archives=True)
    assert tree(project) == before


# Archive copies


def availability(closest: object) -> bytes:
    body = json.dumps({"url": "x", "archived_snapshots": {"closest": closest}}).encode()
    return response("200 OK", body, "Content-Type: application/json")


def test_a_copy_is_proposed_where_a_source_has_none(project: Path, server: BadServer) -> None:
    server.more["/wayback"] = availability(
        {"available": True, "url": f"http{COPY[5:]}x", "timestamp": "20240303101500"}
    )  # fmt: skip
    (found,), _ = run(project, server, archives=True)
    assert f"warning[{Code.LINK_COPY}]" in found
    assert f"{{url: {COPY}x, captured: 2024-03-03T10:15:00Z}}" in found
    assert any("timestamp=20240302" in path for path in server.asked)


def test_memento_is_asked_where_the_first_has_none(project: Path, server: BadServer) -> None:
    server.more["/wayback"] = availability(None)
    closest = {"datetime": "2024-03-04T08:00:00Z", "uri": ["https://archive.example.org/c"]}
    body = json.dumps({"mementos": {"closest": closest}}).encode()
    server.more[f"/memento/20240302/{server.url}/good"] = response("200 OK", body)
    (found,), _ = run(project, server, archives=True)
    assert "{url: https://archive.example.org/c, captured: 2024-03-04T08:00:00Z}" in found


@pytest.mark.parametrize(
    "closest",
    [
        {"available": True, "url": "javascript:alert(1)", "timestamp": "20240303101500"},
        {"available": True, "url": "https://a.example.org/", "timestamp": "soon"},
        {"available": "yes", "url": [], "timestamp": 7},
        {"available": False, "url": "https://a.example.org/", "timestamp": "20240303101500"},
        [],
    ],
)
def test_what_an_archive_says_is_checked(project: Path, server: BadServer, closest: object) -> None:
    server.more["/wayback"] = availability(closest)
    assert run(project, server, archives=True)[0] == []


def test_a_source_with_a_copy_is_not_looked_up(project: Path, server: BadServer) -> None:
    archives = f"archives:\n  - url: {server.url}/text\n"
    change(project, f"{archives}carries:", "carries:")
    run(project, server, archives=True)
    assert not any(path.startswith(("/wayback", "/memento")) for path in server.asked)


# The command


def test_the_command_counts_and_refuses_this_machine(project: Path, server: BadServer) -> None:
    arguments = ["check", "--links", "-p", str(project)]
    result = CliRunner().invoke(cli.program, arguments)
    assert result.exit_code == 0, result.output
    assert "not on the public network" in result.output
    assert "Outside addresses: 1 (1 not asked)." in result.output
    assert server.asked == []
    result = CliRunner().invoke(cli.program, [*arguments, "--format", "json"])
    assert json.loads(result.stdout)["links"] == {"addresses": 1, "asked": 0, "not_asked": 1}


@pytest.mark.parametrize("option", ["--archives", "--again"])
def test_options_that_go_with_links(project: Path, option: str) -> None:
    result = CliRunner().invoke(cli.program, ["check", option, "-p", str(project)])
    assert result.exit_code == 2
    assert "go with --links" in result.output


def test_without_the_option_nothing_is_asked(project: Path, server: BadServer) -> None:
    CliRunner().invoke(cli.program, ["check", "-p", str(project)])
    assert server.asked == []
