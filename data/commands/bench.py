"""How long pages and verbs take with few and with many contents: a marked bench database, medians, and their ratio."""

import statistics
from argparse import ArgumentParser, Namespace
from pathlib import Path

from data import seeds, settings, start
from data.bench import commenting, filling, visiting
from data.bench.cycle import Cycle
from data.wording import say
from models import passwords

PORT = 8599
PAGES = {
    "Beranda": ("", ""), "Kalender": ("kalender", ""), "Rencana": ("rencana", ""), "Persetujuan": ("persetujuan", ""),
    "Arsip": ("tayang", "tab=archive"), "Moderasi": ("moderasi", ""), "Pencarian": ("tayang", "cari=salinan"),
}  # fmt: skip
VISITOR = "rani"
MOST_MS, MOST_RATIO = 60.0, 1.5


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--contents", type=int, default=1000, help="berapa konten (1000)")
    parser.add_argument("--folder", type=Path, help="folder bangku uji; tanpa ini di dalam SIMPUL_DATA")
    parser.add_argument("--runs", type=int, default=15, help="berapa kali tiap halaman dibuka (15)")
    parser.add_argument("--against", type=Path, help="bangku uji lain yang sudah diisi, untuk perbandingan")
    parser.add_argument("--weeks", type=int, default=4, help="panjang cerita awal dalam minggu (4)")


def run(args: Namespace) -> int:
    folder = args.folder or settings.data_folder() / f"bench-{args.contents}"
    try:
        measured = measure(folder, args.contents, args.runs, args.weeks)
        against = measure(args.against, None, args.runs, args.weeks) if args.against else None
    except filling.NotABench as there:
        print(say("bench.not_a_bench", folder=there))
        return 1
    return report(measured, against)


def measure(folder: Path, contents: int | None, runs: int, weeks: int) -> dict[str, float]:
    """Medians in milliseconds by what was timed; fills the folder first unless it is filled already."""
    wanted = contents if contents is not None else int((folder / filling.MARK).read_text())
    if not filling.prepare(folder, wanted):
        start.prepare()
        seeds.fill(passwords.choose("bangku-uji-tanpa-tamu"), weeks, print_share)
        filling.multiply(folder, wanted)
        commenting.multiply(wanted)
        print()
    taken = _verbs(runs)
    with visiting.server(PORT) as (address, seconds):
        cookie = visiting.cookies(VISITOR)
        for name, (page, query) in PAGES.items():
            timing = visiting.visit(address, page, query, cookie, runs)
            if timing.faults:
                raise RuntimeError(f"{name}: {timing.faults[0]}")
            taken[name] = timing.median
    print(say("bench.started", contents=wanted, seconds=f"{seconds:.1f}"))
    return taken


def report(measured: dict[str, float], against: dict[str, float] | None) -> int:
    """The table, and exit code 1 when a figure is over its bound."""
    over = False
    for name, taken in measured.items():
        ratio = taken / against[name] if against else 0.0
        slow = taken > MOST_MS or ratio > MOST_RATIO
        over = over or slow
        print(f"{name:<14}{taken:8.1f} ms" + (f"{ratio:8.2f} ×" if against else "") + ("  !" if slow else ""))
    return 1 if over else 0


def print_share(share: float) -> None:
    print(f"\r{say('demo.telling', percent=round(100 * share))}", end="", flush=True)


def _verbs(runs: int) -> dict[str, float]:
    taken: dict[str, list[float]] = {}
    for _ in range(max(3, runs // 3)):
        for name, figures in Cycle().run().items():
            taken.setdefault(name, []).extend(figures)
    return {name: statistics.median(figures) for name, figures in taken.items()}
