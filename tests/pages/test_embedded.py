"""Embedded pages of claims: on request, alone in what they allow, no promise to readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.exports.headers import NAME, headers_file
from claimline.html_reader import parse_html
from claimline.options import BuildOptions
from claimline.pages.embedded import frame_code, quotation_code
from claimline.pages.shared_views import HtmlPage
from claimline.pages.site_context import SiteContext
from claimline.pipeline import build
from claimline.publish.link_check import broken_links
from claimline.published import read_last_build
from tests.dossiers import planned
from tests.small import REPAIRED, SITE, tree, write_files, write_small

CARD = "embed/claims/gate-closed-late.html"
MORE = """\
sections: {embed: true}
base_url: https://example.org/orla
redirects: {claims/old.html: claims/gate-closed-late.html, claims/older.html: index.html}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_small(tmp_path_factory.mktemp("embed"))
    write_files(root, {"content/site.yaml": SITE + MORE})
    report = Report()
    build(BuildOptions(root), report)
    assert [str(found) for found in report] == []
    return root


@pytest.fixture(scope="module")
def files(project: Path) -> dict[str, bytes]:
    return tree(project / "site")


def test_it_says_what_the_claims_page_says(files: dict[str, bytes]) -> None:
    card = parse_html(files[CARD].decode())
    page = parse_html(files[CARD.removeprefix("embed/")].decode())
    for chosen in ("h1", ".verdict"):
        assert card.css(chosen)[0].text() == page.css(chosen)[0].text()
    assert [each.text() for each in card.css(".counts")] == [
        each.text() for each in page.css(".judgement .counts")
    ]


def test_it_says_that_the_verdict_was_not_judged_again(tmp_path: Path) -> None:
    """As the claim's page does. A link would open in the frame, so it has none."""
    refuted = (
        REPAIRED.replace("verdict: disputed", "verdict: refuted")
        + """\
history:
  - {date: 2024-03-20, from: disputed, to: refuted, why: The log has no repair.}
"""
    )
    scale = (
        SITE
        + """\
  - {id: refuted, label: Refuted, meaning: It is not so., tone: refuted}
"""
    )
    root = write_small(tmp_path)
    write_files(
        root,
        {"content/site.yaml": scale + MORE, "content/claims/gate-was-repaired.yaml": refuted},
    )
    build(BuildOptions(root), Report())
    made = tree(root / "site")
    card = parse_html(made[CARD].decode())
    page = parse_html(made[CARD.removeprefix("embed/")].decode())
    (said,) = card.css("main .empty")
    assert said.text() == page.css(".judgement .empty")[0].text()
    assert "has not been judged again since 20 March 2024" in said.text()
    assert {link.attributes.get("target") for link in card.css("a")} == {"_blank"}


def test_its_links_leave_the_frame_and_it_runs_nothing(files: dict[str, bytes]) -> None:
    card = parse_html(files[CARD].decode())
    assert {link.attributes.get("target") for link in card.css("a")} == {"_blank"}
    assert card.css("script, form, nav") == []
    assert list(broken_links(files)) == []


def test_the_claims_page_gives_code_that_shows_it_elsewhere(files: dict[str, bytes]) -> None:
    """What a reader copies is HTML that leads to pages of the site, whatever the claim says."""
    page = parse_html(files[CARD.removeprefix("embed/")].decode())
    frame, quotation = (parse_html(node.text()) for node in page.css("#embed-this ~ details pre"))
    (iframe,) = frame.css("iframe")
    assert iframe.attributes["src"] == f"https://example.org/orla/{CARD}"
    title = page.css("title")[0].text().partition(" · ")[0]
    assert iframe.attributes["title"] == title
    (quote,) = quotation.css("blockquote")
    (link,) = quote.css("a")
    claim_page = f"https://example.org/orla/{CARD.removeprefix('embed/')}"
    assert link.attributes["href"] == quote.attributes["cite"] == claim_page
    assert link.text() == title
    verdict = page.css(".verdict")[0].text()
    assert verdict in quote.text()
    assert "The flood gate at Orla, The Orla notebook" in quote.text()


@pytest.mark.parametrize("make", [frame_code, quotation_code])
def test_no_word_of_a_claim_is_markup_elsewhere(
    make: Callable[[HtmlPage, SiteContext], str],
) -> None:
    words = "A \"<b>\" & 'c'"
    site = planned({"site": {"base_url": "https://example.org", "title": words}}).site
    page = HtmlPage("claims/a.html", "pages/claim.html", words, words, "claims", None)
    tree = parse_html(make(page, site))
    assert tree.css("b") == []
    shown = [node.attributes["title"] for node in tree.css("iframe")]
    assert (shown or [node.text() for node in tree.css("p")]) == [words] * (len(shown) or 3)


def test_search_engines_are_led_to_the_claim(files: dict[str, bytes]) -> None:
    card = parse_html(files[CARD].decode())
    (canonical,) = card.css('link[rel="canonical"]')
    assert canonical.attributes["href"] == "https://example.org/orla/claims/gate-closed-late.html"
    (robots,) = card.css('meta[name="robots"]')
    assert robots.attributes["content"] == "noindex"
    assert b"embed/" not in files["sitemap.xml"]


def test_only_embedded_pages_may_be_framed(files: dict[str, bytes]) -> None:
    lines = files[NAME].decode().splitlines()
    at = lines.index("/embed/*")
    assert files[NAME] == headers_file(embed=True)
    assert "frame-ancestors 'none'" in "".join(lines[:at])
    assert lines[at + 1] == "  ! Content-Security-Policy"
    assert lines[at + 2].endswith("frame-ancestors *")
    assert "frame-ancestors *" not in "".join(lines[:at])


def test_it_is_no_address_of_its_own(project: Path) -> None:
    state = read_last_build(project / "site")
    assert state is not None
    assert "claims/gate-closed-late.html" in state.addresses
    assert not [path for path in state.addresses if path.startswith("embed/")]


def test_redirects_of_claims_hold_for_embedded_pages(files: dict[str, bytes]) -> None:
    assert b"../../embed/claims/gate-closed-late.html" in files["embed/claims/old.html"]
    assert "embed/claims/older.html" not in files


def test_a_site_has_none_unless_it_asks(tmp_path: Path) -> None:
    project = write_small(tmp_path)
    build(BuildOptions(project), Report())
    made = tree(project / "site")
    assert not [path for path in made if path.startswith("embed/")]
    assert b"embed" not in made[NAME]
    assert b"embed-this" not in made[CARD.removeprefix("embed/")]


def test_without_an_address_there_is_no_code_to_copy(tmp_path: Path) -> None:
    project = write_small(tmp_path)
    write_files(project, {"content/site.yaml": f"{SITE}sections: {{embed: true}}\n"})
    build(BuildOptions(project), Report())
    made = tree(project / "site")
    assert CARD in made
    assert b"embed-this" not in made[CARD.removeprefix("embed/")]
