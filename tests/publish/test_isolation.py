"""Names in the other direction are set apart, so that what stands beside them keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from claimline import pipeline
from claimline.diagnostics import Level, Report
from claimline.options import BuildOptions
from tests.html_tree import Node, read_html
from tests.small import FILES, write_files

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
RIGHT = re.compile(f"[{_RTL}]")
LEFT = re.compile(rf"[^\W\d_{_RTL}]")
ISOLATED = re.compile("\u2068[^\u2069]*\u2069")
SILENT = ("script", "style", "svg", "code", "pre", "title", "textarea")
"""Elements without words for readers, or that cannot hold elements. SVG has its own direction."""
APART = ("bdi", "option")
"""Elements whose words a browser sets apart."""

NAMES = {
    "Water board": "هيئة المياه",
    "Fishers of Orla": "صيادو أورلا",
    "Notice on the flood gate": "إعلان عن البوابة",
    "Flood gate at Orla": "بوابة أورلا",
    "[gate, hours]": "[جسر, وقت]",
    "tags: gate": "tags: جسر",
}
SITE = "content/site.yaml"
SECTIONS = "\nsections: {search: true}\n"


def texts(node: Node, way: str) -> Iterator[tuple[str, str, Node]]:
    """Each text with the direction in which its line runs, and its nearest element."""
    if node.tag in SILENT:
        return
    way = node.attributes.get("dir") or ("auto" if node.tag in APART else way)
    for child in node.inside:
        if isinstance(child, Node):
            yield from texts(child, way)
        else:
            yield ISOLATED.sub("", child), way, node


def against(html: bytes, way: str) -> list[str]:
    """Texts of a page with letters that run against their line, without an isolate around them."""
    found = []
    for text, runs, node in texts(read_html(html), way):
        other = {"ltr": RIGHT, "rtl": LEFT}.get(runs)
        both = RIGHT.search(text) and LEFT.search(text)
        if other.search(text) if other else both:
            found.append(f"<{node.tag}> {text.strip()}")
    return found


def built(folder: Path, files: dict[str, str]) -> dict[str, bytes]:
    """The pages of a project."""
    write_files(folder, files)
    pipeline.build(BuildOptions(folder, folder / "site"), report := Report())
    assert [str(found) for found in report if found.level is Level.ERROR] == []
    return {file.name: file.read_bytes() for file in (folder / "site").rglob("*.html")}


def renamed(text: str) -> str:
    for latin, arabic in NAMES.items():
        text = text.replace(latin, arabic)
    return text


def test_arabic_names_on_an_english_page_are_set_apart(tmp_path: Path) -> None:
    files = {name: renamed(text) for name, text in FILES.items()}
    pages = built(tmp_path, {**files, SITE: FILES[SITE] + SECTIONS})
    assert any("هيئة المياه".encode() in page for page in pages.values())
    assert {name: found for name, page in pages.items() if (found := against(page, "ltr"))} == {}


def test_latin_names_on_an_arabic_page_are_set_apart(tmp_path: Path) -> None:
    site = FILES[SITE].replace("language: en", "language: ar") + SECTIONS
    assert "language: ar" in site
    pages = built(tmp_path, {**FILES, SITE: site})
    names = ("Water board", "Fishers of Orla", "Notice on the flood gate", "Flood gate at Orla")
    beside = {
        name: told
        for name, page in pages.items()
        if (told := [text for text in against(page, "rtl") if any(it in text for it in names)])
    }
    assert beside == {}


def test_an_arabic_interface_sets_english_words_apart(tmp_path: Path) -> None:
    site = f"{FILES[SITE]}interface_language: ar{SECTIONS}"
    pages = built(tmp_path, {**FILES, SITE: site})
    # The names of standards and programs are part of the sentence, and so are letters of returns.
    own = re.compile(r"EDTF|BCP|SQL|Python|UTC|JavaScript|^<a> [a-z]$")
    beside = {
        name: told
        for name, page in pages.items()
        if (told := [text for text in against(page, "rtl") if not own.search(text)])
    }
    assert beside == {}
