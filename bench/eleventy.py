"""The investigation as an Eleventy site: Markdown files with front matter, Nunjucks layouts.

The links are found once for each build, in a collection; citations are a rule of markdown-it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from bench import peer_data, records
from bench.case import Case
from bench.hugo import put
from bench.peer import peers
from bench.yamltext import front_matter

LAYOUTS = Path(__file__).with_name("peers") / "eleventy"


def cite(pairs: list[tuple[str, str]]) -> str:
    """A citation, for the site's rule of markdown-it."""
    told = "; ".join(f"@{source}, {place}" if place else f"@{source}" for source, place in pairs)
    return f"[{told}]"


def write(case: Case, folder: Path) -> None:
    """Write a whole Eleventy site into an empty folder."""
    shutil.copytree(LAYOUTS, folder, dirs_exist_ok=True)
    shutil.copytree(LAYOUTS.parent / "static", folder / "static")
    content = folder / "src"
    put(content / "_data" / "investigation.json", json.dumps(records.site(case), indent=1))
    for name, text in peer_data.files(case).items():
        put(content / "_data" / name, text)
    put(folder / "static" / "data" / "investigation.schema.json", peer_data.schema())
    method = records.method(case)
    data = {"title": method.data["title"], "layout": "plain.njk", "permalink": "method.html"}
    put(content / "method.md", front_matter(data, method.prose.text))
    places = {place["id"]: place["name"] for place in records.places(case)}
    for peer in peers(case, cite):
        given = dict(peer.data)
        if peer.kind == "event":
            given["place_name"] = places[given["place"]]
        # Eleventy makes a collection of its own for each of its "tags".
        given["topics"] = given.pop("tags", [])
        put(content / f"{peer.kind}s" / f"{peer.id}.md", front_matter(given, peer.body))
