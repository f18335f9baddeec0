from klappt.offers.urls import confirming, examples, importing, offer, table

app_name = "offers"
urlpatterns = [
    *table.urlpatterns,
    *examples.urlpatterns,
    *importing.urlpatterns,
    *confirming.urlpatterns,
    *offer.urlpatterns,
]
