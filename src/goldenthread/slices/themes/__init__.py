"""Sorting voices into themes: a model suggests with reasons, a person decides."""
