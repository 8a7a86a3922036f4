"""The practice series is what the kit promises: whole, worth reading, and brought in through the kit's own doors."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ontmoet_research import store
from ontmoet_research.change import (
    help_asked,
    open_promises,
    read_assignments,
    read_decisions,
    read_follow_up_findings,
    read_help_offers,
    read_meeting_findings,
    read_priorities,
    read_progress,
    read_promises,
    sum_up,
)
from ontmoet_research.model import shipped, tables
from ontmoet_research.model.change import GAIN_KINDS
from ontmoet_research.practice import make_practice_project
from ontmoet_research.words import Refused

# Places of the regions where the method began, and sorts of words that would point at someone.
REAL_PLACES = ("Gendt", "Lingewaard", "Nijmegen", "Arnhem", "Amsterdam", "Utrecht", "Rotterdam", "Dordrecht", "HAN")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Project]:
    with make_practice_project(tmp_path_factory.mktemp("oefenen") / "p.ontmoet") as project:
        yield project


def table(project: store.Project, name: str) -> pd.DataFrame:
    return store.read_table_raw(project, name)


def test_it_has_two_series_with_different_set_ups(practice: store.Project) -> None:
    phases = table(practice, "phases").merge(table(practice, "series")[["series_id", "format"]], on="series_id")
    planned = phases.groupby("format")["planned_count"].apply(list).to_dict()
    assert planned["ontmoetingen"] == [4, 1, 8]
    assert planned["workshops"][0] == 2


@pytest.mark.parametrize(
    ("name", "count"), [("sources", 15), ("participants", 11), ("contributors", 6), ("wishes", 14), ("series", 2)]
)
def test_it_is_as_large_as_was_promised(practice: store.Project, name: str, count: int) -> None:
    assert len(table(practice, name)) == count


def test_every_note_is_between_400_and_900_words_and_in_every_format(practice: store.Project) -> None:
    sources = table(practice, "sources")
    for title, text in zip(sources["title"], sources["text"], strict=True):
        assert 400 <= len(text.split()) <= 900, title
    assert {Path(name).suffix for name in sources["file_name"]} == {".docx", ".md", ".txt"}


def test_pieces_of_a_note_are_together_the_note(practice: store.Project) -> None:
    fragments = table(practice, "fragments").sort_values("order")
    for source in table(practice, "sources").itertuples():
        own = fragments[fragments["source_id"] == source.source_id]
        assert "".join(source.text[a:b] for a, b in zip(own["start"], own["end"], strict=True)) == source.text


def test_six_people_of_four_sides_placed_at_least_600_labels_on_the_words_themselves(practice: store.Project) -> None:
    codings = table(practice, "codings").merge(table(practice, "sources")[["source_id", "text"]], on="source_id")
    assert len(codings) >= 600
    for text, start, end, quote in zip(*(codings[c] for c in ("text", "start", "end", "quote")), strict=True):
        assert text[start:end] == quote
    people = table(practice, "contributors")
    assert set(people["side"]) == {"ervaring", "onderzoek", "onderwijs", "praktijk"}
    assert set(codings["contributor_id"]) == set(people["contributor_id"])
    assert set(codings["certainty"]) == {"zeker", "twijfel", "weet_niet"}


def test_readings_differ_and_one_difference_stays(practice: store.Project) -> None:
    codings = table(practice, "codings")
    readers = codings.groupby("fragment_id")["contributor_id"].nunique()
    shared = codings[codings["fragment_id"].isin(readers[readers > 1].index)]
    sets = shared.groupby(["fragment_id", "contributor_id"])["code_id"].agg(frozenset).groupby("fragment_id").nunique()
    assert (sets > 1).sum() >= 30
    assert "beide_blijven_staan" in set(table(practice, "differences")["outcome"])
    assert (table(practice, "positions").groupby("difference_id")["contributor_id"].nunique() >= 2).all()


def test_one_wish_goes_all_the_way_and_one_assignment_stops_with_a_reason(practice: store.Project) -> None:
    changes, assignments = table(practice, "changes"), table(practice, "assignments")
    confirmed = changes[changes["substantiation"] == "bevestigd_buiten_groep"]
    chain = confirmed[["assignment_id"]].merge(assignments[["assignment_id", "decision_id"]])
    chain = chain.merge(table(practice, "decisions")[["decision_id", "wish_id"]])
    chain = chain.merge(table(practice, "wishes")[["wish_id", "status"]])
    assert len(chain) >= 1
    assert set(chain["assignment_id"]) <= set(table(practice, "progress")["assignment_id"])
    stopped = assignments[assignments["state"] == "gestopt"]
    assert len(stopped) >= 1
    assert stopped["stop_reason"].notna().all()


def test_one_person_withdrew_and_their_words_are_in_no_table_that_is_asked_for(practice: store.Project) -> None:
    from ontmoet_research.privacy import without_withdrawn

    people = table(practice, "participants")
    gone = people[people["status"] == "ingetrokken"].iloc[0]
    fragments = table(practice, "fragments").merge(table(practice, "sources")[["source_id", "text"]], on="source_id")
    own = fragments[fragments["participant_id"] == gone["participant_id"]]
    words = [text[a:b].strip() for text, a, b in zip(own["text"], own["start"], own["end"], strict=True)]
    assert words
    for name in ("sources", "fragments", "codings", "quotes", "participants", "attendance", "consents"):
        shown = without_withdrawn(practice, name).to_json(force_ascii=False)
        assert not [word for word in words if word in shown], name
        assert gone["participant_id"] not in shown, name


def test_the_closing_question_has_23_short_answers(practice: store.Project) -> None:
    harvest = table(practice, "harvests").iloc[0]
    assert len(harvest["answers"]) == harvest["n_total"] == 23
    assert len(harvest["shown"]) == 7
    assert set(harvest["shown"]) <= set(harvest["answers"])
    assert harvest["selection_rule"]


def test_a_reworded_question_keeps_its_old_words(practice: store.Project) -> None:
    versions = [
        store.history(practice, "learning_questions", key)["question"].nunique()
        for key in table(practice, "learning_questions")["learning_question_id"]
    ]
    assert max(versions) == 2
    assert len(versions) == 5


def test_no_real_place_number_or_address_stands_in_the_practice_files(practice: store.Project) -> None:
    text = "\n".join(table(practice, "sources")["text"])
    for path in shipped("oefenreeks").glob("*.csv"):
        text += path.read_text(encoding="utf-8")
    assert not [place for place in REAL_PLACES if re.search(rf"\b{place}\b", text)]
    assert not re.search(r"[\w.]+@[\w.]+\.\w+|\b06[- ]?\d{8}\b|\bNL\d\d[A-Z]{4}\d{10}\b", text)


def test_everything_is_stored_whole(practice: store.Project) -> None:
    assert store.check_rows(practice) == []
    assert practice.fact("practice") == "ja"


def test_it_is_never_written_over_an_existing_project(tmp_path: Path) -> None:
    path = tmp_path / "p.ontmoet"
    store.create(path, title="van mij").close()
    with pytest.raises(Refused, match="staat al iets"):
        make_practice_project(path)
    with store.open_project(path) as kept:
        assert kept.fact("title") == "van mij"


def test_what_meetings_brought_has_a_case_for_each_rule(practice: store.Project) -> None:
    assert set(table(practice, "gains")["kind"]) == set(GAIN_KINDS)
    assert set(table(practice, "signals")["status"]) == {"open", "doorgezet", "opgelost"}
    assert set(table(practice, "session_parts")["kind"]) >= {"plenair", "deelsessie", "panel", "workshop", "pauze"}
    homes = table(practice, "checkouts").groupby("session_id")
    assert sorted((len(answers), sum_up(answers).enough) for _, answers in homes) == [(4, False), (8, True)]
    assert table(practice, "harvest_sortings")["sorted_by"].nunique() == 2
    found = [finding.row for finding in read_meeting_findings(practice)]
    assert {row: found.count(row) for row in set(found)} == {"B18": 4, "C04": 1, "C30": 1, "C32": 2}


def test_no_key_of_the_files_stands_for_two_things(practice: store.Project) -> None:
    owners = [object_id for name in tables() for (object_id,) in set(store.read_values(practice, name, ["object_id"]))]
    assert len(owners) == len(set(owners))


def test_each_rule_of_following_up_has_a_case(practice: store.Project) -> None:
    """Worked by hand from the files; the day is fixed, since promises and questions grow old."""
    found = read_follow_up_findings(practice, date(2025, 10, 1))
    what = {row: [one.sentence for one in found if one.row == row] for row in ("A20", "B26", "D10", "E26")}
    assert {row: len(sentences) for row, sentences in what.items()} == {
        "A20": 2,
        "B26": 2,
        "D10": 1,
        "E26": 0,
    }
    assert "de inhoud is verborgen" in what["B26"][0], "its holder keeps what it is to themselves"
    assert "bus vooraf" in what["B26"][1]
    assert "terugbeluur" in what["D10"][0]
    tasks, progress = read_assignments(practice), read_progress(practice)
    hidden = tasks.loc[tasks["details_hidden"] == True, "assignment_id"]  # noqa: E712 - a nullable column
    assert len(hidden) == 1
    assert progress.loc[progress["assignment_id"].isin(hidden), ["done", "going_well"]].isna().all(axis=None)
    assert (tasks["theme_ids"].map(len) == 0).sum() == 1, "one is not connected to a theme yet"
    asked = help_asked(progress, tasks, read_help_offers(practice))
    assert (asked["offers"].map(len) > 0).sum() == 3
    assert asked["given"].sum() == 1
    assert open_promises(read_promises(practice))["due"].isna().sum() == 1
    elsewhere = read_decisions(practice)["elsewhere_reason"].notna()
    assert elsewhere.sum() == 2
    assert sorted(read_priorities(practice)["order"]) == [1, 1, 2, 3], "a list of its own for each series"


def test_how_the_groups_are_set_up_has_a_case_for_each_rule_that_can_still_speak(practice: store.Project) -> None:
    from ontmoet_research.group import read_group_findings

    found = read_group_findings(practice)
    rows = {one.row for one in found}
    assert rows >= {"A11", "B02", "B17", "B25", "B26", "B31", "D07", "D24", "E23"}
    assert {one.level for one in found} == {"let op"}
    assert "B04" not in rows, "an organisation pulls the series"


def test_the_two_series_grew_out_of_each_other_and_the_outside_world_is_on_the_timeline(
    practice: store.Project,
) -> None:
    from ontmoet_research.group import read_series, read_sessions, read_timeline, series_tree

    tree = series_tree(read_series(practice))
    assert [depth for _, depth in tree] == [0, 1]
    timeline = read_timeline(practice, tree[0][0], read_sessions(practice, tree[0][0]))
    outside = timeline[timeline["kind"] == "buiten"]
    assert len(outside) == 3, "one of them holds for both series"
    assert "gehouden" in timeline.loc[outside.index[0] + 1 :, "kind"].tolist()


def test_needs_agreements_and_moods_hold_no_cause_and_no_name(practice: store.Project) -> None:
    people = set(table(practice, "participants")["alias"]) | set(table(practice, "contributors")["display_name"])
    for name, columns in (("needs", ["text", "conflict_note", "solution"]), ("group_moods", ["note"])):
        words = " ".join(table(practice, name)[columns].fillna("").to_numpy().ravel())
        assert not [one for one in people if re.search(rf"\b{one}\b", words)]
    assert set(table(practice, "working_agreements")["status"]) == {"geldt", "vervallen"}
    assert set(table(practice, "setup_checks")["state"]) == {"nog_niet", "bezig", "klaar", "nvt"}
    assert set(table(practice, "access_checks")["outcome"]) == {"goed", "goed_na_aanpassing", "niet_goed"}
