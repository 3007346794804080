"""The rules on pictures and files: each code with its level, summary, reason and cure."""

from __future__ import annotations

from claimline.diagnostics.levels import Rule, error, warning

RULES: dict[str, Rule] = {
    "media-unusable": error(
        "A picture or a file cannot be published",
        "Only files whose form is known are published, and a picture is made anew from its pixels.",
        "Save it as JPEG, PNG or PDF. Pictures need Pillow: `pip install -e '.[images]'`.",
    ),
    "media-as-is": warning(
        "A document or a video is published with all it holds",
        "It may name its author, or the place where it was made. Nothing is taken out of it.",
        "Look at its properties, then write `as_is: true`.",
    ),
    "media-unused": warning(
        "No record lists a file in `content/media/`",
        "It is not published.",
        "List it under `media:`, or remove it.",
    ),
}
