"""What ``make lowest`` installs, and which differences it reports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from claimline.publish import manifest
from claimline.publish.paths import PROOF
from tests import lowest, lowest_packages


def site(folder: Path, files: dict[str, bytes]) -> Path:
    """A folder with the manifest of a site."""
    folder.mkdir()
    digests = {path: manifest.digest(data) for path, data in files.items()}
    (folder / ".claimline.json").write_bytes(manifest.dump(digests))
    return folder


def test_every_package_of_an_author_has_a_floor() -> None:
    floors = dict(floor.split("==") for floor in lowest_packages.floors())
    assert {"markdown", "nh3", "pypdf", "pillow", "starlette"} <= floors.keys()
    assert floors.keys().isdisjoint({"pytest", "ruff"})


def test_files_that_differ_are_reported(tmp_path: Path) -> None:
    newest = site(tmp_path / "newest", {"a.html": b"x", "b.html": b"y", "a.png": b"x"})
    other = site(tmp_path / "lowest", {"a.html": b"z", "search/a": b"x"})
    assert lowest.differences(newest, newest) == []
    assert lowest.differences(newest, other) == ["a.html", "a.png", "b.html"]
    redrawn = site(tmp_path / "redrawn", {"a.html": b"x", "b.html": b"y", "a.png": b"y"})
    assert lowest.differences(newest, redrawn) == []
    with pytest.raises(ValueError, match="holds no site"):
        lowest.differences(tmp_path, newest)


def test_a_proof_may_differ_in_the_files_that_may_differ(tmp_path: Path) -> None:
    """Each file that it lists is compared by itself."""

    def proven(folder: str, files: str, records: str) -> Path:
        proof = b'{"files": "%b", "records": "%b"}' % (files.encode(), records.encode())
        made = site(tmp_path / folder, {PROOF: proof})
        (made / PROOF).write_bytes(proof)
        return made

    newest = proven("newest", "x", "a")
    assert lowest.differences(newest, proven("files", "y", "a")) == []
    assert lowest.differences(newest, proven("records", "x", "b")) == [PROOF]


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        ("NewConnectionError: Temporary failure in name resolution", 0, "without a network"),
        ("ERROR: No matching distribution found for nh3==0.3.7", 1, "cannot install"),
    ],
)
def test_a_missing_network_is_told_from_a_version_that_is_not_there(
    words: str, code: int, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def pip(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, stderr=words)

    monkeypatch.setattr(lowest_packages, "PYTHON", tuple(sys.version_info[:2]))
    monkeypatch.setattr(lowest_packages, "venv", SimpleNamespace(create=lambda *_, **__: None))
    monkeypatch.setattr(subprocess, "run", pip)
    assert lowest_packages.main(tmp_path) == code
    assert line in capsys.readouterr().out


def test_another_python_is_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lowest_packages, "PYTHON", (3, 0))
    assert lowest_packages.main(tmp_path) == 0
    assert "left out" in capsys.readouterr().out
    assert lowest.main(tmp_path) == 0
    assert "left out" in capsys.readouterr().out


def test_an_environment_is_that_of_these_versions_or_made_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[Path] = []

    def pip(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 0, stderr="")

    monkeypatch.setattr(lowest_packages, "PYTHON", tuple(sys.version_info[:2]))
    monkeypatch.setattr(
        lowest_packages, "venv", SimpleNamespace(create=lambda folder, **_: made.append(folder))
    )
    monkeypatch.setattr(subprocess, "run", pip)
    assert [lowest_packages.main(tmp_path) for _ in range(2)] == [0, 0]
    assert made == [tmp_path]
    assert lowest_packages.python_in(tmp_path) == tmp_path / "bin/python"
    monkeypatch.setattr(lowest_packages, "floors", lambda: iter(["nh3==0.0.1"]))
    assert lowest_packages.python_in(tmp_path) is None
    assert lowest_packages.main(tmp_path) == 0
    assert len(made) == 2
