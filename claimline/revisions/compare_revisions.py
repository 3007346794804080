"""Compares the records of two git revisions, or of a revision and the files as they are now."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from claimline.revisions.git_objects import find_commit, write_records
from claimline.revisions.record_changes import Changes, compare_states
from claimline.revisions.record_state import RecordState, read_state

NOW = "the files in content/"


def compare_revisions(project: Path, old: str, new: str | None = None) -> Changes:
    """Return what changed in the records of a project.

    Args:
        project: the folder of the project, in a git repository.
        old: the earlier revision.
        new: the later revision. None means the files as they are now.

    Raises:
        RevisionError: a revision cannot be read.
    """
    before = _state_at(project, old)
    after = read_state(project, NOW) if new is None else _state_at(project, new)
    return compare_states(before, after)


def _state_at(project: Path, name: str) -> RecordState:
    commit = find_commit(project, name)
    with TemporaryDirectory(prefix="claimline-", ignore_cleanup_errors=True) as folder:
        write_records(project, commit, Path(folder))
        return read_state(Path(folder), str(commit))
