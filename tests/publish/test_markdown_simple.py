"""Texts that need no Markdown: what is made at once is what Markdown would make of them."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from claimline.publish import markdown


@given(
    st.lists(
        st.sampled_from(
            ["Word", "b", "3", "1.", "1)", "-", "+", "- ", "...", "e.g.", "http://a.example.org/b",
             "a: b", '"', "'", "(", ")", "%", "?", "\u2014", "\u201cso\u201d", "Он", "۔", " ",
             "    ", "\ue0000\ue001", "\ue0020\ue003", "\ue004", "\n", "=", "#", "*", "_", "&", "<"]
        ),
        max_size=8,
    ).map("".join)
)  # fmt: skip
@example("    indented")
@example("Word  ")
def test_a_plain_paragraph_is_what_markdown_makes_of_it(text: str) -> None:
    quick = markdown.simple(text)
    if quick is not None:
        converter = Markdown(extensions=["fenced_code", "sane_lists", "tables"])
        assert quick == markdown._clean(converter.convert(text), 0)


def test_most_notes_are_plain() -> None:
    assert markdown.simple("It names 1.5 (not 2) places: see p. 3.\n") == (
        "<p>It names 1.5 (not 2) places: see p. 3.</p>"
    )
    for text in (
        "*x*y",
        "a_b",
        "1. x",
        "* x",
        "a\n- b",
        "- a\n\n- b",
        "- a\nb",
        "- *a\nb*",
        "> a\n\n> b",
        "> a\nb",
        "> - a",
        "#a",
        "# a #",
        "# a\nb",
        "a & b",
        "[x](y)",
        "",
        "\\x",
        "``x``",
    ):
        assert markdown.simple(text) is None


BITS = st.sampled_from(
    [
        "gate", "the board", "No", "a.", "1.", "2019", ", and", "(so)", "it's", '"x"', "*late*",
        "**late at night**", "`code`", "`a b`", "*a", "b*", "**", "*", "`", "Москва", "é", "_x_",
        "[this](\ue0050\ue006)", "[*x*](\ue0051\ue006)", "\ue0020\ue003", "\ue004",
        "\ue0000\ue001", "-", "- a", "# x", "---", "***", "\n", "\n\n", "\n\n\n", "  ", "    ",
        "\n- ", "\n\n- ", "- ", "a_b", "*a*b", "a*b*", "**x*", "/", "%", "?", "…",
        "–", "1)", "* a", "*it's.*", "*a, b*", "**the\nboard**", "*so\n3*", "`a\nb`",
        "*\na*", "**\nb**", "`\na`",
        "[the\ngate](\ue0050\ue006)", "*a \nb*", "> a", "\n> b", "\n\n> ", "> ", "## Late", "# ",
        "\n\n### ", "\n# ", "####### x", "#",
    ]
)  # fmt: skip


@settings(max_examples=1000)
@given(st.lists(BITS, max_size=9), st.sampled_from(["", " "]))
def test_what_is_converted_without_markdown_is_what_markdown_gives(
    pieces: list[str], between: str
) -> None:
    text = between.join(pieces)
    fast = markdown.simple(text)
    if fast is not None:
        converter = Markdown(extensions=["fenced_code", "sane_lists", "tables"])
        html = markdown._H1.sub(r"\1h2", converter.convert(text))
        assert fast == markdown._clean(html, 2)


def test_most_texts_need_no_markdown() -> None:
    text = "- It *was*\n- late.\n\nThen"
    html = "<ul>\n<li>It <em>was</em></li>\n<li>late.</li>\n</ul>\n<p>Then</p>"
    assert markdown.simple(text) == html
    text = "The *gate* closed \ue0000\ue001.\nIt was `late`.\n\nSee [this](\ue0050\ue006)."
    assert markdown.simple(text) == (
        "<p>The <em>gate</em> closed \ue0000\ue001.\nIt was <code>late</code>.</p>\n"
        '<p>See <a href="\ue0050\ue006">this</a>.</p>'
    )
    text = (
        "## A *late* gate\n\nThe **old\nboard** and [the\nnew](\ue0050\ue006).\n\n> So\n> it was."
    )
    assert markdown.simple(text) == (
        "<h2>A <em>late</em> gate</h2>\n"
        '<p>The <strong>old\nboard</strong> and <a href="\ue0050\ue006">the\nnew</a>.</p>\n'
        "<blockquote>\n<p>So\nit was.</p>\n</blockquote>"
    )
