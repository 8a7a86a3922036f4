"""Labels, readers, notes, sets, cases and variables of other programs: kept, or told by name and number."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from boxes import Box, code, coding, guid, note, note_ref, selection
from seen import labels, lost, marks, quotes

from ontmoet_research.exchange import Choices, Loaded, load_in_sentences
from ontmoet_research.exchange.refi.told import colour
from ontmoet_research.store import Project, read_rows

TEXT = "De brief kwam te laat en bleef liggen tot maandag."
Bring = Callable[..., Loaded]


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_several_readers_keep_their_own_labels_on_the_same_words(project: Project, box: Box, bring: Bring) -> None:
    box.user("Anna")
    box.user("Bo")
    box.code("Te laat")
    inside = coding("Te laat", "Anna", 1) + coding("Te laat", "Bo", 2)
    box.text(
        "Avond", TEXT, [selection(*place("brief"), inside), selection(*place("brief"), coding("Te laat", "Bo", 3))]
    )
    bring(box)
    assert marks(project) == [("Avond", "brief", "Te laat", "Anna"), ("Avond", "brief", "Te laat", "Bo")]


def test_a_reader_nobody_names_is_someone_and_two_of_one_name_stay_two(
    project: Project, box: Box, bring: Bring
) -> None:
    for n in (1, 2):
        box.users.append(f'<User guid="{guid(f"user Anna{n}")}" name="Anna"/>')
    box.code("L")
    inside = coding("L", "Anna1", 1) + coding("L", "Anna2", 2) + coding("L", "", 3) + coding("L", "weg", 4)
    box.text("Avond", TEXT, [selection(*place("brief"), inside)])
    loaded = bring(box)
    names = sorted(row["display_name"] for row in read_rows(project, "contributors"))
    assert names == ["Anna", "Anna", "Iemand in Proefprogramma", "Iemand in Proefprogramma"]
    assert any("Van welke kant" in line for line in load_in_sentences(loaded))


def test_a_person_says_from_which_side_a_reader_is(project: Project, box: Box, bring: Bring) -> None:
    box.user("Anna")
    box.code("L")
    box.text("Avond", TEXT, [selection(*place("brief"), coding("L", "Anna", 1))])
    bring(box, Choices(sides={"Anna": "ervaring"}))
    assert [row["side"] for row in read_rows(project, "contributors")] == ["ervaring"]


def test_labels_under_labels_keep_the_way_to_them(project: Project, box: Box, bring: Bring) -> None:
    inside = code("Vijf", code("Zes", code("Zeven")))
    box.code("Een", code("Twee", code("Drie", code("Vier", inside), 'isCodable="0"')), 'isCodable="false"')
    bring_all(box)
    bring(box)
    assert labels(project) == [
        ("Een", "Twee"),
        ("Een › Twee › Drie", "Vier"),
        ("Een › Twee › Drie › Vier", "Vijf"),
        ("Een › Twee › Drie › Vier › Vijf", "Zes"),
        ("Een › Twee › Drie › Vier › Vijf › Zes", "Zeven"),
    ]


def bring_all(box: Box) -> None:
    box.text("Avond", TEXT, [selection(*place("brief"), coding("Zeven", "", 1))])


def test_the_wrapper_that_a_program_puts_around_all_labels_goes(project: Project, box: Box, bring: Bring) -> None:
    box.code("Nodes", code("Te laat") + code("Op tijd"), 'isCodable="false"')
    bring(box)
    assert labels(project) == [(None, "Te laat"), (None, "Op tijd")]


@pytest.mark.parametrize("told", ['isCodable="True"', 'isCodable="1"', ""])
def test_a_label_is_a_label_however_that_is_said(project: Project, box: Box, bring: Bring, told: str) -> None:
    box.code("Te laat", "", told)
    bring(box)
    assert labels(project) == [(None, "Te laat")]


def test_a_folder_with_labels_on_words_stays_a_label_and_is_told(project: Project, box: Box, bring: Bring) -> None:
    box.code("Map", code("Kind"), 'isCodable="false"')
    box.text("Avond", TEXT, [selection(*place("brief"), coding("Map", "", 1))])
    loaded = bring(box)
    assert labels(project) == [(None, "Map"), ("Map", "Kind")]
    assert lost(loaded) == {"not_codable": 1}


def test_names_stay_as_they_are_and_the_same_name_twice_stays_two(project: Project, box: Box, bring: Bring) -> None:
    odd = ["a/b::c.d", "&<>\"'", "שלום", "x" * 1000, "a › b"]
    for name in odd:
        box.code(name)
    box.codes.append(code("Dubbel", code("Kind een"), key=guid("dubbel 1")))
    box.codes.append(code("Dubbel", code("Kind twee"), key=guid("dubbel 2")))
    box.codes.append(code("", key=guid("leeg")))
    bring(box)
    found = labels(project)
    assert [name for _, name in found[:5]] == odd
    assert found[5:] == [
        (None, "Dubbel"),
        ("Dubbel", "Kind een"),
        (None, "Dubbel"),
        ("Dubbel (2)", "Kind twee"),
        (None, "Zonder naam"),
    ]


def test_numbers_are_compared_without_braces_case_and_blanks(project: Project, box: Box, bring: Bring) -> None:
    box.codes.append(f'<Code guid="{{{guid("code L").lower()}}}" name="L" isCodable="true"/>')
    ref = f'<Coding guid=" {guid("c")} "><CodeRef targetGUID=" {guid("code L").upper()}"/></Coding>'
    box.text("Avond", TEXT, [selection(*place("brief"), ref)])
    bring(box)
    assert quotes(project) == ["brief"]


def test_a_number_that_is_none_is_told_and_two_with_one_number_are_one(
    project: Project, box: Box, bring: Bring
) -> None:
    box.codes += ['<Code guid="g-per" name="Vreemd" isCodable="true"/>', code("L"), code("M", key=guid("code L"))]
    loaded = bring(box)
    assert labels(project) == [(None, "Vreemd"), (None, "L")]
    assert lost(loaded) == {"odd_key": 1, "double_key": 1}


def test_a_label_that_is_not_there_is_told_with_the_note(project: Project, box: Box, bring: Bring) -> None:
    box.code("L")
    box.text("Avond", TEXT, [selection(*place("brief"), coding("weg", "", 1) + coding("L", "", 2))])
    loaded = bring(box)
    assert quotes(project) == ["brief"]
    assert loaded.found.lost["unknown_label", "Avond"] == 1


def test_a_label_on_a_whole_text_lies_on_all_its_words(project: Project, box: Box, bring: Bring) -> None:
    box.code("L")
    box.text("Avond", TEXT, more=coding("L", "", 1))
    bring(box)
    assert quotes(project) == [TEXT]


@pytest.mark.parametrize(
    ("told", "made"),
    [("#abc", "#aabbcc"), ("#AABBCC", "#aabbcc"), ("rgba(1,2,3,0.5)", "#010203"), ("-65536", "#ff0000"), ("", "")],
)
def test_colours_are_read_in_all_their_forms(told: str, made: str) -> None:
    assert colour(told) == made


def test_notes_come_in_wherever_they_were_tied(project: Project, box: Box, bring: Bring) -> None:
    box.user("Anna")
    box.code("L", note_ref("bij label"))
    inside = coding("L", "Anna", 1, note_ref("bij labelen"))
    own = guid("piece")
    box.text(
        *("Avond", TEXT),
        [
            selection(*place("brief"), inside),
            selection(*place("te laat"), coding("L", "Anna", 2) + note_ref("bij stukje"), key=own),
            selection(*place("maandag"), note_ref("zonder label"), key=guid("kaal")),
            selection(*place("liggen"), "<Description>MAXQDA schrijft hier</Description>" + coding("L", "Anna", 3)),
        ],
        more=note_ref("bij verslag"),
    )
    for name in ("bij label", "bij labelen", "bij stukje", "zonder label", "bij verslag", "los", "bij project"):
        box.notes.append(note(name, f"Notitie {name}", "Anna"))
    box.notes.append(note("link", "Notitie link", "Anna"))
    box.links.append(
        f'<Link guid="{guid("link")}" originGUID="{guid("note link")}" targetGUID="{own}" direction="OneWay"/>'
    )
    box.rest = note_ref("bij project")
    loaded = bring(box)
    codings = {row["quote"]: row for row in read_rows(project, "codings")}
    assert codings["brief"]["note"] == "Notitie bij labelen"
    assert codings["liggen"]["note"] == "MAXQDA schrijft hier"
    about = {row["text"]: row["about_id"] for row in read_rows(project, "memos")}
    source = read_rows(project, "sources")[0].object_id
    assert about["Notitie bij stukje"] == about["Notitie link"] == codings["te laat"].object_id
    assert about["Notitie bij verslag"] == source
    assert about["“maandag”\nNotitie zonder label"] in {row.object_id for row in read_rows(project, "fragments")}
    assert about["Notitie los"] is None
    assert about["Notitie bij project"] is None
    assert [row["text"] for row in read_rows(project, "code_notes")] == ["Notitie bij label"]
    assert lost(loaded) == {}


def test_a_shared_note_stands_with_both_and_one_that_is_not_there_is_told(
    project: Project, box: Box, bring: Bring
) -> None:
    box.code("L", note_ref("gedeeld") + note_ref("weg"))
    box.text("Avond", TEXT, more=note_ref("gedeeld"))
    box.notes.append(note("gedeeld", "Samen"))
    loaded = bring(box)
    assert [row["text"] for row in read_rows(project, "memos")] == ["Samen"]
    assert [row["text"] for row in read_rows(project, "code_notes")] == ["Samen"]
    assert lost(loaded) == {"dangling_note": 1}


def test_a_set_of_labels_becomes_a_theme_and_what_is_odd_in_it_is_told(
    project: Project, box: Box, bring: Bring
) -> None:
    box.code("L")
    member = f'<MemberCode targetGUID="{guid("code L")}"/><MemberCode targetGUID="{guid("weg")}"/>'
    box.sets += [
        f'<Set guid="{guid("s")}" name="Post"><Description>Over brieven</Description>{member}</Set>',
        f'<Set guid="{guid("leeg")}" name="Leeg"/>',
        f'<Set guid="{guid("n")}" name="N"><MemberNote targetGUID="{guid("note x")}"/></Set>',
    ]
    loaded = bring(box)
    (theme,) = read_rows(project, "themes")
    assert (theme["title"], theme["description_b1"]) == ("Post", "Over brieven")
    (link,) = read_rows(project, "theme_links")
    assert link["target_id"] == read_rows(project, "codes")[0].object_id
    assert lost(loaded) == {"unknown_label_in_set": 1, "empty_set": 2, "note_in_set": 1}


def value(variable: str, told: str, kind: str = "TextValue") -> str:
    ref = f'<VariableRef targetGUID="{guid(f"variable {variable}")}"/>'
    return f"<VariableValue>{ref}<{kind}>{told}</{kind}></VariableValue>"


def with_variables(box: Box) -> None:
    kinds = {"Sessie": "Integer", "Dag": "Date", "Leeftijd": "Float", "Rol": "Text", "Leeg": "Text"}
    for name, kind in kinds.items():
        box.variables.append(f'<Variable guid="{guid(f"variable {name}")}" name="{name}" typeOfVariable="{kind}"/>')
    piece = guid("piece")
    told = value("Sessie", "3", "IntegerValue") + value("Dag", "2025-03-04", "DateValue") + value("Leeftijd", "1e3")
    key = box.text("Avond", TEXT, [selection(0, len(TEXT), key=piece)], more=told + value("Leeg", ""))
    refs = f'<SourceRef targetGUID="{key}"/><SelectionRef targetGUID="{piece}"/>'
    box.cases.append(f'<Case guid="{guid("case")}">{value("Rol", "Professional")}{refs}</Case>')


def test_variables_are_proposed_and_told_until_a_person_says_what_they_are(
    project: Project, box: Box, bring: Bring
) -> None:
    with_variables(box)
    loaded = bring(box)
    assert loaded.proposed == {"Sessie": "bijeenkomst", "Dag": "datum", "Rol": "perspectief"}
    assert read_rows(project, "sessions") == []
    assert {name for (kind, name), _ in loaded.found.lost.items() if kind == "variable"} == {
        *("Sessie", "Dag", "Leeftijd", "Rol")
    }


def test_a_variable_becomes_what_a_person_says(project: Project, box: Box, bring: Bring) -> None:
    with_variables(box)
    bring(box, Choices(roles={"Sessie": "bijeenkomst", "Dag": "datum", "Rol": "perspectief"}))
    (session,) = read_rows(project, "sessions")
    assert (session["number"], session["date"]) == (3, "2025-03-04")
    assert read_rows(project, "sources")[0]["session_id"] == session.object_id
    assert {row["speaker_perspective"] for row in read_rows(project, "fragments")} == {"professional"}
    bring(box, Choices(roles={"Sessie": "bijeenkomst", "Dag": "datum"}))
    assert len(read_rows(project, "sessions")) == 1


def test_pictures_sound_and_film_are_told_by_name_with_the_labels_on_them(
    project: Project, box: Box, bring: Bring
) -> None:
    box.code("L")
    piece = f'<PictureSelection guid="{guid("p")}" firstX="0" firstY="0" secondX="9" secondY="9">'
    box.sources += [
        f'<PictureSource guid="{guid("1")}" name="flap.png" path="internal://x.png">{piece}'
        f"{coding('L', '', 1)}{coding('L', '', 2)}</PictureSelection></PictureSource>",
        f'<AudioSource guid="{guid("2")}" name="opname">{coding("L", "", 3)}</AudioSource>',
        f'<VideoSource guid="{guid("3")}" name="film.m4a"/>',
    ]
    box.graphs.append(f'<Graph guid="{guid("g")}" name="Kaart"/>')
    loaded = bring(box)
    found = loaded.found.lost
    assert found["picture", "flap.png"] == 1
    assert found["marks_on_picture", "flap.png"] == 2
    assert found["marks_on_audio", "opname"] == 1
    assert found["video", "film.m4a"] == 1
    assert found["graph", "Kaart"] == 1


def test_the_text_of_a_pdf_and_of_a_recording_comes_in_with_its_labels(
    project: Project, box: Box, bring: Bring
) -> None:
    box.code("L")
    shared = guid("gedeeld")
    on_page = f'<PDFSelection guid="{shared}" page="0" firstX="0" firstY="0" secondX="1" secondY="1"/>'
    content = f"<PlainTextContent>{TEXT}</PlainTextContent>"
    box.sources.append(
        f'<PDFSource guid="{guid("pdf")}" name="Nota" path="internal://x.pdf">{on_page}<Representation '
        f'guid="{guid("rep")}">{content}{selection(*place("brief"), coding("L", "", 1), key=shared)}'
        f"</Representation></PDFSource>"
    )
    points = "".join(f'<SyncPoint guid="{guid(f"at {n}")}" timeStamp="{n}" position="{n}"/>' for n in place("maandag"))
    start, end = (guid(f"at {n}") for n in place("maandag"))
    box.sources.append(
        f'<AudioSource guid="{guid("a")}" name="Opname"><Transcript guid="{guid("t")}">'
        f"<PlainTextContent>{TEXT} Ook hier.</PlainTextContent>{points}"
        f'<TranscriptSelection guid="{guid("ts")}" fromSyncPoint="{start}" toSyncPoint="{end}">'
        f"{coding('L', '', 2)}</TranscriptSelection></Transcript></AudioSource>"
    )
    loaded = bring(box)
    assert quotes(project) == ["brief", "maandag"]
    assert sorted(row["title"] for row in read_rows(project, "sources")) == ["Nota", "Opname"]
    assert lost(loaded) == {}


def test_a_label_on_a_note_is_told_and_the_note_comes_in(project: Project, box: Box, bring: Bring) -> None:
    box.code("L")
    box.notes.append(note("n", TEXT, more="").replace("</Note>", selection(0, 3, coding("L", "", 1)) + "</Note>"))
    loaded = bring(box)
    assert [row["text"] for row in read_rows(project, "memos")] == [TEXT]
    assert lost(loaded) == {"marks_on_note": 1}


def test_values_of_all_six_kinds_on_notes_and_on_nameless_cases_are_told(
    project: Project, box: Box, bring: Bring
) -> None:
    said = {"Text": "x", "Boolean": "1", "Integer": "3", "Float": "1.50", "Date": "2025-03-04"}
    said |= {"DateTime": "2025-03-04T19:30:00+01:00"}
    for kind in said:
        box.variables.append(f'<Variable guid="{guid(f"variable {kind}")}" name="{kind}" typeOfVariable="{kind}"/>')
    values = "".join(value(kind, told, f"{kind}Value") for kind, told in said.items())
    zoneless = value("DateTime", "2025-03-04T19:30:00", "DateTimeValue")
    keys = [box.text("Avond 1", TEXT, more=values), box.text("Avond 2", f"{TEXT} Nog een.", more=zoneless)]
    for n, refs in enumerate([keys, keys[:1]]):  # two cases of one note, both without a name
        told = "".join(f'<SourceRef targetGUID="{key}"/>' for key in refs)
        box.cases.append(f'<Case guid="{guid(f"case {n}")}">{value("Text", "y")}{told}</Case>')
    loaded = bring(box)
    assert {name: n for (kind, name), n in loaded.found.lost.items() if kind == "variable"} == {
        **dict.fromkeys(said, 1),
        "DateTime": 2,
        "Text": 3,  # of one note and two cases
    }
    bring(box, Choices(roles={"DateTime": "datum"}))
    assert {row["date"] for row in read_rows(project, "sessions")} == {"2025-03-04"}


@pytest.mark.parametrize("direction", ["Associative", "OneWay", "Bidirectional"])
def test_a_link_that_ties_no_note_is_told_whatever_its_direction(
    project: Project, box: Box, bring: Bring, direction: str
) -> None:
    box.code("L")
    keys = [box.text(name, f"{TEXT} {name}") for name in ("Een", "Twee")]
    for n, (origin, target) in enumerate([keys, (keys[0], guid("nergens"))]):
        ends = f'originGUID="{origin}" targetGUID="{target}"'
        box.links.append(f'<Link guid="{guid(f"link {n}")}" {ends} direction="{direction}"/>')
    loaded = bring(box)
    assert lost(loaded) == {"link": 2}
    assert len(read_rows(project, "sources")) == 2


def test_a_label_that_is_a_note_or_a_person_is_no_label(project: Project, box: Box, bring: Bring) -> None:
    user = box.user("Anna")
    box.code("L")
    box.notes.append(note("n", "Notitie"))
    wrong = "".join(
        f'<Coding guid="{guid(f"c {key}")}"><CodeRef targetGUID="{key}"/></Coding>' for key in (user, guid("note n"))
    )
    box.text("Avond", TEXT, [selection(*place("brief"), coding("L", "Anna", 1) + wrong)])
    loaded = bring(box)
    assert marks(project) == [("Avond", "brief", "L", "Anna")]
    assert lost(loaded) == {"unknown_label": 2}
