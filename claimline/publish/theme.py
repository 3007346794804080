"""The theme: the folders of templates and assets, and their Jinja environment.

A project's own ``templates/`` come first, then the theme of the package. An override can
extend the original by its full name: ``{% extends "theme/pages/claim.html" %}``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

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
from claimline.value import Value

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


class ThemeFile(Value, frozen=True):
    """A template or an asset: where it lies, and its bytes."""

    path: Path
    data: bytes


class Theme(Value, frozen=True):
    """All templates and assets, as they were when a build read them.

    A build reads each file once, so that all its pages come from the same templates even if
    somebody saves one meanwhile.

    ``originals`` are the files of the package's theme, and ``own`` those of the project, by their
    paths below their folder. ``digest`` is that of all paths and bytes.
    """

    originals: Mapping[str, ThemeFile]
    own: Mapping[str, ThemeFile]
    digest: bytes

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def files(self) -> dict[str, ThemeFile]:
        """All files by path, in order. Those of the project replace those of the package."""
        return dict(sorted({**self.originals, **self.own}.items()))

    def published(self, folder: str) -> dict[str, bytes]:
        """Return the files below a folder by their paths in it, in order, without drafts."""
        return {
            path.removeprefix(f"{folder}/"): file.data
            for path, file in self.files.items()
            if path.startswith(f"{folder}/") and not any(map(_is_draft, path.split("/")))
        }


def read_theme(templates: Path) -> Theme:
    """Read the theme of the package and, if a project has any, its own templates and assets.

    What cannot be read is left out: ``check_folder`` reports it.
    """
    digest = blake2b(digest_size=16)
    theme = theme_folder()
    own: dict[str, ThemeFile] = {}
    if templates.is_dir() and not templates.samefile(theme):
        own = _read(templates, digest, templates.parent.resolve())
    return Theme(_read(theme, digest), own, digest.digest())


def _read(folder: Path, digest: blake2b, root: Path | None = None) -> dict[str, ThemeFile]:
    """Read all files below a folder, but no file that leads out of ``root``."""
    files: dict[str, ThemeFile] = {}
    paths: list[Path] = []
    with suppress(OSError):
        paths = theme_files(folder)
    for path in paths:
        name = path.relative_to(folder).as_posix()
        digest.update(os.fsencode(f"{name}\n"))
        with suppress(OSError, RuntimeError):  # RuntimeError: a link that leads in a circle
            if root is not None and not path.resolve().is_relative_to(root):
                continue
            if path.is_file() and path.stat().st_size <= LARGEST:
                files[name] = ThemeFile(path, path.read_bytes())
                digest.update(blake2b(files[name].data).digest())
    return files


class _Loader(BaseLoader):
    """Gives Jinja the templates of a theme. ``theme/NAME`` is always the package's."""

    def __init__(self, theme: Theme) -> None:
        originals = {f"theme/{name}": file for name, file in theme.originals.items()}
        self._files = {**originals, **theme.files}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        # As in Jinja's own loaders, "./NAME" and "/NAME" are other spellings of "NAME".
        name = "/".join(step for step in template.split("/") if step not in ("", "."))
        file = self._files.get(name)
        if file is None:
            raise TemplateNotFound(template)
        return file.data.decode(), str(file.path), None

    def list_templates(self) -> list[str]:
        return sorted(self._files)


def environment(theme: Theme, words: Translator = ENGLISH, language: str = "en") -> Environment:
    """Return a Jinja environment that escapes everything. In it, unknown names are errors.

    Args:
        theme: the templates.
        words: the messages of the interface.
        language: the language of the site's own words.
    """
    env = PageEnvironment(
        loader=_Loader(theme),
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
        paths = [templates] if templates.is_symlink() else [templates, *theme_files(templates)]
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


def theme_files(folder: Path) -> list[Path]:
    """Return all files below a folder, in the order of their paths, without hidden ones.

    Raises:
        OSError: a folder cannot be read.
    """

    def on_error(error: OSError) -> None:
        raise error

    return sorted(
        Path(entry.path)
        for entry in walk(str(folder), _is_hidden, on_error=on_error)
        if not entry.is_dir(follow_symlinks=False)
    )


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _is_draft(name: str) -> bool:
    """Whether a file or a folder is not published. Templates may still include it."""
    return name.startswith("_") and name not in FOR_HOSTS
