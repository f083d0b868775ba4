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
_DANGERS = (
    "air * masuk rumah", "air masuk rumah", "terjebak banjir", "belum dievakuasi", "minta evakuasi", "butuh evakuasi", "rumah roboh",
    "rumah terbakar", "ada kebakaran", "tanah longsor", "pohon tumbang", "kabel listrik putus", "tersengat listrik", "hanyut",
    "terseret arus", "tenggelam", "tanggul jebol", "jembatan putus", "jembatan ambles", "korban luka", "puting beliung",
)  # fmt: skip
_GAMBLING = ("gacor*", "maxwin", "slot online", "slot88", "judi online", "judi slot", "togel", "casino online", "rtp slot", "scatter hitam")
_SCREENS = (
    ("bahaya", "Laporan bahaya", "laporan_bahaya", _DANGERS, ()),
    ("data_pribadi", "Nomor pribadi", "data_pribadi", (), ("personal_number",)),
    ("judi", "Promosi judi", "promosi_judi", _GAMBLING, ()),
    ("spam", "Iklan dan tautan", "spam", ("cek bio", "klik profil", "pinjaman cepat", "pinjol"), ()),
    ("keluhan", "Keluhan", "keluhan", ("rusak terus", "belum diperbaiki", "sudah lapor", "tidak ditanggapi", "kecewa"), ()),
    ("kritik", "Kritik", "kritik", ("pencitraan", "buang anggaran", "mending perbaiki", "percuma", "omong doang"), ()),
    ("tanya", "Pertanyaan", "pertanyaan", ("kapan", "bagaimana cara*", "apakah", "berapa"), ("question_mark",)),
    ("terima_kasih", "Terima kasih", "terima_kasih", ("terima kasih", "terimakasih", "makasih*"), ()),
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
