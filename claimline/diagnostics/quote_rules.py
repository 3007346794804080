"""The rules on captures and quotes: each code with its level, summary, reason and cure."""

from __future__ import annotations

from claimline.diagnostics.levels import Rule, error, warning

RULES: dict[str, Rule] = {
    "capture-missing": error(
        "A file of a capture is not in `captures/`",
        "Only `claimline capture verify --complete` asks for it: a copy of the project that lacks "
        "some captures is no fault.",
        "Put it back, or remove the entry.",
    ),
    "capture-not-taken": error(
        "`claimline capture take SOURCE` did not save the page",
        "A page that is not loaded whole, or that answers with an error, is no copy of the source.",
        "Do what the message says, or save the page by hand.",
    ),
    "capture-changed": error(
        "A capture is not the file that was saved",
        "Its SHA-256 differs from the one in the source's record, so it proves nothing.",
        "Put the saved file back, or add the new one with `claimline capture add SOURCE FILE`.",
    ),
    "custody-broken": error(
        "The custody log was changed after it was written",
        "Each entry has the digest of the one before, so a changed log proves nothing.",
        "Take the log back from a copy, and find out who changed it.",
    ),
    "capture-unreadable": error(
        "The text of a capture cannot be read",
        "It is of an unknown type, is encrypted, or has no text, such as a scan.",
        "Save the source as text, HTML or a PDF with text.",
    ),
    "capture-encoding": warning(
        "The encoding of a capture is a guess",
        "If the guess is wrong, some letters are wrong, and quotes are not found.",
        "Look at the text, and name its encoding in the record, as `encoding: windows-1251`.",
    ),
    "quote-not-found": error(
        "A quote is not in its source's captures",
        "Readers take quoted words for the source's own.",
        "Correct the quote or its source, or add the capture that has it.",
    ),
    "quote-differs": warning(
        "A quote differs from the words of a capture",
        "Words, letters and punctuation must be the same. White space, dashes and forms of "
        "quotation marks may differ.",
        "Quote the exact words, with `[...]` where some are left out.",
    ),
    "quote-gone": warning(
        "A newer capture no longer has a quote",
        "The source was changed after the words were quoted. Readers should know.",
        "Let `claimline check --captures --write` note it as `gone_since`, and judge the claim "
        "again.",
    ),
    "quote-turned": warning(
        "A quote leaves out words that may change its meaning",
        'A negation or a condition beside a quote belongs to it, such as "did not" or "but only".',
        "Quote these words too, or say in the note what they change.",
    ),
    "quote-time": warning(
        "A quote is at another time of the subtitles",
        "Readers do not hear it at the time of `at`.",
        "Write the time at which it is said.",
    ),
    "quoted-words": warning(
        "Words in quotation marks before a citation are not in its source's captures",
        "Readers take them for the source's own. They may be something else, such as a title, so "
        "this is no error.",
        "Correct them, or remove the quotation marks.",
    ),
    "quote-link": warning(
        "The link to a quote leads to another place in the source",
        "A browser goes to the first place that has the same words.",
        "Let `claimline check --captures --write` write a `fragment`.",
    ),
}
