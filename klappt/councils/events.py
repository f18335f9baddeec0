from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

FILE_UPLOADED = verb("councils.uploaded", _("File from the council's system uploaded"))
FILE_DECIDED = verb("councils.decided", _("Chosen what to take from the council's system"))
FILE_THROWN_AWAY = verb("councils.thrown_away", _("File from the council's system thrown away"))
FILE_IMPORTED = verb("councils.imported", _("Taken over from the council's system"))
