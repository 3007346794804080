"""The investigation as a Hugo site: front matter, shortcodes for citations, taxonomies for links.

Sources, statements, actors and tags are taxonomies, whose term pages know the pages that name
them: Hugo's own way back. Events have no page of their own; the chronology shows them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from bench import records
from bench.case import Case
from bench.peer import peers
from bench.yamltext import document, front_matter

LAYOUTS = Path(__file__).with_name("peers") / "hugo"
TERMS = frozenset({"actor", "source", "statement"})


def cite(pairs: list[tuple[str, str]]) -> str:
    """A citation as a shortcode: one argument for each source, with its place after a bar."""
    told = " ".join(f'"{source}|{place}"' if place else f'"{source}"' for source, place in pairs)
    return "{{< cite " + told + " >}}"


def write(case: Case, folder: Path) -> None:
    """Write a whole Hugo site into an empty folder."""
    shutil.copytree(LAYOUTS, folder, dirs_exist_ok=True)
    shutil.copytree(LAYOUTS.parent / "static", folder / "static")
    content = folder / "content"
    put(folder / "data" / "site.yaml", document(records.site(case)))
    method = records.method(case)
    put(content / "method.md", front_matter({"title": method.data["title"]}, method.prose.text))
    for name, title in (("chronology", "Chronology"), ("corrections", "Corrections")):
        put(content / f"{name}.md", front_matter({"title": title, "layout": name}, ""))
    for kind in ("claims", "sources", "statements", "actors", "details", "briefs", "tags"):
        put(content / kind / "_index.md", front_matter({"title": kind.capitalize()}, ""))
    unseen = {"cascade": {"build": {"render": "link"}}, "build": {"render": "never"}}
    put(content / "events" / "_index.md", front_matter({"title": "Events", **unseen}, ""))
    for peer in peers(case, cite):
        place = content / f"{peer.kind}s"
        path = place / peer.id / "_index.md" if peer.kind in TERMS else place / f"{peer.id}.md"
        put(path, front_matter(peer.data, peer.body))


def put(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
