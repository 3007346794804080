"""The setup of Sveltia CMS for a project: a collection for each folder and list of records."""

from __future__ import annotations

from pathlib import PurePosixPath

from claimline.author.cms.kind_places import Folder, KindPlaces
from claimline.author.cms.sveltia_fields import (
    RECORDS,
    Setup,
    id_field,
    relation_to,
    sveltia_fields,
    title_key,
)
from claimline.author.form_fields import form_fields, label_of
from claimline.read.ids import MAX_LENGTH
from claimline.value import Value


class Repository(Value, frozen=True):
    """Where the CMS finds the files.

    ``host`` is ``github`` or ``gitlab``, and ``name`` the repository's, as in ``owner/name``.
    ``direct`` says whether the CMS writes into the branch; by default it proposes each change as a
    pull request or merge request.
    """

    host: str
    name: str
    branch: str = "main"
    direct: bool = False


def sveltia_config(places: dict[str, KindPlaces], repository: Repository) -> Setup:
    """Return the setup of the CMS.

    Args:
        places: where the records are, by kind.
        repository: where the CMS finds the files.
    """
    names = collection_names(places)

    def relation(kind: str) -> Setup | None:
        return relation_to(places[kind], names, title_key(form_fields(kind)))

    collections = []
    for kind, kind_places in places.items():
        fields = sveltia_fields(form_fields(kind), relation)
        title = title_key(form_fields(kind))
        collections += [
            _folder_collection(names[folder.key], kind, folder, title, fields)
            for folder in kind_places.folders
        ]
        if kind_places.lists:
            collections.append(_list_collection(kind, kind_places.lists, names, title, fields))
    return {
        "backend": {
            "name": repository.host, "repo": repository.name, "branch": repository.branch,
            "auth_methods": ["token"],
        },
        "publish_mode": "simple" if repository.direct else "editorial_workflow",
        "media_folder": "content/media",
        "media_libraries": {"stock_assets": {"providers": []}},
        "show_preview_links": False,
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": MAX_LENGTH},
        "output": {"omit_empty_optional_fields": True},
        "collections": collections,
    }  # fmt: skip


def collection_names(places: dict[str, KindPlaces]) -> dict[str, str]:
    """Return the name of the collection of each folder and list.

    A folder stands under its key, a list under its path. The name of a list is that of its
    collection and its own, with ``/`` between them.
    """
    names: dict[str, str] = {}
    for kind, kind_places in places.items():
        for folder in kind_places.folders:
            inside = PurePosixPath(folder.path).relative_to("content").as_posix()
            names[folder.key] = _free(inside.replace("/", "--"), set(names.values()))
        for path in kind_places.lists:
            stem = PurePosixPath(path).relative_to("content").with_suffix("").as_posix()
            collection = f"{kind}-lists"
            names[path] = _free(f"{collection}/{stem.replace('/', '--')}", set(names.values()))
    return names


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other collection has: this one, or with a number."""
    numbered = (name if nth == 1 else f"{name}-{nth}" for nth in range(1, len(taken) + 2))
    return next(each for each in numbered if each not in taken)


def _folder_collection(
    name: str, kind: str, folder: Folder, title: str, fields: list[Setup]
) -> Setup:
    below = PurePosixPath(folder.path).relative_to("content").parts[1:]
    where = f" in {'/'.join(below)}" if below else ""
    return {
        "name": name, "label": f"{label_of(kind)}s{where}", "label_singular": label_of(kind),
        "folder": folder.path, "extension": folder.ending,
        "format": "yaml-frontmatter" if folder.ending == "md" else "yaml",
        "slug": {"editable": True}, "identifier_field": title,
        "summary": f"{{{{{title}}}}} ({{{{slug}}}})",
        "fields": fields,
    }  # fmt: skip


def _list_collection(
    kind: str, lists: tuple[str, ...], names: dict[str, str], title: str, fields: list[Setup]
) -> Setup:
    records = {
        "name": RECORDS, "label": f"{label_of(kind)}s", "label_singular": label_of(kind),
        "widget": "list", "root": True, "collapsed": True,
        "summary": f"{{{{fields.{title}}}}} ({{{{fields.id}}}})",
        "fields": [id_field(), *fields],
    }  # fmt: skip
    files = [
        {
            "name": names[path].split("/")[1], "label": path.removeprefix("content/"),
            "file": path, "format": "yaml", "fields": [records],
        }
        for path in lists
    ]  # fmt: skip
    return {"name": f"{kind}-lists", "label": f"Lists of {kind}s", "files": files}
