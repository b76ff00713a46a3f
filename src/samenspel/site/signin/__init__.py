"""Signing in, signing up, and one's own settings: the pages around `ground.people`.

Promises: no answer tells a stranger who has an account; every code works once and every button pressed twice
does one thing; a refusal says what to do next and keeps what was typed; all of it works without scripts, but
for passkeys, which cannot.
"""
