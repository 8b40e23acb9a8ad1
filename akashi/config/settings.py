"""Settings (設定), grouped; each is explained in docs/operating.md."""

from __future__ import annotations

from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from akashi.config.environment import (
    PACKAGE,
    addresses,
    data_directory,
    first_use_secret,
    listed,
    networks,
    public_url,
    read_environment,
)

env = read_environment()

# Where things are kept -------------------------------------------------------------------------
DATA_DIR = data_directory(env)
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
SHIPPED_DATA_DIR = PACKAGE.parent / "data"

# Who can reach us ------------------------------------------------------------------------------
PUBLIC_URL = public_url(env)
OVER_TLS = PUBLIC_URL.startswith("https://")
DEMO: bool = env.bool("DEMO", default=False)
DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", "") or first_use_secret(DATA_DIR / "secrets" / "secret_key")
ALLOWED_HOSTS = listed(
    env,
    "ALLOWED_HOSTS",
    ["*"] if not OVER_TLS else [PUBLIC_URL.split("/")[2].split(":", maxsplit=1)[0]],
)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
TRUSTED_PROXIES = networks(env, "TRUSTED_PROXIES")
"""Addresses whose X-Forwarded-For is believed; nobody else's is."""
CONTACT: str = env.str("CONTACT", "")
"""Who helps, by which telephone and when: at the foot of every page and mail."""
METRICS_TOKEN: str = env.str("METRICS_TOKEN", "")
"""Bearer token for /metrics; without one it answers only to this machine."""

# Seal, time stamp, mail ------------------------------------------------------------------------
EMAIL_URL: str = env.str("EMAIL_URL", "")
"""smtp://user:password@host:port, smtps:// or smtp+starttls://; empty keeps mail in the store."""
EMAIL_SENDER: str = env.str("EMAIL_SENDER", "akashi@localhost")
TSA_URLS = listed(env, "TSA_URLS")
"""RFC 3161 addresses, tried in turn; none means the demo authority of our own."""
TSA_POLICY: str = env.str("TSA_POLICY", "")
"""Policy (object identifier) an authority must answer under; empty takes its own."""
SEAL_DIR: str = env.str("SEAL_DIR", "") or str(DATA_DIR / "seal")
SEAL_PIN: str = env.str("SEAL_PIN", "")
"""Opens keys on tokens and locked key files whose folder holds no file `pin`."""
SEAL_OWN_ONLY: bool = env.bool("SEAL_OWN_ONLY", default=False)
"""No surety seals with the installation's default seal: each must have its own."""
SEAL_LEVEL: str = env.str("SEAL_LEVEL", "B-LT")
SEAL_RESERVE: int = env.int("SEAL_RESERVE", 9 * 1024)
"""Bytes kept in each PDF for signature, chain and time stamp."""
SEAL_MINIMUM_LEVEL: str = env.str("SEAL_MINIMUM_LEVEL", "B-B")
LOG_DIR: str = env.str("LOG_DIR", "") or str(DATA_DIR / "log")
"""Where the transparency log is published as plain files."""
ANCHOR_MAIL = addresses(env, "ANCHOR_MAIL")
"""Who keeps copies of the log's anchors."""
EVIDENCE_FIRST_DAYS: int = env.int("EVIDENCE_FIRST_DAYS", 1)
"""Days after the seal until the first archive time stamp."""
EVIDENCE_RENEW_DAYS: int = env.int("EVIDENCE_RENEW_DAYS", 365)
"""Days after an archive time stamp until the next one."""
EVIDENCE_MARGIN_DAYS: int = env.int("EVIDENCE_MARGIN_DAYS", 90)
"""Days before the end of an authority's certificate in which its stamps are renewed early."""
EXTRA_FONTS_DIR: str = env.str("EXTRA_FONTS_DIR", "")

TOOLBOX = "akashi.config.wiring.toolbox"
"""Dotted name of what wires the adapters: doors stand below the wiring and know it by name."""

# Store -----------------------------------------------------------------------------------------
DATABASE_URL: str = env.str("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'akashi.sqlite3'}"
DATABASES: dict[str, Any] = {"default": dj_database_url.parse(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "akashi.records.sqlite3"
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: a transaction that will write says so at once, so no two can deadlock.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: an acknowledged guarantee survives a power cut.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        # Rows that REPLACE removes are removed like any others: triggers are asked.
        "PRAGMA recursive_triggers=ON;",
    }
else:
    DATABASES["default"]["ENGINE"] = "akashi.records.postgresql"
    # The server keeps the plans of what is asked again and again: half of its work per issue.
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"].get("OPTIONS", {}),
        "server_side_binding": True,
        "prepare_threshold": 5,
    }
# Who owns the tables, where that is not the application: `akashi migrate` works as this role, and
# the triggers that guard evidence are out of the application's reach (PostgreSQL).
MIGRATE_DATABASE_URL: str = env.str("MIGRATE_DATABASE_URL", "")
MIGRATE_DATABASE: dict[str, Any] = (
    dict(dj_database_url.parse(MIGRATE_DATABASE_URL)) if MIGRATE_DATABASE_URL else {}
)
# Kept open on both: connecting anew costs PostgreSQL seven times the work, and the last one to
# leave makes SQLite fold its whole write-ahead log into the file.
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = DATABASES["default"]["ENGINE"].endswith("postgresql")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The house -------------------------------------------------------------------------------------
ROOT_URLCONF = "akashi.config.urls"
WSGI_APPLICATION = "akashi.config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "akashi.records",
    "akashi.portals.shared",
    "akashi.portals.public",
    "akashi.portals.contractor",
    "akashi.portals.surety",
    "akashi.portals.obligee",
    "akashi.portals.api",
]
MIDDLEWARE = [
    "akashi.portals.shared.middleware.RequestRecord",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "akashi.portals.shared.middleware.ContentPolicy",
    "akashi.portals.shared.middleware.PrivateAnswers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "akashi.portals.shared.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "akashi.portals.shared.context.everywhere",
            ],
        },
    },
]

# People ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "records.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/contractor/login/"
# Guessing is slowed per person and source together: a stranger elsewhere locks nobody out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# The name under which the log-in page hands the お客様ID on; axes looks for it there.
AXES_USERNAME_FORM_FIELD = "username"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "akashi.portals.shared.source.client_address"
AXES_LOCKOUT_CALLABLE = "akashi.portals.shared.pages.too_many_log_ins"
AXES_VERBOSE = False

# Cookies and headers ---------------------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-akashi" if OVER_TLS else "akashi"
SESSION_COOKIE_SECURE = OVER_TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "__Host-akashi-csrf" if OVER_TLS else "akashi-csrf"
CSRF_COOKIE_SECURE = OVER_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "akashi.portals.shared.pages.csrf_refused"
LANGUAGE_COOKIE_NAME = "__Host-akashi-language" if OVER_TLS else "akashi-language"
LANGUAGE_COOKIE_SECURE = OVER_TLS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 63_072_000 if OVER_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = OVER_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
# A file of 20 MB and the form around it; more is refused before it is read.
LARGEST_BODY = 21 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_BODY

# Languages and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("日本語")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "workflows" / "locale", PACKAGE / "config" / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True

# Static files: served by ourselves, straight from the rooms that use them ------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

# What the server writes about itself -------------------------------------------------------------
LOGGING_CONFIG = "akashi.config.logs.configure"
LOGGING: dict[str, Any] = {"level": env.str("LOG_LEVEL", "INFO")}
