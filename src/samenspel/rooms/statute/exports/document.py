"""What every file of a charter holds, whatever its format."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.kernels.statute.clause import Language
from samenspel.kernels.statute.floors import LAW_TEXT
from samenspel.kernels.statute.words import FORMS, day
from samenspel.rooms.statute.gate import civil_day
from samenspel.rooms.statute.queries import Version
from samenspel.rooms.statute.showing import ClauseShown, LawShown, ThemeShown, show, show_law


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about the document itself."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A version of a charter, written out. The legal text is Dutch; the rest is in the reader's language."""

    card: CollectiveCard
    version: Version
    language: Language
    legal_form: str
    themes: tuple[ThemeShown, ...]
    law: tuple[LawShown, ...]
    law_text: date

    @property
    def clauses(self) -> tuple[ClauseShown, ...]:
        return tuple(clause for theme in self.themes for clause in theme.clauses)

    @property
    def status(self) -> str:
        """In force, waiting for the notary, or no longer in force; with the days."""
        version = self.version
        if version.valid_from is None:
            return _("decided on %(day)s, waits for the notary") % {"day": self.day(version.decided_at)}
        since = self.day(version.valid_from)
        if version.valid_to is None:
            return _("in force since %(day)s") % {"day": since}
        return _("was in force from %(day)s to %(end)s") % {"day": since, "end": self.day(version.valid_to)}

    @property
    def facts(self) -> list[Fact]:
        found = [
            Fact(_("Collective"), self.card.name),
            Fact(_("Place"), self.card.place),
            Fact(_("Legal form"), self.legal_form),
            Fact(_("Version"), f"{self.version.number}, {self.status}"),
            Fact(_("Notary’s deed"), self._deed),
            Fact(_("Law as it read on"), day(self.law_text, self.language)),
            Fact(_("Digest (SHA-256)"), self.version.hash),
        ]
        return [fact for fact in found if fact.value]

    @property
    def _deed(self) -> str:
        signed = self.version.notarial_deed_on
        if signed is None:
            return ""
        return f"{day(signed, self.language)}, {self.version.notarial_deed_name}"

    def day(self, moment: datetime) -> str:
        return day(civil_day(moment), self.language)


def document(card: CollectiveCard, version: Version, language: Language) -> Document:
    """Write a version out."""
    return Document(
        card=card,
        version=version,
        language=language,
        legal_form=FORMS[version.charter.form].say(language),
        themes=show(version.charter, language),
        law=show_law(version.charter, language),
        law_text=LAW_TEXT,
    )


def margin(clause: ClauseShown) -> list[str]:
    """What stands in the margin of a clause for a notary: its name, its rule, its articles, its open norms."""
    lines = [_("Clause: %(name)s") % {"name": clause.id}]
    lines += [f"{rule.acts[:1].upper()}{rule.acts[1:]}: {' '.join(rule.parts)}" for rule in clause.rules]
    if clause.text_only:
        lines.append(_("Not guarded by the machine."))
    articles = ", ".join("".join(part.text for part in reference) for reference in clause.law)
    if articles:
        lines.append(_("Law (Dutch Civil Code): %(articles)s") % {"articles": articles})
    lines += [_("Open norm “%(norm)s”: here a human decides.") % {"norm": norm} for norm in clause.open_norms]
    return lines
