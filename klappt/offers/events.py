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
