"""A figure of a report as table cells, as a bar, and as a line of the annex."""

from typing import Any

from data.wording import sentences
from models.results.evaluations.prefilled import FigureLine
from pages.ui import evaluation_words

FIGURE_HEAD = ("Indikator", "Capaian", "Target", "Capaian target", "Triwulan lalu", "Data awal", "Keadaan data")
REVIEW_HEAD = tuple(one.replace("Triwulan lalu", "Periode lalu") for one in FIGURE_HEAD)
ANNEX_HEAD = ("Indikator", "Definisi dan cara menghitung", "Asal data")


def figure_row(line: FigureLine) -> list[str]:
    value = evaluation_words.amount(line.value, line)
    others = [evaluation_words.amount(one, line) for one in (line.target, line.previous, line.baseline)]
    share = evaluation_words.percent(line)
    return [
        line.label,
        f"{value} {evaluation_words.unit(line)}".rstrip(),
        others[0],
        share,
        others[1],
        others[2],
        evaluation_words.figure_state(line),
    ]


def bar(line: FigureLine) -> dict[str, Any]:
    """`share` from 0 to 1.25; the words say the rest."""
    value, target = evaluation_words.amount(line.value, line), evaluation_words.amount(line.target, line)
    return {
        "label": line.label, "share": round(min(line.share or 0, 1.25), 4), "reached": bool(line.reached),
        "words": f"{value} dari {target}", "percent": evaluation_words.percent(line),
    }  # fmt: skip


def annex_row(line: FigureLine) -> list[str]:
    method = sentences()["figure_methods"].get(line.method, "")
    defined = ". ".join(one.rstrip(".") for one in (method, line.formula) if one)
    baseline = [f"Data awal: {line.baseline_source}"] if line.baseline_source else []
    n = [f"n = {line.n}"] if line.n is not None else []
    return [line.label, f"{defined} (definisi versi {line.definition})", "; ".join([*line.origin, *baseline, *n])]
