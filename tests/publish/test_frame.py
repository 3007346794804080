"""Blocks of a project's own ``base.html`` show on every page of the theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.publish.theme import theme_folder
from tests.dossiers import errors, planned
from tests.rendering import render
from tests.test_golden import MORE, lowered

OWN_FRAME = "pages/embed.html"  # a page in the frame of another site
EXTENDED = '{% extends "theme/base.html" %}\n'
SHEETS = "{% block sheets %}{{ super() }}<meta name=sheets>{% endblock %}"
HEAD = "{% block head %}{{ super() }}<meta name=own>{% endblock %}"
HEADER = "{% block header %}{{ super() }}<p>My header</p>{% endblock %}"
FOOTER = "{% block footer %}{{ super() }}<p>My footer</p>{% endblock %}"
TITLE = "{% block title %}Mine: {{ super() }}{% endblock %}"
POLICY = "{% block policy %}<meta name=policy>{% endblock %}"
WORDS = (b"<meta name=sheets>", b"<meta name=own>", b"<p>My header</p>", b"<p>My footer</p>",
         b"<title>Mine: ", b"<meta name=policy>")  # fmt: skip
PAGES = {
    "templates/pages/claims.html": """{% extends "theme/pages/claims.html" %}
{% block head %}{{ super() }}<meta name=claims>{% endblock %}
"""
}


def rendered(project: Path, files: Mapping[str, str]) -> Mapping[str, bytes]:
    """All pages of the small dossier, whose theme has these files of a project."""
    for path, text in files.items():
        file = project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    with lowered():
        made = render(planned(MORE), project, report := Report()).files
    assert errors(report) == []
    return {path: data for path, data in made.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    base = EXTENDED + SHEETS + HEAD + HEADER + FOOTER + TITLE + POLICY
    files = {"templates/base.html": base, **PAGES}
    return rendered(tmp_path_factory.mktemp("project"), files)


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    """The template of each page."""
    with lowered():
        return {page.path: page.template for page in planned(MORE).pages}


def test_a_block_of_the_frame_shows_on_every_page(
    framed: Mapping[str, bytes], pages: Mapping[str, str]
) -> None:
    lacking = {
        (pages[path], word)
        for path, data in framed.items()
        for word in WORDS
        if data.count(word) != 1 and pages[path] != OWN_FRAME
    }
    assert lacking == set()
    # The limits are low here, and every kind of page is there.
    folder = theme_folder() / "pages"
    assert set(pages.values()) == {f"pages/{file.name}" for file in folder.glob("*.html")}


def test_a_page_in_a_frame_of_its_own_has_no_block_of_the_frame(
    framed: Mapping[str, bytes],
) -> None:
    assert not [word for word in WORDS if word in framed["embed/claims/closed-at-ten.html"]]


def test_a_page_adds_to_the_head_of_the_frame(framed: Mapping[str, bytes]) -> None:
    head = framed["claims/index.html"].partition(b"</head>")[0]
    assert head.count(b"<meta name=claims>") == head.count(b"<meta name=own>") == 1
    assert head.count(b"lists.css") == 1
    assert [path for path, data in framed.items() if b"name=claims" in data] == [
        path for path in framed if path.startswith(("claims/index", "lists/claims-"))
    ]


def test_the_frame_takes_nothing_from_a_page(framed: Mapping[str, bytes], tmp_path: Path) -> None:
    plain = rendered(tmp_path, {})
    added = re.compile(b"|".join([*WORDS[:4], b"Mine: ", WORDS[5], b"<meta name=claims>"]))
    for path, data in framed.items():
        assert added.sub(b"", data).split() == plain[path].split(), path


def test_an_embedded_page_has_a_head_that_a_project_adds_to(tmp_path: Path) -> None:
    text = '{% extends "theme/pages/embed.html" %}{% block head %}<meta name=mine>{% endblock %}'
    made = rendered(tmp_path, {"templates/pages/embed.html": text})
    assert b"<meta name=mine>" in made["embed/claims/closed-at-ten.html"]


def test_without_an_address_the_page_of_lost_addresses_has_its_own_header(tmp_path: Path) -> None:
    """It is shown at any depth, so a link to a page of the site would lead nowhere."""
    base = EXTENDED + HEAD + HEADER
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/base.html").write_text(base, encoding="utf-8")
    made = render(planned({}), tmp_path, Report()).files["404.html"]
    assert b"<meta name=own>" in made
    assert b"My header" not in made
