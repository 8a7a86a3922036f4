"""Tables of how a group gets going and keeps going together (domain model 2.1).

All of it is said by the group or by a side of it; where one person speaks, nobody knows who it was.
"""

from .columns import date, ref, table, text, texts
from .people import PERSPECTIVES, SIDES

START_ITEMS = (
    "netwerk",
    "geld",
    "ruimte",
    "koffie_en_thee",
    "reiskosten",
    "vergoeding",
    "communicatie",
    "gids",
    "gespreksleiders",
    "privacy",
    "contactpersoon",
)
RESEARCH_STAGES = ("vraag_kiezen", "opzet", "verzamelen", "labelen", "samen_kijken", "verslag", "delen")
PARTICIPATION = ("niet", "toehoorder", "meedenker", "adviseur", "partner", "regisseur")  # Participatiematrix
CONDITIONS = (
    "relatie",
    "vertrouwen",
    "respect",
    "wederkerigheid",
    "solidariteit",
    "eigen_grens_noemen",
    "ruimte_voor_kwetsbaarheid",
    "achteroverleunen",
)
TIMELINE_KINDS = ("bijeenkomst", "besluit", "keerpunt", "verandering", "buiten")

setup_checks = table(
    "setup_checks",
    "setup_check_id",
    "A line of the list of what is needed to start (startlijst)",
    ref("series_id", "Series", required=True),
    text("item", "What it is about", required=True, choices=START_ITEMS),
    text("state", "How it stands", required=True, choices=("nog_niet", "bezig", "klaar", "nvt")),
    text("note", "How it was arranged, or why it does not apply"),
    stays="of_the_group",
)

working_agreements = table(
    "working_agreements",
    "working_agreement_id",
    "How the group works together (werkafspraak), with the day to look at it again",
    ref("series_id", "Series", required=True),
    text("text", "The agreement", required=True),
    date("agreed_on", "Day the group agreed"),
    date("review_on", "Day to look at it again"),
    text("status", "Holds, or ended", required=True, choices=("geldt", "vervallen")),
    stays="of_the_group",
)

access_checks = table(
    "access_checks",
    "access_check_id",
    "Someone who meets hurdles judged the room beforehand; no causes",
    ref("session_id", "Meeting", required=True),
    text("by_perspective", "Perspective of who looked", choices=PERSPECTIVES),
    date("date", "Day"),
    text("outcome", "Judgement", required=True, choices=("goed", "goed_na_aanpassing", "niet_goed")),
    text("note", "What has to be changed"),
    stays="of_the_group",
)

group_moods = table(
    "group_moods",
    "group_mood_id",
    "How the group sits together (Hoe zitten we erbij?), as said by the whole group, never by one person",
    ref("session_id", "Meeting", required=True),
    text("condition", "Which of the eight conditions of alliance", required=True, choices=CONDITIONS),
    text("answer", "Answer of the group", required=True, choices=("goed", "kan_beter", "nog_niet", "weet_niet")),
    text("note", "In own words"),
    stays="one_voice",
)

checkouts = table(
    "checkouts",
    "checkout_id",
    "How someone goes home after a meeting; nobody knows whose answer it is",
    ref("session_id", "Meeting", required=True),
    text("energy", "Energy", choices=("veel", "gewoon", "weinig")),
    text("level_awareness", "How awake someone is for poverty nearby", choices=("meer", "even_veel", "minder")),
    text("words", "In own words"),
    stays="one_voice",
)

participation_roles = table(
    "participation_roles",
    "participation_role_id",
    "Part that a side has in a stage of the research (meedoen per stap), planned and as it went",
    ref("series_id", "Series", required=True, archive=True),
    text("stage", "Stage of the research", required=True, choices=RESEARCH_STAGES, archive=True),
    text("side", "Side of the table", required=True, choices=SIDES, archive=True),
    text("planned", "Role as agreed beforehand", choices=PARTICIPATION, archive=True),
    text("actual", "Role as it went", choices=PARTICIPATION, archive=True),
    date("since", "Day that side came in"),
    archive="nobody",
)

equality_notes = table(
    "equality_notes",
    "equality_note_id",
    "How equal taking part feels (Gelijk meedoen?), in own words, per side and never per person",
    ref("series_id", "Series", required=True),
    text("side", "Side that says it", required=True, choices=SIDES),
    text("about", "What it is about", required=True, choices=("praten", "kiezen", "labelen", "schrijven")),
    text("text", "In own words", required=True),
    date("date", "Day"),
    stays="one_voice",
)

timeline_events = table(
    "timeline_events",
    "timeline_event_id",
    "Something that coloured what was said (tijdlijn), inside the series or outside it",
    ref("series_id", "Series"),
    date("date", "Day", required=True),
    text("title", "What happened", required=True),
    text("kind", "Kind", required=True, choices=TIMELINE_KINDS),
    texts("voices", "Perspectives that named it", choices=PERSPECTIVES),
    stays="tells_where",
)

public_officials = table(
    "public_officials",
    "public_official_id",
    "Someone who spoke in a public office; a name only with that office and a public source",
    text("name", "Name as used in public", required=True),
    text("public_role", "Public office, such as wethouder", required=True),
    text("public_source", "Where the words were public", required=True, links=True),
    ref("session_id", "Meeting"),
    stays="about_people",
)
