"""Reads the theme of the package once in a test run, however many projects are built with it."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from claimline.publish import theme
from claimline.publish.theme import ThemeFile, theme_folder

_read = theme._read
_files: dict[Path, dict[str, ThemeFile]] = {}
_digested: dict[Path, bytes] = {}


class _Digested:
    """Notes what a digest is made of."""

    def __init__(self) -> None:
        self.data = b""

    def update(self, data: bytes) -> None:
        self.data += data


def read_once(folder: Path, digest: blake2b, root: Path | None = None) -> dict[str, ThemeFile]:
    """Read the files of a theme. Those of the package are kept: no test changes them."""
    if folder != theme_folder():
        return _read(folder, digest, root)
    if folder not in _files:
        digested = _Digested()
        _files[folder] = _read(folder, digested)  # type: ignore[arg-type]
        _digested[folder] = digested.data
    digest.update(_digested[folder])
    return _files[folder]
