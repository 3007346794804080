"""A small, made-up investigation without a finding, on which tests of the whole program work.

Two parties disagree on when a flood gate closed. Three sources carry three statements; one of
the sources copies another, and one of the statements revises another.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SITE = """\
title: The flood gate at Orla
summary: When did the flood gate at Orla close? The board and the fishers name different hours.
language: en
time_zone: Europe/London
publisher: The Orla notebook
licence:
  name: CC BY 4.0
  url: https://creativecommons.org/licenses/by/4.0/
contact: mailto:notebook@example.org
updated: 2024-04-01
front: what-is-known
key_claims: [gate-closed-late, gate-was-repaired]
verdicts:
  - id: supported
    label: Supported
    meaning: Two independent parties say so.
    tone: supported
  - id: disputed
    label: Disputed
    meaning: Those who were there disagree, and nothing published decides it.
    tone: disputed
"""

BOARD = """\
name: Water board
kind: organisation
role: party
access: direct
"""

FISHERS = """\
name: Fishers of Orla
kind: group
role: party
also_known_as: [Orla fishers' guild]
access: direct
"""

NOTICE = """\
title: Notice on the flood gate
publisher: Water board
published: 2024-03-02
language: en
kind: official
url: https://board.example.org/notices/gate
archives:
  - url: https://archive.example.org/2024/board-gate
    captured: 2024-03-04
carries:
  - statement: board-2024-03-02
    how: quotes
"""

LETTER = """\
title: "Die Schleuse: zwei Uhrzeiten"
title_translation:
  text: "The flood gate: two hours"
  by: human
publisher: Hafenbrief
authors: A. Reporter
published: 2024-03-06
language: de
kind: news
url: https://letter.example.org/gate?page=2
carries:
  - statement: fishers-2024-03-03
    how: quotes
  - statement: board-2024-03-05
    how: reports
"""

COPY = """\
title: Two hours for one gate
publisher: Evening copy
language: en
kind: aggregator
url_status: unknown
published_note: The page bears no date.
seen: excerpt
note: Read as an excerpt; its address is not in it.
carries:
  - source: harbour-letter
    how: translates
"""

STATEMENT_BOARD = """\
short: The board says that the gate closed at half past nine
by: water-board
said: 2024-03-02T22:40[Europe/London]
channel: notice on its page
says: The gate closed at 21:30, in time for the tide.
quote: closed at 21:30
lang: en
"""

STATEMENT_FISHERS = """\
short: The fishers say that the gate was open at ten
by: fishers
said: 2024-03-03
channel: a talk with the Hafenbrief
says: The gate stood open at ten and closed a quarter of an hour later.
"""

STATEMENT_LATER = """\
short: The board says that the gate closed at ten past ten
by: water-board
said: 2024-03-05
channel: a letter
says: The log shows 22:10; the notice was written from the plan.
revises: board-2024-03-02
"""

LATE = """\
claim: The flood gate at Orla closed after ten in the evening of 2 March 2024.
short: The gate closed after ten
by: fishers
said: 2024-03-03
statement: fishers-2024-03-03
when: 2024-03-02T22:00/22:15[Europe/London]
event: gate-closes
verdict: supported
confidence: medium
reasoning: |
  The fishers saw it open at ten [@harbour-letter, paragraph 2]. The board first named an
  earlier hour [@board-notice], then took it back [@harbour-letter, paragraph 5; @evening-copy].

  See also [](claim:gate-was-repaired).
unknowns:
  - Whether anyone else read the log [@harbour-letter, paragraph 6].
would_change: A copy of the log with another hour.
citations:
  - source: harbour-letter
    statement: fishers-2024-03-03
    quote: um zehn noch offen
    translation:
      text: still open at ten
      by: human
    at: paragraph 2
    stance: supports
  - source: harbour-letter
    statement: board-2024-03-05
    at: paragraph 5
    stance: supports
    note: The log itself is not printed.
  - source: board-notice
    quote: closed at 21:30
    at: line 3
    stance: disputes
  - source: evening-copy
    statement: fishers-2024-03-03
    at: in the excerpt read
    stance: repeats
stances:
  - actor: fishers
    stance: asserts
    date: 2024-03-03
    citation:
      source: harbour-letter
      statement: fishers-2024-03-03
      at: paragraph 2
  - actor: water-board
    stance: partly-confirms
    date: 2024-03-05
    note: Ten past ten, from the log.
related:
  - claim: gate-was-repaired
    how: depends-on
tags: [gate, hours]
history:
  - date: 2024-03-04
    to: disputed
    why: The notice named another hour.
  - date: 2024-03-07
    from: disputed
    to: supported
    why: The board took the hour of its notice back.
corrections:
  - date: 2024-03-08
    text: An earlier version named the wrong day.
"""

REPAIRED = """\
claim: The flood gate was repaired in the week before.
short: The gate had been repaired
by: [water-board]
said: 2024-03-02
verdict: disputed
reasoning: The board says so [@board-notice, line 7]; the fishers saw no work.
citations:
  - source: board-notice
    at: line 7
    stance: supports
  - source: harbour-letter
    statement: fishers-2024-03-03
    at: paragraph 3
    stance: disputes
tags: gate
"""

EVENTS = """\
- id: gate-closes
  title: The flood gate closes
  date: 2024-03-02T21:30/22:15[Europe/London]
  status: reported
  text: The gate closes before the tide [@board-notice, line 3].
  citations:
    - source: board-notice
      stance: supports
      quote: closed at 21:30
      at: line 3
  claims: [gate-closed-late]
  actors: [water-board]
  place: orla-gate
- id: gate-opens
  title: The flood gate opens again
  date: 2024-03-03T06:00~[Europe/London]
  status: established
  text: The gate opens in the morning.
  citations:
    - source: harbour-letter
      stance: supports
      statement: board-2024-03-05
      at: paragraph 7
"""

DETAIL = """\
question: When did the flood gate close?
short: When the gate closed
unit: time of day on 2 March 2024
values:
  - value: "21:30"
    statement: board-2024-03-02
    source: board-notice
    at: line 3
  - value: "22:15"
    statement: fishers-2024-03-03
    source: harbour-letter
    quote: Viertel nach zehn
    at: paragraph 2
  - value: "22:10"
    statement: board-2024-03-05
    source: harbour-letter
    at: paragraph 5
silent: [evening-copy]
finding: The board names two hours, the later one from its log [@harbour-letter, paragraph 5].
claims: [gate-closed-late]
"""

PLACES = """\
- id: orla-gate
  name: Flood gate at Orla
  country: GB
"""

BRIEF = """\
---
title: What is known of the gate
summary: Two hours are named, and one of them was taken back.
updated: 2024-04-01
claims: [gate-closed-late]
---
## The hour

The fishers name [a late hour](claim:gate-closed-late) [@harbour-letter, paragraph 2]. The
board's notice names an earlier one [@board-notice; @evening-copy].
"""

PAGE = """\
---
title: About this notebook
summary: Who writes it.
---
Neighbours write it; see the [brief](brief:what-is-known) or
[the board](https://board.example.org/).
"""

FILES: Mapping[str, str] = {
    "content/site.yaml": SITE,
    "content/actors/water-board.yaml": BOARD,
    "content/actors/fishers.yaml": FISHERS,
    "content/sources/board-notice.yaml": NOTICE,
    "content/sources/harbour-letter.yaml": LETTER,
    "content/sources/evening-copy.yaml": COPY,
    "content/statements/board-2024-03-02.yaml": STATEMENT_BOARD,
    "content/statements/fishers-2024-03-03.yaml": STATEMENT_FISHERS,
    "content/statements/board-2024-03-05.yaml": STATEMENT_LATER,
    "content/claims/gate-closed-late.yaml": LATE,
    "content/claims/gate-was-repaired.yaml": REPAIRED,
    "content/events/2024-03.yaml": EVENTS,
    "content/details/when-the-gate-closed.yaml": DETAIL,
    "content/places.yaml": PLACES,
    "content/briefs/what-is-known.md": BRIEF,
    "content/pages/about.md": PAGE,
}
"""The text of each file of the project, by its path."""

CASE_WITH_ERROR: Mapping[str, str] = {
    "content/claims/x.yaml": """\
claim: The gate was painted.
short: The gate was painted
reasonning: Paint was seen.
citations:
  - source: board-notice
"""
}
"""One more file, with one error: ``unknown-key`` at 3:1."""

CASE_WITH_WARNING: Mapping[str, str] = {"content/actors/mayor.yaml": "name: The mayor\n"}
"""One more file, with one warning: ``unused-record`` at 1:1."""


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files below ``folder`` and give it back. Lines end in LF on every system."""
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    return folder


def write_small(folder: Path) -> Path:
    """Write the whole investigation below ``folder``, which need not exist."""
    return write_files(folder, FILES)


def tree(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below ``folder``, by its path; empty where there is no folder."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
