"""Accounts, teams and memberships: who signs in, and where they belong."""
