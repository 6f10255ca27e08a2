"""Measures speed: the headless report, and the pages at a million voices on both databases."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tools import load, postgres
from tools.console import ROOT, fail, say

COMMENTS = ROOT / "src/goldenthread/textmining/data/nhs_feedback_phase2/comments.csv.gz"
PASSWORD = "a password for the bench only"
GOALS = {"p95": 150.0, "queries": 12}  # milliseconds; queries of one page
WARM, COUNTED, CONNECTIONS = 50, 500, 4


@dataclass(frozen=True)
class PageFigure:
    """How fast one page answers on one database: milliseconds and queries."""

    database: str
    page: str
    p50: float
    p95: float
    queries: int


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for and print it as a table, with the machine it was measured on."""
    parser = argparse.ArgumentParser(prog="./run bench")
    parser.add_argument("what", nargs="*", choices=["learn", "pages"], default=["learn", "pages"])
    parser.add_argument("--voices", type=int, default=1_000_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument(
        "--keep", type=Path, help="keep the filled databases in this folder, and use them again"
    )
    parser.add_argument("--json", type=Path, help="write the figures here too")
    chosen = parser.parse_args(arguments)
    figures: dict[str, object] = {"machine": machine()}
    say(f"Machine: {figures['machine']}")
    if "learn" in chosen.what:
        figures["learn_seconds"] = learn()
    if "pages" in chosen.what:
        figures["pages"] = [
            asdict(one)
            for database in chosen.database or ["sqlite", "postgresql"]
            for one in pages(database, chosen.voices, chosen.keep)
        ]
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=2) + "\n")
    return 0


def machine() -> str:
    """Return what this is measured on, in a few words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load_now = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, load {load_now:.1f} at start"


def learn() -> float:
    """Return the seconds that the headless report of the phase-2 comments takes, best of three."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(3):
            began = time.perf_counter()
            command = [sys.executable, "-m", "goldenthread.config.cli", "learn", str(COMMENTS)]
            subprocess.run(
                [*command, "--out", f"{folder}/report.html"], check=True, capture_output=True, cwd=ROOT
            )
            times.append(time.perf_counter() - began)
    best = round(min(times), 1)
    say(f"learn, {COMMENTS.name}: {best} s (best of three; goal 20 s)")
    return best


def pages(database: str, voices: int, keep: Path | None) -> list[PageFigure]:
    """Serve a database of `voices` as in production, filled first unless `keep` has it, and time the main pages."""
    with folder_for(database, keep) as folder, kept(database, folder) as address:
        env = {
            **os.environ,
            "GOLDENTHREAD_MODE": "demo",
            "GOLDENTHREAD_DATA_DIR": str(folder),
            "GOLDENTHREAD_DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
            "GOLDENTHREAD_LOG_LEVEL": "ERROR",
            "GOLDENTHREAD_SESSION_MINUTES": "720",
        }
        with served(env) as port:  # before the fill too: serving brings the database up to date
            asked = filled(database, voices, folder, env)
            asked |= answer("tools.bench_pages", asked["email"], asked["learning"], env=env)
            client = load.signed_in(port, asked["council"], asked["email"], PASSWORD)
            return [measured(database, name, path, asked, client) for name, path in asked["pages"].items()]


def filled(database: str, voices: int, folder: Path, env: dict[str, str]) -> dict:
    """Return what was filled in, filling first when `folder` holds nothing, or another number of voices."""
    note = folder / f"filled-{voices}.json"
    if note.exists():
        say(f"{database}: {voices:,} voices kept in {folder}")
        return json.loads(note.read_text())
    began = time.monotonic()
    asked = answer("tools.bench_fill", str(voices), PASSWORD, env=env)
    note.write_text(json.dumps(asked))
    say(f"{database}: {voices:,} voices in place after {time.monotonic() - began:.0f} s")
    return asked


def answer(module: str, *words: str, env: dict[str, str]) -> dict:
    """Run one of the bench's own modules and return what it prints last."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


@contextmanager
def folder_for(database: str, keep: Path | None) -> Iterator[Path]:
    """Give a folder for the rows: the database's own inside `keep`, or one that is gone at the end."""
    if keep:
        folder = keep.resolve() / database
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="goldenthread-bench-") as fresh:
        yield Path(fresh)


def measured(database: str, name: str, path: str, asked: dict, client: load.Visitor) -> PageFigure:
    """Time one page and print its line."""
    times = load.times(client, path, warm=WARM, counted=COUNTED, connections=CONNECTIONS)
    figure = PageFigure(database, name, times.p50, times.p95, asked["queries"][name])
    missed = figure.p95 > GOALS["p95"] or figure.queries > GOALS["queries"]
    say(
        f"{database:12} {name:20} p50 {figure.p50:6.1f} ms   p95 {figure.p95:6.1f} ms   "
        f"{figure.queries:2} queries{'   OVER THE GOAL' if missed else ''}"
    )
    return figure


@contextmanager
def kept(database: str, folder: Path) -> Iterator[str]:
    """Give the address of the database whose rows are in `folder`; empty for the embedded one."""
    if database == "sqlite":
        yield ""
        return
    cluster = folder / "postgresql"
    cluster.mkdir(exist_ok=True)
    folder.chmod(0o711)  # PostgreSQL's own account has to find its way in
    with postgres.kept_in(cluster) as address:
        yield address


@contextmanager
def served(env: dict[str, str]) -> Iterator[int]:
    """Run the production server on a free port of this machine, and stop it at the end."""
    port = load.free_port()
    command = [sys.executable, "-m", "goldenthread.config.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        load.wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except postgres.NotInstalled:
        sys.exit(fail("PostgreSQL is not installed: bench the embedded database with --database sqlite."))
