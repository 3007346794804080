"""One example for each kind of record. Together they are a small made-up investigation.

A test builds them: they fit the schema, every link leads somewhere, and nothing is found.
"""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, str]] = {
    "site": (
        "content/site.yaml",
        """\
title: The roof of Alderford library
summary: Did the library's roof fall in on 3 March 2024? The mayor and the caretaker differ.
language: en
time_zone: Europe/London
publisher: The Alderford Notebook
licence:
  name: CC BY 4.0
  url: https://creativecommons.org/licenses/by/4.0/
contact: mailto:notebook@example.org
updated: 2024-04-02
front: what-came-down
key_claims: [roof-fell-in]
verdicts:
  - id: disputed
    label: Disputed
    meaning: Those who were there disagree, and nothing published decides it.
    tone: disputed
  - id: not-shown
    label: Not shown
    meaning: It is asserted, and nothing was published that others can check.
    tone: open
sections:
  matrix: false
redirects:
  claims/library-roof.html: claims/roof-fell-in.html
""",
    ),
    "actor": (
        "content/actors.yaml",
        """\
- id: town-hall
  name: Alderford town hall
  kind: organisation
  country: GB

- id: mayor
  name: Ann Ashby
  role: Mayor of Alderford
  also_known_as: A. Ashby
  party: town-hall              # her word is the town hall's
  access: indirect

- id: caretaker
  name: The library's caretaker
  role: Caretaker since 2011
  access: direct
  access_note: Was in the building that night. He speaks for himself, not for the town hall.
""",
    ),
    "source": (
        "content/sources.yaml",
        """\
- id: gazette-2024-03-04
  title: Library roof falls in
  publisher: The Alderford Gazette
  authors: J. Marsh
  published: 2024-03-04
  language: en
  kind: news
  url: https://example.org/gazette/library-roof
  url_status: live
  archives:
    - url: https://example.org/archive/gazette-library-roof
      captured: 2024-03-05T09:12[Europe/London]
  perspective: The town's weekly; it lives on the town hall's notices.
  reliability: B
  reliability_reason: It names its sources and prints corrections.
  carries:
    - statement: mayor-2024-03-04
      how: quotes
    - statement: caretaker-2024-03-04
      how: reports

- id: county-radio-2024-03-04
  title: "[Evening bulletin]"
  publisher: County Radio
  published: 2024-03-04T18:00[Europe/London]
  language: en
  kind: aggregator
  url_status: unknown
  carries:
    - source: gazette-2024-03-04
      how: summarises
      note: Leaves out the caretaker.
  note: Heard on the air; the station keeps no archive.
""",
    ),
    "statement": (
        "content/statements.yaml",
        """\
- id: mayor-2024-03-04
  short: The mayor says that the roof fell in
  by: mayor
  said: 2024-03-04T10:00~[Europe/London]
  channel: a press briefing
  says: In the storm of Sunday night the whole roof of the library fell in.
  quote: The roof is gone.
  lang: en

- id: caretaker-2024-03-04
  short: The caretaker says that plaster fell
  by: caretaker
  said: 2024-03-04
  channel: to the Gazette
  says: Plaster came down in the reading room. The roof is where it was.
""",
    ),
    "claim": (
        "content/claims/roof-fell-in.yaml",
        """\
claim: The roof of Alderford library fell in on the night of 3 March 2024.
short: The library's roof fell in
by: mayor
said: 2024-03-04
statement: mayor-2024-03-04
event: storm-2024-03-03
verdict: disputed
confidence: medium
reasoning: |
  The mayor says so, and the radio repeats her. The caretaker, who was inside, speaks of
  [plaster](detail:what-fell) alone [@gazette-2024-03-04, para. 6]. No photograph was published.
unknowns:
  - Whether the insurer has looked at the roof.
would_change: A dated photograph of the roof, or the insurer's report.
citations:
  - source: gazette-2024-03-04
    statement: mayor-2024-03-04
    stance: supports
    quote: The roof is gone.
    at: para. 1
  - source: county-radio-2024-03-04
    statement: mayor-2024-03-04
    stance: repeats
  - source: gazette-2024-03-04
    statement: caretaker-2024-03-04
    stance: disputes
    at: para. 6
stances:
  - actor: mayor
    stance: asserts
    date: 2024-03-04
  - actor: caretaker
    stance: denies
    citation: {source: gazette-2024-03-04, at: para. 6}
tags: [roof]
history:
  - {date: 2024-03-06, to: not-shown, why: Only the mayor's words were known.}
  - {date: 2024-04-02, from: not-shown, to: disputed, why: The caretaker's words were found.}
corrections:
  - {date: 2024-03-08, text: We had misspelt the mayor's name.}
""",
    ),
    "event": (
        "content/events/storm-2024-03-03.yaml",
        """\
title: A storm passes over Alderford
date: 2024-03-03T22:00~/2024-03-04T02:00~[Europe/London]
status: reported
text: A storm passed over the town, and something came down in the library.
citations:
  - source: gazette-2024-03-04
    statement: mayor-2024-03-04
    stance: supports
claims: [roof-fell-in]
place: library
tags: [storm]
""",
    ),
    "detail": (
        "content/details/what-fell.yaml",
        """\
question: What came down in the library?
short: What came down
values:
  - value: the roof
    statement: mayor-2024-03-04
    source: gazette-2024-03-04
    at: para. 1
  - value: plaster
    statement: caretaker-2024-03-04
    source: gazette-2024-03-04
    at: para. 6
    note: In the reading room.
finding: The two answers cannot both be right.
claims: [roof-fell-in]
""",
    ),
    "place": (
        "content/places.yaml",
        """\
- id: library
  name: Alderford library
  also_known_as: The reading rooms
  country: GB
  latitude: 52.5
  longitude: -1.5
  note: A made-up place; the position is that of a field.
""",
    ),
    "brief": (
        "content/briefs/what-came-down.md",
        """\
---
title: What came down
summary: Two accounts of one night.
updated: 2024-04-02
claims: [roof-fell-in]
tags: [roof]
---
The mayor said that [the roof fell in](claim:roof-fell-in) [@gazette-2024-03-04, para. 1].
The [caretaker](actor:caretaker) speaks of plaster [@gazette-2024-03-04, para. 6].
""",
    ),
    "page": (
        "content/pages/about.md",
        """\
---
title: About this site
order: 1
---
This investigation is made up, to show what records look like.
""",
    ),
}
"""The path and the text of each kind's example, by the kind's name."""
