"""Stories of a change that matters to its teller, and the choice of a mixed panel among them.

Source: Davies & Dart (2005), The 'Most Significant Change' technique. A panel of several sides chooses and writes why;
stories that were not chosen stay. There is a domain for what nobody expected, and worse is asked for like better.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.privacy import people_and_answers, releasable_stories
from ontmoet_research.record import write
from ontmoet_research.store import Project, find, find_many, new, read_table
from ontmoet_research.store import change as changed
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "change.stories"
SIDES_NEEDED = 2

__all__ = ["SIDES_NEEDED", "add_story", "change_story", "choose_story", "chosen_stories", "keep_yes", "may_go"]


def add_story(
    project: Project, series_id: str, change: str, why_it_matters: str, *, teller_id: str | None = None, **details: Any
) -> str:
    """Keep a story; give the ``story_id``.

    ``change`` is what is different now, ``why_it_matters`` why that matters to the teller; ``details`` are other
    columns of ``stories``: ``before``, ``happened``, ``domain``, ``direction``, ``levels``, ``value_layers``,
    ``transfer`` (how others do this themselves), ``change_id``. The words stay as they were typed. Nobody may read it
    outside this screen until the teller says yes (``keep_yes``): the default is no.

    Errors: ``Refused`` without what changed or why it matters (A41), when series or teller is gone, or when the teller
    withdrew; ``ValueError`` for a value the model does not know.
    """
    find(project, "series", series_id)
    told = _needed({**details, "change": change, "why_it_matters": why_it_matters})
    if teller_id and find(project, "participants", teller_id)["status"] == "ingetrokken":
        raise Refused("effect.teller_gone")
    made = new("stories", series_id=series_id, teller_id=teller_id, **told)
    write(project, [made], origin=ORIGIN)
    return made.object_id


def change_story(project: Project, story_id: str, **details: Any) -> None:
    """Change the words of a story or what is noted beside it.

    When words change or someone else turns out to have told it, every yes of the teller falls away, because it was
    given to other words or by another person (P19). Errors: as ``add_story``.
    """
    row = find(project, "stories", story_id)
    told = _needed({**row.values, **details})
    teller = details.get("teller_id")
    if teller and find(project, "participants", teller)["status"] == "ingetrokken":
        raise Refused("effect.teller_gone")
    words = ("before", "happened", "change", "why_it_matters", "transfer", "teller_id")
    if "audiences" not in details and any(told[name] != row[name] for name in words):
        told["audiences"] = []
    write(project, [changed(row, **told)], origin=ORIGIN)


def keep_yes(project: Project, story_id: str, audiences: Collection[str]) -> None:
    """Keep for whom the teller said yes (groep, partners, gemeente, openbaar); what is not in it is a no.

    Errors: ``Refused`` without a known teller, or when the story is gone; ``ValueError`` for unknown readers.
    """
    row = find(project, "stories", story_id)
    if audiences and not row["teller_id"]:
        raise Refused("effect.yes_needs_teller")
    kept = [one for one in AUDIENCES if one in set(audiences)] + sorted(set(audiences) - set(AUDIENCES))
    write(project, [changed(row, audiences=kept)], origin=ORIGIN)


def may_go(project: Project, series_id: str, audience: str) -> list[str]:
    """The stories of a series that may go to these readers, by id: the teller said yes, for them. Asks the gate."""
    allowed, _ = _at_gate(project, series_id, audience)
    return list(allowed["story_id"])


def choose_story(
    project: Project,
    series_id: str,
    story_id: str,
    panel_ids: Sequence[str],
    reason: str,
    *,
    audience: str = "groep",
    from_ids: Sequence[str] | None = None,
    chosen_on: str | None = None,
) -> str:
    """Keep what a panel chose and why; give the ``story_choice_id``. Nothing happens to the other stories.

    ``panel_ids`` are contributors of at least two sides; ``from_ids`` the stories they chose from (all that may go to
    this ``audience`` when not given). The teller's yes is asked anew for each audience: a story on the table without it
    is refused.

    Errors: ``Refused`` without a reason, for a panel of one side, for a story without a yes for this audience, or when
    something is gone.
    """
    if not reason.strip():
        raise Refused("record.needs.story_choices.reason")
    panel = list(dict.fromkeys(panel_ids))
    people = find_many(project, "contributors", panel)
    if len(people) < len(panel):
        raise Refused("store.gone")
    if len({row["side"] for row in people.values()}) < SIDES_NEEDED:
        raise Refused("effect.choice_needs_sides")
    allowed = may_go(project, series_id, audience)
    offered = allowed if from_ids is None else list(dict.fromkeys(from_ids))
    if story_id not in offered or not set(offered) <= set(allowed):
        raise Refused("effect.choice_needs_yes")
    made = new(
        "story_choices",
        series_id=series_id,
        story_id=story_id,
        from_ids=offered,
        panel_ids=panel,
        reason=reason.strip(),
        audience=audience,
        chosen_on=chosen_on,
    )
    write(project, [made], origin=ORIGIN)
    return made.object_id


def chosen_stories(stories: pd.DataFrame, choices: pd.DataFrame, audience: str | None = None) -> pd.DataFrame:
    """All stories with what was chosen about them: chosen ones first, the others stay in the list.

    In: ``stories``; ``story_id``, ``from_ids``, ``reason``, ``audience`` of the choices. With ``audience``, only
    reasons that were written for these readers, and only while every story that lay on the table may go to them: a
    reason speaks of the others too. Out: columns of ``stories``, then ``chosen`` (True or False) and ``reasons``.
    """
    if audience is not None:
        known = set(stories["story_id"])
        choices = choices[
            (choices["audience"] == audience) & choices["from_ids"].map(lambda ids: known.issuperset(ids)).astype(bool)
        ]
    reasons = choices.groupby("story_id")["reason"].agg(list).to_dict()
    found = stories.assign(reasons=[reasons.get(one, []) for one in stories["story_id"]])
    found["chosen"] = found["reasons"].map(bool).astype(bool)
    return found.sort_values("chosen", ascending=False, kind="stable", ignore_index=True)


def _at_gate(project: Project, series_id: str, audience: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    stories = read_table(project, "stories", versions="all")
    return releasable_stories(
        stories[stories["series_id"] == series_id],
        *people_and_answers(project),
        audience,
    )


def _needed(told: dict[str, Any]) -> dict[str, Any]:
    for name in ("change", "why_it_matters"):
        if not (told[name] or "").strip():
            raise Refused(f"record.needs.stories.{name}")
    return told
