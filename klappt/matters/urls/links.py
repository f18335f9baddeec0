from django.urls import path

from klappt.matters.views import links

app_name = "matter_links"
urlpatterns = [path("<str:secret>/", links.answer, name="answer")]
