"""Short words that someone types on a page: kept as they are, unless something in them points straight at a person."""

from __future__ import annotations

from ontmoet_research.words import Refused

from .names_check import has_identifier
from .page import Page

__all__ = ["OwnWords"]


class OwnWords(Page):
    """A page that stores free text only through :meth:`kept`."""

    def kept(self, *names: str, links: bool = False) -> list[str]:
        """What was typed in these fields. With ``links`` an address on the web may stay: it can be a public source.

        Errors: ``Refused`` when something in it points straight at a person; what was typed stays on the screen.
        """
        told = [self.typed.get(name, "").strip() for name in names]
        if any(has_identifier(words, links=links) for words in told):
            raise Refused("record.identifier")
        return told
