"""The Nu HTML checker of the W3C on every page and style sheet of the shipped investigation, and on
pages of the desk."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.author.desk.desks import write_pages

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


@pytest.fixture(scope="module")
def findings(jar: str, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the checker says of the site, and of a page and a style sheet with a planted fault.

    All files go into as few runs as can be: its start takes as long as fifty pages.
    """
    planted = tmp_path_factory.mktemp("planted")
    page = '<!doctype html><html lang="en"><title>A</title><p id="a"><p id="a">'
    (planted / "a.html").write_text(page, encoding="utf-8")
    (planted / "a.css").write_text("p { colour: red }", encoding="utf-8")
    files = [file for kind in ("*.html", "*.css") for file in sorted(built_site.rglob(kind))]
    assert len(files) > 200
    files += sorted(planted.iterdir())
    desk = planted / "desk"
    write_pages(desk)
    files += sorted(desk.iterdir())
    # Code that runs this short is not worth the work of the second compiler.
    command = ["java", "-Xss2m", "-XX:TieredStopAtLevel=1", "-jar", jar]
    said = []
    for at in range(0, len(files), AT_ONCE):
        some = [str(file) for file in files[at : at + AT_ONCE]]
        done = subprocess.run(
            [*command, "--format", "gnu", "--also-check-css", *some],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        said += (done.stdout + done.stderr).splitlines()
    shown = [(f"{planted}/", "planted/"), (f"{built_site}/", "")]
    for folder, name in shown:
        said = [line.replace(folder, name) for line in said]
    return [line for line in said if line.strip()]


def _is_planted(line: str) -> bool:
    return "planted/a." in line


def test_no_page_and_no_style_has_a_fault(findings: list[str]) -> None:
    faults = [line for line in findings if not _is_planted(line)]
    assert not faults, "\n".join(faults[:40])


def test_a_planted_fault_is_found(findings: list[str]) -> None:
    planted = "\n".join(filter(_is_planted, findings))
    assert "Duplicate ID" in planted
    assert "colour" in planted
