"""Names go, and who speaks stays: also when nobody of the group is known yet."""

from __future__ import annotations

from ontmoet_research.intake import split
from ontmoet_research.intake.carry import with_labels, with_text
from ontmoet_research.intake.names_check import NamesCheck
from ontmoet_research.intake.readers import ReadText, SaidTurn, read_bytes

TALK = "Wilma: ik kom.\nTeun: ik ook.\nWilma: fijn, Teun.\n"


def _speakers(note: ReadText) -> list[str | None]:
    return [piece.speaker for piece in split(note.text, each_line=True, turns=note.turns)]


def test_two_people_without_an_alias_stay_two_when_their_names_go() -> None:
    made = NamesCheck(read_bytes(".txt", TALK.encode())).result()
    assert made.text == "Spreker 1: ik kom.\nSpreker 2: ik ook.\nSpreker 1: fijn, [naam].\n"
    assert _speakers(made) == ["Spreker 1", "Spreker 2", "Spreker 1"]


def test_voices_that_a_file_tells_stay_apart_with_their_times() -> None:
    cues = [
        ("00:00:01.000 --> 00:00:02.000", "Vries, Jan de", "Ja."),
        ("00:00:03.000 --> 00:00:04.000", "Noor", "Nee."),
    ]
    talk = "WEBVTT\n\n" + "\n\n".join(f"{time}\n<v {name}>{words}</v>" for time, name, words in cues)
    made = NamesCheck(read_bytes(".vtt", talk.encode())).result()
    assert len(set(_speakers(made))) == 2
    assert "Vries" not in made.text and "Noor" not in made.text
    assert [turn.said_at for turn in made.turns] == ["00:00:01", "00:00:03"]


def test_an_alias_in_the_place_of_a_name_becomes_the_speaker() -> None:
    note = ReadText("Wilma: ja.\nmeer\n", "vtt", turns=(SaidTurn(0, "Wilma", "00:00:12", lasts=True),))
    assert with_text(note, "Zon: ja.\nmeer\n").turns == (SaidTurn(0, "Zon", "00:00:12", lasts=True),)


def test_a_speaker_who_is_called_so_already_keeps_the_name_for_itself() -> None:
    note = read_bytes(".txt", b"Spreker 1: ik kom.\nTeun: ik ook.\n")
    assert NamesCheck(note).result().text == "Spreker 1: ik kom.\nSpreker 2: ik ook.\n"


def test_a_label_that_was_unsure_becomes_a_speaker_when_someone_says_so_and_a_word_becomes_nobody() -> None:
    note = read_bytes(".txt", b"Kosten: 12 euro\nZilverik: de brug is dicht\nRust: is er niet\n")
    made = with_labels(note, {"Zilverik": "Beuk", "Rust": ""})
    assert made.text == "Kosten: 12 euro\nBeuk: de brug is dicht\nRust: is er niet\n"
    assert _speakers(made) == [None, "Beuk", None]
