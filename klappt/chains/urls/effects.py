from django.urls import path

from klappt.chains.views import effects

urlpatterns = [path("wirkung/", effects.effect, name="effects")]
