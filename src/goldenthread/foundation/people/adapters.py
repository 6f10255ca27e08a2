"""How the sign-in library is fitted to us: staff accounts only, secrets sealed, one clear sentence when locked."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class StaffOnly(DefaultAccountAdapter):
    """Accounts are opened by an administrator, never by a stranger."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: nobody signs themselves up."""
        return False


class SealedSecrets(DefaultMFAAdapter):
    """Keeps the second factor's secret encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """Return `text` sealed under the installation's key."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was sealed."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    key = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """Show why an account is locked and when to try again."""
    return render(request, "people/locked_out.html", {"minutes": 15}, status=429)


def who_tried(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """Return the address a sign-in was tried with, in small letters: what the lock goes by."""
    tried = (credentials or {}).get("email") or request.POST.get("login", "")
    return tried.strip().lower()
