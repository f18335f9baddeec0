from django.urls import path

from klappt.offers.views import offer, rule, verbs_of_offer

urlpatterns = [
    path("neu/", offer.add, name="add"),
    path("<int:pk>/", offer.show, name="offer"),
    path("<int:pk>/bearbeiten/", offer.edit, name="edit"),
    path("<int:pk>/regel/", rule.rule, name="rule"),
    path("<int:pk>/fuehrt-zu/", offer.effects, name="effects"),
    path("<int:pk>/plaetze/", verbs_of_offer.places, name="places"),
    path("<int:pk>/geprueft/", verbs_of_offer.checked, name="checked"),
    path("<int:pk>/beenden/", verbs_of_offer.end, name="end"),
    path("<int:pk>/beginnt/", verbs_of_offer.open_up, name="open"),
    path("<int:pk>/entfernen/", verbs_of_offer.remove, name="remove"),
    path("<int:pk>/rolle/", verbs_of_offer.role, name="role"),
    path("rolle/<int:pk>/beenden/", verbs_of_offer.role_ends, name="end_role"),
    path("rolle/<int:pk>/herausnehmen/", verbs_of_offer.role_removed, name="remove_role"),
]
