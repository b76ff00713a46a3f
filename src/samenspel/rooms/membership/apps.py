from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "samenspel.rooms.membership"
    label = "membership"

    def ready(self) -> None:
        from samenspel.ground.people import accounts  # noqa: PLC0415 - the tables must be loaded first
        from samenspel.rooms.membership import acts, deeds, queries  # noqa: F401, PLC0415 - registers acts and deed types
        from samenspel.rooms.statute import gate  # noqa: PLC0415
        from samenspel.rooms.statute import queries as statute  # noqa: PLC0415

        gate.provide_standings(queries.standings_of_actor)
        statute.provide_people(queries.people_by_votes)
        accounts.register_tie(queries.what_ties)
