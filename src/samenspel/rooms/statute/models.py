"""Versions of a collective's charter. A version's text is never edited; only its dates are filled in once."""

from django.db import models
from django.db.models import F, Q

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.models import Collective
from samenspel.ground.people.models import Person


class StatuteVersion(models.Model):
    """One version: canonical JSON, its digest, and when it is in force. `valid_from` empty waits for a notary."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    charter = models.TextField()
    hash = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField()
    valid_from = models.DateTimeField(null=True)
    valid_to = models.DateTimeField(null=True)
    notarial_deed_on = models.DateField(null=True)
    notarial_deed_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "number"), name="statute_version_number"),
            models.UniqueConstraint(
                fields=("collective",),
                condition=Q(valid_from__isnull=False, valid_to__isnull=True),
                name="statute_one_version_in_force",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="statute_version_ends_later",
            ),
        )


class CharterDraft(models.Model):
    """What a person filled in so far to start a collective, which has this id once it exists. One a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    data = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person",), name="charter_draft_one_a_person"),)


class StrengthReport(models.Model):
    """How strong one text of the rules is with so many people: asked for, worked out by the worker, and kept.

    `key` is the digest of the text, the people and the version of the method. `people` are numbers without names.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    charter = models.CharField(max_length=64)
    people = models.JSONField()
    asked_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("collective", "key"), name="strength_report_once"),)
