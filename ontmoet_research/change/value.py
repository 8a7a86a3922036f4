"""Which kinds of value there are, and WAM: always words with a count beside them, never a mark.

Source of the five layers: Wenger, Trayner & De Laat (2011), Promoting and assessing value creation in communities and
networks. A meeting that was good by itself counts as value too (A12).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.model.change import VALUE_LAYERS, WAM
from ontmoet_research.store import rows_of

from .indicators import tell_indicator

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["value_layers", "wam_parts"]


def value_layers(changes: pd.DataFrame, stories: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """The five layers with what stands in them; a change or story can be in several.

    In: ``change_id``, ``what``, ``value_layers``; ``story_id``, ``change``, ``value_layers``; the table ``indicators``.
    Out, a row per layer: ``layer``, ``n_changes``, ``n_stories``, ``words`` (list: what changed, and what stories say),
    ``numbers`` (list: indicators in words). A number only stands beside the words of its own change: an indicator of a
    change that is not given is left out.
    """
    import pandas as pd

    rows = []
    for layer in VALUE_LAYERS:
        here = changes.loc[[layer in layers for layers in changes["value_layers"]]]
        told = stories.loc[[layer in layers for layers in stories["value_layers"]]]
        numbers = indicators[indicators["change_id"].isin(here["change_id"])]
        words = [*here["what"], *told["change"]]
        rows.append((layer, len(here), len(told), words, [tell_indicator(one) for one in rows_of(numbers)]))
    return pd.DataFrame(rows, columns=["layer", "n_changes", "n_stories", "words", "numbers"])


def wam_parts(changes: pd.DataFrame) -> pd.DataFrame:
    """The three parts of WAM (welkom, aansluiten, maatwerk) with the changes in which they show.

    In: ``change_id``, ``what``, ``wam`` (list). Out, a row per part: ``part``, ``n``, ``words`` (list of what changed).
    """
    import pandas as pd

    found = {part: list(changes.loc[[part in parts for parts in changes["wam"]], "what"]) for part in WAM}
    return pd.DataFrame([(part, len(words), words) for part, words in found.items()], columns=["part", "n", "words"])
