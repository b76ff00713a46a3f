"""Digests of short secrets. They hang on the server's key: a stolen database alone opens nothing."""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac


def seal(purpose: str, owner: object, secret: str) -> str:
    """Digest a secret for storage. `owner` salts it, so that equal secrets look different."""
    return _digest(purpose, owner, secret, settings.SECRET_KEY)


def opens(purpose: str, owner: object, secret: str, digest: str) -> bool:
    """Tell whether the secret belongs to the digest, in the same time for every wrong one."""
    right = False
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        right |= constant_time_compare(_digest(purpose, owner, secret, str(key)), digest)
    return right


def _digest(purpose: str, owner: object, secret: str, key: str) -> str:
    return salted_hmac(
        f"samenspel.people.{purpose}", f"{owner}:{secret}", secret=key, algorithm="sha256"
    ).hexdigest()
