from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "samenspel.rooms.ledger"
    label = "ledger"

    def ready(self) -> None:
        from samenspel.rooms.deciding import queries as deciding  # noqa: PLC0415 - the tables must be loaded first
        from samenspel.rooms.ledger import acts, deeds, telling  # noqa: F401, PLC0415 - registers acts and deed types

        deciding.TELLERS["ledger.spend"] = telling.spending
        deciding.TELLERS["ledger.grant"] = telling.granting
        deciding.TELLERS["ledger.set_bounds"] = telling.bounds
        deciding.TELLERS["ledger.open_coin"] = telling.coin
