"""Sentences for the guard: what practitioners might type of a person, and what they say of structures.

All people are made up. `TELLING` and `HARMLESS` were in sight while the guard was built; the lists with
`_LATER` were written afterwards and measure it.
"""

TELLING = """
Ahmad findet keinen Sprachkurs.
Frau Kaya vom Jobcenter hat den Antrag abgelehnt.
Bei Herrn Öztürk liegt die Akte seit Wochen.
Herr M. bekommt keine Beschäftigungserlaubnis.
Familie Haddad hat die Zusage verloren.
Der Schüler heißt Yusuf und besucht das Berufskolleg.
Ein Klient namens Tesfaye wurde nicht eingeladen.
Olena Kovalenko wartet auf die Anerkennung.
Abdulrahman Al-Hassan steht auf der Warteliste.
Mamadou hat den Ausbildungsvertrag in der Tasche.
mohammed bekommt keinen termin
Die Klientin Zahra braucht einen Kitaplatz.
Sergej wohnt noch in der Unterkunft.
Der Fall Ceesay zeigt das deutlich.
Klient A. bricht den Kurs ab.
A. M. hat drei Absagen bekommen.
Sachbearbeiter Schmidt meldet sich nicht zurück.
Kollegin Yılmaz kennt die Regel nicht.
أحمد ينتظر منذ سنة
اسمه محمد
Олена чекає на курс
Її звати Оксана
geb. 12.05.2003
geboren am 3. Mai 2004
Geburtsdatum: 03/05/2004
* 12.05.2003, Duldung seit 2021
Jahrgang 2005, ohne Schulabschluss
Der junge Mann (Jg. 2004) hat keinen Pass.
12-05-2003 in Conakry
2003-05-12
12 05 2003
12052003
05.12.03
Am 7. Juni 2002 geboren, seit 2019 hier
١٢/٠٥/٢٠٠٣
народилася 12 травня 2003 року
geboren im Mai 2003
geburtsjahr 2001
5.3.99 als Geburtstag eingetragen
Mai 2003 geboren, in der Ausbildung
AZR-Nummer 990101123456
AZR 200512345678 fehlt
Az. 32.1-445/23
Aktenzeichen 7654321-423 beim BAMF
BAMF-Az: 8123456-423
Aktenzeichen: 45-2023/118
Geschäftszeichen 33-AB-4711/23
BG-Nummer 31702//0012345
Kundennummer 123A456789
Kd.-Nr. 317D123456
Ausweis L01X00T47
Passnummer P01234567
Steuer-ID 12 345 678 901
IBAN DE89 3704 0044 0532 0130 00
Fallnummer 4711
Az 12/34
Vorgangsnummer 2023-0815-A
Ruf an unter 0176 1234567
+49 (0) 176-123 45 67
0201/88-12345 nach 14 Uhr
Tel. 01761234567
رقمي ٠١٧٦١٢٣٤٥٦٧
ali.k@mail.de
ali.k (at) mail.de
Insta: @ali_2005
telegram: yusuf99
www.facebook.com/zahra
Der 19-jährige aus Guinea, der seit März auf die Erlaubnis wartet
Die 22-Jährige hat ein Kind.
ein 19jähriger mit Duldung
Einem 20-jährigen Geflüchteten wurde die Ausbildung verwehrt.
ein neunzehnjähriger Schüler ohne Pass
Er ist 19 und hat keinen Abschluss.
Sie ist gerade 21 geworden.
junger Mann, 24, Duldung
Klientin (22) mit Kind
m, 19, Duldung
19 J., männl., ledig
eine junge Frau aus Eritrea
Ein Afghane mit Ausbildungsvertrag bekommt keine Duldung.
Der Syrer aus dem Kurs wurde abgewiesen.
Ein junger Mann aus dem Irak findet keine Wohnung.
Er kam 2019 aus Guinea.
Eine Ukrainerin wartet auf die Anerkennung ihres Diploms.
Die Schülerin aus Afghanistan wurde nicht aufgenommen.
Ein junger Mann mit Duldung hat seine Ausbildung abgebrochen.
Seine Mutter ist krank geworden.
Sie lebt mit ihrem Bruder in einem Zimmer und hat keine Arbeit.
Ihr Vater hat den Antrag nicht unterschrieben.
Der Klient war vorbestraft.
Der Jugendliche war traumatisiert und blieb dem Kurs fern.
Die Teilnehmerin ist schwanger und verliert den Platz.
Der betreffende Mann wurde abgeschoben.
Wohnhaft in der Bahnhofstraße 12
Lindenallee 4a, zweiter Stock
45127 Essen, Am Markt
Zimmer 214 in der Unterkunft
Am 14.03.2024 wurde die Duldung nicht verlängert.
Unser Klient bekommt seit Mai keine Leistungen.
Bei Fatima und ihrem Mann hat es geklappt.
Vater: Hossein Rezai
Frau Dr. Neumann hat es abgelehnt.
frau kaya hat nicht geantwortet
herr müller vom amt weiß nichts davon
Mr. Diallo has no papers.
Ein Geflüchteter (19) aus Gambia
Die alleinerziehende Mutter aus Nigeria bekommt keinen Platz.
Der Azubi heißt Omid.
Amadou B. hat die Prüfung bestanden.
Betreuerin Claudia kümmert sich.
die 20jährige wartet seit einem Jahr
Kind geb. 2021
Mohammad Rahimi, Berufskolleg, zweites Jahr
Ibrahima wurde in Dortmund abgelehnt.
Telefon null eins sieben sechs 1234567
Ein 17-Jähriger ohne Eltern
20 Jahre alt, aus Mali, kein Pass
"""

HARMLESS = """
Jobcenter und Berufskolleg warten jeweils auf das Schreiben des anderen.
Zwischen Ausländerbehörde und Kammer gibt es keine feste Ansprechperson.
Über die Ausbildungsduldung wird im Schnitt erst nach vier Monaten entschieden.
Seit dem 1.1.2023 gilt das Chancen-Aufenthaltsrecht nach § 104c AufenthG.
Die Plätze im Integrationskurs reichen nur für die Hälfte.
Der Abendkurs der VHS endet um 21 Uhr, der letzte Bus fährt um 20:30 Uhr.
Beim Wechsel vom Sozialamt zum Jobcenter fehlt vier bis sechs Wochen lang das Geld.
Für 18- bis 27-Jährige gibt es kein passendes Angebot.
Unter 27-Jährige können zum Jugendmigrationsdienst gehen.
Das Teilhabemanagement übernimmt die Begleitung bis zum Ausbildungsbeginn.
Niemand weiß, wer für die Beschäftigungserlaubnis zuständig ist.
Die Kita-Plätze in Neumuster sind alle belegt.
Geflüchtete aus der Ukraine haben sofort Zugang, andere nicht.
Menschen mit Duldung bekommen keine Berufsausbildungsbeihilfe.
§ 60a Abs. 2 Satz 3 AufenthG wird in jedem Amt anders gelesen.
Die Information über den Abbruch kommt beim JMD nicht an.
Ein gemeinsamer Vordruck für die drei Ämter fehlt.
Die Frist von drei Monaten ist zu kurz.
Das Berufskolleg nimmt nach dem 15. September niemanden mehr auf.
In 5 von 8 Fallkonferenzen fehlte die Kinderbetreuung.
Die Finanzierung des Kurses ist bis 31.12.2027 gesichert.
Die Kosten von 3.500 Euro trägt niemand.
Für das Schuljahr 2026/2027 gibt es 40 Plätze.
Die Ausbildungsvorbereitung beginnt nur einmal im Jahr, im August.
Frauen mit Kindern erreichen den Kurs am Vormittag nicht.
Eine Frau mit Kind braucht am Vormittag einen Kitaplatz.
Meist sind es junge Männer ohne Schulabschluss.
Wer 27 Jahre alt wird, verliert den Anspruch auf Beratung.
Die Anne-Frank-Gesamtschule nimmt Quereinsteiger auf.
Das Robert-Bosch-Berufskolleg hat eine internationale Klasse.
Die Telefonsprechstunde ist nur dienstags von 9 bis 11 Uhr.
Das Amt vergibt Termine nur online.
Deutsch A2 wird verlangt, angeboten wird nur A1.
Zwischen Bescheid und Kursbeginn liegen 28 bis 56 Tage.
Die Regel hängt vom Sachgebiet ab.
Eine Verfahrensregel zwischen Jugendamt und Sozialamt würde helfen.
Der Träger hat die Stelle nicht wieder besetzt.
Das klappt, seit es eine feste Runde jeden Monat gibt.
Die Kammer erkennt Zeugnisse ohne Übersetzung nicht an.
Dolmetschen wird nur für den ersten Termin bezahlt.
Die Wohnsitzauflage verhindert den Umzug zum Ausbildungsplatz.
Der Ausbildungsplatz liegt 40 km entfernt, das Ticket gilt nur im Kreis.
Zur Einstiegsqualifizierung fehlt die Zusage der Agentur.
Drei Stellen laden am selben Tag zum Gespräch ein.
Die Härtefallregel ist nicht bekannt.
Im Team Fallmanagement gibt es keine Vertretung.
Das Haus der Jugend ist nachmittags zu.
Der Kurs nach der DeuFöV startet erst ab 15 Teilnehmenden.
Jugendliche ohne Abschluss fallen nach der Schulpflicht heraus.
Das Angebot Coaching endet nach zwölf Monaten, die Ausbildung dauert drei Jahre.
Zwischen Abgabe und Antwort vergehen 14 Tage.
Die Nachfrage ist dreimal so hoch wie das Angebot.
Es gibt 25 Plätze für 60 Anfragen.
Der Antrag wird erst bearbeitet, wenn alle Papiere da sind.
Die Identitätsklärung dauert länger als die Bewerbungsfrist.
Die Botschaft stellt keine Pässe aus.
Für Herkunftsländer ohne Botschaft gibt es kein Verfahren.
Das Gesundheitsamt hat keine Sprechstunde für psychische Belastung.
Eine Therapie hat zwei Jahre Wartezeit.
Der Sprachmittlungspool deckt Dari nicht ab.
Das Jobcenter zahlt, sobald die Aufenthaltserlaubnis vorliegt.
Ehrenamtliche begleiten, doch niemand schult sie.
Am Übergang von der internationalen Förderklasse in die Ausbildung bricht die Begleitung ab.
Die Zuständigkeit wechselt mit dem Status, die Akte bleibt liegen.
Die Beratung sitzt in der Kreisstadt und ist mit dem Bus schwer zu erreichen.
Alle drei Träger bieten das Gleiche an, keiner bietet Mathematik an.
Die Prüfung kostet 180 Euro, die niemand erstattet.
Die Liste der Kurse ist von 2024.
Die Abstimmung zwischen JMD, MBE und Teilhabemanagement klappt gut.
Der feste Ansprechpartner in der Ausländerbehörde macht den Unterschied.
Ein Antrag geht durch vier Hände.
Die Unterkunft liegt außerhalb, nach 19 Uhr fährt kein Bus.
Sie brauchen eine schriftliche Zusage vor dem 1. August.
Ihre Fristen sind nicht aufeinander abgestimmt.
Er ist zu hoch, der Aufwand für den Träger.
Das Sozialamt verlangt andere Nachweise als die Schule.
Mit der Duldung endet der Vertrag, auch wenn die Verlängerung sicher ist.
Nach § 16g AufenthG braucht es 12 Monate Vorlauf.
Die Datenweitergabe ist nicht geregelt.
Ein runder Tisch jeden zweiten Monat wäre genug.
"""

TELLING_LATER = """
Hassan hat die Maßnahme abgebrochen, weil der Bus nicht fährt.
Der Betrieb wollte Osman nehmen, die ABH sagte nein.
Die Beschäftigungserlaubnis für Lamin Jallow wurde versagt.
Frau Petrenko bekam keinen Kitaplatz.
Frau Sommer-Hartwig vom Sozialamt lehnt grundsätzlich ab.
Es geht um Hr. Barry.
Ali B., Duldung, Bäckerlehre
Der Auszubildende Tarek F. hat gekündigt.
Yaroslava möchte Pflegefachfrau werden.
Eyob wartet auf seinen Pass.
Schwester von Amina hat auch keinen Platz.
Nasrin u. ihr Sohn wohnen in Neumuster.
Der Sohn ist am 4.2.2019 geboren.
*1.1.2004
geb 1.1.04
Geb.: 01.01.2004 (fiktiv)
Geburtsdatum 1. Januar 2004
24.12.2001
born 12 March 2003
Sie wurde am 30.06.2000 in Kabul geboren.
Bruder Jahrgang 2008
am 08.09.2002 in Mariupol
AZR: 123456789012
Az: 51-22-1/2023
Az.: V 3 K 1234/22.A
Gesch.-Z.: 7 123 456 - 132
Akte 4711/2024
Nr. der Bedarfsgemeinschaft 34502BG0012345
Personalausweisnummer LZ6311T47
Kindergeldnummer 123FK456789
Sozialversicherungsnummer 12 010104 A 123
Versichertennr. A123456789
D-Nummer 1234567
Handy 0152-28895456
Erreichbar: 0163 5554433
Die Nummer ist 02361 99887
WhatsApp +380 67 123 4567
yusuf.k@gmx.net
snapchat: amir_04
Einer 23-jährigen wurde der Kurs gestrichen.
Der 18jährige muss nun ausziehen.
Ein 21 Jahre alter Mann ohne Pass
ein zwanzigjähriger aus Mali
Er wird im Mai 18.
Sie, 19, zwei Kinder
Ein Junge aus Syrien kann nicht an der Klassenfahrt teilnehmen.
Die Iranerin hat ein Diplom.
Ein Nigerianer, der in Neumuster lebt
Unsere Teilnehmerin aus Kamerun hat abgebrochen.
Ein Guineer bekommt keine Erlaubnis.
Sie stammt aus Somalia und hat keine Geburtsurkunde.
Eine Mutter mit drei Kindern aus Ghana findet keine Wohnung.
Ein junger Geduldeter hat den Vertrag, aber keine Erlaubnis.
Sein Bruder darf arbeiten, er nicht.
Ihr Ehemann sitzt in Haft.
Der Mandant klagt gegen den Bescheid.
Die junge Frau traut sich nicht mehr zum Kurs.
Der Bewerber hat die Prüfung nicht bestanden.
Die Patientin wurde aus der Klinik entlassen.
Er wurde am 3.11.2025 abgeschoben.
Seine Duldung läuft im März ab.
Das Mädchen wurde von der Schule abgemeldet.
Sie wohnt in der Gartenstr. 7
Anschrift: Industrieweg 22
59423 Unna
Unterkunft Zimmer 12
Die Prüfung von Rojda ist am 12.05.2026.
Дмитро не має документів
فاطمة تنتظر
Ein Vater von vier Kindern verliert den Job, weil seine Duldung nicht verlängert wird.
In unserem Fall hat die ABH den Pass von Karim verlangt.
Der Teilnehmer Nr. 7 ist der Bruder von Samir.
"""

HARMLESS_LATER = """
Die Ausländerbehörde antwortet auf Anfragen des Berufskollegs nicht innerhalb der Anmeldefrist.
Ohne Nachweis B1 lässt die Kammer niemanden zur Prüfung zu.
Der Bus zum Gewerbegebiet fährt erst ab 7:15 Uhr, die Schicht beginnt um 6 Uhr.
Im Jobcenter wechseln die Zuständigkeiten alle drei Monate.
Zwei Beratungsstellen füllen denselben Bogen aus.
Das Angebot steht im Netz, aber nur auf Deutsch.
Für Kurse am Abend gibt es keine Kinderbetreuung.
Die Förderung nach SGB II endet mit dem Statuswechsel.
Die Wartezeit beim Träger beträgt 6 bis 9 Monate.
Nach der Ausbildung fehlt eine Stelle, die den Wechsel in die Aufenthaltserlaubnis begleitet.
Betriebe wissen nicht, wen sie in der Ausländerbehörde anrufen können.
Kreis und Stadt legen die Wohnsitzregel verschieden aus.
Die Schulaufsicht erfährt von Abbrüchen erst am Ende des Halbjahres.
Die Stelle für das Coaching läuft zum 30.06.2027 aus.
Im Jahr 2025 gab es 12 Anträge, 4 wurden bewilligt.
Die Gebühr von 100 € schreckt ab.
Niemand prüft, ob die Plätze besetzt sind.
Die Vereinbarung zwischen Agentur und Jobcenter wird nicht angewandt.
Der Kurs setzt einen Schulabschluss voraus, den die meisten noch nicht haben.
Es gibt kein Verfahren, wenn die Geburtsurkunde fehlt.
Die Sprechzeiten liegen in der Unterrichtszeit.
Ein fester Tag in der Woche für gemeinsame Beratung hat sich bewährt.
Die Übergabe vom Teilhabemanagement an das Jobcenter ist nicht geregelt.
Bei einer Duldung für weniger als sechs Monate lehnen Betriebe ab.
Frauen bleiben dem Kurs fern, weil es keine Betreuung gibt.
Die Kammer verlangt Originale, die Behörde behält sie ein.
Für Minderjährige ist das Jugendamt zuständig, ab 18 niemand mehr.
Jugendliche ab 16 Jahren bekommen keinen Schulplatz mehr.
Die 16- bis 18-Jährigen haben Vorrang, die älteren warten.
Das Formular gibt es in 3 Sprachen.
Der Zuschuss deckt 70 % der Kosten.
Gespräche mit der Bezirksregierung stehen noch aus.
Alle Beteiligten sollten einmal im Quartal zusammenkommen.
Die Clearingstelle hat zwei von vier Stellen besetzt.
Bei Verlängerung um nur drei Monate verfällt die Zusage des Betriebs.
Die Erstberatung klappt, danach fehlt der Anschluss.
Anträge bleiben liegen, wenn die Vertretung fehlt.
Für Menschen aus Syrien und dem Irak dauert die Passbeschaffung am längsten.
Die Martin-Luther-King-Schule nimmt im Februar wieder auf.
Lehrkräfte und Fachkräfte der Beratung kennen einander nicht.
Ein zweiter Termin wird erst nach acht Wochen vergeben.
Der Nachweis gilt nur drei Monate.
Seit August 2025 gibt es eine neue Regel.
Die Rückfrage der Agentur kam nach der Frist.
Der Landkreis zahlt die Fahrkarte nicht.
Teilnehmende ohne Internet erfahren nicht von freien Plätzen.
In der Praxis wird § 25a AufenthG kaum genutzt.
Der Kreis hat 2 Stellen bewilligt, 1 ist besetzt.
Das Wohnheim nimmt nur Auszubildende im ersten Jahr.
Die Verwaltung sucht nach einer Lösung bis Ende 2026.
"""


def lines(texts: str) -> list[str]:
    return [line for line in texts.splitlines() if line.strip()]
