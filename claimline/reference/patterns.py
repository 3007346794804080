"""The pattern pages: every component of the theme in every state, from its file of examples.

The theme has the examples of ``components/NAME.html`` in ``examples/NAME.yaml``. They become the
same frozen values that a site's pages have, and the same code renders them. The pattern pages, the
tests of components and the tests in a browser all use these examples.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_type_hints

import claimline.pages.plan
from claimline.dates import parse
from claimline.diagnostics import Report
from claimline.locale import ENGLISH
from claimline.pages.chronology_drawing import named_gaps
from claimline.pages.plan import Plan
from claimline.pages.shared_views import HtmlPage, Ref
from claimline.pages.site_context import SiteContext
from claimline.pages.timeline import DatedItem, Overview, Period, overview, span
from claimline.publish.render import render
from claimline.publish.site_outputs import site_outputs
from claimline.publish.theme import theme_folder
from claimline.read import read_yaml, slug
from claimline.reference.filling import filled
from claimline.value import Value

COUNT = "{n}"


class Charted(Value, frozen=True):
    """An item of a :class:`Chart`. Its date is written as in a record."""

    lane: str
    entry: str
    title: str
    date: str
    status: str


class Chart(Value, frozen=True):
    """The data from which a timeline of days is laid out."""

    items: tuple[Charted, ...]


class Example(Value, frozen=True):
    """A component in one state: the values that its macro takes, and the HTML around it."""

    id: str
    name: str
    note: str
    values: tuple[object, ...]
    before: str
    after: str


class Pattern(Value, frozen=True):
    """A component and its states. ``takes`` names the arguments of the macro and their types."""

    component: str
    macro: str
    words: str
    takes: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]


class PatternIndex(Value, frozen=True):
    """All components."""

    rows: tuple[tuple[Ref, str, int], ...]


def patterns() -> tuple[Pattern, ...]:
    """Return all components that have examples, in the order of their names.

    Raises:
        ValueError: a file of examples does not fit the values that its component takes.
    """
    return tuple(
        _pattern(file.stem, _read(file))
        for file in sorted((theme_folder() / "examples").glob("*.yaml"))
        if not file.name.startswith("_")
    )


def pattern_pages() -> dict[str, bytes]:
    """Return the files of the pattern pages, assets included, by path.

    Raises:
        ValueError: an example does not fit, or a template fails on it.
    """
    known = patterns()
    chrome: SiteContext = filled(
        SiteContext, _read(theme_folder() / "examples" / "_site.yaml"), "_site"
    )
    pages = [
        HtmlPage(
            f"components/{pattern.component}.html",
            "patterns/component.html",
            pattern.component.replace("_", " ").capitalize(),
            pattern.words,
            "components",
            pattern,
        )
        for pattern in known
    ]
    rows = tuple(
        (Ref(page.path, page.title), pattern.words, len(pattern.examples))
        for page, pattern in zip(pages, known, strict=True)
    )
    words = "Every component in every state, from its example file."
    index = HtmlPage("index.html", "patterns/index.html", "Patterns", words, "", PatternIndex(rows))
    report = Report()
    plan = Plan.of_pages(chrome, (index, *pages))
    files = render(site_outputs(plan, Path(), report), plan.builder, report).files
    if report.failed:
        raise ValueError("\n".join(str(found) for found in report))
    return dict(files)


def write_patterns(folder: Path) -> None:
    """Write the pattern pages into ``folder``, which is created if needed.

    Raises:
        OSError: a file cannot be written.
        ValueError: see ``pattern_pages``.
    """
    for name, data in pattern_pages().items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _read(file: Path) -> Any:
    report = Report()
    entries = read_yaml(file.read_text(encoding="utf-8"), file.name, report)
    if report.failed or entries is None:
        raise ValueError("\n".join(str(finding) for finding in report) or f"{file.name} is empty")
    return entries[0]


def _types() -> dict[str, Any]:
    """Return the types that an example may name: those of views, and the plain ones."""
    types: dict[str, Any] = {
        "Chart": Chart,
        "str": str,
        "int": int,
        "bool": bool,
    }
    for name, module in sorted(sys.modules.items()):
        if name.startswith(f"{claimline.pages.__name__}."):
            types |= {key: one for key, one in vars(module).items() if isinstance(one, type)}
    return types


def _pattern(component: str, data: Mapping[str, Any]) -> Pattern:
    takes: dict[str, str] = data["takes"]
    holder = type("Takes", (), {"__annotations__": dict(takes)})
    kinds = get_type_hints(holder, globalns=_types())
    before, _, after = (data.get("inside") or "…").partition("…")
    examples = []
    for name, given in data["examples"].items():
        where = f"{component}.yaml: {name}"
        given = dict(given)
        note = given.pop("note", "")
        times = int(given.pop("times", "1"))
        unknown = set(given) - set(takes)
        if unknown:
            raise ValueError(f"{where}: the component takes no {', '.join(sorted(unknown))}")
        values = []
        for argument, kind in kinds.items():
            if argument not in given:
                break
            value = _times(given[argument], times)
            values.append(_drawn(filled(kind, value, f"{where}: {argument}")))
        examples.append(Example(slug(name), name, note, tuple(values), before, after))
    macro = data.get("macro") or component
    return Pattern(component, macro, data["words"], tuple(takes.items()), tuple(examples))


def _times(data: Any, times: int) -> Any:
    """Return data in which each list is repeated. ``{n}`` in a text becomes the entry's number."""
    if isinstance(data, dict):
        return {
            key: _times(one, times) if isinstance(one, list) else one for key, one in data.items()
        }
    if times == 1 or not isinstance(data, list):
        return data
    return [_numbered(data[nth % len(data)], str(nth + 1)) for nth in range(times)]


def _numbered(data: Any, number: str) -> Any:
    if isinstance(data, str):
        return data.replace(COUNT, number)
    if isinstance(data, list):
        return [_numbered(one, number) for one in data]
    if isinstance(data, dict):
        return {key: _numbered(one, number) for key, one in data.items()}
    return data


def _drawn(value: Any) -> Any:
    return _laid_out(value) if isinstance(value, Chart) else value


def _laid_out(chart: Chart) -> Overview | None:
    items = [
        DatedItem(it.lane, it.entry, it.title, "", it.title, it.status, span(parse(it.date), "UTC"))
        for it in chart.items
    ]
    periods = []
    for day in sorted({it.date[:10] for it in chart.items}):
        bounds = span(parse(day), "UTC")
        number = day[8:].lstrip("0")
        periods.append(Period(f"at-{day}", "", number, day[:7], day, bounds.start, bounds.end))
    drawn = overview(items, periods, frozenset())
    return named_gaps(drawn, ENGLISH) if drawn else None
