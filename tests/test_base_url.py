"""``claimline build --base-url``: another address for one build, and never that of another."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import cli
from tests.small import SITE, tree, write_files, write_small

ADDRESS = "https://orla.example.org/gate/"
CANONICAL = b'<link rel="canonical" href="https://orla.example.org/gate/claims/'


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.program, list(arguments), prog_name="claimline")
    return done.exit_code, done.output


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = write_small(tmp_path / "small")
    monkeypatch.chdir(project)
    return project


def test_it_is_the_same_as_the_field(small: Path) -> None:
    assert run("build", "--base-url", ADDRESS)[0] == 0
    told = tree(small / "site")
    write_files(small, {"content/site.yaml": f"base_url: {ADDRESS}\n{SITE}"})
    assert run("build", "-o", "written", "--no-cache")[0] == 0
    assert tree(small / "written") == told
    assert CANONICAL in told["claims/gate-closed-late.html"]
    assert b'href="/gate/assets/style.css"' in told["404.html"]


def test_it_comes_before_the_field(small: Path) -> None:
    write_files(small, {"content/site.yaml": f"base_url: https://elsewhere.example\n{SITE}"})
    assert run("build", "--base-url", ADDRESS)[0] == 0
    assert not [path for path, data in tree(small / "site").items() if b"elsewhere.example" in data]


def test_what_is_remembered_is_that_of_the_same_address(small: Path) -> None:
    calls: list[list[str]] = [[], ["--base-url", ADDRESS], ["--base-url", "http://a.onion"], []]
    clean = {}
    for nth, options in enumerate(calls):
        assert run("build", "-o", f"clean-{nth}", "--no-cache", *options)[0] == 0
        clean[nth] = tree(small / f"clean-{nth}")
    assert clean[0] == clean[3]
    assert len({data["404.html"] for data in clean.values()}) > 1
    for nth, options in enumerate(calls):
        assert "Nothing to write" not in run("build", *options)[1]
        assert tree(small / "site") == clean[nth]
        assert "Nothing to write" in run("build", *options)[1]
        assert tree(small / "site") == clean[nth]


def test_shares_are_for_one_address(small: Path) -> None:
    assert run("build", "--base-url", ADDRESS, "-o", "whole")[0] == 0
    for number, address in (("1/2", ADDRESS), ("2/2", ADDRESS), ("2/2", "http://a.onion")):
        options = ["--shard", number, "--base-url", address]
        assert run("build", *options, "-o", f"{number[0]}-{address[:5]}")[0] == 0
    assert run("merge", "1-https", "2-https", "-o", "merged")[0] == 0
    assert tree(small / "merged") == tree(small / "whole")
    assert run("merge", "1-https", "2-http:", "-o", "other")[0] == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("orla", '"orla" is not an http, https or mailto address.'),
        ("mailto:a@example.org", "is not an address under which pages can be."),
        ("https://a.example/?q", "is not an address under which pages can be."),
        ("https://", "has no host name"),
        ("", "at least 1 character."),
    ],
)
def test_what_is_no_address_is_a_wrong_command(words: str, reason: str, small: Path) -> None:
    code, printed = run("build", "--base-url", words)
    assert code == 2
    assert reason in printed
    assert "--base-url" in printed
    assert not (small / "site").exists()
