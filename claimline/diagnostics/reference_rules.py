"""The rules on links between records: each code with its level, summary, reason and cure."""

from __future__ import annotations

from claimline.diagnostics.levels import Rule, error, warning

RULES: dict[str, Rule] = {
    "dangling-reference": error(
        "A record names another that does not exist",
        "The link would lead nowhere.",
        "Correct the id, or write the record.",
    ),
    "private-reference": error(
        "A published record names one that is private",
        "Readers would see an id that leads nowhere, and a judgement that rests on what they may "
        "not see.",
        "Make both private or neither, or name another record.",
    ),
    "held-back-reference": error(
        "A published record names one that is not published yet",
        "Readers would see a link that leads nowhere, or a verdict that rests on a draft.",
        "Hold both back or neither, or name another record.",
    ),
    "cycle": error(
        "A chain of records leads back to its start",
        "The chains of who repeats whom, who revises what and who speaks for whom must end.",
        "Remove one of the links that the message names.",
    ),
    "self-reference": error(
        "A record names itself",
        "A record is no evidence for itself.",
        "Name another record, or remove the field.",
    ),
    "bad-link": error(
        "A link in Markdown has no address that can be linked",
        "A link leads to a record (`claim:id`) or to an `http`, `https` or `mailto` address.",
        "Write one of these.",
    ),
    "bad-citation": error(
        "A citation in Markdown cannot be read",
        "A citation is `[@source]`, `[@source, p. 3]` or `[@one; @two]`.",
        "Correct it. Write `\\[@` for a bracket that is no citation.",
    ),
    "bad-markdown": error(
        "Markdown has something in it that a page cannot show",
        "A page shows only simple HTML. Anything else would be left out, with the words in it.",
        "Do what the message says. Write `&lt;` for a `<` that begins no tag.",
    ),
    "folded-list": warning(
        "A list or a table is in a text that YAML folds",
        "After `>` YAML joins all lines into one, so a page shows the dashes and bars.",
        "Write `|` instead of `>`.",
    ),
    "image": error(
        "Markdown has an image in it",
        "A page makes no request to another host, and each picture needs a credit.",
        "List it under `media:` of a source, a claim or an event, or link to it.",
    ),
    "redirect": error(
        "A redirect cannot be made",
        "Its old page still exists, its new page does not exist, or one is outside the site.",
        "Name an old page that is gone, and a new page that exists.",
    ),
    "not-carried": error(
        "A citation names a statement that its source does not carry",
        "The site would then show a provenance that no record supports.",
        "Add the statement to the source's `carries`, or name another.",
    ),
}
