"""The languages of the interface: its words, and how each language writes dates and lists.

The program itself holds the English words. Every other language has a gettext catalogue (``.po``)
in this folder, which also has its plural forms. Dates, lists and the names of languages come from
the CLDR through Babel, which is imported only for those languages.
"""

from claimline.locale.catalogue import available, base_of, chosen, interface_translator, translator
from claimline.locale.conventions import Conventions
from claimline.locale.direction import direction, runs_against
from claimline.locale.numbers import plain_number
from claimline.locale.translator import ENGLISH, Translator, word, word_in

__all__ = [
    "ENGLISH",
    "Conventions",
    "Translator",
    "available",
    "base_of",
    "chosen",
    "direction",
    "interface_translator",
    "plain_number",
    "runs_against",
    "translator",
    "word",
    "word_in",
]
