"""One small table of the site itself: the secret in the address of someone's calendar."""

from django.db import models

from samenspel.ground.people.models import Person


class CalendarAddress(models.Model):
    """That a person has a calendar address. A new nonce makes the old address worthless."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="+")
    nonce = models.CharField(max_length=32)
    made_at = models.DateTimeField()
