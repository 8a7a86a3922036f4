"""The hands of someone who labels: words are selected with the mouse or with the keys, as a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WORDS = "brief kwam"  # an emoji of four units stands before it
SELECT = """([box, words]) => {
  const node = [...box.querySelectorAll('[data-piece]')].map((p) => p.firstChild).find((n) => n?.data.includes(words));
  const range = new Range(), at = node.data.indexOf(words);
  range.setStart(node, at); range.setEnd(node, at + words.length);
  const boxes = [...range.getClientRects()], first = boxes[0], last = boxes.at(-1);
  return [first.left + 1, (first.top + first.bottom) / 2, last.right - 1, (last.top + last.bottom) / 2];
}"""


def root(page: Page) -> Locator:
    return page.locator(".ontmoet-root")


def label(page: Page, text: str) -> Locator:
    return root(page).locator("button.om-label", has_text=text)


def saved(page: Page, text: str = "Bewaard om ") -> None:
    expect(root(page).get_by_role("status")).to_contain_text(text)


def unfold(page: Page, text: str) -> None:
    """Open what stands folded under a line that holds this text."""
    root(page).locator("summary", has_text=text).click()


def drag_over(page: Page, words: str) -> None:
    """Select words with the mouse."""
    box = root(page).locator(".om-reading")
    box.hover()  # waits until nothing moves any more
    x, y, to_x, to_y = page.evaluate(SELECT, [box.element_handle(), words])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(to_x, to_y, steps=5)
    page.mouse.up()
    page.wait_for_function("(words) => String(getSelection()) === words", arg=words)


def focused(found: Locator) -> bool:
    return bool(found.evaluate("(node) => node === document.activeElement"))


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(40):
        if focused(wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError("no way to get there with Tab")


def select_by_keyboard(page: Page, words: str) -> None:
    """Tab into the text and select words with the arrow keys."""
    box = root(page).locator(".om-reading")
    root(page).focus()
    tab_to(page, box)
    before = box.evaluate("(box, words) => box.innerText.replace(/\\n+/g, '\\n').split(words)[0]", words)
    page.keyboard.press("Control+Home")
    for _ in range(len(before) - 1):  # a hand with a skin tone is two signs and one step for the caret
        page.keyboard.press("ArrowRight")
    for _ in words:
        page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("String(getSelection())") == words
