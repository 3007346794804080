"""Which part of the package may import which, and which packages from elsewhere."""

from __future__ import annotations

# Each part of the package, and the parts that it may import besides itself. A part may name
# only parts above it, so that data flows one way. Change a row with the code that needs it.
_RECORDS = ("diagnostics", "locale", "dates", "read", "prose", "model", "analysis")
_AROUND = ("diagnostics", "publish", "outcome", "options")
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "__init__": (),
    "value": (),
    "errors": (),
    "late_pattern": (),
    "user_cache": (),
    "file_state": (),
    "html_reader": (),
    "media_facts": (),
    "collection": (),
    "engine": ("user_cache", "file_state"),
    "diagnostics": (),
    "output": ("diagnostics",),
    "locale": (),
    "dates": ("locale",),
    "read": ("diagnostics",),
    "prose": ("diagnostics", "read"),
    "model": ("engine", "diagnostics", "locale", "dates", "read", "prose", "media_facts"),
    "analysis": ("engine", "diagnostics", "locale", "dates", "read", "prose", "model"),
    "project_words": ("diagnostics", "locale", "read", "model"),
    "load": ("engine", "diagnostics", "read", "model", "analysis", "project_words"),
    "pages": ("engine", *_RECORDS, "media_facts"),
    "exports": (*_RECORDS, "pages", "output", "engine", "media_facts"),
    "publish": (
        *("diagnostics", "output", "locale", "dates", "read", "prose", "pages"),
        *("user_cache", "html_reader", "file_state", "engine", "media_facts"),
    ),
    "listed_media": ("engine", "diagnostics", "read", "model", "media_facts", "publish"),
    "outcome": ("diagnostics", "model", "publish", "engine"),
    "options": ("engine", "model"),
    "step_times": ("options",),
    "published": ("diagnostics", "model", "read", "pages", "publish"),
    "proof": ("model", "exports", "publish", "published"),
    "reuse": ("engine", "diagnostics", "model", "analysis", "pages", "publish"),
    "kept_links": ("engine", "dates", "prose", "model"),
    "changed_links": ("engine", "model", "load", "kept_links"),
    "edition_links": ("engine", "diagnostics", "model", "load", "kept_links", "changed_links"),
    "stages": (
        *("diagnostics", "output", "model", "analysis", "load", "pages", "exports", "publish"),
        *("engine", "options", "published", "reuse", "edition_links", "listed_media", "collection"),
    ),
    "incremental": (
        *(*_AROUND, "output", "engine", "model", "reuse", "edition_links", "proof", "stages"),
        "file_state",
    ),
    "pipeline": (
        *(*_AROUND, "output", "locale", "proof", "stages", "incremental", "published"),
        "collection",
    ),
    "shards": (*_AROUND, "pages", "proof", "stages", "incremental", "published"),
    "revisions": (*_RECORDS, "load", "pages"),
    "author": (
        *(*_RECORDS, "load", "pages", "publish", "engine", "outcome", "options", "pipeline"),
        *("html_reader", "file_state", "user_cache", "revisions", "published", "collection"),
        "step_times",
    ),
    "imports": (*_RECORDS, "html_reader", "author"),
    "reference": (*_RECORDS[:-1], "pages", "publish", "author"),
    "cli": (
        *("diagnostics", "dates", "model", "publish", "engine", "outcome", "options", "pipeline"),
        *("collection", "step_times"),
        *("shards", "proof", "revisions", "author", "imports"),
    ),
    "__main__": ("cli",),
}
# The base of what passes from one part to the next, and of what is raised: any of them may.
FOR_ALL = ("value", "errors", "late_pattern")

# Packages from elsewhere, and the only part that knows them.
ONLY_IN: dict[str, str] = {
    "babel": "locale",
    "yaml": "read",
    "jinja2": "publish",
    "markdown": "prose",
    "nh3": "prose",
    "PIL": "publish",
    "filelock": "publish",
    "watchdog": "author",
    "starlette": "author",
    "uvicorn": "author",
    "click": "cli",
    "rich": "cli",
    "anyascii": "read",
    "charset_normalizer": "author",
    "ruamel": "author",
    "selectolax": "html_reader",
    "rfc8785": "proof",
    "pypdf": "author",
    "pypdfium2": "author",
    "httpx": "author",
    "openpyxl": "imports",
    "bibtexparser": "imports",
    "rispy": "imports",
    "pylatexenc": "imports",
}
