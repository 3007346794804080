"""The diagnostics reference: every rule, and the formats of output."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.diagnostics import Code, Diagnostic, Level, Location, printers
from claimline.diagnostics.codes import GROUPS

_EXAMPLE = Diagnostic(
    Location("content/sources/gazette.yaml", 2, 1),
    Code.UNKNOWN_KEY,
    '"titel" is not a field of a source.',
    'Did you mean "title"?',
)
_HEAD = """\
# Diagnostics

<!-- Written by `make docs` from the tables in claimline/diagnostics/. Edit them, not this file. -->

Every diagnostic names the place, the rule, what is wrong and what to do:

```text
TEXT
```

Lines and columns count from 1, columns in characters. Paths are relative to the project. One run
shows every mistake that it can see, in the order of files and lines. What rests on other records
waits for them: editorial rules are applied once every record can be read and every link leads
somewhere, and pages are rendered once the records have no error.

An **error** stops the build, and the last site stays as it was. A **warning** does not, unless
`--strict` makes warnings count as errors.

## Formats

`--format text` is the form above, on standard error and with colours on a terminal. A last line
sums the run up; `--quiet` leaves it out. Ten findings of each rule are shown, and then how many
more there are; `--format json` lists all. `--format github` prints workflow commands to standard
output, which GitHub shows beside the changed lines:

```text
GITHUB
```

`--format json` prints one object to standard output, and nothing else. `path`, `line` and
`column` say where; line 0 means the file as a whole. `format` is raised when a field changes its
meaning. `waived` counts accepted warnings, and `held_back` lists the records that are not yet
published. `written` is null where nothing was written, as by `claimline check`.

```json
JSON
```

## Exit codes

| Code | Meaning |
|---|---|
| 0 | The site is built, or the check is clean. There may be warnings. |
| 1 | Content, a template or the output has an error. Only `output-failed` may have written files. |
| 2 | The command was not understood. |
| 130 | The run was interrupted from the keyboard. |

## Rules

"""


def diagnostics_markdown() -> str:
    """Return the page ``docs/diagnostics.md``."""
    written: dict[str, object] = {"created": 3, "replaced": 1, "removed": 0, "same": 356}
    summary: dict[str, object] = {"command": "build", "ok": True, "errors": 0, "warnings": 1}
    summary |= {"waived": 0, "held_back": [], "pages": 355, "written": written}
    warning = Diagnostic(
        Location("content/sources/gazette.yaml"),
        Code.SOURCE_NEVER_CITED,
        'The source "gazette" is cited nowhere.',
        "Cite it, or remove it.",
    )
    head = (
        _HEAD.replace("TEXT", printers.as_text([_EXAMPLE]).rstrip("\n"))
        .replace("GITHUB", printers.as_github([_EXAMPLE]).rstrip("\n"))
        .replace("JSON", printers.as_json([warning], summary).rstrip("\n"))
    )
    groups = [(title, [Code(code) for code in rules]) for title, rules in GROUPS]
    index = [
        f"- {title}: {', '.join(f'[`{code}`](#{code})' for code in codes)}"
        for title, codes in groups
    ]
    sections = ["\n".join([head.rstrip("\n"), "", *index, ""])]
    for title, codes in groups:
        sections.append(f"## {title}\n")
        sections += ["\n".join(_rule(code)) for code in codes]
    return "\n".join(sections)


def _rule(code: Code) -> Iterator[str]:
    level = "Error" if code.level is Level.ERROR else "Warning"
    yield f"### {code}"
    yield ""
    yield f"**{level}.** {code.summary}."
    yield ""
    yield f"{code.reason} {code.cure}"
    yield ""
