"""Prints the pages of a site as one PDF, by a Chromium that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from claimline.author.author_error import AuthorError
from claimline.publish.single_file import SitePages, join_pages, reading_order, section_id

NAMES = (
    *("chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable", "chrome"),
)
"""The names of Chromium, in the order in which they are looked for."""
MOST_SECONDS = 600
_RUNS = 3
"""How often the pages are printed, until the list of contents has the right numbers."""
_OPTIONS = (
    "--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking",
    "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)  # fmt: skip


def find_browser() -> str:
    """Return the path of a Chromium: the one that ``CHROMIUM`` names, or one of the usual names.

    Raises:
        AuthorError: there is none.
    """
    named = os.environ.get("CHROMIUM", "")
    for name in [named] if named else NAMES:
        if path := shutil.which(name):
            return path
    message = (
        f'CHROMIUM names "{named}", which cannot be run.' if named else "There is no Chromium."
    )
    hint = "A PDF needs it: install Chromium, or set CHROMIUM to its path."
    raise AuthorError(message, hint)


def print_site(pages: SitePages, browser: str) -> bytes:
    """Return a PDF of all pages of a site, with their numbers in the list of contents.

    The numbers are read from a first PDF. They are left out if pypdf is not installed, or if they
    do not settle.

    Raises:
        AuthorError: Chromium fails.
    """
    numbers: Mapping[str, str] = dict.fromkeys(map(section_id, reading_order(pages)), "000")
    for _ in range(_RUNS):
        pdf = _print(join_pages(pages, paper=True, page_numbers=numbers), browser)
        numbers_now = _page_numbers(pdf, numbers)
        if numbers_now == numbers:
            return pdf
        numbers = numbers_now
    return _print(join_pages(pages, paper=True), browser)


def _page_numbers(pdf: bytes, ids: Mapping[str, str]) -> dict[str, str]:
    """The number of the page on which each section begins, by its id."""
    try:
        from pypdf import PdfReader
    except ImportError:
        return {}
    reader = PdfReader(BytesIO(pdf))
    return {
        id_: str((reader.get_destination_page_number(place) or 0) + 1)
        for name, place in reader.named_destinations.items()
        if (id_ := name.removeprefix("/")) in ids
    }


def _print(html: bytes, browser: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="claimline-", ignore_cleanup_errors=True) as folder:
        page, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_bytes(html)
        options = [*_OPTIONS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--no-sandbox")  # for root, Chromium starts only without its sandbox
        try:
            done = subprocess.run(
                [browser, *options, page.as_uri()],
                capture_output=True, text=True, errors="replace", timeout=MOST_SECONDS, check=False,
            )  # fmt: skip
            pdf = target.read_bytes() if target.exists() else b""
        except (OSError, subprocess.TimeoutExpired) as error:
            raise AuthorError(f"Chromium cannot print: {error}.", "Try another version.") from error
    if not pdf.startswith(b"%PDF-"):
        last = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise AuthorError(f"Chromium printed nothing: {last}.", "Try another version.")
    return pdf
