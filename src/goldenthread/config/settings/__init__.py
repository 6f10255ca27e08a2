"""Django's settings, put together from the environment and the one list of what is switched on."""

from email.utils import parseaddr
from pathlib import Path

from csp.constants import NONE, SELF

from goldenthread.config.env import Env
from goldenthread.config.installed import PLUGINS, SLICES

ENV = Env()
PACKAGE = Path(__file__).resolve().parents[2]
TESTING = ENV.mode == "test"

SECRET_KEY = ENV.key
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in ENV.hosts.split(",") if host.strip()]
DATA_DIR = ENV.data_dir
DATABASES = {"default": ENV.database}
DATABASE_ROUTERS = ["goldenthread.foundation.backups.redirect.Redirect"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"
ROOT_URLCONF = "goldenthread.config.urls"
COUNCIL_URLCONF = "goldenthread.config.council_urls"
WSGI_APPLICATION = "goldenthread.config.wsgi.application"
PLUGIN_MODULES = PLUGINS

INSTALLED_APPS = [
    "goldenthread.ui",  # first, so that its templates win over those of the libraries
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "axes",
    "csp",
    "simple_history",
    "goldenthread.foundation.tenancy",
    "goldenthread.foundation.people",
    "goldenthread.foundation.sign_in",
    "goldenthread.foundation.permissions",
    "goldenthread.foundation.history",
    "goldenthread.foundation.jobs",
    "goldenthread.foundation.imports",
    "goldenthread.foundation.messaging",
    "goldenthread.foundation.pages",
    "goldenthread.foundation.backups",
    "goldenthread.foundation.operations",
    "goldenthread.thread",
    *SLICES,
    "goldenthread.config.apps.House",
]

MIDDLEWARE = [
    "goldenthread.foundation.operations.middleware.LineMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "goldenthread.foundation.tenancy.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "goldenthread.foundation.operations.middleware.DoorMiddleware",
    "goldenthread.foundation.tenancy.middleware.ReadableMiddleware",  # before anything asks the database
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goldenthread.foundation.tenancy.middleware.CouncilMiddleware",
    "goldenthread.foundation.sign_in.middleware.SignedInMiddleware",
    "goldenthread.foundation.permissions.middleware.AccessMiddleware",
    "goldenthread.foundation.operations.middleware.LimitMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goldenthread.foundation.pages.context.page",
                "goldenthread.foundation.sign_in.breaking.around",
            ],
            "builtins": ["goldenthread.ui.templatetags.govuk", "goldenthread.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "goldenthread.ui.forms.GovukFormRenderer"

# --- People ---------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first, so that a locked account is refused before a password is tried
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:  # a suite that signs in hundreds of times need not wait for a slow hash
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},  # OWASP ASVS 5.0, 6.2.9
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "goldenthread.foundation.people.adapters.StaffOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Failures are counted by axes, which keeps them across workers. Sign-ins are not limited by network address: a whole
# council comes from one, and we keep nobody's.
ACCOUNT_RATE_LIMITS = {"login": False, "login_failed": False}
ACCOUNT_FORMS = {"login": "goldenthread.foundation.people.forms.SignIn"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Goldenthread"
MFA_ADAPTER = "goldenthread.foundation.people.adapters.SealedSecrets"
SOCIALACCOUNT_ADAPTER = "goldenthread.foundation.sign_in.adapter.CouncilServices"
# Nobody is recognised by an address: a sign-in service that lets people choose theirs would let them be anybody.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the content policy lets no form end at another site
SIGN_IN_LOOPBACK = ENV.mode != "production"
SIGN_IN_PRIVATE_NETWORK = ENV.sign_in_private_network
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 10  # Cyber Essentials: at most 10 guesses in 5 minutes
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "goldenthread.foundation.people.adapters.who_tried"
AXES_LOCKOUT_CALLABLE = "goldenthread.foundation.people.adapters.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_ON_SUCCESS = True
# No address is kept of anybody, so an account is locked by its name alone, whatever the address.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

# --- Safety ---------------------------------------------------------------------------------------------------
SESSION_COOKIE_AGE = ENV.session_minutes * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENV.https
SESSION_COOKIE_NAME = "__Host-goldenthread" if ENV.https else "goldenthread"
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "goldenthread.foundation.pages.views.form_expired"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.behind_proxy else None
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENV.https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the sign-in app's QR code is a data image
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
FILE_UPLOAD_PERMISSIONS = 0o640
EMAIL_TIMEOUT = 10
# Without a mail server letters are written to files. Not to the console: a letter may hold words about a person.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if ENV.smtp_host else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "letters")
EMAIL_HOST, EMAIL_PORT = ENV.smtp_host, ENV.smtp_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENV.smtp_user, ENV.smtp_password
EMAIL_USE_TLS = ENV.smtp_tls
DEFAULT_FROM_EMAIL = ENV.mail_from
EMAIL_DOMAIN = parseaddr(ENV.mail_from)[1].rpartition("@")[2] or "localhost"
MAILBOX_HOST, MAILBOX_PORT, MAILBOX_TLS = ENV.imap_host, ENV.imap_port, ENV.imap_tls
MAILBOX_USER, MAILBOX_PASSWORD = ENV.imap_user, ENV.imap_password

# --- Words and time -------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# --- Files ----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
if TESTING:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else the file server warns in every test
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENV.mode in {"production", "demo"}
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = ENV.mode in {"test", "development"}

# --- Jobs -----------------------------------------------------------------------------------------------------
JOBS_QUEUE = ENV.jobs_queue
JOBS_NUDGE = not TESTING  # tests run their jobs themselves
# --- Keeping it running ---------------------------------------------------------------------------------------
METRICS_TOKEN = ENV.metrics_token
LEAST_DISK_FREE_MB = ENV.least_disk_free_mb
BACKUP_HOURS = ENV.backup_hours
RATE_LIMITS = ENV.rate_limits and not TESTING  # a suite asks for thousands of pages as one person
MODE = ENV.mode

# --- Logs: no address, no query string, no person ---------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "goldenthread.foundation.operations.logs.Structured"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": ENV.log_level},
    "loggers": {
        "django": {"handlers": ["console"], "level": ENV.log_level, "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "huey": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "axes": {"handlers": [], "propagate": False},  # it writes the name that was typed
    },
}
