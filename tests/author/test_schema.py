"""The JSON Schemas, held against an independent validator and independent readers of YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from claimline import cli
from claimline.author.author_error import AuthorError
from claimline.author.json_schema import FOLDER, schema_line, write_schemas
from claimline.author.new_project import example_files
from claimline.dates import DateError, parse
from claimline.diagnostics import Report
from claimline.model import attributed, shared_fields
from claimline.model.fields import RefTo
from claimline.model.records import KINDS
from claimline.model.schema import example, marked
from claimline.model.shared_fields import Part
from claimline.model.site import Site
from claimline.model.validate import validate
from claimline.read import ID_PATTERN, Entry, Where, read_yaml
from tests.author.editors import LOADERS, SCHEMAS, kind_of, seen
from tests.dates.strategies import texts
from tests.read.cases import cases
from tests.small import FILES

VALIDATORS = {kind: Draft202012Validator(schema) for kind, schema in SCHEMAS.items()}
ROOT = Path(__file__).resolve().parents[2]
RECORDS: dict[str, str] = {
    **{
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "content").rglob("*"))
        if path.suffix in (".yaml", ".md")
    },
    **{f"small: {path}": text for path, text in FILES.items() if path.startswith("content/")},
    **{
        f"example: {path}": text
        for path, text in example_files().items()
        if path.startswith("content/")
    },
}


def faults(kind: str, data: Any) -> list[ValidationError]:
    return list(VALIDATORS[kind].iter_errors(data))


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])


def test_every_record_is_valid() -> None:
    assert len(RECORDS) > 150
    for name, text in RECORDS.items():
        for loader in LOADERS:
            data = seen(text, loader)
            assert faults(kind_of(name.rpartition(": ")[2]), data) == [], f"{name}, {loader}"


# Mistakes


MISTAKES = {
    "claim": (
        ("short: A\n", "'claim' is a required property"),
        ("claim: A.\nshort:\n", "None is not of type"),
        ("claim: A.\nshort: A\ntitel: A\n", "'titel' was unexpected"),
        ("claim: A.\nshort: [A]\n", "['A'] is not of type"),
        ("claim: A.\nshort: A\nconfidence: sure\n", "'sure' is not valid"),
        ("claim: A.\nshort: A\nsaid: 29.12.2025\n", "does not match"),
        ("claim: A.\nshort: A\nby: Ann Ashby\n", "is not valid under any"),
        ("claim: A.\nshort: A\ncitations: gazette\n", "is not of type"),
        ("claim: A.\nshort: A\ncitations: [{stance: supports}]\n", "'source' is a required"),
        ("claim: A.\nshort: A\ncitations: [{source: a, checkable: perhaps}]\n", "is not valid"),
        ("- claim: A.\n  short: A\n", "'id' is a required property"),
        ("- id:\n  claim: A.\n  short: A\n", "None is not of type"),
        ("[]\n", "should be non-empty"),
        ("a claim\n", "is not of type 'object'"),
    ),
    "source": (
        ("title: A\npublisher: B\nlanguage: english\nkind: news\n", "does not match"),
        ("title: A\npublisher: B\nlanguage: en\nkind: paper\n", "is not one of"),
        ("title: A\npublisher: B\nlanguage: en\nkind: news\nurl: gate.html\n", "does not match"),
        ("title: A\npublisher: B\nlanguage: en\nkind: news\ncarries: [{how: quotes}]\n", "valid"),
    ),
    "place": (("- {id: a, name: A, latitude: 91}\n", "is not valid"),),
    "site": (("title: A\nsummary: B\nsections: {matrix: maybe}\n", "is not valid"),),
    "brief": (("---\ntitle: A\norder: first\n---\nA.\n", "is not valid"),),
    "page": (("---\ntitle: A\ntags: [a]\n---\nA.\n", "'tags' was unexpected"),),
}


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [(kind, *mistake) for kind, mistakes in MISTAKES.items() for mistake in mistakes],
)
def test_mistake_is_found(kind: str, text: str, words: str) -> None:
    for loader in LOADERS:
        found = faults(kind, seen(text, loader))
        assert found, loader
        assert any(words in error.message for error in found), [each.message for each in found]


# Cases of which an editor cannot know: the mistake is not in the shape of one file.
BEYOND = {
    "bad-value-verdict",  # the site's scale is in another file
    "bad-value-verdict-on-opinion",  # two fields that do not go together
    "bad-value-interface",  # the project may have a catalogue of its own
    "bad-value-revises",  # the speaker of another record
    "bad-value-zone",  # a zone's name of the right form
    "read-list-file",  # whether a file may hold one record alone follows from its place
}
SHAPES = (
    "unknown-key", "missing-key", "not-text", "not-a-list", "not-a-mapping", "bad-value",
)  # fmt: skip


def shape_cases() -> Iterator[tuple[str, str, str]]:
    """Each file of the error cases in which claimline finds a wrong shape."""
    for case in cases():
        for finding in case.expected:
            path = finding.partition(":")[0]
            how, text = case.files.get(path, ("absent", ""))
            code = finding.partition("[")[2].partition("]")[0]
            if code in SHAPES and not how and case.name not in BEYOND:
                yield case.name, kind_of(path), text


SHAPED = sorted(set(shape_cases()))


@pytest.mark.parametrize(("name", "kind", "text"), SHAPED, ids=[name for name, _, _ in SHAPED])
def test_what_claimline_finds_in_a_shape_an_editor_finds(name: str, kind: str, text: str) -> None:
    assert len(SHAPED) > 20
    assert faults(kind, seen(text, LOADERS[1]))


# What claimline takes

# Texts of which YAML makes something else, or claimline a value.
WORDS = (
    "no", "NO", "Yes", "on", "off", "true", "True", "false", "y", "n", "t", "f", "1", "0", "2024",
    "2024-03-04", "12:30", "1_000", "0x1F", "010", "1e3", "1.5", "-7", "+7", ".5", "null", "~",
    "NaN", ".inf", "en", "a-b", "A", "UTC", "Europe/London", "high", "news", "https://example.org/",
    "HTTP://example.org", "mailto:a@example.org", "2024-03-04T10:00~[Europe/London]", "", "100.0",
    "[]", "[no, 1]", "[2024-03-04, a]", "[a-b, '']", "{}", "{a: 1}", "{a: b}", '" "', '" a "',
)  # fmt: skip


# What must stand beside a field that no record has alone.
TOGETHER: dict[str, dict[str, float | str]] = {
    "private_fields": {"withheld_because": "He asked."},
    "latitude": {"longitude": 1.5},
    "longitude": {"latitude": 1.5},
    "within": {"latitude": 1.5, "longitude": 1.5},
}


def accepted(kind: str, text: str) -> bool:
    """Whether claimline takes the fields of a text as a record of this kind."""
    report = Report()
    parsed = read_yaml(text, "a.yaml", report)
    if parsed is None or not isinstance(parsed[0], dict):
        return False
    records = validate([Entry(kind, "a", parsed[0], Where("a.yaml", parsed[1]))], report)
    record = records.site if kind == "site" else records.by_kind[kind].get("a")
    # A reference to what can be no id leads nowhere.
    return record is not None and all(
        ID_PATTERN.match(value) for _, mark, value in marked(record) if isinstance(mark, RefTo)
    )


def minimal(model: type[Part]) -> dict[str, Any]:
    return {
        info.alias or name: example(model, name)
        for name, info in model.model_fields.items()
        if info.is_required() and name != "id"
    }


@pytest.mark.parametrize("kind", SCHEMAS)
def test_what_claimline_takes_an_editor_takes(kind: str) -> None:
    model: type[Part] = Site if kind == "site" else KINDS[kind]
    base = minimal(model)
    count = 0
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key in ("id", "body"):
            continue
        for word in WORDS:
            text = json.dumps({**base, **TOGETHER.get(key, {}), key: None})
            mark = f"{json.dumps(key)}: null"
            assert mark in text
            text = text.replace(mark, f"{json.dumps(key)}: {word}")
            # See the docstring of ``schema``: an editor cannot tell these from a blank.
            if (word in ("null", "~") and info.is_required()) or not accepted(kind, text):
                continue
            count += 1
            for loader in LOADERS:
                data = seen(text, loader)
                data.pop("body", None)
                assert faults(kind, data) == [], f"{key}: {word} ({loader})"
    assert count > 20


def test_a_blank_translation_needs_no_quote_and_another_does() -> None:
    for translation, expected in (("", 0), (" {text: A, by: human}", 1)):
        cited = f"citations: [{{source: a, stance: supports, translation:{translation}}}]"
        texts = {
            "claim": f"claim: A.\nshort: A\n{cited}\n",
            "statement": f"short: A\nby: a\nsays: A.\ntranslation:{translation}\n",
        }
        for kind, text in texts.items():
            assert len(faults(kind, seen(text, LOADERS[1]))) == expected, text


@given(texts)
def test_every_date_is_a_date_to_an_editor(text: str) -> None:
    try:
        parse(text)
    except DateError:
        return
    for loader in LOADERS:
        # Two readers agree on a date at the end of a line and not on all in the middle of one.
        data = seen(f"date: {text}\n", loader)
        event = {"title": "A", "status": "alleged", "text": "A.", **data}
        if data["date"] is not None:
            assert faults("event", event) == []


@pytest.mark.parametrize("text", ["29.12.2025", "yesterday", "2025/12/29", "12/2025", "2025-1-2"])
def test_what_is_no_date_is_none_to_an_editor(text: str) -> None:
    event = {"title": "A", "status": "alleged", "text": "A.", "date": text}
    assert [error.json_path for error in faults("event", event)] == ["$.date"]


# What an editor shows


def models() -> list[type[Part]]:
    modules = (shared_fields, attributed)
    found = [it for module in modules for it in vars(module).values() if isinstance(it, type)]
    return [
        Site, *KINDS.values(), *(each for each in found if issubclass(each, Part) and each != Part)
    ]  # fmt: skip


def test_every_field_has_an_example_that_its_model_takes() -> None:
    for model in models():
        data = {
            info.alias or name: example(model, info.alias or name)
            for name, info in model.model_fields.items()
        }
        if model is shared_fields.NavEntry:  # takes one of the two
            model.model_validate({"to": data.pop("to")})
        model.model_validate(data)


def test_every_field_has_a_description_and_a_valid_example() -> None:
    count = 0
    for schema in SCHEMAS.values():
        inner = schema.get("$defs", {})
        for part in (schema, *inner.values()):
            for key, field in part.get("properties", {}).items():
                assert field["description"], key
                for value in field["examples"]:
                    alone = {"$schema": schema["$schema"], **field, "$defs": inner}
                    assert list(Draft202012Validator(alone).iter_errors(value)) == [], key
                    count += 1
    assert count > 100


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema, at any depth."""
    if isinstance(value, dict):
        yield value
    for below in value.values() if isinstance(value, dict) else value:
        if isinstance(below, dict | list):
            yield from nodes(below)


def test_every_pattern_says_what_to_write() -> None:
    # An editor would show the pattern itself, which helps nobody.
    found = [node for schema in SCHEMAS.values() for node in nodes(schema) if "pattern" in node]
    assert len(found) > 100
    assert all(node["patternErrorMessage"].endswith(".") for node in found)


# The command


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(cli.program, list(map(str, arguments)), prog_name="claimline")
    return done.exit_code, done.output


def test_command_writes_a_schema_for_each_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments, folder in (
        ((), FOLDER), (("editor",), "editor"), (("-p", "case"), f"case/{FOLDER}"),
    ):  # fmt: skip
        (tmp_path / "case").mkdir(exist_ok=True)
        code, printed = run("schema", *arguments)
        assert (code, printed) == (0, f"Wrote {len(SCHEMAS)} schemas into {folder}/\n")
        written = {
            path.stem: json.loads(path.read_text("utf-8")) for path in Path(folder).iterdir()
        }
        assert written == SCHEMAS


def test_schemas_are_written_anew_and_nothing_else_is(tmp_path: Path) -> None:
    for path in write_schemas(tmp_path):
        old = {**json.loads(path.read_text(encoding="utf-8")), "title": "Old"}
        path.write_text(json.dumps(old), encoding="utf-8")
    write_schemas(tmp_path)
    assert json.loads((tmp_path / "claim.json").read_text("utf-8")) == SCHEMAS["claim"]
    for text in ("{}", "[]", "not JSON", ""):
        (tmp_path / "page.json").write_text(text, encoding="utf-8")
        (tmp_path / "claim.json").unlink()
        with pytest.raises(AuthorError, match=r"page\.json exists"):
            write_schemas(tmp_path)
        assert not (tmp_path / "claim.json").exists()
        assert (tmp_path / "page.json").read_text(encoding="utf-8") == text
        (tmp_path / "page.json").unlink()
        write_schemas(tmp_path)


def test_schemas_go_through_no_link_and_over_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "schema"
    folder.mkdir()
    (folder / "claim.json").symlink_to(tmp_path / "elsewhere.json")
    assert run("schema", folder)[0] == 1
    assert not (tmp_path / "elsewhere.json").exists()
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, printed = run("schema", tmp_path / "file")
    assert code == 1
    assert printed.startswith("Error: The schemas cannot be written: ")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("content/site.yaml", "../schema/site.json"),
        ("content/claims/a.yaml", "../../schema/claim.json"),
        ("content/statements/a.yaml", "../../schema/statement.json"),
    ],
)
def test_line_leads_to_the_schema(path: str, line: str) -> None:
    assert schema_line(path) == f"# yaml-language-server: $schema={line}"
    assert (Path(path).parent / line).resolve() == Path("schema", Path(line).name).resolve()


def test_bare_yaml_is_what_the_tests_read_with() -> None:
    assert seen("a: no\nb: 2024-03-04\nc: 1:30\n", yaml.SafeLoader) == {
        "a": False, "b": "2024-03-04", "c": 90,
    }  # fmt: skip
    assert seen("a: no\nb: 2024-03-04\nc: 1:30\nd: 3\ne: 1.5\nf: true\ng:\n", LOADERS[1]) == {
        "a": "no", "b": "2024-03-04", "c": "1:30", "d": 3, "e": 1.5, "f": True, "g": None,
    }  # fmt: skip
