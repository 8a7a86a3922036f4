"""From the piles of several people to groups that the group can name. Pure functions.

Participatory Theme Elicitation (Best, Badham et al. 2021, doi 10.1080/13645579.2021.1876616): how often did people lay
two cards on one pile? Cards that were often together are proposed as a group; the group names and changes it. With the
few cards of such a sort, average linkage (UPGMA; Sokal & Michener 1958) on ``1 - together / sorters`` is enough.

Two boundaries, both counted over all pairs of cards in a group:

* a group: on average more than a third of the sorters laid two of its cards together. So with three sorters one who
  sorts otherwise can't change who belongs to a group, only how strong it is;
* *sterk samen*: on average at least two thirds of the sorters did. Otherwise *soms samen*.

Means are divisions of whole numbers, so that equal means are exactly equal, and ties fall to the card with the lowest
id: the order in which cards are given changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

STRONG, SOMETIMES, ALONE = "sterk", "soms", "alleen"


@dataclass(frozen=True)
class Merge:
    """Two clusters that become one: their numbers, how far apart they were (0 to 1), and the cards they hold together.

    Cards are numbered from 0; the first merge makes the next number, and so on.
    """

    one: int
    other: int
    distance: float
    size: int


def count_together(cards: Iterable[str], placed: pd.DataFrame) -> pd.DataFrame:
    """How many people laid each two cards on one pile.

    In: the ``fragment_id`` of each card; ``placed`` with ``contributor_id``, ``pile_id``, ``fragment_id``, one row for
    each card on a pile. Out: a square table with the cards, by id, as rows and columns; on the diagonal how many people
    laid the card on any pile.
    """
    import numpy as np
    import pandas as pd

    order = sorted(set(cards))
    place = {card: at for at, card in enumerate(order)}
    counts = np.zeros((len(order), len(order)), dtype=int)
    for _, pile in placed[placed["fragment_id"].isin(order)].groupby(["contributor_id", "pile_id"]):
        at = sorted({place[card] for card in pile["fragment_id"]})
        counts[np.ix_(at, at)] += 1
    return pd.DataFrame(counts, index=pd.Index(order), columns=pd.Index(order))


def average_linkage(together: np.ndarray, sorters: float) -> list[Merge]:
    """Join, again and again, the two clusters that lie closest on average, until one is left.

    ``together`` is square and symmetric; the distance of two cards is ``1 - together / sorters``. Of equal distances
    the one with the lowest numbers comes first.
    """
    import numpy as np

    sums = np.array(together, dtype=float)
    sizes, numbers = np.ones(len(sums)), list(range(len(sums)))
    merges: list[Merge] = []
    while len(numbers) > 1:
        means = sums / np.outer(sizes, sizes)
        np.fill_diagonal(means, -np.inf)
        one, other = sorted(int(at) for at in np.unravel_index(np.argmax(means), means.shape))
        size = int(sizes[one] + sizes[other])
        pair = sorted((numbers[one], numbers[other]))
        merges.append(Merge(pair[0], pair[1], 1 - float(means[one, other]) / sorters, size))
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        sizes[one], numbers[one] = size, len(together) + len(merges) - 1
        sums = np.delete(np.delete(sums, other, 0), other, 1)
        sizes = np.delete(sizes, other)
        numbers.pop(other)
    return merges


def propose_groups(cards: Iterable[str], placed: pd.DataFrame) -> pd.DataFrame:
    """The groups to talk about, one row a card.

    In: as :func:`count_together`; only piles of people who are done. Out, groups from large to small:

    ``group``        number from 1; empty for a card that stays alone
    ``fragment_id``  the card
    ``share``        mean share of the sorters (0 to 1) who laid it with each other card of its group; empty when alone
    ``strength``     *sterk* (at least two thirds), *soms* (less) or *alleen*
    ``group_share``, ``group_strength``  the same over all pairs of the group

    Nobody sorted: every card is alone.
    """
    import pandas as pd

    counts = count_together(cards, placed)
    sorters = placed["contributor_id"].nunique()
    groups: list[list[dict[str, object]]] = []
    alone: list[list[dict[str, object]]] = []
    for members in _clusters(counts, sorters):
        (groups if len(members) > 1 else alone).append(strengths(counts.loc[members, members], sorters))
    groups.sort(key=lambda rows: (-len(rows), rows[0]["group_strength"] != STRONG, str(rows[0]["fragment_id"])))
    found = [{"group": number, **row} for number, rows in enumerate(groups, start=1) for row in rows]
    alone.sort(key=lambda rows: str(rows[0]["fragment_id"]))
    found += [{"group": None, **row} for rows in alone for row in rows]
    columns = ["group", "fragment_id", "share", "strength", "group_share", "group_strength"]
    frame = pd.DataFrame(found, columns=columns)
    numbers = {"group": "Int64", "share": "Float64", "group_share": "Float64"}
    return frame.astype(numbers)


def _clusters(counts: pd.DataFrame, sorters: int) -> list[list[str]]:
    cards = list(counts.index)
    clusters = {number: [card] for number, card in enumerate(cards)}
    for step, merge in enumerate(average_linkage(counts.to_numpy(), max(sorters, 1)), start=len(cards)):
        # The mean of a merge only goes down, so the first one that is too loose is the end.
        if not _mean_between(counts, clusters[merge.one], clusters[merge.other]) > sorters / 3:
            break
        clusters[step] = sorted(clusters.pop(merge.one) + clusters.pop(merge.other))
    return list(clusters.values())


def _mean_between(counts: pd.DataFrame, one: list[str], other: list[str]) -> float:
    between = int(counts.loc[one, other].to_numpy().sum())
    return between / (len(one) * len(other))


def strengths(counts: pd.DataFrame, sorters: int) -> list[dict[str, object]]:
    """How strongly the cards of one group belong together: rows as :func:`propose_groups` gives, without ``group``.

    ``counts`` as :func:`count_together` gives it, for the cards of this group only; ``sorters`` how many people sorted.
    """
    size = len(counts)
    nothing = {"share": None, "strength": ALONE, "group_share": None, "group_strength": ALONE}
    if size == 1:
        return [{"fragment_id": counts.index[0], **nothing}]
    within = counts.sum(axis=1) - counts.to_numpy().diagonal()
    whole = int(within.sum()) / (size * (size - 1))
    told = {"group_share": whole / sorters, "group_strength": _strength(whole, sorters)}
    means = {card: int(total) / (size - 1) for card, total in within.items()}
    return [
        {"fragment_id": card, "share": mean / sorters, "strength": _strength(mean, sorters), **told}
        for card, mean in means.items()
    ]


def _strength(mean: float, sorters: int) -> str:
    return STRONG if mean >= 2 * sorters / 3 else SOMETIMES
