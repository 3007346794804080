"""Git repositories for tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.small import write_files, write_small


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, without the settings of this user and machine."""
    who = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
    }
    dates = {"GIT_AUTHOR_DATE": "2024-05-01T12:00:00+0000",
             "GIT_COMMITTER_DATE": "2024-05-01T12:00:00+0000"}  # fmt: skip
    env = {**os.environ, **who, **dates, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(folder: Path, files: Mapping[str, str]) -> str:
    """Write files, commit everything and return the commit's id. An empty text removes a file."""
    write_files(folder, {path: text for path, text in files.items() if text})
    for path, text in files.items():
        if not text:
            (folder / path).unlink()
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A change")
    return git(folder, "rev-parse", "HEAD")


def small_repository(folder: Path) -> Path:
    """Write the small investigation into a new repository, with one commit."""
    write_small(folder)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, {})
    return folder
