"""Comments from people: brought in by file or by hand, read, answered with a learning or with thanks."""
