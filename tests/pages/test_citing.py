"""How to cite a page, read back by programs that are not ours."""

from __future__ import annotations

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from claimline.pages.citing import bibtex, ris
from claimline.pages.shared_views import HtmlPage, When
from claimline.pages.site_context import SiteContext

# What LaTeX's own definitions of these commands print; the reader does not know them all.
COMMANDS = {
    "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^", "textasciigrave": "`",
}  # fmt: skip
ODD = st.text("aZ9 {}\\%&#$_~^\"'`@=,;:.-<>[]()\n\t\u2028\x85éЖя中\u0645", max_size=40)
ANY = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=40)
TITLES = st.one_of(ODD, ANY).map(lambda words: f"A{words}")


def page(title: str) -> HtmlPage:
    return HtmlPage("claims/gate-closed.html", "pages/claim.html", title, "", "claims", None)


def site(title: str = "The gate", publisher: str = "", **more: str) -> SiteContext:
    when = When("", more["updated"]) if "updated" in more else None
    return SiteContext(
        title=title, summary="", language="en", interface="en", publisher=publisher, licence=None,
        licence_name="", contact="", updated=when, base_url=more.get("base_url", ""),
        nav=(), about=(),
    )  # fmt: skip


def words_of(tex: str) -> str:
    """What TeX would set."""
    known = get_default_latex_context_db()
    macros = [MacroTextSpec(name, mark) for name, mark in COMMANDS.items()]
    known.add_context_category("ours", macros=macros, prepend=True)
    reader = LatexNodes2Text(latex_context=known, strict_latex_spaces=True)
    return str(reader.latex_to_text(tex)).replace("’", "'").replace("”", '"')


def in_line(words: str) -> str:
    return " ".join(words.split())


def as_set(words: str) -> str:
    """The words, but for the shape of quotation marks, which the reader chooses."""
    return in_line(words).replace("’", "'").replace("”", '"')


def read_bibtex(text: str) -> dict[str, str]:
    library = parse_string(text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("misc", "claims-gate-closed")
    return {field.key: str(field.value) for field in entry.fields}


@given(TITLES, TITLES, TITLES)
@example("A \\{}%&_#$~^ \\", "A } B {", "A -- ``x'' ,,y ---")
def test_bibtex_can_be_read_back(title: str, name: str, publisher: str) -> None:
    found = read_bibtex(bibtex(page(title), site(name, publisher)))
    assert list(found) == ["author", "title", "howpublished"]
    for field, words in (("author", publisher), ("title", title)):
        # The inner braces keep capitals as they are, and a name in one piece.
        assert (found[field][0], found[field][-1]) == ("{", "}")
        assert words_of(found[field][1:-1]) == as_set(words)
    assert words_of(found["howpublished"]) == as_set(name)


@given(TITLES)
@example("A {")
def test_braces_balance_as_bibtex_counts_them(title: str) -> None:
    depth = 0
    for mark in bibtex(page(title), site()):
        depth += (mark == "{") - (mark == "}")
        assert depth >= 0
    assert depth == 0


@given(TITLES, TITLES, TITLES)
@example("A\nER  - \nTY  - BOOK", "A\r\nTI  - x", "A\u2028UR  - y")
def test_ris_can_be_read_back(title: str, name: str, publisher: str) -> None:
    (found,) = rispy.loads(ris(page(title), site(name, publisher)))
    assert found == {
        "type_of_reference": "ELEC",
        "title": in_line(title),
        "secondary_title": in_line(name),
        "authors": [in_line(publisher)],
    }


def test_an_address_stands_as_it_is() -> None:
    chrome = site(base_url="https://x.example.org/a_%7Eb", updated="2026-11-22")
    address = "https://x.example.org/a_%7Eb/claims/gate-closed.html"
    assert read_bibtex(bibtex(page("A"), chrome))["url"] == address
    assert rispy.loads(ris(page("A"), chrome))[0]["urls"] == [address]


@pytest.mark.parametrize(
    ("updated", "year", "month", "date"),
    [
        ("2026-11-22", "2026", "nov", "2026/11/22/"),
        ("2026-11-22T10:00+03:00", "2026", "nov", "2026/11/22/"),
        ("2026-02", "2026", "feb", "2026/02//"),
        ("2026", "2026", "", "2026///"),
        ("", "", "", ""),
    ],
)
def test_the_date_is_that_of_the_last_review(
    updated: str, year: str, month: str, date: str
) -> None:
    chrome = site(updated=updated)
    entry = read_bibtex(bibtex(page("A"), chrome))
    assert (entry.get("year", ""), entry.get("month", "")) == (year, month)
    (found,) = rispy.loads(ris(page("A"), chrome))
    assert (found.get("year", ""), found.get("date", "")) == (year, date)
