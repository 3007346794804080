"""The rules on records against the schema: each code with its level, summary, reason and cure."""

from __future__ import annotations

from claimline.diagnostics.levels import Rule, error

RULES: dict[str, Rule] = {
    "not-a-mapping": error(
        "A mapping (`key: value`) belongs here",
        "The record has another shape than the schema.",
        "See the records reference for the field's shape.",
    ),
    "not-a-list": error(
        "A list (`- item`) belongs here",
        "The record has another shape than the schema.",
        "Put a dash before each item.",
    ),
    "not-text": error(
        "Plain text belongs here",
        "The record has another shape than the schema.",
        "Write one value; quote it if it starts with a bracket.",
    ),
    "unknown-key": error(
        "A key is not a field of the record",
        "If the name of a field is misspelt, its value is not published.",
        "Correct the spelling. The records reference lists the fields of each kind.",
    ),
    "missing-key": error(
        "A field that the record needs is not there",
        "The record's page needs it.",
        "Add the field.",
    ),
    "bad-value": error(
        "A field does not take this value",
        "The field takes only certain words, or a certain form.",
        "Write a value that the message names.",
    ),
    "private-field": error(
        "A field cannot be kept back alone",
        "Readers would see a count, a link or a judgement that they cannot check. Only words that "
        "nothing else rests on can be kept back without their record.",
        "Take the name out of `private_fields`, or keep the whole record back with "
        "`private: true`.",
    ),
    "bad-date": error(
        "A date cannot be read",
        "Dates are EDTF level 1, with a time of day and a time zone if they are known.",
        "Write `2025-12-29`, `2025-12`, `2025-12-29?`, `2025-12-29Tevening`, "
        "`2025-12-29T19:20~[Europe/Moscow]`.",
    ),
    "bad-url": error(
        "An address cannot be linked",
        "Only `http`, `https` and `mailto` addresses can be linked.",
        "Write the whole address.",
    ),
    "bad-id": error(
        "An id has characters that an address should not have",
        "An id becomes the address of a page and must work on every host.",
        "Use lower-case letters, digits and hyphens.",
    ),
    "duplicate-id": error(
        "Two records of one kind have the same id",
        "Both would have the same page.",
        "Rename one of them.",
    ),
    "reserved-id": error(
        "A page has the id of a page that the program writes",
        "Both would have the same file.",
        "Choose another id.",
    ),
}
