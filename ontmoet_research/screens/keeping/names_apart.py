"""Wie is wie: the key file with real names, outside the project; making it, opening it, and its lines."""

from __future__ import annotations

import re
from pathlib import Path

from ontmoet_research.privacy import key_file
from ontmoet_research.privacy.key_file import KeyFile, Person
from ontmoet_research.privacy.names_checks import check_aliases
from ontmoet_research.record import write
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import (
    Block,
    button,
    buttons,
    choices,
    findings,
    fold,
    heading,
    listing,
    select,
    text,
)
from ontmoet_research.screens.names_open import OpensNames, open_here, put_away, take_into_use
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, change, find, read_rows, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

FIELDS = ("name", "contact", "exact_role")
ORIGIN = "names_apart"


class NamesApart(OpensNames):
    """First making or pointing out the file, then opening it, then one line at a time."""

    name = "names_apart"
    asks_series = False

    def start(self) -> None:
        """Nobody is chosen."""
        self.participant_id = ""
        self.alone = ""

    def blocks(self) -> list[Block]:
        """The step that comes now."""
        opened, place = open_here(self.project), key_file.known_place(self.project)
        if opened:
            return self._lines(opened)
        if place:
            elsewhere = fold(say("names_apart.elsewhere"), button(say("names_apart.forget_place"), "forget_place"))
            return [*self.opening_blocks(place), elsewhere]
        return self._making()

    @gesture
    def make(self) -> None:
        """Make the key file, locked for two people."""
        place = self._typed_place()
        self.wait()
        try:
            key_file.check_place(self.project, place)
            if place.exists():
                raise Refused("key_file.exists", path=place)
            made = key_file.make_guarded_keys(place, [self.phrase("phrase_one"), self.phrase("phrase_two")])
            take_into_use(self.project, key_file.make_key_file(self.project, place, made))
        finally:
            self.forget_phrases()
            self.refresh()
        self.tell(say("names_apart.made"), "saved")

    @gesture
    def point_out(self) -> None:
        """Remember where the key file is."""
        place = key_file.check_place(self.project, self._typed_place())
        if not place.is_file():
            raise Refused("key_file.gone", path=place)
        key_file.remember_place(self.project, place)
        self.refresh()

    @gesture
    def forget_place(self) -> None:
        """Say that the file is somewhere else."""
        key_file.forget_place(self.project)
        put_away(self.project)
        self.refresh()

    @gesture
    def put_away(self) -> None:
        """Close the names."""
        put_away(self.project)
        self.start()
        self.forget(*FIELDS)
        self.refresh()
        self.tell(say("names_apart.closed"))

    @gesture
    def choose_line(self, value: str) -> None:
        """Choose a participant."""
        self.participant_id, self.alone = value, ""
        line = self._opened().find(value)
        for field in FIELDS:
            self.typed[field] = getattr(line, field) if line else ""
        self.refresh()

    @gesture
    def say_alone(self, value: str) -> None:
        """Say whether the alias gives away who this is."""
        self.alone = value
        self.refresh()

    @gesture
    def keep_line(self) -> None:
        """Write the line of this participant in the key file."""
        opened = self._opened()
        alias = find(self.project, "participants", self.participant_id)["alias"]
        person = Person(self.participant_id, *(self.typed.get(field, "") for field in FIELDS))
        others = [one for one in opened.people if one.participant_id != person.participant_id]
        key_file.refuse_real_name(alias, [*others, person])
        if self.alone != "nee":
            raise Refused("names_apart.alias_tells" if self.alone == "ja" else "names_apart.alias_unknown")
        take_into_use(self.project, opened.with_person(person))
        self._after_line(say("names_apart.kept"))

    @gesture
    def take_out_line(self, value: str) -> None:
        """Take someone's line out of the key file, for good."""
        take_into_use(self.project, self._opened().without_person(value))
        self._after_line(say("names_apart.taken_out"))

    @gesture
    def turn_keeper(self, value: str) -> None:
        """Say that someone of the research has one of the two passphrases, or no more."""
        row = find(self.project, "contributors", value)
        write(self.project, [change(row, keeps_key_file=not row["keeps_key_file"])], origin=ORIGIN)
        self.done(ORIGIN)

    def _after_line(self, told: str) -> None:
        self.start()
        self.forget(*FIELDS)
        self.refresh()
        self.tell(told, "saved")

    def _making(self) -> list[Block]:
        return [
            text(say("names_apart.why")),
            self.field("place", say("names_apart.place"), hint=say("names_apart.place_hint", path=self._proposed())),
            heading(say("names_apart.two_people")),
            text(say("names_apart.two_people_why")),
            self.phrase_field("phrase_one", say("names_apart.phrase_one"), hint=say("names_apart.phrase_hint")),
            self.phrase_field("phrase_two", say("names_apart.phrase_two")),
            button(say("names_apart.make"), "make", main=True),
            fold(
                say("names_apart.there_already"),
                text(say("names_apart.there_already_how")),
                button(say("names_apart.point_out"), "point_out"),
            ),
        ]

    def _lines(self, opened: KeyFile) -> list[Block]:
        people = self._participants()
        known = {one.participant_id for one in opened.people}
        options = [(one, say(f"names_apart.{'has' if one in known else 'no'}_line", alias=isolated(alias)))
                   for one, alias in people.items()]  # fmt: skip
        gone = [one for one in opened.people if one.participant_id not in people]
        choose = [("", say("names_apart.choose")), *options]
        return [
            text(say("names_open.where", path=isolated(str(opened.path)))),
            *self._aliases(opened),
            select(say("names_apart.whose_line"), "choose_line", choose, self.participant_id),
            *(self._line(opened) if self.participant_id in people else []),
            *self._leftovers(gone),
            fold(say("names_apart.keepers"), *self._keepers()),
            button(say("names_apart.put_away"), "put_away"),
        ]

    def _aliases(self, opened: KeyFile) -> list[Block]:
        """Aliases that turn out to be a real name; they can only be found while the names are open."""
        found = check_aliases(read_table(self.project, "participants"), opened.people)
        return [findings(found, empty="")] if found else []

    def _line(self, opened: KeyFile) -> list[Block]:
        answers = [("nee", say("names_apart.no")), ("ja", say("names_apart.yes"))]
        alias = isolated(self._participants()[self.participant_id])
        out = button(say("names_apart.take_out"), "take_out_line", value=self.participant_id)
        return [
            *(self.field(one, say(f"names_apart.{one}"), hint=say(f"names_apart.{one}_hint")) for one in FIELDS),
            choices(say("names_apart.alone", alias=alias), "say_alone", answers, self.alone),
            button(say("names_apart.keep"), "keep_line", main=True),
            *([out] if opened.find(self.participant_id) else []),
        ]

    def _leftovers(self, gone: list[Person]) -> list[Block]:
        """Lines of people who are no longer in the project: these should go too."""
        if not gone:
            return []
        out = [
            button(say("names_apart.take_out_of", name=isolated(one.name)), "take_out_line", value=one.participant_id)
            for one in gone
        ]
        return [heading(say("names_apart.gone")), text(say("names_apart.gone_why")), buttons(*out)]

    def _keepers(self) -> list[Block]:
        rows = read_rows(self.project, "contributors")
        keep = [row.object_id for row in rows if row["keeps_key_file"]]
        return [
            choices(say("names_apart.who_keeps"), "turn_keeper", self.people(), keep),
            listing([say("names_apart.keep_apart"), say("names_apart.lost")]),
        ]

    def _participants(self) -> dict[str, str]:
        """The participants whose words are still there, by id, with their alias."""
        rows = [row for row in read_rows(self.project, "participants") if row["status"] != "ingetrokken"]
        return {row.object_id: row["alias"] for row in sorted(rows, key=lambda row: row["alias"].casefold())}

    def _opened(self) -> KeyFile:
        opened = open_here(self.project)
        if opened is None:
            raise Refused("names_apart.not_open")
        return opened

    def _typed_place(self) -> Path:
        return Path(self.typed.get("place", "").strip() or self._proposed()).expanduser()

    def _proposed(self) -> str:
        title = re.sub(r"[^\w-]+", "-", self.project.fact("title") or "reeks").strip("-").casefold()
        return str(Path.home() / "namen-apart" / f"namen-{title or 'reeks'}.age")


def names_apart(project: Project | None = None) -> NamesApart:
    """The part *Wie is wie* of notebook 90; ``project`` is the one of this notebook unless given."""
    return NamesApart(project or here())
