"""A preview shows drafts, says on every page that it is one, and never takes a site's place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimline import cli, pipeline
from claimline.diagnostics import Report
from claimline.model.edition import EVERYTHING
from claimline.options import BuildOptions
from tests.small import tree, write_files, write_small

BARE = {
    "content/claims/green.yaml": "claim: The gate is green.\nshort: The gate is green\n"
    "stage: draft\nverdict: disputed\nrelated: [{claim: gate-closed-late, how: part-of}]\n",
    "content/events/painting.yaml": "title: The gate is painted\ndate: 2024-03-01\n"
    "status: alleged\ntext: It is painted.\nstage: review\nclaims: [green]\nplace: yard\n",
    "content/details/colour.yaml": "question: Which colour?\nshort: The colour\nstage: draft\n"
    "claims: [green]\n",
    "content/briefs/more.md": "---\ntitle: More to come\nstage: draft\n---\n"
    "See [](claim:green) and [](event:painting) [@leak].\n",
    "content/sources/leak.yaml": "title: A leaked log\npublisher: unknown\nlanguage: en\n"
    "kind: document\nurl: https://leak.example.org/\nnot_before: 2024-05-01\n",
    "content/statements/leak.yaml": "short: The board says that it is green\nby: water-board\n"
    "says: It is green.\nquote: green\nstage: review\n",
    "content/actors/painter.yaml": "name: A painter\nstage: draft\n",
    "content/places/yard.yaml": "name: The yard\nstage: draft\n",
    "content/pages/team.md": "---\ntitle: The team\nstage: review\n---\nWe are many.\n",
}
"""A record of each kind, as little of each as can be written."""
TITLES = {
    "The gate is green": "draft", "The gate is painted": "in review", "The colour": "draft",
    "More to come": "draft", "A leaked log": "held back", "A painter": "draft", "The yard": "draft",
    "The board says that it is green": "in review", "The team": "in review",
}  # fmt: skip
MARK = "Preview. It shows drafts, and is not published."


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with drafts, its site and its preview. Tests only read it."""
    project = write_small(tmp_path_factory.mktemp("preview"))
    site = (project / "content/site.yaml").read_text()
    more = "base_url: https://orla.example.org/\nimages: true\nsections: {embed: true}\n"
    write_files(project, {**BARE, "content/site.yaml": site + more})
    for options in (BuildOptions(project), BuildOptions(project, edition=EVERYTHING)):
        report = Report(strict=True)
        outcome = pipeline.build(options, report)
        assert [str(found) for found in report] == []
        assert len(outcome.held_back) == len(BARE)
    return project


def pages(folder: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in tree(folder).items() if path.endswith(".html")}


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.program, words)


def test_every_page_of_a_preview_says_so(project: Path) -> None:
    for path, text in pages(project / "preview").items():
        assert f'<p class="preview">{MARK}</p>' in text, path
        assert '<meta name="robots" content="noindex">' in text, path
        assert "[preview]</title>" in text, path
        assert "orla.example.org" not in text, path
    files = tree(project / "preview")
    assert b"\n  X-Robots-Tag: noindex\n" in files["_headers"]
    assert "sitemap.xml" not in files
    assert "assets/preview.css" in files


def test_no_title_of_a_draft_stands_alone(project: Path) -> None:
    seen = set()
    for path, text in pages(project / "preview").items():
        for title, mark in TITLES.items():
            for after in text.split(title)[1:]:
                seen.add(title)
                assert after.lstrip(".").startswith(f" [{mark}]"), (path, title, after[:40])
    assert seen == set(TITLES)


@pytest.mark.parametrize(
    "path", ["claims/green", "sources/leak", "statements/leak", "details/colour", "briefs/more",
             "actors/painter", "team", "embed/claims/green"],
)  # fmt: skip
def test_each_draft_has_its_page_in_the_preview_alone(path: str, project: Path) -> None:
    assert (project / f"preview/{path}.html").is_file()
    assert not (project / f"site/{path}.html").exists()


def test_nothing_of_drafts_or_previews_is_in_the_site(project: Path) -> None:
    words = [*TITLES, "It is painted", "We are many", MARK, "[preview]", "preview.css"]
    for path, data in tree(project / "site").items():
        assert "preview" not in path
        for word in words:
            assert word.encode() not in data, path


def test_a_preview_and_a_site_never_take_each_others_place(project: Path) -> None:
    before = {name: tree(project / name) for name in ("site", "preview")}
    for words in (["--preview", "-o", str(project / "site")], ["-o", str(project / "preview")]):
        result = run("build", "-p", str(project), "--no-cache", *words)
        assert result.exit_code == 1
        assert "error[output-place]" in result.output
    assert before == {name: tree(project / name) for name in before}


def test_a_preview_is_nothing_to_publish(project: Path) -> None:
    for place in ("preview", "preview/manifest.json"):
        result = run("changes", str(project / "site"), str(project / place))
        assert result.exit_code == 1
        assert "a preview, which is never published" in result.output
    result = run("verify", str(project / "preview"))
    assert result.exit_code != 0
    assert "that of a preview" in result.output
    assert run("build", "--preview", "--base-url", "https://a.example.org/").exit_code == 2


def test_a_proof_is_of_the_records_as_they_are_published(tmp_path: Path) -> None:
    """Also if a preview, in which titles are marked, was built in between."""
    project = write_small(tmp_path)
    claim = BARE["content/claims/green.yaml"] + "kind: opinion\n"
    claim = claim.replace("verdict: disputed\n", "").replace("stage: draft", "stage: ready")
    held = claim + "not_before: 2024-05-01\ncitations: [{source: board-notice, stance: context}]\n"
    write_files(project, {"content/claims/green.yaml": held})
    day = ["--as-of", "2024-05-01", "-p", str(project)]
    clean = tmp_path / "clean"
    assert run("build", "--no-cache", "-o", str(clean), *day).exit_code == 0
    assert run("build", "--preview", "-p", str(project)).exit_code == 0
    assert run("build", *day).exit_code == 0
    assert (clean / "manifest.json").read_bytes() == (project / "site/manifest.json").read_bytes()


def test_what_is_held_back_is_said_each_time(tmp_path: Path) -> None:
    project = write_files(write_small(tmp_path), BARE)
    lines = (
        "Not published yet: 5 drafts, 3 in review.\n",
        'Held back until 2024-05-01: the source "leak". `--as-of 2024-05-01` publishes it.\n',
    )
    for _ in range(2):
        output = run("build", "-p", str(project)).output
        assert all(line in output for line in lines)
    data = json.loads(run("check", "-p", str(project), "--format", "json").stdout)
    assert {"kind": "source", "id": "leak", "reason": "not-before", "until": "2024-05-01"} in data[
        "held_back"
    ]
    assert len(data["held_back"]) == len(BARE)


def test_what_is_recorded_as_published_has_no_draft(tmp_path: Path) -> None:
    project = write_files(write_small(tmp_path), BARE)
    recorded = project / "content/published.json"
    assert run("publish", "--record", "-p", str(project)).exit_code == 0
    assert "green" not in recorded.read_text()
    assert "sources/leak" not in recorded.read_text()
    late = [*("publish", "--record", "--as-of", "2024-05-01"), "-p", str(project)]
    assert run(*late).exit_code == 0
    assert "sources/leak" in recorded.read_text()


@pytest.mark.parametrize("words", ["2024-05", "tomorrow", "2024-05-01?", ""])
def test_a_day_that_is_none(words: str, tmp_path: Path) -> None:
    result = run("build", "-p", str(write_small(tmp_path)), "--as-of", words)
    assert result.exit_code == 2
    assert "--as-of" in result.output
    assert "Traceback" not in result.output
