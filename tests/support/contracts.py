"""A contract for import-linter: rooms know each other only by what they do, show and record."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.application.contract_utils import AlertLevel, remove_ignored_imports_and_report


class DoorsContract(Contract):
    """A package's subpackages import of each other only the modules named as doors.

    - rooms: the package whose direct subpackages are the rooms.
    - doors: the names of the modules of a room that other rooms may import.
    - ignore_imports: as in import-linter's own contracts.
    """

    type_name = "doors"

    rooms = fields.ModuleField()
    doors = fields.SetField(subfield=fields.StringField())
    ignore_imports = fields.SetField(subfield=fields.ImportExpressionField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002 - import-linter asks for it
        remove_ignored_imports_and_report(
            graph=graph, ignore_imports=self.ignore_imports, unmatched_alerting=AlertLevel.NONE
        )
        depth = self.rooms.name.count(".") + 1
        inside = {module for module in graph.modules if module.startswith(f"{self.rooms.name}.")}
        broken = []
        for importer in sorted(inside):
            for imported in sorted(graph.find_modules_directly_imported_by(importer) & inside):
                here, there = importer.split("."), imported.split(".")
                if here[depth] != there[depth] and not set(there[depth + 1 : depth + 2]) & self.doors:
                    details = graph.get_import_details(importer=importer, imported=imported)
                    broken.append((importer, imported, [found["line_number"] for found in details]))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported, lines in check.metadata["broken"]:
            places = ", ".join(f"l.{line}" for line in lines)
            output.print_error(f"- {importer} -> {imported} ({places})", bold=False)
        output.new_line()
        output.print(f"Of another room, import only: {', '.join(sorted(self.doors))}.")
