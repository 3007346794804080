"""``claimline verify``."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimline.cli.progress import progress as progress_on
from claimline.cli.shared_options import format_option, project_option
from claimline.cli.shared_options import root as root_of

if TYPE_CHECKING:
    from claimline.proof.copy_comparison import CopyComparison, Rebuilt
    from claimline.proof.signatures import SignatureResult

SHOWN = 10
"""Paths of a list that are shown as text. JSON has them all."""
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("copy", metavar="FOLDER_OR_URL")
@click.option("--rebuild", is_flag=True, help="Build the site from the records, and compare.")
@click.option("--expect", metavar="SHA256", help="The digest that the manifest must have.")
@click.option("--signers", type=_FILE, help="The allowed signers of ssh (see ssh-keygen).")
@click.option("--authority", type=_FILE, help="Certificates of the time stamp authority (PEM).")
@click.option("--identity", default="", help="Who must have signed with Sigstore.")
@click.option("--issuer", default="", help="Who must have vouched for that identity.")
@click.option(
    "--pause",
    type=click.FloatRange(0, 60),
    default=0.1,
    show_default=True,
    help="For an address: seconds between two files.",
)
@click.option(
    "--strict",
    is_flag=True,
    help="Fail for files that are not listed, and for signatures not checked.",
)
@format_option("The form of the outcome.")
@project_option
@click.pass_obj
def verify(
    default: Path | None,
    /,
    copy: str,
    rebuild: bool,
    expect: str | None,
    signers: Path | None,
    authority: Path | None,
    identity: str,
    issuer: str,
    pause: float,
    strict: bool,
    form: str,
    project: Path | None,
) -> None:
    """Compare a published copy of a site with its manifest.json.

    The copy is a folder, or an address of http or https. That it fits its own manifest shows that
    nothing was changed or lost on the way. A signature beside it, --rebuild or --expect can show
    whose it is.

    \b
    Examples:
      claimline verify site/
      claimline verify https://example.org/library-roof/
      claimline verify https://example.org/library-roof/ --rebuild --project case/
      claimline verify site/ --signers allowed_signers
    """
    from claimline.options import no_progress
    from claimline.proof.copy_comparison import compare_copy, compare_rebuilt
    from claimline.proof.published_copy import open_copy
    from claimline.proof.signatures import Trust, check_signatures

    for option, file in (("--signers", signers), ("--authority", authority)):
        if file is not None and not file.is_file():
            raise click.BadParameter(f"There is no file {file}.", param_hint=option)
    # Some programs print digests in capitals.
    expect = expect.lower() if expect else expect
    trust = Trust(signers, authority, identity, issuer)
    with progress_on(form != "text", False) as on_progress, closing(open_copy(copy, pause)) as it:
        comparison = compare_copy(it, on_progress or no_progress)
        signatures = tuple(check_signatures(it, comparison.data, trust))
    rebuilt = None
    if rebuild:
        root = root_of(project, default)
        rebuilt = compare_rebuilt(comparison.proof, _rebuilt(root, comparison.proof.base_url))
    good = (
        comparison.fits
        and expect in (None, comparison.digest)
        and all(each.verdict != "bad" for each in signatures)
        and (rebuilt is None or rebuilt.same)
    )
    if strict:
        good = good and not comparison.others
        good = good and all(each.verdict == "good" for each in signatures)
    if form == "json":
        _print_json(comparison, signatures, rebuilt, expect, good)
    else:
        _print_text(comparison, signatures, rebuilt, expect)
        click.echo("Verified." if good else "Not verified.")
    sys.exit(0 if good else 1)


def _rebuilt(project: Path, base_url: str) -> Any:
    """The manifest of the site that the records give now.

    Raises:
        click.ClickException: they have an error.
    """
    from claimline.diagnostics import Level, Report
    from claimline.options import BuildOptions, cores
    from claimline.pipeline import whole_site
    from claimline.proof.site_proof import NAME, read_proof

    report = Report()
    options = BuildOptions(
        project, jobs=cores(), base_url=base_url or None, against_last_build=False
    )
    whole = whole_site(options, report)
    if whole is None:
        first = next((each for each in report if each.level is Level.ERROR), "")
        raise click.ClickException(f"The site cannot be built from the records. {first}".strip())
    return read_proof(whole.files[NAME])


def _print_text(
    comparison: CopyComparison,
    signatures: tuple[SignatureResult, ...],
    rebuilt: Rebuilt | None,
    expect: str | None,
) -> None:
    proof = comparison.proof
    click.echo(
        f"manifest.json: {len(proof.files)} files, {len(proof.records)} records, "
        f"written by claimline {_plain(proof.claimline)}."
    )
    click.echo(f"Its SHA-256 is {comparison.digest}.")
    before = f"It names {proof.previous} before it." if proof.previous else ""
    click.echo(before or "It names no manifest before it.")
    if expect and expect != comparison.digest:
        click.echo(f"It is not the one that was expected: {_plain(expect)}.")
    if comparison.fits:
        click.echo("Every file is as it lists it.")
    for outcome, words in (
        ("different", "other bytes than the manifest lists"),
        ("missing", "not there"),
    ):
        _print_paths(words, comparison.paths(outcome))  # type: ignore[arg-type]
    unread, reasons = comparison.paths("unread"), comparison.reasons
    _print_paths("not read", [f"{path} ({reasons[path]})" for path in unread])
    _print_paths("kept by the host, which does not serve them", comparison.paths("not served"))
    _print_paths("not in the manifest, so nothing is said of them", list(comparison.others))
    for signature in signatures:
        click.echo(f"{signature.name}: {signature.verdict}: {signature.words}.")
    if rebuilt is None:
        return
    if rebuilt.same:
        click.echo("The site built from the records is the same.")
        return
    click.echo("The site built from the records is another.")
    _print_paths("other", list(rebuilt.other))
    _print_paths("records that differ", list(rebuilt.records))
    _print_paths("files that differ", list(rebuilt.different))
    _print_paths("only in the site built here", list(rebuilt.missing))
    _print_paths("only in the copy", list(rebuilt.added))


def _print_paths(words: str, paths: list[str]) -> None:
    if paths:
        more = f", and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
        click.echo(f"{len(paths)} {words}: {', '.join(map(_plain, paths[:SHOWN]))}{more}.")


def _plain(words: str) -> str:
    """Words of a copy, without what a terminal would act on."""
    return "".join(char if char.isprintable() else "?" for char in words)


def _print_json(
    comparison: CopyComparison,
    signatures: tuple[SignatureResult, ...],
    rebuilt: Rebuilt | None,
    expect: str | None,
    good: bool,
) -> None:
    data = {
        "ok": good,
        "manifest": {
            "sha256": comparison.digest,
            "expected": expect,
            "previous": comparison.proof.previous,
            "claimline": comparison.proof.claimline,
            "files": len(comparison.proof.files),
            "records": len(comparison.proof.records),
        },
        "different": comparison.paths("different"),
        "missing": comparison.paths("missing"),
        "unread": {path: comparison.reasons[path] for path in comparison.paths("unread")},
        "not_served": comparison.paths("not served"),
        "not_listed": list(comparison.others),
        "signatures": [
            {"file": each.name, "verdict": each.verdict, "words": each.words} for each in signatures
        ],
        "rebuilt": rebuilt
        and {
            "same": rebuilt.same,
            "other": rebuilt.other,
            "records": rebuilt.records,
            "different": rebuilt.different,
            "missing": rebuilt.missing,
            "added": rebuilt.added,
        },
    }
    import json

    click.echo(json.dumps(data, indent=2))
