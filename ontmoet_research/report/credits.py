"""Met dank aan: how someone wants to be thanked. Who said nothing is not named (B41)."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from ontmoet_research.record import write
from ontmoet_research.store import Project, change, find, new, read_rows, read_table, with_none
from ontmoet_research.text.dutch import sort_key
from ontmoet_research.words import Refused

ORIGIN = "report.credits"

__all__ = ["ORIGIN", "credit_wish", "names_to_thank", "read_credits", "wish_credit"]


def wish_credit(project: Project, series_id: str, person_id: str, wish: str, words: str = "") -> None:
    """Keep how a participant or contributor wants to be thanked: ``naam``, ``schuilnaam`` or ``niet``.

    ``words`` is the name to print for ``naam``, and may be the role to print with a ``schuilnaam``. A new wish replaces
    the one before. Errors: ``Refused`` when a name is wished without words or when something is gone, ``ValueError``
    for another wish.
    """
    find(project, "series", series_id)
    if wish == "naam" and not words.strip():
        raise Refused("write_report.needs_name")
    values = {"wish": wish, "words": words.strip() or None}
    before = read_rows(project, "credits", series_id=series_id, person_id=person_id)
    draft = change(*before, **values) if before else new("credits", series_id=series_id, person_id=person_id, **values)
    write(project, [draft], origin=ORIGIN)


def credit_wish(project: Project, series_id: str, person_id: str) -> str:
    """What this person wishes; ``niet`` when nothing was said, or when two wishes lie apart."""
    wishes = {row["wish"] for row in read_rows(project, "credits", series_id=series_id, person_id=person_id)}
    return wishes.pop() if len(wishes) == 1 else "niet"


def read_credits(project: Project, series_id: str, gone: Collection[str]) -> pd.DataFrame:
    """Who wants to be thanked in the report of a series, without the people in ``gone``.

    Out: ``person_id``, ``wish``, ``words``, ``name`` (the chosen alias or name in the kit).
    """
    wishes = read_table(project, "credits", versions="all")
    wishes = wishes[(wishes["series_id"] == series_id) & ~wishes["person_id"].isin(list(gone))]
    wishes = wishes[~wishes["credit_id"].duplicated(keep=False)]  # two versions: nothing until someone chose
    people = read_table(project, "participants"), read_table(project, "contributors")
    names = dict(zip(people[0]["participant_id"], people[0]["alias"], strict=True))
    names |= dict(zip(people[1]["contributor_id"], people[1]["display_name"], strict=True))
    return (
        wishes.assign(name=wishes["person_id"].map(names))
        .dropna(subset=["name"])[["person_id", "wish", "words", "name"]]
        .reset_index(drop=True)
    )


def names_to_thank(credits: pd.DataFrame) -> list[str]:
    """The names to print, in Dutch order, each as its person wished. In: as :func:`read_credits` gives."""
    told = [
        words if wish == "naam" else f"{name} ({words})" if words else name
        for wish, words, name in zip(credits["wish"], with_none(credits["words"]), credits["name"], strict=True)
        if wish != "niet"
    ]
    return sorted(dict.fromkeys(told), key=sort_key)
