"""The thread's own pages: each view parses, acts and answers."""
