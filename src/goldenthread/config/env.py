"""Every environment variable, once, typed, with its default and its reason; a wrong value stops the start."""

import secrets
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Env(BaseSettings):
    """What a machine may say about how Goldenthread runs on it."""

    model_config = SettingsConfigDict(env_prefix="GOLDENTHREAD_", extra="ignore")

    mode: Literal["demo", "production", "test", "development"] = Field(
        default="development", description="How careful to be: production refuses unsafe settings."
    )
    data_dir: Path = Field(
        default=Path("demo-data"), description="Folder for the embedded database, uploaded files and keys."
    )
    database_url: str = Field(
        default="",
        description="postgresql://user:password@host:port/name; empty means SQLite in the data folder.",
    )
    secret_key: str = Field(
        default="", description="Signs sessions and history heads; empty means a key kept in the data folder."
    )
    hosts: str = Field(
        default="localhost,127.0.0.1,[::1],testserver", description="Host names served, comma between."
    )
    https: bool = Field(
        default=False, description="Set when browsers reach us over https: secure cookies and HSTS."
    )
    behind_proxy: bool = Field(
        default=False, description="Set when our proxy ends https and always writes X-Forwarded-Proto itself."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much to log."
    )
    session_minutes: int = Field(
        default=30, ge=5, le=720, description="Minutes of rest after which a person is signed out."
    )
    jobs_queue: str = Field(
        default="",
        description="redis://host:port/number to wake workers through Redis; empty means the database does it.",
    )
    jobs_threads: int = Field(default=2, ge=1, le=64, description="How many jobs one worker does at once.")
    jobs_inside: bool = Field(
        default=True, description="Whether `serve` starts a worker of its own; on SQLite only."
    )
    metrics_token: str = Field(
        default="",
        description="What a monitor must send to read /metrics/; empty means that there is no such page.",
    )
    least_disk_free_mb: int = Field(
        default=500, ge=0, description="Below so many free megabytes we are not ready for people."
    )
    backup_hours: int = Field(
        default=26, ge=1, description="How old the last backup may be before check-deploy complains."
    )
    rate_limits: bool = Field(
        default=True, description="Limit how often one person or address may do what is dear."
    )
    sign_in_private_network: bool = Field(
        default=False,
        description="Let the sign-in service be on an inner network (10.x, 172.16.x, 192.168.x).",
    )

    smtp_host: str = Field(
        default="", description="Mail server for messages that go out; empty means they are written to files."
    )
    smtp_port: int = Field(default=587, description="Its port.")
    smtp_user: str = Field(default="", description="The account on it.")
    smtp_password: str = Field(default="", description="The account's password.")
    smtp_tls: bool = Field(default=True, description="Whether to speak to it under TLS (STARTTLS).")
    mail_from: str = Field(
        default="Goldenthread <goldenthread@localhost>", description="Who our emails come from."
    )
    imap_host: str = Field(default="", description="Server of the mailbox that people write to.")
    imap_port: int = Field(default=993, description="Its port.")
    imap_tls: bool = Field(default=True, description="Whether to speak to it under TLS.")
    imap_user: str = Field(default="", description="The mailbox's account.")
    imap_password: str = Field(default="", description="The mailbox's password.")

    @cached_property
    def key(self) -> str:
        """Return the secret key, made once and kept in the data folder when none is given.

        Raises ValueError in production when the key given is shorter than 50 characters.
        """
        if self.mode == "production" and len(self.secret_key) < 50:
            raise ValueError("Set GOLDENTHREAD_SECRET_KEY to at least 50 random characters.")
        return self.secret_key or self._kept_key()

    def _kept_key(self) -> str:
        if self.mode == "test":
            return "not-a-secret-" * 5
        path = self.data_dir / "secret.key"
        if not path.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            path.write_text(secrets.token_urlsafe(60))
            path.chmod(0o600)
        return path.read_text()

    @property
    def database(self) -> dict[str, object]:
        """Return Django's settings for the database that `database_url` names."""
        return _postgresql(self.database_url) if self.database_url else self._sqlite()

    def _sqlite(self) -> dict[str, object]:
        # IMMEDIATE and WAL: without them two writers lose transactions to "database is locked" (decision 0003).
        pragmas = "journal_mode=WAL", "synchronous=NORMAL", "mmap_size=134217728", "cache_size=-20000"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": self.data_dir / "goldenthread.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas),
            },
        }


def _postgresql(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("GOLDENTHREAD_DATABASE_URL must start with postgresql:// or be left out.")
    options: dict[str, object] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
