"""The records of a newsroom's collection: those of the benchmark, with all other fields as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from bench import claims, pictures, records, words
from bench.answers import detail
from bench.dice import Dice
from bench.prose import Writer
from bench.quoting import quote_more

if TYPE_CHECKING:
    from bench.newsroom import Newsroom

Data = dict[str, Any]
ROLES = ("party", "witness", "observer", "party", "commentator")
KINDS = ("organisation", "office", "state", "group", "outlet")
LONG = (
    "Hafenbetriebsgenossenschaftsmitgliederversammlungsprotokollführerin",
    "@the_port_of_alder_and_the_lower_marshes_television",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "https://example.org/a/very/long/address/that/somebody/took/for/a/name",
)
FOREIGN_NAMES = (
    "ليلى الحداد", "@qanat_almina", "שירה לוי", "Олена Ковальчук", "港务新闻", "Ève Lemaître",
    "هيئة ميناء الوادي", "Özgür Yıldız",
)  # fmt: skip
SCALE = (*claims.SCALE, ("unproven", "Unproven", "Nobody has shown it so far.", "open"))
POLICIES = ("corrections", "ethics", "funding", "method", "mission", "independence", "suggestions",
            "complaints", "ai")  # fmt: skip
REGION = ((51.0, 3.0), (55.0, 12.0))
"""The corners of the region in which the made-up places lie, in degrees north and east."""


def actor_name(case: Newsroom, nth: int) -> str:
    """The name of an actor. Every fourth is in another script, and a few are very long."""
    dice = case.dice("actor-name", nth)
    if nth % 40 == 7:
        return LONG[nth // 40 % len(LONG)]
    if nth % 4 == 1:
        return f"{dice.pick(FOREIGN_NAMES)} {nth}"
    if case.is_party(nth):
        return f"{words.capital(dice.pick(words.WHO)[4:])} of {dice.pick(words.PLACES)} {nth}"
    return f"{dice.pick(words.NAMES)} {dice.pick(words.FAMILY)}"


def site(case: Newsroom) -> Data:
    """``site.yaml``, with every section on."""
    on = ("matrix", "origins", "corrections", "tags", "events", "places", "search", "embed")
    return {
        **records.site(case),
        "interface_language": case.interface,
        "publisher_url": "https://desk.example.org/",
        "ownership": "A society of readers.",
        "editors": [{"name": "Ada Moss", "role": "Editor", "url": "https://desk.example.org/moss",
                     "background": "Reported on harbours for ten years."}],
        "funding": "Gifts of the society's members.",
        "policies": dict.fromkeys(POLICIES, "method"),
        "base_url": "https://harbour.example.org/",
        "images": True,
        "footer": ["Made up, as a corpus to measure with."],
        "tag_names": {"outer-roads": "The outer roads"},
        "verdicts": [dict(zip(("id", "label", "meaning", "tone", "rating"), (*step, 5 - nth),
                              strict=True)) for nth, step in enumerate(SCALE[:5])],
        "sections": dict.fromkeys(on, True),
    }  # fmt: skip


def place(case: Newsroom, nth: int) -> Data:
    """The ``nth`` place."""
    dice = case.dice("place", nth)
    return {
        "id": case.id("place", nth),
        "name": f"{dice.pick(words.PLACES)} {nth + 1}",
        "also_known_as": [words.foreign(dice, "ar")] if nth % 3 == 0 else [],
        "country": "GB",
        "time_zone": "Europe/Lisbon" if nth % 5 == 0 else None,
        **(_position(dice) if nth % 7 else {}),
        "within": 2000 if nth % 7 == 2 else None,
        "note": "Made up; the position is that of a field." if nth % 7 else None,
        **_withheld(nth),
    }


def _position(dice: Dice) -> Data:
    (south, west), (north, east) = REGION
    up, along = dice.below(1000), dice.below(1000)
    return {
        "latitude": f"{south + (north - south) * up / 1000:.3f}",
        "longitude": f"{west + (east - west) * along / 1000:.3f}",
    }


def actor(case: Newsroom, nth: int) -> Data:
    """The ``nth`` actor."""
    data = records.actor(case, nth).data
    dice = case.dice("actor-more", nth)
    party = case.is_party(nth)
    return {
        **data,
        "kind": KINDS[nth % len(KINDS)] if party else "person",
        "role": ROLES[nth % len(ROLES)] if party else None,
        "also_known_as": [*data["also_known_as"], *dice.some(FOREIGN_NAMES, nth % 3)],
        "same_as": [f"https://www.example.org/wiki/{nth}"] if nth % 6 == 0 else [],
        "access_note": words.plain(dice, 1) if data["access"] == "direct" else None,
        "note": words.plain(dice, 2) if nth % 2 else None,
    }


def source(case: Newsroom, nth: int) -> Data:
    """The ``nth`` source."""
    record = records.source(case, nth)
    dice = case.dice("source-more", nth)
    data = {**record.data, "note": record.prose.text or None}
    if nth % 50 == 3:
        data["title"] = f"{data['title']} {LONG[nth // 50 % len(LONG)]}"
    if nth % 25 == 4:
        data["kind"] = "imagery"
    if not case.carried(nth):
        data["origin"] = "unknown"
    carries = [dict(each) for each in data["carries"]]
    if carries and nth % 9 == 0:
        carries[0]["how"] = "translates" if data["language"] != "en" else "quotes"
        carries[0]["note"] = words.plain(dice, 1)
    return {
        **data,
        "published_note": data["published_note"] or ("Dated by hand." if nth % 30 == 1 else None),
        "seen": "copy" if nth % 60 == 9 else data["seen"],
        "carries": carries,
        "fields": _fields(dice) if nth % 20 == 2 else [],
        "media": media(case, "source", nth) if nth % 16 == 5 else [],
    }


def _fields(dice: Dice) -> list[Data]:
    return [
        {"label": "Length", "text": f"{dice.between(2, 90)} metres"},
        {"label": "As it was filed", "text": words.plain(dice, 1)},
    ]


def media(case: Newsroom, kind: str, nth: int) -> list[Data]:
    """Pictures and files: a pair, one behind a click, a video, a document, a large picture."""
    dice = case.dice(f"{kind}-media", nth)
    first, second = dice.some(pictures.PICTURES, 2)
    shown: Data = {
        "file": first, "alt": f"A drawing: {words.title(dice)}.", "credit": "Drawn by the project",
        "caption": words.plain(dice, 1), "licence": {"name": "CC BY 4.0"}, "taken": "2021-05",
    }  # fmt: skip
    more: tuple[Data, ...] = (
        {"compare": {"file": second, "alt": "The same, later.", "credit": "The town archive",
                     "caption": "After the storm.", "licence": {"name": "CC0"}, "taken": "2022"}},
        {"sensitive": "It shows a person who is hurt."},
        {"video": f"https://example.org/v/{nth}"},
        {"video_file": pictures.VIDEO, "as_is": True},
        {"file": pictures.LARGE},
    )  # fmt: skip
    document: Data = {"file": pictures.DOCUMENT, "alt": "The register", "credit": "The port",
                      "pages": "10-11", "as_is": True}  # fmt: skip
    return [{**shown, **dice.pick(more)}, *([document] if dice.chance(0.4) else [])]


def statement(case: Newsroom, nth: int) -> Data:
    """The ``nth`` statement."""
    record = records.statement(case, nth)
    dice = case.dice("statement-more", nth)
    data = {**record.data, "says": record.prose.text}
    if nth % 6 == 1:
        language = dice.pick(("ar", "he", "de", "zh"))
        data |= {
            "quote": f"{words.foreign(dice, language)}.", "lang": language,
            "translation": {"text": f"{words.title(dice)}.", "by": "human"},
        }  # fmt: skip
    speaker = case.speaker(nth)
    if nth % 45 == 4 and not case.is_party(speaker):
        data |= {"speaks_for": case.id("actor", speaker), "role": "witness", "access": "direct"}
    return data


def claim(case: Newsroom, nth: int) -> Data:
    """The ``nth`` claim. Most have no verdict, and some have very much evidence."""
    made = claims.claim(case, nth)
    dice = case.dice("claim-more", nth)
    data = {**made.data, "reasoning": made.reasoning.text, "stances": list(made.stances)}
    cited = [dict(each.data) for each in made.citations]
    cited += _evidence(case, dice, nth, {each.source for each in made.citations})
    for each in cited:
        if each["stance"] != "context" and dice.chance(0.12):
            each |= {"extent": "part", "missing": words.plain(dice, 1)}
        each |= quote_more(dice, each)
    data["stances"] = [_stance(dice, each) for each in data["stances"]]
    if dice.chance(0.6):
        data |= {"verdict": None, "confidence": None, "history": []}
    elif data["verdict"] == "supported":
        data["verdict"] = "disputed"
        data["history"] = []
    if _is_record(nth):
        data["kind"] = "record"
    related = [_relation(case, dice, nth, each) for each in data["related"]]
    tags = [*data["tags"], "outer-roads"] if nth % 4 else data["tags"]  # on most claims
    return {
        **data,
        "short": f"{LONG[0]}: no" if nth % 90 == 8 else data["short"],
        "description": words.plain(dice, 3) if nth % 5 == 2 else None,
        "citations": cited,
        "related": related,
        "tags": list(dict.fromkeys(tags)),
        "fields": _fields(dice) if nth % 9 == 4 else [],
        "media": media(case, "claim", nth) if nth % 14 == 6 else [],
    }


def _stance(dice: Dice, stance: Data) -> Data:
    cited = stance.get("citation")
    if not cited:
        return stance
    note = words.plain(dice, 1) if dice.chance(0.2) else None
    return {**stance, "citation": {**cited, **quote_more(dice, cited), "note": note}}


def _is_record(claim: int) -> bool:
    """Whether a claim is that something was said or done on record."""
    return claim % 12 == 5


def _relation(case: Newsroom, dice: Dice, nth: int, relation: Data) -> Data:
    """A relation, perhaps with a note. A record contradicts no claim, and none contradicts it."""
    other = int(relation["claim"].rpartition("-")[2]) - 1
    how = relation["how"]
    if how == "contradicts" and (_is_record(nth) or _is_record(other)):
        how = "bears-on"
    note = words.plain(dice, 1) if dice.chance(0.2) else None
    return {**relation, "how": how, "note": note}


def _evidence(case: Newsroom, dice: Dice, nth: int, had: set[int]) -> list[Data]:
    """Citations of the sources that fall to a claim, so that some claim cites each source.

    One claim in a hundred has sixty more, as a claim that everybody repeats.
    """
    share = range(nth * case.size.sources // case.size.claims,
                  (nth + 1) * case.size.sources // case.size.claims)  # fmt: skip
    more = [dice.below(case.size.sources) for _ in range(60)] if nth % 100 == 11 else []
    chosen = [one for one in dict.fromkeys((*share, *more)) if one not in had]
    return [claims.citation(case, dice, one, dice.weighted(claims.STANCES)).data for one in chosen]


def event(case: Newsroom, nth: int) -> Data:
    """The ``nth`` event."""
    record = records.event(case, nth)
    dice = case.dice("event-more", nth)
    cited = [each.data for each in record.citations]
    unknown = nth % 70 == 20
    said = {"statement": case.id("statement", dice.below(case.size.statements))}
    written = {"source": case.id("source", dice.below(case.size.sources))}
    crowd = 120 if nth == 1 else 1  # one event in which very many are named
    involved = [
        {"actor": case.id("actor", dice.below(case.size.actors)), **dice.pick((said, written)),
         "role": dice.pick(("alleged perpetrator", "target", "witness")), **_place_in(dice)}
        for _ in range(crowd)
    ]  # fmt: skip
    low = dice.between(1, 90)
    counts = [
        {"what": what, "at_least": low, "at_most": low + dice.below(20), **by, **_place_in(dice)}
        for what, by in (("people injured", said), ("vessels", written))
    ]
    data = {**record.data, "text": record.prose.text, "citations": [] if unknown else cited}
    if nth % 200 == 150:
        data["date"] = "2021-06-01"  # a day with many events
    place_of = dice.low(case.size.places)
    return {
        **data,
        "title": case.title("event", nth),
        "no_source": "No source is known so far." if unknown else None,
        "first_said": said["statement"] if nth % 30 == 8 else None,
        "involved": involved if nth % 3 == 0 or crowd > 1 else [],
        "counts": counts if nth % 4 == 0 else [],
        "place": case.id("place", place_of) if nth % 5 else None,
        **(_position(dice) if nth % 5 == 0 else {}),
        "within": 500 if nth % 10 == 0 else None,
        "key": nth % max(1, case.size.events // 8) == 2,
        "tags": [*data["tags"], "outer-roads"] if nth % 4 else data["tags"],
        "fields": _fields(dice) if nth % 11 == 7 else [],
        "media": media(case, "event", nth) if nth % 14 == 9 else [],
    }


def _place_in(dice: Dice) -> Data:
    """Where somebody says so, perhaps with a note."""
    return {"at": words.locator(dice), "note": words.plain(dice, 1) if dice.chance(0.2) else None}


def texts(case: Newsroom) -> Iterator[tuple[str, str, Data, str]]:
    """The briefs and the page on the method: kind, id, front matter and body."""
    for nth in range(case.size.briefs):
        brief = records.brief(case, nth)
        body = brief.prose.text
        if nth == 1:  # a very long one, with many citations in a row
            body += "".join(f"\n{records.brief(case, other).prose.text}" for other in range(2, 12))
            writer = Writer(case, case.dice("row", nth))
            body += f"\nAll of them agree {''.join(writer.citing(each) for each in range(60))}.\n"
        yield "brief", brief.id, {**brief.data, **_withheld(nth)}, body
    method = records.method(case)
    more = {"summary": "How it was made.", "updated": "2024-02-01", **_withheld(3)}
    yield "page", method.id, {**method.data, **more}, method.prose.text


def _withheld(nth: int) -> Data:
    return {"withheld_because": "A name that its bearer asked us to leave out."} if nth == 3 else {}


def _with_withheld(make: Callable[[Newsroom, int], Data]) -> Callable[[Newsroom, int], Data]:
    return lambda case, nth: {**make(case, nth), **_withheld(nth)}


MAKERS: dict[str, Callable[[Newsroom, int], Data]] = {
    kind: _with_withheld(make)
    for kind, make in {
        "actor": actor, "source": source, "statement": statement, "claim": claim, "event": event,
        "detail": detail,
    }.items()
}  # fmt: skip
"""What makes the records that have a file of their own, by kind."""
