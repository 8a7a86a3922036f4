"""Someone stops or takes words out: absent from every output, to be taken back until it is erased for good."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from canary import CANARY, NOTE, Ids, fill

from ontmoet_research import model, privacy, report, store
from ontmoet_research.coding import read_codings
from ontmoet_research.intake import read_fragments
from ontmoet_research.report.writing import write_part
from ontmoet_research.words import Refused

DAY = "2025-03-04"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[store.Project]:
    with store.create(tmp_path / "p.ontmoet", title="Proef") as made:
        yield made


@pytest.fixture
def ids(project: store.Project) -> Ids:
    return fill(project)


def tables(project: store.Project) -> str:
    """All tables as they are given out."""
    return "\n".join(privacy.without_withdrawn(project, name).to_csv() for name in model.tables())


def printed(project: store.Project) -> str:
    return str(report.build_report(project, today=date(2025, 4, 1)))


def current(project: store.Project) -> dict[str, list[object]]:
    """What holds now, without the rows' own ids and moments and without the log."""
    names = [name for name in model.tables() if name != "log_events"]
    return {n: [(r.object_id, dict(r.values)) for r in store.read_rows(project, n)] for n in names}


SAID = ("elke vrijdag een brief", f"brief van de {CANARY}")


def test_before_it_the_words_are_in_tables_and_report(project: store.Project, ids: Ids) -> None:
    assert SAID[0] in tables(project)
    assert SAID[0] in printed(project)


@pytest.mark.parametrize("scope", ["stukjes", "alles"])
def test_what_someone_said_is_in_no_table_and_no_report(project: store.Project, ids: Ids, scope: str) -> None:
    done = privacy.withdraw(project, ids.person, scope, date=DAY)
    assert (done.pieces, done.quotes) == (1, 1)
    given, made = tables(project), printed(project)
    given += read_codings(project).to_csv() + read_fragments(project).to_csv()
    for words in SAID:
        assert words not in given
        assert words not in made
    assert len(privacy.without_withdrawn(project, "quotes")) == 0
    assert ids.piece not in set(privacy.without_withdrawn(project, "readings")["fragment_id"])
    assert len(privacy.without_withdrawn(project, "positions")) == 0  # said about a difference on the piece
    assert "dat herken ik" in given


def test_quotes_can_go_while_the_note_stays(project: store.Project, ids: Ids) -> None:
    done = privacy.withdraw(project, ids.person, "citaten", date=DAY)
    assert (done.pieces, done.quotes, done.reopened) == (0, 1, ["In het kort"])
    assert len(privacy.without_withdrawn(project, "quotes")) == 0
    assert store.find(project, "sources", ids.source)["text"] == NOTE
    assert SAID[0] not in printed(project)
    assert SAID[0] not in privacy.without_withdrawn(project, "report_sections")["body_md"][0]
    assert SAID[0] in privacy.without_withdrawn(project, "sources")["text"][0]


def test_who_stops_leaves_what_was_said(project: store.Project, ids: Ids) -> None:
    done = privacy.withdraw(project, ids.person, "stop", date=DAY)
    person = store.find(project, "participants", ids.person)
    assert (person["status"], person["left"]) == ("gestopt", DAY)
    assert (done.pieces, done.quotes, done.reopened) == (0, 0, [])
    assert SAID[0] in printed(project)


def test_a_section_goes_back_to_concept_and_is_held_back_until_someone_reads_it(
    project: store.Project, ids: Ids
) -> None:
    body = f"Wij hoorden: elke vrijdag een brief van de {CANARY}!"  # rests on nothing, but holds the words
    other = store.new(
        "report_sections", series_id=ids.series, section="wat_we_vragen", body_md=body, state="vastgesteld"
    )
    store.write(project, [other])
    done = privacy.withdraw(project, ids.person, "stukjes", date=DAY)
    assert (len(done.reopened), done.fallen) == (2, 1)
    for one in (ids.section, other.object_id):
        assert store.find(project, "report_sections", one)["state"] == "concept"
    assert store.read_rows(project, "sign_offs") == []
    assert SAID[0] not in printed(project)
    noor = project.as_person(ids.noor)
    write_part(noor, ids.series, "wat_we_vragen", "Wij vragen om rust.")
    assert "Wij vragen om rust." in printed(project)


def test_another_voice_that_holds_the_words_shows_blocks_and_is_named(project: store.Project, ids: Ids) -> None:
    body = f"Ik hoorde ook: elke vrijdag een brief van de {CANARY}, maar anders."
    view = store.read_rows(project, "minority_views")[0]
    store.write(project, [store.change(view, body_md=body, title="Mijn kijk")])
    done = privacy.withdraw(project, ids.person, "stukjes", date=DAY)
    assert done.read_again == ["Mijn kijk"]
    assert SAID[0] not in printed(project)
    assert "maar anders." in printed(project)


def test_all_that_is_only_mine_takes_my_work_as_a_co_researcher_along(project: store.Project, ids: Ids) -> None:
    noor = store.find(project, "contributors", ids.noor)
    store.write(project, [store.change(noor, participant_id=ids.person)])
    done = privacy.withdraw(project, ids.person, "alles", date=DAY)
    assert done.own > 4
    for name in ("codings", "memos", "readings", "positions", "minority_views", "report_sections", "sign_offs"):
        assert store.read_rows(project, name) == [], name
    assert all(row["withdrawn"] == DAY for row in store.read_rows(project, "consents"))
    assert store.find(project, "sources", ids.source)["text"] == NOTE  # until it is erased


@pytest.mark.parametrize("scope", privacy.SCOPES)
def test_twice_is_once_and_it_can_be_taken_back(project: store.Project, ids: Ids, scope: str) -> None:
    before = current(project)
    shown = privacy.preview_withdrawal(project, ids.person, scope, date=DAY)
    assert current(project) == before
    done = privacy.withdraw(project, ids.person, scope, date=DAY)
    assert done == shown
    after, seq = current(project), store.last_seq(project)
    again = privacy.withdraw(project, ids.person, scope, date="2025-05-05")
    assert not again.changed
    assert (current(project), store.last_seq(project)) == (after, seq)
    privacy.take_back_withdrawal(project)
    assert current(project) == before
    assert store.check_rows(project) == []


def test_the_log_keeps_only_id_and_day(project: store.Project, ids: Ids) -> None:
    privacy.withdraw(project, ids.person, "stukjes", date=DAY)
    [note] = store.read_rows(project, "log_events")
    assert (note["action"], note["about_id"], note["reason"]) == ("withdrawal: stukjes", ids.person, DAY)
    assert CANARY not in str(note)


def test_what_was_erased_since_can_not_be_taken_back(project: store.Project, ids: Ids) -> None:
    privacy.withdraw(project, ids.person, "alles", date=DAY)
    store.erase(project, privacy.belongings(project, ids.person), named=[CANARY, "Wilma"], reason="zij vroeg het")
    with pytest.raises(Refused, match="voorgoed gewist"):
        privacy.take_back_withdrawal(project)
    assert store.heads(project, "participants", ids.person) == []
    assert store.read_rows(project, "consents") == store.read_rows(project, "quotes") == []
    assert CANARY not in tables(project)


def test_the_pieces_of_others_right_beside_it_are_listed(project: store.Project, ids: Ids) -> None:
    done = privacy.withdraw(project, ids.person, "stukjes", date=DAY)
    assert [(one.order, one.fragment_id) for one in done.neighbours] == [(1, ids.before), (3, ids.after)]
    assert privacy.neighbours(project, [ids.before, ids.after])[0].fragment_id == ids.piece


def test_the_days_that_were_agreed_on_are_shown_and_refuse_nobody(project: store.Project, ids: Ids) -> None:
    privacy.agree_date(project, ids.series, "weghalen", "citaat", "2025-09-01")
    privacy.agree_date(project, ids.series, "weghalen", "citaat", "2025-02-01")
    told = privacy.preview_withdrawal(project, ids.person, "citaten", date=DAY)
    assert told.limits == {"citaat": "2025-02-01", "naam_noemen": None}
    assert privacy.withdraw(project, ids.person, "citaten", date=DAY).changed
    with pytest.raises(ValueError, match="no such thing"):
        privacy.agree_date(project, ids.series, "weghalen", "verslag", "2025-09-01")
    with pytest.raises(ValueError, match="isoformat"):
        privacy.agree_date(project, ids.series, "bewaren", "verslag", "morgen")


def test_what_is_kept_past_its_day_is_told_and_nothing_is_deleted(project: store.Project, ids: Ids) -> None:
    privacy.agree_date(project, ids.series, "bewaren", "ruw", "2025-01-31")
    privacy.agree_date(project, ids.series, "bewaren", "verslag", "2035-01-31")
    found = privacy.check_kept(privacy.read_agreed_dates(project), date(2025, 2, 1))
    assert [(one.level, one.row) for one in found] == [("let op", "P22")]
    assert "31 januari 2025" in found[0].sentence
    assert privacy.check_kept(privacy.read_agreed_dates(project), date(2025, 1, 31)) == []
    assert current(project)["sources"]


def test_a_person_who_is_not_there_and_an_unknown_scope_are_refused(project: store.Project, ids: Ids) -> None:
    with pytest.raises(Refused, match="weggehaald"):
        privacy.withdraw(project, store.new_id(), "stop", date=DAY)
    with pytest.raises(Refused, match="weggehaald"):
        privacy.belongings(project, store.new_id())
    with pytest.raises(ValueError, match="scope"):
        privacy.withdraw(project, ids.person, "half", date=DAY)


def test_the_list_of_what_is_elsewhere_names_every_file_that_was_made(project: store.Project, tmp_path: Path) -> None:
    for name in ("verslag.html", "tabel.csv"):
        privacy.write_out(project, tmp_path / name, b"x", "proef")
    told = privacy.to_do_elsewhere(project)
    assert [name for name in ("verslag.html", "tabel.csv") if any(name in line for line in told)] == [
        "verslag.html",
        "tabel.csv",
    ]
    assert sum("Research Drive" in line or ".ipynb_checkpoints" in line for line in told) == 2
