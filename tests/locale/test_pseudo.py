"""Every word of the interface comes from the catalogue, and every other is marked as content."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.model import fields
from claimline.pages import book
from claimline.publish import render
from tests.dossiers import Data, errors, planned
from tests.locale.pseudo import CONTENT, LANGUAGE, bare_words, pseudo, strings
from tests.test_golden import RECORDS

GIVEN: Mapping[str, Data] = {
    **RECORDS,
    "site": {**RECORDS["site"], "language": CONTENT, "interface_language": LANGUAGE},
}


@pytest.fixture
def speaking(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pseudo language, in place of a catalogue."""
    language = pseudo()
    monkeypatch.setattr(fields, "available", lambda: ("en", LANGUAGE))
    for module in (book, render):
        monkeypatch.setattr(module, "translator", lambda _: language)


def bare(given: Mapping[str, Data], project: Path) -> dict[str, list[str]]:
    """The words without brackets on each page that has any."""
    report = Report()
    files = render.render(planned(given), project, report).files
    assert errors(report) == []
    content = list(strings(given))
    found = {
        path: bare_words(data, content) for path, data in files.items() if path.endswith(".html")
    }
    return {path: words for path, words in found.items() if words}


@pytest.mark.usefixtures("speaking")
def test_every_word_is_in_the_catalogue_or_marked_as_content(tmp_path: Path) -> None:
    assert bare(GIVEN, tmp_path) == {}


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize(
    ("planted", "words"),
    [
        ("<p>More words</p>", "More words"),
        ('<p>{{ _("Sources") }} here</p>', "here"),
        ('<p aria-label="A label"></p>', "<p aria-label> A label"),
        ("<p>{{ site.title }}</p>", "The gate"),
        ('<p lang="en">{{ site.title }} <b lang="eo">again</b></p>', "again"),
    ],
)
def test_a_planted_word_is_found(planted: str, words: str, tmp_path: Path) -> None:
    template = tmp_path / "templates" / "pages" / "404.html"
    template.parent.mkdir(parents=True)
    template.write_text(
        f'{{% extends "theme/pages/404.html" %}}{{% block main %}}{planted}{{% endblock %}}',
        encoding="utf-8",
    )
    (found,) = bare(GIVEN, tmp_path)["404.html"]
    assert words in found
