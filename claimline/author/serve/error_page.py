"""What stops a build, as open pages show it: the words of the terminal, and a link."""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files
from string import Template

from claimline.author.serve.editor import Opener
from claimline.author.serve.server_state import Fault
from claimline.diagnostics import Diagnostic, Level, Report


def faults(report: Report, opened: Opener) -> tuple[Fault, ...]:
    """The findings that stop a build; none where the build went well."""
    if not report.failed:
        return ()
    return tuple(_fault(found, opened) for found in report if _stops(found, report))


def _stops(found: Diagnostic, report: Report) -> bool:
    return report.strict or found.level is Level.ERROR


def _fault(found: Diagnostic, opened: Opener) -> Fault:
    place = str(found.location)
    return Fault(place, str(found).removeprefix(f"{place}: "), opened(found.location))


def heading(found: tuple[Fault, ...]) -> str:
    """What stands over them."""
    return f"The build has {len(found)} error{'s' if len(found) != 1 else ''}"


def as_json(found: tuple[Fault, ...]) -> str:
    """For the script of open pages: ``heading`` and ``faults``, on one line."""
    listed = [{"place": one.place, "words": one.words, "href": one.href} for one in found]
    return json.dumps({"heading": heading(found), "faults": listed})


def as_page(found: tuple[Fault, ...]) -> bytes:
    """A page of its own, for where there is no good site that could be shown."""
    form = Template((files(__package__) / "faults.html").read_text(encoding="utf-8"))
    items = "\n".join(f"<li><p>{_linked(one)} {escape(one.words)}</p></li>" for one in found)
    page = form.substitute(heading=escape(heading(found)), items=items)
    return page.encode(errors="backslashreplace")  # a path need not be UTF-8


def _linked(one: Fault) -> str:
    place = f"{escape(one.place)}:"
    return f'<a href="{escape(one.href)}">{place}</a>' if one.href else f"<b>{place}</b>"
