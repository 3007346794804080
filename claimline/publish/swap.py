"""Making the whole new site beside the one in place, and letting the two change places.

A build that is killed before the swap leaves the old site, one that is killed after it the new.
What changes is the folder itself: a shell or a server that holds the old one open keeps it.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress

from claimline.publish import paths, tree
from claimline.publish.difference import Difference
from claimline.publish.exchange import exchange

# Why a link to a file cannot be made although a copy can.
_NO_LINK = frozenset(
    {errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
)


def first(files: Mapping[str, bytes], manifest: bytes, site: str, staging: str) -> None:
    """Put a site in place where there is none.

    Raises:
        OSError: nothing is in place then; ``staging`` is for the caller to remove.
    """
    os.mkdir(staging)
    for folder in sorted(paths.folders_above(files)):
        os.mkdir(f"{staging}/{folder}")
    tree.write_all(staging, files)
    tree.write(f"{staging}/{paths.MANIFEST}", manifest)
    os.rename(staging, site)


def swap(files: Mapping[str, bytes], change: Difference, site: str, staging: str) -> None:
    """Put a site in place of another, in one step. Files that are the same keep their inode.

    Afterwards ``staging`` holds the old site, for the caller to remove.

    Raises:
        OSError: the old site is in place then, untouched. An ``errno`` of
            ``exchange.CANNOT`` says that a swap is not possible here.
    """
    _stage(files, change, site, staging)
    exchange(staging, site)
    _rescue(change, staging, site)


def _stage(files: Mapping[str, bytes], change: Difference, site: str, staging: str) -> None:
    present = change.tree.folders
    needed = paths.folders_above(files) | change.kept_folders
    os.mkdir(staging)
    for folder in sorted(needed):
        os.mkdir(f"{staging}/{folder}")
    for path in change.same:
        try:
            os.link(f"{site}/{path}", f"{staging}/{path}", follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINK:
                raise
            tree.write(f"{staging}/{path}", files[path])
    tree.write_all(staging, {path: files[path] for path in change.created + change.replaced})
    tree.write(f"{staging}/{paths.MANIFEST}", change.manifest)
    for path in change.kept:
        _carry(f"{site}/{path}", f"{staging}/{path}")
    # Last, and the inner ones first: a folder may be one that nobody may write to.
    for folder in sorted(needed & present, reverse=True):
        _copy_mode(f"{site}/{folder}", f"{staging}/{folder}")
    _copy_mode(site, staging)


def _carry(source: str, target: str) -> None:
    """Take along a file or a link of the user's.

    A link that the system refuses because another file system is mounted there (``EXDEV``)
    goes up: the file must not be taken for a copy when the old site is removed.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        if not (os.path.islink(source) or os.path.isfile(source)):
            raise  # a pipe or a socket cannot be copied
        shutil.copy2(source, target, follow_symlinks=False)


def _copy_mode(source: str, target: str) -> None:
    """Give a folder the owner, mode and times of another."""
    have, want = os.stat(target), os.stat(source)
    if (have.st_uid, have.st_gid) != (want.st_uid, want.st_gid):
        with suppress(OSError):
            os.chown(target, want.st_uid, want.st_gid)
    shutil.copystat(source, target)


def _rescue(change: Difference, old: str, site: str) -> None:
    """Bring over what the user saved in the old site while the new one was made."""
    with suppress(OSError):
        late, kept = tree.walk(old), change.kept
        for path in (late.files | late.others) - change.before - {paths.MANIFEST}:
            with suppress(OSError):
                if path in kept and _same(f"{old}/{path}", f"{site}/{path}"):
                    continue
                if path in kept or not os.path.lexists(f"{site}/{path}"):
                    os.makedirs(os.path.dirname(f"{site}/{path}"), exist_ok=True)
                    os.replace(f"{old}/{path}", f"{site}/{path}")


def _same(one: str, other: str) -> bool:
    a, b = os.lstat(one), os.lstat(other)
    return os.path.samestat(a, b) or (a.st_size, a.st_mtime_ns) == (b.st_size, b.st_mtime_ns)
