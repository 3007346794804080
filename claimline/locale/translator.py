"""The words of the interface in one language.

``t``, ``n`` and ``p`` are the program's names for gettext, ngettext and pgettext. They take the
English message, which is also its key in the catalogue. Names and numbers in a sentence are
placeholders with names, ``{like_this}``. ``word`` and ``word_in`` mark words in a table, which are
translated when the table is used.
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


@dataclass(frozen=True, slots=True, eq=False)
class Translator:
    """Gives messages in one language. A message without a translation stays English.

    Two translators are the same only if they are one object.
    """

    language: str
    """The language, as a BCP 47 tag."""
    conventions: Conventions
    messages: Mapping[Key, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Each message's translation, or its plural forms in the order of ``plural``."""
    plural: Callable[[int], int] = lambda number: int(number != 1)
    """Returns which of the forms goes with a number."""

    direction: str = field(init=False)
    """``ltr`` or ``rtl``."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "direction", direction(self.language))

    def t(self, message: str, /, **values: object) -> str:
        """Return the translation of a message, with its placeholders filled."""
        return self._filled(self.gettext(message), values)

    def p(self, context: str, message: str, /, **values: object) -> str:
        """Return the translation of a message in a context, with its placeholders filled.

        The context tells apart messages that have the same words in English.
        """
        return self._filled(self.pgettext(context, message), values)

    def n(self, singular: str, plural_form: str, n: int, /, **values: object) -> str:
        """Return the translation in the form for the number ``n``, which fills ``{n}``."""
        return self._filled(self.ngettext(singular, plural_form, n), {"n": n, **values})

    def names(self, words: Sequence[str]) -> list[str]:
        """Return names for a list in a sentence, in isolates if they run the other way."""
        return [isolated(name, self.direction) for name in words]

    # The names that templates use. Jinja fills the placeholders itself.

    def gettext(self, message: str) -> str:
        """Return the translation of a message."""
        return self.pgettext("", message)

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of a message in a context."""
        forms = self.messages.get((context, message))
        return forms[0] if forms else message

    def ngettext(self, singular: str, plural_form: str, n: int) -> str:
        """Return the translation in the form for a number."""
        return self.npgettext("", singular, plural_form, n)

    def npgettext(self, context: str, singular: str, plural_form: str, n: int) -> str:
        """Return the translation in the form for a number, of a message in a context."""
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
