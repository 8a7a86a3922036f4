"""A figure is a picture, a table and sentences, made of the same numbers."""

import re

import pandas as pd
import pytest

from ontmoet_research.learning import (
    by_theme,
    certainty_per_session,
    draw_new_or_known,
    draw_themes_over_meetings,
    draw_wishes_per_meeting,
    new_or_known,
    over_meetings,
    wishes_per_meeting,
)

HOSTILE = [
    "kost $5 of $x^2$?",
    "<script>alert(1)</script>",
    "\u202eomgekeerd",
    "blij 😀",
    "\\frac{1}{0} _a_ & " + "lang " * 30,
]


@pytest.fixture
def charts(codings, sessions, wishes, no_themes, no_links, fragments):
    def draw(codings=codings, wishes=wishes):
        themed = by_theme(codings, no_themes, no_links, fragments)
        return {
            "labels": draw_new_or_known(new_or_known(codings, sessions), certainty_per_session(codings, sessions)),
            "themes": draw_themes_over_meetings(over_meetings(themed, codings, sessions)),
            "wishes": draw_wishes_per_meeting(wishes_per_meeting(wishes, sessions)),
        }

    return draw


def words_in(chart) -> list[str]:
    """All text that is drawn."""
    figure = chart.figure()
    return [text.get_text() for text in figure.findobj(lambda part: hasattr(part, "get_text")) if text.get_text()]


def test_the_sentences_tell_the_numbers_of_the_hand_made_series(charts):
    told = {name: chart.sentence for name, chart in charts().items()}
    assert told["labels"] == (
        "In 3 bijeenkomsten kwamen 3 verschillende labels voor. In bijeenkomst 3 was geen van de 2 labels nieuw. "
        "Bij 2 van de 6 geplakte labels was er twijfel. 1 bijeenkomst heeft nog geen labels die meetellen."
    )
    assert told["themes"] == (
        "In 3 bijeenkomsten kwamen 2 thema's voor. “praten” kwam in de meeste bijeenkomsten voor: 3. "
        "1 thema kwam maar in 1 bijeenkomst voor. Een lege plek betekent: niet besproken of niet gezien."
    )
    assert told["wishes"] == (
        "Er zijn 4 wensen opgeschreven. De groep pakte 1 wens op. 1 wens staat nog open. "
        "1 wens is geparkeerd en 1 wens hoort nu bij een andere."
    )


def test_each_figure_has_two_to_four_sentences_and_its_reading_rules(charts):
    for chart in charts().values():
        assert 2 <= len(re.findall(r"[.?!](?:\s|$)", chart.sentence)) <= 4
        assert any("score" in rule for rule in chart.notes)
        assert any("kleine aantallen" in rule for rule in chart.notes)


def test_every_number_in_the_picture_stands_in_words_beside_its_bar(charts):
    drawn = words_in(charts()["labels"])
    assert {"2 nieuw, 0 bekend", "1 nieuw, 1 bekend", "0 nieuw, 2 bekend", "geen labels die meetellen"} <= set(drawn)
    assert {"geen wens opgeschreven", "2 wensen"} <= set(words_in(charts()["wishes"]))


def test_the_table_keeps_doubt_and_says_what_is_not_labelled_yet(charts):
    table = charts()["labels"].table.set_index("Bijeenkomst")
    assert table["Geplakt met twijfel"].tolist() == ["1 van 2", "1 van 2", "0 van 2", ""]
    assert table.loc["Bijeenkomst 4", "Nieuw"] == "geen labels die meetellen"


def test_the_table_of_wishes_adds_up(charts):
    table = charts()["wishes"].table
    assert table["Samen"].tolist()[-1] == 4
    assert table.iloc[-1][["Opgepakt", "Open", "Geparkeerd", "Samengevoegd"]].sum() == 4


def test_parts_of_a_bar_differ_without_colour(charts):
    axes = charts()["wishes"].figure().axes[0]
    looks = {(bar.get_hatch(), sum(bar.get_facecolor()[:3]) > 1.5) for group in axes.containers for bar in group}
    assert len(looks) == 4  # four states, four looks in black and white


@pytest.mark.parametrize("label", HOSTILE, ids=["dollar", "script", "right to left", "emoji", "long"])
def test_what_people_typed_is_drawn_as_plain_text(charts, codings, label):
    made = charts(codings.assign(label_nl=label, family=label))
    for chart in made.values():
        assert chart.png().startswith(b"\x89PNG")
        assert "<script" not in chart._repr_html_()
    drawn = "".join(words_in(made["themes"])).replace("\n", " ")
    assert label.replace("\u202e", "")[:12] in drawn
    assert "\u202e" not in drawn  # the mark would show as an empty box


def test_a_turned_label_cannot_turn_the_sentence(charts, codings):
    sentence = charts(codings.assign(family=["\u202ex"] * 5 + ["y"]))["themes"].sentence
    assert re.search("\u2068\u202ex\u2069", sentence)


def test_nothing_yet_is_told_as_something_to_come(charts, codings, wishes):
    for chart in charts(codings.iloc[:0], wishes.iloc[:0]).values():
        assert "nog" in chart.sentence
        assert chart.png().startswith(b"\x89PNG")


def test_the_same_numbers_give_the_same_picture(charts):
    assert all(a.png() == b.png() for a, b in zip(charts().values(), charts().values(), strict=True))


def test_no_column_ranks_or_scores_people(charts):
    names = {name for chart in charts().values() for name in chart.table.columns}
    assert not {name for name in names if re.search("score|rang|wie|naam|schuilnaam", name, re.IGNORECASE)}


def test_a_single_meeting_with_a_single_label_makes_whole_sentences(charts, codings, wishes):
    made = charts(codings.head(1), wishes.head(1))
    first = "In 1 bijeenkomst kwam 1 label voor. In bijeenkomst 1 kwam 1 label voor. Dat was nieuw."
    assert made["labels"].sentence.startswith(first)
    assert made["themes"].sentence.startswith("In 1 bijeenkomst kwam 1 thema voor.")
    assert isinstance(made["wishes"].table, pd.DataFrame)
