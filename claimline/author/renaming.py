"""Renames, joins and removes records, with every reference to them.

All is computed first: the new text of each file, read again as a whole project. If it has an error
that the project did not have, nothing is written.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Any

from claimline.analysis import analysis_of
from claimline.author.author_error import AuthorError
from claimline.author.captures.yamledit import EditError
from claimline.author.naming_places import NamingPlace, naming_places, own_place
from claimline.author.new_file import write_new
from claimline.author.record_edits.record_text import remove_record as without_record
from claimline.author.record_edits.record_text import save_record
from claimline.author.record_store import remove_record_file, write_record_file
from claimline.author.workspace import Snapshot, place_in_file
from claimline.diagnostics import Diagnostic, Level, Report, did_you_mean
from claimline.model.edition import PUBLISHED
from claimline.model.link import link
from claimline.model.records import KINDS
from claimline.model.schema import Loc
from claimline.model.selection import select
from claimline.model.validate import Key
from claimline.pages.address import own_page, page_of
from claimline.pages.plan import plan
from claimline.read import Entry
from claimline.read.ids import fault
from claimline.value import Value

IMPORTED = "imported.json"
"""The ledger of imports in a project: which item of a file became which record."""


class NamedError(AuthorError):
    """A record cannot be removed, because ``places`` name it."""

    def __init__(self, kind: str, id_: str, places: tuple[NamingPlace, ...]) -> None:
        number = "one place names" if len(places) == 1 else f"{len(places)} places name"
        super().__init__(f'The {kind} "{id_}" stays: {number} it.')
        self.places = places


class ProjectChange(Value, frozen=True):
    """Files with their new text, or None for a file that goes.

    ``before`` is the project for which it was computed. ``places`` are where ids change. ``record``
    is the record as "kind/id", before and after, if the ledger of imports has to change.
    """

    before: Snapshot
    texts: Mapping[str, str | None]
    places: tuple[NamingPlace, ...]
    record: tuple[str, str] | None = None

    @property
    def number(self) -> int:
        """How many ids change."""
        return len({(place.path, place.start) for place in self.places})


def rename(snapshot: Snapshot, kind: str, old: str, new: str) -> ProjectChange:
    """Give a record another id, and change every reference to it.

    Raises:
        AuthorError: it cannot be done. The message says why.
    """
    entry = _entry(snapshot, kind, old)
    if wrong := fault(new, kind):
        raise AuthorError(*wrong)
    if snapshot.entry(kind, new) is not None:
        hint = f"Join them with `claimline merge-records {kind} {old} {new}`, or choose another."
        raise AuthorError(f'There is already a {kind} "{new}".', hint)
    places = list(naming_places(snapshot, kind, old))
    if "id" in entry.data:
        places.append(own_place(entry.where, (kind, old)))
    texts = _replaced(snapshot, places, new)
    path = entry.where.path
    if place_in_file(entry) == () and not _holds_list(snapshot, entry):
        folder, _, name = path.rpartition("/")
        state = snapshot.files[path]
        mark = "\ufeff" if state.data.startswith(BOM_UTF8) else ""
        text = texts.get(path) or state.text
        texts[f"{folder}/{new}.{name.rpartition('.')[2]}"] = f"{mark}{text}"
        texts[path] = None
    return _finished(snapshot, texts, places, kind, old, new)


def merge_records(snapshot: Snapshot, kind: str, source: str, target: str) -> ProjectChange:
    """Let every reference to one record lead to another of its kind, and remove the first.

    Raises:
        AuthorError: it cannot be done. The message says why.
    """
    entry = _entry(snapshot, kind, source)
    _entry(snapshot, kind, target)
    if source == target:
        raise AuthorError("They are the same record.", "Name two.")
    places = [it for it in naming_places(snapshot, kind, source) if it.carrier != (kind, source)]
    texts = _replaced(snapshot, places, target)
    texts |= _without(snapshot, entry, texts)
    return _finished(snapshot, texts, places, kind, source, target)


def remove(snapshot: Snapshot, kind: str, id_: str) -> ProjectChange:
    """Remove a record that nothing names.

    Raises:
        NamedError: something names it.
        AuthorError: it cannot be removed.
    """
    entry = _entry(snapshot, kind, id_)
    places = [it for it in naming_places(snapshot, kind, id_) if it.carrier != (kind, id_)]
    if places:
        raise NamedError(kind, id_, tuple(places))
    change = ProjectChange(snapshot, _without(snapshot, entry, {}), ())
    _check(change, (kind, id_), "")
    return change


def change_text(change: ProjectChange) -> str:
    """Return a change as a unified diff."""
    lines: list[str] = []
    for path, text in sorted(change.texts.items()):
        state = change.before.files.get(path)
        old = state.text.splitlines(keepends=True) if state else []
        new = text.splitlines(keepends=True) if text is not None else []
        names = (path if state else "/dev/null", path if text is not None else "/dev/null")
        lines += (f"{line.rstrip()}\n" for line in unified_diff(old, new, *names))
    return "".join(lines)


def write_change(root: Path, change: ProjectChange) -> None:
    """Write a change: all of it, or nothing.

    Raises:
        AuthorError: a file is not as it was when the change was computed, or cannot be written.
            What was written before is put back.
    """
    before = change.before.files
    done: list[str] = []
    try:
        for path, text in sorted(change.texts.items(), key=lambda file: file[1] is None):
            digest = before[path].digest if path in before else ""
            if text is None:
                remove_record_file(root, path, digest)
            else:
                write_record_file(root, path, text, digest)
            done.append(path)
        if change.record:
            _rename_imported(root / IMPORTED, *change.record)
    except AuthorError as error:
        for path in done:
            place = root / path
            if path in before:
                place.write_bytes(before[path].data)
            else:
                place.unlink()
        raise AuthorError(error.message, "Nothing was changed. Try again.") from error


def _rename_imported(file: Path, old: str, new: str) -> None:
    """Write a record's new id into the ledger of imports. Raises AuthorError."""
    try:
        before = file.read_text("utf-8") if file.is_file() else ""
        after = before.replace(f'"record": "{old}"', f'"record": "{new}"')
        if after != before:
            write_new(file, after.encode())
    except (OSError, UnicodeDecodeError) as error:
        raise AuthorError(f"{IMPORTED} cannot be read.") from error


def _entry(snapshot: Snapshot, kind: str, id_: str) -> Entry:
    if kind not in KINDS:
        kinds = ", ".join(KINDS)
        hint = did_you_mean(kind, KINDS) or f"Write one of: {kinds}."
        raise AuthorError(f'"{kind}" is no kind of record.', hint)
    entry = snapshot.entry(kind, id_)
    if entry is None:
        known = [each.id for each in snapshot.entries(kind)]
        raise AuthorError(f'There is no {kind} "{id_}".', did_you_mean(id_, known))
    return entry


def _holds_list(snapshot: Snapshot, entry: Entry) -> bool:
    return len(snapshot.files[entry.where.path].entries) > 1 or entry.where.start != 0


def _replaced(snapshot: Snapshot, places: Iterable[NamingPlace], new: str) -> dict[str, str | None]:
    """Return the texts of the files with other letters at some places."""
    by_path: dict[str, list[NamingPlace]] = defaultdict(list)
    for each in places:
        by_path[each.path].append(each)
    texts: dict[str, str | None] = {}
    for path, in_file in by_path.items():
        text = snapshot.files[path].text
        for start, end in sorted({(each.start, each.end) for each in in_file}, reverse=True):
            text = f"{text[:start]}{new}{text[end:]}"
        texts[path] = text
    return texts


def _without(
    snapshot: Snapshot, entry: Entry, texts: Mapping[str, str | None]
) -> dict[str, str | None]:
    """Return the file of a record without it, as it is in ``texts`` or else in the project."""
    path = entry.where.path
    if not _holds_list(snapshot, entry) or len(snapshot.files[path].entries) == 1:
        return {path: None}
    (number,) = place_in_file(entry)
    text = texts.get(path) or snapshot.files[path].text
    try:
        return {path: without_record(text, int(number))}
    except EditError as error:
        raise AuthorError(f"{path}: {error.message}", "Remove the record by hand.") from error


def _finished(
    snapshot: Snapshot,
    texts: dict[str, str | None],
    places: list[NamingPlace],
    kind: str,
    old: str,
    new: str,
) -> ProjectChange:
    """Return the change with its redirect, once the changed project is known to be sound."""
    change = ProjectChange(snapshot, texts, tuple(places), (f"{kind}/{old}", f"{kind}/{new}"))
    site = snapshot.entry("site", "site")
    if site is not None and (redirected := _redirects(_after(change), site, kind, old, new)):
        texts[site.where.path] = redirected
    _check(change, (kind, old), new)
    return change


def _after(change: ProjectChange) -> Snapshot:
    """Return the project with a change."""
    after = change.before
    kinds = {entry.where.path: entry.kind for entry in change.before.entries()}
    (kind_of_new,) = {kinds[path] for path, text in change.texts.items() if text is None} or {""}
    for path, text in change.texts.items():
        data = None if text is None else text.encode()
        after = after.with_file(path, kinds.get(path, kind_of_new), data)
    return after


def _redirects(after: Snapshot, site: Entry, kind: str, old: str, new: str) -> str | None:
    """Return ``site.yaml`` with a redirect from the old page to the new one, if there is any."""
    report = Report()
    dossier = link(select(after.records(report), PUBLISHED, report).records, report)
    if dossier is None:
        return None
    paths = {spec.path for spec in plan(dossier, analysis_of(dossier), Report()).specs}
    page = page_of if kind == "page" else own_page
    gone, there = page(kind, old), page(kind, new)
    known: dict[str, Any] = dict(site.data.get("redirects") or {})
    redirects = {
        start: there if target == gone else target
        for start, target in known.items()
        if start != there
    }
    redirects = {start: target for start, target in redirects.items() if start != target}
    if there in paths and gone != there:
        redirects[gone] = there
    if redirects == known:
        return None
    now = after.entry("site", "site")
    assert now is not None
    data = {key: value for key, value in now.data.items() if key != "redirects"}
    wanted = data | ({"redirects": redirects} if redirects else {})
    try:
        return save_record(after.files[now.where.path].text, (), wanted)
    except EditError as error:
        hint = f"Write `{gone}: {there}` there by hand, then try again."
        raise AuthorError(f"{now.where.path}: {error.message}", hint) from error


def _check(change: ProjectChange, key: Key, new: str) -> None:
    """Raise AuthorError if the changed project has another error, or other data than it should.

    ``key`` is the record that was renamed, joined or removed, and ``new`` its id now.
    """
    before, after = change.before, _after(change)
    known = Counter(each.code for each in _errors(before))
    for error in _errors(after):
        known[error.code] -= 1
        if known[error.code] < 0:
            message = f"The records would have an error: {error}"
            raise AuthorError(message, "Nothing was changed.")
    meant = {(place.carrier, place.field) for place in change.places}
    now_there: dict[Key, Entry] = {}
    for entry in after.entries():
        now_there.setdefault((entry.kind, entry.id), entry)
    for entry in before.entries():
        own = (entry.kind, entry.id)
        there = now_there.get((entry.kind, new if own == key else entry.id))
        if there is None or _is_joined(before, own, key, new):
            continue
        was, now = dict(_leaves(entry.data)), dict(_leaves(there.data))
        for loc in was.keys() | now.keys():
            if was.get(loc) != now.get(loc) and (own, loc) not in meant and loc[0] != "redirects":
                where = entry.where.at(*loc)
                message = f"{where} would change as well: it is an alias of a value that names it."
                raise AuthorError(message, "Write the value out instead of the alias.")


def _errors(snapshot: Snapshot) -> list[Diagnostic]:
    """Return the errors of the records, and of the pages that would be made of them."""
    report = Report()
    report.extend(snapshot.findings())
    dossier = link(select(snapshot.records(Report()), PUBLISHED, Report()).records, Report())
    if dossier is not None:
        plan(dossier, analysis_of(dossier), report)
    return [each for each in report if each.level is Level.ERROR]


def _is_joined(before: Snapshot, own: Key, key: Key, new: str) -> bool:
    """Whether a record goes because another takes its place."""
    return own == key and before.entry(key[0], new) is not None


def _leaves(data: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Yield each single value in data, with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*loc, key))
    elif isinstance(data, list):
        for nth, value in enumerate(data):
            yield from _leaves(value, (*loc, nth))
    else:
        yield loc, data
