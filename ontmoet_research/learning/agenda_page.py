"""The learning agenda on one printed page, for the next meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontmoet_research.text.html import element, to_html
from ontmoet_research.words import say

from .agenda import ASKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["agenda_page"]

_STYLE = "@page{size:A4;margin:2cm}body{font:14pt/1.5 sans-serif;max-width:42em}li{margin:0 0 2.2em}h1{font-size:20pt}"


def agenda_page(questions: pd.DataFrame, series: str, day: str) -> bytes:
    """The questions that go along, as an HTML page in UTF-8, with room under each to write.

    In: ``read_agenda``, the title of the series and the day as people read it.
    """
    asked = questions[questions["status"].fillna("open").isin(ASKING)]
    items = [element("li", str(one)) for one in asked["question"]]
    body = element(
        "body",
        element("h1", say("learning.agenda.page_title", series=series)),
        element("p", say("learning.agenda.page_what", day=day)),
        element("ol", *items) if items else element("p", say("our_questions.nothing")),
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("title", say("learning.agenda.page_title", series=series)),
        element("style", _STYLE),
    )
    return ("<!DOCTYPE html>" + to_html(element("html", head, body, lang="nl"))).encode("utf-8")
