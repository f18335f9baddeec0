from klappt.chains.urls import gaps, levers, links, picture

app_name = "chains"
urlpatterns = [*picture.urlpatterns, *links.urlpatterns, *levers.urlpatterns, *gaps.urlpatterns]
