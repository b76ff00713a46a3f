"""Tables of membership. The register is bitemporal: `valid_*` says when something was true, `recorded_at` and
`superseded_at` when the house knew it. A row changes once at most: when it is superseded.
"""

from django.db import models
from django.db.models import F, Q

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.models import Collective
from samenspel.ground.people.models import Person


class Standing(models.Model):
    """A person in a standing for a time. `place` is where in the rules that stands: "clause:sentence" or "law:…".

    `votes_from` is the first day on which a member votes; empty means from the start.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    standing = models.CharField(max_length=30)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=120)
    votes_from = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "person", "standing"),
                condition=Q(superseded_at__isnull=True, valid_to__isnull=True),
                name="standing_open_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="standing_ends_later",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("recorded_at")),
                name="standing_superseded_later",
            ),
        )
        indexes = (
            models.Index(fields=("collective", "standing", "superseded_at"), name="standing_by_kind"),
            models.Index(fields=("collective", "person", "superseded_at"), name="standing_by_person"),
        )


class Invitation(models.Model):
    """An invitation to take part. The code itself is not kept, only its digest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    standing = models.CharField(max_length=30)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    uses = models.PositiveSmallIntegerField()
    used = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "digest"), name="invitation_digest"),
            models.CheckConstraint(condition=Q(used__lte=F("uses")), name="invitation_not_used_too_often"),
        )
        indexes = (models.Index(fields=("digest",), name="invitation_by_digest"),)


class Application(models.Model):
    """Someone asks to take part, having read the rules in one version. Their own words stand beside the deed."""

    class State(models.TextChoices):
        WAITING = "waiting"
        WITHDRAWN = "withdrawn"
        ACCEPTED = "accepted"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    wanted = models.CharField(max_length=30)
    version = models.PositiveIntegerField()
    charter = models.CharField(max_length=64)
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    """The day on a paper form; empty for who applied on screen."""
    made_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "person"), condition=Q(state="waiting"), name="application_waiting_once"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", closed_at__isnull=True)
                | (~Q(state="waiting") & Q(closed_at__isnull=False)),
                name="application_closed_when_decided",
            ),
        )
        indexes = (models.Index(fields=("collective", "state", "made_at"), name="application_by_state"),)


class Measure(models.Model):
    """A suspension or an expulsion, with its term of appeal. The standing itself is in the register."""

    class Kind(models.TextChoices):
        SUSPENSION = "suspension"
        EXPULSION = "expulsion"

    class End(models.TextChoices):
        LIFTED = "lifted"
        REINSTATED = "reinstated"
        EXPIRED = "expired"
        MEMBERSHIP_ENDED = "membership_ended"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    imposed_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    appeal_until = models.DateTimeField()
    appealed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=16, choices=End, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "person"), condition=Q(ended_at__isnull=True), name="measure_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="measure_ends_in_some_way",
            ),
        )
        indexes = (models.Index(fields=("kind", "ended_at", "appeal_until"), name="measure_by_term"),)


class ContributionChoice(models.Model):
    """From a month on, someone contributes in money or in hours."""

    class Way(models.TextChoices):
        MONEY = "money"
        HOURS = "hours"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way)
    from_month = models.DateField()
    chosen_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("collective", "person", "from_month"), name="choice_by_month"),)


class Contribution(models.Model):
    """What someone contributed for a month: euro cents or minutes, never both in one row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    month = models.DateField()
    cents = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    recorded_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(cents__gt=0, minutes=0) | Q(cents=0, minutes__gt=0),
                name="contribution_of_one_unit",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="contribution_month_is_a_first_day"),
        )
        indexes = (models.Index(fields=("collective", "person", "month"), name="contribution_by_month"),)


class ShareIssue(models.Model):
    """Shares issued to someone at a price each, in euro cents. Given back, they are a claim on the collective."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()
    cents_each = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(count__gte=1), name="share_issue_of_at_least_one"),)
        indexes = (models.Index(fields=("collective", "person"), name="share_by_person"),)


class CallConsent(models.Model):
    """Someone lets the collective call them to a meeting by e-mail (2:41 lid 5 BW)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "person"),
                condition=Q(withdrawn_at__isnull=True),
                name="call_consent_open_once",
            ),
        )
