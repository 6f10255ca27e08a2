"""The sector's statutory returns as tables: what a published file says, row by row, without a database."""
