"""``manifest.json``: the SHA-256 of every file and record of a site, and of the manifest before it.

    {"base_url":"https://example.org","claimline":"0.1.0","files":{"index.html":"5f2a…"},"format":1,
    "previous":"09c1…","records":{"claim:roof-fell-in":"77ab…"}}

It is canonical JSON (RFC 8785), so the same site gives the same bytes. Its own digest stands for
the whole site: an author signs ``manifest.json`` alone. The digest of a record is that of what
``data/investigation.json`` has of it, in canonical JSON, so it tells nothing of what is private.

``previous`` is the digest of the manifest that was last recorded as published. If that manifest is
of this very site, ``previous`` is what that manifest names.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec

from claimline import __version__
from claimline.exports.dataset import plain
from claimline.model.dossier import Dossier
from claimline.model.records import KINDS
from claimline.model.validate import Key
from claimline.proof.canonical_json import canonical_json
from claimline.publish import paths
from claimline.publish.manifest import digest
from claimline.publish.site_files import SiteFiles
from claimline.published import RecordedProof, Sha256
from claimline.value import Value

NAME = paths.PROOF
FORMAT = 1

RecordDigests = dict[str, tuple[bytes, str]]
"""For each record, by kind and id, the digest of its file, and that of the record."""


class ProofHead(Value, frozen=True):
    """What a manifest says besides the files: the address, the records, the manifest before it."""

    base_url: str = ""
    records: Mapping[str, Sha256] = {}
    recorded: RecordedProof | None = None
    preview: bool = False


class SiteProof(Value, frozen=True, tag=False):
    """A manifest as it is read: the digests of files by path, and of records by kind and id."""

    claimline: str
    files: Mapping[str, Sha256]
    records: Mapping[str, Sha256]
    format: int
    base_url: str = ""
    previous: Sha256 | None = None
    preview: bool = False


def digest_records(
    dossier: Dossier, files: Mapping[Key, bytes], known: RecordDigests
) -> RecordDigests:
    """Return the digest of every record that is published.

    Args:
        dossier: the records.
        files: the digest of each record's file.
        known: those of the last build. A record whose file is unchanged keeps its digest.
    """
    digests: RecordDigests = {}
    for kind in KINDS:
        records = dossier.records(kind)
        for id_ in records:
            file, name = files.get((kind, id_), b""), f"{kind}:{id_}"
            last = known.get(name)
            if last is None or last[0] != file:
                last = (file, sha256(canonical_json(plain(records[id_]))).hexdigest())
            digests[name] = last
    return digests


def proof_head(
    dossier: Dossier, digests: RecordDigests, recorded: RecordedProof | None
) -> ProofHead:
    """Return what the manifest of a site says besides its files."""
    records = {key: held for key, (_, held) in digests.items()}
    return ProofHead(dossier.site.address, records, recorded, dossier.preview)


def add_proof(head: ProofHead, files: SiteFiles, digests: dict[str, str]) -> RecordedProof:
    """Add ``manifest.json`` to the finished files of a site, and its digest to ``digests``.

    Args:
        head: what it says besides the files.
        files: all other files of the site.
        digests: their digests, as far as they are known. The others are added.

    Returns:
        what is recorded of the manifest when the site is published.
    """
    for path in {*files}.difference(digests):
        digests[path] = digest(files[path])
    listed = {path: digests[path] for path in files}
    content: dict[str, Any] = {
        "claimline": __version__, "files": listed, "format": FORMAT, "records": dict(head.records),
    }  # fmt: skip
    if head.base_url:
        content["base_url"] = head.base_url
    if head.preview:
        content["preview"] = True
    data = canonical_json(content)
    identity = sha256(data).hexdigest()
    recorded = head.recorded
    same = recorded is not None and recorded.content == identity
    previous = recorded and (recorded.previous if same else recorded.digest)
    if previous:
        data = canonical_json(content | {"previous": previous})
    files.add({NAME: data})
    digests[NAME] = digest(data) if previous else identity
    return RecordedProof(digests[NAME], identity, previous or "")


def read_proof(data: bytes) -> SiteProof:
    """Return the manifest in these bytes, which may be anybody's.

    Raises:
        ValueError: they are no manifest, or one of another format, or in another form than that of
            RFC 8785, or it names a path that no site can have. The message says which.
    """
    try:
        proof = msgspec.json.decode(data, type=SiteProof)
        paths.check(proof.files)
        is_canonical = canonical_json(msgspec.json.decode(data)) == data
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it is not a site's manifest: {error}") from None
    if proof.format != FORMAT:
        raise ValueError(f"it is of the format {proof.format}, which this version does not know")
    if proof.preview:
        raise ValueError("it is that of a preview, which is never published")
    if not is_canonical:
        raise ValueError("it is not in canonical JSON (RFC 8785), so it was changed or cut")
    return proof
