"""What a cache keeps of files: plain data, from which nothing is made that no file could hold."""

from __future__ import annotations

import ast
import os
import sys
import time
import zlib
from pathlib import Path

import pytest
from msgspec import msgpack
from msgspec.structs import replace

from claimline import engine, load
from claimline.author.serve.snapshot import take_snapshot
from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.engine.inputs import Inputs
from claimline.load import StoredRecord
from claimline.options import BuildOptions
from claimline.outcome import remembered
from claimline.pipeline import build
from tests.small import tree, write_small

PATH = b"content/claims/gate-closed-late.yaml"


def stored(cache: Cache) -> StoredRecord:
    data = cache.records.get(PATH)
    assert data
    (record,) = msgpack.decode(zlib.decompress(data), type=list[StoredRecord])
    return record


def site(project: Path, cache: Cache, name: str) -> dict[str, bytes]:
    folder = project.parent / name
    build(BuildOptions(project, folder, cache=cache, against_last_build=False), report := Report())
    assert list(report) == []
    return tree(folder)


@pytest.mark.parametrize(
    "harm", ["a field", "no field", "a kind", "a type", "not compressed", "nothing"]
)
def test_data_that_no_file_could_hold_are_read_again(tmp_path: Path, harm: str) -> None:
    project = write_small(tmp_path / "project")
    expected = site(project, Cache(None), "clean")
    with_cache = Cache(project)
    site(project, with_cache, "first")
    record = stored(with_cache)
    if harm == "a field":
        record.data["verdict"] = ["<script>"]
    elif harm == "no field":
        del record.data["claim"]
    elif harm == "a kind":
        record.kind = "os.system"
    elif harm == "a type":
        record.scan = "text"  # type: ignore[assignment]
    data = zlib.compress(msgpack.encode([record]))
    if harm == "not compressed":
        data = zlib.decompress(data)
    elif harm == "nothing":
        data = b""
    with_cache.records.put(PATH, data)
    with_cache.commit()
    with_cache.close()
    again = Cache(project)
    assert site(project, again, "second") == expected
    assert not again.remarks
    mended = again.records.get(PATH)
    assert mended
    assert mended != data
    again.close()


def test_a_damaged_record_of_a_file_that_changes_meanwhile_is_an_error(tmp_path: Path) -> None:
    """Its file is read again only when a page needs the record."""
    project = write_small(tmp_path / "project")
    cache = Cache(project)
    site(project, cache, "first")
    cache.records.put(PATH, b"")
    file = project / os.fsdecode(PATH)
    loading = load.load(project, Report(), lambda work, files: [work(files)], cache)
    file.write_text("claim: Another.\n", encoding="utf-8")
    with pytest.raises(load.ChangedMeanwhileError, match="has changed meanwhile"):
        loading.records.by_kind["claim"]["gate-closed-late"]
    cache.close()


@pytest.mark.parametrize("harm", [b"", b"\xc1", msgpack.encode(7)])
def test_links_that_no_records_have_are_found_again(tmp_path: Path, harm: bytes) -> None:
    project = write_small(tmp_path / "project")
    expected = site(project, Cache(None), "clean")
    cache = Cache(project)
    site(project, cache, "first")
    for key, _ in [*cache.linked.items()]:
        cache.linked.put(key, harm)
    cache.commit()
    cache.close()
    again = Cache(project)
    assert site(project, again, "second") == expected
    again.close()


@pytest.mark.parametrize("where", ["on disk", "in memory"])
def test_a_file_that_changes_after_the_first_look_is_read_by_the_next_build(
    tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_small(tmp_path / "project")
    file = project / os.fsdecode(PATH)
    time.sleep(0.06)  # the stamp of a file that has just changed is not trusted
    cache = Cache.in_memory()
    real = Cache.inputs

    def then_edited(self: Cache, folder: str) -> Inputs | None:
        self.note_stamps(take_snapshot(project))
        seen = real(self, folder)
        file.write_text(file.read_text().replace("short: The gate", "short: The wicket"))
        return seen

    for nth in ("first", "edited", "last"):
        if where == "on disk":
            cache.close()
            cache = Cache(project)
        with monkeypatch.context() as patch:
            if nth == "edited":
                patch.setattr(Cache, "inputs", then_edited)
            else:
                assert remembered(cache, tmp_path / "site", Report(), {}) is None
            found = site(project, cache, "site")
            assert (b"wicket" in b"".join(found.values())) == (nth == "last")
    assert found == site(project, Cache(None), "clean")
    cache.close()


def test_what_is_kept_is_used(tmp_path: Path) -> None:
    """Else nothing here would show."""
    project = write_small(tmp_path / "project")
    cache = Cache(project)
    before = site(project, cache, "first")
    record = stored(cache)
    record.data["claim"] = "Another claim than the file has."
    cache.records.put(PATH, zlib.compress(msgpack.encode([record])))
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
