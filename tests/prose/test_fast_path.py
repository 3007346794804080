"""Texts that need no Markdown: what is made at once is what Markdown would make of them."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimline.prose.fast_path import plain_html
from claimline.prose.html import clean_html


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
    quick = plain_html(text)
    if quick is not None:
        assert quick == clean_html(text)


def test_most_notes_are_plain() -> None:
    assert plain_html("It names 1.5 (not 2) places: see p. 3.\n") == (
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
        "# a",
        "# a #",
        "# a\nb",
        "a & b",
        "[x](y)",
        "",
        "\\x",
        "``x``",
    ):
        assert plain_html(text) is None


BITS = st.sampled_from(
    [
        "gate", "the board", "No", "a.", "1.", "2019", ", and", "(so)", "it's", '"x"', "*late*",
        "**late at night**", "`code`", "`a b`", "*a", "b*", "**", "*", "`", "Москва", "é", "_x_",
        "[this](\ue0050\ue006)", "[*x*](\ue0051\ue006)",
        "[\ue0072\ue008](\ue0052\ue006)", "\ue0020\ue003", "\ue004",
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
    fast = plain_html(text)
    if fast is not None:
        assert fast == clean_html(text)


def test_most_texts_need_no_markdown() -> None:
    text = "- It *was*\n- late.\n\nThen"
    html = "<ul>\n<li>It <em>was</em></li>\n<li>late.</li>\n</ul>\n<p>Then</p>"
    assert plain_html(text) == html
    text = "The *gate* closed \ue0000\ue001.\nIt was `late`.\n\nSee [this](\ue0050\ue006)."
    assert plain_html(text) == (
        "<p>The <em>gate</em> closed \ue0000\ue001.\nIt was <code>late</code>.</p>\n"
        '<p>See <a href="\ue0050\ue006">this</a>.</p>'
    )
    text = (
        "The **old\nboard** and [\ue0071\ue008](\ue0051\ue006), "
        "[the\nnew](\ue0050\ue006).\n\n> So\n> it was."
    )
    assert plain_html(text) == (
        '<p>The <strong>old\nboard</strong> and <a href="\ue0051\ue006">\ue0071\ue008</a>, '
        '<a href="\ue0050\ue006">the\nnew</a>.</p>\n'
        "<blockquote>\n<p>So\nit was.</p>\n</blockquote>"
    )
