"""A saved page runs nothing and loads nothing when it is shown."""

from __future__ import annotations

import re

import pytest

from claimline.author.captures.capture_text import UnreadableError
from claimline.author.captures.harmless import harmless_page, harmless_policy

HOSTILE = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img srcset='//evil.example/a 2x'>",
    "<p onclick=alert(1) style='background:url(//evil.example/c)'>",
    "<style>@import '//evil.example/s.css'; p { background: url(//evil.example/d) }</style>",
    "<link rel=stylesheet href=//evil.example/s.css>",
    "<link rel=preload as=image href=//evil.example/p>",
    "<a href='javascript:alert(1)'>go</a>",
    "<a href='java&#10;script:alert(1)' ping=//evil.example>go</a>",
    "<a href='https://evil.example/' target=_top>go</a>",
    "<meta http-equiv=refresh content='0; url=//evil.example/'>",
    "<base href=//evil.example/>",
    "<form action=//evil.example/><input name=a autofocus onfocus=alert(1)><button>go</form>",
    "<iframe src=//evil.example/></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<frameset><frame src=//evil.example/></frameset>",
    "<object data=//evil.example/></object><embed src=//evil.example/>",
    "<svg onload=alert(1)><script>alert(1)</script><image href=//evil.example/i /></svg>",
    "<svg><foreignObject><iframe src=//evil.example/></foreignObject></svg>",
    "<math><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<video src=//evil.example/v poster=//evil.example/w autoplay></video>",
    "<audio src=//evil.example/a></audio>",
    "<table background=//evil.example/t><tr><td background=//evil.example/u>x</td></tr></table>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<p lang='\"><script>alert(1)</script>' dir='x'>",
    "<div contenteditable tabindex=0 id=desk-main name=x accesskey=s popover>x</div>",
    "<!--><script>alert(1)</script>-->",
    "<plaintext><script>alert(1)</script>",
    "<body onload=alert(1) background=//evil.example/b>",
)
_ALLOWED = re.compile(r' (?:lang|dir|colspan|rowspan)="[a-zA-Z0-9-]*"')


def shown(html: str) -> str:
    page = harmless_page(f"<p>Before.</p>{html}<p>After.</p>".encode(), "text/html", "", "en")
    body = page.partition("<body>")[2].rpartition("</body>")[0]
    assert page == harmless_page(b"", "text/html", "", "en").replace("<body>", f"<body>{body}")
    return body


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_in_a_page_runs_or_loads(html: str) -> None:
    body = shown(html)
    assert "Before." in body
    for tag in re.findall(r"<[^>]*>", body):
        # Each tag is one of text, and has none but harmless attributes.
        bare = _ALLOWED.sub("", tag)
        assert re.fullmatch(r"</?[a-z][a-z0-9]*>", bare), tag
        assert not re.match(
            r"</?(?:script|style|img|svg|math|iframe|frame|frameset|object|embed|form|input|button"
            r"|base|meta|link|a|video|audio|template|noscript|body|html)\b", tag
        ), tag  # fmt: skip


def test_the_text_and_its_structure_stay() -> None:
    body = shown(
        '<h1>Title</h1><p lang="ar" dir="rtl">سقط <b>السقف</b></p>'
        '<a href="https://example.org/">words of a link</a>'
        '<table><tr><td colspan="2">1</td></table>'
    )
    assert '<p lang="ar" dir="rtl">سقط <b>السقف</b></p>' in body
    assert "words of a link" in body
    assert '<td colspan="2">1</td>' in body


def test_the_policy_allows_nothing_but_the_one_style() -> None:
    policy = harmless_policy("http://localhost:8000")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("; sandbox")
    assert "allow" not in policy
    assert "unsafe" not in policy


def test_a_page_in_an_mhtml_file_and_in_its_own_encoding() -> None:
    page = "<meta charset=windows-1251><p>Крыша упала.</p><script>x</script>".encode("cp1251")
    assert "<p>Крыша упала.</p>" in harmless_page(page, "text/html")
    mhtml = (
        b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=windows-1251\r\n\r\n" + page + b"\r\n--x--\r\n"
    )
    shown_page = harmless_page(mhtml, "multipart/related")
    assert "<p>Крыша упала.</p>" in shown_page
    assert "script" not in shown_page
    with pytest.raises(UnreadableError):
        harmless_page(b"no page", "multipart/related")


def test_a_page_that_asks_for_too_much_work_is_refused() -> None:
    with pytest.raises(UnreadableError):
        harmless_page(b"<div>" * 20_000, "text/html")
