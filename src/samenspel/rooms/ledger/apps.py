from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "samenspel.rooms.ledger"
    label = "ledger"

    def ready(self) -> None:
        from samenspel.rooms.ledger import acts, deeds  # noqa: F401, PLC0415 - registers them
