"""Memeriksa berkas konten, uji petik, ekspor log keputusan, atau paket bukti dukung dari Simpul, tanpa aplikasinya dan tanpa jaringan.

    python3 periksa.py [FOLDER atau ZIP] [--segel NOMOR:SIDIK]

Cukup Python 3.8 ke atas tanpa paket tambahan. Kode keluar 0 berarti utuh, 1 berarti rusak.
"""

# A second implementation on purpose: it shares no line with the application, so that a fault in one shows against the other.
from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

Row = Any  # one JSON object
ZEROS = "0" * 64
ROWS = {
    "revision": "revisions",
    "media": "media",
    "review": "reviews",
    "checklist_answer": "answers",
    "passage": "passages",
    "publication": "publications",
    "debt": "debts",
    "note": "notes",
}
WORDS = {
    "revision": "revisi",
    "media": "berkas",
    "review": "keputusan",
    "checklist_answer": "jawaban checklist",
    "passage": "kelulusan tahap",
    "publication": "publikasi",
    "debt": "kewajiban susulan",
    "note": "catatan",
}
FEW_SENTENCES = 500
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError)
BEYOND = {
    "dossier": (
        "apakah ada catatan log lain di antara catatan yang dibawa berkas ini (bandingkan dengan ekspor log)",
        "apakah seluruh log pernah ditulis ulang, kecuali dengan --segel dari dokumen yang disimpan terpisah",
        "apakah tampilan di kanal saat ini masih sama dengan yang dicatat",
        "apakah orang yang memakai akun benar-benar orang yang namanya tercatat",
        "isi alasan dan catatan yang oleh log hanya disebut nomornya, tanpa sidik digital",
    ),
    "log": (
        "apakah log dipotong sesudah catatan terakhir ekspor ini, kecuali dengan --segel yang lebih baru",
        "apakah seluruh log pernah ditulis ulang, kecuali dengan --segel dari dokumen yang disimpan terpisah",
        "isi konten, keputusan, dan berkas yang disebut catatan (ada di berkas konten masing-masing)",
    ),
    "sample": (
        "apakah daftar konten yang memenuhi kriteria lengkap (bandingkan dengan ekspor log)",
        "apakah seluruh log pernah ditulis ulang, kecuali dengan --segel dari dokumen yang disimpan terpisah",
        "apakah tampilan di kanal saat ini masih sama dengan yang dicatat",
        "apakah orang yang memakai akun benar-benar orang yang namanya tercatat",
    ),
    "bag": (
        "apakah paket ini yang dibuat kantor (cocokkan sidik digital ZIP-nya dengan catatan log pembuatannya)",
        "catatan log program lain, yang tidak ikut dibawa, sehingga sambungannya tidak lengkap (bandingkan dengan ekspor log)",
        "apakah seluruh log pernah ditulis ulang, kecuali dengan --segel dari dokumen yang disimpan terpisah",
    ),
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="periksa.py", description="Memeriksa berkas, uji petik, log, atau paket bukti Simpul.")
    here = str(Path(__file__).resolve().parent)
    parser.add_argument("berkas", nargs="?", default=here, metavar="FOLDER|ZIP", help="tanpa ini: folder skrip ini")
    parser.add_argument("--segel", action="append", default=[], metavar="NOMOR:SIDIK", type=seal, help="segel log dari dokumen lain")
    asked = parser.parse_args(arguments)
    report = Report()
    try:
        box = Box(Path(asked.berkas))
    except (OSError, zipfile.BadZipFile) as problem:
        report.fault(f"{asked.berkas} tidak dapat dibuka: {problem}")
        return report.close("")
    kind = "log" if "log.jsonl" in box.names else "sample" if "uji-petik.json" in box.names else "dossier"
    top = bag_top(box)
    if top is not None:
        report.attempt("daftar berkas", check_bag, box, top, report)
        report.attempt("catatan log", check_bag_log, box, top, dict(asked.segel), report)
        return report.close("bag")
    report.attempt("daftar berkas", check_files, box, report)
    if kind == "log":
        report.attempt("catatan log", check_export, box, dict(asked.segel), report)
    elif kind == "sample":
        report.attempt("uji petik", check_sample, box, dict(asked.segel), report)
    else:
        report.attempt("isi.json", check_dossier, box, dict(asked.segel), report)
    return report.close(kind)


def seal(text: str) -> tuple[int, str]:
    number, _, digest = text.strip().lower().partition(":")
    if not number.isdigit() or len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise argparse.ArgumentTypeError("tulis NOMOR:SIDIK, sidik 64 angka heksadesimal")
    return int(number), digest


class Report:
    """What was found, one line each; `faults` decides."""

    def __init__(self) -> None:
        self.faults = 0
        self.inside = ""

    def line(self, word: str, text: str) -> None:
        """Of a dossier inside a sample only what is broken, with its name before it."""
        if not self.inside or word == "RUSAK":
            sys.stdout.write(f"{word:<7}{self.inside}{text}\n")

    def fault(self, text: str) -> None:
        self.faults += 1
        self.line("RUSAK", text)

    def attempt(self, what: str, check: Any, *given: Any) -> None:
        """A part that can't be read is a fault of that part, never a crash; a part without a fault says so."""
        before = self.faults
        try:
            said = check(*given)
        except UNREADABLE as problem:
            self.fault(f"{what}: tidak dapat dibaca ({type(problem).__name__}: {problem})")
            return
        except (OSError, zipfile.BadZipFile) as problem:
            self.fault(f"{what}: {problem}")
            return
        if said and self.faults == before:
            self.line("OK", said)

    def close(self, kind: str) -> int:
        sys.stdout.write(f"\nHASIL: {f'RUSAK, {self.faults} hal' if self.faults else 'UTUH'}\n")
        if kind:
            sys.stdout.write("\nYang tidak dapat dilihat oleh pemeriksaan ini:\n")
            sys.stdout.writelines(f"- {one}\n" for one in BEYOND[kind])
        return 1 if self.faults else 0


class Box:
    """A folder, or the ZIP before it is unpacked; `packed` is a ZIP inside another box."""

    def __init__(self, path: Path, packed: Any = None) -> None:
        self.zip = zipfile.ZipFile(packed or path) if packed or path.is_file() else None
        self.root = path
        if self.zip:
            self.names = [one for one in self.zip.namelist() if not one.endswith("/")]
        elif path.is_dir():
            self.names = sorted(one.relative_to(path).as_posix() for one in path.rglob("*") if one.is_file())
        else:
            raise FileNotFoundError("tidak ada folder atau ZIP dengan nama itu")

    def open(self, name: str) -> Any:
        return self.zip.open(name) if self.zip else open(self.root / name, "rb")

    def read(self, name: str) -> bytes:
        with self.open(name) as file:
            return bytes(file.read())

    def digest(self, name: str) -> tuple[str, int]:
        found, size = hashlib.sha256(), 0
        with self.open(name) as file:
            while True:
                piece = file.read(1 << 20)
                if not piece:
                    return found.hexdigest(), size
                found.update(piece)
                size += len(piece)


def check_files(box: Box, report: Report) -> str:
    """Every file against the manifest, and the manifest against the list for sha256sum."""
    manifest = json.loads(box.read("manifest.json").decode("utf-8"))
    listed = manifest["files"]
    sums = {line[66:]: line[:64] for line in box.read("SHA256SUMS").decode("utf-8").splitlines()}
    if len(box.names) != len(set(box.names)):
        report.fault("ZIP memuat dua berkas dengan nama yang sama")
    for name, said in listed.items():
        if name not in box.names:
            report.fault(f"{name}: tidak ada")
        elif box.digest(name) != (said["sha256"], said["size"]):
            report.fault(f"{name}: isinya tidak sama dengan sidik digital dalam manifest")
        if sums.get(name) != said["sha256"]:
            report.fault(f"{name}: SHA256SUMS tidak sama dengan manifest")
    if sums.get("manifest.json") != box.digest("manifest.json")[0] or set(sums) != {*listed, "manifest.json"}:
        report.fault("SHA256SUMS tidak cocok dengan manifest.json")
    for name in box.names:
        if "/" in name and name not in listed and not name.startswith("__pycache__"):
            report.fault(f"{name}: tidak terdaftar dalam manifest")
    for name in manifest.get("missing", ()):
        report.fault(f"{name}: sudah hilang dari penyimpanan ketika berkas konten ini dibuat")
    return f"{len(listed)} berkas sama dengan sidik digitalnya"


def bag_top(box: Box) -> str | None:
    """Of a BagIt bag what stands before its names, as it lies in a ZIP or is opened; None for anything else."""
    found = [one[: -len("bagit.txt")] for one in box.names if one.split("/")[-1] == "bagit.txt" and one.count("/") < 2]
    return found[0] if found else None


def check_bag(box: Box, top: str, report: Report) -> str:
    """RFC 8493: the payload against its manifest, what describes it against another; nothing missing, nothing beside."""
    if len(box.names) != len(set(box.names)):
        report.fault("ZIP memuat dua berkas dengan nama yang sama")
    names, counts = set(box.names), {}
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        if top + manifest not in names:
            report.fault(f"{manifest}: tidak ada")
            continue
        lines = [one for one in box.read(top + manifest).decode("utf-8").split("\n") if one.strip()]
        sums = {one[64:].strip(): one[:64].lower() for one in lines}
        for name, digest in sums.items():
            if top + name not in names:
                report.fault(f"{name}: tidak ada")
            elif box.digest(top + name)[0] != digest:
                report.fault(f"{name}: isinya tidak sama dengan sidik digital dalam {manifest}")
        counts[manifest] = len(sums)
        if manifest == "manifest-sha256.txt":
            for one in box.names:
                if one.startswith(f"{top}data/") and one[len(top) :] not in sums:
                    report.fault(f"{one[len(top) :]}: tidak terdaftar dalam {manifest}")
        elif "manifest-sha256.txt" not in sums:
            report.fault(f"manifest-sha256.txt: tidak terdaftar dalam {manifest}")
    return f"{counts.get('manifest-sha256.txt', 0)} berkas sama dengan sidik digitalnya"


def check_bag_log(box: Box, top: str, seals: dict[int, str], report: Report) -> str:
    """The programme's own lines, each with its hash; those of others between them don't travel along."""
    lines = [json.loads(one) for one in box.read(f"{top}data/log/catatan.jsonl").decode("utf-8").splitlines()]
    told = json.loads(box.read(f"{top}data/log/segel.json").decode("utf-8"))
    own = {one["nomor"]: one["sidik"] for one in (*told["segel_tanda_tangan"], told["segel"])}
    check_lines(lines, {**own, **seals}, report, whole=False)
    return f"{len(lines)} catatan log cocok dengan sidik digitalnya"


def check_export(box: Box, seals: dict[int, str], report: Report) -> str:
    """A whole stretch of the log: no line missing, each tied to the one before."""
    lines = [json.loads(one) for one in box.read("log.jsonl").decode("utf-8").splitlines()]
    anchor = json.loads(box.read("segel.json").decode("utf-8"))
    check_lines(lines, {**seals, anchor["number"]: anchor["hash"]}, report, whole=True)
    if seals.get(anchor["number"], anchor["hash"]) != anchor["hash"]:
        report.fault(f"segel nomor {anchor['number']} berbeda dari yang diberikan")
    if not lines:
        return "tidak ada catatan"
    return f"{len(lines)} catatan, nomor {lines[0]['number']} s.d. {lines[-1]['number']}, bersambung tanpa putus"


def check_sample(box: Box, seals: dict[int, str], report: Report) -> str:
    """The draw as its seed makes it, and every dossier that was drawn."""
    told = json.loads(box.read("uji-petik.json").decode("utf-8"))
    ids, seed = told["population"], told["seed"]
    if ids != sorted(set(ids)) or sha256("".join(f"{one}\n" for one in ids)) != told["digest"]:
        report.fault("uji petik: daftar konten yang memenuhi kriteria tidak cocok dengan sidik digitalnya")
    drawn = sorted(ids, key=lambda one: (sha256(f"{seed}:{one}"), one))[: told["size"]]
    if [one["id"] for one in told["drawn"]] != drawn:
        report.fault(f"uji petik: konten yang terambil bukan yang ditentukan angka acak {seed}")
    for one in told["drawn"]:
        before = report.faults
        report.inside = f"{one['file']}: "
        report.attempt("berkas konten", check_drawn, box, one, seals, report)
        report.inside = ""
        if report.faults == before:
            report.line("OK", f"{one['file']} utuh")
    return f"{len(drawn)} dari {len(ids)} konten, terambil menurut angka acak {seed}"


def check_drawn(box: Box, said: Row, seals: dict[int, str], report: Report) -> str:
    with box.open(said["file"]) as packed:
        inner = Box(Path(said["file"]), packed)
        report.attempt("daftar berkas", check_files, inner, report)
        report.attempt("isi.json", check_dossier, inner, seals, report)
        if json.loads(inner.read("isi.json").decode("utf-8"))["content"]["id"] != said["id"]:
            report.fault(f"bukan konten nomor {said['id']}")
    return ""


def check_lines(lines: list[Row], seals: dict[int, str], report: Report, whole: bool) -> None:
    """Each line's hash, and the link wherever two consecutive numbers are at hand; `whole`: no number may be missing."""
    before = None
    for line in lines:
        number, text = line["number"], line["text"]
        said = json.loads(text)
        if sha256(text) != line["hash"] or said["number"] != number:
            report.fault(f"catatan log nomor {number}: isi tidak cocok dengan sidik digitalnya")
        if number == 1 and said["previous"] != ZEROS:
            report.fault("catatan log nomor 1 bukan awal rantai")
        if before and number <= before["number"]:
            report.fault(f"catatan log nomor {number}: urutannya tertukar")
        elif before and number == before["number"] + 1 and said["previous"] != before["hash"]:
            report.fault(f"catatan log nomor {number}: terputus dari catatan sebelumnya")
        elif before and whole and number != before["number"] + 1:
            report.fault(f"sebelum catatan log nomor {number} ada catatan yang hilang")
        if seals.get(number, line["hash"]) != line["hash"]:
            report.fault(f"catatan log nomor {number}: berbeda dari segel yang disimpan terpisah")
        before = line
    numbers = {line["number"] for line in lines}
    for number in sorted(set(seals) - numbers):
        if whole and (not numbers or number > max(numbers)):
            report.fault(f"catatan nomor {number} yang pernah disegel tidak ada (wajar hanya bila ekspor ini dibuat sebelum segel itu)")
        else:
            report.line("LEWAT", f"segel nomor {number} di luar catatan yang dibawa berkas ini, tidak dapat dibandingkan")


def check_dossier(box: Box, seals: dict[int, str], report: Report) -> str:
    """Everything the log says about one content, held against what the dossier shows of it."""
    told = Told(json.loads(box.read("isi.json").decode("utf-8")))
    anchor = told.all["anchor"]
    check_lines(told.all["entries"], {**seals, anchor["number"]: anchor["hash"]}, report, whole=False)
    report.line("OK" if not report.faults else "LEWAT", f"{len(told.lines)} catatan log dibaca")
    held = {one["sha256"] for one in json.loads(box.read("manifest.json").decode("utf-8"))["files"].values()}
    for what, check in (
        ("pedoman", check_playbook),
        ("kelengkapan", check_rows),
        ("keputusan", check_decisions),
        ("jawaban", check_answers),
        ("catatan", check_notes),
        ("publikasi", check_publications),
        ("pemisahan tugas", check_duties),
    ):
        report.attempt(what, check, told, report)
    report.attempt("berkas", check_media, told, held, report)
    return ""


class Told:
    """isi.json with its lookups; `made` is the number and content of the log line that first named a row."""

    def __init__(self, isi: Row) -> None:
        self.all = isi
        self.salt = isi["content"]["salt"]
        self.rules = json.loads(isi["playbook"]["text"])
        self.lane = next(one for one in self.rules["lanes"] if one["key"] == isi["content"]["lane"])
        self.stages = {one["key"]: one for one in self.lane["stages"]}
        self.digests = {one["id"]: one["sha256"] for one in isi["media"]}
        self.by_number = {one["number"]: one for one in isi["revisions"]}
        self.lines = [json.loads(one["text"]) for one in isi["entries"]]
        answers = [one for review in isi["reviews"] for one in review["answers"]]
        self.rows = {table: {one["id"]: one for one in (answers if key == "answers" else isi[key])} for table, key in ROWS.items()}
        self.made: dict[str, Row] = {}
        for line in self.lines:
            for name in line["names"]:
                self.made.setdefault(name, line)

    def when(self, table: str, row: Row) -> int:
        """The log number under which a row came to be; rows nobody logged come first."""
        line = self.made.get(f"{table}:{row['id']}")
        return line["number"] if line else 0

    def covered(self, words: list[str], revision: Row) -> str:
        """The hash of what a decision covers: salt, then the covered parts as JSON with sorted keys."""
        parts = {word: self.part(word, revision) for word in sorted(set(words))}
        return sha256(self.salt + json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False))

    def part(self, word: str, revision: Row) -> Any:
        listed: dict[str, list[Any]] = {"visual": [], "subtitles": [], "material": []}
        for one in revision["files"]:
            listed[one.get("purpose", "visual")].append((self.digests.get(one["media_id"], ""), one.get("alt", ""), one.get("people", "")))
        if word == "files":
            return [one[0] for one in listed["visual"]]
        if word == "alts":
            return [[list(one) for one in listed["visual"]], [one[0] for one in listed["subtitles"]]]
        if word == "material":
            return [one[0] for one in listed["material"]]
        return revision["fields"].get(word)

    def approvals(self, stage: str, before: int) -> list[Row]:
        """Approvals of a stage that stood when the log reached a number: not undone, not returned since."""
        past = [one for one in self.all["reviews"] if 0 < self.when("review", one) < before]
        undone = {one["undoes"] for one in past}
        kept: list[Row] = []
        for one in past:
            if one["stage"] != stage or one["id"] in undone:
                continue
            if one["decision"] == "return":
                kept = []
            elif one["decision"] == "approve":
                kept.append(one)
        return kept


def check_playbook(told: Told, report: Report) -> str:
    book = told.all["playbook"]
    if sha256(book["text"]) != book["digest"]:
        report.fault("pedoman: teksnya tidak cocok dengan sidik digitalnya")
    own = f"playbook_version:{book['id']}"
    adopting = [line for line in told.lines if any(name.startswith("playbook_version:") for name in line["names"])]
    logged = [line["facts"].get("digest") for line in adopting if own in line["names"]]
    if adopting and book["digest"] not in logged:
        report.fault("pedoman: bukan pedoman yang dicatat log")
    return f"pedoman versi {book['number']} sama dengan yang dicatat log" if logged else f"pedoman versi {book['number']} utuh"


def check_rows(told: Told, report: Report) -> str:
    """Nothing the log names is missing, nothing is shown that the log doesn't know."""
    own = f"content:{told.all['content']['id']}"
    for line in told.lines:
        if own not in line["names"]:
            continue
        for name in line["names"]:
            table, _, number = name.partition(":")
            if table in ROWS and int(number) not in told.rows[table]:
                report.fault(f"{WORDS[table]} {number} disebut catatan log nomor {line['number']}, tetapi tidak ada di sini")
    for table, rows in told.rows.items():
        for number in rows:
            if f"{table}:{number}" not in told.made:
                report.fault(f"{WORDS[table]} {number} tidak pernah disebut log")
    return f"{sum(len(rows) for rows in told.rows.values())} baris, semuanya disebut log dan tidak ada yang kurang"


def check_decisions(told: Told, report: Report) -> str:
    """Each decision and each passed stage is bound to its revision, as the log says it was."""
    rows = [("review", one) for one in told.all["reviews"]] + [("passage", one) for one in told.all["passages"]]
    for table, one in rows:
        name = f"{WORDS[table]} {one['id']} ({told.stages[one['stage']]['label']})"
        revision = told.by_number.get(one["revision"])
        if revision is None or told.covered(told.stages[one["stage"]]["covers"], revision) != one["covered"]:
            report.fault(f"{name}: revisi {one['revision']} bukan lagi yang diputuskan")
        line = told.made.get(f"{table}:{one['id']}")
        if line is None:
            continue
        if any(line["facts"].get(key, one[key]) != one[key] for key in ("stage", "revision", "covered")):
            report.fault(f"{name}: berbeda dari catatan log nomor {line['number']}")
        if line["actor"]["id"] != one["by"]:
            report.fault(f"{name}: pelakunya berbeda dari catatan log nomor {line['number']}")
        if table == "review" and not answered_as_logged(one, line["facts"]):
            report.fault(f"{name}: jawaban checklist berbeda dari catatan log nomor {line['number']}")
    return f"{len(told.all['reviews'])} keputusan dan {len(told.all['passages'])} kelulusan tahap terikat pada revisinya"


def answered_as_logged(review: Row, facts: Row) -> bool:
    """As many answers as were given; those answered no are the ones the log names, and none under an approval."""
    failed = sorted(one["item"] for one in review["answers"] if one["answer"] == "no")
    return facts.get("answers", len(review["answers"])) == len(review["answers"]) and failed == facts.get("failed", [])


def check_answers(told: Told, report: Report) -> str:
    count = 0
    for review in told.all["reviews"]:
        items = {one["key"]: one for one in told.stages[review["stage"]]["checklist"]}
        for one in review["answers"]:
            count += 1
            if told.covered(items[one["item"]]["about"], told.by_number[review["revision"]]) != one["covered"]:
                report.fault(f"jawaban '{one['item']}' pada keputusan {review['id']}: yang dinilai bukan isi revisi {review['revision']}")
    return f"{count} jawaban checklist terikat pada isi yang dinilai"


def check_notes(told: Told, report: Report) -> str:
    commitments = set()
    for one in told.all["notes"]:
        commitments.add(one["commitment"])
        erased = not one["text"] and not one["salt"]
        if not erased and sha256(one["salt"] + one["text"]) != one["commitment"]:
            report.fault(f"catatan {one['id']}: teksnya tidak cocok dengan sidik digitalnya")
    for line in told.lines:
        if line["facts"].get("note") and line["facts"]["note"] not in commitments:
            report.fault(f"catatan yang disegel log nomor {line['number']} tidak ada di sini")
    return f"{len(commitments)} catatan cocok dengan sidik digitalnya"


def check_media(told: Told, held: set[str], report: Report) -> str:
    for one in told.all["media"]:
        for digest in filter(None, (one["sha256"], one["original"])):
            if digest not in held:
                report.fault(f"berkas {one['name']}: sidik {digest[:12]} tidak ada di antara berkas yang dibawa")
    for line in told.lines:
        added = line["facts"].get("media")
        if added and told.digests.get(added) != line["facts"].get("sha256"):
            report.fault(f"berkas {added}: berbeda dari catatan log nomor {line['number']}")
        for place, digest in enumerate(line["facts"].get("proof_hashes", ())):
            proof = line["facts"]["proofs"][place]
            if proof and told.digests.get(proof) != digest:
                report.fault(f"bukti tayang {proof}: berbeda dari catatan log nomor {line['number']}")
    return f"{len(told.digests)} berkas dan bukti dibawa, sama dengan yang dicatat"


def check_publications(told: Told, report: Report) -> str:
    """What went out is the approved revision, and every stage before it had approved exactly that."""
    count = 0
    for one in told.all["publications"]:
        if not one["published_at"]:
            continue
        count += 1
        channel = next(each for each in told.rules["channels"] if each["key"] == one["channel"])
        lines = [line for line in told.lines if line["action"] == "content.published" and one["channel"] in line["facts"]["channels"]]
        if not lines:
            report.fault(f"{channel['label']}: tidak ada catatan log bahwa konten ini tayang di sini")
            continue
        facts, place = lines[-1]["facts"], lines[-1]["facts"]["channels"].index(one["channel"])
        if facts["links"][place] != one["permalink"] or moment(facts["at"][place]) != moment(one["published_at"]):
            report.fault(f"{channel['label']}: tautan atau waktu tayang berbeda dari catatan log nomor {lines[-1]['number']}")
        if facts["proofs"][place] != one["proof"]:
            report.fault(f"{channel['label']}: bukti tayang berbeda dari catatan log nomor {lines[-1]['number']}")
        revision = told.by_number[facts["revision"]]
        texts = facts.get("texts")
        if (texts and sha256(told.salt + one["text"]) != texts[place]) or not says(told, one["text"], channel, revision):
            report.fault(f"{channel['label']}: teks tayang bukan teks revisi {revision['number']}")
        check_gate(told, channel["label"], revision, lines[-1]["number"], report)
    return f"{count} publikasi memuat revisi yang disetujui semua tahap validasinya" if count else "belum ada yang tayang"


def check_gate(told: Told, label: str, revision: Row, published: int, report: Report) -> None:
    for stage in told.lane["stages"]:
        if stage["kind"] == "publish":
            return
        standing = told.approvals(stage["key"], published) if stage["kind"] == "validate" else None
        if standing is not None and not (standing and standing[-1]["covered"] == told.covered(stage["covers"], revision)):
            report.fault(f"{label}: tayang tanpa persetujuan '{stage['label']}' atas revisi {revision['number']}")


def says(told: Told, text: str, channel: Row, revision: Row) -> bool:
    """The channel's own text word for word; a composed one begins with the title and, where nothing is cut, holds every paragraph."""
    fields = {one["key"]: one for one in told.rules["fields"]}
    kind = next(one for one in told.rules["types"] if one["key"] == told.all["content"]["kind"])
    before = []
    for key in (one["key"] for one in kind["fields"]):
        value = revision["fields"].get(key)
        if fields[key]["kind"] == "captions":
            own = str((value or {}).get(channel["key"]) or "").strip()
            if own:
                return text == own
            break
        if fields[key]["kind"] in ("text", "steps") and not fields[key]["internal"]:
            before += [line.strip() for line in str(value or "").splitlines()]
    whole = channel["text_max"] >= FEW_SENTENCES
    return text.startswith(str(revision["fields"]["title"]).strip()) and (not whole or all(line in text for line in before))


def check_duties(told: Told, report: Report) -> str:
    """Nobody decided on what he had written himself, nobody decided two stages."""
    decided: dict[int, str] = {}
    undone = {one["undoes"] for one in told.all["reviews"]}
    for one in told.all["reviews"]:
        if one["decision"] not in ("approve", "return") or one["id"] in undone:
            continue
        who, at = one["approver"] or one["by"], told.when("review", one)
        wrote = {row["by"] for row in told.all["revisions"] if not row["plan"] and told.when("revision", row) < at}
        wrote |= {row["by"] for row in told.all["media"] if row["role"] == "file" and told.when("media", row) < at}
        name = told.all["people"].get(str(who), f"orang nomor {who}")
        if who in wrote:
            report.fault(f"keputusan {one['id']}: {name} memutus tulisannya sendiri")
        if decided.setdefault(who, one["stage"]) != one["stage"]:
            report.fault(f"keputusan {one['id']}: {name} memutus pada dua tahap")
    return "tidak ada yang memutus tulisannya sendiri atau memutus dua tahap"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
