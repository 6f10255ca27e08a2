"""A real process is stopped dead at every step of an import: all of the file is there afterwards, or none of it."""

import json
import os
import subprocess
import sys

import pytest

from goldenthread.slices.feedback.tests.drill import CHANCES, CONTROL, KILLED, POINTS, ROWS

pytestmark = pytest.mark.slow
WRITTEN_DOWN = "when it is all done"
START = (
    "import sys, pathlib, django; django.setup(); "
    "from goldenthread.slices.feedback.tests import drill; drill.main(pathlib.Path(sys.argv[1]))"
)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What could be seen after each kill, and after pressing the button again."""
    folder = tmp_path_factory.mktemp("drill")
    ours = {
        "GOLDENTHREAD_DATA_DIR": str(folder),
        "GOLDENTHREAD_DATABASE_URL": "",
        "GOLDENTHREAD_MODE": "test",
    }
    where = {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
    }
    command = [sys.executable, "-c", START, str(folder)]
    drilled = subprocess.run(command, env={**os.environ, **ours, **where}, capture_output=True, text=True)
    assert drilled.returncode == 0, drilled.stderr
    return json.loads(drilled.stdout)


@pytest.mark.parametrize("point", [point for point in POINTS if point != CONTROL])
def test_a_process_killed_on_the_way_leaves_all_or_none_and_the_file_can_still_be_accepted(point, found):
    code, seen, seen_again = found[point]
    assert code == KILLED
    assert seen == (ROWS if point == WRITTEN_DOWN else 0)
    assert seen_again == ROWS


@pytest.mark.parametrize("chance", range(CHANCES))
def test_a_signal_that_cannot_be_caught_leaves_all_or_none_whenever_it_comes(chance, found):
    _, seen, seen_again = found[f"chance {chance}"]
    assert seen in (0, ROWS)
    assert seen_again == ROWS


def test_the_drill_notices_a_file_that_counts_before_its_rows_are_in_place(found):
    code, seen, _ = found[CONTROL]
    assert code == KILLED
    assert 0 < seen < ROWS
