"""Onze thema's: their words and state, and beside each other which pieces of text support or contradict them (C17)."""

from __future__ import annotations

from typing import ClassVar

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
    fold,
    heading,
    select,
    side_by_side,
    text,
)
from ontmoet_research.screens.forms import Ask, Form, of_series, words_of
from ontmoet_research.screens.not_counting import not_counting_blocks
from ontmoet_research.screens.page import done_since
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.proposing import propose_form
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


FIRST = THEME_STATUSES[0]
PIECE, MEETING = "piece", "meeting"


def _change(project: Project, theme_id: str, **told: str | None) -> bool:
    before, row = last_seq(project), find(project, "themes", theme_id)
    now = {"title": row["title"], "description": row["description_b1"] or "", "status": row["status"] or FIRST}
    change_theme(project, theme_id, **(now | {name: value for name, value in told.items() if value is not None}))
    return last_seq(project) != before


NEW = Form(
    "new",
    make_theme,
    ORIGIN,
    "our_themes.add",
    (Ask("title", "our_themes.title_is"),),
    given=of_series,
    then=lambda part, made: part.open_one(made),
)
CHANGE = Form(
    "change",
    _change,
    ORIGIN,
    "our_themes.keep",
    (
        Ask("title", "our_themes.title_is", filled=True),
        Ask("description", "our_themes.description", "long", column="description_b1", filled=True),
        Ask("status", "our_themes.how_is_it", "choice", words_of("our_themes.status", THEME_STATUSES), filled=True),
    ),
    fold="our_themes.other_words",
)
PROPOSE = propose_form(lambda part, _one: (part.chosen[PIECE],))


class Themes(Part[PartsPage]):
    """A list of themes; one can be open, and of it one piece."""

    forms = (NEW, CHANGE, PROPOSE)
    _read: tuple[int, str, str, Pieces] | None = None

    def blocks(self) -> list[Block]:
        """The open piece, else the open theme, else the list."""
        row = self._open_theme()
        if row is None:
            self.opened = ""
            return self._list()
        if self.chosen.get(PIECE) in self._pieces():
            return self._piece()
        now = {**row.values, "status": row["status"] or FIRST}
        changed = self.form(CHANGE, now=now)
        left_out = not_counting_blocks(self.project, self.series_id, "pieces")
        return [*self._evidence(), *left_out, *self._look_for_pieces(), *changed, self.back("our_themes.back")]

    def close(self) -> None:
        """Go back to the list, and look for nothing."""
        super().close()
        self.forget("sought")

    @gesture
    def open_one(self, value: str) -> None:
        """Look at one theme; of the one before no piece is open."""
        self.close()
        super().open_one(value)

    @gesture
    def relate(self, piece: str, value: str) -> None:
        """Say how the piece relates to the theme."""
        self.chosen.pop(PIECE, None)
        if value in (*RELATIONS, NOT_AT_ALL) and piece in self._pieces():
            before = last_seq(self.project)
            set_relation(self.project, self.opened, piece, None if value == NOT_AT_ALL else value)
            done_since(self.page, before, ORIGIN)
        else:
            self.page.refresh()

    def _open_theme(self) -> Row | None:
        return next((row for row in self._themes() if row.object_id == self.opened), None)

    def _themes(self) -> list[Row]:
        rows = {row.object_id: row for row in read_rows(self.project, "themes")}
        return [row for row in rows.values() if not row["series_scope"] or self.series_id in row["series_scope"]]

    def _list(self) -> list[Block]:
        going = [row for row in self._themes() if row["status"] != "gestopt"]
        stopped = [row for row in self._themes() if row["status"] == "gestopt"]
        asked = say("our_themes.choose")
        return [
            buttons(*map(self._tile, going), label=asked) if going else text(say("our_themes.nothing"), quiet=True),
            *([fold(say("our_themes.stopped"), buttons(*map(self._tile, stopped), label=asked))] if stopped else []),
            *not_counting_blocks(self.project, self.series_id, "pieces"),
            heading(say("our_themes.new")),
            *self.form(NEW),
        ]

    def _tile(self, row: Row) -> Block:
        found = self._found(row.object_id)
        state = say(f"our_themes.status.{row['status'] or FIRST}")
        pieces = say_count("our_themes.pieces", sum(map(len, found.values())))
        return self.line(row.object_id, isolated(row["title"]), f"{state}, {pieces}")

    def _found(self, theme_id: str) -> dict[str, list[str]]:
        return evidence_of(theme_id, read_table(self.project, "theme_links"), self._pieces())

    def _evidence(self) -> list[Block]:
        """The theme with what supports, nuances and contradicts it beside each other."""
        row, pieces, found = self._open_theme(), self._pieces(), self._found(self.opened)
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
            _to_piece(key, pieces[key][1], say(f"our_themes.relation.{one}")) for one in RELATIONS for key in found[one]
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
        sought = self.typed("sought").strip().casefold()
        meeting = self.chosen.get(MEETING, ANYWHERE)
        if not sought and meeting == ANYWHERE:
            hits = None
        else:
            hits = [
                key
                for key, (place, words) in pieces.items()
                if meeting in (ANYWHERE, place) and sought in words.casefold()
            ]
        return [
            heading(say("our_themes.look_for")),
            select(say("our_themes.which_meeting"), "choose", places, meeting, name=MEETING),
            self.field("sought", say("our_themes.sought")),
            button(say("our_themes.look"), "choose", value=meeting, name=MEETING),  # what was typed is here by now
            *self._hits(hits, pieces),
        ]

    def _hits(self, hits: list[str] | None, pieces: Pieces) -> list[Block]:
        if hits is None:
            return []
        if not hits:
            return [text(say("our_themes.no_piece"))]
        made = [_to_piece(key, pieces[key][1], pieces[key][0]) for key in hits[:AT_MOST]]
        more = [text(say("our_themes.more", n=AT_MOST), quiet=True)] if len(hits) > AT_MOST else []
        return [buttons(*made, label=say("our_themes.which_piece")), *more]

    def _piece(self) -> list[Block]:
        piece = self.chosen[PIECE]
        place, words = self._pieces()[piece]
        found = self._found(self.opened)
        now = next((one for one in RELATIONS if piece in found[one]), None)
        options = [(one, say(f"our_themes.relation.{one}")) for one in RELATIONS]
        options += [(NOT_AT_ALL, say("our_themes.not_at_all"))] if now else []
        row = self._open_theme()
        title = isolated(row["title"]) if row else ""
        return [
            text(place, quiet=True),
            text(isolated(words), strong=True),
            buttons(
                *(button(told, "relate", on=one == now, piece=piece, value=one) for one, told in options),
                label=say("our_themes.how_does_it_fit", title=title),
            ),
            *self.form(PROPOSE),
            button(say("our_themes.back"), "choose", value="", name=PIECE),
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


def _to_piece(piece: str, words: str, more: str) -> Block:
    """The button that opens a piece of text."""
    return button(isolated(_short(words)), "choose", more=more, value=piece, name=PIECE)


def _short(words: str) -> str:
    return words if len(words) <= START else f"{words[:START].rstrip()} …"


class OurThemes(PartsPage):
    """The page: the themes of the group."""

    name = "our_themes"
    kinds: ClassVar = {"themes": Themes}


def our_themes(project: Project | None = None) -> OurThemes:
    """*Onze thema's* of notebook 06; ``project`` is the one of this notebook unless given."""
    return OurThemes(project or here())
