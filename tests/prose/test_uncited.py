"""What may be meant as a citation: a source's id without brackets, or without @."""

from __future__ import annotations

import pytest

from claimline.prose import read_prose


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("As @gazette [p. 33] says (@radio).", ["@gazette", "@radio"]),
        ("See [gazette] and [the-roof].", ["[gazette]", "[the-roof]"]),
        ("[@gazette, p. 2], \\@radio, ann@radio.org, https://example.org/@radio, `@radio`", []),
        ("[gazette](claim:c) [x][gazette] [gazette][x] \\[gazette]", []),
        ("See [gazette].\n\n[gazette]: https://example.org/", []),
        ("So it says [radio, p. 3] and [radio, as ever].", ["[radio, p. 3]"]),
        ("So it says \uff3b\uff20radio\uff3d.", ["\uff20radio"]),
        ("So [@gazette, see @radio; @gazette, p. 3 [radio]].", ["@radio", "[radio]"]),
    ],
)
def test_what_may_be_meant_as_a_citation_is_noted(text: str, tokens: list[str]) -> None:
    assert [problem.token for problem in read_prose(text).uncited] == tokens
