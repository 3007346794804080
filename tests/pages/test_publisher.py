"""Who stands behind the site, and how a reader reports an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from claimline.diagnostics import Report
from tests.dossiers import Data, errors, planned
from tests.html_tree import Node, read_html
from tests.pages.test_plan import ONE_OF_EACH
from tests.rendering import render

REPORT = "Report an error"
WAYS = {"en": REPORT, "de": "Fehler melden", "ar": "الإبلاغ عن خطأ"}
FULL: Data = {
    "publisher": "The Notebook", "publisher_url": "https://notebook.example.org/",
    "ownership": "A society & friends", "funding": "Gifts <only>", "contact": "desk@example.org",
    "editors": [
        {"name": "A. Moss", "role": "Editor", "background": "Ten years of reporting"},
        {"name": "B. Reed", "url": "https://reed.example.org/"},
    ],
    "policies": {
        "corrections": "method", "ethics": "method", "funding": "method", "method": "method",
        "mission": "method", "independence": "method", "suggestions": "method",
        "complaints": "method", "ai": "method",
    },
}  # fmt: skip


def pages(folder: Path, site: Data, more: dict[str, Data] | None = None) -> dict[str, Node]:
    records = ONE_OF_EACH | {"site": site} | (more or {})
    files = render(planned(records), folder, report := Report()).files
    assert errors(report) == []
    return {path: read_html(files[path]) for path in files if path.endswith(".html")}


def reports(page: Node, words: str = REPORT) -> list[str]:
    """The addresses of the links by which an error is reported."""
    return [link.attributes["href"] for link in page.all(tag="a") if link.text().strip() == words]


def facts(page: Node) -> dict[str, str]:
    """The terms of the page, each with all that is said of it."""
    rows = [row for row in page.all(tag="div") if row.all(tag="dt")]
    return {
        row.all(tag="dt")[0].text(): " / ".join(each.text().strip() for each in row.all(tag="dd"))
        for row in rows
    }


ASKED = (
    "Publisher", "Owner", "Editors", "Funding", "Contact", "What the site is for",
    "How claims are chosen and judged", "Independence", "Ethics", "How mistakes are corrected",
    "How to propose a claim", "Where to complain", "Use of artificial intelligence",
)  # fmt: skip


def unstated(page: Node) -> str:
    """What the page says is not stated."""
    return " ".join(it.text() for it in page.all(tag="p") if it.text().startswith("Not stated"))


def test_what_is_not_stated_is_said_in_one_sentence(tmp_path: Path) -> None:
    page = pages(tmp_path, {})["publisher.html"]
    assert facts(page) == {"Corrections so far": "Corrections"}
    assert unstated(page) == f"Not stated: {', '.join(ASKED[:-1])} and {ASKED[-1]}."


@pytest.mark.parametrize(
    ("site", "label"),
    [
        ({"publisher_url": "https://a.example.org/"}, "Publisher"),
        ({"policies": {"funding": "method"}}, "Funding"),
        ({"policies": {"ai": "method"}}, "Use of artificial intelligence"),
        ({"editors": [{"name": "A. Moss"}]}, "Editors"),
    ],
)
def test_what_is_stated_has_a_row_and_no_word_that_it_is_not(
    tmp_path: Path, site: Data, label: str
) -> None:
    page = pages(tmp_path, site)["publisher.html"]
    assert set(facts(page)) == {label, "Corrections so far"}
    assert label not in unstated(page)


def test_everything_that_is_stated_is_shown(tmp_path: Path) -> None:
    page = pages(tmp_path, FULL)["publisher.html"]
    assert unstated(page) == ""
    found = facts(page)
    assert set(found) == {*ASKED, "Corrections so far"}
    assert found["Owner"] == "A society & friends"
    assert found["Editors"] == "A. Moss, EditorTen years of reporting / B. Reed"
    assert found["Funding"].startswith("Gifts <only> / ")
    assert found["Contact"] == "desk@example.org"


@pytest.mark.parametrize("site", [{}, {"publisher": "The Notebook"}])
def test_every_page_leads_to_it(tmp_path: Path, site: Data) -> None:
    for path, page in pages(tmp_path, site).items():
        if path == "404.html":  # without `base_url` it stands at any depth, and no link would hold
            continue
        hrefs = [link.attributes.get("href", "") for link in page.all(tag="a")]
        assert any(href.endswith("publisher.html") for href in hrefs), path


def test_the_page_of_a_site_without_corrections_has_no_link_to_them(tmp_path: Path) -> None:
    page = pages(tmp_path, {"sections": {"corrections": False}})["publisher.html"]
    assert "Corrections so far" not in facts(page)


@pytest.mark.parametrize(
    ("base", "body"),
    [
        ({}, "claims/c.html"),
        ({"base_url": "https://a.example.org/x/"}, "https://a.example.org/x/claims/c.html"),
    ],
)
def test_a_mail_has_the_title_and_the_address_of_the_page(
    tmp_path: Path, base: Data, body: str
) -> None:
    title = 'Is 5 > 4 & "so"? #1 100 % жар'
    site = {"contact": "desk@example.org", **base}
    found = pages(tmp_path, site, {"claim/c": {"short": title}})
    (href,) = reports(found["claims/c.html"])
    mail = urlsplit(href)
    assert (mail.scheme, mail.path, mail.fragment) == ("mailto", "desk@example.org", "")
    assert parse_qs(mail.query) == {"subject": [f"Claim: {title}. Not assessed."], "body": [body]}
    assert all(len(reports(page)) == 1 for page in found.values())
    (missing,) = reports(found["404.html"])
    assert set(parse_qs(urlsplit(missing).query)) == {"subject"}


CORRECTIONS: dict[str, Any] = {"policies": {"corrections": "method"}}


@pytest.mark.parametrize(
    ("site", "href"),
    [
        ({"contact": "https://a.example.org/write"}, "https://a.example.org/write"),
        ({"contact": "mailto:a@example.org?subject=x"}, "mailto:a@example.org?subject=x"),
        ({"contact": "https://a.example.org/w", **CORRECTIONS}, "https://a.example.org/w"),
        (CORRECTIONS, "../method.html"),
        ({}, None),
    ],
)
def test_without_a_plain_mail_address_there_is_a_link(
    tmp_path: Path, site: Data, href: str | None
) -> None:
    found = pages(tmp_path, site)
    assert reports(found["claims/c.html"]) == ([href] if href else [])
    # A link to a page would not hold on the page that a host shows at any depth.
    assert reports(found["404.html"]) == ([href] if href and ":" in href else [])


@pytest.mark.parametrize("language", WAYS)
def test_the_words_are_in_the_language_of_the_interface(tmp_path: Path, language: str) -> None:
    site = {"contact": "desk@example.org", "interface_language": language}
    assert len(reports(pages(tmp_path, site)["claims/c.html"], WAYS[language])) == 1


def test_a_claim_names_its_last_recorded_change(tmp_path: Path) -> None:
    claim = {
        "history": [{"date": "2024-03-05", "to": "unproven", "why": "New."}],
        "corrections": [
            {"date": "2024-05-07", "text": "A name."}, {"date": "2024-04-06", "text": "A day."},
        ],
        "verdict": "unproven",
    }  # fmt: skip
    found = pages(tmp_path, {}, {"claim/c": claim})
    (foot,) = found["claims/c.html"].all(tag="footer")
    assert "This page last changed 7 May 2024." in foot.text()
    assert "last changed" not in found["index.html"].text()
