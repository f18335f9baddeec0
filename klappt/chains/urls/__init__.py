from klappt.chains.urls import effects, finding, gaps, levers, links, picture, ways

app_name = "chains"
urlpatterns = [
    *picture.urlpatterns,
    *links.urlpatterns,
    *levers.urlpatterns,
    *gaps.urlpatterns,
    *finding.urlpatterns,
    *effects.urlpatterns,
    *ways.urlpatterns,
]
