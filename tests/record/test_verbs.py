"""No public verb of any room keeps a phone number, a mail address or a BSN in words of a person (property over verbs).

Each verb of a room is called on a copy of the practice series, with such words in one of its texts and things of the
series in the others. What it does with the rest may be refused too; what counts is what stands in the project after.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontmoet_research import model
from ontmoet_research.practice import make_practice_project
from ontmoet_research.record.own_words import looked_at
from ontmoet_research.store import Project, read_rows
from ontmoet_research.words import Refused

ROOMS = ("group", "privacy", "coding", "change", "dialogue", "learning", "voices", "report")
IDENTIFIERS = ("06-12345678", "noor.bakker@voorbeeld.nl", "123456782")
# What leaves, goes away, or asks for a file; none of these keeps words.
NOT_TRIED = {"withdraw", "write_out", "write_access", "release_table", "end_contributor", "take_back_withdrawal"}
POINTS = {
    **dict.fromkeys(("holder_id", "helper_id", "teller_id", "confirmer_id"), "participants"),
    **dict.fromkeys(("person_id", "by", "who", "one"), "contributors"),
    **{"official_id": "public_officials", "event_id": "timeline_events", "agreement_id": "working_agreements"},
    **{"question_id": "think_tank_questions", "to_series_id": "series", "into_id": "wishes", "piece_id": "fragments"},
}
Verb = Callable[..., Any]


def verbs() -> list[tuple[str, Verb, str]]:
    """Room and verb, with each of its texts: what takes a project first and has a text of its own."""
    found = []
    for room in ROOMS:
        place = import_module(f"ontmoet_research.{room}")
        for name in place.__all__:
            verb = getattr(place, name)
            if not inspect.isfunction(verb) or name in NOT_TRIED or name.startswith(("read_", "check_", "list_")):
                continue
            asked = list(inspect.signature(verb).parameters.values())
            if asked and asked[0].name == "project":
                found += [(f"{room}.{name}", verb, one.name) for one in asked[1:] if is_text(verb, one.name)]
    return found


def is_text(verb: Verb, name: str) -> bool:
    told = str(verb.__annotations__.get(name, ""))
    pointing = name.endswith(("_id", "_ids")) or name in POINTS or name in ("origin", "path", "table")
    return not pointing and ("str" in told) and "Project" not in told


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with make_practice_project(tmp_path_factory.mktemp("werkwoorden") / "p.ontmoet") as made:
        maker = next(row for row in read_rows(made, "contributors") if row["side"] == "ervaring")
        yield made.as_person(maker.object_id)


def value_for(project: Project, verb: Verb, name: str) -> Any:
    """Something of the series that fits this parameter as well as its name tells."""
    table = POINTS.get(name) or next((t for t, f in model.tables().items() if f.info["id_name"] == name), None)
    if name.endswith("_ids"):
        table = next((t for t, f in model.tables().items() if f.info["id_name"] == name[:-1]), "participants")
    if table and name not in ("by", "who", "one"):
        rows = read_rows(project, table)
        one = rows[-1].object_id if rows else ""
        return [one] if name.endswith("_ids") else one
    if name in ("who", "panel"):
        return [read_rows(project, "participants")[0].object_id]
    source = inspect.getsource(inspect.getmodule(verb) or verb)
    for told in model.tables():
        column = model.columns_of(told).get(name)
        if column is not None and f'"{told}"' in source and column.info.get("choices"):
            return column.info["choices"][0]
    if name in ("day", "date", "due", "since"):
        return "2026-11-30"
    annotation = str(verb.__annotations__.get(name, ""))
    if annotation in ("bool", "int"):
        return 1 if annotation == "int" else True
    if "Mapping" in annotation:
        return {}
    if any(kind in annotation for kind in ("Sequence", "Iterable", "Collection")):
        return ["iets"]
    return "iets van de groep"


def in_words(project: Project, identifier: str) -> list[str]:
    """The columns of words in which this stands."""
    return [
        f"{table}.{name}"
        for table in model.tables()
        if looked_at(table)
        for row in read_rows(project, table)
        for name in looked_at(table)
        if identifier in str(row[name] or "")
    ]


def called(project: Project, verb: Verb, text: str, words: str) -> str:
    """Call a verb with these words in one of its texts; the key of the sentence when it refused."""
    signature = inspect.signature(verb)
    annotation = str(verb.__annotations__.get(text, ""))
    several = any(kind in annotation for kind in ("Sequence", "Iterable", "Collection"))
    told: dict[str, Any] = {text: {"done": words} if "Mapping" in annotation else [words] if several else words}
    for name, one in list(signature.parameters.items())[1:]:
        needed = one.default is inspect.Parameter.empty and one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL)
        if needed and name != text:
            told[name] = value_for(project, verb, name)
    if (one_kind := signature.parameters.get(text)) and one_kind.kind is one_kind.VAR_KEYWORD:
        told = {name: value for name, value in told.items() if name != text}
    positional = [told.pop(n) for n, p in signature.parameters.items() if p.kind is p.POSITIONAL_ONLY and n in told]
    try:
        verb(project, *positional, **told)
    except Refused as stopped:
        return stopped.key
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, StopIteration):
        return "not like this"
    return ""


VERBS = verbs()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(VERBS), identifier=st.sampled_from(IDENTIFIERS))
def test_no_verb_keeps_what_points_at_a_person(
    practice: Project, place: tuple[str, Verb, str], identifier: str
) -> None:
    name, verb, text = place
    refused = called(practice, verb, text, f"Bel {identifier} even") == "record.identifier"
    assert refused or in_words(practice, identifier) == [], f"{name}({text}=...)"


def test_most_verbs_are_tried_as_far_as_the_door(practice: Project) -> None:
    """The property above means something: this many texts of verbs come to the door and are refused there."""
    told = {(name, text): called(practice, verb, text, "Bel 06-12345678 even") for name, verb, text in VERBS}
    refused = {place for place, key in told.items() if key == "record.identifier"}
    assert len(refused) >= 45, sorted(f"{name}.{text}" for name, text in refused)
    assert in_words(practice, "06-12345678") == []
    for name in ("change.add_wish", "change.promise", "change.record_change", "group.cancel_meeting", "group.agree_on"):
        assert any(place[0] == name for place in refused), (name, {p: k for p, k in told.items() if p[0] == name})
