"""A real browser for the journeys: one for the whole run, a fresh page for each test, with scripts or without."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.journeys import served
from tests.journeys.walker import Walker, Way

# The browser's driver keeps an event loop running, and Django would refuse its database beside one.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 1280, "height": 900}
PATIENCE = 10_000  # milliseconds


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system installed it."""
    program = os.environ.get("GOLDENTHREAD_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=program, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page with scripts; a script that fails fails the test."""
    yield from _fresh(browser, scripts=True)


@pytest.fixture
def page_without_scripts(browser: Browser) -> Iterator[Page]:
    """A fresh page in a browser that runs no scripts."""
    yield from _fresh(browser, scripts=False)


@pytest.fixture(params=["with scripts", "without scripts"])
def either_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page, once with scripts and once without."""
    yield from _fresh(browser, scripts=request.param == "with scripts")


def _fresh(browser: Browser, *, scripts: bool) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=scripts, viewport=SCREEN, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == [], "A script on the page failed."


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A loaded demo that nobody serves; GOLDENTHREAD_LOADED_DEMO names one that is there already."""
    there = os.environ.get("GOLDENTHREAD_LOADED_DEMO")
    return Path(there) if there else served.load(tmp_path_factory.mktemp("pristine") / "demo")


@pytest.fixture(scope="session")
def shared_address(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo served once, for journeys that only read."""
    with served.serving(served.copied(loaded, tmp_path_factory.mktemp("shared") / "demo")) as address:
        yield address


@pytest.fixture
def own_address(loaded: Path, tmp_path: Path) -> Iterator[str]:
    """The demo served for one journey alone, which may change what it likes."""
    with served.serving_again(served.copied(loaded, tmp_path / "demo")) as address:
        yield address


@pytest.fixture(scope="session")
def checked() -> set[tuple[str, str]]:
    """Which kinds of page the harness has looked at in this run, at which width."""
    return set()


@pytest.fixture
def reader(
    browser: Browser, shared_address: str, checked: set[tuple[str, str]]
) -> Iterator[Callable[[Way], Walker]]:
    """Make somebody who only reads; at the end nothing may have tripped."""
    walkers: list[Walker] = []

    def start(way: Way) -> Walker:
        walkers.append(Walker(browser, shared_address, way, checked))
        return walkers[-1]

    yield start
    for walker in walkers:
        walker.arrives()


@pytest.fixture
def writer(
    browser: Browser, own_address: str, checked: set[tuple[str, str]]
) -> Iterator[Callable[[Way], Walker]]:
    """Make somebody who changes things, in a council that no other journey sees."""
    walkers: list[Walker] = []

    def start(way: Way) -> Walker:
        walkers.append(Walker(browser, own_address, way, checked))
        return walkers[-1]

    yield start
    for walker in walkers:
        walker.arrives()
