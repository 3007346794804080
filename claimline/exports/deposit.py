"""Metadata for an archive that keeps the site as one object: RO-Crate and ``CITATION.cff``.

The metadata follow RO-Crate 1.2, which requires a licence and a date. So they are made only if
``site.yaml`` has ``licence`` and a single day as ``updated``. ``CITATION.cff`` follows version
1.2.0 of the Citation File Format. Its values are written as JSON, which is also YAML.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from claimline.analysis import Analysis
from claimline.exports.json_bytes import json_bytes
from claimline.exports.moments import plain_day
from claimline.model.dossier import Dossier
from claimline.model.media_fields import listed_files
from claimline.model.records import Claim, Event, Source
from claimline.output import Output
from claimline.pages.batches import in_batches
from claimline.pages.downloads import CITATION, CRATE, downloads
from claimline.pages.view_builder import ViewBuilder
from claimline.value import Value

_PROFILE = "https://w3id.org/ro/crate/1.2"


def outputs(dossier: Dossier, analysis: Analysis) -> Iterator[Output]:
    """Yield the citation file, and the crate's metadata if the site has a licence and a date."""

    def crate() -> bytes:
        return json_bytes(crate_metadata(dossier, analysis))

    def citation() -> bytes:
        return citation_file(dossier, analysis)

    yield Output(CITATION, "application/yaml", citation, traced=True)
    if any(file.path == CRATE for _, files in downloads(dossier.site) for file in files):
        yield Output(CRATE, "application/ld+json", crate, traced=True)


def crate_metadata(dossier: Dossier, analysis: Analysis) -> dict[str, Any]:
    """Return the metadata of the site as a research object."""
    site, builder = dossier.site, ViewBuilder(dossier, analysis)
    assert site.licence
    files = [
        {
            "@id": file.path,
            "@type": "File",
            "name": f"{builder.t(file.words)} ({file.form})",
            "encodingFormat": file.type,
        }
        for _, group in downloads(site)
        for file in group
        if file.path != CRATE
    ]
    files += _media_files(builder)
    licence = {
        "@id": site.licence.url or "#licence",
        "@type": "CreativeWork",
        "name": site.licence.name,
        "description": site.licence.name,
    }
    publisher = {
        "@id": f"{site.address}/" if site.address else "#publisher",
        "@type": "Organization",
        "name": site.publisher or site.title,
    }
    if url := site.publisher_url or publisher["@id"].removeprefix("#publisher"):
        publisher["url"] = url
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": site.title,
        "description": site.summary,
        "datePublished": plain_day(site.updated),
        "license": {"@id": licence["@id"]},
        "publisher": {"@id": publisher["@id"]},
        "inLanguage": site.language,
        "hasPart": [{"@id": file["@id"]} for file in files],
    }
    descriptor = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": _PROFILE},
    }
    licences = {**_licences(builder), licence["@id"]: licence}
    graph = [descriptor, root, *licences.values(), publisher, *files]
    return {"@context": f"{_PROFILE}/context", "@graph": graph}


class ListedFile(Value, frozen=True):
    """A picture or file that a record lists, and what the record says of it."""

    file: str
    alt: str
    credit: str
    licence: str
    licence_name: str


@in_batches("listed files", tuple[ListedFile, ...])
def _files_of(builder: ViewBuilder, key: str) -> tuple[ListedFile, ...]:
    """Return the pictures and files of a record, by its kind and id."""
    kind, _, id_ = key.partition(" ")
    record = builder.dossier.records(kind)[id_]
    assert isinstance(record, Source | Claim | Event)
    files = []
    for item, loc, file in listed_files(record.media):
        shown = item.compare if item.compare and "compare" in loc else item
        address = (shown.licence and shown.licence.url) or ""
        name = shown.licence.name if shown.licence else ""
        files.append(ListedFile(file, shown.alt, shown.credit, address, name))
    return tuple(files)


def _listed(builder: ViewBuilder) -> Iterator[ListedFile]:
    """Yield the pictures and files of all records that can have any."""
    for kind in ("source", "claim", "event"):
        for _, files in _files_of(builder, kind):
            yield from files


def _media_files(builder: ViewBuilder) -> Iterator[dict[str, Any]]:
    """Yield the published pictures and files, each with what the first record to list it says."""
    listed: dict[str, ListedFile] = {}
    for it in _listed(builder):
        listed.setdefault(it.file, it)
    for file, shown in listed.items():
        facts = builder.dossier.media.get(file)
        if facts is None:
            continue
        entity: dict[str, Any] = {
            "@id": facts.whole.path,
            "@type": ["File", "ImageObject"] if facts.form == "picture" else "File",
            "name": shown.alt,
            "encodingFormat": facts.type,
            "contentSize": str(facts.whole.size),
            "sha256": facts.whole.sha256,
            "creditText": shown.credit,
        }
        if shown.licence:
            entity["license"] = {"@id": shown.licence}
        yield entity


def _licences(builder: ViewBuilder) -> dict[str, dict[str, str]]:
    """Return the licences of pictures and files, by their addresses."""
    return {
        it.licence: {
            "@id": it.licence,
            "@type": "CreativeWork",
            "name": it.licence_name,
            "description": it.licence_name,
        }
        for it in _listed(builder)
        if it.licence
    }


def citation_file(dossier: Dossier, analysis: Analysis) -> bytes:
    """Return the file that tells programs how to cite the site."""
    site, builder = dossier.site, ViewBuilder(dossier, analysis)
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": builder.t("Please cite this investigation with these details."),
        "type": "dataset",
        "title": site.title,
        "abstract": site.summary,
        "authors": [{"name": site.publisher or site.title}],
        "date-released": plain_day(site.updated),
        "license-url": (site.licence and site.licence.url) or "",
        "url": f"{site.address}/" if site.address else "",
    }
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in fields.items()
        if value
    ]
    return "".join(lines).encode()
