"""A site in shares is the site that is built at once, wherever the shares were built."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from claimline.cli import program
from claimline.diagnostics import Code, Report
from claimline.options import BuildOptions
from claimline.pipeline import build
from claimline.publish import manifest
from claimline.shards import NAME, Shard, build_on, build_shard, merge
from tests.compiling import compile_once_in_a_run
from tests.small import FILES, tree, write_files, write_small


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("shards") / "project")


@pytest.fixture(scope="module")
def with_search(tmp_path_factory: pytest.TempPathFactory) -> Path:
    on = FILES["content/site.yaml"] + "\nsections: {search: true, events: false}\n"
    folder = tmp_path_factory.mktemp("shards") / "with-search"
    return write_files(folder, {**FILES, "content/site.yaml": on})


@pytest.fixture(scope="module")
def whole(project: Path) -> dict[str, bytes]:
    site = project.parent / "whole"
    build(BuildOptions(project, site), Report())
    return tree(site)


@cache
def built(project: Path, of: int) -> list[Path]:
    """The shares of a project. They stay as they are built."""
    folders = []
    for number in range(1, of + 1):
        folders.append(project.with_name(f"{project.name}-{of}") / str(number))
        report = Report()
        build_shard(BuildOptions(project, folders[-1]), Shard(number, of), report)
        assert list(report) == []
    return folders


def shares(project: Path, store: Path, of: int) -> list[Path]:
    """The shares of a project, in a folder in which a test can change them."""
    return [Path(copytree(share, store / share.name)) for share in built(project, of)]


@pytest.mark.parametrize("of", [1, 2, 7, 60])
def test_merged_shares_are_the_site(
    of: int, project: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    merge(list(reversed(built(project, of))), tmp_path / "site", project, report := Report())
    assert list(report) == []
    assert tree(tmp_path / "site") == whole


def test_a_merged_site_counts_its_pages_and_nothing_else(project: Path, tmp_path: Path) -> None:
    at_once = build(BuildOptions(project, tmp_path / "whole"), Report())
    merged = merge(built(project, 3), tmp_path / "site", project, Report())
    assert merged.pages == at_once.pages


def test_the_search_is_made_of_all_shares(tmp_path: Path) -> None:
    on = FILES["content/site.yaml"] + "\nsections: {search: true}\n"
    project = write_files(tmp_path / "project", {**FILES, "content/site.yaml": on})
    build(BuildOptions(project, tmp_path / "whole"), Report())
    merge(built(project, 3), tmp_path / "site", project, report := Report())
    assert list(report) == []
    found = tree(tmp_path / "site")
    assert "search/start.js" in found
    assert found == tree(tmp_path / "whole")


def test_each_page_is_in_one_share(project: Path, whole: dict[str, bytes]) -> None:
    pages = [path for part in built(project, 3) for path in tree(part)]
    html = sorted(path for path in pages if path.endswith(".html"))
    assert html == sorted(path for path in whole if path.endswith(".html"))


def told(folders: list[Path], site: Path, project: Path) -> list[str]:
    outcome = merge(folders, site, project, report := Report())
    assert {found.code for found in report} == {Code.SHARD}
    assert outcome.written is None
    assert not site.exists()
    return [str(found) for found in report]


def test_what_is_no_whole_is_refused(project: Path, tmp_path: Path) -> None:
    first, second, third = shares(project, tmp_path, 3)
    site = tmp_path / "site"
    (missing,) = told([first, third], site, project)
    assert "Shares are missing: 2/3." in missing
    assert any("given twice" in line for line in told([first, first, second], site, project))
    (none,) = told([first, second, third, tmp_path / "nothing"], site, project)
    assert "holds no share of a build" in none
    (third / NAME).write_text('{"shard": "of nothing"}', encoding="utf-8")
    (broken,) = told([first, second, third], site, project)
    assert "holds no share of a build" in broken


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", "[" * 100_000, '{"shard": 1}', "\xff",
        '{"class": "ShareLabel", "shard": {"class": "Shard", "number": 1, "total": 1e999}}',
        ('{"class": "ShareLabel", "shard": {"class": "Shard", "number": 3, "total": 999999999999},'
        ' "build": "x", "pages": 1, "files": 1}'),
        ('{"class": "ShareLabel", "shard": {"class": "Shard", "number": 3, "total": 3},'
        ' "build": "x", "pages": 1, "files": "../1"}'),
    ],
)  # fmt: skip
def test_a_label_that_is_none_is_one_error(text: str, project: Path, tmp_path: Path) -> None:
    first, second, third = shares(project, tmp_path, 3)
    (third / NAME).write_text(text, encoding="utf-8")
    (line,) = told([first, second, third], tmp_path / "site", project)
    assert "holds no share of a build" in line


def relabel(folder: Path, old: str, new: str) -> None:
    """Change the label of a share, and its digest in the list, as somebody else could."""
    label, listed = folder / NAME, folder / ".claimline.json"
    before = label.read_bytes()
    after = before.replace(old.encode(), new.encode())
    assert after != before
    label.write_bytes(after)
    text = listed.read_text(encoding="utf-8")
    listed.write_text(text.replace(manifest.digest(before), manifest.digest(after)))


@pytest.mark.parametrize(
    "href",
    ["/tmp/x.html", "../../x.html", "no-such.html", "index.html#../../../x", "index.html#/tmp/x"],
)
def test_a_search_that_leads_out_of_the_site_is_refused(
    with_search: Path, tmp_path: Path, href: str
) -> None:
    project = with_search
    parts = shares(project, tmp_path / "parts", 2)
    page, _, fragment = href.partition("#")
    relabel(parts[0], '"page":"claims/gate-closed-late.html"', f'"page":"{page}"')
    if fragment:
        relabel(parts[0], '"fragment":"event-gate-opens"', f'"fragment":"{fragment}"')
    (line,) = told(parts, tmp_path / "site", project)
    assert "leads to" in line


@pytest.mark.parametrize("harm", ["truncated", "other", "gone", "a link", "a linked folder"])
def test_a_file_that_is_not_the_listed_one_is_refused(
    harm: str, project: Path, tmp_path: Path
) -> None:
    parts = shares(project, tmp_path / "parts", 2)
    page = next(iter(sorted(parts[0].rglob("claims/*.html"))))
    outside = tmp_path / "outside"
    outside.mkdir()
    if harm == "truncated":
        page.write_bytes(page.read_bytes()[:100])
    elif harm == "other":
        page.write_bytes(page.read_bytes().replace(b"</html>", b"<p></html>"))
    elif harm == "gone":
        page.unlink()
    elif harm == "a link":
        page.rename(outside / page.name)  # the same bytes, and still no file of the share
        page.symlink_to(outside / page.name)
    else:
        page.parent.rename(outside / "claims")
        page.parent.symlink_to(outside / "claims")
    lines = told(parts, tmp_path / "site", project)
    assert any(page.name in line and "is not the one" in line for line in lines)


def add_file(share: Path, path: str, data: bytes = b"x") -> None:
    """Put a file into a share, with a list and a label that have it too."""
    files = share / ".claimline.json"
    relabel(share, *(f'"files":{len(manifest.read(str(share))[0]) - 1 + more}' for more in (0, 1)))
    listed = json.loads(files.read_bytes())
    listed["files"][path] = manifest.digest(data)
    files.write_text(json.dumps(listed))
    (share / path).parent.mkdir(parents=True, exist_ok=True)
    (share / path).write_bytes(data)


def test_a_file_more_is_taken_with_its_share(project: Path, tmp_path: Path) -> None:
    parts = shares(project, tmp_path / "parts", 2)
    add_file(parts[1], "more/of it.html")
    merge(parts, tmp_path / "site", project, report := Report())
    assert list(report) == []
    assert (tmp_path / "site/more/of it.html").is_file()


@pytest.mark.parametrize(
    "path", [".htaccess", "claims/.user.ini", ".hidden/a.html", ".well-known", "a/.well-known"]
)
def test_a_hidden_file_of_a_share_is_refused(path: str, project: Path, tmp_path: Path) -> None:
    parts = shares(project, tmp_path / "parts", 2)
    add_file(parts[1], path)
    (line,) = told(parts, tmp_path / "site", project)
    assert "A hidden file is not part of a site." in line


@pytest.mark.parametrize("path", [".git/config", "a/.GIT/hooks/post-checkout", ".git"])
def test_a_folder_of_gits_own_is_refused(path: str, project: Path, tmp_path: Path) -> None:
    parts = shares(project, tmp_path / "parts", 2)
    add_file(parts[1], path)
    (line,) = told(parts, tmp_path / "site", project)
    assert "but its list has 0" in line


@pytest.mark.parametrize(("second", "words"), [
    ("z.html", "Another share has this file too."), ("Z.html", "are one file on some systems"),
    ("z.html/a.html", "is both a file and a folder"),
])  # fmt: skip
def test_shares_do_not_hold_the_same_file(
    second: str, words: str, project: Path, tmp_path: Path
) -> None:
    parts = shares(project, tmp_path / "parts", 2)
    add_file(parts[0], "z.html")
    add_file(parts[1], second)
    (line,) = told(parts, tmp_path / "site", project)
    assert words in line


@pytest.mark.parametrize("harm", ["cut", "gone", "a link", "a pipe", "one less", "deep"])
def test_a_share_without_its_whole_list_is_refused(
    harm: str, project: Path, tmp_path: Path
) -> None:
    parts = shares(project, tmp_path / "parts", 2)
    listed = parts[1] / ".claimline.json"
    data = listed.read_bytes()
    listed.unlink()
    match harm:
        case "cut":
            listed.write_bytes(data[:-20])
        case "a link":
            (tmp_path / "outside").write_bytes(data)
            listed.symlink_to(tmp_path / "outside")
        case "a pipe":
            os.mkfifo(listed)
        case "one less":
            less = json.loads(data)
            less["files"].pop(next(path for path in less["files"] if path.endswith(".html")))
            listed.write_text(json.dumps(less))
        case "deep":
            listed.write_bytes(b"[" * 100_000)
    (line,) = told(parts, tmp_path / "site", project)
    assert ".claimline.json: error[shard] The share was built with" in line


def test_shares_of_two_states_are_refused(project: Path, tmp_path: Path) -> None:
    other = write_small(tmp_path / "other")
    text = (other / "content/pages/about.md").read_text(encoding="utf-8")
    write_files(other, {"content/pages/about.md": f"{text}\nOne line more.\n"})
    first, _ = built(project, 2)
    _, second = built(other, 2)
    (line,) = told([first, second], tmp_path / "site", project)
    assert "not of one build" in line


def test_a_fault_stops_every_share(tmp_path: Path) -> None:
    broken = write_small(tmp_path / "project")
    write_files(broken, {"content/actors/x.yaml": "name: [\n"})
    with ThreadPoolExecutor(2) as executor:
        report = Report()
        outcome = build_on(executor, broken, tmp_path / "site", tmp_path / "store", 2, report)
    assert outcome.written is None
    assert len(report) == 1
    assert not (tmp_path / "site").exists()


def find_compiled(folder: Path) -> None:
    """Let a worker find the templates that are compiled already."""
    compile_once_in_a_run(pytest.MonkeyPatch(), folder)  # never undone: the worker ends


@contextmanager
def dask(compiled: Path) -> Iterator[Executor]:
    """Two workers of a real cluster, on this machine."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        client.run(find_compiled, compiled)
        yield client.get_executor()


@contextmanager
def processes(compiled: Path) -> Iterator[Executor]:
    spawn = get_context("spawn")
    with ProcessPoolExecutor(2, spawn, initializer=find_compiled, initargs=(compiled,)) as executor:
        yield executor


@pytest.mark.parametrize("made", [processes, dask])
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_any_executor_builds_the_site(
    made: object, compiled: Path, project: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    assert callable(made)
    with made(compiled) as executor:
        report = Report()
        build_on(executor, project, tmp_path / "site", tmp_path / "store", 3, report)
    assert list(report) == []
    assert tree(tmp_path / "site") == whole


@pytest.mark.parametrize("text", ["", "1", "0/2", "3/2", "a/b", "1/2/3", "-1/2", "1/0"])
def test_a_share_has_a_number_of_a_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"share|form"):
        Shard.parse(text)


def test_the_command_line(project: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    run = CliRunner().invoke
    names = [str(tmp_path / number) for number in "12"]
    for number, name in zip("12", names, strict=True):
        done = run(program, ["build", "-p", str(project), "--shard", f"{number}/2", "-o", name])
        assert done.exit_code == 0, done.output
    done = run(program, ["merge", "-p", str(project), "-o", str(tmp_path / "site"), *names])
    assert done.exit_code == 0, done.output
    assert tree(tmp_path / "site") == whole
    assert run(program, ["build", "-p", str(project), "--shard", "1/2"]).exit_code == 2
    assert run(program, ["build", "-p", str(project), "--shard", "5/2", "-o", "x"]).exit_code == 2
