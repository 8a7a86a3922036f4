"""A transcript of Teams or Zoom becomes what people said, in turns; what is left out or not finished is told."""

# ruff: noqa: E501 - a table of examples reads best with each example on one line
from __future__ import annotations

import pytest

from ontmoet_research.intake import split
from ontmoet_research.intake.readers import Unreadable, read_bytes

TEAMS = """WEBVTT

3f1c-0/12-0
00:00:01.120 --> 00:00:03.480
<v Merel Proef>Ik durfde de brief</v>

3f1c-0/12-1
00:00:03.480 --> 00:00:05.000
<v Merel Proef>niet open te maken.</v>

3f1c-0/13-0
00:00:06.000 --> 00:00:08.000 align:start
<v Teun>Bij ons gaan die &amp; andere <i>brieven</i> op vrijdag weg.</v>
"""
ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:03.000
Merel: Ik durfde de brief

2
00:00:03.000 --> 00:00:05.000
Merel: niet open te maken.

3
00:00:06.000 --> 00:00:08.000
Teun: Daar heb ik nooit bij
stilgestaan.
"""
SRT = ZOOM.removeprefix("WEBVTT\n\n").replace(".000", ",000")
CUE = "00:00:01.000 --> 00:00:02.000\n"
TURNS = "Merel: Ik durfde de brief niet open te maken.\n"

WHOLE = [
    ("Teams", ".vtt", TEAMS, f"{TURNS.replace('Merel', 'Merel Proef')}Teun: Bij ons gaan die & andere brieven op vrijdag weg.", []),
    ("Zoom", ".vtt", ZOOM, f"{TURNS}Teun: Daar heb ik nooit bij stilgestaan.", []),
    ("srt", ".srt", SRT, f"{TURNS}Teun: Daar heb ik nooit bij stilgestaan.", []),
    ("Windows line ends", ".vtt", ZOOM.replace("\n", "\r\n"), f"{TURNS}Teun: Daar heb ik nooit bij stilgestaan.", []),
    ("two people in one piece", ".vtt", f"WEBVTT\n\n{CUE}<v Merel>Ja.</v> <v Teun>Nee.</v>\n", "Merel: Ja.\nTeun: Nee.", []),
    ("a voice with a class", ".vtt", f"WEBVTT\n\n{CUE}<v.luid Merel>Ja.</v>\n", "Merel: Ja.", []),
    ("nobody is named", ".vtt", f"WEBVTT\n\n{CUE}Een brief\n\n00:00:02.000 --> 00:00:03.000\nis een brief.\n\n00:00:30.000 --> 00:00:31.000\nNa een stilte.\n", "Een brief is een brief.\nNa een stilte.", []),
    ("a word with a colon is a name for nobody else", ".vtt", f"WEBVTT\n\n{CUE}Dat is dus een heel lange zin die niemand zo begint: ja.\n", "Dat is dus een heel lange zin die niemand zo begint: ja.", []),
    ("remarks and style", ".vtt", f"WEBVTT - proef\nKind: captions\n\nNOTE door de computer\nzelf\n\nSTYLE\n::cue {{}}\n\n{CUE}Woorden.\n", "Woorden.", ["program_remarks"]),
    ("words without a time", ".vtt", f"WEBVTT\n\n{CUE}Eerst.\n\nDit stond er los bij.\n", "Eerst.\nDit stond er los bij.", ["outside_cues"]),
    ("stops in a time", ".vtt", f"WEBVTT\n\n{CUE}Eerst.\n\n00:00:04.000 --> 00:0", "Eerst.", ["unfinished"]),
    ("stops after a time", ".vtt", f"WEBVTT\n\n{CUE}Eerst.\n\n00:00:04.000 --> 00:00:05.000\n", "Eerst.", ["unfinished"]),
    ("no blank line between", ".srt", "1\n00:00:01,000 --> 00:00:02,000\nEen.\n2\n00:00:02,000 --> 00:00:03,000\nTwee.\n", "Een. Twee.", []),
    ("place on the screen", ".srt", "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<font color=red>Boven</font> < 3 & meer\n", "Boven < 3 & meer", []),
]  # fmt: skip


@pytest.mark.parametrize(("suffix", "data", "text", "keys"), [row[1:] for row in WHOLE], ids=[row[0] for row in WHOLE])
def test_what_was_said_comes_in_turns(suffix: str, data: str, text: str, keys: list[str]) -> None:
    read = read_bytes(suffix, data.encode())
    assert read.text == text
    assert [notice.key.removeprefix("intake.notice.") for notice in read.notices] == ["times", *keys]


def test_each_turn_is_a_piece_with_its_speaker() -> None:
    read = read_bytes(".vtt", TEAMS.encode())
    pieces = split(read.text, each_line=read.lines_are_paragraphs)
    assert [piece.speaker for piece in pieces] == ["Merel Proef", "Teun"]


@pytest.mark.parametrize(
    ("suffix", "data", "key"),
    [
        (".vtt", ZOOM.removeprefix("WEBVTT"), "not_transcript"),
        (".vtt", "WEBVTT\n", "not_transcript"),
        (".srt", "Gewoon een verslag.", "not_transcript"),
        (".srt", "1\n00:00:01,000 --> 00:00:02,000\n\n", "empty"),
        (".vtt", "WEBVTT\x00\x01\x02" * 9, "no_text_file"),
    ],
)
def test_what_is_no_transcript_is_refused(suffix: str, data: str, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_bytes(suffix, data.encode())
    assert refusal.value.key == f"intake.refused.{key}"
