"""A label lies on exactly the marked words, whatever stands before them, and nothing that is placed gets lost."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontmoet_research import store
from ontmoet_research.coding import Mark, apply_code, apply_codes, change_coding, read_codings, remove_coding
from ontmoet_research.words import Refused


def mark(desk: SimpleNamespace, words: str, code: str = "SL01", **more: object) -> Mark:
    start = desk.text.index(words)
    return Mark(desk.source, start, start + len(words), desk.codes[code], desk.noor, **more)  # type: ignore[arg-type]  # as a person fills it in


@pytest.mark.parametrize("words", ["Wilma", "👩‍🦽", "brief niet open", "$5", "maken.\n\nTeun: bij", "stil."])
def test_the_stored_positions_give_exactly_the_marked_words(desk: SimpleNamespace, words: str) -> None:
    coding = store.find(desk.project, "codings", apply_code(desk.project, mark(desk, words)))
    assert coding["quote"] == words == desk.text[coding["start"] : coding["end"]]
    before, after = coding["prefix"] or "", coding["suffix"] or ""
    assert before + words + after in desk.text
    assert len(before) <= 32 >= len(after)
    fragment = store.find(desk.project, "fragments", coding["fragment_id"])
    assert fragment["start"] <= coding["start"] < fragment["end"]


def test_white_space_that_a_mouse_takes_along_is_left_out(desk: SimpleNamespace) -> None:
    coding = store.find(desk.project, "codings", apply_code(desk.project, mark(desk, " brief ")))
    assert coding["quote"] == "brief"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(-3, 120), length=st.integers(-2, 40))
def test_any_span_is_stored_as_its_words_or_refused(desk: SimpleNamespace, start: int, length: int) -> None:
    end = start + length
    wanted = Mark(desk.source, start, end, desk.codes["SL02"], desk.noor)
    if 0 <= start < end <= len(desk.text) and desk.text[start:end].strip():
        coding = store.find(desk.project, "codings", apply_code(desk.project, wanted))
        assert coding["quote"] == desk.text[start:end].strip()
    else:
        with pytest.raises(Refused):
            apply_code(desk.project, wanted)


def test_labels_lie_over_each_other_and_several_people_place_the_same(desk: SimpleNamespace) -> None:
    apply_code(desk.project, mark(desk, "de brief niet open"))
    apply_code(desk.project, mark(desk, "brief niet", "SL02"))
    again = mark(desk, "de brief niet open")
    apply_code(
        desk.project.as_person(desk.kees), Mark(again.source_id, again.start, again.end, again.code_id, desk.kees)
    )
    assert len(read_codings(desk.project)) == 3
    assert set(read_codings(desk.project)["author"]) == {desk.noor, desk.kees}


def test_the_same_label_on_the_same_words_by_the_same_person_is_stored_once(desk: SimpleNamespace) -> None:
    assert apply_code(desk.project, mark(desk, "brief")) == apply_code(desk.project, mark(desk, " brief "))
    assert len(read_codings(desk.project)) == 1


@pytest.mark.parametrize(
    ("code", "option", "allowed"),
    [
        ("BP01", "links", True),
        ("BP01", "allebei", True),
        ("BP01", "weet_niet", True),
        ("BP01", "helpt", False),
        ("SL18", "hindert", True),
        ("SL07", "resident>professional", True),
        ("SL07", "resident>weet_niet", True),
        ("SL07", "resident", False),
        ("SL07", "buurman>professional", False),
        ("SL07", "van_naar", False),
        ("BP09", "rechts;professional>resident", True),
        ("BP09", "rechts;links>rechts", False),
        ("BP10", "samen", True),
        ("SL01", "links", False),
    ],
)
def test_only_a_choice_that_belongs_to_the_label_goes_with_it(
    desk: SimpleNamespace, code: str, option: str, allowed: bool
) -> None:
    coding = apply_code(desk.project, mark(desk, "brief", code))
    if allowed:
        change_coding(desk.project, coding, option=option)
        assert store.find(desk.project, "codings", coding)["option"] == option
    else:
        with pytest.raises(Refused, match="hoort niet bij het label"):
            change_coding(desk.project, coding, option=option)
        assert store.find(desk.project, "codings", coding)["option"] is None


def test_doubt_is_kept_and_what_was_before_stays_in_the_history(desk: SimpleNamespace) -> None:
    coding = apply_code(desk.project, mark(desk, "brief"))
    change_coding(desk.project, coding, certainty="twijfel", note="ik weet het niet zo goed 🤔")
    change_coding(desk.project, coding, certainty="weet_niet")
    told = store.history(desk.project, "codings", coding)
    assert list(told["certainty"]) == ["zeker", "twijfel", "weet_niet"]
    assert store.find(desk.project, "codings", coding)["note"] == "ik weet het niet zo goed 🤔"


def test_a_coding_keeps_its_words_its_label_and_its_owner(desk: SimpleNamespace) -> None:
    coding = apply_code(desk.project, mark(desk, "brief"))
    for values in ({"start": 0}, {"contributor_id": desk.kees}, {"code_id": desk.codes["SL02"]}):
        with pytest.raises(ValueError, match="Only option"):
            change_coding(desk.project, coding, **values)


def test_what_was_taken_away_can_come_back(desk: SimpleNamespace) -> None:
    coding = apply_code(desk.project, mark(desk, "brief"), origin="proef")
    remove_coding(desk.project, coding, origin="proef")
    assert read_codings(desk.project).empty
    store.undo(desk.project, origin="proef")
    assert list(read_codings(desk.project)["quote"]) == ["brief"]


def test_a_stopped_label_can_not_be_placed_and_its_old_codings_stay(desk: SimpleNamespace) -> None:
    apply_code(desk.project, mark(desk, "brief"))
    code = store.find(desk.project, "codes", desk.codes["SL01"])
    store.write(desk.project, [store.change(code, status="gestopt")])
    with pytest.raises(Refused, match="label is er niet meer"):
        apply_code(desk.project, mark(desk, "stil"))
    assert list(read_codings(desk.project)["label_nl"]) == ["Anders kijken"]


def test_many_marks_are_stored_all_or_none(desk: SimpleNamespace) -> None:
    outside = Mark(desk.source, 0, 10_000, desk.codes["SL01"], desk.noor)
    with pytest.raises(Refused):
        apply_codes(desk.project, [mark(desk, "brief"), outside])
    assert read_codings(desk.project).empty
