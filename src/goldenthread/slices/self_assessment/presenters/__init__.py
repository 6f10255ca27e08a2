"""The self-assessment in words: the overview, one statement and what the data questions, evidence."""
