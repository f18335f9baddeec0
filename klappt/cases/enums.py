"""What can be said of a case at all. Each list is coarse on purpose: see docs/decisions/0011."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST_TRAITS = 2
MOST_MISSING = 3


class Situation(models.TextChoices):
    """What it was about."""

    RESIDENCE = "residence", _("Prospect of staying, change of status")
    IDENTITY = "identity", _("Clearing up identity, papers")
    PERMIT = "permit", _("Permit to work or to train")
    LANGUAGE = "language", _("German course")
    SCHOOL = "school", _("School or school-leaving certificate")
    RECOGNITION = "recognition", _("Recognition of what was learned before")
    INTO_TRAINING = "into_training", _("Way into vocational training")
    IN_TRAINING = "in_training", _("Vocational training at risk")
    WORK = "work", _("Way into work")
    BENEFITS = "benefits", _("Benefits, change of the office in charge")
    HOUSING = "housing", _("Housing, moving, residence rule")
    HEALTH = "health", _("Health and strain")
    CHILDCARE = "childcare", _("Child care")


class Place(models.TextChoices):
    """Where the chain broke."""

    KNOWING = "knowing", _("nobody knew of the offer")
    FIRST_STEP = "first_step", _("first advice")
    ACCESS = "access", _("access: the rule does not let in")
    DECISION = "decision", _("waiting for a decision")
    PLACE = "place", _("waiting for a place")
    HANDOVER = "handover", _("handover from one offer to the next")
    DURING = "during", _("during the offer")
    AFTER = "after", _("after the end of the offer")


class Missing(models.TextChoices):
    """What was missing there."""

    CONTACT = "contact", _("a fixed contact person")
    RESPONSIBILITY = "responsibility", _("clear responsibility")
    INFORMATION = "information", _("information passed on")
    RULE = "rule", _("a rule between the institutions")
    TIME = "time", _("a decision in time")
    CAPACITY = "capacity", _("a free place")
    OFFER = "offer", _("a fitting offer")
    FUNDING = "funding", _("funding")
    LANGUAGE = "language", _("interpreting, plain language")
    SUPPORT = "support", _("somebody who goes along")
    PAPERS = "papers", _("papers or certificates")
    MOBILITY = "mobility", _("a way to get there")


class TraitGroup(models.TextChoices):
    AGE = "age", _("Age")
    STATUS = "status", _("Residence status")
    GERMAN = "german", pgettext_lazy("knowledge", "German")
    CERTIFICATE = "certificate", _("Certificate")
    FAMILY = "family", _("Family")


class Trait(models.TextChoices):
    """A coarse class somebody belongs to: two at most in a pattern, never two of one group."""

    AGE_18 = "age_18", _("18 to 20 years old")
    AGE_21 = "age_21", _("21 to 24 years old")
    AGE_25 = "age_25", _("25 to 27 years old")
    TOLERATED = "status_tolerated", _("with a Duldung")
    PERMITTED = "status_permitted", _("with an Aufenthaltsgestattung")
    TITLED = "status_titled", _("with a residence permit")
    LITTLE_GERMAN = "german_little", _("little German (up to A2)")
    GOOD_GERMAN = "german_good", _("German from B1 on")
    NO_CERTIFICATE = "certificate_none", _("without a school-leaving certificate")
    CHILDREN = "family_children", _("with children of their own")

    @property
    def group(self) -> TraitGroup:
        return TraitGroup(self.value.partition("_")[0])


class FindingKind(models.TextChoices):
    """What was found about structures."""

    UNCLEAR = "unclear", _("Nobody is clearly responsible")
    NO_CONTACT = "no_contact", _("There is no fixed contact person")
    NOT_PASSED_ON = "not_passed_on", _("Information is not passed on")
    TOO_LATE = "too_late", _("A decision takes too long")
    APPLIED_DIFFERENTLY = "applied_differently", _("A rule is applied in different ways")
    SHUTS_OUT = "shuts_out", _("An access rule shuts people out")
    NOT_ENOUGH = "not_enough", _("There are not enough places")
    NO_OFFER = "no_offer", _("There is no fitting offer")
    NO_MONEY = "no_money", _("Funding has a gap")
    NOT_KNOWN = "not_known", _("An offer is not known enough")
    WORKS = "works", _("This works well and should stay")


class FollowUpKind(models.TextChoices):
    GAP = "gap", _("Gap")
    LEVER = "lever", _("Lever")
    MEASURE = "measure", _("Measure")
    NOTHING = "nothing", _("Nothing follows")


class Because(models.TextChoices):
    """Why nothing follows from a finding."""

    SINGLE = "single", _("seen once so far, we keep watching")
    UNDER_WAY = "under_way", _("it is being worked on already")
    ELSEWHERE = "elsewhere", _("only state or federal law can change it")
    MEANS = "means", _("means are missing at present")
    WORKS = "works", _("it works and stays as it is")
