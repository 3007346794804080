"""The words of the interface in one language.

``t``, ``n`` and ``p`` are the program's names for gettext, ngettext and pgettext. What they are
given stands in the program in English and is the key of the catalogue; names and numbers in a
sentence are named placeholders, ``{like_this}``. ``word`` and ``word_in`` mark words of a table,
which are looked up where the table is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from claimline.locale.conventions import Conventions, English
from claimline.locale.direction import direction, isolated

Key = tuple[str, str]
"""A message's context ("" if it has none) and its English words, in the singular."""


def word(message: str) -> str:
    """Mark a message for the catalogue, and return it."""
    return message


def word_in(context: str, message: str) -> tuple[str, str]:
    """Mark a message with a context for the catalogue; pass both to ``Translator.p(*pair)``."""
    return context, message


@dataclass(frozen=True, slots=True)
class Translator:
    """Gives messages in one language. A message without a translation stays English."""

    language: str
    """BCP 47."""
    conventions: Conventions
    messages: Mapping[Key, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Each message's translation, or its plural forms in the order of ``plural``."""
    plural: Callable[[int], int] = lambda number: int(number != 1)
    """Which of the forms goes with a number."""

    direction: str = field(init=False)
    """``ltr`` or ``rtl``."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "direction", direction(self.language))

    def t(self, message: str, /, **values: object) -> str:
        """A message, with its placeholders filled."""
        return self._filled(self.gettext(message), values)

    def p(self, context: str, message: str, /, **values: object) -> str:
        """A message whose English words mean different things in different places."""
        return self._filled(self.pgettext(context, message), values)

    def n(self, singular: str, plural_form: str, n: int, /, **values: object) -> str:
        """A message in the form that goes with the number ``n``, which fills ``{n}``."""
        return self._filled(self.ngettext(singular, plural_form, n), {"n": n, **values})

    def names(self, words: Sequence[str]) -> list[str]:
        """Names for a list in a sentence, each set apart if it is written the other way."""
        return [isolated(name, self.direction) for name in words]

    # The names by which templates know them: without placeholders, which Jinja fills itself.

    def gettext(self, message: str) -> str:
        """The translation of a message."""
        return self.pgettext("", message)

    def pgettext(self, context: str, message: str) -> str:
        """The translation of a message in a context."""
        forms = self.messages.get((context, message))
        return forms[0] if forms else message

    def ngettext(self, singular: str, plural_form: str, n: int) -> str:
        """The translation in the form for a number."""
        return self.npgettext("", singular, plural_form, n)

    def npgettext(self, context: str, singular: str, plural_form: str, n: int) -> str:
        """The translation in the form for a number, of a message in a context."""
        forms = self.messages.get((context, singular))
        if forms:
            return forms[self.plural(n)]
        return singular if n == 1 else plural_form

    def _filled(self, message: str, values: Mapping[str, object]) -> str:
        if not values:
            return message
        way = self.direction
        return message.format_map(
            {name: isolated(str(value), way) for name, value in values.items()}
        )


ENGLISH = Translator("en", English())
