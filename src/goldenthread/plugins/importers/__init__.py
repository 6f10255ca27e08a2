"""Readers of files from other systems: rows in, problems in words."""
