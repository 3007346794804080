"""The search: an index of the finished pages for the reader's browser.

Pagefind makes the index. It comes with the extra ``search``. It reads a copy of each page that can
be found, so the pages themselves need no marks for it. The index depends only on the pages and on
Pagefind's version. Facets are in a file of our own, because Pagefind 1.5 writes its filters in
another order at each run.
"""

from __future__ import annotations

import gzip
import importlib
import json
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from claimline.diagnostics import Code, Location, Report
from claimline.pages.shared_views import SearchEntry

FOLDER = "pagefind"
# Only the larger program can split languages without spaces between words. For all others, both
# programs give the same bytes.
PACKAGES = ("pagefind_bin", "pagefind_bin_extended")
UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "zh"})
# Noise in a search: what every page of a kind has, and the names of other records.
LEFT_OUT = (
    ".backs", ".cite-this", ".counts", ".hidden", ".kicker", ".outside", ".references",
    ".related", ".tree", ".ways", "dt",
)  # fmt: skip
# Pagefind's own interfaces, which the site does not use.
_UNUSED = re.compile(r"pagefind-(?!worker\.js)[^/]*\.(?:js|css)\Z|playground/")
_FRAGMENT = ".pf_fragment"
_MAGIC = b"pagefind_dcd"
_SECONDS = 600
SHOWN = ("kind", "verdict")
"""The facets that are shown with a result."""


def index(
    files: Mapping[str, bytes], entries: Sequence[SearchEntry], language: str, report: Report
) -> dict[str, bytes]:
    """Return the files of the search, by path. There are none if it is off or cannot be made.

    Args:
        files: the finished pages.
        entries: what the search can find. If there are none, it is off.
        language: the language of the site (BCP 47).
        report: gets a warning if the search cannot be made: the site is complete without it.
    """
    if not entries or report.failed:
        return {}
    program = check(language, report)
    if program is None:
        return {}
    try:
        with tempfile.TemporaryDirectory(prefix="claimline-search-") as folder:
            indexed = _run(program, Path(folder), _copies(files, entries, language))
        return indexed | {f"{FOLDER}/facets.json": _facets(indexed, entries)}
    except (OSError, ValueError, LookupError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", None) or str(error)
        reason = " ".join(str(said).split())[:300].rstrip(".")
        message = f"The search is not built: pagefind failed: {reason}."
        report.add(Location("content/site.yaml"), Code.SEARCH, message, "Install it again.")
        return {}


def check(language: str, report: Report) -> Path | None:
    """Return Pagefind's program. If it is missing, warn in ``report`` and return None."""
    program = _program(language)
    if program is None:
        hint = "In claimline's checkout, run: pip install '.[search]'"
        message = "The search is not built: the package pagefind_bin is not installed."
        report.add(Location("content/site.yaml"), Code.SEARCH, message, hint)
    return program


def _program(language: str) -> Path | None:
    """Return the program in Pagefind's Python package, or None."""
    unspaced = language.partition("-")[0].lower() in UNSPACED
    for package in reversed(PACKAGES) if unspaced else PACKAGES:
        try:
            return Path(importlib.import_module(package).get_executable())
        except (ImportError, OSError):
            continue
    return None


def _copies(
    files: Mapping[str, bytes], entries: Sequence[SearchEntry], language: str
) -> dict[str, str]:
    """Return what Pagefind reads, by file name: the text of each entry."""
    copies = {}
    for entry in entries:
        # The name is the path in the site, so a new record leaves the rest of the index alone.
        name = f"{entry.page}/{entry.fragment}.html" if entry.fragment else entry.page
        if entry.text:
            main = f"<main><h1>{escape(entry.title)}</h1><p>{escape(entry.text)}</p></main>"
        else:
            page = files[entry.page].decode()
            begin, end = page.find("<main"), page.rfind("</main>")
            if not 0 <= begin < end:
                continue  # a project's own template has no <main>
            main = f"{page[begin:end]}</main>"
        # Names have the weight of a title, so every spelling finds the page of its record first.
        names = f'<p data-pagefind-weight="10">{escape("; ".join(entry.names))}</p>'
        kind = ", ".join(word for facet, word in entry.facets if facet in SHOWN)
        stored = (("href", entry.href), ("title", entry.title), ("kind", kind))
        head = "".join(
            f'<meta data-pagefind-meta="{key}[content]" content="{escape(value)}">'
            for key, value in stored
        )
        copies[name] = (
            f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">{head}'
            f"</head><body>{names if entry.names else ''}{main}</body></html>"
        )
    return copies


def _facets(indexed: Mapping[str, bytes], entries: Sequence[SearchEntry]) -> bytes:
    """Return, as JSON, Pagefind's ids of the entries for each word of each facet.

    Raises:
        ValueError: Pagefind has changed the form of its fragments.
        LookupError: for the same reason.
    """
    words: dict[str, dict[str, list[str]]] = {}
    facets = {entry.href: entry.facets for entry in entries}
    for path, data in indexed.items():
        if path.endswith(_FRAGMENT):
            fragment = json.loads(gzip.decompress(data).removeprefix(_MAGIC))
            for facet, word in facets[fragment["meta"]["href"]]:
                id_ = path.rpartition("/")[2].removesuffix(_FRAGMENT)
                words.setdefault(facet, {}).setdefault(word, []).append(id_)
    by_facet = {facet: {word: ids[word] for word in sorted(ids)} for facet, ids in words.items()}
    return json.dumps(by_facet, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _run(program: Path, folder: Path, copies: Mapping[str, str]) -> dict[str, bytes]:
    """Run Pagefind over the copies, in an empty folder. Return the files that it writes."""
    pages, output = folder / "pages", folder / "made"
    for name, text in copies.items():
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        (pages / name).write_text(text, encoding="utf-8", newline="\n")
    command = [
        str(program), "--site", str(pages), "--output-path", str(output), "--silent",
        "--exclude-selectors", ", ".join(LEFT_OUT),
    ]  # fmt: skip
    subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, timeout=_SECONDS
    )
    return {
        f"{FOLDER}/{name}": path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not _UNUSED.match(name := path.relative_to(output).as_posix())
    }
