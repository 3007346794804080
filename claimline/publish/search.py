"""The search: an index of the finished pages, which the reader's browser looks things up in.

Pagefind makes it, an extra of the installation. It is given a copy of each page that can be
found, so that the pages themselves carry nothing for it. The same pages give the same index: it
depends neither on the order of files nor on the machine, only on Pagefind's version. Facets are in
a file of our own: Pagefind 1.5 writes its filters in another order at each run.
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
# Both give the same bytes, but for languages that put no space between words: those only the
# larger one can take apart.
PACKAGES = ("pagefind_bin", "pagefind_bin_extended")
UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "zh"})
# What every page of a kind has, or what names other records: noise in a search.
LEFT_OUT = (
    ".backs", ".cite-this", ".counts", ".hidden", ".kicker", ".outside", ".references",
    ".related", ".tree", ".ways", "dt",
)  # fmt: skip
# Pagefind's ready-made interfaces, which the site has no use for.
_UNUSED = re.compile(r"pagefind-(?!worker\.js)[^/]*\.(?:js|css)\Z|playground/")
_FRAGMENT = ".pf_fragment"
_MAGIC = b"pagefind_dcd"
_SECONDS = 600
SHOWN = ("kind", "verdict")
"""The facets that are told beside what was found."""


def index(
    files: Mapping[str, bytes], finds: Sequence[SearchEntry], language: str, report: Report
) -> dict[str, bytes]:
    """The files of the search, by path; none where it is not wanted or cannot be made.

    ``files`` are the finished pages, ``language`` the site's (BCP 47). What is amiss goes to
    ``report`` as a warning: the site is whole without its search.
    """
    if not finds or report.failed:
        return {}
    program = check(language, report)
    if program is None:
        return {}
    try:
        with tempfile.TemporaryDirectory(prefix="claimline-search-") as folder:
            made = _run(program, Path(folder), _copies(files, finds, language))
        return made | {f"{FOLDER}/facets.json": _facets(made, finds)}
    except (OSError, ValueError, LookupError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", None) or str(error)
        reason = " ".join(str(said).split())[:300].rstrip(".")
        message = f"The search is not built: pagefind failed: {reason}."
        report.add(Location("content/site.yaml"), Code.SEARCH, message, "Install it anew.")
        return {}


def check(language: str, report: Report) -> Path | None:
    """Pagefind's program. Where it is missing, that goes to ``report`` as a warning."""
    program = _program(language)
    if program is None:
        hint = "In claimline's checkout, run: pip install '.[search]'"
        message = "The search is not built: the package pagefind_bin is not installed."
        report.add(Location("content/site.yaml"), Code.SEARCH, message, hint)
    return program


def _program(language: str) -> Path | None:
    """Pagefind's program as its Python package brings it, or None."""
    unspaced = language.partition("-")[0].lower() in UNSPACED
    for package in reversed(PACKAGES) if unspaced else PACKAGES:
        try:
            return Path(importlib.import_module(package).get_executable())
        except (ImportError, OSError):
            continue
    return None


def _copies(
    files: Mapping[str, bytes], finds: Sequence[SearchEntry], language: str
) -> dict[str, str]:
    """What Pagefind reads, by file name: the text of each page, and of each place on one."""
    copies = {}
    for find in finds:
        # Named as in the site, so that a new record renames no other's part of the index.
        name = f"{find.page}/{find.fragment}.html" if find.fragment else find.page
        if find.text:
            main = f"<main><h1>{escape(find.title)}</h1><p>{escape(find.text)}</p></main>"
        else:
            page = files[find.page].decode()
            begin, end = page.find("<main"), page.rfind("</main>")
            if not 0 <= begin < end:
                continue  # a project's own template has no <main>
            main = f"{page[begin:end]}</main>"
        # A name counts for as much as the title, so that any spelling leads to its bearer first.
        names = f'<p data-pagefind-weight="10">{escape("; ".join(find.names))}</p>'
        kind = ", ".join(word for facet, word in find.facets if facet in SHOWN)
        kept = (("href", find.href), ("title", find.title), ("kind", kind))
        head = "".join(
            f'<meta data-pagefind-meta="{key}[content]" content="{escape(value)}">'
            for key, value in kept
        )
        copies[name] = (
            f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">{head}'
            f"</head><body>{names if find.names else ''}{main}</body></html>"
        )
    return copies


def _facets(made: Mapping[str, bytes], finds: Sequence[SearchEntry]) -> bytes:
    """For each facet and each of its words, the ids that Pagefind gives to what has it, as JSON.

    Raises:
        ValueError: Pagefind writes its fragments in another form than it did.
        LookupError: the same.
    """
    words: dict[str, dict[str, list[str]]] = {}
    facets = {find.href: find.facets for find in finds}
    for path, data in made.items():
        if path.endswith(_FRAGMENT):
            fragment = json.loads(gzip.decompress(data).removeprefix(_MAGIC))
            for facet, word in facets[fragment["meta"]["href"]]:
                id_ = path.rpartition("/")[2].removesuffix(_FRAGMENT)
                words.setdefault(facet, {}).setdefault(word, []).append(id_)
    told = {facet: {word: found[word] for word in sorted(found)} for facet, found in words.items()}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _run(program: Path, folder: Path, copies: Mapping[str, str]) -> dict[str, bytes]:
    """Run Pagefind over the copies in a folder of their own. Gives what it wrote."""
    pages, made = folder / "pages", folder / "made"
    for name, text in copies.items():
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        (pages / name).write_text(text, encoding="utf-8", newline="\n")
    command = [
        str(program), "--site", str(pages), "--output-path", str(made), "--silent",
        "--exclude-selectors", ", ".join(LEFT_OUT),
    ]  # fmt: skip
    subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, timeout=_SECONDS
    )
    return {
        f"{FOLDER}/{name}": path.read_bytes()
        for path in sorted(made.rglob("*"))
        if path.is_file() and not _UNUSED.match(name := path.relative_to(made).as_posix())
    }
