"""An example of each field, taken from the records reference so that no example is kept twice.

The values are as they are written in YAML: texts, lists and mappings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from claimline.diagnostics import Report
from claimline.model.parts import Part
from claimline.model.records import KINDS, Site
from claimline.model.schema import part_at
from claimline.read import read_yaml
from claimline.read.markdown import read_markdown
from claimline.reference.examples import EXAMPLES

# What the one investigation of the reference has no use for.
_OTHERS: dict[tuple[str, str], Any] = {
    ("Answer", "as_of"): "2024-03-04T18:00",
    ("Answer", "comparable"): "false",
    ("Answer", "lang"): "en",
    ("Answer", "quote"): "Plaster came down.",
    ("Answer", "translation"): {"text": "The roof is gone.", "by": "human"},
    ("Archive", "sha256"): "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ("Citation", "checkable"): "true",
    ("Citation", "lang"): "en",
    ("Citation", "note"): "Said before the storm was over.",
    ("Citation", "translation"): {"text": "The roof is gone.", "by": "human"},
    ("Answer", "fragment"): {"prefix": "In the reading room"},
    ("Capture", "captured"): "2024-03-05T09:12Z",
    ("Capture", "file"): "gazette-9f2c1e0b7a44.html",
    ("Capture", "sha256"): "9f2c1e0b7a44d0c5a1f86e3b92d7c4e85b60a3f1d28e7c9b4a5d6f0e1c2b3a49",
    ("Capture", "type"): "text/html",
    ("Citation", "fragment"): {"prefix": "she said:"},
    ("Claim", "kind"): "fact",
    ("Claim", "related"): [{"claim": "storm-was-strong", "how": "depends-on"}],
    ("Claim", "when"): "2024-03-03",
    ("Detail", "silent"): ["county-radio-2024-03-04"],
    ("Detail", "status"): "open",
    ("Detail", "tags"): ["roof"],
    ("Detail", "unit"): "square metres",
    ("Event", "actors"): ["caretaker"],
    ("Fragment", "end"): "is gone.",
    ("Fragment", "prefix"): "she said:",
    ("Fragment", "start"): "The roof of the library",
    ("Fragment", "suffix"): "Nobody was hurt.",
    ("Logo", "alt"): "The Alderford Notebook",
    ("Logo", "file"): "logo.svg",
    ("NavEntry", "label"): "Our newsroom",
    ("NavEntry", "to"): "claims",
    ("NavEntry", "url"): "https://notebook.example.org/",
    ("Site", "footer"): ["Kept by the Alderford Notebook."],
    ("Site", "logo"): {"file": "logo.svg"},
    ("Site", "nav"): [
        {"to": "overview"},
        {"to": "page:about"},
        {"url": "https://notebook.example.org/", "label": "Our newsroom"},
    ],
    ("Page", "summary"): "Who makes this site, and how.",
    ("Page", "updated"): "2024-04-02",
    ("Brief", "order"): "1",
    ("Actor", "note"): "Is named in the town's records since 2011.",
    ("Pointer", "fragment"): {"prefix": "she said:"},
    ("Pointer", "lang"): "en",
    ("Pointer", "note"): "Said before the storm was over.",
    ("Pointer", "quote"): "Plaster came down.",
    ("Pointer", "statement"): "caretaker-2024-03-04",
    ("Pointer", "translation"): {"text": "Plaster came down.", "by": "human"},
    ("Relation", "claim"): "storm-was-strong",
    ("Relation", "how"): "depends-on",
    ("Relation", "note"): "Without the storm, nothing would have fallen.",
    ("Sections", "corrections"): "true",
    ("Sections", "origins"): "true",
    ("Sections", "search"): "true",
    ("Sections", "tags"): "true",
    (
        "Source",
        "captures",
    ): [
        {
            "file": "gazette-9f2c1e0b7a44.html",
            "sha256": "9f2c1e0b7a44d0c5a1f86e3b92d7c4e85b60a3f1d28e7c9b4a5d6f0e1c2b3a49",
            "captured": "2024-03-05T09:12Z",
            "type": "text/html",
        }
    ],
    ("Source", "origin"): "unknown",
    ("Source", "published_note"): "The page has no date; the day is that of the paper.",
    ("Source", "seen"): "whole",
    ("Source", "title_translation"): {"text": "Library roof falls in", "by": "human"},
    ("Site", "base_url"): "https://example.org/library-roof/",
    ("Site", "images"): "true",
    ("Site", "interface_language"): "de",
    ("Stance", "note"): "In a letter, two days later.",
    ("Statement", "note"): "The caretaker asked not to be named.",
    ("Statement", "repeats"): "mayor-2024-03-04",
    ("Statement", "revises"): "caretaker-2024-03-04",
    ("Statement", "translation"): {"text": "The roof is gone.", "by": "human"},
    ("Translation", "by"): "human",
    ("Translation", "text"): "The roof is gone.",
}


def example(model: type[Part], key: str) -> Any:
    """An example of a field, by its key as it is written.

    Raises:
        KeyError: the field has none; a test holds that each field has one.
    """
    found = _found().get((model.__name__, key))
    return _OTHERS[model.__name__, key] if found is None else found


@cache
def _found() -> Mapping[tuple[str, str], Any]:
    """The first example of each field in the reference."""
    found: dict[tuple[str, str], Any] = {}
    for kind, (path, text) in EXAMPLES.items():
        model: type[Part] = Site if kind == "site" else KINDS[kind]
        read = read_markdown if path.endswith(".md") else read_yaml
        parsed = read(text, path, Report())
        assert parsed is not None, path
        data = parsed[0]
        for record in data if isinstance(data, list) else [data]:
            for part, key, value in _walk(model, record):
                found.setdefault((part.__name__, key), value)
    return found


def _walk(model: type[Part], data: Mapping[str, Any]) -> Iterator[tuple[type[Part], str, Any]]:
    for key, value in data.items():
        yield model, key, value
        part = part_at(model, (key,))
        if part is not model and issubclass(part, Part):
            for item in value if isinstance(value, list) else [value]:
                yield from _walk(part, item)
