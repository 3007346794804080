"""From bytes to text: which encoding a file is in.

A byte order mark decides, then the record, then what the file itself names if its bytes agree, then
UTF-8. Otherwise charset-normalizer compares the encodings that browsers know; no other codec of
Python's is ever used. Names are those of the Encoding Standard of the WHATWG.
"""

from __future__ import annotations

import codecs
import re

from claimline.author.captures.capture_text import extra
from claimline.value import Value

_CODECS = {
    "utf-8": ("utf-8", "utf8 unicode11utf8 utf16 utf16le utf16be ucs2 unicode utf7 utf32"),
    "ibm866": ("cp866", "866 cp866"),
    "iso-8859-2": ("iso8859_2", "latin2 l2"),
    "iso-8859-3": ("iso8859_3", "latin3 l3"),
    "iso-8859-4": ("iso8859_4", "latin4 l4"),
    "iso-8859-5": ("iso8859_5", "cyrillic"),
    "iso-8859-6": ("iso8859_6", "arabic asmo708 ecma114 iso88596e iso88596i"),
    "iso-8859-7": ("iso8859_7", "greek greek8 ecma118 elot928 suneugreek"),
    "iso-8859-8": ("iso8859_8", "hebrew visual iso88598e iso88598i logical"),
    "iso-8859-10": ("iso8859_10", "latin6 l6"),
    "iso-8859-13": ("iso8859_13", ""),
    "iso-8859-14": ("iso8859_14", ""),
    "iso-8859-15": ("iso8859_15", "latin9 l9"),
    "iso-8859-16": ("iso8859_16", ""),
    "koi8-r": ("koi8_r", "koi koi8"),
    "koi8-u": ("koi8_u", "koi8ru"),
    "macintosh": ("mac_roman", "mac xmacroman"),
    "windows-874": ("cp874", "tis620 iso885911 dos874"),
    "windows-1250": ("cp1250", "cp1250 xcp1250"),
    "windows-1251": ("cp1251", "cp1251 xcp1251"),
    "windows-1252": ("cp1252", "cp1252 xcp1252 iso88591 latin1 l1 ascii usascii cp819"),
    "windows-1253": ("cp1253", "cp1253 xcp1253"),
    "windows-1254": ("cp1254", "cp1254 xcp1254 iso88599 latin5 l5"),
    "windows-1255": ("cp1255", "cp1255 xcp1255"),
    "windows-1256": ("cp1256", "cp1256 xcp1256"),
    "windows-1257": ("cp1257", "cp1257 xcp1257"),
    "windows-1258": ("cp1258", "cp1258 xcp1258"),
    "x-mac-cyrillic": ("mac_cyrillic", "xmacukrainian"),
    "gb18030": ("gb18030", "gbk gb2312 chinese xgbk cp936"),
    "big5": ("big5hkscs", "big5hkscs cnbig5 xxbig5"),
    "euc-jp": ("euc_jp", "xeucjp"),
    "iso-2022-jp": ("iso2022_jp_2", "csiso2022jp"),
    "shift_jis": ("cp932", "sjis xsjis ms932 mskanji windows31j cp932"),
    "euc-kr": ("cp949", "korean ksc5601 ksc56011987 windows949 csksc56011987 cp949 uhc"),
}  # fmt: skip
"""The codec of each encoding, and its other names without punctuation.

A page that names UTF-16 in letters of ASCII is not in UTF-16, so a browser reads it as UTF-8. For
this reason, UTF-16 stands among the names of UTF-8.
"""
_UTF_16 = {"utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16be"),
)
_OF_LANGUAGES = {
    "be bg kk ky mk mn ru sr tg uk": (
        "windows-1251", "koi8-r", "koi8-u", "iso-8859-5", "ibm866", "x-mac-cyrillic"),
    "bs cs hr hu pl ro sk sl sq": ("windows-1250", "iso-8859-2", "iso-8859-16"),
    "el": ("windows-1253", "iso-8859-7"),
    "az ku tr": ("windows-1254",),
    "he iw yi": ("windows-1255", "iso-8859-8"),
    "ar fa ps ug ur": ("windows-1256", "iso-8859-6"),
    "et lt lv": ("windows-1257", "iso-8859-13", "iso-8859-4"),
    "vi": ("windows-1258",),
    "th": ("windows-874",),
    "ja": ("shift_jis", "euc-jp"),
    "ko": ("euc-kr",),
    "zh": ("gb18030", "big5"),
}  # fmt: skip
"""The likely encodings of a text in these languages, the likeliest first."""
_OF_OTHERS = ("windows-1252", "iso-8859-15", "macintosh")
_LATIN = frozenset(["windows-1252", "windows-1250", "windows-1254", "windows-1257", "windows-1258"])
_LABELS = {
    label: name
    for name, (_, labels) in _CODECS.items()
    for label in [re.sub(r"[^a-z0-9]", "", name), *labels.split()]
}
_TAG = re.compile(rb"<[^<>]*>")
_FOREIGN_WORD = re.compile(rb"[^\s\x80-\xff]{0,20}[\x80-\xff]\S{0,80}")
_SAMPLE = 32_768
"""Bytes by which encodings are compared."""
_CLEAR = 20
"""Bytes beyond ASCII that a file has, at least, before what it names is doubted."""
_TOO_MESSY, _ALIKE = 0.1, 0.02
"""An encoding whose text is messier than the best one's: by the first number it is wrong, and up to
the second it is as good."""


class Decoded(Value, frozen=True):
    """A text, and the name of the encoding that it was read in.

    ``doubt`` is a sentence if the encoding is a guess or does not fit all bytes, else empty.
    """

    text: str
    encoding: str
    doubt: str = ""


def decode(data: bytes, *, recorded: str = "", named: str = "", language: str = "") -> Decoded:
    """Return the text of bytes. Bytes without a meaning become U+FFFD.

    ``recorded`` is the encoding in the record, ``named`` the one that the file names, ``language``
    the language of the source. Raises MissingExtraError.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(codec, "replace"), name)
    if recorded:
        codec = _UTF_16.get(recorded) or _CODECS[recorded][0]
        return Decoded(data.decode(codec, "replace"), recorded)
    name = _LABELS.get(re.sub(r"[^a-z0-9]", "", named.lower()), "")
    if data.isascii() and not (b"\x1b$" in data and name in ("", "iso-2022-jp")):
        return Decoded(data.decode("ascii"), name or "utf-8")
    # Text in ISO-2022-JP is made of bytes of ASCII, so it would also fit UTF-8.
    for likely in (name,) if data.isascii() else dict.fromkeys(("utf-8", name)):
        if not likely:
            continue
        decoded = _fitting(data, likely)
        if decoded and not (likely != "utf-8" and _is_wrong(data, likely, language)):
            return decoded
    name = _guessed(data, language)
    text = data.decode(_CODECS[name][0], "replace")
    why = "It names another encoding" if named else "It names no encoding"
    return Decoded(text, name, f"{why}, and was read as {name}.")


def _fitting(data: bytes, name: str) -> Decoded | None:
    """Return the text in an encoding, unless too many bytes mean nothing in it."""
    codec = _CODECS[name][0]
    try:
        return Decoded(data.decode(codec), name)
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
    lost = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore")) - lost
    if lost * (2 if name == "utf-8" else 20) > foreign:
        return None
    places = "1 place" if lost == 1 else f"{lost} places"
    return Decoded(text, name, f"It was read as {name}, but {places} in it cannot be read so.")


def _is_wrong(data: bytes, name: str, language: str) -> bool:
    """Whether a file that names an encoding is clearly in another."""
    sample = _sample(data)
    if _foreign(sample) < _CLEAR or name == "iso-2022-jp":
        return False
    chaos = _chaos(sample)
    least = min(chaos.values(), default=1.0)
    if chaos.get(name, 1.0) > least + _TOO_MESSY:
        return bool(chaos)
    usual = _usual(language)
    # Windows-1252, which files name most often by mistake, has no letters of these languages.
    others = usual[0] not in _LATIN and name in _LATIN
    return others and any(chaos.get(each, 1.0) <= least + _ALIKE for each in usual)


def _guessed(data: bytes, language: str) -> str:
    """Return the encoding that fits best, and if several do, the one of the language."""
    if b"\x1b$" in data or b"\x1b(" in data:
        return "iso-2022-jp"
    sample = _sample(data)
    chaos = _chaos(sample)
    least = min(chaos.values(), default=0.0)
    best = [name for name, amount in chaos.items() if amount <= least + _ALIKE]
    usual = _usual(language)
    if (_foreign(sample) < _CLEAR and usual[0] in _LATIN) or not best:
        return next((name for name in usual if name in best), usual[0])
    likely = [name for name in best if name in usual] if usual is not _OF_OTHERS else []
    return next(name for name in (*likely, *_OF_OTHERS, *best) if name in best)


def _usual(language: str) -> tuple[str, ...]:
    """Return the likely encodings of a language, the likeliest first."""
    main = language.lower().partition("-")[0]
    return next((n for ids, n in _OF_LANGUAGES.items() if main in ids.split()), _OF_OTHERS)


def _foreign(data: bytes) -> int:
    """Return how many bytes are not ASCII."""
    return len(data) - len(data.decode("ascii", "ignore"))


_NAMES = {codec: name for name, (codec, _) in _CODECS.items()}


def _sample(data: bytes) -> bytes:
    """Return the words of a file that are not in ASCII."""
    words: list[bytes] = []
    size = 0
    for match in _FOREIGN_WORD.finditer(_TAG.sub(b" ", data)):
        words.append(match[0])
        size += len(match[0]) + 1
        if size > _SAMPLE:
            break
    return b" ".join(words)


def _chaos(sample: bytes) -> dict[str, float]:
    """Return how unlikely the text is in each encoding that fits, the likeliest encoding first."""
    library = extra("charset_normalizer", "charset-normalizer")
    matches = library.from_bytes(sample, cp_isolation=[*_NAMES], enable_fallback=False)
    return {
        _NAMES[codec]: match.chaos
        for match in matches
        for codec in match.could_be_from_charset
        if codec in _NAMES
    }
