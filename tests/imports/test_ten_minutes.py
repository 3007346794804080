"""A user with a table of 40 incidents, a library of 60 items and three fact checks, and no editor.

The transcript is that of the guide, ``docs/importing.md``; all of it is made up.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_docs import run
from tests.walk import commands, steps

INCIDENTS = "Datum;Ort;Breitengrad;Längengrad;Titel;Beschreibung;Quelle;Verletzte\n" + "".join(
    f"{nth % 28 + 1:02}/{nth % 12 + 1:02}/2024;Ort {nth % 9};5{nth % 9},25;-1,5;"
    f"Vorfall {nth}: ein Tor fällt;Es *fiel* um {nth} Uhr [@x].;"
    f"{f'https://example.org/{nth}' if nth % 4 else ''};{nth}\n"
    for nth in range(40)
)
LIBRARY = [
    {
        "id": f"http://zotero.org/users/local/x/items/{nth}", "citation-key": f"marsh{nth}",
        "type": "article-newspaper", "title": f"Article {nth}", "container-title": "Gazette",
        "URL": f"https://example.org/{nth}", "issued": {"date-parts": [[2024, nth % 12 + 1]]},
        "language": "en", "author": [{"family": "Marsh", "given": "J."}], "abstract": "Long.",
    }
    for nth in range(60)
]  # fmt: skip
REVIEW = """\
<!doctype html><html lang="en"><title>Check {nth}</title><script type="application/ld+json">
{{"@type": "ClaimReview", "claimReviewed": "Gate {nth} was sold.",
"datePublished": "2024-05-0{nth}", "url": "https://check.example.org/{nth}",
"author": {{"name": "Check"}},
"reviewRating": {{"alternateName": "False"}},
"itemReviewed": {{"author": {{"name": "Ann Ashby"}}}}}}
</script><p>Words</p>"""


def test_a_site_of_what_a_user_has(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "incidents.csv").write_text(INCIDENTS, encoding="utf-8")
    (tmp_path / "library.json").write_text(json.dumps(LIBRARY), encoding="utf-8")
    for nth in (1, 2, 3):
        (tmp_path / f"check-{nth}.html").write_text(REVIEW.format(nth=nth), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    guide = (repository / "docs/importing.md").read_text(encoding="utf-8")
    walk = guide[guide.index("## Ten minutes") : guide.index("## Tables")]
    asked = commands(list(steps(walk)))
    assert len(asked) <= 10
    printed = ""
    for command in asked:
        if command.startswith("cd "):
            monkeypatch.chdir(tmp_path / command[3:])
            continue
        assert command.startswith("claimline ")
        arguments = command.replace("'", "").split()[1:]
        if "--title" in arguments:
            at = arguments.index("--title") + 1
            arguments[at:] = [" ".join(arguments[at:])]
        code, words = run(*arguments)
        printed += words
        assert code == 0, words
    assert "library.json: a library in CSL-JSON, 60 items." in printed
    assert "incidents.csv: a table of incidents (CSV), 40 items." in printed
    assert "Wrote 60 sources." in printed
    # Thirty incidents name sources, which the library has.
    assert "Wrote 9 places, 40 events, 1 source, 40 claims. 30 are there already.\n" in printed
    site = Path("site")
    assert len(list((site / "claims").glob("*gate*.html"))) == 3
    page = next((site / "claims").glob("vorfall-7-*.html")).read_text(encoding="utf-8")
    assert "Article 7" in page
    assert "Es *fiel* um 7 Uhr [@x]." in page
    # The abstracts are the sources' own words.
    assert "Long." not in page
    assert Path("import-report.md").read_text(encoding="utf-8").count("Long.") == 60
