"""Checks the signatures that an author put beside ``manifest.json``, with installed tools.

The network is not used. If a signature cannot be checked, the result says so, with the reason: such
a signature proves nothing, and is no fault either.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from claimline.proof.published_copy import CopyError, PublishedCopy
from claimline.proof.site_proof import NAME
from claimline.value import Value

SECONDS = 60
SSH_NAMESPACE = "claimline"
"""What an ssh signature is for, so that one made for something else does not count."""
_OTS_MAGIC = bytes.fromhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294")
_OTS_SHA256 = b"\x08"

Verdict = Literal["good", "bad", "not checked"]


class Trust(Value, frozen=True):
    """Whom the reader trusts who checks a copy. Without it, a signature shows only that it fits.

    ``signers`` is a file of allowed signers of ssh. ``authority`` is a file with certificates of a
    time stamp authority. ``identity`` and ``issuer`` are those of a Sigstore certificate.
    """

    signers: Path | None = None
    authority: Path | None = None
    identity: str = ""
    issuer: str = ""


class SignatureResult(Value, frozen=True):
    """What came of checking one signature, in words."""

    name: str
    verdict: Verdict
    words: str


def check_signatures(
    copy: PublishedCopy, manifest: bytes, trust: Trust
) -> Iterator[SignatureResult]:
    """Check each signature that lies beside the manifest of a copy."""
    for ending, check in _CHECKS.items():
        name = f"{NAME}{ending}"
        try:
            signature = copy.read(name)
        except CopyError as error:
            yield SignatureResult(name, "not checked", f"it cannot be read: {error.message}")
            continue
        if signature is None:
            continue
        with TemporaryDirectory(prefix="claimline-") as folder:
            (Path(folder) / NAME).write_bytes(manifest)
            (Path(folder) / name).write_bytes(signature)
            verdict, words = check(Path(folder) / NAME, Path(folder) / name, trust)
        yield SignatureResult(name, verdict, words)


def _ssh(manifest: Path, signature: Path, trust: Trust) -> tuple[Verdict, str]:
    """An OpenSSH signature: ``ssh-keygen -Y sign -n claimline``."""
    data, options = manifest.read_bytes(), ["-n", SSH_NAMESPACE, "-s", str(signature)]
    if trust.signers is None:
        done = _run("ssh-keygen", "-Y", "check-novalidate", *options, given=data)
        if isinstance(done, str):
            return "not checked", done
        if done.returncode:
            return "bad", _first_line(done)
        return (
            "not checked",
            f"{_first_line(done)}. Whose key that is was not checked: name --signers",
        )
    signers = str(trust.signers.absolute())
    principals = _run("ssh-keygen", "-Y", "find-principals", "-s", str(signature), "-f", signers)
    if isinstance(principals, str):
        return "not checked", principals
    if principals.returncode:
        return "bad", "the key is not one of the allowed signers"
    signer = principals.stdout.decode(errors="replace").splitlines()[0]
    done = _run("ssh-keygen", "-Y", "verify", "-f", signers, "-I", signer, *options, given=data)
    if isinstance(done, str):
        return "not checked", done
    return ("bad" if done.returncode else "good"), _first_line(done)


def _time_stamp(manifest: Path, signature: Path, trust: Trust) -> tuple[Verdict, str]:
    """A time stamp (RFC 3161) by an authority."""
    if trust.authority is None:
        done = _run("openssl", "ts", "-reply", "-in", str(signature), "-text")
        if isinstance(done, str):
            return "not checked", done
        text = done.stdout.decode(errors="replace")
        if done.returncode or not _imprint_fits(text, manifest.read_bytes()):
            return "bad", "it is not a time stamp of this manifest"
        day = next((line for line in text.splitlines() if line.startswith("Time stamp:")), "")
        said = f"it is of this manifest and says {day.partition(':')[2].strip()}"
        return "not checked", f"{said}. Who signed it was not checked: name --authority"
    done = _run(
        "openssl", "ts", "-verify", "-data", str(manifest), "-in", str(signature),
        "-CAfile", str(trust.authority.absolute()), "-untrusted", str(trust.authority.absolute()),
    )  # fmt: skip
    if isinstance(done, str):
        return "not checked", done
    return ("bad", _first_line(done)) if done.returncode else ("good", "the authority stamped it")


def _imprint_fits(text: str, data: bytes) -> bool:
    """Whether the digest in openssl's text of a time stamp is that of the data."""
    lines = text.partition("Message data:")[2].partition("Serial number:")[0].splitlines()
    dump = "".join(line.partition(" - ")[2].partition("   ")[0] for line in lines)
    digest = dump.replace("-", " ").replace(" ", "")
    return bool(digest) and digest == sha256(data).hexdigest()


def _open_timestamps(manifest: Path, signature: Path, trust: Trust) -> tuple[Verdict, str]:
    """An OpenTimestamps proof. Its block can only be looked up in the Bitcoin chain."""
    data = signature.read_bytes()
    head = _OTS_MAGIC + b"\x01" + _OTS_SHA256
    if not data.startswith(head):
        return "bad", "it is not a proof of OpenTimestamps with SHA-256"
    if data[len(head) : len(head) + 32] != sha256(manifest.read_bytes()).digest():
        return "bad", "it is a proof for another file"
    words = "it is of this manifest. The block is in the Bitcoin chain: run `ots verify` beside it"
    return "not checked", words


def _sigstore(manifest: Path, signature: Path, trust: Trust) -> tuple[Verdict, str]:
    """A bundle of Sigstore, checked with its own program and no network."""
    if not shutil.which("sigstore"):
        return "not checked", "sigstore is not installed"
    if not (trust.identity and trust.issuer):
        return "not checked", "name who must have signed it: --identity and --issuer"
    done = _run(
        "sigstore", "verify", "identity", "--offline", "--bundle", str(signature),
        "--cert-identity", trust.identity, "--cert-oidc-issuer", trust.issuer, str(manifest),
    )  # fmt: skip
    if isinstance(done, str):
        return "not checked", done
    return ("bad" if done.returncode else "good"), _first_line(done)


_CHECKS: dict[str, Callable[[Path, Path, Trust], tuple[Verdict, str]]] = {
    ".sig": _ssh,
    ".tsr": _time_stamp,
    ".ots": _open_timestamps,
    ".sigstore.json": _sigstore,
}
"""What checks the signature with each ending."""


def _run(
    program: str, *arguments: str, given: bytes = b""
) -> subprocess.CompletedProcess[bytes] | str:
    """Run a program. Return what it did, or why it could not be run."""
    path = shutil.which(program)
    if path is None:
        return f"{program} is not installed"
    try:
        return subprocess.run(
            [path, *arguments], input=given, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{program} cannot be run: {error}"


def _first_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """The first line that a program printed, without what a terminal would act on."""
    lines = (done.stdout or done.stderr).decode(errors="replace").strip().splitlines()
    words = "".join(char for char in (lines or ["it says nothing"])[0] if char.isprintable())
    return words.rstrip(".")[:300]
