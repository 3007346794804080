"""A digest of what a record says, by which a change after a review shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from claimline.model.record import Record

_NOT_CONTENT = frozenset({"id", "reviewed"})


def content_digest(record: Record) -> str:
    """Return the SHA-256 of the fields of a record, except its id and its reviews.

    Fields that are left out do not count, nor does the way in which a text is broken into lines.
    """
    content = {key: each for key, each in _plain(record).items() if key not in _NOT_CONTENT}
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def changed_since_review(record: Record) -> bool:
    """Whether a record has reviews with a digest, and none of them is of what it says now."""
    digests = {each.sha256 for each in record.reviewed if each.sha256}
    return bool(digests) and content_digest(record) not in digests


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return {
            name: _plain(each)
            for name, each in value
            if each != fields[name].get_default(call_default_factory=True)
        }
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return " ".join(str(value).split())
