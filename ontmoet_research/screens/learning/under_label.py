"""Alles onder een label: read, sort, lay two beside each other, send to a theme, propose as a quote, take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ontmoet_research.asking.taking import SUFFIXES, take_pieces
from ontmoet_research.coding import read_codes
from ontmoet_research.group import meeting_label
from ontmoet_research.learning import find_pieces, set_relation
from ontmoet_research.learning.theme_work import ORIGIN
from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import (
    Block,
    button,
    buttons,
    fold,
    heading,
    select,
    text,
    versions,
)
from ontmoet_research.screens.not_counting import not_counting_blocks
from ontmoet_research.screens.numbers_out import free_place
from ontmoet_research.screens.page import done_since
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.quoting.choosing import PROPOSE
from ontmoet_research.screens.session import here, output_folder, today
from ontmoet_research.store import Project, last_seq, read_rows, read_values, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

if TYPE_CHECKING:
    import pandas as pd

AT_ONCE = 40  # pieces on the screen
ANY = ""
SORTS = ("time", "speaker", "label", "length")
MORE = ("half", "perspective", "reader", "doubt", "without")


class UnderLabel(Part[PartsPage]):
    """What was asked, what was found, and of one piece what can be done with it."""

    forms = (PROPOSE,)
    shown = AT_ONCE

    def start(self) -> None:
        """Nothing was sought yet."""
        self.read_once: dict[tuple[object, ...], pd.DataFrame] = {}

    def close(self) -> None:
        """Back to the list, with what was asked as it was."""
        self.opened, self.shown = "", AT_ONCE

    def blocks(self) -> list[Block]:
        """The questions and the pieces; or the piece that is open."""
        found = self._found(self.chosen.get("label", ANY), with_words=True)
        if found is not None and self.opened in set(found["fragment_id"]):
            return self._piece(next(row for row in rows_of(found) if row["fragment_id"] == self.opened))
        asked = self._questions()
        if found is None:
            return [*asked, text(say("under_label.choose_first"), quiet=True)]
        beside = self.chosen.get("beside", ANY)
        shown = self._side_by_side(found, beside) if beside else self._list(found)
        told = [
            text(say_count("under_label.found", len(found)), strong=True),
            text(say("under_label.blind"), quiet=True),
            *not_counting_blocks(self.project, self.series_id, "pieces"),
        ]
        return [*asked, *told, *shown, *self._take(found)]

    @gesture
    def more(self) -> None:
        """Show more pieces."""
        self.shown += AT_ONCE
        self.page.refresh()

    @gesture
    def look(self) -> None:
        """Seek what was typed; it is here by now."""
        self.shown = AT_ONCE
        self.page.refresh()

    @gesture
    def to_theme(self, value: str) -> None:
        """Let the open piece support a theme."""
        if value in dict(self._themes()):
            before = last_seq(self.project)
            set_relation(self.project, value, self.opened, "past")
            done_since(self.page, before, ORIGIN)

    @gesture
    def take(self, form: str) -> None:
        """Write what was found to the folder ``uitvoer``."""
        found = self._found(self.chosen.get("label", ANY), with_words=True)
        if form in SUFFIXES and found is not None:
            self.page.wait()
            place = free_place(output_folder(), f"stukjes_{today()}", form)
            stays = take_pieces(self.project, found, place, self._title())
            more = say_count("asking.pieces_stay", stays) if stays else ""
            self.page.tell_saved(f"{say('under_label.taken', file=place.name)} {more}".strip())

    def _questions(self) -> list[Block]:
        labels = self._labels()
        any_label, none = [(ANY, say("under_label.any"))], [(ANY, say("under_label.none"))]
        sorts = [(one, say(f"under_label.sort.{one}")) for one in SORTS]
        return [
            select(say("under_label.which"), "choose", any_label + labels, self.chosen.get("label", ANY), name="label"),
            self.field("words", say("under_label.words"), hint=say("under_label.words_hint")),
            button(say("under_label.look"), "look", main=True),
            select(say("under_label.sorted"), "choose", sorts, self.chosen.get("sort", SORTS[0]), name="sort"),
            select(say("under_label.beside"), "choose", none + labels, self.chosen.get("beside", ANY), name="beside"),
            fold(say("under_label.more_choices"), *(self._choice(one) for one in MORE)),
        ]

    def _choice(self, name: str) -> Block:
        readers = [str(one) for (one,) in read_values(self.project, "contributors", ["display_name"])]
        known = {
            "half": [(one, say(f"under_label.half_{one}")) for one in ("1", "2")],
            "perspective": [(one, say(f"group.perspective.{one}")) for one in PERSPECTIVES],
            "reader": [(one, isolated(one)) for one in readers],
            "doubt": [(one, say(f"under_label.doubt_{one}")) for one in ("ja", "nee")],
            "without": self._labels(),
        }[name]
        options = [(ANY, say("under_label.all")), *known]
        return select(say(f"under_label.{name}"), "choose", options, self.chosen.get(name, ANY), name=name)

    def _labels(self) -> list[tuple[str, str]]:
        codes = read_codes(self.project)
        several = codes["label_nl"].str.casefold().duplicated(keep=False)
        return [
            (row["code_id"], isolated(f"{row['label_nl']} ({row['codebook']})" if double else row["label_nl"]))
            for row, double in zip(rows_of(codes), several, strict=True)
        ]

    def _found(self, label: str, *, with_words: bool) -> pd.DataFrame | None:
        """The pieces that fit; None while nothing was asked."""
        words = self.typed("words").strip() if with_words else ""
        if not label and not words:
            return None
        more = {name: self.chosen.get(name, ANY) for name in MORE}
        now = (last_seq(self.project), self.project.who, self.series_id, label, words, *more.values())
        if now not in self.read_once:
            self.read_once = {key: value for key, value in self.read_once.items() if key[0] == now[0]}
            self.read_once[now] = find_pieces(
                self.project,
                labels=[label] if label else [],
                none_of=[more["without"]] if more["without"] else [],
                series=self.series_id,
                half=int(more["half"]) if more["half"] else None,
                perspective=more["perspective"] or None,
                reader=more["reader"] or None,
                in_doubt={"ja": True, "nee": False}.get(more["doubt"]),
                words=words,
            )
        return self.read_once[now]

    def _sorted(self, found: pd.DataFrame) -> pd.DataFrame:
        by = self.chosen.get("sort", SORTS[0])
        keys = {
            "speaker": found["speaker"].fillna("\uffff").str.casefold(),
            "label": found["labels"].map(lambda own: "; ".join(own).casefold()),
            "length": -found["words"].str.len(),
        }
        return found.iloc[keys[by].argsort(kind="stable")] if by in keys and len(found) else found

    def _list(self, found: pd.DataFrame) -> list[Block]:
        rows = rows_of(self._sorted(found).head(self.shown))
        told: list[Block] = []
        for n, row in enumerate(rows, start=1):
            told += [text(f"{n}. {_place(row)}", quiet=True), text(_marked(row))]
            told.append(text(isolated("; ".join(row["placed_by"])), quiet=True))
            told.append(self.line(row["fragment_id"], say("under_label.open", n=n)))
        if waiting := len(found) - len(rows):
            told.append(button(say_count("behind.more", waiting), "more"))
        return told

    def _side_by_side(self, found: pd.DataFrame, beside: str) -> list[Block]:
        other, names = self._found(beside, with_words=True), dict(self._labels())
        both = set(found["fragment_id"]) & set(other["fragment_id"]) if other is not None else set()
        cards = []
        for title, own in ((self._title(), found), (names.get(beside, ""), other)):
            rows = rows_of(self._sorted(own).head(self.shown)) if own is not None else []
            told = [{"label": _place(row), "parts": [(_marked(row), False)]} for row in rows]
            n = len(own) if own is not None else 0
            cards.append({"title": title, "who": say_count("under_label.found", n), "rows": told})
        return [heading(say("under_label.two")), text(say_count("under_label.both", len(both))), versions(cards)]

    def _piece(self, row: dict[str, object]) -> list[Block]:
        themes = [button(isolated(title), "to_theme", value=key) for key, title in self._themes()]
        return [
            text(_place(row), quiet=True),
            text(isolated(str(row["words"]).strip()), strong=True),
            *([buttons(*themes, label=say("under_label.to_theme"))] if themes else [text(say("under_label.no_theme"))]),
            heading(say("under_label.as_quote")),
            *self.form(PROPOSE, beside=[self.back("under_label.back")]),
        ]

    def _themes(self) -> list[tuple[str, str]]:
        return [
            (row.object_id, row["title"])
            for row in read_rows(self.project, "themes")
            if row["status"] != "gestopt" and (not row["series_scope"] or self.series_id in row["series_scope"])
        ]

    def _take(self, found: pd.DataFrame) -> list[Block]:
        if found.empty:
            return []
        made = [button(say(f"under_label.form_{one[1:]}"), "take", form=one) for one in SUFFIXES]
        return [fold(say("under_label.take"), text(say("under_label.take_means")), buttons(*made))]

    def _title(self) -> str:
        return dict(self._labels()).get(self.chosen.get("label", ANY), self.typed("words").strip())


def _place(row: dict[str, object]) -> str:
    meeting = meeting_label(int(str(row["meeting"])), row["date"]) if row["meeting"] else row["note"]  # type: ignore[arg-type]  # a row of a table
    return f"{meeting}, {row['speaker']}" if row["speaker"] else str(meeting)


def _marked(row: dict[str, object]) -> str:
    """The words; what was sought stands between « and »."""
    whole = str(row["words"])
    if "found" not in row:
        return isolated(" ".join(whole.split()))
    at = whole.find(f"{row['before']}{row['found']}{row['after']}") + len(str(row["before"]))
    found = str(row["found"])
    return isolated(" ".join(f"{whole[:at]}«{found}»{whole[at + len(found) :]}".split()))


class UnderLabelPage(PartsPage):
    """The page: everything under a label."""

    name = "under_label"
    kinds: ClassVar = {"pieces": UnderLabel}


def under_label(project: Project | None = None) -> UnderLabelPage:
    """*Alles onder een label* of notebook 06; ``project`` is the one of this notebook unless given."""
    return UnderLabelPage(project or here())
