"""Everything is set by the environment (see docs/operations.md); what is not set is set safely."""

from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from klappt.config import env

HOME = env.home()
DEBUG = env.flag("KLAPPT_DEBUG")
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS")
BEHIND_TLS = env.flag("KLAPPT_TLS", default=True)
PUBLIC_URL = env.text("KLAPPT_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.listed("CSRF_TRUSTED_ORIGINS") or [PUBLIC_URL]
EXAMPLES = env.flag("KLAPPT_EXAMPLES")
# No figure from fewer people than this (Kleinzahlregel); five is the least there is.
MINIMUM_N = max(5, env.number("KLAPPT_MINIMUM_N", 5))

INSTALLED_APPS = [
    "klappt.ui",
    "klappt.fields",
    "klappt.sheets",
    "klappt.audit",
    "klappt.jobs",
    "klappt.accounts",
    "klappt.alliances",
    "klappt.actors",
    "klappt.profiles",
    "klappt.bodies",
    "klappt.agreements",
    "klappt.meetings",
    "klappt.measures",
    "klappt.matters",
    "klappt.councils",
    "klappt.offers",
    "klappt.needs",
    "klappt.chains",
    "klappt.cases",
    "klappt.priorities",
    "klappt.living",
    "klappt.worksheets",
    "klappt.consultations",
    "klappt.returns",
    "klappt.offline",
    "klappt.evaluation",
    "klappt.public",
    "klappt.handbook",
    "klappt.config",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "klappt.accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "klappt.alliances.middleware.AllianceMiddleware",
    "klappt.ui.middleware.ButtonAddressMiddleware",
]

ROOT_URLCONF = "klappt.config.urls"
WSGI_APPLICATION = "klappt.config.wsgi.application"

_LOADERS = [
    "template_partials.loader.Loader",
    [
        (
            "django.template.loaders.cached.Loader",
            [
                "django_cotton.cotton_loader.Loader",
                "django.template.loaders.filesystem.Loader",
                "django.template.loaders.app_directories.Loader",
            ],
        )
    ],
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [(_LOADERS[0], _LOADERS[1])],
            "builtins": ["django_cotton.templatetags.cotton", "template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "klappt.config.navigation.navigation",
                "klappt.handbook.context_processors.help_link",
            ],
        },
    }
]
FORM_RENDERER = "klappt.ui.forms.KernRenderer"

_database: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(HOME / "klappt.sqlite3")}
if env.text("DATABASE_URL"):
    _database = dict(dj_database_url.parse(env.text("DATABASE_URL"), conn_health_checks=True))
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        # Otherwise INSERT OR REPLACE would remove a row past the triggers that keep it.
        "PRAGMA recursive_triggers=ON;",
    }
else:
    # Row-level security has to be told the scope that is open.
    _database["ENGINE"] = "klappt.alliances.postgresql"
    _database["OPTIONS"] = {
        **_database.get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
    }
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "klappt_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "alliances:start"
ACCOUNT_ADAPTER = "klappt.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"  # an invitation has proven the address already
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if BEHIND_TLS else "http"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/10m/key", "login": "60/m/ip"}
ACCOUNT_FORMS = {
    "login": "klappt.accounts.forms.LoginForm",
    "reauthenticate": "klappt.accounts.forms.ReauthenticateForm",
    "add_email": "klappt.accounts.forms.AddEmailForm",
    "reset_password": "klappt.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "klappt.accounts.forms.ResetPasswordKeyForm",
    "change_password": "klappt.accounts.forms.ChangePasswordForm",
    "set_password": "klappt.accounts.forms.SetPasswordForm",
}
MFA_ADAPTER = "klappt.accounts.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "klappt"
MFA_TOTP_TOLERANCE = 1  # a phone whose clock is half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS
MFA_FORMS = {
    "authenticate": "klappt.accounts.forms.AuthenticateForm",
    "reauthenticate": "klappt.accounts.forms.ReauthenticateByCodeForm",
    "activate_totp": "klappt.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "klappt.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "klappt.accounts.forms.RenamePasskeyForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("KLAPPT_BEHIND_PROXY") else 0
SESSION_COOKIE_AGE = 14 * 24 * 3600

# Sign-in through an office's own directory (OpenID Connect); it vouches for the address, accounts stay ours.
SOCIALACCOUNT_ADAPTER = "klappt.accounts.adapters.DirectoryAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, list[dict[str, object]]]] = {"openid_connect": {"APPS": []}}
if env.text("KLAPPT_OIDC_URL"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "oidc",
            "name": env.text("KLAPPT_OIDC_NAME", "OpenID Connect"),
            "client_id": env.text("KLAPPT_OIDC_CLIENT_ID"),
            "secret": env.text("KLAPPT_OIDC_SECRET"),
            "settings": {"server_url": env.text("KLAPPT_OIDC_URL")},
        }
    ]

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "klappt.config.static_files.StaticFiles"},
}

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_TIMEOUT = 20
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "klappt <klappt@localhost>")
INBOX_ADDRESS = env.text("KLAPPT_INBOX_ADDRESS")
INBOX_FOLDER = HOME / "inbox"
INBOX_ACCOUNT = env.mailbox()

SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("KLAPPT_BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
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
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django would show errors only in DEBUG, or mail them to nobody.
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}

# A whole actor table posted in one go has a few thousand fields; uploads are limited where they are read.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
