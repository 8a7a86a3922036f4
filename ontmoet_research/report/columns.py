"""How wide the columns of a table become on paper: by what stands in them."""

from __future__ import annotations

import pandas as pd

from ontmoet_research.charts import shown

LEAST, MOST = 6, 60  # letters; a narrower column can't be read, a wider one leaves nothing for the others
EDGE = 3  # letters of room that a cell has at its edges
LINE = 75  # letters that go beside each other on a page

__all__ = ["column_widths"]


def column_widths(table: pd.DataFrame) -> list[float]:
    """The part of the page that each column gets; together 1.

    First each column gets its longest word, as far as there is room; what is left goes to the columns with most to say.

    >>> [round(one, 2) for one in column_widths(pd.DataFrame({"N": ["1"], "Wens": ["een lange zin met veel woorden"]}))]
    [0.21, 0.79]
    """
    words: list[float] = []
    wishes: list[float] = []
    for name in table.columns:
        cells = [str(name), *(shown(value) for value in table[name])]
        words.append(EDGE + max(LEAST, max((len(one) for cell in cells for one in cell.split()), default=0)))
        wishes.append(max(words[-1], EDGE + min(MOST, max(map(len, cells)))))
    more = sum(wishes) - sum(words)
    left = LINE - sum(words)
    if 0 < left < more:
        wishes = [word + left * (wish - word) / more for word, wish in zip(words, wishes, strict=True)]
    return [one / sum(wishes) for one in wishes]
