"""Wie is wie: the key file with real names, outside the project; making it, opening it, and its lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar

from ontmoet_research.privacy import key_file
from ontmoet_research.privacy.key_file import KeyFile, Person
from ontmoet_research.privacy.names_checks import check_aliases
from ontmoet_research.record import change
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, findings, fold, heading, listing, select, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_nothing
from ontmoet_research.screens.names_open import NamesLock, open_here, put_away, take_into_use
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.phrases import PhrasePart
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, find, read_rows, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

FIELDS = ("name", "contact", "exact_role")
ORIGIN = "names_apart"


def _opened(project: Project) -> KeyFile:
    opened = open_here(project)
    if opened is None:
        raise Refused("names_apart.not_open")
    return opened


def _keep_line(project: Project, participant_id: str, alone: str | None, **told: str) -> str:
    """Write the line of this participant in the key file."""
    opened = _opened(project)
    alias = find(project, "participants", participant_id)["alias"]
    person = Person(participant_id, **told)
    others = [one for one in opened.people if one.participant_id != person.participant_id]
    key_file.refuse_real_name(alias, [*others, person])
    if alone != "nee":
        raise Refused("names_apart.alias_tells" if alone == "ja" else "names_apart.alias_unknown")
    take_into_use(project, opened.with_person(person))
    return say("names_apart.kept")


def _take_out(project: Project, participant_id: str) -> str:
    """Take someone's line out of the key file, for good."""
    take_into_use(project, _opened(project).without_person(participant_id))
    return say("names_apart.taken_out")


def _turn_keeper(project: Project, keeper: str) -> None:
    """Someone of the research has one of the two passphrases, or no more."""
    now = find(project, "contributors", keeper)["keeps_key_file"]
    change(project, "contributors", keeper, origin=ORIGIN, keeps_key_file=not now)


def _alone(_part: Apart) -> Options:
    return [("nee", say("names_apart.no")), ("ja", say("names_apart.yes"))]


def _whose_alias(part: Apart) -> str:
    return say("names_apart.alone", alias=isolated(find(part.project, "participants", part.opened)["alias"]))


LINE = Form(
    "line",
    _keep_line,
    "",
    "names_apart.keep",
    (
        *(Ask(one, f"names_apart.{one}", hint=f"names_apart.{one}_hint") for one in FIELDS),
        Ask("alone", _whose_alias, "choice", _alone),
    ),
)
OUT = Form("out", _take_out, "")
KEEPER = Form(
    "keeper",
    _turn_keeper,
    ORIGIN,
    asks=(Ask("keeper", "names_apart.who_keeps", "several", lambda part: part.page.people()),),
    given=of_nothing,
    at_once=True,
)


class Apart(PhrasePart[PartsPage]):
    """First making or pointing out the file, then opening it, then one line at a time."""

    forms = (LINE, OUT, KEEPER)

    def start(self) -> None:
        """The way to open it."""
        self.lock = NamesLock(self.page, f"{self.key}.lock", self)

    def blocks(self) -> list[Block]:
        """The step that comes now."""
        opened = open_here(self.project)
        if opened:
            return self._lines(opened)
        if key_file.known_place(self.project):
            elsewhere = fold(say("names_apart.elsewhere"), button(say("names_apart.forget_place"), "forget_place"))
            return [*self.lock.drawn(), elsewhere]
        return self._making()

    @gesture
    def make(self) -> None:
        """Make the key file, locked for two people."""
        place = self._typed_place()
        self.page.wait()
        try:
            key_file.check_place(self.project, place)
            if place.exists():
                raise Refused("key_file.exists", path=place)
            made = key_file.make_guarded_keys(place, [self.phrase("phrase_one"), self.phrase("phrase_two")])
            take_into_use(self.project, key_file.make_key_file(self.project, place, made))
        finally:
            self.forget_phrases()
            self.page.refresh()
        self.page.tell(say("names_apart.made"), "saved")

    @gesture
    def point_out(self) -> None:
        """Remember where the key file is."""
        place = key_file.check_place(self.project, self._typed_place())
        if not place.is_file():
            raise Refused("key_file.gone", path=place)
        key_file.remember_place(self.project, place)
        self.page.refresh()

    @gesture
    def forget_place(self) -> None:
        """Say that the file is somewhere else."""
        key_file.forget_place(self.project)
        put_away(self.project)
        self.page.refresh()

    @gesture
    def put_away(self) -> None:
        """Close the names."""
        put_away(self.project)
        self.close()
        self.page.refresh()
        self.page.tell(say("names_apart.closed"))

    @gesture
    def open_one(self, value: str) -> None:
        """Choose a participant, with what stands in the file."""
        line = _opened(self.project).find(value)
        super().open_one(value)
        self.fill_form(LINE, {**{one: getattr(line, one) if line else "" for one in FIELDS}, "alone": ""})
        self.page.refresh()

    def kept(self, name: str, *, links: bool = False) -> str:  # noqa: ARG002 - as every part is asked
        """What was typed: in this file real names and numbers belong."""
        return self.typed(name)

    def stored(self, form: Form, made: Any) -> None:
        """What stands in the key file is no step of the project."""
        if form is KEEPER:
            super().stored(form, made)
            return
        self.close()
        self.page.refresh()
        self.page.tell(made, "saved")

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
            select(say("names_apart.whose_line"), "open_one", choose, self.opened),
            *(self._line(opened) if self.opened in people else []),
            *self._leftovers(gone),
            fold(say("names_apart.keepers"), *self._keepers()),
            button(say("names_apart.put_away"), "put_away"),
        ]

    def _aliases(self, opened: KeyFile) -> list[Block]:
        """Aliases that turn out to be a real name; they can only be found while the names are open."""
        found = check_aliases(read_table(self.project, "participants"), opened.people)
        return [findings(found, empty="")] if found else []

    def _line(self, opened: KeyFile) -> list[Block]:
        out = self._out(self.opened, say("names_apart.take_out"))
        return [*self.form(LINE), *([out] if opened.find(self.opened) else [])]

    def _out(self, one: str, words: str) -> Block:
        return button(words, "keep", form=OUT.name, one=one)

    def _leftovers(self, gone: list[Person]) -> list[Block]:
        """Lines of people who are no longer in the project: these should go too."""
        if not gone:
            return []
        out = [self._out(one.participant_id, say("names_apart.take_out_of", name=isolated(one.name))) for one in gone]
        return [heading(say("names_apart.gone")), text(say("names_apart.gone_why")), buttons(*out)]

    def _keepers(self) -> list[Block]:
        rows = read_rows(self.project, "contributors")
        keep = [row.object_id for row in rows if row["keeps_key_file"]]
        return [
            *self.form(KEEPER, now={"keeper": keep}),
            listing([say("names_apart.keep_apart"), say("names_apart.lost")]),
        ]

    def _participants(self) -> dict[str, str]:
        """The participants whose words are still there, by id, with their alias."""
        rows = [row for row in read_rows(self.project, "participants") if row["status"] != "ingetrokken"]
        return {row.object_id: row["alias"] for row in sorted(rows, key=lambda row: row["alias"].casefold())}

    def _typed_place(self) -> Path:
        return Path(self.typed("place").strip() or self._proposed()).expanduser()

    def _proposed(self) -> str:
        title = re.sub(r"[^\w-]+", "-", self.project.fact("title") or "reeks").strip("-").casefold()
        return str(Path.home() / "namen-apart" / f"namen-{title or 'reeks'}.age")


class NamesApart(PartsPage):
    """The page, with the key file of one project."""

    name = "names_apart"
    asks_series = False
    kinds: ClassVar = {"apart": Apart}


def names_apart(project: Project | None = None) -> NamesApart:
    """The part *Wie is wie* of notebook 90; ``project`` is the one of this notebook unless given."""
    return NamesApart(project or here())
