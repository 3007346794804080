"""The HTTP headers for a site, in a file that some hosts read.

The form is that of Netlify and Cloudflare Pages: a line with a pattern of paths, and below it an
indented line for each header. The policy follows Content Security Policy Level 3 (W3C): a page
loads only files of its own site, runs no inline script or style, and no other site can frame it.
Embedded pages are made for frames.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimline.analysis import Analysis
from claimline.model.dossier import Dossier
from claimline.output import Output
from claimline.pages.address import EMBEDDED

NAME = "_headers"
POLICY = "Content-Security-Policy"


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield the file with the headers of every page."""
    embed, preview = dossier.site.sections.embed, dossier.preview
    yield Output(NAME, "text/plain", lambda: headers_file(embed=embed, preview=preview))


def policy() -> str:
    """Return the Content-Security-Policy of all pages."""
    return "; ".join(
        (
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
            "font-src 'self'", "connect-src 'self'", "form-action 'none'", "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )  # fmt: skip


def headers() -> dict[str, str]:
    """Return all headers, by name.

    With them, a source's host does not learn from which page a reader came, a browser takes no file
    for another type, and a window of another site has no access to one of this site.
    """
    return {
        POLICY: policy(),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def headers_file(*, embed: bool = False, preview: bool = False) -> bytes:
    """Return the file for a whole site.

    Args:
        embed: whether the site has pages for frames.
        preview: whether the site is a preview, which search engines must not list.

    Every site may frame an embedded page. Where two patterns match, Cloudflare joins the values of
    a header, so the policy of all paths is first taken back.
    """
    lines = ["/*", *(f"  {name}: {value}" for name, value in headers().items())]
    if preview:
        lines.append("  X-Robots-Tag: noindex")
    if embed:
        framed = policy().replace("frame-ancestors 'none'", "frame-ancestors *")
        lines += [f"/{EMBEDDED}*", f"  ! {POLICY}", f"  {POLICY}: {framed}"]
    return "\n".join([*lines, ""]).encode()
