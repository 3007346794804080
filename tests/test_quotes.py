"""Quotes are compared with the articles word for word, in the paragraph that is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from claimline.prose import read_prose
from tests import articles, quotes
from tests.articles import Article, ArticleError, Text
from tests.quotes import Quote

VARIABLE = "CLAIMLINE_ARTICLES"
FOLDER = os.environ.get(VARIABLE)

PAGE = "\n".join(
    [
        "Menu",  # 1
        "The gate and the tide",
        "2 March",
        "",
        "The board said that the gate  was “shut in time”.",  # 5
        "What the fishers say",
        "They saw it open at ten. The made-up hour is not theirs.",
        "READ MORE: the harbour",
        "Nobody else was there.",
        "Share this",  # 10
    ]
)
GATE = Article("900", "gate", 2, (5, 9), (6, 8), 3)


def gate(*paragraphs: str) -> dict[str, Text]:
    return {"gate": Text("The gate and the tide", paragraphs)}


def test_body_is_read_without_what_surrounds_it() -> None:
    text = articles.read_article(GATE, PAGE)
    assert text.headline == "The gate and the tide"
    assert text.paragraphs == (
        "The board said that the gate was “shut in time”.",
        "They saw it open at ten. The made-up hour is not theirs.",
        "Nobody else was there.",
    )


def test_article_without_headline_has_none() -> None:
    assert articles.read_article(Article("900", "gate", 0, (5, 5), (), 1), PAGE).headline == ""


def test_changed_file_is_noticed() -> None:
    with pytest.raises(ArticleError, match="has 2 paragraphs; 3 are expected"):
        articles.read_article(GATE, PAGE.replace("\n\n", "\nBy a neighbour\n\n", 1))


def test_articles_are_found_by_the_head_of_their_name(tmp_path: Path) -> None:
    (tmp_path / "900_a.txt").write_text(PAGE, encoding="utf-8")
    assert list(articles.read_articles(tmp_path, (GATE,))) == ["gate"]
    (tmp_path / "900_b.txt").write_text(PAGE, encoding="utf-8")
    with pytest.raises(ArticleError, match=r"2 files named 900_\*\.txt"):
        articles.read_articles(tmp_path, (GATE,))


@pytest.mark.parametrize(
    ("locator", "named"),
    [
        ("headline", (0,)),
        ("paragraph 3", (3,)),
        ("paragraphs 2 to 4", (2, 3, 4)),
        ("paragraphs 2 and 4", (2, 4)),
        ("in the excerpt read", ()),
        ("paragraph three", ()),
        ("paragraph 3, line 1", ()),
        ("", ()),
    ],
)
def test_locators(locator: str, named: tuple[int, ...]) -> None:
    assert articles.numbers(locator) == named


@pytest.mark.parametrize(
    ("words", "locator", "result"),
    [
        ("open at ten", "paragraph 2", ("found", "")),
        ("open at\n  ten", "paragraphs 1 to 2", ("found", "")),
        ("the tide", "headline", ("found", "")),
        ("open at ten", "paragraph 1", ("other paragraph", "gate, paragraph 2")),
        ("the tide", "paragraph 1", ("other paragraph", "gate, headline")),
        ("open at ten", "", ("other paragraph", "gate, paragraph 2")),
        ("open at Ten", "paragraph 2", ("not found", "")),
        ("open at ten, ", "paragraph 2", ("not found", "")),
        ("mad", "paragraph 2", ("not found", "")),
        ("it's", "paragraph 2", ("not found", "")),
    ],
)
def test_quotes_are_judged(words: str, locator: str, result: tuple[str, str]) -> None:
    texts = gate("It is shut.", "They saw it open at ten. The made-up hour: it’s theirs.")
    assert quotes.judge(Quote("claim:x", words, (("gate", locator),)), texts) == result


def test_one_of_several_citations_is_enough() -> None:
    quote = Quote("claim:x", "shut", (("gate", "paragraph 2"), ("gate", "paragraph 1")))
    assert quotes.judge(quote, gate("It is shut.", "Open."))[0] == "found"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('It says "open" [@gate, paragraph 2].', ["open"]),
        ('One has "shut" [@other], one "open at\nten" [@gate, headline].', ["open at\nten"]),
        ('It says "open" and "late" [@gate, paragraph 2].', ["open", "late"]),
        ('They say "open". The article agrees [@gate, paragraph 2].', []),
        ('It says "open" [@gate, paragraph 2; @other].', []),
        ('See ["open"](claim:gate) there [@gate, paragraph 2].', ["open"]),
    ],
)
def test_quotes_in_prose_belong_to_the_citation_after_them(text: str, found: list[str]) -> None:
    read = quotes.quoted_in(read_prose(text), frozenset({"gate"}))
    assert [words for words, _ in read] == found


def test_faults_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "900_a.txt").write_text(PAGE, encoding="utf-8")
    texts = articles.read_articles(tmp_path, (GATE,))
    monkeypatch.setattr(quotes, "read_articles", lambda folder: texts)
    monkeypatch.setattr(quotes, "shipped", lambda: None)
    right = Quote("claim:x citations.0", "open at ten", (("gate", "paragraph 2"),))
    wrong = Quote("claim:x citations.1", "open", (("gate", "paragraph 1"),))
    monkeypatch.setattr(quotes, "quotes", lambda dossier, sources: [right])
    assert quotes.main([str(tmp_path)]) == 0
    monkeypatch.setattr(quotes, "quotes", lambda dossier, sources: [right, wrong])
    assert quotes.main([str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines()[2:] == [
        'found: claim:x citations.0: "open at ten" [gate, paragraph 2]',
        (
            'other paragraph: claim:x citations.1: "open" [gate, paragraph 1]'
            " (stands in gate, paragraph 2)"
        ),
        "2 quotes, 1 at fault",
    ]


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["no-such-folder"]])
def test_without_articles_it_says_so(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert quotes.main(arguments) == 2
    assert capsys.readouterr().err


# The shipped investigation


def test_locators_name_paragraphs_that_the_articles_have() -> None:
    dossier = quotes.shipped()
    wrong = []
    for article in articles.ARTICLES:
        named = [
            (usage.carrier, locator)
            for usage in dossier.usages[article.source]
            for locator in usage.locator.split("; ")  # one sentence may cite two places
            if locator
        ]
        assert named, article.source
        allowed = range(article.paragraphs + 1)
        for carrier, locator in named:
            paragraphs = articles.numbers(locator)
            if not paragraphs or not set(paragraphs) <= set(allowed):
                wrong.append((carrier, locator))
    assert wrong == []


@pytest.mark.skipif(
    FOLDER is None, reason=f"{VARIABLE} does not name the folder of the five founding articles"
)
def test_every_quote_stands_in_its_article() -> None:
    assert FOLDER is not None
    results = quotes.check(articles.read_articles(Path(FOLDER)), quotes.shipped())
    assert len(results) > 50
    assert [quotes.line(*each) for each in results if each[1] != "found"] == []
