from klappt.offers.urls import examples, offer, table

app_name = "offers"
urlpatterns = [
    *table.urlpatterns,
    *examples.urlpatterns,
    *offer.urlpatterns,
]
