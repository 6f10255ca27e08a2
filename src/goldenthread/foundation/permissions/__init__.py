"""Verbs and roles as readable data: who may do what, and how far it reaches."""
