"""``claimline new project --newsroom``: drafts that state nothing until they are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from claimline import cli
from claimline.author.new_project import newsroom_files
from claimline.author.newsroom import PLACEHOLDER, newsroom_items
from claimline.model.publisher_fields import Policies
from claimline.model.schema import keys
from claimline.model.site import Site

ANSWERS = {"publisher_url": "https://a.example.org/", "contact": "desk@a.example.org",
           "base_url": "https://b.example.org/", "updated": "2024-03-04"}  # fmt: skip


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(cli.program, list(map(str, arguments)), prog_name="claimline")
    return done.exit_code, done.output


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    code, printed = run("new", "project", folder, "--title", "Checks: ours", "--newsroom")
    assert code == 0, printed
    return folder


def lacking(folder: Path) -> list[str]:
    items = newsroom_items(folder)
    assert items is not None
    return [item.where for item in items if item.state == "lacking"]


def uncomment(folder: Path) -> Path:
    """Remove the ``#`` before each field of the site."""
    site = folder / "content/site.yaml"
    text = re.sub(r"(?m)^# (?=[a-z_]+:|  )", "", site.read_text(encoding="utf-8"))
    site.write_text(text, encoding="utf-8")
    return site


def answer(site: Path) -> None:
    """Fill the fields in which other words would be errors."""
    text = site.read_text(encoding="utf-8")
    for key, value in ANSWERS.items():
        text = re.sub(rf'(?m)^{key}: "[^"]*"', f"{key}: {value}", text)
    site.write_text(text, encoding="utf-8")


def publish_pages(folder: Path) -> None:
    for page in (folder / "content/pages").iterdir():
        text = page.read_text(encoding="utf-8").replace("stage: draft\n", "")
        page.write_text(text, encoding="utf-8")


def test_new_project_publishes_and_states_nothing(newsroom: Path) -> None:
    code, printed = run("check", "--strict", "--project", newsroom)
    assert code == 0, printed
    assert "5 drafts" in printed
    items = newsroom_items(newsroom)
    assert items is not None
    stated = [item.where for item in items if item.state == "stated"]
    assert stated == ["`sections.corrections` in site.yaml"]


def test_every_field_for_readers_is_set_out(newsroom: Path) -> None:
    site = yaml.safe_load(uncomment(newsroom).read_text(encoding="utf-8"))
    assert site["title"] == "Checks: ours"
    assert set(site) <= set(keys(Site))
    assert {"publisher", "ownership", "funding", "contact", "editors", "policies"} <= set(site)
    assert set(site["policies"]) == set(Policies.model_fields)
    pages = {path.stem for path in (newsroom / "content/pages").iterdir()}
    assert set(site["policies"].values()) == pages


def test_draft_cannot_be_named_as_a_policy(newsroom: Path) -> None:
    site = newsroom / "content/site.yaml"
    site.write_text(site.read_text("utf-8") + "policies: {method: method}\n", encoding="utf-8")
    code, printed = run("check", "--project", newsroom)
    assert code == 1
    assert "held-back-reference" in printed


def test_published_placeholders_count_as_lacking(newsroom: Path) -> None:
    site = uncomment(newsroom)
    publish_pages(newsroom)
    answer(site)
    assert lacking(newsroom)
    items = newsroom_items(newsroom)
    assert items is not None
    stated = {item.where for item in items if item.state == "stated"}
    assert stated == {"`sections.corrections` in site.yaml", "`contact` in site.yaml"}


def test_filled_project_lacks_only_sources(newsroom: Path) -> None:
    site = uncomment(newsroom)
    publish_pages(newsroom)
    answer(site)
    site.write_text(site.read_text("utf-8").replace(PLACEHOLDER, "Ours"), encoding="utf-8")
    for page in (newsroom / "content/pages").iterdir():
        page.write_text(page.read_text("utf-8").replace(PLACEHOLDER, ""), encoding="utf-8")
    (only,) = lacking(newsroom)
    assert only.startswith("`url` or `archives` of sources")
    code, printed = run("check", "--strict", "--project", newsroom)
    assert code == 0, printed


@pytest.mark.parametrize("title", [[], ["--title", " "]])
def test_newsroom_needs_a_title(tmp_path: Path, title: list[str]) -> None:
    code, printed = run("new", "project", tmp_path / "desk", "--newsroom", *title)
    assert code == 2
    assert "Missing option --title" in printed
    assert not (tmp_path / "desk").exists()


def test_files_for_the_hosts_are_there_and_nothing_is_invented(newsroom: Path) -> None:
    gitlab = yaml.safe_load((newsroom / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert gitlab["check"]["script"] == ["make check"]
    assert gitlab["pages"]["artifacts"]["paths"] == ["public"]
    assert (newsroom / ".github/workflows/pages.yml").is_file()
    assert "/site/" in (newsroom / ".gitignore").read_text(encoding="utf-8")
    written = newsroom_files("T")
    assert all(PLACEHOLDER in text for path, text in written.items() if "/pages/" in path)
    readme = (newsroom / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"`((?:content|schema|vendor)/[^`]*)`", readme):
        assert (newsroom / name).exists(), name
    for call in re.findall(r"^claimline (\w+)", readme, re.MULTILINE):
        assert call in cli.program.commands
