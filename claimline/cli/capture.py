"""``claimline capture``: keep copies of sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimline.cli.shared_options import format_option, project_option
from claimline.cli.shared_options import root as root_of

if TYPE_CHECKING:
    from claimline.author.captures import Added
    from claimline.author.captures.held_files import HeldFile
    from claimline.diagnostics import Report

_FACTS = ("clock", "url", "final_url", "tool", "method", "collector", "identity", "egress",
          "context")  # fmt: skip


@click.group()
def capture() -> None:
    """Keep copies of sources in captures/, against which quotes are checked.

    \b
    Examples:
      claimline capture add gazette ~/Downloads/library-roof.html
      claimline capture verify
    """


@capture.command()
@click.argument("source")
@click.argument(
    "files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE..."
)
@click.option(
    "--captured", metavar="DATE",
    help="When it was saved, such as 2025-12-29T19:20:05+03:00.  [default: now]",
)  # fmt: skip
@click.option("--clock", metavar="WORDS", help="By which clock.")
@click.option("--url", metavar="URL", help="The address that was asked for, if not the source's.")
@click.option("--final-url", metavar="URL", help="The address that answered, if another one.")
@click.option("--tool", metavar="WORDS", help="The program that saved it, with its version.")
@click.option("--method", type=click.Choice(["by-hand", "automatic"]), help="How it was saved.")
@click.option("--collector", metavar="NAME", help="Who saved it. Never published.")
@click.option("--identity", metavar="NAME", help="The account that was used. Never published.")
@click.option("--egress", metavar="WORDS", help="From which address or network. Never published.")
@click.option("--context", metavar="WORDS", help="What stood around it. Never published.")
@click.option(
    "--sha256", "digests", metavar="HEX", multiple=True,
    help="The SHA-256 that was noted when a file was saved: one for each file, in their order.",
)  # fmt: skip
@project_option
@click.pass_obj
def add(
    default: Path | None,
    /,
    source: str,
    files: tuple[Path, ...],
    captured: str | None,
    digests: tuple[str, ...],
    project: Path | None,
    **facts: str | None,
) -> None:
    """Copy FILE... into captures/ and enter them in the record of SOURCE.

    A file is text, HTML, MHTML, PDF, subtitles, a picture, a sound, a video, a web archive (WACZ,
    WARC) or an e-mail (.eml). Several files are one capture: all that one saving left.

    The entry has the files' SHA-256, their media types and the time. The rest of the record stays
    as it is. The custody log notes them too. No copy is published.

    \b
    Examples:
      claimline capture add gazette ~/Downloads/library-roof.html
      claimline capture add gazette roof.pdf --captured 2024-03-05
      claimline capture add gazette page.html page.png --tool "Firefox 123.0" --method by-hand
    """
    from claimline.author.captures import Saving
    from claimline.author.captures import add as add_capture
    from claimline.diagnostics import Report

    if digests and len(digests) != len(files):
        raise click.BadParameter("give one for each file", param_hint="'--sha256'")
    given = {name: value for name in _FACTS if (value := facts[name])}
    if digests:
        given["hashed"] = "when-collected"
    stated = {file.name: digest.lower() for file, digest in zip(files, digests, strict=False)}
    report = Report()
    saving = Saving(_date(captured), given, stated)
    _print_added(
        source, add_capture(root_of(project, default), source, files, saving, report), report
    )


@capture.command("import")
@click.argument("source")
@click.argument("file", type=click.Path(path_type=Path))
@project_option
@click.pass_obj
def import_(default: Path | None, /, source: str, file: Path, project: Path | None) -> None:
    """Add a web archive (WACZ), with what it says of itself.

    FILE is copied into captures/ and entered in the record of SOURCE. The time, the address and the
    program are those that the archive has of the page at the source's address. Its digests are
    checked first.

    \b
    Examples:
      claimline capture import gazette library-roof.wacz
    """
    from claimline.author.captures.import_wacz import import_wacz
    from claimline.diagnostics import Report

    report = Report()
    _print_added(source, import_wacz(root_of(project, default), source, file, report), report)


@capture.command()
@click.argument("source")
@click.argument("url", required=False, default="")
@click.option(
    "--seconds",
    type=click.FloatRange(5, 600),
    default=60.0,
    show_default=True,
    help="How long the page may take.",
)
@click.option("--any-host", is_flag=True, help="Also ask hosts of this machine's network.")
@click.option("--collector", metavar="NAME", help="Who saved it. Never published.")
@click.option("--egress", metavar="WORDS", help="From which address or network. Never published.")
@click.option("--context", metavar="WORDS", help="What stood around it. Never published.")
@project_option
@click.pass_obj
def take(
    default: Path | None,
    /,
    source: str,
    url: str,
    seconds: float,
    any_host: bool,
    project: Path | None,
    **facts: str | None,
) -> None:
    """Save the page of SOURCE with Chromium, as one capture: HTML, a picture, a PDF, the headers.

    SOURCE is the id of a source, or its address. URL is the page, if it is not that of the source.
    The page's scripts run until it is loaded. Nothing is downloaded, and no window opens.

    This needs Chromium and playwright. In claimline's checkout, run:
    pip install -e '.[captures,take]'

    \b
    Examples:
      claimline capture take gazette
      claimline capture take https://gazette.example.com/library-roof
      claimline capture take gazette https://gazette.example.com/library-roof?print --seconds 120
    """
    from claimline.author.taking import TakeLimits
    from claimline.author.taking import take as take_page
    from claimline.diagnostics import Report

    report = Report()
    added = take_page(
        root_of(project, default), source, url, report,
        facts={name: words for name, words in facts.items() if words},
        limits=TakeLimits(seconds, public_only=not any_host),
        on_cut=lambda: click.echo("The pictures end before the page, which is too tall.", err=True),
    )  # fmt: skip
    _print_added(source, added, report)


@capture.command()
@click.option("--complete", is_flag=True, help="A file that is not here is an error.")
@format_option("The form of the result.")
@project_option
@click.pass_obj
def verify(default: Path | None, /, complete: bool, form: str, project: Path | None) -> None:
    """Check the files of all captures, and the custody log.

    A file must have the SHA-256 of its record. A file that is not here is counted: captures may be
    in a shared folder or in Git LFS. Each entry of the log must follow the one before.

    \b
    Examples:
      claimline capture verify
      claimline capture verify --complete
    """
    from claimline.author.captures import check_held
    from claimline.diagnostics import Report

    report = Report()
    held = check_held(root_of(project, default), report, complete=complete)
    files = held.files if held else ()
    counts = {status: sum(each.status == status for each in files)
              for status in ("unchanged", "changed", "not here")}  # fmt: skip
    unlogged = sum(not each.logged for each in files)
    entries = held.entries if held else 0
    if form == "json":
        summary: dict[str, Any] = {key.replace(" ", "_"): n for key, n in counts.items()}
        summary |= {"not_in_log": unlogged, "log_entries": entries}
        _print_json({**summary, "diagnostics": [str(each) for each in report]})
    else:
        _print_report(report)
        if held is not None:
            words = ", ".join(f"{number} {status}" for status, number in counts.items())
            click.echo(f"Files of captures: {words}.")
            click.echo(f"Custody log: {entries} entries; {unlogged} files are not in it.")
    sys.exit(1 if report.failed else 0)


@capture.command("list")
@click.argument("source", required=False)
@format_option("The form of the list.")
@project_option
@click.pass_obj
def list_(default: Path | None, /, source: str | None, form: str, project: Path | None) -> None:
    """List the files of all captures, or of those of SOURCE.

    \b
    Examples:
      claimline capture list
      claimline capture list gazette --format json
    """
    from claimline.author.captures import check_held
    from claimline.diagnostics import Report

    report = Report()
    held = check_held(root_of(project, default), report)
    if held is None:
        _print_report(report)
        sys.exit(1)
    files = [each for each in held.files if source in (None, each.source)]
    if form == "json":
        import msgspec

        _print_json(msgspec.to_builtins(files))
        return
    for each in files:
        click.echo(_line(each))


@capture.command()
@click.argument("source")
@click.argument("words")
@click.option("--by", metavar="NAME", default="", help="Who did it. Never published.")
@project_option
@click.pass_obj
def note(default: Path | None, /, source: str, words: str, by: str, project: Path | None) -> None:
    """Add WORDS on the captures of SOURCE to the custody log, such as to whom they were given.

    \b
    Examples:
      claimline capture note gazette "Copied to the office's drive" --by "Ann Ashby"
    """
    from claimline.author.captures.custody import CustodyEntry, append, now
    from claimline.author.linked_records import all_records

    root = root_of(project, default)
    dossier = all_records(root)
    if dossier is None or source not in dossier.sources:
        raise click.ClickException(f'There is no source "{source}" that can be read.')
    captures = dossier.sources[source].captures
    files = {each.file: each.sha256 for event in captures for each in event.files}
    append(root, CustodyEntry(now(), "noted", source, files, by, words))
    click.echo("Noted in captures/custody.jsonl.")


def _line(each: HeldFile) -> str:
    log = "" if each.logged else ", not in the log"
    return f"{each.source} {each.captured} {each.file} ({each.type}): {each.status}{log}"


def _print_json(data: object) -> None:
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _print_report(report: Report) -> None:
    from claimline.cli.printing import coloured

    for diagnostic in report:
        click.echo(coloured(diagnostic), err=True)


def _print_added(source: str, added: Added | None, report: Report) -> None:
    """Print what was added. Exit with 1 if nothing was."""
    _print_report(report)
    if added is None:
        click.echo("Nothing was added.", err=True)
        sys.exit(1)
    if added.new:
        click.echo(f"Kept as {added.file} ({added.type}, SHA-256 {added.sha256}).")
        for other in added.others:
            click.echo(f"Kept with it: {other}.")
        click.echo(f"Entered in {added.record}.")
    else:
        click.echo(f"{source} has this file already, as {added.file}. The record is unchanged.")
    if added.note:
        click.echo(f"No quote can be looked up in it: {added.note}", err=True)
    if added.doubt:
        click.echo(added.doubt, err=True)


def _date(captured: str | None) -> str:
    """Return the time of saving: the one of the option, or the current second."""
    from claimline.author.captures.custody import now
    from claimline.dates import DateError, parse

    if captured is None:
        return now()
    try:
        parse(captured)
    except DateError as error:
        message = f"{error.reason}. {error.suggestion}".strip()
        raise click.BadParameter(message, param_hint="'--captured'") from None
    return captured
