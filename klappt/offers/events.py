from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

OFFER_ADDED = verb("offers.offer_added", _("Offer added"))
OFFER_CHANGED = verb("offers.offer_changed", _("Offer changed"))
OFFER_CHECKED = verb("offers.offer_checked", _("Offer checked"))
OFFER_ENDED = verb("offers.offer_ended", _("Offer ended"))
OFFER_REMOVED = verb("offers.offer_removed", _("Offer removed"))
IDEA_OPENED = verb("offers.idea_opened", _("Idea became an offer"))
EFFECTS_SET = verb("offers.effects_set", _("What an offer leads to changed"))
ROLE_GIVEN = verb("offers.role_given", _("Institution named for an offer"))
ROLE_ENDED = verb("offers.role_ended", _("Role of an institution ended"))
ROLE_REMOVED = verb("offers.role_removed", _("Role of an institution removed"))
PLACES_COUNTED = verb("offers.places_counted", _("Places of an offer noted"))
RULE_SET = verb("offers.rule_set", _("Access rule written"))
RULE_ENDED = verb("offers.rule_ended", _("Access rule ended"))
SECOND_TEXT_KEPT = verb("offers.second_text_kept", _("Two people wrote at once: both texts kept"))
SECOND_TEXT_SETTLED = verb("offers.second_text_settled", _("Two texts settled"))
EXAMPLES_COPIED = verb("offers.examples_copied", _("Offers copied from the example catalogue"))
EXAMPLE_DECIDED = verb("offers.example_decided", _("Decided on a newer edition of an example"))
FILE_UPLOADED = verb("offers.file_uploaded", _("File with offers uploaded"))
FILE_DECIDED = verb("offers.file_decided", _("Decided on rows of an uploaded file"))
FILE_THROWN_AWAY = verb("offers.file_thrown_away", _("Uploaded file with offers thrown away"))
FILE_IMPORTED = verb("offers.file_imported", _("File with offers taken over"))
CONFIRMATION_ASKED = verb("offers.confirmation_asked", _("Provider asked whether an offer is right"))
CONFIRMATION_WITHDRAWN = verb("offers.confirmation_withdrawn", _("Question to a provider withdrawn"))
OFFER_CONFIRMED = verb("offers.offer_confirmed", _("Offer confirmed by its provider"))

# Sent with `question=` and `secret=` inside the asking event; the public pages write the mail.
confirmation_asked = Signal()
