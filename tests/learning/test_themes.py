"""Which themes were talked about in which meeting."""

import pandas as pd

from ontmoet_research.learning import by_theme, in_words, over_meetings, where_heard
from ontmoet_research.learning.themes import contradicted, outside_themes


def overview(codings, sessions, themes, links, fragments):
    return over_meetings(by_theme(codings, themes, links, fragments), codings, sessions)


def test_while_there_are_no_themes_each_family_of_labels_is_one(codings, no_themes, no_links, fragments):
    found = by_theme(codings, no_themes, no_links, fragments)
    assert found.groupby("theme")["fragment_id"].agg(list).to_dict() == {
        "praten": ["f1", "f2", "f3", "f5"],  # two labels on f5 make it one fragment
        "stroef": ["f4"],
    }


def test_a_theme_reaches_fragments_through_labels_and_directly(codings, fragments):
    themes = pd.DataFrame({"theme_id": ["t1", "t2"], "title": ["Durven", "Weg"], "status": ["gedeeld", "gestopt"]})
    links = pd.DataFrame(
        [("t1", "durven", "past"), ("t1", "f4", "spreekt_tegen"), ("t1", "f5", "past"), ("t2", "f1", "past")],
        columns=["theme_id", "target_id", "relation"],
    )
    found = by_theme(codings, themes, links, fragments)
    assert sorted(found["fragment_id"]) == ["f2", "f4", "f5"]
    assert set(found["theme"]) == {"Durven"}


def test_every_cell_knows_its_fragments(codings, sessions, no_themes, no_links, fragments):
    cells = overview(codings, sessions, no_themes, no_links, fragments).set_index(["theme", "session_id"])
    assert cells.loc[("praten", "B"), "fragment_ids"] == ["f1", "f2"]
    assert cells.loc[("praten", "C"), "n_fragments"] == 1
    assert cells.loc[("stroef", "C"), "fragment_ids"] == []


def test_a_second_coder_changes_no_cell(codings, sessions, no_themes, no_links, fragments):
    both = pd.concat([codings, codings.assign(coding_id=codings["coding_id"] + "-b")])
    once = overview(codings, sessions, no_themes, no_links, fragments)
    pd.testing.assert_frame_equal(overview(both, sessions, no_themes, no_links, fragments), once)


def test_an_empty_cell_is_words_and_never_zero(codings, sessions, no_themes, no_links, fragments):
    words = in_words(overview(codings, sessions, no_themes, no_links, fragments)).set_index("Thema")
    assert words.loc["stroef"].tolist() == [
        "niet besproken of niet gezien",
        "1 stukje tekst",
        "niet besproken of niet gezien",
        "geen labels die meetellen",
    ]
    assert not (words == "0").to_numpy().any()


def test_without_counts_a_full_cell_only_says_that_it_was_talked_about(
    codings, sessions, no_themes, no_links, fragments
):
    words = in_words(overview(codings, sessions, no_themes, no_links, fragments), counts=False)
    assert not words.drop(columns="Thema").apply(lambda column: column.str.contains(r"\d")).to_numpy().any()


def test_two_meetings_with_the_same_number_keep_their_own_column(codings, sessions, no_themes, no_links, fragments):
    same = sessions.assign(number=1)
    assert in_words(overview(codings, same, no_themes, no_links, fragments)).shape == (2, 5)


def test_the_overview_as_sentences_names_every_meeting_once(codings, sessions, no_themes, no_links, fragments):
    told = where_heard(overview(codings, sessions, no_themes, no_links, fragments))
    assert told.values.tolist() == [["praten", "1 tot en met 3", "geen", "4"], ["stroef", "2", "1 en 3", "4"]]


def test_without_themes_and_labels_the_overview_is_empty_but_whole(codings, sessions, no_themes, no_links, fragments):
    nothing = overview(codings.iloc[:0], sessions, no_themes, no_links, fragments)
    assert nothing.empty and "n_fragments" in nothing.columns
    assert in_words(nothing).empty and where_heard(nothing).empty


def test_a_theme_that_everything_contradicts_is_told_and_labels_outside_the_themes_too(codings):
    themes = pd.DataFrame({"theme_id": ["t1", "t2"], "title": ["Durven", "Weg"], "status": ["gedeeld", "idee"]})
    links = pd.DataFrame(
        [("t1", "durven", "past"), ("t1", "f4", "spreekt_tegen"), ("t2", "f1", "spreekt_tegen")],
        columns=["theme_id", "target_id", "relation"],
    )
    assert contradicted(themes, links) == ["Weg"]
    assert outside_themes(codings, themes, links) == 2  # luisteren and regels
    assert outside_themes(codings, themes.iloc[:0], links) is None
