"""Onze thema's: their words and state, and beside each other which pieces of text support or contradict them (C17)."""

from __future__ import annotations

from typing import Any

from ontmoet_research.group import meeting_label
from ontmoet_research.learning import change_theme, evidence_of, make_theme, set_relation
from ontmoet_research.learning.theme_work import ORIGIN
from ontmoet_research.model.material import RELATIONS, THEME_STATUSES
from ontmoet_research.privacy.gate import closed
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import (
    Block,
    button,
    buttons,
    choices,
    fold,
    heading,
    select,
    side_by_side,
    text,
)
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.reading import HEADING, read_note
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project, Row, find, last_seq, read_rows, read_table
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

PURPOSE = "notities"
AT_MOST = 12  # pieces to choose from at once
START = 140  # characters of a piece on its button
NOT_AT_ALL = "hoort_er_niet_bij"
ANYWHERE = ""

Pieces = dict[str, tuple[str, str]]


class OurThemes(Page):
    """A list of themes; one can be open, and of it one piece."""

    name = "our_themes"

    def start(self) -> None:
        """Open on the list."""
        self.theme_id = self.piece_id = ""
        self.meeting = ANYWHERE
        self.status_now = THEME_STATUSES[0]
        self._read: tuple[int, str, str, Pieces] | None = None

    def series_chosen(self) -> None:
        """Themes of another series are another list."""
        self._close()

    def blocks(self) -> list[Block]:
        """The open piece, else the open theme, else the list."""
        if self._open_theme() is None:
            self.theme_id = ""
            return self._list()
        if self.piece_id in self._pieces():
            return self._piece()
        return [*self._evidence(), *self._look_for_pieces(), *self._words(), button(say("our_themes.back"), "back")]

    @gesture
    def add(self) -> None:
        """Make a theme."""
        theme_id = make_theme(self.project, self.series_id, self.typed.get("new", ""))
        self.forget("new")
        self.open_theme(theme_id)
        self.done(ORIGIN)

    @gesture
    def open_theme(self, theme: str) -> None:
        """Look at one theme."""
        row = find(self.project, "themes", theme)
        self.theme_id, self.piece_id = theme, ""
        self.status_now = row["status"] or THEME_STATUSES[0]
        self.typed |= {"title": row["title"], "description": row["description_b1"] or ""}
        self.refresh()

    @gesture
    def choose_status(self, value: str) -> None:
        """Say how the theme stands; kept with *Bewaar*."""
        if value in THEME_STATUSES:
            self.status_now = value
        self.refresh()

    @gesture
    def keep_theme(self) -> None:
        """Keep the words and the state of the theme."""
        words = {"title": self.typed.get("title", ""), "description": self.typed.get("description", "")}
        self._keep(change_theme, self.theme_id, **words, status=self.status_now)

    @gesture
    def choose_meeting(self, value: str) -> None:
        """Choose pieces out of one meeting."""
        self.meeting = value
        self.refresh()

    @gesture
    def look(self) -> None:
        """Show pieces with the words that were typed."""
        self.refresh()

    @gesture
    def open_piece(self, piece: str) -> None:
        """Look at one piece of text."""
        self.piece_id = piece
        self.refresh()

    @gesture
    def relate(self, value: str) -> None:
        """Say how the piece relates to the theme."""
        piece, self.piece_id = self.piece_id, ""
        if value in (*RELATIONS, NOT_AT_ALL) and piece in self._pieces():
            self._keep(set_relation, self.theme_id, piece, None if value == NOT_AT_ALL else value)
        else:
            self.refresh()

    @gesture
    def back(self) -> None:
        """Go one step back; nothing is stored."""
        if self.piece_id:
            self.piece_id = ""
        else:
            self._close()
        self.refresh()

    def _keep(self, verb: Any, /, *given: Any, **named: Any) -> None:
        before = last_seq(self.project)
        verb(self.project, *given, **named)
        self.done_since(before, ORIGIN)

    def _close(self) -> None:
        self.theme_id = self.piece_id = ""
        self.meeting = ANYWHERE
        self.forget("title", "description", "sought")

    def _open_theme(self) -> Row | None:
        return next((row for row in self._themes() if row.object_id == self.theme_id), None)

    def _themes(self) -> list[Row]:
        rows = {row.object_id: row for row in read_rows(self.project, "themes")}
        return [row for row in rows.values() if not row["series_scope"] or self.series_id in row["series_scope"]]

    def _list(self) -> list[Block]:
        known = self.all_series()
        which = [select(say("page.which_series"), "choose_series", known, self.series_id)] if len(known) > 1 else []
        going = [row for row in self._themes() if row["status"] != "gestopt"]
        stopped = [row for row in self._themes() if row["status"] == "gestopt"]
        asked = say("our_themes.choose")
        return [
            *which,
            buttons(*map(self._tile, going), label=asked) if going else text(say("our_themes.nothing"), quiet=True),
            *([fold(say("our_themes.stopped"), buttons(*map(self._tile, stopped), label=asked))] if stopped else []),
            heading(say("our_themes.new")),
            self.field("new", say("our_themes.title_is")),
            button(say("our_themes.add"), "add", main=True),
        ]

    def _tile(self, row: Row) -> Block:
        found = self._found(row.object_id)
        state = say(f"our_themes.status.{row['status'] or THEME_STATUSES[0]}")
        pieces = say_count("our_themes.pieces", sum(map(len, found.values())))
        return button(isolated(row["title"]), "open_theme", more=f"{state}, {pieces}", theme=row.object_id)

    def _found(self, theme_id: str) -> dict[str, list[str]]:
        return evidence_of(theme_id, read_table(self.project, "theme_links"), self._pieces())

    def _evidence(self) -> list[Block]:
        """The theme with what supports, nuances and contradicts it beside each other."""
        row, pieces, found = self._open_theme(), self._pieces(), self._found(self.theme_id)
        if row is None:
            return []
        sides = [
            (
                say(f"our_themes.relation.{one}"),
                [f"{pieces[key][0]}: {isolated(pieces[key][1])}" for key in found[one]]
                or [say("our_themes.not_found")],
                "",
            )
            for one in RELATIONS
        ]
        chosen = [
            button(isolated(_short(pieces[key][1])), "open_piece", more=say(f"our_themes.relation.{one}"), piece=key)
            for one in RELATIONS
            for key in found[one]
        ]
        described = row["description_b1"]
        return [
            heading(isolated(row["title"])),
            *([text(isolated(described))] if described else []),
            side_by_side(sides),
            *(
                [fold(say("our_themes.change_piece"), buttons(*chosen, label=say("our_themes.which_piece")))]
                if chosen
                else []
            ),
        ]

    def _look_for_pieces(self) -> list[Block]:
        pieces = self._pieces()
        meetings = list(dict.fromkeys(place for place, _ in pieces.values()))
        places = [(ANYWHERE, say("our_themes.anywhere")), *((one, one) for one in meetings)]
        sought = self.typed.get("sought", "").strip().casefold()
        if not sought and self.meeting == ANYWHERE:
            hits = None
        else:
            hits = [
                key
                for key, (place, words) in pieces.items()
                if self.meeting in (ANYWHERE, place) and sought in words.casefold()
            ]
        return [
            heading(say("our_themes.look_for")),
            select(say("our_themes.which_meeting"), "choose_meeting", places, self.meeting),
            self.field("sought", say("our_themes.sought")),
            button(say("our_themes.look"), "look"),
            *self._hits(hits, pieces),
        ]

    def _hits(self, hits: list[str] | None, pieces: Pieces) -> list[Block]:
        if hits is None:
            return []
        if not hits:
            return [text(say("our_themes.no_piece"))]
        made = [
            button(isolated(_short(pieces[key][1])), "open_piece", more=pieces[key][0], piece=key)
            for key in hits[:AT_MOST]
        ]
        more = [text(say("our_themes.more", n=AT_MOST), quiet=True)] if len(hits) > AT_MOST else []
        return [buttons(*made, label=say("our_themes.which_piece")), *more]

    def _words(self) -> list[Block]:
        states = [(one, say(f"our_themes.status.{one}")) for one in THEME_STATUSES]
        return [
            fold(
                say("our_themes.other_words"),
                self.field("title", say("our_themes.title_is")),
                self.field("description", say("our_themes.description"), long=True),
                choices(say("our_themes.how_is_it"), "choose_status", states, self.status_now),
                button(say("our_themes.keep"), "keep_theme", main=True),
            )
        ]

    def _piece(self) -> list[Block]:
        place, words = self._pieces()[self.piece_id]
        found = self._found(self.theme_id)
        now = next((one for one in RELATIONS if self.piece_id in found[one]), None)
        options = [(one, say(f"our_themes.relation.{one}")) for one in RELATIONS]
        options += [(NOT_AT_ALL, say("our_themes.not_at_all"))] if now else []
        row = self._open_theme()
        title = isolated(row["title"]) if row else ""
        return [
            text(place, quiet=True),
            text(isolated(words), strong=True),
            choices(say("our_themes.how_does_it_fit", title=title), "relate", options, now),
            button(say("our_themes.back"), "back"),
        ]

    def _pieces(self) -> Pieces:
        """What the person at work may read of this series: (meeting, words) per ``fragment_id``, in order."""
        now = (last_seq(self.project), self.series_id, self.project.who)
        if self._read is None or self._read[:3] != now:
            self._read = (*now, self._read_pieces())
        return self._read[3]

    def _read_pieces(self) -> Pieces:
        shut = closed(self.project, PURPOSE)
        rows = read_rows(self.project, "sessions", series_id=self.series_id)
        meetings = {row.object_id: row for row in sorted(rows, key=lambda row: row["number"])}
        order = {key: at for at, key in enumerate(meetings)}
        notes = {row.object_id: row["session_id"] for row in read_rows(self.project, "sources")}
        found: Pieces = {}
        for source_id in sorted((key for key, one in notes.items() if one in order), key=lambda key: order[notes[key]]):
            meeting = meetings[notes[source_id]]
            place = meeting_label(meeting["number"], meeting["date"])
            for piece in read_note(self.project, source_id, shut).pieces:
                if piece.readable and piece.kind != HEADING:
                    found[piece.fragment_id] = (place, piece.text.strip())
        return found


def _short(words: str) -> str:
    return words if len(words) <= START else f"{words[:START].rstrip()} …"


def our_themes(project: Project | None = None) -> OurThemes:
    """*Onze thema's* of notebook 06; ``project`` is the one of this notebook unless given."""
    return OurThemes(project or here())
