"""Changes that answer a learning: who leads, by when, tested by which measure, and whether it worked."""
