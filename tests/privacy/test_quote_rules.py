"""What keeps a quote inside besides a missing yes: cases, notes nobody looked at, offices, who could be harmed.

Rows P04, P06, P07, P19, P21, A15, A40, B20, C07; invariant 12.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pages import choose, click, every_block, small_project
from pages import told as words_on

from ontmoet_research.coding import Mark, apply_code
from ontmoet_research.group import add_participant, list_meetings, make_series
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.privacy import (
    QuoteRules,
    add_official,
    bent_rule_pieces,
    check_officials,
    fragment_texts,
    official_lines,
    organisation_words,
    read_offices,
    read_official_lines,
    read_privacy_findings,
    read_quote_rules,
    record_consent,
    record_recognition,
    releasable_quotes,
    say_who,
)
from ontmoet_research.screens.keeping.kept_close import KeptClose
from ontmoet_research.store import Project, change, create, find, new, read_rows, read_table, read_table_raw, write
from ontmoet_research.words import Refused, say

WORDS = "Ik vulde het in en zette mijn naam eronder."
QUOTE: dict[str, Any] = {
    "quote_id": "q",
    "fragment_id": "f",
    "text_used": WORDS,
    "context_b1": None,
    "attribution": "perspectief",
    "audiences": ["groep"],
    "state": "akkoord",
}
FRAGMENT: dict[str, Any] = {
    "fragment_id": "f",
    "source_id": "n",
    "participant_id": "ann",
    "speaker_perspective": "professional",
    "visibility": "groep",
    "withdrawn": False,
    "contains_case": False,
    "sensitive_for": None,
    "official_id": None,
}
RULES = QuoteRules(
    organisations={"woonorganisatie", "gemeente", "[organisatie]"}, officials={"w": "Wil, wethouder (x)"}
)


def reason(
    quote: dict[str, Any] | None = None,
    fragment: dict[str, Any] | None = None,
    rules: QuoteRules = RULES,
    audience: str = "groep",
) -> str:
    """Why a quote stays, or an empty text when it may go."""
    allowed, refused = gate(quote or {}, fragment or {}, rules, audience)
    assert len(allowed) + len(refused) == 1
    return "" if len(allowed) else str(refused["reason"].iloc[0])


def gate(
    quote: dict[str, Any], fragment: dict[str, Any], rules: QuoteRules, audience: str = "groep"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    piece = pd.DataFrame([{**FRAGMENT, **fragment}], dtype=object)
    person = pd.DataFrame([{"participant_id": "ann", "alias": "Brug", "status": "actief"}])
    yes = {"participant_id": "ann", "given": True, "withdrawn": None}
    consents = pd.DataFrame([{**yes, "purpose": "citaat"}, {**yes, "purpose": "naam_noemen"}])
    return releasable_quotes(
        pd.DataFrame([{**QUOTE, **quote}]),
        piece.astype({"withdrawn": "boolean", "contains_case": "boolean"}),
        person,
        consents.astype({"given": "boolean"}),
        {"f": f"{WORDS} Meer niet. Bij de woonorganisatie mag dat niet."},
        audience,
        rules,
    )


def test_the_case_itself_may_go() -> None:
    assert reason() == ""


def test_talk_of_someone_outside_stays_until_a_person_released_it() -> None:
    assert "buiten de groep" in reason(fragment={"contains_case": True})
    assert reason(fragment={"contains_case": True}, rules=QuoteRules(released={"f"})) == ""
    assert "besloten" in reason(fragment={"contains_case": True, "visibility": "besloten"})


def test_a_note_nobody_looked_at_is_not_quoted() -> None:
    assert "wie je in dit verslag herkent" in reason(rules=QuoteRules(unchecked={"n"}))
    assert reason(rules=QuoteRules(unchecked={"another"})) == ""


SENSITIVE = {"sensitive_for": "professional"}
TOGETHER: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("organisation in the context, perspective printed", {"context_b1": "Over een woonorganisatie."}, {}, True),
    ("a plural", {"context_b1": "Woonorganisaties doen dat niet."}, {}, True),
    ("what stands for a name", {"context_b1": "Iemand van [organisatie]."}, {}, True),
    ("organisation in the words", {"text_used": "Bij de woonorganisatie mag dat niet."}, {}, True),
    ("an alias insiders know", {"context_b1": "Bij de gemeente.", "attribution": "alias"}, {}, True),
    ("a name", {"context_b1": "Bij de gemeente.", "attribution": "naam"}, {}, True),
    ("no organisation", {"context_b1": "Iemand deed iets wat niet mag."}, {}, False),
    ("no role", {"context_b1": "Bij de gemeente."}, {"speaker_perspective": "resident"}, False),
    ("a role in the context", {"context_b1": "Welzijn: sociaal werk, gemeente."}, {"speaker_perspective": None}, True),
    ("organisation inside another word", {"context_b1": "De burgergemeente."}, {}, False),
]


@pytest.mark.parametrize(
    ("quote", "fragment", "stays"), [row[1:] for row in TOGETHER], ids=[row[0] for row in TOGETHER]
)
def test_role_and_organisation_never_stand_together_when_a_professional_could_be_harmed(
    quote: dict[str, Any], fragment: dict[str, Any], stays: bool
) -> None:
    told = reason(quote, {**SENSITIVE, **fragment})
    assert told.startswith("Hier staan werk en organisatie samen") is stays
    assert reason(quote, fragment) == "", "only where someone could be harmed"


def test_organisation_words_are_the_labels_without_an_article() -> None:
    labels = pd.DataFrame({"label": ["een woonorganisatie", "De Brug", None, "gemeente"]})
    assert organisation_words(labels) == {"woonorganisatie", "brug", "gemeente", "[organisatie]"}


OFFICE = {"participant_id": None, "official_id": "w", "speaker_perspective": "policy"}


def test_words_in_public_office_need_no_consent_but_an_office_a_source_and_a_yes() -> None:
    allowed, _ = gate({"attribution": "naam"}, OFFICE, RULES)
    assert allowed.iloc[0][["attribution", "official"]].tolist() == ["naam", "Wil, wethouder (x)"]
    assert gate({}, OFFICE, RULES)[0].iloc[0][["attribution", "official"]].tolist() == ["perspectief", None]
    assert "niet in het openbaar" in reason({}, OFFICE, QuoteRules())
    assert "Geen antwoord is nee" in reason({"state": "geen_antwoord"}, OFFICE)
    assert "niet bekend wie" in reason({}, {**OFFICE, "official_id": None})


def test_an_office_never_takes_the_place_of_the_consent_of_a_participant() -> None:
    both = {"participant_id": "bob", "official_id": "w"}
    assert "gaf geen toestemming" in reason({"attribution": "naam"}, both)
    allowed, _ = gate({"attribution": "alias"}, OFFICE, RULES)
    assert allowed.iloc[0]["attribution"] == "perspectief", "who is no participant has no alias"


CHANGED: list[tuple[str, dict[str, Any], bool]] = [
    ("as it was said", {}, True),
    ("a part of it", {"text_used": "zette mijn naam eronder."}, True),
    ("one letter else", {"text_used": "Ik vulde het in en zette mijn naam eronde."}, False),
    ("other capitals", {"text_used": WORDS.lower()}, False),
    ("other words, chosen by the person", {"text_used": "Ik tekende.", "state": "akkoord_met_wijziging"}, True),
    ("no answer", {"state": "geen_antwoord"}, False),
    ("asked only", {"state": "gevraagd"}, False),
]


@pytest.mark.parametrize(("quote", "goes"), [row[1:] for row in CHANGED], ids=[row[0] for row in CHANGED])
def test_other_words_than_were_agreed_on_and_no_answer_are_a_no(quote: dict[str, Any], goes: bool) -> None:
    assert (reason(quote) == "") is goes


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "p.ontmoet", title="Proef") as made:
        series = make_series(made, "twee-workshops", "Reeks")
        add_participant(made, "Reiger", series, ["resident"])
        bring_in(made, read_typed("Wij doen dat voortaan anders."), title="Verslag")
        yield made


def test_an_official_needs_name_office_and_source_and_a_meeting_that_was_open_to_all(project: Project) -> None:
    series = read_rows(project, "series")[0].object_id
    first, second = list_meetings(project, series)[:2]
    write(project, [change(second, public=True)])
    for told in (("", "wethouder", "krant"), ("Wil", " ", "krant"), ("Wil", "wethouder", "")):
        with pytest.raises(Refused, match="ontbreekt een naam"):
            add_official(project, *told)
    with pytest.raises(Refused, match="niet voor iedereen open"):
        add_official(project, "Wil", "wethouder", "verslag in de krant", session_id=first.object_id)
    named = add_official(project, "Wil", "wethouder", "verslag in de krant", session_id=second.object_id)
    assert read_official_lines(project) == {named: "Wil, wethouder (verslag in de krant)"}
    assert check_officials(read_table(project, "public_officials"), read_table(project, "sessions")) == []


def test_an_official_put_in_another_way_is_found_and_not_named(project: Project) -> None:
    loose = new("public_officials", name="Wil", public_role="wethouder", public_source="")
    write(project, [loose])
    tables = read_table(project, "public_officials"), read_table(project, "sessions")
    assert official_lines(*tables) == {}
    assert [(one.level, one.row, one.about) for one in check_officials(*tables)] == [("fout", "C07", loose.object_id)]


def test_words_of_an_official_are_no_words_of_a_participant(project: Project) -> None:
    piece = read_rows(project, "fragments")[0].object_id
    named = add_official(project, "Wil", "wethouder", "verslag in de krant")
    say_who(project, piece, named)
    row = find(project, "fragments", piece)
    assert (row["official_id"], row["participant_id"]) == (named, None)
    assert read_quote_rules(project).officials.keys() == {named}


TITLE = "De opbouwwerker belde mij terug."
TITLE_OUT = say("privacy.refused.exact_title")


@pytest.mark.parametrize(
    ("audience", "told", "why"),
    [
        ("openbaar", {"text_used": TITLE}, TITLE_OUT),
        ("partners", {"text_used": TITLE}, TITLE_OUT),
        ("gemeente", {"text_used": "Zij belde.", "context_b1": "Over een klantmanager."}, TITLE_OUT),
        ("groep", {"text_used": TITLE}, ""),
        ("openbaar", {"text_used": "Iemand van het sociaal werk belde mij terug."}, ""),
        ("openbaar", {"text_used": "De wethouder belde mij terug."}, ""),  # someone who may be named
    ],
)
def test_no_exact_title_is_quoted_outside_the_group(audience: str, told: dict[str, Any], why: str) -> None:
    rules = QuoteRules(offices={"wethouder"})
    quote = {"state": "akkoord_met_wijziging", "audiences": [audience], **told}
    assert reason(quote, {}, rules, audience) == why


def test_who_speaks_in_office_may_name_a_title() -> None:
    quote = {"text_used": TITLE, "audiences": ["openbaar"], "state": "akkoord_met_wijziging"}
    assert reason(quote, {"official_id": "w", "participant_id": None}, RULES, "openbaar") == ""


def test_the_offices_of_who_may_be_named_are_read_from_the_project(tmp_path: Path) -> None:
    with create(tmp_path / "p.ontmoet", title="Proef") as project:
        assert read_offices(project) == set()
        add_official(project, "Loes Verbeek", "wethouder van Veldhoek", "de krant van 3 mei")
        write(project, [new("public_officials", name="Bas", public_role="imam", public_source="")])
        assert read_offices(project) == {"wethouder"} == set(read_quote_rules(project).offices)


@pytest.mark.parametrize(
    ("quote", "fragment", "stays"), [row[1:] for row in TOGETHER], ids=[row[0] for row in TOGETHER]
)
def test_the_label_buiten_de_lijntjes_weighs_as_much_as_saying_who_could_be_harmed(
    quote: dict[str, Any], fragment: dict[str, Any], stays: bool
) -> None:
    rules = replace(RULES, bent_rule={"f"})
    assert reason(quote, fragment, rules).startswith("Hier staan werk en organisatie samen") is stays
    assert reason(quote, fragment, replace(RULES, bent_rule={"g"})) == ""


@pytest.mark.parametrize(("code", "label"), [("BG09", "Buiten de lijntjes"), ("X1", " buiten de Lijntjes ")])
def test_one_reader_who_places_it_on_some_words_keeps_role_and_organisation_apart(
    tmp_path: Path, code: str, label: str
) -> None:
    with small_project(tmp_path / "p.ontmoet") as project:
        [piece] = [row for row in read_rows(project, "fragments") if row["order"] == 2]
        told: dict[str, Any] = {"context_b1": "Bij de woonorganisatie.", "audiences": ["groep"], "state": "akkoord"}
        told["attribution"] = "perspectief"
        quote = new("quotes", fragment_id=piece.object_id, text_used="wij kwamen toch", **told)
        book = read_rows(project, "codebooks")[0].object_id
        made = new("codes", codebook_id=book, code=code, label_nl=label, kind="enkel")
        firm = new("organisations", label="een woonorganisatie")
        write(project, [quote, made, firm, change(piece, speaker_perspective="professional")])
        who = read_rows(project, "contributors")[0].object_id
        record_consent(project, piece["participant_id"], "citaat", True)
        record_recognition(project.as_person(who), piece["source_id"], "niemand")
        assert _refused(project) == []
        start = piece["start"] + 9
        apply_code(project, Mark(piece["source_id"], start, start + 3, made.object_id, who))
        assert bent_rule_pieces(project) == {piece.object_id}
        assert _refused(project) == [say("privacy.refused.role_and_organisation")]
        found = [one for one in read_privacy_findings(project) if one.row == "A40"]
        assert [(one.level, one.about) for one in found] == [("let op", quote.object_id)]
        page = KeptClose(project, who=who)
        options = next(one["options"] for one in every_block(page) if one.get("label") == say("kept_close.which_note"))
        choose(page, say("kept_close.which_note"), next(words for _, words in options if "Verslag 1" in words))
        assert say("kept_close.bent_rule") not in words_on(page)
        click(page, say("kept_close.next"))
        assert say("kept_close.bent_rule") in words_on(page)


def _refused(project: Project) -> list[str]:
    names = ("quotes", "fragments", "participants", "consents")
    tables = [read_table_raw(project, name, versions="all") for name in names]
    texts = fragment_texts(tables[1], read_table_raw(project, "sources"))
    return list(releasable_quotes(*tables, texts, "groep", read_quote_rules(project))[1]["reason"])
