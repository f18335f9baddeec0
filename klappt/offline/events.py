from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

FILE_UPLOADED = verb("offline.file_uploaded", _("Worksheet as a file uploaded"))
FILE_DECIDED = verb("offline.file_decided", _("Worksheet as a file: decided on answers"))
FILE_TAKEN = verb("offline.file_taken", _("Answers taken over from a file"))
FILE_THROWN_AWAY = verb("offline.file_thrown_away", _("Uploaded worksheet thrown away"))
