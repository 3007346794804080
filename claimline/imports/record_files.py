"""Writes a planned import: records, the ledger of imports, and a report of the leftovers.

Nothing is overwritten. The ledger, `imported.json`, says which items became which records, so the
next import adds only new items. Each import adds to the end of the report, `import-report.md`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from claimline.analysis import analyse
from claimline.analysis.record_rules import check_records
from claimline.author.author_error import AuthorError
from claimline.author.captures.capture_files import (
    StoreError,
    capture_path,
    ignore_in_git,
    write_whole,
)
from claimline.author.compose import compose, path_of
from claimline.author.drafts import (
    MAY_LACK,
    check_place,
    entry_of,
    read_any_project,
    together,
    write_new,
)
from claimline.author.plain_words import as_markdown
from claimline.diagnostics import Level, Report
from claimline.imports.planning import Imported, ImportPlan, plan_import
from claimline.imports.proposal import Findings
from claimline.imports.safe_bytes import UnimportableError
from claimline.model.edition import PUBLISHED
from claimline.model.link import link
from claimline.model.selection import select
from claimline.model.validate import Records, validate
from claimline.read import Entry
from claimline.value import Value

LEDGER = "imported.json"
REPORT = "import-report.md"
REPORT_TITLE = b"# What imports could not place\n\n"


class Target(Value, frozen=True):
    """A project to import into: its folder, its entries and records, and its ledger."""

    root: Path
    entries: tuple[Entry, ...]
    records: Records
    ledger: Mapping[str, Imported]


class ReadyImport(Value, frozen=True):
    """An import that can be written: its plan, and each new file by its path.

    ``texts`` are records. ``copies`` are captures: a build reads none, and no page shows one.
    """

    plan: ImportPlan
    texts: Mapping[str, str]
    copies: Mapping[Path, bytes]


def open_target(root: Path) -> Target:
    """Read a project, even if its records have errors.

    Raises:
        AuthorError: the folder has no project.
        UnimportableError: the ledger cannot be read.
    """
    report = Report()
    entries = read_any_project(root, report)
    return Target(root, tuple(entries), validate(entries, report), _read_ledger(root))


def prepare(target: Target, findings: Findings, language: str = "") -> ReadyImport:
    """Plan an import, and check all new records together with the project's.

    ``language`` is for sources for which the file names none. It may be empty.

    Raises:
        AuthorError: a new record would break the build.
        OutsideError: the folder of captures leads out of the project.
    """
    plan = plan_import(findings, list(target.entries), target.ledger, language)
    texts: dict[str, str] = {}
    entries = []
    for record in plan.new:
        path = path_of(record.kind, record.id)
        check_place(target.root, path)
        texts[path] = compose(record.kind, record.id, record.data, hints=False)
        entries.append(entry_of(record.kind, record.id, path, texts[path]))
    _check(target.records, entries)
    copies = {
        capture_path(target.root, name): data
        for record in plan.new
        for name, data in record.copies.items()
    }
    return ReadyImport(plan, texts, copies)


def write_import(target: Target, ready: ReadyImport, heading: str) -> None:
    """Write the records, the ledger and the report. ``heading`` names the import in the report.

    Raises:
        AuthorError: a file cannot be written. The new records are removed again.
        StoreError: so for a capture.
    """
    root = target.root
    written: list[Path] = []
    before = {file: _bytes(file) for file in (root / REPORT, root / LEDGER)}
    try:
        for path, text in ready.texts.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            write_new(file, text)
            written.append(file)
        for file, data in ready.copies.items():
            ignore_in_git(root)
            if not os.path.lexists(file):
                write_whole(file, data)
                written.append(file)
        if ready.plan.leftovers:
            text = (before[root / REPORT] or REPORT_TITLE).decode()
            _replace(root / REPORT, f"{text}{report_text(ready.plan, heading)}\n")
        if ready.plan.ledger != target.ledger:
            _replace(root / LEDGER, _ledger_text(ready.plan.ledger))
    except (OSError, StoreError, UnicodeDecodeError) as error:
        for file in written:
            with suppress(OSError):
                file.unlink()
        for file, data in before.items():
            with suppress(OSError):
                file.write_bytes(data) if data else file.unlink()
        if isinstance(error, UnicodeDecodeError):
            raise AuthorError(f"{REPORT} is not in UTF-8.", "Rename it.") from error
        if isinstance(error, StoreError):
            raise
        reason = error.strerror or type(error).__name__
        raise AuthorError(f"The import cannot be written: {reason}: {error.filename}.") from error


def report_text(plan: ImportPlan, heading: str) -> str:
    """Return the leftovers in Markdown, each under its place in the file."""
    lines = [f"## {as_markdown(heading)}", ""]
    for leftover in plan.leftovers:
        words = as_markdown(leftover.text).replace("\n\n", "\n\n  ")
        lines += [f"- {as_markdown(leftover.origin)}, {leftover.label}:", "", f"  {words}", ""]
    return "\n".join(lines)


def _check(records: Records, entries: list[Entry]) -> None:
    """Raise an error if a new record would break the build."""
    report = Report()
    new = validate(entries, report)
    check_records(new, report)
    dossier = link(select(together(records, new), PUBLISHED, report).records, report)
    if dossier is not None:
        analyse(dossier, report)
    paths = {entry.where.path for entry in entries}
    for each in report:
        errs = each.level is Level.ERROR and each.code not in MAY_LACK
        if errs and each.location.path in paths:
            raise AuthorError(f"{each.location}: {each.message}", each.suggestion)


def _read_ledger(root: Path) -> dict[str, Imported]:
    file = root / LEDGER
    try:
        data = file.read_bytes() if os.path.lexists(file) else b"{}"
        return msgspec.json.decode(data, type=dict[str, Imported])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnimportableError(
            f"{LEDGER} cannot be read: {error}.", "Undo your last change to it."
        ) from error


def _ledger_text(ledger: Mapping[str, Imported]) -> str:
    items = {key: {"record": it.record, "digests": it.digests} for key, it in ledger.items()}
    return json.dumps(items, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _bytes(file: Path) -> bytes:
    """Return the bytes of a file, or b"" if it does not exist or is not a plain file."""
    return file.read_bytes() if file.is_file() else b""


def _replace(file: Path, text: str) -> None:
    new = file.with_name(f"{file.name}.new")
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(file)
