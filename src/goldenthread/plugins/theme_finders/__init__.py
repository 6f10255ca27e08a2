"""Ways to suggest themes for words."""
