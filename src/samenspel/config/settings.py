"""Settings. Whatever differs per installation comes from the environment; there are no rules of a collective here."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from samenspel.config import env

ROOT = Path(__file__).resolve().parents[3]
env.load_dotenv(Path(env.text("SAMENSPEL_ENV_FILE", str(ROOT / ".env"))))

DATA_DIR = Path(env.text("SAMENSPEL_DATA_DIR", str(ROOT / "var")))
DEMO = env.flag("SAMENSPEL_DEMO", default=False)
DEBUG = env.flag("SAMENSPEL_DEBUG", default=False)
TLS = env.flag("SAMENSPEL_TLS", default=not (DEMO or DEBUG))


def _secret_key() -> str:
    """The key from the environment, or one made once and kept beside the data with narrow file rights."""
    key = env.text("SAMENSPEL_SECRET_KEY")
    if key:
        return key
    from django.core.management.utils import get_random_secret_key  # noqa: PLC0415 - only when no key is given

    path = DATA_DIR / "secret-key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key() + get_random_secret_key(), encoding="utf-8")
    return path.read_text(encoding="utf-8")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.words("SAMENSPEL_HOSTS", "localhost 127.0.0.1 [::1]")
BASE_URL = env.text("SAMENSPEL_BASE_URL", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "samenspel.site",
    "samenspel.site.signin",
    "samenspel.site.collective",
    "samenspel.rooms.work",
    "samenspel.rooms.voice",
    "samenspel.rooms.ledger",
    "samenspel.rooms.deciding",
    "samenspel.rooms.membership",
    "samenspel.rooms.statute",
    "samenspel.ground.people",
    "samenspel.ground.journal",
    "samenspel.ground.foundation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "samenspel.site.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samenspel.site.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samenspel.site.signin.middleware.presence",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samenspel.site.middleware.reading_time",
    "samenspel.site.middleware.refusals",
]

ROOT_URLCONF = "samenspel.config.urls"
WSGI_APPLICATION = "samenspel.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samenspel.site.context.frame",
            ],
        },
    },
]


def _database(url: str) -> dict[str, object]:
    """`sqlite:///path` or `postgresql://user:password@host:port/name?…`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path) or ":memory:",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",  # take the write lock at BEGIN: no upgrade deadlock half way
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or env.text("PGHOST"),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise env.MisconfiguredError(
        f"SAMENSPEL_DATABASE_URL starts with {parts.scheme!r}; use sqlite or postgresql."
    )


DATABASE_URL = env.text("SAMENSPEL_DATABASE_URL", f"sqlite:///{DATA_DIR / 'samenspel.sqlite3'}")
DATABASES = {"default": _database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Language and time. Dutch first; the source strings are English.
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "taal"
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# People: a code, a card or a passkey; never a password.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "samenspel.ground.people.backend.PersonBackend",
]
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/aan-zet/"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEMO or DEBUG
MEDIA_ROOT = DATA_DIR / "media"

# Mail. Without a mail server, mail is kept as files beside the data, where the operator can read it.
EMAIL_HOST = env.text("SAMENSPEL_MAIL_HOST")
EMAIL_PORT = env.number("SAMENSPEL_MAIL_PORT", 587)
EMAIL_HOST_USER = env.text("SAMENSPEL_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("SAMENSPEL_MAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("SAMENSPEL_MAIL_TLS", default=True)
DEFAULT_FROM_EMAIL = env.text("SAMENSPEL_MAIL_FROM", "samenspel@localhost")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"

# Security. Plain HTTP is for a demo or development on one's own machine only.
SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_HSTS_PRELOAD = TLS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if env.flag("SAMENSPEL_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "samenspel_cache",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("SAMENSPEL_LOG_LEVEL", "WARNING")},
}
