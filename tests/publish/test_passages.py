"""Passages to HTML: what an author wrote is made safe, what the project adds is not forged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from claimline.analysis import analyse
from claimline.diagnostics import Report
from claimline.pages.references import References
from claimline.pages.shared_views import Passage
from claimline.pages.view_builder import ViewBuilder
from claimline.prose import Prose, find_marks, read_prose
from claimline.prose.allowed import ATTRIBUTES, LANGUAGE, TAGS
from claimline.prose.pieces import to_pieces
from claimline.publish.passages import prose_filter
from claimline.publish.theme import ROOT, environment, read_theme
from claimline.read.text import BAD
from tests.dossiers import Data, dossier
from tests.publish.html_checks import Read, read_html

PROSE = prose_filter(environment(read_theme(Path("no such folder"))))
RECORDS: dict[str, Data] = {
    "source/s": {"publisher": "Paper <s>"},
    "source/t": {"publisher": 'Paper "t"'},
    "claim/c": {"short": "The *claim* <b>"},
}
HEADINGS, HEADING = {"h2", "h3", "h4", "h5", "h6"}, {"id"}
# What the project puts into a passage, by tag.
OURS = {
    "span": {"class", "id"},
    "sup": {"class"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "a": {"class", "rel", "href", "title", "role", "aria-label"},
}


def passage(text: str) -> Passage:
    """A text as the body of a brief, with its citations and links.

    What the reader reports is left aside, to see that the page withstands it too.
    """
    made = dossier(RECORDS | {"brief/b": {"body": "x"}})
    prose = find_marks(text)
    prose = replace(prose, pieces=to_pieces(prose))
    made = replace(made, prose={**made.prose, ("brief", "b"): {("body",): prose}})
    found = References(ViewBuilder(made, analyse(made, Report()))).passage("brief", "b", "body")
    assert found is not None
    return found


def html(text: str, *, ids: bool = False) -> str:
    return str(PROSE(passage(text), ids=ids))


def raw(text: str) -> str:
    """A text that is not read for citations first."""
    return str(PROSE(Passage(to_pieces(Prose(text)))))


def check(made: str) -> Read:
    """Only allowed tags and attributes, closed in order, and links that may stand."""
    found = read_html(made)
    assert found.faults == []
    for tag, attributes in found.tags:
        assert tag in TAGS | set(OURS)
        allowed = (
            ATTRIBUTES.get(tag, set())
            | (HEADING if tag in HEADINGS else set())
            | LANGUAGE
            | OURS.get(tag, set())
        )
        assert set(attributes) <= allowed, made
        href = attributes.get("href")
        assert href is None or re.match(rf"https?:|mailto:|#|{ROOT}[a-z]", href, re.IGNORECASE), (
            made
        )
    assert not re.search("[\ue000-\ue00f]", made)
    return found


HOSTILE = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example.org/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<a href='https://a.example.org' onclick='alert(1)'>x</a>",
    "<p style='position:fixed' class='x' id='main' onmouseover=alert(1)>x</p>",
    "<style>body{display:none}</style>",
    "<iframe src='https://a.example.org'></iframe>",
    "<form action='https://a.example.org'><input name=a><button>b</button></form>",
    "<svg onload=alert(1)><script>alert(1)</script><a xlink:href='javascript:x'>y</a></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<object data='x'></object><embed src='x'><video src='x'></video><audio src='x'></audio>",
    "<base href='https://evil.example.org/'><meta http-equiv=refresh content='0;url=x'>",
    "<link rel=stylesheet href='https://evil.example.org/x.css'>",
    "<template><p>x</template><noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><title>x</title><plaintext>x",
    "<details open ontoggle=alert(1)>x</details><marquee onstart=alert(1)>x</marquee>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]><?php x ?><!DOCTYPE x>",
    "</div></main></body></html><script>alert(1)</script>",
    "<table><tr><td><a href=x><p>open<b><i>",
    "<b><p>a</b>b</p></i></em>",
    "<span class='cited' id='s-1'>x</span><sup class='cite'>[1]</sup>",
    "<div class='scroll' role='region'>x</div>",
    "<a id='ref-1' name='ref-1' class='outside' rel='license'>x</a>",
    "<p lang='\"><script>alert(1)</script>'>x</p>",
    '`<script>alert(1)</script>` and\n\n```html onload="x"\n<script>alert(1)</script>\n```\n',
    "[x](<https://a.example.org/\"onclick=alert(1)>)",
    "[x](https://a.example.org/ '\" onclick=alert(1) \"')",
    '<a href="https://a.example.org/" title="\'&quot; onclick=alert(1)">x</a>',
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_html_is_made_safe(text: str) -> None:
    for made in (
        raw(text),
        raw(f"Before {text} after."),
        raw(f"> - {text}\n\n| a |\n|---|\n| {text} |"),
    ):
        found = check(made)
        assert not {"script", "img", "svg", "style", "iframe", "form"} & {
            tag for tag, _ in found.tags
        }
        assert "id" not in {name for _, attributes in found.tags for name in attributes}


# A link to a record that reaches from inside a tag to behind it, in blocks of raw HTML.
ACROSS_A_TAG = (
    '<div>\n<a x=y\' title="[<img src=x onerror=alert(1)>" href="http://z.example/">y](claim:c)\n</div>',
    "<div>\n<abbr title='[<svg onload=alert(1)>'>y](claim:c)</abbr>\n</div>",
    '<table title="[x"><tr><td>[<img src=x onerror=alert(1)>](claim:c)</td></tr></table>',
    "<p lang='[\" onmouseover=\"alert(1)'>y](claim:c)</p>",
    "<blockquote>[a <a href='https://a.example.org/' title='](claim:c)'>b</a></blockquote>",
    "<div>\n<!-- [ --><script>alert(1)</script>](claim:c)\n</div>",
)


@pytest.mark.parametrize("text", ACROSS_A_TAG)
def test_a_record_link_across_a_tag_is_cleaned_with_the_rest(text: str) -> None:
    found = check(html(text))
    for tag, attributes in found.tags:
        assert tag not in {"script", "img", "svg"}
        assert not any(name.startswith("on") for name in attributes)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java&#10;script:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript&colon;alert(1)",
        "\x01javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x",
        "data:text/html;base64,PHNjcmlwdD4=", "file:///etc/passwd", "ftp://a.example.org/",
        "//evil.example.org/", "/absolute.html", "../up.html", "other.html", "?q",
        "blob:https://a.example.org/x", "javascript&#58;alert(1)", "claim:c", "claimline-link-9",
        "claimline-link-00", "claimline-link-0x", "xclaimline-link-0", "claimline-link-0",
    ],
)  # fmt: skip
def test_links_that_may_not_stand_lose_their_target(target: str) -> None:
    for text in (
        f'<a href="{target}">x</a>', f"<a href='{target}'>x</a>", f"[x]({target})",
        f"[x](<{target}>)", f"[x][y]\n\n[y]: {target}\n", f"<{target}>",
    ):  # fmt: skip
        found = check(raw(text))
        assert all("href" not in attributes for attributes in found.all("a"))


@pytest.mark.parametrize(
    "target", ["https://a.example.org/x?y=1&z=2#f", "http://a.example.org", "mailto:a@example.org"]
)
def test_links_that_may_stand_keep_it(target: str) -> None:
    for text in (
        f'<a href="{target}">x</a>', f'<a lang="en" title="t" href="{target}">x</a>',
        f"[x]({target})", f"[x][y]\n\n[y]: {target}\n",
    ):  # fmt: skip
        (link,) = check(raw(text)).all("a")
        assert link["href"] == target
        assert (link.get("class") == "outside") == target.startswith("http")
        assert ("noopener" in link.get("rel", "")) == target.startswith("http")


def test_what_the_author_may_use_stays() -> None:
    text = (
        "Some *words* and **more** `code`, H<sub>2</sub>O, <abbr title='x'>y</abbr>.\n\n"
        "- a\n- b\n\n1. c\n\n> quoted\n\n<p lang='ru' dir='ltr'>слово</p>\n\n---\n\n    code\n"
    )
    names = {tag for tag, _ in check(raw(text)).tags}
    assert names >= {"em", "strong", "code", "sub", "abbr", "ul", "ol", "blockquote", "hr", "pre"}
    assert check(raw(text)).all("p")[-1] == {"lang": "ru", "dir": "ltr"}


# Forgery: what an author writes must not pass for what the project adds.

MARKS = range(0xE000, 0xE011)


def spelled(point: int) -> list[str]:
    """One character as references of HTML, with and without what may be left out."""
    return [f"&#x{point:X};", f"&#x{point:x}", f"&#X000{point:x};", f"&#{point};", f"&#00{point}"]


FORGED = [
    "{0}0{1}", "{2}0{3}forged{4}", "{0}7{1} {2}9{3}x{4}", "{2}0{3}", "{4}{1}{3}", "{16}index.html",
    '<a href="https://a.example.org/{16}x" title="{0}0{1}">x</a>', "`{0}0{1}`",
    "[x](https://a.example.org/{0}0{1})", "    {2}0{3}x{4}", '<a href="{5}0{6}">x</a>',
]  # fmt: skip


@pytest.mark.parametrize("nth", range(5))
@pytest.mark.parametrize("shape", FORGED)
def test_character_references_forge_no_mark(shape: str, nth: int) -> None:
    """The reader refuses the characters themselves; HTML knows other ways to write them."""
    text = shape.format(*(spelled(mark)[nth] for mark in MARKS))
    found = check(html(f"Real [@s]. {text} end.\n\n{text}\n"))
    assert [cite["class"] for cite in found.all("sup")] == ["cite"]
    assert found.ids == ["s-1"]
    assert ROOT not in html(f"Real [@s]. {text} end.")


def test_a_reference_inside_a_reference_forges_no_mark() -> None:
    """Where one is taken out, what stood around it must not become another."""
    text = "&#xE&#xE000;000;0&#xE&#xE000;001; &#5734&#57344;6;0&#57&#xE001;347;x&#xE0&#57344;04;"
    found = check(html(f"Real [@s]. {text} end."))
    assert len(found.all("sup")) == 1
    assert found.ids == ["s-1"]


def test_a_hidden_target_forges_no_link() -> None:
    """The project's targets are for the links that the project found."""
    text = '[real](claim:c) and <a href="claimline-link-0">forged</a>.'
    hrefs = [link.get("href", "") for link in check(html(text)).all("a")]
    assert hrefs == [f"{ROOT}claims/c.html", ""]


def test_a_citation_in_an_attribute_or_a_comment_is_none() -> None:
    for text in ('<abbr title="as in [@s] so">x</abbr> [@t].', "<!-- [@s] --> x [@t].",
                 "<p title='[@s]'>x</p>\n\n[@t]"):  # fmt: skip
        found = check(html(text))
        assert len(found.all("sup")) == 1
        assert [link["href"] for link in found.all("a")] == ["#ref-1"]


# Sentences, tables and headings.


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("One. Two *three* [@s]. Four.", "Two three[1]."),
        ("*One. Two [@s].* Three.", None),
        ("- One [@s].\n- Two.", "One[1]."),
        ("> One. Two [@s].", "Two[1]."),
        ("## Head [@s]\n\nText.", "Head[1]"),
        ("Head [@s]\n=======\n\nText.", "Head[1]"),
        ("[One. Two](https://a.example.org) three [@s].", "One. Two three[1]."),
        ("One `a. B` two [@s].", "One a. B two[1]."),
        ("| a | b |\n|---|---|\n| One [@s] | two |\n", "One[1]"),
        ("~~~\na. B\n~~~\nOne [@s].", "One[1]."),
        ("One\ntwo\n[@s].", "One\ntwo[1]."),
    ],
)
def test_a_citing_sentence_can_be_reached(text: str, inside: str | None) -> None:
    made = html(text)
    found = check(made)
    assert found.ids == ["s-1"]
    assert len(found.all("sup")) == 1
    if inside is not None:
        piece = re.search(r'<span class="cited" id="s-1">(.*?)</span>', made, re.DOTALL)
        assert piece
        assert read_html(piece[1]).text == inside


def test_a_table_with_citations_stays_a_table() -> None:
    found = check(html("| a | b |\n|---|---|\n| x [@s] | y [@t] |\n| z | [@s] |\n"))
    assert len(found.all("table")) == 1
    assert len(found.all("td")) == 4
    assert [each["class"] for each in found.all("div")] == ["scroll"]
    assert len(found.all("sup")) == 3


def test_headings_start_below_the_pages_own() -> None:
    made = html("# One\n\n## Two\n\nThree\n=====\n\n<h1>Four</h1>\n")
    names = [tag for tag, _ in check(made).tags]
    assert "h1" not in names
    assert names.count("h2") == 4


def test_ids_of_headings_are_the_projects() -> None:
    text = '# S 1\n\n<h2 id="ref-1">x</h2>\n\n# S 1\n'
    assert check(html(text)).ids == []
    ids = check(html(text, ids=True)).ids
    assert all(id_.startswith("h-") for id_ in ids)
    assert len(ids) == len(set(ids)) == 3
    assert check(html('<h2 lang="en" id="ref-1">x</h2>')).ids == []


def test_every_table_can_be_scrolled() -> None:
    found = check(html('<table lang="ru"><tr><td>x</td></tr></table>\n\n| a |\n|---|\n| b |\n'))
    assert len(found.all("div")) == len(found.all("table")) == 2


def test_one_filter_makes_the_same_of_the_same_text() -> None:
    text = "# A\n\n[x]: https://a.example.org\n\nSo [@s]."
    first = html(text, ids=True)
    html("# A\n\n[x]\n\n# A\n")
    assert html(text, ids=True) == first
    assert "href" not in raw("[x]")


def test_words_of_others_are_escaped_in_citations() -> None:
    made = html('One [@s, "><script>alert(1)</script>] two [@t].')
    found = check(made)
    labels = [link["aria-label"] for link in found.all("a")]
    assert labels == [
        'Reference 1: Paper <s>, "><script>alert(1)</script>', 'Reference 2: Paper "t"',
    ]  # fmt: skip


def test_a_title_shows_just_its_characters() -> None:
    assert read_html(html("See [](claim:c).")).text == "See The *claim* <b>."


PIECES = (
    *HOSTILE, "[@s]", "[@s, p. 3]", "[@s; @t]", "[w](claim:c)", "[](claim:c)", "# ", "## ", "- ",
    "1. ", "> ", "| a | b |\n|---|---|\n| ", " | ", "```\n", "~~~\n", "`", "``", "*", "**", "_",
    "\n", "\n\n", "\n===\n", "\n---\n", "    ", " ", ". ", "Word", "two", "[", "]", "(", ")", "<",
    ">", "</p>", "<p>", "<table>", "</table>", "<td>", "<a>", "</a>", "<em>", "</em>", "&", "&lt;",
    "&#xE000;0&#xE001;", "&#57346;0&#xe003;", "&#xE004;", "&#xe010;", "\\", "[x]: ", '"', "'",
    "\\<",
    "https://a.example.org/", "[y](https://a.example.org/)", "<https://a.example.org/>", "<!--",
    "-->",
    "<table lang='x'>", "<pre>", "<code>", "</code>", "<h2>", "</h2>", "<ol start=3>", "<li>",
    "stx",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=16).map("".join) | st.text().filter(
    lambda text: not BAD.search(text)
)


@settings(max_examples=300)
@given(texts)
@example("Head [@s]\n===")
@example("<abbr title='[@s]'>x</abbr>")
def test_any_text_becomes_whole_and_safe_html(text: str) -> None:
    if read_prose(text).problems or not text.strip():
        check(raw(text))
        return
    read = check(html(text))
    assert sorted(read.ids) == sorted(passage(text).sentences)
    for target in (link.get("href", "") for link in read.all("a")):
        assert target == f"{ROOT}claims/c.html" or not target.startswith(ROOT)


def test_a_text_that_cannot_be_read_leaves_no_trace() -> None:
    with pytest.raises(RecursionError):
        raw("- " * 600 + "a & b")
    assert raw("a & b") == "<p>a &amp; b</p>"
