"""The main job with nothing running: a file of comments in, a report a director reads in two minutes out."""
