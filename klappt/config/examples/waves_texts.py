"""What the invented alliances write where a worksheet asks for words. Nobody has said any of it."""

TEXTS: dict[str, tuple[str, ...]] = {
    "gfs_amt_grund": (
        "Das Kommunale Integrationszentrum kannte die meisten Partner schon aus anderen Vorhaben.",
        "Der Verwaltungsvorstand hat es so entschieden; das Amt hatte die freie Stelle.",
        "Im Sozialamt laufen ohnehin die meisten Fäden zusammen.",
        "Es sollte ein Amt sein, das selbst keine Angebote macht und deshalb vermitteln kann.",
    ),
    "akteure_fehlen": (
        "Kleine Betriebe erreichen wir kaum; die Kammern sprechen nur für die größeren.",
        "Die Migrantenselbstorganisationen sind eingeladen, es fehlt ihnen aber an Zeit am Tag.",
        "Ein Berufskolleg hat zweimal abgesagt, weil es keine Stunden dafür bekommt.",
        "Die Gesundheitsdienste sind noch nicht dabei.",
        "Aus zwei Kommunen kam bisher keine Antwort.",
    ),
    "struktur_thema_welches": (
        "Arbeitskreis Neuzuwanderung",
        "Beirat Übergang Schule und Beruf",
        "Lenkungsgruppe Integration",
        "Runder Tisch Asyl",
    ),
    "struktur_speisen": (
        "Der Arbeitskreis Jugendberufshilfe und die Sozialplanung sollten regelmäßig hören, was wir finden.",
        "Die Bildungskonferenz einmal im Jahr, der Arbeitskreis der Träger jedes Quartal.",
        "Vor allem die Runde der Schulleitungen: Dort entscheidet sich, wer aufgenommen wird.",
    ),
    "struktur_nutzen": (
        "Das Verfahren zum Datenaustausch zwischen Jobcenter und Jugendhilfe passt fast unverändert.",
        "Die Vereinbarung der Jugendberufsagentur kann erweitert werden.",
        "Bisher haben wir nichts gefunden, das sich übernehmen lässt.",
    ),
    "struktur_fehlt": (
        "Eine Absprache, wer nach dem Sprachkurs übernimmt.",
        "Ein Weg, auf dem die Ausländerbehörde früh erfährt, dass eine Ausbildung in Aussicht steht.",
        "Ein Ort, an dem Träger und Schulen gemeinsam planen.",
    ),
    "kerngruppe_hindernis": (
        "Zwei Häuser haben noch niemanden benannt.",
        "Es fehlt der Beschluss, wie die Kerngruppe entscheidet.",
        "Die Termine lassen sich kaum zusammenbringen.",
    ),
    "rat_gelungen": (
        "Zuerst haben wir alle einzeln besucht. Das hat gedauert und sich gelohnt.",
        "Die Federführung hat zum ersten Treffen selbst eingeladen, danach kamen alle.",
        "Kurze Sitzungen mit einem einzigen Thema, und am Ende steht immer, wer was bis wann tut.",
        "Wir haben mit einem Fall angefangen, der überall hakte, und ihn gemeinsam gelöst.",
    ),
    "rat_anders": (
        "Wir würden die Betriebe von Anfang an einladen.",
        "Weniger Papier am Anfang, früher ein gemeinsames Vorhaben.",
        "Die kreisangehörigen Kommunen haben wir zu spät gefragt.",
    ),
    "notizen_intern": (
        "Bei der nächsten Sitzung über die Sitzverteilung sprechen.",
        "Vorlage für den Ausschuss bis zum Herbst.",
    ),
    "lebenswelt_lage": (
        "Lange Wege, wenig Geld für Fahrkarten, und in den Unterkünften kaum Ruhe zum Lernen.",
        "Viele arbeiten neben dem Kurs und brechen ab, wenn der Kurs am Tag liegt.",
        "Ungewissheit über den Aufenthalt lähmt; wer eine Zusage hat, lernt schneller.",
    ),
    "lebenswelt_wie": (
        "Gespräche in den Unterkünften mit Sprachmittlung",
        "Fragebogen in fünf Sprachen im Berufskolleg",
        "Ein Nachmittag im Jugendzentrum",
    ),
    "bedarfe_gewicht": (
        "Sprachkurse neben der Arbeit: Ohne sie reißt alles andere ab.",
        "Wege nach dem Schulabschluss, weil die Altersgrenze viele ausschließt.",
        "Beratung aus einer Hand; viele wissen nicht, an wen sie sich wenden können.",
    ),
    "luecken_deutung": (
        "Die Angebote sind da, aber an Bedingungen geknüpft, die unsere Gruppe nicht erfüllt.",
        "Projekte enden, bevor sie bekannt sind.",
        "Zwischen Kurs und Ausbildung ist niemand zuständig.",
    ),
    "luecke_wichtigste": (
        "Nach dem B1-Kurs gibt es kein Angebot für Menschen mit Duldung.",
        "Für über 25-Jährige fehlt ein Weg zum Hauptschulabschluss.",
        "Während der Ausbildung hilft niemand beim Fachdeutsch.",
        "Auf dem Land fährt abends kein Bus zum Kurs.",
        "Für junge Mütter gibt es keinen Kurs mit Kinderbetreuung.",
    ),
    "hebel_beispiel": (
        "Vom Sprachkurs über ein Praktikum in die Einstiegsqualifizierung, mit einer Fachkraft.",
        "Das Berufskolleg öffnet eine Klasse auch für Ältere, der Träger begleitet, die Agentur übernimmt.",
        "Abendkurs, Schulabschluss, Ausbildung mit Stützunterricht: drei Träger, eine Absprache.",
    ),
    "format_wirkung": (
        "Die Fallkonferenz: Seitdem rufen sich die Beteiligten an, bevor etwas schiefgeht.",
        "Feste Ansprechpersonen. Antworten kommen nun in Tagen statt in Wochen.",
        "Der Arbeitskreis, weil dort auch die Leitungen sitzen.",
    ),
    "abh_beispiel": (
        "Vor einer Ablehnung wird gemeinsam geprüft, ob eine Ausbildung möglich ist.",
        "Ein Merkblatt, welche Unterlagen gebraucht werden, für alle Träger dasselbe.",
        "Ein Nachmittag im Monat für Anfragen der Fachkräfte.",
    ),
    "ereignis_umgang": (
        "Wir haben die Treffen ins Netz verlegt; einige Partner haben wir dabei verloren.",
        "Viele Kräfte waren gebunden, die Kerngruppe hat ein halbes Jahr ausgesetzt.",
        "Die Wege waren schon da: Vieles ging schneller, weil wir uns kannten.",
    ),
    "verstetigung_wohin": (
        "In das Kommunale Integrationsmanagement",
        "In die Jugendberufsagentur",
        "In die Sozialplanung des Kreises",
    ),
    "rat_kooperation": (
        "Eine schriftliche Zusage, wer bei Abwesenheit vertritt.",
        "Einmal im Jahr gemeinsam prüfen, was aus den Absprachen wurde.",
        "Die Ausländerbehörde früh und als Partnerin einladen, nicht erst, wenn es brennt.",
    ),
}
