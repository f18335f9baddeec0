from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Field(models.TextChoices):
    """The four fields a core group comes from (A9)."""

    MIGRATION = "migration", _("Migration und Integration")
    WORK = "work", _("Arbeit und Wirtschaft")
    SOCIAL = "social", _("Soziales")
    EDUCATION = "education", _("Bildung")


class Tick(models.TextChoices):
    """What stands in a column of ticks. Empty is its own answer: nobody has said anything."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNCERTAIN = "uncertain", _("uncertain")


class BuiltInType(models.TextChoices):
    """Types of institution every alliance begins with; it may add its own."""

    ABH = "abh", _("Ausländerbehörde (ABH)")
    KI = "ki", _("Kommunales Integrationszentrum (KI)")
    JMD = "jmd", _("Jugendmigrationsdienst (JMD)")
    MBE = "mbe", _("Migrationsberatung (MBE)")
    JOBCENTER = "jobcenter", _("Jobcenter")
    AGENCY = "agency", _("Agentur für Arbeit")
    YOUTH = "youth_office", _("Jugendamt")
    SOCIAL = "social_office", _("Sozialamt")
    HEALTH = "health_office", _("Gesundheitsamt")
    SCHOOL_OFFICE = "school_office", _("Schulamt, Schulaufsicht")
    VOCATIONAL = "vocational_school", _("Berufskolleg")
    SCHOOL = "school", _("School")
    ADULT_EDUCATION = "adult_education", _("Volkshochschule, Weiterbildung")
    LANGUAGE = "language_provider", _("Provider of language courses")
    EDUCATION_PROVIDER = "education_provider", _("Bildungsträger")
    WELFARE = "welfare", _("Welfare organisation")
    CHAMBER = "chamber", _("Kammer")
    EMPLOYERS = "employers", _("Company, employers' association")
    UNION = "union", _("Trade union")
    TOWN = "town", _("Kreisangehörige Kommune")
    MIGRANTS = "migrant_organisation", _("Migrant organisation")
    VOLUNTEERS = "volunteers", _("Volunteers' group")
    ADVICE = "advice", _("Advice centre")
    POLITICS = "administration", _("Other office of the administration")
    OTHER = "other", _("Other")


class Group(models.TextChoices):
    CORE_GROUP = "core_group", _("core group")
    FORUM = "forum", _("forum")


class Criterion(models.TextChoices):
    """The six questions by which members of the core group are chosen (A15)."""

    TARGET_GROUP = "target_group", _("In contact with the target group, or knows it")
    COMMITMENT = "commitment", _("Especially committed to integration here")
    OFFERS = "offers", _("Has offers that matter to the target group")
    RESOURCES = "resources", _("Has means that improve the chances")
    STATE_WIDE = "state_wide", _("Part of state-wide structures, carries news between the levels")
    DECIDES = "decides", _("Takes decisions that affect the chances")


class CooperationFormat(models.TextChoices):
    AGREEMENT = "agreement", _("Cooperation agreement")
    CASE_CONFERENCE = "case_conference", _("Case conferences")
    EXCHANGE = "exchange", _("Regular exchange")
    CONTACT = "contact", _("Named contact persons")
    BODY = "body", _("Working group or body")
    PROJECT = "project", _("Joint project")
    OTHER = "other", _("Other")


class Rating(models.IntegerChoices):
    """How a cooperation goes, as the coordination sees it on that day."""

    POOR = 1, _("hardly works")
    WEAK = 2, _("laborious")
    FAIR = 3, _("so-so")
    GOOD = 4, _("good")
    VERY_GOOD = 5, _("very good")


class ApproachState(models.TextChoices):
    """Steps of approaching somebody for the core group (A3)."""

    PROPOSED = "proposed", _("proposed")
    AGREED = "agreed", _("agreed with the lead")
    APPROACHED = "approached", _("approached")
    ACCEPTED = "accepted", pgettext_lazy("approach", "accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


UNDER_WAY = (ApproachState.PROPOSED, ApproachState.AGREED, ApproachState.APPROACHED)
ENDED_WITHOUT_SEAT = (ApproachState.DECLINED, ApproachState.WITHDRAWN)


class WishKind(models.TextChoices):
    MUST = "must", _("must be in")
    MUST_NOT = "must_not", _("not in the core group")


class NoteKind(models.TextChoices):
    """Rows of an uploaded table that are no institution."""

    COMMITTEE = "committee", _("Committee")
    WORKING_GROUP = "working_group", _("Working group")
    STEERING_GROUP = "steering_group", _("Steering group")
    CORE_GROUP = "core_group", _("Core group")
    FORUM = "forum", _("Forum")
    AGREEMENT = "agreement", _("Agreement or procedure")
    PRIORITY = "priority", _("Priority")
    IDEA = "idea", _("Idea")
    NOTE = "note", _("Note")
    COMMENT = "comment", _("Comment on an institution")
    EXTRA = "extra", _("Further columns of an institution")
    LEFT_OUT = "left_out", _("Row left out")
