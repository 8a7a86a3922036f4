"""The numbers behind the figures, as tidy tables: one row a number, for one series or for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ontmoet_research.learning as learning
from ontmoet_research.change import chain, read_assignments, read_changes, read_decisions, read_wishes
from ontmoet_research.dialogue import overlap_per_label, read_first_readings
from ontmoet_research.privacy.not_counting import tell_reasons
from ontmoet_research.store import Project, read_values
from ontmoet_research.voices import read_voices, voice_balance
from ontmoet_research.words import Refused

from .series import least_of, over_series, series_asked

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["heard", "left_out", "new_or_known", "overlap", "signs", "themes", "together", "wish_chain"]


def themes(project: Project, series: str | None = None) -> pd.DataFrame:
    """Theme x meeting: ``series, theme, number, day, n_fragments, n_read, share, empty`` and more, one row a cell.

    ``share`` is of the pieces that were read for it (``n_read``); ``empty`` says what an empty cell means (not_seen,
    not_with, not_yet, not_coded). Errors: ``Refused`` for a series that is not there.

    ::

        ont.themes(project).pivot_table(index="theme", columns=["series", "number"], values="share")
    """
    return over_series(project, series, learning.themes_of_series)


def new_or_known(project: Project, series: str | None = None) -> pd.DataFrame:
    """Per meeting how many labels are new and how many come back: ``series, name, day, n_new, n_known, new_labels``.

    Source: Guest, Namey and Chen (2020). Errors: ``Refused`` for a series that is not there.

    ::

        ont.new_or_known(project)[["series", "name", "n_new", "n_known"]]
    """
    return over_series(project, series, lambda told: learning.new_or_known(told.codings, told.sessions))


def signs(project: Project, series: str | None = None) -> pd.DataFrame:
    """Per theme and meeting which steps were made, and whether someone wants to do more (L4): ``series, theme, name,
    day, steps, levels, wants, so_far, lower``. Errors: ``Refused`` for a series that is not there.

    ::

        ont.signs(project).explode("steps").groupby(["series", "steps"]).size()
    """
    return over_series(
        project, series, lambda told: learning.ladder_over_meetings(told.themed(), told.codings, told.sessions)
    )


def wish_chain(project: Project, series: str | None = None) -> pd.DataFrame:
    """What became of every wish: ``series, session_number, text, status, decision, assignment_states, changes, became``
    and more, one row a wish; nobody is named. Errors: ``Refused`` for a series that is not there.

    ::

        ont.wish_chain(project)["became"].value_counts()
    """
    titles = dict(series_asked(project, series))
    read = (read_wishes(project), read_decisions(project), read_assignments(project), read_changes(project))
    told = chain(*read)
    told = told[told["series_id"].isin(titles)].reset_index(drop=True)
    told.insert(0, "series", told["series_id"].map(titles))
    return told


def heard(project: Project, series: str | None = None) -> pd.DataFrame:
    """How much of the words comes from which group of people: ``series, group, n_people, n_pieces, n_words, share``.

    Groups of fewer people than the series agreed never stand apart. Errors: ``Refused`` for an unknown series.

    ::

        ont.heard(project)[["series", "group", "share"]]
    """
    import pandas as pd

    found = []
    for key, title, k in least_of(project, series):
        voices = read_voices(project, [key])
        told = voice_balance(voices.participants, voices.spoken, k)
        told.insert(0, "series", title)
        found.append(told)
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame({"series": []})


def left_out(project: Project, series: str | None = None) -> pd.DataFrame:
    """What is in none of these tables, and why: ``series, why, told, n_pieces``, one row a reason; headings apart.

    ``told`` says the reason in words. No row: everything counts. Errors: ``Refused`` for a series that is not there.

    ::

        ont.left_out(project)[["series", "told", "n_pieces"]]
    """
    import pandas as pd

    def count(told: learning.Learning) -> pd.DataFrame:
        out = told.pieces.loc[told.pieces["kind"] != "kop", "why"].dropna().value_counts()
        rows = [(str(why), tell_reasons({str(why): int(n)}), int(n)) for why, n in out.items()]
        return pd.DataFrame(rows, columns=["why", "told", "n_pieces"])

    return over_series(project, series, count)


def overlap(project: Project, readers: tuple[str, ...] = (), series: str | None = None) -> pd.DataFrame:
    """How often two readers placed the same label, given that one did: ``label, both, either, overlap``.

    ``readers`` are chosen names; all when none is given. Only what both looked for counts. It is where a talk can
    start, no mark. Source: Jaccard (1912). Errors: ``Refused`` for a series or reader that is not there.

    ::

        ont.overlap(project, ("Houtje", "Kompas")).head()
    """
    known = {str(name): str(key) for key, name in read_values(project, "contributors", ["object_id", "display_name"])}
    for name in readers:
        if name not in known:
            raise Refused("asking.no_reader", name=name)
    chosen = [known[name] for name in readers or known]
    ids = [key for key, _ in series_asked(project, series)] if series else [None]
    told = read_first_readings(project, chosen, ids[0])
    found = overlap_per_label(told.placed, told.seen, looked=told.looked)
    names = told.labels.set_index("code_id")["label_nl"]
    found.insert(0, "label", found["code_id"].map(names))
    return found


def together(project: Project, series: str | None = None, *, within: str = "piece") -> pd.DataFrame:
    """Which labels stand together, and how often: ``series, one, other, n_together, n_one, n_other, jaccard``.

    ``within`` is piece, words (the marks of both overlap) or meeting. Source: Jaccard (1912). Errors: ``Refused`` for a
    series that is not there; ``ValueError`` for another unit.

    ::

        ont.together(project).nlargest(5, "n_together")
    """
    return over_series(project, series, lambda told: learning.together(told.codings, within=within))
