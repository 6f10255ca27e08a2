"""A small real OpenID Connect provider in a process of its own: code and PKCE, RS256, published keys, and faults on demand.

Run as a program: `python provider_process.py PORT`. Faults and the next person are set by posting JSON to /control.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ANOTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "goldenthread", "a secret kept sealed"
PERSON: dict[str, Any] = {
    "sub": "s-1",
    "name": "Nia Evans",
    "email": "nia@example.org",
    "groups": ["quality"],
}


class State:
    """What the provider remembers: who signs in next, what goes wrong, and which codes are out."""

    person = dict(PERSON)
    fault = ""
    codes: dict[str, dict[str, str]] = {}
    last: dict[str, Any] = {}
    asked: list[str] = []


def card(code: dict[str, str], issuer: str) -> str:
    """Return the ID token for a code, with the fault that was asked for."""
    now = int(time.time())
    claims = {
        "iss": issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "jti": secrets.token_hex(8),
        "nonce": code["nonce"], **State.person,
    }  # fmt: skip
    spoilt: dict[str, Callable[[], object]] = {
        "expired": lambda: claims.update(iat=now - 900, exp=now - 600),
        "future": lambda: claims.update(iat=now + 3600, exp=now + 7200),
        "stale": lambda: claims.update(iat=now - 3600, exp=now + 3600),
        "audience": lambda: claims.update(aud="another-program"),
        "two audiences": lambda: claims.update(aud=[CLIENT, "another-program"]),
        "issuer": lambda: claims.update(iss="http://127.0.0.1:1"),
        "nonce": lambda: claims.update(nonce="another word"),
        "no nonce": lambda: claims.pop("nonce"),
        "no sub": lambda: claims.pop("sub"),
    }
    spoilt.get(State.fault, dict)()
    if State.fault == "replayed card" and State.last:
        claims = dict(State.last)
    State.last = dict(claims)
    if State.fault == "alg none":
        return jwt.encode(claims, key=None, algorithm="none", headers={"kid": "one"})
    if State.fault == "shared secret":
        return jwt.encode(claims, key=SECRET, algorithm="HS256", headers={"kid": "one"})
    key = ANOTHER_KEY if State.fault == "signature" else KEY
    kid = "unknown" if State.fault == "key" else "one"
    return jwt.encode(claims, key=key, algorithm="RS256", headers={"kid": kid})


class Provider(BaseHTTPRequestHandler):
    """Answers as a sign-in service does."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    @property
    def issuer(self) -> str:
        """Return what it calls itself."""
        return f"http://127.0.0.1:{self.server.server_address[1]}"  # type: ignore[index]

    def do_GET(self) -> None:
        """Describe itself, give its keys, or sign the person in at once."""
        parts = urlsplit(self.path)
        State.asked.append(parts.path)
        if State.fault == "down":
            return self.answer({"error": "server_error"}, 500)
        if parts.path == "/.well-known/openid-configuration":
            return self.answer(self.description())
        if parts.path == "/keys":
            row = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return self.answer({"keys": [{**row, "kid": "one", "alg": "RS256", "use": "sig"}]})
        if parts.path == "/authorize":
            return self.authorize({key: value[0] for key, value in parse_qs(parts.query).items()})
        return self.answer({}, 404)

    def do_POST(self) -> None:
        """Swap a code for a card, once; or take orders from the test."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/control":
            orders = json.loads(body)
            State.fault = orders.get("fault", State.fault)
            State.person = orders.get("person", State.person)
            return self.answer({})
        if State.fault in {"down", "token down"}:
            return self.answer({"error": "server_error"}, 500)
        given = {key: value[0] for key, value in parse_qs(body).items()}
        code = State.codes.pop(given.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        good = (
            code is not None
            and (given.get("client_id"), given.get("client_secret")) == (CLIENT, SECRET)
            and given.get("redirect_uri") == code["redirect_uri"]
            and proof.decode().rstrip("=") == code["code_challenge"]
        )
        if not good or code is None:
            return self.answer({"error": "invalid_grant"}, 400)
        answer = {"access_token": secrets.token_hex(8), "token_type": "Bearer", "expires_in": 300}
        return self.answer({**answer, "id_token": card(code, self.issuer)})

    def authorize(self, given: dict[str, str]) -> None:
        """Send the person back with a code."""
        code = secrets.token_hex(16)
        wanted = ("redirect_uri", "code_challenge", "nonce")
        State.codes[code] = {name: given.get(name, "") for name in wanted}
        back = given["redirect_uri"] + "?" + urlencode({"code": code, "state": given["state"]})
        if State.fault == "cancelled":
            back = (
                given["redirect_uri"] + "?" + urlencode({"error": "access_denied", "state": given["state"]})
            )
        self.send_response(302)
        self.send_header("Location", back)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def description(self) -> dict[str, Any]:
        """Say where everything is."""
        named = "http://127.0.0.1:9/elsewhere" if State.fault == "misnamed" else self.issuer
        return {
            "issuer": named,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": "http://169.254.169.254/keys"
            if State.fault == "inner keys"
            else f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def answer(self, words: object, status: int = 200) -> None:
        """Answer in JSON."""
        body = json.dumps(words).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Provider).serve_forever()
