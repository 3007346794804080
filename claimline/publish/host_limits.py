"""What hosts refuse: too many files, too large ones, and names and rules that they do not take.

The figures are those of each host's own documentation, whose address stands beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from claimline.diagnostics import Code, Location, Report
from claimline.publish import manifest, paths
from claimline.value import Value

HEADERS = "_headers"
REDIRECTS = "_redirects"
MEGABYTE = 1_000_000
MEBIBYTE = 1_048_576

_PARTS = "Without `images`, `search` and `embed` in site.yaml there are fewer files. "
_ELSEWHERE = "See docs/large.md for hosts without such a limit."


class Host(Value, frozen=True):
    """What one host takes. 0 stands for no limit that its documentation names."""

    name: str
    source: str
    """The address of the documentation."""
    files: int = 0
    files_and_folders: int = 0
    files_in_a_folder: int = 0
    file_bytes: int = 0
    site_bytes: int = 0
    header_rules: int = 0
    header_characters: int = 0
    """In one line of ``_headers``."""
    fixed_redirects: int = 0
    pattern_redirects: int = 0
    """Redirects with ``*`` or a placeholder."""
    redirects: int = 0
    """Redirects of both kinds."""
    redirect_characters: int = 0
    """In one line of ``_redirects``."""
    redirects_bytes: int = 0
    """Of the whole file ``_redirects``."""
    refused_characters: str = ""
    """Characters that no file's name may have."""
    more_files: str = ""
    """What to do about too many files, besides what is the same for all hosts."""


_CLOUDFLARE = Host(
    "Cloudflare Pages, free plan",
    "https://developers.cloudflare.com/pages/platform/limits/",
    files=20_000,
    file_bytes=25 * MEBIBYTE,
    header_rules=100,
    header_characters=2_000,
    fixed_redirects=2_000,
    pattern_redirects=100,
    redirect_characters=1_000,
    more_files="A paid plan takes 100,000 (`--host cloudflare-paid`). ",
)
HOSTS: Mapping[str, Host] = {
    "github": Host(
        "GitHub Pages",
        "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits",
        site_bytes=1_000 * MEGABYTE,
    ),
    "gitlab": Host(
        "GitLab Pages on gitlab.com",
        "https://docs.gitlab.com/user/gitlab_com/#gitlab-pages",
        files_and_folders=200_000,
        site_bytes=1_000 * MEGABYTE,
        redirects=1_000,
        redirects_bytes=64 * 1024,
    ),
    "cloudflare": _CLOUDFLARE,
    "cloudflare-paid": replace(
        _CLOUDFLARE, name="Cloudflare Pages, paid plan", files=100_000, more_files=""
    ),
    "netlify": Host(
        "Netlify",
        "https://docs.netlify.com/site-deploys/overview/",
        files_in_a_folder=54_000,
        refused_characters="#?",
    ),
}


def check_host(host: Host, files: Mapping[str, bytes], report: Report) -> None:
    """Report everything in a whole site that a host does not take."""
    sizes = {path: len(files[path]) for path in files}
    # The program's own list is in the folder that is sent.
    sizes[paths.MANIFEST] = len(manifest.dump(dict.fromkeys(files, "0" * 64)))
    for place, message, cure in (
        *_too_many(host, sizes),
        *_too_large(host, sizes),
        *_bad_names(host, sizes),
        *_headers(host, _text(files, HEADERS)),
        *_redirects(host, _text(files, REDIRECTS)),
    ):
        report.add(Location(place), Code.HOST_LIMIT, f"{message} ({host.source}).", cure)


_Refused = Iterator[tuple[str, str, str]]
"""The place, the message up to where the limit comes from, and the cure."""


def _too_many(host: Host, sizes: Mapping[str, int]) -> _Refused:
    folders = paths.folders_above(sizes)
    direct = Counter(path.rpartition("/")[0] for path in sizes)
    most, number = direct.most_common(1)[0]
    crowd = f"; most are in {_site(most)}: {number:,}"
    cure = f"{host.more_files}{_PARTS}{_ELSEWHERE}"
    if 0 < host.files < len(sizes):
        message = f"The site has {len(sizes):,} files{crowd}. {host.name} takes {host.files:,}"
        yield _site(), message, cure
    both = len(sizes) + len(folders)
    if 0 < host.files_and_folders < both:
        message = f"The site has {both:,} files and folders{crowd}. "
        yield _site(), f"{message}{host.name} takes {host.files_and_folders:,}", cure
    if host.files_in_a_folder:
        for folder, number in sorted(direct.items()):
            if number > host.files_in_a_folder:
                message = f"The folder has {number:,} files. {host.name} takes "
                yield _site(folder), f"{message}{host.files_in_a_folder:,} in a folder", cure


def _too_large(host: Host, sizes: Mapping[str, int]) -> _Refused:
    whole = sum(sizes.values())
    if 0 < host.site_bytes < whole:
        parts: Counter[str] = Counter()
        for path, size in sizes.items():
            parts[path.partition("/")[0]] += size
        part, size = parts.most_common(1)[0]
        message = f"The site has {_megabytes(whole)}; {_site(part)} alone has {_megabytes(size)}. "
        message += f"{host.name} takes {_megabytes(host.site_bytes)}"
        yield _site(), message, f"{_PARTS}{_ELSEWHERE}"
    if host.file_bytes:
        for path in sorted(path for path, size in sizes.items() if size > host.file_bytes):
            message = f"The file has {_megabytes(sizes[path])}. {host.name} takes at most "
            cure = f"Make it smaller, or leave it out and link to a copy elsewhere. {_ELSEWHERE}"
            yield _site(path), f"{message}{_megabytes(host.file_bytes)}", cure


def _bad_names(host: Host, sizes: Mapping[str, int]) -> _Refused:
    for path in sorted(sizes):
        bad = next((letter for letter in host.refused_characters if letter in path), "")
        if bad:
            message = f'{host.name} takes no file with "{bad}" in its name'
            yield _site(path), message, "Rename the file, and what links to it."


def _headers(host: Host, text: str) -> _Refused:
    rules = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        rules += not line[0].isspace()
        if line[0].isspace() and 0 < host.header_characters < len(line.strip()):
            message = (
                f"The header in line {number} has {len(line.strip()):,} characters. {host.name} "
            )
            yield _site(HEADERS), f"{message}takes {host.header_characters:,}", "Shorten it."
    if 0 < host.header_rules < rules:
        message = f"The file has {rules:,} rules. {host.name} takes {host.header_rules:,}"
        yield _site(HEADERS), message, "Let one rule with `*` stand for several."


def _redirects(host: Host, text: str) -> _Refused:
    fixed = patterns = 0
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        has_pattern = "*" in words[0] or re.search(r"/:[A-Za-z]", words[0]) is not None
        patterns += has_pattern
        fixed += not has_pattern
        if 0 < host.redirect_characters < len(line):
            message = (
                f"The redirect in line {number} has {len(line):,} characters. {host.name} takes "
            )
            yield _site(REDIRECTS), f"{message}{host.redirect_characters:,}", "Shorten it."
    cure = "Let one redirect with `*` stand for several, or use `redirects` in site.yaml."
    for kind, number, most in (
        ("redirects without a pattern", fixed, host.fixed_redirects),
        ("redirects with a pattern", patterns, host.pattern_redirects),
        ("redirects", fixed + patterns, host.redirects),
    ):
        if 0 < most < number:
            message = f"The file has {number:,} {kind}. {host.name} takes {most:,}"
            yield _site(REDIRECTS), message, cure
    size = len(text.encode())
    if 0 < host.redirects_bytes < size:
        message = f"The file has {size:,} bytes. {host.name} takes {host.redirects_bytes:,}"
        yield _site(REDIRECTS), message, cure


def _text(files: Mapping[str, bytes], path: str) -> str:
    return files[path].decode(errors="replace") if path in files else ""


def _site(path: str = "") -> str:
    return f"site/{path}" if path else "site"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.1f} MB"
