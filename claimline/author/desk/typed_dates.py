"""Dates as people type them."""

from __future__ import annotations

import re

from claimline.dates import DateError, parse, words

_WRITE = re.compile(r'Write "?(\S+?)"?\.')


def typed_date(text: str) -> str:
    """Return a date as EDTF if the text can mean only one; otherwise the text itself."""
    text = text.strip()
    try:
        parse(text)
    except DateError as error:
        suggested = _WRITE.fullmatch(error.suggestion)
        return suggested[1] if suggested and _is_date(suggested[1]) else text
    return text


def date_in_words(text: str) -> str:
    """Return a date as readers see it, or "" if the text is no date."""
    try:
        return words(parse(text))
    except DateError:
        return ""


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except DateError:
        return False
    return True
