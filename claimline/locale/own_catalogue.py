"""Reads a catalogue that a project brings, and finds what is wrong with it.

Nobody has tested such a catalogue, and anybody may have written it. So each translation is compared
with its message: it has the same placeholders and no HTML, and each plural form is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from email import message_from_string
from functools import cache, lru_cache, partial
from gettext import c2py
from io import BytesIO, StringIO
from types import MappingProxyType

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, read_po, write_po

from claimline.locale.catalogue import FOLDER, available, base_of, translator
from claimline.locale.cldr import Cldr
from claimline.locale.translator import ENGLISH, Key, Translator
from claimline.value import Value

MOST_FORMS = 6
"""The most plural forms that any language has."""
_NUMBERS = (*range(1001), 1_000_000, 2_000_000)
"""The numbers for which plural forms are tried."""
_LINE = re.compile(r'#.*|(?:msg[a-z_]+(?:\[\d\])? )?"(?:[^"\\]|\\.)*"|')
_PLURAL_FORMS = re.compile(r"nplurals=(\d); *plural=([^;]+);?")
_PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
_NUMBER = frozenset({"{n}", "%(num)s"})
_MARKUP = re.compile(r"<[A-Za-z/!?]|&(?:#\w+|[A-Za-z]\w*);")
# Lines that change with the day or the program's version. They would make every diff longer.
RESTLESS = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|Last-Translator'
    rb'|Language-Team|Project-Id-Version): .*\n(?:"(?![A-Z][\w-]*: ).*\n)*',
    re.MULTILINE,
)

Plural = Callable[[int], int]


class CatalogueFault(Value, frozen=True):
    """What is wrong at a line of a catalogue. With ``whole``, nothing of it can be used."""

    line: int
    message: str
    suggestion: str
    whole: bool = False


class OwnCatalogue(Value, frozen=True):
    """The sound translations of a project's catalogue, and its faults.

    ``lines`` has the line of each message of the file, translated or not.
    """

    messages: Mapping[Key, tuple[str, ...]]
    lines: Mapping[Key, int]
    plural: Plural
    faults: tuple[CatalogueFault, ...] = ()


class _FaultError(Exception):
    def __init__(self, line: int, message: str, suggestion: str) -> None:
        self.fault = CatalogueFault(line, message, suggestion, whole=True)


@cache
def program_messages() -> Mapping[Key, tuple[str, ...]]:
    """Return the English words of every message of the program: one form, or two."""
    return {_key(message): _forms(message.id) for message in _template() if message.id}


def _template() -> Catalog:
    with (FOLDER / "messages.pot").open("rb") as file:
        return read_po(file)


@cache
def usual_plural(language: str) -> tuple[int, str]:
    """Return how many plural forms a language has, and the C expression that chooses one.

    They are those of the program's own catalogue, or else those that Babel knows.
    """
    path = FOLDER / f"{language.replace('-', '_')}.po"
    if not path.is_file():
        known = Catalog(locale=Locale.parse(language, sep="-"))
    else:
        with path.open("rb") as file:
            known = read_po(file, ignore_obsolete=True)
    return known.num_plurals, known.plural_expr


def read_catalogue(text: str, language: str, base: str | None) -> OwnCatalogue:
    """Return the translations in the text of a ``.po`` file.

    Args:
        text: the file.
        language: its language, which Babel knows.
        base: the language of the program's catalogue that it adds to, if there is one. Its plural
            forms are then used.
    """
    catalogue = _Catalogue(usual_plural(base or language))
    try:
        for number, each in enumerate(text.splitlines(), 1):
            if not _LINE.fullmatch(each.strip()):
                raise _FaultError(number, "This is no line of a catalogue.", _HOW_TO_WRITE)
        PoFileParser(catalogue, ignore_obsolete=True, abort_invalid=True).parse(text.splitlines())
        if base:
            catalogue.compare(usual_plural(base))
        plural = catalogue.plural()
    except _FaultError as error:
        return OwnCatalogue({}, {}, lambda _: 0, (error.fault,))
    except PoFileError as error:
        line = min(error.lineno + 1, text.count("\n") + 1)
        fault = CatalogueFault(line, f"It is no catalogue: {error}.", _HOW_TO_WRITE, whole=True)
        return OwnCatalogue({}, {}, lambda _: 0, (fault,))
    faults: list[CatalogueFault] = []
    messages: dict[Key, tuple[str, ...]] = {}
    lines: dict[Key, int] = {}
    for message in catalogue:
        key = _key(message)
        line = lines[key] = message.lineno or 0
        forms = _forms(message.string)
        if not any(forms) or message.fuzzy:
            continue
        wrong = list(_wrong(message, forms, plural))
        faults += (CatalogueFault(line, *each) for each in wrong)
        if not wrong:
            messages[key] = forms
    return OwnCatalogue(messages, lines, plural, tuple(faults))


_HOW_TO_WRITE = 'Write `msgid "English words"`, and below it `msgstr "their translation"`.'


class _Catalogue(Catalog):
    """A catalogue whose header sets nothing but the plural forms."""

    def __init__(self, usual: tuple[int, str]) -> None:
        super().__init__()
        self._forms, self._rule = usual
        self._header_line = 0
        self._read: dict[Key, Message] = {}

    @property
    def num_plurals(self) -> int:
        return self._forms

    def __iter__(self) -> Iterator[Message]:
        return iter(self._read.values())

    def __setitem__(self, id: str | tuple[str, ...] | list[str], message: Message) -> None:
        line = message.lineno or 0
        key = _key(message)
        if id == "" and not message.context:
            self._read_header(line, _forms(message.string)[0])
        elif not _forms(id)[0]:
            raise _FaultError(line, "The message has no words.", "Remove it.")
        elif key in self._read:
            first = self._read[key].lineno
            text = f'The message "{_forms(id)[0]}" is in line {first} already.'
            raise _FaultError(line, text, "Remove one of them.")
        else:
            self._read[key] = message

    def _read_header(self, line: int, text: str) -> None:
        if self._read or self._header_line:
            raise _FaultError(line, "The header stands once, at the start.", "Remove this one.")
        self._header_line = line
        forms = message_from_string(text).get("Plural-Forms")
        if forms is None:
            return
        match = _PLURAL_FORMS.fullmatch(forms.strip())
        if not match or not 1 <= int(match[1]) <= MOST_FORMS:
            usual = self._as_header(self._forms, self._rule)
            raise _FaultError(line, "`Plural-Forms` of the header cannot be read.", usual)
        self._forms, self._rule = int(match[1]), match[2].strip()

    @staticmethod
    def _as_header(count: int, expression: str) -> str:
        return f"Write `Plural-Forms: nplurals={count}; plural={expression};`"

    def compare(self, usual: tuple[int, str]) -> None:
        """Check that the plural forms are the usual ones, in the usual order.

        Raises:
            _FaultError: they are not.
        """
        plural, expected = self.plural(), _plural(usual[1], usual[0])
        if any(plural(number) != expected(number) for number in _NUMBERS):
            message = "The plural forms are not those of the program's own catalogue."
            raise _FaultError(self._header_line, message, self._as_header(*usual))

    def plural(self) -> Plural:
        """Return the function that chooses a plural form.

        Raises:
            _FaultError: there is no such function.
        """
        count, line = self._forms, self._header_line
        try:
            choose = c2py(self._rule)
            used = {choose(number) for number in _NUMBERS}
        except (ValueError, ArithmeticError, SyntaxError, MemoryError) as error:
            message = f"The rule for plural forms cannot be used: {error}."
            raise _FaultError(line, message, _SEE_CLDR) from None
        if used != set(range(count)):
            message = f"The rule chooses the plural forms {', '.join(map(str, sorted(used)))}."
            hint = f"With nplurals={count}, it must choose each of 0 to {count - 1}."
            raise _FaultError(line, message, hint if count > 1 else "It must choose only 0.")
        return _plural(self._rule, count)


_SEE_CLDR = "Write the rule that the editors of `.po` files have for the language."


def _plural(expression: str, count: int) -> Plural:
    """Return a function that chooses one of ``count`` forms, for every number."""
    return partial(_chosen, c2py(expression), count)


def _chosen(choose: Plural, count: int, number: int) -> int:
    try:
        form = choose(number)
    except ArithmeticError:
        return 0
    return form if 0 <= form < count else 0


def _forms(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (words or "",) if isinstance(words, str) or words is None else tuple(words)


def _key(message: Message) -> Key:
    return message.context or "", _forms(message.id)[0]


def _wrong(message: Message, forms: tuple[str, ...], plural: Plural) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a translation, each with a suggestion."""
    own = _forms(message.id)
    original = program_messages().get(_key(message), own)
    name = f'"{original[0]}"'
    if len(original) != len(own):
        takes = "has forms for numbers" if len(original) > 1 else "has no forms for numbers"
        plural_id = f'`msgid_plural "{original[-1]}"`'
        hint = f"Add {plural_id}." if len(original) > 1 else "Remove `msgid_plural`."
        yield f"The message {name} {takes}.", hint
        return
    if not all(form.strip() for form in forms):
        number = next(nth for nth, form in enumerate(forms) if not form.strip())
        which = f"Plural form {number}" if len(forms) > 1 else "The translation"
        yield f"{which} of {name} has no words.", "Write it, or leave all of `msgstr` empty."
        return
    whole = " ".join(original)
    rest = _PLACE.sub("", whole)
    wanted = set(_PLACE.findall(original[-1]))
    for nth, form in enumerate(forms):
        there = set(_PLACE.findall(form))
        missing = wanted - there - (_NUMBER if _may_omit(nth, len(forms), plural) else set())
        stray = [sign for sign in "{}%" if sign in _PLACE.sub("", form) and sign not in rest]
        if wrong := [*sorted(there - wanted), *stray]:
            only = f"It has {_listed(wanted)}." if wanted else "It has no placeholder."
            yield f"The translation of {name} has {wrong[0]}, which the message has not.", only
        elif missing:
            hint = "Write it where the name or number belongs."
            yield f"The translation of {name} lacks {_listed(missing)}.", hint
        elif (markup := _MARKUP.search(form)) and markup[0] not in whole:
            hint = "Write plain words: the program adds the HTML."
            yield f'The translation of {name} has HTML in it: "{markup[0]}".', hint


def _may_omit(form: int, count: int, plural: Plural) -> bool:
    """Whether a plural form may leave the number out, because it is for one number only."""
    return count > 1 and sum(plural(number) == form for number in range(200)) < 2


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


@lru_cache(maxsize=8)
def own_translator(language: str, text: str) -> tuple[OwnCatalogue, Translator]:
    """Return a project's catalogue, and the translator that takes its translations first.

    Args:
        language: the language of the catalogue (BCP 47).
        text: the text of the ``.po`` file.

    Raises:
        LookupError: the CLDR does not have the language.
    """
    locale = _locale(language)
    has_script = len(language.partition("-")[2].partition("-")[0]) == 4
    base = language if language in available() else None if has_script else base_of(language)
    own = read_catalogue(text, language, base)
    program = translator(base or ENGLISH.language)
    conventions = program.conventions if base == language else Cldr(locale)
    messages = MappingProxyType({**program.messages, **own.messages})
    return own, Translator(language, conventions, messages, own.plural)


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except UnknownLocaleError:
        raise LookupError(language) from None


def complete_catalogue(language: str, text: str = "") -> bytes:
    """Return a catalogue with all that ``text`` has, and every message of the program.

    Raises:
        LookupError: the CLDR does not have the language.
        ValueError: the header of ``text`` has a value that is no date.
    """
    locale = _locale(language)
    catalogue = Catalog(locale=locale, charset="utf-8", fuzzy=False)
    if text:
        catalogue = read_po(StringIO(text), locale=locale)
    else:
        catalogue.header_comment = f"# The words of the interface in {locale.english_name}."
    for message in _template():
        if message.id and catalogue.get(_forms(message.id)[0], message.context) is None:
            empty = ("",) * catalogue.num_plurals if isinstance(message.id, tuple) else ""
            catalogue.add(
                message.id, empty, message.locations, message.flags, context=message.context
            )
    out = BytesIO()
    write_po(out, catalogue, width=96, include_lineno=False)
    known = text.encode()
    return RESTLESS.sub(lambda row: row[0] if row[0] in known else b"", out.getvalue())


def untranslated(language: Translator) -> int:
    """Return how many of the program's messages have no translation."""
    return len(program_messages().keys() - language.messages.keys())
