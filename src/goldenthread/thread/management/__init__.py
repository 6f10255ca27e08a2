"""Commands that go over every thread."""
