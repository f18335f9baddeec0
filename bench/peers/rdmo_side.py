"""RDMO with a project of 10 pages of 20 questions each: does as told, answers with the seconds it took.

Runs in an environment of its own, into which RDMO was installed from PyPI. Reads one word per line (open,
save, export) from its input. What a browser asks for is taken from RDMO's own interview pages.
"""

import json
import os
import sys
import time
from pathlib import Path

FOLDER = Path(sys.argv[1])
SECTIONS, QUESTIONS = 10, 20
SETTINGS = """
from rdmo.core.settings import *
SECRET_KEY = "only-for-a-benchmark"
ALLOWED_HOSTS = ["testserver"]
DATABASES = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": "{database}"}}}}
ROOT_URLCONF = "bench_urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT = "{folder}/static"
MEDIA_ROOT = "{folder}/media"
COMPRESS_ENABLED = False
"""
ADDRESSES = """
from django.urls import include, path
from django.contrib import admin
from django.http import HttpResponse
urlpatterns = [
    path("", lambda request: HttpResponse("home"), name="home"),
    path("", include("rdmo.core.urls")),
    path("api/v1/", include("rdmo.core.urls.v1")),
    path("admin/", admin.site.urls),
    path("about/", lambda request: HttpResponse("about"), name="about"),
]
"""


def prepare():
    (FOLDER / "bench_settings.py").write_text(
        SETTINGS.format(database=FOLDER / "rdmo.sqlite3", folder=FOLDER), encoding="utf-8"
    )
    (FOLDER / "bench_urls.py").write_text(ADDRESSES, encoding="utf-8")
    sys.path.insert(0, str(FOLDER))
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench_settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def make_catalog():
    from rdmo.domain.models import Attribute
    from rdmo.questions.models import (
        Catalog,
        CatalogSection,
        Page,
        PageQuestion,
        Question,
        Section,
        SectionPage,
    )

    prefix = "https://example.org/terms"
    catalog = Catalog.objects.create(
        uri_prefix=prefix, uri_path="catalog", title_lang1="Catalog", title_lang2="Katalog", available=True
    )
    for number in range(SECTIONS):
        section = Section.objects.create(
            uri_prefix=prefix, uri_path=f"s{number}", title_lang1=f"Section {number}", title_lang2="Abschnitt"
        )
        CatalogSection.objects.create(catalog=catalog, section=section, order=number)
        page = Page.objects.create(uri_prefix=prefix, uri_path=f"p{number}", title_lang1=f"Page {number}")
        SectionPage.objects.create(section=section, page=page, order=0)
        for place in range(QUESTIONS):
            key = f"q{number}_{place}"
            attribute = Attribute.objects.create(uri_prefix=prefix, key=key)
            question = Question.objects.create(
                uri_prefix=prefix,
                uri_path=key,
                attribute=attribute,
                text_lang1=f"Question {key}?",
                text_lang2=f"Frage {key}?",
                widget_type="textarea",
                value_type="text",
            )
            PageQuestion.objects.create(page=page, question=question, order=place)
    return catalog


class Project:
    def __init__(self):
        from django.contrib.auth.models import User
        from django.contrib.sites.models import Site
        from django.test import Client
        from rdmo.projects.models import Membership, Value
        from rdmo.projects.models import Project as Row
        from rdmo.questions.models import Page, Question

        catalog = make_catalog()
        catalog.sites.add(Site.objects.get_current())
        user = User.objects.create_user("alma", "alma@example.org", "alma")
        self.row = Row.objects.create(title="Project", catalog=catalog, site=Site.objects.get_current())
        Membership.objects.create(project=self.row, user=user, role="owner")
        self.page = Page.objects.order_by("pk")[SECTIONS // 2]
        for question in Question.objects.all():
            Value.objects.create(
                project=self.row, attribute=question.attribute, text="An answer in a sentence."
            )
        self.attributes = list(self.page.questions.values_list("attribute_id", flat=True))
        self.value = Value.objects.get(project=self.row, attribute_id=self.attributes[3])
        self.client = Client(headers={"accept-language": "de"})
        self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        self.count = 0

    def api(self, path):
        return f"/api/v1/projects/projects/{self.row.pk}/{path}"

    def get(self, path):
        response = self.client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return b"".join(response.streaming_content) if response.streaming else response.content

    def open(self):
        """The page and what it then asks for: overview, progress, page, navigation, values."""
        section = self.page.sections.get().pk
        self.get(f"/projects/{self.row.pk}/interview/{self.page.pk}/")
        self.get(self.api("overview/"))
        self.get(self.api("progress/"))
        self.get(self.api(f"pages/{self.page.pk}/"))
        self.get(self.api(f"navigation/{section}/"))
        self.get(self.api("values/?" + "&".join(f"attribute={each}" for each in self.attributes)))

    def save(self):
        """The value, then navigation and progress, as the page does."""
        self.count += 1
        response = self.client.put(
            self.api(f"values/{self.value.pk}/"),
            {
                "attribute": self.value.attribute_id,
                "set_prefix": "",
                "set_index": 0,
                "set_collection": False,
                "collection_index": 0,
                "text": f"Answer number {self.count}.",
                "value_type": "text",
                "unit": "",
                "widget_type": "textarea",
            },
            content_type="application/json",
        )
        assert response.status_code == 200, response.content
        self.get(self.api(f"navigation/{self.page.sections.get().pk}/"))
        progress = self.client.post(self.api("progress/"))
        assert progress.status_code in (200, 204), progress.content

    def export(self):
        assert b"An answer in a sentence." in self.get(f"/projects/{self.row.pk}/export/csvcomma/")


def main():
    prepare()
    project = Project()
    does = {"open": project.open, "save": project.save, "export": project.export}
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        does[line.strip()]()
        print(json.dumps(time.perf_counter() - start), flush=True)


if __name__ == "__main__":
    main()
