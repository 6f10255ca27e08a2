"""Did the change work, is there enough data yet, and if not, when will there be?"""

from goldenthread.domain.verdict.decision import decide
from goldenthread.domain.verdict.vocabulary import VERDICT_WORDS, NoDirection, Point, Verdict

__all__ = ["VERDICT_WORDS", "NoDirection", "Point", "Verdict", "decide"]
