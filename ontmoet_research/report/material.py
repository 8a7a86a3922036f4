"""Everything a report is made of, read from a project once, with what may not be seen already taken out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import pandas as pd

from ontmoet_research.change import (
    chain,
    read_assignments,
    read_changes,
    read_decisions,
    read_progress,
    read_wishes,
    wishes_said,
)
from ontmoet_research.coding import read_codes
from ontmoet_research.dialogue import read_differences
from ontmoet_research.group import (
    read_contributors,
    read_participants,
    read_phases,
    read_series,
    read_sessions,
)
from ontmoet_research.learning import Learning, read_learning
from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.privacy import (
    fragment_texts,
    read_agreed_dates,
    taken_out_quotes,
    who_withdrew,
    without_taken_out_words,
)
from ontmoet_research.privacy.gate import THE_GROUP, closed
from ontmoet_research.privacy.not_counting import NotCounting, read_not_counting
from ontmoet_research.privacy.telling import Telling, read_telling
from ontmoet_research.store import Project, read_table, read_values, rows_of
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import Refused, say

from .bibliography import read_references
from .credits import read_credits
from .effects import Shown, read_shown
from .entered import Entered, read_entered
from .exact_titles import INSIDE
from .group_around import GroupAround, read_group_around
from .group_numbers import GroupNumbers, read_group_numbers
from .quotes import Quotes, read_quotes

PURPOSE = "notities"
THEME = "thema:"  # and the id of a theme: the part in which people write about it
ITEM = "lijst:"  # and an item of a checklist, such as srqr.3: what people write about it
T = TypeVar("T")

__all__ = ["Material", "pick_series", "read_for", "read_material", "shown_texts"]


@dataclass(frozen=True)
class Material:
    """One series as tables. Nothing of a withdrawn person is in here.

    ``series`` holds the values of the series. ``written`` are parts that people wrote, with ``held_back`` (True: it
    rests on something that was taken out, so it has to be read again) and ``sides`` of its authors. ``minority`` has
    ``sides`` too. ``wishes`` is the chain of ``change.chain``. ``progress`` and ``changes`` are of this series only;
    ``shown`` is what stands around these changes, as these readers may have it. ``not_counting``: labels that may not
    be used, and why. ``telling`` is what of people may be told to these readers. ``wishes_in_notes``: for the group, in
    how many pieces a wish stands by its stem, as long as the series holds no wish.
    """

    series_id: str
    series: Mapping[Any, Any]
    practice: bool
    audience: str
    phases: pd.DataFrame
    roles: pd.DataFrame
    events: pd.DataFrame
    sessions: pd.DataFrame
    participants: pd.DataFrame
    group_numbers: GroupNumbers
    contributors: pd.DataFrame
    learning: Learning
    codes: pd.DataFrame
    sources: pd.DataFrame
    wishes: pd.DataFrame
    assignments: pd.DataFrame
    progress: pd.DataFrame
    changes: pd.DataFrame
    shown: Shown
    harvests: pd.DataFrame
    differences: pd.DataFrame
    questions: pd.DataFrame
    written: pd.DataFrame
    minority: pd.DataFrame
    credits: pd.DataFrame
    quotes: Quotes
    entered: Entered
    agreed: pd.DataFrame
    references: pd.DataFrame
    all_pieces: frozenset[str]
    around: GroupAround
    given_back: pd.DataFrame
    remarks: pd.DataFrame
    not_counting: NotCounting
    requests: pd.DataFrame
    searches: pd.DataFrame
    telling: Telling
    wishes_in_notes: int
    kept: dict[str, Any] = field(init=False, default_factory=dict, repr=False, compare=False)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for this material: several parts ask for the same."""
        if name not in self.kept:
            self.kept[name] = make()
        return cast("T", self.kept[name])


def pick_series(project: Project, series_id: str | None = None) -> str:
    """The series a report is about: the one that is named, or the only one, or the first that was made.

    Errors: ``Refused`` when the project holds no series, or not this one.
    """
    known = list(dict.fromkeys(read_series(project)["series_id"]))
    if not known:
        raise Refused("report.no_series")
    if series_id is not None and series_id not in known:
        raise Refused("report.unknown_series")
    return series_id or known[0]


def read_for(project: Project, series_id: str | None, audience: str) -> Material:
    """What a report for these readers is made of, all of one moment. Errors: ``Refused``, also for unknown readers."""
    if audience not in AUDIENCES:
        raise Refused("report.unknown_audience", names=join_words(AUDIENCES, say("report.or")))
    return read_material(project, pick_series(project, series_id), audience)


def read_material(project: Project, series_id: str, audience: str) -> Material:
    """Read a series, as it stands at one moment.

    Fragments, assignments and texts of people who withdrew are left out before anything else.
    """
    with project.one_moment():
        return _read_material(project, series_id, audience)


def _read_material(project: Project, series_id: str, audience: str) -> Material:
    everyone, gone = read_participants(project), who_withdrew(project)
    hidden, taken_back = closed(project, PURPOSE, THE_GROUP), taken_out_quotes(project).keys()
    telling = read_telling(project, series_id, inside=audience == INSIDE)
    contributors = read_contributors(project)
    sides = dict(zip(contributors["contributor_id"], contributors["side"], strict=True))
    silent = set(contributors.loc[contributors["participant_id"].isin(gone), "contributor_id"])
    sessions = read_sessions(project, series_id)
    learning = read_learning(project, series_id, PURPOSE)
    here = sessions["session_id"]
    wishes, decisions, assignments, changes = _wish_tables(project, series_id, gone)
    fragment_ids = read_table(project, "fragments")["fragment_id"]
    progress = _told(read_progress(project), assignments)
    views = _of(read_table(project, "minority_views"), series_id)
    views = views.assign(body_md=without_taken_out_words(project, views["body_md"]))  # it can't be held back
    return Material(
        series_id=series_id,
        series=read_series(project).set_index("series_id").loc[series_id].to_dict(),
        practice=project.fact("practice") == "ja",
        audience=audience,
        phases=_of(read_phases(project), series_id),
        roles=_of(read_table(project, "participation_roles"), series_id),
        events=_events(project, series_id),
        sessions=sessions,
        participants=_taking_part(everyone, gone, series_id),
        group_numbers=read_group_numbers(project, series_id),
        contributors=contributors[~contributors["contributor_id"].isin(silent)],
        learning=learning,
        codes=read_codes(project),
        sources=_within(read_table(project, "sources"), here),
        wishes=chain(wishes, decisions, assignments, changes),
        assignments=assignments,
        progress=progress,
        changes=changes,
        shown=read_shown(project, series_id, audience, changes, telling),
        harvests=_within(read_table(project, "harvests"), here),
        differences=_without(read_differences(project), learning.fragments["fragment_id"], silent),
        questions=_of_this_or_all(read_table(project, "learning_questions"), series_id),
        written=_authored(_of(read_table(project, "report_sections"), series_id), sides, silent, hidden | taken_back),
        minority=_authored(views, sides, silent, hidden),
        credits=read_credits(project, series_id, gone | silent),
        quotes=read_quotes(project, audience, learning.fragments["fragment_id"]),
        agreed=_of(read_agreed_dates(project), series_id),
        references=read_references(project, series_id),
        all_pieces=frozenset(fragment_ids),
        entered=read_entered(project, series_id, set(here), set(wishes["wish_id"]), progress),
        around=read_group_around(project, series_id, audience),
        remarks=_of(read_table(project, "report_remarks"), series_id),
        given_back=_of(read_table(project, "member_checks"), series_id),
        not_counting=read_not_counting(project, PURPOSE, series_id=series_id),
        requests=_of(read_table(project, "requests"), series_id),
        searches=_searched(_of(read_table(project, "searches"), series_id), sides),
        telling=telling,
        wishes_in_notes=_with_stem(project, learning, wishes) if audience == INSIDE and wishes.empty else 0,
    )


def _with_stem(project: Project, learning: Learning, wishes: pd.DataFrame) -> int:
    """How many pieces that count hold a wish by its stem; labels are not looked at."""
    pieces = learning.fragments[learning.fragments["kind"] != "kop"]
    notes = pd.DataFrame(read_values(project, "sources", ["object_id", "text"]), columns=["source_id", "text"])
    texts = fragment_texts(pieces, notes)
    pieces = pieces.assign(words=[texts.get(one, "") for one in pieces["fragment_id"]])
    no_labels = pd.DataFrame(columns=["fragment_id", "quote"])
    return len({one.fragment_id for one in wishes_said(pieces, no_labels, wishes)})


def _wish_tables(
    project: Project, series_id: str, gone: Collection[str]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    wishes = _of(read_wishes(project), series_id)
    decisions = read_decisions(project)
    decisions = decisions[decisions["wish_id"].isin(wishes["wish_id"])]
    assignments = read_assignments(project)
    assignments = assignments[assignments["decision_id"].isin(decisions["decision_id"])]
    # What someone who withdrew took on still counts, in words of nobody; the reason is that person's own.
    withdrew = assignments["holder_id"].isin(gone)
    assignments = assignments.assign(stop_reason=assignments["stop_reason"].mask(withdrew, None), withdrew=withdrew)
    changes = read_changes(project)
    ours = (changes["series_id"] == series_id) | changes["wish_id"].isin(wishes["wish_id"])
    theirs = changes["assignment_id"].isin(assignments.loc[withdrew, "assignment_id"])
    return wishes, decisions, assignments, changes[ours & ~(theirs & _of_one_person(changes))]


def _of_one_person(changes: pd.DataFrame) -> pd.Series:
    return pd.Series(["individueel" in levels for levels in changes["levels"]], index=changes.index, dtype=bool)


def _told(progress: pd.DataFrame, assignments: pd.DataFrame) -> pd.DataFrame:
    still = assignments.loc[~assignments["withdrew"], "assignment_id"]
    return progress[progress["assignment_id"].isin(still)]


def shown_texts(material: Material) -> pd.DataFrame:
    """The texts that people wrote, without those that are held back."""
    return material.written[~material.written["held_back"].astype(bool)]


def _authored(
    written: pd.DataFrame, sides: Mapping[str, str], silent: Collection[str], hidden: Collection[str]
) -> pd.DataFrame:
    """Add ``sides`` of the authors and ``held_back``; leave out what only people who withdrew wrote."""
    rows: list[dict[Any, Any]] = []
    for text in rows_of(written):
        authors = [one for one in text["authors"] if one not in silent]
        if authors or not text["authors"]:
            held_back = bool(set(text.get("sources", [])) & set(hidden))
            rows.append(
                {**text, "sides": sorted({sides[one] for one in authors if one in sides}), "held_back": held_back}
            )
    return pd.DataFrame(rows, columns=[*written.columns, "sides", "held_back"])


def _searched(searches: pd.DataFrame, sides: Mapping[str, str]) -> pd.DataFrame:
    """Add ``sides`` of who looked."""
    told = [sorted({sides[one] for one in people if one in sides}) for people in searches["looked_by"]]
    return searches.assign(sides=pd.Series(told, index=searches.index, dtype=object))


def _taking_part(participants: pd.DataFrame, gone: Collection[str], series_id: str) -> pd.DataFrame:
    people = participants[~participants["participant_id"].isin(gone)]
    return people.loc[[series_id in ids for ids in people["series_ids"]]]


def _without(differences: pd.DataFrame, seen: pd.Series, silent: Collection[str]) -> pd.DataFrame:
    return differences[differences["fragment_id"].isin(seen) & ~differences["contributor_id"].isin(silent)]


def _events(project: Project, series_id: str) -> pd.DataFrame:
    """What happened in or around this series, by day; an event without a series holds for all of them."""
    events = read_table(project, "timeline_events")
    return events[events["series_id"].isna() | (events["series_id"] == series_id)].sort_values("date", kind="stable")


def _of(table: pd.DataFrame, series_id: str) -> pd.DataFrame:
    return table[table["series_id"] == series_id]


def _of_this_or_all(table: pd.DataFrame, series_id: str) -> pd.DataFrame:
    return table[(table["series_id"] == series_id) | table["series_id"].isna()]


def _within(table: pd.DataFrame, session_ids: pd.Series) -> pd.DataFrame:
    return table[table["session_id"].isin(session_ids)]
