"""The HTML of one page of each kind, compared with what it was.

After a wanted change, renew the files of ``tests/golden/`` and read what differs::

    RENEW_GOLDEN=1 python -m pytest tests/test_golden.py
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from claimline.diagnostics import Report
from claimline.pages import chronology_cut, long_sections
from claimline.pages.plan import Plan
from claimline.publish.site_outputs import site_outputs
from claimline.publish.theme import theme_folder
from tests.dossiers import Data, errors, planned

GOLDEN = Path(__file__).parent / "golden"
RENEW = "RENEW_GOLDEN"
HOW = f"If that is wanted: {RENEW}=1 python -m pytest tests/test_golden.py"
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)

NOTICE: dict[str, Any] = {
    "source": "notice", "stance": "supports", "quote": "closed at ten", "at": "line 3",
    "checkable": "true", "note": "The board's own log.",
}  # fmt: skip
LETTER: dict[str, Any] = {
    "source": "letter", "stance": "disputes", "quote": "um neun zu", "at": "page 2",
    "translation": {"text": "closed at nine", "by": "human"},
    "extent": "part", "missing": "It does not say who closed it.",
}  # fmt: skip
RECORDS: dict[str, Data] = {
    "site": {
        "title": "The gate", "summary": "When did it close?", "front": "known",
        "key_claims": ["closed-at-ten"], "publisher": "Neighbours", "updated": "2024-04-01",
        "redirects": {"claims/old.html": "claims/closed-at-ten.html"},
        "base_url": "https://gate.example.org/", "time_zone": "Europe/London",
        "sections": {"search": "true", "embed": "true"},
    },
    "actor/board": {
        "name": "Water board", "position": "keeper of the gate", "access": "direct",
        "kind": "office",
        "access_note": "It keeps the log.", "also_known_as": ["the Board"], "country": "GB",
    },
    "actor/visitor": {"name": "A visitor", "also_known_as": ["Зевака"]},
    "actor/speaker": {"name": "A. Speaker", "party": "board", "note": "Since 2020."},
    "statement/at-ten": {
        "short": "The gate closed at ten", "by": "speaker", "said": "2024-03-02",
        "channel": "a notice", "says": "It closed at ten.", "quote": "closed at ten", "lang": "en",
    },
    "statement/at-nine": {
        "short": "The gate closed at nine", "by": "speaker", "said": "2024-03-05",
        "says": "It closed at nine.", "revises": "at-ten",
    },
    "source/notice": {
        "title": "Notice on the gate", "publisher": "Water board", "published": "2024-03-02",
        "fields": [{"label": "Pages", "text": "between 2 and *4*"}],
        "kind": "official", "url": "https://board.example.org/notice",
        "archives": [{"url": "https://archive.example.org/notice", "captured": "2024-03-03"}],
        "carries": [{"statement": "at-ten", "how": "quotes", "note": "In full."}],
        "perspective": "The board's own page.", "reliability": "B",
        "reliability_reason": "Its log.",
    },
    "source/letter": {
        "title": "Die Schleuse", "title_translation": {"text": "The gate", "by": "human"},
        "publisher": "Hafenbrief", "language": "de", "seen": "excerpt",
        "url_status": "unknown", "note": "An excerpt.", "url": None,
        "carries": [
            {"statement": "at-nine", "how": "reports"}, {"source": "notice", "how": "translates"},
        ],
    },
    "claim/closed-at-ten": {
        "claim": "The gate closed at ten.", "short": "Closed at ten", "by": "speaker",
        "said": "2024-03-02", "statement": "at-ten", "event": "closes", "verdict": "disputed",
        "confidence": "low",
        "reasoning": "The board said so [@notice, line 3], then not [@letter].",
        "unknowns": ["Who wrote the log."], "would_change": "Another log [@notice].",
        "citations": [NOTICE, {**LETTER, "statement": "at-nine"}],
        "stances": [{
            "actor": "board", "stance": "partly-confirms", "date": "2024-03-05",
            "note": "By letter.",
            "citation": {"source": "letter", "statement": "at-nine", "at": "page 2"},
        }],
        "related": [{"claim": "was-mended", "how": "depends-on", "note": "It could not close."}],
        "tags": ["gate"],
        "history": [
            {"date": "2024-03-03", "to": "unproven", "why": "No log."},
            {"date": "2024-03-06", "from": "unproven", "to": "disputed", "why": "Two hours."},
        ],
        "corrections": [{"date": "2024-03-07", "text": "The hour was wrong."}],
    },
    "claim/was-mended": {
        "claim": "The gate was mended.", "short": "Mended", "kind": "opinion",
        "reasoning": "So [@letter].", "citations": [{"source": "notice", "stance": "context"}],
    },
    "event/closes": {
        "title": "The gate closes", "date": "2024-03-02T22:00~[Europe/London]", "place": "gate",
        "status": "reported", "text": "It closes [@notice].", "actors": ["board"], "tags": ["gate"],
        "claims": ["closed-at-ten"], "citations": [{**NOTICE, "stance": "context"}],
    },
    "detail/hour": {
        "question": "When did it close?", "short": "The hour", "unit": "o'clock",
        "values": [
            {"value": "ten", "statement": "at-ten", "source": "notice", "at": "line 3"},
            {"value": "nine", "statement": "at-nine", "quote": "um neun zu", "lang": "de"},
        ],
        "silent": ["letter"], "finding": "Two hours [@letter].", "claims": ["closed-at-ten"],
    },
    "place/gate": {"name": "The gate"},
    "brief/known": {
        "title": "What is known", "summary": "Two hours.", "claims": ["closed-at-ten"],
        "updated": "2024-04-01", "tags": ["gate"],
        "body": "## Hours\n\nTwo [@notice, line 3; @letter]. See [](claim:was-mended).\n\n"
        "| Hour | Who |\n|---|---|\n| ten | the board [@notice] |\n",
    },
    "page/method": {"title": "Method", "body": "Read [the board](https://board.example.org/).\n"},
}  # fmt: skip

# One of each kind.
PAGES = (
    "index.html", "404.html", "chronology.html", "data/index.html", "matrix.html", "origins.html",
    "corrections.html", "more.html", "publisher.html",
    "method.html", "tags/index.html", "tags/gate.html", "claims/index.html", "claims/old.html",
    "claims/closed-at-ten.html", "claims/was-mended.html", "sources/index.html",
    "sources/letter.html", "sources/notice.html", "statements/index.html",
    "statements/at-ten.html", "actors/index.html", "actors/board.html", "details/index.html",
    "details/hour.html", "briefs/index.html", "briefs/known.html", "a-z.html", "search.html",
    "actors/visitor.html", "chronology/2024-03-02.html", "embed/claims/closed-at-ten.html",
    "events/closes.html", "places/gate.html",
)  # fmt: skip


# Pages of a few more records if no entry of the chronology, or of an actor, fits beside another.
CUT = ("chronology.html", "chronology/2024.html", "chronology/2024-03.html",
       "chronology/first-said.html", "actors/board/statements/page-2.html",
       "statements/at-ten.html", "statements/at-ten/carriers/page-2.html",
       "details/hour.html", "details/hour/answers/page-2.html",
       "details/hour/claims/page-2.html")  # fmt: skip
MORE: dict[str, Data] = {
    **RECORDS,
    "event/opens": {"title": "The gate opens", "date": "2024-03-03", "first_said": "at-nine"},
    "detail/hour": {**RECORDS["detail/hour"], "claims": ["closed-at-ten", "was-mended"]},
}
ALL = (*PAGES, *(f"cut/{path}" for path in CUT))


NOT_HERE = {
    *("answer_history.html", "answer_picture.html", "attributed.html", "map_shape.html"),
    *("media.html", "place_map.html", "sum_table.html"),
}
"""Components that no golden page has. ``tests/test_patterns.py`` has each in its states."""


@contextmanager
def lowered() -> Iterator[None]:
    """Lower the limits, so that pages are cut."""
    with (
        patch.multiple(chronology_cut, ONE_PAGE=0, PAGE=1),
        patch.object(long_sections, "ON_PAGE", 1),
    ):
        yield


Plans = tuple[Plan, Plan]


@pytest.fixture(scope="module")
def plans() -> Plans:
    """The pages, and those that are cut."""
    with lowered():
        cut = planned(MORE)
    return planned(RECORDS), cut


def rendered(plans: Plans, project: Path) -> Iterator[tuple[str, str]]:
    """The main element of one page after the other, without blank lines and indents."""
    for nth, (plan, paths) in enumerate(zip(plans, (PAGES, CUT), strict=True)):
        report = Report()
        outputs = {it.path: it for it in site_outputs(plan, project, report)}
        assert errors(report) == []
        for path in paths:
            with lowered() if nth else nullcontext():
                page = outputs[path].render()
            yield f"cut/{path}" if nth else path, _main(page.decode())


def _main(page: str) -> str:
    found = _MAIN.search(page)
    assert found
    lines = (line.strip() for line in found[0].splitlines())
    return "".join(f"{line}\n" for line in lines if line)


@pytest.fixture(scope="module")
def made(plans: Plans, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return dict(rendered(plans, tmp_path_factory.mktemp("project")))


@pytest.mark.parametrize("path", ALL)
def test_a_page_is_as_it_was(path: str, made: Mapping[str, str]) -> None:
    file = GOLDEN / path
    if os.environ.get(RENEW):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(made[path].encode())
    before = file.read_bytes().decode() if file.is_file() else ""
    changes = difflib.unified_diff(
        before.splitlines(), made[path].splitlines(), "before", "now", lineterm="", n=1
    )
    shown = "\n".join(changes)
    assert not shown, f"{path} has changed.\n{shown}\n{HOW}"


def test_there_is_no_other_golden_file() -> None:
    found = {file.relative_to(GOLDEN).as_posix() for file in GOLDEN.rglob("*.html")}
    assert found == set(ALL), HOW


def test_every_kind_of_page_is_here() -> None:
    templates = {page.template for page in planned(RECORDS).pages if page.path in PAGES}
    with lowered():
        templates |= {page.template for page in planned(MORE).pages if page.path in CUT}
    folder = theme_folder() / "pages"
    assert templates == {f"pages/{file.name}" for file in folder.glob("*.html")}


@pytest.mark.parametrize(
    "component", sorted(file.name for file in (theme_folder() / "components").glob("*.html"))
)
def test_every_component_is_here(component: str, plans: Plans, tmp_path: Path) -> None:
    """Without its words, some page is another."""
    source = (theme_folder() / "components" / component).read_text(encoding="utf-8")
    names = re.findall(r"\{%-? *macro (\w+)", source)
    assert names
    # That a macro names these two lets it be called with anything.
    text = "OVERRIDDEN{% if varargs or kwargs %}{% endif %}"
    macros = [f"{{% macro {name}() %}}{text}{{% endmacro %}}\n" for name in names]
    place = tmp_path / "templates" / "components" / component
    place.parent.mkdir(parents=True)
    place.write_text("".join(macros), encoding="utf-8")
    found = any("OVERRIDDEN" in page for _, page in rendered(plans, tmp_path))
    assert found == (component not in NOT_HERE)
