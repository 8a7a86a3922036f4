"""The one gate to people's words: which pieces of text may someone read, and what for.

Every function that hands out words asks here, with the purpose (one that participants say yes or no to) and who reads.
The careful answer wins. A house test holds that no other module reads pieces or notes for people by itself.

What closes a piece, each rule on its own:

=============================  =======================================================================
taken out, or speaker gone     always, for everyone (P11)
no yes for this purpose        where the speaker is known (P08); no answer is no
*besloten*                     for students, quotes, archive and reuse (A15)
tells of someone outside       idem, until a person releases it with a reason (A15, P06)
nobody looked at the note      idem: "Wie herkent dit?" (P04)
reader is a student            without a signed agreement that still runs and a supervisor: all (P24)
=============================  =======================================================================

A practice project is invented. Nobody can be recognised in it and a student needs no agreement to practise on it, so
the last two rules rest there; what its people said yes and no to holds as anywhere.

What a student may read for another purpose is never more than what students may label. The side at the table closes
nothing by itself: all perspectives are equal here. It decides who may ask for consent (``who_may.MAY_ASK``).
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ontmoet_research.model import marked
from ontmoet_research.store import Project, Which, read_table_raw, read_values

from .case_talk import released_cases
from .consent import NEVER_FROM_BESLOTEN, hidden_fragments
from .recognition import unchecked_sources
from .withdrawal import with_blocks_in_place, without_withdrawn

if TYPE_CHECKING:
    import pandas as pd

STUDENT = "student"
FOR_STUDENTS, FOR_OTHERS = "labelen_door_studenten", "labelen_door_medeonderzoekers"
NOTES = "notities"
BESLOTEN = "besloten"
THE_GROUP = ""  # as a reader: whoever reads what the group makes together, such as a report


@dataclass(frozen=True)
class Reader:
    """Who reads. ``agreed`` counts for a student: an agreement that was signed and still runs, and a supervisor."""

    side: str | None = None
    role: str | None = None
    agreed: bool = False


def label_purpose(role: str | None) -> str:
    """What a participant says yes or no to when someone with this role labels: students, or co-researchers."""
    return FOR_STUDENTS if role == STUDENT else FOR_OTHERS


def closed_pieces(
    fragments: pd.DataFrame,
    participants: pd.DataFrame,
    consents: pd.DataFrame,
    purpose: str,
    reader: Reader,
    *,
    unchecked: Collection[str] = (),
    released: Collection[str] = (),
) -> set[str]:
    """Ids of the pieces that this reader may not read for this purpose.

    In: ``fragment_id``, ``source_id``, ``participant_id``, ``visibility``, ``withdrawn``, ``contains_case``; the tables
    ``participants`` and ``consents``; ``unchecked``: notes at which nobody looked (``source_id``); ``released``: pieces
    with a case that a person released (``fragment_id``). Errors: ``ValueError`` for an unknown purpose.
    """
    closed = hidden_fragments(fragments, participants, consents, purpose)
    if reader.role == STUDENT and not reader.agreed:
        return set(fragments["fragment_id"])
    if purpose in NEVER_FROM_BESLOTEN:
        case = fragments["contains_case"].fillna(False).astype(bool) & ~fragments["fragment_id"].isin(list(released))
        closed |= set(fragments.loc[case | fragments["source_id"].isin(list(unchecked)), "fragment_id"])
    if reader.role == STUDENT and purpose != FOR_STUDENTS:
        closed |= closed_pieces(
            fragments, participants, consents, FOR_STUDENTS, reader, unchecked=unchecked, released=released
        )
    return closed


class Gate:
    """The gate of a project as it stands now: reads once, answers for several readers and purposes."""

    def __init__(self, project: Project, *, today: datetime.date | None = None) -> None:
        """``today`` is the day on which an agreement must run; this day unless given."""
        self.project = project
        self._today = (today or datetime.date.today()).isoformat()

    def closed(self, purpose: str, reader: str | None = None) -> set[str]:
        """The ``fragment_id`` of all that may not be read for this purpose by ``reader`` (the person at work).

        ``reader`` is a ``contributor_id``, or ``THE_GROUP``. Errors: ``ValueError`` for an unknown purpose.
        """
        asking = self.reader(reader)
        return set(
            self.project.read_once(("closed", purpose, asking, self._today), lambda: self._closed(purpose, asking))
        )

    def _closed(self, purpose: str, asking: Reader) -> set[str]:
        return closed_pieces(
            self._fragments,
            self._participants,
            self._consents,
            purpose,
            asking,
            unchecked=self.unchecked,
            released=self.released,
        )

    def closed_to_label(self, reader: str | None = None) -> set[str]:
        """What may not be read in order to label, by ``reader`` (the person at work); own words apart (``coding``)."""
        return self.closed(label_purpose(self.reader(reader).role), reader)

    def closed_to_anyone(self) -> set[str]:
        """What may not be read by everyone who labels, students with an agreement included: for a sheet of nobody."""
        student = closed_pieces(
            self._fragments,
            self._participants,
            self._consents,
            FOR_STUDENTS,
            Reader(role=STUDENT, agreed=True),
            unchecked=self.unchecked,
            released=self.released,
        )
        return student | hidden_fragments(self._fragments, self._participants, self._consents, FOR_OTHERS)

    def may_read(self, purpose: str, reader: str | None = None) -> set[str]:
        """The ``fragment_id`` of all that may be read; see :meth:`closed`."""
        return set(self._fragments["fragment_id"]) - self.closed(purpose, reader)

    def reader(self, contributor_id: str | None = None) -> Reader:
        """This contributor (the person at work) as a reader; of two versions the one with the least rights."""
        who = self.project.who if contributor_id is None else contributor_id
        rows = [row for row in self._contributors if row[0] == who]
        if not rows:
            return Reader()
        student = any(row[2] == STUDENT for row in rows)
        agreed = self._is_practice or all(self._agreed(row) for row in rows)
        return Reader(rows[-1][1], STUDENT if student else rows[-1][2], agreed)

    def besloten(self) -> set[str]:
        """The ``fragment_id`` of all that stays within the group."""
        return set(self._fragments.loc[self._fragments["visibility"] == BESLOTEN, "fragment_id"])

    def _agreed(self, row: tuple[Any, ...]) -> bool:
        who, _, _, supervisor, signed, until = row
        guides = {one[0] for one in self._contributors if one[2] != STUDENT} - {who}
        return supervisor in guides and bool(signed and until) and signed <= self._today <= until

    @cached_property
    def _is_practice(self) -> bool:
        return self.project.fact("practice") == "ja"

    @cached_property
    def _contributors(self) -> list[tuple[Any, ...]]:
        names = ["object_id", "side", "role", "supervisor_id", "agreement_signed_on", "agreement_until"]
        return read_values(self.project, "contributors", names)

    @cached_property
    def _fragments(self) -> pd.DataFrame:
        names = ["source_id", "participant_id", "visibility", "withdrawn", "contains_case"]
        return _frame(self.project, "fragments", "fragment_id", names).astype(
            {"withdrawn": "boolean", "contains_case": "boolean"}
        )

    @cached_property
    def _participants(self) -> pd.DataFrame:
        return _frame(self.project, "participants", "participant_id", ["status"])

    @cached_property
    def _consents(self) -> pd.DataFrame:
        names = ["participant_id", "purpose", "given", "withdrawn"]
        return _frame(self.project, "consents", "consent_id", names).astype({"given": "boolean"})

    @cached_property
    def unchecked(self) -> set[str]:
        """Notes at which nobody looked for who could be recognised, by ``source_id``."""
        if self._is_practice:
            return set()
        sources = _frame(self.project, "sources", "source_id", ["sha256"])
        return unchecked_sources(
            sources, _frame(self.project, "recognition_checks", "recognition_check_id", ["source_id"])
        )

    @cached_property
    def released(self) -> set[str]:
        """Pieces with a case that a person released, by ``fragment_id``."""
        return released_cases(self.project)


def may_read(project: Project, purpose: str, reader: str | None = None) -> set[str]:
    """The ``fragment_id`` of every piece that ``reader`` (the person at work) may read for this purpose.

    Errors: ``ValueError`` for an unknown purpose.
    """
    return Gate(project).may_read(purpose, reader)


def closed(project: Project, purpose: str, reader: str | None = None) -> set[str]:
    """The ``fragment_id`` of every piece that ``reader`` (the person at work) may not read; see :func:`may_read`."""
    return Gate(project).closed(purpose, reader)


def read_workspace(project: Project, name: str, *, only: Collection[str] | None = None) -> pd.DataFrame:
    """A current table for the workspace: what ``ontmoet table`` and ``ontmoet search`` show.

    As :func:`without_withdrawn`. Besides, the words of pieces that are *besloten*, or may not be read for ``notities``
    by the person at work, are blocks of the same length, also in labels on them and wherever the same words stand: a
    table is soon a file on a desk. Numbers and positions stay, so that offsets keep their meaning. With ``only``, just
    the objects with these ids. Private notes on the research are only for who wrote them (A48). Errors: ``Refused`` for
    an unknown table.
    """
    gate = Gate(project)
    found = without_withdrawn(project, name, only=only, blocked=gate.closed(NOTES) | gate.besloten())
    if name != "memos":
        return found
    shut = found["private"].fillna(True) & (found["contributor_id"] != project.who)
    return found[~found["memo_id"].isin(list(found.loc[shut, "memo_id"]))].reset_index(drop=True)


def read_gated(
    project: Project, name: str, *, only: Collection[str] | None = None, versions: Which = "last"
) -> pd.DataFrame:
    """A table with words of notes, as the person at work may read them (for ``notities``): what is closed is blocks.

    Columns as :func:`ontmoet_research.store.read_table`, then none is left out. Every row stays, with its numbers and
    places. Errors: ``Refused`` for an unknown table.
    """
    frame = read_table_raw(project, name, only=only, versions=versions)
    shut = Gate(project).closed(NOTES) if marked(name, "of_notes") and len(frame) else set()
    return with_blocks_in_place(project, frame, name, shut) if shut else frame


def without_agreement(project: Project, reader: str | None = None) -> bool:
    """Whether this reader is a student who has nothing to read here yet: first an agreement and a supervisor (P24)."""
    found = Gate(project).reader(reader)
    return found.role == STUDENT and not found.agreed


def _frame(project: Project, table: str, id_name: str, names: Iterable[str]) -> pd.DataFrame:
    """Only these columns of a table: opening a note asks for them each time."""
    import pandas as pd

    columns = list(names)

    def read() -> pd.DataFrame:
        rows = read_values(project, table, ["object_id", *columns])
        return pd.DataFrame.from_records(rows, columns=[id_name, *columns]).astype(object)

    return project.read_once(("some columns", table, *columns), read).copy(deep=False)
