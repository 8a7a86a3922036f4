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
    text("text", "The wish", required=True, mend=True, archive=True),
    ref("session_id", "Meeting where it was said", required=True, mend=True, archive=True),
    text("said_by_perspective", "Perspective of who said it", choices=PERSPECTIVES, mend=True),
    text("status", "What became of it", required=True, choices=WISH_STATUSES, archive=True),
    ref("merged_into", "Wish it was merged into; both stay readable", to="wishes", archive=True),
    text("parked_reason", "Why it was parked", mend=True, archive=True),
    ref("fragment_id", "Piece of a note in which it was said, if it came from one", since=4, mine=True),
    archive="meeting",
)

decisions = table(
    "decisions",
    "decision_id",
    "The group takes up a wish (besluit): always with who and how",
    ref("wish_id", "Wish", required=True, archive=True),
    ref("session_id", "Meeting", required=True, told=True, archive=True),
    text("decided_by", "Who decides: the group", choices=("group",)),
    text("what", "What will be done", required=True, told=True, mend=True, archive=True),
    text("how", "How", required=True, mend=True, archive=True),
    refs("who", "Participants who take part in it", to="participants", mine=True, mend=True, needed=True),
    text("dissent_note", "What someone sees differently", mend=True),
    text("elsewhere_reason", "Why it was decided outside a deciding meeting", since=3, mend=True),
    archive="meeting",
)

assignments = table(
    "assignments",
    "assignment_id",
    "What someone takes on (opdracht)",
    ref(
        "decision_id",
        "Decision",
        required=True,
        mine="who takes a step of a decision is told to them",
        told=True,
        archive=True,
    ),
    ref("holder_id", "Participant who takes it on", required=True, to="participants", mine=True),
    ref("organisation_id", "Organisation it concerns", told=True),
    text(
        "kind",
        "Kind",
        choices=("agenderen", "werkproces aanpassen", "training", "gesprek", "doorverwijzen", "anders"),
        told=True,
        archive=True,
    ),
    text("size", "Size; small steps count as much", choices=("klein", "middel", "groot"), told=True, archive=True),
    text(
        "phase",
        "Where in the loop",
        choices=("leren", "ontwikkelen", "uitvoeren", "evalueren"),
        told=True,
        archive=True,
    ),
    text("state", "How it stands", required=True, choices=ASSIGNMENT_STATES, told=True, archive=True),
    text("stop_reason", "Why it stopped", told=True, mend=True),
    refs("theme_ids", "Themes it belongs to", since=3),
    yes_no("details_hidden", "The holder shows only how it stands, not what is in it", since=3, told=True, no=(True,)),
    text("next_step", "The next small step, as the holder says it", since=3, told=True, mend=True),
    archive="holder_id",
)

progress = table(
    "progress",
    "progress_id",
    "Answers to the four sharing questions at a follow-up (voortgang); each may stay empty",
    ref("assignment_id", "Assignment", required=True, mine=True, told=True),
    ref("session_id", "Meeting", required=True, told=True),
    text("done", "What was done", told=True, mend=True),
    text("status_text", "How it stands", told=True, mend=True),
    text("going_well", "What goes well", told=True, mend=True),
    text("stuck", "What does not work yet", told=True, mend=True),
    text("why", "Why not", told=True, mend=True),
    text("need", "What is needed", told=True, mend=True),
    text("from_whom", "From whom", told=True, mend=True),
    stays="own_work",
)

help_offers = table(
    "help_offers",
    "help_offer_id",
    "Help that someone offers for what was asked at a follow-up (hulp)",
    ref("progress_id", "Answer that asked for help", required=True, mine="what someone offered is theirs"),
    ref("helper_id", "Participant who helps, if one of the group", to="participants", mine=True, mend=True),
    text("text", "What the help is", required=True, told=True, mend=True),
    date("given_on", "Day the help was given", told=True, mend=True),
    stays="one_voice",
)

changes = table(
    "changes",
    "change_id",
    "Something that changed (verandering), with who, what and since when",
    ref("assignment_id", "Assignment it came from, if one", mine=True, hangs=True, archive=True),
    refs("theme_ids", "Themes it belongs to"),
    ref("series_id", "Series", archive=True),
    text("actor", "Who changed: a person, group or institution, never by name", mend=True),
    text("what", "What changed", required=True, told=True, mend=True, archive=True),
    date("since", "Since when", told=True, mend=True, archive=True),
    text("level", "Level", choices=LEVELS, archive=True),
    text("stage", "Step on the ladder", choices=STAGES, archive=True),
    text("kind", "Kind of change", archive=True),
    text("contribution", "What the meetings contributed", mend=True, archive=True),
    text("expected", "Expected or not", choices=("ja", "nee"), archive=True),
    text("direction", "Better, worse or mixed", choices=("beter", "slechter", "gemengd"), archive=True),
    text("effort", "How much work it was", choices=("makkelijk", "gemiddeld", "moeilijk"), archive=True),
    text("sustained", "Whether it lasted", choices=("ja", "deels", "nee", "weet_niet"), archive=True),
    texts("evidence", "How we know", mend=True, links=True),
    text(
        "substantiation",
        "Who confirmed it",
        choices=("signaal", "bevestigd_door_1", "bevestigd_buiten_groep"),
        archive=True,
    ),
    texts("levels", "All levels it is on", choices=LEVELS, since=3, archive=True),
    yes_no("board", "On the level of a board or council", since=3),
    texts("value_layers", "Kinds of value it has", choices=VALUE_LAYERS, since=3, archive=True),
    texts("wam", "Welcome, joining in, made to measure", choices=WAM, since=3, archive=True),
    text("mechanism", "Understanding, action, or both", choices=("begrip", "actie", "beide"), since=3, archive=True),
    text("place", "Where", since=3, mend=True),
    text("why_it_matters", "Why it matters", since=3, mend=True),
    text("region_effect", "What it does for the region", since=3, mend=True),
    ref("organisation_id", "Organisation it is in", since=3),
    text("confirmed_by", "Who confirmed it: a role, never a name", since=3),
    ref(
        "confirmer_id",
        "The participant who confirmed it, if one of the group",
        since=3,
        to="participants",
        mine=True,
        told=True,
    ),
    date("ask_again_on", "Day to ask whether it lasted", since=3),
    date("sustained_on", "Day of the answer whether it lasted", since=3),
    archive="series",
)

indicators = table(
    "indicators",
    "indicator_id",
    "A number that goes with a change (meetbaar): before, after, source and as-of date",
    ref("change_id", "Change it goes with", required=True, mine="numbers of a change of the group", archive=True),
    text("what", "What is counted or measured", required=True, mend=True, archive=True),
    text("unit", "Unit, such as people or euros", mend=True, archive=True),
    text("before", "Number before", required=True, mend=True, archive=True),
    date("before_on", "Day of the number before", mend=True, archive=True),
    text("after", "Number after", required=True, mend=True, archive=True),
    date("as_of", "Day of the number after", mend=True, archive=True),
    text("source", "Where the numbers come from", required=True, mend=True, links=True),
    archive="nobody",
)

stories = table(
    "stories",
    "story_id",
    "A story of a change that matters to its teller (verhaal)",
    ref("series_id", "Series", required=True),
    ref("teller_id", "Participant who tells it", to="participants", mine=True, mend=True),
    text("before", "How it was", said=True, told=True, mend=True),
    text("happened", "What happened", said=True, told=True, mend=True),
    text("change", "What is different now", required=True, said=True, told=True, mend=True),
    text("why_it_matters", "Why it matters to the teller", required=True, said=True, told=True, mend=True),
    text("domain", "Domain of change", choices=STORY_DOMAINS, told=True),
    texts("value_layers", "Kinds of value it has", choices=VALUE_LAYERS, told=True),
    texts("levels", "Levels it is on", choices=LEVELS, told=True, mend=True),
    text("direction", "Better, worse or mixed", choices=("beter", "slechter", "gemengd"), told=True),
    text("transfer", "How others can do this themselves", told=True, mend=True),
    texts(
        "audiences",
        "For whom the teller said yes",
        choices=("groep", "partners", "gemeente", "openbaar"),
        told=True,
        no=FEWER,
    ),
    ref(
        "change_id", "Change it tells of, if one", mine="which change of the group it goes with", mend=True, hangs=True
    ),
    stays="another_yes",
)

story_choices = table(
    "story_choices",
    "story_choice_id",
    "A mixed panel chose a story, with the reason (Most Significant Change); stories not chosen stay",
    ref("series_id", "Series", required=True),
    ref("story_id", "Story that was chosen", required=True, mine="why others chose it is theirs"),
    refs("from_ids", "Stories there were to choose from", to="stories"),
    refs("panel_ids", "Contributors who chose", to="contributors", mine=True, told=True),
    text("reason", "Why this one", required=True),
    text("audience", "For whom it was chosen", choices=("groep", "partners", "gemeente", "openbaar")),
    date("chosen_on", "Day", told=True),
    stays="another_yes",
)

ripples = table(
    "ripples",
    "ripple_id",
    "An activity or an effect, and what it came from (kringen in het water)",
    ref("series_id", "Series", required=True),
    text("text", "What was done or what followed", required=True, mend=True),
    text("kind", "Activity or effect", required=True, choices=("activiteit", "effect"), mend=True),
    refs("after_ids", "Ripples it came from; never in a circle", to="ripples"),
    ref(
        "about_id",
        "Meeting, assignment or change it is about",
        to=("sessions", "assignments", "changes"),
        mine="a meeting, assignment or change, no person",
        mend=True,
        hangs=True,
    ),
    date("date", "Day or month", mend=True),
    text("direction", "Better, worse or mixed", choices=("beter", "slechter", "gemengd"), mend=True),
    stays="another_yes",
)

harvests = table(
    "harvests",
    "harvest_id",
    "Anonymous answers to a closing question (opbrengst)",
    ref("session_id", "Meeting", required=True),
    text("question", "The question", required=True),
    texts("answers", "All answers, as they were written", needed=True, mend=True),
    texts("shown", "The answers that people chose to show; empty when nobody chose"),
    number("n_total", "How many answers there were"),
    text("selection_rule", "How and by whom answers were chosen to be shown"),
    text("kind", "Kind"),
    texts("destination", "Where people take it"),
    stays="one_voice",
)

harvest_sortings = table(
    "harvest_sortings",
    "harvest_sorting_id",
    "A person put an answer to the closing question in a kind, with where people take it",
    ref("harvest_id", "Closing question with its answers", required=True),
    text(
        "answer",
        "The answer, as it was written",
        required=True,
        said=True,
        lets_through="repeats an answer that was looked at when it was kept",
    ),
    text("kind", "Kind; exactly one", required=True, choices=HARVEST_KINDS, told=True),
    texts("destinations", "Where people take it; several at once", choices=DESTINATIONS),
    ref("sorted_by", "Contributor who sorted it", to="contributors", mine=True),
    stays="one_voice",
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
    stays="counts",
)

gains = table(
    "gains",
    "gain_id",
    "Something a meeting brought (opbrengst van een bijeenkomst)",
    ref("session_id", "Meeting", required=True, archive=True),
    text("kind", "Kind", required=True, choices=GAIN_KINDS, archive=True),
    text("text", "What it brought", required=True, mend=True, archive=True),
    text("other_kind", "Kind in own words, for anders", archive=True),
    texts("destinations", "Where people take it", choices=DESTINATIONS, archive=True),
    archive="meeting",
)

signals = table(
    "signals",
    "signal_id",
    "A signal or urgent question from a meeting, and what became of it; no details of a case",
    ref("session_id", "Meeting", required=True, mend=True),
    text("text", "The signal or question, without details of a person", required=True, mend=True),
    text("kind", "Signal or question", required=True, choices=("signaal", "vraag"), mend=True),
    text("status", "What became of it", required=True, choices=("open", "doorgezet", "opgelost")),
    text("to_whom", "Who it was passed on to", mend=True),
    text("answer", "What came back", mend=True),
    text("advice", "The advice it went into, such as one to the municipality", mend=True),
    date("passed_on", "Day it was passed on", mend=True),
    stays="of_the_group",
)

think_tank_questions = table(
    "think_tank_questions",
    "think_tank_question_id",
    "A question that someone brought to the group as a think tank (denktankvraag)",
    ref("session_id", "Meeting", required=True, mend=True),
    text("asker_sector", "Sector of who asked", choices=SECTORS, mend=True),
    text("question", "The question", required=True, mend=True),
    text("advice", "What the group said", mend=True),
    text("used", "Whether it was used", choices=("ja", "deels", "nee", "onbekend"), mend=True),
    date("fed_back_on", "Day the group heard what was done with it", mend=True),
    text("feedback", "What the group heard", mend=True),
    stays="of_the_group",
)

promises = table(
    "promises",
    "promise_id",
    "Something that was promised (belofte)",
    ref("series_id", "Series", required=True),
    ref("session_id", "Meeting where it was promised", mend=True),
    text("what", "What was promised", required=True, mend=True),
    text("to_whom", "To whom", required=True, mend=True),
    text("by_whom", "By whom: a chosen name or a broad label", mend=True, chosen_name=True),
    date("due", "By which day", mend=True),
    date("done_on", "Day it was done", mend=True),
    stays="of_the_group",
)

priorities = table(
    "priorities",
    "priority_id",
    "What residents put first; only their side changes it",
    ref("series_id", "Series", required=True),
    text("title", "What it is", required=True, mend=True),
    number("order", "Place on the list, from 1", required=True),
    text("allies", "With whom, as broad labels", mend=True),
    text("set_by_side", "Side that set it", required=True, choices=SIDES),
    stays="of_the_group",
)

initiatives = table(
    "initiatives",
    "initiative_id",
    "Something that exists already in the area (initiatief)",
    text("name", "Name", required=True, mend=True, links=True),
    text("kind", "Kind", mend=True, links=True),
    text("place", "Place", mend=True, links=True),
    text("for_whom", "For whom", mend=True, links=True),
    text("gap_note", "What is still lacking", mend=True, links=True),
    refs("fragment_ids", "Pieces of text that name it"),
    stays="tells_where",
)

spreads = table(
    "spreads",
    "spread_id",
    "Something went on to another place or organisation (verspreiding)",
    ref("series_id", "Series it came from", required=True),
    text("what", "What went on", required=True, mend=True),
    ref("to_series_id", "Series it went to, if one", to="series", mend=True),
    ref("organisation_id", "Organisation it went to, if one", mend=True),
    text("to_whom", "Where it went, in words", mend=True),
    text("form", "Form, such as a training", mend=True),
    date("date", "Day", mend=True),
    stays="tells_where",
)
