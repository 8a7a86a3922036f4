"""The pieces a page is made of, as plain data for ``page.js``.

Each function gives one block: a dict with ``kind`` and what to show. A block holds text, never HTML. What a person can
do is a gesture of the page (``do``), with what goes along (``sends``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ontmoet_research.charts import shown
from ontmoet_research.findings import BLOCKING, WARNING, Finding
from ontmoet_research.words import say

if TYPE_CHECKING:
    import pandas as pd

    from ontmoet_research.charts import Chart

Block = dict[str, Any]


def heading(text: str) -> Block:
    """A heading under the title of the screen."""
    return {"kind": "heading", "text": text}


def text(words: str, *, quiet: bool = False, strong: bool = False) -> Block:
    """A paragraph; ``quiet`` for what may be skipped, ``strong`` for what may not."""
    return {"kind": "text", "text": words, "look": "quiet" if quiet else "strong" if strong else ""}


def button(
    words: str,
    do: str,
    *,
    main: bool = False,
    more: str = "",
    on: bool | None = None,
    hands_over: bool = False,
    **sends: Any,
) -> Block:
    """A button that asks for the gesture ``do``, with ``sends``.

    ``more`` is a second line, ``on`` makes it a choice that is made (True) or not (False). One that ``hands_over`` to
    another person lets nobody type until the answer is there: it would come under the name of the one before.
    """
    look = {"main": main, "more": more, "on": on, "hands_over": hands_over}
    return {"kind": "button", "text": words, "do": do, "sends": sends, **look}


def buttons(*made: Block, label: str = "", row: bool = False) -> Block:
    """Buttons under each other in reading order, or after each other when there are few; ``label`` is the question."""
    return {"kind": "buttons", "buttons": list(made), "label": label, "row": row}


def choices(label: str, do: str, options: Iterable[tuple[str, str]], chosen: str | Iterable[str] | None) -> Block:
    """Choices under each other, as (value, text); one or more are chosen. The gesture gets the ``value``."""
    taken = {chosen} if isinstance(chosen, str) else set(chosen or ())
    return buttons(*(button(words, do, on=value in taken, value=value) for value, words in options), label=label)


def select(label: str, do: str, options: Iterable[tuple[str, str]], chosen: str, **sends: Any) -> Block:
    """A list to choose from that folds out; for choices with many values. The gesture gets ``value`` and ``sends``."""
    made = {"kind": "select", "label": label, "do": do, "options": [list(one) for one in options], "value": chosen}
    return {**made, "sends": sends}


def field(
    name: str, label: str, value: str, *, hint: str = "", long: bool = False, draft: str = "", secret: bool = False
) -> Block:
    """A field to type in; what is typed comes to ``Page.fill`` when you leave the field.

    With ``draft``, the browser's tab keeps each letter under that name until Python says that it is stored, so that
    nothing is lost when the kernel stops or the page is loaded again. It is gone when the tab is closed. A ``secret``
    one shows dots, and what was typed is never sent back to the browser.
    """
    made = {"kind": "field", "name": name, "label": label, "value": "" if secret else value, "hint": hint}
    return {**made, "long": long, "draft": draft, "secret": secret, "reveal": say("page.reveal") if secret else ""}


def chart(made: Chart, opened: Mapping[str, Block] | None = None, take: Block | None = None) -> Block:
    """A figure with its sentences under it and its table folded below; then its appendix, if it has one.

    ``opened`` holds a button for each key that the painter marked (``charts.opens``); it lies over that place, for the
    mouse and the keyboard. ``take`` is the button to take the numbers along.
    """
    extra = made.appendix
    image, places = made.image_and_places()
    over = opened or {}
    return {
        "kind": "chart",
        "title": made.title,
        "image": image,
        "sentence": made.sentence,
        "notes": list(made.notes),
        "show_notes": say("charts.show_notes"),
        "show_table": say("charts.show_table"),
        "table": table(made.title, made.table),
        "appendix": extra and fold(extra.title, *map(text, extra.notes), table(extra.title, extra.table)),
        "buttons": [{**over[one.key], "place": list(one[1:])} for one in places if one.key in over],
        "blocks": [take] if take else [],
    }


def table(caption: str, rows: pd.DataFrame) -> Block:
    """A table with a caption; the column names are what a person reads."""
    cells = [[shown(value) for value in row] for row in rows.itertuples(index=False)]
    return {"kind": "table", "caption": caption, "columns": [str(name) for name in rows.columns], "rows": cells}


def grid(caption: str, columns: Sequence[str], rows: Iterable[tuple[str, Sequence[Block]]]) -> Block:
    """A table to fill in: of each row its head and a block (button or list) a column; ``columns[0]`` is over the heads.

    Of a button in it, ``more`` says to who can't see the table which cell it is.
    """
    made = [{"kind": "row", "head": head, "blocks": list(cells)} for head, cells in rows]
    return {"kind": "grid", "caption": caption, "columns": list(columns), "blocks": made}


def listing(items: Iterable[str], *, empty: str = "") -> Block:
    """A list of sentences; ``empty`` is what stands there when there are none."""
    made = list(items)
    return {"kind": "list", "items": made} if made else text(empty, quiet=True)


def fold(summary: str, *blocks: Block) -> Block:
    """Blocks that are folded away until someone opens them."""
    return {"kind": "fold", "summary": summary, "blocks": list(blocks)}


def links(*items: tuple[str, str, str], large: bool = False) -> Block:
    """Links to other notebooks, as (file name, text, second line); ``large`` ones are tiles."""
    shown = [{"file": file, "text": words, "more": more} for file, words, more in items]
    return {"kind": "links", "items": shown, "large": large}


def marked(label: str, parts: Sequence[tuple[str, str]], *, heard: bool = False) -> Block:
    """A text as (words, '') or (words that go, what comes instead), shown by a line through them and brackets.

    With ``heard`` there is a button under it to hear the text, where the browser has a Dutch voice.
    """
    return {"kind": "marked", "label": label, "parts": [list(part) for part in parts], "heard": heard}


def pointing(label: str, parts: Iterable[tuple[str, str, str]], do: str, take: str) -> Block:
    """A text in which someone points at words; the button ``take`` sends which: ``start`` and ``end``, in UTF-16 units.

    Each part is (words as they are stored, what is shown for them, look): ``mark`` for words that stand out, ``whole``
    for something that is pointed at as a whole.
    """
    made = [list(part) for part in parts]
    return {"kind": "pointing", "label": label, "parts": made, "buttons": [button(take, do, start=0, end=0)]}


def versions(cards: Iterable[dict[str, Any]]) -> Block:
    """Versions of one thing beside each other.

    Each card has ``title``, ``who`` (and when), and ``rows``: a ``label`` and ``parts``, stretches of text with whether
    they differ from the version beside it. What differs is bold and underlined.
    """
    items = [
        {**card, "rows": [{**row, "parts": [list(part) for part in row["parts"]]} for row in card["rows"]]}
        for card in cards
    ]
    return {"kind": "versions", "items": items}


def aloud(words: str, *, none: str = "") -> Block:
    """A text to read, with a button to hear it where the browser has a Dutch voice; ``none`` stands there otherwise."""
    return {"kind": "aloud", "text": words, "none": none}


def side_by_side(items: Iterable[tuple[str, Iterable[str], str]]) -> Block:
    """What people made of the same thing, beside each other, as (who, lines, what they said about it)."""
    return {
        "kind": "sides",
        "items": [{"title": who, "lines": list(lines), "said": said} for who, lines, said in items],
    }


def phases(items: Iterable[tuple[str, int, int]]) -> Block:
    """Parts of a series as (name, meetings held, meetings planned): a dot for each meeting, and the same in words."""
    made = [
        {"title": name, "dots": "●" * held + "○" * max(planned - held, 0), "text": held_of(held, planned)}
        for name, held, planned in items
    ]
    return {"kind": "phases", "items": made}


def findings(found: Iterable[Finding], *, empty: str) -> Block:
    """What a check found, with a sign and a word for how much it weighs."""
    items = [{**_WEIGHT[one.level], "text": one.sentence} for one in found]
    return {"kind": "findings", "items": items} if items else text(empty)


_WEIGHT = {
    BLOCKING: {"sign": "■", "word": say("page.needed")},
    WARNING: {"sign": "▲", "word": say("page.mind")},
}


def held_of(held: int, planned: int) -> str:
    """How many of the planned meetings were held, in words."""
    return say("page.held", held=held, planned=planned) if held else say("page.planned", planned=planned)
