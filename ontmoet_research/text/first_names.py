"""First names that come up often in the Netherlands, to propose a name that opens a sentence or lacks its capital.

A list of names is never whole, and whose name is rare is missed more often; so it only adds to what is proposed, and a
person looks. ``WORDS_TOO`` are names that are also Dutch words: these need a capital and a place where a word of that
kind would not stand.
"""

from __future__ import annotations

__all__ = ["FIRST_NAMES", "WORDS_TOO"]

_NAMES = """
    aaf aart abdel abdelaziz abdelkader abdellah abdi abdirahman abdou abdul abdul-rahman abeba abel abena abraham
    adam adama adil adjoa adnan adri adriaan afia afra agnes agnieszka ahlam ahmad ahmed ahmet aicha aisha ajay akua
    alaa albert alberto aleid aleida alena alessandro alexander alexandra alfons alfred ali alice alida alie alina
    alma aloys alwin aly amadou amal amani amber ameer amin amina aminata amir amira amna amy anand anas anass andre
    andrea andriy andrzej aneta anika anil anisa anissa anita anja anke ankie ann anna annabel anneke annelies
    anneloes annemarie annemiek annet annette annie annika anoek anouk ans antje antoinette anton antonia antonio
    anuja appie arash arend arie arif arjan arjen armin arno arnold arnoud arthur artur arzu asha ashraf asiye aslan
    asma asmae assia astrid atie atilla ayan aylin ayman ayoub ayse aysel ayten ayşe aziz azra badr bahar bao
    barbara barbora baris bart bartel basma batoul bauke baukje bea beata beatrix bektas ben benjamin bennie bep
    berdien berend berkant bert berta bertine bertus beth betsy bettie betty beyza bianca bilal binta birgit birsen
    bjorn bob bogdan boris bouchra boukje brahim bram brecht brenda brigitte bruno burak burcu busra cagla canan
    carel carin carla carlijn carlo carlos carmen caro carola carolien caroline casper catharina cathy cecile cedric
    celal celine cem cemal cemile ceyda chaima chantal chantalle charlene charles charlotte chaymae chiel chris
    christa christel christiaan christien christina christine cindy claire clara claudia claus clemens cobie coby
    colette colinda conny cor corien corina corine cornelia cornelie cornelis corrie cynthia daan dagmar daisy dalia
    dalila damian damien daniel daniele danielle danique danny danuta dao dave davey david davut dawid debbie debora
    deborah demi denise deniz dennis derk derya desi desmond desta dewi diana dick diederik dieke dieuwke dilan
    dilara dimitri dina dineke dini dirk dirkje djamila djoeke dominik dominique donna dora dorien doris dorota
    dorothea dounia dries driss duygu ebenezer ebru ed eddy edith edwin eef eefje ekrem elena eleni elham elias elif
    eline elisabeth elise elke ella ellen ellie elly elmira eloise els elsa else elske emel emiel emile emiliano
    emilie emily emine emir emma emmy emrah engelbert engin enrico ercan erdal erdem eric erica erik erika erna
    ernst erol ertan esin esma esmee esra ester esther etienne eunice eva evelien eveline evelyn evert evi ewa ewout
    eyup fabian fadila fahima fahri faisal faiza famke fanta farah farhad farid farida faruk fatih fatiha fatima
    fatma fatmire fatoumata fatuma fedde feline femke femmie fenna fenne ferdi feride feyza fien fikret filiz filmon
    firat fleur flip floor floortje floris folkert fons foppe fouad fouzia franca franciska frank frans fred freddy
    frederik frederique freek frenk frida frits froukje fuat funda gabi gabriel gabriela gamze gea geert geertje
    geesje gemma george gerard gerardus gerben gerd gerda germa germaine gerrie gerrit gerry gert gertrude gerwin
    ghizlane gijs gina gitte giulia gladys gonda gonnie goran grada grazyna greet greetje greta grietje gulsum
    gunther guus gwen gülsen haben habib habiba hadewych hadija hafida hailey hajar hakan hakim halil halima halime
    hamid hamida hamza hanae hanan hanane hanifa hanke hanna hannah hanneke hannie hans harald harm harmen harmke
    harold harrie harriet harry hasan hassan hassna hatice havva hayat heba hedwig heidi heleen helena helga helin
    hella hendrik hendrika henk hennie henny henri herman hermine hettie hetty hicham hidde hilal hilda hilde hiltje
    hiroshi hosam houda houssam huda hugo huib hulya humphrey huseyin husna huub hüseyin ibrahim ibrahima ibtissam
    ida idris ihsan ikram ilham ilias ilona ilse ilyas imane imke imran indra ineke inez inge ingeborg inger ingmar
    ingrid irene irfan irina iris irma iryna isa isabel ismael ismail isra issam ivan ivana ivo iwona jaap jaapje
    jacco jacob jacoba jacqueline jacques jaimy jaleesa jamal jamila jan janet janette janey janine janna janneke
    jannes jannet jannetje jannie janny jans janus japie jara jarek jaroslaw jasmijn jasmin jasmina jasper jeanette
    jeannet jeannette jeffrey jelle jennifer jenny jeremy jeroen jesse jessica jessie jet jette jetty jikke jim jin
    jip jitse jitske joachim joanna joanne joannes job jochem jochen joelle joey johan johanna john johnny joke
    jolanda jolande jolien jolijn jonas jonathan jonne joop joos joost jopie joran jordi jordy jorien jorinde joris
    jorrit jos jose josefien joseph josette joshua josien josina josé jouke joyce juan judith jules julia julian
    juliana juliette jurgen jurre jurrien justin justine justyna kaat kadir kadriye kaja kamal kamila kamla karel
    karen karien karim karima karin karlijn kasper katarzyna kate kathelijne kathleen katinka katja katrien kaya
    kees kelly kelvin kemal ken kenan kenneth kerim kerstin kevin kevser khadija khadra khaled khalid khalida kim
    kiran kitty klaas klaasje klara klazien kobus koen kofi koos koray korneel kris kristel krzysztof kubra kurt
    kwame kyra laila lale lamia lammert lamyae lanie larissa lars lasse latifa latoya laura laurens lea leanne leen
    leendert leila lejla lenie lenka lennart lenny leo leon leona leonie leonoor leontien letty levi leyla lia lian
    lianne lida lidia lidwien lieke lieneke lies liesbeth lieve lilian liliana lily lina linda linde linh linnea
    lisa lisanne lisbeth lisette lizzy lobke loek loekie loes lola lonneke lorena lotte louay loubna louis louisa
    louise lourens luc luca lucas lucia lucie lucienne ludo lukas luna lutfi luuk lydia lynn lysanne maaike maarten
    maartje madelon magda mahir mahmoud mahmut maikel maja malak malika malou mamadou manal manar mandy manja manon
    manou manouk manuel marc marcel marcella marciano marco mardi maren marga margot margreet margriet maria mariam
    marian marianne marie marieke mariet marijke marijn marilou marina marinka marinus mario marion marise mariska
    marit mariëlle marja marjan marjo marjolein marjolijn marjon marko marleen marlene marlies marloes marlou marou
    marta marten marthe martien martin martina martine marwan mary maryam mathijs mathilde mats matthijs maud
    maureen maurice max maxime mees mehdi mehmet mehret mei-ling meike melanie melek melike melis melisa melissa
    meltem meral merel mert merve meryem metin mewis mia michael michaela michal michel michelle michiel micky mieke
    mien miep mies mike mila milan milena milica milou mimoun mina minh minke mira miranda mirella miriam mirjam
    mirte mitchell mo mohamed mohammad mohammed mojca mona monica moniek monika monique moses mounia mounir moussa
    moustafa muhammed muna munir murat mustafa mykola myra myriam myrthe nabil naci nada nadia nadine nadir nadja
    naima najat najib najla nala nancy naomi narges narin nasser natalia natalka natasja nathalie naziha nazli necla
    neela neeltje nel nelleke nelly nermin nesrin nette nevin nguyen niamh nico nicola nicole nicolette niek niels
    nienke nika nikki nilgun nina nisa noa noah noelle nolan noor noortje nora norah nordin nouha nour nour-eddine
    noura nouria nuray nurcan nuri nynke oana okan oksana olaf olena olga olivier omar omer onno orhan oscar osman
    othman otto ouafa oumaima oumayma oussama ozan ozge pamela pascal patricia patrick patrycja paul paula paulien
    paulina pauline paulo pauwel pawel peggy pepijn perihan peter petra petronella philip philippe pien pierre piet
    pieter pim piotr pleun pleuni priscilla quinten quirine rabea rabia rachel rachid rachida radj rafael rahim
    rahma rahul rahwa rajesh ralf ramazan rami ramon ramona rana rania raoul raphael rashid rayan reggie reinier
    reinoud rekha remco remi rena renate renee renske resul reza ria rianne richard richelle rick riet rik rikus
    rinus rita rob robbert robbie robert robin rocco roderick roel roeland roelof roger rogier rolf romano ron
    ronald ronnie rosa rosalie rosalinde rosan rosanne rosita roxanne roy rozemarijn ruben rudi ruqaya rutger ruth
    ryan saartje sabah sabina sabine sabri sabrina sacha sade sadia safa safae safia sahar said saida salah saliha
    salim salima salma salman saloua sam samantha samar sameer samia samir samira samuel sanae sander sandhia sandra
    sandy sanne santi sara sarah saray sascha sasja saskia sawsan saïd sebastiaan sebnem sefa selam selcuk selim
    selma semhar semih semiha semra senay senem serap serdar serge serkan sevda sevgi sevil seyma shahin shaima
    shakira shanti sharon shauni sheila sherida sherin shirley sibel siebe siebren siegfried siem sien sienna sietse
    sietske sigrid sihame silke silvia simon simone sinan siri siska sita sjaak sjaan sjef sjoerd sjors soeradj
    sofia sofian sofiane sofie sonja sophie soraya souad soufian soufiane soukaina stan stanley stefan stefanie
    stefano steffie stella steph stephan stephanie steven stien stijn suat sude suleyman sultan sumaya sunniva
    surinder susan susanne suzan suzanna suzanne sven sybren sylvana sylvester sylvia taha tahar talitha tamar
    tamara tamer tanja tanya tara tarek tariq tatiana tatjana teije teresa tesfaye tessa teun teuntje thamar thea
    theo theodora theresa theun thijs thirza thomas thorsten tibor tiemen tijmen tijn tijs tim timo timon tina
    tineke tirza titia titus tjalling tjeerd tjitske tobias tom tomasz ton tonnie toon toos toyin trees trijntje
    trudie trudy truike truus tuba tugba tulay turan twan tygo ufuk ugur ulrike umit umut ursula uzma valentijn
    valerie vanessa vanja vasco vedat vera veronique vicky victor victoria vincent vincente vivian vivianne volkan
    volodymyr vroukje wael waleed wallie walter wanda wassim wei wendela wendy werner wesley wessel wia wiebe wies
    wiesje wietske wijnand wilco wilfred wilhelmina wilja willeke willem willemien willemijn willemina wilma wilmer
    wim winnie winston wobke wojciech wolter wout wouter xander xavier yahya yalda yan yannick yara yasar yasemin
    yasin yasmin yasmina yassin yassine yaw yazan yeliz yesim yildiz ykje yohannes yousef yousra youssef yuki yunus
    yuri yusuf yvette yvo yvonne zahra zainab zakaria zara zehra zeki zekiye zerrin zeyneb zeynep ziad zineb zita
    zohra zoë zuleyha zuzanna zwaantje çiğdem ömer ömür özlem ünal łukasz şule şükran żaneta
"""
WORDS_TOO = frozenset(
    """
    an bas bo daan do ed faas fleur floor flip guy hein hope jet jip job joy june kiki koos
    lente linde mark may mees merel mees noor pam pien puck rob roos ruud sem siem storm sultan toon
    ton tom tim wil willy wolf mo isa ida ans els do lies leen max mina mira olga stan star sam tina tara vera lot
    lotte loes mei april juni iris jasmijn bloem elke lieve nette frans riet
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)
FIRST_NAMES = frozenset(_NAMES.split()) | WORDS_TOO
