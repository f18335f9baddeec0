from django.urls import path

from klappt.agreements.views import abh, formats, taking_part

urlpatterns = [
    path("abh/", abh.abh, name="abh"),
    path("formate/", formats.formats, name="formats"),
    path("formate/neu/", formats.add, name="format_add"),
    path("formate/<int:pk>/", formats.format_page, name="format"),
    path("formate/<int:pk>/bearbeiten/", formats.edit, name="format_edit"),
    path("formate/<int:pk>/beenden/", formats.end, name="format_end"),
    path("formate/<int:pk>/uebernehmen/", formats.take_over_page, name="take_over"),
    path("formate/<int:pk>/partner/", taking_part.join, name="partner_add"),
    path("formate/<int:pk>/bleibeperspektive/", taking_part.prospect, name="prospect"),
    path("formate/<int:pk>/verstetigung/", taking_part.continuation, name="continuation"),
    path("partner/<int:pk>/beenden/", taking_part.leave, name="partner_end"),
    path("partner/<int:pk>/herausnehmen/", formats.take_out_partner, name="partner_out"),
    path("kontakt/", taking_part.whose_contact, name="contact_where"),
    path("kontakt/bei/<int:pk>/", taking_part.add_contact, name="contact_add"),
    path("kontakt/<int:pk>/beenden/", taking_part.finish_contact, name="contact_end"),
    path("bleibeperspektive/<int:pk>/entfernen/", taking_part.prospect_remove, name="prospect_remove"),
]
