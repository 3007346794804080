"""Small sites whose pages link to each other's anchors, so that a mix of two does not hold."""

from __future__ import annotations

import os
import re
from pathlib import Path

from claimline.publish import paths

Files = dict[str, bytes]


def pages(mark: str, names: str, *, text: str = "", size: int = 400) -> Files:
    """A site of one page for each letter: each links to a place in the next, and so on."""
    files = {"assets/style.css": f"/* {mark} */".encode(), "robots.txt": b"User-agent: *\n"}
    for name, after in zip(names, names[1:] + names[:1], strict=True):
        body = f'<p id="{mark}-{name}"><a href="{after}.html#{mark}-{after}">on</a> {text}</p>'
        files[f"claims/{name}.html"] = f"{body}{'.' * size}</html>\n".encode()
    first = f'<a href="claims/{names[0]}.html#{mark}-{names[0]}">first</a></html>\n'
    return files | {"index.html": f'<h1 id="top">{mark}</h1>{first}'.encode()}


# B has other pages and other anchors than A. C has the pages of A with other words, and one
# more page, which its index links to.
A = pages("a", "bcde")
B = pages("b", "abcxy")
B["new/deep/page.html"] = b'<a href="../../index.html#top">top</a></html>\n'
B["zoo/new.css"] = b"/* last by name */"
C = pages("a", "bcde", text="news")
C["assets/style.css"] = A["assets/style.css"]
C["claims/new.html"] = b'<p id="new"><a href="b.html#a-b">b</a></p></html>\n'
C["index.html"] += b'<a href="claims/new.html#new">new</a></html>\n'


def contents(site: Path) -> dict[str, bytes | str | None]:
    """All that lies in a folder but the manifest: bytes, where a link leads, or a folder."""
    found: dict[str, bytes | str | None] = {}
    for here, folders, files in os.walk(site):
        for name in [*folders, *files]:
            path = Path(here, name)
            inside = path.relative_to(site).as_posix()
            if path.is_symlink():
                found[inside] = str(path.readlink())
            else:
                found[inside] = None if path.is_dir() else path.read_bytes()
    found.pop(paths.MANIFEST, None)
    return found


def expected(files: Files) -> dict[str, bytes | str | None]:
    """What ``contents`` finds where a site and nothing else is in place."""
    return {**files, **dict.fromkeys(paths.folders_above(files))}


def links(site: Path, page: str) -> dict[str, tuple[str, str]]:
    """The links of a page: the path and the place in it to which each leads, by ``href``."""
    text = (site / page).read_text(encoding="utf-8")
    leads = {}
    for href in re.findall(r'href="([^"]*)"', text):
        target, _, anchor = href.partition("#")
        if ":" in target or not target.endswith(".html"):
            continue
        leads[href] = os.path.normpath(os.path.join(os.path.dirname(page), target)), anchor
    return leads


def broken_links(site: Path) -> list[str]:
    """The links in the pages of a site that lead to no file or to no place in it."""
    found = []
    for file in sorted(site.rglob("*.html")):
        page = file.relative_to(site).as_posix()
        for href, (target, anchor) in links(site, page).items():
            there = site / target
            if not there.is_file() or f'id="{anchor}"' not in there.read_text(encoding="utf-8"):
                found.append(f"{page} -> {href}")
    return found


def dead_ends(site: Path) -> list[str]:
    """The links that lead to no file, in all pages that a reader reaches from the first."""
    found, seen, waiting = [], {"index.html"}, ["index.html"]
    while waiting:
        page = waiting.pop()
        for href, (target, _) in links(site, page).items():
            if not (site / target).is_file():
                found.append(f"{page} -> {href}")
            elif target not in seen:
                seen.add(target)
                waiting.append(target)
    return found


def debris(site: Path) -> list[str]:
    """What a build should not leave: anything beside the site, or in it for its own use."""
    beside = [
        entry.name for entry in site.parent.iterdir() if entry.name.startswith(f".{site.name}.")
    ]
    return beside + [name for name in (paths.STAGING,) if (site / name).exists()]
