"""Hoe ging het: the question it opened with, ways of working, and the parts of the meeting."""

from __future__ import annotations

from ontmoet_research.group import add_part, change_meeting, drop_part, list_parts, topic_in_words
from ontmoet_research.group.meeting_parts import ORIGIN as PARTS
from ontmoet_research.group.meetings import ORIGIN as MEETINGS
from ontmoet_research.model.people import PART_KINDS
from ontmoet_research.screens.blocks import Block, heading, listing, text
from ontmoet_research.screens.forms import Ask, Form, Options, of_nothing, words_of
from ontmoet_research.store import Project, Row, find
from ontmoet_research.text.bidi import isolated
from ontmoet_research.words import Refused, say

from .part import MeetingPart, of_meeting

MODES = ("fysiek", "online", "hybride")
WAYS = ("rondje", "kring", "opschrijven", "flappen", "spelen", "kunst")


def _keep(project: Project, session_id: str, **told: str | None) -> None:
    """The opening question and the topic as they are typed now; what nobody touched stays."""
    given = {name: words or None for name, words in told.items() if words is not None}
    if not given:
        raise Refused("record_meeting.nothing_typed")
    change_meeting(project, session_id, **given)


def _mode(project: Project, session_id: str, mode: str | None) -> None:
    change_meeting(project, session_id, mode=mode)


def _turn_way(project: Project, session_id: str, way: str) -> None:
    """A way of working was used, or was not."""
    used = list(find(project, "sessions", session_id)["work_forms"])
    change_meeting(project, session_id, work_forms=[one for one in used if one != way] + [way] * (way not in used))


def _add_way(project: Project, session_id: str, way: str) -> None:
    """A way of working in own words."""
    if not way:
        raise Refused("record_meeting.nothing_typed")
    used = list(find(project, "sessions", session_id)["work_forms"])
    change_meeting(project, session_id, work_forms=[*used, *([] if way in used else [way])])


def _drop(project: Project, part: str | None) -> bool:
    if part:
        drop_part(project, part)
    return bool(part)


def _ways(part: CoursePart) -> Options:
    known = [say(f"record_meeting.form.{way}") for way in WAYS]
    return [(one, one) for one in dict.fromkeys([*known, *part.page.meeting.row()["work_forms"]])]


def _opening_hint(part: CoursePart) -> str:
    topic = find(part.project, "series", part.series_id)["topic"] or say("record_meeting.any_topic")
    return say("record_meeting.guiding_question_hint", topic=isolated(topic))


def _parts(part: CoursePart) -> Options:
    known = list_parts(part.project, part.meeting_id)
    return [("", say("record_meeting.no_part_chosen")), *((one.object_id, part_label(one)) for one in known)]


ABOUT = Form(
    "about",
    _keep,
    MEETINGS,
    "record_meeting.keep_course",
    (
        Ask("guiding_question", "record_meeting.guiding_question", hint=_opening_hint, filled=True),
        Ask("topic", "record_meeting.topic", filled=True),
    ),
    given=of_meeting,
)
USED = Form(
    "used",
    _turn_way,
    MEETINGS,
    asks=(Ask("way", "record_meeting.forms", "several", _ways, column="work_forms"),),
    given=of_meeting,
    at_once=True,
)
OTHER_WAY = Form(
    "other_way",
    _add_way,
    MEETINGS,
    "record_meeting.add_form",
    (Ask("way", "record_meeting.other_form"),),
    given=of_meeting,
    main=False,
)
NEW_PART = Form(
    "new_part",
    add_part,
    PARTS,
    "record_meeting.add_part",
    (
        Ask(
            "kind",
            "record_meeting.part_kind_of",
            "list",
            words_of("record_meeting.part_kind", PART_KINDS),
            first=PART_KINDS[0],
            stays=True,
        ),
        Ask("title", "record_meeting.part_title", hint="record_meeting.part_title_hint"),
        Ask("work_form", "record_meeting.part_form", hint="record_meeting.part_form_hint"),
    ),
    given=of_meeting,
    main=False,
)
DROP = Form(
    "drop",
    _drop,
    PARTS,
    asks=(Ask("part", "record_meeting.drop_part", "list", _parts),),
    given=of_nothing,
    at_once=True,
)
WHERE = Form(
    "where",
    _mode,
    MEETINGS,
    asks=(
        Ask("mode", "record_meeting.mode_of", "list", words_of("record_meeting.mode", MODES, "record_meeting.no_mode")),
    ),
    given=of_meeting,
    at_once=True,
    fold="record_meeting.where",
)


class CoursePart(MeetingPart):
    """How a meeting went. Each choice is stored at once."""

    forms = (ABOUT, USED, OTHER_WAY, NEW_PART, DROP, WHERE)

    def blocks(self) -> list[Block]:
        """What it was about, how people worked, its parts, and where."""
        meeting, parts = self.page.meeting.row(), list_parts(self.project, self.meeting_id)
        now = meeting.values
        return [
            text(say("record_meeting.topic_now", topic=isolated(topic_in_words(meeting["topic"])))),
            *self.form(ABOUT, now=now),
            *self.form(USED, now=now),
            *self.form(OTHER_WAY),
            heading(say("record_meeting.parts")),
            listing(map(part_label, parts), empty=say("record_meeting.no_parts")),
            *self.form(NEW_PART),
            *(self.form(DROP) if parts else []),
            *self.form(WHERE, now=now),
        ]


def part_label(part: Row) -> str:
    """What a part is called on screen, such as "2. Panel: wonen (in groepjes van 3)"."""
    kind = say(f"record_meeting.part_kind.{part['kind']}")
    titled = {"n": part["order"], "kind": kind, "title": isolated(part["title"] or "")}
    label = say("record_meeting.part_titled" if part["title"] else "record_meeting.part_untitled", **titled)
    return f"{label} ({isolated(part['work_form'])})" if part["work_form"] else label
