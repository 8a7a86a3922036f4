"""The meeting at which the group decides: one wish at a time, on a big screen, without a vote (B16, B34)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.change import decide, merge, needs_reason, park
from ontmoet_research.change.decisions import ORIGIN as DECISIONS
from ontmoet_research.change.wishes import ORIGIN as WISHES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, correctable, later
from ontmoet_research.store import find, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .parts import FollowPart, people_here

if TYPE_CHECKING:
    import pandas as pd

WAYS = ("take", "wait", "join")


def _elsewhere(part: Deciding) -> bool:
    return needs_reason(find(part.project, "sessions", part.now())["kind"])


def _other_wishes(part: Deciding) -> Options:
    wishes = part.wishes()
    others = wishes[(wishes["wish_id"] != part.wish_now()) & (wishes["status"] != "samengevoegd")]
    return [(row["wish_id"], isolated(row["text"])) for row in rows_of(others)]


def _this_wish(part: Deciding, _one: str) -> tuple[str, ...]:
    return (part.wish_now(),)


WHAT = Ask("what", "follow_wishes.what_do")
WHO = Ask("who", "follow_wishes.who", "several", people_here)
HOW = Ask("how", "follow_wishes.how")
DISSENT = Ask("dissent_note", "follow_wishes.dissent", hint="follow_wishes.dissent_hint")
ELSEWHERE = Ask("elsewhere_reason", "follow_wishes.elsewhere", when=_elsewhere)

FORMS = {
    "take": Form(
        "take",
        decide,
        DECISIONS,
        "follow_wishes.take_up",
        (WHAT, WHO, HOW, DISSENT, ELSEWHERE),
        given=lambda part, _one: (part.wish_now(), part.now()),
        said="follow_wishes.taken_up",
        then=lambda part, _made: part.next(),
    ),
    "wait": Form(
        "wait",
        park,
        WISHES,
        "follow_wishes.let_wait",
        (Ask("reason", "follow_wishes.why_wait", hint="follow_wishes.wait_hint"),),
        given=_this_wish,
        said="follow_wishes.parked",
        then=lambda part, _made: part.next(),
    ),
    "join": Form(
        "join",
        merge,
        WISHES,
        "follow_wishes.join",
        (
            Ask("", "follow_wishes.both_stay", "text"),
            Ask(
                "into_id", "follow_wishes.join_which", "choice", _other_wishes, needs="follow_wishes.choose_other_wish"
            ),
        ),
        given=_this_wish,
        said="follow_wishes.is_joined",
        then=lambda part, _made: part.next(),
    ),
}


class Deciding(FollowPart):
    """What becomes of the open wishes, one after the other."""

    forms = tuple(FORMS.values())
    corrects = correctable(decisions=(WHAT, WHO, HOW, DISSENT, *later(ELSEWHERE)))
    meets = ("besluit", "workshop")

    def start(self) -> None:
        """No wish was kept for later yet."""
        self.later: list[str] = []  # stays when the group looks at another part and comes back

    @gesture
    def keep_for_later(self) -> None:
        """Leave the wish open and look at the next one; it comes back at the end."""
        wish = self.wish_now()
        self.later = [one for one in self.later if one != wish] + [wish]
        self.next()
        self.page.refresh()

    def blocks(self) -> list[Block]:
        """The wish to decide on now, and what can become of it."""
        waiting = self._waiting()
        if waiting.empty:
            return [text(say("follow_wishes.all_decided")), text(self.counted())]
        row, chosen = waiting.iloc[0], self.chosen.get("way")
        ways = [
            button(say(f"follow_wishes.way.{way}"), "choose", on=way == chosen, value=way, name="way") for way in WAYS
        ]
        aside = button(say("follow_wishes.way.later"), "keep_for_later")
        return [
            text(say("follow_wishes.wishes_left", n=len(waiting)), quiet=True),
            heading(isolated(row["text"])),
            listing([say("follow_wishes.said_at", meeting=row["session_label"]), *self._joined_lines(row["wish_id"])]),
            buttons(*ways, aside, label=say("follow_wishes.what_now")),
            *(self.form(FORMS[chosen]) if chosen in FORMS else []),
            *self.which_meeting(),
        ]

    def _joined_lines(self, wish_id: str) -> list[str]:
        return [say("follow_wishes.also_said", wish=isolated(words)) for words in self.joined_to(wish_id)]

    def _waiting(self) -> pd.DataFrame:
        """The open wishes; those kept for later at the end."""
        found = self.wishes()
        found = found[found["status"] == "open"]
        place = {wish: number for number, wish in enumerate(self.later)}
        order = sorted(range(len(found)), key=lambda n: place.get(found["wish_id"].iloc[n], -1))
        return found.iloc[order]

    def wish_now(self) -> str:
        """The wish to decide on. Errors: ``Refused`` when none is left."""
        waiting = self._waiting()
        if waiting.empty:
            raise Refused("follow_wishes.nothing_left")
        return str(waiting["wish_id"].iloc[0])

    def next(self) -> None:
        """Empty the forms for the wish that comes now."""
        self.chosen = {}
        self.clear(*self.forms)
