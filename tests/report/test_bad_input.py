"""What people put in that doesn't go: a clear message, the rest comes out with a marked gap, nothing is lost."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from read_back import letters, words_in_file

from ontmoet_research import typesetting
from ontmoet_research.privacy import withdraw
from ontmoet_research.report import FORMATS, export_report
from ontmoet_research.report.writing import part_text, write_part
from ontmoet_research.store import change, erase, find, new, read_rows, remove, write
from ontmoet_research.text.references import reference, short
from ontmoet_research.words import Refused, say

TODAY = date(2025, 6, 1)
PART = "waarom_deze_reeks"
BEFORE, AFTER = "Hiervoor stond al een zin.", "Hierna komt nog een zin."


def write_body(made: Any, body: str) -> None:
    write_part(made.project.as_person(made["m2"]), made["series"], PART, body)


def made_in(made: Any, folder: Path, suffix: str, audience: str = "groep") -> Path:
    return export_report(made.project, folder / f"v{suffix}", today=TODAY, audience=audience, reason="voor de proef")


def never_there(_made: Any) -> str:
    return "{{citaat:abcdefab}}"


def taken_out(made: Any) -> str:
    write(made.project, [remove(find(made.project, "quotes", made["q1"]))])
    return reference("citaat", short(made["q1"]))


def erased(made: Any) -> str:
    erase(made.project, [made["q1"]], reason="proef")
    return reference("citaat", short(made["q1"]))


def refused(made: Any) -> str:
    return reference("citaat", short(made["q2"]))  # this person said no


def withdrawn(made: Any) -> str:
    withdraw(made.project, made["p0"], "alles", date="2025-06-01")
    return reference("citaat", short(made["q1"]))


def wrong_kind(_made: Any) -> str:
    return "{{plaatje:abcdefab}}"


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("spoil", [never_there, taken_out, erased, refused, wrong_kind])
def test_a_reference_to_what_may_not_stand_leaves_a_marked_gap_and_the_rest_comes_out(
    made: Any, tmp_path: Path, suffix: str, spoil: Any
) -> None:
    pointed = spoil(made)
    for line in (f"{BEFORE}\n\n{pointed}\n\n{AFTER}", f"{BEFORE} Toen {pointed}. {AFTER}"):
        write_body(made, line)
        told = letters(words_in_file(made_in(made, tmp_path, suffix)))
        gap = say("report.gap.unknown" if spoil is wrong_kind else "report.gap.citaat")
        assert letters(gap) in told and letters(BEFORE) in told and letters(AFTER) in told
        assert part_text(made.project, made["series"], PART)["body_md"] == line


@pytest.mark.parametrize("suffix", FORMATS)
def test_who_stopped_keeps_the_part_closed_and_the_text_is_still_there(made: Any, tmp_path: Path, suffix: str) -> None:
    line = f"{BEFORE}\n\n{reference('citaat', short(made['q1']))}\n\n{AFTER}"
    write_body(made, line)
    withdrawn(made)
    told = letters(words_in_file(made_in(made, tmp_path, suffix)))
    assert letters(say("report.held_back")) in told and letters(AFTER) not in told
    assert letters("Als we nu eens later sloten") in told, "the other parts come out"
    assert part_text(made.project, made["series"], PART)["body_md"] == line


@pytest.mark.parametrize("missing", ["letters", "typst"])
def test_without_what_sets_a_page_only_the_pdf_is_refused_and_an_older_one_stays(
    made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    old = made_in(made, tmp_path, ".pdf")
    before, logged = old.read_bytes(), len(read_rows(made.project, "log_events"))
    if missing == "typst":
        monkeypatch.setitem(sys.modules, "typst", None)
    else:
        monkeypatch.setattr(typesetting, "find_spec", lambda _name: None)
        typesetting._letters.cache_clear()
    with pytest.raises(Refused) as refusal:
        made_in(made, tmp_path, ".pdf")
    assert refusal.value.key == {"letters": "paper.no_letters", "typst": "paper.no_typst"}[missing]
    assert old.read_bytes() == before and len(read_rows(made.project, "log_events")) == logged
    for suffix in (".html", ".docx", ".md"):
        assert "Bereikbaar zijn" in words_in_file(made_in(made, tmp_path, suffix))


@pytest.fixture(scope="module")
def full(ugly: Any) -> Any:
    """The series with 200 quotes in one part and a hundred pages in another."""
    quotes = [
        new("quotes", fragment_id=ugly["n1-1"], text_used=f"Citaat {n} telt mee.", state="akkoord_met_wijziging",
            audiences=["groep"], attribution="alias")
        for n in range(200)
    ]  # fmt: skip
    write(ugly.project, quotes)
    write_body(ugly, "\n\n".join(reference("citaat", short(one.object_id)) for one in quotes))
    sentence = "Wij belden, en toen werd er weer niet opgenomen, en niemand wist waarom dat zo was."
    pages = "\n\n".join(" ".join([sentence] * 8) + f" Alinea {n} is klaar." for n in range(450))
    write(ugly.project, [change(find(ugly.project, "report_sections", ugly["in_het_kort"]), body_md=pages)])
    return ugly


@pytest.mark.parametrize("suffix", FORMATS)
def test_200_quotes_in_one_part_and_100_pages_all_come_out(full: Any, tmp_path: Path, suffix: str) -> None:
    place = made_in(full, tmp_path, suffix)
    told = letters(words_in_file(place))
    assert [n for n in range(200) if letters(f"Citaat {n} telt mee") not in told] == []
    assert [n for n in range(450) if letters(f"Alinea {n} is klaar") not in told] == []
    if suffix == ".pdf":
        read = pypdfium2.PdfDocument(place)
        assert len(read) >= 100
        read.close()


UGLY = {
    "emoji": ("Blij \U0001f600 en \U0001f9d1\u200d\U0001f9bd samen.", "samen"),
    "right to left": ("Zij schreef שלום en مرحبا op het bord.", "op het bord"),
    "turned around": ("Er stond \u202eomgekeerd\u202c op het bord.", "omgekeerd"),
    "table": ("| a | b |\n|---|---|\n| [x](javascript:alert(1)) | `c` |", "javascript:alert(1)"),
    "fence": ("```\n#panic()\n```\n<!-- weg --> en $x$ na", "#panic()"),
    "picture": ("![foto](https://example.org/x.png) hierna", "hierna"),
    "references": ("{{citaat:}} {{citaat:a:b}} {{}} en verder", "en verder"),
    "deep": (">" * 200 + " diep " + "*" * 200, "diep"),
    "brackets": ("[" * 500 + "rustig" + "]" * 500, "rustig"),
}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("typed", UGLY.values(), ids=UGLY)
def test_ugly_text_comes_out_as_text_in_each_form(
    made: Any, tmp_path: Path, suffix: str, typed: tuple[str, str]
) -> None:
    write_body(made, f"{BEFORE}\n\n{typed[0]}\n\n{AFTER}")
    told = letters(words_in_file(made_in(made, tmp_path, suffix)))
    assert letters(BEFORE) in told and letters(AFTER) in told and letters(typed[1]) in told
