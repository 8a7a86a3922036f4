"""Genoeg voor vandaag: said once a day on the screens for labelling, by steps and not by a timer (D13)."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ontmoet_research.own import note_work
from ontmoet_research.words import say

if TYPE_CHECKING:
    from ontmoet_research.screens.base import Screen

NOT_A_STEP = ("screen_opened", "screen_closed", "still_here")


def note_step(screen: Screen, step: str) -> None:
    """Count a step of the person at work; when that was enough for today, say so once.

    The sentence comes after the one that is there; nothing stops. Of two people at one screen both are counted, and it
    is said when someone works alone again, so that nobody else gets to know.
    """
    if step in NOT_A_STEP or screen.project.who == "kit":
        return
    pair: tuple[str, ...] = getattr(screen, "pair", None) or ()  # two people at one screen: both work
    moment = now()
    for other in pair:
        note_work(other, moment, alone=False)
    if not pair and note_work(screen.project.who, moment):
        said, tone = str(screen.status.get("text", "")), str(screen.status.get("tone", "plain"))
        screen.tell(f"{said} {say('of_myself.enough')}".strip(), tone)


def now() -> datetime.datetime:
    """This moment on the clock of this computer."""
    return datetime.datetime.now()
