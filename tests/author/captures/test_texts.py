"""Captures are read for their words: text, HTML, MHTML, PDF and subtitles."""

from __future__ import annotations

from typing import Any

import pytest

from claimline.author.captures import capture_text, pdf_work
from claimline.author.captures.capture_text import (
    Block,
    MissingExtraError,
    UnreadableError,
    words_of,
)
from claimline.author.captures.meant_places import meant_places
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


# Other files


def test_subtitles_are_their_lines_with_their_times() -> None:
    vtt = (
        b"WEBVTT\n\nNOTE The gate\n\nSTYLE\n::cue {}\n\n1\n00:01.500 --> 00:03.000 align:start\n"
        b"<v Ann>The <c.loud>gate</c></v>\nclosed\n\n00:03.500 --> 00:04.000\nclosed\nlate.\n"
    )
    words = words_of(vtt, "text/vtt")
    assert [(block.place, block.text) for block in words.blocks] == [
        ("00:00:01", "The gate"), ("00:00:01", "closed"), ("00:00:03", "late."),
    ]  # fmt: skip
    (place,) = SearchableText(words).find("The gate closed late")
    assert place.words == "00:00:01 to 00:00:03"
    srt = b"1\r\n00:00:01,500 --> 00:00:03,000\r\n{\\an8}<i>The gate</i>\r\n\r\n2\r\n"
    assert [block.text for block in words_of(srt, "application/x-subrip").blocks] == ["The gate"]


def test_a_line_counts_again_if_it_is_said_again() -> None:
    cues = "WEBVTT\n\n" + "\n".join(
        f"00:{at}.000 --> 00:{at + 2}.000\nThe gate closed.\n" for at in (10, 12, 40)
    )
    text = SearchableText(words_of(cues.encode(), "text/vtt"))
    places = text.find("gate closed")
    assert [place.words for place in places] == ["00:00:10", "00:00:40"]
    assert meant_places(places, "at 0:38")[0].words == "00:00:40"
    assert meant_places(places, "p. 3") == places


MHTML = (
    b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
    b"--B\r\nContent-Type: text/html%s\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<p>The gate =\r\n=%s\r\n--B\r\nContent-Type: text/css\r\n\r\np {}\r\n--B--\r\n"
)


@pytest.mark.parametrize(
    ("charset", "letter"),
    [(b"", b"C3=A9"), (b"; charset=utf-8", b"C3=A9"), (b"; charset=latin1", b"E9")],
)  # fmt: skip
def test_a_page_in_mhtml(charset: bytes, letter: bytes) -> None:
    words = words_of(MHTML % (charset, letter), "multipart/related")
    assert [block.text for block in words.blocks] == ["The gate \xe9"]
    assert words.linkable


@pytest.mark.parametrize(
    "data", [b"", b"Content-Type: text/css\n\np {}", b"boundary=" * 1000, b"\0\xff" * 100]
)
def test_a_broken_mhtml_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="MHTML"):
        words_of(data, "multipart/related")


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


def test_a_page_of_a_pdf_that_is_named_again_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf import PageObject

    calls = 0
    extract = PageObject.extract_text

    def counted(self: PageObject, *arguments: Any, **named: Any) -> str:
        nonlocal calls
        calls += 1
        return extract(self, *arguments, **named)

    monkeypatch.setattr(PageObject, "extract_text", counted)
    many = pdf([["The gate"], ["closed"]], again=5000)
    assert [block.place for block in words_of(many, "application/pdf").blocks] == [
        "page 1",
        "page 2",
    ]
    assert calls == 2


def test_a_pdf_that_asks_for_too_much_work_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page names the font, whose table has 65,536 entries."""
    monkeypatch.setattr(pdf_work, "MOST_WORK", 3 * 4 * 65_536)
    assert words_of(pdf([["The gate"]]), "application/pdf").blocks
    with pytest.raises(UnreadableError, match="too much work"):
        words_of(pdf([["The gate"]] * 3), "application/pdf")


def test_forms_in_forms_are_counted_whenever_they_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_work, "MOST_WORK", 10 * 4 * 65_536)
    assert words_of(pdf([["The gate"]], forms=1), "application/pdf").blocks
    with pytest.raises(UnreadableError, match="too much work"):
        words_of(pdf([["The gate"]], forms=6), "application/pdf")


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
    assert "pip install -e '.[captures]'" in found.value.suggestion
