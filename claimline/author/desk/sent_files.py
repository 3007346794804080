"""A form with a file, as a browser sends it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Mapping

from python_multipart.exceptions import FormParserError
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from claimline.author.captures.capture_text import LARGEST
from claimline.author.desk.sent_form import MOST_BYTES, SentFile, SentForm

_MOST_FIELDS = 40


async def read_form_with_file(headers: Mapping[str, str], chunks: AsyncIterator[bytes]) -> SentForm:
    """Return a form from the headers and the body of a request of type ``multipart/form-data``.

    Raises:
        ValueError: it is too long, or is no form.
    """
    parser = MultiPartParser(
        Headers(headers), _limited(chunks), max_files=1, max_fields=_MOST_FIELDS,
        max_part_size=MOST_BYTES,
    )  # fmt: skip
    try:
        sent = await parser.parse()
    except (MultiPartException, FormParserError, KeyError, UnicodeDecodeError) as error:
        raise ValueError("This is no form.") from error
    own: dict[str, str] = {}
    files: dict[str, SentFile] = {}
    for name, value in sent.multi_items():
        if not isinstance(value, UploadFile):
            own[name] = value
        elif value.filename:
            files[name] = SentFile(value.filename, await value.read())
    await sent.close()
    return SentForm((), own, files)


async def _limited(chunks: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """Yield the parts of a body that holds one capture at most. Raises ValueError."""
    length = 0
    async for chunk in chunks:
        length += len(chunk)
        if length > LARGEST + MOST_BYTES:
            raise ValueError("The form is too long.")
        yield chunk
