from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "samenspel.rooms.voice"
    label = "voice"

    def ready(self) -> None:
        from samenspel.rooms.deciding import queries as deciding  # noqa: PLC0415 - the tables must be loaded first
        from samenspel.rooms.voice import acts, deeds, telling  # noqa: F401, PLC0415 - registers acts and deed types

        deciding.TELLERS["voice.answer"] = telling.answering
        deciding.BESIDE.append(telling.beside)
