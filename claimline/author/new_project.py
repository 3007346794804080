"""A project to start from: a small, made-up investigation that teaches by its comments."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from claimline.author.author_error import AuthorError
from claimline.author.drafts import write_new
from claimline.author.json_schema import FOLDER, write_schemas

# In the package it has no dot, so that it is no rule for this repository.
_RENAMED = {"gitignore": ".gitignore"}


def example_files() -> dict[str, str]:
    """The text of each file of the example, by its path in a project."""
    return dict(sorted(_walk(files("claimline.author") / "example", "")))


def write_project(folder: Path) -> list[Path]:
    """Write the example, with the schemas for editors, into a folder; gives the files' paths.

    Raises:
        AuthorError: there is something in the folder, or it cannot be written.
    """
    try:
        if folder.exists():
            found = sorted(path.name for path in folder.iterdir() if path.name != ".git")
            if found:
                more = f" and {len(found) - 1} more" if len(found) > 1 else ""
                raise AuthorError(
                    f"{folder} is not empty: it holds {found[0]}{more}.", "Name a new folder."
                )
        written = []
        for name, text in example_files().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_new(path, text)
            written.append(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise AuthorError(f"The project cannot be written: {reason}: {error.filename}.") from error
    return [*written, *write_schemas(folder / FOLDER)]


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for found in folder.iterdir():
        if found.is_dir():
            yield from _walk(found, f"{path}{found.name}/")
        else:
            name = _RENAMED.get(found.name, found.name)
            yield f"{path}{name}", found.read_text(encoding="utf-8")
