"""The catalogues: in step with the sources, complete, and true to the placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from gettext import c2py

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from claimline.locale import available, translator
from claimline.locale import update as words
from claimline.locale.catalogue import FOLDER, chosen
from claimline.model.link import PLAIN_SCALE

LANGUAGES = [code for code in available() if code != "en"]
STALE = "The catalogues are not in step with the sources: run `make words`, then translate."
_PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")
_NUMBERS = {"{n}", "%(num)s"}
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")


def catalogue(language: str) -> Catalog:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def forms(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value or "",) if isinstance(value, str) or value is None else tuple(value)


def test_a_reworded_message_keeps_its_translations_if_asked() -> None:
    reworded = Catalog()
    reworded.add("All the claims")
    reworded.add(("{n} claim here", "{n} claims here"))
    assert b"Behauptung" not in words.updated("de", reworded)
    kept = words.updated("de", reworded, "Claims", "All the claims").decode()
    assert 'msgid "All the claims"\nmsgstr "Behauptungen"\n' in kept
    counted = words.updated("de", reworded, "{n} claim", "{n} claim here").decode()
    assert 'msgstr[0] "{n} Behauptung"\nmsgstr[1] "{n} Behauptungen"\n' in counted
    assert words.updated("de", reworded, "No such words", "All the claims") == words.updated(
        "de", reworded
    )


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [("Claimz", "All the claims", "Claimz"), ("Claims", "All claims", "All claims"),
     ("Claims", "", ""), ("", "All the claims", "")],
)  # fmt: skip
def test_a_message_that_is_not_there_loses_no_translation(
    old: str, new: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Catalog()
    program.add("All the claims")
    monkeypatch.setattr(words, "extract", lambda: program)
    with pytest.raises(ValueError, match=f'"{missing}" is no message of'):
        words.files(old, new)
    assert b"Behauptungen" in words.files("Claims", "All the claims")["de.po"]


def test_one_language_runs_each_way() -> None:
    assert {translator(code).direction for code in LANGUAGES} == {"ltr", "rtl"}


@pytest.fixture(scope="module")
def extracted() -> Catalog:
    """All messages of the program, extracted from it once."""
    return words.extract()


@pytest.fixture(scope="module")
def as_they_should_be(extracted: Catalog) -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "extract", lambda: extracted)
        return words.files()


def test_there_is_nothing_to_update(as_they_should_be: dict[str, bytes]) -> None:
    stale = [n for n, text in as_they_should_be.items() if (FOLDER / n).read_bytes() != text]
    assert not stale, STALE


def test_a_new_message_makes_the_catalogues_stale(extracted: Catalog) -> None:
    extracted = deepcopy(extracted)
    extracted.add("A word of tomorrow")
    assert b"A word of tomorrow" in words.updated(LANGUAGES[0], extracted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    bare = [message.id for message in messages(language) if not all(forms(message.string))]
    assert bare == []
    assert not [message.id for message in messages(language) if message.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_is_kept(language: str) -> None:
    """A form for one number or two may leave the number out, as "مصدران" does."""
    for message in messages(language):
        wanted = set(_PLACES.findall(forms(message.id)[-1]))
        for form in forms(message.string):
            found = set(_PLACES.findall(form))
            free = _NUMBERS if isinstance(message.id, list | tuple) else set()
            assert found <= wanted, message.id
            assert wanted - found <= free, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_for_many_numbers_tells_the_number(language: str) -> None:
    plural = c2py(catalogue(language).plural_expr)
    for message in messages(language):
        if isinstance(message.id, str) or not _NUMBERS & set(_PLACES.findall(message.id[-1])):
            continue
        for nth, form in enumerate(forms(message.string)):
            takes = [number for number in range(200) if plural(number) == nth]
            if len(takes) > 1:
                assert _NUMBERS & set(_PLACES.findall(form)), (message.id, nth)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    """By the CLDR: numbers share a form just where they share a category."""
    made = catalogue(language)
    rule = Locale.parse(language).plural_form
    plural = c2py(made.plural_expr)
    pairs = {(plural(number), rule(number)) for number in range(1000)}
    assert len({form for form, _ in pairs}) == len({name for _, name in pairs}) == len(pairs)
    assert len(pairs) == made.num_plurals
    order = [_CATEGORIES.index(name) for _, name in sorted(pairs)]
    assert order == sorted(order)


def test_arabic_has_six_forms() -> None:
    said = [translator("ar").n("{n} source", "{n} sources", n) for n in (0, 1, 2, 3, 11, 100)]
    assert said == ["لا مصادر", "مصدر واحد", "مصدران", "3 مصادر", "11 مصدرًا", "100 مصدر"]


@pytest.mark.parametrize(
    ("interface", "language", "spoken"),
    [(None, "en", "en"), (None, "de", "de"), (None, "de-AT", "de"), (None, "fi", "en"),
     ("ar", "en", "ar"), ("en", "de", "en")],
)  # fmt: skip
def test_the_interface_speaks_the_language_of_the_content_if_it_can(
    interface: str | None, language: str, spoken: str
) -> None:
    assert chosen(interface, language) == spoken


def test_the_words_of_verdicts_are_exact() -> None:
    told = ("Supported", "Disputed", "Unproven", "Refuted")
    assert [translator("de").t(word) for word in told] == [
        "Gestützt", "Strittig", "Unbewiesen", "Widerlegt",
    ]  # fmt: skip
    assert [translator("ar").t(word) for word in told] == [
        "مدعوم", "موضع خلاف", "غير مثبت", "مدحوض",
    ]  # fmt: skip


def test_the_plain_scale_calls_each_verdict_by_its_id() -> None:
    assert [step.label.lower() for step in PLAIN_SCALE] == [step.id for step in PLAIN_SCALE]
