"""Which requests the desk trusts: those of its own pages, and nobody else's.

The desk has its own host name, so a browser treats the site's scripts as those of another site.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from hashlib import sha256

PREFIX = "/.claimline/desk/"
_NAVIGATIONS = ("document", "")


class Session:
    """One run of the desk: where it is, and the secret that its forms carry.

    Args:
        site_url: the address of the server, such as ``http://127.0.0.1:8000``.
        port: the port of the site and of the desk.
    """

    def __init__(self, site_url: str, port: int) -> None:
        host = "127.0.0.1" if "//localhost" in site_url else "localhost"
        self.site_url = site_url
        self.origin = f"http://{host}:{port}"
        self.host = f"{host}:{port}"
        self.cookie = f"claimline-desk-{port}"
        self._secret = secrets.token_bytes(32)
        self.cookie_value = self._mark("cookie")
        self.token = self._mark("form")

    def _mark(self, purpose: str) -> str:
        return hmac.new(self._secret, purpose.encode(), sha256).hexdigest()

    def has_token(self, sent: str, cookie: str) -> bool:
        """Whether a form carries the secret of this run, and the browser its cookie."""
        # Compared as bytes: text beyond ASCII would raise an error.
        same = hmac.compare_digest(sent.encode(), self.token.encode())
        return hmac.compare_digest(cookie.encode(), self.cookie_value.encode()) and same

    def refusal(self, method: str, headers: Mapping[str, str]) -> str:
        """Return why a request is refused, or "".

        ``headers`` are by their names in lower case.
        """
        site = headers.get("sec-fetch-site", "none")
        if method in ("GET", "HEAD"):
            is_navigation = headers.get("sec-fetch-mode", "navigate") == "navigate"
            is_page = headers.get("sec-fetch-dest", "document") in _NAVIGATIONS
            if site in ("none", "same-origin") or (is_navigation and is_page):
                return ""
            return "The desk answers its own pages only."
        if headers.get("origin") != self.origin or site not in ("none", "same-origin"):
            return "A form of another page was sent to the desk."
        return ""

    def headers(self) -> dict[str, str]:
        """Return the headers of every page of the desk."""
        own = f"{self.origin}{PREFIX}"
        policy = (
            f"default-src 'none'; style-src {own}desk.css; script-src {own}desk.js; "
            f"connect-src {own}; frame-src 'self'; img-src 'self' data:; form-action 'self'; "
            "frame-ancestors 'none'; base-uri 'none'"
        )
        return {
            "Content-Security-Policy": policy,
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cache-Control": "no-store",
            "Set-Cookie": f"{self.cookie}={self.cookie_value}; Path={PREFIX}; HttpOnly; "
            "SameSite=Strict",
        }

    def preview_headers(self) -> dict[str, str]:
        """Return the headers of a preview: a page of the site in which nothing runs."""
        policy = (
            "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            "font-src 'self'; media-src 'self'; base-uri 'self'; form-action 'none'; "
            "frame-ancestors 'self'; sandbox allow-same-origin"
        )
        return {
            "Content-Security-Policy": policy,
            "X-Frame-Options": "SAMEORIGIN",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
