"""Tables of the journal. The triggers that refuse change are in the migration `0002_append_only`."""

from django.db import models

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.models import Collective


class Head(models.Model):
    """Where a collective's chain stands: the number and the hash of its last deed."""

    collective = models.OneToOneField(Collective, models.PROTECT, primary_key=True, related_name="+")
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)


class Deed(models.Model):
    """One thing that was done. Never changed, never removed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    sequence = models.PositiveBigIntegerField()
    type = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    helper_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)
    payload = models.JSONField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    request_key = models.UUIDField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "sequence"), name="deed_sequence_is_gapless_per_collective"
            ),
            models.UniqueConstraint(fields=("collective", "request_key"), name="deed_request_is_done_once"),
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="deed_sequence_starts_at_one"),
        )
        indexes = (
            models.Index(fields=("collective", "subject_id", "sequence"), name="deed_by_subject"),
            models.Index(fields=("collective", "type", "sequence"), name="deed_by_type"),
            models.Index(fields=("collective", "at"), name="deed_by_time"),
        )


class DeedText(models.Model):
    """Free text that belongs to a deed. The deed holds only its salted digest, so this can be erased."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)
    salt = models.CharField(max_length=32, blank=True)
    text = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "deed", "field"), name="deed_text_once_per_field"),
        )


class Cursor(models.Model):
    """How far one reaction has read in one collective's chain."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    reaction = models.CharField(max_length=80)
    sequence = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "reaction"), name="cursor_once_per_reaction"),
        )
