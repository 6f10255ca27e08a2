"""What every test run stands in: test mode and a data folder of its own, set before the settings are read.

A pytest plug-in (`-p tools.surroundings`), because the settings are read before any conftest is.
"""

import os
import tempfile

os.environ["GOLDENTHREAD_MODE"] = "test"
os.environ["GOLDENTHREAD_DATA_DIR"] = tempfile.mkdtemp(prefix="goldenthread-tests-")
