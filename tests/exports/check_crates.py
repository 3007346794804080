"""Runs roc-validator over crates, without a network. It runs in roc-validator's own environment.

Arguments are the file with the terms of RO-Crate, which a crate names by its address, and folders
of crates. Prints a list of faults for each folder, as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor
from rocrate_validator import services
from rocrate_validator.models import Severity

TERMS = "https://w3id.org/ro/crate/1.2/context"


def main(terms: str, *crates: str) -> None:
    """Print what is wrong with each crate."""

    def answer(_: Any, request: requests.PreparedRequest, **__: Any) -> requests.Response:
        if request.url != TERMS:
            raise requests.ConnectionError(f"{request.url} is not asked for in tests")
        response = requests.Response()
        response.url, response.request = TERMS, request
        response.status_code, response._content = 200, Path(terms).read_bytes()
        response.headers["Content-Type"] = "application/ld+json"
        return response

    requests.Session.send = answer  # type: ignore[method-assign,assignment]
    SPARQLProcessor.query = read_once(SPARQLProcessor.query)
    print(json.dumps({crate: _faults(crate) for crate in crates}))


def read_once(query: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that runs a query of the validator's, but reads the same words once.

    It asks the same few for each thing in each crate, and to read one takes longer than to run it.
    """
    read: dict[object, Any] = {}

    def run(self: SPARQLProcessor, words: Any, values: Any = None, names: Any = None) -> Any:
        key = (words, tuple((names or {}).items()))
        if key not in read:
            read[key] = prepareQuery(words, names or {})
        return query(self, read[key], values)

    return run


def _faults(crate: str) -> list[str]:
    settings = services.ValidationSettings(
        rocrate_uri=crate,
        profile_identifier="ro-crate-1.2",
        requirement_severity=Severity.REQUIRED,
        no_cache=True,
    )
    return [str(issue.message) for issue in services.validate(settings).get_issues()]


if __name__ == "__main__":
    main(*sys.argv[1:])
