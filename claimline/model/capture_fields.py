"""The fields of a capture: one event of saving a source, with every file that it left."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from claimline.dates import PartialDate, Point, parse
from claimline.model.fields import CaptureFile, Date, Sha256, Text, Url, about
from claimline.model.shared_fields import Part, Private, Withheld

CaptureType = Literal[
    "text/plain", "text/html", "application/pdf", "multipart/related", "text/vtt",
    "application/x-subrip", "message/rfc822", "application/mbox", "application/wacz",
    "application/warc", "application/json", "image/png", "image/jpeg", "image/gif",
    "image/webp", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/flac",
    "video/mp4", "video/quicktime", "video/webm",
]  # fmt: skip
Encoding = Literal[
    "utf-8", "utf-16le", "utf-16be", "ibm866", "iso-8859-2", "iso-8859-3", "iso-8859-4",
    "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-10", "iso-8859-13",
    "iso-8859-14", "iso-8859-15", "iso-8859-16", "koi8-r", "koi8-u", "macintosh", "windows-874",
    "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
    "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic", "gb18030", "big5", "euc-jp",
    "iso-2022-jp", "shift_jis", "euc-kr",
]  # fmt: skip
"""The encodings that browsers read, by their names in the Encoding Standard."""


class SavedFile(Part):
    """A file of a capture, in `captures/`."""

    file: Annotated[CaptureFile, about("Its name in `captures/`.")]
    sha256: Annotated[Sha256, about("Digest of the file, in hex.")]
    type: Annotated[CaptureType, about("Its media type.")]
    encoding: Annotated[
        Encoding | None,
        about("Its encoding, where the file names none, or a wrong one.", "windows-1251"),
    ] = None


class OtherFile(SavedFile):
    """A further file of a capture, such as the picture of a page or a working copy."""

    file: Annotated[CaptureFile, about("Its name in `captures/`.", "gazette-0c4f5d21aa90.png")]

    private: Private = False
    made_from: Annotated[
        CaptureFile | None,
        about("Of a working copy: the file of the capture from which it was made."),
    ] = None
    made_how: Annotated[
        Text | None,
        about("Of a working copy: how it was made.", "Text recognised with Tesseract 5.3."),
    ] = None

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.made_from is None) != (self.made_how is None):
            raise ValueError("given both `made_from` and `made_how`, or neither")
        return self


class Capture(SavedFile):
    """One saving of a source: when and how, and the files that it left in `captures/`.

    `file` is the first of them. None is published.
    """

    captured: Annotated[Date, about("When it was saved.")]
    captured_shown: Annotated[
        Literal["day", "none"] | None,
        about("`day` if readers see only the day of `captured`, `none` if they see no date."),
    ] = None
    clock: Annotated[
        Text | None, about("By which clock.", "the computer's, set by NTP a minute before")
    ] = None
    url: Annotated[Url | None, about("The address that was asked for, if not the source's.")] = None
    final_url: Annotated[
        Url | None, about("The address that answered, if the one asked for led elsewhere.")
    ] = None
    tool: Annotated[Text | None, about("The program and its version.", "Firefox 123.0")] = None
    method: Annotated[
        Literal["by-hand", "automatic"] | None,
        about("Whether a person saved it, or a program by itself."),
    ] = None
    hashed: Annotated[
        Literal["when-collected", "later"] | None,
        about("When the digests were first computed."),
    ] = None
    collector: Annotated[
        Text | None, about("Who saved it. It is never published.", "Ann Ashby")
    ] = None
    identity: Annotated[
        Text | None,
        about(
            "The account that was used, if there was one. It is never published.",
            "@alderford-reader",
        ),
    ] = None
    egress: Annotated[
        Text | None,
        about(
            "The IP address or the network from which it was saved. It is never published.",
            "192.0.2.17",
        ),
    ] = None
    context: Annotated[
        Text | None,
        about(
            "What stood around it, and why it was saved. It is never published.",
            "The second of five posts; all five are kept.",
        ),
    ] = None
    other_files: Annotated[tuple[OtherFile, ...], about("The other files of the same saving.")] = ()
    private: Private = False
    withheld: Withheld = Field(default_factory=dict)

    @model_validator(mode="after")
    def _files(self) -> Self:
        names = [each.file for each in self.files]
        if len(set(names)) < len(names):
            raise ValueError("given each file once")
        if any(each.made_from and each.made_from not in names for each in self.other_files):
            raise ValueError("given a `made_from` that is another file of the same capture")
        return self

    @property
    def files(self) -> tuple[SavedFile, ...]:
        """All its files, the first of them first."""
        return (self, *self.other_files)


def shown_of(capture: Capture) -> Capture:
    """Return a capture as readers may know it: without private fields, files and times."""
    changes: dict[str, object] = {"withheld": {}, **dict.fromkeys(NEVER_SHOWN)}
    public = tuple(each for each in capture.other_files if not each.private)
    # A working copy of a private file tells no longer what it was made from.
    names = {capture.file, *(each.file for each in public)}
    unmade: dict[str, object] = {"made_from": None, "made_how": None}
    changes["other_files"] = tuple(
        each if each.made_from in names else each.model_copy(update=unmade) for each in public
    )
    if capture.captured_shown:
        changes |= {"captured": _day(capture), "clock": None}
    return capture.model_copy(update=changes)


def _day(capture: Capture) -> PartialDate:
    """Return the first day of the time of a capture, or a year that nobody takes for its time."""
    start = capture.captured.start
    if capture.captured_shown == "none" or not isinstance(start, Point):
        return parse("0001")
    return parse(start.calendar + start.qualifier)


NEVER_SHOWN = ("collector", "identity", "egress", "context")
"""The fields of a capture that no reader sees."""
