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
# more page, which its index links to: small enough to be put in place file by file.
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


def broken_links(site: Path) -> list[str]:
    """The links in the pages of a site that lead to no file or to no place in it."""
    found = []
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        for href in re.findall(r'href="([^"]*)"', text):
            target, _, anchor = href.partition("#")
            file = page.parent / target
            if not file.is_file() or f'id="{anchor}"' not in file.read_text(encoding="utf-8"):
                found.append(f"{page.relative_to(site).as_posix()} -> {href}")
    return found


def debris(site: Path) -> list[str]:
    """What a build should not leave: anything beside the site, or in it for its own use."""
    beside = [
        entry.name for entry in site.parent.iterdir() if entry.name.startswith(f".{site.name}.")
    ]
    return beside + [name for name in (paths.STAGING,) if (site / name).exists()]
