"""Writes the page and the setup of Sveltia CMS into ``admin/``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimline.author.author_error import AuthorError
from claimline.author.cms.kind_places import record_places
from claimline.author.cms.sveltia_config import Repository, sveltia_config
from claimline.author.drafts import check_is_project
from claimline.author.new_file import write_new
from claimline.author.yamltext import scalar

FOLDER = "admin"
VERSION = "0.221.1"
"""The version of Sveltia CMS for which the setup is made."""
_INTEGRITY = "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6"
"""The digest of its script, ``sveltia-cms.js``. A browser runs no other file under that name."""
_MARK = "Written by `claimline cms sveltia`, which writes it anew: change nothing here."

_PAGE = f"""\
<!doctype html>
<!-- {_MARK} -->
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>Edit the records</title>
  </head>
  <body>
    <!-- The script of Sveltia CMS {VERSION}. It lies in this folder. -->
    <script src="sveltia-cms.js" integrity="{_INTEGRITY}"></script>
  </body>
</html>
"""


def admin_texts(project: Path, repository: Repository) -> dict[str, str]:
    """Return the text of each file of the folder, by its name."""
    config = sveltia_config(record_places(project), repository)
    lines = [f"# {_MARK}", *_yaml_lines(config)]
    return {"config.yml": "".join(f"{line}\n" for line in lines), "index.html": _PAGE}


def write_admin(project: Path, repository: Repository) -> list[Path]:
    """Write the files of the folder; return their paths.

    Raises:
        AuthorError: the project has no records, or a file of that name is not one that claimline
            wrote, or cannot be written.
    """
    check_is_project(project)
    folder = project / FOLDER
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise AuthorError(f"{folder} is not a folder of the project.", "Move it.")
    files = {folder / name: text for name, text in admin_texts(project, repository).items()}
    try:
        for path in files:
            if path.is_symlink() or (path.exists() and _MARK.encode() not in path.read_bytes()):
                raise AuthorError(
                    f"{path} exists and was not written by claimline.", "Move the file."
                )
        folder.mkdir(exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise AuthorError(f"{folder} cannot be written: {reason}.") from error
    for path, text in files.items():
        write_new(path, text.encode())
    return list(files)


def _yaml_lines(value: Any) -> Iterator[str]:
    """Yield the lines of a mapping or a list as YAML, without indentation."""
    entries = (
        ((f"{key}:", item) for key, item in value.items())
        if isinstance(value, dict)
        else (("-", item) for item in value)
    )
    for head, item in entries:
        if isinstance(item, (dict, list)) and item:
            lines = list(_yaml_lines(item))
            if head == "-":
                yield f"- {lines[0]}"
                lines = lines[1:]
            else:
                yield head
            yield from (f"  {line}" for line in lines)
        else:
            yield f"{head} {scalar(item) if isinstance(item, str) else json.dumps(item)}"
