"""Samen verslag maken, without a browser."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from pages import HOSTILE, choose, click, every_block, series_named, told, type_in

from ontmoet_research.change import add_wish
from ontmoet_research.group import list_meetings
from ontmoet_research.report import PARTS
from ontmoet_research.report.another_voice import change_voice, read_voices, take_voice_out
from ontmoet_research.report.lived_voice import WHY_NOT
from ontmoet_research.report.writing import part_text
from ontmoet_research.screens.report.write_report import WriteReport
from ontmoet_research.store import Project, change, find, history, new, read_rows, write
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say


def opened(project: Project, name: str) -> WriteReport:
    who = next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == name)
    page = WriteReport(project, who=who)
    page.receive({"do": "choose_series", "value": series_named(project, "Samen in Veldhoek")})
    return page


@pytest.fixture
def page(small: Project) -> WriteReport:
    return opened(small, "Merel")


def state_of(page: WriteReport, section: str) -> str:
    title = say(f"report.section.{section}")
    return next(str(b["more"]) for b in every_block(page) if b["kind"] == "button" and b["text"] == title)


def write_in(page: WriteReport, section: str, words: str) -> None:
    click(page, say(f"report.section.{section}"))
    type_in(page, say("write_report.text"), words)
    click(page, say("write_report.keep"))


def test_the_contents_name_every_part_in_order_and_how_it_stands(page: WriteReport) -> None:
    titles = [b["text"] for b in every_block(page) if b["kind"] == "button" and b["do"] == "open_part"]
    assert titles == [say(f"report.section.{key}") for key in PARTS]
    assert state_of(page, "in_het_kort") == say("write_report.empty")
    assert state_of(page, "wie_deden_mee") == say("write_report.by_kit")


def test_what_is_missing_stands_under_it(page: WriteReport) -> None:
    missing = [item["text"] for b in every_block(page) if b["kind"] == "findings" for item in b["items"]]
    assert any(say("report.section.in_het_kort") in sentence for sentence in missing)


def test_an_exact_title_weighs_more_once_other_readers_are_chosen(page: WriteReport) -> None:
    write_in(page, "in_het_kort", "De dijkgraaf las mee.")

    def weight() -> str:
        items = [item for b in every_block(page) if b["kind"] == "findings" for item in b["items"]]
        return next(str(item["word"]) for item in items if "“dijkgraaf”" in item["text"])

    assert weight() == say("page.mind")
    page.receive({"do": "choose_audience", "value": "openbaar"})
    assert weight() == say("page.needed")


def test_a_part_is_written_with_its_author_and_a_new_version_keeps_the_old(page: WriteReport, small: Project) -> None:
    write_in(page, "in_het_kort", "Wij praatten.")
    assert state_of(page, "in_het_kort") == say("write_report.written_by", names="Merel")
    other = opened(small, "Kompas")
    write_in(other, "in_het_kort", "Wij praatten en belden.")
    assert state_of(other, "in_het_kort") == say("write_report.written_by", names="Merel en Kompas")
    row = part_text(small, page.series_id, "in_het_kort")
    assert row
    assert list(history(small, "report_sections", row.object_id)["body_md"]) == [
        "Wij praatten.",
        "Wij praatten en belden.",
    ]
    other.receive({"do": "undo"})
    assert part_text(small, page.series_id, "in_het_kort")["body_md"] == "Wij praatten."  # type: ignore[index]  # it is there


def test_storing_the_same_text_again_changes_nothing(page: WriteReport, small: Project) -> None:
    for _ in range(2):
        write_in(page, "in_het_kort", "Wij praatten.")
    row = part_text(small, page.series_id, "in_het_kort")
    assert row
    assert len(history(small, "report_sections", row.object_id)) == 1


def test_a_part_that_is_held_back_returns_when_someone_read_and_stored_it(page: WriteReport, small: Project) -> None:
    write_in(page, "in_het_kort", "Wij praatten.")
    row = part_text(small, page.series_id, "in_het_kort")
    piece = read_rows(small, "fragments")[0]
    assert row
    write(small, [change(row, sources=[piece.object_id]), change(piece, withdrawn=True)])
    page.refresh()
    assert say("report.check.held_back") in told(page)
    click(page, say("report.section.in_het_kort"))
    click(page, say("write_report.keep"))
    assert say("report.check.held_back") not in told(page)


def test_going_back_stores_nothing(page: WriteReport, small: Project) -> None:
    click(page, say("report.section.in_het_kort"))
    type_in(page, say("write_report.text"), "half")
    click(page, say("write_report.back"))
    assert part_text(small, page.series_id, "in_het_kort") is None


def test_an_empty_part_is_refused(page: WriteReport) -> None:
    write_in(page, "in_het_kort", "  ")
    assert page.status["tone"] == "refused"


def add_voice(page: WriteReport, words: str) -> None:
    click(page, say("report.section.ander_geluid"))
    type_in(page, say("write_report.voices.body"), words)
    click(page, say("write_report.voices.add"))
    assert page.status["tone"] == "saved", page.status["text"]
    click(page, say("write_report.together.back"))


def test_other_voices_stand_beside_each_other_and_only_their_authors_change_them(
    page: WriteReport, small: Project
) -> None:
    add_voice(page, "dit is van ons\n  en zo blijft het")
    other = opened(small, "Kompas")
    add_voice(other, "wij zien het ook anders")
    assert [row["body_md"] for row in read_voices(small, page.series_id)] == [
        "dit is van ons\n  en zo blijft het",
        "wij zien het ook anders",
    ]
    assert [row["locked_side"] for row in read_voices(small, page.series_id)] == ["ervaring", "onderzoek"]
    assert state_of(other, "ander_geluid") == say("write_report.written_by", names="Merel en Kompas")
    click(other, say("report.section.ander_geluid"))
    click(other, "dit is van ons en zo blijft het")
    assert [b for b in every_block(other) if b["kind"] == "field"] == []
    with pytest.raises(Refused):
        change_voice(other.project, read_voices(small, page.series_id)[0].object_id, body="dit mag niet")
    with pytest.raises(Refused):
        take_voice_out(other.project, read_voices(small, page.series_id)[0].object_id)
    click(other, say("write_report.voices.back"))
    click(other, "wij zien het ook anders")
    type_in(other, say("write_report.voices.body"), "wij zien het nu zo")
    click(other, say("write_report.voices.keep"))
    assert read_voices(small, page.series_id)[1]["body_md"] == "wij zien het nu zo"


def both_open(page: WriteReport, small: Project, words: str) -> WriteReport:
    """Two people with the same part open, in the same text."""
    write_in(page, "in_het_kort", words)
    other = opened(small, "Kompas")
    for one in (page, other):
        click(one, say("report.section.in_het_kort"))
    return other


def test_two_people_in_other_paragraphs_join_by_themselves(page: WriteReport, small: Project) -> None:
    other = both_open(page, small, "Wij praatten.\n\nWij belden.")
    page.refresh()
    assert say("write_report.here.writes.one", names="Kompas") in told(page)
    type_in(page, say("write_report.text"), "Wij praatten lang.\n\nWij belden.")
    click(page, say("write_report.keep"))
    type_in(other, say("write_report.text"), "Wij praatten.\n\nWij belden vaak.")
    click(other, say("write_report.keep"))
    assert say("write_report.here.joined") in other.status["text"]
    row = part_text(small, page.series_id, "in_het_kort")
    assert row and row["body_md"] == "Wij praatten lang.\n\nWij belden vaak."
    click(page, say("report.section.in_het_kort"))
    assert say("write_report.here.writes.one", names="Kompas") not in told(page), "who stored it stopped"


def test_the_same_paragraph_is_shown_in_both_versions_and_a_person_joins_them(
    page: WriteReport, small: Project
) -> None:
    other = both_open(page, small, "Wij praatten.")
    type_in(page, say("write_report.text"), "Wij praatten lang.")
    click(page, say("write_report.keep"))
    type_in(other, say("write_report.text"), "Wij praatten kort.")
    click(other, say("write_report.keep"))
    assert other.status["tone"] == "refused"
    shown = told(other)
    assert "Wij praatten lang." in shown and "Wij praatten kort." in shown
    row = part_text(small, page.series_id, "in_het_kort")
    assert row and row["body_md"] == "Wij praatten lang.", "nothing was stored yet"
    type_in(other, say("write_report.text"), "Wij praatten, soms lang en soms kort.")
    click(other, say("write_report.keep"))
    row = part_text(small, page.series_id, "in_het_kort")
    assert row and row["body_md"] == "Wij praatten, soms lang en soms kort."


def test_two_copies_with_another_text_each_are_opened_as_one(page: WriteReport, small: Project) -> None:
    write_in(page, "in_het_kort", "een\n\ntwee")
    before = part_text(small, page.series_id, "in_het_kort")
    assert before
    for words in ("EEN\n\ntwee", "een\n\nTWEE"):
        write(small, [change(before, body_md=words)])
    click(page, say("report.section.in_het_kort"))
    click(page, say("write_report.keep"))
    rows = read_rows(small, "report_sections", section="in_het_kort")
    assert [row["body_md"] for row in rows] == ["EEN\n\nTWEE"]


def test_an_earlier_text_can_be_read_and_put_back(page: WriteReport, small: Project) -> None:
    write_in(page, "in_het_kort", "Eerst zo.")
    write_in(page, "in_het_kort", "Toen zo.")
    click(page, say("report.section.in_het_kort"))
    assert "Eerst zo." in told(page)
    click(page, say("write_report.here.put_back"))
    row = part_text(small, page.series_id, "in_het_kort")
    assert row and row["body_md"] == "Toen zo.", "it is stored when someone stores it"
    click(page, say("write_report.keep"))
    row = part_text(small, page.series_id, "in_het_kort")
    assert row and row["body_md"] == "Eerst zo."


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf", ".md"])
def test_the_report_comes_in_the_folder_uitvoer_beside_the_notebook(page: WriteReport, work: Path, suffix: str) -> None:
    write_in(page, "in_het_kort", f"Wij praatten. {HOSTILE}")
    click(page, say(f"write_report.as.{suffix[1:]}"))
    assert page.status["tone"] == "saved", page.status["text"]
    (made,) = (work / "uitvoer").iterdir()
    assert made.suffix == suffix
    assert str((work / "uitvoer").resolve()) in told(page)
    linked = [one["file"] for block in every_block(page) if block["kind"] == "links" for one in block["items"]]
    assert linked == [f"uitvoer/{made.name}"]
    if suffix == ".html":
        assert "<script>alert" not in made.read_text(encoding="utf-8")


def test_the_readers_are_in_the_name_of_the_file(page: WriteReport, work: Path) -> None:
    choose(page, say("write_report.readers"), say("report.readers.gemeente"))
    click(page, say("write_report.as.md"))
    assert [path.name[:17] for path in (work / "uitvoer").iterdir()] == ["verslag_gemeente_"]


def test_a_folder_that_can_not_be_written_is_a_sentence(page: WriteReport, work: Path) -> None:
    (work / "uitvoer").write_text("een bestand op die plek")
    click(page, say("write_report.as.html"))
    assert page.status["tone"] == "refused"


def test_a_tip_on_words_stands_by_the_text_and_does_not_stop_it(page: WriteReport, small: Project) -> None:
    click(page, say("report.section.wat_we_vragen"))
    type_in(page, say("write_report.text"), "Wij vragen iets voor de doelgroep.")
    assert say("report.word_choice.doelgroep") in told(page)
    click(page, say("write_report.keep"))
    written = part_text(small, series_named(small, "Samen in Veldhoek"), "wat_we_vragen")
    assert written is not None
    assert written["body_md"] == "Wij vragen iets voor de doelgroep."


def test_a_conclusion_says_which_kinds_of_knowledge_it_rests_on(page: WriteReport, small: Project) -> None:
    write_in(page, "wat_we_vragen", "Bel met een nummer dat je ziet.")
    click(page, say("report.section.wat_we_vragen"))
    for kind in ("ervaring", "praktijk", "praktijk", "onderzoek"):
        click(page, say(f"report.knowledge.{kind}"))
    written = part_text(small, series_named(small, "Samen in Veldhoek"), "wat_we_vragen")
    assert written is not None
    assert written["knowledge_sources"] == ["ervaring", "onderzoek"]


def test_you_say_yourself_how_you_are_thanked(page: WriteReport, small: Project) -> None:
    click(page, say("report.section.trots_en_dank"))
    click(page, say("write_report.thanks.naam"))
    assert read_rows(small, "credits") == []
    type_in(page, say("write_report.thanked_as"), "Merel van hiernaast")
    click(page, say("write_report.thanks.naam"))
    (wish,) = read_rows(small, "credits")
    assert (wish["wish"], wish["words"], wish["person_id"]) == ("naam", "Merel van hiernaast", page.project.who)


def list_of_books(page: WriteReport) -> list[str]:
    return [str(b["label"]) for b in every_block(page) if b["kind"] == "buttons" and "(20" in str(b["label"])]


def test_books_are_added_corrected_taken_out_and_taken_back(page: WriteReport, small: Project) -> None:
    def fill(authors: str, title: str, year: str) -> None:
        for label, words in (("authors", authors), ("what", title), ("year", year)):
            type_in(page, say(f"write_report.books.{label}"), words)
        click(page, say("write_report.books.keep"))

    click(page, say("write_report.books.title"))
    fill("", "Wachten", "2020")
    assert page.status["tone"] == "refused"
    fill("Bos, A.", HOSTILE, "2020")
    assert HOSTILE.split("\u202e")[0] in list_of_books(page)[0] and "[@bos2020]" in told(page)
    click(page, say("write_report.books.edit"))
    fill("Bos, A.", "Wachten", "2021")
    assert list_of_books(page) == ["Bos, A. (2021). Wachten."]
    assert read_rows(small, "bibliography")[0]["key"] == "bos2020", "a text that names it keeps naming it"
    click(page, say("write_report.books.remove"))
    assert list_of_books(page) == []
    page.receive({"do": "undo"})
    assert list_of_books(page) == ["Bos, A. (2021). Wachten."]
    click(page, say("write_report.back"))
    click(page, say("report.section.in_het_kort"))
    assert "[@bos2020]" in told(page)


def test_half_a_correction_is_left_without_storing(page: WriteReport, small: Project) -> None:
    click(page, say("write_report.books.title"))
    for label, words in (("authors", "Bos, A."), ("what", "Wachten")):
        type_in(page, say(f"write_report.books.{label}"), words)
    click(page, say("write_report.books.keep"))
    click(page, say("write_report.books.edit"))
    type_in(page, say("write_report.books.what"), "Iets anders")
    click(page, say("write_report.back"))
    assert [row["title"] for row in read_rows(small, "bibliography")] == ["Wachten"]
    assert say("write_report.books.add") in told(page)


def test_why_there_is_no_voice_of_experience_can_be_written_and_taken_back(page: WriteReport, small: Project) -> None:
    lacking = say("report.check.no_experience_voice")
    assert lacking in told(page)
    write_in(page, WHY_NOT, "Nog niemand wilde in een verslag staan.")
    assert lacking not in told(page)
    title = say(f"report.section.{WHY_NOT}")
    assert title in told(page), "to read and correct it later"
    page.receive({"do": "undo"})
    assert lacking in told(page)


def test_a_title_stops_a_report_for_outside_with_where_it_stands(page: WriteReport, work: Path) -> None:
    write_in(page, "in_het_kort", "De opbouwwerker las mee.")
    choose(page, say("write_report.readers"), say("report.readers.gemeente"))
    click(page, say("write_report.as.md"))
    assert page.status["tone"] == "refused"
    assert "Bij “In het kort” staat “opbouwwerker”" in page.status["text"]
    assert list((work / "uitvoer").glob("*.md")) == []
    choose(page, say("write_report.readers"), say("report.readers.groep"))
    click(page, say("write_report.as.md"))
    assert page.status["tone"] == "saved"


def test_a_summary_comes_beside_the_report_in_the_same_folder(page: WriteReport, work: Path) -> None:
    choose(page, say("write_report.readers"), say("report.readers.gemeente"))
    for suffix in (".html", ".docx"):
        click(page, say(f"write_report.brief_as.samenvatting.{suffix[1:]}"))
        assert page.status["tone"] == "saved", page.status["text"]
    made = sorted(path for path in (work / "uitvoer").iterdir())
    assert [(path.name[:22], path.suffix) for path in made] == [
        ("samenvatting_gemeente_", ".docx"),
        ("samenvatting_gemeente_", ".html"),
    ]
    with pytest.raises(Refused):
        page.make_brief("samenvatting", ".exe")


def test_who_was_missing_is_asked_for_written_and_no_longer_missing(page: WriteReport, small: Project) -> None:
    def lacking() -> list[str]:
        items = [item for b in every_block(page) if b["kind"] == "findings" for item in b["items"]]
        return [item["text"] for item in items if say("report.section.wie_ontbrak") in item["text"]]

    write(small, [change(find(small, "series", page.series_id), required_perspectives=["professional"])])
    page.refresh()
    assert lacking() == [say("report.check.missing_section", section=say("report.section.wie_ontbrak"))]
    click(page, say("report.section.wie_ontbrak"))
    assert say("report.missing.these") in told(page) and say("report.group.professional") in told(page)
    type_in(page, say("write_report.text"), "Niemand van school.")
    click(page, say("write_report.keep"))
    assert lacking() == [] and state_of(page, "wie_ontbrak") == say("write_report.written_by", names="Merel")
    page.receive({"do": "undo"})
    assert lacking() != []


def test_what_is_asked_is_kept_by_hand_with_of_whom_and_by_when(page: WriteReport) -> None:
    click(page, say("report.section.wat_we_vragen"))
    type_in(page, say("write_report.ask_whom"), "de gemeente")
    type_in(page, say("write_report.ask_what"), "Toon een nummer.")
    type_in(page, say("write_report.ask_by"), "1 oktober 2025")
    click(page, say("write_report.ask_keep"))
    assert "de gemeente: Toon een nummer. (1 oktober 2025)" in told(page)
    (row,) = read_rows(page.project, "requests")
    assert (row["to_whom"], row["answer_by"], row["order"]) == ("de gemeente", "2025-10-01", 1)


def test_that_people_looked_for_a_voice_against_a_theme_is_kept_by_hand(page: WriteReport) -> None:
    click(page, say("report.section.wat_we_leerden"))
    click(page, "Merel")
    type_in(page, say("write_report.looked_on"), "3 mei 2025")
    click(page, say("write_report.looked_keep"))
    (row,) = read_rows(page.project, "searches")
    assert (row["what"], row["looked_on"], len(row["looked_by"])) == ("niet_gelukt", "2025-05-03", 1)


def test_a_theme_is_a_part_of_its_own(page: WriteReport) -> None:
    theme = new("themes", title="Het loket", description_b1="Wie kan er terecht?", made_by_sides=[], series_scope=[])
    write(page.project, [theme])
    click(page, say("report.section.wat_we_leerden"))
    click(page, "Het loket")
    assert any("Wie kan er terecht?" in str(block.get("hint", "")) for block in every_block(page))
    type_in(page, say("write_report.text"), "Bij het loket wacht je lang.")
    click(page, say("write_report.keep"))
    assert (
        part_text(page.project, page.series_id, f"thema:{theme.object_id}")["body_md"] == "Bij het loket wacht je lang."
    )


def test_what_stands_in_the_project_is_put_into_the_text_and_looked_at_as_it_will_be_printed(page: WriteReport) -> None:
    add_wish(page.project, "Als we nu eens samen kookten.", list_meetings(page.project, page.series_id)[0].object_id)
    (wish,) = read_rows(page.project, "wishes")
    click(page, say("report.section.in_het_kort"))
    type_in(page, say("write_report.text"), "Dit wilden we.")
    click(page, say("write_report.show.offers"))
    click(page, f"‘{wish['text'].rstrip('.')}’")
    assert page.typed["body"].startswith("Dit wilden we.\n\n[wens ‘Als we nu eens samen kookten’ #")
    click(page, say("write_report.show.preview"))
    assert wish["text"].rstrip(".") in told(page) and "{{" not in told(page).split(say("write_report.show.preview"))[-1]
    click(page, say("write_report.keep"))
    part = part_text(page.project, page.series_id, "in_het_kort")
    assert part is not None and part["sources"] == [wish.object_id], "the part rests on what it refers to"


def test_a_report_that_would_show_what_was_taken_back_asks_why_it_may_leave(
    page: WriteReport, small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page.receive({"do": "choose_audience", "value": "openbaar"})
    write_in(page, "in_het_kort", "Dit gaat over █████.")
    assert say("going_out.reason") not in told(page)
    page.receive({"do": "make_file", "suffix": ".md"})
    assert "In het kort" in str(page.status["text"]) and not list(tmp_path.rglob("*.md"))
    type_in(page, say("going_out.reason"), "De groep las het.")
    page.receive({"do": "make_file", "suffix": ".md"})
    assert len(list(tmp_path.rglob("*.md"))) == 1 and say("going_out.reason") not in told(page)
    assert "De groep las het." in {row["reason"] for row in read_rows(small, "log_events")}


def test_a_file_of_this_folder_gives_the_report_in_word_its_looks(
    page: WriteReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Hogeschool Verzonnen"
    document.save(str(tmp_path / "school.docx"))
    (tmp_path / "kapot.docx").write_text("geen Word")
    page.refresh()
    choose(page, say("write_report.template_which"), "kapot.docx")
    assert say("report.template.not_read", path="kapot.docx") in told(page)
    choose(page, say("write_report.template_which"), "school.docx")
    assert say("write_report.template_on", path=isolated("school.docx")) in told(page)
    page.receive({"do": "make_file", "suffix": ".docx"})
    made = next((tmp_path / "uitvoer").glob("*.docx"))
    assert "Hogeschool Verzonnen" in [line.text for line in docx.Document(str(made)).sections[0].header.paragraphs]
    assert say("report.export.no_pages_yet") in page.status["text"]
    (tmp_path / "school.docx").unlink()
    page.receive({"do": "make_file", "suffix": ".docx"})
    assert "school.docx" in page.status["text"] and page.status["tone"] != "saved"


@pytest.mark.parametrize("kind", ["poster", "agenda"])
def test_a_poster_and_an_agenda_are_made_for_the_chosen_readers(
    page: WriteReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    click(page, say(f"write_report.brief_as.{kind}.html"))
    assert page.status["tone"] == "saved", page.status["text"]
    [made] = (tmp_path / "uitvoer").iterdir()
    assert made.name.startswith(f"{kind}_groep_") and "Samen in Veldhoek" in made.read_text(encoding="utf-8")


def test_ander_geluid_is_written_by_people_and_never_said_to_be_filled_by_the_kit(page: WriteReport) -> None:
    assert state_of(page, "ander_geluid") == say("write_report.empty")
