"""Books and articles: a list, cited in a part, printed in the appendix (A49, C10)."""

from __future__ import annotations

import pandas as pd
import pytest

from ontmoet_research.report import build_report, read_report_findings
from ontmoet_research.report.bibliography import (
    add_reference,
    change_reference,
    in_list,
    read_references,
    remove_reference,
    short_authors,
    with_citations,
)
from ontmoet_research.report.exact_titles import texts_in
from ontmoet_research.report.lived_voice import WHY_NOT
from ontmoet_research.report.writing import write_part
from ontmoet_research.store import change, find, read_rows, remove, write
from ontmoet_research.words import Refused, say

SHORT = [
    ("Desmond, M.", "Desmond"),
    ("Mullainathan, S., & Shafir, E.", "Mullainathan en Shafir"),
    ("’S Jongers, T.", "’S Jongers"),
    ("Werkplaatsen Sociaal Domein", "Werkplaatsen Sociaal Domein"),
    ("Vos, J. de; Bos, A.-M.; Los, B.", "Vos e.a."),
    ("M. L.", "M. L."),
]


@pytest.mark.parametrize(("authors", "short"), SHORT)
def test_authors_stand_in_a_text_by_their_last_names(authors: str, short: str) -> None:
    assert short_authors(authors) == short


def test_a_row_of_the_list_and_a_key_in_a_text_read_as_people_know_them() -> None:
    row = {"key": "desmond2023", "authors": "Desmond, M.", "year": 2023, "title": "Poverty, by America"}
    known = pd.DataFrame([{**row, "published_in": "Crown"}, {**row, "key": "x", "year": None, "published_in": None}])
    assert in_list(known.iloc[0]) == "Desmond, M. (2023). Poverty, by America. Crown."
    assert in_list(known.iloc[1]) == "Desmond, M. (zonder jaar). Poverty, by America."
    text = "Zie [@desmond2023], [@x] en [@wie]; [niet dit](http://a.b)."
    assert with_citations(text, known) == (
        "Zie (Desmond, 2023), (Desmond, zonder jaar) en [@wie]; [niet dit](http://a.b)."
    )


REFUSED = [
    ({"title": ""}, "needs_both"),
    ({"authors": " "}, "needs_both"),
    ({"year": "vorig jaar"}, "needs_year"),
    ({"year": "23"}, "needs_year"),
    ({"key": "een sleutel"}, "needs_key"),
    ({"key": "bos2020"}, "known_key"),
]


def test_adding_correcting_citing_and_removing(made) -> None:  # type: ignore[no-untyped-def]  # see conftest
    project, series = made.project, made["series"]
    first = add_reference(project, series, authors="Bos, A.", title="Wachten", year="2020")
    assert find(project, "bibliography", first)["key"] == "bos2020"
    for told, key in REFUSED:
        with pytest.raises(Refused) as refusal:
            add_reference(project, series, **{"authors": "Los, B.", "title": "Bellen", **told})
        assert refusal.value.key == f"report.literature.{key}"
    assert len(read_rows(project, "bibliography")) == 1
    row = find(project, "report_sections", made["in_het_kort"])
    write(project, [change(row, body_md="Zie [@bos2020] en [@los2021].")])

    def printed(section: str) -> str:
        (part,) = [one for one in build_report(project, audience="openbaar").sections if one.key == section]
        return "\n".join(text for block in part.blocks for text in texts_in(block))

    assert "Zie (Bos, 2020) en [@los2021]." in printed("in_het_kort")
    assert "Bos, A. (2020). Wachten." in printed("bijlage")
    missing = [one.sentence for one in read_report_findings(project, series) if one.row == "A49"]
    assert missing == [say("report.check.no_reference", key="los2021")]
    told = {"authors": "Los, B.", "title": "Bellen", "year": "2021", "published_in": "", "key": ""}
    change_reference(project, first, **told)
    assert read_references(project, series)["key"].tolist() == ["los2021"]
    assert "Zie [@bos2020] en (Los, 2021)." in printed("in_het_kort")
    remove_reference(project, first)
    assert say("report.heading.literature") not in printed("bijlage")


def test_without_a_voice_of_experience_a_report_needs_a_reason_that_is_printed(made) -> None:  # type: ignore[no-untyped-def]  # see conftest
    project, series = made.project, made["series"]
    write(project, [change(find(project, "quotes", made["q1"]), state="nee")])
    write(project, [remove(find(project, "minority_views", made["anders"]))])
    write(project, [change(find(project, "report_sections", made["in_het_kort"]), authors=[made["m2"]])])

    def lacks() -> bool:
        return "C08" in [one.row for one in read_report_findings(project, series, "gemeente")]

    assert lacks()
    write_part(project.as_person(made["m1"]), series, WHY_NOT, "Wie meedeed, wilde niet in een verslag staan.")
    assert not lacks(), "also when someone of that side wrote the reason"
    part, *_ = build_report(project, audience="gemeente").of("hoe_zeker_zijn_we")
    words = [text for block in part.blocks for text in texts_in(block)]
    assert words[:2] == [say("report.no_voice"), "Wie meedeed, wilde niet in een verslag staan."]
