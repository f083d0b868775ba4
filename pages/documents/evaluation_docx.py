"""The same report as a Word file: real headings, lists and tables, the office's letterhead, page numbers."""

from datetime import datetime
from io import BytesIO
from typing import Any

from pages.documents.evaluation_figures import ANNEX_HEAD
from pages.documents.word_file import WordFile
from pages.ui import target_bars

FOLLOW_UP_HEAD = ("Tindak lanjut", "Jenis", "Penanggung jawab", "Tenggat", "Keadaan")


def written(told: dict[str, Any], at: datetime, weeks: bytes = b"") -> bytes:
    """`weeks`: reach by week as a picture."""
    file = WordFile(f"{told['title']} {told['period']} {told['programme']}", told["head"]["name"], at)
    file.letterhead(told["head"])
    file.title(told["title"], f"{told['period']} · Program inovasi {told['programme']}", f"Nomor {told['number'] or '…'}", told["concept"])
    _summary(file, told)
    file.page()
    _figures(file, told)
    _parts(file, told, weeks)
    _judged(file, told)
    _followed(file, told)
    for met in told["minutes"]:
        _meeting(file, met)
    file.signatures(f"{told['head']['place'] or '…'}, {told['date']}", told["signers"])
    _annex(file, told)
    held = BytesIO()
    file.save(held, f"{told['programme']} · {told['period']}" + (f" · kode {told['code']}" if told["code"] else ""))
    return held.getvalue()


def _summary(file: WordFile, told: dict[str, Any]) -> None:
    file.heading("Ringkasan")
    file.strong(told["headline"])
    file.text(told["summary"] or "–")
    if told["bars"]:
        file.picture(target_bars.png(told["bars"]), 16.5, "Capaian terhadap target; garis putus-putus: target (100 %).")
    rows = [[one["label"], one["words"], one["percent"], "Tercapai" if one["reached"] else "Di bawah target"] for one in told["bars"]]
    if rows:
        file.table(("Indikator", "Capaian", "Capaian target", "Keadaan"), rows, (6.5, 4.5, 2.8, 3.2))
    if told["recommendation"]:
        file.heading("Rekomendasi", 2)
        file.text(told["recommendation"])
    for one in told["verdicts"]:
        if one["whole"]:
            file.strong(f"Putusan efektivitas: {one['verdict']}")
            file.text(one["reason"])


def _figures(file: WordFile, told: dict[str, Any]) -> None:
    file.heading("Capaian terhadap target")
    file.text(told["completeness"])
    if told["figures"]:
        file.table(told["figure_head"], told["figures"], (4.3, 2.7, 1.9, 1.8, 1.8, 1.8, 2.7))
    if told["deviations"]:
        file.heading("Yang di bawah target", 2)
        file.items(told["deviations"])
    for one in told["plans"]:
        file.heading(f"Keterlaksanaan rencana {one['quarter']}", 2)
        file.text(one["total"])
        file.items(one["gaps"])


def _parts(file: WordFile, told: dict[str, Any], weeks: bytes) -> None:
    if not told["parts"]["tables"]:
        return
    file.heading("Jangkauan dan interaksi")
    if weeks:
        file.picture(weeks, 16.5, "Jangkauan per pekan menurut kanal, dijumlah per unggahan.")
    for table in told["parts"]["tables"]:
        file.heading(table["title"], 2)
        file.table(table["head"], table["rows"], (7.0, 3.6, 3.6, 2.8))
    file.text(told["parts"]["note"])


def _judged(file: WordFile, told: dict[str, Any]) -> None:
    file.heading("Tujuan, manfaat, dan hasil yang diharapkan")
    for group in told["aims"]:
        file.heading(group["kind"], 2)
        file.table(("Butir", "Keadaan", "Alasan"), group["rows"], (8.0, 2.8, 6.2))
    file.heading("Catatan evaluasi")
    for group in told["notes"]:
        file.heading(group["kind"], 2)
        file.items(group["texts"])
    if not told["notes"]:
        file.text("Tidak ada catatan.")
    file.heading("Putusan efektivitas")
    rows = [[one["about"], one["verdict"], one["reason"], f"{one['who']}, {one['at']}"] for one in told["verdicts"]]
    file.table(("Tentang", "Putusan", "Alasan", "Diputus"), rows, (5.0, 2.6, 6.0, 3.4))


def _followed(file: WordFile, told: dict[str, Any]) -> None:
    widths = (6.4, 2.6, 3.2, 2.6, 2.2)
    file.heading("Tindak lanjut")
    if told["inherited"]:
        file.heading("Dari evaluasi sebelumnya", 2)
        file.table(FOLLOW_UP_HEAD, told["inherited"], widths)
    file.heading("Dari evaluasi ini", 2)
    if told["follow_ups"]:
        file.table(FOLLOW_UP_HEAD, told["follow_ups"], widths)
    else:
        file.text("Tidak ada.")


def _meeting(file: WordFile, met: dict[str, Any]) -> None:
    file.heading(f"Notulen: {met['title']}")
    file.text(" · ".join(one for one in (met["day"], met["hours"], met["place"]) if one))
    for label, text in (("Agenda", met["agenda"]), ("Jalannya rapat", met["course"])):
        if text:
            file.heading(label, 2)
            file.text(text)
    file.heading("Daftar hadir", 2)
    file.table(("Nama", "Jabatan", "Instansi"), met["people"], (6.0, 5.5, 5.5))
    file.heading("Keputusan", 2)
    file.items(met["decisions"], numbered=True)


def _annex(file: WordFile, told: dict[str, Any]) -> None:
    file.page()
    file.heading("Lampiran: sumber dan definisi")
    file.table(ANNEX_HEAD, told["annex"], (4.2, 6.6, 6.2))
    for number, one in enumerate(told["addenda"], start=1):
        file.heading(f"Adendum {number}, {one['date']}", 2)
        file.text(one["reason"])
        file.table(("Indikator", "Capaian", "Keadaan data"), one["rows"], (8.0, 4.5, 4.5))
        file.text("Ditandatangani: " + "; ".join(one["signed"]))
    if told["digest"]:
        file.heading("Keutuhan", 2)
        file.text(f"Sidik digital laporan {told['digest']}. Kode laporan {told['code']}.")
        file.items(told["anchors"])
