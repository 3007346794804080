"""Links to the very words."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.model.shared_fields import Fragment
from claimline.pages.fragment import TextDirective, text_directive, with_text_fragment

URL = "https://paper.example.org/a"


@pytest.mark.parametrize(
    ("words", "directive"),
    [
        ("closed at ten", "closed%20at%20ten"),
        ("  closed \n at\tten ", "closed%20at%20ten"),
        ("a well-known gate", "a%20well%2Dknown%20gate"),
        ("one, two & three", "one%2C%20two%20%26%20three"),
        ("50% of #1? yes/no: a=b+c", "50%25%20of%20%231%3F%20yes%2Fno%3A%20a%3Db%2Bc"),
        ("“so” – he said", "%E2%80%9Cso%E2%80%9D%20%E2%80%93%20he%20said"),
        ("закрыто", "%D0%B7%D0%B0%D0%BA%D1%80%D1%8B%D1%82%D0%BE"),
        ("the gate ... closed", "the%20gate,closed"),
        ("the gate [...] closed", "the%20gate,closed"),
        ("the gate [ … ] was … closed", "the%20gate,closed"),
        ("… the gate", "the%20gate"),
        ("the gate ...", "the%20gate"),
        ("a b c d e f g h i j k l", "a%20b%20c%20d%20e%20f%20g%20h%20i%20j%20k%20l"),
        ("a b c d e f g h i j k l m", "a%20b%20c%20d,j%20k%20l%20m"),
        ("", ""),
        ("...", ""),
        (" [\u2026] ", ""),
    ],
)
def test_directives(words: str, directive: str) -> None:
    assert str(text_directive(words) or "") == directive


@pytest.mark.parametrize(
    ("url", "words", "expected"),
    [
        (URL, "so", f"{URL}#:~:text=so"),
        (f"{URL}#top", "so", f"{URL}#top:~:text=so"),
        (f"{URL}?a=b", "so", f"{URL}?a=b#:~:text=so"),
        ("HTTP://paper.example.org", "so", "HTTP://paper.example.org#:~:text=so"),
        ("mailto:a@example.org", "so", "mailto:a@example.org"),
        (URL, None, URL),
        (URL, "", URL),
        (URL, "...", URL),
        (f"{URL}#:~:text=other", "so", f"{URL}#:~:text=so"),
        (f"{URL}#top:~:text=other&text=more", "so", f"{URL}#top:~:text=so"),
        (f"{URL}#:~:selector=x", "so", f"{URL}#:~:text=so"),
        (f"{URL}/a:~:b", "so", f"{URL}/a:~:b#:~:text=so"),
        (f"{URL}#:~:text=other", "!", f"{URL}#:~:text=%21"),
        (f"{URL}#:~:text=other", "...", f"{URL}#:~:text=other"),
    ],
)
def test_addresses(url: str, words: str | None, expected: str) -> None:
    assert with_text_fragment(url, words) == expected


@given(st.lists(st.text(min_size=1, max_size=8), max_size=30).map(" ".join))
def test_a_directive_decodes_to_words_of_the_quote(words: str) -> None:
    """It has one or two parts, each of which stands in the quote, in its order."""
    directive = str(text_directive(words) or "")
    assert re.fullmatch(r"(?:[A-Za-z0-9_.~,]|%[0-9A-F]{2})*", directive)
    parts = [unquote(part) for part in directive.split(",")]
    plain = " ".join(words.split())
    assert len(parts) <= 2
    if directive:
        assert all(parts)
        assert plain.index(parts[0]) <= plain.rindex(parts[-1])
    else:
        assert not plain.replace("...", "").replace("\u2026", "").strip(" []")


@given(st.text(min_size=1), st.sampled_from([URL, f"{URL}#a", f"{URL}?q=1"]))
def test_the_address_itself_is_kept(words: str, url: str) -> None:
    made = with_text_fragment(url, words)
    assert made.startswith(url)
    assert made.count("#") <= 1


@pytest.mark.parametrize(
    ("fragment", "directive"),
    [
        ({}, "closed"),
        ({"prefix": "the gate, –"}, "the%20gate%2C%20%E2%80%93-,closed"),
        ({"suffix": "well-made & more"}, "closed,-well%2Dmade%20%26%20more"),
        ({"prefix": "a-b", "suffix": "c"}, "a%2Db-,closed,-c"),
        ({"start": "was closed"}, "was%20closed"),
        ({"start": "was", "end": "at ten", "prefix": "it"}, "it-,was,at%20ten"),
    ],
)
def test_what_the_record_adds_is_in_the_directive(fragment: dict[str, str], directive: str) -> None:
    assert with_text_fragment(URL, "closed", Fragment(**fragment)) == f"{URL}#:~:text={directive}"
    assert with_text_fragment(URL, None, Fragment(**fragment)) == URL


PLAIN = st.text(min_size=1, max_size=20).filter(lambda words: words.split())


@given(PLAIN, PLAIN, st.none() | PLAIN, st.none() | PLAIN)
def test_the_parts_of_a_directive_can_be_told_apart(
    start: str, end: str, prefix: str | None, suffix: str | None
) -> None:
    """As a browser does: a part that ends in a hyphen is before, one that begins with it behind."""
    given = TextDirective(start, end, prefix or "", suffix or "")
    parts = str(given).split(",")
    read_prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    read_suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
    assert [unquote(part) for part in parts] == [" ".join(start.split()), " ".join(end.split())]
    assert read_prefix == " ".join((prefix or "").split())
    assert read_suffix == " ".join((suffix or "").split())
    assert "&" not in str(given)
