"""The records reference: every kind of record and part, and every field with an example."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from claimline.author.new_project import example_files
from claimline.model import (
    attributed,
    capture_fields,
    media_fields,
    publisher_fields,
    shared_fields,
    workflow_fields,
)
from claimline.model.attributed import Attributed
from claimline.model.records import KINDS
from claimline.model.schema import example, written_fields
from claimline.model.shared_fields import Part
from claimline.model.site import Site
from claimline.reference.field_words import (
    bounds_words,
    default_words,
    part_link,
    part_name,
    type_words,
)

_HEAD = """\
# Records

<!-- Written by `make docs` from claimline/model/: edit the fields there. -->

An investigation is a folder `content/` with one `site.yaml` and a folder for each kind of
record. This page lists every kind, every field, what it takes and an example. The files below
are from the small made-up investigation that `claimline new project DIR` writes.

- **A record's id is its file's name** without the extension: `content/claims/roof-fell-in.yaml`
  is the claim `roof-fell-in`. Ids have lower-case letters, digits and single hyphens, at most 80
  characters, and are unique within a kind. An id becomes an address, so keep it.
  [A command](authoring.md#ids-that-change) changes one with every reference to it.
- **A YAML file can also hold a list of records**, each with its `id`. A kind's list can stand
  at the top as well: `content/actors.yaml` in place of the folder `content/actors/`. Briefs and
  pages are Markdown files, each of its own. Folders may have sub-folders.
- **Names that start with `_`, `.` or `#` are passed over**, and so are editors' backup files:
  a place for notes. A [draft](authoring.md#drafts-and-embargoes) is a record with `stage: draft`.
- **Unknown keys are errors**, so that a misspelt key loses nothing. A key that is left blank
  counts as one that is not there.
- **Values are read as the text that stands there.** The field alone decides what it is: `NO` as
  a country stays `NO`. A value that starts with a bracket, or holds a colon and a space, needs
  quotes. So does free text with ` #` in it, where YAML starts a comment: a comment behind free text
  is an error, and one behind an id, a date, a number or an address is a comment. Tabs in the
  indentation, tags, and several documents in a file are errors.
- **Dates** are EDTF: `2025-12-29`, `2025-12`, `2025-12-29?`, `2025-12-29Tevening`,
  `2025-12-29[Europe/Moscow]`, `2025-12-29T19:20~[Europe/Moscow]`,
  `2025-12-28/2025-12-29`. See [dates](method.md#dates).
- **Markdown** fields may cite (`[@source, p. 3]`) and link to records (`[words](claim:id)`). See
  [citations](authoring.md#citations-in-markdown).

"id of a source" is the id of a record that exists; any other is an error. "text, or a list of
texts" takes one value without a list as well.

Kinds: KINDS.

Parts that records hold: PARTS.
"""


def records_markdown() -> str:
    """Return the page ``docs/records.md``."""
    kinds: list[type[Part]] = [Site, *KINDS.values()]
    parts = _parts()
    head = _HEAD.replace("KINDS.", f"{_links(kinds)}.").replace("PARTS.", f"{_links(parts)}.")
    sections = [head]
    sections += ["\n".join(_kind(kind)) for kind in kinds]
    sections.append(
        "## Parts\n\nMappings inside records. They have no id and no page of their own.\n"
    )
    sections += ["\n".join(_part(part)) for part in parts]
    return "\n".join(sections)


def _parts() -> list[type[Part]]:
    """Return the parts in the order of the schema."""
    modules = (
        *(shared_fields, capture_fields, publisher_fields, attributed, media_fields),
        workflow_fields,
    )
    types = [it for module in modules for it in vars(module).values() if isinstance(it, type)]
    parts = (it for it in types if issubclass(it, Part) and it not in (Part, Attributed))
    return list(dict.fromkeys(parts))


def _links(models: list[type[Part]]) -> str:
    return ", ".join(map(part_link, models))


def _kind(model: type[Part]) -> Iterator[str]:
    yield f"## {model.__name__}"
    yield ""
    where, _, what = _doc(model).partition(": ")
    yield f"{what[0].upper()}{what[1:]} In {where}."
    yield ""
    yield from _table(model)
    yield ""
    kind = model.__name__.lower()
    for path, text in example_files().items():
        if path.startswith((f"content/{kind}s", f"content/{kind}.")):
            yield f"`{path}`:"
            yield ""
            yield f"```{'markdown' if path.endswith('.md') else 'yaml'}"
            yield text.rstrip("\n")
            yield "```"
            yield ""
            break


def _part(model: type[Part]) -> Iterator[str]:
    yield f"### {part_name(model)}"
    yield ""
    yield _doc(model)
    yield ""
    yield from _table(model)
    yield ""


def _table(model: type[BaseModel]) -> Iterator[str]:
    yield "| Field | Takes | Default | What it is | Example |"
    yield "|---|---|---|---|---|"
    for key, (annotation, info) in written_fields(model).items():
        takes = type_words(annotation) + bounds_words(info)
        shown = f"`{_written(example(model, key))}`"
        cells = (f"`{key}`", takes, default_words(info), info.description or "", shown)
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _written(value: Any) -> str:
    """Return an example as YAML on one line, without quotation marks."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_written(each)}' for key, each in value.items())}}}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _doc(model: type[BaseModel]) -> str:
    return " ".join((model.__doc__ or "").split())
