"""A quote does not cut a number, a negation or a word out of a longer one."""

from __future__ import annotations

import pytest

from claimline.author.captures import flow
from claimline.author.captures.capture_text import Block, CaptureText
from claimline.author.captures.edges import is_whole
from claimline.author.captures.quote_search import SearchableText


def found(source: str, quote: str, *, wrapped: bool = False) -> bool:
    lines = source.split("\n") if wrapped else [source]
    blocks = tuple(Block(line, f"line {nth}") for nth, line in enumerate(lines, 1))
    return bool(SearchableText(CaptureText(blocks, wrapped, linkable=True)).find(quote))


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        # a decimal point or comma, in several scripts
        ("it cost 2.5 million pounds", "5 million pounds"),
        ("es kostete 2,5 Millionen", "5 Millionen"),
        ("it cost 2.5 million", "it cost 2"),
        ("it cost 2.5 million", "it cost 2."),
        ("it cost .5 million", "5 million"),
        ("it cost 2.5 million", ".5 million"),
        ("٢٫٥ مليون", "٥ مليون"),
        ("cost 2\u00ad.5 million", "5 million"),
        ("２．５ million", "５ million"),
        # thousands
        ("1,500 people came", "500 people came"),
        ("1.500 Menschen", "500 Menschen"),
        ("1 500 people came", "500 people came"),
        ("1\u202f500 people came", "500 people came"),
        ("1’500 people came", "500 people came"),
        ("about 1,500", "about 1"),
        ("about 1 500 people", "about 1"),
        ("12 345 678 people", "678 people"),
        # signs
        ("it was -5 degrees", "5 degrees"),
        ("it was \u22125 degrees", "5 degrees"),
        ("it was –5 degrees", "5 degrees"),
        ("it was \u2212\u202f5 degrees", "5 degrees"),
        ("(-5 degrees)", "5 degrees"),
        ("it was ±5 degrees", "5 degrees"),
        ("fewer than < 5 degrees", "5 degrees"),
        # ranges, times, dates, fractions
        ("2-5 people died", "5 people died"),
        ("10 – 15 people died", "15 people died"),
        ("killed 10–15 people", "killed 10"),
        ("at 21:30 the gate", "30 the gate"),
        ("on 2024-03-05 it fell", "05 it fell"),
        ("1/2 mile away", "2 mile away"),
        ("2 1/2 miles away", "1/2 miles away"),
        ("2½ miles away", "½ miles away"),
        ("for 2½ miles", "for 2"),
        # names with numbers, units
        ("COVID-19 cases rose", "19 cases rose"),
        ("the S-300 fell", "300 fell"),
        ("it rose by 5%", "it rose by 5"),
        ("it rose by 5 %", "it rose by 5"),
        ("a plan for 5-year terms", "a plan for 5"),
        # amounts, and numbers in words
        ("It cost 5 million pounds.", "It cost 5"),
        ("It rose by 5 per cent.", "It rose by 5"),
        ("Es kostete 5 Mio. Euro", "Es kostete 5"),
        ("Es stieg um 5 Prozent", "Es stieg um 5"),
        ("كلف 5 ملايين", "كلف 5"),
        ("it cost 5 million pounds", "million pounds"),
        ("twenty-five people died", "five people died"),
        ("they lost twenty-five", "they lost twenty"),
        ("two thousand five hundred people", "five hundred people"),
        ("a hundred and five people", "five people"),
        ("they sent two hundred men", "they sent two"),
        ("half million people", "million people"),
        ("zwei Millionen Menschen", "Millionen Menschen"),
        # numerals of Chinese and Japanese
        ("一千五百人参加", "五百人参加"),
        ("约500万人参加", "万人参加"),
        ("二点五亿元", "五亿元"),
        ("数百人参加", "百人参加"),
        ("2.5万人", "5万人"),
        # negations in a word
        ("non-lethal weapons", "lethal weapons"),
        ("Non\u2011lethal weapons", "lethal weapons"),
        ("nicht-tödliche Waffen", "tödliche Waffen"),
        ("unlawful acts", "lawful acts"),
        ("they didn't know", "they did"),
        ("they can´t know", "they can"),
        ("they can`t know", "they can"),
        ("nuclear-free zone", "nuclear"),
        # words
        ("the bridges", "the bridge"),
        ("भारती ने कहा", "भारत"),
        ("x\u0302 is large", "x"),
        ("ドローンが", "ローンが"),
    ],
)
def test_what_is_cut_is_not_found(source: str, quote: str) -> None:
    assert not found(source, quote)
    assert found(source, source)


def test_a_line_s_end_hides_no_negation() -> None:
    assert not found("the non-\nlethal weapons", "lethal weapons", wrapped=True)
    assert found("the non-\nlethal weapons", "non-lethal weapons", wrapped=True)


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("it cost 2.5 million pounds", "2.5 million"),
        ("In 2024, 500 people came", "500 people came"),
        ("In 2024 500 people came", "500 people came"),
        ("In 2024 – 500 people came", "500 people came"),
        ("In 2024 — 5 people came", "5 people came"),
        ("he said—5 people came", "5 people came"),
        ("he said - 5 people came", "5 people came"),
        ("about 500.", "about 500"),
        ("about 500, she said", "about 500,"),
        ("in 1999. 5 people came", "in 1999"),
        ("“5 people” came", "5 people"),
        ("(5 people)", "5 people"),
        ("it was -5 degrees", "-5 degrees"),
        ("$5 million", "5 million"),
        ("non-lethal weapons", "non-lethal weapons"),
        ("one million people", "million people"),
        ("millions of people", "millions of people"),
        ("the two men and five dogs", "five dogs"),
        ("In 2024 two men came", "two men came"),
        ("At ten two men came", "two men came"),
        ("at ten two men came", "at ten"),
        ("the millionaire saw it", "the millionaire"),
        ("It cost 5 millions", "cost 5 millions"),
        ("well-known fire", "known fire"),
        ("在2024年3月倒塌", "2024年3月"),
        ("共有500人参加", "500人参加"),
        ("第五百人", "五百人"),
        ("भारती ने कहा", "भारती ने"),
        ("the dogs' bark", "the dogs' bark"),
    ],
)  # fmt: skip
def test_what_is_whole_is_found(source: str, quote: str) -> None:
    assert found(source, quote)


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("他说桥已经关闭了，没有人受伤。", "桥已经关闭了"),
        ("他说桥已经关闭了，没有人受伤。", "没有人受伤"),
        ("橋は閉鎖されたと彼は述べた。", "閉鎖された"),
        ("เขาบอกว่าสะพานถูกปิดแล้วเมื่อวานนี้", "สะพานถูกปิดแล้ว"),
        ("ຂົວໄດ້ຖືກປິດແລ້ວ", "ຖືກປິດ"),
        ("ស្ពានត្រូវបានបិទហើយ", "ត្រូវបានបិទ"),
        ("တံတားကိုပိတ်ထားသည်", "ပိတ်ထား"),
        ("他说“桥已经关闭了”", "「桥已经关闭了」"),
        ("在 2024 年倒塌", "在2024年倒塌"),
    ],
)
def test_scripts_without_spaces(source: str, quote: str) -> None:
    assert found(source, quote)


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("他说桥已经\n关闭了，没有\n人受伤。", "桥已经关闭了，没有人受伤"),
        ("他说桥已经关闭了，\n5人受伤。", "桥已经关闭了，5人受伤"),
        ("สะพานถูก\nปิดแล้ว", "สะพานถูกปิดแล้ว"),
        ("橋は閉鎖\nされた", "橋は閉鎖された"),
    ],
)
def test_wrapped_lines_of_scripts_without_spaces(source: str, quote: str) -> None:
    assert found(source, quote, wrapped=True)


@pytest.mark.parametrize(
    ("source", "quote"),
    [("กี่คน", "ก"), ("ស្ពាន", "ស"), ("ស្ពាន", "ពាន"), ("他说 2 500", "2")],
)
def test_a_letter_with_its_signs_is_not_cut(source: str, quote: str) -> None:
    assert not found(source, quote)


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("قال إن الجسر مغلق", "الجـــسر مغلق"),
        ("قال إن الجـــسر مغلق", "الجسر مغلق"),
        ("الجِسْرُ مُغْلَقٌ", "الجسر مغلق"),
        ("الجسر مغلق", "الجِسْرُ مُغْلَقٌ"),
        ("الجِسر مغلق", "الجِسْرُ مُغْلَقٌ"),
        ("ﺍﻟﺠﺴﺮ", "الجسر"),
        ("הַגֶּשֶׁר סָגוּר", "הגשר סגור"),
        ("הגשר סגור", "הַגֶּשֶׁר סָגוּר"),
        ('צה"ל', "צה״ל"),
        ("תל־אביב", "תל-אביב"),
    ],
)
def test_vowel_marks_may_be_left_out(source: str, quote: str) -> None:
    assert found(source, quote)


@pytest.mark.parametrize(
    ("source", "quote"),
    [("كَتَبَ", "كُتِبَ"), ("שָׁר", "שָׂר"), ("أمر", "امر"), ("المدرسة", "مدرسة")],
)
def test_other_vowel_marks_and_letters_make_a_difference(source: str, quote: str) -> None:
    assert not found(source, quote)


def test_differences_in_scripts_without_spaces_are_told() -> None:
    blocks = (Block("他说这座大桥昨天已经完全关闭了。", "paragraph 1"),)
    near = SearchableText(CaptureText(blocks, wrapped=False, linkable=True)).near(
        "这座大桥今天已经完全关闭了"
    )
    assert near is not None
    assert near.differences == ('"今" where the source has "昨"',)


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("killed 10 – 15 people there", "15 people there"),
        ("It was -5 degrees.", "5 degrees"),
        ("It has non-lethal weapons.", "lethal weapons"),
        ("It cost 5 million pounds.", "It cost 5"),
    ],
)
def test_a_cut_number_is_told_with_the_words_around_it(source: str, quote: str) -> None:
    blocks = (Block(source, "paragraph 1"),)
    near = SearchableText(CaptureText(blocks, wrapped=False, linkable=True)).near(quote)
    assert near is not None
    assert near.differences == (f'the words are cut or divided otherwise than in "{source}"',)


@pytest.mark.parametrize("wrapped", [False, True])
@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("a" * 30_000, "a" * 5_000),
        ("a " * 30_000, "a ... b"),
        ("a " * 30_000, "a " * 5_000 + "b"),
        ("a-\nb " * 10_000, "a ... c"),
        ("1,5 " * 10_000, "5"),
    ],
)
def test_a_search_compares_no_more_than_it_may(
    source: str, quote: str, wrapped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0

    def counted(*arguments: object) -> bool:
        nonlocal calls
        calls += 1
        return is_whole(*arguments)  # type: ignore[arg-type]

    most = flow.MOST_WORK // 10  # a tenth of the work, for a text of a tenth of the length
    monkeypatch.setattr(flow, "MOST_WORK", most)
    monkeypatch.setattr(flow, "is_whole", counted)
    found(source, quote, wrapped=wrapped)
    assert calls <= 2 * most / 200 + 200
