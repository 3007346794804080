"""The pictures and files that show the evidence of a source, a claim or an event."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import StringConstraints

from claimline.model import editor_values as values
from claimline.model.fields import Date, Takes, Text, Url, about
from claimline.model.schema import Loc
from claimline.model.shared_fields import Licence, Part

MediaFile = Annotated[
    str,
    StringConstraints(pattern=values.MEDIA_FILE_PATTERN),
    Takes("path of a file in `content/media/`", values.MEDIA_FILE, "ceiling.png"),
]
PageRange = Annotated[
    str,
    StringConstraints(pattern=values.PAGE_RANGE_PATTERN),
    Takes("page, or the first and the last page", values.PAGE_RANGE, "10-20"),
]


class Compared(Part):
    """The second picture of a pair, such as one from before and one from after."""

    file: Annotated[MediaFile, about("The picture, in `content/media/`.", "ceiling-after.png")]
    alt: Annotated[Text, about("What it shows, for those who do not see it.", "A bare ceiling.")]
    credit: Annotated[Text, about("Who made it, or from whom it comes.", "Town archive")]
    caption: Annotated[Text | None, about("The words below it.", "After the storm.")] = None
    licence: Annotated[Licence | None, about("Its licence.")] = None
    taken: Annotated[Date | None, about("When it was taken.")] = None


class Media(Part):
    """A picture or a file that readers can see. Nothing else in `content/media/` is published."""

    file: Annotated[MediaFile, about("The picture or the file, in `content/media/`.")]
    alt: Annotated[
        Text,
        about(
            "What it shows, for those who do not see it; of a document, its name.",
            "Drawing of a ceiling with a hole over the third shelf.",
        ),
    ]
    credit: Annotated[Text, about("Who made it, or from whom it comes.", "Drawn by the project")]
    caption: Annotated[
        Text | None, about("The words below it.", "Drawn after the caretaker's account.")
    ] = None
    licence: Annotated[Licence | None, about("Its licence.")] = None
    taken: Annotated[Date | None, about("When it was taken.")] = None
    sensitive: Annotated[
        Text | None,
        about("Why it is only shown after a click.", "It shows a person who is hurt."),
    ] = None
    compare: Annotated[
        Compared | None, about("A second picture beside it, such as one from after.")
    ] = None
    video: Annotated[
        Url | None,
        about("The address of the video of which it is a picture.", "https://example.org/v/7"),
    ] = None
    video_file: Annotated[
        MediaFile | None, about("That video as a file in `content/media/`.", "ceiling.mp4")
    ] = None
    pages: Annotated[
        PageRange | None,
        about("Of a PDF that is an excerpt: the pages of the whole document that it holds."),
    ] = None
    as_is: Annotated[
        bool,
        about(
            "`true` if somebody has checked what else is in a document or a video, such as "
            "names and places. The file is published as it is.",
            True,
        ),
    ] = False


MediaList = Annotated[
    tuple[Media, ...],
    about(
        "Pictures and files that show it.",
        [{"file": "ceiling.png", "alt": "A ceiling with a hole.", "credit": "The project"}],
    ),
]


def listed_files(media: tuple[Media, ...]) -> Iterator[tuple[Media, Loc, str]]:
    """Yield every file that a record lists: its item, its path in the list, and its name."""
    for nth, item in enumerate(media):
        yield item, (nth, "file"), item.file
        if item.compare:
            yield item, (nth, "compare", "file"), item.compare.file
        if item.video_file:
            yield item, (nth, "video_file"), item.video_file
