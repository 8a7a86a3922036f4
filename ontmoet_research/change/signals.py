"""Signals and urgent questions from a meeting, and what became of them (C32, C33). Never details of a person."""

from __future__ import annotations

from ontmoet_research.privacy import find_identifiers
from ontmoet_research.record import iso_day, today, write
from ontmoet_research.store import Project, find, new
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

ORIGIN = "change.signals"


def add_signal(project: Project, session_id: str, text: str, kind: str = "signaal") -> str:
    """Keep a signal or a question; give the ``signal_id``. It starts ``open``.

    Errors: ``Refused`` without words, with a number or address that points at a person, or when the meeting is gone;
    ``ValueError`` for another kind than signaal or vraag.
    """
    if not text.strip():
        raise Refused("record.needs.signals.text")
    need_no_person(text)
    find(project, "sessions", session_id)
    signal = new("signals", session_id=session_id, text=text.strip(), kind=kind, status="open")
    write(project, [signal], origin=ORIGIN)
    return signal.object_id


def pass_on(project: Project, signal_id: str, to_whom: str, day: str | None = None) -> None:
    """A signal was passed on: to whom (a broad label, no name), on ``day`` as people type it (today without).

    Errors: ``Refused`` without to whom, when the day can't be read, with what points at a person, or when it is gone.
    """
    if not to_whom.strip():
        raise Refused("change.signal_needs_whom")
    need_no_person(to_whom)
    told = {"to_whom": to_whom.strip(), "passed_on": iso_day(day) or today(), "status": "doorgezet"}
    write(project, [changed(find(project, "signals", signal_id), **told)], origin=ORIGIN)


def settle_signal(project: Project, signal_id: str, answer: str) -> None:
    """A signal is dealt with; the answer says how.

    Errors: ``Refused`` without an answer, with what points at a person, or when it is gone.
    """
    if not answer.strip():
        raise Refused("change.signal_needs_answer")
    need_no_person(answer)
    told = {"answer": answer.strip(), "status": "opgelost"}
    write(project, [changed(find(project, "signals", signal_id), **told)], origin=ORIGIN)


def into_advice(project: Project, signal_id: str, advice: str) -> None:
    """A signal went into an advice, such as one to the municipality (C32); empty takes that back. How it stands stays.

    Errors: ``Refused`` with what points at a person, or when it is gone.
    """
    need_no_person(advice)
    write(project, [changed(find(project, "signals", signal_id), advice=advice.strip() or None)], origin=ORIGIN)


def reopen_signal(project: Project, signal_id: str) -> None:
    """A signal that was passed on or dealt with asks for more; what was done stays. Errors: ``Refused`` when gone."""
    write(project, [changed(find(project, "signals", signal_id), status="open")], origin=ORIGIN)


def need_no_person(words: str) -> None:
    """Stop words that point straight at a person. Errors: ``Refused``."""
    if find_identifiers(words):
        raise Refused("record.identifier")
