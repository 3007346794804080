"""What a cache keeps of files: plain data, from which nothing is made that no file could hold."""

from __future__ import annotations

import ast
import os
import sys
import zlib
from pathlib import Path

import pytest
from msgspec import msgpack
from msgspec.structs import replace

from claimline import engine, load
from claimline.diagnostics import Report
from claimline.engine.cache import Cache, StoredFile
from claimline.load import StoredRecord
from claimline.options import BuildOptions
from claimline.pipeline import build
from tests.small import tree, write_small

PATH = b"content/claims/gate-closed-late.yaml"


def stored(cache: Cache) -> tuple[StoredFile, list[StoredRecord]]:
    file = cache.files.get(PATH)
    assert file
    return file, msgpack.decode(zlib.decompress(file.data), type=list[StoredRecord])


def site(project: Path, cache: Cache, name: str) -> dict[str, bytes]:
    folder = project.parent / name
    build(BuildOptions(project, folder, cache=cache, against_last_build=False), report := Report())
    assert list(report) == []
    return tree(folder)


@pytest.mark.parametrize("harm", ["a field", "no field", "a kind", "a type", "not compressed"])
def test_data_that_no_file_could_hold_are_read_again(tmp_path: Path, harm: str) -> None:
    project = write_small(tmp_path / "project")
    expected = site(project, Cache(None), "clean")
    with_cache = Cache(project)
    site(project, with_cache, "first")
    file, (record,) = stored(with_cache)
    if harm == "a field":
        record.data["verdict"] = ["<script>"]
    elif harm == "no field":
        del record.data["claim"]
    elif harm == "a kind":
        record.kind = "os.system"
    elif harm == "a type":
        record.scan = "text"  # type: ignore[assignment]
    file.data = zlib.compress(msgpack.encode([record]))
    if harm == "not compressed":
        file.data = zlib.decompress(file.data)
    with_cache.files.put(PATH, file)
    with_cache.commit()
    with_cache.close()
    again = Cache(project)
    assert site(project, again, "second") == expected
    again.close()


def test_what_is_kept_is_used(tmp_path: Path) -> None:
    """Else nothing here would show."""
    project = write_small(tmp_path / "project")
    cache = Cache(project)
    before = site(project, cache, "first")
    file, (record,) = stored(cache)
    record.data["claim"] = "Another claim than the file has."
    file.data = zlib.compress(msgpack.encode([record]))
    cache.files.put(PATH, file)
    cache.commit()
    cache.close()
    again = Cache(project)
    build(BuildOptions(project, tmp_path / "new", cache=again, against_last_build=False), Report())
    assert tree(tmp_path / "new") != before
    again.close()


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are texts there")
def test_paths_that_are_no_text_are_no_obstacle(tmp_path: Path) -> None:
    """In the name of the project's folder, and in that of a file which a warning names."""
    project = write_small(tmp_path / os.fsdecode(b"caf\xe9"))
    (project / "content" / "claims" / os.fsdecode(b"no\xe9.txt")).write_text("Nothing")
    options = BuildOptions(project, against_last_build=False)
    reports, trees = [], []
    for at in (project, project, None):
        cache = Cache(at)
        build(replace(options, cache=cache), report := Report())
        cache.close()
        assert not cache.remarks
        reports.append(list(report))
        trees.append(tree(project / "site") if (project / "site").exists() else {})
    assert reports[0] == reports[1] == reports[2]
    assert trees[0] == trees[1] == trees[2]


def test_nothing_that_is_kept_can_run() -> None:
    for path in (Path(load.__file__), *sorted(Path(engine.__path__[0]).glob("*.py"))):
        names = {
            alias.name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert not names & {"pickle", "marshal", "shelve", "dill"}, path
