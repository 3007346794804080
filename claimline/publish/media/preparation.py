"""Reads and checks all listed pictures and files before any page is made, and publishes them.

A page shows the size and the SHA-256 of each file, so the files are made first. They are made once:
the cache holds what is known of them, and the site holds them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from claimline.diagnostics import Code, Diagnostic, Location, Report
from claimline.engine.cache import Cache
from claimline.media_facts import MediaFacts, PublishedFile
from claimline.output import Output, RenderError
from claimline.publish.media.documents import CLEAN, document_of
from claimline.publish.media.media_files import FOLDER, MediaError, media_path, read_media
from claimline.publish.media.pictures import ENDINGS, Sizes, make_sizes, pillow_version
from claimline.value import Value

PUBLISHED = "media"
"""The folder of the published files in the site."""
MOST_HELD = 64 * 1024 * 1024
"""The most bytes of finished files that wait in memory. Others are made again when written."""
_KEY = "media"


class KnownFile(Value, frozen=True):
    """What a cache holds of a file: its stamp if that is trusted, and the facts."""

    stamp: tuple[int, ...] | None
    facts: MediaFacts


class _Cached(Value, frozen=True):
    """What a cache holds of all files. ``pillow`` is the version that made the pictures."""

    pillow: str
    files: dict[str, KnownFile]


class PreparedMedia(Value, frozen=True):
    """All usable files that records list, by their path in ``content/media/``.

    ``held`` has the bytes of files of the site that are made already.
    """

    facts: Mapping[str, MediaFacts] = MappingProxyType({})
    held: Mapping[str, bytes] = MappingProxyType({})


def prepare(
    project: Path, places: Mapping[str, Location], report: Report, cache: Cache
) -> PreparedMedia:
    """Read all listed files.

    Args:
        project: the folder of the project.
        places: the listed files, by their path in ``content/media/``, each with the place in a
            record that lists it.
        report: gets the reason for each file that cannot be published.
        cache: what earlier builds know of the files. It is updated.
    """
    before = cache.get(_KEY, _Cached)
    pillow = pillow_version()
    last = before.files if before and before.pillow == pillow else {}
    known: dict[str, KnownFile] = {}
    held: dict[str, bytes] = {}
    for name in sorted(places):
        try:
            known[name] = _known(project, name, last.get(name), held, cache)
        except MediaError as error:
            report.add(places[name], error.code, error.message, error.suggestion)
    now = _Cached(pillow, known)
    if (known or before) and now != before:
        cache.put(_KEY, now)
    return PreparedMedia({name: each.facts for name, each in known.items()}, held)


def _known(
    project: Path, name: str, last: KnownFile | None, held: dict[str, bytes], cache: Cache
) -> KnownFile:
    path = media_path(project, name)
    stamp = cache.trusted_stamp(str(path))
    if last and stamp and last.stamp == stamp:
        return last
    data = read_media(path)
    digest = sha256(data).hexdigest()
    if last and last.facts.sha256 == digest:
        return KnownFile(stamp, last.facts)
    facts, files = _facts_and_files(name, data, digest)
    if sum(map(len, held.values())) + sum(map(len, files.values())) <= MOST_HELD:
        held.update(files)
    return KnownFile(stamp, facts)


def _facts_and_files(name: str, data: bytes, digest: str) -> tuple[MediaFacts, dict[str, bytes]]:
    """Return the facts of a file, and the files of the site that are made from it, by path."""
    plain = PurePosixPath(name)
    ending = plain.suffix.removeprefix(".").lower()
    stem = f"{PUBLISHED}/{plain.stem}-{digest[:12]}"
    if ending not in ENDINGS:
        document = document_of(data, ending)
        path = f"{stem}.{ending}"
        whole = PublishedFile(path, digest, len(data))
        clean = document.type in CLEAN
        facts = MediaFacts(document.form, document.type, digest, len(data), (whole,), clean)
        return facts, {path: data}
    sizes = make_sizes(data, ending)
    files = {f"{stem}-{size.width}.{sizes.ending}": size.data for size in sizes.sizes}
    published = tuple(_published(path, sizes, nth) for nth, path in enumerate(files))
    return MediaFacts("picture", sizes.type, digest, len(data), published, cleaned=True), files


def _published(path: str, sizes: Sizes, nth: int) -> PublishedFile:
    size = sizes.sizes[nth]
    digest = sha256(size.data).hexdigest()
    return PublishedFile(path, digest, len(size.data), size.width, size.height)


def media_outputs(
    project: Path, facts: Mapping[str, MediaFacts], held: Mapping[str, bytes]
) -> Iterator[Output]:
    """Yield the files of the site that are made from the listed files, each once.

    ``facts`` are those of the Dossier, whose reads are recorded: a picture is made again if
    something that is known of it has changed.
    """
    planned: set[str] = set()
    for name in facts:
        for nth, file in enumerate(facts[name].published):
            if file.path not in planned:
                planned.add(file.path)
                rendered = partial(_rendered, project, name, nth, facts, held)
                yield Output(file.path, facts[name].type, rendered, traced=True)


def _rendered(
    project: Path, name: str, nth: int, facts: Mapping[str, MediaFacts], held: Mapping[str, bytes]
) -> bytes:
    file = facts[name].published[nth]
    data = held.get(file.path)
    if data is None:
        try:
            data = _remade_files(project, name, facts[name])[file.path]
        except (MediaError, KeyError):
            raise _changed(name) from None
    if sha256(data).hexdigest() != file.sha256:
        raise _changed(name)
    return data


def _remade_files(project: Path, name: str, facts: MediaFacts) -> dict[str, bytes]:
    data = read_media(media_path(project, name))
    return _facts_and_files(name, data, facts.sha256)[1]


def _changed(name: str) -> RenderError:
    message = "The file was changed during the build."
    place = Location(f"{FOLDER}/{name}")
    return RenderError(Diagnostic(place, Code.FILE_UNREADABLE, message, "Build again."))
