"""Renaming, joining and removing records: every reference, no other byte, all or nothing."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from claimline import cli, pipeline
from claimline.author.author_error import AuthorError
from claimline.author.renaming import NamedError, change_text, merge_records, remove, rename
from claimline.author.renaming import write_change as write
from claimline.author.workspace import Snapshot, Workspace
from claimline.diagnostics import Report
from claimline.options import BuildOptions
from tests.small import FILES, tree, write_files, write_small

SITE = "content/site.yaml"
KEYS = [
    ("site" if path == SITE else path.split("/")[1][:-1], Path(path).stem)
    for path in FILES
    if path.count("/") == 2 and "/events/" not in path
] + [("event", "gate-closes"), ("event", "gate-opens"), ("place", "orla-gate")]


def snapshot_of(project: Path) -> Snapshot:
    return Workspace(project).snapshot()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_small(tmp_path)


def run(project: Path, *words: str) -> Result:
    return CliRunner().invoke(cli.program, [*words, "-p", str(project)])


def findings(project: Path) -> list[str]:
    report = Report()
    pipeline.check(BuildOptions(project), report)
    return [str(found) for found in report]


@given(
    st.sampled_from(KEYS),
    st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True),
)
@settings(max_examples=25)
def test_there_and_back_gives_the_same_bytes(key: tuple[str, str], new: str) -> None:
    kind, old = key
    with TemporaryDirectory() as folder:
        root = write_small(Path(folder))
        before = tree(root)
        if (kind, new) in KEYS or new in ("index", "page-2"):
            return
        try:
            write(root, rename(snapshot_of(root), kind, old, new))
        except AuthorError:
            assert tree(root) == before
            return
        between = tree(root)
        assert all(f"{kind}:{old})".encode() not in data for data in between.values())
        write(root, rename(snapshot_of(root), kind, new, old))
        after = tree(root)
        assert after.pop(SITE).startswith(before.pop(SITE))
        assert after == before


@pytest.mark.parametrize(("kind", "id_"), KEYS, ids=lambda word: word)
def test_the_findings_are_the_same(kind: str, id_: str, project: Path) -> None:
    extra = "claim: The gate is green.\nshort: The gate is green\n"
    extra += "citations: [{source: board-notice}]\n"
    write_files(project, {"content/claims/green.yaml": extra})
    before = snapshot_of(project).findings()
    write(project, rename(snapshot_of(project), kind, id_, "quite-another"))
    after = snapshot_of(project).findings()

    def shown(found: object) -> str:
        return str(found).replace("quite-another", id_)

    assert sorted(map(shown, after)) == sorted(map(str, before))


FORMS = {
    "content/briefs/forms.md": (
        "---\r\ntitle: 'Forms # one'   # a comment on [@board-notice]\r\n"
        "claims: [ gate-closed-late , 'gate-was-repaired' ]\r\n---\r\n"
        "A board-notice [@board-notice, p. 3; @harbour-letter] and [@board-notice-two].\r\n\r\n"
        "`[@board-notice]` is code; [they](source:board-notice) and [](source:board-notice).\r\n"
    ),
    "content/sources/board-notice-two.yaml": (
        "title: Two\npublisher: Water board\nlanguage: en\nkind: official\n"
        "url: https://board.example.org/board-notice\ncarries:\n"
        '  - source: "board-notice" # board-notice\n    how: reprints\n'
        "note: >-\n  Folded, and it\n  cites [@board-notice,\n  page 2] twice [@board-notice].\n"
    ),
    "content/claims/flow.yaml": (
        "claim: board-notice is its words\nshort: 'board-notice'\nkind: opinion\n"
        'citations: [{source: board-notice, stance: context, note: "See [@board-notice]"}]\n'
        "would_change: A copy of [@board-notice].\n"
    ),
}


def test_every_form_of_a_reference_and_nothing_else(project: Path) -> None:
    write_files(project, FORMS)
    assert not [found for found in findings(project) if "error[" in found]
    write(project, rename(snapshot_of(project), "source", "board-notice", "notice"))
    brief = (project / "content/briefs/forms.md").read_bytes().decode()
    old = FORMS["content/briefs/forms.md"]
    assert brief == (
        old.replace("[@board-notice, p. 3;", "[@notice, p. 3;")
        .replace("(source:board-notice)", "(source:notice)")
    )  # fmt: skip
    two = (project / "content/sources/board-notice-two.yaml").read_text()
    assert '- source: "notice" # board-notice\n' in two
    assert "cites [@notice,\n  page 2] twice [@notice].\n" in two
    assert "example.org/board-notice\n" in two
    flow = (project / "content/claims/flow.yaml").read_text()
    assert flow.startswith("claim: board-notice is its words\nshort: 'board-notice'\n")
    assert 'source: notice, stance: context, note: "See [@notice]"' in flow
    assert flow.endswith("A copy of [@notice].\n")


def test_the_site_names_it_too(project: Path) -> None:
    site = project / SITE
    more = "nav:\n  - to: page:about  # ours\n  - {to: 'page:about'}\n"
    more += "redirects:\n  # an old one\n  us.html: about.html\n"
    site.write_text(site.read_text() + more)
    write(project, rename(snapshot_of(project), "page", "about", "who-we-are"))
    text = site.read_text()
    assert "  - to: page:who-we-are  # ours\n  - {to: 'page:who-we-are'}\n" in text
    assert "  # an old one\n  us.html: who-we-are.html\n  about.html: who-we-are.html\n" in text
    assert findings(project) == []


@pytest.mark.parametrize("field", ["private: true", "stage: draft", "not_before: 2024-05-01"])
def test_no_redirect_tells_of_what_is_not_published(field: str, project: Path) -> None:
    secret = f"name: A\n{field}\n"
    write_files(project, {"content/actors/secret-source.yaml": secret})
    before = (project / SITE).read_bytes()
    assert run(project, "rename", "actor", "secret-source", "x").exit_code == 0
    assert (project / SITE).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("claims", "gate-closed-late", "x"), 'Did you mean "claim"?'),
        (("site", "site", "x"), "Write one of: actor,"),
        (("claim", "gate-closed-lat", "x"), 'Did you mean "gate-closed-late"?'),
        (("claim", "gate-closed-late", "gate-was-repaired"), "merge-records claim"),
        (("claim", "gate-closed-late", "Gate Closed"), 'Use "gate-closed".'),
        (("claim", "gate-closed-late", "con"), "device"),
        (("page", "about", "origins"), "reserved-id"),
    ],
)
def test_what_cannot_be_renamed(words: tuple[str, ...], said: str, project: Path) -> None:
    before = tree(project)
    result = run(project, "rename", *words)
    assert result.exit_code == 1
    assert said in result.output
    assert tree(project) == before


def test_an_alias_that_means_something_else_as_well_is_not_touched(project: Path) -> None:
    text = "claim: C.\nshort: &s board-notice\nkind: opinion\n"
    text += "citations: [{source: *s, stance: context}]\n"
    write_files(project, {"content/claims/alias.yaml": text})
    before = tree(project)
    result = run(project, "rename", "source", "board-notice", "notice")
    assert result.exit_code == 1
    assert "alias" in result.output
    assert tree(project) == before


def test_an_alias_of_references_alone_is_changed_once(project: Path) -> None:
    text = "claim: C.\nshort: C\nkind: opinion\ncitations:\n"
    text += "  - {source: &s board-notice, stance: context}\n  - {source: *s, stance: context}\n"
    write_files(project, {"content/claims/alias.yaml": text})
    write(project, rename(snapshot_of(project), "source", "board-notice", "notice"))
    assert "{source: &s notice, stance" in (project / "content/claims/alias.yaml").read_text()


def test_a_file_that_cannot_be_read_stops_it(project: Path) -> None:
    write_files(project, {"content/claims/bad.yaml": "claim: C.\nsource: board-notice\n"})
    result = run(project, "rename", "source", "board-notice", "notice")
    assert result.exit_code == 1
    assert "content/claims/bad.yaml" in result.output


def test_a_dry_run_writes_nothing(project: Path) -> None:
    before = tree(project)
    result = run(project, "rename", "place", "orla-gate", "gate", "--dry-run")
    assert result.exit_code == 0
    assert "-- id: orla-gate\n" in result.output.replace("\r", "")
    assert "+- id: gate\n" in result.output
    assert tree(project) == before


def test_what_somebody_saved_meanwhile_is_not_lost(project: Path) -> None:
    """Neither what they saved, nor what was written before it was noticed."""
    change = rename(snapshot_of(project), "source", "harbour-letter", "letter")
    assert change.number == 13
    event = project / "content/events/2024-03.yaml"
    event.write_text(event.read_text() + "# a word of somebody else\n")
    before = tree(project)
    with pytest.raises(AuthorError, match="has changed"):
        write(project, change)
    assert tree(project) == before


def test_merging_two_sources(project: Path) -> None:
    twin = FILES["content/sources/board-notice.yaml"]
    late = project / "content/claims/gate-closed-late.yaml"
    with_twin = late.read_text().replace("took it back [@", "took it back [@twin; @")
    late.write_text(with_twin.replace("  - source: board-notice", "  - source: twin"))
    write_files(project, {"content/sources/twin.yaml": twin})
    assert any("[same-source]" in found for found in findings(project))
    assert run(project, "merge-records", "source", "twin", "board-notice").exit_code == 0
    assert not (project / "content/sources/twin.yaml").exists()
    assert findings(project) == []
    assert "sources/twin.html: sources/board-notice.html" in (project / SITE).read_text()
    assert "twin" not in late.read_text()


def test_merging_what_would_make_an_error(project: Path) -> None:
    before = tree(project)
    for words in (
        ("source", "harbour-letter", "evening-copy"),  # of which it is a copy
        ("source", "evening-copy", "board-notice"),  # which does not carry the statement
        ("source", "evening-copy", "evening-copy"),
        ("source", "evening-copy", "no-such-source"),
    ):
        result = run(project, "merge-records", *words)
        assert result.exit_code == 1, words
        assert tree(project) == before


def test_merging_out_of_a_list(project: Path) -> None:
    places = project / "content/places.yaml"
    places.write_text(f"# All places.\n{places.read_text()}- id: other\n  name: The same gate\n")
    write(project, merge_records(snapshot_of(project), "place", "other", "orla-gate"))
    assert places.read_text() == f"# All places.\n{FILES['content/places.yaml']}"


def test_removing(project: Path) -> None:
    write_files(project, {"content/actors/mayor.yaml": "name: A mayor\n"})
    assert run(project, "remove", "actor", "mayor").exit_code == 0
    assert tree(project / "content") == {
        path.removeprefix("content/"): text.encode() for path, text in FILES.items()
    }
    before = tree(project)
    result = run(project, "remove", "actor", "fishers")
    assert result.exit_code == 1
    assert "content/statements/fishers-2024-03-03.yaml:2:5\n" in result.output
    assert "places name it" in result.output
    assert tree(project) == before
    with pytest.raises(NamedError) as caught:
        remove(snapshot_of(project), "brief", "what-is-known")
    assert [str(place.location) for place in caught.value.places] == [
        "content/pages/about.md:5:44",
        "content/site.yaml:11:8",
    ]


def test_an_event_with_a_page_gets_a_redirect(project: Path) -> None:
    write(project, rename(snapshot_of(project), "event", "gate-closes", "closing"))
    text = (project / SITE).read_text()
    assert "redirects:\n  events/gate-closes.html: events/closing.html\n" in text
    assert findings(project) == []


def test_imports_know_the_new_id(project: Path) -> None:
    memory = project / "imported.json"
    memory.write_text('{"source:u": {"record": "source/board-notice", "digests": ["a"]}}')
    assert run(project, "rename", "source", "board-notice", "notice").exit_code == 0
    assert '"record": "source/notice"' in memory.read_text()


def test_a_diff_of_a_renamed_file_shows_both_names(project: Path) -> None:
    text = change_text(rename(snapshot_of(project), "brief", "what-is-known", "known"))
    assert "--- content/briefs/what-is-known.md\n+++ /dev/null\n" in text
    assert "--- /dev/null\n+++ content/briefs/known.md\n" in text
