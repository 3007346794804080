"""YAML as editors see it: PyYAML with the rules of YAML 1.1, and with those of YAML 1.2's core.

The schemas are for editors, so the tests of them read with neither claimline's reader nor its
idea of what a value is.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

import yaml

from claimline.author.json_schema import schemas

FRONT = re.compile(r"---\n(?P<front>.*?)^---\n", re.DOTALL | re.MULTILINE)


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema: dates, ``no`` and ``12:30`` are text."""

    yaml_implicit_resolvers: Any = {}  # noqa: RUF012 - as in the base


Core.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"(?:null|Null|NULL|~|)\Z"), [*"nN~", ""]
)
Core.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), [*"tTfF"]
)
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+\Z"), [*"-+0123456789"])
Core.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"),
    [*"-+.0123456789"],
)


def _whole_number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    return int(node.value)


Core.add_constructor("tag:yaml.org,2002:int", _whole_number)
LOADERS: tuple[type[yaml.SafeLoader], ...] = (yaml.SafeLoader, Core)


def seen(text: str, loader: type[yaml.SafeLoader]) -> Any:
    """The values of a file as JSON has them; of Markdown, those of its front matter."""
    front = FRONT.match(text)
    return _json(yaml.load(front["front"] if front else text, loader))


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def kind_of(path: str) -> str:
    """The kind of record in a file, by its path in the project."""
    kind = path.split("/")[1].partition(".")[0]
    return kind if kind == "site" else kind.removesuffix("s")


SCHEMAS = schemas()
