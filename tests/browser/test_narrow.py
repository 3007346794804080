"""What is long in a text or a name never makes a page wider than the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from claimline import pipeline
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from tests.browser.waiting import each_width
from tests.small import SITE, write_files, write_small

LONG = (
    "Donaudampfschifffahrtsgesellschaftskapitaenswitwenversammlungsprotokolle",
    "@the_town_and_the_lower_marshes_television_and_radio_channel_two",
    "https://example.org/a/very/long/address/that/somebody/took/for/a/name/of/theirs",
)
ROW = "".join(f"[@board-notice, line {nth}]" for nth in range(60))
SEVERAL = "; ".join(f"@board-notice, line {nth}" for nth in range(60))
WIDTH = "document.documentElement.scrollWidth"


def _files(interface: str) -> dict[str, str]:
    first, second, third = LONG
    return {
        "content/site.yaml": f"{SITE}interface_language: {interface}\n",
        "content/briefs/long.md": f"---\ntitle: {first[:70]}\n---\n"
        f"All agree {ROW}. They agree again [{SEVERAL}]. {' '.join(LONG)}\n\n"
        f"| {first} | {second} |\n|---|---|\n| {third} | {first} |\n\n    {first} {second}\n",
        "content/actors/long.yaml": f'name: "{second}"\nalso_known_as: ["{third}", {first}]\n',
        "content/statements/long.yaml": f"short: {first[:70]}\nby: long\nsaid: 2024-03-04\n"
        f"channel: {first}\nsays: {first} {third}\nquote: {first}\nlang: de\n",
        "content/sources/long.yaml": f'title: "{third} {second}"\npublisher: "{first}"\n'
        f"published: 2024-03-04\nlanguage: de\nkind: news\nurl: {third}\nauthors: {first}\n"
        "carries: [{statement: long, how: quotes}]\n",
        "content/claims/long.yaml": f"claim: {first} {third}\nshort: {first[:70]}\nby: long\n"
        f"kind: opinion\nreasoning: All agree {ROW}, and {first}.\n"
        f"citations: [{{source: long, quote: {first}, at: {first}, stance: context}}]\n",
    }


@pytest.mark.parametrize("interface", ["en", "ar"])
def test_no_page_is_wider_than_the_window(interface: str, page: Page, tmp_path: Path) -> None:
    project = write_files(write_small(tmp_path / "project"), _files(interface))
    report = Report()
    pipeline.build(BuildOptions(project, tmp_path / "site"), report)
    assert not report.failed, list(report)
    paths = [path for path in (tmp_path / "site").rglob("*.html") if "long" in path.name]
    paths += [tmp_path / "site" / name for name in ("matrix.html", "origins.html", "index.html")]
    assert len(paths) == 8
    too_wide = {}
    for path in paths:
        page.goto(path.as_uri())
        for width in each_width(page, (320, 1280), 640):
            if (needed := page.evaluate(WIDTH)) > width:
                too_wide[path.name, width] = needed
    assert too_wide == {}
