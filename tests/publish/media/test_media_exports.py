"""Pictures and files outside the pages: data, metadata, the site in one file, and in shares."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from claimline.diagnostics import Report
from claimline.html_reader import parse_html
from claimline.options import BuildOptions
from claimline.pipeline import build, check, site_pages
from claimline.publish.host_limits import HOSTS
from claimline.publish.single_file import join_pages
from claimline.shards import Shard, build_shard, merge
from tests.publish.media.pictured import CANARY, LISTED, project_with, telling_jpeg
from tests.small import tree

PDF = b"%PDF-1.4\n%%EOF\n"
BASE = "https://gate.example.org/orla"
LISTED_ON_CLAIM = """\
media:
  - file: a.jpg
    alt: The gate, drawn from the quay.
    credit: The Orla notebook
    licence: {name: CC0, url: "https://creativecommons.org/publicdomain/zero/1.0/"}
    taken: 2024-03-03
  - file: hurt.jpg
    alt: Somebody on the quay.
    credit: The Orla notebook
    sensitive: It shows someone hurt.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source with a picture and a document, and a claim with that picture and a sensitive one."""
    listed = LISTED.format(file="a.jpg") + (
        "  - {file: letter.pdf, alt: The letter, credit: The board, as_is: true}\n"
    )
    files = {"a.jpg": telling_jpeg(), "hurt.jpg": telling_jpeg(3), "letter.pdf": PDF}
    folder = project_with(tmp_path_factory.mktemp("exports") / "p", files, listed)
    claim = folder / "content/claims/gate-closed-late.yaml"
    claim.write_text(claim.read_text(encoding="utf-8") + LISTED_ON_CLAIM, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, bytes]:
    report = Report()
    build(BuildOptions(project, project.parent / "site", base_url=BASE), report)
    assert list(report) == []
    return tree(project.parent / "site")


def test_the_data_name_every_file_with_its_digest(site: dict[str, bytes]) -> None:
    data = json.loads(site["data/investigation.json"])
    assert data["media"].keys() == {"a.jpg", "hurt.jpg", "letter.pdf"}
    for facts in data["media"].values():
        for file in facts["published"]:
            assert sha256(site[file["path"]]).hexdigest() == file["sha256"]
            assert len(site[file["path"]]) == file["size"]
    assert data["media"]["a.jpg"]["sha256"] == sha256(telling_jpeg()).hexdigest()
    (claim,) = (it for it in data["claims"] if it["id"] == "gate-closed-late")
    assert [item["file"] for item in claim["media"]] == ["a.jpg", "hurt.jpg"]


def test_the_data_fit_their_schema(site: dict[str, bytes]) -> None:
    schema = json.loads(site["data/investigation.schema.json"])
    Draft202012Validator(schema).validate(json.loads(site["data/investigation.json"]))


def test_search_engines_learn_of_a_picture_and_its_credit(site: dict[str, bytes]) -> None:
    (block,) = parse_html(site["claims/gate-closed-late.html"].decode()).css(
        'script[type="application/ld+json"]'
    )[:1]
    (image,) = _found(json.loads(block.text()), "ImageObject")
    assert image["creditText"] == "The Orla notebook"
    assert image["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert image["dateCreated"] == "2024-03-03"
    path = image["contentUrl"].removeprefix(f"{BASE}/")
    assert sha256(site[path]).hexdigest() == image["sha256"]


def _found(value: Any, kind: str) -> list[Any]:
    """All things of a type in a tree of JSON-LD."""
    if isinstance(value, list):
        return [it for each in value for it in _found(each, kind)]
    if not isinstance(value, dict):
        return []
    inner = [it for each in value.values() for it in _found(each, kind)]
    return [value, *inner] if value.get("@type") == kind else inner


def test_an_archive_learns_of_every_file(site: dict[str, bytes]) -> None:
    graph = json.loads(site["ro-crate-metadata.json"])["@graph"]
    entities = {it["@id"]: it for it in graph}
    assert len(entities) == len(graph)
    parts = {it["@id"] for it in entities["./"]["hasPart"]}
    pictures = [it for it in graph if str(it["@id"]).startswith("media/")]
    assert len(pictures) == 3
    for it in pictures:
        assert it["@id"] in parts
        assert it["sha256"] == sha256(site[it["@id"]]).hexdigest()
        assert it["creditText"]
        assert it.get("license", {"@id": "./"})["@id"] in entities


@pytest.mark.parametrize("paper", [False, True])
def test_one_file_holds_each_picture_and_keeps_sensitive_ones_closed(
    paper: bool, project: Path
) -> None:
    pages = site_pages(BuildOptions(project), Report())
    assert pages is not None
    html = join_pages(pages, paper=paper).decode()
    assert CANARY not in html
    tree = parse_html(html)
    pictures = tree.css("figure img")
    assert len(pictures) == 3
    for it in pictures:
        assert (it.attributes["src"] or "").startswith("data:image/jpeg;base64,")
        assert "srcset" not in it.attributes
        assert it.attributes["alt"]
    assert tree.css(".lightbox") == []
    assert [link for link in tree.css("a") if "large" in (link.attributes.get("href") or "")] == []
    (sensitive,) = tree.css("details.sensitive")
    assert "open" not in sensitive.attributes


def test_shares_have_the_pictures_of_the_whole(project: Path, tmp_path: Path) -> None:
    build(BuildOptions(project, tmp_path / "whole"), Report())
    parts = [tmp_path / str(number) for number in (1, 2)]
    for number, folder in enumerate(parts, 1):
        build_shard(BuildOptions(project, folder), Shard(number, 2), report := Report())
        assert list(report) == []
    merge(parts, tmp_path / "site", project, report := Report())
    assert list(report) == []
    assert tree(tmp_path / "site") == tree(tmp_path / "whole")


def test_a_host_says_which_picture_is_too_large(project: Path) -> None:
    host = replace(HOSTS["cloudflare"], file_bytes=9_000)
    check(BuildOptions(project), report := Report(), host)
    large = [found.location.path for found in report if "The file has" in found.message]
    assert any(path.startswith("site/media/a-") for path in large)
