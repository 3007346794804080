"""Every word of the interface comes from the catalogue, and every other is marked as content."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.model import validate
from claimline.pages import a_to_z, indexes, tag_pages
from tests import rendering
from tests.dossiers import Data, errors, planned
from tests.locale.pseudo import CONTENT, LANGUAGE, bare_words, pseudo, strings
from tests.test_golden import RECORDS

GIVEN: Mapping[str, Data] = {
    **RECORDS,
    "site": {**RECORDS["site"], "language": CONTENT, "interface_language": LANGUAGE},
}


SITE = GIVEN["site"]
EMPTY: Mapping[str, Data] = {
    "site": {
        key: given for key, given in SITE.items() if key not in ("front", "key_claims", "redirects")
    }
}
"""A site in which nothing has been recorded yet."""
MANY: Mapping[str, Data] = {
    **GIVEN,
    "claim/told-often": {
        "claim": "The gate was told of often.", "short": "Told often", "verdict": "disputed",
        "reasoning": "So [@notice].", "tags": ["gate", "hours"],
        "citations": [
            {"source": "notice", "statement": "at-ten", "stance": "repeats", "at": f"line {nth}"}
            for nth in range(1, 25)
        ],
    },
    "event/opens": {
        "title": "The gate opens", "date": "2024-03-02T13:30[America/New_York]",
        "status": "alleged", "text": "It opens [@notice].", "actors": ["board"], "tags": ["hours"],
    },
    "event/built": {
        "title": "The gate is built", "date": "1931", "status": "established",
        "text": "It is built [@notice].",
    },
    "event/cleaned": {
        "title": "The gate is cleaned", "date": "2024-03-02/2024-03-04", "status": "reported",
        "text": "It is cleaned [@notice].",
    },
}  # fmt: skip
"""Folded citations, a drawing over years, other clocks, and lists of more than one page."""


@pytest.fixture
def speaking(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pseudo language, in place of a catalogue."""
    language = pseudo()
    monkeypatch.setattr(validate, "interface_translator", lambda *_: language)


def bare(given: Mapping[str, Data], project: Path) -> dict[str, list[str]]:
    """The words without brackets on each page that has any."""
    report = Report()
    files = rendering.render(planned(given), project, report).files
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
def test_every_word_of_an_empty_site_is_in_the_catalogue(tmp_path: Path) -> None:
    assert bare(EMPTY, tmp_path) == {}


@pytest.mark.usefixtures("speaking")
def test_every_word_of_long_lists_is_in_the_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in (
        (indexes, "CLAIMS_ON_PAGE"), (indexes, "ROWS_ON_PAGE"), (a_to_z, "ROWS_ON_PAGE"),
        (tag_pages, "CLAIMS_ON_PAGE"), (tag_pages, "ROWS_ON_PAGE"),
        (a_to_z, "MOST_ON_ONE_PAGE"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, 1)
    pages = {spec.path for spec in planned(MANY).specs}
    assert {"claims/page-2.html", "a-z/a/page-2.html", "tags/gate/page-2.html"} <= pages
    assert bare(MANY, tmp_path) == {}


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
