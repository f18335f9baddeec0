from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """The way by which something was done; the verb and its rules are the same on every way."""

    PAGE = "page", _("page")
    API = "api", _("interface")
    IMPORT = "import", _("file")
    LINK = "link", _("link from a mail")
    JOB = "job", _("by itself")
    COMMAND = "command", _("command line")


class ChangeKind(models.TextChoices):
    CREATED = "created", _("created")
    CHANGED = "changed", _("changed")
    DELETED = "deleted", _("deleted")
