"""The other records of the made-up investigation, as mappings in the schema's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bench import words
from bench.case import FIRST_DAY, ZONE, ZONES, Case
from bench.claims import SCALE, Cited, citation, quoted
from bench.dice import Dice
from bench.prose import Passage, Writer, fill

NOTHING = Passage("")


@dataclass(frozen=True, slots=True)
class Record:
    """A record without its main text, and the text with what it names."""

    id: str
    data: dict[str, Any]
    prose: Passage = NOTHING
    citations: tuple[Cited, ...] = ()
    day: date | None = None
    """The one day on which it lies, in the site's zone."""


def site(case: Case) -> dict[str, Any]:
    """``site.yaml``.

    The two parts that grow with claims times sources are left out, and so are the pages of events
    and of places, which no peer has.
    """
    return {
        "title": "The harbour contracts",
        "summary": words.plain(case.dice("site", 0), 2),
        "language": "en",
        "time_zone": ZONE,
        "publisher": "The harbour desk",
        "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "contact": "mailto:desk@example.org",
        "updated": "2024-02-01",
        "front": case.id("brief", 0),
        "key_claims": case.ids("claim", list(range(8))),
        "verdicts": [dict(zip(("id", "label", "meaning", "tone"), step, strict=True))
                     for step in SCALE],
        "sections": {"matrix": "false", "origins": "false", "events": "false", "places": "false"},
    }  # fmt: skip


def method(case: Case) -> Record:
    """The page on how the site works."""
    dice = case.dice("method", 0)
    text = "\n\n".join(f"## {words.title(dice)}\n\n{fill(words.plain(dice, 4))}" for _ in range(4))
    return Record("method", {"title": "How this site works", "order": 1}, Passage(text + "\n"))


def places(case: Case) -> list[dict[str, Any]]:
    """The places, for one list."""
    return [
        {"id": case.id("place", nth), "name": words.PLACES[nth], "country": "GB"}
        for nth in range(case.size.places)
    ]


def actor(case: Case, nth: int) -> Record:
    """The ``nth`` actor. The first ones are parties."""
    dice = case.dice("actor", nth)
    own = case.is_party(nth)
    data: dict[str, Any] = {
        "name": case.title("actor", nth),
        "kind": "organisation" if own else "person",
        "role": "party" if own else None,
        "position": None if own else f"Speaker for {dice.pick(words.WHO)}",
        "also_known_as": [f"{case.title('actor', nth)[0]}. {dice.pick(words.FAMILY)}"]
        if dice.chance(0.3) else [],
        "party": None if own else case.id("actor", case.party(nth)),
        "country": "GB" if own else None,
        "access": case.access(nth),
    }  # fmt: skip
    note = words.plain(dice, 2) if dice.chance(0.5) else ""
    return Record(case.id("actor", nth), data, Passage(note))


def source(case: Case, nth: int) -> Record:
    """The ``nth`` source."""
    dice = case.dice("source", nth)
    language = case.language(nth)
    day = case.day("source", nth) if dice.chance(0.92) else None
    kind = dice.weighted((("official", 20), ("news", 45), ("analysis", 8), ("opinion", 5),
                          ("social", 10), ("document", 12)))  # fmt: skip
    id_ = case.id("source", nth)
    lost = dice.chance(0.03)
    address = f"https://example.org/{kind}/{id_}?ref={dice.below(10**6)}"
    copied = case.copies(nth)
    how = ("quotes", "reports", "summarises")
    carries = [{"statement": case.id("statement", statement), "how": dice.pick(how)}
               for statement in case.carries(nth)]  # fmt: skip
    if copied >= 0:
        carries.append({"source": case.id("source", copied), "how": "reprints"})
    graded = dice.chance(0.3)
    archived = not lost and dice.chance(0.35)
    translated = {"text": words.title(dice), "by": "human"}
    data: dict[str, Any] = {
        "title": case.title("source", nth),
        "title_translation": translated if language != "en" else None,
        "publisher": dice.pick(words.OUTLETS),
        "authors": [f"{dice.pick(words.NAMES)} {dice.pick(words.FAMILY)}"]
        if dice.chance(0.4) else [],
        "published": day.isoformat() if day else None,
        "published_note": None if day else "The page carries no date.",
        "language": language,
        "kind": "aggregator" if copied >= 0 else kind,
        "url": None if lost else address,
        "url_status": "unknown" if lost else dice.pick(("live", "live", "not-checked", "dead")),
        "archives": [{"url": f"https://archive.example.org/{id_}", "captured": "2023-05-04",
                      "sha256": f"{dice.below(2**48):064x}"}] if archived else [],
        "seen": dice.weighted((("whole", 75), ("excerpt", 25))),
        "perspective": words.plain(dice, 1) if dice.chance(0.5) else None,
        "reliability": dice.pick("ABCDF") if graded else None,
        "reliability_reason": words.plain(dice, 1) if graded else None,
        "carries": carries,
        "origin": None if case.carried(nth) else "unknown",
    }  # fmt: skip
    note = words.plain(dice, 1) if lost or dice.chance(0.3) else ""
    return Record(id_, data, Passage(note), day=day)


def statement(case: Case, nth: int) -> Record:
    """The ``nth`` statement."""
    dice = case.dice("statement", nth)
    day = case.day("statement", nth)
    said = day.isoformat()
    if dice.chance(0.25):
        said = f"{said}T{dice.between(10, 16)}:{dice.between(10, 59)}[{dice.pick(ZONES)}]"
    revises, repeats = case.revises(nth), case.repeats(nth)
    quote = dice.chance(0.5)
    data: dict[str, Any] = {
        "short": case.title("statement", nth),
        "by": case.id("actor", case.speaker(nth)),
        "said": said,
        "channel": dice.pick(("a briefing", "a post", "a letter", "an interview", "a call")),
        "quote": f"{words.title(dice)}." if quote else None,
        "lang": "en" if quote else None,
        "revises": case.id("statement", revises) if revises >= 0 else None,
        "repeats": case.id("statement", repeats) if repeats >= 0 else None,
        "note": words.plain(dice, 1) if dice.chance(0.2) else None,
    }
    return Record(case.id("statement", nth), data, Passage(words.plain(dice, 2)), day=day)


def event(case: Case, nth: int) -> Record:
    """The ``nth`` event: a day, a time, a span of times or days, or a month."""
    dice = case.dice("event", nth)
    size = case.size
    start = case.day("event", nth)
    form, day = _event_date(dice, start)
    near = nth * size.claims // size.events
    claims = list(dict.fromkeys(dice.near(near, 8, size.claims) for _ in range(2)))
    centre = nth * size.sources // size.events
    named = list(dict.fromkeys(dice.near(centre, 40, size.sources) for _ in range(2)))
    cited = tuple(citation(case, dice, one, dice.pick(("supports", "context"))) for one in named)
    writer = Writer(case, dice)
    text = words.plain(dice, 2)
    if dice.chance(0.2):
        text = f"{text[:-1]} {writer.citing(named[0])}."
    if dice.chance(0.15):
        text = f"{text[:-1]}; see {writer.link('claim', claims[0])}."
    actors = dict.fromkeys(dice.low(size.actors) for _ in range(dice.between(1, 2)))
    data: dict[str, Any] = {
        "title": case.title("event", nth),
        "date": form,
        "status": dice.weighted((("alleged", 30), ("reported", 50), ("established", 20))),
        "claims": case.ids("claim", claims),
        "actors": case.ids("actor", list(actors)),
        "place": case.id("place", nth % size.places),
        "tags": dice.some(words.TAGS[: size.tags], dice.between(1, 2)),
    }
    return Record(case.id("event", nth), data, writer.passage(text), cited, day)


def _event_date(dice: Dice, start: date) -> tuple[str, date | None]:
    day = start.isoformat()
    form = dice.below(100)
    zone = dice.pick(ZONES)
    if form < 40:
        return day, start
    if form < 70:
        return f"{day}T{dice.between(10, 16)}:{dice.between(10, 59)}~[{zone}]", start
    if form < 85:
        return f"{day}T10:{dice.between(10, 59)}/{day}T16:{dice.between(10, 59)}[{zone}]", start
    if form < 93:
        return f"{day}/{(start + timedelta(days=1)).isoformat()}", None
    return (f"{day}?", start) if form < 97 else (day[:7], None)


def detail(case: Case, nth: int) -> Record:
    """The ``nth`` detail, with three to five answers."""
    dice = case.dice("detail", nth)
    size = case.size
    answers: list[dict[str, Any]] = []
    for _ in range(dice.between(3, 5)):
        chosen = dice.near(nth * size.sources // size.details, 60, size.sources)
        carried = case.carried(chosen)
        if not carried:
            chosen, carried = 0, case.carried(0)
        answer: dict[str, Any] = {
            "value": f"{dice.between(2, 9)} days",
            "statement": case.id("statement", dice.pick(carried)),
            "source": case.id("source", chosen),
        }
        answer |= quoted(case, dice, chosen) if dice.chance(0.7) else {"at": words.locator(dice)}
        if dice.chance(0.2):
            answer["note"] = words.plain(dice, 1)
        answers.append(answer)
    near = nth * size.claims // size.details
    claims = list(dict.fromkeys(dice.near(near, 30, size.claims) for _ in range(2)))
    writer = Writer(case, dice)
    finding = words.plain(dice, 2)
    if dice.chance(0.5):
        finding = f"{finding[:-1]}; see {writer.link('claim', claims[0])}."
    data: dict[str, Any] = {
        "question": f"{case.title('detail', nth).replace('When', 'How long before', 1)}?",
        "short": case.title("detail", nth),
        "unit": "days",
        "status": dice.pick(("open", "partly-resolved", "resolved", "retelling-error")),
        "values": answers,
        "silent": case.ids("source", sorted({dice.below(size.sources) for _ in range(2)})),
        "claims": case.ids("claim", claims),
        "tags": dice.some(words.TAGS[: size.tags], 2),
    }
    return Record(case.id("detail", nth), data, writer.passage(finding))


def brief(case: Case, nth: int) -> Record:
    """The ``nth`` brief: about 450 words in four sections."""
    dice = case.dice("brief", nth)
    size = case.size
    writer = Writer(case, dice)
    parts = []
    for _ in range(4):
        pool = [dice.below(size.sources) for _ in range(4)]
        parts += [f"## {words.title(dice)}", writer.paragraph(pool, 4, links=False)]
        claim = writer.link("claim", dice.below(size.claims))
        told = f"{words.sentence(dice)}; see {claim}. {words.plain(dice, 1)}"
        parts.append(fill(f"{told[:-1]} {writer.citing(dice.below(size.sources))}."))
    listed = [dice.below(size.claims) for _ in range(3)]
    data: dict[str, Any] = {
        "title": case.title("brief", nth),
        "summary": words.plain(dice, 1),
        "updated": (FIRST_DAY + timedelta(days=dice.below(size.days))).isoformat(),
        "order": nth + 1,
        "claims": case.ids("claim", list(dict.fromkeys(listed))),
        "tags": dice.some(words.TAGS[: size.tags], 2),
    }
    return Record(case.id("brief", nth), data, writer.passage("\n\n".join(parts) + "\n"))
