"""Two series beside each other: a part of *Zo leren we samen* that is folded away until someone wants it."""

from __future__ import annotations

import pandas as pd

from ontmoet_research.coding import read_codes
from ontmoet_research.group import compare_with_care, read_series
from ontmoet_research.learning import (
    Learning,
    beside_each_other,
    draw_beside_each_other,
    draw_many_series,
    lists_used,
    new_or_known,
    read_learning,
    themes_of_series,
)
from ontmoet_research.privacy.suppression import K_ADVISED
from ontmoet_research.screens.blocks import Block, fold, select
from ontmoet_research.screens.not_counting import not_counting_blocks
from ontmoet_research.screens.numbers_out import figure_block
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.store import Project, last_seq, read_rows
from ontmoet_research.words import say

NONE, ALL = "", "alle"


class TwoSeries(Part[PartsPage]):
    """The choice of a second series, which is the one that is open, and the figure of both."""

    _beside: tuple[tuple[str, str, int], Block] | None = None

    def close(self) -> None:
        """Beside another series, people go on with the one they chose."""

    def blocks(self) -> list[Block]:
        """A list of the other series, and the figure when one is chosen."""
        others = [(key, title) for key, title in self.page.all_series() if key != self.series_id]
        if not others:
            return []
        if self.opened not in {ALL, *dict(others)}:
            self.opened = NONE
        options = [(NONE, say("labelling.choose")), (ALL, say("see_learning.all_series")), *others]
        asked = select(say("see_learning.beside"), "open_one", options, self.opened)
        return [fold(say("see_learning.compare"), asked, *(self._with_other() if self.opened else []))]

    def _with_other(self) -> list[Block]:
        """The figure, and what does not count in the other series; of this one that stands above."""
        return [self._both(), *not_counting_blocks(self.project, None if self.opened == ALL else self.opened)]

    def _both(self) -> Block:
        now = (self.series_id, self.opened, last_seq(self.project))
        if self._beside is None or self._beside[0] != now:
            self._beside = (now, self._all_together() if self.opened == ALL else self._drawn_together())
        return self._beside[1]

    def _drawn_together(self) -> Block:
        ids, titles = (self.series_id, self.opened), dict(self.page.all_series())
        one, other = (read_learning(self.project, key) for key in ids)
        table = beside_each_other(*(new_or_known(told.codings, told.sessions) for told in (one, other)))
        sizes = (_size(one, ids[0]), _size(other, ids[1]))
        series = read_series(self.project)
        codes = read_codes(self.project)
        cares = [compare_with_care(series[series["series_id"].isin(ids)])]
        if lists_used(one.codings, codes) != lists_used(other.codings, codes):
            cares.append(say("learning.across.other_lists"))
        names = (titles[ids[0]], titles[ids[1]])
        least = max(k_of(self.project, key) for key in ids)
        return figure_block(
            self.page, draw_beside_each_other(table, names, sizes, least, [care for care in cares if care])
        )

    def _all_together(self) -> Block:
        """The themes of all series; one of too few people is named and not drawn."""
        titles = dict(self.page.all_series())
        told = {key: read_learning(self.project, key) for key in titles}
        hidden = [key for key in titles if _size(told[key], key) < k_of(self.project, key)]
        shown = [key for key in titles if key not in hidden]
        cells = [themes_of_series(told[key]).assign(series=titles[key]) for key in shown]
        series, codes = read_series(self.project), read_codes(self.project)
        cares = [compare_with_care(series[series["series_id"].isin(shown)])] if len(shown) > 1 else []
        if len({frozenset(lists_used(told[key].codings, codes)) for key in shown}) > 1:
            cares.append(say("learning.across.other_lists"))
        both = pd.concat(cells, ignore_index=True) if cells else pd.DataFrame({"n_fragments": []})
        made = draw_many_series(both, [titles[key] for key in hidden], [care for care in cares if care])
        return figure_block(self.page, made)


def k_of(project: Project, series_id: str) -> int:
    """The smallest group of which this series shows numbers."""
    rows = [row["k_threshold"] for row in read_rows(project, "series", object_id=series_id)]
    return max([int(k) for k in rows if k is not None], default=K_ADVISED)


def _size(told: Learning, series_id: str) -> int:
    return sum(series_id in ids for ids in told.participants["series_ids"])
