"""The table of diagnostics: every code with its level, its summary, its reason and its cure.

``docs/diagnostics.md`` is written from this table. Each code has a test case.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

_Row = tuple[str, "Level", str, str, str]


class Level(StrEnum):
    """How much a finding weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


def _error(code: str, summary: str, reason: str, cure: str) -> _Row:
    return code, Level.ERROR, summary, reason, cure


def _warning(code: str, summary: str, reason: str, cure: str) -> _Row:
    return code, Level.WARNING, summary, reason, cure


# The formatter would give each row six lines.
# fmt: off
class Code(StrEnum):
    """The name of a rule, as printed between square brackets, with what the rule is for.

    ``summary`` names the fault, ``reason`` says why it matters and ``cure`` what to do. The last
    two are whole sentences. A comment opens each group.
    """

    _value_: str
    level: Level
    summary: str
    reason: str
    cure: str

    def __new__(cls, code: str, *row: Any) -> Code:
        self = str.__new__(cls, code)
        self._value_ = code
        self.level, self.summary, self.reason, self.cure = row
        return self

    # Reading files
    FILE_MISSING = _error("file-missing", "A file or folder that the project needs is not there",
        "A project is a folder with `content/site.yaml` in it.",
        "Start the program in the project's folder, or name it with `--project`.")
    FILE_UNREADABLE = _error("file-unreadable", "A file cannot be read",
        "The operating system refused it.",
        "Check the file's permissions and that it is a plain file.")
    FILE_TOO_LARGE = _error("file-too-large", "A record is larger than a record should be",
        "A file over one megabyte is almost surely not a record.",
        "Split the file, or move what is not a record out of `content/`.")
    FILE_EMPTY = _error("file-empty", "A file has nothing in it",
        "An empty file is usually one whose saving failed.",
        "Write the record, or remove the file.")
    FILE_OUTSIDE = _error("file-outside",
        "A link in `content/` or `templates/` leads out of the project",
        "A build reads the project alone, so that it gives the same site everywhere.",
        "Copy the file into the project.")
    FILE_UNKNOWN = _warning("file-unknown", "A file in `content/` belongs to no kind of record",
        "A misspelt folder would otherwise lose records without a word.",
        "Rename or move the file; a name that starts with `_` or `.` is passed over.")
    BAD_ENCODING = _error("bad-encoding", "A file is not UTF-8",
        "Words in other encodings come out wrong on other machines.",
        "Save the file as UTF-8.")
    BAD_CHARACTER = _error("bad-character", "A file has a control character in it",
        "No text needs one, and YAML and HTML forbid them.",
        "Remove the character at the place that is named.")
    MERGE_CONFLICT = _error("merge-conflict", "The marks of a merge conflict stand in a file",
        "Git put both versions there; only a person can choose between them.",
        "Keep one version, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`.")
    YAML_SYNTAX = _error("yaml-syntax", "A file is not YAML",
        "The parser could not go on from the place that is named.",
        "Look at that line and the one before it: a missing quote, colon or indent is usual.")
    YAML_TAB = _error("yaml-tab", "A line is indented with a tab",
        "YAML forbids tabs in indentation.",
        "Use spaces.")
    YAML_DUPLICATE_KEY = _error("yaml-duplicate-key", "A mapping has one key twice",
        "One of the two values would be lost without a word.",
        "Keep one of them.")
    YAML_COMPLEX_KEY = _error("yaml-complex-key", "A key is not plain text",
        "Records have words for keys.",
        "Write a word before the colon; quote a value that starts with `{` or `[`.")
    YAML_TAG = _error("yaml-tag", "A value has a YAML tag",
        "The schema decides types; a tag such as `!!int` is not needed, `!!python` is not safe.",
        "Remove the tag.")
    YAML_ALIAS = _error("yaml-alias", "An alias grows too large, or names nothing",
        "Aliases of aliases can fill the memory.",
        "Write the values out.")
    YAML_COMMENT = _error("yaml-comment", "A comment cuts a text short",
        "YAML reads `#` after a space as the start of a comment, so what follows is not published. "
        "Behind an id, a date, a number, an address or a word that is chosen from a few, a comment "
        "is one; behind free text it may be a part of it.",
        "Put quotes around the whole value. Give a comment a line of its own.")
    YAML_DOCUMENTS = _error("yaml-documents", "A file holds more than one YAML document",
        "Only the first would be read.",
        "Use a list of records, each with its `id`, or one file for each.")
    YAML_DEPTH = _error("yaml-depth", "A file is nested too deep",
        "No record has so many levels.",
        "Look for brackets that are never closed.")
    FRONT_MATTER = _error("front-matter", "A Markdown file has no front matter, or it does not end",
        "A brief begins with `---`, its fields, and `---` again.",
        "Add the missing line.")
    # Records against the schema
    NOT_A_MAPPING = _error("not-a-mapping", "A mapping (`key: value`) belongs here",
        "The record has another shape than the schema.",
        "See the records reference for the field's shape.")
    NOT_A_LIST = _error("not-a-list", "A list (`- item`) belongs here",
        "The record has another shape than the schema.",
        "Put a dash before each item.")
    NOT_TEXT = _error("not-text", "Plain text belongs here",
        "The record has another shape than the schema.",
        "Write one value; quote it if it starts with a bracket.")
    UNKNOWN_KEY = _error("unknown-key", "A key is not a field of the record",
        "A misspelt field would otherwise be left out without a word.",
        "Correct the spelling; see the records reference for the fields of each kind.")
    MISSING_KEY = _error("missing-key", "A field that the record needs is not there",
        "The page cannot be written without it.",
        "Add the field.")
    BAD_VALUE = _error("bad-value", "A value is not one that the field takes",
        "The field has a fixed set of values, or a form.",
        "Use one of the values that the message names.")
    BAD_DATE = _error("bad-date", "A date is not in the form that is read",
        "Dates are EDTF level 1, with a time of day and a time zone where known.",
        "Write `2025-12-29`, `2025-12`, `2025-12-29?`, `2025-12-29Tevening`, "
        "`2025-12-29T19:20~[Europe/Moscow]`.")
    BAD_URL = _error("bad-url", "An address is not one that a page may link to",
        "Only `http`, `https` and `mailto` addresses are linked.",
        "Write the whole address.")
    BAD_ID = _error("bad-id", "An id has characters that an address should not have",
        "An id becomes the address of a page and must work on every host.",
        "Use lower-case letters, digits and hyphens.")
    DUPLICATE_ID = _error("duplicate-id", "Two records of one kind have one id",
        "Both would be written to one page.",
        "Rename one of them.")
    RESERVED_ID = _error("reserved-id", "A page's id is taken by a page that the program writes",
        "Both would be written to one file.",
        "Choose another id.")
    # Links between records
    DANGLING = _error("dangling-reference", "A record names another that does not exist",
        "The link would lead nowhere.",
        "Correct the id, or write the record.")
    CYCLE = _error("cycle", "Records lead back to themselves",
        "Who repeats whom, who revises what and who speaks for whom have a beginning.",
        "Remove one of the links that the message names.")
    SELF_REFERENCE = _error("self-reference", "A record names itself",
        "A record cannot stand behind itself.",
        "Name another record, or remove the field.")
    BAD_LINK = _error("bad-link", "A link in Markdown leads to nothing that a page may link to",
        "A link names a record (`claim:id`) or an `http`, `https` or `mailto` address.",
        "Write one of these.")
    BAD_CITATION = _error("bad-citation", "A citation in Markdown cannot be read",
        "A citation is `[@source]`, `[@source, p. 3]` or `[@one; @two]`.",
        "Correct it; write `\\[@` for a bracket that is no citation.")
    BAD_MARKDOWN = _error("bad-markdown", "Markdown has something in it that a page cannot show",
        "A page shows plain HTML alone; the rest would be left out, and words with it.",
        "Do what the message says. Write `&lt;` for a `<` that begins no tag.")
    FOLDED_LIST = _warning("folded-list", "A list or a table stands in a text that YAML folds",
        "After `>` YAML joins the lines to one, so dashes and bars are printed as they stand.",
        "Write `|` in place of `>`.")
    IMAGE = _error("image", "Markdown has an image in it",
        "A page makes no request to another host, and the project ships no images yet.",
        "Link to the image, or describe it.")
    REDIRECT = _error("redirect", "A redirect cannot be made",
        "It starts at a page that exists, leads to one that does not, or leaves the site.",
        "Name an old page that is gone and a page that exists.")
    NOT_CARRIED = _error("not-carried",
        "A citation names a statement that its source does not carry",
        "The trace from the citation to the statement would be made up.",
        "Add the statement to the source's `carries`, or name another.")
    # Editorial rules
    UNEXPLAINED_CHANGE = _warning("unexplained-change",
        "A verdict, a claim or an address changed since it was published, and nothing says so",
        "Readers rely on what they read, and link to it.",
        "Add an entry to `history` for a verdict, to `corrections` for a claim's words, to "
        "`redirects` for an address. Then `claimline publish --record`.")
    INTERFACE_LANGUAGE = _warning("interface-language",
        "The interface is not translated into the site's language",
        "Menus, headings and dates would be English around words that are not.",
        "Say which language they should have, with `interface_language` in `site.yaml`.")
    CLAIM_WITHOUT_CITATION = _error("claim-without-citation", "A claim has no citation",
        "Nothing is shown as known without evidence.",
        "Add a citation, with the stance that the source takes.")
    CLAIM_WITHOUT_VERDICT = _warning("claim-without-verdict", "A claim of fact has no verdict",
        "A reader cannot tell whether it was judged, and may take it for a fact.",
        "Add `verdict`, or give the claim another `kind`.")
    CITATION_WITHOUT_STANCE = _warning("citation-without-stance", "A citation has no stance",
        "It counts as `context`, and so neither for the claim nor against it.",
        "Say what the source does: `supports`, `disputes`, `repeats` or `context`.")
    EVENT_WITHOUT_CITATION = _error("event-without-citation", "An event has no citation",
        "Nothing is shown as known without evidence.",
        "Add a citation.")
    QUOTE_WITHOUT_LOCATOR = _warning("quote-without-locator", "A quote has no locator",
        "A reader must be able to find it.",
        "Add `at:` with a paragraph, page or time code.")
    QUOTE_TOO_LONG = _warning("quote-too-long", "A quote is longer than forty words",
        "Short quotes are fair use and are easier to find; long ones are copies.",
        "Quote the words that matter and put the rest in your own.")
    SOURCE_NEVER_CITED = _warning("source-never-cited", "A source is cited nowhere",
        "A reader would take it for evidence.",
        "Cite it, or remove it.")
    SOURCE_WITHOUT_ADDRESS = _warning("source-without-address",
        "A source has no address and no archived copy",
        "A reader cannot check it.",
        "Add `url`, `archives`, or `url_status: unknown` with a note that says why.")
    SAME_SOURCE = _warning("same-source", "Two records are of one source",
        "Their addresses differ in nothing that chooses a page, or one is an archive copy of the "
        "other. One source cannot stand beside itself, so that it counts once everywhere.",
        "Keep one record, or correct the address.")
    STATEMENT_NOT_CARRIED = _warning("statement-not-carried", "No source carries a statement",
        "A reader cannot check that it was made.",
        "Add it to the `carries` of a source.")
    SUPPORTED_BY_ONE_PARTY = _warning("supported-by-one-party",
        "A claim is called supported on the word of fewer than two independent parties",
        "Ten articles that repeat one statement are not ten confirmations.",
        "Find an independent origin, or change the verdict.")
    STANCE_BEFORE_CLAIM = _warning("stance-before-claim",
        "An actor answers a claim before it was made",
        "Words that are older than a claim neither deny nor confirm it.",
        "Cite an answer to the claim, correct a date, or cite the older words as context.")
    WHICH_STATEMENT = _warning("which-statement",
        "A citation does not say which of its source's statements it cites",
        "The trace to a party stays open, so the citation counts for none.",
        "Add `statement:`.")
    UNKNOWN_ORIGIN = _warning("unknown-origin",
        "A source that supports a claim carries nothing that can be traced",
        "What has no known origin never counts as independent.",
        "Add `carries` to the source, or say in its note that the origin is unknown with "
        "`origin: unknown`.")
    SHORT_TOO_LONG = _error("short-too-long", "A short title is longer than 75 characters",
        "It stands in lists, results and shared links, where more is cut off.",
        "Shorten it.")
    VERDICT_WITHOUT_REASONING = _warning("verdict-without-reasoning", "A verdict has no reasoning",
        "A verdict says why.",
        "Add `reasoning`.")
    VERDICT_HISTORY = _error("verdict-history",
        "A verdict and the last entry of its history differ",
        "A changed verdict is recorded, not overwritten.",
        "Add a `history` entry that ends at the verdict.")
    JUDGE_AGAIN = _warning("judge-again",
        "A verdict was not judged again after something under it changed",
        "A claim on which it depends was refuted or is no longer supported, or the speaker revised "
        "the statement in which it was made.",
        "Judge it again, and add a `history` entry of that day or later; it may keep the verdict.")
    BOTH_SUPPORTED = _warning("both-supported",
        "Two claims that contradict each other are both called supported",
        "Only one of them can be right.",
        "Change one of the verdicts, or the relation.")
    DETAIL_WITH_ONE_VALUE = _warning("detail-with-one-value", "A detail has fewer than two answers",
        "A detail sets answers side by side.",
        "Add the answers of other sources, or make it a claim.")
    BRIEF_WITHOUT_CITATION = _warning("brief-without-citation", "A brief cites nothing",
        "Every sentence that states a fact carries a citation.",
        "Cite sources with `[@source]`.")
    UNUSED_RECORD = _warning("unused-record", "An actor or a place is named nowhere",
        "Its page would be empty.",
        "Name it in a record, or remove it.")
    RELIABILITY_WITHOUT_REASON = _warning("reliability-without-reason",
        "A source is graded without a reason",
        "A grade that nobody can check is an opinion.",
        "Add `reliability_reason`.")
    # Captures and quotes
    CAPTURE_MISSING = _error("capture-missing",
        "A capture that a source names is not in `captures/`",
        "Its quotes cannot be checked without it.",
        "Put the file back, or remove the entry.")
    CAPTURE_CHANGED = _error("capture-changed", "A capture is not the file that was saved",
        "Its SHA-256 differs from the one in the source's record, so it proves nothing.",
        "Put the saved file back, or add the new one with `claimline capture add SOURCE FILE`.")
    CAPTURE_UNREADABLE = _error("capture-unreadable", "A capture cannot be read for its words",
        "It is of another type than is read, is encrypted, or has no text, as a scan.",
        "Save the source as text, HTML or a PDF with text.")
    CAPTURE_ENCODING = _warning("capture-encoding", "The encoding of a capture is a guess",
        "Where it is wrong, letters are others than the source has, and quotes are not found.",
        "Look at the text, and name its encoding in the record, as `encoding: windows-1251`.")
    QUOTE_NOT_FOUND = _error("quote-not-found", "A quote does not stand in its source's captures",
        "A reader takes quoted words for the source's own.",
        "Correct the quote or its source, or add the capture in which it stands.")
    QUOTE_DIFFERS = _warning("quote-differs", "A quote stands in a capture in other words",
        "White space, dashes and forms of quotation marks do not count; words, letters and "
        "punctuation do.",
        "Quote the words as they stand, with `[...]` where some are left out.")
    QUOTE_TURNED = _warning("quote-turned", "A quote stops at words that may turn its meaning",
        'A negation or a condition beside a quote belongs to it, as "did not" or "but only".',
        "Quote these words too, or say in the note what they change.")
    QUOTED_WORDS = _warning("quoted-words",
        "Words in quotation marks before a citation do not stand in its source's captures",
        "A reader takes them for the source's own. They may be meant otherwise, so this is no "
        "error.",
        "Correct them, or remove the quotation marks.")
    QUOTE_LINK = _warning("quote-link", "The link to a quote leads elsewhere than to the quote",
        "A browser takes the first place where the words stand.",
        "Let `claimline check --captures --write` write a `fragment`.")
    # Templates and output
    TEMPLATE_SYNTAX = _error("template-syntax", "A template cannot be compiled",
        "Jinja could not read it.",
        "Look at the line that is named.")
    TEMPLATE_FAILED = _error("template-failed", "A template failed while a page was made",
        "It used a name that does not exist, or a value of another kind.",
        "Compare it with the theme's template of the same name.")
    TEMPLATE_UNUSED = _warning("template-unused",
        "Nothing uses a template of the project, or a block of it",
        "Its name is not one that the theme has, so no page shows it.",
        "Compare its name with those of the theme.")
    SHARE_IMAGE = _error("share-image", "The pictures for shared links cannot be made",
        "Others load such a picture by its whole address, so the site needs `base_url`; and Pillow "
        "draws it. With one of them missing the pages would name pictures that are not there.",
        "Add `base_url` and run `pip install '.[images]'` in claimline's checkout, or remove "
        "`images` from `site.yaml`.")
    IMAGE_WORDS = _warning("image-words", "A picture for shared links lacks some words",
        "The fonts of the pictures have Latin, Greek, Cyrillic, Hebrew and Arabic letters; for "
        "the last two Pillow needs Raqm. What cannot be shown rightly is left out.",
        "Install a Pillow with Raqm, or remove `images` from `site.yaml`.")
    BROKEN_LINK = _error("broken-link", "A page links to a page or a place that does not exist",
        "An overriding template made a link that leads nowhere.",
        "Correct the template.")
    EXPORT = _error("export", "An export of an installed package failed",
        "Packages can add files to the site; one of them raised an error or chose a bad path.",
        "Mend or uninstall the package that the message names.")
    SEARCH = _warning("search", "The search could not be built",
        "Pagefind is not installed, or failed. The search page leads to the A to Z instead.",
        "Run `pip install '.[search]'` in claimline's checkout, or remove `search: true`.")
    OUTPUT_PLACE = _error("output-place", "The output folder cannot be used",
        "It holds the project's own files, or is not a folder.",
        "Name another folder with `--output`.")
    OUTPUT_FOREIGN = _error("output-foreign",
        "A file that is not the program's stands where a page would be written",
        "Files that an earlier build did not write are never replaced.",
        "Move the file away, or name another folder with `--output`.")
    OUTPUT_LOCKED = _error("output-locked", "Another build is writing to the same folder",
        "Two builds at once would mix their pages.",
        "Wait for it to end.")
    OUTPUT_FAILED = _error("output-failed", "The site could not be written",
        "The operating system refused it. The last good site stays as it was.",
        "Check permissions and free space.")
    SHARD = _error("shard", "Shares of a build that are no whole",
        "A site is merged from all the shares of one build: the same content, theme and program.",
        "Build all shares `--shard 1/N` to `--shard N/N` from the same state, and name them all.")
    INTERNAL = _error("internal", "A fault of the program itself",
        "No input should cause it.",
        "Please report it, with what `--verbose` prints.")
