"""Finds the citations and record links of a Markdown text, and the sentences that cite.

``[@source]``, ``[@source, p. 3]`` and ``[@one; @two, para. 4]`` are citations, in Pandoc's form.
``[words](claim:id)`` links to a record. Inside code, none of these has a meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import islice
from urllib.parse import urlsplit

from claimline.diagnostics import Code, did_you_mean
from claimline.late_pattern import late_pattern
from claimline.prose.allowed import ATTRIBUTES, LANGUAGE, LINKABLE, SCHEMES, TAGS
from claimline.prose.sentences import CITATION, citing
from claimline.prose.values import Cited, Link, Mark, Problem, Prose, Sentence
from claimline.read.text import BAD

_COMPARE = "Compare it with the address in a browser."
# The inside of a tag.
_INSIDE = """[^<>"']++|"[^"]*"|'[^']*'"""
# No part backtracks, or looks further than to the next place where the same part could start. So no
# text is read more than a few times.
_TOKEN = re.compile(
    # Skip all letters that cannot begin a token, which are nearly all.
    rf"""
    (?=[`~\\!\[\]<&]|^[ ])(?:
      (?P<fence>^[ ]{{0,3}}(?P<mark>`{{3,}}+(?![^\n`]*`)|~{{3,}}+)[^\n]*+
        (?:\n(?:.*?\n)??[ ]{{0,3}}(?P=mark)[`~]*+[ ]*+$|(?P<open>.*)))
    | (?P<code>(?<!(?<!\\)`)(?P<ticks>`++)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))
    | (?P<escape>\\.)
    | (?P<image>!\[(?:[^\[\]]|\[[^\[\]]*+\])*+\][(\[])
    | (?P<link>\[(?P<words>(?:\\.|[^\[\]\\])*+)\]
        \((?P<href>[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)(?P<title>\s++(?:"[^"]*"|'[^']*'))?\s*+\))
    | (?P<lost>\[(?:\\.|[^\[\]\\])*+\]\((?:[^()\n]|\n(?![ \t]*\n)|\([^()\n]*+\))++\))
    | (?P<definition>^[ ]{{0,3}}\[[^\[\]@][^\[\]]*+\]:[ ]*+(?P<target><[^<>\n]*+>|\S++))
    | (?P<cite>\[@(?:[^\[\]]|\[[^\[\]]*+\])*+\]?)
    | (?P<led>\[(?:-|[A-Za-z][A-Za-z. ]{{0,20}}[ ])@[A-Za-z0-9][^\[\]]*+\](?![(\[:]))
    | (?P<nested>\]\([^()\s]++(?:\([^()\s]*+\)[^()\s]*+)*+(?:\s++(?:"[^"]*"|'[^']*'))?\s*+\))
    | (?P<auto><(?P<uri>[A-Za-z][A-Za-z0-9+.-]*+:[^<>\s]*+)>)
    | (?P<mail><[^<>\s@]++@[^<>\s]++>)
    | (?P<html><!--(?:.*?-->|(?P<torn>.*))|<(?P<raw>script|style)\b(?:.*?</(?P=raw)\s*+>|.*)
        |</?(?P<tag>[A-Za-z][^\s<>/"']*+)(?:(?:{_INSIDE}){{0,100}}+>|(?P<endless>(?:{_INSIDE}){{100}}))
        |<(?:\?[A-Za-z]?|!\[?[A-Za-z]))
    | (?P<ref>&\#(?:[xX][0-9a-fA-F]++|[0-9]++);?)
    )""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_REFERENCE = late_pattern(r"&#(?:[xX][0-9a-fA-F]++|[0-9]++);?")
# The start of every problem, except those of nesting.
_SPECIAL = re.compile(r"[\[<@\uff20]|&#|^[ ]{0,3}(?:```|~~~)", re.MULTILINE)
_MARKER = r"(?:>|(?:[-*+]|[0-9]{1,9}[.)])(?=[ \t]))[ \t]*+"
_DEEP = re.compile(rf"^[ \t]*+(?:{_MARKER}){{20}}|^[ \t]{{60,}}+{_MARKER}|`{{100}}", re.MULTILINE)
_BREAK = late_pattern(r"[ \t]*+([-*_])(?:[ \t]*+\1)*+[ \t]*+(?:\n|\Z)")
# If this is the id of a source, the author may have meant a citation.
_UNCITED = re.compile(
    r"(?<![\w@./:+\\-])[@\uff20][A-Za-z0-9](?:[A-Za-z0-9_.:-]*[A-Za-z0-9])?"
    r"|(?<![\]\\!])\[[A-Za-z0-9][A-Za-z0-9_.:-]*+(?:,[^\[\]0-9]{0,20}[0-9][^\[\]]{0,40})?\](?![(\[:])"
)
# For each of these, Markdown searches the whole rest of the text for its end.
_NEVER_CLOSED = late_pattern(r"\]\(|<[A-Za-z/!?]")
_NUMBERS = frozenset({"start", "value", "colspan", "rowspan"})
_NUMBER = late_pattern("-?[0-9]{1,9}")
_BRACKETS = 100
"""The most brackets that can be open at one place of a paragraph."""
_LEVELS = 20
"""The most elements of HTML that can be open at one place."""
_UNCOUNTED = frozenset({
    "br", "dd", "dt", "hr", "li", "p", "tbody", "td", "th", "thead", "tr",
})  # fmt: skip
"""Elements that are always empty, or that end where the next one begins."""
_MOST_PROBLEMS = 100
_PART = re.compile(r"@(?P<id>[A-Za-z0-9_.:-]*[A-Za-z0-9])\s*(?:,\s*(?P<at>.*\S))?\s*\Z", re.DOTALL)
_LOCATOR = re.compile(r",(?:(?!;\s*@).)+", re.DOTALL)
_SECOND = re.compile(r"(?:\A|[,;&]\s|\band\s)@[A-Za-z0-9]")
# Marks of emphasis stand at the edge of a word. Elsewhere they are ordinary signs.
_EMPHASIS = late_pattern(r"(?<![\w*_])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?![\w*_])")


def find_marks(text: str) -> Prose:
    """Find the citations, links and citing sentences of a text, without its HTML. Never raises."""
    deep = _too_deep(text)
    if deep:
        message = "The text is nested too deep."
        hint = "Write it with fewer levels, and look for brackets that are never closed."
        return Prose(text, problems=(Problem(deep, 0, Code.BAD_MARKDOWN, message, hint),))
    if not _SPECIAL.search(text):
        return Prose(text)
    cites: list[tuple[int, int, tuple[Cited, ...]]] = []
    masked: list[str] = []
    at = depth = 0
    links: list[Link] = []
    addresses: list[str] = []
    problems: list[Problem] = []
    uncited: list[Problem] = []

    def wrong(token: str, at: int, code: Code, message: str, suggestion: str = "") -> None:
        if len(problems) < _MOST_PROBLEMS:
            token = token[:200]
            problems.append(Problem(token, text.count(token, 0, at), code, message, suggestion))

    for token in _TOKEN.finditer(text):
        start, end, whole = token.start(), token.end(), token.group()
        if "&#" in whole and not (token["code"] or token["fence"] or token["cite"]):
            for code, message, hint in _references(whole):
                wrong(whole.split("\n")[0], start, code, message, hint)
        masked += [text[at:start], _mask(token)]
        if len(uncited) < _MOST_PROBLEMS:
            uncited += _uncited(text, at, start)
        at = end
        if token["cite"]:
            cited = _cited(whole)
            if isinstance(cited, str):
                message = f"{_shown(whole)} cannot be read as a citation: {cited}."
                wrong(whole, start, Code.BAD_CITATION, message, "Write [@source, p. 3].")
            else:
                cites.append((start, end, cited))
                for inner in _LOCATOR.finditer(whole):
                    uncited += _uncited(text, start + inner.start(), start + inner.end())
        elif token["open"] is not None:
            message = "The code that starts here does not end."
            hint = "Write a line with the same mark behind it."
            wrong(token["mark"], token.start("mark"), Code.BAD_MARKDOWN, message, hint)
        elif token["image"] or (token["tag"] or "").lower() == "img":
            message = "A picture cannot stand in a text, where it has no credit."
            wrong(whole, start, Code.IMAGE, message, "List it under `media:`, or link to it.")
        elif token["led"]:
            message = f"{_shown(whole)} is not a citation: words are before the @."
            wrong(whole, start, Code.BAD_CITATION, message, "Move them before the bracket.")
        elif token["nested"]:
            message = f"The words of the link before {_shown(whole)} have brackets in them."
            hint = "Write them without brackets. A citation goes behind the link."
            wrong(whole, start, Code.BAD_LINK, message, hint)
        elif token["lost"]:
            message = f"The link {_shown(whole)} has no address that can be read."
            hint = "Write [words](claim:id), or a whole address without spaces."
            wrong(whole, start, Code.BAD_LINK, message, hint)
        elif token["html"]:
            for code, message, hint in _not_allowed(token):
                wrong(whole.split("\n")[0], start, code, message, hint)
            if token["tag"] and token["tag"].lower() not in _UNCOUNTED:
                depth = max(depth + (-1 if whole.startswith("</") else 1), 0)
                if depth == _LEVELS + 1:
                    message = f"More than {_LEVELS} elements are open at {_shown(whole)}."
                    wrong(whole, start, Code.BAD_MARKDOWN, message, "Close each where it ends.")
        elif token["definition"] and whole.lstrip().startswith("[^"):
            label = f"{whole.strip().partition(']:')[0]}]:"
            message = f"{_shown(label)} starts a footnote, and there are none."
            hint = "Put its words into the text, and cite with [@source]."
            wrong(label, start, Code.BAD_MARKDOWN, message, hint)
        elif token["link"] or token["definition"] or token["auto"]:
            href = token["href"] or (token["target"] or token["uri"] or "").strip("<>")
            scheme, _, rest = href.partition(":")
            if token["link"] and scheme in LINKABLE and token["title"]:
                message = f"The link {_shown(whole)} has a title that no page shows."
                wrong(whole, start, Code.BAD_LINK, message, "Write its words into the text.")
            elif token["link"] and scheme in LINKABLE:
                links.append(Link(start, end, token["words"].strip(), scheme, rest))
            elif scheme.lower() in SCHEMES and rest:
                if not _has_readable_host(href):
                    message = f"{_shown(href)} is not an address: its host or port cannot be read."
                    wrong(href, start, Code.BAD_LINK, message, _COMPARE)
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
    uncited += _uncited(text, at, len(text))
    if text.count("](") + text.count("<") > _BRACKETS:
        # Markdown also looks for tags in the words of a link.
        outside = [*masked[::2], *(link.words for link in links)]
        never_closed = sum(len(_NEVER_CLOSED.findall(words)) for words in outside)
        if never_closed > _BRACKETS:
            first = _NEVER_CLOSED.search("".join(outside))
            message = f"More than {_BRACKETS} links or tags of the text are never closed."
            hint = "Close each, or write \\[ and &lt;."
            wrong(first[0] if first else "", len(text), Code.BAD_MARKDOWN, message, hint)
    spans, owner = citing("".join(masked), [start for start, _, _ in cites]) if cites else ([], [])
    marks = [
        Mark(start, end, cited, nth) for (start, end, cited), nth in zip(cites, owner, strict=True)
    ]
    sentences = [Sentence(start, end, plain_words(text, start, end)) for start, end in spans]
    return Prose(
        text,
        tuple(marks),
        tuple(links),
        tuple(sentences),
        tuple(addresses),
        tuple(problems),
        tuple(uncited[:_MOST_PROBLEMS]),
    )


def _uncited(text: str, start: int, end: int) -> Iterator[Problem]:
    """Yield what the author may have meant as a citation: ``@id`` without brackets, or ``[id]``."""
    for match in islice(_UNCITED.finditer(text, start, end), _MOST_PROBLEMS):
        token = match[0]
        id_, *place = token.strip("@\uff20[]").split(",", 1)
        if f"[{id_}]:" not in text:
            message = f'"{token}" names a source and does not cite it.'
            hint = f"Write [@{','.join([id_, *place])}], or \\{token} for these characters."
            nth = text.count(token, 0, match.start())
            yield Problem(token, nth, Code.BAD_CITATION, message, hint)


def _too_deep(text: str) -> str:
    """Return the first words that are nested too deep for Markdown, or ""."""
    for deep in _DEEP.finditer(text):
        if not _BREAK.match(text, deep.start()):
            return deep[0].strip()[:200]
    if text.count("[") > _BRACKETS:
        depth = 0
        for bracket in re.finditer(r"\\.|[\[\]]|\n[ \t]*+(?=\n)", text):
            depth = {"[": depth + 1, "]": max(depth - 1, 0)}.get(
                bracket[0], depth if bracket[0][0] == "\\" else 0
            )
            if depth > _BRACKETS:
                return "["
    return ""


def _not_allowed(token: re.Match[str]) -> Iterator[tuple[Code, str, str]]:
    """Yield code, message and suggestion for each part of some HTML that a page would leave out."""
    whole = token.group()
    name = (token["tag"] or "").lower()
    if token["torn"] is not None:
        yield (
            Code.BAD_MARKDOWN,
            "The comment that starts here does not end.",
            "Write --> behind it.",
        )
    elif token["endless"] is not None:
        message = "The tag that starts here does not end."
        yield Code.BAD_MARKDOWN, message, "Write &lt; for a < that begins no tag."
    elif whole.startswith(("<!-->", "<!--->")) or (whole.startswith("<!--") and "--!>" in whole):
        message = "The comment that starts here ends sooner in a browser than in Markdown."
        yield Code.BAD_MARKDOWN, message, "Write -- and > in it apart."
    elif name == "h1" or name in TAGS:
        yield from _attributes(name, whole)
    elif not whole.startswith("<!--"):
        message = f"A page cannot show {_shown(whole)}."
        yield Code.BAD_MARKDOWN, message, "Write &lt; for a < that begins no tag."


class _TagReader(HTMLParser):
    """Reads the attributes of a tag."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs


def _attributes(tag: str, whole: str) -> Iterator[tuple[Code, str, str]]:
    shown = _shown(whole)
    if whole.startswith("</"):
        if whole[2 + len(tag) : -1].strip():
            message = f"A page leaves out what stands behind the name in {shown}."
            yield Code.BAD_MARKDOWN, message, "Remove it."
        return
    reader = _TagReader()
    reader.feed(whole)
    if tag == "a" and "href" not in dict(reader.attributes):
        message = f"The link {shown} leads nowhere."
        yield Code.BAD_LINK, message, "Write [words](claim:id), or a whole address."
    for name, value in reader.attributes:
        if name not in ATTRIBUTES.get(tag, set()) | LANGUAGE:
            message = f'A page leaves out the attribute "{name}" of {shown}.'
            yield Code.BAD_MARKDOWN, message, "Remove it."
        elif name in _NUMBERS and not _NUMBER.fullmatch(value or ""):
            message = (
                f'The attribute "{name}" of {shown} is not a number that a browser counts with.'
            )
            yield Code.BAD_MARKDOWN, message, "Write digits only, nine at most."
        elif name == "href" and (value or "").partition(":")[0].lower() not in SCHEMES:
            message = f"The link {shown} leads to no http, https or mailto address."
            yield Code.BAD_LINK, message, "Write [words](claim:id), or a whole address."
        elif name == "href" and not _has_readable_host(value or ""):
            yield (
                Code.BAD_LINK,
                f"The link {shown} has a host or port that cannot be read.",
                _COMPARE,
            )


def _has_readable_host(address: str) -> bool:
    """Whether the host and the port of an address can be read (RFC 3986)."""
    try:
        urlsplit(unescape(address)).port  # noqa: B018 - raises if it is none
    except ValueError:
        return False
    return True


def _references(text: str) -> Iterator[tuple[Code, str, str]]:
    """Yield the character references that no text may have."""
    for reference in _REFERENCE.findall(text):
        character = unescape(reference) if len(reference) < 12 else ""
        if len(character) != 1 or character == "\ufffd" or BAD.search(character):
            message = f"{_shown(reference)} stands for a character that no text may have."
            yield Code.BAD_CHARACTER, message, "Remove it."


def _mask(token: re.Match[str]) -> str:
    """Return a text of a token's length in which nothing looks like the end of a sentence."""
    length = token.end() - token.start()
    if token["cite"]:
        return CITATION * length
    if token["fence"]:
        return "\n" * length
    if token["html"]:
        return "*" * length
    if token["ref"]:
        return token.group()
    # Keep the first letter that is shown: after a full stop, its case matters.
    shown = token["words"] if token["link"] else token.group().strip("`<")
    return (shown[0] if shown and shown[0].isalpha() else "X") * length


def _cited(token: str) -> tuple[Cited, ...] | str:
    """Return the sources of a citation, or what is wrong with it."""
    if not token.endswith("]"):
        return "it has no closing bracket"
    cited = []
    for piece in re.split(r";\s*(?=@)", token[1:-1]):
        part = _PART.match(piece.strip())
        if part is None:
            return "after @ comes a source's id, then perhaps a comma and the place"
        if part["at"] and _SECOND.search(part["at"]):
            return "a semicolon stands between two sources"
        cited.append(Cited(part["id"], " ".join((part["at"] or "").split())))
    return tuple(cited)


def plain_words(text: str, start: int = 0, end: int | None = None) -> str:
    """Return the words of a text, without citations and marks, for return links.

    ``start`` and ``end`` are the bounds of a sentence in ``text``, which need not begin a line. A
    record link without words becomes ``\\x02kind:id\\x03``.
    """
    end = len(text) if end is None else end
    pieces: list[str] = []
    at = start
    for token in _TOKEN.finditer(text, start, end):
        pieces += [_unmarked(text[at : token.start()]), _spoken(token)]
        at = token.end()
    pieces.append(_unmarked(text[at:end]))
    plain = " ".join("".join(pieces).split())
    # A citation that is removed before a punctuation mark leaves a space.
    return re.sub(r" (?=[.,;:!?](?:\s|\Z))", "", plain)


def _unmarked(text: str) -> str:
    """Return a text without its marks of emphasis."""
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
    return token["uri"] or (token.group().strip("<>") if token["mail"] else token.group())


def _shown(text: str) -> str:
    """Return a token for a message, shortened to one line."""
    text = " ".join(text[:1000].split())
    return f'"{text if len(text) <= 60 else text[:57] + "..."}"'
