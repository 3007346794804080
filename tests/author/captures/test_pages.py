"""Pages with figures, adverts and shadow roots between their words."""

from __future__ import annotations

import pytest

from claimline.author.captures import shadow
from claimline.author.captures.capture_text import UnreadableError, words_of
from claimline.author.captures.quote_search import SearchableText
from claimline.html_reader import parse_html

HTML = "text/html"

# Parts of pages that a reader passes over


ASIDES = [
    "<figure><img alt=''><figcaption>A caption.</figcaption></figure>",
    "<aside><p>More on this</p></aside>",
    "<div class='ad-slot ad'><p>Buy soap!</p></div>",
    "<div id=advertisement>Buy soap!</div>",
    "<div class=related><ul><li>Another story</ul></div>",
    "<div role=complementary>More</div>",
    "<ins class=adsbygoogle>Buy</ins>",
    "<p>Advertisement</p>",
    "<p>Anzeige</p>",
    "<p>READ MORE: Another story</p>",
    "<figure>A</figure><p>Advertisement</p><aside>B</aside>",
]


@pytest.mark.parametrize("aside", ASIDES)
def test_a_quote_goes_on_behind_a_figure_or_an_advert(aside: str) -> None:
    page = f"<article><p>The gate closed.</p>{aside}<p>It was late.</p></article>"
    text = SearchableText(words_of(page.encode(), HTML))
    (place,) = text.find("The gate closed. It was late.")
    assert text.raw[: place.end].startswith("The gate closed.")
    assert text.raw[: place.end].endswith("It was late.")
    assert text.find("closed. [...] late")
    for words in ("A caption.", "More on this", "Buy soap!", "Another story"):
        assert bool(text.find(words)) == (words in page)


@pytest.mark.parametrize(
    "between",
    [
        "<p>Nobody saw it.</p>",
        "<ins>Nobody saw it.</ins>",
        "<div class=address>Elsewhere</div>",
        "<div class=shadow>No.</div>",
    ],
)
def test_a_quote_does_not_leap_over_text(between: str) -> None:
    page = f"<p>The gate closed.</p>{between}<p>It was late.</p>"
    assert not SearchableText(words_of(page.encode(), HTML)).find("gate closed. It was late.")


# Shadow roots

OPEN = "<x-a><template shadowrootmode=open>"
SLOTTED = "</template><p slot=a>A<p slot=b>B<p>no</x-a>"


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<x-a><template shadowrootmode=open><p>One, two</template></x-a>", ["One, two"]),
        ("<x-a><template shadowrootmode=CLOSED><p>One</template><p>no</x-a>", ["One"]),
        ("<x-a><template shadowroot=open><p>One</template></x-a>", ["One"]),
        (
            "<x-a><template shadowrootmode=open><p>One <slot></slot> three</template>two</x-a>",
            ["One two three"],
        ),
        (f"{OPEN}<slot name=b></slot><slot name=a></slot>{SLOTTED}", ["B", "A"]),
        (f"{OPEN}<slot>usual</slot></template></x-a>", ["usual"]),
        (f"{OPEN}{OPEN}[<slot></slot>]</template><slot></slot></x-a></template>so", ["[so]"]),
        ("<x-a><template><p>no</template><p>yes</x-a>", ["yes"]),
        ("<x-a><template shadowrootmode=nonsense><p>no</template><p>yes</x-a>", ["yes"]),
    ],
)  # fmt: skip
def test_shadow_roots_are_read_as_a_browser_shows_them(markup: str, blocks: list[str]) -> None:
    assert [block.text for block in words_of(markup.encode(), HTML).blocks] == blocks


def test_templates_in_templates_are_not_read_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0

    def counted(text: str) -> object:
        nonlocal read
        read += len(text)
        return parse_html(text)

    monkeypatch.setattr(shadow, "parse_html", counted)
    page = "<i><template shadowrootmode=open></i>" * 1000 + "<p>deep"
    with pytest.raises(UnreadableError):
        words_of(page.encode(), HTML)
    assert 0 < read <= 9 * len(page)
