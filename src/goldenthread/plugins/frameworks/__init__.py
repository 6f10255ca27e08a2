"""Inspection frameworks as versioned data."""
