"""Tables of series and people (domain model 2.1).

There is no column for birth date, gender, origin, health, income, debt or address, and there never will be.
Names, contact details and exact job titles live in a key file outside the project; ``KEY_FILE_COLUMNS``
names what it holds, and it is deliberately not a table.
"""

from .columns import ANY, date, number, ref, refs, table, text, texts, token, yes_no

PERSPECTIVES = (
    "lived_experience",
    "resident",
    "volunteer",
    "professional",
    "student",
    "teacher",
    "researcher",
    "policy",
    "other",
)
SIDES = ("ervaring", "onderzoek", "onderwijs", "praktijk")
ROLES = (
    "docent-onderzoeker",
    "ervaringsonderzoeker",
    "student",
    "gespreksleider",
    "dagvoorzitter",
    "werkteam",
    "opdrachtgever",
)
FUNDER = ROLES[-1]  # may check facts, and agrees to nothing (P27)
PHASE_KINDS = ("perspectives", "decision", "action_learning", "follow_up")
SESSION_KINDS = (
    "ontmoeting",
    "besluit",
    "vervolg",
    "voorbespreking",
    "kenniscafe",
    "webinar",
    "terugleggen",
    "workshop",
)
CONSENT_PURPOSES = (
    "meedoen",
    "notities",
    "labelen_door_medeonderzoekers",
    "labelen_door_studenten",
    "citaat",
    "naam_noemen",
    "archief",
    "hergebruik",
)
KEPT_KINDS = ("sleutelbestand", "toestemming", "ruw", "onder_schuilnaam", "verslag")
JOB_GROUPS = ("sociaal werk", "gemeente", "wonen", "onderwijs", "veiligheid", "bestuur", "anders")
NEEDS = ("pauze", "hulp bij lezen", "groot", "stil", "tolk", "vervoer", "anders")
SECTORS = (
    "wonen",
    "welzijn",
    "zorg",
    "onderwijs",
    "gemeente",
    "veiligheid",
    "bewonersinitiatief",
    "cultuur",
    "sport",
    "werk en inkomen",
    "anders",
)
ORGANISATION_ROLES = ("trekker", "partner", "kennisinstelling")
PART_KINDS = ("plenair", "deelsessie", "panel", "workshop", "film_of_theater", "pauze")
RECOGNITION_POINTS = (
    "enige_in_de_buurt",
    "bijzonder_voorval",
    "functie",
    "familie",
    "plek_of_dag",
    "ander_dorp_weet_het",
)
KEY_FILE_COLUMNS = ("participant_id", "name", "contact", "exact_role")

series = table(
    "series",
    "series_id",
    "A series of meetings in one place (reeks)",
    text("title", "What the group calls the series", required=True),
    text("region", "Place or region"),
    text("topic", "What it is about; not always poverty", archive=True),
    text(
        "format",
        "Kind of series",
        required=True,
        choices=("ontmoetingen", "workshops", "kenniscafe", "cop", "anders"),
        archive=True,
    ),
    token("method_version", "Version of the method, printed in each report", archive=True),
    ref("parent_series_id", "The series this one grew out of, such as a pilot", to="series", archive=True),
    text("research_question", "What the group wants to find out", archive=True),
    number("min_participants", "Fewest people for a good conversation", archive=True),
    number("max_participants", "Most people for a good conversation", archive=True),
    texts("required_perspectives", "Perspectives that should be in the room", choices=PERSPECTIVES, archive=True),
    number(
        "k_threshold",
        "Smallest group that may be shown outside (distinct people); 5 advised",
        archive=True,
        proposed=True,
    ),
    token("language_level", "Language level of what is written, such as B1", archive=True),
    text("source", "Where the set-up comes from", archive=True, links=True),
    text("method", "Name of the method, printed in each report", since=3, archive=True),
    text("method_note", "What the group changed in the method, and why", since=3),
    text("size_reason", "Why the group is smaller or larger than advised", since=3),
    text("pilot_note", "What a try-out with few people was for, and what it told", since=3),
    date("ended_on", "Day the series was closed", since=3),
    text("end_note", "Why it was closed, when that was earlier than planned", since=3),
    refs(
        "facilitator_ids",
        "Contributors who lead the conversation, unless a meeting says otherwise",
        to="contributors",
        since=4,
        mine="each meeting somebody leads is told to them",
    ),
    text(
        "accessibility_contact",
        "Who looks after accessibility (chosen name), unless a meeting says otherwise",
        since=4,
        chosen_name=True,
    ),
    archive="nobody",
)

phases = table(
    "phases",
    "phase_id",
    "A part of a series with its own purpose (fase)",
    ref("series_id", "Series it belongs to", required=True, archive=True),
    text("kind", "Purpose of the phase", required=True, choices=PHASE_KINDS, archive=True),
    number("order", "Place in the series, from 1", required=True, archive=True),
    number("planned_count", "How many meetings were planned", archive=True),
    number("interval_weeks", "Weeks between meetings, if agreed", archive=True),
    number("span_months", "How many months the phase takes", archive=True),
    text("source", "Where these numbers come from", archive=True, links=True),
    date("started_on", "First day, when that is not the day of its first meeting", since=3),
    text("interval_note", "What the sources say when they disagree on the weeks between meetings", since=3),
    text("end_note", "Why the phase ended earlier than planned", since=3),
    text("result_note", "What this part brought, in own words; nothing yet is a result too", since=3),
    archive="nobody",
)

sessions = table(
    "sessions",
    "session_id",
    "One meeting (bijeenkomst)",
    ref("series_id", "Series it belongs to", required=True, archive=True),
    ref("phase_id", "The one phase it belongs to", required=True, archive=True),
    number("number", "Number within the series", required=True, archive=True),
    date("date", "Date, planned or held", archive=True),
    text("kind", "Kind of meeting", required=True, choices=SESSION_KINDS, archive=True),
    text("mode", "In a room, online, or both", choices=("fysiek", "online", "hybride"), archive=True),
    text("place_kind", "Whose place it is, such as tussenruimte"),
    text("guiding_question", "The question the meeting opens with", archive=True),
    texts("work_forms", "Ways of working used", archive=True),
    text("accessibility_contact", "Who looks after accessibility (chosen name); a check asks for it", chosen_name=True),
    refs("facilitator_ids", "Contributors who lead the conversation", to="contributors", mine=True, told=True),
    text("topic", "Topic; may still be empty", archive=True),
    text(
        "status",
        "Planned, held or cancelled",
        required=True,
        choices=("gepland", "gehouden", "vervallen"),
        archive=True,
    ),
    text("cancel_reason", "Why it was cancelled", since=3),
    yes_no("public", "Open to everyone; what officials said there was said in public", since=3),
    text("ready_note", "What was agreed where needs of people are hard to combine", since=3),
    text(
        "research_changed", "What the research does differently because of this talk, or that nothing changes", since=3
    ),
    archive="nobody",
)

session_parts = table(
    "session_parts",
    "session_part_id",
    "A part of a meeting (onderdeel), such as a panel or a workshop",
    ref("session_id", "Meeting", required=True, archive=True),
    number("order", "Place in the meeting, from 1", required=True, archive=True),
    text("kind", "Kind of part", required=True, choices=PART_KINDS, archive=True),
    text("title", "What it was about", names=True),
    text("work_form", "Way of working used", archive=True),
    archive="nobody",
)

organisations = table(
    "organisations",
    "organisation_id",
    "An organisation, known by a broad label only",
    text("label", "Broad label, such as 'een woonorganisatie'", required=True),
    text("sector", "Sector"),
    yes_no("internal_followup", "Whether the organisation follows up inside"),
    yes_no("has_backup", "Whether someone else can take over"),
    text("role", "Part it has in the series", choices=ORGANISATION_ROLES, since=3),
    yes_no("inside", "Inside the municipality; false is outside", since=3),
    date("named_on", "Day the one person it sent agreed in writing that it may be named", since=3),
    stays="about_people",
)

participants = table(
    "participants",
    "participant_id",
    "Someone who takes part in a series (deelnemer), known by a chosen alias",
    text("alias", "Alias (schuilnaam), chosen by the person", required=True, told=True),
    refs("series_ids", "Series the person takes part in", told=True),
    texts("perspectives", "Perspectives, several at once", choices=PERSPECTIVES, told=True),
    text("job_group", "Broad job group, never a title", choices=JOB_GROUPS, told=True),
    ref("organisation_id", "Organisation, if any", told=True),
    text(
        "status",
        "Active, pausing, stopped or withdrawn",
        choices=("actief", "pauze", "gestopt", "ingetrokken"),
        told=True,
        no=("gestopt", "ingetrokken"),
    ),
    date("joined", "First day", told=True),
    date("left", "Last day, if stopped", told=True),
    texts("roles", "Other roles, in own words, such as football trainer or neighbour", since=3, told=True),
    yes_no("is_connector", "Takes what is learned into the own organisation", since=3, told=True),
    yes_no("backup", "Whether someone else can take over what this person took on", since=3, told=True),
    text("leave_reason", "Why someone stopped, in own words; never shown per person", since=3, told=True, leaves=False),
    stays="about_people",
)

attendance = table(
    "attendance",
    "attendance_id",
    "Who was at a meeting",
    ref("session_id", "Meeting", required=True, told=True),
    ref("participant_id", "Participant", required=True, mine=True),
    text(
        "state", "Was there, sent word, absent, or new", choices=("aanwezig", "afgemeld", "afwezig", "nieuw"), told=True
    ),
    stays="about_people",
)

contributors = table(
    "contributors",
    "contributor_id",
    "Someone who works on the research (medewerker aan het onderzoek)",
    text("display_name", "Name on screen, chosen by the person", required=True, told=True),
    text("side", "Side of the table", required=True, choices=SIDES, told=True, archive=True, proposed=True),
    text("role", "Role in the research", choices=ROLES, told=True, proposed=True),
    ref("participant_id", "The same person as participant, if so", mine="the same person, told under contributors"),
    date("trained_on", "Day of the training, if any", told=True),
    date("start", "First day", told=True),
    date("end", "Last day, if stopped", told=True),
    text("handover_note", "What a successor should know", told=True),
    ref(
        "handed_over_to",
        "Contributor who goes on with the work",
        since=3,
        to="contributors",
        mine="says something of who stopped, who is told it",
    ),
    yes_no("keeps_key_file", "Has a key to the key file", since=3, told=True),
    ref(
        "supervisor_id",
        "Contributor who guides a student",
        since=3,
        to="contributors",
        mine="says something of the student, who is told it",
        proposed=True,
    ),
    date("agreement_signed_on", "Day a student signed the agreement", since=3, told=True, proposed=True),
    date("agreement_until", "Last day of that agreement", since=3, told=True, proposed=True),
    archive="nobody",
)

needs = table(
    "needs",
    "need_id",
    "What someone needs to take part (Wat heb je nodig?); no causes, never exported",
    ref("person_id", "Participant or contributor", required=True, to=("participants", "contributors"), mine=True),
    texts("needs", "Chosen needs", choices=NEEDS, told=True),
    text("text", "In own words", told=True),
    text("conflict_note", "When needs conflict", told=True),
    text("solution", "What was agreed", told=True),
    date("confirmed_on", "Day the person last said that it still holds", since=3, told=True),
    stays="for_oneself",
    leaves=False,
)

display_settings = table(
    "display_settings",
    "display_setting_id",
    "How someone wants screens to look and sound; no causes, never exported",
    ref("person_id", "Contributor", required=True, to="contributors", mine=True),
    text("text_size", "Size of text", choices=("gewoon", "groot", "heel_groot"), told=True),
    text("contrast", "Contrast", choices=("gewoon", "hoog"), told=True),
    yes_no("calm", "Only what is needed on screen, nothing that moves", told=True),
    yes_no("read_aloud", "A button to hear each piece", told=True),
    yes_no("own_words", "What the person said as a participant shows among the pieces to label", told=True),
    stays="for_oneself",
    leaves=False,
)

consents = table(
    "consents",
    "consent_id",
    "A yes or no of a participant, per purpose; no row means no",
    ref("participant_id", "Participant", required=True, mine=True),
    text("purpose", "What it is for", required=True, choices=CONSENT_PURPOSES, told=True),
    yes_no("given", "Yes or no", required=True, told=True, no=(False,)),
    ref(
        "asked_by",
        "Contributor who asked; research or experience side",
        to="contributors",
        mine="the answer is of the one who was asked",
    ),
    date("date", "Day of the answer", told=True),
    token("info_version", "Version of the information given", told=True),
    date("withdrawn", "Day the yes was taken back", told=True, no=ANY),
    stays="about_people",
    an_answer=True,
)

agreed_dates = table(
    "agreed_dates",
    "agreed_date_id",
    "A day that was agreed on (afgesproken dag): until when words can be taken out, or are kept",
    ref("series_id", "Series", required=True),
    text("kind", "Taking out, or keeping", required=True, choices=("weghalen", "bewaren")),
    text("what", "Purpose, or kind of data", required=True, choices=(*CONSENT_PURPOSES, *KEPT_KINDS)),
    date("until", "The last day", required=True),
    stays="of_the_group",
)
