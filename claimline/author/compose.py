"""The text of a new record: its fields, and its other possible fields as comments."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from claimline.author.author_error import AuthorError
from claimline.author.json_schema import schema_line
from claimline.author.yamltext import WIDTH, check_text, field
from claimline.dates import PartialDate
from claimline.model.records import KINDS, Document
from claimline.model.schema import choices, example, hash_starts, within, written_fields

UNWRITTEN = "To be written."
"""The body of a new brief or page for which no text was given."""

_BODY_HINT = """\
<!-- Markdown. Cite with [@source, p. 3], and link to records with [words](claim:id). -->
"""


def path_of(kind: str, id_: str) -> str:
    """Return the path of a record in the project: "content/claims/roof-fell-in.yaml"."""
    ending = "md" if issubclass(KINDS[kind], Document) else "yaml"
    return f"content/{kind}s/{id_}.{ending}"


def compose(kind: str, id_: str, data: Mapping[str, Any], *, hints: bool = True) -> str:
    """Return the text of a record's file. ``data`` holds its fields as the reader returns them.

    With ``hints``, fields that ``data`` lacks follow as comments, each with an example and its
    description.

    Raises:
        AuthorError: a text holds a character that no record may hold.
    """
    path = path_of(kind, id_)
    lines = [schema_line(path), *_fields(kind, data)]
    if hints:
        lines += ["", *_hints(kind, data)]
    text = "".join(f"{line}\n" for line in lines)
    if not path.endswith(".md"):
        return text
    body = data.get("body") or UNWRITTEN
    check_text(body, "body")
    return f"---\n{text}---\n{body}\n\n{_BODY_HINT}"


def fields_of(kind: str) -> dict[str, Any]:
    """Return the annotation of each field of the YAML mapping, by its key."""
    fields = written_fields(KINDS[kind])
    return {key: annotation for key, (annotation, _) in fields.items() if key not in ("id", "body")}


def _fields(kind: str, data: Mapping[str, Any]) -> Iterator[str]:
    for key, annotation in fields_of(kind).items():
        if key in data:
            try:
                yield from field(key, data[key], bare=PartialDate in within(annotation)).split("\n")
            except AuthorError as error:
                raise AuthorError(error.message, error.suggestion, key) from error


def _hints(kind: str, data: Mapping[str, Any]) -> Iterator[str]:
    yield '# Other fields. Remove "# " to use a line.'
    for key, annotation in fields_of(kind).items():
        if key not in data:
            yield from _hint(kind, key, annotation)


def _hint(kind: str, key: str, annotation: Any) -> Iterator[str]:
    meaning = written_fields(KINDS[kind])[key][1].description or ""
    words = [word for word in choices(annotation) if f"`{word}`" not in meaning]
    if words:
        meaning = f"{meaning} One of: {', '.join(words)}."
    written = field(key, _shortened(example(KINDS[kind], key)), bare=True).split("\n")
    lines = [f"# {line}" for line in written]
    beside = f"{lines[0]}  # {meaning}"
    # A comment after a text is an error, since it may be text.
    is_text = len(lines) == 1 and hash_starts(KINDS[kind], (key,)) == "text"
    # A comment after the mark of a folded text is allowed, but hard to read.
    if len(beside) <= WIDTH and not is_text and not re.search(r"[>|]-$", lines[0]):
        lines[0] = beside
    else:
        yield from textwrap.wrap(meaning, WIDTH, initial_indent="# # ", subsequent_indent="# # ")
    yield from lines


def _shortened(value: Any) -> Any:
    """Return an example with only its first item, and only its first sentence."""
    if isinstance(value, list):
        return [_shortened(item) for item in value[:1]]
    if isinstance(value, dict):
        return {key: _shortened(item) for key, item in value.items()}
    if not isinstance(value, str):
        return str(value).lower()
    sentence = re.match(r".+?[.?!](?=\s|$)", " ".join(value.split()))
    return sentence.group() if sentence and len(value) > 60 else value
