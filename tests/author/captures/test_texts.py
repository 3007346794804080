"""Captures are read for their words: text, HTML and PDF."""

from __future__ import annotations

import pytest

from claimline.author.captures import capture_text
from claimline.author.captures.capture_text import (
    Block,
    MissingExtraError,
    UnreadableError,
    words_of,
)
from claimline.author.captures.quote_search import SearchableText
from tests.author.captures.pdf_writer import pdf

HTML = "text/html"


def html(markup: str) -> list[tuple[str, str]]:
    return [(block.place, block.text) for block in words_of(markup.encode(), HTML).blocks]


def test_a_text_is_its_lines() -> None:
    words = words_of(b"\xef\xbb\xbfThe gate\r\n\r\n  closed.  \rAt ten\n", "text/plain")
    assert words.blocks == (
        Block("The gate", "line 1"), Block("closed.", "line 3"), Block("At ten", "line 4"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Ворота".encode("utf-16"), "Ворота"),
        ("Ворота".encode(), "Ворота"),
        ("“café”".encode("cp1252"), "“café”"),
        (b"a\x81b", "a\ufffdb"),
    ],
)
def test_encodings_of_a_text(data: bytes, text: str) -> None:
    assert words_of(data, "text/plain").blocks[0].text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('<meta charset="windows-1251"><p>Ворота'.encode("cp1251"), "Ворота"),
        (
            '<meta http-equiv=content-type content="text/html; charset=koi8-r"><p>Ворота'.encode(
                "koi8-r"
            ),
            "Ворота",
        ),
        ("<meta charset=latin1><p>“so”".encode("cp1252"), "“so”"),
        ("<meta charset=nonsense><p>Ворота".encode(), "Ворота"),
        ('<?xml version="1.0" encoding="iso-8859-2"?><p>źle'.encode("iso-8859-2"), "źle"),
        ("<p>Ворота".encode("utf-16"), "Ворота"),
    ],
)
def test_encodings_of_a_page(data: bytes, text: str) -> None:
    assert words_of(data, HTML).blocks[0].text == text


def test_blocks_of_a_page_are_kept_apart() -> None:
    assert html("<h1>Head</h1><p>One <b>b</b>o<i>ld</i>.<p>Two<br>lines<ul><li>a<li>b</ul>") == [
        ("heading 1", "Head"), ("paragraph 1", "One bold."), ("paragraph 2", "Two"),
        ("paragraph 2", "lines"), ("paragraph 3", "a"), ("paragraph 4", "b"),
    ]  # fmt: skip


def test_what_is_not_seen_is_left_out() -> None:
    seen = html(
        "<title>no</title><script>no</script><style>no</style><p hidden>no</p><!-- no -->"
        '<noscript>no</noscript><template>no</template><div style="display: none">no</div>'
        "<p>A<!-- no -->B<script>no</script>C &amp;&nbsp;&#1042;</p><select><option>no</select>"
    )
    assert [text for _, text in seen] == ["ABC &\xa0\u0412"]


def test_navigation_is_no_place_for_a_quote() -> None:
    words = words_of(
        b"<nav>gate <p>closed</nav><div role=navigation>gate closed</div><p>It was.", HTML
    )
    assert [block.read for block in words.blocks] == [False, False, False, True]
    assert SearchableText(words).find("gate closed") == ()
    assert SearchableText(words).find("It was")[0].words == "paragraph 1"


def test_paragraphs_are_counted_in_the_article() -> None:
    assert html("<p>By-line<main><p>One<p>Two</main><p>Foot") == [
        ("outside the article", "By-line"), ("paragraph 1", "One"), ("paragraph 2", "Two"),
        ("outside the article", "Foot"),
    ]  # fmt: skip


def test_lines_of_verbatim_text_are_one_paragraph() -> None:
    assert html("<pre>one\n  two</pre>") == [("paragraph 1", "one"), ("paragraph 1", "two")]


def test_deep_markup_does_no_harm() -> None:
    assert html("<div>" * 5000 + "deep")[0][1] == "deep"


def test_a_pdf_is_the_lines_of_its_pages() -> None:
    words = words_of(pdf([["The gate", "Ворота"], ["of\ufb01ce"]]), "application/pdf")
    assert [(block.place, block.text) for block in words.blocks] == [
        ("page 1", "The gate"), ("page 1", "Ворота"), ("page 2", "of\ufb01ce"),
    ]  # fmt: skip


def test_hyphens_at_the_ends_of_lines_are_joined() -> None:
    text = SearchableText(
        words_of(pdf([["an investi-", "gation of a well-"], ["known fire"]]), "application/pdf")
    )
    (place,) = text.find("investigation of a well-known fire")
    assert place.words == "pages 1 to 2"
    assert text.find("gation") == text.find("investi") == text.find("known fire") == ()


@pytest.mark.parametrize(
    ("data", "kind", "why"),
    [
        (b"%PDF-1.7\nbroken", "application/pdf", "The PDF cannot be read: "),
        (b"", "application/pdf", "The PDF cannot be read: "),
        (pdf([[]]), "application/pdf", "The PDF has no text."),
        (b" \n", "text/plain", "There are no words"),
        (b"<nav>Menu</nav>", HTML, "There are no words"),
        (b"", HTML, "There are no words"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, kind: str, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        words_of(data, kind)


def test_an_encrypted_pdf_says_so() -> None:
    from io import BytesIO

    from pypdf import PdfWriter

    writer = PdfWriter(BytesIO(pdf([["The gate"]])))
    writer.encrypt("secret", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    with pytest.raises(UnreadableError, match="asks for a password"):
        words_of(made.getvalue(), "application/pdf")


def test_a_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        assert name == "pypdf"
        raise ImportError(name)

    monkeypatch.setattr(capture_text, "import_module", absent)
    with pytest.raises(MissingExtraError, match="needs pypdf") as found:
        words_of(b"%PDF-", "application/pdf")
    assert "pip install '.[captures]'" in found.value.suggestion
