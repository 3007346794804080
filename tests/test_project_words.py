"""A site in the words of a project's own catalogue, from the file to the page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from claimline.author.author_error import AuthorError
from claimline.author.own_words import write_catalogue
from claimline.author.serve.snapshot import take_snapshot
from claimline.diagnostics import Code, Report
from claimline.engine.cache import Cache
from claimline.locale.own_catalogue import program_messages
from claimline.options import BuildOptions
from claimline.pipeline import build, check, site_pages
from tests.small import FILES, tree, write_files, write_small

SITE = "content/site.yaml"
NL = "content/locale/nl.po"
DUTCH = {SITE: FILES[SITE].replace("language: en", "language: nl")}


def po(**translations: str) -> str:
    return "".join(f'msgid "{words}"\nmsgstr "{said}"\n\n' for words, said in translations.items())


def built(project: Path, site: Path, *, expect: tuple[Code, ...] = ()) -> dict[str, bytes]:
    report = Report()
    build(BuildOptions(project, site), report)
    assert {found.code for found in report} == set(expect), list(report)
    return tree(site)


def test_a_site_in_a_language_that_the_program_lacks(tmp_path: Path) -> None:
    project = write_files(write_small(tmp_path / "p"), {**DUTCH, NL: po(Sources="Bronnen")})
    report = Report()
    build(BuildOptions(project, tmp_path / "site"), report)
    (finding,) = report
    assert finding.code is Code.CATALOGUE_DIFFERS
    assert f"{len(program_messages()) - 1} messages" in finding.message
    front = tree(tmp_path / "site")["index.html"].decode()
    assert '<html lang="nl"' in front
    assert "Bronnen" in front
    assert "1 april 2024" in front
    assert "More" in front


def test_a_message_of_the_program_is_replaced(tmp_path: Path) -> None:
    project = write_small(tmp_path / "p")
    before = built(project, tmp_path / "before")
    write_files(project, {"content/locale/en.po": po(Claims="Allegations")})
    after = built(project, tmp_path / "after")
    assert before.keys() == after.keys()
    assert b"Allegations" in after["index.html"]
    assert b"Allegations" not in before["index.html"]
    data = [path for path in before if path.startswith("data/") and not path.endswith(".html")]
    assert data
    assert [path for path in data if before[path] != after[path]] == []


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("A & B", b"A &amp; B"),
        ('\\" onclick=\\"alert(1)', b"&#34; onclick=&#34;alert(1)"),
        ("1 < 2 > 0", b"1 &lt; 2 &gt; 0"),
        ("it's", b"it&#39;s"),
        ("{{ site.title }}", None),
    ],
)
def test_a_translation_is_text_on_every_page(
    said: str, printed: bytes | None, tmp_path: Path
) -> None:
    project = write_small(tmp_path / "p")
    words = ("Sources", "Claims", "Search", "More", "Menu", "Timeline", "Skip to the text")
    write_files(project, {"content/locale/en.po": po(**dict.fromkeys(words, said))})
    if printed is None:
        report = Report()
        check(BuildOptions(project), report)
        assert {found.code for found in report} == {Code.BAD_CATALOGUE}
        return
    pages = built(project, tmp_path / "site")
    raw = said.replace("\\", "").encode()
    html = {path: data for path, data in pages.items() if path.endswith(".html")}
    assert printed in html["index.html"]
    assert [path for path, data in html.items() if raw in data and b"onclick" in raw] == []
    assert [path for path, data in html.items() if b'="alert' in data] == []


def test_an_edit_of_a_catalogue_gives_the_site_of_a_clean_build(tmp_path: Path) -> None:
    project, site = write_small(tmp_path / "p"), tmp_path / "site"
    cache = Cache.in_memory()
    write_files(project, {"content/locale/en.po": po(Sources="References")})
    for text in (
        po(Claims="Mentions"),
        po(Claims="Mentions", Sources="Assertions"),
        None,
        po(Claims="Assertions"),
    ):
        build(BuildOptions(project, site, cache=cache), Report())
        place = project / "content/locale/en.po"
        if text is None:
            place.unlink()
        else:
            place.write_text(text, encoding="utf-8")
    report = Report()
    build(BuildOptions(project, site, cache=cache), report)
    clean = built(project, tmp_path / "clean")
    assert tree(site) == clean
    assert b"Assertions" in clean["index.html"]
    assert b"Mentions" not in clean["index.html"]


def test_a_catalogue_of_another_language_changes_no_page(tmp_path: Path) -> None:
    project = write_small(tmp_path / "p")
    before = built(project, tmp_path / "before")
    write_files(project, {"content/locale/de.po": po(Sources="Belege")})
    assert built(project, tmp_path / "after") == before


def test_a_preview_and_one_file_speak_the_same_words(tmp_path: Path) -> None:
    project = write_small(tmp_path / "p")
    write_files(project, {"content/locale/en.po": po(Sources="References")})
    pages = site_pages(BuildOptions(project), Report())
    assert pages is not None
    assert pages.words.t("Sources") == "References"


def test_the_words_of_a_projects_own_template_are_translated(tmp_path: Path) -> None:
    block = '{% block main %}{{ _("Ring us") }}{% endblock %}'
    template = '{% extends "theme/pages/404.html" %}' + block
    project = write_small(tmp_path / "p")
    write_files(project, {"templates/pages/404.html": template})
    write_files(project, {"content/locale/en.po": 'msgid "Ring us"\nmsgstr "Call us"\n'})
    assert b"Call us" in built(project, tmp_path / "site")["404.html"]


def test_serve_sees_a_new_and_a_changed_catalogue(tmp_path: Path) -> None:
    project = write_small(tmp_path / "p")
    first = take_snapshot(project)
    write_files(project, {NL: po(Sources="Bron")})
    second = take_snapshot(project)
    write_files(project, {NL: po(Sources="Bronnen")})
    assert first != second != take_snapshot(project)


def test_many_unknown_messages_are_ten_findings_and_a_count(tmp_path: Path) -> None:
    unknown = {f"Message {nth} of nobody": "x" for nth in range(30)}
    project = write_small(tmp_path / "p")
    write_files(project, {"content/locale/en.po": po(**unknown)})
    report = Report()
    check(BuildOptions(project), report)
    assert len(report) == 11
    assert any("lacks 20 more" in found.message for found in report)


def test_a_link_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    project = write_small(tmp_path / "p")
    write_files(tmp_path, {"outside.po": po(Sources="SECRET")})
    (project / "content/locale").mkdir()
    (project / "content/locale/en.po").symlink_to(tmp_path / "outside.po")
    report = Report()
    check(BuildOptions(project), report)
    assert {found.code for found in report} == {Code.FILE_OUTSIDE}


def test_a_catalogue_is_written_and_brought_up_to_date(tmp_path: Path) -> None:
    project = write_files(write_small(tmp_path / "p"), DUTCH)
    first = write_catalogue(project, "nl")
    assert first.path == project / NL
    assert first.untranslated == len(program_messages())
    text = first.path.read_text(encoding="utf-8")
    assert 'msgid "Sources"\nmsgstr ""' in text
    text = text.replace('msgid "Sources"\nmsgstr ""', 'msgid "Sources"\nmsgstr "Bronnen"')
    first.path.write_text(text.replace('msgid "Claims"\nmsgstr ""', ""), encoding="utf-8")
    again = write_catalogue(project, "nl")
    assert again.untranslated == len(program_messages()) - 1
    text = again.path.read_text(encoding="utf-8")
    assert 'msgid "Claims"\nmsgstr ""' in text
    assert 'msgid "Sources"\nmsgstr "Bronnen"' in text


@pytest.mark.parametrize(
    "text",
    ['msgid "Sources"\nmsgstr "Bron', "\ufffe", 'msgid ""\nmsgstr "PO-Revision-Date: x\\n"\n'],
)
def test_a_catalogue_that_cannot_be_read_is_left_as_it_is(text: str, tmp_path: Path) -> None:
    project = write_files(write_small(tmp_path / "p"), {NL: text})
    before = tree(project)
    with pytest.raises(AuthorError):
        write_catalogue(project, "nl")
    assert tree(project) == before
    with pytest.raises(AuthorError):
        write_catalogue(project, "xq")
    shutil.rmtree(project)
