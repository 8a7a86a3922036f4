"""What a group could still arrange, as findings. Counts per perspective are for the workspace, never for outside.

Which numbers hold comes from the series itself; one without numbers (two workshops) gets no finding on numbers. An open
group (kenniscafé) has no fixed people, so composition and stability are not asked of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ontmoet_research.findings import Finding, blocking, warning, worst_first
from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.store import rows_of
from ontmoet_research.text import join_words
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .staying import PRESENT, PRIVATE_KIND, check_stability

if TYPE_CHECKING:
    import pandas as pd

OPEN_FORMATS = ("kenniscafe",)

FACILITATORS = 2


def check_group(
    series: pd.DataFrame,
    sessions: pd.DataFrame,
    participants: pd.DataFrame,
    attendance: pd.DataFrame,
    contributors: pd.DataFrame,
    decisions: pd.DataFrame,
) -> list[Finding]:
    """All findings on all series, worst first.

    In: the tables of ``read_series``, ``read_sessions``, ``read_participants``, ``read_attendance`` and
    ``read_contributors``, and the table ``decisions`` (``decision_id``, ``session_id``). Rows of the requirements:
    A05, A13, B21, B24, B25, B28, B29, B30, B35, D17, D26.
    """
    found = []
    for one in rows_of(series):
        meetings = sessions[sessions["series_id"] == one["series_id"]]
        people = _of_series(participants, one["series_id"])
        found += check_meetings(meetings, contributors, pair=one["format"] not in OPEN_FORMATS)
        found += check_follow_up(one["series_id"], meetings, decisions)
        if one["format"] not in OPEN_FORMATS:
            found += check_composition(one, people) + check_stability(one["series_id"], meetings, people, attendance)
    return worst_first(found)


def check_composition(series: Mapping[Any, Any], participants: pd.DataFrame) -> list[Finding]:
    """Findings on who is in the group of one series: A13 and D26 (lived experience), B21 (voices), B24 (size).

    In: the series as a dict (``series_id``, ``min_participants``, ``max_participants``, ``required_perspectives``,
    ``size_reason``), and its participants (``perspectives``, ``status``). People who pause count, people who stopped do
    not. A group that wrote down why it has another size is told so in its own words, and still to mind it.
    """
    present = participants[participants["status"].isin(PRESENT)]
    about, number = series["series_id"], len(present)
    lived = sum("lived_experience" in perspectives for perspectives in present["perspectives"])
    found = []
    if lived == 0:
        found.append(blocking("group.nobody_with_experience", "A13", about))
    elif lived == 1:
        found.append(warning("group.one_with_experience", "D26", about))
    for missing in missing_voices(present, series["required_perspectives"]):
        if missing != "lived_experience":  # said above, and louder
            found.append(warning("group.missing_voice", "B21", about, voice=say(f"group.perspective.{missing}")))
    return found + _size(series, number)


def missing_voices(participants: pd.DataFrame, required: Iterable[str]) -> list[str]:
    """Which required perspectives nobody in the group has ("wie ontbreekt er nog?"), in the order asked.

    In: ``perspectives`` (list) and ``status``; only people who take part or pause count.
    """
    present = participants[participants["status"].isin(PRESENT)]
    heard = {perspective for perspectives in present["perspectives"] for perspective in perspectives}
    return [perspective for perspective in required if perspective not in heard]


def check_meetings(sessions: pd.DataFrame, contributors: pd.DataFrame, *, pair: bool = True) -> list[Finding]:
    """Findings on the meetings of one series: A05 (dates), B28-B30 (facilitators), D17 (accessibility).

    In: the table of ``read_sessions`` for one series; ``contributor_id``, ``side`` and ``trained_on``. A meeting that
    is cancelled, or planned without a date, is not asked for anything yet; of one that was held nobody can still
    arrange anything, only say who led it. One finding for each thing to do, with all meetings it is about. An open
    group is not led by a ``pair`` (see :func:`check_chair`), and people who prepare together need none.
    """
    sessions = sessions[sessions["status"] != "vervallen"].sort_values("number", kind="stable")
    found = _dates(sessions)
    set_up = sessions[sessions["date"].notna() | (sessions["status"] == "gehouden")]
    coming = [meeting for meeting in rows_of(set_up) if meeting["status"] != "gehouden"]
    if nobody := [meeting for meeting in coming if not (meeting["accessibility_contact"] or "").strip()]:
        found.append(blocking("group.no_accessibility", "D17", nobody[0]["session_id"], meeting=_named(nobody)))
    led = [meeting for meeting in rows_of(set_up) if pair and meeting["kind"] != PRIVATE_KIND]
    by_number = {n: [one for one in led if _led_by(one) == n] for n in map(_led_by, led)}
    for number, meetings in sorted(by_number.items()):
        asked = [one for one in meetings if one["status"] != "gehouden"]
        if asked and number != FACILITATORS:
            values = {"meeting": _named(asked), "n": number}
            found.append(warning("group.facilitators", "B28", asked[0]["session_id"], **values))
    if unsaid := [one for one in by_number.get(0, []) if one["status"] == "gehouden"]:
        found.append(warning("group.who_led", "B28", unsaid[0]["session_id"], meeting=_named(unsaid)))
    return found + (_facilitators(set_up[set_up["kind"] != PRIVATE_KIND], contributors) if pair else [])


def _named(meetings: Iterable[Mapping[Any, Any]]) -> str:
    return join_words([str(one["label"]) for one in meetings])


def _led_by(meeting: Mapping[Any, Any]) -> int:
    return len(set(meeting["facilitator_ids"]))


def check_chair(series: Mapping[Any, Any], sessions: pd.DataFrame, contributors: pd.DataFrame) -> list[Finding]:
    """Finding C01 of an open group: a meeting on a day, without a dagvoorzitter among who lead it.

    In: the series (``series_id``, ``format``), the table of ``read_sessions``; ``contributor_id`` and ``role``.
    """
    if series["format"] not in OPEN_FORMATS:
        return []
    chairs = set(contributors.loc[contributors["role"] == "dagvoorzitter", "contributor_id"])
    own = sessions[(sessions["series_id"] == series["series_id"]) & (sessions["status"] != "vervallen")]
    return [
        warning("group.no_chair", "C01", one["session_id"], meeting=one["label"])
        for one in rows_of(own[own["date"].notna()])
        if not chairs & set(one["facilitator_ids"])
    ]


def check_private(sessions: pd.DataFrame, with_notes: Collection[str | None]) -> list[Finding]:
    """Finding D28: notes of a preparing talk among people with experience are in here, and belong to them alone.

    In: ``session_id``, ``kind`` and ``label`` of the meetings; ids of meetings that have notes. Intake refuses such
    notes; joining with another copy, or a meeting that became a preparing talk later, can still bring them.
    """
    private = sessions[(sessions["kind"] == PRIVATE_KIND) & sessions["session_id"].isin(list(with_notes))]
    return [
        blocking("group.private_notes", "D28", one["session_id"], meeting=one["label"])
        for one in rows_of(private.drop_duplicates("session_id"))
    ]


def composition(participants: pd.DataFrame) -> list[tuple[str, int]]:
    """How many people have each perspective, as (perspective, people), for who takes part or pauses. Workspace only.

    In: ``participant_id``, ``perspectives`` (list) and ``status``. Someone with two perspectives counts in both (A31),
    so the numbers add up to more than the people there are.
    """
    present = participants[participants["status"].isin(PRESENT)]
    counts = [(one, sum(one in told for told in present["perspectives"])) for one in PERSPECTIVES]
    return [(one, count) for one, count in counts if count]


def check_follow_up(series_id: str, sessions: pd.DataFrame, decisions: pd.DataFrame) -> list[Finding]:
    """Finding B35 of one series: working on changes starts after the wishes are divided.

    Given when no decision was taken while a follow-up was held, or while the last deciding meeting is over. In: the
    meetings of one series (``phase_kind``, ``status``); ``session_id`` of the decisions.
    """
    follow_up = sessions[sessions["phase_kind"] == "action_learning"]
    deciding = sessions[sessions["phase_kind"] == "decision"]
    under_way = (follow_up["status"] == "gehouden").any() or (
        len(deciding) > 0 and not (deciding["status"] == "gepland").any()
    )
    if len(follow_up) == 0 or not under_way or decisions["session_id"].isin(sessions["session_id"]).any():
        return []
    return [warning("group.nothing_decided", "B35", series_id)]


def _size(series: Mapping[Any, Any], number: int) -> list[Finding]:
    about, least, most = series["series_id"], series["min_participants"], series["max_participants"]
    why, people = series.get("size_reason"), say_count("count.person", number)
    few, many = _is_number(least) and number < least, _is_number(most) and number > most
    if (few or many) and why and why.strip():
        return [warning("group.size_with_reason", "B24", about, people=people, why=isolated(why.strip()))]
    if few:
        return [warning("group.too_few", "B24", about, people=people, least=least)]
    return [warning("group.too_many", "B24", about, people=people, most=most)] if many else []


def _of_series(participants: pd.DataFrame, series_id: str) -> pd.DataFrame:
    return participants.loc[[series_id in ids for ids in participants["series_ids"]]]


def _dates(sessions: pd.DataFrame) -> list[Finding]:
    """Two meetings on one day, or a later number on an earlier day (A05)."""
    found = []
    dated = rows_of(sessions[sessions["date"].notna() & (sessions["kind"] != PRIVATE_KIND)])
    for before, after in pairwise(dated):
        names = {"one": before["number"], "other": after["number"]}
        if after["date"] == before["date"]:
            found.append(warning("group.same_day", "A05", after["session_id"], **names))
        elif after["date"] < before["date"]:
            found.append(warning("group.out_of_order", "A05", after["session_id"], **names))
    return found


def _facilitators(sessions: pd.DataFrame, contributors: pd.DataFrame) -> list[Finding]:
    """Who leads without training (B30), and pairs without someone of the experience side (B29)."""
    people = {person["contributor_id"]: person for person in rows_of(contributors)}
    groups = {tuple(sorted(set(ids))) for ids in sessions["facilitator_ids"] if len(set(ids)) > 0}
    leading = sorted({person for group in groups for person in group} & set(people))
    found = [
        warning("group.untrained", "B30", one) for one in leading if not isinstance(people[one]["trained_on"], str)
    ]
    about = str(sessions["series_id"].iloc[0]) if len(sessions) else ""
    if any(len(group) == FACILITATORS and not _mixed(group, people) for group in groups):
        found.append(warning("group.pair_not_mixed", "B29", about))
    return found


def _mixed(group: Sequence[str], people: Mapping[str, Any]) -> bool:
    sides = {people[person]["side"] for person in group if person in people}
    return "ervaring" in sides and len(sides) > 1


def _is_number(value: Any) -> bool:
    # An empty number in a DataFrame is pandas' NA, which can't be compared.
    return isinstance(value, int | float) and value == value
