"""The pictures for shared links: what is on them, as far as a program can see it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from msgspec.structs import replace
from PIL import Image

from claimline.diagnostics import Code, Report
from claimline.pages.shared_views import Card
from claimline.publish import share_images
from claimline.publish.share_images import FONTS, MARK, NOTO, WIDE, image, undrawn
from tests.dossiers import Data, errors, planned
from tests.rendering import render

CARD = Card("claims/a.png", "The gate", "It closed at ten.", "Disputed", "disputed",
            "2 sources carry it.", "")  # fmt: skip
TONES = ("supported", "refuted", "disputed", "open", "neutral", "")
RUSSIAN = "Ворота закрылись в десять часов."
ARABIC = "أُغلقت البوابة في الساعة العاشرة."
CHINESE = "十点关门"
SITE: Data = {
    "title": "The gate", "summary": "When?", "images": "true",
    "base_url": "https://gate.example.org/orla/",
}  # fmt: skip


def grey(card: Card) -> Image.Image:
    """A picture without its colours."""
    return Image.open(io.BytesIO(image(card))).convert("L")


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many points inside a box are dark."""
    return sum(picture.crop(box).point(lambda shade: shade < 128).histogram()[1:])


def words_box(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box of the claim's words: left, top, right, bottom."""
    found = picture.crop((0, 140, 1200, 465)).point(lambda shade: 255 * (shade < 128)).getbbox()
    assert found
    return found


def test_a_picture_is_a_plain_png_of_the_usual_size() -> None:
    picture = Image.open(io.BytesIO(image(CARD)))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    # Neither a time nor a name of a program.
    assert picture.info.keys() <= {"transparency"}
    assert len(image(CARD)) < 100_000


def test_every_text_shows() -> None:
    whole = image(CARD)
    for field in ("site", "words", "label", "counts"):
        assert image(replace(CARD, **{field: ""})) != whole, field


def test_marks_are_told_apart_in_black_and_white() -> None:
    area = (80, 68, 80 + MARK, 68 + MARK)
    marks = []
    for tone in TONES:
        picture = grey(replace(CARD, tone=tone, label=""))
        marks.append(picture.crop(area).point(lambda shade: 255 * (shade < 128)).tobytes())
    assert len(set(marks)) == len(TONES)
    assert not any(marks[-1])


@pytest.mark.parametrize("words", [RUSSIAN, ARABIC, "Łódź, Đà Nẵng, Αθήνα, Київ"])
def test_other_scripts_are_drawn(words: str) -> None:
    card = replace(CARD, words=words)
    assert undrawn(card) == ()
    assert ink(grey(card), (80, 140, 1120, 465)) > 2000


def test_from_right_to_left() -> None:
    right = words_box(grey(replace(CARD, words=ARABIC, dir="rtl")))
    left = words_box(grey(CARD))
    assert left[0] < 100
    assert right[2] > 1100
    assert right[0] > 100


@pytest.mark.parametrize("words", [CARD.words, RUSSIAN, "word " * 2000, "w" * 2000, "ж" * 70])
def test_words_keep_to_their_place(words: str) -> None:
    """Nothing is drawn over the margins, the verdict or the counts, however long it is."""
    picture = grey(replace(CARD, words=words))
    empty = grey(replace(CARD, words=""))
    left, _, right, _ = words_box(picture)
    assert left >= 78
    assert right <= 1122
    picture.paste(255, (78, 142, 1122, 462))
    empty.paste(255, (78, 142, 1122, 462))
    assert picture.tobytes() == empty.tobytes()


def test_long_words_are_drawn_smaller() -> None:
    short = words_box(grey(CARD))
    long = words_box(grey(replace(CARD, words=CARD.words * 8)))
    assert (long[3] - long[1]) > (short[3] - short[1])
    assert undrawn(replace(CARD, words=CARD.words * 500)) == ()


def test_marks_around_a_name_are_not_drawn() -> None:
    names = replace(CARD, counts=f"2 parties: \u2068{ARABIC}\u2069 and \u2068Ann\u2069.")
    assert undrawn(names) == ()
    assert image(names) == image(replace(CARD, counts=f"2 parties: {ARABIC} and Ann."))


def test_what_no_font_has_is_left_out_and_said() -> None:
    card = replace(CARD, words=f"At ten: {CHINESE}")
    assert undrawn(card) == (card.words,)
    assert image(card) == image(replace(CARD, words=""))


def test_without_raqm_nothing_is_written_the_wrong_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share_images, "_raqm", lambda: False)
    card = replace(CARD, words=ARABIC)
    assert undrawn(card) == (ARABIC,)
    assert image(card) == image(replace(CARD, words=""))
    assert undrawn(replace(CARD, words=RUSSIAN)) == ()


def test_the_fonts_have_what_is_said_of_them() -> None:
    for allowed, names in ((NOTO, ("sans", "sans-bold", "serif-bold")), (WIDE, ("wide-bold",))):
        letters = {code for code in range(0x10000) if allowed.fullmatch(chr(code))}
        assert len(letters) > 1000
        for name in names:
            with TTFont(FONTS / f"{name}.ttf") as font:
                assert letters <= font.getBestCmap().keys(), name


def test_fonts_are_small_and_their_licences_are_there() -> None:
    files = sorted(file.name for file in FONTS.iterdir())
    assert files == ["LICENCES.txt", "sans-bold.ttf", "sans.ttf", "serif-bold.ttf", "wide-bold.ttf"]
    assert sum(file.stat().st_size for file in FONTS.iterdir()) < 1_000_000
    licences = (FONTS / "LICENCES.txt").read_text(encoding="utf-8")
    assert all(file in licences for file in files if file.endswith(".ttf"))
    assert "SIL OPEN FONT LICENSE Version 1.1" in licences


def test_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys, hashlib; from claimline.pages.shared_views import Card\n"
        "from claimline.publish.share_images import image\n"
        f"sys.stdout.write(hashlib.sha256(image({CARD!r})).hexdigest())"
    )
    made = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=env,
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
        made.add(done.stdout)
    assert len(made) == 1


def test_a_site_has_pictures_where_it_asks_for_them(tmp_path: Path) -> None:
    records: dict[str, Data] = {"site": SITE, "claim/a": {}, "claim/b": {"claim": CHINESE}}
    report = Report()
    files = render(planned(records), tmp_path, report).files
    assert errors(report) == []
    assert {path for path in files if path.endswith(".png")} == {"claims/a.png", "claims/b.png"}
    page = files["claims/a.html"].decode()
    address = "https://gate.example.org/orla/claims/a.png"
    assert f'<meta property="og:image" content="{address}">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert "og:image" not in files["index.html"].decode()
    assert [(found.code, found.location.path) for found in report] == [
        (Code.IMAGE_WORDS, "site/claims/b.png")
    ]
    plain = {**records, "site": {"title": "The gate", "summary": "When?"}}
    files = render(planned(plain), tmp_path, report).files
    assert not [path for path in files if path.endswith(".png")]
    assert "og:image" not in files["claims/a.html"].decode()


def test_without_pillow_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    monkeypatch.delitem(sys.modules, "PIL.ImageFont", raising=False)
    report = Report()
    files = render(planned({"site": SITE, "claim/a": {}}), tmp_path, report).files
    assert dict(files) == {}
    (found,) = report
    assert str(found) == (
        "content/site.yaml: error[share-image] Pillow is not installed, so no picture for shared "
        "links can be made. In claimline's checkout, run: pip install -e '.[images]'. "
        "Or remove `images:`."
    )
    report = Report()
    assert render(planned({"claim/a": {}}), tmp_path, report).files
    assert list(report) == []
