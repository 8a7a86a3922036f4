"""Positions: the same words, however a program counted; nothing is shifted, cut in half or guessed in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from boxes import Box, coding, guid, selection
from hypothesis import given
from hypothesis import strategies as st
from seen import lost, quotes

from ontmoet_research.exchange import Choices, Loaded, load_in_sentences
from ontmoet_research.exchange.refi.positions import Raw, Reading, Split, readings
from ontmoet_research.exchange.refi.spans import Spans
from ontmoet_research.store import Project, read_rows
from ontmoet_research.text.places import CleanedText

FAMILY = "👩‍👩‍👧"
TEXT = (
    f"👋 Vooraf stond er koffie. Wilma zei: de brief kwam te laat. {FAMILY} Dat raakte iedereen 🙂 aan tafel. "
    "Iemand uit 🇳🇱 vertelde van het cafe\u0301 op de hoek."
)
WANTED = ["brief kwam te laat", f"{FAMILY} Dat raakte", "iedereen 🙂 aan", "🇳🇱 vertelde", "cafe\u0301 op", "koffie"]
HERE = sorted(words.replace("cafe\u0301", "café") for words in WANTED)


def units(text: str, unit: str) -> int:
    return {"cp": len(text), "u16": len(text.encode("utf-16-le")) // 2, "bytes": len(text.encode())}[unit]


def pieces(text: str, wanted: list[str], unit: str = "cp", *, last: bool = False, shift: int = 0) -> list[str]:
    made = []
    for n, words in enumerate(wanted):
        start = text.index(words)
        first, end = units(text[:start], unit) + shift, units(text[: start + len(words)], unit) + shift
        made.append(selection(first, end - last, coding("Label", "Anna", n + 1)))
    return made


@pytest.mark.parametrize("unit", ["cp", "u16", "bytes"])
@pytest.mark.parametrize("last", [False, True], ids=["exclusive", "inclusive"])
def test_the_same_words_come_in_however_they_were_counted(
    project: Project, box: Box, bring: Callable[..., Loaded], unit: str, last: bool
) -> None:
    box.user("Anna")
    box.code("Label")
    box.text("Verslag", TEXT, pieces(TEXT, WANTED, unit, last=last))
    bring(box)
    assert quotes(project) == HERE


@pytest.mark.parametrize("counted", [1, 2])
def test_a_line_end_of_two_signs_counts_for_one_or_two(
    project: Project, box: Box, bring: Callable[..., Loaded], counted: int
) -> None:
    text = "Eerst kwam de brief.\r\nDaarna bleef het stil.\r\n\r\nToen belde Wilma ons op.\r\n"
    told = text.replace("\r\n", "\n") if counted == 1 else text
    words = ["brief", "bleef het stil", "belde Wilma"]
    box.code("Label")
    box.text("Verslag", text, pieces(told, words))
    bring(box)
    assert quotes(project) == sorted(words)


def test_line_ends_that_are_rare_do_not_shift_anything(
    project: Project, box: Box, bring: Callable[..., Loaded]
) -> None:
    text = "Een\u2028brief kwam.\x0cDaarna\u0085bleef het stil.\rToen belde Wilma.\u2029Einde van de avond."
    words = ["brief kwam", "bleef het", "belde Wilma", "Einde van"]
    box.code("Label")
    box.text("Verslag", text, pieces(text, words))
    bring(box)
    assert quotes(project) == sorted(words)


@pytest.mark.parametrize("counted", [False, True])
def test_a_mark_at_the_begin_of_a_file_counts_or_does_not(
    project: Project, box: Box, bring: Callable[..., Loaded], counted: bool
) -> None:
    text = "De brief kwam te laat en bleef liggen tot maandag."
    words = ["brief kwam", "te laat", "bleef liggen"]
    box.code("Label")
    box.text("Verslag", f"\ufeff{text}", pieces(text, words, shift=int(counted)))
    bring(box)
    assert quotes(project) == sorted(words)


def test_the_name_of_a_piece_decides_where_edges_of_words_do_not(
    project: Project, box: Box, bring: Callable[..., Loaded]
) -> None:
    text = "a b c d e f g h i j"  # every other way also begins and ends at a word
    box.code("Label")
    box.text(
        "Verslag", text, [selection(2, 7, coding("Label"), name="b c d"), selection(8, 9, coding("Label"), name="e")]
    )
    bring(box)
    assert quotes(project) == ["b c d", "e"]


def test_the_two_forms_in_which_one_program_writes_a_project_give_the_same_words(
    project: Project, box: Box, bring: Callable[..., Loaded]
) -> None:
    """The Windows twin has a mark, CRLF and Sources/; the Mac twin has none of these. Both count UTF-16 units."""
    lines = ["👋 Welkom allemaal.", "De brief 🙂 kwam te laat.", "Daarna bleef het lang stil.", "Toen belde Wilma."]
    words = ["Welkom", "brief 🙂 kwam", "bleef het lang", "belde Wilma"]
    found = []
    for end, mark, folder in (("\r\n", "\ufeff", "Sources"), ("\n", "", "sources")):
        twin = Box(origin="NVivo", folder=folder)
        text = end.join(lines)
        twin.code("Label")
        twin.text(f"Verslag {folder}", mark + text, pieces(text, words, "u16"))
        bring(twin)
        rows = read_rows(project, "codings")
        by_note: dict[str, list[tuple[str, int, int]]] = {row["source_id"]: [] for row in rows}
        for row in sorted(rows, key=lambda one: one["start"]):
            by_note[row["source_id"]].append((row["quote"], row["start"], row["end"]))
        found = list(by_note.values())
    # The cleaned texts are the same, so the second twin is the note of the first, and its labels are there already.
    assert [quote for quote, _, _ in found[0]] == words
    assert len(found) == 1


def test_a_position_in_the_middle_of_a_sign_is_refused_and_told(
    project: Project, box: Box, bring: Callable[..., Loaded]
) -> None:
    text = "🙂 De brief kwam te laat en bleef liggen."
    good = pieces(text, ["brief", "te laat", "bleef"], "u16")
    box.code("Label")
    box.text("Verslag", text, [*good, selection(1, 12, coding("Label"))])
    loaded = bring(box, Choices(reading="u16/lf2/excl"))
    assert quotes(project) == sorted(["brief", "te laat", "bleef"])
    assert lost(loaded) == {"split_sign": 1}


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (5, 5, "no_words"),
        (9, 3, "turned_round"),
        (-2, 4, "outside_text"),
        (3, 999, "outside_text"),
        ("x", 4, "outside_text"),
    ],
)
def test_a_piece_without_words_is_told_and_the_rest_comes_in(
    project: Project, box: Box, bring: Callable[..., Loaded], start: object, end: object, why: str
) -> None:
    text = "De brief kwam te laat en bleef liggen"
    box.code("Label")
    box.text("Verslag", text, [*pieces(text, ["brief", "liggen"]), selection(start, end, coding("Label"))])
    loaded = bring(box)
    assert quotes(project) == ["brief", "liggen"]
    assert lost(loaded) == {why: 1}


def test_numbers_may_be_written_with_zeros_and_blanks(project: Project, box: Box, bring: Callable[..., Loaded]) -> None:
    box.code("Label")
    box.text("Verslag", "De brief kwam", [selection("003", " 8 ", coding("Label"))])
    bring(box)
    assert quotes(project) == ["brief"]


def test_when_two_ways_fit_as_well_the_doubt_is_shown_with_the_words_of_each(
    project: Project, box: Box, bring: Callable[..., Loaded]
) -> None:
    text = "a\r\nb,c,d,e,f,g"
    box.code("Label")
    box.text("Verslag", text, [selection(3, 4, coding("Label"))])
    loaded = bring(box)
    told = load_in_sentences(loaded, done=True)
    assert loaded.found.read_as
    assert loaded.found.read_as.thin
    assert any("niet zeker" in line for line in told)
    assert any("--reading" in line for line in told)
    assert quotes(project) == ["b"]  # the standard's own way, until a person says otherwise


def test_a_person_can_say_how_positions_were_counted(project: Project, box: Box, bring: Callable[..., Loaded]) -> None:
    text = "a\r\nb c d e f g"
    box.code("Label")
    box.text("Verslag", text, [selection(4, 5, coding("Label"))])
    bring(box, Choices(reading="cp/lf1/excl"))
    assert quotes(project) == ["c"]


def test_how_it_was_read_is_kept_in_the_project(project: Project, box: Box, bring: Callable[..., Loaded]) -> None:
    box.code("Label")
    box.text("Verslag", TEXT, pieces(TEXT, WANTED, "u16"))
    bring(box)
    (event,) = read_rows(project, "log_events", action="geladen")
    assert "u16/lf2/excl 6/6" in event["reason"]


def test_half_a_pair_is_no_position() -> None:
    raw = Raw("a🙂b")
    reading = Reading("u16", 2, False)
    assert raw.span(1, 3, reading) == (1, 2)
    with pytest.raises(Split):
        raw.span(2, 3, reading)
    with pytest.raises(ValueError, match="4"):
        raw.span(0, 5, reading)


def test_the_way_to_count_is_found_though_the_signs_that_tell_it_come_late(
    project: Project, box: Box, bring: Callable[..., Loaded]
) -> None:
    """Twelve evenings without an emoji, and one with: all ways fit until there."""
    plain = "De brief kwam te laat. " * 200
    box.code("Label")
    for evening in range(12):
        words = [
            selection(n * 23 + 3, n * 23 + 8, coding("Label", n=evening * 200 + n + 1), key=guid(f"{evening} {n}"))
            for n in range(200)
        ]
        box.text(f"Avond {evening}", f"{plain}{evening}", words)
    box.text("Avond 12", TEXT, pieces(TEXT, WANTED, "u16"))
    loaded = bring(box)
    assert set(quotes(project)) == {"brief", *HERE}
    assert loaded.found.read_as is not None
    assert loaded.found.read_as.reading.startswith("u16")
    assert not loaded.found.read_as.thin


@given(
    st.lists(
        st.sampled_from([*"ab \n\t\r", "é", "e\u0301", "\r\n", "🙂", FAMILY, "\ufeff", "\u2028", "\u00ad", "\x07"])
    ),
    st.sampled_from(readings()),
    st.booleans(),
    st.integers(-2, 40),
    st.integers(-2, 40),
)
def test_the_quick_way_to_a_place_is_the_slow_one(
    signs: list[str], way: Reading, bom: bool, first: int, last: int
) -> None:
    """The slow way: place by place through the text as it came, then to the cleaned text, then without white space."""
    text = "".join(signs)
    raw, clean = Raw(text, bom=bom), CleanedText(text)
    try:
        if first > last:
            wanted = "turned_round", 0, 0
        else:
            start, end = (clean.place(one) for one in raw.span(first, last, way))
            words = clean.text[start:end]
            kept = words.strip()
            place = start + len(words) - len(words.lstrip())
            wanted = ("", place, place + len(kept)) if kept else ("no_words", 0, 0)
    except Split:
        wanted = "split_sign", 0, 0
    except ValueError:
        wanted = "outside_text", 0, 0
    told = {"startPosition": str(first), "endPosition": str(last)}
    assert Spans(raw, clean, way).of(told, {}) == wanted


def test_a_space_behind_a_word_does_not_make_another_way_right(
    project: Project, box: Box, bring: Callable[..., Loaded]
) -> None:
    """Who clicks twice on a word often marks the space too; the letter after it is never meant."""
    text = "De brief 🙂 kwam. We lazen hem, en u ook, i.p.v. later. Een a b c lijstje."
    words = ["brief ", "lazen ", "hem, ", "en ", "u ", "a ", "b "]
    box.code("Label")
    box.text("Verslag", text, pieces(text, words, "u16"))
    loaded = bring(box)
    assert quotes(project) == sorted(one.strip() for one in words)
    assert loaded.found.read_as is not None
    assert "u16" in loaded.found.read_as.reading


def test_whole_lines_are_no_reason_for_another_way(project: Project, box: Box, bring: Callable[..., Loaded]) -> None:
    """As qc marks them: with the line end, and the number of the line as the name."""
    lines = ["Eerste regel 👋.\n", "Tweede met de brief.\n", "\n", "Derde over Wilma.\n"]
    text = "".join(lines)
    marked = [(text.index(one), one) for one in (lines[0], lines[1], lines[3])]
    box.code("Label")
    parts = [
        selection(at, at + len(one), coding("Label", n=n), name=f"line:{n}") for n, (at, one) in enumerate(marked, 1)
    ]
    box.text("Verslag", text, parts)
    loaded = bring(box)
    assert quotes(project) == sorted(one.strip() for _, one in marked)
    assert loaded.found.read_as is not None
    assert not loaded.found.read_as.thin


def test_one_piece_that_fits_otherwise_by_chance_is_asked(
    project: Project, box: Box, bring: Callable[..., Loaded]
) -> None:
    box.code("Label")
    box.text("Verslag", "De brie f kwam te laat.", [selection(3, 6, coding("Label", n=1))])
    loaded = bring(box)
    assert quotes(project) == ["bri"]
    assert loaded.found.read_as is not None
    assert loaded.found.read_as.thin
