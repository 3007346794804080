"""What differs between two sites: the files to send, and those to remove."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from claimline.errors import ClaimlineError
from claimline.proof.site_proof import read_proof
from claimline.publish import manifest, paths
from claimline.value import Value


class ChangesError(ClaimlineError):
    """It cannot be told which files a site has."""


class ChangedFiles(Value, frozen=True):
    """The paths of files that differ between two sites, each list sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def sent(self) -> tuple[str, ...]:
        """The files that the old site lacks, or has with other bytes."""
        return tuple(sorted((*self.added, *self.changed)))


def compare_files(old: Mapping[str, str], new: Mapping[str, str]) -> ChangedFiles:
    """Return what differs between two sites. Each is given by the digests of its files."""
    return ChangedFiles(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        tuple(sorted(old.keys() - new.keys())),
    )


def read_digests(place: Path) -> Mapping[str, str]:
    """Return the digest of each file that the program wrote to a site.

    ``place`` is the folder of the site, or its ``manifest.json``. In a folder, the list of the last
    build wins over ``manifest.json``, because it knows whether a build was stopped.

    Raises:
        ChangesError: neither is there, or it cannot be used.
    """
    if not place.is_dir():
        return _of_proof(place)
    if manifest.is_preview(str(place)):
        hint = "Build the site without --preview."
        raise ChangesError(f"{place} holds a preview, which is never published.", hint)
    try:
        listed, data = manifest.read(str(place))
    except OSError as error:
        raise ChangesError(f"{place} cannot be read: {error.strerror}.") from error
    if not data:
        return _of_proof(place / paths.PROOF)
    if not listed or not all(listed.values()):
        raise ChangesError(
            f"The list of files in {place} is not whole: a build is running, or was stopped.",
            "Build the site again.",
        )
    return listed


def _of_proof(path: Path) -> Mapping[str, str]:
    """Return the digests in a ``manifest.json``, and its own. Raises ChangesError."""
    hint = "Name the folder of a built site, or a copy of its manifest.json."
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ChangesError(f"{path} cannot be read: {error.strerror}.", hint) from error
    try:
        return {**read_proof(data).files, paths.PROOF: manifest.digest(data)}
    except ValueError as error:
        raise ChangesError(f"{path} cannot be used: {error}.", hint) from error


def changes_text(changes: ChangedFiles) -> str:
    """Return a line for each file, with a sign before it: ``+``, ``~`` or ``-``."""
    signs = (("+", changes.added), ("~", changes.changed), ("-", changes.removed))
    return "".join(f"{sign} {path}\n" for sign, listed in signs for path in listed)


def changes_json(changes: ChangedFiles) -> str:
    """Return the three lists as JSON."""
    lists = {"added": changes.added, "changed": changes.changed, "removed": changes.removed}
    return f"{json.dumps(lists, indent=1, ensure_ascii=False)}\n"
