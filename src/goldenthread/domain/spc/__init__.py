"""Changing, or only varying? Limits, rules and the words for what a series of readings shows.

The rules are those of the NHS England Making Data Count Single Chart Tool, version 5.
"""

from goldenthread.domain.spc.chart import Chart, p_chart, xmr, xmr_in_parts
from goldenthread.domain.spc.months import every_month
from goldenthread.domain.spc.words import sentence

__all__ = ["Chart", "every_month", "p_chart", "sentence", "xmr", "xmr_in_parts"]
