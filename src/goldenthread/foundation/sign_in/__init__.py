"""Signing in with the council's own sign-in service (OpenID Connect), and what a person's groups give them here."""
