"""A new project on a machine with nothing but Python and make."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from claimline.author.new_project import requirements, write_project

pytestmark = pytest.mark.skipif(
    os.name == "nt" or shutil.which("make") is None, reason="needs make and a POSIX shell"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_project(tmp_path / "case")
    return tmp_path / "case"


def make(project: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run make without a network.

    pip finds on a path what the tests run with, and claimline nowhere but in ``vendor/``.
    """
    found = project.parent / "packages"
    if not found.exists():
        found.mkdir()
        for path in Path(sysconfig.get_path("purelib")).iterdir():
            if "claimline" not in path.name and path.suffix != ".pth":
                (found / path.name).symlink_to(path)
    env = {
        "PATH": "/usr/bin:/bin", "HOME": str(project.parent), "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(found), "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_COMPILE": "no",  # pip wants a word for "no" where an option says no
        **variables,
    }  # fmt: skip
    return subprocess.run(
        [shutil.which("make") or "make", f"PYTHON={sys.executable}", *arguments],
        cwd=project, env=env, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_make_builds_the_site_with_the_wheel_alone(project: Path, wheel: Path) -> None:
    shutil.copy(wheel, project / "vendor")
    done = make(project, "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The command is .venv/bin/claimline." in done.stdout
    assert (project / "site/index.html").is_file()
    inside = list((project / ".venv/lib").glob("python3*/site-packages/claimline/__init__.py"))
    assert len(inside) == 1

    # What the workflow runs, as it stands.
    workflow = yaml.safe_load((project / ".github/workflows/pages.yml").read_text("utf-8"))
    runs = [step["run"] for step in workflow["jobs"]["site"]["steps"] if "run" in step]
    assert runs == ['make site OPTIONS="$OPTIONS"']
    again = make(project, "site", "OPTIONS=--base-url https://example.org/case/")
    assert again.returncode == 0, again.stderr
    assert "venv --clear" not in again.stdout
    page = (project / "site/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/case/' in page
    assert make(project, "check").returncode == 0


def test_make_says_that_the_wheel_is_missing(project: Path) -> None:
    done = make(project, "site")
    assert done.returncode != 0
    assert "put the wheel of claimline into vendor/, as vendor/README.md says" in done.stderr
    assert not (project / ".venv").exists()


def test_every_requirement_is_pinned(project: Path, wheel: Path) -> None:
    lines = (project / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert "\n".join(lines) + "\n" == requirements()
    first, *pins = [line for line in lines if not line.startswith("#")]
    assert first == f"./vendor/{wheel.name}[captures,images,import,links,serve]"
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.+!]+", pin) for pin in pins)
    names = {pin.partition("==")[0] for pin in pins}
    assert {"jinja2", "markupsafe", "pypdf", "pillow", "starlette"} <= names
    assert names.isdisjoint({"claimline", "pytest", "ruff"})


def test_page_about_the_project_has_a_description(project: Path, wheel: Path) -> None:
    about = (project / "content/pages/about.md").read_text(encoding="utf-8")
    assert re.search(r"(?m)^summary: \S", about)
