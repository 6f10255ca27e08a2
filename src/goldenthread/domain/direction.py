"""Which way is better: said once for each measure, used by charts and verdicts alike."""

from enum import StrEnum


class Direction(StrEnum):
    """The way a measure moves when things get better."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"

    @property
    def sign(self) -> int:
        """Return 1 when up is better, -1 when down is better, 0 when neither is."""
        return {"up": 1, "down": -1, "neither": 0}[self.value]
