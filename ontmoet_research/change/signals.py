"""Signals and urgent questions from a meeting, and what became of them (C32, C33). Never details of a person."""

from __future__ import annotations

from ontmoet_research.record import change, keep, today
from ontmoet_research.store import Project
from ontmoet_research.words import Refused

ORIGIN = "change.signals"


def add_signal(project: Project, session_id: str, text: str, kind: str = "signaal") -> str:
    """Keep a signal or a question; give the ``signal_id``. It starts ``open``.

    Errors: ``Refused`` without words, with a number or address that points at a person, or when the meeting is gone;
    ``ValueError`` for another kind than signaal or vraag.
    """
    return keep(project, "signals", origin=ORIGIN, session_id=session_id, text=text, kind=kind, status="open")


def pass_on(project: Project, signal_id: str, to_whom: str, day: str | None = None) -> None:
    """A signal was passed on: to whom (a broad label, no name), on ``day`` as people type it (today without).

    Errors: ``Refused`` without to whom, when the day can't be read, with what points at a person, or when it is gone.
    """
    if not to_whom.strip():
        raise Refused("change.signal_needs_whom")
    told = {"to_whom": to_whom, "passed_on": day or today(), "status": "doorgezet"}
    change(project, "signals", signal_id, origin=ORIGIN, **told)


def settle_signal(project: Project, signal_id: str, answer: str) -> None:
    """A signal is dealt with; the answer says how.

    Errors: ``Refused`` without an answer, with what points at a person, or when it is gone.
    """
    if not answer.strip():
        raise Refused("change.signal_needs_answer")
    change(project, "signals", signal_id, origin=ORIGIN, answer=answer, status="opgelost")


def into_advice(project: Project, signal_id: str, advice: str) -> None:
    """A signal went into an advice, such as one to the municipality (C32); empty takes that back. How it stands stays.

    Errors: ``Refused`` with what points at a person, or when it is gone.
    """
    change(project, "signals", signal_id, origin=ORIGIN, advice=advice)


def reopen_signal(project: Project, signal_id: str) -> None:
    """A signal that was passed on or dealt with asks for more; what was done stays. Errors: ``Refused`` when gone."""
    change(project, "signals", signal_id, origin=ORIGIN, status="open")
