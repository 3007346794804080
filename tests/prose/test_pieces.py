"""A text as pieces: clean HTML that nothing edits any more, and holes that nobody can forge."""

from __future__ import annotations

import pickle

import pytest

from claimline.diagnostics import Code
from claimline.prose import Prose, find_marks, read_prose
from claimline.prose.pieces import to_pieces
from claimline.prose.values import (
    AddressHole,
    CitationHole,
    HeadingHole,
    Piece,
    Sentence,
    SentenceHole,
    TableHole,
    TitleHole,
)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("Plain & *simple*.", ("<p>Plain &amp; <em>simple</em>.</p>",)),
        (
            "So [@s]. *It was. Then [@t].* End.",
            ("<p>", SentenceHole(0, whole=True), "So", CitationHole(0), ".</span> <em>It was. ",
             SentenceHole(1, whole=False), "Then", CitationHole(1), ".</em> End.</p>"),
        ),
        (
            "[@s][@t]",
            ("<p>", CitationHole(0), SentenceHole(0, whole=True), CitationHole(1), "</span></p>"),
        ),
        (
            "## A *b*\n\n[](claim:c)",
            ("<h2", HeadingHole("a-b"), '>A <em>b</em></h2>\n<p><a href="', AddressHole(0), '">',
             TitleHole(0), "</a></p>"),
        ),
        (
            "| a |\n|---|\n| [x](https://a.example.org/) |",
            (TableHole(), ("<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
             "<td>"
             '<a class="outside" rel="external noopener noreferrer" href="https://a.example.org/">'
             "x</a></td>\n</tr>\n</tbody>\n</table></div>")),
        ),
    ],
)  # fmt: skip
def test_a_text_is_cut_where_a_page_puts_something_in(text: str, pieces: tuple[Piece, ...]) -> None:
    assert read_prose(text).pieces == pieces


def test_a_sentence_whose_place_is_lost_starts_with_the_text() -> None:
    inside_a_tag = Prose("<b title='x'>y</b>", sentences=(Sentence(3, 8, "x"),))
    assert to_pieces(inside_a_tag)[0] == SentenceHole(0, whole=False)


@pytest.mark.parametrize("mark", ["\ue0000\ue001", "\ue0020\ue003x\ue004", "\ue0070\ue008"])
@pytest.mark.parametrize("shape", ["{}", "`{}`", "[{}](claim:c)", "<b>{}</b>", "# {}", "    {}"])
def test_characters_that_mark_places_make_no_hole(mark: str, shape: str) -> None:
    pieces = to_pieces(find_marks(shape.format(mark)))
    holes = [piece for piece in pieces if not isinstance(piece, str | HeadingHole | AddressHole)]
    assert holes == []


def test_a_text_with_problems_is_not_converted() -> None:
    prose = read_prose("[x](nowhere)")
    assert prose.problems
    assert prose.pieces == ()


@pytest.mark.parametrize("piece", ["[a](", "<img ", "<x@", "[a](b c", "<a '\""])
def test_many_links_or_tags_that_never_close_are_an_error(piece: str) -> None:
    assert read_prose(piece * 20).problems == ()
    (problem, *_) = read_prose(piece * 120).problems
    assert problem.code is Code.BAD_MARKDOWN
    assert problem.message == "More than 100 links or tags of the text are never closed."
    assert problem.token in ("](", "<i", "<x", "<a")


def test_pieces_are_the_same_after_the_cache() -> None:
    prose = read_prose("## A\n\nSo [@s], see [](claim:c).\n\n| a |\n|---|\n| b |")
    assert pickle.loads(pickle.dumps(prose, protocol=5)) == prose
