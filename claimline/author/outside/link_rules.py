"""The diagnostics about an outside address that has answered."""

from __future__ import annotations

from claimline.author.outside.addresses import OutsideAddress
from claimline.author.outside.known_answers import KnownAnswer
from claimline.diagnostics import Code, Report
from claimline.model.web_address import page_key

_SHOWN = 60
"""Characters of a quote that are shown."""


def report_answer(address: OutsideAddress, answer: KnownAnswer, report: Report) -> None:
    """Report what an author should know of an address. All of it is advice."""
    copy = ""
    if answer.copy:
        entry = f"{{url: {answer.copy}, captured: {answer.copied}}}"
        copy = f"An archive has a copy. Add to `archives`: {entry}."
    if answer.state == "gone":
        message = f"The page of {address.url} is gone: {answer.reason}."
        hint = copy or "Write `url_status: dead`, and add a copy to `archives`, if there is one."
        if address.kind != "page":
            hint = "Correct the address, or remove it."
        report.add(address.at, Code.LINK_GONE, message, hint)
    elif answer.state in ("refused", "unreachable"):
        message = f"{address.url} could not be checked: {answer.reason}."
        hint = copy or "Open it in a browser. If it is gone, write `url_status: dead`."
        report.add(address.at, Code.LINK_UNCHECKED, message, hint)
    elif answer.state == "not asked":
        message = f"{address.url} was not asked for: {answer.reason}."
        report.add(address.at, Code.LINK_UNCHECKED, message, "Open it in a browser.")
    if answer.moved_to and page_key(answer.moved_to) != page_key(address.url):
        message = f"{address.url} has moved for good."
        hint = f"If it is the same page, write `url: {answer.moved_to}`."
        report.add(address.at, Code.LINK_MOVED, message, hint)
    for quote in address.quotes:
        state = answer.quotes.get(quote)
        words = quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN]}..."
        if state == "not found":
            message = f'The page of {address.url} does not have the quote "{words}".'
            hint = copy or "Look whether the page was changed, and keep a copy of it."
            report.add(address.at, Code.LINK_QUOTE, message, hint)
        elif state == "differs":
            message = f'The page of {address.url} has the quote "{words}" with other words.'
            hint = "Compare them; the page may have been changed."
            report.add(address.at, Code.LINK_QUOTE, message, hint)
    if copy and answer.state == "there" and address.kind == "page":
        message = f"{address.url} has no archive copy in its record."
        report.add(address.at, Code.LINK_COPY, message, copy)
