"""Commands of whoever looks after the machine."""
