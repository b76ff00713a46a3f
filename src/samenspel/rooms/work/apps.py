from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "samenspel.rooms.work"
    label = "work"

    def ready(self) -> None:
        from samenspel.rooms.work import acts, allowance, deeds, kinds  # noqa: F401, PLC0415 - registers them
