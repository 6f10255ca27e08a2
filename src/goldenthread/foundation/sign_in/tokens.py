"""Reads the signed card a sign-in service hands over (an ID token), and says in a sentence what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jwt

from goldenthread.foundation.sign_in.web import Refused

# Keys in pairs only: with a shared secret or no signature at all, anybody could have written the card.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]
LEEWAY = 60  # seconds two clocks may differ
OLDEST = 600  # seconds since the card was written, however long it says it is good for
NEEDED = ["exp", "iat", "iss", "aud", "sub"]

SENTENCES: tuple[tuple[type[jwt.PyJWTError], str], ...] = (
    (jwt.ExpiredSignatureError, "The sign-in took too long. Start again."),
    (
        jwt.ImmatureSignatureError,
        "The sign-in service’s clock and ours disagree: the sign-in comes from the future.",
    ),
    (jwt.InvalidIssuerError, "The sign-in was made by another service than the one that is set up."),
    (jwt.InvalidAudienceError, "The sign-in was made for another program than this one."),
    (jwt.InvalidAlgorithmError, "The sign-in is not signed in a way that can be trusted."),
    (jwt.InvalidSignatureError, "The signature on the sign-in is wrong."),
    (
        jwt.MissingRequiredClaimError,
        "The sign-in service left out something that a sign-in must say.",
    ),
)


def read(card: str, *, keys: Mapping[str, Any], issuer: str, client_id: str, now: float) -> dict[str, Any]:
    """Return the claims of a card that is signed, in date, and meant for us (OpenID Connect Core 1.0, 3.1.3.7).

    `keys` is the service's published key set. Raises Refused with a sentence.
    """
    try:
        header = jwt.get_unverified_header(card)
        if header.get("alg") not in ALGORITHMS:
            raise jwt.InvalidAlgorithmError(header.get("alg"))
        claims: dict[str, Any] = jwt.decode(
            card,
            key=_key(header, keys),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": NEEDED},
        )
    except jwt.PyJWTError as wrong:
        told = next((words for kind, words in SENTENCES if isinstance(wrong, kind)), "")
        raise Refused(told or "What the sign-in service sent cannot be read.") from wrong
    _demand_meant_for(claims, client_id)
    if now - float(claims["iat"]) > OLDEST:
        raise Refused("The sign-in took too long. Start again.")
    return claims


def _key(header: Mapping[str, Any], keys: Mapping[str, Any]) -> jwt.PyJWK:
    rows = keys.get("keys") if isinstance(keys, Mapping) else None
    if not isinstance(rows, list):
        raise jwt.InvalidKeyError("no keys")
    fitting = [row for row in rows if isinstance(row, Mapping) and row.get("kty") in {"RSA", "EC"}]
    named = [row for row in fitting if row.get("kid") == header.get("kid")]
    if len(named) != 1:
        raise Refused("The sign-in is signed with a key that the sign-in service does not publish.")
    return jwt.PyJWK(dict(named[0]), algorithm=str(header["alg"]))


def _demand_meant_for(claims: Mapping[str, Any], client_id: str) -> None:
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", client_id) != client_id or (several and "azp" not in claims):
        raise Refused("The sign-in was made for another program than this one.")
