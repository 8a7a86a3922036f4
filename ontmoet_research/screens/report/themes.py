"""The themes of a series, each a part of the report that people write."""

from __future__ import annotations

from ontmoet_research.report.material import THEME
from ontmoet_research.report.writing import part_text, theme_parts
from ontmoet_research.screens.blocks import Block, button, buttons
from ontmoet_research.screens.page import Page
from ontmoet_research.screens.part import Part
from ontmoet_research.store import Project, find
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say


class ThemeParts(Part[Page]):
    """A button for each theme, with whether it was written."""

    def blocks(self) -> list[Block]:
        """The themes that go on; nothing when there are none."""
        made = [
            button(isolated(title), "open_part", more=self._stands(one), section=one)
            for one, title in theme_parts(self.project, self.series_id)
        ]
        return [buttons(*made, label=say("write_report.themes"))] if made else []

    def _stands(self, section: str) -> str:
        written = part_text(self.project, self.series_id, section) is not None
        return say("write_report.written" if written else "write_report.empty")


def theme_hint(project: Project, section: str) -> str:
    """What the part of a theme is for, with the words people made it with as a beginning; "" for another part."""
    if not section.startswith(THEME):
        return ""
    told = find(project, "themes", section.removeprefix(THEME))["description_b1"]
    return say("write_report.theme_hint", told=isolated(told)) if told else say("write_report.theme_hint_own")
