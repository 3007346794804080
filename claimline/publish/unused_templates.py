"""Finds templates of a project, and blocks in them, that no page uses."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, TemplateError, meta, nodes

from claimline.diagnostics import Code, Location, Report, did_you_mean
from claimline.publish.theme import Theme

_FRAME = "base.html"
_EXAMPLE = "pages/claim.html"


def check_unused(env: Environment, theme: Theme, report: Report) -> None:
    """Report the project's templates that nothing includes, and blocks that do not show."""
    own = [
        path
        for path in theme.own
        if path.endswith(".html") and not path.startswith(("assets/", "root/"))
    ]
    trees = {name: tree for name in sorted(own) if (tree := _tree(env, name))}
    used = {name for tree in trees.values() for name in meta.find_referenced_templates(tree)}
    for name, tree in trees.items():
        # None means a name that is computed during rendering, which can be that of any template.
        if name not in theme.originals and name not in used and None not in used:
            message = "No page uses this template."
            place = Location(f"templates/{name}")
            report.add(place, Code.TEMPLATE_UNUSED, message, did_you_mean(name, theme.originals))
        parent = _parent(tree)
        if parent is None:
            continue
        inherited = set(_inherited(env, parent, frozenset({name})))
        for block in _blocks(tree):
            if block.name not in inherited:
                message = f'No page shows the block "{block.name}": "{parent}" has none.'
                at = Location(f"templates/{name}", block.lineno, 1)
                report.add(at, Code.TEMPLATE_UNUSED, message, did_you_mean(block.name, inherited))
        _check_hidden(env, name, tree, sorted(theme.originals.keys() - own), report)


def _check_hidden(
    env: Environment, name: str, tree: nodes.Template, pages: list[str], report: Report
) -> None:
    """Report blocks of the project's frame that the theme's pages replace, such as `main`."""
    if name != _FRAME:
        return
    hiding: dict[str, list[str]] = {}
    for page in (page for page in pages if page.startswith("pages/")):
        page_tree = _tree(env, page)
        if page_tree is None or _parent(page_tree) != name:
            continue
        for block in page_tree.find_all(nodes.Block):
            if not any(_is_super(call) for call in block.find_all(nodes.Call)):
                hiding.setdefault(block.name, []).append(page)
    for block in _blocks(tree):
        if names := hiding.get(block.name):
            page = _EXAMPLE if _EXAMPLE in names else names[0]
            message = f'Pages have a block "{block.name}" of their own, and do not show this one.'
            cure = f'Write it in a page, such as "templates/{page}".'
            at = Location(f"templates/{name}", block.lineno, 1)
            report.add(at, Code.TEMPLATE_UNUSED, message, cure)


def _is_super(call: nodes.Call) -> bool:
    """Say whether a call prints the block of the template that is extended."""
    return isinstance(call.node, nodes.Name) and call.node.name == "super"


def _tree(env: Environment, name: str) -> nodes.Template | None:
    """Parse a template. Return None if it cannot be read, which has a diagnostic of its own."""
    if env.loader is None:
        return None
    try:
        return env.parse(env.loader.get_source(env, name)[0])
    except (TemplateError, OSError, UnicodeError, RecursionError):
        return None


def _parent(tree: nodes.Template) -> str | None:
    """Return the name of the template that this one extends, if it is a constant."""
    for extends in tree.find_all(nodes.Extends):
        if isinstance(extends.template, nodes.Const):
            return str(extends.template.value)
    return None


def _blocks(tree: nodes.Template) -> Iterator[nodes.Block]:
    """Yield the blocks that are in no other block. Inner blocks show with the outer one."""
    for node in tree.body:
        if isinstance(node, nodes.Block):
            yield node


def _inherited(env: Environment, name: str, seen: frozenset[str]) -> Iterator[str]:
    """Yield the names of all blocks of a template and of those that it extends."""
    tree = None if name in seen else _tree(env, name)
    if tree is None:
        return
    yield from (block.name for block in tree.find_all(nodes.Block))
    parent = _parent(tree)
    if parent:
        yield from _inherited(env, parent, seen | {name})
