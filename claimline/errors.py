"""The base of all errors that claimline raises on purpose.

    ClaimlineError
      AuthorError          a command of the author's cannot be done
        ChangedFileError
        NamedError
      ChangedMeanwhileError
                           a file has changed since the build began
      ChangesError         it cannot be told which files a site has
      CopyError            a published copy of a site cannot be read
      EditError            lines cannot be put into a file
      MediaError           a picture or a file cannot be published
      OutputError          the site cannot be written
      RefusedError         a copy cannot be entered in a record
      RenderError          a file of the site cannot be rendered
      RevisionError        a git revision cannot be read
      StoreError           a capture's file cannot be read or written
        MissingFileError
          NotHereError
        OutsideError
        TooLargeError
      TakeError            a page cannot be saved with a browser
      UnimportableError    a file of others cannot be imported
        MissingImportExtraError
        TwoWaysError
      UnmarkableError      no quote can be made of marked words
      UnreadableError      a capture cannot be read for its words
        MissingExtraError
        WordlessError
      UnusableError        the cache cannot be used
        DamagedError

``dates.DateError`` is a ``ValueError`` instead, because pydantic expects one from a validator.
"""

from __future__ import annotations


class ClaimlineError(Exception):
    """The base of claimline's errors.

    ``message`` says what is wrong. ``suggestion`` says what to do about it, and may be empty.
    """

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion

    @property
    def full(self) -> str:
        """The message and the suggestion."""
        return f"{self.message} {self.suggestion}".rstrip()
