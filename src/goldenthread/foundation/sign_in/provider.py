"""The sign-in library's OpenID Connect provider, made strict: every card is verified, each sign-in has its own nonce."""

from __future__ import annotations

import secrets
import time
from typing import Any

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse

from goldenthread.foundation.sign_in import discovery, tokens
from goldenthread.foundation.sign_in.web import Refused


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    """Verifies the signature always, where the library trusts the connection."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the service says about itself, asked once a request; raises Refused."""
        if not hasattr(self, "_openid_config"):
            self._openid_config = discovery.described(self.get_provider().app.settings["server_url"])
        return self._openid_config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Return who signed in, from the card alone; raises Refused when there is none or it is not right."""
        card = kwargs["response"].get("id_token")
        if not isinstance(card, str):
            raise Refused("The sign-in service sent no sign-in. Ask for the scope “openid” there.")
        claims = tokens.read(
            card,
            keys=discovery.keys(self.openid_config),
            issuer=self.openid_config["issuer"],
            client_id=app.client_id,
            now=time.time(),
        )
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.claims = claims
        return login


class CouncilProvider(OpenIDConnectProvider):
    """A council's sign-in service."""

    oauth2_adapter_class = StrictAdapter
    pkce_enabled_default = True

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Return who it is to the service: never an address."""
        found = data["id_token"].get(self.app.settings["subject_claim"])
        if not isinstance(found, str) or not found or len(found) > 191:
            raise Refused("The sign-in service does not say who signed in.")
        return found

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return nothing: what the service says of a person is read at each sign-in and not kept."""
        return {}

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        """Return what is set up, whatever the address of the page adds."""
        return self.get_auth_params()

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """Return what is set up, whatever the address of the page adds."""
        return self.get_scope()

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Send the person to the service, with a word of ours that must come back inside the card."""
        nonce = secrets.token_urlsafe(24)
        params = {**(kwargs.pop("auth_params", None) or {}), "nonce": nonce}
        return super().redirect(request, process, next_url, data, auth_params=params, nonce=nonce, **kwargs)


provider_classes = [CouncilProvider]
