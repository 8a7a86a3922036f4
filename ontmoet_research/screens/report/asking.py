"""What the report asks: of whom, what, on what it rests, and by when an answer is wanted."""

from __future__ import annotations

from ontmoet_research.record import in_words
from ontmoet_research.report.what_we_ask import ORIGIN, ask_of, drop_request
from ontmoet_research.screens.blocks import Block, fold, heading, listing
from ontmoet_research.screens.forms import Ask, Form, Options, of_series
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.store import read_rows
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say


def _grounds(part: Part[Page]) -> Options:
    """Themes, changes and wishes of the project, by what they are called."""
    titles = {"themes": "title", "changes": "what", "wishes": "text"}
    return [
        (row.object_id, say(f"write_report.ground.{table}", told=isolated(row[column])))
        for table, column in titles.items()
        for row in read_rows(part.project, table)
        if table != "wishes" or row["status"] != "samengevoegd"
    ]


WHOM = Ask("to_whom", "write_report.ask_whom", hint="write_report.ask_whom_hint")
WHAT = Ask("what", "write_report.ask_what", "long")
BY = Ask("answer_by", "write_report.ask_by", "day")
RESTS = Ask("rests_on", "write_report.ask_rests", "several", _grounds, aside=True)

NEW = Form(
    "new",
    ask_of,
    ORIGIN,
    "write_report.ask_keep",
    (WHOM, WHAT, BY, RESTS),
    given=of_series,
    more="write_report.ask_more",
)
DROP = Form("drop", drop_request, ORIGIN)


class Requests(Part[Page]):
    """The numbered list and the form for one more."""

    forms = (NEW, DROP)

    def blocks(self) -> list[Block]:
        """What is asked so far, one more, and taking one out."""
        rows = read_rows(self.project, "requests", series_id=self.series_id)
        rows.sort(key=lambda row: row["order"] or 0)
        lines = [f"{isolated(row['to_whom'])}: {isolated(row['what'])}{_until(row['answer_by'])}" for row in rows]
        which = [(row.object_id, row["what"], row["to_whom"]) for row in rows]
        away = [fold(say("write_report.ask_away"), *self.form(DROP, which))] if rows else []
        return [
            heading(say("write_report.ask_title")),
            listing(lines, empty=say("write_report.ask_none")),
            *self.form(NEW),
            *away,
        ]


def _until(day: str | None) -> str:
    return f" ({in_words(day)})" if day else ""
