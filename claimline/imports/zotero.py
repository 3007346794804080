"""A library in a running Zotero, read over its local interface on this machine."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlencode, urlsplit

from claimline.html_reader import parse_html
from claimline.imports.csl import csl_reference
from claimline.imports.mapping import Mapped
from claimline.imports.proposal import Collector, Findings
from claimline.imports.reference_records import add_reference, words_of_json
from claimline.imports.safe_bytes import (
    LARGEST,
    MOST_ITEMS,
    UnimportableError,
    check_count,
    json_of,
)

ADDRESS = "http://localhost:23119/api/users/0"
"""Where Zotero answers for the user's own library."""
_HOSTS = ("localhost", "127.0.0.1", "::1")
_AT_ONCE = 100
_SECONDS = 20
_OWN = ("collections", "relations", "extra")
_CHILDREN = ("attachment", "note", "annotation")


def read_zotero(data: bytes, mapped: Mapped) -> Findings:
    """Return the sources of a library: a list of items with `data` and `csljson`.

    Notes, attachments and tags are left over.

    Raises:
        UnimportableError: the file is not such a list.
    """
    items = json_of(data)
    if not isinstance(items, list) or not all(
        isinstance(item, dict) and isinstance(item.get("data"), dict) for item in items
    ):
        raise UnimportableError("Zotero's answer is not a list of items.")
    check_count(len(items), "items")
    collector = Collector()
    count = 0
    for item in items:
        fields, key = item["data"], words_of_json(item.get("key"))
        if fields.get("itemType") in _CHILDREN:
            parent = words_of_json(fields.get("parentItem"))
            _leave_child(collector, f"zotero:{parent or key}", fields)
            continue
        count += 1
        csl = item.get("csljson")
        csl = (
            csl
            if isinstance(csl, dict)
            else {"title": fields.get("title"), "URL": fields.get("url")}
        )
        reference = csl_reference({**csl, "id": f"zotero:{key}", "citation-key": ""}, mapped.order)
        add_reference(collector, reference)
        tags = [
            words_of_json(it.get("tag")) for it in fields.get("tags") or [] if isinstance(it, dict)
        ]
        for name in _OWN:
            collector.leave(f"zotero:{key}", name.capitalize(), words_of_json(fields.get(name)))
        collector.leave(f"zotero:{key}", "Tags", ", ".join(tags))
    return collector.findings("a library in Zotero", count)


def fetch_library(address: str) -> bytes:
    """Return all items of the library at ``address`` as one JSON list.

    The address must be of this machine. No proxy is used, and no redirect is followed.

    Raises:
        UnimportableError: the address is of another machine, or nothing answers there.
    """
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.hostname not in _HOSTS:
        raise UnimportableError(f"{address} is not on this machine.", f"Zotero is at {ADDRESS}.")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())
    items: list[Any] = []
    size = 0
    while len(items) <= MOST_ITEMS:
        asked = {
            "format": "json",
            "include": "data,csljson",
            "limit": _AT_ONCE,
            "start": len(items),
        }
        request = urllib.request.Request(
            f"{address.rstrip('/')}/items?{urlencode(asked)}", headers={"Zotero-API-Version": "3"}
        )
        try:
            with opener.open(request, timeout=_SECONDS) as answer:
                data = answer.read(LARGEST + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise UnimportableError(
                f"Zotero does not answer: {reason}.",
                "Start Zotero, and allow other applications to communicate with it in its "
                "advanced settings.",
            ) from error
        size += len(data)
        if size > LARGEST:
            raise UnimportableError(f"Zotero's answer has more than {LARGEST:,} bytes.")
        page = json_of(data)
        if not isinstance(page, list) or not page:
            break
        items += page
        if len(page) < _AT_ONCE:
            break
    return json.dumps(items, ensure_ascii=False).encode()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow no redirect."""


def _leave_child(collector: Collector, origin: str, fields: dict[str, Any]) -> None:
    words = words_of_json(fields.get("note") or fields.get("annotationText") or fields.get("title"))
    if "<" in words:
        body = parse_html(words).body
        words = body.text(separator=" ") if body else words
    extra = ("url", "path", "annotationComment", "filename")
    more = [words_of_json(fields.get(key)) for key in extra if fields.get(key)]
    label = words_of_json(fields.get("itemType")).capitalize()
    collector.leave(origin, label, "\n".join([words.strip(), *more]))
