"""Klopt dit?: choose words, ask who said them, and see which quotes are ready for which readers."""

from __future__ import annotations

from typing import ClassVar

from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here
from ontmoet_research.store import Project

from .asking import AskSpeakers
from .choosing import ChooseWords
from .ready import ReadyQuotes


class ApproveQuotes(PartsPage):
    """Three parts, one at a time."""

    name = "approve_quotes"
    kinds: ClassVar = {"ask": AskSpeakers, "choose": ChooseWords, "ready": ReadyQuotes}


def approve_quotes(project: Project | None = None) -> ApproveQuotes:
    """The screen of notebook 08; ``project`` is the one of this notebook unless given."""
    return ApproveQuotes(project or here())
