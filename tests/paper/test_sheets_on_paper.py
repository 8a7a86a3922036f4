"""What stands on paper, read from the PDF itself; who may not read something has it on no sheet."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from gate_open import look_at_notes
from pdf_text import pdf_pages

from ontmoet_research import store
from ontmoet_research.coding import PieceAnswer, Tick, answer_piece, make_card_sort
from ontmoet_research.paper import (
    find_sheet,
    first_family,
    make_difference_sheet,
    make_label_sheet,
    make_sort_sheet,
    next_pieces,
    read_differently,
    write_sheet,
)
from ontmoet_research.paper.sheet_codes import shown_code
from ontmoet_research.paper.to_pdf import sheet_pdf
from ontmoet_research.privacy import read_exports, withdraw_consent
from ontmoet_research.store import change, find, read_rows, write
from ontmoet_research.typesetting import drawable
from ontmoet_research.words import Refused, say


def printed(desk: SimpleNamespace, code: str) -> list[str]:
    return pdf_pages(sheet_pdf(desk.project, find_sheet(desk.project, code)[0], "Wilma, 06"))


def label_sheet(desk: SimpleNamespace, **more) -> str:
    return make_label_sheet(desk.project, desk.pieces, desk.codes, **more)


def test_every_piece_has_a_page_with_its_code_all_labels_and_the_ways_not_to_be_sure(desk: SimpleNamespace) -> None:
    code = label_sheet(desk)
    first, *pages = printed(desk, code)
    assert len(pages) == len(desk.pieces)
    assert say("paper.name_line") in first
    assert "Wilma, 06" in first
    for number, page in enumerate(pages, start=1):
        assert shown_code(code, number) in page
        for words in ("Post", "Het gaat over brieven.", "Links: kort", say("labelling.from")):
            assert words in page
        answers = [say(f"paper.answer.{one}") for one in ("none", "doubt", "not_know", "skip")]
        assert [line for line in page.split("\n") if line in answers] == answers
    assert "De brief bleef dicht" in pages[0]


def test_the_pdf_is_tagged_dutch_and_has_a_title(desk: SimpleNamespace) -> None:
    content = sheet_pdf(desk.project, find_sheet(desk.project, label_sheet(desk))[0])
    assert content.startswith(b"%PDF-")
    for sign in (b"/Marked true", b"/Lang(nl-NL)", b"pdfuaid:part", b"/StructTreeRoot", b"DejaVuSans"):
        assert sign in content, sign


def test_a_picture_without_a_description_stops_the_build(desk: SimpleNamespace) -> None:
    from ontmoet_research.typesetting import typeset

    (desk.folder / "vlek.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    layout = desk.folder / "plaat.typ"
    layout.write_text('#set document(title: "x")\n#set text(lang: "nl")\n#image("vlek.svg")')
    with pytest.raises(Exception, match="missing alt text"):
        typeset(layout, {})


def test_hostile_words_stand_on_paper_as_they_are_and_lost_signs_become_a_word(desk: SimpleNamespace) -> None:
    page = printed(desk, label_sheet(desk))[3].replace("\n", "")
    assert "#let x = 1 *vet* $5 \\u{41} <script>" in page
    assert say("paper.sign") in page
    assert "☕" in page
    assert drawable("\u202eab👩\u200d🦽c\u200d") == "ab[plaatje]c"


def test_heavy_pieces_come_last_behind_a_notice_on_a_page_of_their_own(desk: SimpleNamespace) -> None:
    row = find(desk.project, "fragments", desk.pieces[0])
    write(desk.project, [change(row, heavy=True)])
    pages = printed(desk, label_sheet(desk))
    assert say("paper.heavy_last") in pages[0]
    notice, piece = pages[-2:]
    assert say("paper.heavy_notice") in notice
    assert say("paper.answer.skip") in notice
    assert "De brief bleef" not in "".join(pages[:-1])
    assert "De brief bleef" in piece


def test_closed_and_own_words_are_on_no_sheet_of_that_reader(desk: SimpleNamespace) -> None:
    own = desk.pieces[1]
    write(desk.project, [change(find(desk.project, "fragments", own), participant_id=desk.merel)])
    assert own not in next_pieces(desk.project, desk.source, desk.noor)
    assert "wachtten een uur" not in "".join(printed(desk, label_sheet(desk, reader=desk.noor)))
    assert "wachtten een uur" in "".join(printed(desk, label_sheet(desk, reader=desk.noor, own_too=True)))
    assert "wachtten een uur" in "".join(printed(desk, label_sheet(desk, reader=desk.teun)))
    withdraw_consent(desk.project, desk.merel, "labelen_door_studenten", "2024-05-01")
    assert "wachtten een uur" in "".join(printed(desk, label_sheet(desk, reader=desk.teun)))
    assert "wachtten een uur" not in "".join(printed(desk, label_sheet(desk))), "nobody knows who will read it"


def test_what_is_taken_out_later_is_not_on_a_sheet_that_is_printed_again(desk: SimpleNamespace) -> None:
    code = label_sheet(desk, reader=desk.teun)
    write(desk.project, [change(find(desk.project, "fragments", desk.pieces[3]), withdrawn=True)])
    pages = printed(desk, code)
    assert "De telefoon" not in "".join(pages)
    assert say("paper.closed") in pages[4]


def test_cards_have_the_same_number_on_every_sheet_of_a_sort(desk: SimpleNamespace) -> None:
    write(desk.project, [change(find(desk.project, "fragments", desk.pieces[1]), participant_id=desk.merel)])
    sort = make_card_sort(desk.project, "Kaartjes", desk.pieces)
    for_all = "".join(printed(desk, make_sort_sheet(desk.project, sort)))
    for_noor = "".join(printed(desk, make_sort_sheet(desk.project, sort, reader=desk.noor)))
    assert "wachtten een uur" in for_all
    assert "wachtten een uur" not in for_noor
    assert "\n4\n" in for_noor
    assert say("paper.sorteren.pile_name", number=8) in for_noor


def test_a_sheet_of_differences_has_both_readings_the_lived_side_first_and_five_outcomes(desk: SimpleNamespace) -> None:
    for person, code in ((desk.teun, desk.codes[0]), (desk.noor, desk.codes[1])):
        for piece in desk.pieces[:2]:
            ticks = (Tick(code, None, "twijfel"),)
            answer_piece(desk.project, PieceAnswer(piece, person, ticks, note="op <b>papier</b>"), among=desk.codes)
    found = read_differently(desk.project, [desk.teun, desk.noor])
    assert found == desk.pieces[:2]
    _, first, _ = printed(desk, make_difference_sheet(desk.project, desk.pieces, [desk.teun, desk.noor]))
    assert first.index("Noor") < first.index("Teun")
    assert "Wachten (twijfelt, notitie: op <b>papier</b>)" in first.replace("\n", "")
    assert sum(say(f"paper.outcome.{one}") in first for one in ("eens_geworden", "beide_blijven_staan", "later")) == 3


def test_a_file_leaves_through_the_gate_and_stands_in_the_logbook(desk: SimpleNamespace) -> None:
    code = label_sheet(desk)
    write_sheet(desk.project, desk.folder / "vel.pdf", code)
    assert (desk.folder / "vel.pdf").read_bytes().startswith(b"%PDF")
    assert list(read_exports(desk.project)["file"]) == [f"{desk.folder.name}/vel.pdf"]


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda d: make_label_sheet(d.project, d.pieces, []), "Je koos 0 labels"),
        (lambda d: make_label_sheet(d.project, d.pieces, d.codes * 3), "Je koos 9 labels"),
        (lambda d: make_label_sheet(d.project, [], d.codes), "niets wat deze lezer mag lezen"),
        (lambda d: make_difference_sheet(d.project, d.pieces, [d.noor]), "2 mensen nodig"),
        (lambda d: make_difference_sheet(d.project, d.pieces, [d.noor, d.teun]), "niets wat deze lezer mag lezen"),
        (lambda d: first_family(d.project, None, "bestaat niet"), "geen groep labels die zo heet"),
        (lambda d: find_sheet(d.project, "K7B-Q4D"), "is geen nummer van een vel"),
        (lambda d: find_sheet(d.project, shown_code("K7BQ4" + "X")), "is geen nummer van een vel"),
        (lambda d: write_sheet(d.project, d.folder / "vel.odt", label_sheet(d)), "Kies uit: .pdf, .xlsx of .docx"),
    ],
)
def test_what_can_not_be_is_refused_and_no_sheet_is_left(desk: SimpleNamespace, act, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        act(desk)
    assert store.read_rows(desk.project, "sheets") == [] or sentence.startswith("Kies uit")


def test_a_code_of_another_project_is_told_apart_from_a_typing_error(desk: SimpleNamespace) -> None:
    from ontmoet_research.paper.sheet_codes import new_code

    with pytest.raises(Refused, match="hoort niet bij dit project"):
        find_sheet(desk.project, shown_code(new_code()))
    assert read_rows(desk.project, "sheets") == []


def test_a_card_that_is_longer_than_a_page_loses_no_word(desk: SimpleNamespace) -> None:
    from ontmoet_research.intake import bring_in, read_typed

    words = " ".join(f"woord{n}" for n in range(390))
    source = bring_in(desk.project, read_typed(f"Kort.\n\n{words}"), title="Lang").source_id
    look_at_notes(desk.project, desk.teun)
    pieces = [row.object_id for row in read_rows(desk.project, "fragments", source_id=source)]
    text = " ".join(printed(desk, make_sort_sheet(desk.project, make_card_sort(desk.project, "Lang", pieces)))).split()
    assert [f"woord{n}" for n in range(390) if f"woord{n}" not in text] == []


def test_who_did_not_read_a_piece_prints_no_readings_of_it(desk: SimpleNamespace) -> None:
    from ontmoet_research.group import add_contributor
    from ontmoet_research.paper import may_be_shown

    ibis = add_contributor(desk.project, "Ibis", "onderwijs", "student")
    ronde = add_contributor(desk.project, "Ronde", "praktijk", "gespreksleider")
    answer_piece(desk.project, PieceAnswer(desk.pieces[1], ibis, outcome="overgeslagen"), among=desk.codes)
    readers = [desk.noor, desk.teun]
    assert may_be_shown(desk.project.as_person(ibis), desk.pieces, readers) == [desk.pieces[1]]
    for who in (desk.noor, ronde):
        assert may_be_shown(desk.project.as_person(who), desk.pieces, readers) == desk.pieces


def test_a_round_that_was_given_to_a_reader_is_what_the_sheet_holds(desk: SimpleNamespace) -> None:
    from ontmoet_research.coding import make_batches

    pieces = next_pieces(desk.project, desk.source, desk.teun)
    make_batches(desk.project, desk.source, [desk.teun], fragment_ids=pieces[1:3])
    assert next_pieces(desk.project, desk.source, desk.teun) == pieces[1:3]
    assert next_pieces(desk.project, desk.source, None) != pieces[1:3], "a sheet for anyone is not theirs"
