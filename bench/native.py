"""The investigation as claimline reads it: one YAML or Markdown file for each record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench import claims, records
from bench.case import Case
from bench.yamltext import document, front_matter, items

ORDER = ("claim", "short", "kind", "by", "said", "statement", "when", "event", "verdict",
         "confidence", "reasoning", "unknowns", "would_change", "citations", "stances", "related",
         "tags", "history", "corrections")  # fmt: skip


def write(case: Case, folder: Path) -> None:
    """Write a whole project of claimline into an empty folder."""
    content = folder / "content"
    for kind in ("actors", "sources", "statements", "claims", "events", "details", "briefs",
                 "pages"):  # fmt: skip
        (content / kind).mkdir(parents=True)
    _put(content / "site.yaml", document(records.site(case)))
    _put(content / "places.yaml", items(records.places(case)))
    method = records.method(case)
    _put(content / "pages" / "method.md", front_matter(method.data, method.prose.text))
    size = case.size
    for kind, number, make, text in (
        ("actor", size.actors, records.actor, "note"),
        ("source", size.sources, records.source, "note"),
        ("statement", size.statements, records.statement, "says"),
        ("event", size.events, records.event, "text"),
        ("detail", size.details, records.detail, "finding"),
    ):
        for nth in range(number):
            record = make(case, nth)
            data: dict[str, Any] = {**record.data, text: record.prose.text or None}
            data["citations"] = [one.data for one in record.citations]
            _put(content / f"{kind}s" / f"{record.id}.yaml", document(data))
    for nth in range(size.briefs):
        brief = records.brief(case, nth)
        _put(content / "briefs" / f"{brief.id}.md", front_matter(brief.data, brief.prose.text))
    for nth in range(size.claims):
        claim = claims.claim(case, nth)
        data = {**claim.data, "reasoning": claim.reasoning.text, "stances": list(claim.stances)}
        data["citations"] = [one.data for one in claim.citations]
        record_text = document({key: data[key] for key in ORDER})
        _put(content / "claims" / f"{claim.id}.yaml", record_text)


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
