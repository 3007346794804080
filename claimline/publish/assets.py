"""The theme's assets: style sheets, joined from several files, and other files unchanged."""

from __future__ import annotations

from mimetypes import guess_type
from pathlib import Path, PurePosixPath

from claimline.output import Output
from claimline.publish.compact_css import compact
from claimline.publish.theme import template_folders, theme_files

SHEETS = PurePosixPath("assets/css")
STYLE = "assets/style.css"
_OF_PREVIEW = "assets/preview.css"


def asset_outputs(templates: Path, *, preview: bool = False) -> list[Output]:
    """Return all assets. The sheet of previews is one of them only in a ``preview``.

    Files in ``assets/css/`` are joined in the order of their names into ``assets/style.css``,
    the sheet of every page. Those in a folder ``assets/css/NAME/`` make ``assets/NAME.css``, for
    the pages that link to it. A project's file replaces the theme's of the same name.
    """
    originals: dict[str, Path] = {}
    for folder in reversed(template_folders(templates)):
        if (folder / "assets").is_dir():
            for path in theme_files(folder / "assets"):
                originals[path.relative_to(folder).as_posix()] = path
    files: dict[str, bytes] = {}
    sheets: dict[str, list[bytes]] = {}
    for name in sorted(originals):
        data = read_plain(originals[name])
        if data is None:
            continue
        sheet = _sheet(PurePosixPath(name))
        if sheet:
            sheets.setdefault(sheet, []).append(compact(data))
        else:
            files[name] = data
    if not preview:
        sheets.pop(_OF_PREVIEW, None)
    for sheet, parts in sheets.items():
        files[sheet] = b"\n".join(parts) + b"\n"
    return [plain_output(path, data) for path, data in files.items()]


def plain_output(path: str, data: bytes) -> Output:
    """Return a file of a theme as an output. Its media type follows from its name."""
    media_type, _ = guess_type(path)
    return Output(path, media_type or "application/octet-stream", lambda: data)


def _sheet(path: PurePosixPath) -> str:
    """Return the path of the sheet that a file is joined into, or an empty string."""
    if path.suffix != ".css" or not path.is_relative_to(SHEETS):
        return ""
    first, *more = path.relative_to(SHEETS).parts
    return f"assets/{first}.css" if more else STYLE


def read_plain(path: Path) -> bytes | None:
    """Return the bytes of a file, or None if it cannot be read: ``check_folder`` reports that."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None
