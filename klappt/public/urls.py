from django.urls import path

from klappt.public.views import links

app_name = "public"
urlpatterns = [
    path("bestaetigen/<str:secret>/", links.confirm, name="confirm"),
    path("zustimmen/<str:secret>/", links.agree, name="agree"),
]
