from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is inside one alliance."""

    COORDINATOR = "coordinator", _("Coordination")
    LEAD = "lead", _("Lead")
    MEMBER = "member", _("Member")
    PRACTITIONER = "practitioner", _("Practitioner")


class PlatformRole(models.TextChoices):
    """What somebody is across all alliances. None of these may look inside one."""

    RESEARCHER = "researcher", _("Research")
    STATE_OFFICE = "state_office", _("State office")
    OPERATOR = "operator", _("Operator")
