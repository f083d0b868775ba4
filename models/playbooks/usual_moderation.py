"""What a playbook stored before comments were known gets: the categories, house rules and screens to start from, all to be confirmed."""

from typing import Any

_CATEGORIES: tuple[tuple[str, str, str, int, dict[str, bool]], ...] = (
    ("laporan_bahaya", "Laporan bahaya", "high", 1, {"clock_hours": True, "urgent": True}),
    ("pertanyaan", "Pertanyaan", "low", 4, {}),
    ("keluhan", "Keluhan", "medium", 4, {}),
    ("hoaks", "Hoaks", "high", 2, {}),
    ("kritik", "Kritik", "low", 8, {"protected": True}),
    ("data_pribadi", "Data pribadi", "high", 2, {"unwanted": True}),
    ("ujaran_kebencian", "Ujaran kebencian", "high", 2, {"unwanted": True}),
    ("promosi_judi", "Promosi judi", "medium", 4, {"unwanted": True}),
    ("spam", "Spam", "low", 8, {"unwanted": True}),
    ("terima_kasih", "Terima kasih", "low", 8, {}),
)
_HOUSE_RULES = (
    ("tanpa_judi", "Tanpa promosi judi", "Komentar yang menawarkan atau menautkan judi disembunyikan atau dihapus."),
    ("tanpa_kebencian", "Tanpa kebencian", "Komentar yang menyerang orang karena suku, agama, ras, atau golongan dihapus."),
    ("jaga_data_pribadi", "Jaga data pribadi", "Nomor telepon, NIK, dan alamat rumah orang disembunyikan untuk melindungi pemiliknya."),
    ("tanpa_spam", "Tanpa spam", "Iklan, tautan berulang, dan pesan di luar pokok bahasan disembunyikan."),
    ("tanpa_hoaks", "Tanpa hoaks", "Kabar yang sudah disimpulkan tidak benar disembunyikan setelah klarifikasi diberikan."),
)
_SCREENS = (
    ("data_pribadi", "Nomor pribadi", "data_pribadi", (), ("personal_number",)),
    ("judi", "Promosi judi", "promosi_judi", ("gacor*", "maxwin", "judi online", "slot online", "togel"), ()),
    ("tanya", "Pertanyaan", "pertanyaan", ("kapan", "bagaimana cara*", "apakah", "berapa"), ("question_mark",)),
)


def usual() -> dict[str, Any]:
    """The values of `house_rules` and `moderation` as the reader of playbooks takes them."""
    categories = [
        {"key": key, "label": label, "severity": severity, "answer_hours": hours, "assumed": True, **marks}
        for key, label, severity, hours, marks in _CATEGORIES
    ]
    screens = [
        {"key": key, "label": label, "category": category, "words": words, "detects": detects, "assumed": True}
        for key, label, category, words, detects in _SCREENS
    ]
    rules = [{"key": key, "label": label, "text": text, "assumed": True} for key, label, text in _HOUSE_RULES]
    told = {"default": "pertanyaan", "categories": categories, "screens": screens, "answers": [], "assumed": True}
    return {"house_rules": rules, "moderation": told}
