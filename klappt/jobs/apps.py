from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "klappt.jobs"

    def ready(self) -> None:
        from klappt.jobs import receivers, tasks  # noqa: F401 - registers retries and the timetable
