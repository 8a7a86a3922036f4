"""Paper for the whole evening: wishes, the questions of a follow-up, consent, needs and the closing question.

Each sheet has a code of its own, also when several stand in one file, so that who may handle consents gets only those.
Of a sheet as many copies are printed as there are people: what comes back is entered copy by copy, with the same code.
The words are those of the screens. On the sheet for consent stands its number, and that number is kept with the answer.

Words: wensen, delen (4 vragen), leren (3 vragen), nodig = needs, toestemming = consent, slotvraag = closing question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ontmoet_research.change import LEARNING_QUESTIONS, SHARING_QUESTIONS, asks_questions
from ontmoet_research.group import meeting_label
from ontmoet_research.model.people import CONSENT_PURPOSES, NEEDS
from ontmoet_research.privacy import limits_of, write_out
from ontmoet_research.record import today, write
from ontmoet_research.store import Project, Row, change, find, new, read_rows
from ontmoet_research.text import format_date
from ontmoet_research.typesetting import typeset
from ontmoet_research.words import Refused, say

from .files import ACTION
from .sheet_codes import new_code, read_code, shown_code

__all__ = ["EVENING", "EveningSheet", "entered_evening", "find_evening_sheet", "last_consent_code", "make_evening",
           "sheets_that_fit"]  # fmt: skip

ORIGIN = "paper.evening"
WISHES, SHARING, LEARNING, NEEDED, CONSENT, CLOSING = EVENING = (
    *("wensen", "delen", "leren"),
    *("nodig", "toestemming", "slotvraag"),
)
LAYOUT = Path(__file__).with_name("evening.typ")
_WISHES_ON_PAPER = 4


@dataclass(frozen=True)
class EveningSheet:
    """A sheet of an evening: what it asks (``kind``), of which meeting, and on which day a copy first came back."""

    sheet_id: str
    code: str
    kind: str
    session_id: str
    entered_on: str | None

    @property
    def shown(self) -> str:
        """The code as it is printed."""
        return shown_code(self.code)


def sheets_that_fit(project: Project, session_id: str) -> list[str]:
    """What can be asked at this meeting: the questions of a follow-up only where they belong."""
    asks = asks_questions(project, session_id)
    return [kind for kind in EVENING if asks or kind not in (SHARING, LEARNING)]


def make_evening(
    project: Project,
    path: str | Path,
    session_id: str,
    kinds: Iterable[str],
    *,
    question: str = "",
    contact: str | None = None,
) -> list[str]:
    """Make sheets for a meeting and write them to one PDF; give their codes, in the order of the pages.

    ``question`` is the closing question of the evening; the usual one without. ``contact`` is who helps. A sheet that
    was made before for this meeting keeps its code. Errors: ``Refused`` without a kind, for one that does not belong at
    this meeting, when the meeting is gone, or when the file can't be written; ``ValueError`` for an unknown kind.
    """
    wanted = [kind for kind in EVENING if kind in set(kinds)]
    if unknown := set(kinds) - set(EVENING):
        raise ValueError(f"no sheet of an evening: {', '.join(sorted(unknown))}")
    if not wanted:
        raise Refused("evening_paper.needs_kind")
    if set(wanted) - set(sheets_that_fit(project, session_id)):
        raise Refused("change.no_questions_here")
    known = {row["kind"]: row["code"] for row in read_rows(project, "sheets", about_id=session_id)}
    taken = {row["code"] for row in read_rows(project, "sheets")}
    codes = {kind: known.get(kind) or next(code for code in iter(new_code, None) if code not in taken)
             for kind in wanted}  # fmt: skip
    pages = [_page(project, kind, session_id, codes[kind], question) for kind in wanted]
    help_line = say("screens.help", contact=contact) if contact else ""
    told = {"title": say("evening_paper.file_title"), "sheets": pages, "help": help_line}
    write_out(project, path, typeset(LAYOUT, told), ACTION)
    made = [new("sheets", code=codes[kind], kind=kind, form="papier", about_id=session_id)
            for kind in wanted if kind not in known]  # fmt: skip
    write(project, made, origin=ORIGIN)
    return [codes[kind] for kind in wanted]


def find_evening_sheet(project: Project, typed: str) -> EveningSheet:
    """The sheet of an evening with this code.

    Errors: ``Refused`` when it is no code, holds a typing error, or belongs to no sheet of an evening of this project.
    """
    code = read_code(typed)
    if code is None:
        raise Refused("paper.no_code", typed=typed.strip()[:40])
    rows = [row for row in read_rows(project, "sheets", code=code.sheet) if row["kind"] in EVENING]
    if not rows:
        raise Refused("evening_paper.no_such_sheet", code=shown_code(code.sheet))
    row = rows[-1]
    return EveningSheet(row.object_id, row["code"], row["kind"], row["about_id"], row["entered_on"])


def entered_evening(project: Project, sheet: EveningSheet) -> None:
    """Note that a copy of this sheet came back; the first day stays."""
    row = find(project, "sheets", sheet.sheet_id)
    if not row["entered_on"]:
        write(project, [change(row, entered_on=today())], origin=ORIGIN)


def last_consent_code(project: Project, series_id: str) -> str:
    """The number on the sheet for consent that was made last in this series; "" when none was made."""
    here = {row.object_id for row in read_rows(project, "sessions", series_id=series_id)}
    rows = [row for row in read_rows(project, "sheets", kind=CONSENT) if row["about_id"] in here]
    return shown_code(max(rows, key=lambda row: row.at)["code"]) if rows else ""


def _page(project: Project, kind: str, session_id: str, code: str, question: str) -> dict[str, Any]:
    meeting = find(project, "sessions", session_id)
    makers: dict[str, Callable[[Project, Row], list[dict[str, Any]]]] = {
        WISHES: _wishes, SHARING: _sharing, LEARNING: _learning, NEEDED: _needed, CONSENT: _consent,
    }  # fmt: skip
    series = find(project, "series", meeting["series_id"])["title"]
    label = meeting_label(meeting["number"], meeting["date"])
    asked = question.strip() or say("evening_paper.usual_question")
    parts = [_lines(asked, 6)] if kind == CLOSING else makers[kind](project, meeting)
    return {
        "title": say(f"evening_paper.kind.{kind}"),
        "code_line": say("evening_paper.code_line", code=shown_code(code), series=series, meeting=label),
        "footer": say("paper.footer", code=shown_code(code)),
        "how": [say(f"evening_paper.how.{kind}"), say("paper.stop")],
        "parts": parts,
    }


def _wishes(_project: Project, _meeting: Row) -> list[dict[str, Any]]:
    return [*(_lines(say("record_meeting.stem"), 2) for _ in range(_WISHES_ON_PAPER)), _write("evening_paper.sees_as")]


def _sharing(_project: Project, _meeting: Row) -> list[dict[str, Any]]:
    asked = []
    for number, names in enumerate(SHARING_QUESTIONS, start=1):
        question = say(f"follow_wishes.question.B36.{number}")
        one_line = [_lines(say(f"follow_wishes.part_of.{name}"), 1) for name in names]
        asked += [_lines(question, 2)] if len(names) == 1 else [_heading(question), *one_line]
    return [_write("evening_paper.alias"), _write("evening_paper.assignment"), *asked]


def _learning(_project: Project, _meeting: Row) -> list[dict[str, Any]]:
    asked = []
    for number, pairs in enumerate(LEARNING_QUESTIONS, start=37):
        question = say(f"follow_wishes.question.B{number}")
        if len(pairs) == 1:
            asked.append(_lines(question, 3))
        else:
            names = [f"{kind}_{polarity}" for kind, polarity in pairs]
            asked += [_heading(question), *(_lines(say(f"follow_wishes.part_of.{name}"), 2) for name in names)]
    return asked


def _needed(_project: Project, _meeting: Row) -> list[dict[str, Any]]:
    ticks = [say(f"what_you_need.need.{need.replace(' ', '_')}") for need in NEEDS]
    return [
        _write("evening_paper.alias"),
        {"kind": "ticks", "question": say("what_you_need.needs"), "options": ticks},
        _lines(say("what_you_need.in_own_words"), 3),
    ]


def _consent(project: Project, meeting: Row) -> list[dict[str, Any]]:
    asked: list[dict[str, Any]] = []
    for purpose in CONSENT_PURPOSES:
        until = limits_of(project, [purpose], meeting["series_id"])[purpose]
        told = say("ask_consent.until", day=format_date(date.fromisoformat(until))) if until else ""
        asked.append(
            {
                "kind": "choice",
                "question": say(f"ask_consent.question.{purpose}"),
                "more": f"{say(f'ask_consent.means.{purpose}')} {told}".strip(),
                "options": [say("ask_consent.yes"), say("ask_consent.no")],
            }
        )
    return [
        {"kind": "text", "text": say("ask_consent.no_is_good")},
        {"kind": "text", "text": say("evening_paper.adults")},
        _write("evening_paper.alias"),
        *asked,
        _write("evening_paper.day"),
        _write("evening_paper.who_asked"),
    ]


def _heading(question: str) -> dict[str, Any]:
    return {"kind": "heading", "text": question}


def _write(key: str) -> dict[str, Any]:
    return {"kind": "write", "question": say(key)}


def _lines(question: str, number: int) -> dict[str, Any]:
    return {"kind": "lines", "question": question, "number": number}
