"""Compares a new site with the one in place: what a build has to create, replace and remove."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, repeat
from typing import Any

from claimline.diagnostics import Code
from claimline.file_state import FOLDER, OTHER, stamp, walk
from claimline.publish import manifest, paths
from claimline.publish.write_result import OutputError, Written
from claimline.value import Value


class SiteTree(Value, frozen=True):
    """The paths in the folder of a site.

    ``others`` are symbolic links, and all else that is neither a file nor a folder.
    """

    files: frozenset[str]
    others: frozenset[str]
    folders: frozenset[str]


class Difference(Value, frozen=True):
    """How a new site differs from the one in place.

    ``tree`` has the paths of the site in place. ``listed`` are the paths and digests in its
    manifest. ``manifest`` is the new manifest, and ``settled`` says whether it is in place already.
    ``union`` is the manifest while files change places.
    """

    tree: SiteTree
    listed: Mapping[str, str]
    created: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    same: tuple[str, ...]
    manifest: bytes
    union: bytes
    settled: bool

    @property
    def none(self) -> bool:
        """Whether there is nothing to write."""
        return self.settled and not self.written.changed

    @property
    def written(self) -> Written:
        """The counts of files."""
        return Written(len(self.created), len(self.replaced), len(self.removed), len(self.same))


def compare(
    files: Mapping[str, bytes],
    site: str,
    digests: Mapping[str, str] = manifest.NONE,
    unchanged: Collection[str] = (),
    published: Any = None,
) -> Difference:
    """Compare a site with the one in place, by bytes.

    Args:
        files: the bytes of each file, by its path in the site.
        site: the folder of the site.
        digests: the digests of files, as far as they are known.
        unchanged: files that are known to be in place. Their bytes are not compared.
        published: what readers are told, for the manifest.

    Raises:
        OutputError: ``OUTPUT_FOREIGN``, with up to five paths, if a file that the program did
            not write is in the way. A symbolic link always counts as the user's.
        OSError: the site in place cannot be read.
    """
    at = manifest.stamp(site)
    if at and at[0] < 0:
        raise _foreign([paths.MANIFEST])
    listed, data = manifest.read(site)
    known_tree = _known_tree(files, site, listed, unchanged)
    tree = known_tree or _walk(site)
    before = tree.files & listed.keys()
    foreign = set() if known_tree else set(_in_the_way(files, site, tree, listed))
    created, replaced, same = [], [], []
    for path in files:
        if path not in tree.files:
            created.append(path)
        elif path in unchanged or (
            not _differ(listed.get(path), digests.get(path))
            and _holds(f"{site}/{path}", files[path])
        ):
            same.append(path)
        elif path in before:
            replaced.append(path)
        else:
            foreign.add(path)
    if foreign:
        raise _foreign(sorted(foreign))
    removed = sorted(before - files.keys())
    # Digests of unchanged files come from the manifest: computing them would double the time of
    # a build that changes nothing.
    known = {path: listed.get(path) for path in same if path not in digests}
    all_digests = {
        path: digests.get(path) or known.get(path) or manifest.digest(files[path]) for path in files
    }
    new = manifest.dump(all_digests, published)
    return Difference(
        tree=tree,
        listed=listed,
        created=tuple(sorted(created)),
        replaced=tuple(sorted(replaced)),
        removed=tuple(removed),
        same=tuple(same),
        manifest=new,
        union=manifest.union(listed, files, published),
        settled=data == new,
    )


def _in_the_way(
    files: Mapping[str, bytes], site: str, tree: SiteTree, listed: Mapping[str, str]
) -> Iterator[str]:
    """Yield the user's paths that stand where a file or a folder of the site must be.

    Names are compared without case. If two differ only in case, the file system decides: a page
    must not replace the user's ``Index.html`` if that is the same file.
    """
    users = {*(tree.files - listed.keys()), *tree.others} - {paths.MANIFEST}
    folders = tree.folders - paths.folders_above(listed)
    if not users and not folders:
        return
    # A folder of the site that holds files of the user cannot become a file.
    folders |= paths.folders_above([*users, *folders])
    theirs = {paths.fold(path): path for path in [*folders, *users]}

    def is_same_file(path: str) -> bool:
        known = path in tree.files or path in tree.folders
        return not known and os.path.lexists(f"{site}/{path}")

    for path in files:
        rival = theirs.get(paths.fold(path))
        if rival and (path in folders or is_same_file(path)):
            yield rival
    for folder in paths.folders_above(files):
        rival = theirs.get(paths.fold(folder))
        if rival and (folder in users or (rival in users and is_same_file(folder))):
            yield rival


def _foreign(foreign: list[str]) -> OutputError:
    names = ", ".join(foreign[:5]) + (f" and {len(foreign) - 5} more" if len(foreign) > 5 else "")
    return OutputError(
        Code.OUTPUT_FOREIGN,
        f"The output folder has files in the way that the program did not write: {names}",
        "Move them away, or name another folder with `--output`.",
    )


def _known_tree(
    files: Iterable[str], site: str, listed: Mapping[str, str], unchanged: Collection[str]
) -> SiteTree | None:
    """Return the paths of a site without listing its folder, or None if that is not possible.

    It is if no file comes or goes. Whatever else lies in the folder is then in nobody's way, and
    only the files and folders of the site need a look.
    """
    if not unchanged or listed.keys() != {*files}:
        return None
    folders = paths.folders_above(listed)
    changed = [path for path in listed if path not in unchanged]
    for path, is_folder in chain(zip(changed, repeat(False)), zip(folders, repeat(True))):
        at = stamp(f"{site}/{path}", follow=False)
        if at is None or at[0] == OTHER or (at[0] == FOLDER) != is_folder:
            return None
    return SiteTree(frozenset(listed), frozenset(), frozenset(folders))


def _walk(root: str) -> SiteTree:
    """List the folder of a site, except the folder of staged files. Follow no link.

    Raises:
        OSError: the site cannot be listed.
    """
    files: set[str] = set()
    others: set[str] = set()
    folders: set[str] = set()

    def on_error(error: OSError) -> None:
        if not isinstance(error, PermissionError) or error.filename == root:
            raise error  # any other folder is the user's, and the program may not list it

    start = len(root) + 1
    for entry in walk(root, on_error=on_error):
        path = entry.path[start:]
        if entry.is_dir(follow_symlinks=False):
            folders.add(path)
        else:
            (files if entry.is_file(follow_symlinks=False) else others).add(path)
    return SiteTree(frozenset(files), frozenset(others), frozenset(folders))


def _differ(then: str | None, now: str | None) -> bool:
    """Whether two digests are known, and differ."""
    return bool(then and now) and then != now


def _holds(path: str, data: bytes) -> bool:
    """Return whether a file has exactly these bytes. Raises OSError."""
    with open(path, "rb") as file:
        return file.read(len(data) + 1) == data
