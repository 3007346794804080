"""Tells whether two addresses lead to one page.

A page has many addresses: with and without ``www``, for phones, with the parameters of a campaign,
as an archive copy. ``page_key`` returns one text for all of them. It is cautious, since two pages
must never count as one: it removes only parts that never choose a page. The text is only for
comparisons, not for links.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

from claimline.late_pattern import late_pattern

_TRACKING = late_pattern(
    r"utm_.*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh"
    r"|li_fat_id|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|mkt_tok|vero_id|oly_anon_id|oly_enc_id|wickedid"
    r"|at_medium|at_campaign|at_custom\d|ns_mchannel|ns_campaign|ns_source|smid|cmpid|__twitter_impression",
    re.IGNORECASE,
)
"""Parameters that say how a reader came to a page."""
_AMP = frozenset({"amp", "amp=", "amp=1", "amp=true", "outputType=amp", "output=amp"})
"""Parameters that ask for the page in the form of AMP. A path may end in ``/amp`` for the same."""
_HOST_PREFIX = late_pattern(r"(?:(?P<plain>www)|m|mobile|amp)\.(?=[^.]+\.)")
_WIKI_MOBILE = late_pattern(
    r"(?<=\.)m\.(?=(?:wikipedia|wikinews|wikiquote|wikisource|wikimedia|wiktionary)\.org$)"
)
# A suffix such as co.uk, under which anybody may have a name: m.co.uk is not co.uk for phones.
_PUBLIC_SUFFIX = late_pattern(
    r"(?:ac|co|com|edu|gob|gouv|gov|go|mil|ne|net|or|org)\.[a-z]{2}|blogspot\.[a-z.]+"
)
_OWN_NAMES = frozenset(
    {
        "fandom.com", "github.io", "gitlab.io", "herokuapp.com", "livejournal.com",
        "medium.com", "neocities.org", "netlify.app", "pages.dev", "substack.com", "tumblr.com",
        "vercel.app", "web.app", "weebly.com", "wixsite.com", "wordpress.com",
    }
)  # fmt: skip
"""Hosts that give each user a name below their own."""
_SAME_HOST = {"twitter.com": "x.com"} | dict.fromkeys(
    ("archive.is", "archive.today", "archive.li", "archive.vn", "archive.fo", "archive.md"),
    "archive.ph",
)
_STAMPED = late_pattern(
    r"/(?:\d{4,14}(?:[a-z]{2}_)?|\d{4}(?:\.\d\d){1,2}(?:-\d{6})?)/(.+)", re.DOTALL
)
"""Matches the address of the original in that of an archive copy, after the time of capture."""
_ARCHIVES = frozenset({"web.archive.org", "archive.ph"})
_AMP_CACHE = late_pattern(r"/(?:[a-z]/)?(?:s/)?(?P<address>[^/]+\..+)", re.DOTALL)
# In a page that is built in the browser, a route chooses what is shown. Other fragments do not.
_ROUTE = late_pattern(
    r"[!/?@]|.*/|(?!(?:nameddest|page|search|t|view|xywh|zoom)=)[^=]*=", re.DOTALL
)
_UNRESERVED = late_pattern(r"[A-Za-z0-9._~-]")
_PERCENT = late_pattern(r"%[0-9A-Fa-f]{2}")
_MOST_NESTED = 5
"""Archive copies of archive copies that are followed, at most."""


def page_key(address: str) -> str | None:
    """Return a text that is the same for all addresses of a page, or None if it is no web address.

    An archive copy has the key of its original. If its address does not contain the original, it
    has a key of its own.
    """
    for _ in range(_MOST_NESTED):
        original = archived_original(address)
        if original is None:
            break
        address = original
    return _key(address)


def archived_original(address: str) -> str | None:
    """Return the address that an archive copy's address contains, or None if it contains none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = _host(parts.hostname or "")
    rest = address.partition("://")[2].partition("/")[2]
    match = _STAMPED.search(f"/{rest}")
    original = match[1] if match else ""
    if re.match(r"https?%3a", original, re.IGNORECASE):
        original = unquote(original)
    scheme = re.match(r"https?:/+", original, re.IGNORECASE)
    if scheme:
        return f"https://{original[scheme.end() :]}"
    if original and host in _ARCHIVES and re.match(r"[\w-]+(?:\.[\w-]+)+(?:[:/?]|$)", original):
        return f"https://{original}"
    if host == "archive.ph" and (match := re.match(r"(?:o/\w+/)?(?:newest/)?https?:/+(.+)", rest)):
        return f"https://{match[1]}"
    cache = host.endswith(".cdn.ampproject.org") or host == "google.com"
    if cache and (host != "google.com" or rest.startswith("amp/")):
        match = _AMP_CACHE.fullmatch(f"/{rest.removeprefix('amp/')}")
        return f"https://{match['address']}" if match else None
    return None


def _key(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return None
    host = _host(parts.hostname)
    path, query = _encoded(_resolved(parts.path)), _query(parts.query)
    if len(path) > len("/amp"):
        path = re.sub(r"/amp/?$", "", path)
    if host == "youtu.be" and len(path) > 1:
        host, path, query = "youtube.com", "/watch", f"v={path[1:]}"
    elif host == "youtube.com" and path == "/watch":
        query = "&".join(part for part in query.split("&") if part.startswith("v="))
    elif host == "x.com" and "/status/" in path:
        query = ""
    elif host == "wikidata.org":
        path = re.sub(r"^/entity/(?=Q\d)", "/wiki/", path)
    elif host == "t.me":
        path = re.sub(r"^/s(?=/[^/]+/\d)", "", path)
        query = "" if query == "single" else query
    where = f"{host}:{port}" if port not in (None, 80, 443) else host
    fragment = parts.fragment.partition(":~:")[0]
    route = f"#{fragment}" if _ROUTE.match(fragment) else ""
    return f"{where}{path.rstrip('/')}{f'?{query}' if query else ''}{route}"


def _resolved(path: str) -> str:
    """Return a path without ``.`` and ``..``, as a browser asks for it (RFC 3986, 5.2.4)."""
    return urljoin("https://host/", path)[len("https://host") :] if "/." in path else path


@lru_cache(maxsize=1 << 12)
def _host(name: str) -> str:
    """Return a host without ``www`` and without marks of pages for phones."""
    host = name.lower().rstrip(".")
    with suppress(UnicodeError):
        host = host.encode("idna").decode()
    while prefix := _HOST_PREFIX.match(host):
        rest = host[prefix.end() :]
        if not prefix["plain"] and _has_own_names(rest):
            break
        host = rest
    host = _WIKI_MOBILE.sub("", host)
    return _SAME_HOST.get(host, host)


def _has_own_names(host: str) -> bool:
    """Whether names below the host belong to other people."""
    return host in _OWN_NAMES or bool(_PUBLIC_SUFFIX.fullmatch(host))


def _query(query: str) -> str:
    """Return the parameters that may choose a page, in the order of their names."""
    named = [
        (name, part)
        for part in query.split("&")
        if part and not _TRACKING.fullmatch(name := part.partition("=")[0]) and part not in _AMP
    ]
    # Parameters of the same name keep their order, which may matter.
    return "&".join(_encoded(part) for _, part in sorted(named, key=lambda item: item[0]))


def _encoded(words: str) -> str:
    """Return a path or a parameter with one spelling of each character (RFC 3986, 6.2.2)."""

    def plain(code: re.Match[str]) -> str:
        letter = chr(int(code[0][1:], 16))
        return letter if _UNRESERVED.fullmatch(letter) else code[0].upper()

    return quote(_PERCENT.sub(plain, words), safe="%/?:@!$&'()*+,;=~#[]")
