"""Agreeing with a part of the report, as it stands for its readers; or not, in own words (domain report 8.4)."""

from __future__ import annotations

from collections.abc import Iterable

from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.model.people import FUNDER
from ontmoet_research.record import iso_day, write
from ontmoet_research.store import Draft, Project, Row, change, find, new, read_rows, remove
from ontmoet_research.words import Refused

from .standing import Standing, read_standings
from .states import CONCEPT, FINAL, NO, TO_AGREE, YES
from .writing import ANOTHER_VOICE

ORIGIN = "report.signing"
ANSWERS = (*YES, NO)

__all__ = ["ANSWERS", "ORIGIN", "may_sign", "sign_part", "sign_the_rest", "take_signature_back", "talked_about"]


def may_sign(project: Project) -> bool:
    """Whether the person at work can agree at all: who pays only checks facts."""
    found = read_rows(project, "contributors", object_id=project.who)
    return bool(found) and found[-1]["role"] != FUNDER


def sign_part(
    project: Project, series_id: str, part: str, readers: str, answer: str, note: str = "", *, seen: str
) -> None:
    """Keep what the person at work says of a part, in the text that these readers get: one of :data:`ANSWERS`.

    ``seen`` is the version that was read (``Standing.version``). Saying it again replaces what this person said before.

    Errors: ``Refused`` when the text is another one by now, when it is too early (not read back, something to mend, or
    the readers before these did not agree yet), for who pays, without words where these are needed, for not agreeing
    with *Ander geluid* (that is its authors' own), or when there is no such part; ``ValueError`` for another answer.
    """
    if answer not in ANSWERS or readers not in AUDIENCES:
        raise ValueError(f"no answer on a part: {answer}, for {readers}")
    standing = read_standings(project, series_id, readers).get(part)
    if standing is None:
        raise Refused("report.sign.no_part")
    if standing.version != seen:
        raise Refused("report.sign.changed")
    _must_be_ready(standing)
    if answer != YES[0] and not note.strip():
        raise Refused("report.sign.needs_words")
    if answer == NO and part == ANOTHER_VOICE:
        raise Refused("report.sign.another_voice")
    write(project, [_draft(project, series_id, standing, readers, answer, note.strip() or None)], origin=ORIGIN)


def sign_the_rest(project: Project, series_id: str, readers: str, seen: dict[str, str]) -> int:
    """Agree with every part that is ready and of which the person at work said nothing yet; give how many.

    ``seen``: the version by part, as it was shown. Errors: ``Refused`` for who pays, or when one of them changed.
    """
    standings = read_standings(project, series_id, readers)
    ready = [
        one
        for one in standings.values()
        if one.state in (TO_AGREE, FINAL) and all(row["contributor_id"] != project.who for row in one.answers)
    ]
    if any(seen.get(one.part) != one.version for one in ready):
        raise Refused("report.sign.changed")
    write(project, [_draft(project, series_id, one, readers, YES[0], None) for one in ready], origin=ORIGIN)
    return len(ready)


def take_signature_back(project: Project, series_id: str, part: str, readers: str) -> None:
    """Say nothing of a part any more. Errors: ``Refused`` when the person at work said nothing of it."""
    row = _own(project, series_id, part, readers)
    if row is None:
        raise Refused("report.sign.nothing_said")
    write(project, [remove(row)], origin=ORIGIN)


def talked_about(project: Project, sign_off_id: str, day: str) -> None:
    """Note that people talked with who does not agree, on ``day``; until then the part is not final.

    Errors: ``Refused`` when that answer is gone or is a yes by now, or for a day nobody can read.
    """
    row = find(project, "sign_offs", sign_off_id)
    if row["answer"] != NO:
        raise Refused("report.sign.nothing_said")
    on = iso_day(day)
    if not on:
        raise Refused("report.sign.needs_day")
    write(project, [change(row, talked_on=on)], origin=ORIGIN)


def _must_be_ready(standing: Standing) -> None:
    why = " ".join(standing.kept_back)
    if standing.state == CONCEPT:
        raise Refused("report.sign.not_read_back_and", why=why) if why else Refused("report.sign.not_read_back")
    if standing.state not in (TO_AGREE, FINAL):
        raise Refused("report.sign.kept_back", why=why)


def _draft(project: Project, series_id: str, standing: Standing, readers: str, answer: str, note: str | None) -> Draft:
    """What the person at work says, in place of what they said before. Errors: ``Refused`` for who pays."""
    if not may_sign(project):
        raise Refused("report.sign.funder")
    told = {
        "section_id": _about(project, series_id, standing.part),
        "section_hash": standing.version,
        "answer": answer,
        "note": note,
        "side": find(project, "contributors", project.who)["side"],
        "talked_on": None,
    }
    before = _own(project, series_id, standing.part, readers)
    if before is not None:
        return change(before, **told)
    where = {"series_id": series_id, "section": standing.part, "readers": readers}
    return new("sign_offs", contributor_id=project.who, **where, **told)


def _own(project: Project, series_id: str, part: str, readers: str) -> Row | None:
    where = {"series_id": series_id, "section": part, "readers": readers, "contributor_id": project.who}
    return _last(read_rows(project, "sign_offs", **where))


def _about(project: Project, series_id: str, part: str) -> str:
    """The text that people wrote for this part; the series when there is none."""
    row = _last(read_rows(project, "report_sections", series_id=series_id, section=part))
    return row.object_id if row else series_id


def _last(rows: Iterable[Row]) -> Row | None:
    found = list(rows)
    return found[-1] if found else None
