"""Citations, record links and citing sentences in Markdown."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimline.diagnostics import Code
from claimline.prose import Prose, read_prose


def cited(text: str) -> list[list[tuple[str, str]]]:
    """For each citation of a text, its sources with their locators."""
    return [[(c.source, c.locator) for c in mark.cited] for mark in read_prose(text).marks]


def said(text: str) -> list[str]:
    """The plain words of each citing sentence."""
    return [sentence.words for sentence in read_prose(text).sentences]


def pieces(text: str) -> list[str]:
    """Each citing sentence as it stands in the text."""
    return [text[s.start : s.end] for s in read_prose(text).sentences]


def problems(text: str) -> list[tuple[Code, str, int]]:
    return [(found.code, found.token, found.nth) for found in read_prose(text).problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was [@a].", [[("a", "")]]),
        ("It was [@a, p. 3].", [[("a", "p. 3")]]),
        ("It was [@a,p. 3].", [[("a", "p. 3")]]),
        ("It was [@a, p. 3; p. 7].", [[("a", "p. 3; p. 7")]]),
        ("It was [@a; @b, para. 4].", [[("a", ""), ("b", "para. 4")]]),
        ("It was [@a;@b;\n@c,  line\n 2].", [[("a", ""), ("b", ""), ("c", "line 2")]]),
        ("It was [@a][@b].", [[("a", "")], [("b", "")]]),
        ("[@a-2025-12-29]", [[("a-2025-12-29", "")]]),
        ("*[@a]*", [[("a", "")]]),
        ("([@a])", [[("a", "")]]),
    ],
)
def test_citations(text: str, expected: list[list[tuple[str, str]]]) -> None:
    assert cited(text) == expected
    assert problems(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "`[@a]`",
        "``a ` [@a]``",
        "```\n[@a]\n```\n",
        "~~~ text\n[@a]\n~~~",
        "  ````\n```\n[@a]\n````\n",
        r"\[@a]",
        "[@someone](https://social.example.org/@someone)",
        "<a@b.example.org>",
        "Write to a@b.example.org or <mailto:c@d.example.org>.",
        "See https://social.example.org/@a and <https://social.example.org/@a>.",
        "[ @a]",
        "[by @a](https://social.example.org/@a)",
        "[write to a@b.example.org]",
        "@a",
        "<!-- [@a] -->",
        '<abbr title="as in [@a]">x</abbr>',
    ],
)
def test_no_citations(text: str) -> None:
    prose = read_prose(text)
    assert prose.marks == ()
    assert prose.sentences == ()
    assert prose.problems == ()


def test_a_long_id_at_the_end_is_read_at_once() -> None:
    """Once the time that this took doubled with each character of the id."""
    text = f"It was so. [@{'a' * 21}]"
    start = process_time()
    assert pieces(text) == [text]
    assert process_time() - start < 1


@pytest.mark.parametrize(
    "text",
    [
        "`<name>` and \\<name>", "```\n<name>\n```", "1 < 2 and 3 > 2",
        "<b>x</b> <DIV lang=de>y</DIV>",
        "&#8217; &#x2019; &amp;", "`&#x202E;`", "* * * " * 20, "-" * 200, "a <!-- b --> c",
        "<a href='https://a.example.org' title='x'>y</a>", "<mailto:a@b.example.org>",
        "[x] (y z)", "x\\[sic](y z)", "[a [b]] c", "```x``` is code",
    ],
)  # fmt: skip
def test_what_a_page_can_show_has_no_problem(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    "piece",
    [
        "[", "<!--[", "[a](b) ", "[a](", "![", "<img ", "<a:", "\n[a", "[@", "<script ",
        "`a``b```c ",
        "<a '\"", "[a](b '", "`\n\n", "&#", "[a](b c", "~~~\n\n", "*a", "_ ", "- - ", "1. ",
        ". A", "\\ ", "<x@", "[a]:", "![[a]", "[@[a]", "[x @a", "](claim:", "](a(b) ",
        "\n- [@a]", "\n# b [@a]", "\na\n[@a]", "a [@b] ", "[@a, [b], ", "> - a\n", "1) a\n- b\n",
    ],
)  # fmt: skip
def test_texts_are_read_in_proportion_to_their_length(piece: str) -> None:
    """Ten times the text takes ten times as long, not a hundred times."""
    seconds = []
    for length in (4_000, 40_000):
        text = ("x `` [@a]. " + piece * length)[:length] + " [@a]"
        start = process_time()
        read_prose(text)
        seconds.append(process_time() - start)
    assert seconds[1] < 40 * max(seconds[0], 0.005)


def test_a_run_of_backticks_is_looked_at_once() -> None:
    start = process_time()
    read_prose("`" * 90 + " [@a] " + "a" * 200_000)
    assert process_time() - start < 1


def test_a_bracket_in_a_locator() -> None:
    assert cited("So [@a, [45]-[47]; @b, para. [3]].") == [[("a", "[45]-[47]"), ("b", "para. [3]")]]


def test_what_follows_code_is_read() -> None:
    assert cited("A ` tick.\n\nText [@a].\n\nAnother ` tick.") == [[("a", "")]]
    assert cited("```\n[@a]\n```\nAfter [@b].") == [[("b", "")]]
    assert cited("`[@a]` and [@b], `c") == [[("b", "")]]
    assert cited(r"\`[@a]`") == [[("a", "")]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("First. Second [@a]. Third.", ["Second [@a]."]),
        ("Before the stop [@a]. Next.", ["Before the stop [@a]."]),
        ("After the stop. [@a] Next.", ["After the stop. [@a]"]),
        ("After the stop.[@a] Next [@b].", ["After the stop.[@a]", "Next [@b]."]),
        ("After both. [@a] [@b] Next.", ["After both. [@a] [@b]"]),
        ("One [@a], then another [@b]. Next.", ["One [@a], then another [@b]."]),
        ("Really? [@a] Yes! Then [@b]\u2026 And", ["Really? [@a]", "Then [@b]\u2026"]),
        ('He said "so". Then [@a].', ["Then [@a]."]),
        ('He said "so." Then [@a].', ["Then [@a]."]),
        ("He said “so.” [@a] Then.", ["He said “so.” [@a]"]),
        ("(It was so.) Then [@a].", ["Then [@a]."]),
        (
            "Mr. Smith and Dr. Jones met Gen. Lee [@a].",
            ["Mr. Smith and Dr. Jones met Gen. Lee [@a]."],
        ),
        ("The walls etc. and more fell [@a].", ["The walls etc. and more fell [@a]."]),
        ("The walls etc. “and more” fell [@a].", ["The walls etc. “and more” fell [@a]."]),
        ("The walls etc. (And more.) It fell [@a].", ["It fell [@a]."]),
        ("There were approx. 40 of them [@a].", ["There were approx. 40 of them [@a]."]),
        (
            "They depart. The gate is shut [@a].",
            ["The gate is shut [@a]."],
        ),
        ("At 5 p.m. Moscow time, e.g. Monday [@a].", ["At 5 p.m. Moscow time, e.g. Monday [@a]."]),
        ("The U.S. Army said so [@a].", ["The U.S. Army said so [@a]."]),
        ("On 3 Dec. Moscow replied [@a].", ["On 3 Dec. Moscow replied [@a]."]),
        ("About 3.5 km away [@a]. Next.", ["About 3.5 km away [@a]."]),
        ("No. 5 fell. Then [@a].", ["Then [@a]."]),
        (
            "See https://a.example.org/b.c for it [@a]. N",
            ["See https://a.example.org/b.c for it [@a]."],
        ),
        (
            "See [p. 3. Of it](https://a.b.c) now [@a].",
            ["See [p. 3. Of it](https://a.b.c) now [@a]."],
        ),
        ("Line one\nand two [@a].\n\nNext.", ["Line one\nand two [@a]."]),
        ("One\n\ntwo [@a]", ["two [@a]"]),
        ("One\n  \ntwo [@a]", ["two [@a]"]),
        ("Он сказал. Потом [@a]. Ещё.", ["Потом [@a]."]),
        ("Он сказал «Да.» Потом [@a]. Ещё.", ["Потом [@a]."]),
        ("قال ذلك۔ ثم قال [@a]۔ ثم", ["ثم قال [@a]۔"]),
        ("هل قال؟ قال [@a]. ثم", ["قال [@a]."]),
        ("他说。后来[@a]。然后。", ["后来[@a]。"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- one [@a]\n- two. Three [@b]\n", ["one [@a]", "Three [@b]"]),
        ("Lead:\n- one [@a]\n  more", ["one [@a]\n  more"]),
        ("1. one [@a]\n2) two [@b]", ["one [@a]", "two [@b]"]),
        ("* one\n\n+ two [@a]", ["two [@a]"]),
        ("> One. Two [@a]\n> three. Four.", ["Two [@a]\n> three."]),
        ("> One\n>\n> two [@a]", ["two [@a]"]),
        ("| a | b |\n|---|---|\n| x. Y [@a] | z [@b] |\n", ["Y [@a]", "z [@b]"]),
        ("# Head [@a]\n\nText [@b].", ["Head [@a]", "Text [@b]."]),
        ("Text [@a]\n## Head [@b]", ["Text [@a]", "Head [@b]"]),
        ("## Head\nText [@a]", ["Text [@a]"]),
        ("Head [@a]\n=====\n\nText.", ["Head [@a]"]),
        ("Head [@a]\n---\nText [@b].", ["Head [@a]", "Text [@b]."]),
        ("Before.\n```\nA. B\n```\nAfter [@a].", ["After [@a]."]),
        ("Before [@b]\n~~~\nA. B\n~~~\nAfter [@a].", ["Before [@b]", "After [@a]."]),
    ],
)
def test_sentences_in_blocks(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It **was** *so* `x_y` [@a].", ["It was so x_y."]),
        ("The snake_case word\nand 2 * 3 [@a].", ["The snake_case word and 2 * 3."]),
        (r"Five \* six [@a].", ["Five * six."]),
        ("See [the paper](source:b) [@a].", ["See the paper."]),
        ("See [](source:b) [@a].", ["See \x02source:b\x03."]),
        ("See <https://a.example.org/> [@a].", ["See https://a.example.org/."]),
        ("A <em>b</em> [@a] c [@b].", ["A b c."]),
        ("`a. B` c [@a] and `d`.", ["a. B c and d."]),
    ],
)
def test_words_are_plain(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_record_links() -> None:
    text = "[the *words*](claim:a-1), [](source:b), [\\[x\\]](event:c) and [y](page:d)"
    links = read_prose(text).links
    assert [(link.words, link.kind, link.id) for link in links] == [
        ("the *words*", "claim", "a-1"), ("", "source", "b"),
        ("\\[x\\]", "event", "c"), ("y", "page", "d"),
    ]  # fmt: skip
    assert [text[link.start : link.end] for link in links][:2] == [
        "[the *words*](claim:a-1)", "[](source:b)",
    ]  # fmt: skip
    assert read_prose(text).problems == ()


def test_outside_links() -> None:
    text = (
        "[a](https://a.example.org/x_(y)?z=1#f) <http://b.example.org> "
        "[c](mailto:c@d.example.org)\n\n[e]: https://e.example.org\n"
    )
    prose = read_prose(text)
    assert prose.addresses == (
        "https://a.example.org/x_(y)?z=1#f", "http://b.example.org",
        "mailto:c@d.example.org", "https://e.example.org",
    )  # fmt: skip
    assert (prose.links, prose.problems) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@a", [(Code.BAD_CITATION, "[@a", 0)]),
        ("[@]", [(Code.BAD_CITATION, "[@]", 0)]),
        ("[@a p. 3]", [(Code.BAD_CITATION, "[@a p. 3]", 0)]),
        ("[@a; b]", [(Code.BAD_CITATION, "[@a; b]", 0)]),
        ("[@a,]", [(Code.BAD_CITATION, "[@a,]", 0)]),
        ("[@a, @b]", [(Code.BAD_CITATION, "[@a, @b]", 0)]),
        ("[@a, p. 3, @b]", [(Code.BAD_CITATION, "[@a, p. 3, @b]", 0)]),
        ("```\n[@a] without an end", [(Code.BAD_MARKDOWN, "```", 0)]),
        ("a\n\n  ~~~~ text\n[x](b c)\n~~~", [(Code.BAD_MARKDOWN, "~~~~", 0)]),
        ("[Ashby](the mayor)", [(Code.BAD_LINK, "[Ashby](the mayor)", 0)]),
        ("[a](files/my report.pdf)", [(Code.BAD_LINK, "[a](files/my report.pdf)", 0)]),
        ("[the roof](claim: roof)", [(Code.BAD_LINK, "[the roof](claim: roof)", 0)]),
        ("[a](one (two) three)", [(Code.BAD_LINK, "[a](one (two) three)", 0)]),
        ("A <name withheld> b", [(Code.BAD_MARKDOWN, "<name withheld>", 0)]),
        (
            "<video src=x></video>",
            [(Code.BAD_MARKDOWN, "<video src=x>", 0), (Code.BAD_MARKDOWN, "</video>", 0)],
        ),
        ("<script>a</script>", [(Code.BAD_MARKDOWN, "<script>a</script>", 0)]),
        ("<a.b> <?php x ?>", [(Code.BAD_MARKDOWN, "<a.b>", 0), (Code.BAD_MARKDOWN, "<?p", 0)]),
        ("<!DOCTYPE x>", [(Code.BAD_MARKDOWN, "<!D", 0)]),
        ("a <!-- b", [(Code.BAD_MARKDOWN, "<!-- b", 0)]),
        ("<p class=x style='y'>z</p>", [(Code.BAD_MARKDOWN, "<p class=x style='y'>", 0)] * 2),
        ("<a href='claim:b'>x</a>", [(Code.BAD_LINK, "<a href='claim:b'>", 0)]),
        ("a &#x202E; b", [(Code.BAD_CHARACTER, "&#x202E;", 0)]),
        (
            "a &#8238 &#xE000;",
            [(Code.BAD_CHARACTER, "&#8238", 0), (Code.BAD_CHARACTER, "&#xE000;", 0)],
        ),
        ("<abbr title='&#8238;'>x</abbr>", [(Code.BAD_CHARACTER, "<abbr title='&#8238;'>", 0)]),
        ("&#" + "9" * 5000, [(Code.BAD_CHARACTER, "&#" + "9" * 198, 0)]),
        ("> " * 40 + "a", [(Code.BAD_MARKDOWN, ("> " * 20).strip(), 0)]),
        ("- " * 600 + "a", [(Code.BAD_MARKDOWN, ("- " * 20).strip(), 0)]),
        ("a\n" + " " * 80 + "- a", [(Code.BAD_MARKDOWN, "-", 0)]),
        ("[a " * 101, [(Code.BAD_MARKDOWN, "[", 0)]),
        ("[@,x] [@ok] [@,x]", [(Code.BAD_CITATION, "[@,x]", 0), (Code.BAD_CITATION, "[@,x]", 1)]),
        ("`[@]` [@]", [(Code.BAD_CITATION, "[@]", 1)]),
        ("![alt](a.png) ![b][c]", [(Code.IMAGE, "![alt](", 0), (Code.IMAGE, "![b][", 0)]),
        ("[x](clam:a)", [(Code.BAD_LINK, "clam:a", 0)]),
        ("clam:a [x](clam:a)", [(Code.BAD_LINK, "clam:a", 1)]),
        ("[x](javascript:alert(1))", [(Code.BAD_LINK, "javascript:alert(1)", 0)]),
        ("[x](data:text/html,x)", [(Code.BAD_LINK, "data:text/html,x", 0)]),
        ("[x](other.html)", [(Code.BAD_LINK, "other.html", 0)]),
        ("[x](claimline-link-0)", [(Code.BAD_LINK, "claimline-link-0", 0)]),
        ("[x]: claimline-link-0", [(Code.BAD_LINK, "claimline-link-0", 0)]),
        ("[x](https:)", [(Code.BAD_LINK, "https:", 0)]),
        ("<ftp://a.example.org>", [(Code.BAD_LINK, "ftp://a.example.org", 0)]),
        ("[see @a]", [(Code.BAD_CITATION, "[see @a]", 0)]),
        ("[-@a, p. 3]", [(Code.BAD_CITATION, "[-@a, p. 3]", 0)]),
        ("[words [@a]](claim:b)", [(Code.BAD_LINK, "](claim:b)", 0)]),
    ],
)
def test_problems(text: str, expected: list[tuple[Code, str, int]]) -> None:
    assert problems(text) == expected
    for found in read_prose(text).problems:
        assert found.message.endswith(".")


def test_a_misspelt_kind_gets_a_suggestion() -> None:
    (found,) = read_prose("[x](clam:a)").problems
    assert found.suggestion == 'Did you mean "claim"?'


def test_a_long_token_is_cut_in_the_message() -> None:
    (found,) = read_prose(f"[@a {'b' * 200}\n{'c' * 20}]").problems
    assert "..." in found.message
    assert "\n" not in found.message
    assert len(found.message) < 200


# Text that is full of what this module looks for.
PIECES = (
    "[@a]", "[@a, p. 3]", "[@a; @b]", "[@", "[", "]", "(", ")", "`", "``", "```\n", "~~~\n", "\\",
    "[w](claim:a)", "[](claim:a)", "[x](http://a.b)", "![x](y)", "<https://a.b/@c>", "<", ">",
    "<b>", "</b>", "<!--", "-->", '<a title="', '"', "[x]: y\n", "*", "_", "# ", "- ", "1. ", "> ",
    "| ", "|", "\n", "\n\n", "\n===\n", "\n---\n", " ", ". ", ".", "? ", "\u2026 ", "Mr. ", "A",
    "b", "word", "Он", "۔ ", "。", "\x00", "\x02", "\x03", "\ue000", "\u2028", "\t", "\r\n", "    ",
)  # fmt: skip
markdown = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text()


@given(markdown)
@example("```\n[@a]\n```\nB [@b].")
@example("`a. B` c [@a] `d`")
@example("[a\n# b](claim:a) [@a]")
def test_any_text_is_read(text: str) -> None:
    prose = read_prose(text)
    assert prose.text == text
    _check_order([(mark.start, mark.end) for mark in prose.marks], len(text))
    _check_order([(sentence.start, sentence.end) for sentence in prose.sentences], len(text))
    _check_order([(link.start, link.end) for link in prose.links], len(text))
    assert {mark.sentence for mark in prose.marks} == set(range(len(prose.sentences)))
    for mark in prose.marks:
        sentence = prose.sentences[mark.sentence]
        assert text[mark.start : mark.end].startswith("[@")
        assert text[mark.start : mark.end].endswith("]")
        assert sentence.start <= mark.start < mark.end <= sentence.end
        assert mark.cited
        assert all(found.source for found in mark.cited)
    for link in prose.links:
        assert text[link.start : link.end].startswith("[")
        assert f"({link.kind}:{link.id}" in text[link.start : link.end]
    for found in prose.problems:
        assert found.token in text
        assert 0 <= found.nth < text.count(found.token)


def _check_order(spans: list[tuple[int, int]], length: int) -> None:
    """Spans are in the text, not empty, in order, and do not overlap."""
    flat = [offset for span in spans for offset in span]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= length for start, end in spans)


# Without pieces of citations, so that what looks like one is one.
WHOLE = tuple(piece for piece in PIECES if piece not in ("[@", "[", "]", "\\", "[x]: y\n"))


@given(st.lists(st.sampled_from(WHOLE), max_size=25).map("".join))
@example("`a. B` c [@a] `d`")
@example("۔ ```\n[@a]")
def test_words_hold_no_citation(text: str) -> None:
    prose: Prose = read_prose(text)
    hidden = text.count("[@") - len(prose.marks)
    shown = sum(sentence.words.count("[@") for sentence in prose.sentences)
    assert shown <= hidden
    assert all(words == " ".join(words.split()) for words in said(text))


@given(st.lists(st.sampled_from(("One", "two.", "Three", "four!", "Mr.", "[@a]", "[@b]"))))
def test_a_sentence_is_counted_once(words: list[str]) -> None:
    prose = read_prose(" ".join(words))
    assert len(prose.marks) == words.count("[@a]") + words.count("[@b]")
    assert [mark.sentence for mark in prose.marks] == sorted(mark.sentence for mark in prose.marks)
