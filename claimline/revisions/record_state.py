"""A state of the records: those of a folder, linked and counted as far as errors allow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from claimline.analysis import Analysis, analyse
from claimline.diagnostics import Diagnostic, Level, Report
from claimline.load import load
from claimline.model.dossier import title
from claimline.model.edition import PUBLISHED
from claimline.model.link import PLAIN_SCALE, link
from claimline.model.selection import select
from claimline.model.validate import Records
from claimline.read import RecordFile
from claimline.value import Value


class RecordState(Value, frozen=True):
    """The records of a folder.

    ``name`` names the revision. ``analysis`` is None if errors prevent it. ``errors`` are those of
    reading and linking.
    """

    name: str
    records: Records
    analysis: Analysis | None
    errors: tuple[Diagnostic, ...]

    def label(self, kind: str, id_: str) -> str:
        """Return the title of a record with its id, or the id alone if there is no such record."""
        record = self.records.by_kind[kind].get(id_)
        return f"“{title(record)}” ({id_})" if record else id_

    def verdict(self, id_: str) -> str:
        """Return the label of a verdict."""
        site = self.records.site
        scale = (site.verdicts if site else ()) or PLAIN_SCALE
        return next((verdict.label for verdict in scale if verdict.id == id_), id_)


def read_state(folder: Path, name: str) -> RecordState:
    """Read the records of a folder. The state's ``errors`` say what is wrong with them."""
    report = Report()
    loaded = load(folder, report, _alone).records
    records = select(loaded, PUBLISHED, report).records
    dossier = link(records, report)
    errors = tuple(each for each in report if each.level is Level.ERROR)
    analysis = analyse(dossier, Report()) if dossier is not None else None
    return RecordState(name, records, analysis, errors)


def _alone(work: Callable[[Sequence[RecordFile]], Any], files: Sequence[RecordFile]) -> list[Any]:
    """Read all files in this process."""
    return [work(files)]
