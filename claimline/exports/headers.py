"""The headers with which a host shall serve a site, as a file that some hosts read by themselves.

The form is that of Netlify and Cloudflare Pages: a line with a pattern of paths, and below it,
indented, a header on each line. The policy follows Content Security Policy Level 3 (W3C): a page
loads what lies in its own site, no inline script or style, and is shown in nobody's frame.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimline.analysis import Analysis
from claimline.model.dossier import Dossier
from claimline.output import Output

NAME = "_headers"


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Give the file with the headers of every page."""
    wasm = dossier.site.sections.search
    yield Output(NAME, "text/plain", lambda: headers_file(wasm=wasm))


def policy(*, wasm: bool = False) -> str:
    """The Content-Security-Policy that all pages meet.

    The index of a search is read by WebAssembly, which a policy must allow by name: ``wasm``.
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
    """All headers, by name.

    A source's host shall not learn from which page a reader came, no file is taken for another
    type than its own, and no window of another site holds on to one of this.
    """
    return {
        "Content-Security-Policy": policy(wasm=wasm),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def headers_file(*, wasm: bool = False) -> bytes:
    """The file for a whole site; ``wasm`` where it has a search."""
    lines = [f"  {name}: {value}" for name, value in headers(wasm=wasm).items()]
    return "\n".join(["/*", *lines, ""]).encode()
