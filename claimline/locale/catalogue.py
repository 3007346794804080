"""Finds and reads the catalogues.

The program reads the ``.po`` files themselves, so nothing needs compiling. Fuzzy messages do not
count as translated.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path
from types import MappingProxyType

from claimline.locale.translator import ENGLISH, Key, Translator

FOLDER = Path(__file__).parent


def available() -> tuple[str, ...]:
    """Return the languages of the interface, in the order of their codes."""
    found = (path.stem.replace("_", "-") for path in FOLDER.glob("*.po"))
    return tuple(sorted({ENGLISH.language, *found}))


def base_of(language: str, languages: Collection[str] | None = None) -> str | None:
    """Return the one of ``languages``, or of ``available``, that serves for a language.

    It is the language itself, or else the one without a region.
    """
    known = available() if languages is None else languages
    return next((code for code in (language, language.split("-")[0]) if code in known), None)


def chosen(interface: str | None, language: str, languages: Collection[str] | None = None) -> str:
    """Return the language of an interface: ``interface``, else the content's, else English.

    ``languages`` are those to choose from, or None for those of ``available``.
    """
    return interface or base_of(language, languages) or ENGLISH.language


def interface_translator(interface: str | None, language: str) -> Translator:
    """Return the program's translator for a site. It is English if there is no catalogue."""
    language = chosen(interface, language)
    return translator(language) if language in available() else ENGLISH


@cache
def translator(language: str) -> Translator:
    """Return the translator of a language, which must be one of ``available``.

    Raises:
        FileNotFoundError: there is no catalogue of that language.
    """
    if language == ENGLISH.language:
        return ENGLISH
    # Imported here, since English needs neither and so starts faster.
    from gettext import c2py

    from babel import Locale
    from babel.messages.pofile import read_po

    from claimline.locale.cldr import Cldr

    path = FOLDER / f"{language.replace('-', '_')}.po"
    with path.open("rb") as file:
        catalogue = read_po(file, ignore_obsolete=True)
    messages: dict[Key, tuple[str, ...]] = {}
    for message in catalogue:
        said = message.string
        forms = tuple(said) if isinstance(said, list | tuple) else (said or "",)
        if message.id and all(forms) and not message.fuzzy:
            one = message.id if isinstance(message.id, str) else message.id[0]
            messages[message.context or "", one] = forms
    return Translator(
        language, Cldr(Locale.parse(language, sep="-")), MappingProxyType(messages),
        c2py(catalogue.plural_expr),
    )  # fmt: skip
