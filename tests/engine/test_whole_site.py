"""What every page depends on: the theme, ``site.yaml``, the options and the project's own words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from claimline.dates import parse
from claimline.diagnostics import Report
from claimline.engine.cache import Cache
from claimline.model.edition import Edition
from claimline.options import BuildOptions
from claimline.pipeline import build
from tests.small import PAGE, REPAIRED, SITE, tree, write_files, write_small

CATALOGUE = 'msgid "What is not known"\nmsgstr "Open"\n'
LATER = REPAIRED.replace("repaired", "repaired twice") + "not_before: 2024-03-05\n"
FILES = {
    "a template": {
        "templates/components/when.html": "{% macro when(at) %}<b>x</b>{% endmacro %}\n"
    },
    "a style sheet": {"templates/assets/css/99-own.css": "p { color: red }\n"},
    "an asset": {"templates/assets/more.txt": "Something\n"},
    "the navigation": {"content/pages/method.md": PAGE.replace("About", "Method", 1)},
    "the project's own words": {"content/locale/en.po": CATALOGUE},
    "the site's title": {"content/site.yaml": SITE.replace("at Orla", "of Orla", 1)},
    "the site's sections": {"content/site.yaml": f"{SITE}sections: {{search: true}}\n"},
}
OPTIONS: dict[str, dict[str, Any]] = {
    "the address": {"base_url": "https://orla.example.org/gate"},
    "the day of publication": {"edition": Edition(as_of=parse("2024-06-01"))},
}


@contextmanager
def written(project: Path, files: dict[str, str]) -> Iterator[None]:
    """The project with other files, and as it was afterwards."""
    before = {path: (project / path).read_text() for path in files if (project / path).exists()}
    write_files(project, files)
    yield
    for path in files:
        (project / path).unlink()
    write_files(project, before)


class Base:
    """A project, its site as builds with one cache keep it, and what a clean build writes."""

    def __init__(self, folder: Path) -> None:
        self.project = write_small(folder / "project")
        write_files(self.project, {"content/claims/repaired-twice.yaml": LATER})
        self.site, self.cache = folder / "site", Cache.in_memory()
        self.clean = self.built(folder / "clean", Cache(None))
        assert self.built(self.site, self.cache) == self.clean

    def built(self, site: Path, cache: Cache, **options: Any) -> dict[str, bytes]:
        report = Report()
        build(
            BuildOptions(self.project, site, cache=cache, against_last_build=False, **options),
            report,
        )
        assert list(report) == []
        return tree(site)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return Base(tmp_path_factory.mktemp("base"))


@pytest.mark.parametrize("changed", [*FILES, *OPTIONS])
def test_a_change_of_it_changes_every_page_and_goes_without_a_trace(
    base: Base, tmp_path: Path, changed: str
) -> None:
    options = OPTIONS.get(changed, {})
    with written(base.project, FILES.get(changed, {})):
        site = base.built(base.site, base.cache, **options)
        assert site == base.built(tmp_path, Cache(None), **options)
    assert site != base.clean
    assert base.built(base.site, base.cache) == base.clean
