"""What a style sheet loses on its way to readers, and what it keeps."""

from __future__ import annotations

import pytest

from claimline.publish.compact_css import compact


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a { color : red ; }\n\nb { }\n", "a{color :red;}b{}"),
        ("/* one */ a { /* two */ color: red /* three */ }", "a{color:red}"),
        ("a :is(b, c) { d: calc(1px + 2px) }", "a :is(b,c){d:calc(1px + 2px)}"),
        ("a {\n  & + & { b: c; }\n  :hover { d: e }\n}", "a{& + &{b:c;}:hover{d:e}}"),
        ("a\n  b\t>\r\n c {}", "a b > c{}"),
        ('a { content: "  /* no */ { } ; " }', 'a{content:"  /* no */ { } ; "}'),
        ("a { content: ' \\' { ' }", "a{content:' \\' { '}"),
        ("a { b: url( x  y;z ) ; }", "a{b:url( x  y;z );}"),
        ("a/**/b{}", "a/**/b{}"),
        ("a :hover, b: c { --d: ; }", "a :hover,b:c{--d:;}"),
        ('a { b: "c: d, e" , f }', 'a{b:"c: d, e" ,f}'),
        ("a { b:/* c */ d }", "a{b:d}"),
        ("a /* x */ b {} /* y */", "a b{}"),
        ("@layer a, b;\n@media (x) {\n c { d: e; }\n}", "@layer a,b;@media (x){c{d:e;}}"),
        ("/* open { a ; ", "/* open{a;"),
        ("", ""),
    ],
)
def test_space_and_comments_go_and_the_rest_stays(written: str, sent: str) -> None:
    assert compact(written.encode()) == sent.encode()
    assert compact(sent.encode()) == sent.encode()


def test_letters_of_all_scripts_stay() -> None:
    written = 'a { content: "\\2009↗" } /* ж */'
    assert compact(written.encode()).decode() == 'a{content:"\\2009↗"}'
