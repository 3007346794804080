"""Citations and record links in Markdown, and the sentences that citations stand in.

``[@source]``, ``[@source, p. 3]`` and ``[@one; @two, para. 4]`` cite, in the form that Pandoc
made common. ``[words](claim:id)`` links to a record. What stands in code is left alone.
"""

from __future__ import annotations

import re

from claimline.diagnostics import Code, did_you_mean
from claimline.model.fields import SCHEMES
from claimline.model.sentences import CITATION, citing
from claimline.value import Value

LINKABLE = ("claim", "source", "statement", "actor", "event", "detail", "brief", "page")

_TOKEN = re.compile(
    # Nearly every letter begins no token, and is passed over at once.
    rf"""
    (?=[`~\\!\[\]<]|^[ ])(?:
      (?P<fence>^[ ]{{0,3}}(?P<mark>`{{3,}}|~{{3,}})[^\n]*\n
        (?:.*?^[ ]{{0,3}}(?P=mark)[`~]*[ ]*$|.*))
    | (?P<code>(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))
    | (?P<escape>\\.)
    | (?P<image>!\[[^\]]*\][(\[])
    | (?P<link>\[(?P<words>(?:\\.|[^\[\]\\])*)\]
        \((?P<href>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?P<title>\s+(?:"[^"]*"|'[^']*'))?\s*\))
    | (?P<definition>^[ ]{{0,3}}\[[^\]@][^\]]*\]:[ ]*(?P<target><[^>\n]*>|\S+))
    | (?P<cite>\[@[^\]]*\]?)
    | (?P<led>\[(?:-|[A-Za-z][A-Za-z. ]{{0,20}}[ ])@[A-Za-z0-9][^\[\]]*\](?![(\[:]))
    | (?P<nested>\]\((?:{"|".join(LINKABLE)}):[^()\s]*\))
    | (?P<picture><img\b[^>]*>)
    | (?P<auto><(?P<uri>[A-Za-z][A-Za-z0-9+.-]*:[^>\s]*)>)
    | (?P<html><!--.*?-->|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>
        |</?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>)
    )""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_PART = re.compile(r"@(?P<id>[A-Za-z0-9_.:-]*[A-Za-z0-9])\s*(?:,\s*(?P<at>.*\S))?\s*\Z", re.DOTALL)
# Marks of emphasis stand at the edge of a word; elsewhere they are what they seem.
_EMPHASIS = re.compile(r"(?<![\w*_])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?![\w*_])")


class Cited(Value, frozen=True):
    """One source in a citation: its id and, where given, the locator."""

    source: str
    locator: str = ""


class Mark(Value, frozen=True):
    """A citation in a text: its offsets, what it cites, and the number of its sentence."""

    start: int
    end: int
    cited: tuple[Cited, ...]
    sentence: int


class Link(Value, frozen=True):
    """A link to a record: its offsets, the words (perhaps none), the kind and the id."""

    start: int
    end: int
    words: str
    kind: str
    id: str


class Sentence(Value, frozen=True):
    """A sentence that cites: its offsets in the text and its plain words.

    A record link without words stands in ``words`` as ``\\x02kind:id\\x03``: only the Dossier
    knows the record's title.
    """

    start: int
    end: int
    words: str


class Problem(Value, frozen=True):
    """Something in a text that cannot stand: the token, which of its kind, and why."""

    token: str
    nth: int
    code: Code
    message: str
    suggestion: str


class Prose(Value, frozen=True):
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
    masked: list[str] = []
    at = 0
    links: list[Link] = []
    addresses: list[str] = []
    problems: list[Problem] = []

    def wrong(token: str, at: int, code: Code, message: str, suggestion: str = "") -> None:
        problems.append(Problem(token, text.count(token, 0, at), code, message, suggestion))

    for token in _TOKEN.finditer(text):
        start, end, whole = token.start(), token.end(), token.group()
        masked += [text[at:start], _mask(token)]
        at = end
        if token["cite"]:
            found = _cited(whole)
            if isinstance(found, str):
                message = f"{_shown(whole)} cannot be read as a citation: {found}."
                wrong(whole, start, Code.BAD_CITATION, message, "Write [@source, p. 3].")
            else:
                cites.append((start, end, found))
        elif token["image"] or token["picture"]:
            message = "A picture cannot be shown: the project ships none."
            wrong(whole, start, Code.IMAGE, message, "Link to it, or describe it.")
        elif token["led"]:
            message = f"{_shown(whole)} is no citation: words stand before the @."
            wrong(whole, start, Code.BAD_CITATION, message, "Move them before the bracket.")
        elif token["nested"]:
            message = f"The words of the link before {_shown(whole)} have brackets in them."
            wrong(whole, start, Code.BAD_LINK, message, "Move the citation behind the link.")
        elif token["link"] or token["definition"] or token["auto"]:
            href = token["href"] or (token["target"] or token["uri"] or "").strip("<>")
            scheme, _, rest = href.partition(":")
            if token["link"] and scheme in LINKABLE:
                links.append(Link(start, end, token["words"].strip(), scheme, rest))
            elif scheme.lower() in SCHEMES and rest:
                addresses.append(href)
            elif not href:
                message = f"The link {_shown(whole)} leads nowhere."
                hint = "Write [words](claim:id), or a whole address."
                wrong(whole, start, Code.BAD_LINK, message, hint)
            else:
                hint = did_you_mean(scheme, LINKABLE) if rest and token["link"] else ""
                message = (
                    f"{_shown(href)} is neither a record nor an http, https or mailto address."
                )
                hint = hint or "Write [words](claim:id), or a whole address."
                wrong(href or whole, start, Code.BAD_LINK, message, hint)
    masked.append(text[at:])
    spans, owner = citing("".join(masked), [start for start, _, _ in cites]) if cites else ([], [])
    marks = [
        Mark(start, end, cited, nth) for (start, end, cited), nth in zip(cites, owner, strict=True)
    ]
    sentences = [Sentence(start, end, plain_words(text, start, end)) for start, end in spans]
    return Prose(
        text, tuple(marks), tuple(links), tuple(sentences), tuple(addresses), tuple(problems)
    )


def _mask(token: re.Match[str]) -> str:
    """A token for the search of sentences: as long, and with nothing in it that ends one."""
    length = token.end() - token.start()
    if token["cite"]:
        return CITATION * length
    if token["fence"]:
        return "\n" * length
    if token["html"]:
        return "*" * length
    # Whether a small letter follows a full stop is seen from the first letter that is shown.
    shown = token["words"] if token["link"] else token.group().strip("`<")
    return (shown[0] if shown and shown[0].isalpha() else "X") * length


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


def plain_words(text: str, start: int = 0, end: int | None = None) -> str:
    """A text without its citations and marks: the words of a sentence, for a way back.

    A sentence is read in its place, from ``start`` to ``end``: what begins it need not begin a
    line. A record link without words stands there as ``\\x02kind:id\\x03``.
    """
    end = len(text) if end is None else end
    pieces: list[str] = []
    at = start
    for token in _TOKEN.finditer(text, start, end):
        pieces += [_unmarked(text[at : token.start()]), _spoken(token)]
        at = token.end()
    pieces.append(_unmarked(text[at:end]))
    plain = " ".join("".join(pieces).split())
    # Where a citation stood before a mark, the space before it is left over.
    return re.sub(r" (?=[.,;:!?](?:\s|\Z))", "", plain)


def _unmarked(text: str) -> str:
    """A text without its marks of emphasis."""
    return _EMPHASIS.sub("", text) if "*" in text or "_" in text else text


def _spoken(token: re.Match[str]) -> str:
    if token["link"]:
        return token["words"].strip() or f"\x02{token['href']}\x03"
    if token["cite"] or token["html"]:
        return ""
    if token["escape"]:
        return token.group()[1:]
    if token["code"]:
        return token.group().strip("`")
    return token["uri"] or token.group()


def _shown(text: str) -> str:
    """A token for a message, on one line and not too long."""
    text = " ".join(text.split())
    return f'"{text if len(text) <= 60 else text[:57] + "..."}"'
