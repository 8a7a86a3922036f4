"""Agreeing with a part as its readers get it: what holds, what falls, and which parts open again after a withdrawal."""

from __future__ import annotations

import pytest

from ontmoet_research.privacy.withdrawing import withdraw
from ontmoet_research.report.giving_back import reactions_to, read_all_back, read_heard
from ontmoet_research.report.signing import sign_part, sign_the_rest, take_signature_back, talked_about
from ontmoet_research.report.standing import read_standings
from ontmoet_research.store import read_rows
from ontmoet_research.words import Refused

PART = "wie_deden_mee"  # filled by the kit, so ready as soon as it was read back


def versions(made, readers="groep"):
    return {key: one.version for key, one in read_standings(made.project, made["series"], readers).items()}


@pytest.fixture
def read(made):
    """The series, all of it read back."""
    read_all_back(
        made.project.as_person(made["m1"]),
        made["series"],
        seen=versions(made),
        reactions=["herken ik"],
        day="2025-03-01",
    )
    return made


def state_of(made, part=PART, readers="groep"):
    return read_standings(made.project, made["series"], readers)[part].state


def sign(made, who, answer="akkoord", note="", readers="groep", part=PART):
    project, seen = made.project.as_person(made[who]), versions(made, readers)[part]
    sign_part(project, made["series"], part, readers, answer, note, seen=seen)


def test_two_sides_make_a_part_final_and_taking_one_back_opens_it(read):
    assert state_of(read) == "voor_akkoord"
    sign(read, "m1")
    sign(read, "m1")
    assert len(read_rows(read.project, "sign_offs")) == 1, "saying it again is one answer"
    assert state_of(read) == "voor_akkoord"
    sign(read, "m2", "akkoord_met_opmerking", "Goed zo.")
    assert state_of(read) == "vastgesteld"
    take_signature_back(read.project.as_person(read["m1"]), read["series"], PART, "groep")
    assert state_of(read) == "voor_akkoord"


def test_each_kind_of_readers_signs_its_own_text_after_the_group(read):
    with pytest.raises(Refused):
        sign(read, "m1", readers="gemeente")
    for who in ("m1", "m2"):
        sign(read, who)
    assert state_of(read, readers="gemeente") == "voor_akkoord"
    assert state_of(read, readers="openbaar") == "concept"
    for who in ("m1", "m2"):
        sign(read, who, readers="gemeente")
    assert (state_of(read, readers="gemeente"), state_of(read, readers="openbaar")) == ("vastgesteld", "voor_akkoord")


def test_who_does_not_agree_holds_it_up_until_people_talked_and_stays_heard(read):
    sign(read, "m1", "niet_akkoord", "Zo was het niet.")
    for who in ("m2",):
        sign(read, who)
    [row] = [one for one in read_rows(read.project, "sign_offs") if one["answer"] == "niet_akkoord"]
    with pytest.raises(Refused):
        talked_about(read.project, row.object_id, "")
    talked_about(read.project, row.object_id, "2025-03-02")
    assert state_of(read) == "voor_akkoord", "nobody of that side agrees"
    assert [one["note"] for one in read_standings(read.project, read["series"], "groep")[PART].dissents] == [
        "Zo was het niet."
    ]


def test_agreeing_with_the_rest_asks_what_was_seen(read):
    project = read.project.as_person(read["m2"])
    with pytest.raises(Refused):
        sign_the_rest(project, read["series"], "groep", {PART: "0" * 64})
    n = sign_the_rest(project, read["series"], "groep", versions(read))
    assert n == len(read_rows(project, "sign_offs")) > 1
    assert sign_the_rest(project, read["series"], "groep", versions(read)) == 0


def test_taking_quotes_out_opens_the_parts_that_printed_them_and_no_other(read):
    before = versions(read)
    withdraw(read.project, read["p0"], "citaten", date="2025-03-02")
    after = versions(read)
    assert {key for key in before if before[key] != after[key]} == {"wat_we_leerden", "hoe_zeker_zijn_we"}, (
        "the last says what is left out"
    )
    assert state_of(read, "wat_we_leerden") == "concept"
    assert state_of(read) == "voor_akkoord"


def test_who_has_everything_taken_out_says_nothing_any_more(read):
    sign(read, "m1")
    sign(read, "m2")
    withdraw(read.project, read["p0"], "alles", date="2025-03-02")  # m1 is the same person
    answers = read_standings(read.project, read["series"], "groep")[PART].answers
    assert read["m1"] not in {row["contributor_id"] for row in answers}
    assert state_of(read) != "vastgesteld"


def test_a_theme_is_given_back_in_the_words_it_had(read):
    assert read_heard(read.project, read["series"]) == [], "families of labels are no themes of the group"
    assert len(reactions_to(read.project, read["series"], part=PART)) == 1
