"""What all screens share: drawing from one plain ``view``, gestures, undo, the status line and the line for help.

This folder holds what screens share and the pages of the start; the rest stands in a folder for each notebook.
A screen is a widget of two files with one name. Python holds the rule: it makes ``view`` (plain data with every
sentence to show) and answers gestures. JavaScript draws the view as text and reports gestures, nothing else.

Making a screen::

    class SortCards(Screen):
        name = "sort_cards"                      # its sentences stand under [sort_cards] in words/nl.toml
        _esm = join_scripts("comparing/sort_cards.js")

        def make_view(self): ...                 # plain data for the drawing
        @gesture
        def put(self, card: str, pile: str): ... # the browser sends {"do": "put", "card": ..., "pile": ...}

Needed sentences: ``title``, ``what`` (Wat doe ik hier?), ``how_long`` and ``then`` (Wat gebeurt ermee?).

As long as a browser shows it, a screen follows the project (``live.py``): ``catch_up`` gets what others stored.
"""

from __future__ import annotations

import inspect
import logging
import re
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import anywidget
import traitlets

from ontmoet_research.group import read_look
from ontmoet_research.store import News, Project, Row, last_seq, undo
from ontmoet_research.words import Refused, say

from . import live
from .seat import Seat
from .steps import undone
from .views import Views
from .window import this_window

QUIET = 5.0  # seconds in which a sentence in the status line is left alone by news
HERE = Path(__file__).parent
LOG = logging.getLogger(__name__)
_IMPORT = re.compile(r'^import [^"]*"\.\.?/\w+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)
_known_contacts: dict[str, str] = {}  # who to ask for help, by project; asked once, as long as the kernel runs

Method = TypeVar("Method", bound=Callable[..., None])


def gesture(method: Method) -> Method:
    """Mark a method as something the browser may ask for by its name."""
    setattr(method, "is_gesture", True)  # noqa: B010 - a function has no such attribute in its type
    return method


def answer(asked: object, content: Mapping[str, Any]) -> None:
    """Let a screen, or a part of it, answer what the browser asks for. Errors: ``LookupError`` for no such gesture."""
    method = getattr(asked, str(content.get("do")), None)
    if not getattr(method, "is_gesture", False):
        raise LookupError("no such gesture")
    method(**{name: value for name, value in content.items() if name not in ("do", "in", "n")})  # type: ignore[misc]  # a gesture can be called


def join_scripts(*names: str) -> str:
    """Join what all screens share and these files, named from this folder, to one script.

    The browser gets a widget's script as a blob, which has no folder: it can't import a neighbour. So that screens can
    share code without a bundler, Python puts the files one after the other and leaves out the lines between them.
    Each file stays a module of its own, which ``tsc`` can check. So no two files may give the same name to something.
    """
    texts = [(HERE / name).read_text(encoding="utf-8") for name in ("elements.js", "read_aloud.js", "base.js", *names)]
    return "\n".join(map(without_modules, texts))


def without_modules(text: str) -> str:
    """A script without the lines that tie it to its neighbours: with those neighbours above it, it is whole."""
    return _EXPORT.sub("", _IMPORT.sub("", text))


def join_styles(*names: str) -> str:
    """Join ``base.css`` and these style sheets, named from this folder."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in ("base.css", *names))


class Screen(anywidget.AnyWidget):
    """A screen for people. Subclasses give ``name``, ``_esm``, ``make_view`` and gestures."""

    name: ClassVar[str]
    _css = join_styles()

    frame = traitlets.Dict().tag(sync=True)
    """What stands around the screen: title, the three answers, undo, help. Plain data."""
    view = traitlets.Dict().tag(sync=True)
    """What the screen shows now. Plain data, made by ``make_view``."""
    status = traitlets.Dict().tag(sync=True)
    """The status line: ``text``, ``tone`` (saved, refused, trouble or plain) and ``n``, which counts."""

    def __init__(
        self, project: Project, *, who: str | None = None, help_contact: str | None = None, **options: Any
    ) -> None:
        _refuse_unknown(type(self), options)
        self._turn = threading.RLock()  # gestures and news come one after the other, whatever thread they use
        self.views = Views(self)
        self._seen = 0  # up to which number of the feed the screen shows what is stored
        self._told_at = -QUIET
        super().__init__(**options)
        self.project = project.as_person(who) if who else project
        self.seat = Seat(self)
        if help_contact:
            _known_contacts[str(project.path)] = help_contact
        self.on_msg(lambda _widget, content, _buffers: self.receive(content))
        self.start()
        self.refresh()

    def start(self) -> None:
        """Set up what the screen remembers, before the first drawing."""

    def make_view(self) -> dict[str, Any]:
        """Give all that is shown now, as plain data.

        ``at`` says what the screen is about. When a gesture changes that, view and focus go to its beginning.
        """
        raise NotImplementedError

    @property
    def origin(self) -> str:
        """Under which name the store remembers what is done here; undo takes back within it."""
        return self.name

    def contact(self) -> str | None:
        """Who to ask for help and how to reach them; None when nobody has said so."""
        return _known_contacts.get(str(self.project.path))

    def refresh(self) -> None:
        """Draw again from what is stored."""
        self._seen = last_seq(self.project)  # before reading: what comes in between is drawn again, not passed over
        with self.project.one_moment():
            self.frame = self._make_frame()
            self.view = self.make_view()

    def receive(self, content: Mapping[str, Any]) -> None:
        """Answer one gesture of the browser: ``{"do": name, ...}``. Refusals and mishaps show in the status line."""
        try:
            with self._turn, self.hold_sync():
                if content.get("do") == "go_to":
                    answer(this_window(), content)
                elif self.seat.answers(str(content.get("do"))):
                    self._gesture(content)
                    self.seat.take()
        except Refused as refusal:
            self.tell(str(refusal), "refused")
        except Exception as problem:  # whatever happens, people see a sentence and keep their screen
            log_problem(problem)
            self.tell(say("screens.trouble"), "trouble")
        self.send({"answer": content.get("n")})
        if shell := this_window().shell:
            self.quietly(shell.look_who)

    def begin_for(self, person: str) -> None:
        """Begin anew for another person; empty when nobody is at work."""
        self.project = self.project.as_person(person or "kit")
        self.status = {}
        self.start()
        self.refresh()

    @gesture
    def someone_else(self) -> None:
        """Ask again who is at work; what was done stays with who did it."""
        self.seat.leave()

    def hear(self, news: News) -> None:
        """Show what was stored. Never raises."""
        self.quietly(lambda: self.catch_up(news))

    def quietly(self, work: Callable[[], None]) -> None:
        """Do what no person asked for: after the gesture that is under way, and without a word when it fails."""
        try:
            with self._turn:
                work()
        except Refused:
            pass  # the project is busy or something is gone; the next step of a person says so
        except Exception as problem:  # people keep their screen as it was
            log_problem(problem)

    def catch_up(self, news: News) -> None:
        """Bring the screen up to date with ``news``. Nothing that this person does or types may be disturbed by it."""
        if not self.shows(news):
            self.refresh()

    def shows(self, news: News) -> bool:
        """Whether the screen was drawn after this news: so one's own steps don't come back as news."""
        return not news.whole and news.mark.seq <= self._seen

    def announce(self, text: str) -> None:
        """Say politely that something came in; never in calm mode, and not shortly after another sentence."""
        just_told = time.monotonic() - self._told_at < QUIET
        calm = read_look(self.project, self.project.who).calm  # nothing on the screen moves by itself
        if not just_told and self.status.get("tone") not in ("refused", "trouble") and not calm:
            self.tell(text)

    @gesture
    def screen_opened(self, view: str = "") -> None:
        """A browser opened the screen in one place, which it calls ``view``: follow the project from now on."""
        self.views.opened(view)
        live.follow(self)
        if last_seq(self.project) > self._seen:
            self.refresh()

    @gesture
    def screen_closed(self, view: str = "") -> None:
        """A browser closed the screen in one place; when it was the last one, nothing is followed any more."""
        self.views.closed(view)
        if not self.views:
            live.leave(self)

    def close(self) -> None:
        """Take the screen away for good."""
        if hasattr(self, "project"):  # a screen that was refused has none
            live.leave(self)
        super().close()

    def tell(self, text: str, tone: str = "plain") -> None:
        """Show a sentence in the status line; screen readers say it too."""
        self.status = {"text": text, "tone": tone, "n": self.status.get("n", 0) + 1}
        self._told_at = time.monotonic()

    def tell_saved(self, what: str = "") -> None:
        """Show that it is saved, and when; ``what`` is a sentence that comes first."""
        saved = say("saved.at", time=datetime.now().strftime("%H:%M"))
        self.tell(f"{what} {saved}.".strip(), "saved")

    @gesture
    def undo(self) -> None:
        """Take back the last thing this person did on this screen."""
        rows = undo(self.project, origin=self.origin)
        self.after_undo(rows)
        self.refresh()
        self.tell_saved(undone(rows))

    def after_undo(self, rows: list[Row]) -> None:
        """Go to where ``rows`` were taken back, if the screen has places."""

    @gesture
    def name_contact(self, value: str) -> None:
        """Remember who can help."""
        if value.strip():
            _known_contacts[str(self.project.path)] = value.strip()
        self.refresh()

    def _make_frame(self) -> dict[str, Any]:
        contact, practice = self.contact(), self.project.fact("practice") == "ja"
        helps = say("screens.help", contact=contact) if contact else say("screens.help_beside") if practice else ""
        return {
            "title": say(f"{self.name}.title"),
            "about": [
                {"question": say(f"screens.{part}"), "answer": say(f"{self.name}.{part}")}
                for part in ("what", "how_long", "then")
            ],
            "undo": say("screens.undo"),
            "help": helps,
            "ask_help": say("screens.ask_help"),
            "name_help": say("screens.name_help"),
            "no_answer": say("screens.no_answer"),
            "person": self.seat.plate(),
            **self._look(),
        }

    def _look(self) -> dict[str, Any]:
        look = read_look(self.project, self.project.who)
        words = {"start": say("screens.read_aloud"), "stop": say("screens.stop_reading")}
        shown = {"text": look.text_size, "contrast": look.contrast, "calm": "ja" if look.calm else "nee"}
        return {"look": shown, "aloud": words if look.read_aloud else None}

    def _gesture(self, content: Mapping[str, Any]) -> None:
        if content.get("do") == "still_here":
            self.views.answered(content.get("view", ""))
        else:
            answer(self, content)


def _refuse_unknown(kind: type[Screen], options: Mapping[str, Any]) -> None:
    signature = inspect.signature(kind.__init__).parameters.values()
    known = [p.name for p in signature if p.kind is not p.VAR_KEYWORD and p.name not in ("self", "project")]
    for name in options:
        if name != "layout" and name not in known:
            raise Refused("screens.unknown_option", name=name, names=", ".join(known))


def log_problem(problem: Exception) -> None:
    """Note where something went wrong, and nothing of what people wrote."""
    # Only where it happened: the message of an exception can hold a participant's words.
    places = [f"{Path(step.filename).name}:{step.lineno}" for step in traceback.extract_tb(problem.__traceback__)]
    LOG.error("%s in %s", type(problem).__name__, " > ".join(places))
