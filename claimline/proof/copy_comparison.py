"""Compares a published copy of a site with its ``manifest.json``, and two manifests."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Literal

from claimline.proof.published_copy import CopyError, PublishedCopy
from claimline.proof.site_proof import NAME, SiteProof, read_proof
from claimline.publish import paths
from claimline.value import Value

READ_BY_HOST = frozenset({"_headers", "_redirects"})
"""Files that some hosts read themselves and do not serve."""
MOST_UNREAD = 20
"""Files in a row that cannot be read, after which a host is left alone."""

Outcome = Literal["same", "different", "missing", "unread", "not served"]


class CopyComparison(Value, frozen=True):
    """How a copy compares with its manifest.

    ``files`` has what came out for each file that is not the same; ``reasons`` says why a file was
    not read. ``others`` are files of the copy that the manifest does not list.
    """

    proof: SiteProof
    data: bytes
    files: dict[str, Outcome]
    reasons: dict[str, str]
    others: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of the manifest."""
        return sha256(self.data).hexdigest()

    @property
    def fits(self) -> bool:
        """Whether every file that the host serves is as the manifest lists it."""
        return set(self.files.values()) <= {"not served"}

    def paths(self, outcome: Outcome) -> list[str]:
        """Return the files for which this came out, by path."""
        return sorted(path for path, it in self.files.items() if it == outcome)


class Rebuilt(Value, frozen=True):
    """How the manifest of a copy differs from that of a site built from the records.

    ``different``, ``missing`` and ``added`` are paths of files: the copy lacks the missing ones,
    and only the copy has the added ones. ``records`` are the kinds and ids of records that differ.
    ``other`` says what else differs.
    """

    different: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]
    records: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the two manifests say the same."""
        return not (self.different or self.missing or self.added or self.records or self.other)


def compare_copy(
    copy: PublishedCopy, on_progress: Callable[[str, int, int], None]
) -> CopyComparison:
    """Read a copy of a site, and compare each file with its manifest.

    Raises:
        CopyError: the copy has no manifest that can be read.
    """
    data = copy.read(NAME)
    if data is None:
        raise CopyError(
            f"There is no {NAME} in {copy.name}.", "A build writes it: was the whole folder copied?"
        )
    try:
        proof = read_proof(data)
    except ValueError as error:
        raise CopyError(f"{NAME} of {copy.name} cannot be used: {error}.") from None
    files: dict[str, Outcome] = {}
    reasons: dict[str, str] = {}
    unread = 0
    for nth, (path, digest) in enumerate(proof.files.items(), 1):
        try:
            content = copy.read(path) if unread < MOST_UNREAD else None
            if unread >= MOST_UNREAD:
                raise CopyError("too many files before it could not be read")
            unread = 0
        except CopyError as error:
            unread += 1
            files[path], reasons[path] = "unread", error.message
            continue
        if content is None:
            files[path] = "not served" if path in READ_BY_HOST else "missing"
        elif sha256(content).hexdigest() != digest:
            files[path] = "different"
        on_progress("comparing", nth, len(proof.files))
    listed = frozenset({*proof.files, NAME, paths.MANIFEST})
    others = tuple(path for path in copy.others(listed) if not path.startswith(f"{NAME}."))
    return CopyComparison(proof, data, files, reasons, others)


def compare_rebuilt(copy: SiteProof, rebuilt: SiteProof) -> Rebuilt:
    """Compare the manifest of a copy with that of a site built from the records."""
    both = copy.files.keys() & rebuilt.files.keys()
    other = [
        f"{name}: {getattr(copy, field) or 'none'} there, {getattr(rebuilt, field) or 'none'} here"
        for name, field in _OTHER
        if getattr(copy, field) != getattr(rebuilt, field)
    ]
    return Rebuilt(
        different=tuple(sorted(path for path in both if copy.files[path] != rebuilt.files[path])),
        missing=tuple(sorted(rebuilt.files.keys() - both)),
        added=tuple(sorted(copy.files.keys() - both)),
        records=tuple(
            sorted(
                key
                for key in {*copy.records, *rebuilt.records}
                if copy.records.get(key) != rebuilt.records.get(key)
            )
        ),
        other=tuple(other),
    )


_OTHER = (
    ("the version of claimline", "claimline"),
    ("the address of the site", "base_url"),
    ("the manifest before it", "previous"),
)
