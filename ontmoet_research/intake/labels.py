"""What stands before a colon, or above words: someone who speaks, or nobody? Pure: a label in, a likeness out.

``Wilma:`` and ``Kosten:`` look the same. What tells them apart is what the word is: a first name that comes up often, a
role, a code such as D1; or a word that heads a part of a note. Dutch makes new words by joining, and the last part says
what it is: a *werkgroep* and a *schrijfgroep* are both a *groep*. So the last parts stand here, not all words. A word
that is neither is ``MAYBE``: the note around it decides, or a person does.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

from .first_names import FIRST_NAMES, WORDS_TOO

__all__ = ["BETWEEN_NAMES", "Likeness", "is_role", "likeness", "plain_label"]


class Likeness(IntEnum):
    """How much a label looks like someone who speaks."""

    NOBODY = 0
    MAYBE = 1
    PERSON = 2


BETWEEN_NAMES = frozenset(
    "van von de der den het ten ter te el al bin ben ibn abu la le da di dos du y 't ’t 's v.d. vd v/d op aan".split()
)
_ARTICLES = {"de", "het", "een", "the", "a", "der", "die"}
_WORDS = str.split
# Who people are at a meeting; also as the last part of a longer word (welzijnswerker, wijkagent, ervaringsdeskundige).
_ROLES = frozenset(
    _WORDS("""
    ambtenaar agent arts baliemedewerker begeleider begeleidster beleidsmaker bestuurder bewoner bewoonster coach
    coördinator coordinator co-onderzoeker consulent deelneemster deelnemer deelnemster deskundige directeur docent
    dagvoorzitter facilitator gast gastvrouw gastheer gespreksleider gespreksleidster hulpverlener iemand interviewer
    interviewee inwoner leider leidster lector manager medewerker medewerkster mentor moderator moeder notulist
    onderzoeker onderzoekster ouder participant presentator professional prof raadslid regisseur respondent spreker
    speaker spreekster spreker stagiair stagiaire student trainer vader verpleegkundige vertrouwenspersoon voorzitter
    vrijwilliger vrijwilligster vrouw man werker werkster wethouder zaal participant guest host resident researcher
    chair professional woman volunteer teacher facilitator unknown onbekend informant cliënt client klant leerling
    gemeente-ambtenaar burgemeester beleidsambtenaar ervaringsonderzoeker leerkracht juf meester opa oma buurvrouw
    buurman
    """)
)
_ROLE_ENDS = tuple(
    _WORDS("""
    ambtenaar agent begeleider begeleidster bewoner coach consulent deelnemer deskundige docent leider leidster
    hulpverlener inwoner manager medewerker onderzoeker participant respondent spreker student voorzitter vrijwilliger
    werker werkster wethouder verpleegkundige persoon raadslid coördinator interviewer
    """)
)
# Words that head a part of a note, however often they come back.
_NOBODY = frozenset(
    _WORDS("""
    aanbeveling aanbevelingen aandachtspunt aandachtspunten aanleiding aanpak aanvulling aanwezig aanwezigen actie actiepunt
    actiepunten acties adres advies afgemeld afmelding afmeldingen afsluiting afspraak afspraken afwezig afwezigen agenda
    agendapunt algemeen antwoord antwoorden april armoede artikel audio augustus auteur auteurs achtergrond avond begin beeld
    beelden besluit besluiten belangrijk bestand bevinding bevindingen beschrijving betreft bij bijeenkomst bijlage bijlagen
    bijvoorbeeld blad blauw bron bronnen bv bijv budget buiten casus cijfers citaat citaten code codes conclusie conclusies
    context contact copyright daarna daarom dag dagdeel datum december deel deelnemers deelsessie definitie details dinsdag
    discussie doel doelen doelgroep doelgroepen donderdag duur dus eerst e-mail einde eind email en energie ervaring
    ervaringen evaluatie extra fase februari feedback feiten figuur film flap foto foto's functie gast gasten geel gebied geld
    genodigden gevoel gevolg gevolgen gezien goed groen groep groepje groepjes grafiek grootste hulp helpt hindert hoe
    hoofdstuk huiswerk huidige idee ideeën inbreng indruk info informatie ingekomen inhoud inleiding inloop input inzet
    inzicht inzichten ja jaar januari juli juni kaart kaarten kaartje kaartjes kader kans kansen kans keuze keuzes kern klaar
    knelpunt knelpunten koffie kop kort kortom kosten kracht krachten kleur later leden leerpunt leerpunten leervraag les
    lessen let lezen leuk link links lijst locatie lunch maandag maar maart maatregel maatregelen mail mededeling
    mededelingen mei methode mening middag min minpunt minpunten mooi moeilijk morgen naam namelijk namen nb nee negatief
    nieuw niet nodig noot nota notitie notities notulen november observatie observaties oefening of ok oké oktober omschrijving
    onderdeel ondertekening onderwerp ook oorzaak oorzaken opbouw opbrengst opbrengsten opdracht opdrachten opening opmerking
    opmerkingen oplossing oplossingen opname opvallend opzet organisatie organisaties orde overig overige overleg oranje
    paars pagina paragraaf partij partijen partners patroon patronen pauze periode perspectief plaats plan plannen plus
    pluspunt pluspunten pm podium positief post-it post-its prioriteit prioriteiten probleem problemen proces programma
    project projectgroep ps publiek punt punten quote quotes raad reacties reactie reden redenen reeks reflectie regel regels
    rest resultaat resultaten risico risico's rode rol ronde rondje rondvraag rood ruimte rechts samen samengevat
    samenstelling samenvatting schema school september sessie sfeer signaal signalen situatie slot slotvraag slotwoord
    sluiting sociaal spoor spreektijd start stap stappen status stelling stellingen sterk stemming stilte stress taak taken
    taal tabel tafel tafels team tekst telefoon tenslotte terug terugblik terugkoppeling thema themas thema's tijd tip tips
    titel toelichting toekomst toen top tops totaal training trots twijfel uitdaging uitdagingen uitkomst uitkomsten uitleg
    uitnodiging vandaag variabele veld verantwoording verbetering verdieping verder verhaal verhalen verslag verslaglegging
    verschil verslaggever vertrouwen vervolg verwachting verwachtingen volgens volgende voorbeeld voorbeelden voorbereiding
    voornemen voornemens voorstel voorstellen voorstelronde voortgang vraag vragen vrijdag waar waarde waarden waarom
    waarneming wanneer want warm wat website week welkom wens wensen werk werkvorm werkvormen werkwijze wie wijk wit woensdag
    woord zaterdag zin zo zondag zorg zorgen zwart zwak zien zeggen bedoeling besproken betaald betekenis
    bezoek brief brieven buurt cursus dank dilemma drempel drempels droom dromen effect eigenschap eten fout fouten gedicht
    gemeente gesprek gezin grens grenzen groet groeten groetjes hoogtepunt huis huur instelling kinderen klacht klachten
    kwaliteit leven lied liedje locaties materiaal mens mensen minister moment momenten motto nawoord netwerk nieuws noodzaak
    omgeving onderzoek ontmoeting ouders overzicht persoonlijk praktijk prijs rapport relatie richting route ruzie schaamte
    schulden spel spullen stand stichting subsidie succes toegang tussenstand uur verandering veranderingen verlies
    verschillen versie vereniging voordeel voordelen nadeel nadelen voorwaarde voorwaarden vorm wet wonen wijziging woning
    zaak zaken ziekte inkomsten uitgaven aantal aantallen antwoordmogelijkheden leeftijd geslacht opleiding beroep
    functietitel afdeling onderneming telefoonnummer postcode woonplaats rekening iban bsn iemands
    about action actions agenda answer answers appendix attendees background chapter conclusion conclusions date decision
    decisions discussion example examples figure goal goals idea ideas introduction item items location minutes next note
    notes objective outcome outcomes page present project purpose question questions reason remark remarks result results
    section source sources step steps subject summary table task tasks theme time title to topic topics transcript version
    warning absent apologies closing welcome break lunch what why who how when where recording duration file cc bcc van aan
    onderwerp verzonden from sent subject re fw fwd http https www tel mob nr no
    """)
)
# As the last part of a joined word of more than one part.
_NOBODY_ENDS = tuple(
    _WORDS("""
    groep groepen vorm vormen blik punt punten lijst lijsten vraag vragen doel doelen tijd plek plaats kosten plan plannen
    ronde rondes woord woorden beeld beelden stuk stukken deel delen kaart kaarten bord wens wensen kans kansen nummer
    nummers naam datum adres bijlage team avond middag ochtend dag week jaar maand verslag opdracht opdrachten oefening
    thema thema's idee ideeën moment momenten reeks sessie bijeenkomst bespreking overleg afspraak afspraken regel regels
    formulier document bestand tekst brief boek bron bronnen cijfer cijfers oorzaak gevolg gevolgen kracht krachten
    houding werk tafel ruimte locatie programma proces project resultaat resultaten analyse inzicht inzichten
    reden redenen kader model schema stand fase stap stappen besluit beleid budget geld loon hulp zorg tip tips
    actie acties indruk waarde waarden verhaal verhalen citaat citaten uitspraak uitspraken antwoord antwoorden som
    functie rol rollen taak taken effect effecten voorbeeld voorbeelden materiaal middelen hoek kant zijde kring kringen
    leden koppeling
    """)
)
_SUFFIX = re.compile(r"(?:ing|ingen|heid|heden|tie|ties|atie|aties|isme|teit|teiten|schap|schappen|ment|gevend|end|baar"
                     r"|loos|logie|sel|nis|nissen|tion|ness)$")  # fmt: skip
_FUNCTION = frozenset(
    _WORDS("""
    ik je jij u hij zij ze we wij jullie men dit dat deze die er hier daar is was zijn waren ben bent wordt werd worden heeft
    had hebben kan kon kunnen wil wilde willen moet moest moeten mag zal zou gaat ging gaan doet deed doen komt kwam zegt zei
    zeggen vindt vond ging niet geen wel ook nog al dan als om dus want maar of per over onder voor na tot met zonder tijdens
    hoe wat wie waar wanneer waarom welke in uit bij naar door mee meer minder veel weinig alle alles iets niets
    goed beter fout eerste tweede derde volgende vorige laatste eigen nieuwe and of the for in on is are was
    """)
)
_CODE = re.compile(r"[A-Za-z]{1,3}[ .-]?\d{1,3}[a-z]?")
_NO_CODES = re.compile(r"(?:a[1-6]|b[12]|c[12]|q[1-4]|h\d+|p\d{3}|blz|pag)[ .-]?\d*", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,5}(?:[^\W\d_]\.?)?")
_LONGEST, _MOST_WORDS = 80, 7
_ASIDE = re.compile(r"\s*[(\[|/].*$")
_FIRST = frozenset(
    "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    for name in FIRST_NAMES
)
_PHONE = re.compile(r"\+?\d[\d ()-]{7,}\d")


def plain_label(label: str) -> str:
    """A label for comparing: white space as one space, no capitals.

    >>> plain_label(" Jan  de Boer")
    'jan de boer'
    """
    return " ".join(label.split()).casefold()


def is_role(label: str) -> bool:
    """Whether it says what someone is at the meeting, perhaps with a number: "De wethouder", "Spreker 2".

    >>> [is_role(one) for one in ("een bewoner", "Welzijnswerker", "Deelnemer 3", "Wilma")]
    [True, True, True, False]
    """
    words = plain_label(_ASIDE.sub("", label)).split()
    words = words[1:] if words and words[0] in _ARTICLES else words
    if not words:
        return False
    first, last = words[0].rstrip("0123456789.-_#"), words[-1].rstrip("0123456789.-_#")
    return first in _ROLES or (len(words) <= 3 and (_ends(first, _ROLE_ENDS) or (not words[-1].isdecimal() and last in
                                                                                 _ROLES)))  # fmt: skip


def likeness(label: str) -> Likeness:
    """Whether a label looks like someone who speaks.

    >>> [likeness(one).name for one in ("Wilma", "Jan de Boer", "D1", "Werkvorm", "Figuur 1", "Zwaluw")]
    ['PERSON', 'PERSON', 'PERSON', 'NOBODY', 'NOBODY', 'MAYBE']
    """
    shown = _ASIDE.sub("", label).strip(" \t*_•-–\"'“”")
    words = shown.split()
    if _PHONE.fullmatch(label.strip()):
        return Likeness.PERSON
    if not words or len(label) > _LONGEST or len(words) > _MOST_WORDS or not any(sign.isalpha() for sign in shown):
        return Likeness.NOBODY
    if is_role(shown):
        return Likeness.PERSON
    if _CODE.fullmatch(shown):
        return Likeness.NOBODY if _NO_CODES.fullmatch(shown) or words[0].casefold() in _NOBODY else Likeness.PERSON
    if _is_first_name(words):
        return Likeness.PERSON
    if _names_nobody(words):
        return Likeness.NOBODY
    if "," in shown:
        return _surname_first(shown)
    return _as_written(words)


def _is_first_name(words: list[str]) -> bool:
    first = _bare(words[0].rstrip(","))
    if first not in _FIRST and not all(part in _FIRST for part in first.split("-")):
        return False
    if words[0][0].islower():
        return len(words) == 1 and len(first) > 2 and first not in WORDS_TOO
    return all(_may_be_in_name(word) for word in words[1:])


def _names_nobody(words: list[str]) -> bool:
    plain = [word.casefold().strip("0123456789.,:;'\"“”’") for word in words]
    first, last = plain[0], next((word for word in reversed(plain) if word), "")
    if first in _NOBODY or last in _NOBODY:
        return True
    if any(word in _FUNCTION and word not in BETWEEN_NAMES for word in plain):
        return True
    if len(words) > 1 and _bare(words[-1]) in _FIRST and _is_initial(words[0]):
        return False
    joined = [word for word in (first, last) if len(word) > 5]
    return any(_ends(word, _NOBODY_ENDS) or (len(word) > 6 and _SUFFIX.search(word)) for word in joined[:1])


def _surname_first(shown: str) -> Likeness:
    """``Vries, Jan de``; ``Jansen, P.``; but ``Rust, reinheid`` is nobody."""
    last, _, rest = shown.partition(",")
    after = rest.split()
    capitals = bool(after) and all(_may_be_in_name(word) for word in after) and len(after) <= 4
    return Likeness.PERSON if capitals and last[:1].isalpha() and _bare(after[0]) not in _FUNCTION else Likeness.NOBODY


def _as_written(words: list[str]) -> Likeness:
    capitals = [word for word in words if word[0].isupper() or not word[0].isascii()]
    if not capitals:
        return Likeness.MAYBE if len(words) == 1 else Likeness.NOBODY
    if not all(_may_be_in_name(word) or word.isdecimal() for word in words):
        return Likeness.NOBODY
    names = [word for word in words if not word.isdecimal()]
    several = len(names) > 1 and len(capitals) > 1 and not words[0].isupper()
    return Likeness.PERSON if several else Likeness.MAYBE


def _may_be_in_name(word: str) -> bool:
    return word[0].isupper() or word.casefold() in BETWEEN_NAMES or _is_initial(word) or not word[0].isascii()


def _is_initial(word: str) -> bool:
    return bool(_INITIALS.fullmatch(word))


def _bare(word: str) -> str:
    """A word without capitals, accents and signs at its edges."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).strip(".,;:'’\"()")


def _ends(word: str, ends: tuple[str, ...]) -> bool:
    """Whether a joined word ends so, with something in front of it."""
    return any(word.endswith(end) and len(word) >= len(end) + 2 for end in ends)
