"""The rules on addresses outside the site: each code with its level, summary, reason and cure."""

from __future__ import annotations

from claimline.diagnostics.levels import Rule, warning

RULES: dict[str, Rule] = {
    "link-gone": warning(
        "A page outside the site is gone",
        "Its server says that it has no such page, so readers cannot check it.",
        "Add a copy to `archives` and write `url_status: dead`, or correct the address.",
    ),
    "link-moved": warning(
        "A page outside the site has moved for good",
        "Its server sends everybody to another address.",
        "Look whether it is the same page, and write the new address.",
    ),
    "link-unchecked": warning(
        "A page outside the site could not be checked",
        "Its server refuses programs, or gives no answer that makes sense.",
        "Open it in a browser.",
    ),
    "link-quote": warning(
        "A page outside the site does not have a quote",
        "The page may have been changed, or show its words only in a browser.",
        "Compare the page with the quote, and keep a copy of it.",
    ),
    "link-copy": warning(
        "An archive has a copy that the record does not name",
        "Pages change and go away. A copy lets readers check the source later.",
        "Add the copy to `archives`, once you have looked at it.",
    ),
}
