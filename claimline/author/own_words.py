"""Brings a project's own catalogue of the interface's words up to date."""

from __future__ import annotations

from pathlib import Path

from claimline.author.author_error import AuthorError
from claimline.author.new_file import write_new
from claimline.diagnostics import Report
from claimline.locale.own_catalogue import complete_catalogue, own_translator, untranslated
from claimline.read.project import WORDS, find_catalogues
from claimline.value import Value


class WrittenCatalogue(Value, frozen=True):
    """A catalogue that was written, and how many messages it does not translate."""

    path: Path
    untranslated: int


def write_catalogue(project: Path, language: str) -> WrittenCatalogue:
    """Add to a project's catalogue every message of the program that it lacks.

    All translations stay. The catalogue is made if there is none.

    Args:
        project: the folder of the project.
        language: the code of the language (BCP 47).

    Raises:
        AuthorError: the language is not known, or the catalogue cannot be read or written.
    """
    name = f"{language.replace('-', '_')}.po"
    report = Report()
    texts = {Path(info.disk): text for info, text in find_catalogues(project, report)}
    place = next(
        (path for path in texts if path.stem.replace("_", "-") == language),
        project / "content" / WORDS / name,
    )
    if place not in texts and place.exists():
        reasons = [str(each) for each in report if each.location.path.endswith(place.name)]
        raise AuthorError(f"{place} cannot be read.", *reasons[:1])
    try:
        text = texts.get(place, "")
        catalogue, _ = own_translator(language, text)
        whole = next((fault for fault in catalogue.faults if fault.whole), None)
        if whole:
            raise AuthorError(f"{place}:{whole.line}: {whole.message}", whole.suggestion)
        data = complete_catalogue(language, text)
    except ValueError as error:
        raise AuthorError(f"The header of {place} cannot be read: {error}.") from None
    except LookupError:
        message = f'The CLDR does not say how "{language}" writes dates and lists.'
        raise AuthorError(message, "Write the code of another language.") from None
    place.parent.mkdir(exist_ok=True)
    write_new(place, data)
    return WrittenCatalogue(place, untranslated(own_translator(language, data.decode())[1]))
