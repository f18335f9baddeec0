"""Words that say the same: abbreviations, legal forms and everyday synonyms of the German local scene.

All in the spelling of `names.plain_words`. An expansion never contains an abbreviation, so writing out
twice changes nothing; a test holds us to it. Short forms with several common readings (BA, PR, RP, JA) are
left out.
"""

_EXPANSIONS = {
    "abh": "auslaenderbehoerde",
    "afa": "agentur fuer arbeit",
    "agt": "agentur",
    "ak": "arbeitskreis",
    "asb": "arbeiter samariter bund",
    "asd": "allgemeiner sozialer dienst",
    "awo": "arbeiterwohlfahrt",
    "bamf": "bundesamt fuer migration und fluechtlinge",
    "bawue": "baden wuerttemberg",
    "bbs": "berufsbildende schule",
    "biz": "berufsinformationszentrum",
    "cjd": "christliches jugenddorfwerk deutschlands",
    "dgb": "deutscher gewerkschaftsbund",
    "drk": "deutsches rotes kreuz",
    "ev": "evangelisch",
    "evgl": "evangelisch",
    "ffm": "frankfurt am main",
    "hwk": "handwerkskammer",
    "ihk": "industrie und handelskammer",
    "jc": "jobcenter",
    "jmd": "jugendmigrationsdienst",
    "kath": "katholisch",
    "ki": "kommunales integrationszentrum",
    "kirchengem": "kirchengemeinde",
    "kita": "kindertagesstaette",
    "kitas": "kindertagesstaetten",
    "kjr": "kreisjugendring",
    "kreishandw": "kreishandwerkerschaft",
    "landkr": "landkreis",
    "lkr": "landkreis",
    "lra": "landratsamt",
    "mbe": "migrationsberatung fuer erwachsene",
    "mgh": "mehrgenerationenhaus",
    "nrw": "nordrhein westfalen",
    "ogs": "offene ganztagsschule",
    "pi": "polizeiinspektion",
    "pol": "polizei",
    "skf": "sozialdienst katholischer frauen",
    "sjr": "stadtjugendring",
    "spdi": "sozialpsychiatrischer dienst",
    "st": "sankt",
    "stgt": "stuttgart",
    "str": "strasse",
    "thw": "technisches hilfswerk",
    "uni": "universitaet",
    "vhs": "volkshochschule",
}
ABBREVIATIONS = {short: tuple(expansion.split()) for short, expansion in _EXPANSIONS.items()}

# Dropped wherever they stand.
LEGAL_FORMS = frozenset(
    tuple(form.split())
    for form in (
        *("e v", "e g", "e k", "r v", "gbr", "ohg", "partg", "partg mbb"),
        *("a oe r", "aoer", "k d oe r", "kdoer", "koer"),
        *("gmbh", "ggmbh", "gemeinnuetzige gmbh", "gesellschaft mbh", "mbh"),
        *("gmbh co kg", "gmbh u co kg", "gmbh und co kg", "co kg"),
        *("ug", "gug", "ug haftungsbeschraenkt", "gag"),
    )
)
# At the beginning these mean something else: Ev. Kirchengemeinde, AG Asyl.
LEGAL_FORMS_AT_THE_END = frozenset({"ev", "ag", "kg", "eg", "se", "vog"})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that carry no difference between two institutions.
STOP_WORDS = _words("am an auf aus bei beim das dem den der des die fuer im in mit u und vom von zu zum zur")

# Endings of words that name a unit of its own: "Landratsamt X" and "Landratsamt X Gesundheitsamt" are two.
UNIT_ENDINGS = tuple(
    sorted(
        _words(
            """
            abteilung amt ausschuss beauftragte beauftragter behoerde beratung betreuung buero dezernat dienst
            fachbereich filiale geschaeftsstelle gruppe haus heim hilfe hort kolleg koordination kurs kurse
            dienste leitung praxis projekt referat sachgebiet schule sekretariat standort staette
            stelle stiftung team treff verein werk werkstatt zentrum zweigstelle
            """
        )
    )
)

# Words that may be missing on one side once a phone or a mail agrees.
FILLERS = _words(
    """
    deutschland erwachsene gemeinnuetzige geschaeftsstelle kreis landkreis region regional stadt verband
    verein zentrale zuwanderer
    """
)

# Different words for one thing, only for comparing.
SYNONYMS = {
    "abteilungen": "abteilung",
    "auslaenderabteilung": "auslaenderbehoerde",
    "auslaenderamt": "auslaenderbehoerde",
    "auslaenderbuero": "auslaenderbehoerde",
    "auslaenderwesen": "auslaenderbehoerde",
    "buergeramt": "buergerbuero",
    "centrum": "zentrum",
    "center": "zentrum",
    "evangelische": "evangelisch",
    "evangelischer": "evangelisch",
    "evangelisches": "evangelisch",
    "katholische": "katholisch",
    "katholischer": "katholisch",
    "katholisches": "katholisch",
    "kindertageseinrichtung": "kindertagesstaette",
    "kreisverwaltung": "kreis",
    "stadtverwaltung": "stadt",
    "staedtische": "staedtisch",
    "staedtischer": "staedtisch",
    "staedtisches": "staedtisch",
    "staatliche": "staatlich",
    "staatlicher": "staatlich",
    "staatliches": "staatlich",
}
