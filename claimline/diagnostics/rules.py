"""What each rule is for: the table behind the diagnostics reference. Each has its test case."""

from __future__ import annotations

from collections.abc import Callable

from claimline.diagnostics.codes import Code, Level
from claimline.value import Value


class Rule(Value, frozen=True):
    """What a code stands for. ``why`` and ``mend`` are whole sentences for the reference."""

    level: Level
    title: str
    why: str
    mend: str


def _rule(level: Level) -> Callable[[str, str, str], Rule]:
    return lambda title, why, mend: Rule(level, title, why, mend)


_error, _warning = _rule(Level.ERROR), _rule(Level.WARNING)

RULES: dict[Code, Rule] = {
    Code.FILE_MISSING: _error(
        "A file or folder that the project needs is not there",
        "A project is a folder with `content/site.yaml` in it.",
        "Start the program in the project's folder, or name it with `--project`.",
    ),
    Code.FILE_UNREADABLE: _error(
        "A file cannot be read",
        "The operating system refused it.",
        "Check the file's permissions and that it is a plain file.",
    ),
    Code.FILE_TOO_LARGE: _error(
        "A record is larger than a record should be",
        "A file over one megabyte is almost surely not a record.",
        "Split the file, or move what is not a record out of `content/`.",
    ),
    Code.FILE_EMPTY: _error(
        "A file has nothing in it",
        "An empty file is usually one whose saving failed.",
        "Write the record, or remove the file.",
    ),
    Code.FILE_OUTSIDE: _error(
        "A link in `content/` or `templates/` leads out of the project",
        "A build reads the project alone, so that it gives the same site everywhere.",
        "Copy the file into the project.",
    ),
    Code.FILE_UNKNOWN: _warning(
        "A file in `content/` belongs to no kind of record",
        "A misspelt folder would otherwise lose records without a word.",
        "Rename or move the file; a name that starts with `_` or `.` is passed over.",
    ),
    Code.BAD_ENCODING: _error(
        "A file is not UTF-8",
        "Words in other encodings come out wrong on other machines.",
        "Save the file as UTF-8.",
    ),
    Code.BAD_CHARACTER: _error(
        "A file has a control character in it",
        "No text needs one, and YAML and HTML forbid them.",
        "Remove the character at the place that is named.",
    ),
    Code.MERGE_CONFLICT: _error(
        "A merge conflict is left in a file", "Only a person can choose.", "Keep one version."
    ),
    Code.YAML_SYNTAX: _error(
        "A file is not YAML",
        "The parser could not go on from the place that is named.",
        "Look at that line and the one before it: a missing quote, colon or indent is usual.",
    ),
    Code.YAML_TAB: _error(
        "A line is indented with a tab", "YAML forbids tabs in indentation.", "Use spaces."
    ),
    Code.YAML_DUPLICATE_KEY: _error(
        "A mapping has one key twice",
        "One of the two values would be lost without a word.",
        "Keep one of them.",
    ),
    Code.YAML_COMPLEX_KEY: _error(
        "A key is not plain text",
        "Records have words for keys.",
        "Write a word before the colon; quote a value that starts with `{` or `[`.",
    ),
    Code.YAML_TAG: _error(
        "A value has a YAML tag",
        "The schema decides types; a tag such as `!!int` is not needed, `!!python` is not safe.",
        "Remove the tag.",
    ),
    Code.YAML_ALIAS: _error(
        "An alias grows too large, or names nothing",
        "Aliases of aliases can fill the memory.",
        "Write the values out.",
    ),
    Code.YAML_DOCUMENTS: _error(
        "A file holds more than one YAML document",
        "Only the first would be read.",
        "Use a list of records, each with its `id`, or one file for each.",
    ),
    Code.YAML_DEPTH: _error(
        "A file is nested too deep",
        "No record has so many levels.",
        "Look for brackets that are never closed.",
    ),
    Code.FRONT_MATTER: _error(
        "A Markdown file has no front matter, or it does not end",
        "A brief begins with `---`, its fields, and `---` again.",
        "Add the missing line.",
    ),
    Code.NOT_A_MAPPING: _error(
        "A mapping (`key: value`) belongs here",
        "The record has another shape than the schema.",
        "See the records reference for the field's shape.",
    ),
    Code.NOT_A_LIST: _error(
        "A list (`- item`) belongs here",
        "The record has another shape than the schema.",
        "Put a dash before each item.",
    ),
    Code.NOT_TEXT: _error(
        "Plain text belongs here",
        "The record has another shape than the schema.",
        "Write one value; quote it if it starts with a bracket.",
    ),
    Code.UNKNOWN_KEY: _error(
        "A key is not a field of the record",
        "A misspelt field would otherwise be left out without a word.",
        "Correct the spelling; see the records reference for the fields of each kind.",
    ),
    Code.MISSING_KEY: _error(
        "A field that the record needs is not there",
        "The page cannot be written without it.",
        "Add the field.",
    ),
    Code.BAD_VALUE: _error(
        "A value is not one that the field takes",
        "The field has a fixed set of values, or a form.",
        "Use one of the values that the message names.",
    ),
    Code.BAD_DATE: _error(
        "A date is not in the form that is read",
        "Dates are EDTF level 1, with a time of day and a time zone where known.",
        "Write `2025-12-29`, `2025-12`, `2025-12-29?`, `2025-12-29T19:20~[Europe/Moscow]`.",
    ),
    Code.BAD_URL: _error(
        "An address is not one that a page may link to",
        "Only `http`, `https` and `mailto` addresses are linked.",
        "Write the whole address.",
    ),
    Code.BAD_ID: _error(
        "An id has characters that an address should not have",
        "An id becomes the address of a page and must work on every host.",
        "Use lower-case letters, digits and hyphens.",
    ),
    Code.DUPLICATE_ID: _error(
        "Two records of one kind have one id",
        "Both would be written to one page.",
        "Rename one of them.",
    ),
    Code.RESERVED_ID: _error(
        "A page's id is taken by a page that the program writes",
        "Both would be written to one file.",
        "Choose another id.",
    ),
    Code.DANGLING: _error(
        "A record names another that does not exist",
        "The link would lead nowhere.",
        "Correct the id, or write the record.",
    ),
    Code.CYCLE: _error(
        "Records lead back to themselves",
        "Who repeats whom, who revises what and who speaks for whom have a beginning.",
        "Remove one of the links that the message names.",
    ),
    Code.SELF_REFERENCE: _error(
        "A record names itself",
        "A record cannot stand behind itself.",
        "Name another record, or remove the field.",
    ),
    Code.BAD_LINK: _error(
        "A link in Markdown leads to nothing that a page may link to",
        "A link names a record (`claim:id`) or an `http`, `https` or `mailto` address.",
        "Write one of these.",
    ),
    Code.BAD_CITATION: _error(
        "A citation in Markdown cannot be read",
        "A citation is `[@source]`, `[@source, p. 3]` or `[@one; @two]`.",
        "Correct it; write `\\[@` for a bracket that is no citation.",
    ),
    Code.BAD_MARKDOWN: _error(
        "Markdown that a page cannot show", "Words would be lost.", "Do what the message says."
    ),
    Code.FOLDED_LIST: _warning(
        "A list stands in a text that YAML folds", "Its lines are joined.", "Write `|`, not `>`."
    ),
    Code.IMAGE: _error(
        "Markdown has an image in it",
        "A page makes no request to another host, and the project ships no images yet.",
        "Link to the image, or describe it.",
    ),
    Code.REDIRECT: _error(
        "A redirect cannot be made",
        "It starts at a page that exists, leads to one that does not, or leaves the site.",
        "Name an old page that is gone and a page that exists.",
    ),
    Code.NOT_CARRIED: _error(
        "A citation names a statement that its source does not carry",
        "The trace from the citation to the statement would be made up.",
        "Add the statement to the source's `carries`, or name another.",
    ),
    Code.INTERFACE_LANGUAGE: _warning(
        "The interface is not translated into the site's language",
        "Menus, headings and dates would be English around words that are not.",
        "Say which language they should have, with `interface_language` in `site.yaml`.",
    ),
    Code.CLAIM_WITHOUT_CITATION: _error(
        "A claim has no citation",
        "Nothing is shown as known without evidence.",
        "Add a citation, with the stance that the source takes.",
    ),
    Code.EVENT_WITHOUT_CITATION: _error(
        "An event has no citation", "Nothing is shown as known without evidence.", "Add a citation."
    ),
    Code.QUOTE_WITHOUT_LOCATOR: _warning(
        "A quote has no locator",
        "A reader must be able to find it.",
        "Add `at:` with a paragraph, page or time code.",
    ),
    Code.QUOTE_TOO_LONG: _warning(
        "A quote is longer than forty words",
        "Short quotes are fair use and are easier to find; long ones are copies.",
        "Quote the words that matter and put the rest in your own.",
    ),
    Code.SOURCE_NEVER_CITED: _warning(
        "A source is cited nowhere",
        "A reader would take it for evidence.",
        "Cite it, or remove it.",
    ),
    Code.SOURCE_WITHOUT_ADDRESS: _warning(
        "A source has no address and no archived copy",
        "A reader cannot check it.",
        "Add `url`, `archives`, or `url_status: unknown` with a note that says why.",
    ),
    Code.STATEMENT_NOT_CARRIED: _warning(
        "No source carries a statement",
        "A reader cannot check that it was made.",
        "Add it to the `carries` of a source.",
    ),
    Code.SUPPORTED_BY_ONE_PARTY: _warning(
        "A claim is called supported on the word of fewer than two independent parties",
        "Ten articles that repeat one statement are not ten confirmations.",
        "Find an independent origin, or change the verdict.",
    ),
    Code.WHICH_STATEMENT: _warning(
        "A citation does not say which of its source's statements it cites",
        "The trace to a party stays open, so the citation counts for none.",
        "Add `statement:`.",
    ),
    Code.UNKNOWN_ORIGIN: _warning(
        "A source that supports a claim carries nothing that can be traced",
        "What has no known origin never counts as independent.",
        "Add `carries` to the source, or say in its note that the origin is unknown with "
        "`origin: unknown`.",
    ),
    Code.SHORT_TOO_LONG: _error(
        "A short title is longer than 75 characters",
        "It stands in lists, results and shared links, where more is cut off.",
        "Shorten it.",
    ),
    Code.VERDICT_WITHOUT_REASONING: _warning(
        "A verdict has no reasoning", "A verdict says why.", "Add `reasoning`."
    ),
    Code.VERDICT_HISTORY: _error(
        "A verdict and the last entry of its history differ",
        "A changed verdict is recorded, not overwritten.",
        "Add a `history` entry that ends at the verdict.",
    ),
    Code.DETAIL_WITH_ONE_VALUE: _warning(
        "A detail has fewer than two answers",
        "A detail sets answers side by side.",
        "Add the answers of other sources, or make it a claim.",
    ),
    Code.BRIEF_WITHOUT_CITATION: _warning(
        "A brief cites nothing",
        "Every sentence that states a fact carries a citation.",
        "Cite sources with `[@source]`.",
    ),
    Code.UNUSED_RECORD: _warning(
        "An actor or a place is named nowhere",
        "Its page would be empty.",
        "Name it in a record, or remove it.",
    ),
    Code.RELIABILITY_WITHOUT_REASON: _warning(
        "A source is graded without a reason",
        "A grade that nobody can check is an opinion.",
        "Add `reliability_reason`.",
    ),
    Code.CAPTURE_MISSING: _error(
        "A capture that a source names is not in `captures/`",
        "Its quotes cannot be checked without it.",
        "Put the file back, or remove the entry.",
    ),
    Code.CAPTURE_CHANGED: _error(
        "A capture is not the file that was saved",
        "Its SHA-256 differs from the one in the source's record, so it proves nothing.",
        "Put the saved file back, or add the new one with `claimline capture add SOURCE FILE`.",
    ),
    Code.CAPTURE_UNREADABLE: _error(
        "A capture cannot be read for its words",
        "It is of another type than is read, is encrypted, or has no text, as a scan.",
        "Save the source as text, HTML or a PDF with text.",
    ),
    Code.QUOTE_NOT_FOUND: _error(
        "A quote does not stand in its source's captures",
        "A reader takes quoted words for the source's own.",
        "Correct the quote or its source, or add the capture in which it stands.",
    ),
    Code.QUOTE_DIFFERS: _warning(
        "A quote stands in a capture in other words",
        "White space, dashes and forms of quotation marks do not count; words, letters and "
        "punctuation do.",
        "Quote the words as they stand, with `[...]` where some are left out.",
    ),
    Code.QUOTED_WORDS: _warning(
        "Words in quotation marks before a citation do not stand in its source's captures",
        "A reader takes them for the source's own. They may be meant otherwise, so this is no "
        "error.",
        "Correct them, or remove the quotation marks.",
    ),
    Code.QUOTE_LINK: _warning(
        "The link to a quote leads elsewhere than to the quote",
        "A browser takes the first place where the words stand.",
        "Let `claimline check --captures --write` write a `fragment`.",
    ),
    Code.TEMPLATE_SYNTAX: _error(
        "A template cannot be compiled",
        "Jinja could not read it.",
        "Look at the line that is named.",
    ),
    Code.TEMPLATE_FAILED: _error(
        "A template failed while a page was made",
        "It used a name that does not exist, or a value of another kind.",
        "Compare it with the theme's template of the same name.",
    ),
    Code.SHARE_IMAGE: _error(
        "The pictures for shared links cannot be made",
        "Others load such a picture by its whole address, so the site needs `base_url`; and Pillow "
        "draws it. With one of them missing the pages would name pictures that are not there.",
        "Add `base_url` and install `claimline[images]`, or remove `images` from `site.yaml`.",
    ),
    Code.IMAGE_WORDS: _warning(
        "A picture for shared links lacks some words",
        "The fonts of the pictures have Latin, Greek, Cyrillic, Hebrew and Arabic letters; for the "
        "last two Pillow needs Raqm. What cannot be shown rightly is left out.",
        "Install a Pillow with Raqm, or remove `images` from `site.yaml`.",
    ),
    Code.BROKEN_LINK: _error(
        "A page links to a page or a place that does not exist",
        "An overriding template made a link that leads nowhere.",
        "Correct the template.",
    ),
    Code.SEARCH: _warning(
        "The search could not be built",
        "Pagefind is not installed, or failed. The search page leads to the A to Z instead.",
        "Install it with `pip install 'claimline[search]'`, or remove `search: true`.",
    ),
    Code.OUTPUT_PLACE: _error(
        "The output folder cannot be used",
        "It holds the project's own files, or is not a folder.",
        "Name another folder with `--output`.",
    ),
    Code.OUTPUT_FOREIGN: _error(
        "A file that is not the program's stands where a page would be written",
        "Files that an earlier build did not write are never replaced.",
        "Move the file away, or name another folder with `--output`.",
    ),
    Code.OUTPUT_LOCKED: _error(
        "Another build is writing to the same folder",
        "Two builds at once would mix their pages.",
        "Wait for it to end.",
    ),
    Code.OUTPUT_FAILED: _error(
        "The site could not be written",
        "The operating system refused it. The last good site stays as it was.",
        "Check permissions and free space.",
    ),
    Code.SHARD: _error(
        "Shares of a build that are no whole",
        "A site is merged from all the shares of one build: the same content, theme and program.",
        "Build all shares `--shard 1/N` to `--shard N/N` from the same state, and name them all.",
    ),
    Code.INTERNAL: _error(
        "A fault of the program itself",
        "No input should cause it.",
        "Please report it, with what `--verbose` prints.",
    ),
}
