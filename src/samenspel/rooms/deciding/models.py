"""Tables of deciding. Personal text stands here and, digested, in the book."""

from django.db import models
from django.db.models import Q

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.models import Collective


class State(models.TextChoices):
    """Where a proposal stands."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    VOTING = "voting"
    DECIDED = "decided"
    """Carried; the challenge window or the cooling time runs."""
    DONE = "done"
    """Carried, and its act carried out or its decision in force."""
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    STALE = "stale"
    """The rules changed under it, or its act no longer fits; it must be made again."""


RUNNING = (State.ANNOUNCED, State.VOTING, State.DECIDED)


class Proposal(models.Model):
    """Something put before one or more bodies: an act of the registry, or an opinion when `act` is empty."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    opener_id = models.UUIDField()
    title = models.CharField(max_length=160)
    reason = models.TextField()
    purpose_line = models.CharField(max_length=300, blank=True)
    touches = models.CharField(max_length=300, blank=True)
    act = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    kinds = models.JSONField(default=list)
    options = models.JSONField(default=list)
    counting = models.CharField(max_length=40, blank=True)
    """How a choice among options is counted: a way that the rules allow. Empty without options."""
    count_rules = models.JSONField(default=dict)
    """What the count needs beside the ballots: `seats`, or `budget` in euro cents."""
    statute_version_id = models.UUIDField(null=True)
    wording = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    made_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    effect_at = models.DateTimeField(null=True)
    opponents = models.PositiveIntegerField(default=0)
    """How many people who had no vote in it speak against the decision; the rules may wait longer for them."""
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="proposal_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="withdrawn") | Q(announced_at__isnull=False),
                name="proposal_is_announced_before_it_moves",
            ),
            models.CheckConstraint(
                condition=Q(options=[], counting="") | (~Q(options=[]) & ~Q(counting="")),
                name="proposal_with_options_says_how_it_counts",
            ),
        )
        indexes = (
            models.Index(fields=("collective", "state", "made_at"), name="proposal_by_state"),
            models.Index(fields=("collective", "made_at"), name="proposal_by_time"),
        )


class Round(models.Model):
    """One vote of one body on one proposal: a reading, or a second meeting, or the fallback after consent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    body = models.CharField(max_length=30)
    way = models.CharField(max_length=12)
    secret = models.BooleanField()
    second_meeting = models.BooleanField(default=False)
    called_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    box = models.JSONField(default=list)
    """Secret ballots, aggregated and sorted: [[marks, times], …]. One value, so that no order of casting remains."""
    result = models.JSONField(null=True)
    void = models.BooleanField(default=False)
    """Set aside by a challenge; the vote that follows counts instead."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "proposal", "number"), name="round_number"),
            models.CheckConstraint(
                condition=Q(closes_at__gte=models.F("opens_at")), name="round_closes_after_opening"
            ),
        )
        indexes = (models.Index(fields=("collective", "closed_at", "closes_at"), name="round_by_closing"),)


class RegisterEntry(models.Model):
    """A person on the register of a vote, with the place in the rules that put them there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    place = models.CharField(max_length=120)
    voted = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "round", "person_id"), name="register_entry_once"),
        )
        indexes = (
            models.Index(fields=("collective", "person_id", "voted"), name="register_by_person"),
            models.Index(fields=("collective", "round"), condition=Q(voted=True), name="register_struck_off"),
        )


class Ballot(models.Model):
    """A vote in an open ballot. It may be changed until the vote closes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    marks = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "round", "person_id"), name="open_ballot_once"),
        )


class Objection(models.Model):
    """A reasoned objection: a case with an owner, an answer and an end."""

    class End(models.TextChoices):
        OPEN = "open"
        INTEGRATED = "integrated"
        WITHDRAWN = "withdrawn"
        OVERRULED = "overruled"
        UPHELD = "upheld"
        """Nobody settled it, and the proposal was not carried."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    owner_id = models.UUIDField()
    reason = models.TextField()
    raised_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=12, choices=End, default=End.OPEN)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "round", "person_id"),
                condition=Q(end="open"),
                name="objection_open_once",
            ),
        )


class Comment(models.Model):
    """A contribution to the discussion."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    text = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("collective", "proposal", "made_at"), name="comment_by_time"),)


class Decision(models.Model):
    """What was decided: in force, or provisional until a review date, or carried out at once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    decided_at = models.DateTimeField()
    in_force_from = models.DateTimeField()
    review_on = models.DateField(null=True)
    warned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=12, blank=True)
    deed_sequence = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("collective", "proposal"), name="decision_once_per_proposal"),
            models.UniqueConstraint(fields=("collective", "number"), name="decision_number"),
        )
        indexes = (models.Index(fields=("collective", "ended_at", "review_on"), name="decision_by_review"),)


class Notice(models.Model):
    """A notice to one person: shown in the house, gathered in the daily mail. The log that notice was given."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    deed_sequence = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("collective", "person_id", "proposal", "kind", "deed_sequence"), name="notice_once"
            ),
        )
        indexes = (models.Index(fields=("collective", "person_id", "seen_at"), name="notice_by_person"),)
