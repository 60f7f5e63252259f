"""All settings, in one file, from the environment only; docs/runbook.md lists every variable.

What a small site needs is the default: SQLite in one folder, mail written into a file until a
server is named, everything locked as for a site that the world can reach.
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

from kinweave.config import sqlite
from kinweave.config.env import Environment
from kinweave.config.readers import (
    database,
    inbox,
    language_model,
    mail,
    mail_from,
    mail_options,
    oidc_provider,
    secret,
)

sqlite.use_sound_version()

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "kinweave"
env = ENVIRONMENT = Environment()

# Where things are ------------------------------------------------------------------------------

HOME = Path(
    env.text("KINWEAVE_HOME", "var", about="The folder for database, pictures and keys.")
).absolute()
DEBUG = env.flag("DEBUG", about="Show the inside of errors. Only on a machine of your own.")
SERVE_PORT = env.number("PORT", 8000, least=1, about="The port that kinweave serve listens on.")
SITE_URL = env.origin(
    "SITE_URL",
    f"http://localhost:{SERVE_PORT}",
    about="Where people reach the site; links in mail use it.",
)
SITE_NAME = env.text("SITE_NAME", "Kinweave", about="What the site is called, in mail and pages.")
_site = urlsplit(SITE_URL)
SECURE = _site.scheme == "https"
ALLOWED_HOSTS = [_site.hostname or "localhost"]
if not SECURE:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SERVE_HOST = env.text("HOST", "127.0.0.1", about="The address that kinweave serve listens on.")
SOURCE_URL = env.text(
    "SOURCE_URL", about="Where the source of what runs here is; its licence asks to say so."
)
SECRET_KEY = secret(env, HOME)
DEMO = env.flag("DEMO", about="A demo site: sign-in links may be printed. Never for real people.")
DEMO_IN_PUBLIC = env.flag("DEMO_IN_PUBLIC", about="A demo at an https address is meant.")

# Parts -----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "kinweave.web",
    "kinweave.decks",
    "kinweave.rounds",
    "kinweave.binding",
    "kinweave.handbook",
    "kinweave.weaving",
    "kinweave.calling",
    "kinweave.crews",
    "kinweave.harvests",
    "kinweave.bringing",
    "kinweave.mixing",
    "kinweave.importing",
    "kinweave.retreats",
    "kinweave.preparing",
    "kinweave.gatherings",
    "kinweave.fund",
    "kinweave.met",
    "kinweave.circles",
    "kinweave.people",
    "kinweave.notices",
    "kinweave.journal",
    "kinweave.jobs",
    "kinweave.config",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
if DEMO:
    INSTALLED_APPS.insert(1, "kinweave.demo")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kinweave.web.middleware.seen_by",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "kinweave.config.urls"
WSGI_APPLICATION = "kinweave.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["kinweave.web.templatetags.cloth", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kinweave.web.context.layout",
            ],
        },
    }
]
FORM_RENDERER = "kinweave.web.forms.Renderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rows ------------------------------------------------------------------------------------------

DATABASES = {"default": database(env, HOME)}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# People ----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "kinweave.people.sign_in.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "kinweave.people.sign_in.introduction.Introduction"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
# Before how they sign in changes, people show again that it is them; this long it is remembered.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "kinweave.people.sign_in.forms.ComeIn",
    "signup": "kinweave.people.sign_in.forms.MakeAnAccount",
    "add_email": "kinweave.people.sign_in.forms.NewAddress",
    "confirm_login_code": "kinweave.people.sign_in.forms.CodeToComeIn",
    "confirm_email_verification_code": "kinweave.people.sign_in.forms.CodeForAddress",
}
# Visitors are counted by allauth; letters to one address in kinweave/people/sign_in/limits.py.
ACCOUNT_RATE_LIMITS = {
    "bind": "3/m/ip,12/h/ip",
    "request_login_code": "20/m/ip",
    "letter_to_address": "3/m/key,10/h/key,20/d/key",
    "letter_to_known_browser": "5/m/key,20/h/key",
}
MFA_ADAPTER = "kinweave.people.sign_in.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "kinweave.people.sign_in.forms.SecondStep",
    "reauthenticate": "kinweave.people.sign_in.forms.SecondStepAgain",
    "activate_totp": "kinweave.people.sign_in.forms.FirstDigits",
    "add_webauthn": "kinweave.people.sign_in.forms.NewPasskey",
    "edit_webauthn": "kinweave.people.sign_in.forms.NameOfPasskey",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
# Whoever runs the site chose the provider, and believes it when it says whose an address is.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = oidc_provider(env)
if SOCIALACCOUNT_PROVIDERS:  # it brings a second way to ask other machines, 5 MB in each process
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")
# The address that a proxy in front writes is believed only where there is one.
BEHIND_PROXY = env.flag("BEHIND_PROXY", about="A proxy in front adds X-Forwarded-For and -Proto.")

# Words and hours ---------------------------------------------------------------------------------

LANGUAGES = [("en", "English"), ("es", "Español")]
LANGUAGE_CODE = env.choice(
    "LANGUAGE_CODE",
    "en",
    among=[code for code, _name in LANGUAGES],
    about="The language for those who chose none.",
)
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["kinweave.web.formats"]
FIRST_DAY_OF_WEEK = 1  # Monday, where a language says nothing else
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Mail --------------------------------------------------------------------------------------------

_mail = mail(env)
EMAIL_BACKEND = _mail.backend
EMAIL_FILE_PATH = HOME / "mail"
vars().update(mail_options(_mail))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = mail_from(env, SITE_NAME, _site.hostname or "localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
INBOX_ADDRESS, INBOX = inbox(env)

# Answers ------------------------------------------------------------------------------------------

MODEL = language_model(env)
MEANING = env.flag(
    "KINWEAVE_MEANING",
    default=True,
    about="Handbooks answer by what sentences mean, too. Without: by words alone.",
)

# Files -------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
# The letters of plan.html are also those of the pages.
STATICFILES_DIRS = [("web/fonts", PACKAGE / "plans" / "fonts")]
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kinweave.web.sheet.OneSheet"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o640

# What browsers are told --------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
CSRF_FAILURE_VIEW = "kinweave.web.errors.form_too_old"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthy$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# What is written down ----------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "kinweave.config.logs.OneLine"}},
    "handlers": {
        "screen": {"class": "logging.StreamHandler", "formatter": "line", "stream": sys.stderr}
    },
    "root": {"handlers": ["screen"], "level": "WARNING"},
    "loggers": {"kinweave": {"level": "INFO"}, "django.security.DisallowedHost": {"handlers": []}},
}
