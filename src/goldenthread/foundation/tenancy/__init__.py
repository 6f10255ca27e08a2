"""Councils, and the only door to a council's rows."""
