"""The SOP as a swim-lane picture: one row per step, one column per lane, a diamond where somebody decides, dashed ways back (S-H, A-H).

An SVG on its own white ground, so that it reads the same by dark and in print; every word is escaped.
"""

from html import escape
from itertools import pairwise

from models.playbooks import Playbook
from models.playbooks.sop import Branch, SopStep

LEFT, LANE, ROW, HEAD, RIGHT = 236, 128, 62, 46, 150
INK, SOFT, LINE, DOES, DECIDES, BACK = "#1f2937", "#5b6773", "#d5dbe1", "#0b5c8c", "#9a4a00", "#b3261e"
WORDS = 30  # letters in a line beside a row


def drawn(rules: Playbook) -> str:
    """The whole picture as SVG text."""
    steps, lanes = rules.sop.main, [lane.key for lane in rules.sop_lanes]
    width, height = LEFT + LANE * len(lanes) + RIGHT, HEAD + ROW * len(steps) + 12
    rows = {one.key: number for number, one in enumerate(steps)}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'font-family="sans-serif"><title>SOP {escape(rules.name)}</title>'
        f'<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{SOFT}"/></marker><marker id="b" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        f'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="{BACK}"/></marker></defs>'
        f'<rect width="{width}" height="{height}" fill="#fff"/>'
    ]
    parts += [f'<line x1="0" y1="{HEAD + ROW * row}" x2="{width}" y2="{HEAD + ROW * row}" stroke="{LINE}"/>' for row in range(len(steps))]
    parts += [_lane(number, lane.label, height) for number, lane in enumerate(rules.sop_lanes)]
    parts += [_way(one, after, lanes, rows) for one, after in pairwise(steps)]
    known = {one.key: one for one in steps}
    backs = [one for one in rules.sop.steps if one.branch is Branch.NO]
    parts += [_branch(one, known[one.of or ""], lanes, rows, place) for place, one in enumerate(backs)]
    parts += [_step(one, number, lanes) for number, one in enumerate(steps)]
    return "".join(parts) + "</svg>"


def _lane(number: int, label: str, height: int) -> str:
    left = LEFT + LANE * number
    return (
        f'<line x1="{left}" y1="0" x2="{left}" y2="{height}" stroke="{LINE}"/>'
        f'<text x="{left + LANE / 2}" y="28" font-size="12" font-weight="600" fill="{INK}" text-anchor="middle">{escape(label)}</text>'
    )


def _step(one: SopStep, number: int, lanes: list[str]) -> str:
    top = HEAD + ROW * number
    first, second = _lines(one.label)
    words = (
        f'<text x="10" y="{top + 27}" font-size="13" font-weight="700" fill="{INK}">{escape(one.number)}</text>'
        f'<text x="40" y="{top + (27 if second else 35)}" font-size="12" fill="{INK}">{escape(first)}</text>'
        f'<text x="40" y="{top + 43}" font-size="12" fill="{INK}">{escape(second)}</text>'
    )
    return words + "".join(_mark(one.mark(lane), *_middle(number, place)) for place, lane in enumerate(lanes))


def _mark(mark: str, x: float, y: float) -> str:
    text = f'<text x="{x}" y="{y + 4.5}" font-size="13" font-weight="700" text-anchor="middle" fill="{{}}">{mark}</text>'
    if mark == "L":
        return f'<rect x="{x - 22}" y="{y - 14}" width="44" height="28" rx="5" fill="{DOES}"/>' + text.format("#fff")
    if mark == "P":
        return f'<path d="M{x} {y - 21}L{x + 32} {y}L{x} {y + 21}L{x - 32} {y}z" fill="{DECIDES}"/>' + text.format("#fff")
    if mark == "D":
        return f'<rect x="{x - 22}" y="{y - 14}" width="44" height="28" rx="14" fill="#fff" stroke="{SOFT}"/>' + text.format(SOFT)
    return ""


def _way(one: SopStep, after: SopStep, lanes: list[str], rows: dict[str, int]) -> str:
    """From who carries a step to who carries the next."""
    (x1, y1), (x2, y2) = _carrier(one, lanes, rows), _carrier(after, lanes, rows)
    between = HEAD + ROW * rows[after.key]
    return (
        f'<path d="M{x1} {y1 + 14}V{between}H{x2}V{y2 - 22}" fill="none" stroke="{SOFT}" stroke-width="1.4" marker-end="url(#a)"/>'
    )  # fmt: skip


def _branch(one: SopStep, decides: SopStep, lanes: list[str], rows: dict[str, int], place: int) -> str:
    """The dashed way back on the right, from the diamond to the step where it goes on; what it does stands beside it."""
    (x1, y1), (_, y2) = _carrier(decides, lanes, rows), _middle(rows[one.to or ""], 0)
    edge = LEFT + LANE * len(lanes)
    out, middle = edge + 10 + 12 * place, (y1 + y2) / 2
    first, second = _lines(one.label, 18)
    return (
        f'<path d="M{x1 + 24} {y1 + 8}H{out}V{y2 - 8}H{edge - 4}" fill="none" stroke="{BACK}" stroke-width="1.4" stroke-dasharray="5 4" '
        f'marker-end="url(#b)"/><rect x="{out + 4}" y="{middle - 20}" width="{RIGHT - (out - edge) - 6}" height="46" fill="#fff"/>'
        f'<text x="{out + 6}" y="{middle - 8}" font-size="11" font-weight="700" fill="{BACK}">TIDAK</text>'
        f'<text x="{out + 6}" y="{middle + 7}" font-size="11" fill="{INK}">{escape(first)}</text>'
        f'<text x="{out + 6}" y="{middle + 21}" font-size="11" fill="{INK}">{escape(second)}</text>'
        f'<text x="{x1 + 8}" y="{y1 + 28}" font-size="10" font-weight="700" fill="{SOFT}">YA</text>'
    )


def _carrier(one: SopStep, lanes: list[str], rows: dict[str, int]) -> tuple[float, float]:
    return _middle(rows[one.key], lanes.index((*one.does, *one.decides, *one.supports)[0]))


def _middle(row: int, lane: int) -> tuple[float, float]:
    return LEFT + LANE * lane + LANE / 2, HEAD + ROW * row + ROW / 2


def _lines(text: str, width: int = WORDS) -> tuple[str, str]:
    """Two lines at most; what is longer is cut with an ellipsis."""
    if len(text) <= width:
        return text, ""
    first, _, rest = text[: width + 1].rpartition(" ")
    rest = text[len(first) :].strip() if first else text[width:]
    first = first or text[:width]
    return first, rest if len(rest) <= width else rest[: width - 1] + "…"
