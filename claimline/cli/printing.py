"""Print the diagnostics and the summary at the end of a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from claimline.diagnostics import Diagnostic, Report
    from claimline.diagnostics.printers import Rest
    from claimline.model.edition import HeldBack
    from claimline.outcome import Outcome


def print_outcome(
    command: str,
    report: Report,
    outcome: Outcome | None,
    output: Path | None,
    form: str,
    quiet: bool,
    seconds: float,
    more: dict[str, object] | None = None,
) -> None:
    """Print the diagnostics and, unless ``quiet``, one line of summary.

    ``more`` is added to the summary in JSON.
    """
    from claimline.diagnostics import Code, Level, printers

    errors, warnings = report.count(Level.ERROR), report.count(Level.WARNING)
    waived = len(report.waived)
    held_back = outcome.held_back if outcome else ()
    written = outcome.written if outcome else None
    if form == "json":
        summary: dict[str, object] = {
            "command": command,
            "ok": not report.failed,
            "errors": errors,
            "warnings": warnings,
            "waived": waived,
            "held_back": [
                {"kind": it.kind, "id": it.id, "reason": it.reason, "until": it.until or None}
                for it in held_back
            ],
            "pages": outcome.pages if outcome else 0,
            "written": written
            and {
                "created": written.created,
                "replaced": written.replaced,
                "removed": written.removed,
                "same": written.same,
            },
        }
        click.echo(printers.as_json(report, {**summary, **(more or {})}), nl=False)
        return
    if form == "github":
        click.echo(printers.as_github(report), nl=False)
    else:
        for each in printers.grouped(report):
            click.echo(coloured(each), err=True)
    if quiet:
        return
    if held_back:
        click.echo(held_back_words(held_back), err=True)
    found_words = printers.counted(errors, warnings, waived) if len(report) or waived else ""
    tail = f" ({found_words})" if found_words else ""
    if report.failed:
        # After OUTPUT_FAILED some files may be in place: its own suggestion says which.
        is_partly_written = any(each.code is Code.OUTPUT_FAILED for each in report)
        kept = "" if output is None or is_partly_written else " Nothing was written."
        strict = " Warnings count as errors." if not errors else ""
        click.echo(f"{command.capitalize()} failed: {found_words}.{strict}{kept}", err=True)
    elif output is None or written is None:
        pages = outcome.pages if outcome else 0
        click.echo(f"Checked {_pages(pages)} in {seconds:.2f} s{tail}.")
    elif not written.changed:
        click.echo(
            f"Nothing to write: {_pages(outcome.pages if outcome else 0)} in "
            f"{shown(output)} are up to date; {seconds:.2f} s{tail}."
        )
    else:
        click.echo(
            f"Built {_pages(outcome.pages if outcome else 0)} into {shown(output)} in "
            f"{seconds:.2f} s: {_counts(written)}{tail}."
        )


def held_back_words(held_back: tuple[HeldBack, ...]) -> str:
    """Return lines that say how many records are not published yet, and which wait for a day."""
    numbers = [
        (sum(it.reason == "draft" for it in held_back), "draft{}"),
        (sum(it.reason == "review" for it in held_back), "in review"),
    ]
    unready = [f"{number} {w.format('s' * (number != 1))}" for number, w in numbers if number]
    lines = [f"Not published yet: {', '.join(unready)}."] if unready else []
    lines += [
        f'Held back until {it.until}: the {it.kind} "{it.id}". `--as-of {it.until}` publishes it.'
        for it in held_back
        if it.until
    ]
    return "\n".join(lines)


def _pages(number: int) -> str:
    return f"{number} page{'s' if number != 1 else ''}"


def _counts(written: Any) -> str:
    named = (
        (written.created, "new"), (written.replaced, "changed"), (written.removed, "removed"),
        (written.same, "unchanged"),
    )  # fmt: skip
    return ", ".join(f"{number} {word}" for number, word in named if number)


def shown(path: Path) -> str:
    """Return the path of a folder, from the current folder if it lies in there."""
    try:
        return f"{path.relative_to(Path.cwd()).as_posix()}/"
    except (ValueError, OSError):
        return f"{path}/"


def coloured(diagnostic: Diagnostic | Rest) -> str:
    """Return a diagnostic, or a count of more like it, in the colours of a terminal."""
    from claimline.diagnostics import Diagnostic, Level

    level = diagnostic.code.level
    colour = "red" if level is Level.ERROR else "yellow"
    label = click.style(f"{level}[{diagnostic.code}]", fg=colour, bold=True)
    if not isinstance(diagnostic, Diagnostic):
        return f"{label} {diagnostic.message}"
    message = " ".join(filter(None, (diagnostic.message, diagnostic.suggestion)))
    return f"{click.style(str(diagnostic.location), bold=True)}: {label} {message}"
