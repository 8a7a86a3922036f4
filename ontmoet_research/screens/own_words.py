"""Short words that someone types on a page: kept as they are, unless something in them points straight at a person."""

from __future__ import annotations

from ontmoet_research.record import refuse_identifier

from .page import Page

__all__ = ["OwnWords"]


class OwnWords(Page):
    """A page that stores free text only through :meth:`kept`."""

    def kept(self, *names: str, links: bool = False) -> list[str]:
        """What was typed in these fields. With ``links`` an address on the web may stay: it can be a public source.

        Errors: ``Refused`` when something in it points straight at a person; what was typed stays on the screen.
        """
        told = [self.typed.get(name, "").strip() for name in names]
        for words in told:
            refuse_identifier(words, links=links)
        return told
