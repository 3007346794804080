"""``claimline import``: other people's files become records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimline.cli.shared_options import project_option
from claimline.cli.shared_options import root as root_of

if TYPE_CHECKING:
    from claimline.imports.proposal import Findings
    from claimline.imports.recognise import Given
    from claimline.imports.record_files import ReadyImport


@click.command("import", short_help="Make records of tables, libraries and archives.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--write/--dry-run", default=False,
    help="Write the records, or only say what would be written.  [default: --dry-run]",
)  # fmt: skip
@click.option(
    "--as",
    "form",
    metavar="KIND",
    help="The kind of file, where it is not recognised: csl, table, zotero and so on.",
)
@click.option(
    "--mapping", type=click.Path(path_type=Path),
    help="A file that says what the columns of a table are.",
)  # fmt: skip
@click.option(
    "--dates", type=click.Choice(["day-first", "month-first"]),
    help="How to read dates such as 03/04/2024.",
)  # fmt: skip
@click.option("--language", metavar="CODE", help="The language of sources that name none.")
@click.option("--encoding", metavar="NAME", help="The encoding of a table that is not in UTF-8.")
@click.option("--sheet", metavar="NAME", help="The sheet of an Excel file.  [default: the first]")
@project_option
@click.pass_obj
def import_files(
    default: Path | None,
    /,
    files: tuple[str, ...],
    write: bool,
    form: str | None,
    mapping: Path | None,
    dates: str | None,
    language: str | None,
    encoding: str | None,
    sheet: str | None,
    project: Path | None,
) -> None:
    """Make records of FILE: a table (CSV, Excel) of claims, sources or incidents, a library of
    references (CSL-JSON, BibTeX, RIS), fact checks (ClaimReview), a timeline (TimelineJS),
    annotations (Hypothesis), or archived pages (auto-archiver, WACZ). `zotero:` is a running
    Zotero.

    First it only says what it would write; --write writes it. Nothing is overwritten, and a second
    import adds only what is new. What no record can take goes to import-report.md.

    \b
    Examples:
      claimline import incidents.csv
      claimline import incidents.csv --dates day-first --write
      claimline import library.json review.html --write
      claimline import list.xlsx --as sources --mapping columns.yaml
    """
    from claimline.imports.recognise import Given
    from claimline.imports.record_files import open_target, prepare, write_import

    root = root_of(project, default)
    mapped = _mapped(mapping, dates, language)
    for name in files:
        target = open_target(root)
        given = Given(_short_name(name), _bytes(name), mapped, encoding or "", sheet or "")
        findings = _findings(given, form or "")
        ready = prepare(target, findings, mapped.language)
        _print(given.name, findings, ready)
        if not write:
            _print_leftovers(ready)
        if write:
            write_import(target, ready, given.name)
        _print_end(ready, write)


def _mapped(mapping: Path | None, dates: str | None, language: str | None) -> Any:
    """What the mapping file says, and then what the options say."""
    from msgspec.structs import replace

    from claimline.author.captures.capture_files import read_saved
    from claimline.imports.mapping import Mapped, read_mapping
    from claimline.imports.safe_bytes import text_of
    from claimline.imports.sources import language_of

    mapped = Mapped()
    if mapping:
        mapped = read_mapping(text_of(read_saved(mapping).data), mapping.name)
    if dates:
        mapped = replace(mapped, order=dates)
    if language:
        code = language_of(language)
        if not code:
            raise click.BadParameter("Write a code such as en or pt-BR.", param_hint="'--language'")
        mapped = replace(mapped, language=code)
    return mapped


def _is_library(name: str) -> bool:
    """Whether a name is that of a running Zotero and not of a file."""
    return name == "zotero:" or name.startswith("http://")


def _short_name(name: str) -> str:
    return "Zotero" if _is_library(name) else Path(name).name


def _bytes(name: str) -> bytes:
    """The bytes of a plain file, within limits, or of a library in Zotero."""
    from claimline.author.captures.capture_files import TooLargeError, read_saved
    from claimline.imports.safe_bytes import LARGEST, UnimportableError
    from claimline.imports.zotero import ADDRESS, fetch_library

    if _is_library(name):
        return fetch_library(ADDRESS if name == "zotero:" else name)
    try:
        return read_saved(Path(name)).data
    except TooLargeError as error:
        message = f"{name} is too large: a file has at most {LARGEST >> 20} megabytes."
        raise UnimportableError(message, "Split it.") from error


def _findings(given: Given, form: str) -> Findings:
    """Read a file. In a terminal, the order of day and month is asked for once."""
    from msgspec.structs import replace

    from claimline.imports.recognise import read_file
    from claimline.imports.when import TwoWaysError

    try:
        return read_file(given, form)
    except TwoWaysError as error:
        if not sys.stdin.isatty():
            raise
        click.echo(error.message)
        choice = click.Choice(["day-first", "month-first"])
        order = click.prompt("Which comes first", type=choice, prompt_suffix="\n> ")
        return read_file(replace(given, mapped=replace(given.mapped, order=order)), form)


def _print(name: str, findings: Findings, ready: ReadyImport) -> None:
    """Print what the file is, and a line for each record."""
    from claimline.author.plain_words import line_of

    items = f"{findings.items} item{'s' if findings.items != 1 else ''}"
    click.echo(f"{line_of(name)}: {findings.what}, {items}.")
    for note in findings.notes:
        click.echo(f"  {line_of(note)}")
    rows = [("new", f"{it.kind}/{it.id}", it.origin, it.title) for it in ready.plan.new]
    rows += [("there", it.record, it.origin, it.state) for it in ready.plan.known]
    widths = [max((len(row[nth]) for row in rows), default=0) for nth in range(3)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        click.echo("  ".join([*cells, line_of(row[3])]).rstrip())


def _print_leftovers(ready: ReadyImport) -> None:
    """Print what no record would take, alike texts together."""
    from collections import Counter

    labels = Counter(leftover.label for leftover in ready.plan.leftovers).most_common()
    for label, number in labels[:10]:
        click.echo(f"left   {label}{f' ({number} times)' if number > 1 else ''}")
    if len(labels) > 10:
        click.echo(f"left   {len(labels) - 10} more")


def _print_end(ready: ReadyImport, written: bool) -> None:
    """Print what was written, or would be."""
    from collections import Counter

    plan = ready.plan
    counts = Counter(record.kind for record in plan.new)
    words = ", ".join(
        f"{number} {kind}{'s' if number > 1 else ''}" for kind, number in counts.items()
    )
    known = len(plan.known)
    there = f" {known} {'is' if known == 1 else 'are'} there already." if known else ""
    number = len(plan.leftovers)
    texts = "1 text goes" if number == 1 else f"{number} texts go"
    left = f" {texts} to import-report.md." if number else ""
    if copies := len(ready.copies):
        pages = "1 text of a page goes" if copies == 1 else f"{copies} texts of pages go"
        left = f" {pages} to captures/.{left}"
    if not plan.new:
        click.echo(f"There is nothing new.{there}{left}")
    elif written:
        click.echo(f"Wrote {words}.{there}{left}")
    else:
        click.echo(f"Would write {words}.{there}{left} Add --write to write them.")
