"""What a build knows of the pictures and files that records list, before it makes any page."""

from __future__ import annotations

from typing import Literal

from claimline.value import Value


class PublishedFile(Value, frozen=True):
    """A file of the site that shows a file of ``content/media/``, or is a copy of it.

    ``path`` is its path in the site. ``width`` and ``height`` are 0 if it is no picture.
    """

    path: str
    sha256: str
    size: int
    width: int = 0
    height: int = 0


class MediaFacts(Value, frozen=True):
    """A file of ``content/media/``.

    ``sha256`` and ``size`` are those of the file as the project holds it. ``published`` are the
    files that are made from it: one, or the sizes of a picture from the smallest to the largest.
    ``type`` is their media type. ``cleaned`` is true if nothing is published that no reader sees:
    of a picture the pixels alone, or a plain text.
    """

    form: Literal["picture", "document", "video"]
    type: str
    sha256: str
    size: int
    published: tuple[PublishedFile, ...]
    cleaned: bool = False

    @property
    def whole(self) -> PublishedFile:
        """The published copy, in its largest size."""
        return self.published[-1]
