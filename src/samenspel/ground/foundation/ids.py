"""Identifiers: UUID version 7 (RFC 9562), made before the write so that a retry is harmless."""

import secrets
import time
import uuid


def new_id() -> uuid.UUID:
    """Return a fresh UUIDv7: 48 bits of milliseconds, then 74 random bits.

    The time part only keeps index pages warm; nothing may be read from it. Where the order of making
    could tell who did something (a secret ballot), use no identifier at all.
    """
    milliseconds = time.time_ns() // 1_000_000
    random = secrets.randbits(74)
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76
    value |= (random >> 62) << 64
    value |= 0b10 << 62
    value |= random & ((1 << 62) - 1)
    return uuid.UUID(int=value)
