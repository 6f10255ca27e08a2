"""Shared pages that no slice owns: the front door, help, errors, and the menu around every page."""
