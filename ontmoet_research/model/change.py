"""Tables from wish to change (domain model 2.3). A wish is never deleted; it gets a status."""

from .columns import FEWER, date, number, ref, refs, table, text, texts, yes_no
from .people import PERSPECTIVES, SECTORS, SIDES

WISH_STATUSES = ("open", "samengevoegd", "opgepakt", "geparkeerd")
LEVELS = ("individueel", "instelling", "maatschappelijk")
STAGES = ("zien", "bespreken", "doen", "doorbroken")
GAIN_KINDS = ("kennis", "bespreekbaar maken", "deskundigheidsbevordering", "samenwerking", "casus", "anders")
HARVEST_KINDS = ("actie", "kennis", "relatie", "signaal", "blik", "aanpak", "weet_niet")
DESTINATIONS = ("onderwijs", "gemeente", "zorg_en_welzijn", "bewoners", "anders")
VALUE_LAYERS = ("immediate", "potential", "applied", "realised", "transformative")  # Wenger, Trayner & De Laat 2011
WAM = ("welkom", "aansluiten", "maatwerk")
CHANGE_KINDS = (
    "professioneler",
    "vernieuwing",
    "samenwerking",
    "manier van werken",
    "regel of afspraak",
    "niet verwacht",
    "anders",
)
STORY_DOMAINS = ("mens", "groep", "organisatie", "regels", "anders_dan_verwacht")
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
    text("elsewhere_reason", "Why it was decided outside a deciding meeting", since=3),
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
    refs("theme_ids", "Themes it belongs to", since=3),
    yes_no("details_hidden", "The holder shows only how it stands, not what is in it", since=3, no=(True,)),
    text("next_step", "The next small step, as the holder says it", since=3),
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

help_offers = table(
    "help_offers",
    "help_offer_id",
    "Help that someone offers for what was asked at a follow-up (hulp)",
    ref("progress_id", "Answer that asked for help", required=True),
    ref("helper_id", "Participant who helps, if one of the group"),
    text("text", "What the help is", required=True),
    date("given_on", "Day the help was given"),
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
    texts("levels", "All levels it is on", choices=LEVELS, since=3),
    yes_no("board", "On the level of a board or council", since=3),
    texts("value_layers", "Kinds of value it has", choices=VALUE_LAYERS, since=3),
    texts("wam", "Welcome, joining in, made to measure", choices=WAM, since=3),
    text("mechanism", "Understanding, action, or both", choices=("begrip", "actie", "beide"), since=3),
    text("place", "Where", since=3),
    text("why_it_matters", "Why it matters", since=3),
    text("region_effect", "What it does for the region", since=3),
    ref("organisation_id", "Organisation it is in", since=3),
    text("confirmed_by", "Who confirmed it: a role, never a name", since=3),
    ref("confirmer_id", "The participant who confirmed it, if one of the group", since=3),
    date("ask_again_on", "Day to ask whether it lasted", since=3),
    date("sustained_on", "Day of the answer whether it lasted", since=3),
)

indicators = table(
    "indicators",
    "indicator_id",
    "A number that goes with a change (meetbaar): before, after, source and as-of date",
    ref("change_id", "Change it goes with", required=True),
    text("what", "What is counted or measured", required=True),
    text("unit", "Unit, such as people or euros"),
    text("before", "Number before", required=True),
    date("before_on", "Day of the number before"),
    text("after", "Number after", required=True),
    date("as_of", "Day of the number after"),
    text("source", "Where the numbers come from", required=True),
)

stories = table(
    "stories",
    "story_id",
    "A story of a change that matters to its teller (verhaal)",
    ref("series_id", "Series", required=True),
    ref("teller_id", "Participant who tells it"),
    text("before", "How it was", said=True),
    text("happened", "What happened", said=True),
    text("change", "What is different now", required=True, said=True),
    text("why_it_matters", "Why it matters to the teller", required=True, said=True),
    text("domain", "Domain of change", choices=STORY_DOMAINS),
    texts("value_layers", "Kinds of value it has", choices=VALUE_LAYERS),
    texts("levels", "Levels it is on", choices=LEVELS),
    text("direction", "Better, worse or mixed", choices=("beter", "slechter", "gemengd")),
    text("transfer", "How others can do this themselves"),
    texts("audiences", "For whom the teller said yes", choices=("groep", "partners", "gemeente", "openbaar"), no=FEWER),
    ref("change_id", "Change it tells of, if one"),
)

story_choices = table(
    "story_choices",
    "story_choice_id",
    "A mixed panel chose a story, with the reason (Most Significant Change); stories not chosen stay",
    ref("series_id", "Series", required=True),
    ref("story_id", "Story that was chosen", required=True),
    refs("from_ids", "Stories there were to choose from"),
    refs("panel_ids", "Contributors who chose"),
    text("reason", "Why this one", required=True),
    text("audience", "For whom it was chosen", choices=("groep", "partners", "gemeente", "openbaar")),
    date("chosen_on", "Day"),
)

ripples = table(
    "ripples",
    "ripple_id",
    "An activity or an effect, and what it came from (kringen in het water)",
    ref("series_id", "Series", required=True),
    text("text", "What was done or what followed", required=True),
    text("kind", "Activity or effect", required=True, choices=("activiteit", "effect")),
    refs("after_ids", "Ripples it came from; never in a circle"),
    ref("about_id", "Meeting, assignment or change it is about"),
    date("date", "Day or month"),
    text("direction", "Better, worse or mixed", choices=("beter", "slechter", "gemengd")),
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

harvest_sortings = table(
    "harvest_sortings",
    "harvest_sorting_id",
    "A person put an answer to the closing question in a kind, with where people take it",
    ref("harvest_id", "Closing question with its answers", required=True),
    text("answer", "The answer, as it was written", required=True, said=True),
    text("kind", "Kind; exactly one", required=True, choices=HARVEST_KINDS),
    texts("destinations", "Where people take it; several at once", choices=DESTINATIONS),
    ref("sorted_by", "Contributor who sorted it"),
)

poll_options = table(
    "poll_options",
    "poll_option_id",
    "An answer to choose in a question to the room (wie is er in de zaal?), with how many chose it",
    ref("session_id", "Meeting", required=True),
    text("question", "The question", required=True),
    text("option", "Answer to choose", required=True),
    number("count", "How many chose it", required=True),
    yes_no("is_other", "The answer for who fits nowhere"),
)

gains = table(
    "gains",
    "gain_id",
    "Something a meeting brought (opbrengst van een bijeenkomst)",
    ref("session_id", "Meeting", required=True),
    text("kind", "Kind", required=True, choices=GAIN_KINDS),
    text("text", "What it brought", required=True),
    text("other_kind", "Kind in own words, for anders"),
    texts("destinations", "Where people take it", choices=DESTINATIONS),
)

signals = table(
    "signals",
    "signal_id",
    "A signal or urgent question from a meeting, and what became of it; no details of a case",
    ref("session_id", "Meeting", required=True),
    text("text", "The signal or question, without details of a person", required=True),
    text("kind", "Signal or question", required=True, choices=("signaal", "vraag")),
    text("status", "What became of it", required=True, choices=("open", "doorgezet", "opgelost")),
    text("to_whom", "Who it was passed on to"),
    text("answer", "What came back"),
    text("advice", "The advice it went into, such as one to the municipality"),
    date("passed_on", "Day it was passed on"),
)

think_tank_questions = table(
    "think_tank_questions",
    "think_tank_question_id",
    "A question that someone brought to the group as a think tank (denktankvraag)",
    ref("session_id", "Meeting", required=True),
    text("asker_sector", "Sector of who asked", choices=SECTORS),
    text("question", "The question", required=True),
    text("advice", "What the group said"),
    text("used", "Whether it was used", choices=("ja", "deels", "nee", "onbekend")),
    date("fed_back_on", "Day the group heard what was done with it"),
    text("feedback", "What the group heard"),
)

promises = table(
    "promises",
    "promise_id",
    "Something that was promised (belofte)",
    ref("series_id", "Series", required=True),
    ref("session_id", "Meeting where it was promised"),
    text("what", "What was promised", required=True),
    text("to_whom", "To whom", required=True),
    text("by_whom", "By whom: a chosen name or a broad label"),
    date("due", "By which day"),
    date("done_on", "Day it was done"),
)

priorities = table(
    "priorities",
    "priority_id",
    "What residents put first; only their side changes it",
    ref("series_id", "Series", required=True),
    text("title", "What it is", required=True),
    number("order", "Place on the list, from 1", required=True),
    text("allies", "With whom, as broad labels"),
    text("set_by_side", "Side that set it", required=True, choices=SIDES),
)

initiatives = table(
    "initiatives",
    "initiative_id",
    "Something that exists already in the area (initiatief)",
    text("name", "Name", required=True),
    text("kind", "Kind"),
    text("place", "Place"),
    text("for_whom", "For whom"),
    text("gap_note", "What is still lacking"),
    refs("fragment_ids", "Pieces of text that name it"),
)

spreads = table(
    "spreads",
    "spread_id",
    "Something went on to another place or organisation (verspreiding)",
    ref("series_id", "Series it came from", required=True),
    text("what", "What went on", required=True),
    ref("to_series_id", "Series it went to, if one"),
    ref("organisation_id", "Organisation it went to, if one"),
    text("to_whom", "Where it went, in words"),
    text("form", "Form, such as a training"),
    date("date", "Day"),
)
