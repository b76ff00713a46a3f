from django.apps import AppConfig


class DecidingConfig(AppConfig):
    name = "samenspel.rooms.deciding"
    label = "deciding"

    def ready(self) -> None:
        from samenspel.rooms.deciding import acts, deeds, reactions  # noqa: F401, PLC0415 - registers them
