"""One wish the whole way, worked by hand: from a sentence at a meeting to a change that others confirmed (B13).

Same shape as the example of the method, other content: the key of a hall comes too late, so an afternoon is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.change import (
    add_wish,
    assign,
    chain,
    check_change,
    complete_change,
    count_statuses,
    decide,
    finish,
    give_help,
    help_asked,
    learn,
    loop_moments,
    merge,
    move,
    offer_help,
    park,
    read_assignments,
    read_changes,
    read_decisions,
    read_follow_up_findings,
    read_help_offers,
    read_insights,
    read_progress,
    read_wishes,
    record_change,
    share,
    whole_wish,
)
from ontmoet_research.store import find, history

if TYPE_CHECKING:
    from conftest import Small


def followed(small: Small) -> dict[str, object]:
    tables = (read_wishes(small.project), read_decisions(small.project), read_assignments(small.project))
    return dict(chain(*tables, read_changes(small.project)).iloc[0])


def test_a_wish_goes_the_whole_way_and_each_step_says_where_it_is(small: Small) -> None:
    project, (reiger, ooievaar), meetings = small.project, small.people, small.meetings
    wish = add_wish(project, whole_wish("de sleutel van de zaal de dag ervoor kregen"), meetings[1], "resident")
    same = add_wish(project, whole_wish("niet meer buiten hoefden te wachten"), meetings[2])
    other = add_wish(project, whole_wish("een eigen gebouw hadden"), meetings[2])
    merge(project, same, wish)
    park(project, other, "Daar is nu geen geld voor.")
    assert count_statuses(read_wishes(project)) == {
        "in": 3, "open": 1, "samengevoegd": 1, "opgepakt": 0, "geparkeerd": 1,
    }  # fmt: skip
    assert followed(small)["became"] == "Hier is nog niet over besloten."

    what, how = "De sleutel ligt er een dag eerder.", "Ooievaar vraagt het aan de beheerder."
    decision = decide(
        project, wish, meetings[4], what, how, [ooievaar, reiger], dissent_note="Eén van ons wil liever een code."
    )
    assert followed(small)["became"] == "De groep heeft besloten. Nog niemand is begonnen."
    assert read_decisions(project)["dissent_note"].tolist() == ["Eén van ons wil liever een code."]

    task = assign(project, decision, ooievaar, kind="gesprek", size="klein")
    assert followed(small)["became"] == "Iemand werkt hieraan."
    told = share(
        project, meetings[5], task, {"done": "Gebeld.", "need": "Iemand die meegaat.", "from_whom": "de groep"}
    )
    give_help(project, offer_help(project, told, "Ik ga mee.", reiger), "12 juni 2024")
    asked = help_asked(read_progress(project), read_assignments(project), read_help_offers(project))
    assert asked[["need", "given"]].to_numpy().tolist() == [["Iemand die meegaat.", 1]]
    learn(project, meetings[5], {("works", "werkt"): "Met z'n tweeën gaan."})
    move(project, task, "uitvoeren")
    move(project, task, "ontwikkelen")  # the beheerder asked for another plan
    move(project, task, "evalueren")
    assert [phase for phase, _ in loop_moments(project, task)] == ["leren", "uitvoeren", "ontwikkelen", "evalueren"]
    finish(project, task)
    assert followed(small)["became"] == "Dit is gelukt. Een verandering is nog niet opgeschreven."

    changed = record_change(project, "De sleutel ligt er nu op donderdag.", assignment_id=task)
    assert read_changes(project)["substantiation"].tolist() == ["signaal"], "no proof yet"
    complete_change(
        project,
        changed,
        actor="de beheerder van een zaal",
        since="2024-07-01",
        evidence=["3 keer gezien"],
        contribution="De groep vroeg erom.",
        confirmed_by="een huurder van de zaal",
        substantiation="bevestigd_buiten_groep",
    )
    row = followed(small)
    assert (row["became"], row["changes"]) == ("Er is iets veranderd.", ["De sleutel ligt er nu op donderdag."])
    assert (row["decision"], row["how"], row["assignment_text"]) == (what, how, "gelukt")
    assert read_insights(project)["text"].tolist() == ["Met z'n tweeën gaan."]

    counts = count_statuses(read_wishes(project))
    assert counts.pop("in") == 3 == sum(counts.values())
    assert find(project, "wishes", same)["text"] == "Als we nu eens niet meer buiten hoefden te wachten"
    assert history(project, "wishes", wish)["status"].tolist() == ["open", "opgepakt"]
    tables = (read_wishes(project), read_decisions(project), read_assignments(project), read_changes(project))
    assert check_change(*tables) == []
    assert read_follow_up_findings(project) == [], "what succeeded hangs on nobody"
