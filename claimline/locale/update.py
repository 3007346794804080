"""Finds every message in the program and the theme, and brings the catalogues up to date.

``python -m claimline.locale.update`` (``make words``) in a checkout writes ``messages.pot`` and
every ``.po`` of this folder again. New messages have no translation, and messages that are gone
are removed. A translation is never guessed from a similar message. With two arguments, an old
message and the one that takes its place, the new one gets the translations of the old.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from claimline.locale.catalogue import FOLDER
from claimline.locale.own_catalogue import RESTLESS

ROOT = FOLDER.parents[1]
TEMPLATE = "messages.pot"
WHERE = (("claimline/**.py", "python"), ("templates/**.html", "jinja2"))
OPTIONS = {"jinja2": {"encoding": "utf-8", "silent": "false"}}
# Babel's notation: which arguments are messages (None: the first), "c" after a context's.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "word": None,
    "word_in": ((1, "c"), 2),
    "t": None,
    "n": (1, 2),
    "p": ((1, "c"), 2),
}


def extract(root: Path = ROOT) -> Catalog:
    """Return all messages of the program and the theme, with the files that use each."""
    messages = Catalog(project="claimline", charset="utf-8")
    for pattern, method in WHERE:
        places = extract_from_dir(
            root, [(pattern, method)], {pattern: OPTIONS.get(method, {})}, KEYWORDS
        )
        for file, line, message, comments, context in places:
            messages.add(
                message, None, [(Path(file).as_posix(), line)],
                flags=_flags(message, method), auto_comments=comments, context=context,
            )  # fmt: skip
    return messages


def _flags(message: str | tuple[str, ...], method: str) -> set[str]:
    """Return the flag for the placeholders of a message: ``{name}`` or ``%(name)s``."""
    text = message if isinstance(message, str) else message[0]
    if method == "python" and "{" in text:
        return {"python-brace-format"}
    return {"python-format"} if "%(" in text else set()


def updated(language: str, messages: Catalog, old: str = "", new: str = "") -> bytes:
    """Return the catalogue of a language with exactly these messages.

    ``new`` is a message that says the same as ``old`` did, so it takes its translation.
    """
    path = FOLDER / f"{language.replace('-', '_')}.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language.replace("-", "_"), ignore_obsolete=True)
    before, now = catalogue.get(old), messages.get(new)
    if before and now:
        catalogue.add(now.id, before.string, context=now.context)
    catalogue.update(messages, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return _written(catalogue)


def files(old: str = "", new: str = "") -> dict[str, bytes]:
    """Return the text that each catalogue and ``messages.pot`` should have, by file name.

    Raises:
        ValueError: ``old`` is no message of ``messages.pot``, or ``new`` none of the program, so
            the translations would be lost.
    """
    messages = extract()
    if old or new:
        with (FOLDER / TEMPLATE).open("rb") as file:
            before = read_po(file)
        for message, place, known in ((old, TEMPLATE, before), (new, "the program", messages)):
            if message not in known:
                raise ValueError(f'"{message}" is no message of {place} without a context')
    texts = {TEMPLATE: _written(messages)}
    for path in sorted(FOLDER.glob("*.po")):
        texts[path.name] = updated(path.stem.replace("_", "-"), messages, old, new)
    return texts


def _written(catalogue: Catalog) -> bytes:
    catalogue.header_comment = "# The words of claimline's interface. See docs/translation.md."
    catalogue.fuzzy = False
    out = BytesIO()
    write_po(out, catalogue, width=96, sort_by_file=True, include_lineno=False)
    return RESTLESS.sub(b"", out.getvalue())


if __name__ == "__main__":
    for name, text in files(*sys.argv[1:]).items():
        (FOLDER / name).write_bytes(text)
