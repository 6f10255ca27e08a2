"""Files of many rows: upload, preview with problems, accept in one flip, undo."""
