"""The person with a keyboard, whom other tests follow, notices where the Tab key does not lead."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.keyboard import NEAR, tab_to, type_words

MANY = "<button>One of many</button>" * (4 * NEAR)
BEFORE, AFTER = "<a id=first href=#a>First</a>", "<a id=last href=#b>Last</a>"


def test_it_comes_to_each_end_and_goes_on_from_a_fragment(page: Page) -> None:
    page.set_content(f"{BEFORE}{MANY}<p id=b>Here</p>{MANY}{AFTER}")
    tab_to(page, page.locator("#last"))
    tab_to(page, page.locator("#first"))
    tab_to(page, page.locator("#last"))
    page.keyboard.press("Enter")
    expect(page.locator("#b:target")).to_be_in_viewport()
    tab_to(page, page.locator("#b + button"))


@pytest.mark.parametrize(
    "fault",
    [
        "<button tabindex=1>Out of turn</button>",
        "<button onfocus='this.blur()'>Refuses</button>",
        "<button onfocus='first.focus()'>Leads back</button>",
    ],
)
def test_a_stop_between_that_keeps_no_focus_is_noticed(page: Page, fault: str) -> None:
    page.set_content(f"{BEFORE}{MANY}{fault}{MANY}{AFTER}")
    with pytest.raises(Error):
        tab_to(page, page.locator("#last"))


def test_what_no_tab_leads_to_is_noticed(page: Page) -> None:
    page.set_content(f"{BEFORE}{MANY}<button id=never tabindex=-1>Never</button>{AFTER}")
    with pytest.raises(AssertionError, match="no Tab leads"):
        tab_to(page, page.locator("#never"))


def test_a_trap_near_the_end_is_noticed(page: Page) -> None:
    trap = "<button onkeydown='event.preventDefault()'>A trap</button>"
    page.set_content(f"{BEFORE}{MANY}{trap}<button>Between</button>{AFTER}")
    with pytest.raises(AssertionError, match="no Tab leads"):
        tab_to(page, page.locator("#last"))


@pytest.mark.parametrize("words", ["a", "short", "a line of many words", "one line\nand another"])
def test_the_words_are_all_typed(page: Page, words: str) -> None:
    page.set_content("<textarea></textarea>")
    page.locator("textarea").focus()
    type_words(page, words)
    expect(page.locator("textarea")).to_have_value(words)
