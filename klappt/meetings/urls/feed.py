from django.urls import path

from klappt.meetings.views import feed

urlpatterns = [path("kalender/", feed.own_feed, name="feed")]
