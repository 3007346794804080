"""The theme: the folders of templates and assets, and their Jinja environment.

A project's own ``templates/`` come first, then the theme of the package. An override can
extend the original by its full name: ``{% extends "theme/pages/claim.html" %}``.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)

import claimline
from claimline.diagnostics import Code, Location, Report
from claimline.file_state import walk
from claimline.locale import ENGLISH, Translator
from claimline.pages.citing import bibtex, ris
from claimline.pages.embedded import frame_code, quotation_code
from claimline.publish.data_blocks import data_blocks
from claimline.publish.interface import speak
from claimline.publish.macro_cache import MacroCache
from claimline.publish.page_environment import PageEnvironment
from claimline.publish.report_link import report_mail

ROOT = "\ue010"
"""The placeholder in rendered HTML for the path from the page to the site's root."""


FOR_HOSTS = ("_headers", "_redirects")
"""Files with a meaning for some hosts. Any other file whose name starts with ``_`` is a draft."""
LARGEST = 16 * 2**20
"""The most bytes of a file of a theme."""


def theme_folder() -> Path:
    """Return the folder of the package's theme: in the package, or beside it in a checkout."""
    package = Path(claimline.__file__).parent
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / "templates"


def template_folders(templates: Path) -> list[Path]:
    """Return the folder of the project's templates, if it has any, and that of the theme."""
    theme = theme_folder()
    if templates.is_dir() and not templates.samefile(theme):
        return [templates, theme]
    return [theme]


def has_own_templates(project: Path) -> bool:
    """Return whether a project has templates besides those of the theme."""
    return len(template_folders(project / "templates")) > 1


def theme_digest(templates: Path) -> bytes:
    """Return a digest of all templates and assets."""
    digest = blake2b(digest_size=16)
    with suppress(OSError):  # check_folder reports what cannot be read
        for folder in template_folders(templates):
            for path in theme_files(folder, drafts=True):
                digest.update(os.fsencode(f"{path.relative_to(folder).as_posix()}\n"))
                if path.is_file() and path.stat().st_size <= LARGEST:
                    digest.update(blake2b(path.read_bytes()).digest())
    return digest.digest()


def environment(templates: Path, words: Translator = ENGLISH, language: str = "en") -> Environment:
    """Return a Jinja environment that escapes everything. In it, unknown names are errors.

    Args:
        templates: the folder of the project's templates, which need not exist.
        words: the messages of the interface.
        language: the language of the site's own words.
    """
    folders = template_folders(templates)
    theme = FileSystemLoader(folders[-1])
    loaders: list[BaseLoader] = [FileSystemLoader(folder) for folder in folders]
    env = PageEnvironment(
        loader=ChoiceLoader([*loaders, PrefixLoader({"theme": theme})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
    )
    speak(env, words, language)
    env.filters["href"] = href
    env.filters["bibtex"] = bibtex
    env.filters["data_blocks"] = data_blocks
    env.filters["frame_code"] = frame_code
    env.filters["quotation_code"] = quotation_code
    env.filters["report_mail"] = report_mail
    env.filters["ris"] = ris
    env.globals["once"] = MacroCache()
    return env


def href(address: str) -> str:
    """Return an address in the site for a template, with a placeholder for the path to the root."""
    return address if address.startswith("#") else ROOT + address


def check_folder(templates: Path, project: Path, report: Report) -> bool:
    """Return whether all of the project's templates can be used. Report those that cannot.

    A file cannot be used if it leads out of the project, is no plain file, cannot be read or is
    too large. Such a file is never opened.
    """
    if not os.path.lexists(templates):
        return True
    root = project.resolve()
    good = True

    def wrong(path: Path, code: Code, message: str, suggestion: str) -> None:
        nonlocal good
        good = False
        report.add(Location(path.relative_to(project).as_posix()), code, message, suggestion)

    try:
        paths = (
            [templates]
            if templates.is_symlink()
            else [templates, *theme_files(templates, drafts=True)]
        )
    except OSError as error:
        failed = Path(error.filename or templates)
        reason = f"The folder cannot be read: {error.strerror}."
        wrong(failed, Code.FILE_UNREADABLE, reason, "Check its permissions.")
        return False
    for path in paths:
        try:
            if not path.resolve().is_relative_to(root):
                message = "The file leads out of the project."
                wrong(path, Code.FILE_OUTSIDE, message, "Copy it into the project.")
            elif path == templates:
                continue
            elif not _is_unicode(str(path)):
                message = "The name of the file is not UTF-8."
                wrong(path, Code.FILE_UNREADABLE, message, "Rename it.")
            elif not path.exists():
                message = "The link leads nowhere."
                wrong(path, Code.FILE_UNREADABLE, message, "Remove it, or copy the file here.")
            elif not path.is_file():
                message = "This is not a plain file."
                wrong(path, Code.FILE_UNREADABLE, message, "Remove it, or copy the file here.")
            elif path.stat().st_size > LARGEST:
                message = f"The file is larger than {LARGEST // 2**20} MiB."
                wrong(path, Code.FILE_TOO_LARGE, message, "Make it smaller.")
            elif not os.access(path, os.R_OK):
                message = "The file may not be read."
                wrong(path, Code.FILE_UNREADABLE, message, "Check its permissions.")
        except (OSError, RuntimeError):
            message = "The link leads in a circle, or may not be followed."
            wrong(path, Code.FILE_UNREADABLE, message, "Remove it, or copy the file here.")
    return good


def _is_unicode(name: str) -> bool:
    """Whether a name from the file system is text."""
    return not re.search("[\ud800-\udfff]", name)


def theme_files(folder: Path, *, drafts: bool = False) -> list[Path]:
    """Return all files below a folder, in the order of their paths, without hidden ones.

    With ``drafts``, files whose name starts with ``_`` are included. They make no page of their
    own, but a template may include them.

    Raises:
        OSError: a folder cannot be read.
    """

    def passed_over(name: str) -> bool:
        return name.startswith(".") or (
            name.startswith("_") and not drafts and name not in FOR_HOSTS
        )

    def on_error(error: OSError) -> None:
        raise error

    return sorted(
        Path(entry.path)
        for entry in walk(str(folder), passed_over, on_error=on_error)
        if not entry.is_dir(follow_symlinks=False)
    )
