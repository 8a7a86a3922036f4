"""What may go to a data archive: whose words, and which names in them may not (P32).

An archive outlives the group, so the careful answer wins. The gate (purpose *archief*) leaves out who gave no yes, what
is besloten, tells of someone outside, or was looked at by nobody. It lets words pass of which nobody knows who said
them; here these go along only when everyone who may have said them gave a yes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ontmoet_research.model import tables
from ontmoet_research.store import Project, free_text_columns, read_table, read_table_raw, rows_of
from ontmoet_research.text.blocks import Span
from ontmoet_research.text.same_words import SameWords

from .consent import allowing_participants
from .gate import THE_GROUP, Gate
from .job_titles import title_spans
from .names import find_identifiers
from .officials import read_offices, read_official_lines
from .register import marks_of
from .suppression import K_ADVISED, K_LEAST
from .tables import people_and_answers

if TYPE_CHECKING:
    import pandas as pd

PURPOSE = "archief"
WAS_THERE, WAS_NOT = ("aanwezig", "nieuw"), ("afgemeld", "afwezig")


class Archivable:
    """What of a project may go to an archive, as it stands now: reads once, answers many times."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._said_yes_at: dict[str | None, bool] = {}
        self._named_in: dict[str, list[Span]] = {}

    @cached_property
    def allowing(self) -> set[str]:
        """Who said yes to the archive and did not take it back (``participant_id``)."""
        return allowing_participants(*people_and_answers(self.project), PURPOSE)

    def everyone_of(self, series_ids: Iterable[str]) -> bool:
        """Whether all who take or took part in these series said yes; without a series, all people of the project."""
        people = self._taking_part(list(series_ids))
        return bool(people) and people <= self.allowing

    def everyone_at(self, session_id: str | None) -> bool:
        """Whether all who may have spoken at a meeting said yes: who was there, and of whom nobody noted anything.

        People who came to the series later don't count. Without a meeting, all people of the project do.
        """
        if session_id not in self._said_yes_at:
            self._said_yes_at[session_id] = self._everyone_at(session_id)
        return self._said_yes_at[session_id]

    def _everyone_at(self, session_id: str | None) -> bool:
        meeting = self._meetings.get(session_id or "")
        if meeting is None:
            return self.everyone_of([])
        states = self._attendance[self._attendance["session_id"] == session_id]
        away = set(states.loc[states["state"].isin(WAS_NOT), "participant_id"])
        there = set(states.loc[states["state"].isin(WAS_THERE), "participant_id"])
        people = there | (self._taking_part([meeting["series_id"]], meeting["date"]) - away)
        return bool(people) and people <= self.allowing

    @cached_property
    def open_pieces(self) -> pd.DataFrame:
        """The pieces of text that may go: columns of ``fragments``, all versions."""
        gate = Gate(self.project)
        closed = gate.closed(PURPOSE, THE_GROUP) | gate.closed(PURPOSE)  # also for who makes it, such as a student
        pieces = read_table(self.project, "fragments", versions="all")
        unsure = [row["fragment_id"] for row in rows_of(pieces) if not self._may_be_said(row)]
        return pieces[~pieces["fragment_id"].isin([*closed, *unsure])].reset_index(drop=True)

    @cached_property
    def closed_pieces(self) -> set[str]:
        """The ``fragment_id`` of all pieces that may not go."""
        return set(read_table(self.project, "fragments", versions="all")["fragment_id"]) - set(
            self.open_pieces["fragment_id"]
        )

    @cached_property
    def smallest_group(self) -> int:
        """The largest k that a series agreed on; 5 where nothing was agreed, and never under 3."""
        agreed = read_table(self.project, "series", versions="all")["k_threshold"].fillna(K_ADVISED)
        return max(K_LEAST, *agreed.astype(int)) if len(agreed) else K_ADVISED

    @cached_property
    def speakers(self) -> dict[str, str]:
        """A name such as ``spreker-1`` for who speaks in the open pieces, by ``participant_id``; in no telling order.

        Empty when there are fewer than k of them: then one voice would be easy to follow.
        """
        people = set(self.open_pieces["participant_id"].dropna())
        if len(people) < self.smallest_group:
            return {}
        return {one: f"spreker-{n}" for n, one in enumerate(self.in_no_order(people), start=1)}

    @cached_property
    def perspectives(self) -> set[str]:
        """Perspectives with which at least k different people speak in the open pieces; others are not told."""
        known = self.open_pieces.dropna(subset=["participant_id", "speaker_perspective"])
        pairs = set(zip(known["participant_id"], known["speaker_perspective"], strict=True))
        counts = Counter(perspective for _, perspective in pairs)
        return {one for one, n in counts.items() if n >= self.smallest_group}

    def in_no_order(self, people: Iterable[str]) -> list[str]:
        """The same people, always in the same order, which says nothing of when they came (P02)."""
        return sorted(people, key=lambda one: min(marks_of(self.project, [one])))

    def names_in(self, text: str) -> list[Span]:
        """Where a text names someone, a place or an organisation of the group, or holds a number or address of someone.

        An exact job title counts as a name, but that of an official who may be named (E35).
        Aliases count as names: who said yes to the archive did not say yes to being followed by an alias (P20).
        """
        if text not in self._named_in:
            found = find_identifiers(text, self._names, self._places)
            titles = title_spans(text, allowed=self._offices)
            self._named_in[text] = [*((one.start, one.end) for one in found), *titles]
        return self._named_in[text]

    def label_of_speaker(self, piece: Mapping[str, Any], text: str) -> Span:
        """Where a piece of a note begins with the name of its speaker as typed; an empty span when it does not."""
        start, label = int(piece["start"]), piece["speaker_label"]
        start += len(text[start : int(piece["end"])]) - len(text[start : int(piece["end"])].lstrip())
        named = label and text.startswith(label, start)
        return (start, start + len(label)) if named else (start, start)

    def _may_be_said(self, piece: dict[Any, Any]) -> bool:
        if piece["participant_id"]:
            return True  # the gate looked at this person
        return piece["official_id"] in self._officials or self.everyone_at(self._meeting_of.get(piece["source_id"]))

    def _taking_part(self, series_ids: list[str], day: str | None = None) -> set[str]:
        """Who takes part in these series, or in none that is named; with ``day``, who had come by then."""
        rows = rows_of(self._people)
        wanted = set(series_ids)
        return {
            row["participant_id"]
            for row in rows
            if (not wanted or not row["series_ids"] or wanted & set(row["series_ids"]))
            and not (day and row["joined"] > day)
        }

    @cached_property
    def _people(self) -> pd.DataFrame:
        return read_table(self.project, "participants", versions="all")

    @cached_property
    def _attendance(self) -> pd.DataFrame:
        return read_table(self.project, "attendance", versions="all")

    @cached_property
    def _meetings(self) -> dict[str, dict[Any, Any]]:
        return {row["session_id"]: row for row in rows_of(read_table(self.project, "sessions"))}

    @cached_property
    def _meeting_of(self) -> dict[str, str | None]:
        notes = read_table(self.project, "sources")
        return dict(zip(notes["source_id"], notes["session_id"], strict=True))

    @cached_property
    def _officials(self) -> set[str]:
        return set(read_official_lines(self.project))

    @cached_property
    def _offices(self) -> set[str]:
        return read_offices(self.project)

    @cached_property
    def _names(self) -> list[str]:
        workers = read_table(self.project, "contributors", versions="all")["display_name"]
        officials = read_table(self.project, "public_officials", versions="all")["name"]
        told = (*self._people["alias"], *workers, *officials)
        return sorted({name.strip() for name in told if name.strip()})

    @cached_property
    def _places(self) -> list[str]:
        series = read_table(self.project, "series", versions="all")
        told = [
            *series["title"],
            *series["region"],
            *read_table(self.project, "organisations", versions="all")["label"],
        ]
        return sorted({name.strip() for name in told if (name or "").strip()})


def words_of_people(project: Project, *, but: Collection[str]) -> SameWords:
    """All words that people wrote or said in this project, to keep them out of what holds the way of working only.

    ``but`` are the tables that hold that way of working itself. Labels repeat words of notes, so they are not read.
    """
    read = [name for name in tables() if name not in {"codings", *but}]
    frames = ((read_table_raw(project, name, versions="all"), free_text_columns(name)) for name in read)
    told = (value for frame, columns in frames for column in columns for value in frame[column])
    return SameWords(
        text for value in told for text in (value if isinstance(value, list) else [value]) if _is_text(text)
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
