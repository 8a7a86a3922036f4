"""Samen verslag maken: what is in it, who wrote what, what is still missing; writing a part; making the file."""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.model.account import AUDIENCES, KNOWLEDGE_SOURCES
from ontmoet_research.report import FORMATS, PARTS
from ontmoet_research.report.another_voice import read_voices
from ontmoet_research.report.checklists import item_named
from ontmoet_research.report.credits import ORIGIN as THANKS
from ontmoet_research.report.credits import credit_wish, wish_credit
from ontmoet_research.report.lived_voice import WHY_NOT
from ontmoet_research.report.material import THEME
from ontmoet_research.report.word_choice import word_hints
from ontmoet_research.report.writing import (
    ANOTHER_VOICE,
    CONCLUSIONS,
    ORIGIN,
    may_write,
    part_text,
    rest_on_knowledge,
    title_of,
)
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import (
    Block,
    button,
    buttons,
    choices,
    heading,
    links,
    listing,
    select,
    text,
)
from ontmoet_research.screens.names_open import open_here
from ontmoet_research.screens.report.make_summary import WHY, MakeSummary, leave, release_field, why_field
from ontmoet_research.screens.report.missing_prompt import MissingPrompt
from ontmoet_research.screens.session import here, output_folder, today
from ontmoet_research.store import Project
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import join_words
from ontmoet_research.text.references import as_stored
from ontmoet_research.words import Refused, all_sentences, say

from .asking import Requests
from .books_file import BooksFile
from .lacking import Lacking
from .looking import Looking
from .putting_in import PutIn
from .references import BOOKS, ReferenceParts
from .school_look import SchoolLook
from .themes import ThemeParts, theme_hint
from .together import Together, doors
from .writing_here import WritingHere, writing_here

BESIDE = {
    "wat_we_vragen": ("requests",),
    "wat_we_leerden": ("themes", "looking"),
    "wat_nog_niet_lukte": ("looking",),
}
"""Which parts of the page stand under the text of which part of the report."""


READ = {
    ".html": "write_report.read",
    ".pdf": "write_report.read_pdf",
    ".docx": "write_report.read_docx",
    ".md": "write_report.read_md",
}


class WriteReport(ReferenceParts, MissingPrompt, MakeSummary):
    """The contents, or the one part that is open."""

    name = "write_report"

    def start(self) -> None:
        """Open on the contents, for the group itself."""
        self.open_section = ""
        self.audience = "groep"
        self.lacking = Lacking(self)
        self.made: list[Path] = []
        Requests(self, "requests")
        Looking(self, "looking")
        ThemeParts(self, "themes")
        self.putting_in = PutIn(self, "put_in")
        Together(self, "together")
        BooksFile(self, "books_file")
        WritingHere(self, "here")
        self.look = SchoolLook(self, "school_look")

    def blocks(self) -> list[Block]:
        """What people do together, the contents, the list of books, or the part that is open."""
        self.lacking.not_wanted()
        if self.parts["together"].opened:
            return self.parts["together"].drawn()
        if self.open_section == BOOKS:
            return self.books()
        return self._one_part(self.open_section) if self.open_section else self._contents()

    def series_chosen(self) -> None:
        """Another series has another report."""
        self.empty_books()
        self.parts["together"].close()
        self.open_section, self.made = "", []

    def draft_name(self, name: str) -> str:
        """Each part has its own kept text."""
        return f"{super().draft_name(name)} {self.open_section}"

    @gesture
    def open_part(self, section: str) -> None:
        """Show one part, to read or write it."""
        if section == ANOTHER_VOICE:
            self.parts["together"].opened = "voices"
        elif section in PARTS or section.startswith(THEME) or item_named(section):
            self.parts["together"].close()
            self._open(section)
        self.refresh()

    @gesture
    def tell_why(self) -> None:
        """Show the small part on why no voice of lived experience is in the report."""
        self._open(WHY_NOT)
        self.refresh()

    @gesture
    def open_books(self) -> None:
        """Show the list of books and articles."""
        self.open_section = BOOKS
        self.refresh()

    def _open(self, section: str) -> None:
        self.open_section = section
        self.putting_in.readers = self.audience
        self.typed["body"] = writing_here(self).begin(section)

    @gesture
    def back(self) -> None:
        """Go back to the contents without storing what was typed."""
        self.forget("body")
        self.empty_books()
        self.open_section = ""
        writing_here(self).close()
        self.refresh()

    @gesture
    def keep(self) -> None:
        """Store the text of the part that is open, and go back to the contents."""
        here = writing_here(self)
        if self.open_section and here.store_text(self.typed.get("body", "")):
            self.forget("body")
            self.open_section = ""
            self.done(ORIGIN, here.what_came())

    @gesture
    def rest_on(self, value: str) -> None:
        """Say that this part rests on a kind of knowledge, or no longer does."""
        rest_on_knowledge(self.project, self.series_id, self.open_section, value)
        self.done(ORIGIN)

    @gesture
    def thank(self, value: str) -> None:
        """Say how you want to be thanked yourself."""
        words = self.typed.get("thanked_as", "")
        wish_credit(self.project, self.series_id, self.project.who, value, words if value == "naam" else "")
        self.forget("thanked_as")
        self.done(THANKS)

    @gesture
    def choose_audience(self, value: str) -> None:
        """Say who will read it; that decides which quotes may be in it."""
        if value in AUDIENCES:
            self.audience = value
            self.typed.pop(WHY, None)
        self.refresh()

    @gesture
    def make_file(self, suffix: str) -> None:
        """Make the report as a file in the folder ``uitvoer`` beside the notebook."""
        if suffix not in FORMATS:
            raise Refused("write_report.no_suffix")
        self.wait()
        place = output_folder() / f"verslag_{self.audience}_{today()}{suffix}"
        leave(self, place)
        self.made = [*(one for one in self.made if one != place), place]
        self.refresh()
        pages = [say("report.export.no_pages_yet")] if suffix == ".docx" else []
        self.tell_saved(" ".join([say("write_report.made", file=place.name), *pages]))

    def _contents(self) -> list[Block]:
        parts = [
            button(say(f"report.section.{key}"), "open_part", more=self._who_wrote(key), section=key) for key in PARTS
        ]
        return [
            buttons(*parts, label=say("write_report.contents")),
            buttons(
                *self._why_no_voice(),
                button(say("write_report.books.title"), "open_books", more=say("write_report.books.more_on")),
            ),
            *doors(self.parts["together"]),
            heading(say("write_report.missing")),
            self.lacking.drawn(),
            heading(say("write_report.make")),
            select(say("write_report.readers"), "choose_audience", _readers(), self.audience),
            buttons(*(button(say(f"write_report.as.{one[1:]}"), "make_file", suffix=one) for one in FORMATS)),
            *self.look.drawn(),
            *release_field(self),
            *why_field(self),
            *self.summary_buttons(),
            *self._made(),
        ]

    def _why_no_voice(self) -> list[Block]:
        """The small part on why there is no voice of lived experience; only while that is so, or someone wrote it."""
        written = part_text(self.project, self.series_id, WHY_NOT) is not None
        if not written and all(one.row != "C08" for one in self.lacking.found() or ()):
            return []
        return [button(say(f"report.section.{WHY_NOT}"), "tell_why", more=self._who_wrote(WHY_NOT))]

    def titles(self) -> list[str]:
        """Exact job titles of the key file, when it is open in this notebook."""
        opened = open_here(self.project)
        return [one.exact_role for one in opened.people if one.exact_role] if opened else []

    def _who_wrote(self, section: str) -> str:
        if section == ANOTHER_VOICE:
            rows = read_voices(self.project, self.series_id)
        else:
            rows = list(filter(None, [part_text(self.project, self.series_id, section)]))
        if not rows:
            by_people = section == ANOTHER_VOICE or f"report.asked.{section}" in all_sentences()
            return say("write_report.empty" if by_people else "write_report.by_kit")
        names = dict(self.people())
        authors = dict.fromkeys(one for row in rows for one in row["authors"])
        wrote = [isolated(names[one]) for one in authors if one in names]
        return say("write_report.written_by", names=join_words(wrote)) if wrote else say("write_report.written")

    def _one_part(self, section: str) -> list[Block]:
        asked = f"report.asked.{section}"
        title = heading(isolated(title_of(self.project, section)))
        usual = asked if asked in all_sentences() else "write_report.beside_kit"
        hint = theme_hint(self.project, section) or say(usual)
        back, here = button(say("write_report.back"), "back"), writing_here(self)
        if not may_write(self.project, self.series_id, section):
            before = self.typed.get("body", "")
            return [title, text(say("write_report.not_yours")), listing(filter(None, before.split("\n\n"))), back]
        return [
            title,
            *(self.missing_prompt() if section == "wie_ontbrak" else []),
            *here.drawn(),
            self.field("body", say("write_report.text"), hint=hint, long=True, draft=self.draft_name("body")),
            *here.history(),
            *self._word_hints(),
            *self.putting_in.about(section, self.audience),
            *self.how_to_cite(),
            buttons(button(say("write_report.keep"), "keep", main=True), back, row=True),
            *self._rests_on(section),
            *(block for one in BESIDE.get(section, ()) for block in self.parts[one].drawn()),
            *(self._thanks() if section == "trots_en_dank" else []),
        ]

    def _word_hints(self) -> list[Block]:
        hints = word_hints(as_stored(self.typed.get("body", "")))
        return [text(say("write_report.hints")), listing(hints)] if hints else []

    def _rests_on(self, section: str) -> list[Block]:
        row = part_text(self.project, self.series_id, section)
        if section not in CONCLUSIONS or row is None:
            return []
        kinds = [(one, say(f"report.knowledge.{one}")) for one in KNOWLEDGE_SOURCES]
        return [choices(say("write_report.rests_on"), "rest_on", kinds, row["knowledge_sources"])]

    def _thanks(self) -> list[Block]:
        wishes = [(one, say(f"write_report.thanks.{one}")) for one in ("niet", "schuilnaam", "naam")]
        own = credit_wish(self.project, self.series_id, self.project.who)
        return [
            heading(say("write_report.how_thanked")),
            self.field("thanked_as", say("write_report.thanked_as"), hint=say("write_report.thanked_as_hint")),
            choices(say("write_report.your_name"), "thank", wishes, own),
        ]

    def _made(self) -> list[Block]:
        told = (
            [text(say("write_report.where", folder=isolated(str(self.made[-1].parent.resolve()))))] if self.made else []
        )
        return [*told, *(links((f"uitvoer/{one.name}", say(READ[one.suffix]), one.name)) for one in self.made)]


def write_report(project: Project | None = None) -> WriteReport:
    """The screen of notebook 09; ``project`` is the one of this notebook unless given."""
    return WriteReport(project or here())


def _readers() -> list[tuple[str, str]]:
    return [(one, say(f"report.readers.{one}")) for one in AUDIENCES]
