"""Finds every place in the records that cites a source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from claimline.model.attributed import Attributed, Summand
from claimline.model.dossier import Usage
from claimline.model.records import Claim, Detail, Event, Record
from claimline.model.schema import Loc
from claimline.model.shared_fields import Citation, Pointer
from claimline.model.validate import Key, Records
from claimline.prose import Prose


def usages(
    records: Records, prose: Mapping[Key, Mapping[Loc, Prose]], named: Mapping[Key, str]
) -> dict[str, tuple[Usage, ...]]:
    """Return for each source every place that cites it, in the order of pages."""
    by_source: dict[str, list[Usage]] = {id_: [] for id_ in records.by_kind["source"]}
    for key, record in records.all():
        for usage in usages_in(key, record, prose.get(key, {}), named):
            by_source[usage.source].append(usage)
    return {id_: tuple(usages) for id_, usages in by_source.items()}


def usages_in(
    key: Key, record: Record, texts: Mapping[Loc, Prose], named: Mapping[Key, str]
) -> Iterator[Usage]:
    """Yield every place in a record that cites a source, in the order of its page.

    Args:
        key: the kind and id of the record.
        record: the record.
        texts: its Markdown texts.
        named: the titles of all records.
    """
    yield from _cited_in_fields(key, record)
    yield from _cited_in_prose(key, texts, named)


def _cited_in_fields(key: Key, record: Record) -> Iterator[Usage]:
    """Yield the citations in the fields of a record, without those in its Markdown."""
    if isinstance(record, Claim | Event):
        words = record.claim if isinstance(record, Claim) else record.title
        for nth, citation in enumerate(record.citations):
            loc: Loc = ("citations", nth)
            yield _usage(key, f"cite-{nth + 1}", "citation", words, loc, citation, citation.stance)
    if isinstance(record, Event):
        for nth, it in enumerate(record.involved):
            words = f"{record.title}: {it.role}"
            yield from _attributed(key, f"role-{nth + 1}", "role", words, ("involved", nth), it)
        for nth, count in enumerate(record.counts):
            words = f"{record.title}: {count.what}"
            yield from _attributed(key, f"count-{nth + 1}", "number", words, ("counts", nth), count)
    if isinstance(record, Claim):
        for nth, stance in enumerate(record.stances):
            if stance.citation:
                loc = ("stances", nth, "citation")
                cited, anchor = stance.citation, f"stance-{nth + 1}"
                yield _usage(key, anchor, "stance", record.short, loc, cited, stance.stance)
    if isinstance(record, Detail):
        for nth, answer in enumerate(record.values):
            if answer.source:
                yield Usage(
                    source=answer.source, carrier=key, anchor=f"answer-{nth + 1}", form="answer",
                    words=f"{record.question} {answer.value}", loc=("values", nth),
                    locator=answer.at or "", quote=answer.quote or "",
                    statement=answer.statement or "", lang=answer.lang or "",
                )  # fmt: skip
        if record.sum:
            for anchor, loc, part in record.sum.numbers():
                what = f": {part.what}" if isinstance(part, Summand) else ""
                words = record.short + what
                for usage in _attributed(key, anchor, "number", words, ("sum", *loc), part):
                    yield usage if what else replace(usage, total=part.number)
        for nth, source in enumerate(record.silent):
            yield Usage(source, key, "silent", "silent", record.question, ("silent", nth))


def _attributed(
    key: Key, anchor: str, form: Any, words: str, loc: Loc, part: Attributed
) -> Iterator[Usage]:
    """Yield the source of a role or a number, where one is named."""
    if part.source:
        pointer = Pointer(source=part.source, statement=part.statement, at=part.at)
        yield _usage(key, anchor, form, words, loc, pointer)


def _usage(
    key: Key, anchor: str, form: Any, words: str, loc: Loc, pointer: Pointer, stance: str = ""
) -> Usage:
    if key[0] == "event":
        kind, _, number = anchor.partition("-")
        anchor = f"{kind}-{key[1]}-{number}"
    return Usage(
        source=pointer.source, carrier=key, anchor=anchor, form=form, words=words, loc=loc,
        locator=pointer.at or "", quote=pointer.quote or "", stance=stance,
        statement=pointer.statement or "", lang=pointer.lang or "",
        partial=isinstance(pointer, Citation) and pointer.extent == "part",
    )  # fmt: skip


def sentence_anchor(kind: str, id_: str, number: int) -> str:
    """Return the fragment of a citing sentence. Events share a page, so it names the event."""
    return f"s-{id_}-{number}" if kind == "event" else f"s-{number}"


def sentence_offsets(texts: Mapping[Loc, Prose]) -> dict[Loc, int]:
    """Return for each text of a record how many citing sentences come before it."""
    offsets, total = {}, 0
    for loc, text in texts.items():
        offsets[loc] = total
        total += len(text.sentences)
    return offsets


def _cited_in_prose(
    key: Key, texts: Mapping[Loc, Prose], named: Mapping[Key, str]
) -> Iterator[Usage]:
    """Yield the citations in a record's Markdown, one for each source and sentence."""
    if not any(text.marks for text in texts.values()):
        return
    offsets = sentence_offsets(texts)
    for loc, text in texts.items():
        seen: dict[tuple[int, str], Usage] = {}
        for mark in text.marks:
            for cited in mark.cited:
                number = offsets[loc] + mark.sentence + 1
                words = text.sentences[mark.sentence].words
                usage = seen.get((number, cited.source))
                if usage and cited.locator and cited.locator not in usage.locator.split("; "):
                    both = "; ".join(filter(None, (usage.locator, cited.locator)))
                    seen[number, cited.source] = replace(usage, locator=both)
                elif usage is None:
                    seen[number, cited.source] = Usage(
                        source=cited.source, carrier=key, form="sentence", loc=loc,
                        anchor=sentence_anchor(*key, number), words=_named_words(words, named),
                        locator=cited.locator,
                    )  # fmt: skip
        yield from seen.values()


def _named_words(words: str, named: Mapping[Key, str]) -> str:
    def name(match: re.Match[str]) -> str:
        kind, _, id_ = match.group(1).partition(":")
        return named.get((kind, id_), id_)

    return re.sub(r"\x02([^\x03]*)\x03", name, words)
