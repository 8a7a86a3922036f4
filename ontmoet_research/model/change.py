"""Tables from wish to change (domain model 2.3). A wish is never deleted; it gets a status."""

from .columns import date, number, ref, refs, table, text, texts
from .people import PERSPECTIVES

WISH_STATUSES = ("open", "samengevoegd", "opgepakt", "geparkeerd")
LEVELS = ("individueel", "instelling", "maatschappelijk")
STAGES = ("zien", "bespreken", "doen", "doorbroken")
ASSIGNMENT_STATES = ("loopt", "gelukt", "deels", "gestopt")

wishes = table(
    "wishes",
    "wish_id",
    "A wish for change (Als we nu eens ...)",
    text("text", "The wish", required=True),
    ref("session_id", "Meeting where it was said", required=True),
    text("said_by_perspective", "Perspective of who said it", choices=PERSPECTIVES),
    text("status", "What became of it", required=True, choices=WISH_STATUSES),
    ref("merged_into", "Wish it was merged into; both stay readable"),
    text("parked_reason", "Why it was parked"),
)

decisions = table(
    "decisions",
    "decision_id",
    "The group takes up a wish (besluit): always with who and how",
    ref("wish_id", "Wish", required=True),
    ref("session_id", "Meeting", required=True),
    text("decided_by", "Who decides: the group", choices=("group",)),
    text("what", "What will be done", required=True),
    text("how", "How", required=True),
    refs("who", "Participants who take part in it"),
    text("dissent_note", "What someone sees differently"),
)

assignments = table(
    "assignments",
    "assignment_id",
    "What someone takes on (opdracht)",
    ref("decision_id", "Decision", required=True),
    ref("holder_id", "Participant who takes it on", required=True),
    ref("organisation_id", "Organisation it concerns"),
    text(
        "kind",
        "Kind",
        choices=("agenderen", "werkproces aanpassen", "training", "gesprek", "doorverwijzen", "anders"),
    ),
    text("size", "Size; small steps count as much", choices=("klein", "middel", "groot")),
    text("phase", "Where in the loop", choices=("leren", "ontwikkelen", "uitvoeren", "evalueren")),
    text("state", "How it stands", required=True, choices=ASSIGNMENT_STATES),
    text("stop_reason", "Why it stopped"),
)

progress = table(
    "progress",
    "progress_id",
    "Answers to the four sharing questions at a follow-up (voortgang); each may stay empty",
    ref("assignment_id", "Assignment", required=True),
    ref("session_id", "Meeting", required=True),
    text("done", "What was done"),
    text("status_text", "How it stands"),
    text("going_well", "What goes well"),
    text("stuck", "What does not work yet"),
    text("why", "Why not"),
    text("need", "What is needed"),
    text("from_whom", "From whom"),
)

changes = table(
    "changes",
    "change_id",
    "Something that changed (verandering), with who, what and since when",
    ref("assignment_id", "Assignment it came from, if one"),
    refs("theme_ids", "Themes it belongs to"),
    ref("series_id", "Series"),
    text("actor", "Who changed: a person, group or institution, never by name"),
    text("what", "What changed", required=True),
    date("since", "Since when"),
    text("level", "Level", choices=LEVELS),
    text("stage", "Step on the ladder", choices=STAGES),
    text("kind", "Kind of change"),
    text("contribution", "What the meetings contributed"),
    text("expected", "Expected or not", choices=("ja", "nee")),
    text("direction", "Better, worse or mixed", choices=("beter", "slechter", "gemengd")),
    text("effort", "How much work it was", choices=("makkelijk", "gemiddeld", "moeilijk")),
    text("sustained", "Whether it lasted", choices=("ja", "deels", "nee", "weet_niet")),
    texts("evidence", "How we know"),
    text(
        "substantiation",
        "Who confirmed it",
        choices=("signaal", "bevestigd_door_1", "bevestigd_buiten_groep"),
    ),
)

harvests = table(
    "harvests",
    "harvest_id",
    "Anonymous answers to a closing question (opbrengst)",
    ref("session_id", "Meeting", required=True),
    text("question", "The question", required=True),
    texts("answers", "All answers, as they were written"),
    texts("shown", "The answers that people chose to show; empty when nobody chose"),
    number("n_total", "How many answers there were"),
    text("selection_rule", "How and by whom answers were chosen to be shown"),
    text("kind", "Kind"),
    texts("destination", "Where people take it"),
)
