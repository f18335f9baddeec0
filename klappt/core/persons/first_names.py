"""First names common among those spoken of here and those who speak.

Names that are German words too (Nur, Mai, Rosa, Roman, Ernst, Wolf, Max.) are left out: a list that cries at
every second sentence is no longer read.
"""

_GERMAN = """
achim adelheid agnes albert albrecht alexander alexandra alfred alina alma amelie andrea andreas angela
angelika anja anke anna anne annette annika antje anton antonia armin arne astrid axel babett barbara
bastian beate ben benjamin bernd bernhard bettina bianca birgit bjoern björn boris brigitte britta bruno
carina carla carmen carolin caroline carsten charlotte christa christiane christina christine christoph
clara claudia claus clemens constanze cornelia dagmar daniel daniela david dennis detlef diana dieter
dietmar dirk doerte dominik doris dorothea eberhard eckhard edith elena elfriede elias elisa elisabeth
elke ellen emil emilia emma erich erik erika erwin esther eva evelyn fabian felix ferdinand finja finn
florian franziska frauke friederike friedrich fritz gabriele georg gerd gerda gerhard gerlinde gertrud
gisela greta gudrun guenther gustav günter günther hanna hannah hannelore hannes hans harald hartmut
hedwig heike heiko heiner heinrich heinz helene helga helmut hendrik henning henrik herbert hermann
hildegard holger horst hubert hugo ilona ilse ina ines inga inge ingeborg ingo ingrid irene irmgard
isabel isabell isabelle jakob jana janina janine jannik jaqueline jasmin jasper jens jessica joachim
joerg johann johanna johannes jonas jonathan josef josephine judith juergen julia julian juliane justus
jutta jörg jürgen karin karl karla karoline karsten katharina kathrin katja katrin kerstin kilian
kirsten klara klaus konrad konstantin kristin kristina kurt lars laura lea lena lennart leon leonie
leopold levin lina linda linus lisa lothar louisa lucas lucia ludwig luisa luise lukas lutz lydia
magdalena maike maja malte manfred manuel manuela marc marcel marco marcus mareike margarete margit
maria marianne marie marina mario marion marius markus marlene marlies martha martin martina mathias
mathilde matthias mattis maximilian mechthild meike melanie michael michaela michel mila miriam mirjam
mirko monika moritz nadine nadja natalie natascha nele nicola nicole niels niklas nils nina noah nora
norbert olaf ole oliver oskar otto patricia patrick paul paula pauline peter petra philipp pia rainer
ralf ralph raphael rebecca regina regine reiner reinhard reinhold renate rené richard rita robert robin
roland rolf rosemarie rosi rudi rudolf ruediger ruth rüdiger sabine sabrina sandra sarah sascha saskia
sebastian siegfried sigrid silke silvia simon simone sofia sofie sonja sophia sophie stefan stefanie
steffen stephan stephanie susanne sven svenja sybille sylvia tamara tanja tatjana theo theodor theresa
thomas thorsten till tilman timo timon tina tobias torben torsten udo ulf ulla ulrich ulrike ursula uta
ute uwe valentin vanessa vera verena veronika viktor viktoria vincent volker volkmar waltraud werner
wilfried wilhelm wolfgang yannick yvonne
"""
_ARABIC_PERSIAN = """
abbas abdallah abdel abdelkader abdi abdo abdou abdoul abdul abdulaziz abdulkarim abdullah abdulrahman
abed abir adam adel adil adnan afsaneh ahlam ahmad ahmadi ahmed ahmet aicha aischa aisha akram alaa
alaaeddin ali alireza amal amani amar amina aminata amine amir amira amjad ammar anas anwar arash aref
arezo arezoo arian arif arman aryan arzu asad ashraf asif asma atefeh awad aya ayat ayman ayoub ayub
aziz aziza bahar bahram baran basel bashar bashir basim basma behnam behrouz bilal bilel boutros dalal
dalia dana dareen dawit dawud diyar djamila ebrahim elham elias emad eman enas esmail fadi fahim faisal
faiza farah farahnaz farhad farhan farid farida faris faruk farzad farzana fatema fatemeh fathi fatima
fatimah fatma fawad fawzi ferdows fereshteh ferhat firas fuad ghada ghaith ghassan ghulam habib habiba
hadi hadia hafiz hakim hala hamed hameed hamid hamida hamza hana hanan hani hanin haris haroon hasan
hashim hassan hatem hawa haydar hayder heba hedayat hiba hisham hoda homa hossein houda huda hussain
hussein ibrahim ibrahima idris idriss ihab ilham imad imran inas iqbal ismael ismail issa iyad jabbar
jafar jalal jamal jamil jamila javad jawad jihad joudi kamal kamran karam karim karima kawa kerim
khadidja khadija khaled khalid khalil khosrow kian laila lamia latifa layan layla leila leyla lina lubna
lutfi mahdi maher mahmoud mahmud mahsa mahtab majd majid malak malek malika mansour maram mariam marwa
marwan maryam masoud masud matin maya mehdi mehran milad mirwais mohamad mohamed mohammad mohammed
mohsen mojtaba mona morteza mostafa motaz mouhamed moustapha muhammad muhammed muna munir murad murtaza
musa mustafa mustapha nabil nada nadia nadim naima najib najiba narges naser nasim nasima nasir nasrin
nassim navid nawal nazanin nazir negar nida nilofar nizar noor nour noura nura omar omid osama osman
parisa parwana parwin qais qasim rabia raed rafi rahaf rahim rahima rahman raja rami ramin rana rania
rasha rashid rasul rauf rayan raza reem reza rezan rima riyad rojin roya ruba sabah saber saddam sadia
safa sahar sahra said saida salah salam saleh salem salim salma salman salwa sam samar sami samia samim
samir samira samuel sana sanaa sara sarwar sayed sediqa selma shabnam shadi shahd shahin shahram shakib
sharif shayan shekiba shirin shukria sima sohrab soraya suhail sulaiman suleiman sultan taha taher tahir
talal tamim tarek tareq tariq wael wafa wahid wajiha walaa waleed walid wassim yahya yamen yara yaser
yasin yasir yasmin yasmina yassin yazan younes younis yousef youssef yousuf yunus yusuf zabihullah zahid
zahra zaid zaina zainab zakaria zaki zakia zalmai zara zarah zeinab zia ziad zohra zubair zuhal
"""
_AFRICAN = """
abebe aboubacar adama adamu adja aissatou alassane alhassane alpha amadou amanuel amara aminatou asmara
assane awa awet ayaan ayana bakary balla bereket biniam binta binyam birhane bouba boubacar cheick
cheikh chidi chinedu chioma dawit demba djibril ebrima efrem emeka estifanos eyob fanta fatou fatoumata
filmon finan foday fode freweyni genet girmay goitom haben habtom hadja hailemariam hamidou helen henok
hewan hiwet ibou idrissa ifeoma ikram isatou ishmael issouf kadiatou kaltouma kidane kofi kwame lamin
lamine luam mamadi mamadou mamadu mariama mebrahtu merhawi meron mihret mohamud moussa musie nahom ngozi
nigisti oluwaseun oumar oumou ousmane robel rutha saba salif salimata saliou samrawit segen sekou selam
semhar senait seydou simret souleymane sunday tekle tesfalem tesfay thierno tigist uche warsame yemane
yohannes yonas yordanos yosief zekarias
"""
_TURKISH_BALKAN = """
adem ahmet aleksandar alija arben arda arjeta asli aslı ayhan aylin ayse aytac ayşe aziz azra baris
barış batuhan berat berfin berivan besart besim besnik betul betül bilge blerim blerta bujar bulent
burak burhan bülent cem cemal cemil ceren ceyda cihan dejan delal deniz derya dilan dilara dilek dragana
drita dursun edin edona elif elvira emine emir emrah emre engin enis ercan erdal eren ergün erhan erkan
ersin esma esra evin faruk fatih fatma ferhat fikret filiz fisnik florim furkan gamze gjon gökhan gül
gülay güler gülsen gülşen hakan halil halime hamide hasan hatice havva huseyin hülya hüseyin ibrahim
idil ilhan ilker ismet jasmina jelena kaan kadir kemal kenan kerem kübra lejla leyla liridon luljeta
maja mehmet melek meltem merve mesut metin mirela mirza muhammet murat musa mustafa mücahit nazli nermin
nevin nihat nilüfer nuray nurcan nuri oemer okan oktay onur orhan osman pinar pınar ramazan rasim recep
rezan rojda rozerin sedat sefa selahattin selcuk selda selim selin selçuk sema semih serdar serife
serkan sevda sevgi sevim sibel sinan songül suat sueleyman sultan sükrü süleyman tarik tarkan tayfun
tolga tuba tuncay turgut ufuk ugur umut uğur vedat veli vesna veysel visar volkan yasemin yasin yavuz
yeliz yildiz yusuf yücel zehra zeki zekiye zeliha zeynep zoran ömer özcan özgür özlem ümit
"""
_UKRAINIAN_RUSSIAN_GEORGIAN = """
aleksandr aleksei aleksej alexej alina alla alona anastasia anastasiia anastasija anatolii anatolij
andrii andrij andriy anzhela arsen arsenii artem artjom bogdan bohdan boryslav daria darja daryna denys
dmitri dmitrij dmytro eduard ekaterina evgeni evgenij evhen fedir galyna giorgi halyna hanna hryhorii
igor ihor ilja illia inna ioann irina iryna ivan ivana ivanna jevhen jewgeni jurij kateryna khrystyna
kiril kirill klym kostjantyn ksenia ksenija lana larissa larysa lesja lesya levan lidija lilia liudmyla
ljubov ljudmila lyubov maksim maksym margarita marharyta mariia marija marjana maryna matvii mychajlo
mykhailo mykola myroslav myroslava nadiia nadija nastja natalia nataliia natalija nazar nika nikita nino
nykyta oksana oleg oleh oleksandr oleksandra oleksii oleksij olena olga olha orest ostap pavlo petro
polina roksolana roman rostyslav ruslan ruslana sergei sergej sergey serhii serhij slava snizhana sofiia
solomija stanislav stepan svitlana swetlana switlana tamar taras tatiana tetiana tetjana tymofii tymur
uljana vadim vadym valentyn valentyna valerii valerija vasyl vasylyna viktoriia vitalii vitalij vitalina
vladimir vladyslav volodymyr vyacheslav wassyl wiktor wladimir wolodymyr yana yaroslav yaroslava yaryna
yelyzaveta yevhen yevheniia yulia yuliia yuri yurii zlata zoja zurab
"""
# Names that are German words or abbreviations as well; here they came in by way of another language.
_WORDS = frozenset(
    {"roman", "sultan", "said", "sam", "dana", "ben", "till", "jihad", "sunday", "finn", "haben"}
)

_WRITTEN = frozenset(
    " ".join((_GERMAN, _ARABIC_PERSIAN, _AFRICAN, _TURKISH_BALKAN, _UKRAINIAN_RUSSIAN_GEORGIAN)).split()
)
# In capitals a dotless "ı" cannot be told from an "i": BARIŞ is barış.
FIRST_NAMES = (_WRITTEN | {name.upper().casefold() for name in _WRITTEN}) - _WORDS
