"""A no never comes undone through a file: a backup, an older file, a merge taken back, a copy of someone else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from canary import Ids, fill

from ontmoet_research import exchange, privacy, store
from ontmoet_research.privacy.held import list_waiting, say_no, say_yes, stays_in_words
from ontmoet_research.store.backup import backup, restore
from ontmoet_research.words import Refused

DAY = "2025-03-04"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[store.Project]:
    monkeypatch.setenv("ONTMOET_FOLDER", str(tmp_path / "kit"))
    with store.create(tmp_path / "p.ontmoet", title="Proef") as made:
        yield made


@pytest.fixture
def ids(project: store.Project) -> Ids:
    found = fill(project)
    for purpose in ("citaat", "notities"):
        privacy.record_consent(project, found.person, purpose, True)
    return found


def gone(project: store.Project) -> set[str]:
    return privacy.withdrawn_participants(
        store.read_table(project, "participants"), store.read_table(project, "consents")
    )


def may_quote(project: store.Project) -> set[str]:
    people, consents = store.read_table(project, "participants"), store.read_table(project, "consents")
    return privacy.allowing_participants(people, consents, "citaat")


def rows(project: store.Project, table: str) -> dict[str, store.Row]:
    return {row.object_id: row for row in store.read_rows(project, table)}


def put_back(project: store.Project, made: Path) -> tuple[store.Project, list[str]]:
    """The project after this backup was put in its place, and what was told."""
    path, told = Path(str(project.path)), list[str]()
    project.close()
    restore(made, path, stayed=lambda found, nos: told.extend(stays_in_words(found, nos)))
    return store.open_project(path), told


@pytest.mark.parametrize("without", ["", "ledger", "project"])
def test_a_backup_does_not_bring_back_who_withdrew(
    project: store.Project, ids: Ids, tmp_path: Path, without: str
) -> None:
    made = backup(project, tmp_path / "maandag.ontmoet")
    before = len(store.read_rows(project, "quotes"))
    privacy.withdraw(project, ids.person, "alles", date=DAY)
    now = {name: set(rows(project, name)) for name in ("quotes", "codings", "minority_views", "report_sections")}
    alias = rows(project, "participants")[ids.person]["alias"]
    if without == "ledger":
        (tmp_path / "p.nee.jsonl").unlink()
    if without == "project":
        project.close()
        (tmp_path / "p.ontmoet").unlink()
    again, told = put_back(project, made)
    with again:
        assert ids.person in gone(again)
        assert ids.person not in may_quote(again)
        assert all(row["withdrawn"] for row in store.read_rows(again, "fragments", participant_id=ids.person))
        assert before > 0, "the backup held what went"
        assert {name: set(rows(again, name)) for name in now} == now
        assert {row["state"] for row in store.read_rows(again, "report_sections")} <= {None, "concept"}
    assert any(alias in line for line in told)


def test_a_refusal_that_came_after_the_backup_stays_and_so_does_one_of_which_the_backup_knows_nothing(
    project: store.Project, ids: Ids, tmp_path: Path
) -> None:
    made = backup(project, tmp_path / "maandag.ontmoet")
    privacy.record_consent(project, ids.person, "citaat", False)
    privacy.record_consent(project, ids.person, "archief", False)
    piece = rows(project, "fragments")[ids.piece]
    store.write(project, [store.change(piece, visibility="besloten", contains_case=True)])
    again, told = put_back(project, made)
    with again:
        answers = {
            row["purpose"]: row["given"] for row in store.read_rows(again, "consents", participant_id=ids.person)
        }
        assert (answers["citaat"], answers["archief"]) == (False, False)
        assert rows(again, "fragments")[ids.piece]["visibility"] == "besloten"
        assert len(told) == 2  # both answers in one sentence, the piece in another


def test_a_yes_asked_anew_after_the_no_is_not_taken_away_by_a_backup_of_before(
    project: store.Project, ids: Ids, tmp_path: Path
) -> None:
    made = backup(project, tmp_path / "maandag.ontmoet")
    privacy.record_consent(project, ids.person, "citaat", False)
    between = backup(project, tmp_path / "dinsdag.ontmoet")
    privacy.record_consent(project, ids.person, "citaat", True, date=DAY)
    again, told = put_back(project, made)
    assert ids.person in may_quote(again) and told == []
    once_more, _ = put_back(again, between)
    with once_more:
        assert ids.person not in may_quote(once_more), "a copy brings a no"


def test_an_older_file_put_in_its_place_by_hand_gets_the_no_when_it_is_opened(
    project: store.Project, ids: Ids, tmp_path: Path
) -> None:
    made = backup(project, tmp_path / "maandag.ontmoet")
    privacy.withdraw(project, ids.person, "alles", date=DAY)
    project.close()
    made.replace(tmp_path / "p.ontmoet")
    with store.open_project(tmp_path / "p.ontmoet") as again:
        assert ids.person in gone(again) and again.notices
    with store.open_project(tmp_path / "p.ontmoet") as third:
        assert not any("nee" in told for told in third.notices), "told once"


def test_a_write_that_failed_leaves_no_no_behind(
    project: store.Project, ids: Ids, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup(project, tmp_path / "maandag.ontmoet")

    def broken(_: object) -> None:
        raise Refused("store.busy", path="x")

    with monkeypatch.context() as patch:
        patch.setattr(project.backend, "before_feed", broken)
        with pytest.raises(Refused):
            privacy.record_consent(project, ids.person, "citaat", False)
    again, told = put_back(project, made)
    with again:
        assert ids.person in may_quote(again) and told == []


@pytest.fixture
def theirs(project: store.Project, ids: Ids, tmp_path: Path) -> Iterator[store.Project]:
    """A copy that someone took along."""
    with store.open_project(backup(project, tmp_path / "ander.ontmoet")) as made:
        yield made


def merge(project: store.Project, copy: store.Project) -> store.Merged:
    return exchange.merge_copy(project, store.OpenProject(copy))


def test_taking_back_a_merge_keeps_the_no_it_brought_and_takes_back_the_rest(
    project: store.Project, ids: Ids, theirs: store.Project
) -> None:
    privacy.withdraw(theirs, ids.person, "alles", date=DAY)
    wish = store.new("organisations", label="een woonorganisatie")
    store.write(theirs, [wish])
    merge(project, theirs)
    assert ids.person in gone(project)
    done = store.undo_merge(project)
    assert ids.person in gone(project)
    assert wish.object_id not in rows(project, "organisations")
    assert any("haalde alle woorden weg" in told for told in stays_in_words(project, done.kept))
    assert not store.read_rows(project, "quotes", fragment_id=ids.piece)


def test_taking_back_a_merge_with_nothing_of_that_kind_leaves_the_project_as_it_was(
    project: store.Project, ids: Ids, theirs: store.Project
) -> None:
    before = {name: rows(project, name) for name in ("organisations", "participants", "consents")}
    store.write(theirs, [store.new("organisations", label="een school")])
    merge(project, theirs)
    assert store.undo_merge(project).kept == ()
    assert {name: rows(project, name) for name in before} == before


def no_here_and_yes_there(project: store.Project, theirs: store.Project, ids: Ids) -> None:
    """Someone said no here; the copy knows of it, and says yes on top of it."""
    privacy.withdraw(project, ids.person, "alles", date=DAY)
    merge(theirs, project)
    drafts = [store.change(row, given=True, withdrawn=None) for row in store.read_rows(theirs, "consents")]
    drafts += [store.change(row, status="actief") for row in store.heads(theirs, "participants", ids.person)]
    drafts += [store.change(row, withdrawn=False) for row in store.read_rows(theirs, "fragments") if row["withdrawn"]]
    store.write(theirs, drafts)


def test_a_copy_that_says_yes_in_place_of_a_no_is_a_proposal_told_by_alias(
    project: store.Project, ids: Ids, theirs: store.Project
) -> None:
    no_here_and_yes_there(project, theirs, ids)
    alias = rows(project, "participants")[ids.person]["alias"]
    told = "\n".join(
        exchange.in_sentences(project, exchange.look(project, store.OpenProject(theirs)), "kopie", done=False)
    )
    assert alias in told and "weer meedoen" in told
    assert ids.person in gone(project) and not list_waiting(project), "a look changes nothing"
    merged = merge(project, theirs)
    assert ids.person in gone(project)
    assert len(list_waiting(project)) == len(merged.held) >= 3
    merge(project, theirs)
    assert len(list_waiting(project)) == len(merged.held), "a second time brings nothing new"


def test_saying_yes_takes_who_asked_anew_and_when_and_saying_no_keeps_it(
    project: store.Project, ids: Ids, theirs: store.Project
) -> None:
    docent = store.new("contributors", display_name="Noor", side="onderzoek", role="docent-onderzoeker")
    store.write(project, [docent])
    project = project.as_person(docent.object_id)
    no_here_and_yes_there(project, theirs, ids)
    merge(project, theirs)
    waiting = {one.row.table: one.row.id for one, _ in list_waiting(project)}
    with pytest.raises(Refused) as refusal:
        say_yes(project, waiting["participants"])
    assert refusal.value.key == "privacy.held.ask_anew"
    say_yes(project, waiting["participants"], asked_by=docent.object_id, asked_on="2025-04-01")
    assert rows(project, "participants")[ids.person]["status"] == "actief"
    assert any(row["action"] == "asked anew" for row in store.read_rows(project, "log_events"))
    say_no(project, waiting["fragments"])
    assert rows(project, "fragments")[ids.piece]["withdrawn"]
    assert not {waiting["participants"], waiting["fragments"]} & {one.row.id for one, _ in list_waiting(project)}


def test_roles_agreements_checks_signatures_and_the_register_come_in_as_proposals(
    project: store.Project, ids: Ids, theirs: store.Project
) -> None:
    student = store.new("contributors", display_name="Sam", side="onderwijs", role="student")
    register = store.new("releases", what="wie_is_er", k=5, people=8, table_json="{}")
    series = store.new("series", title="Buurt", format="ontmoetingen", k_threshold=5)
    part = store.new(
        "report_sections", series_id=series.object_id, section="in_het_kort", body_md="Zo.", state="concept"
    )
    store.write(project, [student, register, series, part])
    merge(theirs, project)
    here = {row.object_id: row for row in store.read_rows(theirs, "contributors")}
    forged = [
        store.change(here[student.object_id], agreement_signed_on=DAY, agreement_until="2099-01-01"),
        store.remove(store.read_rows(theirs, "releases", object_id=register.object_id)[0]),
        store.change(store.read_rows(theirs, "series", object_id=series.object_id)[0], k_threshold=3, title="Wijk"),
        store.change(store.read_rows(theirs, "report_sections", object_id=part.object_id)[0], state="vastgesteld"),
        store.new("recognition_checks", source_id=ids.source, contributor_id=student.object_id, outcome="niemand"),
        store.new(
            "sign_offs",
            section_id=part.object_id,
            section_hash="x",
            contributor_id=student.object_id,
            side="ervaring",
            answer="akkoord",
        ),
    ]
    store.write(theirs, forged)
    before = {name: dict(rows(project, name)) for name in ("releases", "sign_offs", "recognition_checks")}
    merged = merge(project, theirs)
    assert {one.row.table for one in merged.held} == {draft.table for draft in forged}
    assert rows(project, "contributors")[student.object_id]["agreement_until"] is None
    assert {name: set(rows(project, name)) for name in before} == {name: set(found) for name, found in before.items()}
    now = rows(project, "series")[series.object_id]
    assert (now["k_threshold"], now["title"]) == (5, "Wijk"), "the rest of the row goes on"
    assert rows(project, "report_sections")[part.object_id]["state"] == "concept"
    for one, _ in list_waiting(project):
        store.write(project, [store.accepted(one)])
    assert rows(project, "contributors")[student.object_id]["agreement_until"] == "2099-01-01"
    assert register.object_id not in rows(project, "releases")
    assert rows(project, "report_sections")[part.object_id]["state"] == "vastgesteld"
    assert len(rows(project, "sign_offs")) == len(before["sign_offs"]) + 1
    assert store.check_rows(project) == []


def test_a_merge_with_proposals_can_be_taken_back(project: store.Project, ids: Ids, theirs: store.Project) -> None:
    no_here_and_yes_there(project, theirs, ids)
    merge(project, theirs)
    store.undo_merge(project)
    assert list_waiting(project) == []
    assert ids.person in gone(project)
    assert store.check_rows(project) == []


def test_a_backup_of_another_project_gets_no_no_of_this_one(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with store.create(tmp_path / "b" / "ander.ontmoet", title="Ander") as other:
        fill(other)
    privacy.withdraw(project, ids.person, "alles", date=DAY)
    shutil.copy(tmp_path / "b" / "ander.ontmoet", tmp_path / "ander.ontmoet")
    again, told = put_back(project, tmp_path / "ander.ontmoet")
    with again:
        assert told == [] and gone(again) == set()
