"""What Sveltia CMS makes of a file when a person opens it and saves it without a change.

Written from the behaviour of the CMS: it reads YAML 1.2 into values, makes texts of those that its
fields show, puts keys in the order of its setup, cuts the white space around texts, leaves out what
is empty and optional, and writes the values anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.author.editors import Core

_FRONT = re.compile(r"---\n(?P<head>.*?)\n---(?:\n(?P<body>.*))?\Z", re.DOTALL)


class _Writer(yaml.SafeDumper):
    """Quotes the texts that YAML 1.2 would read as something else, and no others."""

    yaml_implicit_resolvers = Core.yaml_implicit_resolvers

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _as_a_browser_writes(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _kept(field: Mapping[str, Any], value: Any) -> Any:
    """A value as the field of the CMS holds it."""
    widget = field["widget"]
    if widget == "object":
        return ordered(field["fields"], value) if isinstance(value, Mapping) else None
    if widget == "keyvalue" or (widget == "select" and isinstance(value, bool)):
        return value
    if widget == "boolean":
        return str(value).lower() == "true"
    if widget == "list" and "fields" in field:
        return [ordered(field["fields"], item) for item in value] if isinstance(value, list) else []
    if widget == "list" and "field" in field:
        # A value that stands without a list is lost.
        return [_kept(field["field"], item) for item in value] if isinstance(value, list) else []
    if widget == "list" or field.get("multiple"):
        return value if isinstance(value, list) else [value]
    return _as_a_browser_writes(value)


def ordered(fields: list[Mapping[str, Any]], data: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a mapping in the order of the fields; those of unknown keys come last."""
    by_name = {field["name"]: field for field in fields if field["name"] in data}
    ours = {name: _trimmed(_kept(field, data[name])) for name, field in by_name.items()}
    rest = {key: data[key] for key in sorted(data.keys() - by_name.keys())}
    return {
        name: value
        for name, value in ours.items()
        if by_name[name].get("required", True) or value not in ("", [], {}, None)
    } | rest


def _trimmed(value: Any) -> Any:
    if isinstance(value, list):
        return [_trimmed(item) for item in value]
    return value.strip() if isinstance(value, str) else value


def _written(data: Any) -> str:
    return yaml.dump(
        data, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=10**9
    )  # fmt: skip


def saved(fields: list[Mapping[str, Any]], text: str) -> str:
    """The text of a file after the CMS saved it."""
    text = text.strip().replace("\r\n", "\n")
    front = _FRONT.match(text)
    if front:
        data = {**yaml.load(front["head"], Core), "body": front["body"] or ""}
        values = ordered(fields, data)
        body = values.pop("body")
        return f"---\n{_written(values)}---\n\n{body}\n"
    data = yaml.load(text, Core)
    if fields[0].get("root"):
        return _written(_kept(fields[0], data))
    return _written(ordered(fields, data))


def save_all(project: Path, config: Mapping[str, Any]) -> int:
    """Save each file that the CMS knows; return their number.

    In a folder of single records, it passes over a file that holds a list.
    """
    count = 0
    for collection in config["collections"]:
        found = [(project / file["file"], file["fields"]) for file in collection.get("files", ())]
        if "folder" in collection:
            below = (project / collection["folder"]).glob(f"*.{collection['extension']}")
            found += [(path, collection["fields"]) for path in sorted(below)]
        for path, fields in found:
            text = path.read_text(encoding="utf-8")
            if "files" in collection or not isinstance(Core(text).get_data(), list):
                path.write_bytes(saved(fields, text).encode())
                count += 1
    return count
