"""The names of tags, which readers see in place of the words that records have."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimline.diagnostics import Code, Report, did_you_mean
from claimline.model.site import Site
from claimline.model.validate import Records

_BETWEEN_LETTERS = re.compile(r"(?<!\d)-(?!\d)")


def tag_name(site: Site, tag: str) -> str:
    """Return what readers see for a tag: its name in ``tag_names``, or else its words.

    A hyphen between letters stands for a space. One beside a digit stays, as in ``covid-19``.
    """
    return site.tag_names.get(tag) or _BETWEEN_LETTERS.sub(" ", tag)


def tags_in_order(site: Site, tags: Iterable[str]) -> list[str]:
    """Return tags in the order of what readers see for them."""
    return sorted(tags, key=lambda tag: (tag_name(site, tag).casefold(), tag))


def check_tag_names(records: Records, report: Report) -> None:
    """Report names of tags that no record has, not even one that is not published yet."""
    site = records.site
    if site is None or not site.tag_names or records.broken or records.unread:
        return
    tags = {tag for _, record in records.all() for tag in getattr(record, "tags", ())}
    where = records.where["site", "site"]
    for tag in site.tag_names:
        if tag not in tags:
            hint = did_you_mean(tag, tags) or "Remove it, or give the tag to a record."
            at = where.key("tag_names", tag)
            report.add(at, Code.DANGLING, f'No record has the tag "{tag}".', hint)
