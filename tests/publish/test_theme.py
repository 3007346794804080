"""Where templates and assets come from, and what they do with hostile words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError
from msgspec.structs import replace

from claimline.diagnostics import Code, Report
from claimline.model import scan
from claimline.prose import Prose, find_marks
from claimline.prose.pieces import to_pieces
from claimline.publish.assets import STYLE, asset_outputs
from claimline.publish.compact_css import compact
from claimline.publish.theme import (
    ROOT,
    Theme,
    check_folder,
    environment,
    href,
    read_theme,
    theme_files,
    theme_folder,
)
from tests.dossiers import Data, errors, planned
from tests.publish.html_checks import read_html
from tests.rendering import render


def written(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def read_written(folder: Path, files: dict[str, str]) -> Theme:
    return read_theme(written(folder, files))


def test_without_templates_of_its_own_a_project_has_the_theme(tmp_path: Path) -> None:
    for folder in (tmp_path / "templates", theme_folder()):
        theme = read_theme(folder)
        assert theme.own == {}
        assert theme.files["base.html"].path == theme_folder() / "base.html"


def test_the_project_comes_first_then_the_theme(tmp_path: Path) -> None:
    env = environment(read_written(tmp_path, {"pages/404.html": "Mine"}))
    assert env.get_template("pages/404.html").render() == "Mine"
    assert Path(env.get_template("base.html").filename or "").parent == theme_folder()


def test_an_override_extends_the_original_by_its_full_name(tmp_path: Path) -> None:
    text = '{% extends "theme/pages/404.html" %}{% block main %}Mine{{ super() }}{% endblock %}'
    written(tmp_path / "templates", {"pages/404.html": text})
    files = render(planned({}), tmp_path, report := Report()).files
    assert errors(report) == []
    plain = render(planned({}), tmp_path / "none", Report()).files["404.html"].decode()
    page = files["404.html"].decode()
    assert "Mine" in page
    assert page.replace("Mine", "", 1) == plain


def test_an_overridden_component_is_used_by_the_themes_pages(tmp_path: Path) -> None:
    text = "{% macro when(date) -%}(mine){%- endmacro %}"
    written(tmp_path / "templates", {"components/when.html": text})
    files = render(planned({"event/e": {}}), tmp_path, report := Report()).files
    assert errors(report) == []
    assert b"(mine)" in files["chronology.html"]


@pytest.mark.parametrize(
    "start", ["./components/", "/components/", "components//", "theme/./components/"]
)
def test_a_name_may_be_spelt_as_in_other_loaders_of_jinja(start: str, tmp_path: Path) -> None:
    text = f'{{% from "{start}refs.html" import refs %}}{{{{ refs([]) }}}}Mine'
    env = environment(read_written(tmp_path, {"a.html": text}))
    assert env.get_template("a.html").render().strip() == "Mine"


def test_an_unknown_name_is_an_error(tmp_path: Path) -> None:
    files = {"a.html": "{{ nothing }}", "b.html": "{{ page.no }}"}
    env = environment(read_written(tmp_path, files))
    with pytest.raises(UndefinedError):
        env.get_template("a.html").render()
    with pytest.raises(UndefinedError):
        env.get_template("b.html").render(page={})


def test_everything_is_escaped(tmp_path: Path) -> None:
    env = environment(
        read_written(tmp_path, {"a.html": "{{ x }}", "b.xml": "{{ x }}", "c.txt": "{{ x }}"})
    )
    for name in ("a.html", "b.xml", "c.txt"):
        assert env.get_template(name).render(x="<'\"&>") == "&lt;&#39;&#34;&amp;&gt;"


def test_addresses_start_at_the_root() -> None:
    assert href("claims/a.html#x") == f"{ROOT}claims/a.html#x"
    assert href("#x") == "#x"


def assets(templates: Path) -> dict[str, bytes]:
    return {output.path: output.render() for output in asset_outputs(read_theme(templates))}


def test_assets_are_joined_and_overridden(tmp_path: Path) -> None:
    theme = assets(tmp_path / "none")
    assert theme[STYLE].endswith(b"\n")
    assert not [path for path in theme if path.startswith("assets/css/")]
    mine = {
        "assets/css/zz.css": "  .mine {}\n\n",
        "assets/css/wide/b.css": "/* b */ .b {}",
        "assets/css/wide/a.css": ".a {}",
        "assets/icon.svg": "<svg/>",
        "assets/a/b.txt": "b",
    }
    both = assets(written(tmp_path, mine))
    assert both[STYLE] == theme[STYLE] + b".mine{}\n"
    assert both["assets/wide.css"] == b".a{}\n.b{}\n"
    assert (both["assets/icon.svg"], both["assets/a/b.txt"]) == (b"<svg/>", b"b")
    assert set(both) == set(theme) | {"assets/icon.svg", "assets/a/b.txt", "assets/wide.css"}


def test_a_sheet_of_the_theme_can_be_replaced(tmp_path: Path) -> None:
    sheet = next(path for path in sorted((theme_folder() / "assets" / "css").glob("*.css")))
    both = assets(written(tmp_path, {f"assets/css/{sheet.name}": ".mine {}"}))
    assert b".mine{}" in both[STYLE]
    assert compact(sheet.read_bytes()) not in both[STYLE]


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    written(tmp_path, {"b": "", "a/c": "", "a/.d": "", "_e": "", ".f/g": "", "_headers": ""})
    found = [path.relative_to(tmp_path).as_posix() for path in theme_files(tmp_path)]
    assert found == ["_e", "_headers", "a/c", "b"]


def test_drafts_are_templates_but_never_published(tmp_path: Path) -> None:
    names = ("root/_e", "root/_f/g", "root/_headers", "root/b", "pages/_h.html")
    theme = read_written(tmp_path, dict.fromkeys(names, "x"))
    assert list(theme.published("root")) == ["_headers", "b"]
    assert environment(theme).get_template("pages/_h.html").render() == "x"


def test_what_leads_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    templates = written(tmp_path / "project/templates", {"pages/a.html": "a"})
    (tmp_path / "outside.html").write_text("x")
    (templates / "b.html").symlink_to(tmp_path / "outside.html")
    (templates / "c.html").symlink_to("c.html")
    (templates / "d.html").symlink_to("pages/a.html")
    assert sorted(read_theme(templates).own) == ["d.html", "pages/a.html"]


def test_what_leads_out_of_the_project_is_reported(tmp_path: Path) -> None:
    outer = written(tmp_path / "outer", {"x.html": "x"})
    project = written(tmp_path / "project", {"templates/a.html": "a", "templates/.gitkeep": ""})
    (project / "templates" / "b.html").symlink_to(outer / "x.html")
    (project / "templates" / "c").symlink_to(outer)
    (project / "templates" / "d.html").symlink_to(project / "templates" / "a.html")
    report = Report()
    check_folder(project / "templates", project, report)
    assert [(found.code, found.location.path) for found in report] == [
        (Code.FILE_OUTSIDE, "templates/b.html"), (Code.FILE_OUTSIDE, "templates/c"),
    ]  # fmt: skip


# Hostile words in every field of text, on every page.

HOSTILE = "<script>alert(1)</script>\"'&"
FIELDS: dict[str, dict[str, Any]] = {
    "site": {
        "title": HOSTILE, "summary": HOSTILE, "publisher": HOSTILE, "licence": {"name": HOSTILE},
        "front": "b",
        "verdicts": [{"id": HOSTILE, "label": HOSTILE, "meaning": HOSTILE, "tone": "supported"}],
    },
    "actor/x": {
        "name": HOSTILE, "position": HOSTILE, "also_known_as": [HOSTILE], "country": HOSTILE,
        "access_note": HOSTILE, "note": HOSTILE,
    },
    "actor/y": {"name": HOSTILE, "party": "x"},
    "source/s": {
        "title": HOSTILE, "title_translation": {"text": HOSTILE, "by": "human"},
        "publisher": HOSTILE, "authors": [HOSTILE], "published_note": HOSTILE, "note": HOSTILE,
        "perspective": HOSTILE, "reliability": "A", "reliability_reason": HOSTILE,
        "url": "https://a.example.org/'&x", "language": "ru",
        "archives": [{"url": "https://a.example.org/'&y"}],
        "carries": [{"statement": "q", "how": "quotes", "note": HOSTILE}],
    },
    "source/t": {
        "title": HOSTILE, "publisher": HOSTILE, "carries": [{"source": "s", "how": "reprints"}],
    },
    "statement/q": {
        "short": HOSTILE, "by": "y", "channel": HOSTILE, "says": HOSTILE, "quote": HOSTILE,
        "translation": {"text": HOSTILE, "by": "machine"}, "note": HOSTILE, "said": "2024-03-02",
    },
    "statement/r": {"short": HOSTILE, "by": "y", "revises": "q", "says": HOSTILE},
    "claim/c": {
        "claim": HOSTILE, "short": HOSTILE, "by": "x", "verdict": HOSTILE, "reasoning": HOSTILE,
        "unknowns": [HOSTILE], "would_change": [HOSTILE], "tags": ["t"],
        "citations": [{
            "source": "s", "quote": HOSTILE, "translation": {"text": HOSTILE, "by": "human"},
            "at": HOSTILE, "note": f"{HOSTILE} [@s].", "stance": "supports",
        }],
        "stances": [{
            "actor": "x", "stance": "denies", "note": HOSTILE,
            "citation": {"source": "s", "quote": HOSTILE, "at": HOSTILE, "note": HOSTILE},
        }],
        "related": [{"claim": "d", "how": "part-of", "note": HOSTILE}],
        "history": [
            {"date": "2024", "to": HOSTILE, "why": HOSTILE},
            {"date": "2024", "from": HOSTILE, "to": HOSTILE, "why": HOSTILE},
        ],
        "corrections": [{"date": "2024", "text": HOSTILE}],
    },
    "claim/d": {"claim": HOSTILE, "short": HOSTILE},
    "event/e": {
        "title": HOSTILE, "text": f"{HOSTILE} [@s].", "place": "p", "actors": ["x"],
        "claims": ["c"], "date": "2024-03-02",
        "citations": [{"source": "s", "quote": HOSTILE, "at": HOSTILE, "note": HOSTILE}],
    },
    "detail/d": {
        "question": HOSTILE, "short": HOSTILE, "unit": HOSTILE, "finding": HOSTILE,
        "values": [{
            "value": HOSTILE, "source": "s", "statement": "q", "quote": HOSTILE, "at": HOSTILE,
            "note": HOSTILE, "translation": {"text": HOSTILE, "by": "human"},
        }, {"value": "1", "statement": "r"}],
        "silent": ["t"], "claims": ["c"],
    },
    "place/p": {"name": HOSTILE},
    "brief/b": {
        "title": HOSTILE, "summary": HOSTILE, "claims": ["c"], "tags": ["t"],
        "body": f"# {HOSTILE}\n\n{HOSTILE} [@s, {HOSTILE}] [](claim:c) [](source:s) [@t].\n",
    },
    "page/g": {"title": HOSTILE, "body": HOSTILE},
}  # fmt: skip


def test_hostile_words_are_shown_and_do_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Markdown with a script in it is an error. The page must withstand it all the same.
    def read(text: str) -> Prose:
        prose = find_marks(text)
        return replace(prose, problems=(), pieces=to_pieces(prose))

    monkeypatch.setattr(scan, "read_prose", read)
    given: dict[str, Data] = dict(FIELDS)
    files = render(planned(given), tmp_path, report := Report()).files
    assert errors(report) == []
    calm = render(planned(_calm(given)), tmp_path, Report()).files
    assert set(files) == set(calm)
    shown = 0
    for path, data in files.items():
        if path.endswith(".html"):
            page = read_html(data.decode().replace("<!doctype html>", ""))
            expected = read_html(calm[path].decode().replace("<!doctype html>", ""))
            assert page.faults == []
            assert [tag for tag, _ in page.tags] == [tag for tag, _ in expected.tags], path
            assert [set(names) for _, names in page.tags] == [
                set(names) for _, names in expected.tags
            ]
            assert "alert(1)" not in " ".join(each.get("href", "") for each in page.all("a"))
            shown += HOSTILE in page.text or HOSTILE in str(page.tags)
            assert HOSTILE in page.text, path
    assert shown == sum(path.endswith(".html") for path in files)


def _calm(data: Any) -> Any:
    """The same records with harmless words."""
    if isinstance(data, dict):
        return {key: _calm(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_calm(value) for value in data]
    return data.replace(HOSTILE, "calm") if isinstance(data, str) else data
