"""The pages of this slice: the self-assessment with its statements, and evidence."""
