"""Where slices hang what they add to shared pages."""
