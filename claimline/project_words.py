"""The words of the interface of one project: the program's, and those of its own catalogues.

A project's catalogue lies at ``content/locale/LANGUAGE.po``. It translates the interface into a
language that the program lacks, or replaces single messages of one that it has.
"""

from __future__ import annotations

import re
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from claimline.diagnostics import Code, Location, Report, did_you_mean
from claimline.locale import (
    ENGLISH,
    Translator,
    available,
    base_of,
    chosen,
    plain_number,
)
from claimline.model.editor_values import LANGUAGE_PATTERN
from claimline.model.site import Site
from claimline.model.validate import Records
from claimline.read.project import WORDS, find_catalogues
from claimline.value import Value

if TYPE_CHECKING:
    from claimline.locale.own_catalogue import OwnCatalogue


class ProjectInterface(Value, frozen=True):
    """The translator of a site. ``digest`` is that of the project's own catalogue, if any."""

    translator: Translator
    digest: bytes = b""


def project_interface(records: Records, project: Path, report: Report) -> ProjectInterface:
    """Return the translator of a project's site.

    Args:
        records: the records of the project.
        project: its folder.
        report: gets what is wrong with its own catalogues and with the choice of the language.
    """
    own = _read(project, report)
    site = records.site
    if site is None:
        return ProjectInterface(ENGLISH)
    there = sorted({*available(), *own})
    language = chosen(site.interface_language, site.language, there)
    _check_choice(site, records, language, there, report)
    if language in own:
        return own[language]
    return ProjectInterface(records.interface)


def _check_choice(
    site: Site, records: Records, language: str, languages: list[str], report: Report
) -> None:
    """Report a chosen language without a catalogue, or an interface that is left in English."""
    where = records.where["site", "site"]
    if language not in languages:
        message = f'The interface is not translated into "{language}".'
        hint = f"Write one of: {', '.join(languages)}. Or add content/{WORDS}/{language}.po."
        report.add(where.at("interface_language"), Code.BAD_VALUE, message, hint)
    elif site.interface_language is None and not base_of(site.language, languages):
        message = f'The interface is not translated into "{site.language}", so it is English.'
        hint = f"Add `interface_language:` with one of: {', '.join(languages)}."
        report.add(where.at("language"), Code.INTERFACE_LANGUAGE, message, hint)


def _read(project: Path, report: Report) -> dict[str, ProjectInterface]:
    """Return the translators with the project's own catalogues, by language."""
    own: dict[str, ProjectInterface] = {}
    for file, text in find_catalogues(project, report):
        language = file.name.removesuffix(".po").replace("_", "-")
        at = Location(file.path)
        if not re.match(LANGUAGE_PATTERN, language):
            message = f'"{language}" is not the code of a language.'
            hint = "Name the file as in nl.po, pt_BR.po or sr_Latn.po."
            report.add(at, Code.BAD_CATALOGUE, message, hint)
        elif language in own:
            message = f'The language "{language}" has another catalogue.'
            report.add(at, Code.BAD_CATALOGUE, message, "Merge the two files.")
        elif made := _translator(language, text, file.path, project / "templates", report):
            own[language] = ProjectInterface(made, blake2b(text.encode()).digest())
    return own


def _translator(
    language: str, text: str, path: str, templates: Path, report: Report
) -> Translator | None:
    """Return the translator with a catalogue's sound translations, and report the others."""
    # Imported here, since most projects have no catalogue and so start faster.
    from claimline.locale.own_catalogue import own_translator, untranslated

    try:
        catalogue, own = own_translator(language, text)
    except LookupError:
        message = f'The CLDR does not say how "{language}" writes dates and lists.'
        report.add(Location(path), Code.BAD_CATALOGUE, message, "Name another language.")
        return None
    for fault in catalogue.faults:
        at = Location(path, fault.line, 1)
        report.add(at, Code.BAD_CATALOGUE, fault.message, fault.suggestion)
    if any(fault.whole for fault in catalogue.faults):
        return own
    _report_unknown(catalogue, path, templates, report)
    missing = untranslated(own)
    if missing and language != ENGLISH.language and base_of(language) is None:
        messages = "message of the program has" if missing == 1 else "messages of the program have"
        message = f"{plain_number(missing)} {messages} no translation and will be in English."
        hint = f"`claimline words {language}` adds them to the file."
        report.add(Location(path), Code.CATALOGUE_DIFFERS, message, hint)
    return own


def _report_unknown(catalogue: OwnCatalogue, path: str, templates: Path, report: Report) -> None:
    """Report messages that neither the program nor a template of the project has."""
    from claimline.locale.own_catalogue import program_messages

    known = program_messages()
    unknown = {key: line for key, line in catalogue.lines.items() if key not in known}
    texts = _texts(templates) if unknown else []
    unused = [
        (line, context, words)
        for (context, words), line in unknown.items()
        if not any(words in text for text in texts)
    ]
    english = {words for _, words in known}
    for line, context, words in unused[:_MOST_UNKNOWN]:
        message = f'The program has no message "{words[:_MOST_SHOWN]}"'
        hint = ""
        if words in english:
            message += f' in the context "{context}"' if context else " without a context"
            hint = "Write the `msgctxt` of the program's message, or none if it has none."
        elif len(words) <= _MOST_SHOWN:
            hint = did_you_mean(words, english)
        at = Location(path, line, 1)
        report.add(at, Code.CATALOGUE_DIFFERS, f"{message}.", hint or "Correct it or remove it.")
    if len(unused) > _MOST_UNKNOWN:
        message = f"The program lacks {plain_number(len(unused) - _MOST_UNKNOWN)} more messages."
        report.add(Location(path), Code.CATALOGUE_DIFFERS, message, "Correct or remove them.")


_MOST_UNKNOWN = 10
"""The most unknown messages that are reported one by one."""
_MOST_SHOWN = 200
"""The most characters of an unknown message that are shown and compared."""


def _texts(templates: Path) -> list[str]:
    """Return the texts of the project's own templates."""
    texts = []
    for file in sorted(templates.rglob("*.html")):
        with suppress(OSError):
            texts.append(file.read_text(encoding="utf-8", errors="replace"))
    return texts
