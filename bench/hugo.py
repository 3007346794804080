"""The investigation as a Hugo site: front matter, shortcodes for citations, taxonomies for links.

Sources, statements, actors and tags are taxonomies, whose term pages know the pages that name
them: Hugo's own way back. The pages of the chronology and the letters of the A to Z are taxonomies
too. Events have no page of their own; the chronology shows them.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from bench import peer_data, records
from bench.case import Case
from bench.peer import peers
from bench.yamltext import document, front_matter

LAYOUTS = Path(__file__).with_name("peers") / "hugo"
TERMS = frozenset({"actor", "source", "statement"})
SECTIONS = ("claims", "sources", "statements", "actors", "details", "briefs", "tags")
PAGES = {"corrections": "Corrections", "data": "Data", "more": "More",
         "publisher": "Who stands behind this site"}  # fmt: skip
BIBLIOGRAPHY = {"outputs": ["html", "bibtex", "ris"]}
"""Each source has files for programs that keep references beside its page."""


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
    for name, text in peer_data.files(case).items():
        put(folder / "data" / name, text)
    put(folder / "static" / "data" / "investigation.schema.json", peer_data.schema())
    method = records.method(case)
    put(content / "method.md", front_matter({"title": method.data["title"]}, method.prose.text))
    for name, title in PAGES.items():
        address = "/data/index.html" if name == "data" else f"/{name}.html"
        given = {"title": title, "layout": name, "url": address}
        put(content / f"{name}.md", front_matter(given, ""))
    for name, title, address in (("chronology", "Timeline", "/chronology.html"),
                                 ("a-z", "A to Z", "/a-z.html")):  # fmt: skip
        put(content / name / "_index.md", front_matter({"title": title, "url": address}, ""))
    for kind in SECTIONS:
        put(content / kind / "_index.md", front_matter({"title": kind.capitalize()}, ""))
    for kind, name, title in peer_data.LISTS:
        given = {"title": title, "sort": kind, "pick": name}
        put(content / "lists" / f"{kind}s-{name}" / "_index.md", front_matter(given, ""))
    unseen: dict[str, Any] = {
        "cascade": {"build": {"render": "link"}},
        "build": {"render": "never"},
    }
    put(content / "events" / "_index.md", front_matter({"title": "Events", **unseen}, ""))
    put(content / "lists" / "_index.md", front_matter({"build": {"render": "never"}}, ""))
    for peer in peers(case, cite):
        place = content / f"{peer.kind}s"
        path = place / peer.id / "_index.md" if peer.kind in TERMS else place / f"{peer.id}.md"
        data = peer.data | (BIBLIOGRAPHY if peer.kind == "source" else {})
        put(path, front_matter(data, peer.body))


def put(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
