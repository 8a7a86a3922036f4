"""Words that stand before a colon: who people are at a meeting, and what heads a part of a note.

Dutch makes new words by joining, and the last part says what it is; so there are lists of last parts too.
"""

from __future__ import annotations

__all__ = ["FUNCTION", "NOBODY", "NOBODY_ENDS", "ROLES", "ROLE_ENDS"]

# Who people are at a meeting.
ROLES = frozenset(
    """
    agent ambtenaar arts baliemedewerker begeleider begeleidster beleidsambtenaar beleidsmaker bestuurder bewoner
    bewoonster burgemeester buurman buurvrouw chair client cliënt co-onderzoeker coach consulent coordinator
    coördinator dagvoorzitter deelneemster deelnemer deelnemster deskundige directeur docent ervaringsonderzoeker
    facilitator gast gastheer gastvrouw gemeente-ambtenaar gespreksleider gespreksleidster guest host hulpverlener
    iemand informant interviewee interviewer inwoner juf klant lector leerkracht leerling leider leidster man
    manager medewerker medewerkster meester mentor moderator moeder notulist oma onbekend onderzoeker onderzoekster
    opa ouder participant presentator prof professional raadslid regisseur researcher resident respondent speaker
    spreekster spreker stagiair stagiaire student teacher trainer unknown vader verpleegkundige vertrouwenspersoon
    volunteer voorzitter vrijwilliger vrijwilligster vrouw werker werkster wethouder woman zaal
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)

# As the last part of a longer word: welzijnswerker, wijkagent, ervaringsdeskundige.
ROLE_ENDS = tuple(
    """
    agent ambtenaar begeleider begeleidster bewoner coach consulent coördinator deelnemer deskundige docent
    hulpverlener interviewer inwoner leider leidster manager medewerker onderzoeker participant persoon raadslid
    respondent spreker student verpleegkundige voorzitter vrijwilliger werker werkster wethouder
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)

# Words that head a part of a note, however often they come back.
NOBODY = frozenset(
    """
    aan aanbeveling aanbevelingen aandachtspunt aandachtspunten aanleiding aanpak aantal aantallen aanvulling
    aanwezig aanwezigen about absent achtergrond actie actiepunt actiepunten acties action actions adres advies
    afdeling afgemeld afmelding afmeldingen afsluiting afspraak afspraken afwezig afwezigen agenda agendapunt
    algemeen answer answers antwoord antwoorden antwoordmogelijkheden apologies appendix april armoede artikel
    attendees audio augustus auteur auteurs avond background bcc bedoeling beeld beelden begin belangrijk beroep
    beschrijving besluit besluiten besproken bestand betaald betekenis betreft bevinding bevindingen bezoek bij
    bijeenkomst bijlage bijlagen bijv bijvoorbeeld blad blauw break brief brieven bron bronnen bsn budget buiten
    buurt bv casus cc chapter cijfers citaat citaten closing code codes conclusie conclusies conclusion conclusions
    contact context copyright cursus daarna daarom dag dagdeel dank date datum december decision decisions deel
    deelnemers deelsessie definitie details dilemma dinsdag discussie discussion doel doelen doelgroep doelgroepen
    donderdag drempel drempels dromen droom duration dus duur e-mail eerst effect eigenschap eind einde email en
    energie ervaring ervaringen eten evaluatie example examples extra fase februari feedback feiten figure figuur
    file film flap foto foto's fout fouten from functie functietitel fw fwd gast gasten gebied gedicht geel geld
    gemeente genodigden geslacht gesprek gevoel gevolg gevolgen gezien gezin goal goals goed grafiek grens grenzen
    groen groep groepje groepjes groet groeten groetjes grootste helpt hindert hoe hoofdstuk hoogtepunt how http
    https huidige huis huiswerk hulp huur iban idea ideas idee ideeën iemands inbreng indruk info informatie
    ingekomen inhoud inkomsten inleiding inloop input instelling introduction inzet inzicht inzichten item items ja
    jaar januari juli juni kaart kaarten kaartje kaartjes kader kans kansen kern keuze keuzes kinderen klaar klacht
    klachten kleur knelpunt knelpunten koffie kop kort kortom kosten kracht krachten kwaliteit later leden leeftijd
    leerpunt leerpunten leervraag les lessen let leuk leven lezen lied liedje lijst link links locatie locaties
    location lunch maandag maar maart maatregel maatregelen mail materiaal mededeling mededelingen mei mening mens
    mensen methode middag min minister minpunt minpunten minutes mob moeilijk moment momenten mooi morgen motto naam
    nadeel nadelen namelijk namen nawoord nb nee negatief netwerk next niet nieuw nieuws no nodig noodzaak noot nota
    note notes notitie notities notulen november nr objective observatie observaties oefening of ok oktober oké
    omgeving omschrijving onderdeel onderneming ondertekening onderwerp onderzoek ontmoeting ook oorzaak oorzaken
    opbouw opbrengst opbrengsten opdracht opdrachten opening opleiding oplossing oplossingen opmerking opmerkingen
    opname opvallend opzet oranje orde organisatie organisaties ouders outcome outcomes overig overige overleg
    overzicht paars page pagina paragraaf partij partijen partners patronen patroon pauze periode persoonlijk
    perspectief plaats plan plannen plus pluspunt pluspunten pm podium positief post-it post-its postcode praktijk
    present prijs prioriteit prioriteiten probleem problemen proces programma project projectgroep ps publiek punt
    punten purpose question questions quote quotes raad rapport re reactie reacties reason rechts recording reden
    redenen reeks reflectie regel regels rekening relatie remark remarks rest result resultaat resultaten results
    richting risico risico's rode rol ronde rondje rondvraag rood route ruimte ruzie samen samengevat samenstelling
    samenvatting schaamte schema school schulden section sent september sessie sfeer signaal signalen situatie slot
    slotvraag slotwoord sluiting sociaal source sources spel spoor spreektijd spullen stand stap stappen start
    status stelling stellingen stemming step steps sterk stichting stilte stress subject subsidie succes summary
    taak taal tabel table tafel tafels taken task tasks team tekst tel telefoon telefoonnummer tenslotte terug
    terugblik terugkoppeling thema thema's themas theme tijd time tip tips titel title to toegang toekomst
    toelichting toen top topic topics tops totaal training transcript trots tussenstand twijfel uitdaging
    uitdagingen uitgaven uitkomst uitkomsten uitleg uitnodiging uur van vandaag variabele veld verandering
    veranderingen verantwoording verbetering verder verdieping vereniging verhaal verhalen verlies verschil
    verschillen versie version verslag verslaggever verslaglegging vertrouwen vervolg verwachting verwachtingen
    verzonden volgende volgens voorbeeld voorbeelden voorbereiding voordeel voordelen voornemen voornemens voorstel
    voorstellen voorstelronde voortgang voorwaarde voorwaarden vorm vraag vragen vrijdag waar waarde waarden
    waarneming waarom wanneer want warm warning wat website week welcome welkom wens wensen werk werkvorm werkvormen
    werkwijze wet what when where who why wie wijk wijziging wit woensdag wonen woning woonplaats woord www zaak
    zaken zaterdag zeggen ziekte zien zin zo zondag zorg zorgen zwak zwart
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)

# As the last part of a joined word: schrijfgroep, terugblik.
NOBODY_ENDS = tuple(
    """
    actie acties adres afspraak afspraken analyse antwoord antwoorden avond beeld beelden beleid besluit bespreking
    bestand bijeenkomst bijlage blik boek bord brief bron bronnen budget cijfer cijfers citaat citaten dag datum
    deel delen document doel doelen effect effecten fase formulier functie geld gevolg gevolgen groep groepen hoek
    houding hulp idee ideeën indruk inzicht inzichten jaar kaart kaarten kader kans kansen kant koppeling kosten
    kracht krachten kring kringen leden lijst lijsten locatie loon maand materiaal middag middelen model moment
    momenten naam nummer nummers ochtend oefening oorzaak opdracht opdrachten overleg plaats plan plannen plek
    proces programma project punt punten reden redenen reeks regel regels resultaat resultaten rol rollen ronde
    rondes ruimte schema sessie som stand stap stappen stuk stukken taak tafel taken team tekst thema thema's tijd
    tip tips uitspraak uitspraken verhaal verhalen verslag voorbeeld voorbeelden vorm vormen vraag vragen waarde
    waarden week wens wensen werk woord woorden zijde zorg
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)

# Words of a sentence; in a name they do not stand.
FUNCTION = frozenset(
    """
    al alle alles als and are ben bent beter bij daar dan dat deed derde deze die dit doen doet door dus eerste
    eigen er for fout gaan gaat geen ging goed had hebben heeft hier hij hoe iets ik in is je jij jullie kan komt
    kon kunnen kwam laatste maar mag mee meer men met minder moest moet moeten na naar niet niets nieuwe nog of om
    on onder ook over per the tijdens tot tweede u uit veel vindt volgende vond voor vorige waar waarom wanneer want
    waren was wat we weinig wel welke werd wie wij wil wilde willen worden wordt zal ze zeggen zegt zei zij zijn
    zonder zou
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)
