"""Voorgoed wissen: apart from stopping, with a look beforehand, a word to type, and a search for what is left."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ontmoet_research.privacy import Neighbour, belongings, may_handle, must_handle, neighbours, to_do_elsewhere
from ontmoet_research.screens.base import gesture
from ontmoet_research.screens.blocks import Block, button, buttons, heading, listing, text
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


class EraseForGood(AboutSomeone):
    """What someone erased in a copy and waits for a yes; erasing all that is only of one person; and the proof."""

    name = "erase_for_good"
    about_a_series = False  # everyone may handle what is their own

    def start(self) -> None:
        """Nobody is chosen, nothing was erased."""
        self.participant_id = ""
        self.waiting: Proposal | None = None
        self.preview: Preview | None = None
        self.erased: Erased | None = None
        self.report: list[Block] = []
        self.left: list[Path] = []  # files that the kit made and that still hold the words

    def blocks(self) -> list[Block]:
        """The report of what was erased just now; otherwise proposals, and the questions in order."""
        if self.report:
            throw = [button(say("erase_for_good.throw_away"), "throw_away", main=True)] if self.left else []
            return [*self.report, *throw, button(say("erase_for_good.ready"), "ready")]
        waiting = list_proposals(self.project) if may_handle(self.project, "") else []
        self.waiting = waiting[0] if waiting else None
        shown = self._proposal(self.waiting, len(waiting)) if self.waiting else []
        ask = [*self.ask_about_whom(), *self._questions()]
        return [*shown, heading(say("erase_for_good.someone")), *ask]

    def participant_chosen(self) -> None:
        """Nothing that was typed about someone else stays."""
        self.forget("words", "reason", "sure")

    @gesture
    def look(self) -> None:
        """Show what would go. Nothing changes."""
        self.wait()
        self.preview = preview_erasure(self.project, self._ids(), named=self._words())
        self.refresh()
        self.tell(say("erase_for_good.looked"))

    @gesture
    def fill(self, name: str, value: str) -> None:
        """Other words mean another look beforehand."""
        if name == "words" and value != self.typed.get("words", ""):
            self.preview = None
        super().fill(name, value)

    @gesture
    def erase_now(self) -> None:
        """Erase what was shown, for good."""
        if self.preview is None:
            raise Refused("erase_for_good.look_first")
        self._be_sure()
        self.wait()
        ids = self._ids()
        beside = neighbours(self.project, ids)
        done = erase(self.project, ids, reason=self.typed.get("reason", ""), named=self._words())
        self._tell_erased(done, beside)

    @gesture
    def say_yes(self) -> None:
        """Erase here too what someone erased in a copy."""
        if self.waiting is None:
            raise Refused("erase.no_proposal")
        must_handle(self.project)
        self._be_sure()
        self.wait()
        self._tell_erased(confirm(self.project, *self.waiting.ids), [])

    @gesture
    def say_no(self) -> None:
        """Let stay what someone erased in a copy."""
        if self.waiting is None:
            raise Refused("erase.no_proposal")
        must_handle(self.project)
        decline(self.project, *self.waiting.ids)
        self.refresh()
        self.tell_saved(say("cli.erase.declined"))

    @gesture
    def throw_away(self) -> None:
        """Throw away reports and tables that the kit made and that hold the words."""
        for path in self.left:
            path.unlink(missing_ok=True)
        names = ", ".join(path.name for path in self.left)
        if self.erased:
            self._search(self.erased, [])
        self.refresh()
        self.tell(say("cli.erase.made_here_gone", name=names))

    @gesture
    def ready(self) -> None:
        """Put the report away; the words it searched for are forgotten too."""
        self.start()
        self.refresh()

    def _questions(self) -> list[Block]:
        if not self.participant_id:
            return []
        words = self.field("words", say("erase_for_good.words"), hint=say("erase_for_good.words_hint"))
        look = button(say("erase_for_good.look"), "look", main=self.preview is None)
        if self.preview is None:
            return [words, look]
        return [
            words,
            look,
            *_told(self.preview),
            self.field("reason", say("erase_for_good.reason"), hint=say("erase_for_good.reason_hint")),
            *self._second_yes(),
            button(say("erase_for_good.erase_now"), "erase_now", main=True, more=say("erase_for_good.no_way_back")),
        ]

    def _proposal(self, one: Proposal, count: int) -> list[Block]:
        names = dict(self.people())
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
            *([] if self.preview else self._second_yes()),
            buttons(no, yes),
        ]

    def _second_yes(self) -> list[Block]:
        return [self.field("sure", say("erase_for_good.type_word", word=say("cli.erase.word")))]

    def _be_sure(self) -> None:
        word = say("cli.erase.word")
        if self.typed.get("sure", "").strip().casefold() != word:
            raise Refused("erase_for_good.not_sure", word=word)

    def _ids(self) -> list[str]:
        if not self.participant_id:
            raise Refused("stop_or_remove.choose_first")
        must_handle(self.project, self.participant_id)
        return belongings(self.project, self.participant_id)

    def _words(self) -> list[str]:
        return [word.strip() for word in self.typed.get("words", "").split(",") if word.strip()]

    def _tell_erased(self, done: Erased, beside: list[Neighbour]) -> None:
        self.start()
        self.forget("words", "reason", "sure")
        self.erased = done
        self._search(done, beside)
        self.refresh()
        self.tell_saved(say_count("cli.erase.done", done.preview.rows))

    def _search(self, done: Erased, beside: list[Neighbour]) -> None:
        """Clean the copies, search for what is left, and make the report of it."""
        copies = clean_copies(self.project)
        told = [say_count("cli.erase.done", done.preview.rows)]
        for key, paths in (("cleaned", copies.cleaned), ("removed", copies.removed), ("left", copies.left)):
            told += [say(f"cli.erase.copy.{key}", name=path.name) for path in paths]
        if not done.clean:
            told.append(say("cli.erase.not_clean"))
        proof = search_everywhere(self.project, done.words, [Path.cwd()])
        folder = (Path.cwd() / MADE_HERE).resolve()
        self.left = [path for path in proof.found if path.is_relative_to(folder)]
        self.report = [heading(say("erase_for_good.report")), listing([*told, *_proof(proof)])]
        self.report += pieces_beside(self.project, beside)
        self.report += [heading(say("stop_or_remove.to_do")), listing(to_do_elsewhere(self.project))]


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
