from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "samenspel.ground.foundation"
    label = "foundation"

    def ready(self) -> None:
        from samenspel.ground.foundation import checks  # noqa: F401, PLC0415 - registers the system checks
