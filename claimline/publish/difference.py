"""What a build would change in the site that is in place."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping

from claimline.diagnostics import Code
from claimline.publish import manifest, paths
from claimline.publish.html_tags import anchors
from claimline.publish.outcome import OutputError, Written
from claimline.publish.tree import Tree, holds, walk
from claimline.value import Value

_PAGES = (".html", ".htm", ".xml", ".svg")
_SHARED = (".css", ".js", ".mjs")  # what pages of one build expect of the same build

# Past this many, comparing anchors takes longer than the swap that it would save.
_FEW = 100


class Difference(Value, frozen=True):
    """The new site against the one in place, by path.

    ``tree`` is what lies there, ``before`` what an earlier build listed and is still there.
    ``listed`` are all paths of that list. ``manifest`` is the list to write, and ``settled``
    says that it is in place already. ``sound`` says that files may be replaced one by one:
    no mix of the two builds has a link or a fragment that leads nowhere.
    """

    tree: Tree
    listed: Mapping[str, str]
    before: frozenset[str]
    created: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    same: tuple[str, ...]
    manifest: bytes
    settled: bool
    sound: bool

    @property
    def none(self) -> bool:
        """Whether there is nothing to write at all."""
        return self.settled and not self.written.changed

    @property
    def written(self) -> Written:
        """The counts of files."""
        return Written(len(self.created), len(self.replaced), len(self.removed), len(self.same))

    @property
    def kept(self) -> frozenset[str]:
        """The files and links of the user's."""
        entries = self.tree.files | self.tree.others
        return entries - self.before - {*self.created, *self.same, paths.MANIFEST}

    @property
    def kept_folders(self) -> frozenset[str]:
        """The folders of the user's, and those that hold something of the user's.

        A folder above a listed path counts as the program's.
        """
        users = self.tree.folders - paths.folders_above(self.listed)
        return users | paths.folders_above([*users, *self.kept])


def compare(
    files: Mapping[str, bytes],
    site: str,
    digests: Mapping[str, str] = manifest.NONE,
    kept: Collection[str] = (),
) -> Difference:
    """Compare a site with the one in place, by bytes.

    ``digests`` are those that are known already. ``kept`` are files that are known to be in
    place as they shall be; their bytes are not looked at.

    Raises:
        OutputError: ``OUTPUT_FOREIGN``, with up to five paths, where something that the program
            did not write stands in the way. A symbolic link always is the user's.
        OSError: the site in place cannot be read.
    """
    tree = walk(site)
    if paths.MANIFEST in tree.others | tree.folders:
        raise _foreign([paths.MANIFEST])
    listed, data = manifest.read(site)
    before = tree.files & listed.keys()
    foreign = set(_in_the_way(files, site, tree, listed))
    created, replaced, same = [], [], []
    for path in files:
        if path not in tree.files:
            created.append(path)
        elif path in kept or holds(f"{site}/{path}", files[path]):
            same.append(path)
        elif path in before:
            replaced.append(path)
        else:
            foreign.add(path)
    if foreign:
        raise _foreign(sorted(foreign))
    removed = sorted(before - files.keys())
    # The digest of a file that is as it was is taken from the list: taking it again would
    # cost as much as all the rest of a build that changes nothing.
    known = {**{path: listed[path] for path in same if listed.get(path)}, **digests}
    new = manifest.dump({path: known.get(path) or manifest.digest(files[path]) for path in files})
    return Difference(
        tree=tree,
        listed=listed,
        before=frozenset(before),
        created=tuple(sorted(created)),
        replaced=tuple(sorted(replaced)),
        removed=tuple(removed),
        same=tuple(same),
        manifest=new,
        settled=data == new,
        sound=not removed and _sound(files, site, created, replaced),
    )


def _in_the_way(
    files: Mapping[str, bytes], site: str, tree: Tree, listed: Mapping[str, str]
) -> Iterator[str]:
    """Paths of the user's where a file or a folder of the site must be.

    Names are compared without case, and then it is asked what the file system makes of it: a
    page must not be written over ``Index.html`` where that is the same file.
    """
    users = {path for path in tree.files | tree.others if path not in listed or path in tree.others}
    users.discard(paths.MANIFEST)
    folders = tree.folders - paths.folders_above(listed)
    if not users and not folders:
        return
    # A folder of the program's that holds something of the user's cannot become a file.
    folders |= paths.folders_above([*users, *folders])
    theirs = {paths.fold(path): path for path in [*folders, *users]}

    def taken(path: str) -> bool:
        known = path in tree.files or path in tree.folders
        return not known and os.path.lexists(f"{site}/{path}")

    for path in files:
        found = theirs.get(paths.fold(path))
        if found and (path in folders or taken(path)):
            yield found
    for folder in paths.folders_above(files):
        found = theirs.get(paths.fold(folder))
        if found and (folder in users or (found in users and taken(folder))):
            yield found


def _foreign(found: list[str]) -> OutputError:
    names = ", ".join(found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")
    return OutputError(
        Code.OUTPUT_FOREIGN,
        f"The output folder holds what the program did not write where it would write: {names}",
        "Move it away, or name another folder with `--output`.",
    )


def _sound(files: Mapping[str, bytes], site: str, created: list[str], replaced: list[str]) -> bool:
    """Whether every mix of the two builds is sound, given that no file goes away.

    A single new file goes first. It links to pages that keep all their anchors. Two new ones
    may link to each other, and one of them is there before the other.
    """
    if len(created) > 1 or len(replaced) > _FEW:
        return False
    if len(created) + len(replaced) > 1 and any(path.endswith(_SHARED) for path in replaced):
        return False
    for path in replaced:
        if path.endswith(_PAGES):
            with open(f"{site}/{path}", "rb") as file:
                if anchors(file.read()) != anchors(files[path]):
                    return False
    return True
