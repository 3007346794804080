"""Two texts share a passage if one has the other's words as its own, but for small changes."""

from __future__ import annotations

import itertools
import re
import time
from functools import cache
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claimline.author.captures.capture_text import Block, words_of
from claimline.author.echoes.shared_passages import Pair, fingerprints, shared_passages
from claimline.author.echoes.word_list import WordList, word_list

LABELLED = Path(__file__).parent / "labelled"
DOCS = Path(__file__).parents[3] / "docs" / "echoes.md"
FOG = (
    "Fog creeping into the cabooses of collier-brigs; fog lying out on the yards and hovering in "
    "the rigging of great ships; fog drooping on the gunwales of barges and small boats."
)


def listed(text: str) -> WordList:
    return word_list([Block(text, "line 1")])


def pairs(**texts: str) -> list[Pair]:
    return list(shared_passages({name: listed(text) for name, text in texts.items()}))


@cache
def labelled() -> dict[str, WordList]:
    return {
        file.stem: word_list(words_of(file.read_bytes(), "text/plain").blocks)
        for file in sorted(LABELLED.glob("*.txt"))
    }


def test_precision_and_recall_are_those_of_the_guide() -> None:
    copies = yaml.safe_load((LABELLED / "copies.yaml").read_text("utf-8"))
    wanted = {frozenset(pair) for pair in copies}
    texts = labelled()
    assert frozenset().union(*wanted) <= texts.keys()
    found = {
        frozenset(two)
        for two in itertools.combinations(texts, 2)
        if list(shared_passages({name: texts[name] for name in two}))
    }
    right = len(found & wanted)
    all_pairs = len(texts) * (len(texts) - 1) // 2
    words = " ".join(DOCS.read_text("utf-8").split())
    assert f"{len(texts)} texts, {all_pairs} pairs, {len(wanted)} of them copies" in words
    assert f"precision is {right} of {len(found)}, recall {right} of {len(wanted)}" in words


def test_each_text_is_held_against_the_first_that_has_its_words() -> None:
    found = pairs(
        first=f"{FOG} The courts sat by lamplight.",
        second=f"A thick day. {FOG} " + "Nobody in the whole of the town could see across the "
        "river, and the ferry that goes to the islands lay at its pier until the evening.",
        third="Nobody in the whole of the town could see across the river, and the ferry that goes "
        f"to the islands lay at its pier until the evening. {FOG}",
    )
    assert {(pair.text, pair.other) for pair in found} == {
        ("second", "first"), ("third", "first"), ("third", "second"),
    }  # fmt: skip


def test_words_that_either_text_quotes_are_not_its_own() -> None:
    assert pairs(a=FOG, b=f"He wrote: “{FOG}”") == []
    assert pairs(a=f"„{FOG}“", b=FOG) == []
    assert pairs(a=f"«{FOG}»", b=f"「{FOG}」") == []
    (pair,) = pairs(a=FOG, b=f"“Well,” he said. {FOG}")
    assert pair.passages[0].own == len(listed(FOG))


def test_a_quotation_that_is_not_closed_ends_with_its_block() -> None:
    words = word_list([Block("“An open one", "1"), Block("A new block", "2")])
    assert words.quoted == bytes([1, 1, 1, 0, 0, 0])


def test_typesetting_makes_no_difference() -> None:
    other = FOG.upper().replace(" ", "\u00a0 ").replace("; ", " \u2014 ").replace("fi", "\ufb01")
    (pair,) = pairs(a=FOG, b=other)
    assert pair.passages[0].shared == len(listed(FOG))


def test_navigation_is_left_out() -> None:
    blocks = [Block(FOG, "menu", read=False), Block("A short page.", "paragraph 1")]
    assert word_list(blocks).words == ("a", "short", "page")


def test_sixteen_words_are_a_passage_and_fifteen_are_none() -> None:
    words = listed(FOG).words
    assert len(pairs(a=" ".join(words), b=" ".join(words[3:19]))) == 1
    assert pairs(a=" ".join(words), b=" ".join(words[3:18])) == []


WORDS = [f"w{number}" for number in range(400)]


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(WORDS),
    st.integers(0, 200),
    st.lists(st.integers(1, 38), max_size=3, unique=True),
    st.sampled_from(["change", "drop", "add"]),
)
def test_a_passage_with_a_few_changes_is_found_where_it_stands(
    words: list[str], start: int, changes: list[int], kind: str
) -> None:
    passage = words[start : start + 40]
    copied = list(passage)
    for nth in sorted(changes, reverse=True):
        copied[nth : nth + (kind != "add")] = [] if kind == "drop" else ["new"]
    # Eight words in a row that nobody touched are what winnowing promises to find.
    rows = [list(row) for touched, row in itertools.groupby(copied, "new".__eq__) if not touched]
    kept = max(map(len, rows)) if kind != "drop" else _longest_run(passage, copied)
    before = [f"x{number}" for number in range(30)]
    found = pairs(a=" ".join(words), b=" ".join([*before, *copied]))
    if kept >= 16:
        assert len(found) == 1
        (first, *_) = found[0].passages
        assert first.start >= 30
        assert start <= first.other_start < first.other_end <= start + 40


def _longest_run(passage: list[str], copied: list[str]) -> int:
    at = [passage.index(word) for word in copied]
    longest = run = 1
    for before, after in itertools.pairwise(at):
        run = run + 1 if after == before + 1 else 1
        longest = max(longest, run)
    return longest


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("abcdef"), max_size=80))
def test_every_window_has_a_fingerprint(words: list[str]) -> None:
    chosen = [at for _, at in fingerprints(tuple(words))]
    assert chosen == sorted(set(chosen))
    for at in range(len(words) - 7):
        assert any(at <= place < at + 4 for place in chosen)


def test_time_grows_with_the_length_of_a_hostile_text() -> None:
    """A text of one word, and one of a few words over and over, against themselves."""
    for unit in ("a ", "a b ", "one two three four five six seven "):
        seconds = []
        for size in (8_000, 32_000):
            text = listed((unit * size)[:size])
            before = time.process_time()
            list(shared_passages({"a": text, "b": text}))
            seconds.append(time.process_time() - before)
        assert seconds[1] < 12 * max(seconds[0], 0.05), unit


def test_the_labels_name_no_pair_twice() -> None:
    lines = re.findall(r"^- \[(.+), (.+)\]$", (LABELLED / "copies.yaml").read_text("utf-8"), re.M)
    assert len({frozenset(line) for line in lines}) == len(lines)
