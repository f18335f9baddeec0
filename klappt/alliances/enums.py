from django.db import models
from django.utils.translation import gettext_lazy as _


class MunicipalityKind(models.TextChoices):
    DISTRICT = "district", _("Kreis")
    CITY = "city", _("Kreisfreie Stadt")
    REGION = "region", _("Städteregion")
    REGION_CITY = "region_city", _("Town in a Städteregion with a count of its own")
    TOWN = "town", _("Kreisangehörige Kommune")
    UNINCORPORATED = "unincorporated", _("Area without Gemeinde")


class Department(models.TextChoices):
    """Where a coordination office sits (A2)."""

    KI = "ki", _("Kommunales Integrationszentrum")
    SOCIAL = "social", _("Social services office")
    YOUTH = "youth", _("Youth welfare office")
    JOBCENTER = "jobcenter", _("Jobcenter")
    EDUCATION = "education", _("Education office")
    FOREIGNERS = "foreigners", _("Ausländerbehörde")
    STAFF = "staff", _("Staff unit of the administration's head")
    OTHER = "other", _("Other")


class Part(models.TextChoices):
    """Parts of an alliance that may carry another name on the spot."""

    COORDINATION = "coordination", _("Geschäftsführende Stelle (GfS)")
    CORE_GROUP = "core_group", _("Bündnis-Kerngruppe (BKG)")
    FORUM = "forum", _("Bündnis-Forum")
    LEAD = "lead", _("Federführendes Mitglied des Verwaltungsvorstands")


class StepState(models.TextChoices):
    NOT_BEGUN = "not_begun", _("not begun")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")


class InvitationState(models.TextChoices):
    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("joined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")
