"""Finds comments that cut a value short, because `` #`` was meant as text."""

from __future__ import annotations

from claimline.diagnostics import Code, Report
from claimline.model.schema import hash_starts
from claimline.model.shared_fields import Part
from claimline.read import Entry
from claimline.read.syntax import cut_short


def check_comments(model: type[Part], entry: Entry, report: Report) -> None:
    """Report each comment that may be meant as part of a value.

    After a text, any comment may be part of it. After a tag, a comment such as ``#storm`` may be.
    After an id, a date, a number, an address or a word from a fixed list, no comment is.
    """
    for comment in entry.where.comments():
        starts = hash_starts(model, comment.loc)
        message, suggestion = cut_short(comment.words, comment.whole)
        if starts == "text":
            report.add(comment.location, Code.YAML_COMMENT, message, suggestion)
        elif starts == "tag" and comment.words[1:2].strip():
            hint = "Write tags without #, in a list: [roof, storm]."
            report.add(comment.location, Code.YAML_COMMENT, message, hint)
