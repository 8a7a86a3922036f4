"""Breng een hele reeks binnen: mensen, verslagen, wie wat zei, en waar mensen ja op zeggen.

Dit zijn dezelfde stappen als op werkblad 11. Elke stap laat eerst zien wat de kit denkt. Jij zegt of het klopt.
In een script zeg je het vooraf: --people, --adults, --meeting, --speaker, --answers en --yes.
Alles mag open blijven. Aan het eind staat wat nog kan. Je eigen bestanden blijven zoals ze zijn.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ontmoet_research.cli.answers_file import keep_answers
from ontmoet_research.cli.asking import is_terminal, says_yes
from ontmoet_research.cli.at_work import add_who, as_who
from ontmoet_research.cli.names import open_if_known
from ontmoet_research.group import meeting_label
from ontmoet_research.group.meetings import meeting_told
from ontmoet_research.group.people_list import PersonLine, add_people, read_people, tell_people
from ontmoet_research.group.people_table import people_in_rows
from ontmoet_research.intake import find_notes, known_meetings, read_each
from ontmoet_research.intake.labels import plain_label
from ontmoet_research.intake.names_check import NamesCheck
from ontmoet_research.intake.notes import known_digests
from ontmoet_research.intake.people_files import list_in, people_of
from ontmoet_research.intake.reading import passed_over
from ontmoet_research.intake.sheets import SHEET_SUFFIXES, read_sheets
from ontmoet_research.intake.together import place_notes, proposals, speakers_of
from ontmoet_research.intake.who_speaks import LATER, LEAD, NOBODY, check_names, leads, refuse_mixed_names, store_note
from ontmoet_research.intake.whole_series import Waiting, asks_day, everyone, hold, meetings_of, still_open
from ontmoet_research.privacy.key_file import KeyFile, Person, is_real_name, refuse_real_name
from ontmoet_research.privacy.names import Known
from ontmoet_research.record import iso_day, points_at_someone
from ontmoet_research.store import Project, find, open_project, read_rows
from ontmoet_research.text import plain
from ontmoet_research.words import Refused, say, say_count


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("files", nargs="*", metavar="BESTAND", help=say("cli.import.files"))
    parser.add_argument("--series", metavar="REEKS", help=say("cli.bring.series"))
    parser.add_argument("--people", metavar="LIJST", help=say("cli.bring.people"))
    parser.add_argument("--adults", action="store_true", help=say("cli.bring.adults"))
    parser.add_argument("--meeting", action="append", default=[], metavar="BESTAND=NR", help=say("cli.bring.meeting"))
    parser.add_argument("--speaker", action="append", default=[], metavar="NAAM=WIE", help=say("cli.bring.speaker"))
    parser.add_argument("--answers", metavar="TABEL", help=say("cli.bring.answers"))
    parser.add_argument("--sheet", metavar="NR", default="", help=say("cli.bring.sheet"))
    parser.add_argument("--day", metavar="DAG", default="", help=say("cli.bring.day"))
    parser.add_argument("--yes", action="store_true", help=say("cli.bring.yes"))
    add_who(parser)


def run(args: argparse.Namespace) -> int:
    """Each step after the other; 1 when a step was not right or something could not be read."""
    with open_project(args.project) as opened:
        project = as_who(opened, args.who)
        now = _Series(project, _series(project, args.series), args, open_if_known(project))
        whole = _read(now)
        right = _people(now) and _meetings(now) and _speakers(now)
        if right:
            keep_answers(project, now.id, args.answers, args.sheet, args.day)
        left = [f"- {one}" for one in still_open(project, now.id, len(now.waiting))]
        told = [say("bring_in_series.open.title"), *left] if left else [say("bring_in_series.ready")]
        print("\n".join(told))
    return 0 if right and whole else 1


@dataclass
class _Series:
    """What the steps share: the series, what was asked, the open key file, the notes that wait, the lists of people."""

    project: Project
    id: str
    args: argparse.Namespace
    names: KeyFile | None
    waiting: list[Waiting] = field(default_factory=list)
    lists: list[PersonLine] = field(default_factory=list)
    listed: list[Person] = field(default_factory=list)

    def real(self) -> list[Person]:
        """The real names that are known here: of the key file, and of the list that was given."""
        told = {one.participant_id: one for one in self.listed}
        return list((told | {one.participant_id: one for one in (self.names.people if self.names else ())}).values())


def _series(project: Project, asked: str | None) -> str:
    """The series that is meant. Errors: ``Refused`` when there is none, or more and nobody said which."""
    known = {row.object_id: row["title"] for row in read_rows(project, "series")}
    found = [key for key, title in known.items() if asked in (None, key, title)]
    if len(found) != 1:
        raise Refused("cli.bring.which_series" if known else "asking.no_series", names=", ".join(known.values()))
    return found[0]


def _read(now: _Series) -> bool:
    """Read the files: notes wait, each with its meeting; lists of people stand apart. False when one can't be read."""
    found = find_notes(now.args.files)
    known = known_digests(now.project)
    whole = True
    for path, answer in read_each(found.files):
        if isinstance(answer, Refused):
            print(answer)
            whole = False
        elif answer.came_as in known:
            print(say("bring_in_notes.known", file=path.name))
        elif people := list_in(path):
            now.lists += people
        else:
            now.waiting.append(Waiting(path, answer))
    for path in found.passed:
        print(passed_over(path))
    placed = place_notes([one.note for one in now.waiting], known_meetings(now.project, now.id))
    said = dict(_pair(one) for one in now.args.meeting)
    for one, place in zip(now.waiting, placed, strict=True):
        number = said.get(one.path.name)
        one.session_id = meeting_told(now.project, number) if number else place.session_id or LATER
        one.day = place.day
    return whole


def _people(now: _Series) -> bool:
    """Who takes part: of the list that was given. Who is only in a table without an alias, is shown to give one."""
    people = _list_of(now.args.people) if now.args.people else [one for one in now.lists if one.alias]
    there = {row["alias"].casefold() for row in everyone(now.project, now.id).values()}
    _tell_loose(now, people, there)
    fresh = [one for one in people if one.alias.casefold() not in there]
    if fresh:
        print(tell_people(fresh))
        if not (now.args.adults or (is_terminal() and says_yes(say("bring_in_series.age.question")))):
            raise Refused("bring_in_series.age_first")
        _refuse_aliases(fresh, [*people, *now.real()])
        if not _right(now.args):
            return False
        print(say_count("bring_in_series.came", add_people(now.project, now.id, fresh)))
    _real_names(now, people)
    return True


def _tell_loose(now: _Series, people: list[PersonLine], there: set[str]) -> None:
    """Tell who stands in a table of who was there and on no list: only people choose an alias."""
    known = {plain(one.name) for one in people} | {plain(one.name) for one in now.real()}
    found = people_of([one.note for one in now.waiting], [*now.lists, *people])
    loose = [one for one in found if not one.alias and plain(one.name) not in known]
    if loose and not there:
        print(say_count("cli.bring.loose", len(loose)))
        print(tell_people([PersonLine("?", one.perspectives, (), one.name) for one in loose]))


def _list_of(file: str) -> list[PersonLine]:
    """The people of a file: a table with a heading, or a line for each. Errors: ``Refused`` when it can't be read."""
    path = Path(file)
    if path.suffix.lower() in SHEET_SUFFIXES:
        rows = [row for _, rows in read_sheets(path) for row in rows]
        found = people_in_rows(rows, sure=True) or read_people("\n".join(";".join(row) for row in rows))
    else:
        try:
            found = read_people(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as problem:
            raise Refused("store.cannot_read", path=path) from problem
    young = [one for one in found if one.under_18]
    if young:
        print(say_count("bring_in_series.young", len(young)))
    if nameless := [one for one in found if one.alias in ("", "?") and not one.under_18]:
        raise Refused("cli.bring.needs_aliases", n=len(nameless))
    return [one for one in found if not one.under_18]


def _refuse_aliases(people: list[PersonLine], named: Sequence[PersonLine | Person]) -> None:
    if any(points_at_someone(one.alias) for one in people):
        raise Refused("bring_in_series.not_a_name")
    names = [Known("", one.name) for one in named if one.name]
    if told := [one.alias for one in people if is_real_name(one.alias, names)]:
        raise Refused("bring_in_series.alias_is_name", alias=told[0])


def _real_names(now: _Series, people: list[PersonLine]) -> None:
    """Put the real names of the list in the key file; without one, say what can be done."""
    ids = {row["alias"].casefold(): key for key, row in everyone(now.project, now.id).items()}
    there = {one.participant_id for one in now.real()}
    now.listed = [
        Person(ids[one.alias.casefold()], one.name, one.contact, one.exact_role)
        for one in people
        if one.name and one.alias.casefold() in ids
    ]
    fresh = [one for one in now.listed if one.participant_id not in there]
    if not fresh:
        return
    if now.names is None:
        print(say_count("cli.bring.names_nowhere", len(fresh)))
        return
    for one in fresh:
        refuse_real_name(find(now.project, "participants", one.participant_id)["alias"], [*now.real(), *fresh])
    now.names = now.names.with_people(fresh)
    print(say_count("bring_in_series.put", len(fresh)))


def _meetings(now: _Series) -> bool:
    """Which note tells of which meeting; those that were not held yet, were held on the day of their note."""
    if not now.waiting:
        return True
    labels = dict(meetings_of(now.project, now.id))
    for one in now.waiting:
        told = labels.get(one.session_id, say("bring_in_notes.later"))
        print(f"{say('bring_in_series.note_is', file=one.path.name)}: {told}")
    if not _right(now.args):
        return False
    for one in now.waiting:
        if asks_day(now.project, one) and is_terminal() and not now.args.yes:
            day = iso_day(input(say("bring_in_series.which_day", file=one.path.name) + " ").strip())
            one.day = date.fromisoformat(day) if day else None
        if hold(now.project, one):
            row = find(now.project, "sessions", one.session_id)
            print(say("cli.bring.held", meeting=meeting_label(row["number"], row["date"])))
    return True


def _speakers(now: _Series) -> bool:
    """Who speaks, once for all notes; then the names go and each note is stored."""
    if not now.waiting:
        return True
    aliases = {key: row["alias"] for key, row in everyone(now.project, now.id).items()}
    real = [one for one in now.real() if one.participant_id in aliases]
    told = _told(now, aliases, real)
    refuse_mixed_names(told, aliases)
    if not _right(now.args):
        return False
    known = [Known(one.participant_id, one.name, one.contact, one.exact_role) for one in real]
    while now.waiting:
        first = now.waiting[0]
        check = check_names(first.note, told, aliases, known)
        if now.args.yes or not is_terminal():
            print(say_count("cli.bring.names_go", len(check.names()), file=first.path.name))
        else:
            _ask_names(check)
        brought = store_note(now.project, check, told, first.session_id or None, None)
        pieces = say_count("count.piece", len(brought.fragment_ids))
        print(say("cli.import.done", name=first.path.name, pieces=pieces))
        for notice in brought.notices:
            print(f"  {notice}")
        del now.waiting[0]
    return True


def _told(now: _Series, aliases: dict[str, str], real: list[Person]) -> dict[str, str]:
    """Who each speaker is: as was said beforehand, as is most likely, or as the person at the terminal says."""
    speakers = speakers_of([one.note for one in now.waiting], aliases.values())
    proposed = proposals(speakers, aliases, {one.participant_id: one.name for one in real})
    said = {plain_label(label): _who(who, aliases) for label, who in map(_pair, now.args.speaker)}
    told: dict[str, str] = {}
    for one in speakers:
        who = said.get(plain_label(one.label), proposed.get(one.label, leads(one.label)))
        if not who and is_terminal() and not now.args.yes:
            who = _who(input(say("cli.bring.ask_who", label=one.label) + " "), aliases)
        told[one.label] = who
        words = aliases[who] if who in aliases else say(f"cli.bring.who.{who or 'later'}")
        print(f"{one.label}: {words}")
    return told


def _ask_names(check: NamesCheck) -> None:
    """Show what goes, and let the person say what may stay."""
    groups = check.groups()
    for number, (_, words) in enumerate(groups, start=1):
        print(f"  {number}  {words}")
    told = input(say("cli.bring.ask_stay") + " ") if groups else ""
    for part in told.replace(",", " ").split():
        if part.isdecimal() and 0 < int(part) <= len(groups):
            check.turn(groups[int(part) - 1][0])


def _who(words: str, aliases: dict[str, str]) -> str:
    """Whom these words mean. Errors: ``Refused`` for an alias that nobody of the series has."""
    asked = plain_label(words)
    if not asked:
        return LATER
    if asked in (plain_label(say("cli.bring.who.lead")), "leidt", LEAD):
        return LEAD
    if asked in (plain_label(say("cli.bring.who.nobody")), "niemand", NOBODY):
        return NOBODY
    found = [key for key, alias in aliases.items() if plain_label(alias) == asked]
    if not found:
        raise Refused("cli.bring.no_alias", name=words, names=", ".join(aliases.values()))
    return found[0]


def _pair(told: str) -> tuple[str, str]:
    name, sign, value = told.rpartition("=")
    if not sign or not name.strip():
        raise Refused("cli.bring.no_pair", told=told)
    return name.strip(), value.strip()


def _right(args: argparse.Namespace) -> bool:
    """Whether the person says that it is right; a script says so beforehand."""
    if args.yes:
        return True
    if not is_terminal():
        raise Refused("cli.bring.say_yes")
    return says_yes(say("cli.import.ask_meeting"))
