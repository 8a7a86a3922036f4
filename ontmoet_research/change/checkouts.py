"""How people go home after a meeting (A23): energy and words, anonymous.

Nobody knows whose answer it is, so the rows are written in the name of the kit where that can be, and a summary is
only given when enough people answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ontmoet_research.privacy.suppression import K_ADVISED, K_LEAST
from ontmoet_research.record import write
from ontmoet_research.store import Project, find, new
from ontmoet_research.text import sort_key
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "change.checkouts"
NOBODY = "kit"
ENERGY = ("veel", "gewoon", "weinig")
AWARENESS = ("meer", "even_veel", "minder")


@dataclass(frozen=True)
class Mood:
    """How a group goes home: ``n`` answers, ``energy`` how many of each, ``words`` by alphabet, not by who came first.

    ``energy`` and ``words`` are empty when fewer than ``k`` people answered; then ``enough`` is False. ``awareness``:
    how awake people are for poverty nearby (A38), empty when fewer than ``k`` said something of that.
    """

    n: int
    k: int
    energy: dict[str, int]
    words: list[str]
    awareness: dict[str, int] = field(default_factory=dict)

    @property
    def enough(self) -> bool:
        """Whether enough people answered to show it."""
        return self.n >= self.k


def keep_checkout(
    project: Project,
    session_id: str,
    energy: str | None = None,
    words: str = "",
    *,
    awareness: str | None = None,
    origin: str = ORIGIN,
) -> str:
    """Keep how one person goes home; give the ``checkout_id``. See :func:`written_by`.

    ``energy`` is one of ``ENERGY``, ``awareness`` one of ``AWARENESS``. Errors: ``Refused`` when all are empty or the
    meeting is gone, ``ValueError`` for another one.
    """
    find(project, "sessions", session_id)
    if not energy and not awareness and not words.strip():
        raise Refused("change.checkout_is_empty")
    told = {"energy": energy, "level_awareness": awareness, "words": words.strip() or None}
    answer = new("checkouts", session_id=session_id, **told)
    write(project, [answer], origin=origin, author=written_by(project))
    return answer.object_id


def written_by(project: Project) -> str:
    """In whose name an answer is written: the kit's, so that nobody's.

    A team server lets a login write in its own name only; there it is who typed the answers in, whosever they were.
    """
    return NOBODY if project.login_is is None else project.who


def sum_up(checkouts: pd.DataFrame, k: int | None = None) -> Mood:
    """How a group went home, when at least ``k`` people answered (5 unless given, never under 3).

    In: ``energy``, ``words`` and ``level_awareness`` of one meeting.
    """
    least = max(int(k or K_ADVISED), K_LEAST)
    if len(checkouts) < least:
        return Mood(len(checkouts), least, {}, [])
    energy = {state: int((checkouts["energy"] == state).sum()) for state in ENERGY}
    words = sorted(checkouts["words"].dropna(), key=sort_key)
    said = list(checkouts["level_awareness"].dropna()) if "level_awareness" in checkouts else []
    awareness = {one: said.count(one) for one in AWARENESS} if len(said) >= least else {}
    return Mood(len(checkouts), least, energy, words, awareness)
