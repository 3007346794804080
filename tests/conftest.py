"""What all tests share."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from claimline import collection, exports
from claimline.publish import theme
from tests.compiling import compile_once_in_a_run
from tests.installed import Installed, run
from tests.reading_theme import read_once

# A busy machine is no fault of the program. Everything else stays as Hypothesis has it, with its
# own settings for continuous integration.
settings.register_profile("claimline", deadline=None)
settings.load_profile("claimline")

SLOW = (
    *("test_axe.py", "test_axe_components.py", "test_nu.py"),
    *("test_growth.py", "test_project_setup.py", "test_tutorial.py"),
    "test_kill.py",
    "test_same_bytes.py",
    "test_each_field.py",
)

# Files of many tests, none of which is slow: they begin with the slow ones.
LONG = (
    *("test_build.py", "test_desk.py", "test_error_cases.py", "test_fuzz.py"),
    "test_reader.py",
)

# Variables of the caller's shell that change what the program or its tools print.
OUTER = (
    *("COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "LINES", "NO_COLOR", "PYTHONPATH"),
    "PYTHONDONTWRITEBYTECODE",  # every command would compile all modules again
)


# A site must work at any depth of a host, so it never stands at the top of the tests' own.
SUB_PATH = "some/sub/path"


# The module of a test that Python keeps compiled, once a run has collected the tests.
COMPILED = "__pycache__/test_*.pyc"


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process of a run whether the tests were ever collected before the run."""
    node.workerinput["compiled"] = any(Path(__file__).parent.glob(COMPILED))


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Look for no garbage while tests are collected: there is little, and each is looked at.

    In a new checkout one process collects before the others. It compiles what all of them import,
    and Hypothesis reads the program. That takes three times as long as collecting does.
    """
    worker = getattr(session.config, "workerinput", {"compiled": True})
    base = Path(session.config.option.basetemp or "")
    gc.disable()
    try:
        with nullcontext() if worker["compiled"] else FileLock(base.parent / "collection.lock"):
            return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over all tests, each time that it looks for some."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long begin first, so that no process is left with one at the end.

    Files for the browser stand evenly among the others: while one process waits for its browser,
    another computes.
    """
    place = order({item.path: None for item in items})
    items.sort(key=lambda item: place[item.path])
    for item in items:
        if item.path.name in SLOW or "browser" in item.path.parts:
            item.add_marker(pytest.mark.timeout(900))


def order(files: Iterable[Path]) -> dict[Path, tuple[bool, float]]:
    """Return where each file of tests stands among all: first or later, and how far (0 to 1)."""
    groups: dict[tuple[bool, bool], list[Path]] = {}
    for file in files:
        later = file.name not in {*SLOW, *LONG}
        groups.setdefault((later, "browser" in file.parts), []).append(file)
    return {
        file: (later, (nth + 0.5) / len(group))
        for (later, _), group in groups.items()
        for nth, file in enumerate(group)
    }


def shared_folder(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], None]) -> Path:
    """Return a folder that one of the processes of a run fills, and all of them read."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            filling = folder.with_suffix(".filling")
            shutil.rmtree(filling, ignore_errors=True)
            filling.mkdir()
            fill(filling)
            filling.rename(folder)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _plain_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The same environment on every machine, with a cache for this run.

    In it, commands find the templates that another command of the run has compiled.
    """
    cache = shared_folder(tmp_path_factory, "cache", lambda _: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        for name in OUTER:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the processes of a run find what one of them compiled of a template."""
    return shared_folder(tmp_path_factory, "compiled", lambda _: None)


@pytest.fixture(scope="session", autouse=True)
def _theme_read_and_compiled_once(compiled: Path) -> Iterator[None]:
    """Read the theme once in this process, and compile each template of it once in this run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theme, "_read", read_once)
        compile_once_in_a_run(patch, compiled)
        yield


@pytest.fixture(scope="session", autouse=True)
def _installed_packages_are_looked_at_once() -> Iterator[None]:
    """Look for exports of installed packages again only where a folder of packages has changed."""
    look = exports._are_declared

    @cache
    def look_once(folders: tuple[tuple[str, int], ...]) -> bool:
        return look()

    def are_declared() -> bool:
        return look_once(tuple((name, _changed(name)) for name in sys.path))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exports, "_are_declared", are_declared)
        yield


def _changed(folder: str) -> int:
    """When a folder got or lost an entry, in nanoseconds; 0 if there is none."""
    try:
        return os.stat(folder or ".").st_mtime_ns
    except OSError:
        return 0


@pytest.fixture(scope="session", autouse=True)
def _collector_is_left_to_python() -> Iterator[None]:
    """Let builds leave the collector of garbage alone.

    Between two builds the program looks at each object there is. Here all tests are among them.
    """
    with pytest.MonkeyPatch.context() as patch:
        alone = SimpleNamespace(isenabled=lambda: False, disable=lambda: None)
        patch.setattr(collection, "gc", alone)
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds ``build.py``, ``claimline`` and ``content``."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def built_site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the shipped investigation, built by the command line from elsewhere.

    The build has no finding. Tests only read the folder: all processes of a run share it.
    """

    def build(root: Path) -> None:
        site = root / SUB_PATH
        site.parent.mkdir(parents=True)
        run([sys.executable, repository / "build.py", "--strict", "--output", site], at=root)

    return shared_folder(tmp_path_factory, "host", build) / SUB_PATH


@pytest.fixture(scope="session")
def distributions(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel built from it and nothing else."""

    def build(folder: Path) -> None:
        # From another folder: in the repository, ``-m build`` would find our own ``build.py``.
        out: list[str | Path] = ["--no-isolation", "--outdir", folder, repository]
        run([sys.executable, "-m", "build", *out], at=folder)

    return shared_folder(tmp_path_factory, "dist", build)


@pytest.fixture(scope="session")
def wheel(distributions: Path) -> Path:
    (found,) = distributions.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    def install(folder: Path) -> None:
        # Modules are compiled when they are first imported: many of them never are.
        options = ["-q", "--no-index", "--no-deps", "--no-compile", "--disable-pip-version-check"]
        run(
            [sys.executable, "-m", "pip", "install", *options, "--target", folder, wheel], at=folder
        )

    return Installed(shared_folder(tmp_path_factory, "installed", install))
