from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

WORKSHEET_CREATED = verb("worksheets.created", _("Worksheet created"))
WORKSHEET_CHANGED = verb("worksheets.changed", _("Worksheet changed"))
EDITION_DRAFTED = verb("worksheets.edition_drafted", _("Draft of an edition begun"))
DRAFT_CHANGED = verb("worksheets.draft_changed", _("Draft changed"))
EDITION_PUBLISHED = verb("worksheets.edition_published", _("Edition published"))
EDITION_DROPPED = verb("worksheets.edition_dropped", _("Draft dropped"))
