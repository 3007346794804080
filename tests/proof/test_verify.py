"""A copy is held against its manifest: in a folder, at an address, and against the records."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claimline import cli, pipeline
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from claimline.proof import published_copy, signatures
from claimline.proof.published_copy import AddressCopy, CopyError
from tests.small import write_small


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_small(tmp_path_factory.mktemp("verify"))
    pipeline.build(BuildOptions(root), Report())
    return root


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(project / "site", tmp_path / "copy"))


def verified(*arguments: object) -> tuple[int, dict[str, Any]]:
    """The exit code of ``claimline verify``, and what it says as JSON."""
    words = ["verify", *map(str, arguments), "--format", "json"]
    done = CliRunner().invoke(cli.program, words)
    return done.exit_code, json.loads(done.output)


def printed(*arguments: object) -> str:
    return CliRunner().invoke(cli.program, ["verify", *map(str, arguments)]).output


def test_a_copy_that_fits(copy: Path) -> None:
    code, said = verified(copy)
    assert (code, said["ok"], said["different"], said["not_listed"]) == (0, True, [], [])
    assert "Every file is as it lists it." in printed(copy)


def test_each_file_that_differs_is_named(copy: Path, tmp_path: Path) -> None:
    (copy / "index.html").write_bytes((copy / "index.html").read_bytes() + b" ")
    (copy / "origins.html").unlink()
    (copy / "chronology.html").unlink()
    (tmp_path / "outside").write_text("x")
    (copy / "chronology.html").symlink_to(tmp_path / "outside")
    (copy / "assets/style.css").unlink()
    (copy / "assets/style.css").mkdir()
    (copy / "CNAME").write_text("example.org")
    code, said = verified(copy)
    assert code == 1
    assert said["different"] == ["index.html"]
    assert said["missing"] == ["origins.html"]
    assert said["unread"] == {
        "chronology.html": "it is outside the folder", "assets/style.css": "it is not a plain file",
    }  # fmt: skip
    assert said["not_listed"] == ["CNAME"]


def test_a_file_that_is_not_listed_fails_only_when_strict(copy: Path) -> None:
    (copy / "evil.html").write_text("x")
    assert verified(copy)[0] == 0
    assert "not in the manifest, so nothing is said of them: evil.html." in printed(copy)
    assert verified(copy, "--strict")[0] == 1


def test_the_digest_that_is_expected(copy: Path) -> None:
    digest = verified(copy)[1]["manifest"]["sha256"]
    assert verified(copy, "--expect", digest)[0] == 0
    assert verified(copy, "--expect", digest.upper())[0] == 0
    assert verified(copy, "--expect", "0" * 64)[0] == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no-such-folder", "There is no folder"),
        ("ftp://example.org/", "is not an address of http or https"),
        ("file:///etc/passwd", "is not an address of http or https"),
        ("https://user@example.org/", "is not an address of http or https"),
        ("https://example.org/?x=1", "is not an address of http or https"),
        ("https://[x/", "is not an address"),
        (".", "There is no manifest.json"),
    ],
)
def test_what_is_no_copy_is_a_clear_error(
    name: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli.program, ["verify", name])
    assert done.exit_code == 1
    assert words in done.output


def test_a_damaged_manifest_is_a_clear_error(copy: Path) -> None:
    (copy / "manifest.json").write_bytes((copy / "manifest.json").read_bytes() + b"\n")
    assert "canonical JSON (RFC 8785), so it was changed" in printed(copy)


def test_the_site_is_built_again_from_the_records(project: Path, copy: Path) -> None:
    code, said = verified(copy, "--rebuild", "--project", project)
    assert (code, said["rebuilt"]["same"]) == (0, True)
    other = Path(shutil.copytree(project / "content", copy.parent / "other/content")).parent
    claim = other / "content/claims/gate-was-repaired.yaml"
    claim.write_text(claim.read_text().replace("disputed", "supported", 1))
    code, said = verified(copy, "--rebuild", "--project", other)
    assert code == 1
    assert said["rebuilt"]["records"] == ["claim:gate-was-repaired"]
    assert "claims/gate-was-repaired.html" in said["rebuilt"]["different"]
    assert (said["rebuilt"]["missing"], said["rebuilt"]["added"]) == ([], [])
    claim.write_text("claim: x\n")
    assert "cannot be built from the records. content/claims/gate" in printed(
        copy, "--rebuild", "--project", other
    )


# At an address


@contextmanager
def served(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Files(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: list[str] = []  # noqa: RUF012 - filled by each test

    def do_GET(self) -> None:
        self.seen.append(f"{self.path} {self.headers['User-Agent']}")
        if self.path == "/_headers":
            self.send_error(404)
        elif self.path == "/index.html":
            self.send_response(301)
            self.send_header("Location", "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        return


def test_a_copy_at_an_address(copy: Path) -> None:
    Files.seen.clear()
    with served(partial(Files, directory=str(copy))) as address:
        code, said = verified(address, "--pause", 0)
        assert (code, said["not_served"]) == (0, ["_headers"])
        (copy / "data/investigation.json").write_text("{}")
        (copy / "origins.html").unlink()
        code, said = verified(f"{address}manifest.json", "--pause", 0)
        assert (code, said["different"]) == (1, ["data/investigation.json"])
        assert said["missing"] == ["origins.html"]
    assert all("claimline/" in line for line in Files.seen)
    assert {line.partition(" ")[0] for line in Files.seen} <= {
        f"/{path.relative_to(copy).as_posix()}" for path in copy.rglob("*")
    } | {
        "/", "/origins.html", *(f"/manifest.json{ending}" for ending in signatures._CHECKS),
    }  # fmt: skip


class Hostile(BaseHTTPRequestHandler):
    """Misbehaves in the way that the path names."""

    protocol_version = "HTTP/1.1"
    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        name = self.path.strip("/")
        if name == "hang-up":
            self.close_connection = True
            return
        if name.startswith("drip"):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            with suppress(OSError):
                for _ in range(30):  # headers, or a body without a length
                    self.wfile.write(b"a: b\r\n" if name == "drip-headers" else b"\r\nwords")
                    time.sleep(0.1)
            self.close_connection = True
            return
        if name == "garbage":
            self.wfile.write(b"no http at all\r\n\r\n")
            self.close_connection = True
            return
        status, headers, body = ANSWERS[name]
        if name == "busy-once" and self.asked > 1:
            status, headers = 200, {}
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body) + (9 if name == "cut" else 0)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = name == "cut"

    def log_message(self, *_: object) -> None:
        return


ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "round": (302, {"Location": "/round"}, b""),
    "away": (302, {"Location": "http://127.0.0.2:9/x"}, b""),
    "file": (302, {"Location": "file:///etc/passwd"}, b""),
    "error": (500, {}, b"x"),
    "packed": (200, {"Content-Encoding": "gzip"}, b"x"),
    "large": (200, {}, b"x" * 100),
    "cut": (200, {}, b"x"),
    "busy-once": (429, {"Retry-After": "0"}, b"x"),
    "busy": (503, {"Retry-After": "0"}, b"x"),
}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("round", "it redirects too often"),
        ("away", "it leads to another host"),
        ("file", "is not an address of http"),
        ("error", "the status 500"),
        ("packed", "compressed"),
        ("large", "it is too large"),
        ("cut", "does not answer"),
        ("hang-up", "does not answer"),
        ("garbage", "does not answer"),
        ("busy", "the status 503"),
        ("busy-once", ""),
        ("drip", "it takes too long"),
        ("drip-headers", "it takes too long"),
    ],
)
def test_a_host_that_misbehaves(name: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published_copy, "MAX_FILE", 50 if name == "large" else 1000)
    monkeypatch.setattr(published_copy, "MAX_SECONDS", 0.5)
    monkeypatch.setattr(Hostile, "asked", 0)
    with served(Hostile) as address:
        copy = AddressCopy(address, 0)
        try:
            if words:
                with pytest.raises(CopyError, match=words):
                    copy.read(name)
            else:
                assert copy.read(name) == b"x"
        finally:
            copy.close()
    assert Hostile.asked <= published_copy.MAX_MOVES + 2


# Signatures


def run(*command: object, given: bytes | None = None) -> None:
    subprocess.run([*map(str, command)], input=given, check=True, capture_output=True)


def signature(said: dict[str, Any]) -> tuple[str, str]:
    (found,) = said["signatures"]
    return found["verdict"], found["words"]


def test_an_ssh_signature(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("desk", "other"):
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name)
    run("ssh-keygen", "-Y", "sign", "-f", tmp_path / "desk", "-n", "claimline",
        copy / "manifest.json")  # fmt: skip
    allowed, others = tmp_path / "allowed", tmp_path / "others"
    allowed.write_text(f"desk@example.org {(tmp_path / 'desk.pub').read_text()}")
    others.write_text(f"other@example.org {(tmp_path / 'other.pub').read_text()}")
    code, said = verified(copy, "--signers", allowed, "--strict")
    assert (code, signature(said)[0]) == (0, "good")
    assert "desk@example.org" in signature(said)[1]
    assert (verified(copy, "--signers", others)[0]) == 1
    code, said = verified(copy)
    assert (code, signature(said)[0]) == (0, "not checked")
    assert "name --signers" in signature(said)[1]
    assert verified(copy, "--strict")[0] == 1
    os.rename(copy / "manifest.json.sig", tmp_path / "sig")
    run("ssh-keygen", "-Y", "sign", "-f", tmp_path / "desk", "-n", "file", copy / "manifest.json")
    assert signature(verified(copy, "--signers", allowed)[1])[0] == "bad"
    (copy / "manifest.json.sig").write_bytes(b"no signature")
    assert signature(verified(copy)[1])[0] == "bad"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert signature(verified(copy)[1]) == ("not checked", "ssh-keygen is not installed")


def test_a_time_stamp(copy: Path, tmp_path: Path) -> None:
    config = tmp_path / "ts.cnf"
    config.write_text(
        "[ts]\nserial=serial\nsigner_cert=ca.pem\ncerts=ca.pem\nsigner_key=ca.key\n"
        "signer_digest=sha256\ndefault_policy=1.2.3\ndigests=sha256\n"
    )
    (tmp_path / "serial").write_text("01")
    key = ["-newkey", "rsa:2048", "-nodes", "-keyout", tmp_path / "ca.key"]
    run("openssl", "req", "-x509", *key, "-out", tmp_path / "ca.pem", "-subj", "/CN=A", "-days", 9,
        "-addext", "extendedKeyUsage=critical,timeStamping")  # fmt: skip
    manifest = copy / "manifest.json"
    for data, query in ((manifest, "good"), (copy / "index.html", "bad")):
        run("openssl", "ts", "-query", "-data", data, "-sha256", "-cert", "-out", tmp_path / query)
        subprocess.run(
            ["openssl", "ts", "-reply", "-config", "ts.cnf", "-section", "ts", "-queryfile", query,
             "-out", f"{query}.tsr"], cwd=tmp_path, check=True, capture_output=True,
        )  # fmt: skip
    shutil.copy(tmp_path / "good.tsr", copy / "manifest.json.tsr")
    code, said = verified(copy, "--authority", tmp_path / "ca.pem", "--strict")
    assert (code, signature(said)[0]) == (0, "good"), said
    code, said = verified(copy)
    assert (code, signature(said)[0]) == (0, "not checked")
    assert "it is of this manifest and says" in signature(said)[1]
    shutil.copy(tmp_path / "bad.tsr", copy / "manifest.json.tsr")
    assert signature(verified(copy, "--authority", tmp_path / "ca.pem")[1])[0] == "bad"
    assert signature(verified(copy)[1])[0] == "bad"


def test_an_open_timestamps_proof(copy: Path) -> None:
    digest = bytes.fromhex(verified(copy)[1]["manifest"]["sha256"])
    head = signatures._OTS_MAGIC + b"\x01\x08"
    assert head.startswith(b"\x00OpenTimestamps\x00\x00Proof\x00")
    place = copy / "manifest.json.ots"
    place.write_bytes(head + digest + b"\xf0\x10")
    verdict, words = signature(verified(copy)[1])
    assert verdict == "not checked"
    assert words.startswith("it is of this manifest.")
    for data in (head + bytes(32), b"", head):
        place.write_bytes(data)
        assert signature(verified(copy)[1])[0] == "bad"


def test_a_sigstore_bundle_is_left_to_its_own_program(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy / "manifest.json.sigstore.json").write_text("{}")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert signature(verified(copy)[1]) == ("not checked", "sigstore is not installed")
    program = tmp_path / "sigstore"
    program.write_text('#!/bin/sh\necho "$@" | /usr/bin/tr " " "\\n" >&2\nexit 1\n')
    program.chmod(0o755)
    assert "--identity" in signature(verified(copy)[1])[1]
    who = ["--identity", "desk@example.org", "--issuer", "https://example.org"]
    assert signature(verified(copy, *who)[1]) == ("bad", "verify")
