"""Reads a Markdown text: finds its citations, links and sentences, and converts it to HTML."""

from claimline.prose.allowed import LINKABLE, SCHEMES
from claimline.prose.grammar import find_marks, plain_words
from claimline.prose.pieces import read_prose
from claimline.prose.sentences import sentence_starts, split_sentences, without_lead
from claimline.prose.values import Piece, Prose

__all__ = [
    "LINKABLE",
    "SCHEMES",
    "Piece",
    "Prose",
    "find_marks",
    "plain_words",
    "read_prose",
    "sentence_starts",
    "split_sentences",
    "without_lead",
]
