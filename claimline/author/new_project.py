"""A project to start from: a small, made-up investigation with comments that explain it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from claimline.author.author_error import AuthorError
from claimline.author.drafts import write_new
from claimline.author.json_schema import FOLDER, write_schemas

# In the package it has no dot, so that git does not apply it to this repository.
_RENAMED = {"gitignore": ".gitignore"}


def example_files() -> dict[str, str]:
    """Return the text of each file of the example, by its path in a project."""
    return dict(sorted(_walk(files("claimline.author") / "example", "")))


def write_project(folder: Path) -> list[Path]:
    """Write the example and the schemas for editors into a folder; return the files' paths.

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
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{path}{entry.name}/")
        else:
            name = _RENAMED.get(entry.name, entry.name)
            yield f"{path}{name}", entry.read_text(encoding="utf-8")
