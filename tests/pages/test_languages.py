"""What pages say of the language of a source, and what a build says of unknown ones."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dossiers import Data, codes, page


def card(language: str, interface: str = "en") -> Any:
    given: dict[str, Data] = {
        "site": {"interface_language": interface},
        "source/s": {"language": language},
    }
    view: Any = page(given, "sources/s.html").view
    return view.card


@pytest.mark.parametrize(
    ("language", "interface", "name"),
    [
        ("vi", "en", "Vietnamese"), ("sr-Latn", "en", "Serbian (Latin)"),
        ("ko", "de", "Koreanisch"), ("fas", "ar", "الفارسية"),
    ],
)  # fmt: skip
def test_a_source_in_another_language_says_which(language: str, interface: str, name: str) -> None:
    told = card(language, interface)
    assert told.foreign
    assert told.language == name


@pytest.mark.parametrize("language", ["zxx", "mul", "und"])
def test_what_is_in_no_one_language_is_not_said_to_be_in_one(language: str) -> None:
    assert not card(language).foreign


@pytest.mark.parametrize(
    "given",
    [
        {"source/s": {"language": "xq"}},
        {"site": {"language": "xq", "interface_language": "en"}},
        {"statement/s": {"quote": "Q", "lang": "xq"}},
        {"source/s": {}, "claim/c": {"citations": [{"source": "s", "quote": "Q", "lang": "xq"}]}},
    ],
)
def test_a_language_without_a_name_is_reported(given: dict[str, Data]) -> None:
    assert "unknown-language" in codes(given)


@pytest.mark.parametrize("language", ["sr-Latn", "heb", "pt-BR", "zh-Hant-TW", "zxx", "cmn"])
def test_a_language_with_a_name_is_not_reported(language: str) -> None:
    assert "unknown-language" not in codes({"source/s": {"language": language}})
