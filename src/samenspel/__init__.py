"""Samenspel: the platform on which social cooperatives run themselves and work with each other.

Floors, from top to bottom: `config`, `site`, `rooms`, `ground`, `kernels`. A floor imports only what is
below it; `docs/architecture.md` shows the house on one screen.
"""
