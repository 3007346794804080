"""Markdown as GitHub shows it: lists, tables, headings and numbers."""

from __future__ import annotations

import re

import pytest

from tests.publish.test_passages import check, html, raw


def shape(text: str) -> str:
    """The HTML of a text without line breaks and the box around tables."""
    return compact(raw(text))


def compact(made: str) -> str:
    return re.sub(r"\s*\n\s*|</?div[^>]*>", "", made)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reasons:\n- One\n- Two", "<p>Reasons:</p><ul><li>One</li><li>Two</li></ul>"),
        ("So:\n* One", "<p>So:</p><ul><li>One</li></ul>"),
        ("So:\n1. One\n2. Two", "<p>So:</p><ol><li>One</li><li>Two</li></ol>"),
        ("In\n2019. Then", "<p>In2019. Then</p>"),
        ("- One\n  - sub\n- Two", "<ul><li>One<ul><li>sub</li></ul></li><li>Two</li></ul>"),
        ("1. One\n   - a", "<ol><li>One<ul><li>a</li></ul></li></ol>"),
        ("- a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("    a\n    - b", "<pre><code>a- b</code></pre>"),
        ("```\na\n- b\n```", "<pre><code>a- b</code></pre>"),
        ("#BridgeShut was posted.", "<p>#BridgeShut was posted.</p>"),
        ("a\n#b", "<p>a#b</p>"),
        ("## So ##", "<h2>So</h2>"),
        ("# In C#", "<h2>In C#</h2>"),
        ("2019. a\n\n2021. b",
         '<ol start="2019"><li><p>a</p></li><li value="2021"><p>b</p></li></ol>'),
        ("3. a\n14. b", '<ol start="3"><li>a</li><li value="14">b</li></ol>'),
        ("1. a\n2. b\n4. c\n5. d",
         '<ol><li>a</li><li>b</li><li value="4">c</li><li>d</li></ol>'),
        ("1. a\n1. b", "<ol><li>a</li><li>b</li></ol>"),
        ("So:\n1) a\n2) b", "<p>So:</p><ol><li>a</li><li>b</li></ol>"),
        ("3) a\n\n5) b", '<ol start="3"><li><p>a</p></li><li value="5"><p>b</p></li></ol>'),
        ("In\n2019) Then\n2020) x", "<p>In2019) Then2020) x</p>"),
        ("- 4) a", '<ul><li><ol start="4"><li>a</li></ol></li></ul>'),
        ("- a) b", "<ul><li>a) b</li></ul>"),
        ("> So:\n> - a\n> - b",
         "<blockquote><p>So:</p><ul><li>a</li><li>b</li></ul></blockquote>"),
        ("> > So:\n> > 1. a",
         "<blockquote><blockquote><p>So:</p><ol><li>a</li></ol></blockquote></blockquote>"),
        ("1. a\n  - b", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        ("* a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("1. a\n\n   b\n2. c", "<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>"),
        ("- a\n\n  > b\n- c",
         "<ul><li><p>a</p><blockquote><p>b</p></blockquote></li><li><p>c</p></li></ul>"),
        ("- a\n  - b\n\n    c\n  - d\n- e",
         ("<ul><li><p>a</p><ul><li><p>b</p><p>c</p></li><li><p>d</p></li></ul></li>"
         "<li><p>e</p></li></ul>")),
        ("- a\n---\nb", "<ul><li>a</li></ul><hr><p>b</p>"),
        ("\u0663. a\n\u0664. b", "<p>\u0663. a\u0664. b</p>"),
        ("20240305091233. a", "<p>20240305091233. a</p>"),
    ],
)  # fmt: skip
def test_blocks_are_what_github_shows(text: str, expected: str) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(
    "text", ["A line\n| a | b |\n|---|:-:|\n| 1 | 2 |", "A\na | b\n--|--\n1 | 2"]
)
def test_a_table_may_stand_right_below_a_line(text: str) -> None:
    assert len(check(raw(text)).all("td")) == 2


def test_a_table_of_contents_is_no_part_of_the_language() -> None:
    assert "<p>[TOC]</p>" in html("[TOC]\n\n# A", ids=True)


def test_a_citation_in_a_heading_is_no_part_of_its_anchor() -> None:
    assert 'id="h-on-the-roof"' in html("One [@t].\n\n## On the roof [@s]", ids=True)


def test_a_line_between_paragraphs_stays_one() -> None:
    made = html("Before.\n\n* * *\nAfter [@s].")
    assert "<hr>" in made
    assert "<li>" not in made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# On the roof\n[@s]", "<h2>On the roof</h2><p>"),
        ("# [@s]", "<h2>"),
        ("- [@s]\n- [@t]", "<ul><li>"),
        ("12. [@s]", '<ol start="12"><li>'),
        ("> [@s]", "<blockquote><p>"),
        ("Before.\n\n***\n[@s]", "<p>Before.</p><hr><p>"),
        ("* * *\n[@s]", "<hr><p>"),
        ("A\n===\n[@s]", "<h2>A</h2><p>"),
        ("```\na\n```\n[@s]", "<pre><code>a</code></pre><p>"),
        ("| a | b |\n|---|---|\n[@s]", "<table><thead><tr><th>a</th>"),
        ("    a\n[@s]", "<pre><code><span"),
        ("A word\n[@s]", "<p><span"),
    ],
)
def test_a_citation_takes_no_space_that_markdown_reads(text: str, expected: str) -> None:
    whole = compact(html(text))
    assert whole.startswith(expected), whole
