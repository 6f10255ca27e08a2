"""Files that tests send are kept in a folder that goes away with the test."""

import pytest


@pytest.fixture(autouse=True)
def kept_elsewhere(settings, tmp_path):
    settings.DATA_DIR = tmp_path
