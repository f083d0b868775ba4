"""The final report as a Word file: the same parts in the same order, with real headings and tables."""

from datetime import datetime
from io import BytesIO
from typing import Any

from pages.documents.evaluation_figures import ANNEX_HEAD, FIGURE_HEAD
from pages.documents.word_file import WordFile
from pages.ui import target_bars

FOLLOW_UP_HEAD = ("Tindak lanjut", "Jenis", "Penanggung jawab", "Tenggat", "Keadaan")
WIDTH = 17.0


def written(told: dict[str, Any], at: datetime) -> bytes:
    file = WordFile(f"{told['title']} {told['period']} {told['programme']}", told["head"]["name"], at)
    file.letterhead(told["head"])
    about = f"Program inovasi {told['programme']} · {told['period']}, {told['days']}"
    file.title(told["title"], about, f"Nomor {told['number'] or '…'}", told["concept"])
    if told["edition"]:
        file.text(told["edition"])
    file.strong(told["headline"])
    file.text(told["summary"] or told["none"])
    _profile(file, told)
    _work(file, told)
    _results(file, told)
    _lessons(file, told)
    file.signatures(f"{told['head']['place'] or '…'}, {told['date']}", told["signers"])
    _annex(file, told)
    held = BytesIO()
    file.save(held, f"{told['title']} · {told['programme']} · {told['period']}")
    return held.getvalue()


def _profile(file: WordFile, told: dict[str, Any]) -> None:
    profile = told["profile"]
    file.heading("1. Profil program")
    for label, text in (("Latar belakang", profile["background"]), ("Tujuan siklus ini", profile["purpose"])):
        if text:
            file.heading(label, 2)
            file.text(text)
    file.heading("Penjaringan dan pemilihan ide", 2)
    if profile["gathering"]:
        file.text(profile["gathering"])
    if profile["gatherings"]:
        file.table(("Tanggal", "Cara", "Tempat", "Hasil"), profile["gatherings"], (3.0, 4.0, 4.0, 6.0))
    _table(file, told, ("Ide", "Keputusan", "Alasan"), profile["ideas"], (5.0, 3.0, 9.0))
    if profile["stakeholders"]:
        file.heading("Pemangku kepentingan", 2)
        file.text(profile["stakeholders"])
    for group in told["aims"]:
        file.heading(group["kind"], 2)
        file.table(("Butir", "Keadaan", "Alasan"), group["rows"], (8.0, 2.8, 6.2))


def _work(file: WordFile, told: dict[str, Any]) -> None:
    file.heading("2. Pelaksanaan tahapan")
    file.table(("Tahapan", "Rencana", "Pelaksanaan", "Keadaan"), told["phases"]["rows"], (4.4, 4.8, 4.8, 3.0))
    if told["phases"]["note"]:
        file.text(told["phases"]["note"])
    if told["directions"]:
        file.heading("Arahan untuk siklus ini", 2)
        file.table(("Tanggal", "Rapat", "Keputusan"), told["directions"], (3.0, 5.0, 9.0))
    file.heading("Rapat dengan notulen", 2)
    _table(file, told, ("Tanggal", "Rapat", "Tempat", "Keputusan"), told["meetings"], (3.2, 6.4, 5.2, 2.2))
    file.heading("3. Tim dan surat keputusan")
    for one in told["decrees"]:
        file.heading(one["title"], 2)
        file.text(one["about"])
        file.table(("Nama", "Peran", "Jabatan"), one["rows"], (6.0, 5.5, 5.5))
    if not told["decrees"]:
        file.text(told["none"])
    file.heading("4. Kegiatan sosialisasi")
    _table(file, told, ("Tanggal", "Kegiatan", "Bentuk", "Tempat", "Orang"), told["activities"], (3.0, 5.2, 2.6, 4.6, 1.6))
    if told["places"]:
        file.heading("Per kecamatan", 2)
        file.table(("Kecamatan", "Kegiatan", "Orang"), told["places"], (9.0, 4.0, 4.0))
    file.heading("5. Konten yang dihasilkan")
    contents = told["contents"]
    if contents["line"]:
        file.text(contents["line"])
    width = (WIDTH - 3.2) / max(1, len(contents["head"]) - 1)
    _table(file, told, contents["head"], contents["rows"], (3.2, *(width for _ in contents["head"][1:])))


def _results(file: WordFile, told: dict[str, Any]) -> None:
    file.heading("6. Capaian terhadap target dan data awal")
    for one in told["quarters"]:
        file.heading(f"{one['label']} ({one['state']})", 2)
        if one["rows"]:
            file.table(FIGURE_HEAD, one["rows"], (4.6, 2.8, 1.9, 1.9, 1.9, 1.9, 2.0))
        if one["missing"]:
            file.text(one["missing"])
    if told["bars"]:
        file.picture(target_bars.png(told["bars"]), 16.5, "Capaian target triwulan terakhir; garis putus-putus: target (100 %).")
    file.heading("7. Evaluasi dan tindak lanjut")
    for one in told["evaluations"]:
        _evaluation(file, one)
    if not told["evaluations"]:
        file.text(told["none"])
    file.heading("8. Survei dan kuis")
    _table(file, told, ("Survei", "Ukuran", "Hasil", "n", "Ditutup"), told["surveys"], (5.6, 4.4, 2.4, 1.8, 2.8))
    file.heading("9. Pelatihan")
    _table(file, told, ("Tanggal", "Pelatihan", "Jenis", "Pelatih", "Hadir"), told["trainings"], (3.0, 5.0, 4.0, 3.0, 2.0))
    file.heading("10. Hoaks dan koreksi")
    file.heading("Hoaks", 2)
    file.text(told["hoaxes"]["line"] or told["none"])
    if told["hoaxes"]["rows"]:
        file.table(("Simpulan", "Kasus"), told["hoaxes"]["rows"], (13.0, 4.0))
    file.heading("Koreksi", 2)
    file.text(told["corrections"] or told["none"])
    file.heading("11. Pedoman dan SOP")
    _table(file, told, ("Versi pedoman", "Perubahan SOP"), told["versions"], (7.4, 9.6))
    if told["changes"]:
        file.heading("Perubahan pedoman dan alasannya", 2)
        file.table(("Usulan", "Diberlakukan", "Alasan"), told["changes"], (2.0, 3.6, 11.4))


def _evaluation(file: WordFile, one: dict[str, Any]) -> None:
    file.heading(f"{one['title']} ({one['state']})", 2)
    file.strong(one["verdict"])
    for text in (one["reason"], one["summary"], one["recommendation"]):
        if text:
            file.text(text)
    if one["notes"]:
        file.table(("Catatan", "Isi"), one["notes"], (4.0, 13.0))
    if one["follow_ups"]:
        file.table(FOLLOW_UP_HEAD, one["follow_ups"], (6.4, 2.6, 3.2, 2.6, 2.2))


def _lessons(file: WordFile, told: dict[str, Any]) -> None:
    file.heading("12. Pelajaran dan rekomendasi")
    file.heading("Pelajaran yang dipetik", 2)
    file.text(told["lessons"] or told["none"])
    file.heading("Rekomendasi kebijakan", 2)
    rows = []
    for one in told["recommendations"]:
        what, state = f"{one['title']}\n{one['text']}\n{one['source']}", f"{one['state']}\n{one['decided']}".strip()
        rows.append([one["number"], what, one["addressee"], one["owner"], state])
    _table(file, told, ("No.", "Rekomendasi", "Kepada", "Penanggung jawab", "Keadaan"), rows, (1.0, 7.4, 2.6, 2.6, 3.4))


def _annex(file: WordFile, told: dict[str, Any]) -> None:
    file.page()
    file.heading("Lampiran: sumber")
    file.table(("Bagian", "Diambil dari", "Jumlah catatan"), told["sources"], (5.0, 8.4, 3.6))
    if told["annex"]:
        file.heading("Definisi indikator", 2)
        file.table(ANNEX_HEAD, told["annex"], (4.2, 6.6, 6.2))
    file.heading("Keutuhan", 2)
    file.text(told["anchor"])


def _table(file: WordFile, told: dict[str, Any], head: Any, rows: Any, widths: Any) -> None:
    """Or the word that there is nothing."""
    if rows:
        file.table(head, rows, widths)
    else:
        file.text(told["none"])
