"""What the pages of the shipped site show, held against the records themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from claimline import pipeline
from claimline.dates import PartialDate, words
from claimline.diagnostics import Report
from claimline.model.dossier import Dossier
from claimline.model.link import link
from claimline.model.records import Claim, Record
from claimline.model.shared_fields import Pointer
from claimline.model.validate import validate
from claimline.options import BuildOptions
from claimline.read import read_project
from tests.counted import counted_by_hand
from tests.html_tree import Node, read_html
from tests.small import tree, write_small

RECORD_LINK = r"\[([^\]]*)\]\((claim|source|statement|actor|event|detail|brief|page):([a-z0-9-]+)\)"
INVERSE = {
    "contradicts": "Contradicted by", "depends-on": "Depended on by", "part-of": "Includes",
    "revises": "Revised by", "bears-on": "What bears on it",
}  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A built site, and the records from which it was built."""

    dossier: Dossier
    pages: dict[str, Node]

    def shown(self, text: str) -> str:
        """The letters and digits of a Markdown text as a reader sees it, numbers of citations out.

        Marks, spaces and the numbers of list items are dropped on both sides.
        """

        def named(link: re.Match[str]) -> str:
            return link[1] or self.dossier.titles[link[2], link[3]]

        text = re.sub(r"(?m)^\s*(?:\d+\.|[-*+]|#+)\s", "", text)
        text = re.sub(r"\[@[^\]]*\]", "", text)
        text = re.sub(RECORD_LINK, named, text)
        return squashed(re.sub(r"\[([^\]]*)\]\([^)\s]*\)", r"\1", text))


def squashed(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(character for character in text if character.isalnum())


def seen(node: Node) -> str:
    """The letters and digits that a reader sees in an element, citations out."""
    return squashed(node.text(cites=False))


def _read(project: Path, folder: Path) -> Site:
    """The site in a folder, and the records of its project."""
    report = Report(strict=True)
    dossier = link(validate(read_project(project, report), report), report)
    assert list(report) == []
    assert dossier is not None
    pages = {path: read_html(data) for path, data in tree(folder).items() if path.endswith(".html")}
    return Site(dossier, pages)


@pytest.fixture(scope="module")
def shipped(repository: Path, built_site: Path) -> Site:
    return _read(repository, built_site)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    project = write_small(tmp_path_factory.mktemp("small"))
    report = Report(strict=True)
    pipeline.build(BuildOptions(project), report)
    assert list(report) == []
    return _read(project, project / "site")


@pytest.fixture(params=["shipped", "small"])
def site(request: pytest.FixtureRequest) -> Site:
    built: Site = request.getfixturevalue(request.param)
    return built


# Claims


def _claims(site: Site) -> Iterator[tuple[str, Claim, Node]]:
    assert site.dossier.claims
    for id_, claim in site.dossier.claims.items():
        (main,) = site.pages[f"claims/{id_}.html"].all(tag="main")
        yield id_, claim, main


def _date(text: str, date: PartialDate | None) -> bool:
    return date is None or squashed(words(date)) in text


def test_claim_says_what_is_claimed_by_whom_and_when(site: Site) -> None:
    for id_, claim, main in _claims(site):
        (heading,) = main.all(tag="h1")
        words = " ".join(heading.text().split())
        parties = [site.dossier.actors[site.dossier.party(by)].name for by in claim.by]
        assert claim.short in words
        assert words != claim.short
        assert claim.kind == "record" or not parties or parties[0] in words.partition(":")[0], id_
        (head,) = main.all("page-head")
        text = seen(head)
        assert squashed(claim.claim) in text, id_
        for by in claim.by:
            assert f"../actors/{by}.html" in head.hrefs()
            assert squashed(site.dossier.actors[by].name) in text
        if claim.statement:
            assert f"../statements/{claim.statement}.html" in head.hrefs()
        if claim.event:
            assert f"../events/{claim.event}.html" in head.hrefs()
        assert _date(text, claim.said), id_
        assert _date(text, claim.when), id_


def test_claim_shows_its_verdict_and_counts(site: Site) -> None:
    dossier = site.dossier
    scale = {step.id: step for step in dossier.site.verdicts}
    for id_, claim, main in _claims(site):
        text = seen(main)
        if claim.verdict:
            step = scale[claim.verdict]
            marks = main.all("verdict-line")[0].all("verdict")
            on_record = claim.kind == "record"
            label = f"Whether on record: {step.label}" if on_record else step.label
            if on_record and step.tone == "supported":
                label = "On record"
            assert [mark.text().strip() for mark in marks] == [label]
            assert marks[0].attributes["data-tone"] == step.tone
            assert (squashed(step.meaning) in text) == (label != "On record")
            assert ("whatwassaidistrue" in text) == on_record
            if claim.confidence:
                assert f"{claim.confidence}confidence" in text
        else:
            assert "Notassessed" in text or "itgetsnoverdict" in text
        expected = [counted_by_hand(dossier, claim, ("supports", "repeats"))]
        if any(citation.stance == "disputes" for citation in claim.citations):
            expected.append(counted_by_hand(dossier, claim, ("disputes",)))
        blocks = main.all("counts")
        # A side without sources says so in words; the others have three numbers.
        shown = [
            tuple(int(number.text()) for number in block.all(tag="dd")) or (0, 0, 0)
            for block in blocks
        ]
        assert shown == expected, id_
        for block, (sources, *_) in zip(blocks, expected, strict=True):
            assert ("No source" in block.text()) == (not sources)


def test_claim_shows_every_text(site: Site) -> None:
    labels = {step.id: step.label for step in site.dossier.site.verdicts}
    for id_, claim, main in _claims(site):
        text = seen(main)
        texts = [claim.reasoning, *claim.unknowns, *claim.would_change]
        texts += [citation.note for citation in claim.citations]
        texts += [stance.note for stance in claim.stances]
        texts += [stance.citation.note for stance in claim.stances if stance.citation]
        texts += [relation.note for relation in claim.related]
        texts += [change.why for change in claim.history]
        texts += [mended.text for mended in claim.corrections]
        for markdown in filter(None, texts):
            for paragraph in markdown.split("\n\n"):
                assert site.shown(paragraph) in text, (id_, paragraph)
        for change in claim.history:
            assert _date(text, change.date)
            on_record = claim.kind == "record" and change.to == "supported"
            step = "On record" if on_record else labels[change.to]
            assert squashed(step) in text
        for mended in claim.corrections:
            assert _date(text, mended.date)


def test_claim_shows_its_parts_in_order(site: Site) -> None:
    order = [
        "verdict", "reasoning", "unknowns", "would-change", "stances", "evidence", "references",
        "related", "chronology", "more", "history", "cite-this",
    ]  # fmt: skip
    for id_, claim, main in _claims(site):
        shown = [
            node.attributes["id"]
            for node in main.walk()
            if node.tag == "h2" and node.attributes.get("id") in order
        ]
        assert shown == [one for one in order if one in shown], id_
        needed = {
            "verdict": True, "evidence": True, "cite-this": True,
            "reasoning": bool(claim.reasoning), "unknowns": bool(claim.unknowns),
            "would-change": bool(claim.would_change), "stances": bool(claim.stances),
            "history": bool(claim.history or claim.corrections),
        }  # fmt: skip
        for part, there in needed.items():
            assert (part in shown) == there, (id_, part)


def test_claim_shows_all_its_evidence(site: Site) -> None:
    for id_, claim, main in _claims(site):
        entries = main.all("evidence", tag="li")
        assert len(entries) == len(claim.citations), id_
        for nth, citation in enumerate(claim.citations, 1):
            entry = main.id(f"cite-{nth}")
            assert entry in entries, (id_, nth)
            assert entry is not None
            assert entry.attributes["data-stance"] == citation.stance
            assert f"../sources/{citation.source}.html#from-claim-{id_}-cite-{nth}" in entry.hrefs()
            _check_pointer(site, entry, citation, f"{id_} {nth}")


def test_claim_shows_all_stances(site: Site) -> None:
    for id_, claim, main in _claims(site):
        for nth, stance in enumerate(claim.stances, 1):
            entry = main.id(f"stance-{nth}")
            assert entry is not None
            assert entry.attributes["data-stance"] == stance.stance
            assert f"../actors/{stance.actor}.html" in entry.hrefs()
            assert _date(seen(entry), stance.date)
            if stance.citation:
                anchor = f"from-claim-{id_}-stance-{nth}"
                assert f"../sources/{stance.citation.source}.html#{anchor}" in entry.hrefs()
                _check_pointer(site, entry, stance.citation, f"{id_} {nth}")


def _check_pointer(site: Site, entry: Node, pointer: Pointer, where: str) -> None:
    """The quote, its place, the source and every way to it."""
    source = site.dossier.sources[pointer.source]
    text = seen(entry)
    assert squashed(source.publisher) in text, where
    assert squashed(source.title) in text, where
    assert _date(text, source.published), where
    assert squashed(pointer.at or "") in text, where
    if pointer.quote:
        (quote,) = entry.all(tag="blockquote")
        assert quote.text().strip() == pointer.quote, where
        if pointer.translation:
            assert squashed(pointer.translation.text) in text, where
            assert "translation" in text, where
        language = pointer.lang or source.language
        if language.split("-")[0] != "en":
            assert language in [node.attributes.get("lang") for node in quote.walk()], where
    ways = [node.attributes["href"] for node in entry.all("outside", tag="a")]
    for address in filter(None, [source.url, *(archive.url for archive in source.archives)]):
        (found,) = [way for way in ways if way.partition("#:~:")[0].partition(":~:")[0] == address]
        words_there = pointer.quote and address.startswith("http")
        assert (":~:text=" in found) == bool(words_there), where
    for archive in source.archives:
        assert _date(text, archive.captured), where
    if not source.url:
        assert "address" in text, where


def test_claim_links_to_what_bears_on_it(site: Site) -> None:
    dossier = site.dossier
    for id_, claim, main in _claims(site):
        expected = {f"{relation.claim}.html" for relation in claim.related}
        expected |= {f"../tags/{tag}.html" for tag in claim.tags}
        events = {event for event, record in dossier.events.items() if id_ in record.claims}
        expected |= {f"../events/{event}.html" for event in events}
        expected |= {
            f"../details/{d}.html" for d, of in dossier.details.items() if id_ in of.claims
        }
        expected |= {f"../briefs/{b}.html" for b, of in dossier.briefs.items() if id_ in of.claims}
        hrefs = {href.removeprefix("../claims/") for href in main.hrefs()}
        assert expected <= hrefs, id_
        for other, record in dossier.claims.items():
            for relation in record.related:
                if relation.claim == id_ and other not in {to.claim for to in claim.related}:
                    related = [node for node in main.all("related") for node in node.all(tag="li")]
                    assert any(
                        INVERSE[relation.how] in node.text()
                        and f"{other}.html" in {h.removeprefix("../claims/") for h in node.hrefs()}
                        for node in related
                    ), (id_, other)


# Sources


def _cites(value: Any, key: str = "") -> Iterator[str]:
    """Every source that a record cites, read from its plain data."""
    if isinstance(value, dict):
        if key == "carries":
            value = {name: one for name, one in value.items() if name != "source"}
        for name, one in value.items():
            if name == "source" and one:
                yield one
            else:
                yield from _cites(one, name)
    elif isinstance(value, list | tuple):
        for one in value:
            if key == "silent":
                yield one
            else:
                yield from _cites(one, key)
    elif isinstance(value, str):
        for citation in re.findall(r"\[@[^\]]*\]", value):
            yield from re.findall(r"@([a-z0-9-]+)", citation)


def _page(site: Site, kind: str, id_: str) -> str:
    """The page of a record. The chronology shows an event that has no page of its own."""
    path = f"{id_}.html" if kind == "page" else f"{kind}s/{id_}.html"
    return path if kind != "event" or path in site.pages else "chronology.html"


def _entries(site: Site, source: str) -> list[Node]:
    """What a source's page shows for each place that cites it, or that says it is silent."""
    nodes = site.pages[f"sources/{source}.html"].walk()
    return [node for node in nodes if node.attributes.get("id", "").startswith("from-")]


def test_source_lists_every_record_that_cites_it(site: Site) -> None:
    expected: dict[str, set[tuple[str, str]]] = {id_: set() for id_ in site.dossier.sources}
    kinds = ("actor", "source", "statement", "claim", "event", "detail", "brief", "page")
    for kind in kinds:
        records: dict[str, Record] = dict(site.dossier.records(kind))
        for id_, record in records.items():
            for source in _cites(record.model_dump()):
                expected[source].add((kind, id_))
    assert any(expected.values())
    for source, carriers in expected.items():
        shown = [entry.attributes["id"] for entry in _entries(site, source)]
        for kind, id_ in carriers:
            anchor = f"from-{kind}-{id_}-"
            assert any(one.startswith(anchor) for one in shown), (source, kind, id_)
        for one in shown:
            assert any(one.startswith(f"from-{kind}-{id_}-") for kind, id_ in carriers), one


def test_source_leads_back_to_every_place(site: Site) -> None:
    for source, listed in site.dossier.usages.items():
        backs = [next(iter(node.all(tag="a")), node) for node in _entries(site, source)]
        assert len(backs) == len(listed)
        expected = {f"../{_page(site, *usage.carrier)}#{usage.anchor}" for usage in listed}
        assert {node.attributes["href"] for node in backs} == expected
        for back in backs:
            path, _, fragment = back.attributes["href"].removeprefix("../").partition("#")
            place = site.pages[path].id(fragment)
            assert place is not None, (source, path, fragment)
            _check_way(site, source, path, place)


def _check_way(site: Site, source: str, path: str, place: Node) -> None:
    """From a citing place, its citation or its entry leads to the source's page."""
    page = site.pages[path]
    target = f"sources/{source}.html"
    own = path == target
    ways = [
        href
        for href in place.hrefs()
        for href in ([href] if not href.startswith("#") else (page.id(href[1:]) or Node()).hrefs())
    ]
    if place.tag == "span" and not place.inside:
        return  # a mark before a sentence whose markup crosses blocks
    paths = {href.removeprefix("../").partition("#")[0] for href in ways}
    assert own or target in paths or target.removeprefix("sources/") in paths, (path, source)


def test_source_tells_what_it_is(site: Site) -> None:
    for id_, source in site.dossier.sources.items():
        (main,) = site.pages[f"sources/{id_}.html"].all(tag="main")
        text = seen(main)
        for one in (source.title, source.publisher, *source.authors, source.published_note or ""):
            assert squashed(one) in text, id_
        assert _date(text, source.published)
        ways = main.hrefs()
        for address in filter(None, [source.url, *(archive.url for archive in source.archives)]):
            assert address in ways
        for archive in source.archives:
            assert (archive.sha256 or "") in text
        for markdown in filter(None, (source.perspective, source.note)):
            for paragraph in markdown.split("\n\n"):
                assert site.shown(paragraph) in text, id_
        for passed in source.carries:
            link = passed.statement and f"../statements/{passed.statement}.html"
            link = link or f"../sources/{passed.source}.html"
            assert link in ways or link.replace("../sources/", "") in ways, id_
