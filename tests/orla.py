"""A made-up investigation that fills all that linked data, annotations and links can say."""

from __future__ import annotations

from typing import Any

from tests.dossiers import Data

BASE = "https://gate.example.org/orla"
LETTER: dict[str, Any] = {
    "source": "letter", "statement": "at-nine", "quote": "um neun zu", "at": "p. 2",
    "translation": {"text": "closed at nine", "by": "human"},
    "fragment": {"prefix": "wurde", "start": "um neun", "end": "zu", "suffix": "gemacht"},
}  # fmt: skip
NOTICE: dict[str, Any] = {
    "source": "notice", "stance": "supports", "quote": "closed at ten [...] by hand & <late>",
    "fragment": {"prefix": "gate", "suffix": "hour"},
}  # fmt: skip
RECORDS: dict[str, Data] = {
    "site": {
        "title": "The gate at Orla & its <hour>", "summary": "When did it close?",
        "publisher": "The Orla notebook", "publisher_url": "https://notebook.example.org/",
        "policies": {
            "corrections": "about", "ethics": "about", "funding": "money", "method": "about",
        },
        "base_url": f"{BASE}/", "logo": {"file": "logo.svg"}, "time_zone": "Europe/London",
        "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "updated": "2024-04-01",
        "verdicts": [
            {"id": "so", "label": "So", "meaning": "It is so.", "tone": "supported", "rating": "5"},
            {"id": "open", "label": "Open", "meaning": "Nobody knows.", "tone": "open"},
            {"id": "no", "label": "No", "meaning": "It is not.", "tone": "refuted", "rating": "1"},
        ],
        "redirects": {"claims/old.html": "claims/at-ten.html"},
    },
    "actor/board": {
        "name": "Water board", "kind": "office",
        "same_as": ["https://www.wikidata.org/wiki/Q1", "https://board.example.org/"],
    },
    "actor/fisher": {"name": "A. Fisher", "kind": "person"},
    "source/notice": {
        "title": "Notice on the gate", "publisher": "Water board", "language": "en",
        "published": "2024-03-02T22:40[Europe/London]", "kind": "official",
        "url": "https://board.example.org/notice?a=1&b=2",
        "archives": [
            {"url": "https://archive.example.org/notice", "captured": "2024-03-03T10:20:30Z"},
            {"url": "https://other.example.org/notice", "captured": "2024-07-04"},
            {"url": "https://third.example.org/notice", "captured": "2024-03?"},
        ],
        "carries": [{"statement": "at-ten", "how": "quotes"}],
    },
    "source/letter": {
        "title": "Die Schleuse", "publisher": "Hafenbrief", "published": "2024-03-05",
        "language": "de", "carries": [{"statement": "at-nine", "how": "reports"}],
    },
    "source/rumour": {
        "title": "Heard at the quay", "publisher": "unknown", "url": None,
        "published": "2024-03-06", "carries": [{"source": "letter", "how": "summarises"}],
    },
    "source/kept": {
        "title": "A lost page", "url": None, "published": "2024-03",
        "archives": [{"url": "https://archive.example.org/lost", "captured": "2024-03-09"}],
        "carries": [{"source": "letter", "how": "reprints"}],
    },
    "statement/at-ten": {"short": "The board says ten", "by": "board", "says": "At ten."},
    "statement/at-nine": {
        "short": "The board says nine", "by": "board", "says": "At nine.", "revises": "at-ten",
    },
    "claim/at-ten": {
        "claim": "The gate closed at ten & was </script> seen.", "short": "The gate closed at ten",
        "by": ["board", "fisher"], "said": "2024-03-02", "verdict": "so",
        "citations": [
            NOTICE, {**LETTER, "stance": "supports"},
            {"source": "rumour", "stance": "repeats", "quote": "all heard it"},
            {"source": "kept", "stance": "disputes", "quote": "not at ten"},
        ],
        "stances": [{"actor": "board", "stance": "asserts", "citation": LETTER}],
        "history": [
            {"date": "2024-03-03", "to": "no", "why": "No log."},
            {"date": "2024-03-06", "from": "no", "to": "so", "why": "The log was shown."},
        ],
        "corrections": [
            {"date": "2024-03-07", "text": "The *hour* was wrong, see [](claim:was-mended)."},
        ],
    },
    "claim/was-mended": {
        "claim": "The board said on record that it mended the gate.", "short": "It was mended",
        "kind": "record", "by": "board", "said": "2024-03?", "verdict": "so",
        "citations": [NOTICE],
    },
    "claim/was-seen": {
        "claim": "It was seen.", "short": "It was seen", "verdict": "open",
        "citations": [{"source": "letter", "stance": "supports"}],
    },
    "claim/not-judged": {"claim": "It squeaks.", "short": "It squeaks"},
    "claim/will-rust": {"claim": "It will rust.", "short": "It will rust", "kind": "prediction"},
    "event/closes": {
        "title": "The gate closes", "date": "2024-03-02", "status": "reported",
        "text": "It closes.",
        "citations": [NOTICE | {"stance": "context", "fragment": None}],
    },
    "detail/hour": {
        "question": "When did it close?", "short": "The hour",
        "values": [
            {
                "value": "ten", "source": "notice", "quote": "closed at ten",
                "fragment": {"start": "was closed at ten"},
            },
            {"value": "nine", "statement": "at-nine", "quote": "um neun"},
        ],
    },
    "brief/known": {
        "title": "What is known", "summary": "One hour.", "updated": "2024-04-01",
        "claims": ["at-ten"], "body": "The log says ten [@notice].\n",
    },
    "page/about": {"title": "About", "body": "We mend mistakes.\n"},
    "page/money": {"title": "Money", "body": "Readers pay.\n"},
}  # fmt: skip
