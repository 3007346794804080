"""The encoding of a capture: named by the record, the file, or guessed."""

from __future__ import annotations

from typing import get_args

import pytest

from claimline.author.captures.capture_text import words_of
from claimline.author.captures.encoding import decode
from claimline.model.capture_fields import Encoding

HTML = "text/html"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Ворота".encode("utf-16"), "Ворота"),
        ("Ворота".encode(), "Ворота"),
        ("“café”".encode("cp1252"), "“café”"),
        (b"a\x81b", "a\ufffdb"),
    ],
)
def test_encodings_of_a_text(data: bytes, text: str) -> None:
    assert words_of(data, "text/plain").blocks[0].text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('<meta charset="windows-1251"><p>Ворота'.encode("cp1251"), "Ворота"),
        (
            '<meta http-equiv=content-type content="text/html; charset=koi8-r"><p>Ворота'.encode(
                "koi8-r"
            ),
            "Ворота",
        ),
        ("<meta charset=latin1><p>“so”".encode("cp1252"), "“so”"),
        ("<meta charset=nonsense><p>Ворота".encode(), "Ворота"),
        ('<?xml version="1.0" encoding="iso-8859-2"?><p>źle'.encode("iso-8859-2"), "źle"),
        ("<p>Ворота".encode("utf-16"), "Ворота"),
        ("<meta charset=utf-16><p>Ворота".encode(), "Ворота"),
        ("<meta charset=shift_jis><p>①橋".encode("cp932"), "①橋"),
        ("<meta charset=gb2312><p>镕".encode("gbk"), "镕"),
        ("<meta charset=euc-kr><p>똠방".encode("cp949"), "똠방"),
        ("<meta charset=iso-8859-9><p>“ığ”".encode("cp1254"), "“ığ”"),
        ("<meta charset=windows-1252><p>Ворота".encode(), "Ворота"),
        ("<meta charset=iso-2022-jp><p>橋".encode("iso2022_jp"), "橋"),
    ],
)
def test_encodings_of_a_page(data: bytes, text: str) -> None:
    assert words_of(data, HTML).blocks[0].text == text


RUSSIAN = "<p>Мэр города сообщил, что мост закрыт с вечера понедельника."
ARABIC = "<p>قال رئيس البلدية إن الجسر مغلق منذ مساء الاثنين"


@pytest.mark.parametrize(
    ("page", "codec", "language", "encoding"),
    [
        (RUSSIAN, "cp1251", "ru", "windows-1251"),
        (RUSSIAN, "koi8-r", "ru", "koi8-r"),
        (RUSSIAN, "cp1251", "en", "windows-1251"),
        (ARABIC, "cp1256", "ar", "windows-1256"),
        ("<p>ראש העיר אמר שהגשר סגור מאז הערב", "cp1255", "he", "windows-1255"),
        ("<p>Ο δήμαρχος είπε ότι η γέφυρα έκλεισε", "cp1253", "el", "windows-1253"),
        ("<p>①橋は閉鎖されたと市長は述べた。", "cp932", "ja", "shift_jis"),
        ("<p>市长说，桥已经关闭了，没有人受伤。", "gb18030", "zh", "gb18030"),
        ("<p>시장은 다리가 폐쇄되었다고 말했다.", "cp949", "ko", "euc-kr"),
        ("<p>นายกเทศมนตรีกล่าวว่าสะพานถูกปิด", "cp874", "th", "windows-874"),
        ("<p>Burmistrz powiedział, że most jest zamknięty", "cp1250", "pl", "windows-1250"),
        ("<p>Belediye başkanı köprünün kapalı olduğunu söyledi", "cp1254", "tr", "windows-1254"),
        ("<p>Die Brücke ist weg", "cp1252", "de", "windows-1252"),
    ],
)
@pytest.mark.parametrize("named", ["", "punycode", "nonsense"])
def test_an_encoding_that_is_not_named_is_guessed(
    page: str, codec: str, language: str, encoding: str, named: str
) -> None:
    meta = f"<meta charset={named}>" if named else ""
    words = words_of((meta + page).encode(codec), HTML, language=language)
    assert words.blocks[0].text == page[3:]
    assert words.encoding == encoding
    assert encoding in words.doubt
    recorded = words_of((meta + page).encode(codec), HTML, encoding, language)
    assert (recorded.blocks, recorded.doubt) == (words.blocks, "")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_wrong_name_is_passed_over(language: str) -> None:
    for named in ("iso-8859-1", "utf-8", "windows-1252"):
        page = f"<meta charset={named}>{RUSSIAN}".encode("cp1251")
        words = words_of(page, HTML, language=language)
        assert words.blocks[0].text == RUSSIAN[3:]
        assert words.doubt == "It names another encoding, and was read as windows-1251."


@pytest.mark.parametrize("meta", ["", "<meta charset=utf-8>"])
def test_a_bad_byte_spoils_no_other(meta: str) -> None:
    words = words_of(f"{meta}{RUSSIAN}".encode() + b"\xe9 so.", HTML)
    assert words.blocks[0].text == RUSSIAN[3:] + "\ufffd so."
    assert words.doubt == "It was read as utf-8, but 1 place in it cannot be read so."
    assert not words_of(f"{meta}{RUSSIAN}".encode() + b"\xe9 so.", HTML, "utf-8").doubt


@pytest.mark.parametrize(
    "named",
    [
        "punycode", "idna", "unicode_escape", "raw_unicode_escape", "zip", "bz2", "hex", "base64",
        "rot13", "uu", "quopri", "undefined", "mbcs", "oem", "utf-7", "hz", "cp037",
    ],
)  # fmt: skip
def test_a_codec_that_is_no_encoding_is_never_used(named: str) -> None:
    assert decode(b"caf\xc3\xa9 \\u0041 +AEE-", named=named).text == "caf\xe9 \\u0041 +AEE-"


def test_the_encodings_of_a_record_are_those_that_are_read() -> None:
    for name in get_args(Encoding):
        assert decode("a".encode("utf-16-le"), recorded=name).encoding == name
