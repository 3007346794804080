"""The changes between two states as plain text, as Markdown and as a page of HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from claimline.revisions.record_changes import Changes, RecordChange

_KINDS = {
    "site": ("site record", "site records"),
    "claim": ("claim", "claims"), "detail": ("question", "questions"),
    "event": ("event", "events"), "statement": ("statement", "statements"),
    "source": ("source", "sources"), "actor": ("actor", "actors"), "place": ("place", "places"),
    "brief": ("brief", "briefs"), "page": ("page", "pages"),
}  # fmt: skip
_OUTCOMES = ("changed", "new", "gone")
_MARKS = re.compile(r"([\\`*_{}\[\]<>|#&~])")
_NOTHING = "Nothing changed in the records."


def as_text(changes: Changes) -> str:
    """Return the changes as plain text."""
    lines = [_heading(changes), _summary(changes)]
    lines += [f"Not known: {each}" for each in changes.unknown]
    for record in changes.records:
        lines += ["", _title(record), *(f"  - {each}" for each in _items(record))]
    return "\n".join(lines) + "\n"


def as_markdown(changes: Changes) -> str:
    """Return the changes as Markdown. Marks of Markdown in a text are escaped."""
    lines = [f"# {_marked(_heading(changes))}", "", _marked(_summary(changes))]
    for each in changes.unknown:
        lines += ["", f"Not known: {_marked(each)}"]
    for record in changes.records:
        lines += ["", f"## {_marked(_title(record))}"]
        items = _items(record)
        lines += ["", *(f"- {_marked(each)}" for each in items)] if items else []
    return "\n".join(lines) + "\n"


def as_html(changes: Changes) -> str:
    """Return the changes as a page of HTML, without styles or scripts."""
    heading = escape(_heading(changes))
    lines = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{heading}</title>\n</head>\n<body>\n<h1>{heading}</h1>",
        f"<p>{escape(_summary(changes))}</p>",
        *(f"<p>Not known: {escape(each)}</p>" for each in changes.unknown),
    ]
    for record in changes.records:
        lines.append(f"<h2>{escape(_title(record))}</h2>")
        items = [f"<li>{escape(each)}</li>" for each in _items(record)]
        lines += ["<ul>", *items, "</ul>"] if items else []
    return "\n".join([*lines, "</body>\n</html>"]) + "\n"


FORMS: Mapping[str, Callable[[Changes], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
}
"""The function that makes the text of each form, by the form's name."""


def _heading(changes: Changes) -> str:
    return f"Changes from {changes.before} to {changes.after}"


def _summary(changes: Changes) -> str:
    """Return how many records of each kind are changed, new and gone."""
    parts = []
    for kind, (singular, plural) in _KINDS.items():
        for outcome in _OUTCOMES:
            if number := changes.number(kind, outcome):
                parts.append(f"{number} {singular if number == 1 else plural} {outcome}")
    if parts:
        return f"{', '.join(parts)}."
    return "No change is known." if changes.unknown else _NOTHING


def _title(record: RecordChange) -> str:
    outcome = "" if record.outcome == "changed" else f": {record.outcome}"
    kind = _KINDS[record.kind][0].capitalize()
    name = "" if record.kind == "site" else f" ({record.id})"
    return f"{kind} “{record.title}”{name}{outcome}"


def _items(record: RecordChange) -> list[str]:
    return [*record.sentences, *(f"Reason: {each}" for each in record.reasons)]


def _marked(text: str) -> str:
    """Return a text on one line, with each mark of Markdown escaped."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
