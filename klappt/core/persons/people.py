"""One single person in a text: by name, or by what is told of them."""

import re
from collections.abc import Iterator

from klappt.core.persons.first_names import FIRST_NAMES
from klappt.core.persons.origins import COUNTRIES, PEOPLE

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_INSTITUTION = re.compile(
    r"(?:schul\w*|kolleg\w*|haus|heim|straße|strasse|str|platz|allee|weg|ring|stiftung|werk|zentrum"
    r"|verein|akademie"
    r"|gymnasium|institut|klinik|krankenhaus|universität|hochschule|gemeinde|kirche|halle|treff|gmbh"
    r"|kg|ag|ev|eV)$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:(?i:herrn?|hr\.|fr\.|familie|fam\.|mr\.?|mrs\.?|monsieur|madame|пан|пані|السيد|السيدة)"
    r"|[Ff]rau|FRAU)\s+"
    r"(?:(?:Dr|Prof)\.\s*)*(?P<name>[^\W\d_][\w'’\-]*\.?)"
)
# What follows "Frau" or "Familie" without being a name.
_NO_NAME_WORDS = """
mit ohne und oder im in aus auf die der das den dem ist hat wird kann soll muss braucht sucht findet
bekommt wartet mitte anfang ende als von vom zur zum bei beim an am für nach vor sich nicht noch
schon allein allen wurde werden war sind haben sein eines einer dr prof nachziehen nachholen
gegründet gründen leben lebt zieht zusammen unter über seit bis oft meist selten kommt steht geht
macht arbeitet
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_CALLED = re.compile(
    r"\b(?:heiß(?:t|e|en)|heiss(?:t|e|en)|nam(?:ens|e\s+ist|e\s+lautet|e\s*:)|genannt|called"
    r"|s['’]appelle)\s+"
    r"(?P<name>[A-ZÄÖÜÀ-ÞА-ЯІЇЄ][\w'’\-]*)"
    r"|(?:мене\s+звати|її\s+звати|його\s+звати|зовут)\s+\w|(?<!\w)(?:اسمه|اسمها|اسمي|نام\s+او)\s+\w"
    r"|\b[ihnm]eißt\s+nicht\s",
)
_ROLE = (
    r"(?:Klient|Mandant|Schüler|Teilnehmer|Bewerber|Patient|Student|Praktikant|Sachbearbeiter|Kolleg"
    r"|Lehrer|Berater"
    r"|Betreuer|Mitarbeiter|Ausbilder|Dolmetscher|Leiter|Proband|Täter|Flüchtling|Jungerwachsene"
    r"|Minderjährige)"
)
_ROLE_NAME = re.compile(
    rf"\b{_ROLE}(?:in|e|en|r|innen)?\s+(?P<name>[A-ZÄÖÜ](?:\.|[a-zäöüßç]+[a-z]))(?!\w)|\b(?:Fall"
    rf"|Klient(?:in)?)\s+[A-Z]\b\.?"
)
_INITIALS = re.compile(r"(?<![\w.])(?!N\.\s?N\.)[A-ZÄÖÜ]\.\s?[A-ZÄÖÜ]\.(?!\s?(?:m|b|H)\.)")
_SURNAME = re.compile(
    r"\b(?:(?:[Aa]l|[Ee]l|[Aa]bu|[Ii]bn|[Bb]in|[Ee]d|[Aa]s|[Aa]sh|[Ee]s|[Aa]n"
    r"|[Aa]r)[- ](?=[A-Z])[A-Z][a-z]{2,}"
    r"|[A-ZÇŞÖÜ][a-zçşğıöü]{2,}(?:enko|schenko|tschuk|chuk|shvili|schwili|oğlu|oglu|zadeh|zada|ović"
    r"|ovic|iyev|ijew)"
    r"|Kaya|Yılmaz|Yilmaz|Demir|Çelik|Şahin|Özdemir|Öztürk|Schmidt|Schulz|Schulze|Hoffmann|Schmitz"
    r"|Meyer|Maier|Müller"
    r"|Krüger|Lehmann|Hartmann|Herrmann|Nguyen|Tran|Diallo|Barry|Bah|Camara|Conté|Touré|Traoré|Keita"
    r"|Ceesay|Jallow"
    r"|Tesfaye|Haile|Hosseini|Rezai|Rezaei|Ahmadi|Ahmadzai|Alizada|Karimi|Mohammadi|Noori|Rahimi"
    r"|Sultani|Stanekzai)\b"
)
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u0530-\u06ff\u0750-\u077f\u1200-\u137f\u10a0-\u10ff]{2,}")

_ONE = (
    r"(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|dieser|diese|diesen|diesem|dieses"
    r"|jener|jene"
    r"|unser|unsere|unserem|unseren|unserer|mein|meine|meinem|meinen|meiner|vom|beim|zum|zur|im|besagte\w*)"
)
_AGE = (
    r"(?:1[0-9]|2[0-9]|3[0-9]|achtzehn|neunzehn|zwanzig|(?:ein|zwei|drei|vier|fünf|sechs|sieben)undzwanzig"
    r"|siebzehn|sechzehn|fünfzehn)"
)
_HUMAN = (
    r"(?:Mann(?:es)?|Frau|Junge[n]?|Mädchens?|Jugendliche[rnms]?|Geflüchtete[rnms]?|Flüchtling[s]?"
    r"|Klient(?:in|en)?"
    r"|Mandant(?:in|en)?|Schüler(?:in|s)?|Azubi(?:ne)?|Auszubildende[rnms]?|Teilnehmer(?:in|s)?"
    r"|Mutter|Vaters?|Bruders?"
    r"|Schwester|Bewerber(?:in|s)?|Student(?:in|en)?|Patient(?:in|en)?|Person|Kerl|Typ|Geduldete[rnms]?"
    r"|Asylbewerber(?:in|s)?|Asylsuchende[rnms]?|Erwachsene[rnms]?|Praktikant(?:in|en)?|Familie"
    r"|Ehepaar[s]?|Paar[s]?)"
)
_AGED = re.compile(
    rf"\b{_ONE}\s+(?:(?!bis\b|und\b|unter\b|über\b)[\w,]+\s+){{0,2}}{_AGE}[\s-]?jähr(?:ig(?:e[rnms]?)?)\b"
    rf"|\b{_AGE}[\s-]?jährige[rms]\b"
    rf"|\b(?:er|sie|es|{_HUMAN})\s+(?:ist|war|wird|wurde)\s+(?:\w+\s+){{0,2}}{_AGE}(?!\s*(?:\d|prozent|%"
    rf"|monat|woche|tag|euro|plätz|uhr|stund|kurs|€|km|mal))\b"
    rf"|\b{_HUMAN}\s?[,(]\s?(?:ca\.\s|etwa\s|gerade\s)?{_AGE}\s?(?:J\.|Jahre|[,)])"
    rf"|\b{_AGE}\s?(?:J\.|Jahre)\s?,?\s?(?:alt\s?,?\s?)?(?:m\b|w\b|d\b|männl|weibl|ledig|verh)"
    rf"|(?<!\w)[mwd]\s?[,/]\s?{_AGE}\b(?!\s?(?:%|Prozent))"
    rf"|\b(?:er|sie)\s?,\s?{_AGE}\s?,|\b{_AGE}\s?Jahre\s+alte[rnsm]?\s+{_HUMAN}\b",
    re.IGNORECASE,
)
_OLD = re.compile(rf"\b{_AGE}\s?Jahre\s+alt\b", re.IGNORECASE)
_MANY = re.compile(
    r"\b(?:sind|waren|werden|alle|wer|viele|jede[rn]?|Personen|Menschen|mindestens|höchstens)\b",
    re.IGNORECASE,
)
_COUNTRY = r"(?:" + "|".join(sorted((re.escape(each) for each in COUNTRIES), key=len, reverse=True)) + r")"
_FROM = rf"(?:aus|von|in)\s+(?:der\s+|dem\s+|den\s+)?(?:{_COUNTRY})"
_ONE_FROM = re.compile(
    rf"\b{_ONE}\s+(?:[\w-]+\s+){{0,3}}{_HUMAN}\s+(?:[\w-]+\s+){{0,2}}{_FROM}\b"
    rf"|\b{_ONE}\s+(?:[\w-]+\s+){{0,2}}(?:{PEOPLE})(?:e|er|in|s|n)?\b(?!\s+(?:gilt|gelten|Community"
    rf"|Vereine?))",
    re.IGNORECASE,
)
_HE_FROM = re.compile(
    rf"\b(?:er|sie)\s+(?:kam|kommt|stammt|floh|flüchtete|ist)\s+(?:[\w-]+\s+){{0,3}}{_FROM}\b", re.IGNORECASE
)
_ORIGIN = re.compile(rf"\b{_COUNTRY}\b|\b(?:{PEOPLE})(?:e|er|in|n|en|innen)?\b", re.IGNORECASE)
_GROUP_FROM = re.compile(
    rf"\b(?:Geflüchtete[nr]?|Menschen|Personen|Jugendliche[nr]?|Leute[n]?|Frauen|Männer[n]?"
    rf"|Herkunftsl\w+|Schutzsuchende[nr]?"
    rf"|Teilnehmende[nr]?|Familien|Erwachsene[nr]?|Vertriebene[nr]?|Kriegsflüchtlinge[n]?|Angriffs\w*"
    rf"|Krieg\w*|Flucht)"
    rf"(?:\s+[\w-]+){{0,1}}\s+(?:aus|in|gegen|wie)\s+(?:der\s+|die\s+|dem\s+)?{_COUNTRY}(?:(?:,"
    rf"|\s+und|\s+oder)\s+(?:aus\s+)?(?:der\s+|dem\s+)?{_COUNTRY})*"
    rf"|\b{_COUNTRY}-(?:Geflüchtete|Flüchtlinge|Krieg|Hilfe|Beauftragte|Rückkehr)\w*",
    re.IGNORECASE,
)
_SINGULAR = re.compile(
    r"\b(?i:ein|eine|einen|einem|einer|eines|dieser|diese|diesem|dieses|unser|unsere|unserem|unserer"
    r"|unseren"
    r"|besagte\w*|mein|meine|meinem)\s+"
    rf"(?:[a-zäöüß-]+(?:e|er|en|em|es)\s+){{0,2}}{_HUMAN}\b"
    r"|\b(?i:der|dem|des|den)\s+(?:jung\w+\s+|betreffend\w+\s+|geduldet\w+\s+|geflüchtet\w+\s+)?"
    r"(?:Mann(?:es)?|Junge[n]?|Klient(?:en)?|Mandant(?:en)?|Jugendliche|Geflüchtete|Bewerber|Azubi|Kerl)\b"
    r"(?!\s*(?:und|innen|\*|:))"
    r"|\b(?i:die)\s+(?:junge\s+|betreffende\s+|geduldete\s+)?"
    r"(?:Frau|Klientin|Mandantin|Schülerin|Bewerberin|Teilnehmerin|Patientin)\b"
    r"|\b(?i:das)\s+(?:junge\s+)?(?:Mädchen|Ehepaar|Paar)\b",
)
_KIN = re.compile(
    r"\b(?i:sein|seine|seinen|seinem|seiner|seines)\s+(?:\w+\s+)?(?:Mutter|Vater|Bruder|Schwester|Frau"
    r"|Freundin|Ehefrau|Kind|Tochter|Sohn|Onkel"
    r"|Cousin|Familie|Eltern|Duldung|Pass|Reisepass|Ausweis|Wohnung|Ausbilder|Chef|Asylantrag|Vormund"
    r"|Anwalt|Betreuerin?)\b"
    r"|\b(?i:ihr(?:e[nmrs]?)?)\s+(?:Mann|Ehemann|Freund|Bruder|Sohn|Vater|Onkel|Vormund|Baby"
    r"|Neugeborenes)\b"
    r"|\b(?:der|die)\s+seit\s+(?:\w+\s+)?\w+\s+(?:wartet|lebt|wohnt|arbeitet|hier\s+ist)\b"
    r"|\b(?:ist|war|wurde|sei)\s+(?:\w+\s+)?(?:schwanger|vorbestraft|straffällig|suizidal"
    r"|traumatisiert|abgeschoben|inhaftiert|verhaftet|verurteilt|HIV)\b"
    r"|\b(?i:er|sie|ihn|ihm)\s+(?:hat|hatte|habe|wurde|ist|war|wollte|möchte|lebt|wohnt|kam|arbeitet"
    r"|floh|besucht)\b.{0,60}\b(?:Mutter|Vater|Kind|Duldung"
    r"|Flucht|Asyl|Unterkunft|Ausbildung|Schule|Deutschland|Arbeit|Kurs)\b",
)


def names_somebody(text: str) -> bool:
    """Said as a name: "Frau Kaya", "er heißt Ali", "Familie Haddad"."""
    if any(_is_name(match["name"], match.group(0)) for match in _TITLED.finditer(text)):
        return True
    return bool(_CALLED.search(text)) or _full_name(text)


def may_name_somebody(text: str) -> bool:
    """A first name we know, a surname of a usual form, initials, a role with a name, another script."""
    found = _INITIALS.search(text) or _OTHER_SCRIPT.search(text) or _SURNAME.search(text)
    return bool(found) or any(True for _each in _first_names(text)) or _role_with_name(text)


def describes_one(text: str) -> bool:
    """One person by age or by origin: "der 19-jährige", "eine junge Frau aus Eritrea", "ein Afghane"."""
    return bool(_AGED.search(text) or _ONE_FROM.search(_GROUP_FROM.sub(" ", text)) or _HE_FROM.search(text))


def may_be_about_one(text: str) -> bool:
    """Told as of one person: "ein junger Mann findet ...", "seine Mutter", "19 Jahre alt"."""
    return bool(_SINGULAR.search(text) or _KIN.search(text)) or (
        bool(_OLD.search(text)) and not _MANY.search(text)
    )


def tells_origin(text: str) -> bool:
    """A country of origin or its people, not said of a group ("Geflüchtete aus der Ukraine")."""
    return bool(_ORIGIN.search(_GROUP_FROM.sub(" ", text)))


def _is_name(word: str, whole: str) -> bool:
    """ "Frau Kaya" and "frau kaya" are names, "Frau mit Kind" is none."""
    plain = word.rstrip(".").casefold()
    if plain in _NO_NAME:
        return False
    if word[0].isupper() or not word[0].isascii():
        return not whole.startswith("frau")
    known = plain in FIRST_NAMES or bool(_SURNAME.search(plain.title()))
    return known or not whole.casefold().startswith(("frau", "familie"))


def _first_names(text: str) -> Iterator[re.Match[str]]:
    """Known first names that are not part of an institution's name ("Anne-Frank-Schule")."""
    for match in _WORD.finditer(text):
        parts = match[0].split("-")
        if not any(part.casefold() in FIRST_NAMES for part in parts) or _INSTITUTION.search(match[0]):
            continue
        if not _names_an_institution(text[match.end() :]):
            yield match


def _full_name(text: str) -> bool:
    """First name and a capital word behind it that ends like no German noun beside it: "Olena Kovalenko"."""
    return any(
        (
            match[0][0].isupper()
            and re.match(
                r"\s(?:[Aa]l[- ]|[Ee]l[- ]|[Bb]en\s|[Vv]on\s)?[A-ZÄÖÜÇŞ][a-zäöüßçşğı]+(?![\w-])",
                text[match.end() :],
            )
        )
        for match in _first_names(text)
    )


def _names_an_institution(behind: str) -> bool:
    words = behind.split()[:2]
    for word in words:
        if not word[:1].isupper():
            return False
        if _INSTITUTION.search(word.strip(".,;:()")):
            return True
    return False


def _role_with_name(text: str) -> bool:
    return any(
        not match["name"] or not _INSTITUTION.search(match["name"]) for match in _ROLE_NAME.finditer(text)
    )
