"""Where sentences end: abbreviations, ordinals and lines between paragraphs."""

from __future__ import annotations

import pytest

from claimline.prose import read_prose


def pieces(text: str) -> list[str]:
    """Each citing sentence as it stands in the text."""
    return [text[s.start : s.end] for s in read_prose(text).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Am 4. M\u00e4rz 2024 fiel das Dach [@a].", "Im 19. Jahrhundert war es so [@a].",
        "Es fiel, z. B. Nachts, in den 2. Stock [@a].", "F\u00fcr 5 Mio. Euro, d. h. viel [@a].",
        "See Art. 5 and no. 4 of it [@a].", "Nr. 7 und Abs. 3 Satz 1 gelten [@a].",
        "Sie kamen zwischen 3. Mai und 5. Juni an [@a].", "Im 1. Jh. v. Chr. Rom [@a].",
        "Der 2. Weltkrieg [@a].", "Under Art. IV it is so [@a].",
        "Zu seinem 100. Fest kamen alle [@a].",
    ],
)  # fmt: skip
def test_a_stop_that_shortens_a_word_ends_no_sentence(text: str) -> None:
    assert pieces(f"Davor. {text} Danach.") == [text]


def test_a_stop_behind_a_number_or_a_word_still_ends_a_sentence() -> None:
    assert pieces("There were 5. Then [@a].") == ["Then [@a]."]
    assert pieces("They said no. Then [@a].") == ["Then [@a]."]
    assert pieces("In 2019. Mai [@a].") == ["Mai [@a]."]


def test_a_line_between_paragraphs_is_no_part_of_a_sentence() -> None:
    for line in ("* * *", "---", "_ _ _", "***", "- - -"):
        assert pieces(f"Before.\n\n{line}\nAfter [@a].") == ["After [@a]."]
