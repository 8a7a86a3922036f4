"""What people said yes to, as a table: a row a person, a column a purpose. For ``ontmoet bring --answers``.

Public: ``keep_answers``.
"""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.intake.sheets import read_sheets
from ontmoet_research.intake.whole_series import everyone
from ontmoet_research.model.people import CONSENT_PURPOSES
from ontmoet_research.paper.evening import last_consent_code
from ontmoet_research.privacy import must_look_after
from ontmoet_research.privacy.consent import record_consents
from ontmoet_research.privacy.release import write_out
from ontmoet_research.record import iso_day, today
from ontmoet_research.store import Project
from ontmoet_research.text import plain
from ontmoet_research.text.tables_csv import as_csv, as_typed
from ontmoet_research.words import Refused, say, say_count

__all__ = ["keep_answers"]

WORDS = {"ja": True, "j": True, "yes": True, "x": True, "nee": False, "n": False, "no": False}


def keep_answers(project: Project, series_id: str, file: str | None, sheet: str, day: str) -> None:
    """Keep the answers of a table; a file that is not there yet is made, to fill in.

    Errors: ``Refused`` for a person or purpose that is not there, an answer that is no yes or no, without the number of
    the paper, or when the person at work may not ask; then nothing is kept.
    """
    if not file:
        return
    if not Path(file).exists():
        write_out(project, Path(file), _empty(project, series_id), "toestemming (.csv)")
        print(say("cli.bring.table_made", path=file))
        return
    must_look_after(project)
    told = _read(project, series_id, Path(file))
    leaflet = sheet.strip() or last_consent_code(project, series_id)
    if told and not leaflet:
        raise Refused("ask_consent.needs_leaflet")
    if told:
        record_consents(project, told, asked_by=project.who, date=iso_day(day) or today(), info_version=leaflet)
        print(say_count("bring_in_series.answered", len(told)))


def _empty(project: Project, series_id: str) -> bytes:
    heads = [say("bring_in_series.who_head"), *(say(f"privacy.purpose.{one}") for one in CONSENT_PURPOSES)]
    rows = [[row["alias"], *("" for _ in CONSENT_PURPOSES)] for row in everyone(project, series_id).values()]
    return as_csv(heads, rows, separator=";", spreadsheet=True)


def _read(project: Project, series_id: str, path: Path) -> dict[str, dict[str, bool]]:
    rows = [row for _, rows in read_sheets(path) for row in rows if any(row)]
    if not rows:
        raise Refused("intake.refused.empty", file=path.name)
    heads = {plain(say(f"privacy.purpose.{one}")): one for one in CONSENT_PURPOSES} | {
        plain(one): one for one in CONSENT_PURPOSES
    }
    people = {plain(row["alias"]): key for key, row in everyone(project, series_id).items()}
    purposes = [heads.get(plain(cell)) for cell in rows[0][1:]]
    if strange := [cell for cell, found in zip(rows[0][1:], purposes, strict=True) if not found and cell]:
        raise Refused("cli.bring.no_purpose", name=strange[0], names=", ".join(heads))
    told: dict[str, dict[str, bool]] = {}
    for row in rows[1:]:
        who = plain(as_typed(row[0]))
        if who not in people:
            raise Refused("cli.bring.no_alias", name=row[0], names=", ".join(people))
        for purpose, cell in zip(purposes, row[1:], strict=False):
            if purpose and cell.strip():
                if plain(cell) not in WORDS:
                    raise Refused("cli.bring.no_answer", name=row[0], words=cell)
                told.setdefault(people[who], {})[purpose] = WORDS[plain(cell)]
    return told
