"""The Nu HTML checker of the W3C on every page and style sheet of the shipped investigation."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
AT_ONCE = 1000
"""Files in one run, so that no command line grows too long."""


@pytest.fixture(scope="session")
def jar() -> str:
    """The path of the checker. With none there, tests fail and say how to install one."""
    find = ["sh", str(HERE / "ensure_nu.sh"), "--find"]
    found = subprocess.run(find, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail(found.stderr.strip(), pytrace=False)
    return found.stdout.strip()


def _findings(jar: str, files: list[Path]) -> list[str]:
    """What the checker says of these files: nothing where all is well."""
    command = ["java", "-Xss2m", "-jar", jar, "--format", "gnu", "--also-check-css"]
    said = []
    for at in range(0, len(files), AT_ONCE):
        some = [str(file) for file in files[at : at + AT_ONCE]]
        done = subprocess.run([*command, *some], capture_output=True, text=True, check=False)
        said += (done.stdout + done.stderr).splitlines()
    return [line for line in said if line.strip()]


def test_no_page_and_no_style_has_a_fault(jar: str, built_site: Path) -> None:
    files = [file for kind in ("*.html", "*.css") for file in sorted(built_site.rglob(kind))]
    assert len(files) > 200
    root = f"{built_site}/"
    found = [line.replace(root, "") for line in _findings(jar, files)]
    assert not found, "\n".join(found[:40])


def test_a_planted_fault_is_found(jar: str, tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>A</title><p id="a"><p id="a">'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "a.css").write_text("p { colour: red }", encoding="utf-8")
    found = "\n".join(_findings(jar, sorted(tmp_path.iterdir())))
    assert "Duplicate ID" in found
    assert "colour" in found
