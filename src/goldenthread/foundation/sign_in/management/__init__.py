"""Commands about signing in."""
