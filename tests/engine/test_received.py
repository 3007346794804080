"""A project that somebody sent, with a cache in it: nothing of that cache is opened."""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claimline.author.outside.known_answers import KnownAnswer, KnownAnswers
from claimline.engine.cache import Cache
from claimline.locale import ENGLISH
from claimline.publish.compiled_templates import bytecode
from claimline.publish.theme import environment, read_theme
from claimline.user_cache import project_cache, user_cache
from tests.installed import run
from tests.small import tree, write_small


def _journal_that_deletes(database: Path, victim: Path) -> None:
    """Write a database and a hot journal whose super-journal is any file of the user's.

    SQLite removes a super-journal that no other journal needs when it rolls a journal back.
    """
    with sqlite3.connect(database) as db:
        db.execute("CREATE TABLE meta (name TEXT, value TEXT)")
    db.close()
    pages = database.stat().st_size // 4096
    name = os.fsencode(victim)
    header = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", 0, 7, pages, 512, 4096)
    checksum = sum(byte - 256 if byte > 127 else byte for byte in name) & 0xFFFFFFFF
    end = struct.pack(">I", 4096 * 262145 // 4096) + name
    end += struct.pack(">II", len(name), checksum) + header[:8]
    database.with_name(f"{database.name}-journal").write_bytes(header.ljust(512, b"\0") + end)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "project")


def test_a_hot_journal_deletes_nothing(project: Path, tmp_path: Path, repository: Path) -> None:
    folder = project / ".claimline"
    folder.mkdir()
    victim = tmp_path / "thesis.txt"
    # That the journal is dangerous at all: SQLite itself removes the file.
    victim.write_bytes(b"Years of work")
    _journal_that_deletes(folder / "cache.sqlite", victim)
    with sqlite3.connect(folder / "cache.sqlite") as db:
        db.execute("SELECT * FROM meta")
    db.close()
    assert not victim.exists()

    victim.write_bytes(b"Years of work")
    _journal_that_deletes(folder / "other.sqlite", victim)
    for ending in ("", "-journal"):
        (folder / f"other.sqlite{ending}").replace(folder / f"cache.sqlite{ending}")
    before = tree(folder)
    for command in ("check", "build", "check"):
        run([sys.executable, "-m", "claimline", command, "--project", project], at=repository)
    assert victim.exists()
    assert tree(folder) == before


def test_builds_that_begin_together_leave_each_other_their_caches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    projects = [tmp_path / f"project-{nth}" for nth in range(200)]
    for project in projects:
        project.mkdir()
    with ThreadPoolExecutor(8) as pool:
        folders = list(pool.map(project_cache, projects))
    assert [folder for folder in folders if not (folder / "project.txt").exists()] == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(project: Path) -> None:
    (project / ".claimline").mkdir()
    os.mkfifo(project / ".claimline" / "cache.sqlite")
    cache = Cache(project)
    assert cache.usable
    cache.close()


def test_nothing_is_left_in_the_project(project: Path) -> None:
    before = tree(project)
    cache = Cache(project)
    cache.put("search", (b"", {}))
    assert cache.now() > 0
    cache.close()
    assert tree(project) == before


@pytest.mark.parametrize("harm", ["open to others", "a link", "a file"])
def test_a_folder_that_is_not_the_users_alone(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = project_cache(project)
    if harm == "open to others":
        folder.chmod(0o777)
    else:
        elsewhere = tmp_path / "elsewhere"
        folder.rename(elsewhere)
        if harm == "a link":
            folder.symlink_to(elsewhere)
        else:
            folder.write_bytes(b"")
    with pytest.raises((FileExistsError, PermissionError)):
        project_cache(project)
    cache = Cache(project)
    assert not cache.usable
    assert len(cache.remarks) == 1


def test_a_cache_of_a_project_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = write_small(tmp_path / "first")
    old = project_cache(first)
    assert project_cache(first) == old
    assert stat.S_IMODE(old.stat().st_mode) & 0o077 == 0
    first.rename(tmp_path / "moved")
    new = project_cache(tmp_path / "moved")
    assert new != old
    assert not old.exists()
    assert user_cache("projects") == new.parent


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("kind", ["a pipe", "an endless file"])
def test_no_file_in_the_cache_is_waited_for(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def harm(file: Path) -> None:
        file.unlink(missing_ok=True)
        if kind == "a pipe":
            os.mkfifo(file)
        else:
            file.symlink_to("/dev/zero")

    folder = project_cache(project)
    harm(folder / "project.txt")
    assert project_cache(write_small(tmp_path / "other")).parent == folder.parent
    assert folder.exists()
    harm(folder / "links.jsonl")
    answers = KnownAnswers(project, 0)
    answers.add(KnownAnswer("https://example.org/", 0, "there"))
    assert answers.get("https://example.org/")
    cached = environment(read_theme(tmp_path / "none"))
    cached.bytecode_cache = bytecode(ENGLISH, "en")
    cached.get_template("base.html")
    (compiled,) = set((tmp_path / "cache" / "claimline").iterdir()) - {folder.parent}
    for file in list(compiled.iterdir()):
        harm(file)
    again = environment(read_theme(tmp_path / "none"))
    again.bytecode_cache = bytecode(ENGLISH, "en")
    assert again.get_template("base.html").name == "base.html"


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root gives away")
def test_a_store_of_somebody_elses_is_not_opened(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Cache(project).close()
    os.chown(project_cache(project) / "cache.sqlite", 65534, -1)
    cache = Cache(project)
    assert not cache.usable
    assert "somebody else" in cache.remarks[0]
