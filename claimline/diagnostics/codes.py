"""The names of all rules, and the two levels. What each is for stands in ``rules``."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """The name of a rule, as printed between square brackets."""

    # Reading files
    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    FILE_TOO_LARGE = "file-too-large"
    FILE_EMPTY = "file-empty"
    FILE_OUTSIDE = "file-outside"
    FILE_UNKNOWN = "file-unknown"
    BAD_ENCODING = "bad-encoding"
    BAD_CHARACTER = "bad-character"
    YAML_SYNTAX = "yaml-syntax"
    YAML_TAB = "yaml-tab"
    YAML_DUPLICATE_KEY = "yaml-duplicate-key"
    YAML_COMPLEX_KEY = "yaml-complex-key"
    YAML_TAG = "yaml-tag"
    YAML_ALIAS = "yaml-alias"
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
    BAD_DATE = "bad-date"
    BAD_URL = "bad-url"
    BAD_ID = "bad-id"
    DUPLICATE_ID = "duplicate-id"
    RESERVED_ID = "reserved-id"
    # Links between records
    DANGLING = "dangling-reference"
    CYCLE = "cycle"
    SELF_REFERENCE = "self-reference"
    BAD_LINK = "bad-link"
    BAD_CITATION = "bad-citation"
    IMAGE = "image"
    REDIRECT = "redirect"
    NOT_CARRIED = "not-carried"
    # Editorial rules
    CLAIM_WITHOUT_CITATION = "claim-without-citation"
    EVENT_WITHOUT_CITATION = "event-without-citation"
    QUOTE_WITHOUT_LOCATOR = "quote-without-locator"
    QUOTE_TOO_LONG = "quote-too-long"
    SOURCE_NEVER_CITED = "source-never-cited"
    SOURCE_WITHOUT_ADDRESS = "source-without-address"
    STATEMENT_NOT_CARRIED = "statement-not-carried"
    SUPPORTED_BY_ONE_PARTY = "supported-by-one-party"
    WHICH_STATEMENT = "which-statement"
    UNKNOWN_ORIGIN = "unknown-origin"
    SHORT_TOO_LONG = "short-too-long"
    VERDICT_WITHOUT_REASONING = "verdict-without-reasoning"
    VERDICT_HISTORY = "verdict-history"
    DETAIL_WITH_ONE_VALUE = "detail-with-one-value"
    BRIEF_WITHOUT_CITATION = "brief-without-citation"
    UNUSED_RECORD = "unused-record"
    RELIABILITY_WITHOUT_REASON = "reliability-without-reason"
    # Templates and output
    TEMPLATE_SYNTAX = "template-syntax"
    TEMPLATE_FAILED = "template-failed"
    BROKEN_LINK = "broken-link"
    SEARCH = "search"
    OUTPUT_PLACE = "output-place"
    OUTPUT_FOREIGN = "output-foreign"
    OUTPUT_LOCKED = "output-locked"
    OUTPUT_FAILED = "output-failed"
    INTERNAL = "internal"
