"""Numbers over time: what is measured, its readings, and whether it is changing or only varying."""
