"""Markdown as GitHub shows it: lists, tables, headings and numbers."""

from __future__ import annotations

import re

import pytest

from tests.publish.test_passages import check, html, raw


def shape(text: str) -> str:
    """The HTML of a text without line breaks and the box around tables."""
    return re.sub(r"\s*\n\s*|</?div[^>]*>", "", raw(text))


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
