"""Tables of people. No rules of a collective live here, and no secret in a form that opens a door."""

import secrets
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from samenspel.ground.foundation.ids import new_id
from samenspel.ground.foundation.models import Collective


def fresh_salt() -> str:
    return secrets.token_hex(16)


class PersonManager(models.Manager["Person"]):
    def get_by_natural_key(self, email: str) -> "Person":
        return self.get(email=email)


class Person(AbstractBaseUser):
    """A human being who takes part. An erased person keeps the row, so that deeds still point somewhere."""

    password = None  # type: ignore[assignment]  # there are none, so there is no column for one
    last_login = None  # `SignIn` tells more, and is the person's own to see and end

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, unique=True, null=True, blank=True)
    language = models.CharField(max_length=2, default="nl")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    session_salt = models.CharField(max_length=32, default=fresh_salt, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(email__isnull=True) | Q(email=Lower(F("email"))),
                name="person_email_is_lower_case",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name="", email__isnull=True, is_active=False),
                name="person_erased_keeps_nothing",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        raise NotImplementedError("Nobody has a password here.")

    def check_password(self, raw_password: str | None) -> bool:  # noqa: ARG002 - Django's signature
        return False

    async def acheck_password(self, raw_password: str | None) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def set_unusable_password(self) -> None:
        """Do nothing: there is no password to make unusable."""

    def has_usable_password(self) -> bool:
        return False

    def get_session_auth_hash(self) -> str:
        """Hash the random salt, so that a new salt ends every session of this person."""
        return salted_hmac("samenspel.people.session", self.session_salt, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self):  # type: ignore[no-untyped-def]  # noqa: ANN201 - untyped in Django
        from django.conf import settings  # noqa: PLC0415 - only when the server's key was changed

        for key in settings.SECRET_KEY_FALLBACKS:
            yield salted_hmac(
                "samenspel.people.session", self.session_salt, secret=key, algorithm="sha256"
            ).hexdigest()


class MailCode(models.Model):
    """A 6-digit code that was mailed. Whoever types it in shows that they can read that mailbox."""

    class Reason(models.TextChoices):
        SIGN_IN = "sign_in"
        NEW_ADDRESS = "new_address"
        HELP = "help"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reason = models.CharField(max_length=12, choices=Reason.choices)
    email = models.EmailField(max_length=254)
    asked_by = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)


class SignInCard(models.Model):
    """A printed card with codes that each work once. The number tells cards apart and is no secret.

    A card is its owner's, not the collective's: `issuer` only tells at whose desk it was made, null for a card
    one made oneself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=8, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    issuer = models.ForeignKey(Collective, models.PROTECT, null=True, related_name="+")
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class CardCode(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    card = models.ForeignKey(SignInCard, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("card", "place"), name="card_code_once_per_place"),)


class Passkey(models.Model):
    """The public half of a key pair; the private half never leaves the person's phone or security key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    credential_id = models.CharField(max_length=1400, unique=True)
    public = models.BinaryField()
    name = models.CharField(max_length=60)
    counter = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class SignIn(models.Model):
    """One browser in which a person is signed in. No address is kept, and only the kind of device."""

    class Way(models.TextChoices):
        MAIL = "mail"
        CARD = "card"
        PASSKEY = "passkey"
        NEW = "new"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    way = models.CharField(max_length=8, choices=Way.choices)
    device = models.CharField(max_length=40, blank=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()


class HelperConsent(models.Model):
    """A person lets a helper act for them, for a short while."""

    class Way(models.TextChoices):
        MAIL = "mail"
        CARD = "card"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    helper = models.ForeignKey(Person, models.CASCADE, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices)
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(person=F("helper")), name="consent_is_for_someone_else"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("given_at")), name="consent_ends_after_it_began"
            ),
        )


class Throttle(models.Model):
    """How often something was tried in the running window. The key is a digest; it names nobody."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)


class Drawer(models.Model):
    """What someone keeps for themselves, sealed with words that only they know. Nobody else can open it, nor the server."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="+")
    salt = models.BinaryField()
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()
