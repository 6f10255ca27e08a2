"""Pictures as SVG text: presentation attributes only, no scripts, every word escaped, each with its rows as a table."""

from goldenthread.ui.charts.bars import Bar, bars
from goldenthread.ui.charts.sparkline import sparkline
from goldenthread.ui.charts.spc import ChangeFlag, SpcPicture, run_chart, spc_chart
from goldenthread.ui.charts.tables import ChartRow, chart_table
from goldenthread.ui.charts.thread import Box, Column, thread_picture

__all__ = [
    "Bar",
    "Box",
    "ChangeFlag",
    "ChartRow",
    "Column",
    "SpcPicture",
    "bars",
    "chart_table",
    "run_chart",
    "sparkline",
    "spc_chart",
    "thread_picture",
]
