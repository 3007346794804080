"""Two hundred random bursts of edits against a running server: whatever is saved, renamed,
removed, broken and mended, the site comes to the bytes of a clean build, and no request ever
sees a broken page."""

from __future__ import annotations

import os
import random
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claimline.diagnostics import Report
from claimline.options import BuildOptions
from claimline.pipeline import build
from tests.serving import Client, Process, until
from tests.small import tree, write_files

EXAMPLES, BURSTS = 10, 20  # together two hundred

SITE = "title: {}\nsummary: A site.\n"
PAGE = "---\ntitle: {}\nsummary: A page.\n---\nWords, and a [link](page:{}).\n"
BASE = """{{% extends "theme/base.html" %}}
{{% block head %}}{{{{ super() }}}}<meta name="word" content="{}">{{% endblock %}}
"""
WORDS = ("one", "two", "three")
PAGES = ("about", "method", "thanks")
BROKEN = {
    "content/site.yaml": "title: [\n",
    "content/pages/about.md": "---\ntitel: x\n---\n",
    "templates/base.html": "{% extends %}",
}
FILES = {
    "content/site.yaml": SITE.format("one"),
    "content/pages/about.md": PAGE.format("one", "about"),
}


class Author:
    """Edits a project in the ways of editors and of git. Every way can follow every other."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def save(self, path: str, text: str) -> None:
        place = self.root / path
        if not place.exists():
            self.save_by_rename(path, text)
            return
        with place.open("r+") as file:
            file.write(text)
            file.flush()
            file.truncate()

    def save_by_rename(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f".{place.name}.tmp")
        fresh.write_text(text)
        os.replace(fresh, place)

    def save_with_backup(self, path: str, text: str) -> None:
        place = self.root / path
        if place.exists():
            place.rename(place.with_name(f"{place.name}~"))
        self.save(path, text)
        place.with_name(f"{place.name}~").unlink(missing_ok=True)

    def save_often(self, path: str, text: str) -> None:
        for nth in range(200):
            self.save(path, text if nth % 2 else f"{text[: nth // 2]}{{%")
        self.save(path, text)

    def remove(self, path: str, _: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    def rename(self, path: str, _: str) -> None:
        place = self.root / path
        if place.exists() and "/pages/" in path:
            place.rename(place.with_name(f"{PAGES[len(path) % 3]}.md"))

    def move_folder_away(self, path: str, _: str) -> None:
        top = self.root / path.partition("/")[0]
        if top.is_dir():
            top.rename(self.root / "away")
            (self.root / "away").rename(top)

    def make_folder_anew(self, path: str, _: str) -> None:
        top = self.root / path.partition("/")[0]
        if top.is_dir():
            shutil.copytree(top, self.root / "copy")
            shutil.rmtree(top)
            (self.root / "copy").rename(top)

    def drop_templates(self, _: str, __: str) -> None:
        shutil.rmtree(self.root / "templates", ignore_errors=True)

    def leave_a_swap_file(self, path: str, text: str) -> None:
        place = self.root / path
        self.save(f"{path.rpartition('/')[0]}/.{place.name}.swp", text)

    def check_out(self, path: str, text: str) -> None:
        """Another branch: some files are others, some are gone, some are new."""
        for name in PAGES:
            self.remove(f"content/pages/{name}.md", "")
        for name in PAGES[: len(text) % 4]:
            self.save(f"content/pages/{name}.md", PAGE.format(text[:40].split()[-1], name))
        self.save("content/site.yaml", SITE.format(text.split()[1]))

    def mend(self) -> None:
        """Make right again what is wrong, and nothing else."""
        for path, text in BROKEN.items():
            place = self.root / path
            if place.exists() and place.read_text() == text:
                place.unlink()
        for place in (self.root / "content").glob("pages/*.md"):
            named = re.fullmatch(PAGE.format(r"(\w+)", r"(\w+)"), place.read_text(), re.DOTALL)
            if named is None or not place.with_name(f"{named[2]}.md").exists():
                self.save(f"content/pages/{place.name}", PAGE.format("mended", place.stem))
        site = self.root / "content/site.yaml"
        if not (site.exists() and re.fullmatch(SITE.format(r"\w+"), site.read_text())):
            self.save("content/site.yaml", SITE.format("mended"))
        base = self.root / "templates/base.html"
        if base.exists() and "{% block head %}" not in base.read_text():
            base.unlink()


WAYS = [name for name in vars(Author) if not name.startswith("_") and name != "mend"]


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, str]:
    """A way to edit, the file and its new text."""
    path = draw(
        st.sampled_from(
            [*FILES, "content/pages/method.md", "content/pages/thanks.md", "templates/base.html"]
        )
    )
    word = draw(st.sampled_from(WORDS))
    if path in BROKEN and draw(st.integers(0, 3)) == 0:
        text = BROKEN[path]
    elif path.endswith("base.html"):
        text = BASE.format(word)
    elif path.endswith("site.yaml"):
        text = SITE.format(word)
    else:
        text = PAGE.format(word, draw(st.sampled_from(PAGES)))
    return draw(st.sampled_from(WAYS)), path, text


BURST = st.tuples(
    st.lists(edits(), min_size=1, max_size=4),
    st.sampled_from(["at once", "at once", "soon", "soon", "built"]),
)


class Reader:
    """Reads the site all the time, and notes every answer that is not whole."""

    def __init__(self, url: str) -> None:
        self.faults: list[str] = []
        self.pages = self.links = 0
        self._url = url
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(seed,), daemon=True) for seed in range(3)
        ]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _run(self, seed: int) -> None:
        client = Client(self._url)
        chance = random.Random(seed)
        while not self._stop.wait(0.005):
            try:
                self._walk(client, chance)
            except Exception as error:
                self.faults.append(f"{type(error).__name__}: {error}")
        client.close()

    def _walk(self, client: Client, chance: random.Random) -> None:
        """A page, and some of its links: those of the same build are all there."""
        start = chance.choice(["", "about.html", "method.html", "claims/", "none.html", "404.html"])
        status, headers, body = client.ask(f"/{start}")
        build_ = headers.get("claimline-build", "")
        self._judge(start, status, body)
        self.pages += 1
        at = "/" if status == 404 else f"/{start}"  # links of the 404 page start at the top
        links = re.findall(r'(?:href|src)="([^"#:]+)[^"]*"', body.decode())
        for href in chance.sample(links, min(3, len(links))):
            path = urljoin(at, href)
            status, headers, linked = client.ask(path)
            if headers.get("claimline-build", build_) == build_ and status != 200:
                self.faults.append(f"{start!r} of {build_} leads to {path!r}: {status}")
            if path.endswith(".html"):
                self._judge(path, status, linked)
            self.links += 1

    def _judge(self, path: str, status: int, body: bytes) -> None:
        text = body.decode()
        whole = text.startswith("<!doctype html>") and text.rstrip().endswith("</html>")
        if status not in (200, 404) or not whole or text.count("/.claimline/serve.js") != 1:
            self.faults.append(f"{path}: {status}, {len(body)} bytes: {text[:40]!r}…{text[-40:]!r}")


class Desk:
    """A served project and its reader."""

    def __init__(self, root: Path) -> None:
        self.project = write_files(root / "p", FILES)
        self.clean = root / "clean"
        self.server = Process(self.project, "--port", "0", "--verbose")
        self.reader = Reader(self.server.url)
        self.bursts = 0
        self._known: dict[tuple[tuple[str, bytes], ...], dict[str, bytes]] = {}

    @property
    def builds(self) -> int:
        return sum(line.startswith(("Rebuilt", "Build failed")) for line in self._lines())

    def _lines(self) -> list[str]:
        return [*self.server.out, *self.server.err]

    def site(self) -> dict[str, bytes]:
        """What is in the site; nothing if that changes at this moment."""
        try:
            return tree(self.project / "site")
        except OSError:
            return {}

    def expected(self) -> dict[str, bytes]:
        """The bytes of a clean build of the project as it is now."""
        key = tuple(
            (f"{top}/{path}", data)
            for top in ("content", "templates")
            for path, data in sorted(tree(self.project / top).items())
        )
        if key not in self._known:
            shutil.rmtree(self.clean, ignore_errors=True)
            report = Report()
            build(BuildOptions(self.project, self.clean), report)
            assert not report.failed, [str(found) for found in report]
            self._known[key] = tree(self.clean)
        return self._known[key]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("edits"))
    try:
        yield desk
    finally:
        desk.reader.end()
        code = desk.server.end()
    assert code == 0
    assert desk.reader.faults == [], "".join(desk.server.err)[-9000:]
    assert desk.bursts >= EXAMPLES * BURSTS
    assert desk.reader.pages > EXAMPLES
    assert desk.reader.links > EXAMPLES
    assert not [line for line in desk.server.err if "Traceback" in line or "internal" in line]


@settings(
    max_examples=EXAMPLES,
    # What an example does depends on what the one before it left, so none can be made smaller.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    database=None,
)
@given(bursts=st.lists(BURST, min_size=BURSTS, max_size=BURSTS))
def test_random_bursts_of_edits_end_in_a_clean_build(
    desk: Desk, bursts: list[tuple[list[tuple[str, str, str]], str]]
) -> None:
    author = Author(desk.project)
    for burst, then in bursts:
        before = desk.builds
        for way, path, text in burst:
            getattr(author, way)(path, text)
        desk.bursts += 1
        if then == "soon":
            time.sleep(0.06)
        elif then == "built":
            # A burst may change nothing that a build reads; then there is none to wait for.
            end = time.monotonic() + 1
            while desk.builds == before and time.monotonic() < end:
                time.sleep(0.01)
    author.mend()
    expected = desk.expected()
    try:
        until(lambda: desk.site() == expected)
    except AssertionError:
        site = desk.site()
        paths = [path for path in site | expected if site.get(path) != expected.get(path)]
        last = desk.server.out[-5:], desk.server.err[-5:]
        raise AssertionError(f"other than a clean build: {sorted(paths)}; {last}") from None
    assert desk.reader.faults == [], "".join(desk.server.err)[-9000:]
