"""axe-core on a page, at each width, in the light and in the dark."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.waiting import resize

REMEMBER = """
{
  // A page has few colours, and axe reads each of them anew for each element.
  const { prototype } = axe.commons.color.Color;
  const { parseString } = prototype, known = new Map();
  prototype.parseString = function (words) {
    const same = known.get(words);
    if (same) [this.r, this.g, this.b, this.alpha] = same;
    else {
      parseString.call(this, words);
      known.set(words, [this.r, this.g, this.b, this.alpha]);
    }
    return this;
  };
}
null;  // Playwright would call a function that comes last.
"""
AXE = (
    Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    + REMEMBER
)
RUN = """async ([only, without]) => (await axe.run(document, {
  resultTypes: ["violations"], preload: false,
  ...(only.length && {runOnly: only}),
  rules: Object.fromEntries(without.map(id => [id, {enabled: false}])),
})).violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3)}`)
"""
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that look at colours. Nothing else differs from light to dark."""
WIDTHS = (1280, 320)
HEIGHT = 800
ALIKE = 3
"""Elements of one kind that axe looks at. It needs a second for a thousand elements."""
SHORT = """most => {
  document.querySelectorAll("details").forEach(one => one.open = true);
  // Alike are elements with the same names, attributes and ancestors. Of the attributes that
  // differ from record to record, only whether they say something counts.
  const own = new RegExp("^(id|href|title|datetime|for|headers|name|value|list|d|style|data-.*"
    + "|x.?|y.?|c.|r|width|height|points|transform|viewBox"
    + "|aria-(label|labelledby|describedby|controls))$");
  const kinds = new Map(), counts = new Map(), hidden = [];
  const describe = (node, above) => {
    const attributes = [...node.attributes].map(({name, value}) =>
      own.test(name) ? `${name}${value.trim() && "="}` : `${name}=${value}`);
    const words = [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim());
    const kind = `${above}>${node.localName} ${attributes.join(" ")} ${words}`;
    kinds.set(node, kind);
    for (const child of node.children) describe(child, kind);
  };
  const count = node => counts.get(kinds.get(node)) ?? 0;
  const hide = node => {
    if ([node, ...node.querySelectorAll("*")].every(one => count(one) >= most)) {
      if (node.matches("li, tr, option, svg :not(title, text *)")) node.remove();
      else if (!node.matches("title")) hidden.push(node);
    } else {
      counts.set(kinds.get(node), count(node) + 1);
      [...node.children].forEach(hide);
    }
  };
  describe(document.body, "");
  hide(document.body);
  // What is hidden takes axe as long as what is seen. It stays whole where words stand beside it,
  // and where its words are the name of something else.
  const names = [...document.querySelectorAll("[aria-labelledby], [aria-describedby]")].flatMap(
    one => [...one.ariaLabelledByElements ?? [], ...one.ariaDescribedByElements ?? []]
      .map(name => [one, name]));
  const room = hidden.map(node => [node, getComputedStyle(node).display, node.offsetHeight]);
  for (const [node, display, height] of room) {
    node.style.visibility = "hidden";
    if (!/^(block|flex|grid|list-item|table-cell)$/.test(display)) continue;
    if (names.some(([one, name]) => node.contains(name) && !node.contains(one))) continue;
    node.style.boxSizing = "border-box";
    node.style[display === "table-cell" ? "height" : "minHeight"] = `${height}px`;
    node.replaceChildren();
  }
}"""
"""Opens what is folded, and hides what is like ``most`` elements before it. It keeps its place,
except in lists, rows and drawings, where it goes: nothing stands beside it or moves for it."""


def with_axe(page: Page) -> Page:
    """Let each address that a page opens from now on have axe-core.

    So the browser compiles it once, and not for each of them.
    """
    page.add_init_script(AXE)
    return page


def violations(page: Page, address: str, without: tuple[str, ...] = ()) -> list[str]:
    """Return what axe-core finds at an address, at each width, in the light and in the dark.

    The page is one ``with_axe``. ``without`` names rules that are left out.
    """
    # To lay a page out again is dear. So it opens as wide as it is looked at first, what stood
    # there before goes, and of width and scheme one changes at a time.
    page.evaluate("document.body?.remove()")
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    wide, narrow = WIDTHS
    resize(page, wide, HEIGHT)
    page.goto(address)
    page.evaluate(SHORT, ALIKE)
    faults = _found(page, f"{wide}", without=without)
    faults += _in_the_dark(page, wide)
    resize(page, narrow, HEIGHT)
    faults += _in_the_dark(page, narrow)
    page.emulate_media(color_scheme="light")
    return faults + _found(page, f"{narrow}", without=without)


def violations_of_whole(page: Page) -> list[str]:
    """Return what axe-core finds on a page as it stands, which is of no more use afterwards.

    In a form, what is alike has another name or label each. Only for its colours it is hidden.
    """
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.evaluate(AXE)
    wide, narrow = WIDTHS
    faults: list[str] = []
    for width in WIDTHS:
        resize(page, width, HEIGHT)
        faults += _found(page, f"{width}", without=COLOURS)
    page.evaluate(SHORT, ALIKE)
    faults += _found(page, f"{narrow}", only=COLOURS)
    faults += _in_the_dark(page, narrow)
    resize(page, wide, HEIGHT)
    faults += _in_the_dark(page, wide)
    page.emulate_media(color_scheme="light")
    return faults + _found(page, f"{wide}", only=COLOURS)


def _in_the_dark(page: Page, width: int) -> list[str]:
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    return _found(page, f"{width}, dark", only=COLOURS)


def _found(
    page: Page, seen: str, *, only: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> list[str]:
    """What the rules find on a page as it is seen now. Without ``only``, these are all rules."""
    return [f"{seen}: {fault}" for fault in page.evaluate(RUN, [list(only), list(without)])]
