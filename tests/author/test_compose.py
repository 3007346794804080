"""The text of a new record: whatever it holds, and with every hint taken, it is a valid record."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from claimline.author.compose import compose, fields_of, path_of
from claimline.author.drafts import entry_of
from claimline.diagnostics import Report
from claimline.model.records import KINDS
from claimline.model.validate import validate
from tests.author.editors import LOADERS, SCHEMAS, seen
from tests.author.test_new import ALL, NEEDED, record
from tests.author.test_yamltext import characters


@ALL
def test_hints_are_a_valid_record_when_they_are_taken(tmp_path: Path, kind: str) -> None:
    text = compose(kind, "new", {**NEEDED[kind], "body": "Text."})
    hinted = text.partition("# Other fields.")[2]
    for key in fields_of(kind):
        assert (key in NEEDED[kind]) is (f"\n# {key}:" not in hinted), key
    taken = re.sub(r"(?m)^# (?=[a-z_]+:|  |- |# )", "", text)
    assert not re.search(r"(?m)^# [a-z_]+:(?!.*schema)", taken)
    path = tmp_path / path_of(kind, "new")
    path.parent.mkdir(parents=True)
    path.write_text(taken, encoding="utf-8")
    (tmp_path / "content/site.yaml").write_text("title: A\nsummary: B\n", encoding="utf-8")
    found = record(tmp_path, kind, "new")
    unset = {
        name
        for name in KINDS[kind].model_fields
        if name not in found.model_fields_set | {"id", "body"}
    }
    assert unset == set(found.private_fields)
    for loader in LOADERS:
        assert list(Draft202012Validator(SCHEMAS[kind]).iter_errors(seen(taken, loader))) == []


@ALL
def test_lines_are_no_wider_than_a_page(kind: str) -> None:
    for line in compose(kind, "new", NEEDED[kind]).splitlines():
        assert len(line) <= 100, line


@given(st.sampled_from(sorted(NEEDED)), st.text(characters, min_size=1, max_size=120))
def test_any_title_comes_back(kind: str, title: str) -> None:
    key = next(iter(NEEDED[kind]))
    entry = entry_of(kind, "new", path_of(kind, "new"), compose(kind, "new", {
        **NEEDED[kind], key: title,
    }))  # fmt: skip
    report = Report()
    records = validate([entry], report)
    if title.strip():
        assert not len(report), [str(each) for each in report]
        assert getattr(records.by_kind[kind]["new"], key) == title.strip()
    else:
        assert [str(each.code) for each in report] == ["bad-value"]


@given(body=st.text(characters, min_size=1))
def test_any_body_comes_back(body: str) -> None:
    text = compose("page", "new", {"title": "A", "body": body})
    entry = entry_of("page", "new", "content/pages/new.md", text)
    assert entry.data["body"].startswith(re.sub("\r\n?", "\n", body))
