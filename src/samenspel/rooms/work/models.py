"""Tables of own work: tasks, who signed up, and what was done."""

from django.db import models
from django.db.models import Q

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.models import Collective
from samenspel.ground.people.models import Person


class WorkKind(models.Model):
    """A kind of work that the collective itself names, such as “zorgen” or “in de tuin”."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "name"), condition=Q(closed_at__isnull=True), name="work_kind_name"
            ),
        )


class Task(models.Model):
    """Something that wants doing, on a day or at any time, by so many people. A series shares one number."""

    class PaidBefore(models.TextChoices):
        NEVER = "never"
        YES = "yes"
        UNKNOWN = "unknown"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    place = models.CharField(max_length=120, blank=True)
    needs = models.CharField(max_length=200, blank=True)
    step_free = models.BooleanField(default=False)
    wanted = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField()
    paid_before = models.CharField(max_length=10, choices=PaidBefore.choices)
    kind = models.ForeignKey(WorkKind, models.PROTECT, null=True, related_name="+")
    series_id = models.UUIDField(null=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(wanted__gte=1) & Q(minutes__gte=1), name="work_task_wants_something"
            ),
        )
        indexes = (models.Index(fields=("collective", "starts_at"), name="work_task_by_day"),)


class SignUp(models.Model):
    """Someone takes a task on, or stands by when it is full."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    standby = models.BooleanField(default=False)
    signed_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True)
    """Since when someone asks others to take it over; until then it is still theirs."""
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "task", "person"),
                condition=Q(withdrawn_at__isnull=True),
                name="work_signed_up_once",
            ),
        )
        indexes = (models.Index(fields=("collective", "person"), name="work_sign_up_by_person"),)


class Work(models.Model):
    """What someone did: reported, and then confirmed or declined by another."""

    class State(models.TextChoices):
        REPORTED = "reported"
        CONFIRMED = "confirmed"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=200)
    day = models.DateField()
    minutes = models.PositiveIntegerField()
    kind = models.ForeignKey(WorkKind, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.REPORTED)
    reported_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    transfer_id = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="work_within_a_day"),
            models.CheckConstraint(
                condition=Q(state="reported", ended_by__isnull=True)
                | (~Q(state="reported") & Q(ended_by__isnull=False)),
                name="work_ended_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(ended_by=models.F("person")), name="work_not_confirmed_by_oneself"
            ),
            models.UniqueConstraint(
                fields=("collective", "task", "person"),
                condition=Q(task__isnull=False) & ~Q(state="declined"),
                name="work_of_a_task_once",
            ),
        )
        indexes = (models.Index(fields=("collective", "state", "day"), name="work_by_state"),)
