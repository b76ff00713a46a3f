from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "samenspel.ground.journal"
    label = "journal"
