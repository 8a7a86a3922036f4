"""Who speaks is never lost, and nobody is invented: transcripts in the shapes that people have. All words are invented.

Each row is a file, and beside it who speaks in each of its pieces (``-`` for nobody), worked out by hand.
"""

# ruff: noqa: E501 - a table of examples reads best with each example on one line
from __future__ import annotations

import re

import pytest

from ontmoet_research.intake import split
from ontmoet_research.intake.readers import ReadText, read_bytes

W, T = "Ik vond het fijn dat we samen aten.", "Bij ons komt de brief altijd op vrijdag."

TALKS = [
    ("Otter", ".txt", f"Wilma  0:12\n{W}\n\nTeun Bakker  0:15\n{T}\nEn dan is het weekend.\n\nWilma  0:22\n{W}\n\nTranscribed by https://otter.ai", "Wilma|Teun Bakker|Wilma|-"),
    ("Otter with hours", ".txt", f"Speaker 1  1:02:12\n{W}\n\nSpeaker 2  1:02:15\n{T}\n", "Speaker 1|Speaker 2"),
    ("Word Transcribe", ".txt", f"Audio file\nopname.wav\n\nTranscript\n00:00:00 Spreker 1\n{W}\n00:00:09 Spreker 2\n{T}\n", "-|-|-|Spreker 1|Spreker 2"),
    ("Teams, tabs", ".txt", f"Jan de Vries\t0:03\n{W}\n\nFatima el Amrani\t0:09\n{T}\n\nJan de Vries\t0:12\nJa.\n", "Jan de Vries|Fatima el Amrani|Jan de Vries"),
    ("Teams, surname first", ".txt", f"Vries, Jan de   0:03\n{W}\n\nAmrani, F. el (Fatima)   0:09\n{T}\n\nVries, Jan de   0:12\nJa.\n", "Vries, Jan de|Amrani, F. el (Fatima)|Vries, Jan de"),
    ("older Teams", ".txt", f"0:0:0.0 --> 0:0:4.120\nJan de Vries\n{W}\n\n0:0:4.120 --> 0:0:9.0\nNoor\n{T}\n", "Jan de Vries|Noor"),
    ("time under the name", ".txt", f"Wilma\n00:03\n{W}\n\nTeun\n00:09\n{T}\n\nWilma\n00:12\nJa.\n", "Wilma|Teun|Wilma"),
    ("time alone above", ".txt", f"00:00:12\nSpreker 1: {W}\n\n00:00:15\nSpreker 2: {T}\n", "Spreker 1|Spreker 2"),
    ("time in a box first", ".txt", f"[00:00:12] Wilma: {W}\n[00:00:15] Teun: {T}\n", "Wilma|Teun"),
    ("time in brackets first", ".txt", f"(00:31) Wilma: {W}\n\n(00:40) Onbekende: {T}\n\n(00:44) Wilma: ja\n", "Wilma|Onbekende|Wilma"),
    ("a range in a box", ".txt", f"[00:00:12 - 00:00:15] Wilma: {W}\n[00:00:15 - 00:00:19] Teun: {T}\n", "Wilma|Teun"),
    ("time after the name", ".txt", f"Wilma [00:00:12]: {W}\nTeun [00:00:15]: {T}\nWilma [00:00:19]: Ja.\n", "Wilma|Teun|Wilma"),
    ("time after the name, no colon", ".txt", f"Wilma (00:12) {W}\n\nTeun (00:15) {T}\n", "Wilma|Teun"),
    ("time in a box above", ".txt", f"Wilma [00:00:12]\n{W}\n\nTeun [00:00:15]\n{T}\n", "Wilma|Teun"),
    ("box, then name above", ".txt", f"[00:00:12] Wilma\n{W}\n\n[00:00:15] Teun\n{T}\n", "Wilma|Teun"),
    ("Zoom live", ".txt", f"[Wilma] 10:03:12\n{W}\n\n[Teun Bakker] 10:03:19\n{T}\n", "Wilma|Teun Bakker"),
    ("f4", ".txt", f"I: Hoe ging het? #00:00:05-3#\nR1: {W} #00:00:15-0#\nI: En toen? #00:00:17-1#\nR2: {T} #00:00:25-3#\n", "I|R1|I|R2"),
    ("MAXQDA, time first", ".txt", f"#00:00:05-3# I: Hoe ging het?\n#00:00:15-0# B: {W}\n#00:00:19-0# I: En?\n", "I|B|I"),
    ("codes in a box", ".txt", f"[D1] {W}\n\n[D2] {T}\n\n[D1] Ja.", "D1|D2|D1"),
    ("names in a box", ".txt", f"[Wilma] {W}\n\n[Teun] {T}\n\n[lacht] dat was het.", "Wilma|Teun|-"),
    ("whisperx", ".txt", f"[SPEAKER_00]: {W}\n[SPEAKER_01]: {T}\n[SPEAKER_00]: Ja.\n", "SPEAKER_00|SPEAKER_01|SPEAKER_00"),
    ("whisper without speakers", ".txt", f"[00:00.000 --> 00:04.000]  {W}\n[00:04.000 --> 00:07.000]  {T}\n[00:07.000 --> 00:09.000]  Ja: zo is het.\n", "-"),
    ("Zoom chat, older", ".txt", "10:11:09\t From Wilma : ik hoor jullie niet\n10:11:40\t From Teun Bakker : nu wel\n", "Wilma|Teun Bakker"),
    ("Zoom chat, newer", ".txt", "10:11:09 From Wilma to Everyone:\n\tik hoor jullie niet\n10:11:40 From Teun Bakker to Everyone:\n\tnu wel\n", "Wilma|Teun Bakker"),
    ("Zoom chat, Dutch", ".txt", "10:11:09 Van Wilma aan Iedereen : ik hoor jullie niet\n10:11:40 Van Vries, Jan de aan Iedereen : nu wel\n", "Wilma|Vries, Jan de"),
    ("WhatsApp", ".txt", "[12-03-2024 10:11:09] Wilma: ik hoor jullie niet\n[12-03-2024 10:11:40] +31 6 12345678: nu wel\n12-03-2024 10:12 - Wilma: ja\n", "Wilma|+31 6 12345678|Wilma"),
    ("quick notes", ".txt", "truus: ik wil koffie\n- rachid: ik ook\nmies: nee\n", "truus|rachid|mies"),
    ("quick notes, in a list", ".md", "- Truus: ik wil koffie\n- Rachid: ik ook\n- even stil\n", "Truus|Rachid|-"),
    ("numbered", ".txt", "1. Truus: ik wil koffie\n2. Rachid: ik ook\n", "Truus|Rachid"),
    ("question and answer", ".txt", f"V: Wat vond je?\nA: {W}\n\nV: En jij?\nA: {T}\n", "V|A|V|A"),
    ("question and answer, English", ".txt", "Q: What did you think?\nA: It was good.\nQ: Why?\nA: We ate.\n", "Q|A|Q|A"),
    ("question and answer in words", ".txt", f"Vraag: Wat vond je?\nAntwoord: {W}\n\nVraag: En jij?\nAntwoord: {T}\n", "Vraag|Antwoord|Vraag|Antwoord"),
    ("interviewer and respondents", ".txt", f"Interviewer: Wat vond je?\nRespondent 1: {W}\nRespondent 2: {T}\n", "Interviewer|Respondent 1|Respondent 2"),
    ("I and R1", ".txt", f"I: Wat vond je?\nR1: {W}\nR2: {T}\nI: Dank.\n", "I|R1|R2|I"),
    ("initials", ".txt", f"WB: {W}\nTK: {T}\nWB: Ja.\n", "WB|TK|WB"),
    ("roles", ".txt", f"Welzijnswerker: {T}\nBuurtbewoner: {W}\nDe wethouder: dat kan anders.\nErvaringsdeskundige: fijn.\n", "Welzijnswerker|Buurtbewoner|De wethouder|Ervaringsdeskundige"),
    ("Turkish and Arabic", ".txt", f"Ayşe: {W}\nMehmet: {T}\nKhadija el Idrissi: ja\nAbdelkader: nee\nŞükran: dag\n", "Ayşe|Mehmet|Khadija el Idrissi|Abdelkader|Şükran"),
    ("names that nobody knows", ".txt", f"Quorra: {W}\nZilverik: {T}\nQuorra: ja\n", "Quorra|Zilverik|Quorra"),
    ("a name among others", ".txt", f"Wilma: {W}\nZilverik: {T}\nTeun: ja\n", "Wilma|Zilverik|Teun"),
    ("surname first in a note", ".txt", f"Vries, Jan de: {W}\nJansen, P. (Piet): {T}\n", "Vries, Jan de|Jansen, P. (Piet)"),
    ("English", ".txt", "Interviewer: How was it?\nParticipant 2: Good.\nMary Smith: Yes.\n", "Interviewer|Participant 2|Mary Smith"),
    ("several paragraphs, then the reporter", ".txt", f"Wilma: {W}\n\nToen was het stil.\n\nTeun: {T}\n", "Wilma|-|Teun"),
    ("csv, Naam", ".csv", "Naam;Antwoord\nD1;Ik vond de koffie fijn.\nnoor;Ik ook.\n", "D1|noor"),
    ("csv, time", ".csv", "Tijd;Wie spreekt;Wat is gezegd\n0:12;Vries, Jan de;Ja.\n0:15;Noor | Hogeschool;Nee.\n", "Vries, Jan de|Noor | Hogeschool"),
    ("csv, a heading for the words that we don't know", ".csv", "Spreker;Zaal;Xyz\nD1;A;Ik vond de koffie fijn.\nD2;B;Ik wil minder brieven.\n", "D1|D2"),
    ("csv without headings", ".csv", "D1;Ik vond de koffie fijn.\nD2;Ik wil minder brieven.\nD1;Een vast gezicht helpt.\n", "D1|D2|D1"),
    ("html, bold", ".html", f"<p><b>Wilma:</b> {W}</p><p><strong>Zilverik</strong>: {T}</p><p><b>Wilma</b><b>:</b> Ja.</p>", "Wilma|Zilverik|Wilma"),
    ("html, bold without colon", ".html", f"<p><b>Vries, Jan de</b> {W}</p><p><b>Zilverik</b> {T}</p><p><b>Vries, Jan de</b> Ja.</p>", "Vries, Jan de|Zilverik|Vries, Jan de"),
    ("html, bold above", ".html", f"<p><b>Wilma</b></p><p>{W}</p><p>{T}</p><p><b>Zilverik</b></p><p>{T}</p><p><b>Wilma</b></p><p>Ja.</p>", "Wilma|Wilma|Zilverik|Wilma"),
    ("html, table", ".html", f"<table><tr><th>Spreker</th><th>Uitspraak</th></tr><tr><td>D1</td><td>{W}</td></tr><tr><td>Noor | Hogeschool</td><td>{T}</td></tr></table>", "D1|Noor | Hogeschool"),
    ("html, table without headings", ".html", f"<table><tr><td>Wilma</td><td>{W}</td></tr><tr><td>Teun</td><td>{T}</td></tr><tr><td>Wilma</td><td>{W}</td></tr></table>", "Wilma|Teun|Wilma"),
    ("Zoom vtt", ".vtt", f"WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nVries, Jan de: {W}\n\n2\n00:00:03.000 --> 00:00:05.000\nNoor | Hogeschool: {T}\n\n3\n00:00:05.000 --> 00:00:06.000\n+31 6 12345678: Ja.\n", "Vries, Jan de|Noor | Hogeschool|+31 6 12345678"),
    ("Whisper srt", ".srt", f"1\n00:00:01,000 --> 00:00:03,000\n{W}\n\n2\n00:00:03,000 --> 00:00:05,000\nDat is dus: {T}\n\n3\n00:00:05,000 --> 00:00:07,000\nJa.\n", "-"),
    ("two voices in a piece of a subtitle", ".srt", "1\n00:00:01,000 --> 00:00:03,000\n- Kom je?\n- Nee.\n", "-|-"),
]  # fmt: skip

# Ordinary notes: nobody speaks in these.
NOTES = [
    "Kosten: 12 euro\nInzicht: brieven zijn moeilijk\nFiguur 1: de kaart\nBijlage 3: namenlijst\nActie: Wim belt",
    "Afwezig: Wilma en Teun\nAanwezig: Noor, Rachid\nNotulist: Noor\nBegeleider: Truus",
    "Agenda\n13:30 Inloop\n14:00 Opening\n14:15 Rondje\n15:00 Pauze\n16:00 Afsluiting",
    "13:30 – 14:00 Inloop\n14:00 – 15:00 In gesprek\n15:00 – 15:15 Pauze",
    "Inloop 13:30\nPauze 14:15\nBorrel 16:00",
    "14:00 Wilma opent\nWe beginnen met koffie.\n15:00 Pauze\nEr is taart.",
    "Opening: de voorzitter heet iedereen welkom.\nMededelingen: geen.\nRondvraag: niets.",
    "Locatie: buurthuis\nDatum: 12-3-2024\nWerkvorm: kring\nSfeer: open\nTerugblik: fijn\nVoornemen: ik bel",
    "Dit is belangrijk: de brief komt op vrijdag.\nZe zei: kom maar.\nHet idee was: samen eten.",
    "Wat gaat goed: de koffie\nWat kan beter: de brieven\nWie doet wat: Wim belt\nInbreng Wilma: koffie",
    "[1] Zie ook het rapport.\n[2] Zie de bijlage.\n[x] gedaan\n[ ] nog doen",
    "[naam] kwam binnen.\n[naam] ging weg.\n[stilte] lang",
    "Conclusie: goed\nSchrijfgroep: Wilma\nBuurtbudget: 300 euro\nVervolgafspraak: dinsdag\nEindbeeld: rust",
    "Spullen: stoelen\nBoodschappen: koffie\nTafelindeling: kring",
    "Tip: bel eerst.\nTop: het eten.\nVraag 1: wat helpt?\nVraag 2: wat niet?",
]  # fmt: skip
TABLES = [
    "<table><tr><th>Wie</th><th>Wat</th><th>Wanneer</th></tr><tr><td>Wilma</td><td>belt de gemeente morgen op</td><td>vrijdag</td></tr></table>",
    "<table><tr><th>Naam</th><th>Organisatie</th><th>Aanwezig</th></tr><tr><td>Wilma</td><td>Buurthuis De Brug</td><td>ja</td></tr></table>",
    "<p><b>Opening</b> We beginnen met koffie.</p><p><b>Rondvraag</b> Er was niets.</p><p><b>Kosten:</b> 12 euro</p>",
    "<h2>Dag</h2><p>Dit is <b>Wilma</b> niet.</p><p><b>Let op:</b> morgen dicht.</p>",
]  # fmt: skip


def _speakers(read: ReadText) -> str:
    pieces = split(read.text, each_line=read.lines_are_paragraphs, turns=read.turns)
    return "|".join(piece.speaker or "-" for piece in pieces if piece.kind == "tekst")


@pytest.mark.parametrize(("suffix", "data", "speakers"), [row[1:] for row in TALKS], ids=[row[0] for row in TALKS])
def test_each_piece_has_the_speaker_that_the_file_tells(suffix: str, data: str, speakers: str) -> None:
    assert _speakers(read_bytes(suffix, data.encode())) == speakers


@pytest.mark.parametrize(("suffix", "data", "speakers"), [row[1:] for row in TALKS], ids=[row[0] for row in TALKS])
def test_no_word_that_was_said_gets_lost(suffix: str, data: str, speakers: str) -> None:
    read = read_bytes(suffix, data.encode())
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>", " ", data) if suffix == ".html" else data)
    structure = {"WEBVTT", "From", "Van", "aan", "to", "Iedereen", "Everyone", "Naam", "Antwoord", "Tijd", "Wie", "spreekt",
                 "Wat", "is", "gezegd", "Spreker", "Xyz", "Zaal", "Uitspraak"}  # fmt: skip
    assert [word for word in words if word not in structure and word not in read.text] == []


@pytest.mark.parametrize("note", NOTES, ids=range(len(NOTES)))
def test_in_an_ordinary_note_nobody_speaks(note: str) -> None:
    read = read_bytes(".txt", note.encode())
    assert set(_speakers(read).split("|")) == {"-"}
    assert read.text == note


@pytest.mark.parametrize("table", TABLES, ids=range(len(TABLES)))
def test_a_table_or_bold_words_that_are_no_talk_give_nobody(table: str) -> None:
    assert set(_speakers(read_bytes(".html", table.encode())).split("|")) == {"-"}


def test_times_stand_apart_and_not_in_the_words() -> None:
    read = read_bytes(".txt", f"Wilma  0:12\n{W}\n\nTeun  1:00:15\n{T}\n".encode())
    pieces = split(read.text, turns=read.turns)
    assert [(piece.speaker, piece.said_at) for piece in pieces] == [("Wilma", "00:00:12"), ("Teun", "01:00:15")]
    assert "0:12" not in read.text
    assert [notice.key for notice in read.notices] == ["intake.notice.times"]


def test_a_time_that_someone_says_stays() -> None:
    read = read_bytes(".txt", b"Wilma  0:12\nOm 14:30 stoppen we.\n\nTeun  0:20\nHet is 14:30\n")
    assert "Om 14:30 stoppen we." in read.text
    assert "Het is 14:30" in read.text


def test_what_is_unsure_begins_a_piece_without_a_speaker_and_is_asked() -> None:
    pieces = split("Kosten: 12 euro\nZilverik: de brug is dicht\n")
    assert [(piece.speaker, piece.maybe) for piece in pieces] == [(None, None), (None, "Zilverik")]
