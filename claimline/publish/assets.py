"""The theme's assets: style sheets, joined from several files, and other files unchanged."""

from __future__ import annotations

from mimetypes import guess_type
from pathlib import PurePosixPath

from claimline.output import Output
from claimline.publish.compact_css import compact
from claimline.publish.theme import Theme

SHEETS = "css"
STYLE = "assets/style.css"
_OF_PREVIEW = "assets/preview.css"


def asset_outputs(theme: Theme, *, preview: bool = False) -> list[Output]:
    """Return all assets. The sheet of previews is one of them only in a ``preview``.

    Files in ``assets/css/`` are joined in the order of their names into ``assets/style.css``,
    the sheet of every page. Those in a folder ``assets/css/NAME/`` make ``assets/NAME.css``, for
    the pages that link to it. A project's file replaces the theme's of the same name.
    """
    files: dict[str, bytes] = {}
    sheets: dict[str, list[bytes]] = {}
    for name, data in theme.published("assets").items():
        sheet = _sheet(PurePosixPath(name))
        if sheet:
            sheets.setdefault(sheet, []).append(compact(data))
        else:
            files[f"assets/{name}"] = data
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
    """Return the path of the sheet that an asset is joined into, or an empty string."""
    if path.suffix != ".css" or not path.is_relative_to(SHEETS):
        return ""
    first, *more = path.relative_to(SHEETS).parts
    return f"assets/{first}.css" if more else STYLE
