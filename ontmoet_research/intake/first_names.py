"""First names that come up often in the Netherlands, to propose a name that opens a sentence or lacks its capital.

A list of names is never whole, and whose name is rare is missed more often; so it only adds to what is proposed, and a
person looks. ``WORDS_TOO`` are names that are also Dutch words: these need a capital and a place where a word of that
kind would not stand.
"""

from __future__ import annotations

__all__ = ["FIRST_NAMES", "WORDS_TOO"]

_NAMES = """
    aaf aart abdel abdellah abdi abdirahman abdul abel abraham adam adri adriaan agnes ahmad ahmed aicha aisha albert
    alberto alexander ali alice alida alie amal amber amin amina amira amy andre andrea anita anja anke ankie ann anna
    annabel annelies anneke anneloes annemarie annemiek annet annette annie anouk ans antje antoinette anton antonia
    antonio appie arend arie arjan arjen arnold arnoud astrid atie ayse aysel ayşe aziz badr barbara bart bartel beata
    beatrix bea ben benjamin bennie bep berend bert berta bertus beth betsy betty bianca bilal birgit bob boris bouchra
    bram brahim brecht brenda brigitte bruno burak carel carin carla carlijn carlo carlos carmen carola carolien
    caroline catharina cecile celine cem charlotte chantal chris christa christel christiaan christien christina
    cindy claudia cobie colinda conny cor corine cornelia cornelis corrie cynthia daan daisy dalia damian daniel
    danielle danny dave david debbie deniz dennis denise derk desmond diana dick diederik dilan dina dineke dirk
    djamila dominik donna dora dorien doris dorothea dries ebru ed eddy edith edwin eef eefje eline elif elisabeth
    elise ella ellen elly els elsa else elske emiel emiliano emine emma emmy engelbert eric erica erik erika erna
    ernst esmee esra esther eva evelien evelyn evert ewa faisal farah farid fatiha fatima fatma fatoumata femke
    fenna ferdi fien fleur flip floortje floris folkert frank frans fred freddy frederik freek frits frida gea
    geert geertje geesje gemma george gerard gerben gerda germaine gerrit gerrie gert gertrude gerwin gijs gina gonda
    gonnie grada greet greetje greta grietje guus gülsen habiba hafida halima hamid hamza hanan hanna hannah hanneke
    hannie hans harald harm harmen harold harrie harry hasan hassan heidi heleen helena helga hella hendrik hendrika
    henk hennie henri herman hetty hicham hilde hilda huda hugo huib huseyin hüseyin ibrahim ida ihsan ilham ilona
    ilse imane imke imran inge ingeborg ingrid ineke irene irma isa isabel ismael ismail ivo jaap jacco jacob
    jacoba jacqueline jacques jamal jan janna janneke jannes jannie jannetje janine jans janny janus japie jasmin
    jasper jeanette jelle jenny jeroen jesse jessica jet jette jetty jim jip joanna joannes job jochem joey johan
    johanna john johnny jolanda jolien jonas jonathan joop joos joost jordy joris jorrit jos jose josé joseph josien
    joyce juan jules julia julian juliette jurgen jurre justin kaat kamal kamila karel karim karima karin karlijn
    katarzyna kate katja katrien kees kelly kemal ken kerim kevin khadija khalid kim kitty klaas klaasje klara koen
    koos kris kristel krzysztof laila lammert lars latifa laura laurens lea leen leendert lenie lennart leo leonie
    leontien letty levi lia lianne lida lidia lies liesbeth lieke lily lina linda linde lisa lisanne lisette lizzy
    loes lola lotte louis louisa louise lourens luc lucas lucia luuk lydia maaike maarten maartje madelon magda
    mahmoud malika mandy manon manuel marcel marco margreet margriet maria mariam marian marianne marie mariëlle
    marieke mariet marijke marijn marina marinus mario marion marise marjan marjo marjolein marjolijn marleen
    marlies marloes martien martin martina martine marthe marwan mary maryam mathijs matthijs maud maurice max
    mehmet meike melanie melissa merel merve mia michael michel michelle michiel mieke miep mies mike mila milan
    mimoun mina mira miranda miriam mirjam mo mohamed mohammad mohammed mona monica monika monique moniek
    moses mounir murat mustafa myrthe nabil nadia naima nancy naomi narges nasser natalia natasja nel nelleke nelly
    nicole nicolette niels niek nienke nina noa noah noor noortje nora norah nordin nour nouria olga oscar osman
    otto oumaima ömer özlem pamela pascal patricia patrick paul paula pauline peggy peter petra petronella pien
    pierre piet pieter pim pleun rachel rachid rahma ralf ramon ria rianne richard rick riet rik rikus rob robbert
    robert robin roel roelof roger rogier rolf ron ronald ronnie rosa rosalie rosanne roy rudi ruben rutger ruth
    sabina sabine sabrina sade said saïd salim salima sam samir samira samuel sandra sanne sara sarah saskia
    sebastiaan selma semra serap sharon shirley siem sien sietske sietse simon simone sjaak sjaan sjoerd sjors sofia
    sofie sonja sophie stan stefan stefanie stella steven stijn sultan susan susanne suzan sven sylvana sylvia tamara
    tanja tara teun teuntje thea theo theodora theresa thijs thomas tijn tim timo tina tineke titia tjitske tom ton
    tonnie toon toos trees trijntje trudy truus twan tygo ursula valerie vanessa vera veronique victor vincent wendy
    werner wesley wiebe wilco wilhelmina willeke willem willemien wilma wim winston wout wouter xander yasin yasmin
    yasmina yassin ykje youssef yousra yvette yvonne zahra zeynep zineb zohra zoë
"""
WORDS_TOO = frozenset(
    """
    an bas bo daan do ed faas fleur floor flip guy hein hope jet jip job joy june kiki koos
    lente linde mark may mees merel mees noor pam pien puck rob roos ruud sem siem storm sultan toon
    ton tom tim wil willy wolf mo isa ida ans els do lies leen max mina mira olga stan star sam tina tara vera lot
    lotte loes mei april juni iris jasmijn bloem
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)
FIRST_NAMES = frozenset(_NAMES.split()) | WORDS_TOO
