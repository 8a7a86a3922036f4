"""A small invented series with everything a report can hold, and one person who withdrew.

``Made`` keeps the ids by short names, so that a test can point at what it means.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ontmoet_research.store import Draft, Project, change, create, find, new, write

GONE = ("Zwaluw", "dit zei ik over de slagboom", "mijn reden om te stoppen met de proef", "een stuk van Zwaluw alleen")

REASONS = ("Wie hem inbracht wil dit niet.", "De baas van Schuilnaam3 wilde niet.", "Een van ons zag het anders.")

TEXTS = {
    "n1": "Ik nam niet op.\nHet nummer stond er niet bij.\ndit zei ik over de slagboom\nWe belden om vier uur.",
    "n2": "Nu staat het nummer erbij.\nEr bellen veel mensen terug.",
    "n3": "We spraken over het loket.",
}


class Made:
    """What was made: the project and the ids by short name."""

    def __init__(self, path: Path) -> None:
        self.project: Project = create(path, title="Oefenproject")
        self.ids: dict[str, str] = {}
        self.drafts: list[Draft] = []

    gone = GONE  # words and names of the person who withdrew
    reasons = REASONS  # in their own words, for the group only

    def add(self, name: str, table: str, **values: Any) -> str:
        draft = new(table, **values)
        self.drafts.append(draft)
        self.ids[name] = draft.object_id
        return draft.object_id

    def written(self) -> Made:
        """All that was added, in one write: a write per row would take seconds."""
        write(self.project, self.drafts)
        return self

    def __getitem__(self, name: str) -> str:
        return self.ids[name]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Made]:
    """A project with one series and nothing else."""
    made = Made(tmp_path / "leeg.ontmoet")
    made.add(
        "series", "series", title="Nieuwe reeks", format="ontmoetingen", required_perspectives=["lived_experience"]
    )
    yield made.written()
    made.project.close()


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """The whole series."""
    made = whole_series(tmp_path)
    yield made
    made.project.close()


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The whole series, for tests that only read: made once."""
    made = whole_series(tmp_path_factory.mktemp("reeks"))
    yield made
    made.project.close()


@pytest.fixture(scope="module")
def ugly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The whole series, for tests that write ugly text in it once and then only read."""
    made = whole_series(tmp_path_factory.mktemp("lelijk"))
    yield made
    made.project.close()


@pytest.fixture(scope="module")
def reasoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The whole series with a reason of one person in each place, and all that people can enter; read only."""
    made = whole_series(tmp_path_factory.mktemp("redenen"))
    for table, name, told in (
        ("wishes", "w3", {"parked_reason": REASONS[0]}),
        ("assignments", "o-w1", {"state": "gestopt", "stop_reason": REASONS[1]}),
        ("decisions", "b-w1", {"dissent_note": REASONS[2], "how": "Schuilnaam3 doet het."}),
        ("progress", "v-w1", {"need": "een vast nummer", "from_whom": "de leiding"}),
    ):
        write(made.project, [change(find(made.project, table, made[name]), **told)])
    made.drafts.clear()
    for kind, text, places in (
        ("kennis", "Bellen mag ook zonder formulier.", ["gemeente", "bewoners"]),
        ("casus", "Over een brief in een week.", ["onderwijs"]),
    ):
        made.add(text, "gains", session_id=made["s2"], kind=kind, text=text, destinations=places)
    for kind, polarity, text in (
        ("works", "werkt", "Eerst een bericht."),
        ("works", "werkt_minder", "Zelf betalen."),
        ("with_board", None, "Mijn baas vond het spannend."),
    ):
        made.add(text, "insights", session_id=made["s2"], kind=kind, polarity=polarity, text=text)
    asked = {"session_id": made["s2"], "asker_sector": "zorg", "question": "Mogen wij dit vragen?"}
    made.add("dv", "think_tank_questions", **asked, advice="Vraag het iedereen.", used="ja", fed_back_on="2025-03-01")
    made.add("dv2", "think_tank_questions", session_id=made["s2"], question="En wat nu?")
    for text, status, told in (
        ("Je kunt er niet zitten.", "opgelost", {"to_whom": "het gebouw", "answer": "Er staan stoelen."}),
        ("Er is niemand te bereiken.", "open", {"advice": "Zet een nummer op de deur."}),
    ):
        made.add(text, "signals", session_id=made["s1"], text=text, kind="signaal", status=status, **told)
    promised = {"series_id": made["series"], "to_whom": "de groep", "by_whom": "Schuilnaam1"}
    made.add("bl", "promises", what="Elkaar weer zien.", due="2025-11-20", **promised)
    made.add("bl2", "promises", what="Dit is al gedaan.", done_on="2025-03-01", **promised)
    made.add("dag", "agreed_dates", series_id=made["series"], kind="bewaren", what="verslag", until="2035-12-31")
    write(made.project, made.drafts)
    yield made
    made.project.close()


def whole_series(folder: Path) -> Made:
    made = Made(folder / "reeks.ontmoet")
    for part in (_series, _people, _notes, _labels, _wishes, _report):
        part(made)
    return made.written()


def _series(made: Made) -> None:
    made.add(
        "series",
        "series",
        title="Bereikbaar zijn",
        region="Lindeveld",
        topic="bellen en gebeld worden",
        format="ontmoetingen",
        method_version="gids 4+1+8",
        research_question="Wie kan wie bereiken?",
        required_perspectives=["lived_experience", "policy"],
        k_threshold=5,
    )
    made.add("f1", "phases", series_id=made["series"], kind="perspectives", order=1, planned_count=3)
    made.add("f2", "phases", series_id=made["series"], kind="follow_up", order=2)
    days = (("s1", "2025-01-09", "gehouden"), ("s2", "2025-01-23", "gehouden"), ("s3", "2025-02-06", "vervallen"))
    for number, (name, day, status) in enumerate((*days, ("s4", None, "gepland")), start=1):
        phase = made["f1" if number < 4 else "f2"]
        values = {"series_id": made["series"], "phase_id": phase, "number": number, "date": day, "status": status}
        made.add(name, "sessions", kind="ontmoeting", **values)


def _people(made: Made) -> None:
    sides = (
        "lived_experience",
        "resident",
        "volunteer",
        "professional",
        "professional",
        "resident",
        "lived_experience",
    )
    for number, perspective in enumerate(sides):
        name = f"p{number}"
        alias = GONE[0] if number == 6 else f"Schuilnaam{number}"
        status = "ingetrokken" if number == 6 else "actief"
        series = [made["series"]]
        made.add(name, "participants", alias=alias, series_ids=series, perspectives=[perspective], status=status)
        for purpose in ("meedoen", "notities", "citaat"):
            made.add(f"{name}-{purpose}", "consents", participant_id=made[name], purpose=purpose, given=True)
    for name, side, person in (("m1", "ervaring", "p0"), ("m2", "onderzoek", None), ("m3", "ervaring", "p6")):
        made.add(
            name, "contributors", display_name=f"Naam {name}", side=side, participant_id=made.ids.get(person or "")
        )


def _notes(made: Made) -> None:
    for number, (note, text) in enumerate(TEXTS.items(), start=1):
        session = made["s1" if number == 1 else "s2"]
        made.add(note, "sources", title=note, session_id=session, kind="verslag", sha256="0" * 64, text=text)
        start = 0
        for order, line in enumerate(text.split("\n"), start=1):
            name = f"{note}-{order}"
            speaker = {"n1-1": "p0", "n1-3": "p6", "n2-1": "p3"}.get(name)
            made.add(
                name,
                "fragments",
                source_id=made[note],
                order=order,
                start=start,
                end=start + len(line),
                speaker_perspective="lived_experience" if speaker in ("p0", "p6") else None,
                participant_id=made[speaker] if speaker else None,
                visibility="groep",
            )
            start += len(line) + 1


def _labels(made: Made) -> None:
    book = made.add("book", "codebooks", title="Onze lijst", version="1")
    for code, label, family in (
        ("c1", "Niet opnemen", "bellen"),
        ("c2", "Zichtbaar zijn", "bellen"),
        ("c3", "Loket", "plek"),
    ):
        made.add(code, "codes", codebook_id=book, code=code, label_nl=label, family=family, kind="enkel")
    placed = (
        ("n1-1", "c1", "m1", "zeker"),
        ("n1-1", "c1", "m2", "twijfel"),
        ("n1-2", "c2", "m2", "zeker"),
        ("n1-3", "c3", "m2", "zeker"),
        ("n2-1", "c2", "m1", "zeker"),
        ("n2-2", "c2", "m2", "weet_niet"),
    )
    for number, (piece, code, who, certainty) in enumerate(placed):
        made.add(
            f"k{number}",
            "codings",
            source_id=made[piece.split("-")[0]],
            fragment_id=made[piece],
            start=0,
            end=1,
            quote="x",
            code_id=made[code],
            codebook_version="1",
            contributor_id=made[who],
            certainty=certainty,
            round="zelf",
        )
    for note in TEXTS:
        made.add(
            f"{note}-gezien", "recognition_checks", source_id=made[note], contributor_id=made["m1"], outcome="niemand"
        )
    made.add("d1", "differences", fragment_id=made["n1-1"], code_id=made["c1"], outcome="beide_blijven_staan")
    made.add("d2", "differences", fragment_id=made["n1-3"], code_id=made["c3"], outcome="beide_blijven_staan")
    for place, who, view in (
        ("d1", "m1", "Dit is opletten."),
        ("d1", "m2", "Dit is wegblijven."),
        ("d2", "m2", "dit zei ik over de slagboom"),
    ):
        made.add(
            f"{place}-{who}",
            "positions",
            difference_id=made[place],
            contributor_id=made[who],
            view=view,
            reason="Zo was het.",
        )


def _wishes(made: Made) -> None:
    for name, text, status in (
        ("w1", "Als we nu eens met een nummer belden.", "opgepakt"),
        ("w2", "Als we nu eens later sloten.", "open"),
        ("w3", "Als we nu eens één loket hadden.", "geparkeerd"),
        ("w4", "Als we nu eens een bus hadden.", "opgepakt"),
    ):
        reason = "Dat kan pas volgend jaar." if status == "geparkeerd" else None
        made.add(name, "wishes", text=text, session_id=made["s1"], status=status, parked_reason=reason)
    for wish, holder, state, reason in (("w1", "p3", "loopt", None), ("w4", "p6", "gestopt", GONE[2])):
        values = {"decided_by": "group", "what": f"Besluit bij {wish}.", "how": "samen", "who": [made[holder]]}
        made.add(f"b-{wish}", "decisions", wish_id=made[wish], session_id=made["s2"], **values)
        made.add(
            f"o-{wish}",
            "assignments",
            decision_id=made[f"b-{wish}"],
            holder_id=made[holder],
            state=state,
            stop_reason=reason,
        )
        stuck = "Het vinkje zat vast." if wish == "w1" else GONE[2]
        made.add(f"v-{wish}", "progress", assignment_id=made[f"o-{wish}"], session_id=made["s2"], stuck=stuck)
    made.add(
        "change",
        "changes",
        assignment_id=made["o-w1"],
        actor="een team van een organisatie",
        what="Belt met een nummer dat je ziet.",
        since="2025-02-01",
        level="instelling",
        expected="nee",
        direction="beter",
        evidence=["het team vertelde het"],
        substantiation="bevestigd_door_1",
    )


def _report(made: Made) -> None:
    made.add(
        "slot",
        "harvests",
        session_id=made["s2"],
        question="Wat neem je mee?",
        answers=["moed", "een nummer"],
        n_total=9,
        selection_rule="twee mensen kozen samen",
    )
    quotes = (
        ("q1", "n1-1", "Ik nam niet op.", "akkoord", ["groep", "gemeente"]),
        ("q2", "n2-1", "Nu staat het nummer erbij.", "nee", ["groep"]),
        ("q3", "n1-3", GONE[1], "akkoord", ["groep", "gemeente"]),
    )
    for name, piece, words, state, audiences in quotes:
        values = {"text_used": words, "state": state, "audiences": audiences, "attribution": "alias"}
        made.add(name, "quotes", fragment_id=made[piece], **values)
    for name, section, body, authors in (
        ("in_het_kort", "in_het_kort", "We belden anders. Dat *hielp*.\n\n- een\n- twee", ["m1", "m2"]),
        ("alleen", "waarom_deze_reeks", GONE[3], ["m3"]),
    ):
        values = {"section": section, "body_md": body, "authors": [made[one] for one in authors], "sources": []}
        made.add(name, "report_sections", series_id=made["series"], **values)
    values = {"title": "Reken het uit", "body_md": "wij waren altijd al thuis.", "authors": [made["m1"]]}
    made.add("anders", "minority_views", series_id=made["series"], locked_side="ervaring", **values)
