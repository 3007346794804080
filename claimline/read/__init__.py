"""Read files into plain data, and keep the position of every key and value.

No other package parses YAML into records. ``author`` edits the lines of YAML files in place.
"""

from claimline.read.entries import Entry, Project
from claimline.read.ids import ID_PATTERN, slug
from claimline.read.marks import Marks, Where
from claimline.read.parse import read_yaml
from claimline.read.project import (
    LateMarks,
    RecordFile,
    file_digest,
    find_duplicates,
    find_files,
    read_bytes,
    read_entries,
    read_project,
)

__all__ = [
    "ID_PATTERN",
    "Entry",
    "LateMarks",
    "Marks",
    "Project",
    "RecordFile",
    "Where",
    "file_digest",
    "find_duplicates",
    "find_files",
    "read_bytes",
    "read_entries",
    "read_project",
    "read_yaml",
    "slug",
]
