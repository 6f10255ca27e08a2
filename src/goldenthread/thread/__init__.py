"""The golden thread: voices, themes, learning, improvement, measures, evidence and replies, and how they are joined."""
