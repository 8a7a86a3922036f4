"""The list of labels, made together: nobody's label disappears, and two sides agree."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ontmoet_research import coding
from ontmoet_research.coding.list_changes import Affected, affected_by
from ontmoet_research.group import change_contributor
from ontmoet_research.store import Project, find, history, new, read_rows, undo, write
from ontmoet_research.words import Refused


@pytest.fixture
def table(desk: SimpleNamespace) -> SimpleNamespace:
    """The desk, with Ria from the research side, the list of labels, and two labels placed by Noor and Kees."""
    ria = new("contributors", display_name="Ria", side="onderzoek")
    write(desk.project, [ria])
    desk.ria = ria.object_id
    desk.book = find(desk.project, "codes", desk.codes["SL01"])["codebook_id"]
    for who, label in ((desk.noor, "SL01"), (desk.kees, "SL02")):
        coding.apply_code(desk.project, coding.Mark(desk.source, 6, 20, desk.codes[label], who))
    return desk


def as_ria(table: SimpleNamespace) -> Project:
    return table.project.as_person(table.ria)


def test_a_proposal_is_agreed_only_with_a_yes_of_two_sides(table: SimpleNamespace) -> None:
    made = coding.propose_code(table.project, table.book, "Post op vrijdag", family="zien", definition_b1="Te laat.")
    row = find(table.project, "codes", made)
    assert (row["status"], row["agreed_by_sides"], row["proposed_by"]) == ("voorstel", ["ervaring"], table.noor)
    assert coding.agree(table.project.as_person(table.kees), made) == "voorstel", "a second yes of the same side"
    assert coding.agree(as_ria(table), made) == "afgesproken"
    assert find(table.project, "codes", made)["agreed_by_sides"] == ["ervaring", "onderzoek"]


def test_one_person_makes_no_label_agreed_by_going_to_another_side(table: SimpleNamespace) -> None:
    made = coding.propose_code(table.project, table.book, "Post op maandag", family="zien", definition_b1="Te vroeg.")
    change_contributor(table.project, table.noor, side="onderzoek")
    assert coding.agree(table.project, made) == "voorstel", "a second yes of the same person"
    coding.change_code(table.project, made, definition_b1="Veel te vroeg.")
    change_contributor(table.project, table.noor, side="praktijk")
    assert coding.agree(table.project, made) == "voorstel", "nor when that person changed the words"
    change_contributor(table.project, table.noor, side="ervaring")
    assert coding.agree(as_ria(table), made) == "voorstel", "one side said yes to these words: that of Ria and Noor"
    assert coding.agree(table.project.as_person(table.kees), made) == "afgesproken"


def test_a_new_label_looks_like_its_family_and_has_a_short_id_of_its_own(table: SimpleNamespace) -> None:
    family = find(table.project, "codes", table.codes["SL01"])["family"]
    one, two = (coding.propose_code(table.project, table.book, name, family=family) for name in ("Een", "Twee"))
    rows = [find(table.project, "codes", made) for made in (one, two)]
    assert [row["code"] for row in rows] == ["N01", "N02"]
    assert {row["colour"] for row in rows} == {find(table.project, "codes", table.codes["SL01"])["colour"]}
    assert rows[0]["pattern"] != rows[1]["pattern"]


def test_another_name_keeps_the_old_one_in_the_history_and_is_a_proposal_again(table: SimpleNamespace) -> None:
    old = find(table.project, "codes", table.codes["SL01"])["label_nl"]
    coding.agree(as_ria(table), table.codes["SL01"])
    coding.agree(table.project, table.codes["SL01"])
    coding.change_code(as_ria(table), table.codes["SL01"], label_nl="Met andere ogen")
    row = find(table.project, "codes", table.codes["SL01"])
    assert (row["label_nl"], row["status"], row["agreed_by_sides"]) == ("Met andere ogen", "voorstel", ["onderzoek"])
    assert history(table.project, "codes", table.codes["SL01"])["label_nl"].tolist()[0] == old
    assert coding.read_codings(table.project)["label_nl"].tolist().count("Met andere ogen") == 1


def test_joining_reads_old_labels_under_the_new_one_and_leaves_what_was_placed_alone(table: SimpleNamespace) -> None:
    before = {row.id for row in read_rows(table.project, "codings")}
    made = coding.join_codes(table.project, [table.codes["SL01"], table.codes["SL02"]], "Kijken en weten")
    codings = coding.read_codings(table.project)
    assert set(codings["code_id"]) == {made}
    assert set(codings["label_nl"]) == {"Kijken en weten"}
    assert set(codings["placed_code_id"]) == {table.codes["SL01"], table.codes["SL02"]}
    assert {row.id for row in read_rows(table.project, "codings")} == before
    with pytest.raises(Refused):
        coding.apply_code(table.project, coding.Mark(table.source, 6, 20, table.codes["SL01"], table.noor))


def test_joining_again_follows_the_whole_way_and_undo_takes_it_back(table: SimpleNamespace) -> None:
    first = coding.join_codes(table.project, [table.codes["SL01"], table.codes["SL02"]], "Samen een")
    second = coding.join_codes(table.project, [first, table.codes["SL03"]], "Samen twee", origin="proef")
    assert set(coding.read_codings(table.project)["code_id"]) == {second}
    undo(table.project, origin="proef")
    assert set(coding.read_codings(table.project)["code_id"]) == {first}


def test_a_joined_label_may_keep_the_name_of_one_of_the_two(table: SimpleNamespace) -> None:
    name = find(table.project, "codes", table.codes["SL01"])["label_nl"]
    made = coding.join_codes(table.project, [table.codes["SL01"], table.codes["SL02"]], name)
    assert find(table.project, "codes", made)["label_nl"] == name


def test_splitting_keeps_codings_on_the_old_label_to_be_read_again(table: SimpleNamespace) -> None:
    one, two = coding.split_code(table.project, table.codes["SL01"], ["Ineens zien", "Langzaam zien"])
    rows = [find(table.project, "codes", made) for made in (one, two)]
    assert [row["replaces_id"] for row in rows] == [table.codes["SL01"]] * 2
    assert find(table.project, "codes", table.codes["SL01"])["status"] == "gestopt"
    codings = coding.read_codings(table.project)
    assert table.codes["SL01"] in set(codings["code_id"]), "nothing moved by itself"


def test_what_a_change_touches_is_known_beforehand(table: SimpleNamespace) -> None:
    codings = coding.read_codings(table.project)
    assert affected_by(codings, [table.codes["SL01"], table.codes["SL02"]]) == Affected(codings=2, pieces=1, people=2)
    assert affected_by(codings, [table.codes["SL03"]]) == Affected(0, 0, 0)


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (lambda t: coding.propose_code(t.project, t.book, "  "), "geen naam"),
        (lambda t: coding.propose_code(t.project, t.book, "anders KIJKEN"), "staat al op de lijst"),
        (lambda t: coding.split_code(t.project, t.codes["SL01"], ["Een", " "]), "2 nieuwe labels"),
        (lambda t: coding.split_code(t.project, t.codes["SL01"], ["Een", "een"]), "staat al op de lijst"),
        (lambda t: coding.join_codes(t.project, [t.codes["SL01"]], "Een"), "vanaf 2 labels"),
        (lambda t: coding.join_codes(t.project, [t.codes["SL01"], t.codes["BP01"]], "Een"), "verschillende lijsten"),
        (lambda t: coding.say_about(t.project, t.codes["SL01"], " "), "nog niets"),
        (lambda t: coding.agree(t.project.as_person("kit"), t.codes["SL01"]), "wie je bent"),
        (lambda t: coding.agree_on_list(t.project, t.book, "2025-03-01"), "voorstellen"),
    ],
)
def test_what_can_not_be_done_is_told_and_changes_nothing(table: SimpleNamespace, work: object, told: str) -> None:
    before = {row.id for row in read_rows(table.project, "codes")}
    with pytest.raises(Refused, match=told):
        work(table)  # type: ignore[operator]  # a parameter can be anything
    assert {row.id for row in read_rows(table.project, "codes")} == before


def test_a_stopped_label_takes_no_yes_and_no_new_name(table: SimpleNamespace) -> None:
    coding.stop_code(table.project, table.codes["SL01"])
    for work in (coding.agree, coding.stop_code):
        with pytest.raises(Refused):
            work(table.project, table.codes["SL01"])


def test_the_list_is_agreed_only_after_two_sides_read_three_pieces(table: SimpleNamespace) -> None:
    for row in read_rows(table.project, "codes", codebook_id=table.book):
        coding.agree(table.project, row.object_id)
        coding.agree(as_ria(table), row.object_id)
    with pytest.raises(Refused, match="las 3 stukjes"):
        coding.agree_on_list(table.project, table.book, "2025-03-01")
    for who in (table.noor, table.ria):
        coding.finish_fragments(table.project.as_person(who), dict.fromkeys(table.pieces[:3], "geen_label"))
    coding.agree_on_list(table.project, table.book, "2025-03-01")
    book = find(table.project, "codebooks", table.book)
    assert (book["agreed_on"], book["version"]) == ("2025-03-01", "1")
    coding.agree_on_list(table.project, table.book, "2025-06-01")
    assert find(table.project, "codebooks", table.book)["version"] == "2"
