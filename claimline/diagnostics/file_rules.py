"""The rules on reading a project's files: each code with its level, summary, reason and cure."""

from __future__ import annotations

from claimline.diagnostics.levels import Rule, error, warning

RULES: dict[str, Rule] = {
    "file-missing": error(
        "A file or folder that the project needs is not there",
        "A project is a folder with `content/site.yaml` in it.",
        "Start the program in the project's folder, or name it with `--project`.",
    ),
    "file-unreadable": error(
        "A file cannot be read",
        "The operating system refused it.",
        "Check the file's permissions and that it is a plain file.",
    ),
    "file-too-large": error(
        "A file of records is too large",
        "A file is read as a whole; one over a megabyte is a very long list, or no record.",
        "Split a list into several files in the folder of its kind: each may hold a list.",
    ),
    "file-empty": error(
        "A file has nothing in it",
        "An empty file is usually one whose saving failed.",
        "Write the record, or remove the file.",
    ),
    "file-outside": error(
        "A link in `content/` or `templates/` leads out of the project",
        "A build reads the project alone, so that it gives the same site everywhere.",
        "Copy the file into the project.",
    ),
    "file-unknown": warning(
        "A file in `content/` belongs to no kind of record",
        "If the name of a folder is misspelt, its records are not read.",
        "Rename or move the file. Names that start with `_` or `.` are ignored.",
    ),
    "bad-encoding": error(
        "A file is not UTF-8",
        "In another encoding, letters would come out wrong.",
        "Save the file as UTF-8.",
    ),
    "bad-character": error(
        "A file has a control character in it",
        "No text needs one, and YAML and HTML forbid them.",
        "Remove the character at the named place.",
    ),
    "merge-conflict": error(
        "A file has the marks of a merge conflict in it",
        "Git leaves both versions there. Only a person can choose between them.",
        "Keep one version, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`.",
    ),
    "yaml-syntax": error(
        "A file is not YAML",
        "The parser cannot read on from the named place.",
        "Look at that line and the one before it. Often a quote, a colon or an indent is missing.",
    ),
    "yaml-tab": error(
        "A line is indented with a tab",
        "YAML forbids tabs in indentation.",
        "Use spaces.",
    ),
    "yaml-duplicate-key": error(
        "A mapping has one key twice",
        "One of the two values would be lost.",
        "Keep one of them.",
    ),
    "yaml-complex-key": error(
        "A key is not plain text",
        "The keys of records are words.",
        "Write a word before the colon. Quote a value that starts with `{` or `[`.",
    ),
    "yaml-tag": error(
        "A value has a YAML tag",
        "The schema decides types. A tag such as `!!int` is not needed. `!!python` is not safe.",
        "Remove the tag.",
    ),
    "yaml-alias": error(
        "An alias grows too large, or names nothing",
        "Aliases of aliases can grow until they fill the memory.",
        "Write the values out.",
    ),
    "yaml-comment": error(
        "A comment cuts a text short",
        "YAML reads `#` after a space as the start of a comment, so what follows is not published. "
        "After free text it may be part of the text. After an id, a date, a number, an address or "
        "a word from a fixed list, a comment is allowed.",
        "Put quotes around the whole value. Give a comment a line of its own.",
    ),
    "yaml-documents": error(
        "A file holds more than one YAML document",
        "Only the first would be read.",
        "Use a list of records, each with its `id`, or one file for each.",
    ),
    "yaml-depth": error(
        "A file is nested too deeply",
        "No record has so many levels.",
        "Look for brackets that are never closed.",
    ),
    "front-matter": error(
        "A Markdown file has no front matter, or it does not end",
        "A brief begins with `---`, its fields, and `---` again.",
        "Add the missing line.",
    ),
}
