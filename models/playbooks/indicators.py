"""What a programme counts: its indicators as data, and what makes their section refuse to load (S4.1, A4.1)."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pydantic import Field

from models.playbooks.parts import Key, Part
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook


class Better(StrEnum):
    UP = "up"
    DOWN = "down"


class Formula(StrEnum):
    """How a figure comes about; the first three speak of one metric of posts."""

    POST_SUM = "post_sum"
    POST_MEDIAN = "post_median"
    POST_RATE = "post_rate"
    FOLLOWERS = "followers"
    RESPONSE_MEDIAN = "response_median"
    RESPONSE_P90 = "response_p90"
    DOWNLOADS = "downloads"
    FACE_TO_FACE = "face_to_face"
    REGULARITY = "regularity"
    EVENT_TO_POST = "event_to_post"
    MAKING_TIME = "making_time"
    FIRST_PASS = "first_pass"
    ITEMS_FAILED = "items_failed"
    PLAN = "plan"
    CLARIFICATION_TIME = "clarification_time"
    CORRECTION_TIME = "correction_time"
    IKM = "ikm"
    QUICK_INDEX = "quick_index"
    LEARNING_GAIN = "learning_gain"


OF_A_METRIC = (Formula.POST_SUM, Formula.POST_MEDIAN, Formula.POST_RATE)
POST_METRICS = (
    "reach", "impressions", "views", "exposure", "interactions", "likes", "comments", "shares", "saves", "clicks", "follows",
    "watch_seconds",
)  # fmt: skip


class Indicator(Part):
    """`owner` is the role that answers for the figure; `source` says where it comes from; `help` is what must be said beside it."""

    key: Key
    label: str
    formula: Formula
    metric: str | None = None
    unit: str
    better: Better
    decimals: int = Field(default=0, ge=0, le=2)
    source: str
    owner: str
    help: str = ""


def indicator_faults(rules: "Playbook") -> Iterator[Fault]:
    """Each indicator names a role of the programme, and a metric exactly where its formula wants one."""
    roles = {role.key for role in rules.roles if not role.unit}
    for one in rules.indicators:
        path = f"indicators.{one.key}"
        if one.owner not in roles:
            yield Fault(f"{path}.owner", f"peran “{one.owner}” tidak dikenal")
        if (one.formula in OF_A_METRIC) != (one.metric is not None):
            yield Fault(f"{path}.metric", "metrik hanya untuk rumus atas unggahan, dan wajib di situ")
        if one.metric is not None and one.metric not in POST_METRICS:
            yield Fault(f"{path}.metric", f"metrik “{one.metric}” tidak dikenal")


EXPORT = "Ekspor dasbor kanal"
LOG = "Catatan aplikasi"
OLDER: tuple[tuple[str, str, str, str | None, str, str, int, str], ...] = (
    ("reach", "Jangkauan", "post_sum", "reach", "jumlah per unggahan", "up", 0, EXPORT),
    ("views", "Penayangan", "post_sum", "views", "kali", "up", 0, EXPORT),
    ("interactions", "Interaksi", "post_sum", "interactions", "kali", "up", 0, EXPORT),
    ("interaction_rate", "Tingkat interaksi", "post_rate", "interactions", "%", "up", 2, EXPORT),
    ("followers", "Pengikut", "followers", None, "akun per kanal, dijumlah", "up", 0, EXPORT),
    ("response_median", "Waktu respons (median)", "response_median", None, "jam layanan", "down", 1, LOG),
    ("response_p90", "Waktu respons (persentil ke-90)", "response_p90", None, "jam layanan", "down", 1, LOG),
    ("downloads", "Unduhan dokumen", "downloads", None, "kali", "up", 0, LOG),
    ("face_to_face", "Penurunan pertanyaan tatap muka", "face_to_face", None, "%", "up", 1, "Hitungan mingguan"),
    ("regularity", "Keteraturan unggahan", "regularity", None, "%", "up", 0, LOG),
    ("event_to_post", "Waktu kejadian ke publikasi pertama", "event_to_post", None, "jam", "down", 1, LOG),
    ("plan", "Keterlaksanaan rencana", "plan", None, "%", "up", 0, LOG),
    ("ikm", "Indeks Kepuasan Masyarakat (IKM)", "ikm", None, "indeks 25–100", "up", 2, "Survei warga"),
    ("learning_gain", "Peningkatan pemahaman", "learning_gain", None, "g, paling tinggi 1", "up", 2, "Survei warga"),
    ("making_time", "Waktu draf ke publikasi", "making_time", None, "hari", "down", 1, LOG),
    ("first_pass", "Lolos validasi pertama", "first_pass", None, "%", "up", 0, LOG),
    ("items_failed", "Butir validasi yang dijawab Tidak", "items_failed", None, "butir", "down", 0, LOG),
    ("clarification_time", "Waktu klarifikasi hoaks", "clarification_time", None, "jam", "down", 1, LOG),
    ("correction_time", "Waktu koreksi", "correction_time", None, "jam", "down", 1, LOG),
)


def for_older(owner: str) -> list[dict[str, Any]]:
    """What a stored version from before there were indicators counts: the usual ones, all assumed, answered for by one role."""
    names = ("key", "label", "formula", "metric", "unit", "better", "decimals", "source")
    return [{**dict(zip(names, one, strict=True)), "owner": owner, "assumed": True} for one in OLDER]
