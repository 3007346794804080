"""The languages of the interface: one catalogue of its words, and how each language writes.

English stands in the program itself. Every other language is a gettext catalogue (``.po``) in
this folder; its plural forms come from the catalogue, and dates, lists and the names of
languages from the CLDR through Babel, which is imported for those languages alone.
"""

from claimline.locale.catalogue import available, chosen, translator
from claimline.locale.conventions import Conventions
from claimline.locale.direction import direction, runs_against
from claimline.locale.numbers import plain_number
from claimline.locale.translator import ENGLISH, Translator, word, word_in

__all__ = [
    "ENGLISH",
    "Conventions",
    "Translator",
    "available",
    "chosen",
    "direction",
    "plain_number",
    "runs_against",
    "translator",
    "word",
    "word_in",
]
