"""Somebody who walks the pages: clicks, types, looks at each page with the harness, and trips over any failure."""

import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Download, Locator, Page, Request
from tests.journeys import accessibility

from goldenthread.config.demo.cast import PASSWORD, SLUG

PATIENCE = 15_000  # milliseconds
MOST_TABS = 300


@dataclass(frozen=True)
class Way:
    """How somebody comes: how wide their screen is, whether scripts run, whether they have a mouse."""

    name: str
    width: int = 1280
    scripts: bool = True
    mouse: bool = True

    def __str__(self) -> str:
        return self.name


DESK = Way("desk")
PHONE = Way("phone", width=390)
PLAIN = Way("no scripts", scripts=False)
PLAIN_PHONE = Way("phone, no scripts", width=390, scripts=False)
KEYS = Way("keyboard only", mouse=False)


@dataclass
class Tripwire:
    """What went wrong while nobody was looking: errors, refusals by the content policy, failed requests, other hosts."""

    address: str
    tripped: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.tripped.append(f"script: {error}"))
        page.on("console", self._console)
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", lambda answer: self._answered(answer.status, answer.url))

    def _console(self, message: Any) -> None:
        refused = message.text.startswith("Failed to load resource")  # told by its status already
        if message.type in {"error", "warning"} and not refused:
            self.tripped.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme in {"http", "https", "ws", "wss"} and where.netloc != urlsplit(self.address).netloc:
            self.tripped.append(f"asked somebody else: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a download ends its page's request so
            self.tripped.append(f"failed: {request.url} ({request.failure})")

    def _answered(self, status: int, url: str) -> None:
        if status >= 400 and status not in self.expected:
            self.tripped.append(f"{status}: {url}")


class Walker:
    """One person in one browser window, on their way."""

    def __init__(self, browser: Browser, address: str, way: Way, checked: set[tuple[str, str]]) -> None:
        self.address, self.way, self.checked = address, way, checked
        self.context = browser.new_context(
            java_script_enabled=way.scripts,
            viewport={"width": way.width, "height": 900},
            locale="en-GB",
            accept_downloads=True,
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.wire = Tripwire(address)
        self.wire.watch(self.page)
        self.clicks, self.seconds, self.titles = 0, 0.0, dict[str, str]()

    # Going and looking

    def opens(self, path: str) -> None:
        """Type an address."""
        self._timed(lambda: self.page.goto(self.address + path))

    def council(self, path: str = "") -> None:
        """Type an address of the demo council."""
        self.opens(f"/c/{SLUG}/{path}")

    def signs_in(self, email: str) -> None:
        """Sign in from the page that asks for it."""
        self.types("Email address", email)
        self.types("Password", PASSWORD)
        self.presses("Sign in")

    def sees(self, *words: str) -> None:
        """Fail unless the page's main part comes to say all of `words`; then look at it with the harness."""
        wanted, until = [" ".join(one.split()) for one in words], time.monotonic() + PATIENCE / 1000
        while missing := [one for one in wanted if one not in self.words()]:
            shown = f"{self.page.url} does not say {missing}. It says: {self.words()[:1500]}"
            assert time.monotonic() < until, shown
            self.page.wait_for_timeout(100)
        self.looks()

    def words(self) -> str:
        """Return the words of the main part, with single spaces."""
        return " ".join((self.page.locator("main").text_content() or "").split())

    def looks(self) -> None:
        """Check the page as it stands: once for each kind of page and width, since the harness takes its time."""
        assert self.page.locator("h1").count() == 1, f"{self.page.url} has not one h1"
        assert "None" not in self.words().split(), f"{self.page.url} says None"
        self.titles[urlsplit(self.page.url).path] = self.page.title()
        self.photographs()
        if not (self.way.scripts and self.way.mouse):
            return
        mark = (kind_of(self.page.url) + self._state(), str(self.way))
        if mark not in self.checked:
            self.checked.add(mark)
            found = [one for one in accessibility.faults(self.page) if not looked_at(one)]
            assert found == [], f"{self.page.url} at {self.way.width}:\n" + "\n".join(map(str, found))

    def _state(self) -> str:
        return "!" if self.page.title().startswith("Error") else ""

    def photographs(self, name: str = "") -> None:
        """Keep a picture of the page, where somebody has asked for pictures."""
        folder = os.environ.get("GOLDENTHREAD_SCREENSHOTS")
        if folder and self.way in (DESK, PHONE):
            name = name or kind_of(self.page.url).strip("/").replace("/", "-") or "front-door"
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(
                path=Path(folder) / f"{name}{self._state()}-{self.way.width}.png", full_page=True
            )

    # Doing

    def follows(self, name: str, *, within: str = "main") -> None:
        """Follow a link by its words."""
        self.activates(self._part(within).get_by_role("link", name=name, exact=False).first)

    def presses(self, name: str, *, within: str = "main") -> None:
        """Press a button by its words."""
        self.activates(self._part(within).get_by_role("button", name=name, exact=False).first)

    def opens_details(self, name: str) -> None:
        """Open a part that is folded away."""
        self.activates(self.page.locator("main summary").filter(has_text=name).first)

    def ticks(self, box: Locator) -> None:
        """Tick a box, or choose a radio."""
        self.clicks += 1
        if self.way.mouse:
            self._timed(lambda: box.check(force=True))
        else:
            self._timed(lambda: (self._tab_to(box), self.page.keyboard.press("Space")))

    def types(self, label: str, text: str) -> None:
        """Type into a box by its label, in place of what is there."""
        box = self.page.locator("main").get_by_label(label, exact=False).first
        if self.way.mouse:
            self._timed(lambda: box.fill(text))
        else:
            self._timed(lambda: (self._tab_to(box), self.page.keyboard.type(text)))

    def chooses(self, label: str, option: str) -> None:
        """Choose from a list by the words of the option."""
        box = self.page.locator("main").get_by_label(label, exact=False).first
        self._timed(lambda: box.select_option(label=option))

    def takes_away(self, name: str) -> Path:
        """Follow a link to a file; return where the file was put."""
        self.clicks += 1
        link = self.page.locator("main").get_by_role("link", name=name, exact=False).first
        with self.page.expect_download() as coming:
            link.click()
        download: Download = coming.value
        return Path(download.path())

    def activates(self, thing: Locator) -> None:
        """Click it, or come to it by Tab and press Enter."""
        self.clicks += 1
        if self.way.mouse:
            self._timed(thing.click)
        else:
            self._timed(lambda: (self._tab_to(thing), self._enter()))

    def _part(self, within: str) -> Locator:
        return self.page.locator(within).first

    def _enter(self) -> None:
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(50)
        self.page.wait_for_load_state("domcontentloaded")

    def _tab_to(self, thing: Locator) -> None:
        wanted = thing.element_handle()
        for _ in range(MOST_TABS):
            if wanted.evaluate("(node) => node === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_TABS} presses of Tab on {self.page.url} do not come to {thing}")

    def _timed(self, act: Any) -> None:
        began = time.monotonic()
        act()
        self.seconds += time.monotonic() - began

    # At the end

    def zooms(self) -> None:
        """Look at the page at 400%: a window of 1280 pixels shows as much as one of 320."""
        usual = self.page.viewport_size
        self.page.set_viewport_size(accessibility.NARROW)
        over = self.page.evaluate(accessibility.SIDEWAYS)
        if usual:
            self.page.set_viewport_size(usual)
        assert over <= 0, f"{self.page.url} is {over} pixels too wide at 400% zoom"

    def arrives(self) -> None:
        """End the journey: nothing may have tripped, no two pages share a title."""
        self.context.close()
        print(f"{self.way}: {self.clicks} clicks, {self.seconds:.0f} s")  # noqa: T201 - shown when asked for
        assert self.wire.tripped == []


def kind_of(url: str) -> str:
    """Return the address with its public ids taken out, so that pages of one kind share a name."""
    path = urlsplit(url).path
    path = "/home/" if path == f"/c/{SLUG}/" else path.replace(f"/c/{SLUG}", "")
    return re.sub(r"/(?=[A-Za-z0-9_-]{16}/)[A-Za-z0-9_-]*[A-Z0-9_][A-Za-z0-9_-]*/", "/ID/", path)


def looked_at(fault: accessibility.Fault) -> bool:
    """Say whether a person has looked: words in a chart lie on white, in colours that the charts' own tests measure."""
    return fault.check == "axe-unsure:color-contrast" and fault.about.startswith("<text ")
