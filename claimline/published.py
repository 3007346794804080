"""What readers were told last: the verdicts, sentences and addresses of the published site.

Readers have a right to see a change of these, so a diagnostic asks for an entry in ``history``,
``corrections`` or ``redirects``. The published state is the one that ``claimline publish --record``
wrote to ``content/published.json``. If there is none, the site is compared with the last build, so
only the first build after a change asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import msgspec

from claimline.diagnostics import Code, Location, Report
from claimline.model.dossier import Dossier
from claimline.model.records import Claim
from claimline.pages.address import EMBEDDED, NOT_FOUND, page_of
from claimline.publish import manifest
from claimline.read.files import Tree
from claimline.read.project import PUBLISHED
from claimline.value import Value

FILE = f"content/{PUBLISHED}"
FORMAT = 1

Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]

_LATER_PAGES = re.compile(r"(?:.*/)?page-[0-9]+\.html\Z")
_FIRST = " Where nothing was published yet, run `claimline publish --record`."


class ClaimState(Value, frozen=True, tag=False):
    """What readers were told of a claim, and how many changes were explained to them."""

    claim: str
    verdict: str = ""
    history: int = 0
    corrections: int = 0


ClaimStates = Mapping[str, ClaimState]
"""What readers were told of each claim, by id."""


NO_STATES: ClaimStates = MappingProxyType({})


class RecordedProof(Value, frozen=True, tag=False):
    """The ``manifest.json`` of a site when it was recorded as published.

    ``digest`` is the SHA-256 of its bytes. ``content`` is the SHA-256 of the manifest without
    ``previous``, which is the digest of the manifest before it.
    """

    digest: Sha256
    content: Sha256
    previous: Annotated[str, msgspec.Meta(pattern="^(?:[0-9a-f]{64})?$")] = ""


class Published(Value, frozen=True, tag=False):
    """A state of the site as readers saw it: claims by id, and the paths of all pages."""

    claims: Mapping[str, ClaimState] = {}
    addresses: tuple[str, ...] = ()
    format: int = FORMAT
    proof: RecordedProof | msgspec.UnsetType = msgspec.UNSET


def state_of(dossier: Dossier, paths: list[str], known: ClaimStates = NO_STATES) -> Published:
    """Return the state of a site.

    Args:
        dossier: the records.
        paths: those of the site's files.
        known: the states of claims that are known.

    The later pages of lists are left out: they come and go with the length of the list. So are
    embedded pages: the address of each follows from that of its claim.
    """
    return Published(
        {id_: known.get(id_) or _state(dossier.claims[id_]) for id_ in sorted(dossier.claims)},
        tuple(sorted(path for path in paths if _is_address(path))),
    )


def _state(claim: Claim) -> ClaimState:
    words = " ".join(claim.claim.split())
    return ClaimState(words, claim.verdict or "", len(claim.history), len(claim.corrections))


def _is_address(path: str) -> bool:
    if not path.endswith(".html") or path == NOT_FOUND or path.startswith(EMBEDDED):
        return False
    return "page-" not in path or not _LATER_PAGES.match(path)


def read_recorded(project: Path, report: Report) -> Published | None:
    """Return the recorded state, or None. Report a file that does not hold one."""
    tree = Tree(str(project.resolve()), report)
    file = tree.look(str(Path(tree.root, FILE)), FILE)
    if file is None:
        return None
    try:
        return _decoded(msgspec.json.decode(Path(file.disk).read_bytes()))
    except (OSError, ValueError, RecursionError):
        message = "The file is not one that `claimline publish --record` wrote."
        hint = "Take the last sound one from the history of the project."
        report.add(Location(FILE), Code.FILE_UNREADABLE, message, hint)
        return None


def write_recorded(project: Path, state: Published, report: Report) -> None:
    """Write the published state into the project, whole or not at all."""
    place = project / FILE
    try:
        aside = place.with_name(f".{place.name}")
        aside.write_bytes(msgspec.json.format(msgspec.json.encode(state), indent=1) + b"\n")
        aside.replace(place)
    except OSError as error:
        message = f"The file cannot be written: {error.strerror or type(error).__name__}."
        report.add(Location(FILE), Code.OUTPUT_FAILED, message)


def read_last_build(site: Path) -> Published | None:
    """Return the state of the last build, or None."""
    try:
        return _decoded(manifest.read_published(str(site)))
    except (OSError, ValueError, RecursionError):
        return None


def _decoded(data: object) -> Published:
    """Return the state. Raises ValueError if the data hold none."""
    published = msgspec.convert(data, Published, strict=True)
    if published.format != FORMAT:
        raise ValueError("a state of another format")
    return published


def check_published(
    before: Published, now: Published, dossier: Dossier, report: Report, *, recorded: bool
) -> None:
    """Report the changes since a published state that are not explained to readers."""
    asked = _Questions(dossier, report, recorded)
    for id_, old in before.claims.items():
        if old == now.claims.get(id_):
            continue
        new_id = id_ if id_ in now.claims else asked.successor(id_)
        renamed = new_id in now.claims and new_id not in before.claims
        if new_id == id_ or renamed:
            asked.claim(old, now.claims[new_id], new_id)
    for path in sorted(set(before.addresses) - set(now.addresses)):
        asked.address(path)


class _Questions:
    """Reports changes that nothing explains to readers."""

    def __init__(self, dossier: Dossier, report: Report, recorded: bool) -> None:
        self.dossier = dossier
        self.report = report
        self.when = "in the published state" if recorded else "in the last build"
        self.otherwise = "" if recorded else _FIRST

    def successor(self, id_: str) -> str:
        """Return the id of the claim that a redirect of a removed claim leads to, or ""."""
        target = self.dossier.site.redirects.get(page_of("claim", id_), "")
        return next((new for new in self.dossier.claims if page_of("claim", new) == target), "")

    def claim(self, old: ClaimState, new: ClaimState, id_: str) -> None:
        """Report the changes of a claim that are not explained."""
        where = self.dossier.where["claim", id_]
        more_corrections = new.corrections > old.corrections
        verdict_changed = old.verdict not in ("", new.verdict)
        explained = new.history > old.history or (not new.verdict and more_corrections)
        if verdict_changed and not explained:
            message = f'The verdict was "{old.verdict}" {self.when}; nothing says why it changed.'
            entry = "history" if new.verdict else "corrections"
            self._ask(where.at("verdict"), message, f"Add an entry to `{entry}:`.")
        reworded = old.claim != new.claim
        if reworded and not more_corrections:
            words = old.claim if len(old.claim) <= 80 else f"{old.claim[:77]}..."
            message = f'The claim was "{words}" {self.when}; nothing says that it changed.'
            self._ask(where.at("claim"), message, "Add an entry to `corrections:`.")

    def address(self, path: str) -> None:
        """Report a page that is gone."""
        message = f'There was a page "{path}" {self.when}, and links to it are now dead.'
        where = self.dossier.where["site", "site"]
        self._ask(where.key("redirects"), message, "Add it to `redirects:`.")

    def _ask(self, place: Location, message: str, suggestion: str) -> None:
        self.report.add(place, Code.UNEXPLAINED_CHANGE, message, suggestion + self.otherwise)
