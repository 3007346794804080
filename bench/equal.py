"""Is it equal work? Counts the pages of several outputs and compares the links between them.

A link counts from the page on which it stands to the record to which it leads, once for each such
pair, within ``<main>``: navigation, headers and footers are left out, and so are links within a
page and out of the site. How the pages word and draw things may differ; what leads where may not.
The pages into which a long list is cut count as the one list that they are. So are the pages of the
A to Z and of the chronology.

The data files are compared too: their names, and the tables cell by cell. Only the columns that
hold Markdown are left out, since each tool has its own form of a citation. ``ALONE`` and
``ALONE_FILES`` name what only claimline has.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Relation = tuple[str, str]
"""The kinds of the page and of the record to which it links."""
Links = Mapping[Relation, frozenset[tuple[str, str]]]

ALONE = frozenset({"search"})
"""Pages that only claimline has."""
ALONE_FILES = frozenset({"data/investigation.sqlite", "manifest.json"})
"""Files that no peer can make: a database, and the digests of all files of the site."""
_DATA = re.compile(
    r"(?:data|sources)/[^/]+\.(?:csv|json|geojson|bib|ris)|CITATION\.cff|[a-z-]+\.json"
)
_OWN_MARKDOWN = frozenset({"reasoning", "text", "finding"})
"""The columns in which each tool has its own form of a citation or link."""
_PARTS = re.compile(r"(chronology|corrections|origins|matrix|a-z)/.+\Z")
"""The pages into which a long page is cut."""
_LEAF = re.compile(r"page[-/]\d+\Z")
KINDS = frozenset({"claims", "sources", "statements", "actors", "details", "briefs", "tags"})
_EVENT = re.compile(r"(?:(?:cite|s)-([a-z0-9-]+)-\d+|(?:event-)?(?!(?:day|at)-)([a-z0-9-]+))\Z")
_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
_HREF = re.compile(r"""<a\b[^>]*?\shref=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")


@dataclass(frozen=True, slots=True)
class Output:
    """What one tool wrote: the number of pages of each kind, and the links between them."""

    pages: Mapping[str, int]
    links: Links
    files: frozenset[str] = frozenset()
    """The data files, by their paths."""
    tables: Mapping[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """The rows of each table, the names of the columns first, without those of Markdown."""


def read(folder: Path) -> Output:
    """Read all pages below a folder."""
    pages: set[tuple[str, str]] = set()
    found: dict[Relation, set[tuple[str, str]]] = {}
    for path in sorted(folder.rglob("*.html")):
        here = path.relative_to(folder).as_posix()
        kind, name = record(here)
        if kind in ALONE:
            continue
        pages.add((kind, name))
        for to_kind, to_name in _leads(here, path.read_text(encoding="utf-8")):
            own = (to_kind, to_name) == (kind, name)
            if not own and to_kind not in ALONE and to_kind not in ALONE_FILES:
                found.setdefault((kind, to_kind), set()).add((name, to_name))
    numbers = Counter(kind for kind, _ in pages)
    links = {relation: frozenset(pairs) for relation, pairs in found.items()}
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    files = frozenset(path for path in paths if _DATA.fullmatch(path)) - ALONE_FILES
    tables = {path: _table(folder / path) for path in sorted(files) if path.endswith(".csv")}
    return Output(dict(numbers), links, files, tables)


def _table(path: Path) -> list[tuple[str, ...]]:
    """The rows of a table in their order by value, after the names of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    kept = [nth for nth, name in enumerate(lines[0]) if name not in _OWN_MARKDOWN]
    head, *rows = (tuple(line[nth] for nth in kept) for line in lines)
    return [head, *sorted(rows)]


def record(address: str) -> tuple[str, str]:
    """The kind and id of what stands at an address below the root: ``claims/a.html`` and so on.

    Index pages have the id ``index``. The kind and the id of a page that is the only one of its
    kind, such as the chronology, are both its path. An event is a place on the chronology, and so
    are its citations and sentences.
    """
    path, _, fragment = address.partition("#")
    path = path.removesuffix("/").removesuffix("/index.html").removesuffix(".html")
    if path in ("", "index"):
        return "front", "index"
    path = _LEAF.sub("", _PARTS.sub(r"\1", path)).removesuffix("/")
    if path == "chronology" and (event := _EVENT.match(fragment)):
        return "event", event[1] or event[2]
    kind, _, name = path.partition("/")
    if kind in ALONE:
        return kind, "index"
    if kind in KINDS:
        return (kind, name) if name else (f"{kind} index", "index")
    return path, path


def _leads(here: str, html: str) -> Iterator[tuple[str, str]]:
    main = _MAIN.search(html)
    for match in _HREF.finditer(main.group() if main else ""):
        href = match[1] or match[2] or match[3] or ""
        if href.startswith("#") or re.match(r"[a-z][a-z0-9+.-]*:|//", href):
            continue
        if not href.startswith("/"):
            folder = here.rpartition("/")[0].split("/") if "/" in here else []
            parts = [*folder]
            for part in href.split("/"):
                if part == "..":
                    parts = parts[:-1]
                elif part != ".":
                    parts.append(part)
            href = "/".join(parts)
        if href.lstrip("/").partition("#")[0] != here:
            yield record(href.lstrip("/"))


def compare(first: Output, other: Output) -> list[str]:
    """What the other output lacks or has beyond the first, a line for each relation."""
    lines = []
    for kind in sorted({*first.pages, *other.pages}):
        ours, theirs = first.pages.get(kind, 0), other.pages.get(kind, 0)
        if ours != theirs:
            lines.append(f"pages, {kind}: {ours} and {theirs}")
    for relation in sorted({*first.links, *other.links}):
        ours_set = first.links.get(relation, frozenset())
        theirs_set = other.links.get(relation, frozenset())
        if ours_set != theirs_set:
            missing, more = len(ours_set - theirs_set), len(theirs_set - ours_set)
            sample = min((ours_set - theirs_set) or (theirs_set - ours_set))
            lines.append(
                f"links, {relation[0]} to {relation[1]}: {missing} missing and {more} more "
                f"of {len(ours_set)}, such as {sample[0]} to {sample[1]}"
            )
    if first.files != other.files:
        missing_files, more_files = first.files - other.files, other.files - first.files
        name = min(missing_files or more_files)
        lines.append(
            f"files: {len(missing_files)} missing and {len(more_files)} more, such as {name}"
        )
    for path in sorted({*first.tables} & {*other.tables}):
        if first.tables[path] != other.tables[path]:
            ours_rows, theirs_rows = Counter(first.tables[path]), Counter(other.tables[path])
            rows = ((ours_rows - theirs_rows) + (theirs_rows - ours_rows)).total()
            lines.append(f"table {path}: {rows} rows differ")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Compare folders. The first is what the others are held against."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("outputs", nargs="+", metavar="NAME=FOLDER")
    options = parser.parse_args(arguments)
    named = [output.partition("=") for output in options.outputs]
    read_in = {name: read(Path(folder)) for name, _, folder in named}
    reference, *others = read_in
    first = read_in[reference]
    total = sum(map(len, first.links.values()))
    print(f"{reference}: {sum(first.pages.values())} pages, {total} links between records")
    failed = False
    for name in others:
        lines = compare(first, read_in[name])
        failed |= bool(lines)
        print(f"{name}: {sum(read_in[name].pages.values())} pages; {len(lines)} differences")
        for line in lines:
            print(f"  {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
