"""What a request is answered with: no path leaves the site, and every file has its type."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response

from claimline.author.serve.responses import BUILD, find, inject, media_type_of, names, respond
from claimline.author.serve.server_state import ErrorLine, State

STATE = State("b1", good=True)
PAGE = b"<!doctype html><html><body><p>%b</p></body></html>\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for name in ("index.html", "claims/index.html", "claims/x.html", "404.html", "naïve page.html"):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PAGE % name.encode())
    (site / "assets").mkdir()
    (site / "assets/style.css").write_bytes(b"p{}")
    (site / ".claimline.json").write_text("{}")
    (site / ".git").mkdir()
    (site / ".git/config").write_text("secret")
    (site / ".well-known").mkdir()
    (site / ".well-known/security.txt").write_text("Contact: us")
    (tmp_path / "secret.html").write_text("secret")
    (tmp_path / "site-secret").mkdir()
    (tmp_path / "site-secret/index.html").write_text("secret")
    return site


def answer(site: Path, mount: str, target: str, state: State = STATE) -> Response:
    path, _, query = target.encode("latin-1").partition(b"?")
    return respond(site, mount, path, query, state)


def status(site: Path, target: str, mount: str = "/") -> int:
    return answer(site, mount, target).status_code


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("/", b"index.html"),
        ("/index.html", b"index.html"),
        ("/index.html?x=/../", b"index.html"),
        ("/claims/", b"claims/index.html"),
        ("/claims/x.html", b"claims/x.html"),
        ("/%63laims/x.html", b"claims/x.html"),
        ("/na%C3%AFve%20page.html", "naïve page.html".encode()),
        ("/naïve page.html".encode().decode("latin-1"), "naïve page.html".encode()),
    ],
)
def test_a_page_is_found(site: Path, target: str, text: bytes) -> None:
    made = answer(site, "/", target)
    assert made.status_code == 200
    assert b"<p>%b</p>" % text in bytes(made.body)
    assert made.headers["Content-Type"] == "text/html; charset=utf-8"
    assert made.headers[BUILD] == "b1"


ASTRAY = [
    "/../secret.html", "/%2e%2e/secret.html", "/%2e%2e%2fsecret.html", "/claims/../../secret.html",
    "/claims/%2E%2E/%2E%2E/secret.html", "/..%5csecret.html", "/..\\secret.html", "/./index.html",
    "//secret.html", "/claims//x.html", "/index.html%00", "/index.html%00.css", "/%00", "/%0a",
    "/C:/secret.html", "/index.html:stream", "/%ff", "/%c0%ae%c0%ae/secret.html", "/.git/config",
    "/.claimline.json", "/../site-secret/index.html", "/..", "/%2e%2e", "/../", "secret.html",
    "/claims/x.html/", "/claims/x.html/y", "/%252e%252e/secret.html", "/" + "x" * 9000,
    "/" + "x/" * 5000, "*", "", "/%ed%a0%80",
]  # fmt: skip


@pytest.mark.parametrize("target", ASTRAY)
@pytest.mark.parametrize("mount", ["/", "/case/"])
def test_no_path_leaves_the_site(site: Path, target: str, mount: str) -> None:
    for there in (target, f"/case{target}"):
        made = answer(site, mount, there)
        assert made.status_code == 404
        assert b"secret" not in bytes(made.body)


@given(st.text(alphabet="./\\%25efcC0a:\0 sitecr-h~", max_size=30))
def test_no_odd_path_leaves_the_site(text: str) -> None:
    """Whatever is asked for lies below the site, and is asked for by plain names."""
    inside = names(f"/{text}".encode())
    if inside is not None:
        joined = os.path.normpath(os.path.join("/site", *inside))
        assert joined == "/site" or joined.startswith("/site/")
        assert ".." not in inside
        assert "" not in inside[:-1]


def test_links_out_of_the_site_are_not_followed(site: Path, tmp_path: Path) -> None:
    (site / "out.html").symlink_to(tmp_path / "secret.html")
    (site / "out").symlink_to(tmp_path / "site-secret")
    (site / "hidden").symlink_to(site / ".git")
    (site / "loop").symlink_to(site / "loop")
    (site / "inside.html").symlink_to(site / "claims/x.html")
    for target in ("/out.html", "/out/", "/out/index.html", "/out", "/hidden/config", "/loop"):
        assert status(site, target) == 404, target
    assert status(site, "/inside.html") == 200


def test_what_is_no_file_is_not_opened(site: Path) -> None:
    os.mkfifo(site / "pipe.html")
    assert status(site, "/pipe.html") == 404


def test_a_folder_gets_its_slash(site: Path) -> None:
    made = answer(site, "/", "/claims?x=1")
    assert (made.status_code, made.headers["location"]) == (302, "/claims/?x=1")
    (site / "evil.example").mkdir()
    assert status(site, "//evil.example") == 404
    assert status(site, "/assets/") == 404  # no index
    assert status(site, "/.well-known/security.txt") == 200


def test_missing_pages_get_the_sites_own(site: Path) -> None:
    made = answer(site, "/", "/none.html")
    assert made.status_code == 404
    assert b"<p>404.html</p>" in bytes(made.body)
    assert b"/.claimline/serve.js" in bytes(made.body)
    (site / "404.html").unlink()
    assert b"<h1>" in answer(site, "/", "/none.html").body


def test_the_site_is_found_where_it_will_be_published(site: Path) -> None:
    assert status(site, "/case/claims/x.html", "/case/") == 200
    assert status(site, "/case/", "/case/") == 200
    assert answer(site, "/case/", "/case/claims").headers["location"] == "/case/claims/"
    assert status(site, "/claims/x.html", "/case/") == 200
    assert status(site, "/other/claims/x.html", "/case/") == 404


def test_without_a_site_every_page_says_what_is_wrong(site: Path) -> None:
    fault = ErrorLine(
        'a<b"c.yaml:1:2', "error[x] <script>alert(1)</script>", "vscode://file/a?b&c=<"
    )
    made = answer(site, "/", "/claims/x.html", State("b2", False, (fault,)))
    assert made.status_code == 503
    text = bytes(made.body).decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>" not in text
    assert 'href="vscode://file/a?b&amp;c=&lt;"' in text
    assert 'data-build="b2"' in text


def test_the_script_goes_in_at_the_end_of_the_body() -> None:
    tag = b'<script src="/.claimline/serve.js" data-build="n" defer></script>\n'
    whole = b"<html><body><p>one</p>%b</body></html>\n"
    assert inject(whole % b"", "n") == whole % tag
    assert (
        inject(b"<p>&lt;/body> </BODY> </HTML>", "n")
        == b"<p>&lt;/body> " + tag + b"</BODY> </HTML>"
    )
    assert inject(b"<p>x</html>", "n") == b"<p>x" + tag + b"</html>"
    assert inject(b"<p>x", "n") == b"<p>x" + tag


def test_other_files_are_sent_as_they_are(site: Path) -> None:
    made = answer(site, "/", "/assets/style.css")
    assert made.body == b"p{}"
    assert made.headers["Content-Type"] == "text/css; charset=utf-8"


def test_tag_is_that_of_what_is_sent(site: Path) -> None:
    one = answer(site, "/", "/")
    assert one.headers["ETag"] == answer(site, "/", "/index.html").headers["ETag"]
    assert one.headers["ETag"] != answer(site, "/", "/", State("b2", True)).headers["ETag"]


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("A.HTML", "text/html"), ("x.js", "text/javascript"), ("x.css", "text/css"),
        ("x.atom", "application/atom+xml"), ("x.webp", "image/webp"), ("x.woff2", "font/woff2"),
        ("x.geojson", "application/geo+json"), ("x.png", "image/png"), ("x.pdf", "application/pdf"),
        ("x.svg", "image/svg+xml"), ("x.json", "application/json"), ("x.vtt", "text/vtt"),
        ("x.csv", "text/csv"), ("x.xml", "application/xml"), ("x.wasm", "application/wasm"),
        ("x.unknown", "application/octet-stream"), ("x", "application/octet-stream"),
        ("x.csv.gz", "application/octet-stream"),
    ],
)  # fmt: skip
def test_types(name: str, media: str) -> None:
    assert media_type_of(name) == media


def test_find_gives_nothing_where_there_is_no_site(tmp_path: Path) -> None:
    assert find(tmp_path / "none", ["index.html"]) is None
    assert answer(tmp_path / "none", "/", "/").status_code == 404
