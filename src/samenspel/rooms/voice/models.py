"""Tables of the counter-voice: what someone says against a decision, and who supports it."""

from django.db import models
from django.db.models import Q

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.models import Collective
from samenspel.ground.people.models import Person


class Statement(models.Model):
    """A counter-statement: what one person says against one decision, with the answer of the body that decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    proposal_id = models.UUIDField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField()
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "proposal_id", "person"),
                condition=Q(withdrawn_at__isnull=True),
                name="voice_one_statement_each",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="voice_answer_has_a_day",
            ),
        )
        indexes = (models.Index(fields=("collective", "made_at"), name="voice_by_time"),)


class Support(models.Model):
    """Someone supports what another says. Taking it back leaves no trace here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "statement", "person"), name="voice_supported_once"
            ),
        )
