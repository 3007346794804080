"""Reading files as ``claimline import`` does, for the tests of each format."""

from __future__ import annotations

from typing import Any

from claimline.imports.mapping import Mapped
from claimline.imports.proposal import Findings, words_of_value
from claimline.imports.recognise import Given, read_file


def read(data: bytes | str, name: str, form: str = "", **mapped: Any) -> Findings:
    """Return what a file of this name holds."""
    data = data.encode() if isinstance(data, str) else data
    return read_file(Given(name, data, Mapped(**mapped)), form)


def records(findings: Findings, kind: str) -> list[Any]:
    """Return the fields of all proposed records of a kind."""
    return [proposal.data for proposal in findings.proposals if proposal.kind == kind]


def labels(data: Any) -> dict[str, str]:
    """Return the entries of `fields` by their labels."""
    return {field["label"]: field["text"] for field in data.get("fields", ())}


def all_words(findings: Findings) -> str:
    """Return all words that were kept."""
    return "\n".join([
        *(words_of_value(proposal.data) for proposal in findings.proposals),
        *(leftover.text for leftover in findings.leftovers),
        *findings.notes,
    ])  # fmt: skip
