"""A list of labels that lives changes no figure but its names: joined, renamed, split and stopped labels.

Two readers label the same words in the same way. One project keeps its list as it was; in the other one the list is
joined, renamed, split and stopped in between, in any order. Every figure of learning is the same in both.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from compared import STARTS, compared_project
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontmoet_research.coding import (
    Mark,
    apply_codes,
    change_code,
    join_codes,
    read_codings,
    say_signs,
    signs_of,
    split_code,
    stop_code,
)
from ontmoet_research.learning import (
    by_theme,
    ladder_over_meetings,
    learning_reach,
    level_by_step,
    make_theme,
    over_meetings,
    read_learning,
    set_relation,
    understanding,
)
from ontmoet_research.store import Project, change, find, new, read_rows, write

MEANS = {"bellen": ["leren", "stap_zien"], "kracht": ["leren", "stap_doen", "niveau_instelling"], "wachten": ["wens"]}
NUMBERS = count()  # a name is used once: all examples share one project


@pytest.fixture
def series(tmp_path: Path) -> Project:
    project = compared_project(tmp_path / "lijst.ontmoet").as_person("merel")
    phase = new("phases", "deel", series_id="avonden", kind="perspectives", order=1)
    when = {"number": 1, "kind": "ontmoeting", "status": "gehouden", "date": "2024-02-01"}
    session = new("sessions", "avond", series_id="avonden", phase_id="deel", **when)
    write(project, [new("series", "avonden", title="Reeks", format="workshops"), phase, session])
    write(project, [change(find(project, "sources", "verslag"), session_id="avond")])
    for code, signs in MEANS.items():
        say_signs(project, code, signs)
    for code in MEANS:
        set_relation(project, make_theme(project, "avonden", f"Over {code}"), code, "past")
    return project


def figures(project: Project) -> dict[str, object]:
    """Every figure that hangs on labels, without the names of labels."""
    told = read_learning(project, "avonden")
    themed = by_theme(told.codings, told.themes, told.theme_links, told.fragments)
    cells = over_meetings(themed, told.codings, told.sessions).sort_values("theme")
    ladder = ladder_over_meetings(themed, told.codings, told.sessions).sort_values("theme")
    people = (told.fragments, told.participants, told.attendance, told.sessions)
    return {
        "themes": cells[["theme", "n_fragments", "fragment_ids"]].to_dict("records"),
        "ladder": ladder[["theme", "steps", "levels", "wants", "so_far", "lower"]].to_dict("records"),
        "levels": level_by_step(told.codings).to_numpy().tolist(),
        "both ways": understanding(told.codings)["n_fragments"].tolist(),
        "reach": learning_reach(told.codings, *people)["n_fragments"].tolist(),
    }


def live(project: Project, kind: str, code: str, other: str, step: int) -> None:
    """One change of the list, where it still can be done."""
    going = [row.object_id for row in read_rows(project, "codes") if row["status"] != "gestopt"]
    mine, its = (now_as(project, one) for one in (code, other))
    if kind == "join" and mine in going and its in going and mine != its:
        join_codes(project, [mine, its], f"Samen {step}")
    elif kind == "rename" and mine in going:
        change_code(project, mine, label_nl=f"Anders {step}")
    elif kind == "split" and mine in going:
        split_code(project, mine, [f"Deel {step} a", f"Deel {step} b"])
    elif kind == "stop" and mine in going:
        stop_code(project, mine)


def now_as(project: Project, code: str) -> str:
    found = read_codings(project)
    here = found.loc[found["placed_code_id"] == code, "code_id"]
    return here.iloc[0] if len(here) else code


steps = st.tuples(
    st.sampled_from(["rename", "split", "stop", "join"]), st.sampled_from(sorted(MEANS)), st.sampled_from(sorted(MEANS))
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(steps.filter(lambda one: one[0] != "join"), max_size=3))
def test_renaming_splitting_and_stopping_labels_changes_no_figure(series: Project, history: list) -> None:
    before = figures(series)
    for kind, code, other in history:
        live(series, kind, code, other, next(NUMBERS))
    assert figures(series) == before
    for row in list(read_rows(series, "codes")):  # the next example begins with labels that can be changed
        if row.object_id in MEANS:
            write(series, [change(row, status="afgesproken", label_nl=row.object_id.capitalize())])


def test_joined_labels_keep_their_steps_and_their_themes_until_the_group_says_otherwise(series: Project) -> None:
    before = figures(series)
    made = join_codes(series, ["bellen", "kracht"], "Bellen geeft kracht")
    after = figures(series)
    for name in ("levels", "both ways", "reach"):
        assert after[name] == before[name], name
    of = {row["theme"]: row["n_fragments"] for row in after["themes"]}
    assert of["Over bellen"] == of["Over kracht"] == 4  # p0, p1, p2 and p4: both themes rest on the joined label now
    say_signs(series, made, ["stap_bespreken"])
    assert level_by_step(read_learning(series, "avonden").codings).to_numpy().sum() == 0
    assert {step for row in figures(series)["ladder"] for step in row["steps"]} == {"bespreken"}


def test_a_label_that_was_joined_is_read_as_the_new_one_in_overlap_too(series: Project) -> None:
    from ontmoet_research.dialogue.agreement import overlap_per_label
    from ontmoet_research.dialogue.tables import read_changes, read_first_readings

    made = join_codes(series, ["bellen", "wachten"], "Bellen of wachten")
    told = read_first_readings(series, ["merel", "kompas"])
    overlap = overlap_per_label(told.placed, told.seen, looked=told.looked).set_index("code_id")
    assert set(overlap.index) == {made, "kracht"}
    assert overlap.loc[made, ["both", "either"]].tolist() == [2, 2]  # p0, and p1: bellen beside wachten
    assert read_changes(series, told).empty


def test_a_label_of_the_group_gets_every_sign_and_one_with_a_known_short_id_gets_none() -> None:
    assert signs_of({"code": "TR01", "label_nl": "Trein", "signs": []}) == []
    assert signs_of({"code": "X9", "label_nl": "Wij pakken het aan", "signs": ["stap_doen"]}) == ["stap_doen"]
    assert signs_of({"code": "TR03", "label_nl": "Doen", "signs": ["niets"]}) == []


def test_new_parts_of_a_split_label_reach_the_theme_of_the_whole(series: Project) -> None:
    one, _ = split_code(series, "wachten", ["Wachten op antwoord", "Wachten in de rij"])
    start, end = STARTS[4], STARTS[4] + 10
    apply_codes(series, [Mark("verslag", start, end, one, "merel")])
    of = {row["theme"]: row["fragment_ids"] for row in figures(series)["themes"]}
    assert "p4" in of["Over wachten"]
