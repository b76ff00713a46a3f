from django.apps import AppConfig


class StatuteConfig(AppConfig):
    name = "samenspel.rooms.statute"
    label = "statute"

    def ready(self) -> None:
        from samenspel.rooms.statute import acts, deeds  # noqa: F401, PLC0415 - registers acts and deed types
