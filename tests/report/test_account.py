"""The account: lists of sources from other programs, the checklists, and the register of releases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ontmoet_research.report import build, build_report, export_report
from ontmoet_research.report.bibliography import bring_in_references, in_list, read_references, with_citations
from ontmoet_research.report.bibliography_files import MOST_BYTES
from ontmoet_research.report.blocks import FINAL, Report, TableBlock
from ontmoet_research.report.checklists import LISTS, all_items, told_of
from ontmoet_research.report.material import read_material
from ontmoet_research.report.releasing import keep_release, read_releases, release_of, with_release
from ontmoet_research.report.standing import Standing
from ontmoet_research.report.writing import title_of, write_part
from ontmoet_research.store import rows_of
from ontmoet_research.words import Refused, say

BIB = r"""
@string{blad = "Tijdschrift"}
@comment{niets}
@article{bos2020, author = {Bos, Anna-Maria and van den Berg, J. and {Werkplaatsen Sociaal Domein}},
  title = {Wachten {\'e}n {Bellen}}, journal = blad, year = 2020, volume = 3, number = {2}, pages = {1--9},
  doi = {10.1/x}}
@book{los, author = "Bea Los", title = "Waarom wachten?", publisher = {Uit}}
@misc{leeg, title = {Geen maker}}
"""
RIS = "TY  - CHAP\nAU  - Los, Bea\nTI  - Bellen\nPY  - 2021/03/01\nT2  - Een boek\nSP  - 1\nEP  - 4\nER  - \n"
JSON = """[{"id": "q 1", "type": "book", "title": "Boek <b>van</b> 1 & 2", "publisher": "Uit",
  "author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}],
  "issued": {"date-parts": [["2019"]]}}, 3]"""
LINES = {
    ".bib": [
        "Bos, A.-M., van den Berg, J., & Werkplaatsen Sociaal Domein (2020). Wachten én Bellen. "
        "Tijdschrift, 3(2), 1-9. https://doi.org/10.1/x",
        "Los, B. (zonder jaar). Waarom wachten? Uit.",
    ],
    ".ris": ["Los, B. (2021). Bellen. In Een boek (p. 1-4)."],
    ".json": ["van den Berg, J. (2019). Boek <b>van</b> 1 & 2. Uit."],
}
BROKEN = [
    ("a.bib", "@article{bos2020, author={Bos, Anna", "not_read"),
    ("a.bib", "niets", "none_in_it"),
    ("a.ris", "TY  - BOOK\nTI  - Half", "not_read"),
    ("a.json", "[{]", "not_read"),
    ("a.json", '{"a": 1}', "not_read"),
    ("a.json", "[]", "none_in_it"),
    ("a.docx", "x", "no_kind"),
    ("a.json", "[" * 100_000, "not_read"),
    ("a.bib", "x" * (MOST_BYTES + 1), "too_large"),
]


@pytest.mark.parametrize(("suffix", "content", "without"), [(".bib", BIB, 1), (".ris", RIS, 0), (".json", JSON, 1)])
def test_a_list_of_another_program_is_named_as_the_style_says(
    made: Any, tmp_path: Path, suffix: str, content: str, without: int
) -> None:
    file = tmp_path / f"lijst{suffix}"
    file.write_text(content, encoding="utf-8")
    lines = LINES[suffix]
    assert bring_in_references(made.project, made["series"], file) == (len(lines), 0, without)
    assert bring_in_references(made.project, made["series"], file) == (0, len(lines), without), "the same again"
    known = read_references(made.project, made["series"])
    assert [in_list(row) for row in rows_of(known)] == lines


def test_a_source_from_a_file_is_cited_by_its_own_key(made: Any, tmp_path: Path) -> None:
    file = tmp_path / "lijst.bib"
    file.write_text(BIB, encoding="utf-8")
    bring_in_references(made.project, made["series"], file)
    known = read_references(made.project, made["series"])
    assert with_citations("Zie [@bos2020] en [@los].", known) == "Zie (Bos e.a., 2020) en (Los, zonder jaar)."


@pytest.mark.parametrize(("name", "content", "why"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_list_is_refused_and_nothing_is_stored(
    untouched: Any, tmp_path: Path, name: str, content: str, why: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        bring_in_references(untouched.project, untouched["series"], tmp_path / name)
    assert refusal.value.key == f"report.literature.{why}"
    assert read_references(untouched.project, untouched["series"]).empty


def test_the_lists_have_the_items_that_their_makers_gave_them() -> None:
    assert {name: len(items) for name, items in LISTS.items()} == {"gripp2": 5, "srqr": 21, "coreq": 32}
    assert len({one.asks for one in all_items()}) == 58


def _told(made: Any, name: str, number: int, audience: str = "groep") -> str:
    return told_of(read_material(made.project, made["series"], audience), LISTS[name][number - 1])


def test_an_item_tells_what_the_data_know_and_else_that_it_is_to_fill_in(made: Any) -> None:
    assert _told(made, "srqr", 4) == say("report.why.research_question", told="Wie kan wie bereiken?")
    assert _told(made, "coreq", 18) == "Er zijn 2 bijeenkomsten gehouden."
    assert _told(made, "coreq", 20) == "Er zijn 3 verslagen van bijeenkomsten."
    assert _told(made, "coreq", 24) == "2 mensen labelden."
    assert _told(made, "srqr", 21) == "nog invullen"
    assert _told(made, "srqr", 21, "gemeente") == say("report.checklist.not_told")


def test_what_people_write_of_an_item_stands_in_its_list(made: Any) -> None:
    item = LISTS["srqr"][20]
    assert title_of(made.project, item.section) == "Wie het betaalde"
    write_part(made.project.as_person(made["m2"]), made["series"], item.section, "De hogeschool betaalde het.")
    assert _told(made, "srqr", 21) == "De hogeschool betaalde het."
    blocks = [block for part in build_report(made.project).of("verantwoording") for block in part.blocks]
    tables = [block.table for block in blocks if isinstance(block, TableBlock)]
    assert [len(table) for table in tables] == [5, 21, 32]
    assert tables[1].iloc[20].tolist() == ["21. Wie het betaalde", "De hogeschool betaalde het."]


def test_the_number_of_people_outside_is_never_exact(made: Any) -> None:
    assert "6 mensen" in _told(made, "coreq", 12)
    assert "6" not in _told(made, "coreq", 12, "gemeente")


def _final(made: Any) -> Report:
    return replace(build_report(made.project), status=FINAL)


def test_a_release_is_numbered_and_says_what_is_different_from_the_one_before(made: Any) -> None:
    place = (made.project, made["series"], "groep")
    first = release_of(*place, {"in_het_kort": "a", "wat_we_vragen": "b"})
    assert (first.number, first.different, first.kept) == (1, (), False)
    keep_release(*place, first, date(2026, 1, 1))
    again = release_of(*place, {"in_het_kort": "a", "wat_we_vragen": "b"}, "anders")
    assert (again.number, again.words, again.kept) == (1, "", True), "unchanged is no new release"
    keep_release(*place, again, date(2026, 1, 2))
    assert len(read_releases(*place)) == 1
    second = release_of(*place, {"in_het_kort": "c", "bijlage": "d"}, "Wij schreven het korter.")
    assert second.number == 2 and second.different == ("in_het_kort", "bijlage", "wat_we_vragen")
    keep_release(*place, second, date(2026, 2, 1))
    printed = with_release(_final(made), release_of(*place, {"in_het_kort": "c", "bijlage": "d"}))
    assert (say("report.cover.release"), "2") in printed.facts
    note = printed.notes[-1].text
    assert note.startswith("Anders dan in uitgave 1: ‘In het kort’, ‘Bijlage’ en ‘Wat we vragen’.")
    assert note.endswith("Wij schreven het korter.")
    assert release_of(made.project, made["series"], "gemeente", {}).number == 1, "of their own for each readers"


def test_a_concept_has_no_number(made: Any, tmp_path: Path) -> None:
    export_report(made.project, tmp_path / "v.md", made["series"])
    assert say("report.cover.release") not in (tmp_path / "v.md").read_text(encoding="utf-8")
    assert read_releases(made.project, made["series"], "groep") == []


def test_a_final_report_that_leaves_twice_is_one_release(
    made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standings = {"in_het_kort": Standing("in_het_kort", "a", FINAL)}
    monkeypatch.setattr(build, "read_standings", lambda *_told: standings)
    monkeypatch.setattr(build, "with_standings", lambda _p, _m, report, _s: _as_final(report))
    for name in ("een.md", "twee.md"):
        export_report(made.project, tmp_path / name, made["series"], changed="Alles is nieuw.")
    (row,) = read_releases(made.project, made["series"], "groep")
    assert (row["number"], row["changed"], row["parts"]) == (1, "Alles is nieuw.", ["in_het_kort a"])
    one, two = ((tmp_path / name).read_text(encoding="utf-8") for name in ("een.md", "twee.md"))
    assert one == two and "- **Uitgave**: 1" in one
    with pytest.raises(Refused):
        export_report(made.project, tmp_path / "drie.md", made["series"], changed="Bel 06-12345678.")
    assert not (tmp_path / "drie.md").exists()


def _as_final(report: Report) -> Report:
    return replace(report, status=FINAL)
