"""``claimline cms sveltia``: the setup, by the CMS's own schema, and what a save does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from claimline import cli
from claimline.author.author_error import AuthorError
from claimline.author.cms.admin_files import admin_texts, write_admin
from claimline.author.cms.kind_places import record_places
from claimline.author.cms.sveltia_config import Repository, sveltia_config
from claimline.author.linked_records import all_records
from claimline.author.new_project import write_project
from claimline.model.dossier import Dossier
from claimline.model.records import FOLDERS, KINDS
from claimline.model.schema import keys
from tests.author.cms_editor import save_all
from tests.dossiers import NEEDED
from tests.filled import FULL, corpus, write_corpus
from tests.small import write_small

SCHEMA = Path(__file__).parent.parent / "schemas/sveltia-cms.json"
PLAIN = {name: data for name, data in corpus().items() if not name.endswith(FULL)}
REPOSITORY = Repository("github", "notebook/alderford")


def setup(project: Path, repository: Repository = REPOSITORY) -> dict[str, Any]:
    """The setup as the CMS reads it."""
    config = yaml.load(admin_texts(project, repository)["config.yml"], yaml.CSafeLoader)
    assert config == sveltia_config(record_places(project), repository)
    return dict(config)


def by_widget(schema: dict[str, Any]) -> Draft7Validator:
    """The check of a setup. A field is held against the definition of its own widget alone.

    The schema itself lets a field be any of two dozen kinds, which takes seconds to try.
    """
    names = {
        "string": "StringField", "text": "TextField", "select": "SelectField",
        "relation": "RelationField", "keyvalue": "KeyValueField", "list": "ListField",
        "object": "ObjectField",
    }  # fmt: skip
    field: dict[str, Any] = False  # type: ignore[assignment]
    for widget, name in names.items():
        assert name in schema["definitions"]
        field = {
            "if": {"properties": {"widget": {"const": widget}}, "required": ["widget"]},
            "then": {"$ref": f"#/definitions/{name}"},
            "else": field,
        }
    schema["definitions"]["Field"] = field
    return Draft7Validator(schema)


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    return by_widget(json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def filled_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("filled"), corpus())


@pytest.fixture
def listed_project(tmp_path: Path) -> Path:
    """The example, of which actors and statements are lists, and sources both."""
    write_project(tmp_path / "case")
    return tmp_path / "case"


def records(project: Path) -> dict[str, Any]:
    """All records by kind and id, without the white space around Markdown, which is not shown."""
    dossier = all_records(project)
    assert isinstance(dossier, Dossier)
    return {
        kind: {id_: _trimmed(record.model_dump()) for id_, record in getattr(dossier, kind).items()}
        for kind in FOLDERS
    }


def _trimmed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _trimmed(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_trimmed(each) for each in value]
    return value.strip() if isinstance(value, str) else value


# The setup


@pytest.mark.parametrize(
    ("forge", "direct", "mode"),
    [("github", False, "editorial_workflow"), ("gitlab", True, "simple")],
)
def test_setup_is_what_the_cms_takes(
    filled_project: Path, validator: Draft7Validator, forge: str, direct: bool, mode: str
) -> None:
    config = setup(filled_project, Repository(forge, "a/b/c", "trunk", direct))
    assert [error.message for error in validator.iter_errors(config)] == []
    assert config["backend"]["name"] == forge
    assert config["backend"]["branch"] == "trunk"
    assert config["publish_mode"] == mode


def test_setup_of_lists_is_what_the_cms_takes(
    listed_project: Path, validator: Draft7Validator
) -> None:
    assert [error.message for error in validator.iter_errors(setup(listed_project))] == []


@pytest.mark.parametrize(
    ("key", "value"), [("widget", "sting"), ("hints", "x"), ("required", "maybe"), ("name", None)]
)
def test_wrong_setup_is_noticed(
    filled_project: Path, validator: Draft7Validator, key: str, value: Any
) -> None:
    config = setup(filled_project)
    config["collections"][3]["fields"][0][key] = value
    assert list(validator.iter_errors(config))


def test_each_kind_has_its_fields_with_labels_and_help(filled_project: Path) -> None:
    collections = {each["name"]: each for each in setup(filled_project)["collections"]}
    assert list(collections) == list(FOLDERS)
    for folder, kind in FOLDERS.items():
        collection = collections[folder]
        assert collection["folder"] == f"content/{folder}"
        assert collection["slug"] == {"editable": True}  # a person names the id
        assert collection["identifier_field"] in keys(KINDS[kind])
        fields = {field["name"]: field for field in collection["fields"]}
        assert list(fields) == [key for key in keys(KINDS[kind]) if key != "id"]
        assert all(field["label"] and field["hint"] for field in fields.values())
        needed = [key for key, field in fields.items() if field["required"]]
        assert set(needed) == {
            key for key, info in KINDS[kind].model_fields.items() if info.is_required()
        } - {"id"}
    claim = {field["name"]: field for field in collections["claims"]["fields"]}
    assert claim["kind"]["options"] == ["fact", "record", "opinion", "prediction"]
    assert claim["reasoning"]["widget"] == "text"
    assert r"speaks of \[plaster\](detail:what-fell)" in claim["reasoning"]["hint"]
    citation = {field["name"]: field for field in claim["citations"]["fields"]}
    assert citation["source"]["widget"] == "relation"
    assert citation["source"]["collection"] == "sources"
    assert claim["by"] == {
        "name": "by", "label": "By", "required": False, "hint": claim["by"]["hint"],
        "widget": "relation", "collection": "actors", "value_field": "{{slug}}",
        "display_fields": ["name", "{{slug}}"], "multiple": True,
    }  # fmt: skip


def test_dates_stay_text(filled_project: Path) -> None:
    source = next(
        each for each in setup(filled_project)["collections"] if each["name"] == "sources"
    )
    published = next(field for field in source["fields"] if field["name"] == "published")
    assert published["widget"] == "string"
    pattern = re.compile(published["pattern"][0])
    for date in ("", "2024", "2024-03~", "2024-03-04T19:20[Europe/London]", "2024-03-XX"):
        assert pattern.search(date), date
    for date in ("4 March", "2024-3-4", " "):
        assert not pattern.search(date), date


def test_lists_are_collections_of_files(listed_project: Path) -> None:
    collections = {each["name"]: each for each in setup(listed_project)["collections"]}
    assert "actors" not in collections  # they are in one list, and new ones go there
    (actors,) = collections["actor-lists"]["files"]
    assert actors["file"] == "content/actors.yaml"
    (records_field,) = actors["fields"]
    assert records_field["root"] is True
    assert records_field["fields"][0]["name"] == "id"
    # A reference can be offered from one place alone.
    statement = collections["statement-lists"]["files"][0]["fields"][0]["fields"]
    by = next(field for field in statement if field["name"] == "by")
    assert by["value_field"] == "records.*.id"
    assert (by["collection"], by["file"]) == ("actor-lists", "actors")
    assert {"sources", "source-lists"} <= collections.keys()
    claim = next(each for each in collections["claims"]["fields"] if each["name"] == "citations")
    source = next(field for field in claim["fields"] if field["name"] == "source")
    assert source["widget"] == "string"
    assert re.fullmatch(source["pattern"][0], "press-1")


def test_folders_below_and_other_endings_have_their_collections(tmp_path: Path) -> None:
    for path in ("claims/a.yaml", "claims/b.yml", "claims/2024/x/c.yaml"):
        place = tmp_path / "content" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("claim: C\nshort: S\n", encoding="utf-8")
    claims = [
        (each["name"], each["folder"], each["extension"])
        for each in setup(tmp_path)["collections"]
        if "folder" in each and each["folder"].startswith("content/claims")
    ]
    assert claims == [
        ("claims", "content/claims", "yaml"),
        ("claims-2", "content/claims", "yml"),
        ("claims--2024--x", "content/claims/2024/x", "yaml"),
    ]


# What a save does


def test_record_of_each_kind_reads_the_same_after_a_save(tmp_path: Path) -> None:
    project = write_corpus(tmp_path, corpus())
    before = records(project)
    assert set(before) == set(FOLDERS)
    assert all(before.values())
    assert save_all(project, setup(project)) == sum(map(len, before.values()))
    assert records(project) == before
    texts = {path: path.read_bytes() for path in project.rglob("content/**/*.*")}
    save_all(project, setup(project))
    assert {path: path.read_bytes() for path in texts} == texts  # a second save changes nothing


@pytest.mark.parametrize("write", [write_small, write_project])
def test_investigation_reads_the_same_after_a_save(tmp_path: Path, write: Any) -> None:
    project = tmp_path / "case"
    write(project)
    before = records(project)
    assert save_all(project, setup(project)) > 5
    assert records(project) == before


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("claim", "would_change: A dated photograph."),
        ("claim", "unknowns: 'Whether it rained: nobody says.'"),
        ("claim", "unknowns:\n  - |\n    One.\n\n    Two.\n  - Three."),
        ("claim", "by: town-hall"),
        ("claim", "tags: roof"),
        ("claim", "private: yes"),
        ("claim", "private: 'yes'"),
        ("claim", "private: true"),
        ("claim", "reasoning: |\n  # As said\n\n  - [@gazette-2024-03-04, para. 3]\n  - \\[no]"),
        ("actor", "also_known_as: '2024'"),
        ("actor", "private: On"),
        ("place", "latitude: 52.50\nlongitude: '0.10'"),
    ],
)
def test_forms_that_a_person_may_write_read_the_same_after_a_save(
    tmp_path: Path, kind: str, field: str
) -> None:
    project = write_corpus(tmp_path, PLAIN)
    flow = "".join(f"{key}: {json.dumps(value)}\n" for key, value in NEEDED[kind].items())
    place = project / f"content/{kind}s/written-by-hand.yaml"
    place.write_text(f"{flow}{field}\n", encoding="utf-8")
    before = records(project)
    assert before[f"{kind}s"]["written-by-hand"]
    save_all(project, setup(project))
    assert records(project) == before


# The command


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(cli.program, list(map(str, arguments)), prog_name="claimline")
    return done.exit_code, done.output


def test_command_writes_two_files_and_says_what_a_save_changes(listed_project: Path) -> None:
    detail = listed_project / "content/details/how-long.yaml"
    detail.write_text(detail.read_text("utf-8") + "unit: 007\n", encoding="utf-8")
    code, printed = run("cms", "sveltia", "--repo", "a/b", "--project", listed_project)
    assert code == 0, printed
    assert sorted(path.name for path in (listed_project / "admin").iterdir()) == [
        "config.yml", "index.html",
    ]  # fmt: skip
    assert "content/details/how-long.yaml:" in printed
    assert "files have comments" in printed
    page = (listed_project / "admin/index.html").read_text(encoding="utf-8")
    assert not re.search(r"https?:", page)  # the script lies beside it
    assert 'src="sveltia-cms.js" integrity="sha384-' in page
    assert run("cms", "sveltia", "--repo", "a/b", "--project", listed_project)[0] == 0


def test_nothing_of_the_folder_is_in_the_site(listed_project: Path) -> None:
    assert run("cms", "sveltia", "--repo", "a/b", "--project", listed_project)[0] == 0
    code, printed = run("build", "--strict", "--project", listed_project)
    assert code == 0, printed
    built = [path for path in (listed_project / "site").rglob("*") if path.is_file()]
    assert not [path for path in built if "admin" in path.relative_to(listed_project).parts]
    assert not [path for path in built if b"sveltia" in path.read_bytes()]


@pytest.mark.parametrize("name", ["", "alderford", "a/b c", "https://a.example/b", "a/b\n"])
def test_repository_needs_an_owner_and_a_name(tmp_path: Path, name: str) -> None:
    code, printed = run("cms", "sveltia", "--repo", name, "--project", tmp_path)
    assert code == 2
    assert "owner/name" in printed
    assert not (tmp_path / "admin").exists()


def test_file_of_somebody_else_stays(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin/index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(AuthorError, match="was not written by claimline"):
        write_admin(tmp_path, REPOSITORY)
    assert [path.name for path in (tmp_path / "admin").iterdir()] == ["index.html"]


def test_folder_that_leads_elsewhere_stays(tmp_path: Path) -> None:
    project, elsewhere = tmp_path / "case", tmp_path / "elsewhere"
    (project / "content").mkdir(parents=True)
    elsewhere.mkdir()
    (project / "admin").symlink_to(elsewhere)
    with pytest.raises(AuthorError, match="is not a folder of the project"):
        write_admin(project, REPOSITORY)
    assert not list(elsewhere.iterdir())


def test_folder_without_records_is_no_project(tmp_path: Path) -> None:
    code, printed = run("cms", "sveltia", "--repo", "a/b", "--project", tmp_path)
    assert code == 1
    assert "There is no folder content/" in printed
    assert not (tmp_path / "admin").exists()
