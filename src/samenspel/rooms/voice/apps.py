from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "samenspel.rooms.voice"
    label = "voice"

    def ready(self) -> None:
        from samenspel.rooms.deciding import acts as deciding_acts  # noqa: PLC0415 - the tables must be loaded first
        from samenspel.rooms.deciding import queries as deciding  # noqa: PLC0415
        from samenspel.rooms.voice import acts, deeds, queries, telling  # noqa: F401, PLC0415 - registers acts and deeds

        deciding_acts.provide_opponents(queries.opponents)
        deciding.TELLERS["voice.answer"] = telling.answering
        deciding.BESIDE.append(telling.beside)
