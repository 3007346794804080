"""The table of what became of each assertion of the five founding articles.

``python -m tests.coverage_table`` writes ``docs/coverage.md`` from ``tests/coverage/ledger.yaml``
and the shipped investigation.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from claimline.model.dossier import Dossier, title
from tests.quotes import ROOT, shipped

LEDGER = ROOT / "tests" / "coverage" / "ledger.yaml"
TABLE = ROOT / "docs" / "coverage.md"


@dataclass(frozen=True, slots=True)
class Article:
    """An article: the id of its source, its name, and how many assertions were listed in it."""

    source: str
    name: str
    assertions: int


ARTICLES: Mapping[str, Article] = {
    "000": Article("caliber-analysis-2026-01-03", "Caliber.Az", 35),
    "001": Article("blog-agencies-2025-12", "The blog that signs as Agencies", 42),
    "002": Article("qalampir-review-2026-01", "QALAMPIR.UZ", 30),
    "003": Article("newsx-2025-12-29", "NewsX", 18),
    "004": Article("ibtimes-inkl-2025-12", "International Business Times UK", 32),
}
"""By the number that an article's rows begin with."""


@dataclass(frozen=True, slots=True)
class Row:
    """An assertion: what it is about, and the records that hold it or why none does."""

    id: str
    about: str
    to: tuple[str, ...] = ()
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A record that rows go to: its title, and its file as seen from the table."""

    title: str
    href: str


class LedgerError(ValueError):
    """The ledger is not what its head says that it is."""


def read_rows(text: str) -> tuple[Row, ...]:
    """The rows of the ledger, in its order. Raises LedgerError for a row that cannot stand."""
    document = yaml.compose(text, Loader=yaml.BaseLoader)
    if not isinstance(document, yaml.MappingNode):
        raise LedgerError("the ledger is no mapping")
    ids = [str(key.value) for key, _ in document.value]
    twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
    if twice:
        raise LedgerError(f"{twice[0]} stands twice")
    return tuple(_row(id_, values) for id_, values in yaml.load(text, yaml.BaseLoader).items())


def _row(id_: str, values: Mapping[str, object]) -> Row:
    unknown = sorted(values.keys() - {"about", "to", "left-out"})
    if unknown:
        raise LedgerError(f"{id_} has {unknown[0]!r}, which no row has")
    if ("to" in values) == ("left-out" in values):
        raise LedgerError(f"{id_} needs either `to` or `left-out`")
    about, to, reason = values.get("about"), values.get("to", []), values.get("left-out", "")
    if not isinstance(about, str) or not about:
        raise LedgerError(f"{id_} does not say what it is about")
    if not isinstance(reason, str) or not isinstance(to, list) or not (to or reason):
        raise LedgerError(f"{id_} names neither a record nor a reason")
    return Row(id_, about, tuple(str(target) for target in to), reason)


def targets(dossier: Dossier) -> dict[str, Target]:
    """Every record that a row may go to, by ``kind:id``."""
    found = {}
    for kind in ("claim", "detail", "event", "statement"):
        for id_, record in dossier.records(kind).items():
            file = dossier.where[kind, id_].at().path
            found[f"{kind}:{id_}"] = Target(title(record), f"../{file}")
    return found


def table(
    rows: tuple[Row, ...], titles: Mapping[str, tuple[str, str]], records: Mapping[str, Target]
) -> str:
    """The table as Markdown. Pure.

    ``titles`` holds, for each article's number, its name and its source's file as seen from the
    table; ``records`` must hold every target of the rows (KeyError otherwise).
    """
    return "\n".join(_lines(rows, titles, records)) + "\n"


def _lines(
    rows: tuple[Row, ...], titles: Mapping[str, tuple[str, str]], records: Mapping[str, Target]
) -> Iterator[str]:
    covered = sum(not row.left_out for row in rows)
    yield "# Coverage of the founding articles"
    yield ""
    yield f"The five founding articles make {len(rows)} assertions; {covered} of them stand in the"
    yield f"investigation, and {len(rows) - covered} are left out because they do not bear on the"
    yield "alleged attack. This page is made from `tests/coverage/ledger.yaml` by"
    yield "`python -m tests.coverage_table`; a test holds it up to date. That an assertion stands"
    yield "here says nothing on whether it is true."
    yield ""
    yield "| Article | Assertions | Covered | Left out |"
    yield "| --- | ---: | ---: | ---: |"
    for number, (name, href) in titles.items():
        own = [row for row in rows if row.id.startswith(f"{number}-")]
        left = sum(bool(row.left_out) for row in own)
        yield f"| {number} [{_cell(name)}]({href}) | {len(own)} | {len(own) - left} | {left} |"
    yield f"| Together | {len(rows)} | {covered} | {len(rows) - covered} |"
    for number, (name, _) in titles.items():
        yield ""
        yield f"## {number} {name}"
        yield ""
        yield "| Assertion | About | Where it went |"
        yield "| --- | --- | --- |"
        for row in rows:
            if row.id.startswith(f"{number}-"):
                yield f"| {row.id} | {_cell(row.about)} | {_went(row, records)} |"


def _went(row: Row, records: Mapping[str, Target]) -> str:
    if row.left_out:
        return f"left out: {_cell(row.left_out)}"
    links = []
    for name in row.to:
        target = records[name]
        links.append(f"{name.partition(':')[0]} [{_cell(target.title)}]({target.href})")
    return "; ".join(links)


def _cell(text: str) -> str:
    """Text for a cell: nothing in it ends the cell or starts a link or code."""
    for character in "\\|[]`*_<":
        text = text.replace(character, f"\\{character}")
    return text


def made() -> str:
    """The table of the shipped investigation."""
    dossier = shipped()
    titles = {
        number: (article.name, f"../{dossier.where['source', article.source].at().path}")
        for number, article in ARTICLES.items()
    }
    return table(read_rows(LEDGER.read_text(encoding="utf-8")), titles, targets(dossier))


def main(path: Path = TABLE) -> int:
    """Write the table. Returns 0."""
    path.write_text(made(), encoding="utf-8", newline="\n")
    print(f"wrote {path.relative_to(ROOT)}" if path.is_relative_to(ROOT) else f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
