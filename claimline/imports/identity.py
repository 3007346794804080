"""The keys by which the same source, place, actor or claim is recognised in another file."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from claimline.model.web_address import page_key


def natural_keys(kind: str, data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys that follow from a record's own fields; none for most kinds.

    Two records of one kind that share a key are of the same thing. Claims and events of a table
    also have other keys, since many of them can have the same words.
    """
    match kind:
        case "source":
            return _source_keys(data)
        case "actor":
            return tuple(f"name:{folded(name)}" for name in _names(data))
        case "place":
            return tuple(_place_keys(data))
        case "claim":
            return (f"words:{folded(str(data.get('claim', '')))}",)
        case _:
            return ()


def folded(words: str) -> str:
    """Return words without differences of case, width and spacing."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def _source_keys(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of a source's pages or, without an address, its title, publisher and date."""
    addresses = [data["url"]] if data.get("url") else [
        archive["url"] for archive in data.get("archives") or () if archive.get("url")
    ]  # fmt: skip
    pages = [f"page:{key}" for address in addresses if (key := page_key(str(address)))]
    if pages:
        return tuple(pages)
    parts = (str(data.get(key, "")) for key in ("title", "publisher", "published"))
    return (f"title:{'|'.join(map(folded, parts))}",)


def _names(data: Mapping[str, Any]) -> list[str]:
    other = data.get("also_known_as") or ()
    return [str(data.get("name", "")), *([other] if isinstance(other, str) else map(str, other))]


def _place_keys(data: Mapping[str, Any]) -> list[str]:
    """Return a place's names, with its position if there is one."""
    position = "|".join(str(data.get(key) or "") for key in ("latitude", "longitude"))
    return [f"place:{folded(name)}|{position.strip('|')}" for name in _names(data)]
