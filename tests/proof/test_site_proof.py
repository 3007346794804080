"""The manifest of a site: what it lists, what it names before it, and that it is the same twice."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from claimline import pipeline
from claimline.diagnostics import Code, Report
from claimline.engine.cache import Cache
from claimline.options import BuildOptions
from claimline.proof.canonical_json import canonical_json
from claimline.proof.site_proof import NAME, read_proof
from claimline.shards import Shard, build_shard, merge
from tests.small import FILES, tree, write_files, write_small

CLAIM = "content/claims/gate-was-repaired.yaml"


def build(project: Path, site: Path | None = None) -> dict[str, bytes]:
    """Build a project, and give the files of its site."""
    report = Report()
    pipeline.build(BuildOptions(project, site), report)
    assert not report.failed, list(report)
    return tree(site or project / "site")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(write_small(tmp_path_factory.mktemp("small")))


def test_it_lists_every_file_and_record(site: dict[str, bytes]) -> None:
    proof = read_proof(site[NAME])
    others = site.keys() - {NAME, ".claimline.json"}
    assert proof.files == {path: sha256(site[path]).hexdigest() for path in others}
    records = json.loads(site["data/investigation.json"])
    public = {
        f"{kind}:{record['id']}": sha256(canonical_json(record)).hexdigest()
        for kind in ("actor", "source", "statement", "claim", "event", "detail", "place", "brief",
                     "page")
        for record in records[f"{kind}s"]
    }  # fmt: skip
    assert proof.records == public
    assert proof.previous is None


def test_its_digest_is_in_the_list_of_the_build(site: dict[str, bytes]) -> None:
    listed = json.loads(site[".claimline.json"])
    assert listed["format"] == 3
    assert listed["files"][NAME] == sha256(site[NAME]).hexdigest()


def test_what_is_kept_in_captures_does_not_change_it(
    site: dict[str, bytes], tmp_path: Path
) -> None:
    notice = "content/sources/board-notice.yaml"
    capture = (
        "captures:\n  - {file: secret-0123456789ab.html, captured: 2024-05-01, type: text/html, "
        f"sha256: {'a' * 64}}}\n"
    )
    project = write_files(write_small(tmp_path), {notice: FILES[notice] + capture})
    records = read_proof(build(project)[NAME]).records
    assert records == read_proof(site[NAME]).records


def test_a_build_from_the_cache_and_one_in_shares_give_the_same(
    site: dict[str, bytes], tmp_path: Path
) -> None:
    project = write_small(tmp_path / "project")
    for _ in range(2):
        cache = Cache(project)
        pipeline.build(BuildOptions(project, cache=cache), Report())
        cache.close()
    assert (project / "site" / NAME).read_bytes() == site[NAME]
    shares = [tmp_path / "1", tmp_path / "2"]
    for number, share in enumerate(shares, 1):
        build_shard(BuildOptions(project, share), Shard(number, 2), Report())
    merge(shares, tmp_path / "merged", project, Report())
    assert (tmp_path / "merged" / NAME).read_bytes() == site[NAME]


def test_it_names_the_one_that_was_recorded_before_it(tmp_path: Path) -> None:
    project = write_small(tmp_path)
    first = build(project)[NAME]
    report = Report()
    pipeline.record_published(BuildOptions(project), report, write=True)
    assert list(report) == []
    assert build(project)[NAME] == first, "a site that was recorded is the same site"
    mended = FILES[CLAIM] + "corrections:\n  - {date: 2024-06-01, text: We had a word wrong.}\n"
    write_files(project, {CLAIM: mended})
    second = build(project)[NAME]
    assert read_proof(second).previous == sha256(first).hexdigest()
    pipeline.record_published(BuildOptions(project), report, write=True)
    assert build(project)[NAME] == second


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000),
        b'{"claimline":"1","files":{"../x":"' + b"a" * 64 + b'"},"format":1,"records":{}}',
        b'{"claimline":"1","files":{"x":"short"},"format":1,"records":{}}',
        b'{"claimline":"1","files":{},"format":2,"records":{}}',
        b'{"claimline": "1","files":{},"format":1,"records":{}}',
        b'{"claimline":"1","files":{},"files":{},"format":1,"records":{}}',
        b'{"files":{},"claimline":"1","format":1,"records":{}}',
        b'{"claimline":"1","files":{},"format":1,"records":{}}\n',
    ],
)
def test_what_is_no_manifest_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"it is"):
        read_proof(data)


def test_a_file_of_the_project_cannot_take_its_name(tmp_path: Path) -> None:
    project = write_files(write_small(tmp_path), {"templates/root/manifest.json": "{}"})
    report = Report()
    pipeline.build(BuildOptions(project), report)
    assert {(each.code, each.location.path) for each in report} == {
        (Code.OUTPUT_FAILED, "templates/root/manifest.json")
    }
