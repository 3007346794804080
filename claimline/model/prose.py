"""Citations and record links in Markdown, and the sentences that citations stand in.

``[@source]``, ``[@source, p. 3]`` and ``[@one; @two, para. 4]`` cite, in the form that Pandoc
made common. ``[words](claim:id)`` links to a record. What stands in code is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from claimline.diagnostics import Code, did_you_mean
from claimline.model.fields import SCHEMES

LINKABLE = ("claim", "source", "statement", "actor", "event", "detail", "brief", "page")

_TOKEN = re.compile(
    r"""
      (?P<fence>^[ ]{0,3}(?P<mark>`{3,}|~{3,})[^\n]*\n(?:.*?^[ ]{0,3}(?P=mark)[`~]*[ ]*$|.*))
    | (?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
    | (?P<escape>\\.)
    | (?P<image>!\[[^\]]*\][(\[])
    | (?P<link>\[(?P<words>(?:\\.|[^\[\]\\])*)\]
        \((?P<href>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?P<title>\s+(?:"[^"]*"|'[^']*'))?\s*\))
    | (?P<definition>^[ ]{0,3}\[[^\]@][^\]]*\]:[ ]*(?P<target><[^>\n]*>|\S+))
    | (?P<cite>\[@[^\]]*\]?)
    | (?P<auto><(?P<uri>[A-Za-z][A-Za-z0-9+.-]*:[^>\s]*)>)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_PART = re.compile(r"@(?P<id>[A-Za-z0-9_.:-]*[A-Za-z0-9])\s*(?:,\s*(?P<at>.*\S))?\s*\Z", re.DOTALL)
_BLOCK = re.compile(r"\n[ \t>]*(?=\n)|\n(?=[ \t>]*(?:[-*+]|\d+[.)])[ \t])|\n(?=[ \t]*[#|])")
_LEAD = re.compile(r"(?:\s+|(?:[-*+]|\d+[.)])[ \t]+|#{1,6}[ \t]+|>[ \t]?|\|[ \t]*)*")
_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]*_]*(?:[ ]?\x00+)*(?=\s+\S)|\|")
_SHORTENED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Maj|Col|Lt|Sgt|Prof|St|No|Nos|vs|cf|ca|approx|p|pp|para|"
    r"art|vol|ed|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|a\.m|p\.m))\.\Z"
)
_MARKUP = re.compile(r"[*_`]+(?=\S)|(?<=\S)[*_`]+|<[^>\n]*>")


@dataclass(frozen=True, slots=True)
class Cited:
    """One source in a citation: its id and, where given, the locator."""

    source: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation in a text: its offsets, what it cites, and the number of its sentence."""

    start: int
    end: int
    cited: tuple[Cited, ...]
    sentence: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a record: its offsets, the words (perhaps none), the kind and the id."""

    start: int
    end: int
    words: str
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that cites: its offsets in the text and its plain words.

    A record link without words stands in ``words`` as ``\\x02kind:id\\x03``: only the Dossier
    knows the record's title.
    """

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a text that cannot stand: the token, which of its kind, and why."""

    token: str
    nth: int
    code: Code
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A Markdown text with what was found in it. ``addresses`` are the outside links."""

    text: str
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    addresses: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_prose(text: str) -> Prose:
    """Find the citations, links and citing sentences of a Markdown text. Pure; never raises."""
    if "[" not in text and "<" not in text:
        return Prose(text)
    cites: list[tuple[int, int, tuple[Cited, ...]]] = []
    links: list[Link] = []
    addresses: list[str] = []
    problems: list[Problem] = []

    def wrong(token: str, at: int, code: Code, message: str, suggestion: str = "") -> None:
        problems.append(Problem(token, text.count(token, 0, at), code, message, suggestion))

    for token in _TOKEN.finditer(text):
        start, end, whole = token.start(), token.end(), token.group()
        if token["cite"]:
            found = _cited(whole)
            if isinstance(found, str):
                message = f"{_shown(whole)} cannot be read as a citation: {found}."
                wrong(whole, start, Code.BAD_CITATION, message, "Write [@source, p. 3].")
            else:
                cites.append((start, end, found))
        elif token["image"]:
            message = "A picture cannot be shown: the project ships none."
            wrong(whole, start, Code.IMAGE, message, "Link to it, or describe it.")
        elif token["link"] or token["definition"] or token["auto"]:
            href = token["href"] or (token["target"] or token["uri"] or "").strip("<>")
            scheme, _, rest = href.partition(":")
            if token["link"] and scheme in LINKABLE:
                links.append(Link(start, end, token["words"].strip(), scheme, rest))
            elif scheme.lower() in SCHEMES and rest:
                addresses.append(href)
            else:
                hint = did_you_mean(scheme, LINKABLE) if rest and token["link"] else ""
                message = (
                    f"{_shown(href)} is neither a record nor an http, https or mailto address."
                )
                hint = hint or "Write [words](claim:id), or a whole address."
                wrong(href or whole, start, Code.BAD_LINK, message, hint)
    sentences, owner = _sentences(text, [(start, end) for start, end, _ in cites], links)
    marks = [
        Mark(start, end, cited, nth) for (start, end, cited), nth in zip(cites, owner, strict=True)
    ]
    return Prose(text, tuple(marks), tuple(links), sentences, tuple(addresses), tuple(problems))


def _cited(token: str) -> tuple[Cited, ...] | str:
    """The parts of a citation, or what is wrong with it."""
    if not token.endswith("]"):
        return "it has no closing bracket"
    found = []
    for piece in re.split(r";\s*(?=@)", token[1:-1]):
        part = _PART.match(piece.strip())
        if part is None:
            return "after @ comes a source's id, then perhaps a comma and the place"
        found.append(Cited(part["id"], " ".join((part["at"] or "").split())))
    return tuple(found)


def _sentences(
    text: str, cites: list[tuple[int, int]], links: list[Link]
) -> tuple[tuple[Sentence, ...], list[int]]:
    """The sentences that cite, and for each citation the number of its sentence."""
    if not cites:
        return (), []
    # Full stops inside a token end no sentence; a run of NUL is a citation.
    masked = list(text)
    for start, end in cites:
        masked[start:end] = "\x00" * (end - start)
    for link in links:
        masked[link.start : link.end] = re.sub(r"[.!?|\u2026]", "x", text[link.start : link.end])
    plain = "".join(masked)
    starts = _starts(plain)
    owner: list[int] = []
    found: list[Sentence] = []
    last = -1
    for start, _ in cites:
        nth = bisect_right(starts, start) - 1
        if nth != last:
            last = nth
            begin = starts[nth]
            stop = starts[nth + 1] if nth + 1 < len(starts) else len(text)
            begin += _LEAD.match(plain, begin, stop).end() - begin  # type: ignore[union-attr]
            stop = begin + len(plain[begin:stop].rstrip(" \t\n>|"))
            found.append(Sentence(begin, stop, _plain_words(text[begin:stop])))
        owner.append(len(found) - 1)
    return tuple(found), owner


def _starts(plain: str) -> list[int]:
    """The offsets at which blocks and sentences begin."""
    starts = [0]
    blocks = [*(block.end() for block in _BLOCK.finditer(plain)), len(plain)]
    begin = 0
    for stop in blocks:
        if begin:
            starts.append(begin)
        table = plain[begin:stop].lstrip().startswith("|")
        for end in _END.finditer(plain, begin, stop):
            if end.group() == "|":
                if table:
                    starts.append(end.end())
                continue
            following = plain[end.end() : stop].lstrip(" \n\t\"'(*_[\u201c\u2018\u00ab")
            if following[:1].islower() or _SHORTENED.search(plain[begin : end.start() + 1]):
                continue
            starts.append(end.end())
        begin = stop
    return sorted(set(starts))


def _plain_words(text: str) -> str:
    """A sentence without its citations and marks, for a backlink."""
    words = _TOKEN.sub(_spoken, text)
    return " ".join(_MARKUP.sub("", words).replace(" .", ".").split())


def _spoken(token: re.Match[str]) -> str:
    if token["link"]:
        return token["words"].strip() or f"\x02{token['href']}\x03"
    if token["cite"]:
        return ""
    if token["escape"]:
        return token.group()[1:]
    return token["uri"] or token.group()


def _shown(text: str) -> str:
    """A token for a message, on one line and not too long."""
    text = " ".join(text.split())
    return f'"{text if len(text) <= 60 else text[:57] + "..."}"'
