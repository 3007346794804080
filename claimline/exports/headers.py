"""The HTTP headers for a site, in a file that some hosts read.

The form is that of Netlify and Cloudflare Pages: a line with a pattern of paths, and below it an
indented line for each header. The policy follows Content Security Policy Level 3 (W3C): a page
loads only files of its own site, runs no inline script or style, and no other site can frame it.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimline.analysis import Analysis
from claimline.model.dossier import Dossier
from claimline.output import Output

NAME = "_headers"


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield the file with the headers of every page."""
    wasm = dossier.site.sections.search
    yield Output(NAME, "text/plain", lambda: headers_file(wasm=wasm))


def policy(*, wasm: bool = False) -> str:
    """Return the Content-Security-Policy of all pages.

    With ``wasm`` it allows WebAssembly, which reads the index of the search.
    """
    script = "script-src 'self' 'wasm-unsafe-eval'" if wasm else "script-src 'self'"
    return "; ".join(
        (
            "default-src 'none'", script, "style-src 'self'", "img-src 'self'", "font-src 'self'",
            "connect-src 'self'", "form-action 'none'", "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )  # fmt: skip


def headers(*, wasm: bool = False) -> dict[str, str]:
    """Return all headers, by name.

    With them, a source's host does not learn from which page a reader came, a browser takes no file
    for another type, and a window of another site has no access to one of this site.
    """
    return {
        "Content-Security-Policy": policy(wasm=wasm),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def headers_file(*, wasm: bool = False) -> bytes:
    """Return the file for a whole site. ``wasm`` is for a site with a search."""
    lines = [f"  {name}: {value}" for name, value in headers(wasm=wasm).items()]
    return "\n".join(["/*", *lines, ""]).encode()
