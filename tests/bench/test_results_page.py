"""The results as they are told: the page, its targets, the drawing."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from bench import plot, report, rows, targets
from bench.figures import ROWS
from bench.steps import of_last_rebuild


def _size(claims: int, walls: dict[str, list[float]]) -> dict[str, Any]:
    took = {
        tool: [{"wall": wall, "user": wall / 2, "system": 0.0} for wall in found]
        for tool, found in walls.items()
    }
    peaks = {tool: {"tree": 50_000_000, "largest": 40_000_000} for tool in walls}
    return {
        "claims": claims,
        "rounds": 3,
        "memory_backed": True,
        "times": {
            **dict.fromkeys(rows.ROWS, took),
            "tuned": {
                "hugo": [{"wall": wall / 2, "user": wall, "system": 0.0} for wall in walls["hugo"]]
            },
            "watch": {tool: [{"wall": wall} for wall in found] for tool, found in walls.items()},
        },
        "memory": peaks,
        "edit_memory": {**peaks, "claimline": {"tree": 4_000_000, "largest": 4_000_000}},
        "equal": {"pages": claims * 2, "links": claims * 40, "differences": {"hugo": []}},
        "weights": {tool: {"CSS": {"raw": 2000, "gzip": 1000}} for tool in walls},
    }


RESULTS: dict[str, Any] = {
    "format": 1,
    "command": "python -m bench.run",
    "machine": {"cores": 2, "system": "Linux"},
    "versions": {"claimline": "1.0", "hugo": "0.1", "python": "3.11"},
    "seed": 7,
    "sizes": [
        _size(1000, {"claimline": [1.0, 2.0, 9.0], "hugo": [2.0, 8.0, 3.0]}),
        _size(10_000, {"claimline": [10.0, 20.0, 12.0], "hugo": [20.0, 40.0, 24.0]}),
    ],
    "shipped": {
        "claims": 84,
        "times": {
            row: [{"wall": wall, "user": wall, "system": 0.0}]
            for row, wall in (("cold", 1.1), ("body", 0.4), ("unchanged", 0.15), ("python", 0.03))
        },
    },
}


def test_ratios_are_taken_round_by_round() -> None:
    page = report.markdown(RESULTS)
    # The median of 1/2, 2/8 and 9/3; the ratio of the medians would be 2/3.
    assert "**2.00** (1.00 to 9.00)<br>0.50 × Hugo; processor 1.00" in page
    # growth: 12/2 and 24/3
    assert "| cold build | 6.00 | 8.00 | ≤ 10: met |" in page
    assert "| one source removed | 6.00 | 8.00 | ≤ 2: **not met** (6.00) |" in page
    assert "It found no differences." in page
    assert "| edit while watching | **2.00** (1.00 to 9.00)<br>0.50 × Hugo |" in page


def test_the_page_says_if_the_tools_do_not_do_the_same_work() -> None:
    small, large = RESULTS["sizes"]
    unequal = large["equal"] | {"differences": {"hugo": ["pages, data: 1 and 0"] * 1200}}
    page = report.markdown(RESULTS | {"sizes": [small, large | {"equal": unequal}]})
    assert "**The tools do\nnot do the same work**" in page
    assert "1,200 differences, over" in page
    assert "the same pages" not in page


def test_the_page_of_results_names_what_it_rests_on() -> None:
    page = report.markdown(RESULTS)
    assert "claimline 1.0, Hugo 0.1, Python 3.11." in page
    assert "`python -m bench.run`" in page
    assert "| CSS | 2.0 (1.0) | 2.0 (1.0) |" in page
    assert "Eleventy |" not in page  # it was not run


def test_a_size_of_one_tool_alone_is_held_against_the_last() -> None:
    large = {
        "tool": "claimline", "claims": 100_000, "pages": 200_000, "content": 90_000_000,
        "output": 4_700_000_000, "wall": 720.0, "memory": 400_000_000, "memory_backed": False,
        "edit": {"wall": 3.5, "user": 2, "system": 1}, "edit_memory": 300_000_000,
        "command": "run --alone 100000",
        "steps": {"cold": {"reading": {"seconds": 95.0, "memory": 380_000_000}}},
    }  # fmt: skip
    sizes = [size | {"content": size["claims"] * 1000} for size in RESULTS["sizes"]]
    page = report.markdown(RESULTS | {"sizes": sizes, "alone": large})
    assert "### 100,000 claims, claimline alone" in page
    assert "`run --alone 100000` builds them once, in one process" in page
    assert "200,000 pages, 4.7 GB." in page
    assert "| cold build | 12.0 minutes | 0.4 GB | ≤ 2.5 GB: met |" in page
    assert "| one body edited | 3.50 s; processor 3.00 | 0.3 GB | ≤ 3 s: **not met** |" in page
    assert "the records grow 9.00 times and the memory 8.00 times" in page
    assert "| cold build | 95.0 |" in page
    assert "| cold build | 380 |" in page


def test_a_size_that_was_not_measured_is_said() -> None:
    page = " ".join(report.markdown(RESULTS).split())
    assert "No build of 100,000 claims was measured. At 10,000 claims a cold one holds" in page
    assert "one body edited in at most 3 s: **not measured**" in page


def test_every_row_has_its_target_beside_it() -> None:
    page = report.markdown(RESULTS)
    for label in ("nothing changed", "one body edited", "one title edited", "one claim added",
                  "one source removed", "edit while watching"):  # fmt: skip
        cells = [line for line in page.splitlines() if line.startswith(f"| {label} |")]
        assert sum("≤" in line for line in cells) >= 2, label
    assert "| cold build, 10,000 claims | 50 MB<br>1.00 × Hugo | 50 MB | ≤ 0.45: **not" in page
    assert "| one body edited, 10,000 claims | 4 MB<br>0.080 × Hugo | 50 MB | ≤ 0.1: met |" in page
    # A tool with other settings is held against the cold build of Hugo as it comes.
    assert "| cold build, Hugo with `GOGC=400` | not run | **1.50** (1.00 to 4.00)<br>0.50" in page
    shipped = {
        line.split(" | ")[0]: line for line in page.partition("### The shipped")[2].splitlines()
    }
    assert "**1.10** (1.10 to 1.10)<br>processor 1.10 | ≤ 1.2 s: met |" in shipped["| cold build"]
    assert shipped["| one body edited"].endswith("| ≤ 0.35 s: **not met** (0.40) |")
    assert shipped["| nothing changed"].endswith("| ≤ 6 times a bare Python: met |")


def test_a_row_that_misses_its_target_has_a_profile() -> None:
    small, large = RESULTS["sizes"]
    missed = [row for row in rows.ROWS if targets.is_missed(large, row)]
    assert missed == ["unchanged", "body", "title", "added", "removed"]
    start = {"Python itself": step(0.02), "reading": step(1.5, 57_000_000)}
    found = {row: start | {"comparing": step(0.25, 61_000_000)} for row in [*missed, "cold"]}
    found["title"] = start
    page = report.markdown(RESULTS | {"sizes": [small, large | {"steps": found}]})
    assert "|  | Python itself | reading | comparing |" in page
    assert "| one body edited | 0.020 | 1.50 | 0.250 |" in page
    assert "| one title edited | 0.020 | 1.50 | – |" in page
    assert "|  | reading | comparing |" in page, "the memory of Python itself is not known"
    assert "| cold build, 10,000 claims | 57 | 61 |" in page
    assert "| one body edited, 10,000 claims | 57" not in page, "that target is met"


def test_the_profile_of_watching_is_that_of_the_last_build() -> None:
    printed = [
        "   0.100 s     50 MB  waiting",
        "   0.200 s     60 MB  reading",
        "Rebuilt in 0.20 s.",
    ]
    later = ["   0.300 s  waiting", "   0.400 s  checking links", "Rebuilt in 0.40 s."]
    said = "\n".join(["Serving.", *printed, *later, ""])
    assert of_last_rebuild(lambda: said, 2) == {"waiting": step(0.3), "checking links": step(0.4)}


def test_each_row_that_missed_its_target_has_its_profile(repository: Path) -> None:
    results = json.loads((repository / "bench/results.json").read_text(encoding="utf-8"))
    for size in results["sizes"]:
        slow = {row for row in ROWS if targets.is_missed(size, row)}
        large = {row for row in rows.ROWS if targets.is_memory_missed(size, row)}
        assert (slow | large) - size["steps"].keys() == set()
        for row in large:
            assert any(step["memory"] for step in size["steps"][row].values()), row
    case = results["shipped"]
    slow = {row for row in ("cold", "unchanged", "body") if "not met" in targets.shipped(case, row)}
    assert slow - case["steps"].keys() == set()


def step(seconds: float, memory: int = 0) -> dict[str, float]:
    return {"seconds": seconds, "memory": memory}


def test_the_readme_quotes_the_results(repository: Path) -> None:
    words = (repository / "README.md").read_text().partition("**Speed.**")[2].partition("\n\n")[0]
    page = (repository / "bench/RESULTS.md").read_text()
    times = re.findall(r"([\d.]+) s\b", words)
    assert len(times) == 5
    assert [time for time in times if f"| **{time}** (" not in page] == []
    pages = re.findall(r"[\d,]+ pages", words)
    assert len(pages) == 2
    assert [each for each in pages if f" claims, {each}\n" not in page] == []
    ratios = re.findall(r"\b\d\.\d\d\b(?! s)", words)
    assert [each for each in ratios if f"{each} × Hugo" not in page] == []


def test_results_survive_their_file() -> None:
    assert report.markdown(json.loads(json.dumps(RESULTS))) == report.markdown(RESULTS)


def test_the_drawing_is_whole_and_tells_its_numbers_in_words() -> None:
    drawing = ET.fromstring(plot.svg(RESULTS))
    names = {"svg": "http://www.w3.org/2000/svg"}
    described = drawing.findtext("svg:desc", namespaces=names) or ""
    assert "1000 claims, cold build: claimline 2.00 s (0.50 times Hugo)" in described
    assert drawing.findtext("svg:title", namespaces=names)
    assert "prefers-color-scheme: dark" in (drawing.findtext("svg:style", namespaces=names) or "")
    _, _, width, height = map(float, drawing.attrib["viewBox"].split())
    for mark in drawing.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 < float(mark.attrib["cx"]) < width
        assert 0 < float(mark.attrib["cy"]) < height


def test_the_drawing_asks_nothing_of_the_network() -> None:
    addresses = re.findall(r"https?://[^\"\s]+", plot.svg(RESULTS))
    assert addresses == ["http://www.w3.org/2000/svg"]
