"""What readers type into the search, and what comes first: in any spelling, script and form."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from claimline import pipeline
from claimline.diagnostics import Level, Report
from claimline.options import BuildOptions
from claimline.publish.search_words import search_words
from tests.publish.test_search_words import ALIKE
from tests.small import FILES, write_files

RESULT = ".found > li"
SHIPPED = {
    # A name, in other spellings, scripts and cases.
    "Зеленский": "Volodymyr Zelenskyy",
    "Зеленського": "Volodymyr Zelenskyy",
    "Zelensky": "Volodymyr Zelenskyy",
    "zelenskij": "Volodymyr Zelenskyy",
    "Песков": "Dmitry Peskov",
    "Песковым": "Dmitry Peskov",
    "Путіна": "Vladimir Putin",
    "sergei lavrov": "Sergey Lavrov",
    "Лаврова": "Sergey Lavrov",
    "Минобороны России": "Russian Defence Ministry",
    "Elysée": "Staff of the president of France",
    "élysee": "Staff of the president of France",
    "Валдай": "Residents of Valdai and Novgorod region",
    "Valday": "Residents of Valdai and Novgorod region",
    "Ｐｅｓｋｏｖ": "Dmitry Peskov",
    # The beginning of a word, another form of it, and words that stand apart.
    "Pesk": "Dmitry Peskov",
    "how many drone": "How many drones",
    "residents heard": "What residents heard",
    "where was putin": "Where Putin was",
}
RECORDS = {
    **FILES,
    "content/site.yaml": FILES["content/site.yaml"] + "\nsections: {search: true}\n",
    "content/actors/aspeaker.yaml": "name: 普京\nkind: person\nposition: 俄罗斯总统\n",
    "content/actors/bspeaker.yaml": "name: فلاديمير بوتين\nkind: person\nposition: الرئيس الروسي\n",
    "content/actors/cspeaker.yaml": "name: ウラジーミル・プーチン\nkind: person\n",
    "content/actors/dspeaker.yaml": "name: Guild of weirs\nkind: group\nalso_known_as: [Гильдия]\n",
    "content/briefs/capital.md": (
        "---\ntitle: On the capital\nsummary: It is about a tower.\n---\n"
        "# Words\n\n- 昨日東京タワーで会議があった。市長は来なかった。\n"
        "- Nobody came to the gate, e.g. by boat, and Mr. Ash said so [@board-notice]. It rained.\n"
    ),
}
QUERIES = {
    "普京": ("普京", "俄罗斯总统"),
    "总统": ("普京", "俄罗斯总统"),
    "بُوتين": ("فلاديمير بوتين", "الرئيس الروسي"),
    "وبوتين": ("فلاديمير بوتين", "الرئيس الروسي"),
    "رئيس": ("فلاديمير بوتين", "الرئيس الروسي"),
    "プーチン": ("ウラジーミル・プーチン", ""),
    "ﾌﾟｰﾁﾝ": ("ウラジーミル・プーチン", ""),
    "gildiia": ("Guild of weirs", ""),
    "東京": ("On the capital", "昨日東京タワーで会議があった。"),
    "boat": ("On the capital", "Nobody came to the gate, e.g. by boat, and Mr. Ash said so."),
}  # fmt: skip


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with names and sentences in five scripts."""
    folder = write_files(tmp_path_factory.mktemp("scripts"), RECORDS)
    pipeline.build(BuildOptions(folder, folder / "site"), report := Report())
    assert [str(found) for found in report if found.level is Level.ERROR] == []
    return folder / "site"


def ask(page: Page, words: str) -> None:
    """Type some words, and wait for the first result."""
    page.get_by_role("searchbox").fill(words)
    page.wait_for_url(lambda address: "q=" in address)
    expect(page.locator("form output")).not_to_be_empty()


def ask_anew(page: Page, words: str) -> None:
    """Take away the words before and what they found, and ask."""
    page.get_by_role("searchbox").fill("")
    expect(page.locator("form output")).to_be_empty()
    expect(page.locator(RESULT)).to_have_count(0)
    ask(page, words)


def test_what_comes_first(page: Page, file_url: str) -> None:
    page.goto(f"{file_url}search.html")
    for words, first in SHIPPED.items():
        ask_anew(page, words)
        expect(page.locator(RESULT).first.locator("a"), words).to_have_text(first)


def test_people_questions_and_briefs_come_before_the_rest_for_a_name(
    page: Page, file_url: str
) -> None:
    page.goto(f"{file_url}search.html")
    ask(page, "Zelenskyy")
    expect(page.locator(RESULT).nth(5)).to_be_visible()
    expect(page.locator(f"{RESULT} > .fine").first).to_contain_text("Actor")
    notes = [words.split(",")[0] for words in page.locator(f"{RESULT} > .fine").all_inner_texts()]
    assert notes[0] == "Actor"
    assert "Brief" in notes[1:4]
    assert notes.index("Brief") < notes.index("Claim")


def test_every_script_is_found_with_its_whole_sentence(page: Page, scripts: Path) -> None:
    page.goto(f"{scripts.as_uri()}/search.html")
    for words, (title, sentence) in QUERIES.items():
        ask_anew(page, words)
        result = page.locator(RESULT).first
        expect(result.locator("a"), words).to_have_text(title)
        if sentence:
            expect(result.locator("p"), words).to_have_text(sentence)


def test_the_words_are_marked_in_a_script_without_spaces(page: Page, scripts: Path) -> None:
    page.goto(f"{scripts.as_uri()}/search.html")
    ask(page, "東京タワー")
    expect(page.locator(f"{RESULT} mark")).to_have_text(["東京", "タ", "ワ", "ー"])


def test_with_words_that_no_page_has_together_it_says_so(page: Page, scripts: Path) -> None:
    page.goto(f"{scripts.as_uri()}/search.html")
    ask(page, "boat xyzzy")
    expect(page.locator(RESULT).first.locator("a")).to_have_text("On the capital")
    expect(page.locator("form output")).to_contain_text("No page has all of these words")
    ask(page, "xyzzy")
    expect(page.locator("form output")).to_have_text("Results: 0.")


@pytest.fixture(scope="module")
def cutter(browser: Browser, scripts: Path) -> Page:
    """A page whose script cuts words."""
    page = browser.new_page()
    page.goto(f"{scripts.as_uri()}/search.html")
    page.evaluate("load('start').then(({ spelling }) => { cutter = wordCutter(spelling); })")
    return page


def cut(page: Page, texts: list[str]) -> list[list[str]]:
    words: list[list[str]] = page.evaluate("texts => texts.map(cutter.words)", texts)
    return words


def test_the_browser_cuts_words_as_the_build_does(cutter: Page) -> None:
    texts = [*ALIKE, *SHIPPED, *QUERIES, *RECORDS.values(), "ΟΔΟΣ Σίσυφος İstanbul ẞ ǅ ﬃ ½ ㈱ ﷺ"]
    assert cut(cutter, texts) == [list(search_words(text)) for text in texts]


# No letters that Unicode added after the oldest Python that we run on.
_KNOWN = st.characters(exclude_categories=["Cn", "Cs", "Co"])


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(_KNOWN), min_size=50))
def test_both_halves_cut_any_text_alike(cutter: Page, texts: list[str]) -> None:
    assert cut(cutter, texts) == [list(search_words(text)) for text in texts]
