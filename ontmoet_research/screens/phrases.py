"""Asking for a passphrase on a page, so that it is in no memory any more after each try."""

from __future__ import annotations

from .blocks import Block
from .page import Page
from .part import P, Part


class AsksPhrase(Page):
    """A page with fields for passphrases."""

    _tries = 0

    def phrase_field(self, name: str, label: str, hint: str = "") -> Block:
        """A field for a passphrase; after each try a new, empty one."""
        return self.field(f"{name}_{self._tries}", label, hint=hint, secret=True)

    def phrase(self, name: str) -> str:
        """What was typed in such a field."""
        return self.typed.get(f"{name}_{self._tries}", "")

    def forget_phrases(self) -> None:
        """Empty all fields for a passphrase: what was typed is in no memory any more."""
        for name in [one for one in self.typed if one.endswith(f"_{self._tries}") and one.startswith("phrase")]:
            self.forget(name)
        self._tries += 1


class PhrasePart(Part[P]):
    """A part with fields for passphrases."""

    tries = 0
    """After each try the fields have another name."""

    def phrase_field(self, name: str, label: str, hint: str = "") -> Block:
        """A field for a passphrase; after each try a new, empty one."""
        return self.field(f"{name}_{self.tries}", label, hint=hint, secret=True)

    def phrase(self, name: str) -> str:
        """What was typed in such a field."""
        return self.typed(f"{name}_{self.tries}")

    def forget_phrases(self) -> None:
        """Empty all fields for a passphrase: what was typed is in no memory any more."""
        mine = f"{self.key}.phrase"
        self.page.forget(*[one for one in self.page.typed if one.startswith(mine)])
        self.tries += 1
