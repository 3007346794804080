"""The pictures and files of a record, as pages show them."""

from __future__ import annotations

from claimline.media_facts import MediaFacts, PublishedFile
from claimline.model.media_fields import Compared, Media
from claimline.model.records import Claim, Event, Source
from claimline.pages.shared_views import When
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value

_KILOBYTE, _MEGABYTE = 1000, 1_000_000


class FileLink(Value, frozen=True):
    """A published file: its path in the site, and its form and size in words."""

    path: str
    words: str


class MediaEntry(Value, frozen=True):
    """One picture or document, with all that is said of it.

    ``sizes`` are the sizes of a picture, smallest first, and empty for a document. ``file`` is the
    published copy. ``original`` is the SHA-256 of the file as the project holds it, and ``copy``
    that of the published copy, or "" if it is the same file.
    """

    anchor: str
    alt: str
    caption: str
    credit: str
    licence: str
    licence_href: str
    taken: When | None
    file: FileLink
    original: str
    copy: str
    sizes: tuple[PublishedFile, ...] = ()


class MediaItem(Value, frozen=True):
    """What a record lists as one: a picture or document, perhaps with another beside it.

    ``sensitive`` is the reason why it is only shown after a click, or "".
    """

    entry: MediaEntry
    second: MediaEntry | None = None
    sensitive: str = ""
    video: str = ""
    """The address of the video of which it is a picture."""
    video_file: FileLink | None = None

    @property
    def entries(self) -> tuple[MediaEntry, ...]:
        """The one or two pictures, or the document."""
        return (self.entry, self.second) if self.second else (self.entry,)


def media_items(
    builder: ViewBuilder, kind: str, id_: str, before: str = ""
) -> tuple[MediaItem, ...]:
    """Return the pictures and files of a record.

    ``before`` begins their anchors on a page that shows several records.
    """
    record = builder.dossier.records(kind)[id_]
    assert isinstance(record, Source | Claim | Event)
    items = []
    for nth, item in enumerate(record.media, 1):
        facts = builder.dossier.media.get(item.file)
        if facts is None:
            continue
        anchor = f"media-{before}{nth}"
        items.append(
            MediaItem(
                _entry(builder, item, facts, anchor),
                _second(builder, item, f"{anchor}-second"),
                item.sensitive or "",
                item.video or "",
                _video_file(builder, item),
            )
        )
    return tuple(items)


def _second(builder: ViewBuilder, item: Media, anchor: str) -> MediaEntry | None:
    facts = builder.dossier.media.get(item.compare.file) if item.compare else None
    return _entry(builder, item.compare, facts, anchor) if item.compare and facts else None


def _video_file(builder: ViewBuilder, item: Media) -> FileLink | None:
    facts = builder.dossier.media.get(item.video_file) if item.video_file else None
    return _file(builder, facts) if facts else None


def _entry(
    builder: ViewBuilder, item: Media | Compared, facts: MediaFacts, anchor: str
) -> MediaEntry:
    return MediaEntry(
        anchor=anchor,
        alt=item.alt,
        caption=item.caption or "",
        credit=item.credit,
        licence=item.licence.name if item.licence else "",
        licence_href=(item.licence.url or "") if item.licence else "",
        taken=builder.when(item.taken),
        file=_file(builder, facts),
        original=facts.sha256,
        copy=facts.whole.sha256 if facts.whole.sha256 != facts.sha256 else "",
        sizes=facts.published if facts.form == "picture" else (),
    )


def _file(builder: ViewBuilder, facts: MediaFacts) -> FileLink:
    form = facts.whole.path.rpartition(".")[2].upper()
    number, size = builder.language.conventions.number, facts.whole.size
    if size >= _MEGABYTE:
        words = builder.t("{form}, {size} MB", form=form, size=number(-(-size // _MEGABYTE)))
    else:
        words = builder.t("{form}, {size} kB", form=form, size=number(-(-size // _KILOBYTE)))
    return FileLink(facts.whole.path, words)
