"""Whether a page can be used by everybody, as far as a machine can tell: axe's rules, and our own beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

HERE = Path(__file__).parent
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": STANDARD},
    "rules": {"target-size": {"enabled": True}},  # in 2.2 AA, and switched off unless asked for
    "resultTypes": ["violations", "incomplete"],
}
PICTURES = {"bgGradient", "bgImage", "imgNode"}  # what axe names when words lie on a picture
NARROW = {"width": 320, "height": 640}

# WCAG 1.4.12: what a reader may set, without losing anything.
SPACING = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }
"""
# A sheet made by script is not inside the page, so the content policy lets it be.
ADD_SHEET = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
REMOVE_SHEET = "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); }"
CLIPPED = """() => [...document.querySelectorAll("body *")].filter((node) => {
  const style = getComputedStyle(node);
  const hides = [style.overflowX, style.overflowY].some((how) => how === "hidden" || how === "clip");
  const big = node.clientWidth > 1 && node.clientHeight > 1 && node.textContent.trim() && !node.closest("svg");
  return hides && big && (node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1);
}).map((node) => node.cloneNode(false).outerHTML.slice(0, 110))"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SETTLED = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
)
# A page may have moved the keyboard (to a summary of errors): put it back before the first stop.
TO_THE_TOP = """() => {
  const start = document.createElement("span");
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  start.remove();
  scrollTo(0, 0);
}"""
# Not the numbers of a pager: a narrow screen shows only "previous" and "next".
CONTROLS_SHOWN = """() => [...document.querySelectorAll("main a[href], main button, main input, main select, main textarea")]
  .filter((node) => node.type !== "hidden" && !node.closest("nav") && node.getClientRects().length).length"""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that somebody could not use."""

    check: str
    criterion: str
    about: str

    def __str__(self) -> str:
        return f"{self.check} (WCAG {self.criterion}): {self.about}"


def faults(page: Page, *, signed_off: Iterable[str] = ()) -> list[Fault]:
    """Return every fault of the page as it stands; `signed_off` names checks that a person has looked at."""
    skipped = set(signed_off)
    return sorted({fault for fault in [*axe_faults(page), *own_faults(page)] if fault.check not in skipped})


def axe_faults(page: Page) -> list[Fault]:
    """Return what axe finds wrong, and as `axe-unsure` where it cannot tell what stands behind the words."""
    results: dict[str, Any] = Axe().run(page, options=OPTIONS).response
    wrong = [(rule, node, "axe") for rule in results["violations"] for node in rule["nodes"]]
    unsure = [
        (rule, node, "axe-unsure")
        for rule in results["incomplete"]
        for node in rule["nodes"]
        if _over_picture(node)
    ]
    return [
        Fault(f"{sure}:{rule['id']}", _criterion(rule["tags"]), str(node["html"])[:150])
        for rule, node, sure in [*wrong, *unsure]
    ]


def own_faults(page: Page) -> list[Fault]:
    """Return what our own checks find: in the document, when it is narrow or spaced out, and by keyboard."""
    found = [Fault(*one) for one in page.evaluate((HERE / "checks.js").read_text(encoding="utf-8"))]
    return [*found, *_spacing(page), *_reflow(page), *_keyboard(page)]


def same_titles(titles: dict[str, str]) -> list[Fault]:
    """Return a fault for each title that two addresses share; `titles` are by address."""
    seen: dict[str, str] = {}
    found = []
    for address, title in titles.items():
        if title in seen:
            found.append(Fault("same-title", "2.4.2", f"{address} and {seen[title]} are both called {title}"))
        seen.setdefault(title, address)
    return found


def place_of_help(page: Page) -> str:
    """Return where on the page help is offered, to be compared between pages (WCAG 3.2.6); empty for nowhere."""
    return str(
        page.evaluate("""() => {
          const link = [...document.querySelectorAll("a[href]")].find((one) => /^(help|contact)\\b/i.test(one.textContent.trim()));
          if (!link) return "";
          const part = link.closest("header, nav, main, aside, footer");
          return part ? part.tagName.toLowerCase() : "body";
        }""")
    )


def moved_help(places: dict[str, str]) -> list[Fault]:
    """Return a fault for each page whose help is not where most pages have it; `places` are by address."""
    told = [place for place in places.values() if place]
    if not told:
        return []
    usual = max(set(told), key=told.count)
    odd = {address: place for address, place in places.items() if place and place != usual}
    return [
        Fault("moved-help", "3.2.6", f"{address}: in {place}, elsewhere {usual}")
        for address, place in odd.items()
    ]


def _over_picture(node: dict[str, Any]) -> bool:
    reasons = [check.get("data") or {} for check in node["any"]]
    return any(isinstance(reason, dict) and reason.get("messageKey") in PICTURES for reason in reasons)


def _criterion(tags: list[str]) -> str:
    numbers = [tag.removeprefix("wcag") for tag in tags if tag.startswith("wcag") and tag[4:].isdigit()]
    return ".".join([numbers[0][0], numbers[0][1], numbers[0][2:]]) if numbers else "-"


def _spacing(page: Page) -> list[Fault]:
    before = page.evaluate(CLIPPED)
    page.evaluate(ADD_SHEET, SPACING)
    after = page.evaluate(CLIPPED)
    page.evaluate(REMOVE_SHEET)
    return [Fault("text-spacing", "1.4.12", about) for about in after if about not in before]


def _reflow(page: Page) -> list[Fault]:
    usual = page.viewport_size
    shown = page.evaluate(CONTROLS_SHOWN)
    page.set_viewport_size(NARROW)
    over, still = page.evaluate(SIDEWAYS), page.evaluate(CONTROLS_SHOWN)
    if usual:
        page.set_viewport_size(usual)
        page.evaluate(SETTLED)  # a menu folds and unfolds with the width, a moment later
    found = [Fault("reflow", "1.4.10", f"{over} pixels wider than a 320 pixel screen")] if over > 0 else []
    if still < shown:
        found.append(
            Fault("zoom-loses", "1.4.4", f"{shown - still} controls of the main part are gone at 400% zoom")
        )
    return found


def _keyboard(page: Page) -> list[Fault]:
    """Walk the page with Tab: every stop shown, none covered, none skipped, no way in without a way out."""
    count = page.evaluate((HERE / "focus.js").read_text(encoding="utf-8"))
    if count < 2:  # with a single stop, Tab comes back to it: that is no trap
        return []
    page.evaluate(TO_THE_TOP)
    found, seen, left = _walk(page, count)
    missed = page.evaluate("(seen) => window.goldenthreadFocus.missed(seen)", seen)
    if missed and not left:
        return [
            *found,
            Fault("keyboard-trap", "2.1.2", f"Tab does not get past stop {len(set(seen))} of {count}"),
        ]
    return [*found, *(Fault("not-reachable", "2.1.1", about) for about in missed)]


def _walk(page: Page, count: int) -> tuple[list[Fault], list[int], bool]:
    """Press Tab until the walk leaves the page or starts over; return faults, stops seen, and whether it ended."""
    found: list[Fault] = []
    seen: list[int] = []
    for _ in range(count + 10):
        page.keyboard.press("Tab")
        stop = page.evaluate("() => window.goldenthreadFocus.here()")
        if stop is None or (seen and stop["index"] == seen[0] and len(set(seen)) > 1):
            return found, seen, True
        if stop["index"] in seen:
            continue
        seen.append(stop["index"])
        if not stop["shows"]:
            found.append(Fault("focus-hidden", "2.4.7", stop["outline"]))
        if stop["covered"]:
            found.append(Fault("focus-covered", "2.4.11", stop["outline"]))
    return found, seen, len(set(seen)) >= count
