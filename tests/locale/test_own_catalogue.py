"""A project's own catalogue: what is sound is taken, all else is a fault with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimline.locale.own_catalogue import (
    OwnCatalogue,
    complete_catalogue,
    own_translator,
    program_messages,
    untranslated,
)

DUTCH = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
HEAD = f'msgid ""\nmsgstr ""\n{DUTCH}\n'


def po(*entries: str, head: str = HEAD) -> str:
    return head + "\n\n".join(entries) + "\n"


def entry(message: str, translation: str) -> str:
    return f'msgid "{message}"\nmsgstr "{translation}"'


def plural(one: str, many: str, *forms: str) -> str:
    rows = "\n".join(f'msgstr[{nth}] "{form}"' for nth, form in enumerate(forms))
    return f'msgid "{one}"\nmsgid_plural "{many}"\n{rows}'


def read(text: str, language: str = "nl") -> OwnCatalogue:
    return own_translator(language, text)[0]


def faults(text: str, language: str = "nl") -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in read(text, language).faults]


def test_a_sound_translation_is_taken_and_all_others_stay_english() -> None:
    text = po(
        entry("Sources", "Bronnen"), plural("{n} source", "{n} sources", "één bron", "{n} bronnen")
    )
    catalogue, words = own_translator("nl", text)
    assert not catalogue.faults
    assert [words.t("Sources"), words.t("Claims")] == ["Bronnen", "Claims"]
    counted = [words.n("{n} source", "{n} sources", n) for n in (0, 1, 2)]
    assert counted == ["0 bronnen", "één bron", "2 bronnen"]
    assert words.conventions.day("2025", 12, 29) == "29 december 2025"
    assert untranslated(words) == len(program_messages()) - 2


def test_a_message_of_a_language_of_the_program_is_replaced_and_all_others_stay() -> None:
    words = own_translator("de", po(entry("Claims", "Aussagen")))[1]
    assert [words.t("Claims"), words.t("Sources")] == ["Aussagen", "Quellen"]
    assert untranslated(words) == 0


@pytest.mark.parametrize(("language", "word"), [("de-AT", "Quellen"), ("de-Latn", "Sources")])
def test_a_region_takes_the_words_of_its_language_but_a_script_does_not(
    language: str, word: str
) -> None:
    words = own_translator(language, po(entry("Claims", "X")))[1]
    assert [words.language, words.t("Claims"), words.t("Sources")] == [language, "X", word]


def test_english_words_are_replaced() -> None:
    words = own_translator("en", po(entry("Claims", "Allegations")))[1]
    assert words.t("Claims") == "Allegations"
    assert words.conventions.number(12000) == "12,000"
    assert words.n("{n} source", "{n} sources", 1) == "1 source"


@pytest.mark.parametrize("empty", [entry("Sources", ""), "#, fuzzy\n" + entry("Sources", "Bron")])
def test_an_empty_or_a_fuzzy_translation_counts_as_none(empty: str) -> None:
    catalogue, words = own_translator("nl", po(empty))
    assert not catalogue.faults
    assert words.t("Sources") == "Sources"


WHOLE = "Write `msgid"
BROKEN = [
    ('msgid "Sources"\nmsgstr "Bronnen', 2, "no line of a catalogue"),
    ('msgid "Sources"\nmsgstr Bronnen', 2, "no line of a catalogue"),
    ('msgid "Sources"\nmsgstr "Bron"nen"', 2, "no line of a catalogue"),
    ("Sources = Bronnen", 1, "no line of a catalogue"),
    ('<<<< "x"', 1, "no line of a catalogue"),
    ('msgid "Sources"\n\nmsgid "Claims"\nmsgstr "C"', 1, "missing msgstr"),
    ('msgid "Sources"', 1, "missing msgstr"),
    ('msgfoo "Sources"', 1, "misformatted"),
    ('msgid "Sources"\nmsgid_plural "S"\nmsgstr[0] "a"\nmsgstr[2] "b"', 1, "more translations"),
    (f"{entry('Sources', 'A')}\n{entry('Sources', 'B')}", 3, "is in line 5 already"),
    ('msgid ""\nmsgstr "Language: nl\\n"', 1, "stands once"),
    ('msgctxt "x"\nmsgid ""\nmsgstr "y"', 2, "has no words"),
]


@pytest.mark.parametrize(("body", "line", "words"), BROKEN)
def test_a_broken_catalogue_is_a_fault_with_its_line(body: str, line: int, words: str) -> None:
    (fault,) = read(po(body)).faults
    assert fault.whole
    assert words in fault.message
    assert fault.line == line + HEAD.count("\n")
    assert fault.suggestion


WRONG = [
    (entry("{stance}, in part", "deels"), "lacks {stance}"),
    (entry("{stance}, in part", "{stand}, deels"), "has {stand}"),
    (entry("{stance}, in part", "{stance.__class__}"), "has {, "),
    (entry("{stance}, in part", "{stance!r} {stance}"), "has {, "),
    (entry("{stance}, in part", "{stance:>99999999}"), "has {, "),
    (entry("Sources", "100 %"), "has %, "),
    (entry("Sources", "%s"), "has %, "),
    (entry("Sources", "%(name)s"), "has %(name)s"),
    (entry("Sources", "{}"), "has {, "),
    (entry("Sources", "<b>Bronnen</b>"), 'HTML in it: "<b"'),
    (entry("Sources", "<script>alert(1)</script>"), 'HTML in it: "<s"'),
    (entry("Sources", "Bronnen &amp; meer"), 'HTML in it: "&amp;"'),
    (entry("Sources", "<!-- x -->"), 'HTML in it: "<!"'),
    (entry("Sources", "   "), "has no words"),
    (entry("{n} source", "{n} bron"), "has forms for numbers"),
    (plural("Sources", "Sources", "Bron", "Bronnen"), "has no forms for numbers"),
    (plural("{n} source", "{n} sources", "{n} bron"), "form 1"),
    (plural("{n} source", "{n} sources", "een bron", "bronnen"), "lacks {n}"),
    (plural("{n} source", "{n} sources", "een bron", "{n} <i>bronnen</i>"), "HTML"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "words"), WRONG)
def test_a_wrong_translation_is_a_fault_and_its_message_stays_english(
    body: str, words: str
) -> None:
    catalogue, language = own_translator("nl", po(entry("Claims", "Beweringen"), body))
    (fault,) = catalogue.faults
    assert words in fault.message
    assert fault.line == HEAD.count("\n") + 4
    assert not fault.whole
    assert language.t("Claims") == "Beweringen"
    assert language.t("Sources") == "Sources"
    assert language.n("{n} source", "{n} sources", 3) == "3 sources"


def header(forms: str) -> str:
    return f'msgid ""\nmsgstr "Plural-Forms: {forms}\\n"\n\n'


@pytest.mark.parametrize(
    ("language", "forms", "words"),
    [
        ("nl", "nplurals=999999999; plural=0;", "cannot be read"),
        ("nl", "nplurals=0; plural=0;", "cannot be read"),
        ("nl", "two, of course", "cannot be read"),
        ("nl", "nplurals=2; plural=__import__('os');", "cannot be used"),
        ("nl", "nplurals=2; plural=n/0;", "cannot be used"),
        ("nl", "nplurals=2; plural=1/(n-3);", "cannot be used"),
        ("nl", f"nplurals=2; plural={'(' * 300}n{')' * 300};", "cannot be used"),
        ("nl", "nplurals=2; plural=n;", "The rule chooses"),
        ("nl", "nplurals=3; plural=(n != 1);", "chooses the plural forms 0, 1"),
        ("ar", "nplurals=2; plural=(n != 1);", "not those of the program"),
        ("de", "nplurals=2; plural=(n == 1);", "not those of the program"),
        ("en", "nplurals=1; plural=0;", "not those of the program"),
    ],
)
def test_wrong_plural_forms_are_a_fault_of_the_header(
    language: str, forms: str, words: str
) -> None:
    (fault,) = read(po(entry("Sources", "X"), head=header(forms)), language).faults
    assert words in fault.message
    assert (fault.line, fault.whole) == (1, True)


def test_plural_forms_need_not_be_written() -> None:
    text = plural("{n} source", "{n} sources", "{n} zdroj", "{n} zdroje", "{n} zdrojů")
    words = own_translator("cs", text)[1]
    counted = [words.n("{n} source", "{n} sources", n) for n in (1, 2, 5)]
    assert counted == ["1 zdroj", "2 zdroje", "5 zdrojů"]


def test_a_rule_that_fails_only_for_a_number_far_off_chooses_the_first_form() -> None:
    far = po(
        plural("{n} source", "{n} sources", "{n} bron", "{n} bronnen"),
        head=header("nplurals=2; plural=(n != 1) + 7*(n > 5000000) + 1/(n-7000000)*0;"),
    )
    catalogue, words = own_translator("nl", far)
    assert not catalogue.faults
    for number in (6_000_000, 7_000_000):
        assert words.n("{n} source", "{n} sources", number) == f"{number} bron"


def test_a_language_that_the_cldr_lacks_cannot_be_read() -> None:
    with pytest.raises(LookupError):
        own_translator("xq", po(entry("Sources", "X")))


_PIECES = st.sampled_from(
    ['msgid "Sources"', 'msgstr "B"', 'msgid ""', 'msgstr ""', '"x\\n"', "#, fuzzy", "#",
     "#~ msgid",
     'msgctxt "c"', 'msgid_plural "S"', 'msgstr[0] "a"', 'msgstr[9] "b"', "", "\\", '"', "#: a:b",
     '"Plural-Forms: nplurals=9; plural=n;\\n"', "#- x", '#~ msgid "a"',
     '"POT-Creation-Date: x\\n"',
     '"Content-Type: text/plain; charset=utf-99\\n"', '"Language: xx\\n"', "#: \u2068a", '#~ "']
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=12))
def test_no_text_makes_it_raise(lines: list[str]) -> None:
    catalogue = read("\n".join(lines))
    assert all(fault.line >= 0 and fault.message for fault in catalogue.faults)


def test_a_complete_catalogue_has_every_message_and_what_was_there() -> None:
    first = complete_catalogue("nl").decode()
    assert untranslated(own_translator("nl", first)[1]) == len(program_messages())
    own = "# Ours.\n" + po(
        entry("Sources", "Bronnen"), "# Of our template.\n" + entry("Ours", "Van ons")
    )
    once = complete_catalogue("nl", own).decode()
    assert complete_catalogue("nl", once).decode() == once
    catalogue, words = own_translator("nl", once)
    assert not catalogue.faults
    assert catalogue.lines.keys() - program_messages().keys() == {("", "Ours")}
    assert (words.t("Sources"), words.t("Ours")) == ("Bronnen", "Van ons")
    assert "# Ours." in once
    assert "# Of our template." in once
    assert not re.search("-Date:", once)


def test_every_message_takes_itself_as_a_translation() -> None:
    """So no rule refuses what the program itself has."""

    def quoted(words: str) -> str:
        return words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

    known: Mapping[tuple[str, str], tuple[str, ...]] = program_messages()
    rows = []
    for (context, one), forms in known.items():
        head = f'msgctxt "{quoted(context)}"\n' if context else ""
        body = (
            plural(*map(quoted, forms), *map(quoted, forms))
            if len(forms) > 1
            else entry(quoted(one), quoted(one))
        )
        rows.append(head + body)
    catalogue, words = own_translator("nl", po(*rows))
    assert catalogue.faults == ()
    assert untranslated(words) == 0
