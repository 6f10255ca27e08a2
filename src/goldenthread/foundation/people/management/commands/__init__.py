"""Commands about people and councils."""
