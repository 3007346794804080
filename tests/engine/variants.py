"""Files of the small investigation that come, change and go, each with the texts it may hold."""

from __future__ import annotations

from collections.abc import Mapping

from tests.small import BOARD, EVENTS, PLACES, SITE

CLAIM = """\
claim: The gate was {word}.
short: The gate was {word}
verdict: {verdict}
event: {event}
by: fishers
tags: [gate, {word}]
reasoning: The notice says so [@{source}], and [](claim:{other}) too.
related: [{{claim: {other}, how: {how}}}]
stances: [{{actor: fishers, stance: denies, citation: {{source: {source}, statement: {said}}}}}]
citations: [{{source: {source}, stance: supports, statement: {said}}}]
"""
EVENT = """\
title: {title}
date: {date}
status: alleged
place: orla-gate
claims: [{claim}]
citations: [{{source: board-notice, stance: supports}}]
text: It rained [@board-notice]. See [this](claim:gate-was-repaired) and [that](claim:{claim}).
"""
SOURCE = """\
title: {title}
publisher: Letters
language: en
kind: news
url: {url}
note: "{note}"
carries: [{carries}]
"""
STATEMENT = (
    "short: {short}\nby: {by}\nsaid: 2024-03-05\nchannel: a letter\nsays: It was late.\n{more}\n"
)
CLAIMS = {
    "word": "rusty", "verdict": "disputed", "event": "gate-opens", "source": "board-notice",
    "other": "gate-closed-late", "how": "depends-on", "said": "board-2024-03-02",
}  # fmt: skip
LETTERS = {"url": "https://letters.example.org/1", "note": "Found [@board-notice]."}
QUOTES = "{statement: board-2024-03-02, how: quotes}"
GUILD = """\
name: Guild
same_as: [https://guild.example.org, https://www.wikidata.org/wiki/Q1]
"""
MILL = "- {id: mill, name: Orla mill, country: GB, note: Near [it](event:storm).}\n"
VARIANTS: Mapping[str, tuple[str, ...]] = {
    "content/claims/rusty.yaml": (
        CLAIM.format(**CLAIMS),
        CLAIM.format(**CLAIMS | {"event": "storm", "said": "late", "other": "wet"}),
        CLAIM.format(**CLAIMS | {"source": "letter", "word": "red", "verdict": "supported"}),
        CLAIM.format(**CLAIMS | {"verdict": "unheard-of"}),
        CLAIM.format(**CLAIMS) + "stage: draft\n",
        CLAIM.format(**CLAIMS) + "private: true\n",
        CLAIM.format(**CLAIMS).replace("[@board-notice]", "@board-notice"),
        CLAIM.format(**CLAIMS).replace("[@board-notice]", "@letter"),
        CLAIM.format(**CLAIMS | {"word": "wet"}),
        CLAIM.format(**CLAIMS | {"word": "wet", "event": "storm"}),
        CLAIM.format(**CLAIMS | {"other": "wet", "said": "late"}) + "private: true\n",
        CLAIM.format(**CLAIMS) + "description: See @letter.\nprivate_fields: [description]\n"
        "withheld_because: It names somebody.\n",
    ),
    "content/claims/wet.yaml": (
        CLAIM.format(**CLAIMS | {"word": "wet"}),
        CLAIM.format(**CLAIMS | {"word": "wet", "other": "rusty"}),
        (
            "claim: It was wet.\nshort: It was wet\nverdict: disputed\nevent: storm\n"
            "citations: [{source: board-notice, stance: supports}]\nreasoning: See there.\n"
            "accept: [{rule: judge-again, why: Known.}]\n"
        ),
    ),
    "content/claims/dry.yaml": (CLAIM.format(**CLAIMS | {"word": "dry", "other": "wet"}),),
    "content/events/storm.yaml": (
        EVENT.format(title="The storm", date="2024-03-01", claim="rusty"),
        EVENT.format(title="The storm", date="2024-03-02", claim="gate-closed-late"),
        EVENT.format(title="The rain", date="2024-03-31T02:30", claim="wet"),
    ),
    "content/sources/letter.yaml": (
        SOURCE.format(title="A letter", carries=QUOTES, **LETTERS),
        SOURCE.format(title="A letter", carries="{source: copy, how: quotes}", **LETTERS),
        SOURCE.format(title="More", carries="{statement: late, how: quotes}", **LETTERS),
    ),
    "content/sources/copy.yaml": (
        SOURCE.format(title="A copy", carries="{source: letter, how: quotes}", **LETTERS),
        SOURCE.format(
            title="A copy",
            carries=f"{{source: letter, how: quotes}}, {QUOTES}",
            url="https://copy.example.org",
            note="See [this](source:letter).",
        ),
        SOURCE.format(
            title="A letter",
            carries=QUOTES,
            url="https://copy.example.org",
            note="[@letter]",
        ),
    ),
    "content/statements/late.yaml": (
        STATEMENT.format(short="Late", by="water-board", more="revises: board-2024-03-05"),
        STATEMENT.format(short="Late", by="fishers", more="repeats: board-2024-03-02"),
        STATEMENT.format(short="Late", by="fishers", more="revises: board-2024-03-02"),
    ),
    "content/statements/later.yaml": (
        STATEMENT.format(short="Later", by="fishers", more="repeats: late"),
        STATEMENT.format(short="Later", by="fishers", more="speaks_for: water-board"),
        STATEMENT.format(short="Late", by="water-board", more="revises: late"),
        STATEMENT.format(short="Later", by="water-board", more="revises: late\nrepeats: latest"),
    ),
    "content/statements/latest.yaml": (
        STATEMENT.format(short="Latest", by="fishers", more=""),
        STATEMENT.format(short="Latest", by="fishers", more="speaks_for: water-board"),
    ),
    "content/details/rust.yaml": (
        (
            "question: How rusty was it?\nshort: How rusty\nclaims: [rusty]\n"
            "values: [{value: very, statement: late, source: letter}]\nsilent: [board-notice]\n"
        ),
        "question: How wet was it?\nshort: How wet\nvalues: [{value: very, source: copy}]\n",
    ),
    "content/briefs/rust.md": (
        "---\ntitle: Rust\nclaims: [rusty]\n---\nIt was rusty [@letter].\n",
        "---\ntitle: Rust\ntags: [gate]\n---\nIt was [wet](claim:wet) [@board-notice].\n",
    ),
    "content/pages/rust.md": ("---\ntitle: More\n---\nSee [it](claim:rusty).\n",),
    "content/actors/guild.yaml": (
        GUILD,
        GUILD + "stage: draft\n",
        GUILD.replace("[https://guild.example.org", "[https://orla.example.org"),
    ),
    "content/actors/water-board.yaml": (
        BOARD,
        BOARD.replace("role: party", "role: commentator"),
        BOARD + "same_as: https://www.wikidata.org/entity/Q1\n",
    ),
    "content/events/2024-03.yaml": (EVENTS, EVENTS.replace("The flood gate opens", "It opens")),
    "content/site.yaml": (SITE, SITE + "tag_names: {rusty: Rusty things}\n"),
    "content/places.yaml": (
        PLACES,
        PLACES + "  time_zone: Europe/London\n",
        PLACES.replace("Flood gate", "The gate"),
        PLACES + MILL,
    ),
}
"""What each file may hold. The last four are always there."""
ALWAYS = tuple(VARIANTS)[-4:]

State = dict[str, int]
"""For each file that is there, which of its texts it holds."""
LEAST: State = dict.fromkeys(ALWAYS, 0)
EVERYTHING: State = {path: 0 for path in VARIANTS if path != "content/sources/copy.yaml"}
Edit = tuple[str, int | None]
"""A file, and which of its texts it gets, or None if it goes."""
