"""The figure of overlap: picture, sentences, table, and an appendix that never says what is enough."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from ontmoet_research.charts import Chart
from ontmoet_research.dialogue.agreement import overlap_per_label
from ontmoet_research.dialogue.appendix import coefficients_per_label
from ontmoet_research.dialogue.figures import draw_overlap, tell_coefficients
from ontmoet_research.dialogue.spans import unitizing_alpha
from ontmoet_research.dialogue.tables import read_first_readings
from ontmoet_research.screens.blocks import chart as chart_block
from ontmoet_research.store import Project, change, find, read_rows, remove, write
from ontmoet_research.words import all_sentences, say

PAIR = ["merel", "kompas"]
MARKS = r"goed|voldoende|onvoldoende|slecht|matig|sterk|zwak|redelijk|norm|minimaal"


def drawn(project: Project, readers: list[str] | None = None) -> Chart:
    readers = readers or PAIR
    told = read_first_readings(project, readers)
    appendix = tell_coefficients(coefficients_per_label(told, readers, resamples=50), told)
    return draw_overlap(overlap_per_label(told.placed, told.seen), told, appendix)


def test_the_sentences_tell_the_numbers_and_that_little_overlap_is_no_mistake(group: Project) -> None:
    assert drawn(group).sentence == (
        "3 stukjes tekst zijn door minstens 2 van jullie gelezen. 1 label plakten jullie nooit op hetzelfde stukje. "
        "Weinig overlap is geen fout. Het is een mooi begin van een gesprek."
    )


def test_the_least_overlap_is_named_when_every_label_was_shared_somewhere(group: Project) -> None:
    lone = [row for row in read_rows(group, "codings") if row["code_id"] == "wachten"]
    write(group, [remove(row) for row in lone])
    assert "Bij “Bellen” kozen jullie het minst vaak hetzelfde: 1 van de 2 keer." in drawn(group).sentence


def test_the_table_has_every_label_the_least_first_with_its_doubt(group: Project) -> None:
    table = drawn(group).table
    assert table["Label"].tolist() == ["Wachten", "Bellen", "Kracht"]
    assert table["Overlap"].tolist() == ["0 procent", "50 procent", "50 procent"]
    assert table["Met twijfel geplakt"].tolist() == [0, 1, 0]


def test_doubt_and_skipping_stand_in_words_under_the_figure(group: Project) -> None:
    told = " ".join(drawn(group).notes)
    assert "Bij 1 van de 9 geplakte labels was er twijfel." in told
    assert "1 keer sloeg iemand een stukje over." in told


def test_every_bar_has_its_numbers_beside_it_and_parts_differ_without_colour(group: Project) -> None:
    axes = drawn(group).figure().axes[0]
    assert {"0 van 1", "1 van 2"} <= {text.get_text() for text in axes.texts}
    assert len({bar.get_hatch() for group_of in axes.containers for bar in group_of}) == 2


def test_the_appendix_has_n_unit_interval_and_the_sentence_that_it_is_no_mark(group: Project) -> None:
    appendix = drawn(group).appendix
    assert appendix
    assert say("dialogue.appendix.no_mark") in appendix.notes
    assert say("dialogue.appendix.size", readers=2, letters=56) in appendix.notes
    table = appendix.table.set_index("Label")
    assert table.loc["Alle labels samen", "n bij alpha"] == 9  # 3 labels on 3 pieces
    assert table.loc["Bellen", "n bij kappa"] == 3
    assert re.fullmatch(r"-?\d,\d\d \(.+\)", table.loc["Bellen", "Alpha"])


def test_the_appendix_on_letters_equals_each_label_by_itself(group: Project) -> None:
    told = read_first_readings(group, PAIR)
    pieces = told.pieces[told.pieces["fragment_id"].isin(["p0", "p1", "p2"])].set_index("fragment_id")
    spans = told.placed.rename(columns={"contributor_id": "reader", "fragment_id": "piece"})
    found = coefficients_per_label(told, PAIR, resamples=50).set_index("code_id")["spans"]
    for code in ("bellen", "wachten", "kracht"):
        own = spans[(spans["code_id"] == code) & spans["piece"].isin(pieces.index)]
        alone = unitizing_alpha(own, pieces["end"] - pieces["start"], PAIR, resamples=50)
        assert repr(found[code]) == repr(alone)  # NaN equals nothing, not even itself


def test_a_label_has_no_value_where_it_was_never_left_out(group: Project) -> None:
    """Sem and Merel share p0 only, and both placed bellen there: nothing to tell apart, so no 1."""
    table = drawn(group, ["merel", "sem"]).appendix.table.set_index("Label")  # type: ignore[union-attr]  # it is there
    assert table.loc["Bellen", "Alpha"] == say("dialogue.unknown")


def test_no_sentence_of_agreement_says_how_much_is_enough() -> None:
    told = {key: words for key, words in all_sentences().items() if key.startswith("dialogue.")}
    marks = {key: found for key, words in told.items() if (found := re.findall(rf"\b({MARKS})\b", words, re.I))}
    assert marks == {}


def test_the_appendix_is_folded_away_in_every_form(group: Project) -> None:
    made = drawn(group)
    block = chart_block(made)
    assert block["appendix"]["kind"] == "fold"
    assert "<summary>Bijlage voor onderzoekers" in made._repr_html_()
    assert "alpha" not in made.sentence.lower() + " ".join(made.notes).lower()


def test_a_figure_without_an_appendix_stays_as_it_was() -> None:
    plain = Chart("Titel", "Zin.", pd.DataFrame({"a": [1]}), lambda axes: axes.set_axis_off())
    assert chart_block(plain)["appendix"] is None
    assert plain._repr_html_().count("<details>") == 1


def test_nothing_read_together_is_told_as_something_to_come(group: Project) -> None:
    made = drawn(group, ["kompas"])
    assert made.sentence == f"{say('dialogue.overlap.pieces.none')} {say('dialogue.overlap.nothing')}"
    assert made.png().startswith(b"\x89PNG")


@pytest.mark.parametrize("label", ["kost $5 of $x^2$?", "<script>alert(1)</script>", "\u202eomgekeerd", "lang " * 40])
def test_what_people_typed_is_drawn_as_plain_text(group: Project, label: str) -> None:
    write(group, [change(find(group, "codes", "bellen"), label_nl=label)])
    made = drawn(group)
    assert made.png().startswith(b"\x89PNG")
    assert "<script" not in made._repr_html_()
