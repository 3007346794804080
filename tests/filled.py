"""A made-up corpus in which every field of every kind of record is filled from the schema.

A field that is added to the schema is filled from its example at once. Each kind has a plain
record, under the id that the examples name, and one with every field, ``every-field``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PIL import Image
from pydantic import BaseModel

from claimline.model.fields import Takes
from claimline.model.records import KINDS
from claimline.model.schema import example, part_at, within, written_fields
from claimline.model.site import Site
from tests.dossiers import NEEDED

FULL = "every-field"
IDS = {
    "actor": ("mayor", "town-hall"), "source": ("gazette-2024-03-04",),
    "statement": ("mayor-2024-03-04",), "claim": ("roof-fell-in",),
    "event": ("storm-2024-03-03",), "detail": ("what-fell",), "place": ("library",),
    "brief": ("what-came-down",), "page": ("about",),
}  # fmt: skip
"""The ids that the schema's examples name, of each kind."""
_APART = {"private", "private_fields", "id", "stage", "not_before", "accept"}
"""Fields that each record here states for itself."""
_TOGETHER: Mapping[str, Any] = {
    "claim": {"history": [{"date": "2024-03-05", "from": "unproven", "to": "disputed",
                           "why": "Two accounts."}]},
    "site": {"verdicts": [], "logo": None, "nav": [], "images": False,
             "base_url": "https://a.example.org/roof/", "redirects": {},
             "tag_names": {"roof": "The roof"}},
    "event": {"no_source": None},
    "statement": {"revises": None, "repeats": None},
}  # fmt: skip
"""What must fit together, where the examples of two fields do not."""

_CITED = {"citations": [{"source": "gazette-2024-03-04", "stance": "supports"}]}
_PLAIN: Mapping[str, Mapping[str, Any]] = {
    "actor/mayor": {"party": "town-hall"},
    "source/gazette-2024-03-04": {
        "url": "https://gazette.example.org/roof",
        "carries": [{"statement": "mayor-2024-03-04", "how": "quotes"}],
    },
    "statement/mayor-2024-03-04": {"by": "mayor"},
    "claim/roof-fell-in": {"verdict": "unproven", "reasoning": "The mayor says so.", **_CITED},
    "event/storm-2024-03-03": {"no_source": "The register has burnt.", "place": "library"},
}
"""What the plain records have besides what their kinds need."""

Words = Callable[[str], str]
"""Changes the words of a text field."""


def filled(
    model: type[BaseModel], words: Words = str, without: frozenset[str] = frozenset()
) -> Any:
    """Return the data of a record or part with every field. ``words`` changes each free text."""
    data = {}
    for key, (annotation, _) in written_fields(model).items():
        if key in _APART:
            continue
        part = part_at(model, (key,))
        if part is not model:
            inner = filled(part, words)
            many = isinstance(example(model, key), list)
            data[key] = [inner] if many else inner
        else:
            free = takes_text(annotation)
            data[key] = _each(example(model, key), words) if free else example(model, key)
    if "extent" in data:
        data["extent"] = "part"
    data.pop("pages", None)  # only a PDF has pages, and the example of a file is a picture
    return data


def takes_text(annotation: Any) -> bool:
    """Whether a field takes text that its author words freely."""
    marks = [mark for mark in within(annotation) if isinstance(mark, Takes)]
    return bool(marks) and marks[-1].hash_starts == "text"


def _each(value: Any, words: Words) -> Any:
    if isinstance(value, Mapping):
        return {key: _each(each, words) for key, each in value.items()}
    return [words(each) for each in value] if isinstance(value, list) else words(str(value))


PRIVATE: Mapping[str, Any] = {"private": True}


def corpus(
    words: Words = str, *, private: bool = False, aside: Mapping[str, Any] = PRIVATE
) -> dict[str, dict[str, Any]]:
    """Return all records, by ``kind/id``; with ``private``, those with every field are.

    ``aside`` are the fields by which they are, or by which they are held back.
    """
    given: dict[str, dict[str, Any]] = {"site": {**filled(Site), **_TOGETHER["site"]}}
    for kind, model in KINDS.items():
        for id_ in IDS[kind]:
            given[f"{kind}/{id_}"] = {**NEEDED[kind]}
        given[f"{kind}/{FULL}"] = {**filled(model, words), **_TOGETHER.get(kind, {})}
        if private:
            given[f"{kind}/{FULL}"] |= aside
    for name, data in _PLAIN.items():
        given[name] |= data
    return given


def write_corpus(folder: Path, given: Mapping[str, Mapping[str, Any]]) -> Path:
    """Write records below ``folder`` and return it: each in a file of its own, as JSON in YAML."""
    for name, data in given.items():
        kind, _, id_ = name.partition("/")
        stated = {key: value for key, value in data.items() if value is not None}
        text, ending = "", "yaml"
        if kind in ("brief", "page"):
            text, ending = f"---\n{stated.pop('body')}\n", "md"
        place = folder / "content" / (f"{kind}s/{id_}.{ending}" if id_ else "site.yaml")
        place.parent.mkdir(parents=True, exist_ok=True)
        front = "---\n" if ending == "md" else ""
        words = json.dumps(stated, ensure_ascii=False)
        place.write_bytes(f"{front}{words}\n{text}".encode())
    _write_media(folder / "content" / "media")
    return folder


def _write_media(folder: Path) -> None:
    """Write the pictures and the video that the schema's examples name."""
    folder.mkdir(exist_ok=True)
    for name in ("ceiling.png", "ceiling-after.png"):
        Image.new("L", (8, 8)).save(folder / name)
    (folder / "ceiling.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
