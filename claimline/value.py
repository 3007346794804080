"""What passes from one stage to the next: frozen values, equal if their fields are."""

from __future__ import annotations

from msgspec import Struct


class Value(Struct, frozen=True, tag=True, tag_field="class"):
    """The base of frozen values.

    They are made by the hundred thousand, and their classes at every start, so they are structs,
    which are made several times faster than dataclasses. Written out, each names its class and
    its fields (``tag``), so that two kinds of value never look the same; a test holds that no two
    have both in common. Every kind repeats ``frozen=True``, without which type checkers take it
    for one that can change.
    """
