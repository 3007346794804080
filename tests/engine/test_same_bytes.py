"""Whatever is done to a project between builds: what the cache spares is never missed.

After every step the site of a build with the cache is held against that of a build without it
into an empty folder, byte by byte, and the findings of the one against those of the other.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import ClassVar
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from claimline.dates import parse
from claimline.diagnostics import Report
from claimline.engine import cache as cache_package
from claimline.engine.cache import Cache
from claimline.model.edition import EVERYTHING, PUBLISHED, Edition
from claimline.options import BuildOptions
from claimline.outcome import Outcome, remembered
from claimline.pipeline import build
from claimline.user_cache import project_cache
from tests.small import tree, write_small

numbers = st.integers(0, 10_000)

WORDS = ("gate", "board", "closed", "fishers", "The", "late", "Orla", "notice")
LINES = ("A line more.", "It was raining [@board-notice].", "See [this](claim:gate-closed-late).")
STAGES = (
    *("stage: draft", "stage: review", "stage: ready", "not_before: 2024-05-01"),
    "accept: [{rule: judge-again, why: Known.}]",
)
WORKFLOW = ("stage", "not_before", "accept")
EDITIONS = (PUBLISHED, EVERYTHING, Edition(as_of=parse("2024-05-01")))
ADDRESSES = (None, "https://orla.example.org/gate", "https://orla.example.org/gate/")
TEMPLATES = {
    "templates/components/when.html": "{% macro when(at) %}<b>{{ at.words }}</b>{% endmacro %}\n",
    "templates/assets/css/99-own.css": "p { color: red }\n",
    "templates/pages/404.html": '{% extends "theme/pages/404.html" %}\n',
    "templates/assets/more.txt": "Something\n",
}


Clean = tuple[Report, Outcome, dict[str, bytes]]
"""What a build without the cache finds, how it ends, and what it writes."""


class Rebuilding(RuleBasedStateMachine):
    """A project, its site as builds with the cache keep it, and a way to compare."""

    clean: ClassVar[dict[object, Clean]] = {}
    """Of each state of the files. Many steps leave them as they are, or bring them back."""

    @initialize()
    def start(self) -> None:
        self.root = Path(tempfile.mkdtemp()).resolve()
        self.project = write_small(self.root / "project")
        with (self.project / "content/site.yaml").open("a", encoding="utf-8") as file:
            file.write("\nsections: {search: true}\n")
        for id_, word in (("fishers", "gate"), ("water-board", "board")):
            with (self.project / f"content/actors/{id_}.yaml").open("a", encoding="utf-8") as file:
                file.write(f"same_as: https://orla.example.org/{word}\n")
        self.site = self.root / "site"
        self.jobs = 1
        self.verify = False
        self.base_url: str | None = None
        self.edition = PUBLISHED
        self.version = b"one"

    def teardown(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    @property
    def place(self) -> Path:
        """The folder that is built into. A preview has one of its own."""
        return self.root / "preview" if self.edition.preview else self.site

    def _files(self, below: str = "content") -> list[Path]:
        return sorted(path for path in (self.project / below).rglob("*") if path.is_file())

    def _pick(self, number: int, below: str = "content") -> Path | None:
        files = self._files(below)
        return files[number % len(files)] if files else None

    # What an author does

    @rule(number=numbers, word=st.sampled_from(WORDS), to=st.sampled_from(WORDS), nth=numbers)
    def change_a_word(self, number: int, word: str, to: str, nth: int) -> None:
        path = self._pick(number)
        if path:
            pieces = path.read_text(encoding="utf-8").split(word)
            at = nth % len(pieces)
            text = word.join(pieces[: at + 1]) + (to if at + 1 < len(pieces) else "")
            path.write_text(text + word.join(pieces[at + 1 :]), encoding="utf-8")

    @rule(number=numbers, line=st.sampled_from(LINES))
    def add_to_a_text(self, number: int, line: str) -> None:
        for path in self._files()[number % 3 :: 3]:
            if path.suffix == ".md":
                path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")

    @rule(number=numbers)
    def change_one_letter_and_hide_it(self, number: int) -> None:
        """The size stays, and the time of modification is put back."""
        path = self._pick(number)
        if path:
            before = path.stat()
            text = path.read_text(encoding="utf-8")
            at = text.find("e", number % max(len(text), 1))
            if at >= 0:
                path.write_text(f"{text[:at]}a{text[at + 1 :]}", encoding="utf-8")
                os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(number=numbers, line=st.sampled_from(STAGES))
    def change_a_stage(self, number: int, line: str) -> None:
        """Of the first record in a file that holds no list."""
        path = self._pick(number)
        if path and path.name != "site.yaml" and (text := path.read_text("utf-8"))[:1] != "-":
            head, mark, rest = text.partition("---\n") if path.suffix == ".md" else ("", "", text)
            lines = [each for each in rest.splitlines() if each.partition(":")[0] not in WORKFLOW]
            path.write_text("\n".join([head + mark + line, *lines]).lstrip("\n") + "\n", "utf-8")

    @rule(edition=st.sampled_from(EDITIONS))
    def build_another_edition(self, edition: Edition) -> None:
        self.edition = edition

    @rule(number=numbers)
    def replace_by_renaming(self, number: int) -> None:
        """As many editors save: another file takes the place of the first."""
        path = self._pick(number)
        if path:
            text = path.read_text(encoding="utf-8")
            other = path.with_name(".saved")
            other.write_text(text.replace("Orla", "Arlo", 1), encoding="utf-8")
            other.replace(path)

    @rule(number=numbers)
    def remove_a_file(self, number: int) -> None:
        path = self._pick(number)
        if path and path.name != "site.yaml":
            path.unlink()

    @rule(number=numbers)
    def rename_a_file(self, number: int) -> None:
        path = self._pick(number)
        if path and path.name != "site.yaml":
            path.rename(path.with_name(f"x-{path.name}"))

    @rule()
    def bring_all_back(self) -> None:
        shutil.rmtree(self.project / "content")
        write_small(self.project)

    @rule(name=st.sampled_from(sorted(TEMPLATES)), remove=st.booleans())
    def change_a_template(self, name: str, remove: bool) -> None:
        path = self.project / name
        if remove:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            more = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(more + TEMPLATES[name], encoding="utf-8")

    @rule(language=st.sampled_from(["en", "de", "ar"]), tags=st.booleans())
    def change_the_configuration(self, language: str, tags: bool) -> None:
        path = self.project / "content" / "site.yaml"
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [
            line for line in lines if not line.startswith(("language:", "sections:", "  tags:"))
        ]
        kept += [f"language: {language}", "sections:", f"  tags: {str(tags).lower()}"]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")

    # What happens to a machine

    @rule(number=numbers, days=st.integers(-4000, 4000))
    def jump_with_the_clock(self, number: int, days: int) -> None:
        path = self._pick(number)
        if path:
            then = path.stat().st_mtime_ns + days * 86_400_000_000_000
            os.utime(path, ns=(then, max(then, 0)))

    @rule(version=st.sampled_from([b"one", b"two"]))
    def change_the_version(self, version: bytes) -> None:
        self.version = version

    @rule(jobs=st.sampled_from([1, 3]), verify=st.booleans(), base_url=st.sampled_from(ADDRESSES))
    def build_in_another_way(self, jobs: int, verify: bool, base_url: str | None) -> None:
        self.jobs, self.verify, self.base_url = jobs, verify, base_url

    @rule(number=numbers, how=st.sampled_from(["edit", "remove", "same size"]))
    def touch_the_site(self, number: int, how: str) -> None:
        pages = sorted(self.site.rglob("*.html")) if self.site.is_dir() else []
        if pages:
            page = pages[number % len(pages)]
            if how == "remove":
                page.unlink()
            elif how == "edit":
                page.write_bytes(page.read_bytes() + b"<!-- mine -->")
            else:
                page.write_bytes(page.read_bytes()[:-1] + b"!")

    @rule(how=st.sampled_from(["remove", "truncate", "scramble", "copy"]), seed=numbers)
    def harm_the_cache(self, how: str, seed: int) -> None:
        folder = project_cache(self.project)
        store = folder / "cache.sqlite"
        if not store.is_file():
            return
        if how == "remove":
            shutil.rmtree(folder)
        elif how == "copy":
            shutil.copytree(folder, self.root / "copied")
            shutil.rmtree(folder)
            (self.root / "copied").rename(folder)
        else:
            data = bytearray(store.read_bytes())
            if how == "truncate":
                del data[seed % (len(data) + 1) :]
            else:
                dice = random.Random(seed)
                for _ in range(20):
                    data[dice.randrange(len(data))] = dice.randrange(256)
            store.write_bytes(bytes(data))

    def built_clean(self) -> Clean:
        """Build without the cache, into an empty folder."""
        files = tuple(tree(self.project).items())
        state = (files, self.base_url, self.edition)
        if state not in self.clean:
            folder, report = self.root / "clean", Report()
            shutil.rmtree(folder, ignore_errors=True)
            options = BuildOptions(
                self.project, folder, base_url=self.base_url, against_last_build=False,
                edition=self.edition,
            )  # fmt: skip
            self.clean[state] = report, build(options, report), tree(folder)
        return self.clean[state]

    # What must hold

    @invariant()
    def same_as_from_nothing(self) -> None:
        clean_report, expected, clean = self.built_clean()
        report = Report()
        with (
            patch.object(cache_package, "program_key", lambda: self.version),
            patch.object(cache_package, "program_stamp", lambda: self.version),
        ):
            cache = Cache(self.project, verify=self.verify)
            options = BuildOptions(
                self.project, self.place, self.jobs, cache, self.base_url,
                against_last_build=False, edition=self.edition,
            )  # fmt: skip
            outcome = remembered(cache, self.place, report, options.variant)
            if outcome is None:
                outcome = build(options, report)
            cache.close()
        assert list(report) == list(clean_report)
        assert report.waived == clean_report.waived
        assert len(cache.remarks) <= 1
        if expected.written is None:
            assert outcome.written is None
        else:
            assert tree(self.place) == clean
            assert (outcome.pages, outcome.files) == (expected.pages, expected.files)
            assert outcome.held_back == expected.held_back


TestRebuilding = Rebuilding.TestCase
TestRebuilding.settings = settings(
    max_examples=int(os.environ.get("CLAIMLINE_REBUILDS", "8")),
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
