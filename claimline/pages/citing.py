"""How to cite a page, for programs that keep references: BibTeX and RIS.

BibTeX as Patashnik's BibTeXing and biblatex read it: an entry of type ``misc``, in UTF-8. A
brace inside a value would count in the balance of braces even behind a backslash, so it is
written as a command. RIS as of 2011: one tag to a line, ``TY`` first and ``ER`` last.

The date is that of the site's last review. A clock would give other bytes each day.
"""

from __future__ import annotations

import re

from claimline.pages.address import reference_key
from claimline.pages.shared_views import Page
from claimline.pages.site_context import SiteContext

_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}", **{mark: f"\\{mark}" for mark in "%&#$_"},
})  # fmt: skip
# Two of these in a row would be set as one other character.
_LIGATURE = re.compile(r"([-',<>])(?=\1)")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def bibtex(page: Page, site: SiteContext) -> str:
    """The page as an entry for BibTeX, ending with a line break."""
    year, month, _ = _date(site)
    fields = {
        "author": f"{{{{{_tex(site.publisher)}}}}}" if site.publisher else "",
        "title": f"{{{{{_tex(page.title)}}}}}",
        "howpublished": f"{{{_tex(site.title)}}}",
        "year": f"{{{year}}}" if year else "",
        "month": _MONTHS[int(month) - 1] if month else "",
        "url": f"{{{_address(page, site)}}}" if site.base_url else "",
    }
    lines = [f"  {name} = {value}," for name, value in fields.items() if value]
    key = reference_key(page.path)
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def ris(page: Page, site: SiteContext) -> str:
    """The page as an entry in RIS, ending with a line break."""
    year, month, day = _date(site)
    fields = {
        "TY": "ELEC",
        "TI": _line(page.title),
        "T2": _line(site.title),
        "AU": _line(site.publisher),
        "PY": year,
        "DA": f"{year}/{month}/{day}/" if year else "",
        "UR": _address(page, site),
    }
    lines = [f"{tag}  - {value}" for tag, value in fields.items() if value]
    return "\n".join([*lines, "ER  - ", ""])


def _line(words: str) -> str:
    """Words in one line: whatever breaks a line for some program is a space."""
    return " ".join(words.split())


def _tex(words: str) -> str:
    return _LIGATURE.sub(r"\1{}", _line(words).translate(_TEX))


def _address(page: Page, site: SiteContext) -> str:
    """Where the page stands, if known. The schema lets no address hold a brace or a backslash."""
    return f"{site.base_url}/{page.path}" if site.base_url else ""


def _date(site: SiteContext) -> tuple[str, str, str]:
    """Year, month and day of the last review, "" for what is not known."""
    date = site.updated.machine if site.updated else ""
    year, month, day = (*date.partition("T")[0].split("-"), "", "")[:3]
    return year, month, day
