"""Static files (styles, scripts, pictures) as they are served in earnest: named by content, and compressed."""

import hashlib
from pathlib import Path

_KEPT_AS = ".collected-from"


def collect_static() -> None:
    """Collect and compress the static files into `STATIC_ROOT`, unless they are what they were the last time.

    Compressing takes half a minute, and starting a server should not.
    """
    from django.conf import settings  # noqa: PLC0415 - help does without
    from django.core.management import call_command  # noqa: PLC0415

    folder = Path(settings.STATIC_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    if settings.WHITENOISE_USE_FINDERS:
        return  # a demo and development serve the files from where they are
    mark = folder / _KEPT_AS
    sources = _fingerprint()
    if not mark.exists() or mark.read_text(encoding="ascii") != sources:
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(sources, encoding="ascii")


def _fingerprint() -> str:
    """Changes with any static file of any app: its name, its size or the moment it was written."""
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415

    lines = []
    for finder in get_finders():
        for name, storage in finder.list(None):
            facts = Path(storage.path(name)).stat()
            lines.append(f"{name} {facts.st_size} {facts.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
