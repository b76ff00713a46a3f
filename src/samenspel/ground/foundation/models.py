"""The tenant: a collective. Everything a collective has hangs on its `collective_id`."""

from django.db import models
from django.db.models import Q

from samenspel.ground.foundation.ids import new_id


class Collective(models.Model):
    """A group of people that safeguards each other's livelihood, whatever its legal form."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)
    form = models.CharField(max_length=30)
    since = models.DateField()
    founded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(slug=""), name="collective_has_a_slug"),
            models.CheckConstraint(condition=~Q(name=""), name="collective_has_a_name"),
        )
