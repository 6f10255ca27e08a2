"""Keeping the house running: whether it is well, what it says about itself, and what it does when it is not."""
