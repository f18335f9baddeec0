"""The attributes every alliance begins with: what a situation is described by, in the person's own words.

Keys are stored in rules and travel in files: they must not be renamed.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.core.conditions import Kind

Words = str | Promise
A_YEAR = Fraction(1, 12)


class Group(StrEnum):
    """Under which heading an attribute is asked."""

    RESIDENCE = "residence"
    LANGUAGE_SCHOOL = "language_school"
    WORK = "work"
    LIFE = "life"
    OWN = "own"


GROUPS: dict[Group, Words] = {
    Group.RESIDENCE: _("Residence"),
    Group.LANGUAGE_SCHOOL: _("Language and school"),
    Group.WORK: _("Work and training"),
    Group.LIFE: _("Life"),
    Group.OWN: _("The alliance's own questions"),
}


@dataclass(frozen=True)
class BuiltIn:
    """`values` are pairs of key and words, of an ordinal from lowest to highest."""

    key: str
    kind: Kind
    group: Group
    label: Words
    question: Words
    values: tuple[tuple[str, Words], ...] = ()
    per_month: Fraction = field(default=Fraction(0))


STATUS = (
    ("gestattung", _("Aufenthaltsgestattung (§ 55 AsylG)")),
    ("duldung_allg", _("Duldung (§ 60a Abs. 2 Satz 1 AufenthG)")),
    ("duldung_ermessen", _("Ermessensduldung (§ 60a Abs. 2 Satz 3, §§ 60c, 60d AufenthG)")),
    ("duldung_60b", _("Duldung with unclear identity (§ 60b AufenthG)")),
    ("ae_16g", _("Residence permit for training (§ 16g AufenthG)")),
    ("ae_104c", _("Chancen-Aufenthaltsrecht (§ 104c AufenthG)")),
    ("ae_25a", _("Residence permit for well integrated young people (§ 25a AufenthG)")),
    ("ae_25b", _("Residence permit for lasting integration (§ 25b AufenthG)")),
    ("ae_25_5", _("Residence permit (§ 25 Abs. 5 AufenthG)")),
    ("ae_25_3", _("Residence permit, deportation banned (§ 25 Abs. 3 AufenthG)")),
    ("ae_25_1_2", _("Recognised: asylum, refugee, subsidiary protection (§ 25 Abs. 1, 2 AufenthG)")),
    ("ae_24", _("Temporary protection (§ 24 AufenthG)")),
)
LEVELS = (
    ("none", pgettext_lazy("German", "no German yet")),
    *((level, level) for level in ("A1", "A2", "B1", "B2", "C1", "C2")),
)
SCHOOL = (
    ("none", pgettext_lazy("school", "no certificate")),
    ("ESA", _("Erster Schulabschluss (ESA, Hauptschulabschluss)")),
    ("EESA", _("Erweiterter Erster Schulabschluss (EESA)")),
    ("MSA", _("Mittlerer Schulabschluss (MSA)")),
    ("FHR", _("Fachhochschulreife")),
    ("AHR", _("Abitur (Allgemeine Hochschulreife)")),
)
BENEFITS = (
    ("none", _("own income, no benefits")),
    ("asylblg", _("benefits under the AsylbLG")),
    ("sgb2", _("Bürgergeld, Grundsicherung (SGB II)")),
    ("sgb3", _("benefits of the Agentur für Arbeit (SGB III)")),
    ("sgb8", _("youth welfare (SGB VIII)")),
    ("other", _("other benefits")),
)
GENDER = (("female", _("female")), ("male", _("male")), ("diverse", _("diverse")))


def _yes_no(key: str, group: Group, label: Words, question: Words) -> BuiltIn:
    return BuiltIn(key, Kind.BOOLEAN, group, label, question)


def _months(key: str, group: Group, label: Words, question: Words, *, grows: bool) -> BuiltIn:
    return BuiltIn(key, Kind.NUMBER, group, label, question, per_month=Fraction(int(grows)))


BUILT_IN = (
    BuiltIn(
        "status",
        Kind.CHOICE,
        Group.RESIDENCE,
        _("Residence status"),
        _("Which residence document do you have?"),
        STATUS,
    ),
    _months(
        "months_in_germany",
        Group.RESIDENCE,
        _("Months in Germany"),
        _("For how many months have you been living in Germany?"),
        grows=True,
    ),
    BuiltIn("entry", Kind.DATE, Group.RESIDENCE, _("Day of entry"), _("When did you come to Germany?")),
    _months(
        "months_duldung",
        Group.RESIDENCE,
        _("Months with a Duldung"),
        _("For how many months have you had a Duldung?"),
        grows=True,
    ),
    _yes_no(
        "identity_clarified",
        Group.RESIDENCE,
        _("Identity clarified"),
        _("Does the immigration office know for certain who you are (passport or other papers)?"),
    ),
    _yes_no(
        "safe_origin",
        Group.RESIDENCE,
        _("From a “safe country of origin”"),
        _("Do you come from a country that the law calls a safe country of origin?"),
    ),
    BuiltIn("age", Kind.NUMBER, Group.LIFE, _("Age in years"), _("How old are you?"), per_month=A_YEAR),
    BuiltIn(
        "german", Kind.ORDINAL, Group.LANGUAGE_SCHOOL, _("German"), _("How good is your German?"), LEVELS
    ),
    _yes_no(
        "latin_script",
        Group.LANGUAGE_SCHOOL,
        _("Reads and writes Latin letters"),
        _("Can you read and write in Latin letters?"),
    ),
    _yes_no(
        "integration_course_done",
        Group.LANGUAGE_SCHOOL,
        _("Integration course attended"),
        _("Have you attended an integration course to its end?"),
    ),
    BuiltIn(
        "school",
        Kind.ORDINAL,
        Group.LANGUAGE_SCHOOL,
        _("School certificate"),
        _("Which school certificate do you have that counts in Germany?"),
        SCHOOL,
    ),
    _yes_no(
        "in_school",
        Group.LANGUAGE_SCHOOL,
        _("Goes to school"),
        _("Are you going to school now?"),
    ),
    _yes_no(
        "school_duty",
        Group.LANGUAGE_SCHOOL,
        _("Has to go to school"),
        _("Do you still have to go to school (general or vocational)?"),
    ),
    _yes_no(
        "compulsory_school_done",
        Group.LANGUAGE_SCHOOL,
        _("Full-time compulsory schooling completed"),
        _("Have you completed the years of full-time compulsory schooling (in North Rhine-Westphalia ten)?"),
    ),
    _months(
        "months_school",
        Group.LANGUAGE_SCHOOL,
        _("Months at school in Germany"),
        _("For how many months have you been to school in Germany?"),
        grows=False,
    ),
    _yes_no(
        "work_permit",
        Group.WORK,
        _("Work permit"),
        _("Are you allowed to work (it says so in your document)?"),
    ),
    _yes_no("in_work", Group.WORK, _("Has work"), _("Do you have a job now?")),
    _months(
        "months_in_work",
        Group.WORK,
        _("Months at work"),
        _("For how many months have you been working?"),
        grows=False,
    ),
    _yes_no(
        "training_offer",
        Group.WORK,
        _("Has a training place in view"),
        _("Do you have a training contract, or has a firm promised you one?"),
    ),
    _yes_no("in_training", Group.WORK, _("In training"), _("Are you in vocational training now?")),
    _yes_no(
        "vocational_degree",
        Group.WORK,
        _("Has finished vocational training"),
        _("Have you finished vocational training that counts in Germany?"),
    ),
    _yes_no(
        "registered_seeking",
        Group.WORK,
        _("Registered as looking for work or training"),
        _("Are you registered with the Agentur für Arbeit or the Jobcenter?"),
    ),
    BuiltIn(
        "benefits",
        Kind.CHOICE,
        Group.LIFE,
        _("Livelihood"),
        _("What do you live on?"),
        BENEFITS,
    ),
    BuiltIn("gender", Kind.CHOICE, Group.LIFE, _("Gender"), _("What is your gender?"), GENDER),
    _yes_no(
        "child_care",
        Group.LIFE,
        _("Needs child care"),
        _("Do you have children who need somebody to look after them?"),
    ),
)
BY_KEY = {each.key: each for each in BUILT_IN}
