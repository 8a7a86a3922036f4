"""The doors of the kit: each screen, how its address is called, and with which others it stands together.

A door is opened when somebody goes through it; until then nothing of its screen is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ontmoet_research.store import Project
from ontmoet_research.words import Refused, say

from .memory import remembered

if TYPE_CHECKING:
    from .base import Screen

BEGIN = "begin"
WELCOME = "oefenen"
"""Where somebody new comes first."""
GROUPS = (
    *("start", "labelling", "comparing", "meeting", "series", "following", "learning", "changes", "quoting", "report"),
    *("bringing", "practising", "keeping"),
)


@dataclass(frozen=True)
class Door:
    """A screen to go to: ``key`` is its address, ``name`` the part of nl.toml with its words."""

    key: str
    name: str
    group: str
    place: str
    """The module, from this folder, and the class."""

    @property
    def title(self) -> str:
        """What stands on the door."""
        return say(f"{self.name}.title")

    @property
    def more(self) -> str:
        """What one does there."""
        return say(f"{self.name}.what")

    def open(self, project: Project, who: str) -> Screen:
        """Make the screen, for ``who``; empty when nobody said who they are."""
        module, kind = self.place.split(":")
        made = getattr(import_module(f"ontmoet_research.screens.{module}"), kind)
        options: dict[str, Any] = {"who": who} if who else {}
        if contact := remembered(project).get("contact"):
            options["help_contact"] = contact
        screen: Screen = made(project, **options)
        return screen


_DOORS = (
    Door(BEGIN, "start_here", "start", "begin.start_here:StartHere"),
    Door("aandacht", "whats_open", "start", "begin.whats_open:WhatsOpen"),
    Door("nodig", "what_you_need", "start", "begin.what_you_need:WhatYouNeed"),
    Door("stap", "next_step", "start", "begin.next_step:NextStep"),
    Door("kaartjes", "code_cards", "labelling", "labelling.code_cards:CodeCards"),
    Door("lezen", "code_text", "labelling", "labelling.code_text:CodeText"),
    Door("samen-lezen", "tandem_cards", "labelling", "labelling.tandem_cards:TandemCards"),
    Door("tandems", "our_pairs", "labelling", "labelling.our_pairs:OurPairs"),
    Door("labels", "labels_together", "labelling", "labelling.labels_together:LabelsTogether"),
    Door("verdelen", "give_out", "labelling", "sharing.give_out:GiveOut"),
    Door("papier", "make_sheets", "labelling", "sharing.make_sheets:MakeSheets"),
    Door("vel", "enter_sheet", "labelling", "sharing.enter_sheet:EnterSheet"),
    Door("bestand", "enter_file", "labelling", "sharing.enter_file:EnterFile"),
    Door("notities", "own_notes", "labelling", "labelling.own_notes:OwnNotes"),
    Door("vergelijken", "compare_readings", "comparing", "comparing.compare_readings:CompareReadings"),
    Door("sorteren", "sort_cards", "comparing", "comparing.sort_cards:SortCards"),
    Door("bijeenkomst", "record_meeting", "meeting", "meeting.record_meeting:RecordMeeting"),
    Door("avondpapier", "evening_paper", "meeting", "sharing.evening_paper:EveningPaper"),
    Door("reeks", "set_up_series", "series", "series.set_up_series:SetUpSeries"),
    Door("wensen", "follow_wishes", "following", "following.follow_wishes:FollowWishes"),
    Door("leren", "see_learning", "learning", "learning.see_learning:SeeLearning"),
    Door("vragen", "our_questions", "learning", "learning.our_questions:OurQuestions"),
    Door("themas", "our_themes", "learning", "learning.our_themes:OurThemes"),
    Door("stukjes", "under_label", "learning", "learning.under_label:UnderLabelPage"),
    Door("gelijk", "equal_voices", "learning", "learning.equal_voices:EqualVoices"),
    Door("veranderingen", "see_changes", "changes", "changes.see_changes:SeeChanges"),
    Door("citaten", "approve_quotes", "quoting", "quoting.approve_quotes:ApproveQuotes"),
    Door("verslag", "write_report", "report", "report.write_report:WriteReport"),
    Door("reeks-binnen", "bring_in_series", "bringing", "bringing.bring_in_series:BringInSeries"),
    Door("oefenen", "practise", "practising", "practising.practise:Practise"),
    Door("vanmij", "of_myself", "practising", "own.of_myself:OfMyself"),
    Door("kopie", "copies", "keeping", "sharing.copies:Copies"),
    Door("binnenhalen", "bring_in_notes", "keeping", "meeting.bring_in_notes:BringInNotes"),
    Door("versies", "two_versions", "keeping", "sharing.two_versions:TwoVersions"),
    Door("namen", "names_apart", "keeping", "keeping.names_apart:NamesApart"),
    Door("toestemming", "ask_consent", "keeping", "keeping.ask_consent:AskConsent"),
    Door("overzicht", "own_overview", "keeping", "keeping.own_overview:OwnOverview"),
    Door("dichtbij", "kept_close", "keeping", "keeping.kept_close:KeptClose"),
    Door("bewaren", "keep_until", "keeping", "keeping.keep_until:KeepUntil"),
    Door("naar-buiten", "going_out", "keeping", "keeping.going_out:GoingOut"),
    Door("andere-programmas", "other_programs", "keeping", "keeping.other_programs:OtherPrograms"),
    Door("weghalen", "stop_or_remove", "keeping", "keeping.stop_or_remove:StopOrRemove"),
    Door("wissen", "erase_for_good", "keeping", "keeping.erase_for_good:EraseForGood"),
)
DOORS = {door.key: door for door in _DOORS}
"""All doors by their key, in the order in which people meet them."""


def door_of(key: str) -> Door:
    """The door with this key. Errors: ``Refused`` when there is none."""
    if key not in DOORS:
        raise Refused("shell.no_door")
    return DOORS[key]
