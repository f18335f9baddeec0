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
    "arbeitsagentur": "agentur fuer arbeit",
    "asb": "arbeiter samariter bund",
    "asd": "allgemeiner sozialer dienst",
    "awo": "arbeiterwohlfahrt",
    "bamf": "bundesamt fuer migration und fluechtlinge",
    "bawue": "baden wuerttemberg",
    "bbs": "berufsbildende schule",
    "bezreg": "bezirksregierung",
    "biz": "berufsinformationszentrum",
    "bk": "berufskolleg",
    "caritas": "caritasverband",
    "cjd": "christliches jugenddorfwerk deutschlands",
    "dgb": "deutscher gewerkschaftsbund",
    "diakonie": "diakonisches werk",
    "drk": "deutsches rotes kreuz",
    "ev": "evangelisch",
    "evgl": "evangelisch",
    "ffm": "frankfurt am main",
    "gym": "gymnasium",
    "hwk": "handwerkskammer",
    "ihk": "industrie und handelskammer",
    "jc": "jobcenter",
    "jmd": "jugendmigrationsdienst",
    "juz": "jugendzentrum",
    "kath": "katholisch",
    "ki": "kommunales integrationszentrum",
    "kim": "kommunales integrationsmanagement",
    "kirchengem": "kirchengemeinde",
    "kita": "kindertagesstaette",
    "kitas": "kindertagesstaetten",
    "kjr": "kreisjugendring",
    "kpb": "kreispolizeibehoerde",
    "kreishandw": "kreishandwerkerschaft",
    "kv": "kreisverband",
    "landkr": "landkreis",
    "lkr": "landkreis",
    "lra": "landratsamt",
    "luth": "lutherisch",
    "lvr": "landschaftsverband rheinland",
    "lwl": "landschaftsverband westfalen lippe",
    "mbe": "migrationsberatung fuer erwachsene",
    "mgh": "mehrgenerationenhaus",
    "nrw": "nordrhein westfalen",
    "ogs": "offene ganztagsschule",
    "pi": "polizeiinspektion",
    "pol": "polizei",
    "pp": "polizeipraesidium",
    "sjr": "stadtjugendring",
    "skf": "sozialdienst katholischer frauen",
    "spdi": "sozialpsychiatrischer dienst",
    "st": "sankt",
    "staatl": "staatlich",
    "staedt": "staedtisch",
    "stgt": "stuttgart",
    "str": "strasse",
    "thm": "teilhabemanagement",
    "thw": "technisches hilfswerk",
    "ub": "unterbezirk",
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

# A body of which every further word names a department, even without an ending that says so.
ADMINISTRATIONS = _words(
    """
    bezirksregierung gemeinde kreis kreisverwaltung landeshauptstadt landkreis landratsamt rathaus stadt
    verwaltung
    """
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
    "center": "zentrum",
    "centrum": "zentrum",
    "evangelische": "evangelisch",
    "evangelischer": "evangelisch",
    "evangelisches": "evangelisch",
    "katholische": "katholisch",
    "katholischer": "katholisch",
    "katholisches": "katholisch",
    "kindertageseinrichtung": "kindertagesstaette",
    "kreisverwaltung": "kreis",
    "lutherische": "lutherisch",
    "lutherischer": "lutherisch",
    "staatliche": "staatlich",
    "staatlicher": "staatlich",
    "staatliches": "staatlich",
    "stadtverwaltung": "stadt",
    "staedtische": "staedtisch",
    "staedtischer": "staedtisch",
    "staedtisches": "staedtisch",
}
