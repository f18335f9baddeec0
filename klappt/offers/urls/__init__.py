from klappt.offers.urls import examples, importing, offer, table

app_name = "offers"
urlpatterns = [
    *table.urlpatterns,
    *examples.urlpatterns,
    *importing.urlpatterns,
    *offer.urlpatterns,
]
