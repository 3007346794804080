"""How sentences, dates and lists are made in each language."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from babel import Locale
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from claimline.dates import parse, words
from claimline.locale import ENGLISH, Translator, direction, translator
from claimline.locale.conventions import COUNTRIES, LANGUAGES
from claimline.locale.direction import isolated

GERMAN, ARABIC = translator("de"), translator("ar")


def test_a_message_without_a_translation_stays_english() -> None:
    assert GERMAN.t("Nobody translated {this}", this="x") == "Nobody translated x"
    assert GERMAN.n("{n} thing", "{n} things", 2) == "2 things"
    assert ENGLISH.p("of something", "By") == "By"


def test_a_value_with_braces_is_only_a_value() -> None:
    assert ENGLISH.t("{claim}: {stance}", claim="{stance}", stance="{0}") == "{stance}: {0}"
    assert GERMAN.t("Tag: {tag}", tag="{tag.__class__}") == "Schlagwort: {tag.__class__}"


@given(st.text(), st.sampled_from(["ltr", "rtl"]))
def test_a_value_comes_through_whole(value: str, way: str) -> None:
    assert ENGLISH.t("Tag: {tag}", tag=value) == f"Tag: {isolated(value, 'ltr')}"
    assert isolated(value, way).strip("\u2068\u2069") == value.strip("\u2068\u2069")
    assert isolated(isolated(value, way), way) == isolated(value, way)


def test_words_written_the_other_way_are_set_apart() -> None:
    assert ARABIC.t("Tag: {tag}", tag="drones") == "الوسم: \u2068drones\u2069"
    assert ARABIC.t("Tag: {tag}", tag="وسم") == "الوسم: وسم"
    assert ARABIC.t("Tag: {tag}", tag="12") == "الوسم: 12"
    assert ARABIC.names(["Russia", "مصر"]) == ["\u2068Russia\u2069", "مصر"]
    assert ARABIC.t("Tag: {tag}", tag="@syr_tv 2") == "الوسم: \u2068@syr_tv 2\u2069"
    assert GERMAN.names(["Россия", "مصر"]) == ["Россия", "\u2068مصر\u2069"]
    assert ENGLISH.t("Tag: {tag}", tag="جسر") == "Tag: \u2068جسر\u2069"


@pytest.mark.parametrize(
    ("tag", "way"),
    [("ar", "rtl"), ("ar-EG", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("ru", "ltr"),
     ("az-Arab", "rtl"), ("uz-Cyrl", "ltr"), ("ks-Deva", "ltr"), ("", "ltr"), ("xx", "ltr"),
     ("en-Hebr", "rtl"), ("ar-Latn", "ltr"), ("iw", "rtl"), ("per", "rtl"), ("pa-PK", "rtl"),
     ("pa", "ltr"), ("ug-KZ", "ltr"), ("dv", "rtl"), ("nqo", "rtl"), ("syr", "rtl"),
     ("ff-Adlm", "rtl"), ("ff", "ltr"), ("rhg", "rtl"), ("apc", "rtl"), ("zxx", "ltr")],
)  # fmt: skip
def test_direction(tag: str, way: str) -> None:
    assert direction(tag) == way


def test_a_script_runs_as_its_letters_do() -> None:
    letters = {
        "Adlm": "\U0001e900", "Arab": "ا", "Cyrl": "б", "Deva": "क", "Hebr": "א", "Latn": "a",
        "Mand": "\u0840", "Nkoo": "ߊ", "Ougr": "\U00010f70", "Rohg": "\U00010d00",
        "Samr": "\u0800", "Syrc": "ܐ", "Thaa": "ހ", "Yezi": "\U00010e80",
    }  # fmt: skip
    for script, letter in letters.items():
        runs_from_right = unicodedata.bidirectional(letter) in ("R", "AL")
        assert direction(f"en-{script}") == ("rtl" if runs_from_right else "ltr"), script


def test_a_name_of_a_language_tells_its_script() -> None:
    assert ENGLISH.conventions.language("sr-Latn") == "Serbian (Latin)"
    assert ENGLISH.conventions.language("en-Hebr-US") == "English (Hebrew)"
    assert ENGLISH.conventions.language("zh-Hant-TW") == "Traditional Chinese"
    assert GERMAN.conventions.language("sr-Cyrl") == "Serbisch (Kyrillisch)"
    assert ARABIC.conventions.language("sr-Latn") == "الصربية (اللاتينية)"


def test_direction_is_that_of_the_script_which_cldr_gives() -> None:
    scripts = get_global("likely_subtags")
    aliases = get_global("language_aliases")
    right_to_left = {
        "Adlm", "Arab", "Armi", "Avst", "Hebr", "Mand", "Nkoo", "Phli", "Phnx", "Rohg", "Samr",
        "Sogd", "Syrc", "Thaa",
    }  # fmt: skip
    for code in [*Locale("en").languages, "ara", "fas", "per", "heb", "urd", "rus", "vie"]:
        script = set(scripts.get(aliases.get(code, code), "").split("_"))
        if "_" not in code and script != {""}:
            assert direction(code) == ("rtl" if script & right_to_left else "ltr"), code


def test_lists_and_names_of_languages() -> None:
    three = ["a", "b", "c"]
    assert [ENGLISH.conventions.listed(three[:n]) for n in range(4)] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip
    assert GERMAN.conventions.listed(three) == "a, b und c"
    assert ARABIC.conventions.listed(three) == "a وb وc"
    assert ENGLISH.conventions.language("ru-RU") == "Russian"
    assert ENGLISH.conventions.language("xx") == "xx"
    assert GERMAN.conventions.language("ru") == "Russisch"
    assert GERMAN.conventions.language("xx") == "xx"
    told = {"vi": "Vietnamese", "ja": "Japanese", "el": "Greek", "ara": "Arabic", "sw": "Swahili"}
    assert {code: ENGLISH.conventions.language(code) for code in told} == told
    assert GERMAN.conventions.language("heb") == "Hebräisch"
    assert ARABIC.conventions.language("vi") == "الفيتنامية"


@pytest.mark.parametrize("interface", [ENGLISH, GERMAN, ARABIC])
def test_every_language_of_cldr_has_a_name(interface: Translator) -> None:
    for code in set(Locale("en").languages) & set(Locale("de").languages):
        if len(code) == 2:
            assert interface.conventions.language(code) != code


def test_the_english_names_that_are_at_hand_are_those_of_cldr() -> None:
    assert {code: Locale("en").languages[code] for code in LANGUAGES} == LANGUAGES
    assert {code: Locale("en").territories[code] for code in COUNTRIES} == COUNTRIES


DATES = [
    ("2025-12-29", "29. Dezember 2025", "29 ديسمبر 2025"),
    ("2025-12", "Dezember 2025", "ديسمبر 2025"),
    ("2025", "2025", "2025"),
    ("2025-12-28/2025-12-29", "28.–29. Dezember 2025", "28–29 ديسمبر 2025"),
    ("2025-11-30/2025-12-01", "30. November – 1. Dezember 2025",
     "30 نوفمبر – 1 ديسمبر 2025"),
    ("2025-11/2025-12", "November–Dezember 2025", "نوفمبر – ديسمبر 2025"),
    ("2025-12-31/2026-01-01", "31. Dezember 2025 bis 1. Januar 2026",
     "من 31 ديسمبر 2025 إلى 1 يناير 2026"),
    ("2025-12-29?", "29. Dezember 2025, unsicher", "29 ديسمبر 2025، غير مؤكد"),
    ("2025-12~", "etwa Dezember 2025", "نحو ديسمبر 2025"),
    ("2025-12/..", "Dezember 2025 oder später", "ديسمبر 2025 أو بعد ذلك"),
    ("../2025-12", "Dezember 2025 oder früher", "ديسمبر 2025 أو قبل ذلك"),
    ("2025-12-29/..", "am 29. Dezember 2025 oder danach", "في 29 ديسمبر 2025 أو بعده"),
    ("../2025-12-29", "am 29. Dezember 2025 oder davor", "في 29 ديسمبر 2025 أو قبله"),
    ("2025-XX", "2025, Monat unbekannt", "2025، الشهر غير معروف"),
    ("2025-21", "Frühling 2025", "ربيع 2025"),
    ("201X", "2010er-Jahre", "سنوات 2010"),
    ("-0043", "44 v. Chr.", "44 ق.م"),
    ("-0043-03-15", "15. März 44 v. Chr.", "15 مارس 44 ق.م"),
    ("2025-12-28T19:20[Europe/Moscow]", "28. Dezember 2025, 19:20 Ortszeit Moskau (16:20 UTC)",
     "28 ديسمبر 2025، 19:20 بتوقيت موسكو (16:20 UTC)"),
]  # fmt: skip


@pytest.mark.parametrize(("date", "german", "arabic"), DATES)
def test_dates(date: str, german: str, arabic: str) -> None:
    assert words(parse(date), language=GERMAN).replace("\u2009", " ") == german
    assert words(parse(date), language=ARABIC).replace("\u2009", " ") == arabic


@pytest.mark.parametrize(
    ("language", "date", "written"),
    [
        ("fr", "2025-12-29", "29 décembre 2025"),
        ("fr", "2026-01-01", "1er janvier 2026"),
        ("fr", "2025-12-28T19:20[Europe/Moscow]",
         "28 décembre 2025, 19:20 heure locale (Moscou) (16:20 UTC)"),
        ("es", "2025-12-28/2025-12-29", "28–29 de diciembre de 2025"),
        ("es", "2025-11-30/2025-12-01", "30 de noviembre – 1 de diciembre de 2025"),
        ("ru", "2025-12-29", "29 декабря 2025"),
        ("ru", "2025-12", "декабрь 2025"),
        ("ru", "2025-12-28/2025-12-29", "28—29 декабря 2025"),
        ("uk", "2025-12-29", "29 грудня 2025"),
        ("uk", "2025-11-30/2025-12-01", "30 листопада — 1 грудня 2025"),
    ],
)  # fmt: skip
def test_dates_of_the_other_languages(language: str, date: str, written: str) -> None:
    found = words(parse(date), language=translator(language))
    assert re.sub(r"[\xa0\u2009\u202f]", " ", found) == written


def test_digits_are_latin_in_every_language() -> None:
    told = words(parse("2025-12-29"), language=ARABIC) + ARABIC.conventions.number(12_000)
    assert not [c for c in told if c.isdigit() and not c.isascii()]


def test_english_needs_no_babel(repository: Path, tmp_path: Path) -> None:
    """Its import takes as long as a small build."""
    code = (
        "import sys; sys.argv = ['build.py', '-q', '-o', sys.argv[1]]\n"
        "from claimline.cli import main\n"
        "try: main()\n"
        "except SystemExit as done: assert not done.code, done.code\n"
        "sys.stdout.write(str('babel' in sys.modules))\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "site")]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert done.stdout == "False", done.stderr


def test_countries_have_names() -> None:
    """A reader sees no code of ISO 3166, unless nobody gave it a name."""
    assert ENGLISH.conventions.country("RU") == "Russia"
    assert ENGLISH.conventions.country("gb") == "United Kingdom"
    assert GERMAN.conventions.country("UA") == "Ukraine"
    assert translator("ar").conventions.country("RU") == "روسيا"
    assert ENGLISH.conventions.country("TV") == "Tuvalu"
    assert ENGLISH.conventions.country("Ruritania") == "Ruritania"
    assert ENGLISH.conventions.country("") == ""
