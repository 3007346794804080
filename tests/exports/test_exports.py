"""Outputs that are not pages: the program's own, and those of installed packages."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

from claimline.analysis import analyse
from claimline.diagnostics import Code, Report
from claimline.exports import EXPORTS, GROUP, Output
from claimline.options import BuildOptions
from claimline.pipeline import build
from tests.dossiers import dossier
from tests.small import tree, write_small

PAGE = Path(__file__).resolve().parents[2] / "docs" / "exports.md"


def built(project: Path) -> tuple[dict[str, bytes], list[str]]:
    """The files of the site, and what is wrong: only an export can be, here."""
    report = Report()
    build(BuildOptions(project), report)
    assert {diagnostic.code for diagnostic in report} <= {Code.EXPORT}
    site = project / "site"
    return tree(site) if site.exists() else {}, [str(diagnostic) for diagnostic in report]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path / "project")


def install(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: str, points: dict[str, str]
) -> None:
    """Put a package ``verdict_list`` with entry points where Python finds it."""
    info = folder / "verdict_list-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: verdict-list\nVersion: 1.0\n")
    lines = [f"[{GROUP}]", *(f"{name} = {value}" for name, value in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n")
    (folder / "verdict_list.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "verdict_list", raising=False)


def fences(language: str) -> list[str]:
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_example_of_the_docs_is_installed_and_built(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,), (toml,) = fences("python"), fences("toml")
    points = tomllib.loads(toml)["project"]["entry-points"][GROUP]
    before, _ = built(project)
    assert "data/verdicts.json" not in before
    install(tmp_path / "packages", monkeypatch, code, points)
    files, diagnostics = built(project)
    assert diagnostics == []
    verdicts = json.loads(files["data/verdicts.json"])
    assert set(verdicts) == {"gate-closed-late", "gate-was-repaired"}
    assert {path for path in files if path not in before} == {"data/verdicts.json"}


CODE = "from claimline.exports import Output\ndef export(dossier, analysis):\n    {}\n"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("raise KeyError('x')", "failed: KeyError: 'x'."),
        ("return 3", "failed: TypeError: "),
        ("return [Output('a.txt', 'text/plain', lambda: 'text')]", "other than bytes."),
        ("return [Output('index.html', 'text/html', bytes)]", "which is a file of the site"),
        ("return [Output('assets/a.css', 'text/css', bytes)]", "which is a file of the site"),
        ("return 2 * [Output('a.txt', 'text/plain', bytes)]", "which is a file of the site"),
        ("return [Output('../a.txt', 'text/plain', bytes)]", "a file that no site can have"),
        ("return [Output('/a.txt', 'text/plain', bytes)]", "a file that no site can have"),
        ("return [Output('.claimline.json', 'text/plain', bytes)]", "a file that no site can"),
    ],
)
def test_what_a_package_has_wrong_is_one_error(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, words: str
) -> None:
    code = CODE.format(body)
    install(tmp_path / "packages", monkeypatch, code, {"list": "verdict_list:export"})
    files, diagnostics = built(project)
    assert len(diagnostics) == 1
    assert diagnostics[0].startswith("site: error[export] ")
    assert words in diagnostics[0]
    assert files == {}


@pytest.mark.parametrize("value", ["no_such_module:export", "verdict_list:no_such_function"])
def test_an_export_that_cannot_be_loaded_is_named(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    install(tmp_path / "packages", monkeypatch, CODE.format("return ()"), {"list": value})
    _, diagnostics = built(project)
    assert len(diagnostics) == 1
    assert 'The export "list" of an installed package failed' in diagnostics[0]


def test_a_file_of_the_project_goes_before_an_output(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "return [Output('a.txt', 'text/plain', lambda: b'theirs')]"
    install(tmp_path / "packages", monkeypatch, CODE.format(body), {"list": "verdict_list:export"})
    assert built(project)[0]["a.txt"] == b"theirs"
    (project / "templates/root").mkdir(parents=True)
    (project / "templates/root/a.txt").write_bytes(b"mine")
    assert built(project)[0]["a.txt"] == b"mine"


def test_every_export_of_the_program_gives_outputs() -> None:
    made = dossier({})
    for export in EXPORTS.values():
        for output in export(made, analyse(made, Report())):
            assert isinstance(output, Output)
            assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", output.media_type)
            assert isinstance(output.render(), bytes)
