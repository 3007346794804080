"""The base of the frozen values that stages pass on. Two are equal if their fields are equal."""

from __future__ import annotations

from msgspec import Struct


class Value(Struct, frozen=True, tag=True, tag_field="class"):
    """The base of frozen values.

    A build makes hundreds of thousands of values. They are structs, because structs and their
    classes are made several times faster than dataclasses. Encoded, each value names its class
    (``tag``) and its fields, so values of two classes never look the same. A test checks that no
    two classes have the same name and fields. Every subclass repeats ``frozen=True``, because type
    checkers otherwise think that it can change.
    """
