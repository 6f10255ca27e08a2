"""Frameworks, the evidence linked to their statements, and a human score with its reason."""
