"""The part *Wat we leerden*: three to five themes, each with people's own words, quotes, a counter-voice, one number.

People write a theme as a part of its own (``thema:`` and its id); until then the words with which they made the theme
stand there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from ontmoet_research.learning import by_theme, over_meetings
from ontmoet_research.store import with_none
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import say, say_count

from .blocks import Block, LeftOut, Subheading, paragraph, plain
from .looked_for import no_voice_against
from .markdown import blocks_of
from .material import THEME, Material
from .outside import quotes_stand, themed_by_coder, told_overview
from .readers import is_inside
from .theme_voices import Voices, given_back, voices_of
from .woven import quoted_in
from .written import nobody_wrote, written_by_people

PART = "wat_we_leerden"
IN_BODY = 5

__all__ = ["IN_BODY", "Theme", "Themes", "about_theme", "first_sentence", "read_themes", "what_we_learned"]


@dataclass(frozen=True)
class Theme:
    """One theme as the report tells it. ``n_heard`` of ``n_held`` meetings; ``words`` made by people, or empty.

    Outside the group ``n_heard`` counts only meetings of which it may be told, so there it is "or more".
    """

    theme_id: str
    title: str
    words: str
    n_heard: int
    n_held: int
    voices: Voices = field(default_factory=Voices)


@dataclass(frozen=True)
class Themes:
    """The themes of a series in order; the first ``IN_BODY`` stand in the body. ``overview`` as ``over_meetings``.

    Outside the group only themes, and meetings of a theme, that may be told of; ``rests`` is on whom a theme rests
    (``outside.themed_by_coder``), for the group itself the same as ``themed``.
    """

    all: tuple[Theme, ...]
    overview: pd.DataFrame
    themed: pd.DataFrame
    rests: pd.DataFrame

    @property
    def in_body(self) -> tuple[Theme, ...]:
        """Those for which the body has room."""
        return self.all[:IN_BODY]

    @property
    def behind(self) -> tuple[Theme, ...]:
        """Those that stand in the appendix."""
        return self.all[IN_BODY:]

    @cached_property
    def quoted(self) -> set[str]:
        """The quotes that stand with a theme."""
        return {quote["quote_id"] for theme in self.all for quote in theme.voices.printed}

    def pieces(self, theme_id: str) -> set[str]:
        """The pieces of text of a theme."""
        return set(self.themed.loc[self.themed["theme_id"] == theme_id, "fragment_id"])


def read_themes(material: Material) -> Themes:
    """The themes of a series: written ones first, then shared ones, then those heard most."""
    return material.once("themes", lambda: _read_themes(material))


def _read_themes(material: Material) -> Themes:
    learning = material.learning
    themed = by_theme(learning.codings, learning.themes, learning.theme_links, learning.fragments)
    overview = over_meetings(themed, learning.codings, learning.sessions, learning.quiet())
    rests = themed if is_inside(material) else themed_by_coder(material)
    overview = told_overview(material, overview, rests)
    shared = set(learning.themes.loc[learning.themes["status"] == "gedeeld", "theme_id"])
    written = set(material.written["section"])
    found = _counted(material, overview)
    order = sorted(
        found, key=lambda one: (THEME + one.theme_id not in written, one.theme_id not in shared, -one.n_heard)
    )
    taken = quoted_in(material)
    made = []
    for theme in order:
        pieces = set(themed.loc[themed["theme_id"] == theme.theme_id, "fragment_id"])
        voices = voices_of(material, theme.theme_id, pieces, taken)
        quotes_stand(material, {one["quote_id"] for one in voices.printed}, theme.theme_id)
        made.append(replace(theme, voices=voices))
    return Themes(tuple(made), overview, themed, rests)


def what_we_learned(material: Material) -> list[Block]:
    """What people wrote, the themes for which there is room, and where a counter-voice was sought."""
    own = written_by_people(material, PART)
    if material.learning.codings.empty:
        return own or [LeftOut(say(f"report.section.{PART}"), say("report.nothing_coded"))]
    themes = read_themes(material)
    without = {one.theme_id: one.title for one in themes.in_body if one.voices.sought and not one.voices.against}
    told = [block for theme in themes.in_body for block in about_theme(material, theme)]
    return [*(own or [nobody_wrote(PART)] * (not told)), *told, *no_voice_against(material, without)]


def about_theme(material: Material, theme: Theme) -> list[Block]:
    """One theme: people's own words, at most two quotes, who sees it otherwise, and in how many meetings it came up."""
    written = written_by_people(material, THEME + theme.theme_id)
    words = written or (blocks_of(theme.words, under=3) if theme.words else [])
    return [
        Subheading(3, plain(theme.title)),
        *words,
        *theme.voices.blocks(theme.title),
        *given_back(material, theme.theme_id),
        *_heard(material, theme),
    ]


def _heard(material: Material, theme: Theme) -> list[Block]:
    """In how many meetings it came up; outside "or more", and nothing when that may be told of none."""
    inside = is_inside(material)
    if not inside and not theme.n_heard:
        return []
    told = "report.theme.heard" if inside else "report.theme.heard_outside"
    return [paragraph(say_count(told, theme.n_held, n_heard=theme.n_heard, title=theme.title))]


def first_sentence(theme: Theme) -> str:
    """A beginning for who writes a theme: the words with which people made it, and how often it came up."""
    return " ".join(filter(None, (theme.words, say("report.theme.offered", n=theme.n_heard, total=theme.n_held))))


def _counted(material: Material, overview: pd.DataFrame) -> Iterable[Theme]:
    words = with_none(material.learning.themes.set_index("theme_id")["description_b1"])
    # outside: that a meeting counts as there is material of it, would change with who stops
    took_place = set(material.sessions.loc[material.sessions["status"] == "gehouden", "session_id"])
    for theme_id, cells in overview.groupby("theme_id", sort=False):
        title = str(cells["theme"].iloc[0])
        held = cells[cells["held"].astype(bool) if is_inside(material) else cells["session_id"].isin(took_place)]
        heard = int((held["n_fragments"] > 0).sum())
        own = words.get(theme_id) if theme_id in words.index else None
        yield Theme(str(theme_id), isolated(title[:1].upper() + title[1:]), own or "", heard, len(held))
