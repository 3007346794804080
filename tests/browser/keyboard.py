"""Ways of a person who has a keyboard and nothing else."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.waiting import MS

NEAR = 6
"""Stops at the start of a way, and at its end, that are stepped to with the Tab key."""
EACH_END = 3
"""Letters at the start of some words, and at their end, that are typed one by one."""

WAY = """(one, [near, pass]) => {
  const active = document.activeElement;
  if (one === active) {
    const { left, right } = one.getBoundingClientRect();
    if (left < 0 || right > innerWidth + 1) throw new Error("the focus is beside the window");
    return null;
  }
  if ([...document.querySelectorAll("[tabindex]")].some(it => it.tabIndex > 0))
    throw new Error("the Tab key has an order of its own");
  // Without a focus, the key begins at the place to which a fragment led, or at the top.
  const start = active === document.body ? document.querySelector(":target") : active;
  const back = !!start && !!(start.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
  const [first, last] = back ? [one, start] : [start, one];
  // What can get the focus between here and there. Of radio buttons the key takes one.
  const stops = [...document.querySelectorAll(
      "a[href], button, input, select, textarea, summary, iframe, [tabindex='0']")]
    .filter(it => it.checkVisibility({visibilityProperty: true}) && !it.matches(":disabled")
      && it.type !== "radio" && it.type !== "hidden"
      && (!first || first.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING)
      && last.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_PRECEDING);
  if (back) stops.reverse();
  const key = back ? "Shift+Tab" : "Tab";
  if (stops.length <= 2 * near) return [key, stops.length + 1];
  if (!pass) return [key, near];
  for (const it of stops.slice(0, -near)) {
    if (it.localName === "iframe") continue;
    it.focus({preventScroll: true});
    if (document.activeElement !== it) throw new Error(`no focus: ${it.outerHTML.slice(0, 90)}`);
  }
  return [key, near];
}"""
"""Which key leads to an element, and how often it can be pressed before one has to look again.

If it may ``pass``, what stands between the two ends of a long way has got the focus meanwhile.
"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab, or Shift and Tab for what stands above, until the element has the focus.

    The key follows the order of the document where no element asks for another place. So on a long
    way it is pressed at both ends, and what stands between gets the focus by a script, one by one.
    """
    expect(target).to_have_count(1, timeout=MS)
    for nth in range(60):
        way = target.evaluate(WAY, [NEAR, nth % 2 == 1])
        if way is None:
            return
        key, times = way
        for _ in range(times):
            page.keyboard.press(key)
    raise AssertionError(f"no Tab leads to {target}")


def type_words(page: Page, words: str) -> None:
    """Type some words. Of long ones, what is in the middle comes in one piece."""
    middle = words[EACH_END:-EACH_END]
    if "\n" in middle:
        page.keyboard.type(words)
        return
    page.keyboard.type(words[:EACH_END])
    page.keyboard.insert_text(middle)
    page.keyboard.type(words[EACH_END:][-EACH_END:])
