"""The plan of all pages."""

from __future__ import annotations

from collections import Counter

import pytest

from claimline.analysis import analyse
from claimline.diagnostics import Code, Report
from claimline.model.dossier import Dossier
from claimline.pages.address import RESERVED, address, page_of, usage_anchor
from claimline.pages.claim_view import ClaimView
from claimline.pages.front import RedirectView
from claimline.pages.long_sections import place_of_usage
from claimline.pages.plan import Plan, plan
from claimline.pages.selections import SELECTIONS
from tests.dossiers import Data, dossier, planned

ONE_OF_EACH: dict[str, Data] = {
    "actor/x": {}, "statement/s": {}, "event/e": {"tags": ["t"]}, "detail/d": {}, "place/p": {},
    "source/s": {}, "claim/c": {"tags": ["t", "u"]}, "brief/b": {"body": "So [@s].\n"},
    "page/method": {},
}  # fmt: skip
ALWAYS = {
    "index.html", "404.html", "chronology.html", "data/index.html", "matrix.html", "origins.html",
    "corrections.html", "publisher.html", "more.html", "tags/index.html", "a-z.html",
    *(f"{kind}/index.html" for kind in
      ("claims", "sources", "statements", "actors", "details", "briefs")),
    *(f"lists/{it.kind}s-{it.name}.html" for it in SELECTIONS),
}  # fmt: skip


def paths(given: dict[str, Data]) -> list[str]:
    return [page.path for page in planned(given).pages]


def reported(given: dict[str, Data]) -> tuple[list[str], list[tuple[Code, str]]]:
    """The paths of the pages, and what is found."""
    report = Report()
    made = planned(given, report)
    return [page.path for page in made.pages], [(found.code, found.message) for found in report]


def test_an_empty_site_has_its_fixed_pages() -> None:
    assert set(paths({})) == ALWAYS


def test_one_page_for_each_record() -> None:
    assert set(paths(ONE_OF_EACH)) - ALWAYS == {
        "actors/x.html", "statements/s.html", "details/d.html", "sources/s.html", "claims/c.html",
        "briefs/b.html", "method.html", "tags/t.html", "tags/u.html",
    }  # fmt: skip


def test_paths_are_unique_and_in_order() -> None:
    found = paths(ONE_OF_EACH)
    assert found == sorted(found)
    assert max(Counter(found).values()) == 1


def test_the_plan_is_the_same_each_time_and_in_any_order_of_records() -> None:
    backwards = dict(reversed(ONE_OF_EACH.items()))
    assert planned(ONE_OF_EACH) == planned(ONE_OF_EACH) == planned(backwards)


def test_tags_of_any_script_have_addresses_in_latin_letters() -> None:
    tags = ["جسر", "мост-через-реку", "桥梁", "brücke", "roof-2"]
    made = planned({"claim/c": {"tags": tags}, "event/e": {"tags": tags}})
    pages = {page.path: page for page in made.pages}
    (claim,) = (page.view for path, page in pages.items() if path == "claims/c.html")
    assert isinstance(claim, ClaimView)
    assert {ref.label: ref.href for ref in claim.tags} == {
        "جسر": "tags/jsr.html",
        "мост через реку": "tags/most-cherez-reku.html",
        "桥梁": "tags/qiao-liang.html",
        "brücke": "tags/brucke.html",
        "roof-2": "tags/roof-2.html",
    }
    assert {ref.href for ref in claim.tags} <= pages.keys()


def test_every_page_says_what_it_is() -> None:
    for page in planned(ONE_OF_EACH).pages:
        assert page.title
        assert page.template.startswith("pages/")
        assert page.root.count("../") == page.path.count("/")


def frame(made: Plan) -> set[str]:
    """What the head and the foot of every page link to."""
    return {link.href for link in made.site.nav} | {ref.href for ref in made.site.about}


@pytest.mark.parametrize("section", ["matrix", "origins", "corrections", "tags"])
def test_a_section_that_is_off_leaves_no_page_and_no_link(section: str) -> None:
    made = planned(ONE_OF_EACH | {"site": {"sections": {section: "false"}}})
    assert not [page.path for page in made.pages if page.path.startswith(section)]
    assert not [href for href in frame(made) if href.startswith(section)]
    gone = {path for path in paths(ONE_OF_EACH) if path.startswith(section)}
    assert {page.path for page in made.pages} == set(paths(ONE_OF_EACH)) - gone


def test_the_frame_links_to_pages_that_are_there() -> None:
    made = planned(ONE_OF_EACH)
    found = {page.path for page in made.pages}
    assert frame(made) <= found
    assert "method.html" in {ref.href for ref in made.site.about}


@pytest.mark.parametrize("id_", sorted(RESERVED))
def test_ids_of_the_programs_own_pages_are_reserved(id_: str) -> None:
    site = {"sections": {"search": "true"}}
    found, findings = reported({"site": site, f"page/{id_}": {}})
    assert [code for code, _ in findings] == [Code.RESERVED_ID]
    assert found.count(f"{id_}.html") == 1


def test_every_page_at_the_top_is_reserved() -> None:
    """A page that the program adds must not be one that an author may have."""
    tops = {path.removesuffix(".html") for path in paths({}) if "/" not in path}
    assert tops <= RESERVED


@pytest.mark.parametrize("kind", ["claim", "source", "statement", "actor", "detail", "brief"])
def test_no_record_takes_the_place_of_its_index(kind: str) -> None:
    _, findings = reported({"actor/x": {}, f"{kind}/index": {}})
    assert [code for code, _ in findings] == [Code.RESERVED_ID]


def test_no_tag_takes_the_place_of_the_list_of_tags() -> None:
    _, findings = reported({"claim/c": {"tags": ["index"]}})
    assert [code for code, _ in findings] == [Code.RESERVED_ID]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("claims/old.html", "claims/gone.html", "is neither a page of this site"),
        ("claims/old.html", "https://a.example.org/", "is neither a page of this site"),
        ("claims/old.html", "claims/c.html#no", "nor an event on one"),
        ("claims/c.html", "index.html", "is a page of this site"),
        ("claims/old", "claims/c.html", "is not the path of a page"),
        ("../old.html", "claims/c.html", "is not the path of a page"),
        ("/old.html", "claims/c.html", "is not the path of a page"),
        ("https://a.example.org/old.html", "claims/c.html", "is not the path of a page"),
        ("Old.html", "claims/c.html", "is not the path of a page"),
    ],
)
def test_redirects_that_cannot_be_made(old: str, new: str, words: str) -> None:
    given: dict[str, Data] = {"claim/c": {}, "site": {"redirects": {old: new}}}
    found, findings = reported(given)
    assert [code for code, _ in findings] == [Code.REDIRECT]
    assert words in findings[0][1]
    assert set(found) == ALWAYS | {"claims/c.html"}


def test_redirects() -> None:
    given: dict[str, Data] = {
        "claim/c": {"short": "The claim"},
        "event/e": {},
        "site": {"redirects": {
            "claims/old.html": "claims/c.html", "events/e.html": "chronology.html#event-e",
        }},
    }  # fmt: skip
    report = Report()
    views = {page.path: page.view for page in planned(given, report).pages}
    assert len(report) == 0
    first, second = views["claims/old.html"], views["events/e.html"]
    assert isinstance(first, RedirectView)
    assert isinstance(second, RedirectView)
    assert (first.to.href, first.to.label) == ("claims/c.html", "Claim: The claim. Not assessed.")
    assert second.to.href == "chronology.html#event-e"


def test_a_redirect_to_itself_or_to_a_redirect_is_not_made() -> None:
    given: dict[str, Data] = {
        "claim/c": {},
        "site": {"redirects": {"a.html": "a.html", "b.html": "a.html"}},
    }
    _, findings = reported(given)
    assert [code for code, _ in findings] == [Code.REDIRECT, Code.REDIRECT]


def test_addresses() -> None:
    assert page_of("claim", "a") == address("claim", "a") == "claims/a.html"
    assert page_of("page", "method") == "method.html"
    assert address("event", "e") == "chronology.html#event-e"
    assert usage_anchor("claim", "a", "s-1") == "from-claim-a-s-1"
    assert usage_anchor("event", "e", "s-e-1") == "from-event-e-s-e-1"


def test_places_that_cite_have_addresses_on_their_pages() -> None:
    made: Dossier = dossier(ONE_OF_EACH)
    (usage,) = made.usages["s"]
    assert place_of_usage(usage) == "briefs/b.html#s-1"
    again = plan(made, analyse(made, Report()), Report())
    assert again.pages == planned(ONE_OF_EACH).pages
