"""What a report still lacks."""

import pytest

from ontmoet_research.findings import BLOCKING
from ontmoet_research.privacy import add_official
from ontmoet_research.report import FORMATS, check_report, export_report, read_report_findings
from ontmoet_research.report.blocks import Note, Report, Section
from ontmoet_research.report.exact_titles import check_aliases
from ontmoet_research.report.material import read_material
from ontmoet_research.store import change, find, new, read_rows, remove, write
from ontmoet_research.words import Refused, say


def rows(findings, level=None):
    return [found.row for found in findings if level in (None, found.level)]


def alter(made, table, name, **values):
    write(made.project, [change(find(made.project, table, made[name]), **values)])


def test_a_whole_report_has_nothing_that_blocks(made):
    assert rows(read_report_findings(made.project), BLOCKING) == []


def test_a_new_series_lacks_method_and_a_voice_of_experience(empty):
    assert rows(read_report_findings(empty.project), BLOCKING) == ["A02", "C08"]


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_report_without_method_version_is_blocked(made, value):
    alter(made, "series", "series", method_version=value)
    assert "A02" in rows(read_report_findings(made.project), BLOCKING)


def test_fewer_answers_than_there_were_need_a_rule(made):
    alter(made, "harvests", "slot", selection_rule=None)
    assert "C29" in rows(read_report_findings(made.project), BLOCKING)
    alter(made, "harvests", "slot", n_total=2)
    assert "C29" not in rows(read_report_findings(made.project))


def test_a_report_without_another_voice_is_blocked_and_an_unused_one_only_warns(made):
    material = read_material(made.project, made["series"], "groep")
    assert "E27" in rows(check_report(material, parts=["in_het_kort"]), BLOCKING)
    write(made.project, [remove(find(made.project, "minority_views", made["anders"]))])
    found = read_report_findings(made.project)
    assert "E27" in rows(found) and "E27" not in rows(found, BLOCKING)


def test_a_text_on_something_that_was_taken_out_is_blocked(made):
    alter(made, "report_sections", "in_het_kort", sources=[made["n1-3"]])
    assert "P11" in rows(read_report_findings(made.project), BLOCKING)


def test_the_first_part_asks_for_both_sides(made):
    alter(made, "report_sections", "in_het_kort", authors=[made["m2"]])
    assert "B01" in rows(read_report_findings(made.project))


CANARY = "Een Dijkgraaf las de brief, en een opbouwwerker ook."
PLACES = {
    "report_sections": ("in_het_kort", {"body_md": CANARY}),
    "minority_views": ("anders", {"body_md": CANARY}),
    "wishes": ("w1", {"text": CANARY}),
    "codes": ("c2", {"label_nl": CANARY}),
    "series": ("series", {"region": CANARY}),
}


def titles(made, audience):
    return [one for one in read_report_findings(made.project, made["series"], audience) if one.row == "E35"]


@pytest.mark.parametrize("table", PLACES)
def test_an_exact_title_anywhere_in_a_report_is_told_with_the_broad_group_to_use(made, table):
    name, told = PLACES[table]
    assert titles(made, "openbaar") == []
    alter(made, table, name, **told)
    found = titles(made, "openbaar")
    assert {one.level for one in found} == {BLOCKING} and {one.about for one in found} == {made["series"]}
    sentences = "\n".join(one.sentence for one in found)
    assert "“dijkgraaf”" in sentences and "iemand van het bestuur" in sentences
    assert "“opbouwwerker”" in sentences and "iemand van het sociaal werk" in sentences


@pytest.mark.parametrize(
    ("audience", "weight"), [("partners", {"fout"}), ("gemeente", {"fout"}), ("groep", {"let op"})]
)
def test_an_exact_title_weighs_more_for_readers_outside_the_group(made, audience, weight):
    alter(made, "report_sections", "in_het_kort", body_md=CANARY)
    assert {one.level for one in titles(made, audience)} == weight


def test_the_title_of_someone_in_public_office_may_stand(made):
    alter(made, "report_sections", "in_het_kort", body_md=CANARY)
    add_official(made.project, "Loes Verbeek", "dijkgraaf van het Veld", "de krant van 3 mei")
    sentences = "".join(one.sentence for one in titles(made, "openbaar"))
    assert "dijkgraaf" not in sentences and "opbouwwerker" in sentences


def test_a_report_with_exact_titles_does_not_leave_the_group_in_any_form(made, tmp_path):
    for table, (name, told) in PLACES.items():
        alter(made, table, name, **told)
    for suffix in FORMATS:
        with pytest.raises(Refused) as refusal:
            export_report(made.project, tmp_path / f"v{suffix}", made["series"], audience="gemeente")
    assert list(tmp_path.glob("v.*")) == [] and read_rows(made.project, "releases") == []
    for place in ("het voorblad", "In het kort", "Bijlage 2. Wat we leerden, in tabellen en figuren", "Ander geluid"):
        assert f"Bij “{place}” staat “opbouwwerker”: schrijf liever “iemand van het sociaal werk”" in str(refusal.value)
    assert "“dijkgraaf”" in str(refusal.value)
    assert export_report(made.project, tmp_path / "v.md", made["series"], audience="groep").exists()


def test_the_message_says_in_which_part_a_title_stands_and_a_changed_text_leaves(made, tmp_path):
    alter(made, "report_sections", "in_het_kort", body_md=CANARY)
    with pytest.raises(Refused, match="Bij “In het kort” staat “dijkgraaf”"):
        export_report(made.project, tmp_path / "v.md", made["series"], audience="openbaar")
    alter(made, "report_sections", "in_het_kort", body_md="Iemand van het bestuur las de brief.")
    page = export_report(made.project, tmp_path / "v.md", made["series"], audience="openbaar").read_text()
    assert titles(made, "openbaar") == [] and "ijkgraaf" not in page


def test_a_title_of_an_open_key_file_stops_a_report_too(made, tmp_path):
    own = ["Regisseur kwelderzorg"]
    alter(made, "wishes", "w1", text="Als we nu eens de regisseur kwelderzorg belden.")
    assert "E35" in rows(read_report_findings(made.project, made["series"], "gemeente", own), BLOCKING)
    with pytest.raises(Refused, match="regisseur kwelderzorg"):
        export_report(made.project, tmp_path / "v.md", made["series"], audience="gemeente", titles=own)


@pytest.mark.parametrize(
    ("audience", "words", "told"),
    [
        ("gemeente", "Wilma las mee.", True),
        ("openbaar", "Wilma's idee werkte.", True),
        ("groep", "Wilma las mee.", False),  # who is inside knows everyone
        ("gemeente", "Wilmadorp las mee.", False),  # another word
        ("gemeente", "wilma", False),  # an alias is often an ordinary word too
    ],
)
def test_an_alias_in_a_report_for_outside_is_told_with_where_it_stands(audience, words, told):
    report = Report("Verslag", "concept", "", (), (Section("wat_we_vragen", "Wat we vragen", (Note(words),)),))
    found = check_aliases(report, audience, "r", ["Wilma", " "])
    assert [(one.level, one.row) for one in found] == ([("let op", "P16")] if told else [])
    assert all("“Wat we vragen”" in one.sentence for one in found)


def test_thanks_may_name_who_wants_to_be_named():
    thanks = Section("trots_en_dank", say("report.section.trots_en_dank"), (Note("Wilma"),))
    report = Report("Verslag", "concept", "", (), (thanks,))
    assert check_aliases(report, "openbaar", "r", ["Wilma"]) == []


def test_the_worst_stands_first(empty):
    levels = [found.level for found in read_report_findings(empty.project)]
    assert levels == sorted(levels, key=lambda level: level != BLOCKING)


@pytest.mark.parametrize(
    ("sources", "blocking", "keys"),
    [
        ([], False, ["knowledge_unknown"]),
        (["ervaring"], False, ["one_knowledge"]),
        (["onderzoek"], True, ["without_experience", "one_knowledge"]),
        (["onderzoek", "praktijk"], True, ["without_experience"]),
        (["onderzoek", "ervaring"], False, []),
    ],
)
def test_a_conclusion_says_what_it_rests_on_and_never_leaves_experience_out(made, sources, blocking, keys):
    part = new(
        "report_sections",
        series_id=made["series"],
        section="wat_we_vragen",
        body_md="Bel met een nummer dat je ziet.",
        authors=[made["m1"], made["m2"]],
        knowledge_sources=sources,
    )
    write(made.project, [part])
    found = [one for one in read_report_findings(made.project) if one.about == part.object_id]
    section = say("report.section.wat_we_vragen")
    assert [one.sentence for one in found] == [say(f"report.check.{key}", section=section) for key in keys]
    assert any(one.level == BLOCKING for one in found) == blocking
    if keys == ["knowledge_unknown"]:  # it says where one chooses, in the words that stand on that screen
        where = say("write_report.rests_on").split("?")[0]
        assert where in found[0].sentence
