"""The table of diagnostics: each code with its level, summary, reason and cure.

``docs/diagnostics.md`` is written from this table. Each code has a test case.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from claimline.diagnostics.levels import Level
from claimline.diagnostics.levels import error as _error
from claimline.diagnostics.levels import warning as _warning


# The formatter would give each row six lines.
# fmt: off
class Code(StrEnum):
    """A rule. Its value is the code that is printed in square brackets.

    ``summary`` names the fault, ``reason`` says why it matters and ``cure`` says what to do. The
    last two are whole sentences.
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
    FILE_TOO_LARGE = _error("file-too-large", "A file of records is too large",
        "A file is read as a whole; one over a megabyte is a very long list, or no record.",
        "Split a list into several files in the folder of its kind: each may hold a list.")
    FILE_EMPTY = _error("file-empty", "A file has nothing in it",
        "An empty file is usually one whose saving failed.",
        "Write the record, or remove the file.")
    FILE_OUTSIDE = _error("file-outside",
        "A link in `content/` or `templates/` leads out of the project",
        "A build reads the project alone, so that it gives the same site everywhere.",
        "Copy the file into the project.")
    FILE_UNKNOWN = _warning("file-unknown", "A file in `content/` belongs to no kind of record",
        "If the name of a folder is misspelt, its records are not read.",
        "Rename or move the file. Names that start with `_` or `.` are ignored.")
    BAD_ENCODING = _error("bad-encoding", "A file is not UTF-8",
        "In another encoding, letters would come out wrong.", "Save the file as UTF-8.")
    BAD_CHARACTER = _error("bad-character", "A file has a control character in it",
        "No text needs one, and YAML and HTML forbid them.",
        "Remove the character at the named place.")
    MERGE_CONFLICT = _error("merge-conflict", "A file has the marks of a merge conflict in it",
        "Git leaves both versions there. Only a person can choose between them.",
        "Keep one version, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`.")
    YAML_SYNTAX = _error("yaml-syntax", "A file is not YAML",
        "The parser cannot read on from the named place.",
        "Look at that line and the one before it. Often a quote, a colon or an indent is missing.")
    YAML_TAB = _error("yaml-tab", "A line is indented with a tab",
        "YAML forbids tabs in indentation.", "Use spaces.")
    YAML_DUPLICATE_KEY = _error("yaml-duplicate-key", "A mapping has one key twice",
        "One of the two values would be lost.", "Keep one of them.")
    YAML_COMPLEX_KEY = _error("yaml-complex-key", "A key is not plain text",
        "The keys of records are words.",
        "Write a word before the colon. Quote a value that starts with `{` or `[`.")
    YAML_TAG = _error("yaml-tag", "A value has a YAML tag",
        "The schema decides types. A tag such as `!!int` is not needed. `!!python` is not safe.",
        "Remove the tag.")
    YAML_ALIAS = _error("yaml-alias", "An alias grows too large, or names nothing",
        "Aliases of aliases can grow until they fill the memory.", "Write the values out.")
    YAML_COMMENT = _error("yaml-comment", "A comment cuts a text short",
        "YAML reads `#` after a space as the start of a comment, so what follows is not published. "
        "After free text it may be part of the text. After an id, a date, a number, an address or "
        "a word from a fixed list, a comment is allowed.",
        "Put quotes around the whole value. Give a comment a line of its own.")
    YAML_DOCUMENTS = _error("yaml-documents", "A file holds more than one YAML document",
        "Only the first would be read.",
        "Use a list of records, each with its `id`, or one file for each.")
    YAML_DEPTH = _error("yaml-depth", "A file is nested too deeply",
        "No record has so many levels.", "Look for brackets that are never closed.")
    FRONT_MATTER = _error("front-matter", "A Markdown file has no front matter, or it does not end",
        "A brief begins with `---`, its fields, and `---` again.", "Add the missing line.")
    # Records against the schema
    NOT_A_MAPPING = _error("not-a-mapping", "A mapping (`key: value`) belongs here",
        "The record has another shape than the schema.",
        "See the records reference for the field's shape.")
    NOT_A_LIST = _error("not-a-list", "A list (`- item`) belongs here",
        "The record has another shape than the schema.", "Put a dash before each item.")
    NOT_TEXT = _error("not-text", "Plain text belongs here",
        "The record has another shape than the schema.",
        "Write one value; quote it if it starts with a bracket.")
    UNKNOWN_KEY = _error("unknown-key", "A key is not a field of the record",
        "If the name of a field is misspelt, its value is not published.",
        "Correct the spelling. The records reference lists the fields of each kind.")
    MISSING_KEY = _error("missing-key", "A field that the record needs is not there",
        "The record's page needs it.", "Add the field.")
    BAD_VALUE = _error("bad-value", "A field does not take this value",
        "The field takes only certain words, or a certain form.",
        "Write a value that the message names.")
    BAD_DATE = _error("bad-date", "A date cannot be read",
        "Dates are EDTF level 1, with a time of day and a time zone if they are known.",
        "Write `2025-12-29`, `2025-12`, `2025-12-29?`, `2025-12-29Tevening`, "
        "`2025-12-29T19:20~[Europe/Moscow]`.")
    BAD_URL = _error("bad-url", "An address cannot be linked",
        "Only `http`, `https` and `mailto` addresses can be linked.", "Write the whole address.")
    BAD_ID = _error("bad-id", "An id has characters that an address should not have",
        "An id becomes the address of a page and must work on every host.",
        "Use lower-case letters, digits and hyphens.")
    DUPLICATE_ID = _error("duplicate-id", "Two records of one kind have the same id",
        "Both would have the same page.", "Rename one of them.")
    RESERVED_ID = _error("reserved-id", "A page has the id of a page that the program writes",
        "Both would have the same file.", "Choose another id.")
    # Links between records
    DANGLING = _error("dangling-reference", "A record names another that does not exist",
        "The link would lead nowhere.", "Correct the id, or write the record.")
    PRIVATE_REFERENCE = _error("private-reference",
        "A published record names one that is private",
        "Readers would see an id that leads nowhere, and a judgement that rests on what they may "
        "not see.", "Make both private or neither, or name another record.")
    HELD_BACK_REFERENCE = _error("held-back-reference",
        "A published record names one that is not published yet",
        "Readers would see a link that leads nowhere, or a verdict that rests on a draft.",
        "Hold both back or neither, or name another record.")
    CYCLE = _error("cycle", "A chain of records leads back to its start",
        "The chains of who repeats whom, who revises what and who speaks for whom must end.",
        "Remove one of the links that the message names.")
    SELF_REFERENCE = _error("self-reference", "A record names itself",
        "A record is no evidence for itself.", "Name another record, or remove the field.")
    BAD_LINK = _error("bad-link", "A link in Markdown has no address that can be linked",
        "A link leads to a record (`claim:id`) or to an `http`, `https` or `mailto` address.",
        "Write one of these.")
    BAD_CITATION = _error("bad-citation", "A citation in Markdown cannot be read",
        "A citation is `[@source]`, `[@source, p. 3]` or `[@one; @two]`.",
        "Correct it. Write `\\[@` for a bracket that is no citation.")
    BAD_MARKDOWN = _error("bad-markdown", "Markdown has something in it that a page cannot show",
        "A page shows only simple HTML. Anything else would be left out, with the words in it.",
        "Do what the message says. Write `&lt;` for a `<` that begins no tag.")
    FOLDED_LIST = _warning("folded-list", "A list or a table is in a text that YAML folds",
        "After `>` YAML joins all lines into one, so a page shows the dashes and bars.",
        "Write `|` instead of `>`.")
    IMAGE = _error("image", "Markdown has an image in it",
        "A page makes no request to another host, and each picture needs a credit.",
        "List it under `media:` of a source, a claim or an event, or link to it.")
    REDIRECT = _error("redirect", "A redirect cannot be made",
        "Its old page still exists, its new page does not exist, or one is outside the site.",
        "Name an old page that is gone, and a new page that exists.")
    NOT_CARRIED = _error("not-carried",
        "A citation names a statement that its source does not carry",
        "The site would then show a provenance that no record supports.",
        "Add the statement to the source's `carries`, or name another.")
    # Editorial rules
    UNEXPLAINED_CHANGE = _warning("unexplained-change",
        "A verdict, a claim or an address changed since it was published, and nothing says so",
        "Readers rely on what they read, and link to it.",
        "Add an entry to `history` for a verdict, to `corrections` for a claim's words, to "
        "`redirects` for an address. Then run `claimline publish --record`.")
    INTERFACE_LANGUAGE = _warning("interface-language",
        "The interface is not translated into the site's language",
        "Menus, headings and dates would be English, while the site's own words are not.",
        "Choose their language with `interface_language` in `site.yaml`.")
    BAD_CATALOGUE = _error("bad-catalogue", "A project's own catalogue cannot be used as it is",
        "Readers would see words without their numbers, HTML as text, or a page could not be made.",
        "Correct the translation at the named line. See the page on the interface's languages.")
    CATALOGUE_DIFFERS = _warning("catalogue-differs",
        "A project's own catalogue has other messages than the program",
        "What is not translated stays English. A translation that no page uses helps nobody.",
        "Translate what is missing, and correct or remove what the program does not have.")
    UNKNOWN_LANGUAGE = _warning("unknown-language", "A language has no known name",
        "Readers would see its code in place of a name.",
        "Correct the code (BCP 47). If it is right, the CLDR has no name for the language yet.")
    CLAIM_WITHOUT_CITATION = _error("claim-without-citation", "A claim has no citation",
        "Nothing is shown as known without evidence.",
        "Add a citation, with the stance that the source takes.")
    CLAIM_WITHOUT_VERDICT = _warning("claim-without-verdict",
        "A claim of kind `fact` or `record` has no verdict",
        "A reader cannot tell whether it was judged, and may take it for a fact.",
        "Add `verdict`, or give the claim another `kind`.")
    CITATION_WITHOUT_STANCE = _warning("citation-without-stance", "A citation has no stance",
        "It counts as `context`: neither for the claim nor against it.",
        "Say what the source does: `supports`, `disputes`, `repeats` or `context`.")
    EVENT_WITHOUT_CITATION = _error("event-without-citation", "An event has no citation",
        "Nothing is shown as known without evidence.", "Add a citation.")
    QUOTE_WITHOUT_LOCATOR = _warning("quote-without-locator", "A quote has no locator",
        "Readers need it to find the quote in the source.",
        "Add `at:` with a paragraph, page or time code.")
    QUOTE_TOO_LONG = _warning("quote-too-long", "A quote is longer than forty words",
        "A short quote is easy to find. A long one is a copy.",
        "Quote the words that matter, and say the rest in your own.")
    SOURCE_NEVER_CITED = _warning("source-never-cited", "A source is cited nowhere",
        "Readers would take it for evidence.", "Cite it, or remove it.")
    SOURCE_WITHOUT_ADDRESS = _warning("source-without-address",
        "A source has no address and no archived copy",
        "A reader cannot check it.",
        "Add `url`, `archives`, or `url_status: unknown` with a note that says why.")
    SAME_SOURCE = _warning("same-source", "Two records describe the same source",
        "Their addresses lead to the same page, or one is an archive copy of the other. The "
        "source counts once everywhere.", "Keep one record, or correct the address.")
    STATEMENT_NOT_CARRIED = _warning("statement-not-carried", "No source carries a statement",
        "A reader cannot check that it was made.", "Add it to the `carries` of a source.")
    SUPPORTED_BY_ONE_PARTY = _warning("supported-by-one-party",
        "A claim is called supported on the word of fewer than two vantage points",
        "Ten articles that repeat one statement are not ten confirmations, and commentators do not "
        "count.", "Find an independent origin, or change the verdict.")
    ASSUMED_ROLE = _warning("assumed-role",
        "A verdict rests on a vantage point whose role no record says",
        "An actor without a role is taken for a commentator if it is an outlet, and for a party if "
        "not. A party counts as a vantage point, and a commentator does not.",
        "Add `role` to the actor, to the actor that it speaks for, or to the statement.")
    STANCE_BEFORE_CLAIM = _warning("stance-before-claim",
        "An actor answers a claim before it was made",
        "Words that are older than a claim cannot deny or confirm it.",
        "Cite an answer to the claim, correct a date, or cite the older words as context.")
    WHICH_STATEMENT = _warning("which-statement",
        "A citation does not say which of its source's statements it cites",
        "It stays open whose word it is, so the citation counts for nobody.",
        "Add `statement:`.")
    RECORD_CONTRADICTS = _error("record-contradicts",
        "A claim of kind `record` and a claim of another kind are said to contradict each other",
        "That somebody denied a thing on record does not show that it is not true.",
        "Write `how: bears-on`.")
    UNKNOWN_ORIGIN = _warning("unknown-origin",
        "A source that supports a claim carries nothing that can be traced",
        "A source of unknown origin never counts as independent.",
        "Add `carries` to the source. If nobody knows its origin, write `origin: unknown`, and "
        "say why in its note.")
    SHORT_TOO_LONG = _error("short-too-long", "A short title is longer than 75 characters",
        "Lists, search results and shared links would cut it off.",
        "Shorten it.")
    VERDICT_WITHOUT_REASONING = _warning("verdict-without-reasoning", "A verdict has no reasoning",
        "Readers cannot see why the claim was judged so.",
        "Add `reasoning`.")
    VERDICT_HISTORY = _error("verdict-history",
        "A verdict and the last entry of its history differ",
        "Readers should see every change of a verdict.",
        "Add a `history` entry whose `to` is the verdict.")
    JUDGE_AGAIN = _warning("judge-again",
        "A verdict is older than a change in what it rests on",
        "A claim on which it depends was refuted or is no longer supported, the speaker revised "
        "the statement in which it was made, or a quote is gone from a newer copy of its source.",
        "Judge it again, and add a `history` entry of that day or later, even if the verdict "
        "stays.")
    BOTH_SUPPORTED = _warning("both-supported",
        "Two claims that contradict each other are both called supported",
        "Only one of them can be right.",
        "Change one of the verdicts, or the relation.")
    DETAIL_WITH_ONE_VALUE = _warning("detail-with-one-value",
        "A question has fewer than two answers",
        "A question compares several answers.",
        "Add the answers of other sources, or make it a claim.")
    SUM_DIFFERS = _warning("sum-differs", "The parts of a sum do not add up to its total",
        "The page shows parts and total as one sum.",
        "Correct a number, or add the part that is missing.")
    BRIEF_WITHOUT_CITATION = _warning("brief-without-citation", "A brief cites nothing",
        "Every sentence that states a fact needs a citation.",
        "Cite sources with `[@source]`.")
    UNUSED_WAIVER = _error("unused-waiver", "A record accepts a warning that it does not have",
        "The waiver would hide the warning later, when nobody thinks of it.",
        "Remove it from `accept`.")
    UNUSED_RECORD = _warning("unused-record", "An actor or a place is named nowhere",
        "Its page would be empty.",
        "Name it in a record, or remove it.")
    RELIABILITY_WITHOUT_REASON = _warning("reliability-without-reason",
        "A source is graded without a reason",
        "A grade that nobody can check is an opinion.",
        "Add `reliability_reason`.")
    # Pictures and files
    MEDIA_UNUSABLE = _error("media-unusable", "A picture or a file cannot be published",
        "Only files whose form is known are published, and a picture is made anew from its pixels.",
        "Save it as JPEG, PNG or PDF. Pictures need Pillow: `pip install '.[images]'`.")
    MEDIA_AS_IS = _warning("media-as-is", "A document or a video is published with all it holds",
        "It may name its author, or the place where it was made. Nothing is taken out of it.",
        "Look at its properties, then write `as_is: true`.")
    MEDIA_UNUSED = _warning("media-unused", "No record lists a file in `content/media/`",
        "It is not published.", "List it under `media:`, or remove it.")
    # Captures and quotes
    CAPTURE_MISSING = _error("capture-missing",
        "A capture that a source names is not in `captures/`",
        "Its quotes cannot be checked without it.",
        "Put the file back, or remove the entry.")
    CAPTURE_CHANGED = _error("capture-changed", "A capture is not the file that was saved",
        "Its SHA-256 differs from the one in the source's record, so it proves nothing.",
        "Put the saved file back, or add the new one with `claimline capture add SOURCE FILE`.")
    CAPTURE_UNREADABLE = _error("capture-unreadable", "The text of a capture cannot be read",
        "It is of an unknown type, is encrypted, or has no text, such as a scan.",
        "Save the source as text, HTML or a PDF with text.")
    CAPTURE_ENCODING = _warning("capture-encoding", "The encoding of a capture is a guess",
        "If the guess is wrong, some letters are wrong, and quotes are not found.",
        "Look at the text, and name its encoding in the record, as `encoding: windows-1251`.")
    QUOTE_NOT_FOUND = _error("quote-not-found", "A quote is not in its source's captures",
        "Readers take quoted words for the source's own.",
        "Correct the quote or its source, or add the capture that has it.")
    QUOTE_DIFFERS = _warning("quote-differs", "A quote differs from the words of a capture",
        "Words, letters and punctuation must be the same. White space, dashes and forms of "
        "quotation marks may differ.",
        "Quote the exact words, with `[...]` where some are left out.")
    QUOTE_GONE = _warning("quote-gone", "A newer capture no longer has a quote",
        "The source was changed after the words were quoted. Readers should know.",
        "Let `claimline check --captures --write` note it as `gone_since`, and judge the claim "
        "again.")
    QUOTE_TURNED = _warning("quote-turned", "A quote leaves out words that may change its meaning",
        'A negation or a condition beside a quote belongs to it, such as "did not" or "but only".',
        "Quote these words too, or say in the note what they change.")
    QUOTED_WORDS = _warning("quoted-words",
        "Words in quotation marks before a citation are not in its source's captures",
        "Readers take them for the source's own. They may be something else, such as a title, so "
        "this is no error.",
        "Correct them, or remove the quotation marks.")
    QUOTE_LINK = _warning("quote-link", "The link to a quote leads to another place in the source",
        "A browser goes to the first place that has the same words.",
        "Let `claimline check --captures --write` write a `fragment`.")
    # Outside addresses
    LINK_GONE = _warning("link-gone", "A page outside the site is gone",
        "Its server says that it has no such page, so readers cannot check it.",
        "Add a copy to `archives` and write `url_status: dead`, or correct the address.")
    LINK_MOVED = _warning("link-moved", "A page outside the site has moved for good",
        "Its server sends everybody to another address.",
        "Look whether it is the same page, and write the new address.")
    LINK_UNCHECKED = _warning("link-unchecked", "A page outside the site could not be checked",
        "Its server refuses programs, or gives no answer that makes sense.",
        "Open it in a browser.")
    LINK_QUOTE = _warning("link-quote", "A page outside the site does not have a quote",
        "The page may have been changed, or show its words only in a browser.",
        "Compare the page with the quote, and keep a copy of it.")
    LINK_COPY = _warning("link-copy", "An archive has a copy that the record does not name",
        "Pages change and go away. A copy lets readers check the source later.",
        "Add the copy to `archives`, once you have looked at it.")
    # Templates and output
    TEMPLATE_SYNTAX = _error("template-syntax", "A template cannot be compiled",
        "Jinja cannot read it.",
        "Look at the named line.")
    TEMPLATE_FAILED = _error("template-failed", "A template failed while it rendered a page",
        "It used a name that does not exist, or a value of another kind.",
        "Compare it with the theme's template of the same name.")
    TEMPLATE_UNUSED = _warning("template-unused",
        "Nothing uses a template of the project, or a block of it",
        "The theme has no template or block of that name, so no page shows it.",
        "Compare its name with those of the theme.")
    SHARE_IMAGE = _error("share-image", "The pictures for shared links cannot be made",
        "They need `base_url`, because other sites load them by their whole address, and Pillow, "
        "which draws them.",
        "Add `base_url` and run `pip install '.[images]'` in claimline's checkout, or remove "
        "`images` from `site.yaml`.")
    IMAGE_WORDS = _warning("image-words", "A picture for shared links lacks some words",
        "The fonts have Latin, Greek, Cyrillic, Hebrew and Arabic letters. For the last two, "
        "Pillow needs Raqm. A text that cannot be drawn correctly is left out.",
        "Install a Pillow with Raqm, or remove `images` from `site.yaml`.")
    PAGE_TOO_LARGE = _warning("page-too-large", "A page has more than 400 kilobytes of HTML",
        "Browsers are slow with such a page, above all on phones. Lists of records are cut into "
        "pages, but what one record holds stands on one page.",
        "Divide the record: a long brief into several, a claim with very much evidence into parts.")
    BROKEN_LINK = _error("broken-link", "A page links to a page or a place that does not exist",
        "A template of the project makes a link that leads nowhere.",
        "Correct the template.")
    EXPORT = _error("export", "An export of an installed package failed",
        "A package can add files to the site. This one raised an error, or chose a bad path.",
        "Mend or uninstall the package that the message names.")
    OUTPUT_PLACE = _error("output-place", "The output folder cannot be used",
        "It holds the project's own files, or is not a folder.",
        "Name another folder with `--output`.")
    OUTPUT_FOREIGN = _error("output-foreign",
        "The output folder has a file in the way that the program did not write",
        "A build replaces only files that an earlier build wrote.",
        "Move the file away, or name another folder with `--output`.")
    OUTPUT_LOCKED = _error("output-locked", "Another build is writing to the same folder",
        "Two builds at once would mix their pages.",
        "Wait for it to end.")
    OUTPUT_FAILED = _error("output-failed", "The site could not be written",
        "The operating system does not allow it. The last good site stays as it was.",
        "Check permissions and free space.")
    HOST_LIMIT = _error("host-limit", "The host does not take the site",
        "A file, a name or a number is over a limit that the host's documentation names.",
        "Do what the message says, or choose another host.")
    SHARD = _error("shard", "Shares of a build do not make a whole site",
        "A site needs all shares of one build, of the same content, theme and program.",
        "Build all shares `--shard 1/N` to `--shard N/N` from the same state, and name them all.")
    INTERNAL = _error("internal", "A fault of the program itself",
        "No input should cause it.",
        "Please report it, with what `--verbose` prints.")
