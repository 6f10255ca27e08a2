"""Commands that let models read."""
