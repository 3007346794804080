"""The theme's assets: one style sheet out of the components' own, and files as they are."""

from __future__ import annotations

from pathlib import Path

from claimline.publish.theme import template_folders, walk

STYLE = "assets/style.css"


def assets(templates: Path) -> dict[str, bytes]:
    """All assets, by their path in the site.

    Files in ``assets/css/`` are joined in the order of their names into one style sheet, so a
    page asks for one file. A project's file takes the place of the theme's of the same name.
    """
    found: dict[str, Path] = {}
    for folder in reversed(template_folders(templates)):
        if (folder / "assets").is_dir():
            for path in walk(folder / "assets"):
                found[path.relative_to(folder).as_posix()] = path
    files: dict[str, bytes] = {}
    sheets = []
    for name in sorted(found):
        data = read_plain(found[name])
        if data is None:
            continue
        if name.startswith("assets/css/") and name.endswith(".css"):
            sheets.append(data.strip())
        else:
            files[name] = data
    if sheets:
        files[STYLE] = b"\n".join(sheets) + b"\n"
    return files


def read_plain(path: Path) -> bytes | None:
    """The bytes of a plain file, or None: what cannot be read was reported by ``check_folder``."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None
