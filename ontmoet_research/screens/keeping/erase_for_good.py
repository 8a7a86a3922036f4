"""Voorgoed wissen: apart from stopping, with a look beforehand, a word to type, and a search for what is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from ontmoet_research.privacy import Neighbour, belongings, may_handle, must_handle, neighbours, to_do_elsewhere
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, text
from ontmoet_research.screens.part import Part
from ontmoet_research.screens.parts_page import PartsPage
from ontmoet_research.screens.session import here
from ontmoet_research.store import (
    Erased,
    Preview,
    Project,
    Proof,
    Proposal,
    clean_copies,
    confirm,
    decline,
    erase,
    list_proposals,
    preview_erasure,
    search_everywhere,
)
from ontmoet_research.text.bidi import isolated
from ontmoet_research.text.dutch import format_date
from ontmoet_research.words import Refused, say, say_count

from .about_someone import AboutSomeone, pieces_beside

MADE_HERE = "uitvoer"


class Report(Part[PartsPage]):
    """What was erased just now, and the search for what is left; the words it searched for are forgotten with it."""

    erased: Erased | None = None
    beside: Sequence[Neighbour] = ()
    found: tuple[list[str], Proof] | None = None
    """What is told, and what the search gave."""

    def close(self) -> None:
        """Put the report away."""
        super().close()
        self.erased, self.beside, self.found = None, (), None

    def make(self, done: Erased, beside: Sequence[Neighbour]) -> None:
        """Clean the copies, search for what is left, and make the report of it."""
        copies = clean_copies(self.project)
        told = [say_count("cli.erase.done", done.preview.rows)]
        for key, paths in (("cleaned", copies.cleaned), ("removed", copies.removed), ("left", copies.left)):
            told += [say(f"cli.erase.copy.{key}", name=path.name) for path in paths]
        if not done.clean:
            told.append(say("cli.erase.not_clean"))
        self.erased, self.beside = done, beside
        self.found = (told, search_everywhere(self.project, done.words, [Path.cwd()]))

    def blocks(self) -> list[Block]:
        """The report; nothing when nothing was erased."""
        if self.found is None:
            return []
        told, proof = self.found
        return [
            heading(say("erase_for_good.report")),
            listing([*told, *_proof(proof)]),
            *pieces_beside(self.project, self.beside),
            heading(say("stop_or_remove.to_do")),
            listing(to_do_elsewhere(self.project)),
            *([button(say("erase_for_good.throw_away"), "throw_away", main=True)] if self._left() else []),
        ]

    @gesture
    def throw_away(self) -> None:
        """Throw away reports and tables that the kit made and that hold the words."""
        left = self._left()
        for path in left:
            path.unlink(missing_ok=True)
        if self.erased:
            self.make(self.erased, [])
        self.page.refresh()
        self.page.tell(say("cli.erase.made_here_gone", name=", ".join(path.name for path in left)))

    def _left(self) -> list[Path]:
        """Files that the kit made and that still hold the words."""
        folder = (Path.cwd() / MADE_HERE).resolve()
        return [path for path in self.found[1].found if path.is_relative_to(folder)] if self.found else []


class Erasing(AboutSomeone):
    """What someone erased in a copy and waits for a yes; erasing all that is only of one person; and the proof."""

    waiting: Proposal | None = None
    """What is shown of what waits for a yes."""
    looked: tuple[str, Preview] | None = None
    """What would go, and the words that were typed when it was shown."""

    def start(self) -> None:
        """Nothing was erased."""
        self.report = self.has(Report, "report")

    def close(self) -> None:
        """Nobody is chosen and nothing that was typed about them stays; the words that were erased are forgotten."""
        super().close()
        self.report.close()
        self.waiting = self.looked = None
        self.forget("words", "reason", "sure")

    def blocks(self) -> list[Block]:
        """The report of what was erased just now; otherwise proposals, and the questions in order."""
        if report := self.report.drawn():
            return [*report, self.back("erase_for_good.ready")]
        waiting = list_proposals(self.project) if may_handle(self.project, "") else []
        self.waiting = waiting[0] if waiting else None
        shown = self._proposal(self.waiting, len(waiting)) if self.waiting else []
        ask = [*self.ask_about_whom(), *self._questions()]
        return [*shown, heading(say("erase_for_good.someone")), *ask]

    @gesture
    def look(self) -> None:
        """Show what would go. Nothing changes."""
        self.page.wait()
        self.looked = (self.typed("words"), preview_erasure(self.project, self._ids(), named=self._words()))
        self.page.refresh()
        self.page.tell(say("erase_for_good.looked"))

    @gesture
    def erase_now(self) -> None:
        """Erase what was shown, for good."""
        if self._preview() is None:
            raise Refused("erase_for_good.look_first")
        self._be_sure()
        self.page.wait()
        ids = self._ids()
        beside = neighbours(self.project, ids)
        done = erase(self.project, ids, reason=self.typed("reason"), named=self._words())
        self._tell_erased(done, beside)

    @gesture
    def say_yes(self) -> None:
        """Erase here too what someone erased in a copy."""
        if self.waiting is None:
            raise Refused("erase.no_proposal")
        must_handle(self.project)
        self._be_sure()
        self.page.wait()
        self._tell_erased(confirm(self.project, *self.waiting.ids), [])

    @gesture
    def say_no(self) -> None:
        """Let stay what someone erased in a copy."""
        if self.waiting is None:
            raise Refused("erase.no_proposal")
        must_handle(self.project)
        decline(self.project, *self.waiting.ids)
        self.page.refresh()
        self.page.tell_saved(say("cli.erase.declined"))

    def _preview(self) -> Preview | None:
        """What was shown; other words mean another look beforehand."""
        return self.looked[1] if self.looked and self.looked[0] == self.typed("words") else None

    def _questions(self) -> list[Block]:
        if not self.opened:
            return []
        preview = self._preview()
        words = self.field("words", say("erase_for_good.words"), hint=say("erase_for_good.words_hint"))
        look = button(say("erase_for_good.look"), "look", main=preview is None)
        if preview is None:
            return [words, look]
        return [
            words,
            look,
            *_told(preview),
            self.field("reason", say("erase_for_good.reason"), hint=say("erase_for_good.reason_hint")),
            *self._second_yes(),
            button(say("erase_for_good.erase_now"), "erase_now", main=True, more=say("erase_for_good.no_way_back")),
        ]

    def _proposal(self, one: Proposal, count: int) -> list[Block]:
        names = dict(self.page.people())
        told = say(
            "erase_for_good.proposal",
            who=isolated(names.get(one.author, say("labelling.someone"))),
            day=format_date(datetime.fromisoformat(one.at).astimezone().date()),
            reason=isolated(one.reason),
        )
        no = button(say("erase_for_good.say_no"), "say_no")
        yes = button(say("erase_for_good.say_yes"), "say_yes", more=say("erase_for_good.no_way_back"))
        return [
            heading(say("erase_for_good.proposals")),
            text(say_count("cli.erase.waiting", count)),
            text(told),
            *_told(one.preview),
            *([] if self._preview() else self._second_yes()),
            buttons(no, yes),
        ]

    def _second_yes(self) -> list[Block]:
        return [self.field("sure", say("erase_for_good.type_word", word=say("cli.erase.word")))]

    def _be_sure(self) -> None:
        word = say("cli.erase.word")
        if self.typed("sure").strip().casefold() != word:
            raise Refused("erase_for_good.not_sure", word=word)

    def _ids(self) -> list[str]:
        if not self.opened:
            raise Refused("stop_or_remove.choose_first")
        must_handle(self.project, self.opened)
        return belongings(self.project, self.opened)

    def _words(self) -> list[str]:
        return [word.strip() for word in self.typed("words").split(",") if word.strip()]

    def _tell_erased(self, done: Erased, beside: list[Neighbour]) -> None:
        self.close()
        self.report.make(done, beside)
        self.page.refresh()
        self.page.tell_saved(say_count("cli.erase.done", done.preview.rows))


class EraseForGood(PartsPage):
    """The page: erasing, apart from stopping."""

    name = "erase_for_good"
    about_a_series = False  # everyone may handle what is their own
    kinds: ClassVar = {"erasing": Erasing}


def erase_for_good(project: Project | None = None) -> EraseForGood:
    """The part *Voorgoed wissen* of notebook 90; ``project`` is the one of this notebook unless given."""
    return EraseForGood(project or here())


def _told(preview: Preview) -> list[Block]:
    """What would go, as the preview says it: lines that open a list stand above their list."""
    shown: list[Block] = []
    items: list[str] = []
    for line in [*preview.sentences(), ":"]:
        if items and not line.startswith(" "):
            shown.append(listing(items))
            items = []
        if line.startswith(" "):
            items.append(line.strip())
        elif line != ":":
            shown.append(heading(line.removesuffix(":")) if line.endswith(":") else text(line))
    return shown


def _proof(proof: Proof) -> list[str]:
    """What the search for the words gave, in sentences."""
    files = say_count("cli.erase.files", proof.files)
    return [
        say_count("cli.erase.found", sum(proof.found.values()), files=files),
        *(say_count("cli.erase.still_in", n, path=path) for path, n in proof.found.items()),
        *(say("cli.erase.shut", path=path) for path in proof.shut),
    ]
