"""The figures of the house are within their limits, and the ruler measures what it says."""

import ast
import textwrap
from pathlib import Path

import pytest
from tools import anatomy, figures

HOUSE = figures.House()
STRICT = [row for row in HOUSE.rows() if row.fails]


@pytest.mark.parametrize("row", STRICT, ids=lambda row: row.name)
def test_the_house_keeps_each_limit(row):
    assert row.kept, "\n".join([f"{row.name}: {row.value:g}, may be {row.limit:g}", *row.detail])


def test_the_tools_keep_the_same_limits():
    for file in anatomy.tools():
        assert file.lines <= 400, file.name
        assert file.docstring and not file.repeats_its_name(), file.path
        for function in file.functions:
            assert function.lines <= 60 and function.branches <= 10 and function.depth <= 3, function.where


def test_no_file_of_tests_is_endless():
    assert [file.path for file in anatomy.tests() if file.lines > 400] == []


def measured(source: str, name: str = "slices/complaints/actions.py") -> anatomy.File:
    text = textwrap.dedent(source)
    return anatomy.File(anatomy.SOURCES / name, text, ast.parse(text))


def test_depth_counts_blocks_in_blocks_and_takes_elif_for_one_level():
    file = measured("""
        def deep(a):
            for one in a:
                if one:
                    with one:
                        try:
                            pass
                        except ValueError:
                            pass

        def flat(a):
            if a == 1:
                return 1
            elif a == 2:
                return 2
            elif a == 3:
                return 3
    """)
    assert [(function.name, function.depth) for function in file.functions] == [("deep", 4), ("flat", 1)]


def test_branches_count_decisions():
    file = measured("""
        def choose(a):
            if a:
                return 1
            for b in a:
                while b:
                    pass
    """)
    assert file.functions[0].branches == 4


def test_an_import_of_ours_inside_a_function_is_seen():
    file = measured("""
        import json
        from goldenthread import domain

        def wait():
            import re
            from goldenthread import config
    """)
    assert file.hidden_imports == [7]


def test_a_docstring_that_repeats_the_name_is_seen():
    assert measured('"""Complaints: the actions."""').repeats_its_name()
    assert not measured('"""Everything that changes a complaint."""').repeats_its_name()


def test_catching_everything_needs_a_reason():
    file = measured("""
        try:
            pass
        except Exception:
            pass
        try:
            pass
        except Exception:  # a plug-in may raise whatever it likes
            pass
        try:
            pass
        except ValueError:
            pass
    """)
    assert [reasoned for _, reasoned in file.catch_alls] == [False, True]


def test_a_circle_is_found_and_a_line_is_not():
    assert figures.circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert figures.circles({"a": {"b"}, "b": {"c"}, "c": set()}) == []


def test_a_watched_figure_that_slides_from_its_best_is_noticed():
    row = figures.Row("x", 12, 80, False)
    assert row.kept and row.worse_than(1) and not row.worse_than(11)
    floor = figures.Row("x", 1.3, 1.3, False, least=True)
    assert floor.worse_than(2) and not floor.worse_than(1.35)


def test_debts_are_found_in_comments_unless_they_carry_a_number():
    assert figures.DEBT.search(" TO" + "DO later") and not figures.DEBT.search(" TO" + "DO #12 later")


def test_the_ruler_sees_the_package():
    assert Path(anatomy.SOURCES / "__init__.py") in [file.path for file in HOUSE.code]
