"""The codes of diagnostics, and their tables joined in one.

``docs/diagnostics.md`` is written from the tables. Each code has a test case.
"""

from __future__ import annotations

from enum import StrEnum

from claimline.diagnostics import (
    editorial_rules,
    file_rules,
    media_rules,
    output_rules,
    outside_rules,
    quote_rules,
    reference_rules,
    schema_rules,
)
from claimline.diagnostics.levels import Level, Rule

GROUPS: tuple[tuple[str, dict[str, Rule]], ...] = (
    ("Reading files", file_rules.RULES),
    ("Records against the schema", schema_rules.RULES),
    ("Links between records", reference_rules.RULES),
    ("Editorial rules", editorial_rules.RULES),
    ("Pictures and files", media_rules.RULES),
    ("Captures and quotes", quote_rules.RULES),
    ("Outside addresses", outside_rules.RULES),
    ("Templates and output", output_rules.RULES),
)
"""The rules by their codes, in groups with the title of each."""
_RULES = {code: rule for _, rules in GROUPS for code, rule in rules.items()}


class Code(StrEnum):
    """A rule. Its value is the code that is printed in square brackets.

    ``summary`` names the fault, ``reason`` says why it matters and ``cure`` says what to do. The
    last two are whole sentences. All three stand in the table of the rule's group.
    """

    # Reading files
    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    FILE_TOO_LARGE = "file-too-large"
    FILE_EMPTY = "file-empty"
    FILE_OUTSIDE = "file-outside"
    FILE_UNKNOWN = "file-unknown"
    BAD_ENCODING = "bad-encoding"
    BAD_CHARACTER = "bad-character"
    MERGE_CONFLICT = "merge-conflict"
    YAML_SYNTAX = "yaml-syntax"
    YAML_TAB = "yaml-tab"
    YAML_DUPLICATE_KEY = "yaml-duplicate-key"
    YAML_COMPLEX_KEY = "yaml-complex-key"
    YAML_TAG = "yaml-tag"
    YAML_ALIAS = "yaml-alias"
    YAML_COMMENT = "yaml-comment"
    YAML_DOCUMENTS = "yaml-documents"
    YAML_DEPTH = "yaml-depth"
    FRONT_MATTER = "front-matter"
    # Records against the schema
    NOT_A_MAPPING = "not-a-mapping"
    NOT_A_LIST = "not-a-list"
    NOT_TEXT = "not-text"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    BAD_VALUE = "bad-value"
    PRIVATE_FIELD = "private-field"
    BAD_DATE = "bad-date"
    BAD_URL = "bad-url"
    BAD_ID = "bad-id"
    DUPLICATE_ID = "duplicate-id"
    RESERVED_ID = "reserved-id"
    # Links between records
    DANGLING = "dangling-reference"
    PRIVATE_REFERENCE = "private-reference"
    HELD_BACK_REFERENCE = "held-back-reference"
    CYCLE = "cycle"
    SELF_REFERENCE = "self-reference"
    BAD_LINK = "bad-link"
    BAD_CITATION = "bad-citation"
    BAD_MARKDOWN = "bad-markdown"
    FOLDED_LIST = "folded-list"
    IMAGE = "image"
    REDIRECT = "redirect"
    NOT_CARRIED = "not-carried"
    # Editorial rules
    UNEXPLAINED_CHANGE = "unexplained-change"
    INTERFACE_LANGUAGE = "interface-language"
    BAD_CATALOGUE = "bad-catalogue"
    CATALOGUE_DIFFERS = "catalogue-differs"
    UNKNOWN_LANGUAGE = "unknown-language"
    CLAIM_WITHOUT_CITATION = "claim-without-citation"
    CLAIM_WITHOUT_VERDICT = "claim-without-verdict"
    CITATION_WITHOUT_STANCE = "citation-without-stance"
    EVENT_WITHOUT_CITATION = "event-without-citation"
    QUOTE_WITHOUT_LOCATOR = "quote-without-locator"
    QUOTE_TOO_LONG = "quote-too-long"
    SOURCE_NEVER_CITED = "source-never-cited"
    SOURCE_WITHOUT_ADDRESS = "source-without-address"
    SAME_SOURCE = "same-source"
    SAME_ACTOR = "same-actor"
    STATEMENT_NOT_CARRIED = "statement-not-carried"
    SUPPORTED_BY_ONE_PARTY = "supported-by-one-party"
    ASSUMED_ROLE = "assumed-role"
    STANCE_BEFORE_CLAIM = "stance-before-claim"
    WHICH_STATEMENT = "which-statement"
    RECORD_CONTRADICTS = "record-contradicts"
    UNKNOWN_ORIGIN = "unknown-origin"
    SHORT_TOO_LONG = "short-too-long"
    VERDICT_WITHOUT_REASONING = "verdict-without-reasoning"
    VERDICT_HISTORY = "verdict-history"
    JUDGE_AGAIN = "judge-again"
    REVIEW_DATE = "review-date"
    BOTH_SUPPORTED = "both-supported"
    DETAIL_WITH_ONE_VALUE = "detail-with-one-value"
    SUM_DIFFERS = "sum-differs"
    BRIEF_WITHOUT_CITATION = "brief-without-citation"
    UNUSED_WAIVER = "unused-waiver"
    UNUSED_RECORD = "unused-record"
    RELIABILITY_WITHOUT_REASON = "reliability-without-reason"
    # Pictures and files
    MEDIA_UNUSABLE = "media-unusable"
    MEDIA_AS_IS = "media-as-is"
    MEDIA_UNUSED = "media-unused"
    # Captures and quotes
    CAPTURE_MISSING = "capture-missing"
    CAPTURE_NOT_TAKEN = "capture-not-taken"
    CAPTURE_CHANGED = "capture-changed"
    CUSTODY_BROKEN = "custody-broken"
    CAPTURE_UNREADABLE = "capture-unreadable"
    CAPTURE_ENCODING = "capture-encoding"
    QUOTE_NOT_FOUND = "quote-not-found"
    QUOTE_DIFFERS = "quote-differs"
    QUOTE_GONE = "quote-gone"
    QUOTE_TURNED = "quote-turned"
    QUOTE_TIME = "quote-time"
    QUOTED_WORDS = "quoted-words"
    QUOTE_LINK = "quote-link"
    # Outside addresses
    LINK_GONE = "link-gone"
    LINK_MOVED = "link-moved"
    LINK_UNCHECKED = "link-unchecked"
    LINK_QUOTE = "link-quote"
    LINK_COPY = "link-copy"
    # Templates and output
    NEVER_PUBLISH = "never-publish"
    TEMPLATE_SYNTAX = "template-syntax"
    TEMPLATE_FAILED = "template-failed"
    TEMPLATE_UNUSED = "template-unused"
    SHARE_IMAGE = "share-image"
    IMAGE_WORDS = "image-words"
    PAGE_TOO_LARGE = "page-too-large"
    BROKEN_LINK = "broken-link"
    EXPORT = "export"
    OUTPUT_PLACE = "output-place"
    OUTPUT_FOREIGN = "output-foreign"
    OUTPUT_LOCKED = "output-locked"
    OUTPUT_FAILED = "output-failed"
    HOST_LIMIT = "host-limit"
    SHARD = "shard"
    INTERNAL = "internal"

    @property
    def level(self) -> Level:
        """Its level, which says whether it stops the build."""
        return _RULES[self].level

    @property
    def summary(self) -> str:
        """What is wrong, without a full stop."""
        return _RULES[self].summary

    @property
    def reason(self) -> str:
        """Why it matters."""
        return _RULES[self].reason

    @property
    def cure(self) -> str:
        """What to do."""
        return _RULES[self].cure
