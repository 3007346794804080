"""What is put into the files of a project: pieces with a meaning to one of their readers."""

from __future__ import annotations

# Pieces that mean something to YAML, Markdown, HTML, templates, dates or file systems.
PIECES = (
    "", " ", "  ", "\t", "\n", "\r", "\r\n", "\n\n", "---\n", "...\n", "- ", ": ", ":", "#", " #",
    "|\n", ">-\n", "&a ", "*a", "<<: *a", "!!int ", "!", "%", "@", "`", "{", "}", "[", "]", "[]",
    "{}", "[@", "[@]", "[@board-notice]", "[@a; @b]", "](claim:", "[](claim:gate-closed-late)",
    "![x](y)", "```\n", "<script>alert(1)</script>", "<p id='s-1'>", "<!--", "&lt;", "&", '"', "'",
    "\\", "\\\\[@", "{{ 7 * 7 }}", "{% raw %}", "{#", "null", "~", "true", "no", "0", "-1", "1e9",
    "2024-02-30", "2024-03-02T21:30/22:15[Europe/London]", "../..", "0000", "-9999", "9999-12-31",
    "Y17E8", "javascript:alert(1)", "https://", "https://[::1", "mailto:", "\u202e", "\u200b",
    "\ufeff", "\x00", "\x07", "\x85", "\u2028", "\ue000", "\ue001", "\ue0020\ue003", "\ue004",
    "\ue010", "\x02claim:x\x03", "é", "e\u0301", "漢", "\U0001f6a9", "x" * 3000, "[" * 60,
    "> " * 60, "* " * 60, "water-board", "fishers", "harbour-letter", "evening-copy", "supported",
    "gate-closed-late", "fishers-2024-03-03", "board-2024-03-05", "<<<<<<< a\n", "=======\n",
    "\\x41", "\\U00110000", "\\ud800", "&#xE000;", "&#0;", "</main>", "<a href='claim:x'>", "<div>",
    "[a]: https://example.org\n", "| a | b |\n|---|---|\n", "- a\n  - b\n    - c\n", "1. a\n9. b\n",
    "# A\n", "=\n", "* * *\n", "  \n", "“", "„", "»", "2024-03-02T25:00", "2024-W10", "2024?~%",
    "../2024", "2024/..", "/", "2024-03-02/2024-03-01", "[Nowhere/City]", "Infinity", "nan",
    "é" * 90, "9" * 400, "\u0660\u0661", "%00", "%zz", "https://x.example.org:99999/",
    "https://\u0661.example", "xn--a", "https://a b", "#:~:text=a", "data:,x", "sha256", "0" * 64,
    "en", "zz", "ar", "x-y-z",
)  # fmt: skip

VALUES = (
    "", "[]", "{}", "[[]]", "[{}]", "{a: b}", "[a, a]", "''", '""', "[null]", "[~, ~]", "null",
    "[water-board, water-board]", "[water-board, water-board, fishers]", "- a", "&x [*x]", "*y",
    "{source: board-notice}", "[{source: board-notice}, {source: board-notice}]", "{id: x}",
    "[{claim: gate-closed-late, how: depends-on}]", "[{actor: fishers, stance: asserts}]", "[1, 2]",
    "[" * 49 + "]" * 49, "[" * 60 + "]" * 60, "{a: " * 40 + "}" * 40, "|\n  a\n",
    ">\n  - a\n  - b\n", "!!python/object:os.system x", "0x1F", "1_000", "12:30:45", "2024-03-02",
    "2024", "yes", "on", "[evening-copy, evening-copy]", "harbour-letter", "board-notice",
    "gate-closes", "what-is-known", "true", "false", "1", "-0", "  ", "\u00a0", "a\n  b", "'a''b'",
    "{text: a, by: machine}", "|2\n   a\n",
)  # fmt: skip
"""What may stand behind a key in YAML."""

KEYS = (
    "", "id", "title", "claim", "short", "by", "said", "when", "date", "verdict", "statement",
    "source", "citations", "stances", "related", "revises", "carries", "values", "silent",
    "history", "tags", "private", "status", "draft", "redirects", "sections", "verdicts", "body",
    "<<", "? a", "root", "speaks_for", "access", "role", "party", "extent", "quote", "at", "url",
    "archives", "published", "language", "time_zone", "base_url", "images", "search", "front",
    "key_claims", "kind", "__class__",
)  # fmt: skip

NAMES = (
    "content/claims/X.yaml", "content/claims/a b.yaml", "content/claims/.yaml",
    "content/claims/a.yml", "content/claims/gate-closed-late.yml", "content/claims/deep/er/x.yaml",
    "content/claims/x.md", "content/claims.yaml", "content/actors.yml", "content/site.yml",
    "content/con.yaml", "content/x", "content/sources/\u00e9.yaml", "content/sources/\u202e.yaml",
    "content/sources/a\nb.yaml", "content/sources/a\x1b[31m.yaml", "content/events/nul.yaml",
    "content/pages/index.md", "content/pages/404.md", "content/pages/claims.md",
    "content/pages/search.md", "content/_x.yaml", "content/places/a.yaml",
    "content/briefs/what-is-known.markdown", "content/briefs/" + "a" * 90 + ".md",
    "content/pages/about.md/x.md", "templates/x", "templates/assets/cite.css",
    "templates/root/index.html", "templates/root/robots.txt", "templates/assets/a:b",
    "templates/pages/claim.html", "templates/base.html", "templates/components/cite.html",
    "templates/a\nb.html", "templates/pages/none.html", "templates/assets/x.js",
    "templates/root/_headers", "templates/root/claims/x.html",
)  # fmt: skip

TEMPLATES = (
    "", "{% extends 'theme/base.html' %}", "{% extends 'base.html' %}", "{% block main %}",
    "{{ x }}", "{{ page.nothing.of.it }}", "{% include 'none.html' %}", "{% if %}",
    "{% for a in b %}", "{{ 1 / 0 }}", "{% macro cite() %}{% endmacro %}", "{{ self }}",
    "{{ [].append(1) }}", "{{ ''.__class__.mro() }}", "{% set x = 1 %}{{ x }}",
    "{{ range(10) | join }}", "{% raw %}", "{{ view | nothing }}", "{# a",
    "{% extends 'theme/pages/claim.html' %}{% block main %}{{ super() }}{% endblock %}",
    "{% extends 'theme/pages/claim.html' %}{% block main %}{{ super.super() }}{% endblock %}",
    "{% import 'theme/components/cite.html' as c %}{{ c.nothing() }}", "{{ 'a' * 10 }}",
    "<p>{{ site }}", "{% extends x %}", "{% block a %}{% endblock %}{% block a %}{% endblock %}",
    "{{ caller() }}", "\udc80", "{{ 'x' | length | upper }}", "{{ _('a %(b)s') }}",
    "{% trans %}a{% endtrans %}", "\ufeff", "\x00",
)  # fmt: skip
