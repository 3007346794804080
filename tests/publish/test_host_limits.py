"""What each host refuses is told with the figure, the limit, where it comes from and the cure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from claimline import pipeline
from claimline.cli.build import check as check_command
from claimline.diagnostics import Code, Diagnostic, Report
from claimline.options import BuildOptions
from claimline.publish import host_limits, manifest
from claimline.publish.host_limits import HOSTS, Host, check_host
from tests.small import tree, write_small

GB = 1_000_000_000


class Sizes(bytes):
    """Bytes that say that they are more than they are."""

    size: int

    def __new__(cls, size: int) -> Sizes:
        """Say that they are this many."""
        self = super().__new__(cls, b"")
        self.size = size
        return self

    def __len__(self) -> int:
        return self.size


def _found(host: str | Host, files: Mapping[str, bytes]) -> list[Diagnostic]:
    report = Report()
    host = HOSTS[host] if isinstance(host, str) else host
    check_host(host, files, report)
    found = list(report)
    assert all(each.code is Code.HOST_LIMIT and each.suggestion for each in found)
    assert all(host.source in each.message for each in found)
    return found


def _pages(number: int, folder: str = "claims/") -> dict[str, bytes]:
    return {f"{folder}{nth}.html": b"" for nth in range(number)}


def _lines(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def test_the_figures_are_those_of_the_documentation() -> None:
    assert [HOSTS[name].files for name in ("cloudflare", "cloudflare-paid")] == [20_000, 100_000]
    assert HOSTS["gitlab"].files_and_folders == 200_000
    assert HOSTS["netlify"].files_in_a_folder == 54_000


# At the limit, and one more. The program's own list is a file of the site too.
@pytest.mark.parametrize(
    ("host", "limit", "most", "told"),
    [
        ("cloudflare", "files", 20, "The site has 21 files; most are in site/claims: 20."),
        ("cloudflare-paid", "files", 2_000, "The site has 2,001 files; most are in site/claims"),
        ("gitlab", "files_and_folders", 21, "The site has 22 files and folders; most are in"),
    ],
)
def test_too_many_files(host: str, limit: str, most: int, told: str) -> None:
    small = replace(HOSTS[host], **{limit: most})
    number = most - (limit == "files_and_folders")
    assert not _found(small, _pages(number - 1))
    (found,) = _found(small, _pages(number))
    assert found.message.startswith(told)
    assert f"{small.name} takes {most:,} ({small.source})." in found.message
    assert found.location.path == "site"
    assert "`images`" in found.suggestion
    assert ("cloudflare-paid" in found.suggestion) == (host == "cloudflare")


def test_too_many_files_in_one_folder() -> None:
    small = replace(HOSTS["netlify"], files_in_a_folder=54)
    files = {**_pages(54), **_pages(54, "sources/"), **_pages(54, "claims/part/")}
    assert not _found(small, files)
    (found,) = _found(small, files | {"claims/one-more.html": b""})
    assert found.location.path == "site/claims"
    assert "The folder has 55 files. Netlify takes 54 in a folder" in found.message


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_a_site_that_is_too_large(host: str) -> None:
    files = {"index.html": b"", "claims/a.html": Sizes(GB - 600), "media/a.png": b"x"}
    own = len(manifest.dump(dict.fromkeys(files, "0" * 64)))
    files["claims/a.html"] = Sizes(GB - own - 1)
    assert not _found(host, files)
    (found,) = _found(host, files | {"media/a.png": b"xy"})
    assert "The site has 1,000.0 MB; site/claims alone has 1,000.0 MB. " in found.message
    assert "takes 1,000.0 MB" in found.message


@pytest.mark.parametrize("host", ["cloudflare", "cloudflare-paid"])
def test_files_that_are_too_large(host: str) -> None:
    limit = 25 * 1024 * 1024
    assert not _found(host, {"files/a.pdf": Sizes(limit)})
    found = _found(host, {"files/b.pdf": Sizes(limit + 1), "files/a.pdf": Sizes(2 * limit)})
    assert [each.location.path for each in found] == ["site/files/a.pdf", "site/files/b.pdf"]
    assert "The file has 52.4 MB. Cloudflare Pages" in found[0].message


@pytest.mark.parametrize("name", ["files/report #7.pdf", "files/why?.pdf", "a#/b.html"])
def test_names_that_a_host_does_not_take(name: str) -> None:
    (found,) = _found("netlify", {name: b"", "files/report-7.pdf": b""})
    assert found.location.path == f"site/{name}"
    assert not _found("cloudflare", {name: b""})


def test_rules_of_headers() -> None:
    rules = [line for nth in range(100) for line in (f"/{nth}/*", "  X-A: b", "  X-B: c")]
    assert not _found("cloudflare", {"_headers": _lines("# a comment", "", *rules)})
    (found,) = _found("cloudflare", {"_headers": _lines(*rules, "/more", "  X-A: b")})
    assert "The file has 101 rules" in found.message
    assert found.location.path == "site/_headers"
    assert not _found("cloudflare", {"_headers": _lines("/*", f"  X-A: {'b' * 1_995}")})
    (found,) = _found("cloudflare", {"_headers": _lines("/*", f"  X-A: {'b' * 1_996}")})
    assert "The header in line 2 has 2,001 characters" in found.message
    assert not _found("netlify", {"_headers": _lines(*rules, "/more", "  X-A: b")})


def test_redirects() -> None:
    fixed = [f"/old/{nth} /new/{nth} 301" for nth in range(2_000)]
    patterns = [f"/{nth}/* /new/:splat" for nth in range(50)]
    patterns += [f"/{nth}/:id /new/:id" for nth in range(50)]
    assert not _found("cloudflare", {"_redirects": _lines("# all", "", *fixed, *patterns)})
    (found,) = _found("cloudflare", {"_redirects": _lines(*fixed, "/one /more")})
    assert "2,001 redirects without a pattern" in found.message
    (found,) = _found("cloudflare", {"_redirects": _lines(*patterns, "/one/* /more")})
    assert "101 redirects with a pattern" in found.message
    (found,) = _found("cloudflare", {"_redirects": _lines(f"/a /{'b' * 997}")})
    assert "line 1 has 1,001 characters" in found.message
    assert not _found("gitlab", {"_redirects": _lines(*fixed[:1_000])})
    (found,) = _found("gitlab", {"_redirects": _lines(*fixed[:1_001])})
    assert "1,001 redirects." in found.message
    assert not _found("gitlab", {"_redirects": _lines(f"/a /{'b' * 65_532}")})
    (found,) = _found("gitlab", {"_redirects": _lines(f"/a /{'b' * 65_533}")})
    assert "The file has 65,537 bytes. GitLab Pages on gitlab.com takes 65,536" in found.message


def test_the_option_names_every_host() -> None:
    (option,) = (each for each in check_command.params if each.name == "host")
    assert list(option.type.choices) == list(HOSTS)  # type: ignore[attr-defined]


def test_check_holds_the_whole_site_against_a_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_small(tmp_path / "project")
    pipeline.build(BuildOptions(project), Report())
    seen: list[set[str]] = []

    def look(_: Host, files: Mapping[str, bytes], __: Report) -> None:
        seen.append({*files})

    monkeypatch.setattr(host_limits, "check_host", look)
    report = Report()
    pipeline.check(BuildOptions(project), report, HOSTS["netlify"])
    assert not list(report)
    assert seen == [{*tree(project / "site")} - {".claimline.json"}]
