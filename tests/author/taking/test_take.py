"""``claimline capture take`` in a real browser, on a server of this machine."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image
from ruamel.yaml import YAML

from claimline.author.captures import verify
from claimline.author.taking import TakeLimits, public_proxy, take
from claimline.cli import program
from claimline.diagnostics import Code, Report
from tests.apart import apart
from tests.small import write_small

ROOT = Path(__file__).parents[3]
RECORD = "content/sources/evening-copy.yaml"
PAGE = b"""<!doctype html><meta charset="windows-1251"><title>Gate</title><p id="p">Nothing yet.</p>
<script>
  p.textContent = "The gate was \xe4 open at noon."
  setInterval(() => fetch("/tick"), 20)
  window.open("/window")
  const link = Object.assign(document.createElement("a"), {href: "/file", download: "x.bin"})
  document.body.append(link); link.click()
</script>"""
ENDLESS = b"<script>setTimeout(() => { for (;;); })</script>"
TALL = b"<style>body{margin:0} div{height:8000px}</style>" + b"".join(
    f"<div style='background:rgb({nth},0,9)'></div>".encode() for nth in range(5)
)
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/asked": (302, {"Location": "/page"}, b""),
    "/page": (200, {"Content-Type": "text/html"}, PAGE),
    "/file": (200, {"Content-Type": "application/octet-stream"}, b"\0" * 999),
    "/plan.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4\n"),
    "/endless": (200, {"Content-Type": "text/html"}, ENDLESS),
    "/large": (200, {"Content-Type": "text/html"}, b"<p>" + b"a " * 1_000_000),
    "/gone": (410, {}, b"gone"),
    "/tall": (200, {"Content-Type": "text/html"}, TALL),
    "/inside": (302, {"Location": "http://127.0.0.2/secret"}, b""),
    "/tick": (200, {}, b""),
}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and the paths that were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, headers, body = ANSWERS.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}", asked
        listening.shutdown()


@pytest.fixture(autouse=True)
def _chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    find = ["sh", str(ROOT / "tests/browser/ensure_chromium.sh"), "--find"]
    monkeypatch.setenv("CHROMIUM", subprocess.check_output(find, text=True).strip())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "p")


def taken(project: Path, url: str, **limits: Any) -> tuple[Any, Report]:
    report = Report()
    limits = {"public_only": False, "seconds": 240, **limits}
    facts = {"collector": "Ann Ashby"}
    of_take = TakeLimits(**limits)
    added = apart(take, project, "evening-copy", url, report, facts=facts, limits=of_take)
    return added, report


def test_a_page_is_saved_as_one_capture(project: Path, server: tuple[str, list[str]]) -> None:
    address, asked = server
    added, report = taken(project, f"{address}/asked")
    assert added, [*report]
    time.sleep(1)  # what was under way arrives
    ticks = asked.count("/tick")
    time.sleep(0.3)
    assert asked.count("/tick") == ticks  # nothing runs after
    assert "/window" not in asked
    (capture,) = YAML(typ="safe").load((project / RECORD).read_text())["captures"]
    assert capture["url"] == f"{address}/asked"
    assert capture["final_url"] == f"{address}/page"
    assert capture["tool"].startswith("Chromium ")
    assert capture["tool"].endswith("window 1280 by 900")
    assert (capture["method"], capture["hashed"]) == ("automatic", "when-collected")
    assert capture["clock"] == "the computer's clock"
    assert capture["collector"] == "Ann Ashby"
    assert str(capture["captured"])[:2] == "20"
    files = [capture, *capture["other_files"]]
    assert [each["type"] for each in files] == [
        "text/html", "image/png", "application/pdf", "application/json",
    ]  # fmt: skip
    for each in files:
        data = (project / "captures" / each["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == each["sha256"]
    headers = json.loads(data)
    assert headers["asked"] == f"{address}/asked"
    assert [each["status"] for each in headers["answers"]] == [302, 200]
    assert ["Location", "/page"] in headers["answers"][0]["headers"]
    entry = json.loads((project / "captures/custody.jsonl").read_text().splitlines()[-1])
    assert (entry["act"], len(entry["files"])) == ("taken", 4)
    html = (project / "captures" / capture["file"]).read_text("utf-8-sig")
    assert "The gate was д open at noon." in html  # as its scripts and its own encoding show it
    checked = Report()
    assert verify(project, checked)
    assert not [each for each in checked if each.location.path == RECORD], [*checked]


def test_a_tall_page_is_taken_in_several_pictures(
    project: Path, server: tuple[str, list[str]]
) -> None:
    added, report = taken(project, f"{server[0]}/tall")
    assert added, [*report]
    (capture,) = YAML(typ="safe").load((project / RECORD).read_text())["captures"]
    files = {each["file"]: each["type"] for each in capture["other_files"]}
    data = {name: (project / "captures" / name).read_bytes() for name in files}
    pictures = [Image.open(BytesIO(data[name])) for name in files if files[name] == "image/png"]
    assert [each.height for each in pictures] == [16_000, 16_000, 8_000]
    colours = [each.convert("RGB").getpixel((9, top)) for each in pictures
               for top in range(4_000, each.height, 8_000)]  # fmt: skip
    assert colours == [(nth, 0, 9) for nth in range(5)]
    (saved,) = (json.loads(data[name]) for name in files if files[name] == "application/json")
    assert saved["height"] == 40_000
    assert [(each["from"], each["to"]) for each in saved["pictures"]] == [
        (0, 16_000), (16_000, 32_000), (32_000, 40_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "limits", "words"),
    [
        ("/gone", {}, "The server answers 410"),
        ("/plan.pdf", {}, "leads to a file, not to a page"),
        ("/endless", {"seconds": 5}, "longer than 5 seconds"),
        ("/large", {"largest": 1_000_000}, "loads too much"),
        ("/inside", {"public_only": True}, '"127.0.0.2" is not on the public network'),
    ],
)
def test_what_cannot_be_saved_changes_nothing(
    project: Path,
    server: tuple[str, list[str]],
    path: str,
    limits: dict[str, Any],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(public_proxy, "is_public", lambda place: place != "127.0.0.2")
    before = (project / RECORD).read_bytes()
    added, report = taken(project, server[0] + path, **limits)
    assert added is None
    assert words in str(next(iter(report)))
    assert [each.code for each in report] == [Code.CAPTURE_NOT_TAKEN]
    assert (project / RECORD).read_bytes() == before
    assert not (project / "captures").exists()


def test_a_host_of_this_machine_is_refused_unless_it_is_meant(
    project: Path, server: tuple[str, list[str]]
) -> None:
    added, report = taken(project, f"{server[0]}/page", public_only=True)
    assert added is None
    assert "--any-host" in str(next(iter(report)))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nobody"], 'no source "nobody"'),
        (["https://nobody.example.com/"], "No source has this address"),
        (["evening-copy"], "has no address of the web"),
        (["evening-copy", "file:///etc/passwd"], "has no address of the web"),
    ],
)
def test_a_page_that_nobody_names_is_not_taken(
    project: Path, arguments: list[str], words: str
) -> None:
    result = CliRunner().invoke(program, ["capture", "take", *arguments, "--project", str(project)])
    assert result.exit_code == 1
    assert words in result.stderr
    assert "Nothing was added." in result.stderr


def test_without_a_browser_there_is_a_hint(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    _, report = taken(project, "http://127.0.0.1:1/")
    assert "name it in the environment as CHROMIUM" in str(next(iter(report)))
    monkeypatch.setitem(sys.modules, "playwright.async_api", None)
    _, report = taken(project, "http://127.0.0.1:1/")
    assert "pip install -e '.[take]'" in str(next(iter(report)))
