"""A project to start from: a small, made-up investigation with comments that explain it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from pathlib import Path

from claimline import __version__
from claimline.author.author_error import AuthorError
from claimline.author.drafts import write_new
from claimline.author.json_schema import FOLDER, schema_line, write_schemas
from claimline.author.yamltext import field

# In the package they have no dot, so that git and GitHub do not apply them to this repository.
_RENAMED = {"gitignore": ".gitignore", "github": ".github", "gitlab-ci.yml": ".gitlab-ci.yml"}
_EXTRAS = ("captures", "images", "import", "links", "serve")
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)[^;]*(?:;.*extra == ['\"](?P<extra>[\w-]+))?")


def example_files() -> dict[str, str]:
    """Return the text of each file of the example, by its path in a project."""
    return dict(sorted(_walk(resources("claimline.author") / "example", "")))


def empty_files(title: str) -> dict[str, str]:
    """Return the text of each file of a project without records, by its path.

    Raises:
        AuthorError: the title holds a character that no record may hold.
    """
    site = [
        schema_line("content/site.yaml"),
        field("title", title),
        field("summary", title),
    ]
    others = {
        path: text
        for path, text in example_files().items()
        if path != "README.md" and not path.startswith("content/")
    }
    return {"content/site.yaml": "".join(f"{line}\n" for line in site), **others}


def newsroom_files(title: str) -> dict[str, str]:
    """Return the text of each file of a newsroom's project, by its path.

    Its only records are drafts of pages, which the newsroom has to write.

    Raises:
        AuthorError: the title holds a character that no record may hold.
    """
    start = dict(_walk(resources("claimline.author") / "newsroom_start", ""))
    site = "content/site.yaml"
    files = empty_files(title)
    return {**files, **start, site: files[site] + start[site]}


def write_project(folder: Path, title: str = "", *, newsroom: bool = False) -> list[Path]:
    """Write a project and the schemas for editors into a folder; return the files' paths.

    With a ``title`` the project has no records yet; without one it is the example. With
    ``newsroom``, which needs a title, it has drafts of the pages that a newsroom's readers ask for.

    Raises:
        AuthorError: the folder is not empty, or cannot be written.
    """
    try:
        if folder.exists():
            names = sorted(path.name for path in folder.iterdir() if path.name != ".git")
            if names:
                more = f" and {len(names) - 1} more" if len(names) > 1 else ""
                raise AuthorError(
                    f"{folder} is not empty: it holds {names[0]}{more}.", "Name a new folder."
                )
        written = []
        if newsroom:
            files = newsroom_files(title)
        else:
            files = empty_files(title) if title else example_files()
        for name, text in {**files, "requirements.txt": requirements()}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_new(path, text)
            written.append(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise AuthorError(f"The project cannot be written: {reason}: {error.filename}.") from error
    return [*written, *write_schemas(folder / FOLDER)]


def requirements() -> str:
    """Return the text of ``requirements.txt``.

    It names the wheel in ``vendor/``, and the installed version of each package that the program
    needs.
    """
    wheel = f"./vendor/claimline-{__version__}-py3-none-any.whl[{','.join(_EXTRAS)}]"
    pins = "".join(f"{name}=={version}\n" for name, version in sorted(_versions().items()))
    return f"# The program, from its wheel, with all that an author uses.\n{wheel}\n{pins}"


def _versions() -> dict[str, str]:
    """Return the installed versions of the packages that the program needs."""
    versions: dict[str, str] = {}
    waiting: list[tuple[str, tuple[str, ...]]] = [("claimline", _EXTRAS)]
    while waiting:
        package, extras = waiting.pop()
        try:
            installed = distribution(package)
        except PackageNotFoundError:
            continue  # another system or an older Python needs it
        name = re.sub(r"[-_.]+", "-", package).lower()
        if name in versions:
            continue
        versions[name] = installed.version
        for requirement in installed.requires or ():
            needed = _REQUIREMENT.match(requirement)
            if needed and (needed["extra"] is None or needed["extra"] in extras):
                waiting.append((needed["name"], ()))
    versions.pop("claimline", None)
    return versions


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        name = _RENAMED.get(entry.name, entry.name)
        if entry.is_dir():
            yield from _walk(entry, f"{path}{name}/")
        else:
            yield f"{path}{name}", entry.read_text(encoding="utf-8")
