"""Every export is held against a validator of other people, and each validator finds a fault.

The sites are the shipped investigation and a made-up one with every field. More such checks stand
beside their exports: JSON Schema, frictionless and geojson-pydantic in ``test_dataset.py``, and the
vocabulary of schema.org in ``tests/pages/test_schema_org.py``.
"""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import patch

import feedparser
import pytest
import rispy
import rocrate
from bibtexparser.entrypoint import parse_string
from geojson_pydantic import FeatureCollection
from jsonschema import Draft7Validator
from lxml import etree
from pydantic import ValidationError

from claimline.analysis import analyse
from claimline.diagnostics import Report
from claimline.exports import sitemap
from tests.dossiers import dossier
from tests.google_rules import review_faults

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE.parent / "schemas"
TERMS = Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld"
ATOM = "{http://www.w3.org/2005/Atom}"


def json_of(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def printed(*command: str | Path) -> Any:
    """What a command prints, as data."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def validators() -> Path:
    """The folder of the validators that need one. With none, tests fail and say how to get them.

    ``make test`` fetches them. Where it does not run, these two are left out, as the browser is.
    """
    if sys.platform != "linux":
        pytest.skip("make test fetches these validators, and it runs on Linux")
    find = ["sh", str(HERE / "ensure_validators.sh"), "--find"]
    done = subprocess.run(find, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(done.stderr.strip(), pytrace=False)
    return Path(done.stdout.strip())


# Bibliographies

CSL = Draft7Validator(json_of(SCHEMAS / "csl-data.json"))


def test_bibliographies_fit_the_schema_of_csl(data: Path) -> None:
    files = [data / "sources.csl.json", *data.parent.glob("sources/*.csl.json")]
    assert len(files) == 1 + len(json_of(files[0]))
    for file in files:
        assert [(each.json_path, each.message) for each in CSL.iter_errors(json_of(file))] == []


@pytest.mark.parametrize(
    "planted",
    [{"captures": "x"}, {"type": "news"}, {"issued": "2024-03-04"}, {"author": [{"name": "A"}]}],
)
def test_the_schema_of_csl_finds_a_fault(data: Path, planted: dict[str, Any]) -> None:
    (item, *_) = json_of(data / "sources.csl.json")
    assert not CSL.is_valid([{**item, **planted}])


def test_bibliographies_come_back_as_they_were(data: Path) -> None:
    sources = json_of(data / "investigation.json")["sources"]
    bibtex = parse_string((data / "sources.bib").read_text(encoding="utf-8"))
    references = rispy.loads((data / "sources.ris").read_text(encoding="utf-8"))
    assert not bibtex.failed_blocks
    ids = [source["id"] for source in sources]
    assert [entry.key for entry in bibtex.entries] == [each["id"] for each in references] == ids
    for source, entry, reference in zip(sources, bibtex.entries, references, strict=True):
        urls = (entry.get("url"), reference.get("urls", [None])[0])
        assert {urls[0] and urls[0].value, urls[1]} == {source.get("url")}
        assert reference.get("authors", []) == source.get("authors", [])


def test_readers_of_bibliographies_find_a_fault() -> None:
    assert parse_string("@misc{a, title = {b}").failed_blocks
    assert rispy.loads("TY  - GEN\nID  - a\n") == [], "a reference without its end is none"


# Feeds and sitemaps

GRAMMAR = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
SITEMAP = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))


def atom_faults(feed: bytes) -> Iterator[str]:
    """Yield what RFC 4287 forbids in a feed: by its grammar, and by the rules beside it."""
    root = etree.fromstring(feed)
    if not GRAMMAR.validate(root):
        yield str(GRAMMAR.error_log)
    signed = root.find(f"{ATOM}author") is not None
    for entry in root.iter(f"{ATOM}entry"):
        relations = {link.get("rel", "alternate") for link in entry.iter(f"{ATOM}link")}
        if "alternate" not in relations and entry.find(f"{ATOM}content") is None:
            yield "an entry has neither content nor an alternate"
        if not signed and entry.find(f"{ATOM}author") is None:
            yield "an entry has no author"
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    if len(set(ids)) < len(ids):
        yield "two entries have one id"


def test_feeds_fit_the_grammar_of_atom(data: Path) -> None:
    feeds = list(data.parent.rglob("*.atom"))
    assert feeds
    for file in feeds:
        assert list(atom_faults(file.read_bytes())) == [], file
        assert not feedparser.parse(file.read_bytes()).bozo


@pytest.mark.parametrize(
    ("part", "planted"),
    [
        (b"<updated>2", b"<updated>on 2"),
        (b"<author>", b"<writer/><author>"),
        (b"<author><name>", b"<author><name/><name>"),
        (b"xml:lang=", b"lang="),
        (b' rel="self"', b' rel="self" of="x"'),
        (b"<entry>", b"<entry><title/>"),
        (b"<entry>", b"<entry><content type='x'/>"),
        (b"<id>", b"<uri>x</uri><id>"),
        (b"<author><name>", b"<contributor><name>"),
    ],
)
def test_the_grammar_of_atom_finds_a_fault(data: Path, part: bytes, planted: bytes) -> None:
    feed = (data / "chronology.atom").read_bytes()
    assert part in feed
    broken = feed.replace(part, planted)
    if b"<contributor>" in planted:
        broken = broken.replace(b"</author>", b"</contributor>")
    assert list(atom_faults(broken))


def test_a_reader_of_feeds_finds_a_fault() -> None:
    assert feedparser.parse(b"<feed xmlns='http://www.w3.org/2005/Atom'><title>A</feed>").bozo


def test_sitemaps_fit_their_schema(data: Path) -> None:
    files = list(data.parent.glob("sitemap*.xml"))
    assert files
    for file in files:
        assert SITEMAP.validate(etree.parse(file)), SITEMAP.error_log


def test_an_index_of_sitemaps_fits_their_schema() -> None:
    made = dossier({"site": {"base_url": "https://a.example.org"}, "claim/a": {}})
    with patch.object(sitemap, "LIMIT", 4):
        files = {it.path: it.render() for it in sitemap.outputs(made, analyse(made, Report()))}
    index = etree.fromstring(files["sitemap.xml"])
    assert etree.QName(index).localname == "sitemapindex"
    for path, data in files.items():
        if path.endswith(".xml"):
            assert SITEMAP.validate(etree.fromstring(data)), SITEMAP.error_log


@pytest.mark.parametrize(
    ("part", "planted"),
    [
        (b"<loc>https:", b"<loc>ftp:"),
        (b"</loc>", b"</loc><loc>https://a.example.org/</loc>"),
        (b"</loc>", b"</loc><lastmod>in March</lastmod>"),
        (b"<url>", b"<url><priority>1.0</priority>"),
        (b"sitemap/0.9", b"sitemap/0.84"),
    ],
)
def test_the_schema_of_sitemaps_finds_a_fault(data: Path, part: bytes, planted: bytes) -> None:
    text = (data.parent / "sitemap.xml").read_bytes()
    assert part in text
    assert not SITEMAP.validate(etree.fromstring(text.replace(part, planted, 1)))


# Data


def test_databases_are_sound(data: Path) -> None:
    with closing(sqlite3.connect(data / "investigation.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("UPDATE citations SET source = 'nobody'")
        assert connection.execute("PRAGMA foreign_key_check").fetchall()
        connection.rollback()


def test_a_broken_database_is_found(data: Path) -> None:
    broken = bytearray((data / "investigation.sqlite").read_bytes())
    middle = len(broken) // 2
    broken[middle : middle + 8192] = bytes(8192)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(bytes(broken))
        try:
            told = connection.execute("PRAGMA integrity_check").fetchall()
        except sqlite3.DatabaseError:
            told = []
    assert told != [("ok",)]


@pytest.mark.parametrize(
    "geometry",
    [{"type": "Point", "coordinates": ["x", 1]}, {"type": "Spot", "coordinates": [1, 1]}],
)
def test_the_model_of_maps_finds_a_fault(geometry: dict[str, Any]) -> None:
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    with pytest.raises(ValidationError):
        FeatureCollection.model_validate({"type": "FeatureCollection", "features": [feature]})


def test_crates_have_all_that_is_required(
    validators: Path, sites: dict[str, Path], tmp_path: Path
) -> None:
    """One run for all crates, and for a small one with a planted fault: its start takes long."""
    metadata = "ro-crate-metadata.json"
    for name, site in [*sites.items(), ("planted", sites["every field"])]:
        (tmp_path / name).mkdir()
        crate = json_of(site / metadata)
        root = crate["@graph"][1]
        if name == "planted":
            del root["datePublished"]
            del root["hasPart"][1:]
            del crate["@graph"][5:]
        (tmp_path / name / metadata).write_text(json.dumps(crate), encoding="utf-8")
        for part in root["hasPart"]:
            copy = tmp_path / name / part["@id"]
            copy.parent.mkdir(exist_ok=True)
            copy.symlink_to(site / part["@id"])
    names = [*sites, "planted"]
    python = validators / "roc" / "bin" / "python"
    crates = [tmp_path / name for name in names]
    found = printed(python, HERE / "check_crates.py", TERMS, *crates)
    faults = dict(zip(names, found.values(), strict=True))
    assert [fault for fault in faults.pop("planted") if "datePublished" in fault]
    assert faults == {name: [] for name in sites}


# Reviews of claims

JSON_LD = re.compile(rb'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def reviews(site: Path) -> dict[Path, dict[str, Any]]:
    """The pages of a site that have a ``ClaimReview``, each with it."""
    pages = {}
    for file in sorted(site.rglob("*.html")):
        things = map(json.loads, JSON_LD.findall(file.read_bytes()))
        several = [thing for thing in things if thing["@type"] == "ClaimReview"]
        assert len(several) <= 1, file
        if several:
            pages[file] = several[0]
    return pages


def test_reviews_have_what_google_requires(data: Path) -> None:
    pages = reviews(data.parent)
    assert pages
    for file, review in pages.items():
        path = file.relative_to(data.parent).as_posix()
        assert list(review_faults(review, f"https://a.example.org/x/{path}")) == []


def test_a_tester_of_structured_data_passes_every_review(
    validators: Path, sites: dict[str, Path], tmp_path: Path
) -> None:
    pages = [file for site in sites.values() for file in reviews(site)]
    planted = tmp_path / "planted.html"
    planted.write_bytes(pages[0].read_bytes().replace(b'"claimReviewed"', b'"claim"'))
    listed = tmp_path / "pages.txt"
    listed.write_text("\n".join(map(str, [*pages, planted])), encoding="utf-8")
    checked = printed("node", HERE / "check_pages.cjs", validators, listed)
    assert any("claimReviewed" in name for name in checked.pop(str(planted))["failed"])
    assert len(checked) == len(pages)
    for page, result in checked.items():
        assert result["passed"] > 5
        assert result["failed"] == [], page


@pytest.mark.parametrize(
    "planted",
    [
        {"claimReviewed": ""},
        {"claimReviewed": "x" * 76},
        {"url": "https://a.example.org/x/index.html"},
        {"author": {}},
        {"itemReviewed": {"@type": "CreativeWork"}},
        {"itemReviewed": {"@type": "Claim", "author": [{"@type": "Person"}]}},
        {"itemReviewed": {"@type": "Claim", "appearance": [{"@type": "CreativeWork"}]}},
        {"reviewRating": {"alternateName": ""}},
        {"reviewRating": {"alternateName": "So", "ratingValue": 2}},
        {"reviewRating": {"alternateName": "So", "worstRating": 0, "ratingValue": 1,
                          "bestRating": 2}},
    ],
)  # fmt: skip
def test_googles_rules_find_a_fault(sites: dict[str, Path], planted: dict[str, Any]) -> None:
    review = next(iter(reviews(sites["every field"]).values()))
    assert list(review_faults(review, review["url"])) == []
    assert len(list(review_faults({**review, **planted}, review["url"]))) == 1
