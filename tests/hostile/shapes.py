"""Pieces of text that cost a reader much where they are repeated many times."""

from __future__ import annotations

PROSE = (
    "[", "]", "(", ")", "[a](b) ", "[a](", "![", "![a]", "[a](b '", "[a](b c", "[a](<b> ", "[a]:",
    "[a]:\n", "[a]: b\n", "[a]: http://b.c\n", "[a]: http://b.c\nx\n", "[^a]: b\n", "[a][b] ",
    "[]()", "\n[a", "[@", "[@a]", "[@a]. ", "A [@a]. B", "[@a; ", "[@a, p. [", "[@[a]", "[x @a",
    "[see @a]", "@a ", "@a", "[a] ", "](claim:", "[w](claim:a)", "[](claim:a)", "[a](claim:b c) ",
    "[[a]]", "a@b.c ", "<", ">", "<!--[", "<!--", "-->", "<img ", "<a:", "<a '\"", "<a x='", "<x@",
    "<script ", "</a", "<b>", "<b>a</b>", "<div>", "<div>\n\n", "<div>a</div>\n\n", "<p>",
    "<ul><li>", "<table>", "<a b=c ", "<h1>", "<b lang=a>", "</b>", "<?", "<![CDATA[", "<!DOCTYPE ",
    "&", "&#", "&#x", "&#1;", "&amp;", "&lt;", "&a;", "<http://a.b> ", "<mailto:a@b.c>",
    "http://a.b ", "`", "`a", "`a`", "`a``b```c ", "`\n\n", "```\n", "```\n\n```\n", "~~~\n\n",
    "\\", "\\ ", "\\[", "\\`", "*", "*a", "*a* ", "**a **b ", "**a *b", "***a", "_ ", "_a_ ", "a_b",
    "__a", "a*b*c", "> ", ">> a\n", "> a\n\n", "> - a\n", "- ", "- - ", "- \n", "- a\n", "- a\n\n",
    "- a\n\n  b\n\n", "  - a\n", "* * *\n", "1. ", "1. a\n", "2. a\n\n", "9. a\n   b\n", "# ",
    "# a\n", "## a [@a]\n", "#\n", "- # a\n    b\n", "# a\n    b\n", "# a\n| a | b |\n|-|-|\n",
    "a\n===\n", "a\n---\n", "---\n", "===\n", "    a\n", "\ta\n", "| a | b |\n", "|", "|-",
    "a | b\n--|--\nc | d\n", "a\n|-\n", "|a|\n|-|\n", "a", "a ", "漢", "他。", "é ", ". A", "Mr. ",
    "z. B. ", "3. M\u00e4rz ", "...", "? ", '"a" ', "„a“ ", " ", "\n", "  \na", "\u00a0", "e\u0301",
)  # fmt: skip
"""Repeated in Markdown."""

YAML = (
    "[", "]", "{", "}", "- ", "- a\n", "- - ", "-\n", "a: ", "a: b\n", "k{n}: v\n", "? a\n", ": ",
    "&a ", "&a [", "&a{n} x\n- *a{n}\n", "*a ", "- *a\n", "!a ", "|\n", ">\n", "'", "''", '"',
    '\\"', "\\x41", "%a\n", "---\n", "...\n", "#", " #a", "\t", " ", "\n", "a\n", "a:\n ", "<<: ",
    "a: [", "a: 'b\n", "a: >\n - b\n - c\n", "a: b: c\n", "\u00a0", "<<<<<<< a\n", "- id: a\n",
    "- id: a{n}\n", "[a], ", "[@bad\\ \\ ", "{source: a}, ", "x: {y: z}\n", "a: |\n b\n", "- {n}\n",
)  # fmt: skip
"""Repeated in YAML. ``{n}`` is another number each time."""


def repeated(piece: str, length: int) -> str:
    """A text of a length, made of one piece."""
    if "{n}" not in piece:
        return (piece * (length // len(piece) + 1))[:length]
    pieces = (piece.replace("{n}", str(nth)) for nth in range(length // len(piece)))
    return "".join(pieces)[:length]
