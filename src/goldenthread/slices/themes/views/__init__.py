"""The pages of themes: the list, one theme, the queue, and what may be set."""
