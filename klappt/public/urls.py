from django.urls import path

from klappt.public import views

app_name = "public"
urlpatterns = [
    path("bestaetigen/<str:secret>/", views.confirm, name="confirm"),
    path("zustimmen/<str:secret>/", views.agree, name="agree"),
]
