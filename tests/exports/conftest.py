"""The sites whose exports other people's programs read."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline.diagnostics import Report
from claimline.options import BuildOptions
from claimline.pipeline import build
from tests.conftest import shared_folder
from tests.filled import corpus, write_corpus

SITES = ("shipped", "every field")


def _site(name: str, repository: Path, factory: pytest.TempPathFactory) -> Path:
    def fill(folder: Path) -> None:
        shipped = name == "shipped"
        project = repository if shipped else write_corpus(folder / "project", corpus())
        report = Report()
        options = BuildOptions(project, folder / "site", base_url="https://a.example.org/x")
        build(options, report)
        assert not report.failed

    return shared_folder(factory, f"site with {name}", fill) / "site"


@pytest.fixture(scope="session")
def sites(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders of the shipped investigation and of the one with every field, by their names."""
    return {name: _site(name, repository, tmp_path_factory) for name in SITES}


@pytest.fixture(scope="session", params=SITES)
def data(request: pytest.FixtureRequest, sites: dict[str, Path]) -> Path:
    """The folder with the data of one of the two sites."""
    return sites[request.param] / "data"
