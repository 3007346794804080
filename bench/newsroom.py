"""Writes a made-up investigation of many incidents, with everything switched on.

``python -m bench.newsroom FOLDER`` writes 1,340 claims, 1,340 events and 3,800 sources. Every
section is on, and some record fills each field that readers see. The words are in several
languages and both directions of writing, some are very long, and some lists are very long too. The
same number and seed give the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import shutil
from functools import cached_property
from pathlib import Path

from bench import newsroom_records, pictures, words
from bench.case import Case, Sizes
from bench.native import ORDER
from bench.yamltext import document, front_matter, items

INCIDENTS = 1340
SOURCES = 3800
LEAST = 40
FAMOUS = 8
"""Statements that many sources carry."""
LOUD = 3
"""Actors who made many of the statements."""
LANGUAGES = (("en", 60), ("de", 8), ("fr", 6), ("uk", 6), ("ar", 10), ("he", 5), ("zh", 5))


def shape(incidents: int) -> Sizes:
    """The shape of a collection with this many incidents (at least 40)."""
    if incidents < LEAST:
        raise ValueError(f"a collection has at least {LEAST} incidents")
    actors = incidents // 3
    return Sizes(
        claims=incidents,
        sources=incidents * SOURCES // INCIDENTS,
        statements=incidents,
        events=incidents,
        details=incidents // 10,
        briefs=max(2, incidents // 50),
        actors=actors,
        parties=max(4, actors // 6),
        places=max(4, incidents // 8),
        tags=len(words.TAGS),
        days=incidents * 2,
    )


class Newsroom(Case):
    """A collection of incidents. ``interface`` is the language of the interface of its site."""

    def __init__(self, incidents: int = INCIDENTS, seed: int = 7, interface: str = "en") -> None:
        super().__init__(incidents, seed, shape(incidents))
        self.interface = interface

    def title(self, kind: str, nth: int) -> str:
        """A record's short title. Actors have names in several scripts."""
        if kind == "actor":
            return newsroom_records.actor_name(self, nth)
        if kind == "event" and nth % 10 == 3:
            return "A vessel is stopped at the outer roads"  # a title that many events share
        return super().title(kind, nth)

    @cached_property
    def _languages(self) -> list[str]:
        return [self.dice("language", nth).weighted(LANGUAGES) for nth in range(self.size.sources)]

    @cached_property
    def _speakers(self) -> list[int]:
        """Everyone makes one statement. Of the others, the loudest make a third."""
        actors, found = self.size.actors, list(range(self.size.actors))
        for nth in range(actors, self.size.statements):
            dice = self.dice("speaker", nth)
            found.append(dice.below(LOUD) if dice.chance(0.34) else dice.below(actors))
        return found

    @cached_property
    def _carries(self) -> list[tuple[tuple[int, ...], int]]:
        """As in the benchmark, but a fifth of the later sources carry a famous statement too."""
        found: list[tuple[tuple[int, ...], int]] = []
        for source, (own, copied) in enumerate(super()._carries):
            dice = self.dice("famous", source)
            famous = own and source >= self.size.statements and dice.chance(0.2)
            more = (dice.low(FAMOUS),) if famous else ()
            found.append((tuple(dict.fromkeys((*own, *more))), copied))
        return found


def write(case: Newsroom, folder: Path) -> None:
    """Write the project into an empty folder."""
    content = folder / "content"
    for kind in ("actor", "source", "statement", "claim", "event", "detail", "brief", "page"):
        (content / f"{kind}s").mkdir(parents=True)
    (content / "media").mkdir()
    for name, data in pictures.FILES.items():
        (content / "media" / name).write_bytes(data())
    _put(content / "site.yaml", document(newsroom_records.site(case)))
    _put(content / "places.yaml", items([newsroom_records.place(case, nth)
                                         for nth in range(case.size.places)]))  # fmt: skip
    for kind, make in newsroom_records.MAKERS.items():
        for nth in range(getattr(case.size, f"{kind}s")):
            record = make(case, nth)
            if kind == "claim":
                record = {key: record[key] for key in dict.fromkeys((*ORDER, *record))}
            id_ = case.id(kind, nth)
            _put(content / f"{kind}s" / f"{id_}.yaml", document(record))
    for kind, id_, record, body in newsroom_records.texts(case):
        _put(content / f"{kind}s" / f"{id_}.md", front_matter(record, body))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--incidents", type=int, default=INCIDENTS)
    parser.add_argument("--interface", default="en", metavar="LANGUAGE")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    shutil.rmtree(options.folder / "content", ignore_errors=True)
    write(Newsroom(options.incidents, options.seed, options.interface), options.folder)


if __name__ == "__main__":
    main()
