"""The content type of a file, by its name: the same on every machine."""

from __future__ import annotations

from pathlib import PurePosixPath

UTF8 = "; charset=utf-8"
TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": f"text/css{UTF8}",
    ".csv": f"text/csv{UTF8}",
    ".geojson": "application/geo+json",
    ".gif": "image/gif",
    ".htm": f"text/html{UTF8}",
    ".html": f"text/html{UTF8}",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": f"text/calendar{UTF8}",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": f"text/javascript{UTF8}",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": f"text/markdown{UTF8}",
    ".mjs": f"text/javascript{UTF8}",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rss": "application/rss+xml",
    ".svg": f"image/svg+xml{UTF8}",
    ".tsv": f"text/tab-separated-values{UTF8}",
    ".ttl": f"text/turtle{UTF8}",
    ".txt": f"text/plain{UTF8}",
    ".vtt": f"text/vtt{UTF8}",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": f"application/xml{UTF8}",
    ".zip": "application/zip",
}
"""The media types, after IANA's registry, of what a site is likely to hold."""


def media_type(name: str) -> str:
    """The content type of a file with this name."""
    ending = PurePosixPath(name).suffix.lower()
    return TYPES.get(ending, "application/octet-stream")


def is_html(media: str) -> bool:
    """Whether a content type is that of an HTML page."""
    return media.startswith("text/html")
