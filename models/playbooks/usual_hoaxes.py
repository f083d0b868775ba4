"""What a playbook stored before hoaxes had a desk is read with: usual values, each an assumption to confirm."""

from typing import Any

CLASSES = {
    "satire": "Satire atau parodi",
    "misleading": "Konten menyesatkan",
    "imposter": "Konten tiruan",
    "fabricated": "Konten palsu",
    "false_connection": "Koneksi salah",
    "false_context": "Konteks salah",
    "manipulated": "Konten dimanipulasi",
}
EXITS = {"criticism": "Kritik, bukan hoaks", "true": "Informasi benar", "unproven": "Belum dapat dibuktikan"}
PLACES = {
    "whatsapp": "WhatsApp", "facebook": "Facebook", "instagram": "Instagram", "tiktok": "TikTok", "youtube": "YouTube", "x": "X",
    "telegram": "Telegram", "website": "Situs web", "spoken": "Dari mulut ke mulut", "other": "Lainnya",
}  # fmt: skip
SPREAD = (("small", "Satu dua kelompok", 0), ("medium", "Beberapa kelompok", 500), ("wide", "Ramai di kabupaten", 5_000))
CHECKS = (
    ("first_source", "Dari mana klaim ini pertama kali muncul?", "Telusuri unggahan atau pesan paling awal yang masih dapat dilihat."),
    ("owner", "Apa kata pemilik informasinya?", "Hubungi petugas atau kantor yang berwenang, catat nama jabatan dan jamnya."),
    ("picture", "Apakah gambar atau videonya lama atau dari tempat lain?", "Cari gambarnya secara terbalik dan cocokkan tempatnya."),
)
HOLDING = "Terima kasih sudah memberi tahu. Informasi ini sedang diverifikasi. Mohon tidak diteruskan dulu. Kami kabari hasilnya di sini."


def usual_hoaxes(values: dict[str, Any]) -> dict[str, Any]:
    """The section for a stored playbook: clarified as the first type its programme has, in that type's first format."""
    kind = values["types"][0]
    return {
        "assumed": True,
        "hours": 3,
        "statement_hours": 1,
        "confirm_hours": 12,
        "kind": kind["key"],
        "format": kind["formats"][0],
        "classes": _options(CLASSES),
        "exits": _options(EXITS),
        "places": _options(PLACES),
        "spread": [{"key": key, "label": label, "people": people} for key, label, people in SPREAD],
        "checks": [{"key": key, "text": text, "guidance": guidance, "assumed": True} for key, text, guidance in CHECKS],
        "holding": [{"key": "checking", "label": "Sedang diverifikasi", "text": HOLDING, "assumed": True}],
    }


def _options(labels: dict[str, str]) -> list[dict[str, Any]]:
    return [{"key": key, "label": label} for key, label in labels.items()]
