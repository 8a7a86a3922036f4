"""The list of books, articles and sites of *Samen verslag maken*: add, correct, take out (A49)."""

from __future__ import annotations

from ontmoet_research.report.bibliography import (
    ORIGIN,
    add_reference,
    change_reference,
    in_list,
    read_references,
    remove_reference,
)
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, fold, heading, listing, text
from ontmoet_research.screens.page import Page
from ontmoet_research.store import Row, find, read_rows, rows_of
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say

__all__ = ["BOOKS", "ReferenceParts"]

BOOKS = "boeken"  # the list, as a part that is open
FIELDS = ("authors", "title", "year", "published_in", "key")


class ReferenceParts(Page):
    """The part of the page with the list; ``editing`` is the row that is being corrected."""

    editing = ""

    @gesture
    def edit_book(self, book: str) -> None:
        """Put a row in the fields, to correct it."""
        row = find(self.project, "bibliography", book)
        for name in FIELDS:
            self.typed[f"book_{name}"] = "" if row[name] is None else str(row[name])
        self.editing = book
        self.refresh()

    @gesture
    def stop_editing(self) -> None:
        """Empty the fields without storing what stands in them."""
        self.empty_books()
        self.refresh()

    @gesture
    def keep_book(self) -> None:
        """Store the fields: as the row that is being corrected, or as a new one."""
        authors, title, year, published_in, key = (self.typed.get(f"book_{name}", "") for name in FIELDS)
        told = {"authors": authors, "title": title, "year": year, "published_in": published_in, "key": key}
        if self.editing:
            change_reference(self.project, self.editing, **told)
        else:
            add_reference(self.project, self.series_id, **told)
        self.empty_books()
        self.done(ORIGIN)

    @gesture
    def remove_book(self, book: str) -> None:
        """Take a row out of the list; it can be taken back."""
        remove_reference(self.project, book)
        if book == self.editing:
            self.empty_books()
        self.done(ORIGIN)

    def after_undo(self, rows: list[Row]) -> None:
        """A row that is gone is not being corrected any more; what was typed for another row stays."""
        super().after_undo(rows)
        if self.editing and not read_rows(self.project, "bibliography", object_id=self.editing):
            self.empty_books()

    def empty_books(self) -> None:
        """Empty the fields."""
        self.editing = ""
        self.forget(*(f"book_{name}" for name in FIELDS))

    def books(self) -> list[Block]:
        """The list with the fields to add a row; or only the fields of the row that is being corrected."""
        if self.editing:
            return [heading(say("write_report.books.correct")), *self._book_fields("stop_editing")]
        return [
            heading(say("write_report.books.title")),
            text(say("write_report.books.how")),
            *(self._listed() or [text(say("write_report.books.none"), quiet=True)]),
            heading(say("write_report.books.add")),
            *self._book_fields("back"),
            *self.parts["books_file"].drawn(),
        ]

    def _listed(self) -> list[Block]:
        return [
            buttons(
                button(say("write_report.books.edit"), "edit_book", more=cited(row["key"]), book=row["reference_id"]),
                button(say("write_report.books.remove"), "remove_book", book=row["reference_id"]),
                label=isolated(in_list(row)),
                row=True,
            )
            for row in rows_of(read_references(self.project, self.series_id))
        ]

    def _book_fields(self, back: str) -> list[Block]:
        return [
            self.field("book_authors", say("write_report.books.authors"), hint=say("write_report.books.authors_hint")),
            self.field("book_title", say("write_report.books.what")),
            self.field("book_year", say("write_report.books.year")),
            self.field("book_published_in", say("write_report.books.where"), hint=say("write_report.books.where_hint")),
            fold(
                say("write_report.books.more"),
                self.field("book_key", say("write_report.books.key"), hint=say("write_report.books.key_hint")),
            ),
            buttons(
                button(say("write_report.books.keep"), "keep_book", main=True),
                button(say("write_report.back"), back),
                row=True,
            ),
        ]

    def how_to_cite(self) -> list[Block]:
        """What to type to name a source in the part that is open; nothing while the list is empty."""
        rows = rows_of(read_references(self.project, self.series_id))
        lines = [isolated(f"{cited(row['key'])} {in_list(row)}") for row in rows]
        return [fold(say("write_report.books.cite"), listing(lines))] if lines else []


def cited(key: str) -> str:
    """What to type in a part to name a source."""
    return f"[@{key}]"
