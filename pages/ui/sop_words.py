"""How the SOP speaks, on the screen and on paper: who does what, how sure that is, where its evidence is found."""

from data.wording import say
from models.playbooks import Playbook, StageKind
from models.playbooks.sop import EvidenceKind, PrintedRow, SopStep

# Where one finds what a step leaves behind: page and query.
PLACES: dict[EvidenceKind, tuple[str, dict[str, str]]] = {
    EvidenceKind.CYCLE_PLAN: ("programme/profile/page.py", {"tab": "tahapan"}),
    EvidenceKind.IDEAS: ("work/planning/page.py", {"tab": "ide"}),
    EvidenceKind.MINUTES: ("programme/team/page.py", {"tab": "notulen"}),
    EvidenceKind.PLANS: ("work/planning/page.py", {"tab": "triwulan"}),
    EvidenceKind.MATERIAL: ("live/publications/page.py", {"tab": "published"}),
    EvidenceKind.REVISIONS: ("live/publications/page.py", {"tab": "published"}),
    EvidenceKind.DECISIONS: ("live/publications/page.py", {"tab": "published"}),
    EvidenceKind.RETURNED: ("live/publications/page.py", {"tab": "published"}),
    EvidenceKind.PUBLICATIONS: ("live/publications/page.py", {"tab": "published"}),
    EvidenceKind.ACTIVITIES: ("programme/profile/page.py", {"tab": "kegiatan"}),
    EvidenceKind.INTERACTIONS: ("live/moderation/page.py", {}),
    EvidenceKind.FIGURES: ("results/dashboard/page.py", {}),
    EvidenceKind.EFFECTIVENESS: ("results/evaluation/page.py", {}),
    EvidenceKind.FOLLOW_UPS: ("results/evaluation/page.py", {"tab": "tindak"}),
    EvidenceKind.EVALUATIONS: ("results/evaluation/page.py", {}),
}
SCREENS: dict[StageKind, tuple[str, str]] = {
    StageKind.WORK: ("work/compose/page.py", "Draf"),
    StageKind.VALIDATE: ("review/queue.py", "Persetujuan"),
    StageKind.SCHEDULE: ("live/publications/page.py", "Publikasi"),
    StageKind.PUBLISH: ("live/publications/page.py", "Publikasi"),
    StageKind.MONITOR: ("live/publications/page.py", "Publikasi"),
}


def actors(one: SopStep, rules: Playbook) -> str:
    """Pelaksana melaksanakan; Mentor memutus."""
    labels = {lane.key: lane.label for lane in rules.sop_lanes}
    some = (("does", one.does), ("decides", one.decides), ("supports", one.supports))
    return "; ".join(f"{', '.join(labels[key] for key in lanes)} {say(f'sop_marks.{kind}')}" for kind, lanes in some if lanes)


def roles(one: SopStep, rules: Playbook) -> str:
    """Whose account may stand in the lanes that do or decide."""
    lanes = {*one.does, *one.decides}
    return ", ".join(role.label for role in rules.roles if lanes & set(role.sop_lanes))


def stages(one: SopStep, rules: Playbook) -> list[tuple[str, str, str]]:
    """(label with the number of its questions, page, name of the page) of each stage where the step happens."""
    found = []
    for lane in rules.lanes[:1]:
        for stage in lane.stages:
            if stage.key in one.stages:
                asked = f" ({say('sop.items', count=len(stage.checklist))})" if stage.checklist else ""
                found.append((stage.label + asked, *SCREENS[stage.kind]))
    return found


def row(one: SopStep, rules: Playbook) -> dict[str, str]:
    """The corrected table, one row."""
    marks = {lane.label: one.mark(lane.key) for lane in rules.sop_lanes}
    told = {"No.": one.number, "Langkah": one.label, **marks, "Kelengkapan": one.needs, "Output": one.output, "Waktu": one.time}
    return {name: value or "–" if name in ("Kelengkapan", "Output", "Waktu") else value or "" for name, value in told.items()}


def printed(one: PrintedRow) -> dict[str, str]:
    """The row as the guideline prints it."""
    return {
        "No.": one.number or "", "Uraian prosedur": one.text or "", "Kelengkapan": one.needs or "", "Output": one.output or "",
        "Waktu": one.time or "",
    }  # fmt: skip
