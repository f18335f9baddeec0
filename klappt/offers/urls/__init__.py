from klappt.offers.urls import examples

app_name = "offers"
urlpatterns = [
    *examples.urlpatterns,
]
